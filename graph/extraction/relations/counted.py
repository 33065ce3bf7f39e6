"""Which numbers tell how many there are of what is told of for the first time."""

from typing import Final

from spacy.tokens import Token

from graph.extraction.attitudes import REPORTING
from graph.extraction.parses import Parse
from graph.extraction.proposals import Argument
from graph.extraction.quantities import NUMBERED, Quantity
from graph.extraction.words import word_at, words

_JOINT: Final = REPORTING | words("agree be discuss meet sign speak talk")
"""Verbs of which a few people that act are only described: "two diplomats said"."""


def of_whom(quantity: Quantity) -> bool:
    """Return whether a number is of those who were told of right before: "48,000 of whom".

    Args:
        quantity: The quantity.
    """
    head = quantity.head
    return word_at(head, 1) == "of" and word_at(head, 2) in {"which", "whom"}


def told_before(parse: Parse, quantity: Quantity) -> list[Argument]:
    """Return what the last noun before a number names, or a coordination that ends with it.

    Args:
        parse: The parse.
        quantity: The quantity.
    """
    for token in reversed(quantity.head.sent):
        if token.idx < quantity.start and token.pos_ in {"NOUN", "PROPN"}:
            first = token.head if token.dep_ == "conj" else token
            return [parse.phrase(first)]
    return []


def is_new(quantity: Quantity) -> bool:
    """Return whether a few things are told for the first time: "carried out eight surveys".

    Args:
        quantity: The quantity.
    """
    head = quantity.head
    known = any(c.dep_ in {"det", "poss"} or c.lower_ in {"other", "more"} for c in head.lefts)
    first = head
    while first.dep_ == "conj" and any(c.dep_ == "nummod" for c in first.head.lefts):
        first = first.head  # "two jets and five tanks"
    acts = first.dep_ == "nsubj" and first.head.pos_ == "VERB" and first.head.lemma_ not in _JOINT
    done = first.dep_ in {"dobj", "nsubjpass"} or acts
    return head.tag_ == "NNS" and done and not known


def alone(parse: Parse, quantity: Quantity) -> list[Argument]:
    """Return what is counted, where nothing is told that has so many.

    Args:
        parse: The parse.
        quantity: The quantity.
    """
    head = quantity.head
    if quantity.measured or head.pos_ not in {"NOUN", "PROPN"}:
        return []
    words = parse.words(head)
    own = parse.doc.text[quantity.start : quantity.end].removesuffix(quantity.unit)
    told = words.replace(own.strip(), "").split(" from ")[0].strip(" -")
    return [Argument(told)] if told else []


def is_of_group(head: Token) -> bool:
    """Return whether a noun names the members of a group: "a delegation of nine ministers".

    Args:
        head: The noun.
    """
    return (
        head.dep_ == "pobj"
        and head.head.lower_ == "of"
        and head.head.head.lemma_.lower() in NUMBERED
    )
