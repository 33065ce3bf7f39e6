"""Who alleges something: by name, or by the words for a publisher or an opponent."""

from collections.abc import Iterator
from typing import Final

from spacy.tokens import Token

from graph.extraction.frames import Frame
from graph.extraction.parses import Parse, related
from graph.extraction.proposals import Argument, Kind, Modality, Relation
from graph.extraction.relations.holders import holders
from graph.extraction.rules import Finding
from graph.extraction.words import words

_PUBLISHERS: Final = words(
    """blog channel critic daily inquiry investigation investigator journal magazine media newspaper
    opponent organisation organization outlet paper portal probe publication report rival station
    tabloid website"""
)


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
    named = holders(frame)
    return named or [_publisher(frame.parse, noun) for noun in nouns if publishes(noun)]


def publishes(token: Token) -> bool:
    """Return whether a noun is for what or who publishes claims: "the newspaper", "a probe".

    Args:
        token: The noun.
    """
    bare = token.tag_ == "NNS" and not [*token.lefts]  # "Reports indicated": whose, is open
    return token.lemma_.lower() in _PUBLISHERS and not bare


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
