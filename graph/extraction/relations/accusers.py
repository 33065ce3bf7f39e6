"""Who alleges something: by name, or by the words for a publisher or an opponent."""

from collections.abc import Iterator
from typing import Final

from spacy.tokens import Token

from graph.extraction.frames import Frame
from graph.extraction.parses import Parse, related
from graph.extraction.proposals import Argument, Kind, Modality, Relation
from graph.extraction.relations.holders import holders, tellers
from graph.extraction.rules import Finding
from graph.extraction.words import words

_PUBLISHERS: Final = words(
    """article blog channel daily inquiry investigation journal magazine media newspaper
    organisation organization outlet panel paper portal probe publication report statement station
    study tabloid website"""
)
_PAPERS: Final = words("article inquiry investigation panel probe report statement study")
_MESSAGES: Final = words(
    "article comment communique letter message note post release report statement tweet video"
)
_PEOPLE: Final = words(
    """activist campaigner critic family investigator lawyer opponent prosecutor resident rival
    staff survivor victim witness"""
)
"""Nouns for people who complain, where they are not named."""


def alleged(who: list[Argument], told: str, frame: Frame) -> Iterator[Finding]:
    """Yield that each of some parties alleges something that is more than a word.

    Args:
        who: The parties.
        told: What they allege.
        frame: The frame that says so.
    """
    if len(told.split()) > 1:
        for subject in who:
            yield Finding(subject, Relation.ALLEGES, Argument(told), frame, Modality.ALLEGED)


def accusers(frame: Frame) -> list[Argument]:
    """Return who alleges: by name, or by the words for a publisher or an opponent.

    Args:
        frame: The frame that says so.
    """
    tokens = frame.subjects if frame.passive else frame.grammatical_subjects
    nouns = [related(token) for token in tokens]
    if (sender := _sender(frame)) is not None:
        return holders(sender)
    papers = [noun for noun in nouns if _is_paper(frame.parse, noun)]
    if papers:
        return [Argument(_called(noun)) for noun in papers]
    named = tellers(frame)
    return named or [_publisher(frame.parse, noun) for noun in nouns if publishes(noun)]


def _is_paper(parse: Parse, noun: Token) -> bool:
    """Return whether a noun is for a text with the name of its author before: "the UN report"."""
    before = [child for child in noun.lefts if child.dep_ in {"compound", "nmod"}]
    authors = [parse.mention_at(child) for child in before]
    return noun.lemma_.lower() in _PAPERS and any(authors) and parse.mention_at(noun) is None


def _called(noun: Token) -> str:
    """Return a text by its words, with the name of its author: "UN report"."""
    first = min(child.left_edge.i for child in noun.lefts if child.dep_ in {"compound", "nmod"})
    return noun.doc[first : noun.i + 1].text


def _sender(frame: Frame) -> Frame | None:
    """Return the frame of who sends a message: "posted a message on the web accusing Laos"."""
    if frame.link != "acl" or frame.head.tag_ != "VBG":
        return None
    noun = frame.head.head
    while noun.dep_ == "pobj" and noun.lemma_.lower() not in _MESSAGES:
        noun = noun.head.head
    sent = Frame(frame.parse, noun)
    return sent.above if noun.lemma_.lower() in _MESSAGES and noun.dep_ == "dobj" else None


def publishes(token: Token) -> bool:
    """Return whether a noun is for what or who publishes claims: "the newspaper", "a probe".

    Args:
        token: The noun.
    """
    bare = token.tag_ == "NNS" and not [*token.lefts]  # "Reports indicated": whose, is open
    noun = token.lemma_.lower()
    return noun in _PEOPLE or (noun in _PUBLISHERS and not bare)


def _publisher(parse: Parse, token: Token) -> Argument:
    """Return a publisher by name; "the same newspaper" is the last one that has such a noun."""
    named = parse.named(token)
    before = (parse.mention_at(part) for part in token.lefts if part.dep_ == "compound")
    named += [Argument(m.canonical, m) for m in before if m and m.kind == Kind.ORGANIZATION]
    if named:
        return named[0]
    if {child.lower_ for child in token.lefts} <= {"the", "same", "this", "that"}:
        for mention in reversed(parse.mentions):
            span = parse.spans.get(mention)
            if span is None or span.end > token.i or mention.kind != Kind.ORGANIZATION:
                continue
            if span.start and publishes(parse.doc[span.start - 1]):
                return Argument(mention.canonical, mention)
    return parse.phrase(token)
