"""What a verb or noun of saying has as its content: "claimed that …", "reports that …"."""

from collections.abc import Iterator
from typing import Final

from spacy.tokens import Token

from graph.extraction.frames import Frame
from graph.extraction.proposals import Argument, Modality, Relation
from graph.extraction.rules import Finding
from graph.extraction.words import word_at, words

CLAIMS: Final = words(
    """accusation allegation assertion charge claim insinuation publication report rumor rumour
    speculation suggestion"""
)
"""Nouns for what is said and need not be so."""

FALSE: Final = words(
    """absurd baseless devoid fabricated fabrication fake false far-fetched fictitious groundless
    inaccurate incorrect invented laughable lie lies ludicrous misleading nonsense outlandish
    preposterous ridiculous unfounded unsubstantiated untrue"""
)
"""Words that say of a claim that it is not so."""

NEAR: Final = 6
"""In so many words after a verb or "contrary" stands the claim that it is about."""

_SAYING: Final = frozenset({"allege", "claim", "say", "state", "suggest"})
_SUBJECTS: Final = frozenset({"nsubj", "nsubjpass", "csubj", "expl"})


def denied(who: list[Argument], told: str, frame: Frame) -> Iterator[Finding]:
    """Yield that each of some parties denies something.

    Args:
        who: The parties.
        told: What they deny; nothing where that is not told.
        frame: The frame that says so.
    """
    for subject in who if told else ():
        yield Finding(subject, Relation.DENIES, Argument(told), frame, Modality.DENIED)


def content(frame: Frame) -> Iterator[Token]:
    """Yield the verbs of the clauses that say what somebody says.

    Args:
        frame: A verb or noun of saying.
    """
    if frame.head.dep_ == "parataxis" and frame.head.i < frame.head.head.i:
        yield frame.head.head  # "Laos, he said, is …"
    for child in frame.children:
        if child.i < frame.head.i and not _is_told_first(child, frame.head):
            continue
        if child.dep_ == "ccomp" and _is_clause(child):
            yield child
            yield from (part for part in (*child.children, *frame.children) if _is_joined(part))
        elif frame.nominal and child.dep_ in {"acl", "relcl", "ccomp", "appos"}:
            if child.lemma_ in _SAYING and child.tag_ == "VBG":
                yield from content(Frame(frame.parse, child))
            elif any(part.lower_ == "that" and part.dep_ == "mark" for part in child.children):
                yield child


def named_as(frame: Frame) -> Iterator[Token]:
    """Yield what is after "as", an adjective too: "described it as unjust".

    Args:
        frame: A verb of judging.
    """
    for preposition in frame.parts("prep"):
        if preposition.lower_ == "as":
            yield from (part for part in preposition.children if part.dep_ in {"amod", "pobj"})


def _is_joined(verb: Token) -> bool:
    """Return whether a clause goes on with what is said: "…, and that it is so"."""
    return verb.dep_ == "conj" and any(
        part.lower_ == "that" and part.dep_ == "mark" for part in verb.children
    )


def after_aside(verb: Token) -> Token | None:
    """Return the verb of the content after an aside: "claimed, citing somebody, that …".

    Args:
        verb: The verb of saying.
    """
    doc = verb.doc
    if verb.i + 1 >= len(doc) or doc[verb.i + 1].text != ",":
        return None
    for token in doc[verb.i + 2 : verb.sent.end]:
        if token.lower_ == "that" and token.dep_ == "mark" and doc[token.i - 1].text == ",":
            return token.head
    return None


def claimed(noun: Token) -> Token | None:
    """Return the verb of what a claim says: "a report in the daily X, that …", "… alleging that …".

    The clause is found by the word that introduces it, whichever word the parser hung it on.

    Args:
        noun: The noun for the claim.
    """
    if noun.lemma_.lower() not in CLAIMS:
        return None
    for token in noun.doc[noun.i + 1 : noun.sent.end]:
        if token.lower_ == "that" and token.dep_ == "mark":
            return token.head if token.head.i > token.i else None
        if token.lower_ == "that" and token.tag_ == "IN" and token.i == noun.i + 1:
            return next((verb for verb in noun.children if verb.dep_ == "acl"), None)
        main = token.pos_ in {"VERB", "AUX"} and token.tag_ in {"VBD", "VBZ", "VBP", "MD"}
        main = main and token.dep_ != "acl"
        if token.text in {";", ":"} or (main and not _is_name(token)):
            return None
    return None


def _is_name(token: Token) -> bool:
    return word_at(token, -1)[:1].isupper() and word_at(token, 1)[:1].isupper()


def _is_clause(verb: Token) -> bool:
    return verb.pos_ in {"VERB", "AUX"} and any(part.dep_ in _SUBJECTS for part in verb.children)


def _is_told_first(clause: Token, verb: Token) -> bool:
    """Return whether a clause before its verb is what is said: "…," she said; he has, she said."""
    between = clause.doc[clause.i : verb.i]
    return any(token.text in {'"', "”", "“", ","} for token in between)


def rest(verb: Token) -> str:
    """Return the words after "denied that", where the parser found no clause in them.

    Args:
        verb: The verb of saying.
    """
    doc, end = verb.doc, verb.sent.end
    if verb.i + 1 >= end or doc[verb.i + 1].lower_ != "that":
        return ""
    kept = doc[verb.i + 2 : end]
    for token in kept:
        if token.text == ";" or (token.text == "," and word_at(token, 1).lower() in {"and", "but"}):
            kept = doc[verb.i + 2 : token.i]
            break
    return kept.text.strip(' .,;”"')
