"""The prepositional phrases of a clause, whichever word the parser hung them on."""

from collections.abc import Iterator
from typing import Final, NamedTuple

from spacy.tokens import Token

_GIVING: Final = frozenset({"IN", "TO"})
"""Tags of the preposition before those to whom something is given: "pay a visit to"."""


_BESIDE: Final = frozenset({"with", "between", "by", "alongside"})
"""Prepositions that take no clause."""


class Phrase(NamedTuple):
    """A prepositional phrase of a clause.

    Args:
        preposition: In lower case; "out of" and the like as one.
        object: Head of the noun phrase after it.
        attached: The word that the parser hung it on.
    """

    preposition: str
    object: Token
    attached: Token


def hung(head: Token, *prepositions: str) -> tuple[Token, ...]:
    """Return the objects of some prepositions that hang on a word itself.

    Args:
        head: The word.
        prepositions: The prepositions, in lower case.
    """
    return tuple(
        part
        for preposition in head.children
        if preposition.dep_ == "prep" and preposition.lower_ in prepositions
        for part in preposition.children
        if part.dep_ == "pobj"
    )


def phrases_below(head: Token, *, clause: bool) -> Iterator[Phrase]:
    """Yield the prepositional phrases below a head, not those of another clause.

    Args:
        head: A verb or a noun.
        clause: Whether to look below nouns too.
    """
    for child in head.children:
        if child.dep_ in {"prep", "agent"} or (child.dep_ == "dative" and child.tag_ in _GIVING):
            yield from _objects(child, child.lower_, head, clause=clause)
        elif clause and child.i > head.i and child.pos_ not in {"VERB", "AUX"}:
            yield from phrases_below(child, clause=True)


def _objects(preposition: Token, words: str, head: Token, *, clause: bool) -> Iterator[Phrase]:
    for child in preposition.children:
        if child.dep_ == "pobj":
            yield Phrase(words, child, head)
            if clause:
                yield from phrases_below(child, clause=True)
            else:
                yield from _chained(child, head)
        elif child.dep_ == "prep":
            yield from _objects(child, f"{words} {child.lower_}", head, clause=clause)
        elif child.dep_ == "pcomp" and child.pos_ not in {"VERB", "AUX"}:
            yield Phrase(words, child, head)
        elif child.dep_ == "pcomp" and child.tag_ == "VB" and words in _BESIDE:
            # "met with Ana Lu to discuss", which the parser takes for one clause
            yield from (
                Phrase(words, noun, head) for noun in child.children if noun.dep_ == "nsubj"
            )


def _chained(noun: Token, head: Token) -> Iterator[Phrase]:
    """Yield the phrases that the parser hung on the noun before: "talks on trade with Laos"."""
    for child in noun.children:
        if child.dep_ != "prep":
            continue
        if child.lower_ in {"with", "between", "to", "by", "at", "in"}:
            yield from _objects(child, child.lower_, head, clause=False)
        else:
            for part in child.children:
                if part.dep_ == "pobj":
                    yield from _chained(part, head)
