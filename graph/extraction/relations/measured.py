"""What a quantity measures, as the words beside it tell."""

import re
from typing import Final

from spacy.tokens import Token

from graph.extraction.frames import Frame
from graph.extraction.parses import Parse
from graph.extraction.proposals import Argument, Kind
from graph.extraction.quantities import NUMBERED, SMALL, Quantity
from graph.extraction.words import words

_NUMBER: Final = re.compile(
    rf"^(?:(?:[A-Za-z]+ ){{0,3}}[\d.,]+|(?i:{'|'.join(SMALL)}))\s+"
    r"(?:(?:hundred|thousand|million|billion) )?"
)
_MEASURED: Final = re.compile(r" +(?:deep|high|long|tall|wide)$")
_SCALES: Final = words("billion hundred million thousand trillion")
_IMPOSING: Final = words("freeze impose levy place put slap")
_VALUED: Final = words("amounting budgeted costing estimated totaling totalling valued worth")


def thing(parse: Parse, token: Token, quantity: Quantity | None = None) -> list[Argument]:
    """Return a thing by name, or by its words without its own quantity."""
    named = parse.named(token.head if token.dep_ == "appos" else token)
    counted = quantity is not None and token == quantity.head
    people = named and named[0].mention and named[0].mention.kind == Kind.PEOPLE
    if named and not (counted and people):
        return named[:1]
    words = parse.words(token)
    if quantity is not None:
        own = parse.doc.text[quantity.start : quantity.end]
        if token == quantity.head:
            words = _NUMBER.sub("", words)
        else:
            words = words.replace(f" of {own}", "").replace(own, "").strip(" -")
            words = words.removeprefix("long ")
            words = words.split(" of ")[0] if token.lemma_.lower() in NUMBERED else words
    words = _MEASURED.sub("", words.split(" from ")[0])
    return [Argument(words)] if words and words.lower() not in _SCALES else []


def beside(parse: Parse, quantity: Quantity, last: list[Argument]) -> list[Argument]:
    """Return what "Laos (181 votes)", "a million dollars (900,000 euros)", "up from 26" is of."""
    span = parse.doc.char_span(quantity.start, quantity.end, alignment_mode="expand")
    if span is None or span.start < span.sent.start + 2:
        return []
    before = parse.doc[span.start - 1]
    if before.text == "(":
        mention = parse.mention_at(parse.doc[span.start - 2])
        return last if mention is None else [Argument(mention.canonical, mention)]
    if before.lower_ == "including":
        return last
    if before.lower_ == "from" and before.nbor(-1).lower_ in {"down", "up"}:
        return last
    return []


def is_converted(parse: Parse, quantity: Quantity) -> bool:
    """Return whether a measure only says the one before again: "a million dollars (900,000 euros)".

    Args:
        parse: The parse.
        quantity: The measure.
    """
    span = parse.doc.char_span(quantity.start, quantity.end, alignment_mode="expand")
    if span is None or not quantity.measured or span.start < span.sent.start + 2:
        return False
    before = parse.doc[span.start - 1]
    return before.text == "(" and parse.mention_at(parse.doc[span.start - 2]) is None


def is_valued(parse: Parse, quantity: Quantity) -> bool:
    """Return whether a measure is what a thing is worth, whatever the clause says of the thing.

    Args:
        parse: The parse.
        quantity: The measure.
    """
    return bool(valued(parse, quantity))


def valued(parse: Parse, quantity: Quantity) -> list[Argument]:
    """Return what "the goods, worth a million", "the canal, budgeted at a million" is said of."""
    first = parse.doc.char_span(quantity.start, quantity.end, alignment_mode="expand")
    if first is None:
        return []
    index = first.start - 1
    while index > first.sent.start and parse.doc[index].lower_ in {"at", "to", "about", "around"}:
        index -= 1
    if index <= first.sent.start or parse.doc[index].lower_ not in _VALUED:
        return []
    before = parse.doc[index - 1]
    if before.text in {",", "("} and index - 1 > first.sent.start:
        before = parse.doc[index - 2]
    if before.pos_ not in {"NOUN", "PROPN"}:
        return []
    while before.dep_ in {"pobj", "compound", "conj", "dobj"} and before.head.i >= first.sent.start:
        if before.dep_ == "dobj" and before.head.dep_ == "acl":
            before = before.head.head
            continue
        if before.head.pos_ in {"VERB", "AUX"} or before.head.head.pos_ in {"VERB", "AUX"}:
            break
        before = before.head
    if before.dep_ not in {"nsubj", "nsubjpass", "appos", "ROOT"}:
        return []
    found = thing(parse, before)
    return [
        Argument(who.name.split(parse.doc[index].text)[0].strip(" ,("), who.mention)
        for who in found
    ]


def imposing(frame: Frame) -> Frame | None:
    """Return the verb of "imposes asset freezes on", of which the parser may take two.

    Args:
        frame: The verb.
    """
    before = frame.head.nbor(-1) if frame.head.i else frame.head
    if before.dep_ == "dobj" and before.head.lemma_ in _IMPOSING:
        return Frame(frame.parse, before.head)
    return frame if frame.lemma in _IMPOSING else None


def is_had(frame: Frame) -> bool:
    """Return whether somebody has it done to so many: "Laos had eight citizens turned back".

    Args:
        frame: The verb.
    """
    above = frame.above
    done = frame.head.tag_ in {"VBD", "VBN"} and not frame.parts("aux", "auxpass", "dobj")
    return frame.link == "ccomp" and done and above is not None and above.lemma == "have"


def of_amount(parse: Parse, noun: Token) -> list[Argument]:
    """Return what "the cost of the canal", "the canal's length" is of; nothing where it is open.

    Args:
        parse: The parse.
        noun: The noun for how much.
    """
    for child in noun.children:
        if child.dep_ in {"poss", "compound"}:
            return thing(parse, child)
        if child.dep_ == "prep" and child.lower_ == "of":
            return [who for part in child.children for who in thing(parse, part)]
    if noun.lemma_.lower() in {"export", "import", "trade", "turnover"} and list(noun.lefts):
        return [parse.phrase(noun)]
    return []
