"""Quantities that a text states: a number with its unit and how exactly it is meant.

>>> from graph.extraction.pipeline import pipeline
>>> sentence = pipeline()("Trade grew by 14 per cent, and over 1,200 nurses came.")[:]
>>> [(q.words, q.value, q.unit, str(q.comparator)) for q in quantities(sentence)]
[('14 per cent', 14.0, 'per cent', 'by'), ('over 1,200 nurses', 1200.0, 'nurses', 'moreThan')]
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from spacy.tokens import Span, Token

from graph.extraction.times import times
from graph.extraction.words import word_at, words


class Comparator(StrEnum):
    """How a quantity compares with its number."""

    EXACTLY = "exactly"
    MORE_THAN = "moreThan"
    AT_LEAST = "atLeast"
    LESS_THAN = "lessThan"
    AT_MOST = "atMost"
    BY = "by"
    """By so much something changed."""
    APPROXIMATELY = "approximately"


_COMPARATORS: Final = {
    "more than": Comparator.MORE_THAN,
    "over": Comparator.MORE_THAN,
    "above": Comparator.MORE_THAN,
    "exceeding": Comparator.MORE_THAN,
    "in excess of": Comparator.MORE_THAN,
    "upwards of": Comparator.MORE_THAN,
    "well over": Comparator.MORE_THAN,
    "at least": Comparator.AT_LEAST,
    "no less than": Comparator.AT_LEAST,
    "no fewer than": Comparator.AT_LEAST,
    "less than": Comparator.LESS_THAN,
    "fewer than": Comparator.LESS_THAN,
    "not more than": Comparator.AT_MOST,
    "not less than": Comparator.AT_LEAST,
    "a minimum of": Comparator.AT_LEAST,
    "as many as": Comparator.AT_MOST,
    "as much as": Comparator.AT_MOST,
    "under": Comparator.LESS_THAN,
    "below": Comparator.LESS_THAN,
    "up to": Comparator.AT_MOST,
    "at most": Comparator.AT_MOST,
    "no more than": Comparator.AT_MOST,
    "a maximum of": Comparator.AT_MOST,
    "about": Comparator.APPROXIMATELY,
    "around": Comparator.APPROXIMATELY,
    "approximately": Comparator.APPROXIMATELY,
    "roughly": Comparator.APPROXIMATELY,
    "some": Comparator.APPROXIMATELY,
    "nearly": Comparator.APPROXIMATELY,
    "almost": Comparator.APPROXIMATELY,
    "close to": Comparator.APPROXIMATELY,
    "an estimated": Comparator.APPROXIMATELY,
    "an average of": Comparator.APPROXIMATELY,
}

_RATES: Final = frozenset({"annum", "day", "month", "week", "year"})
_FARTHEST: Final = 5
"""A noun is counted by a number that stands so many words before it at most."""

SMALL: Final = (
    *("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"),
    *("eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen"),
    *("nineteen", "twenty"),
)
"""The words of small numbers, from 0."""

_SCALES: Final = {
    "hundred": 1e2,
    "thousand": 1e3,
    "million": 1e6,
    "billion": 1e9,
    "bn": 1e9,
    "trillion": 1e12,
    "k": 1e3,
    "m": 1e6,
    "mn": 1e6,
    "b": 1e9,
}
_SHORT_SCALES: Final = frozenset({"k", "m", "mn", "b"})
"""Scales that are written right after an amount of money: "$250M"."""
_CURRENCY: Final = (
    r"(?:(?:[A-Z]{1,3})?[$€£¥₩₫]|\$[A-Z]{1,2}(?=\d)|(?:USD|EUR|GBP|AUD|NZD|CAD|CNY|RMB|JPY|CHF|RM|Rs\.?)(?=[\s\d])"
    r"|[A-Z]{3}(?=\s?\d+(?:(?:,\d{3})+|(?:\.\d+)?\s(?:thousand|million|billion|bn|trillion))\b)"
    r"|[A-Z]{1,2}Sh\.?(?=\s?\d))"
)
_MEASURE: Final = (
    r"(?:%|per\s?cents?\b|percents?\b|(?:percentage\s+)?points?\b"
    r"|(?:square\s+|cubic\s+|nautical\s+)?(?:kilo|centi|milli)?(?:metre|meter|mile)s?\b"
    r"|km²?\b|hectares?\b|acres?\b|(?:metric\s+)?(?:tonne|ton)s?\b|kilogram(?:me)?s?\b|kg\b|litres?\b"
    r"|barrels?\b|(?:mega|giga|kilo)watts?\b|MW\b|GW\b"
    r"|(?:[A-Z][a-z]+\s+)?(?:dollars?|euros?|pounds?|yen|yuan|rupees?|francs?|rubles?|roubles?"
    r"|baht|riel|dong|ringgit|pesos?|won|rand|shillings?|kronor|kroner|dirhams?|reais)\b)"
)
_LONG_SCALES: Final = "|".join(scale for scale in _SCALES if scale not in _SHORT_SCALES)
_NUMERAL: Final = r"\d+(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?"
_NUMBER: Final = (
    rf"(?:{_NUMERAL}|\b(?:{'|'.join(SMALL)})\b(?=[\s-]+(?:{_LONG_SCALES}|{_MEASURE}))"
    rf"|\b(?:{'|'.join(SMALL[2:])})\b(?=\s+[A-Z][a-z]+\s[a-z])"
    rf"|\b(?:{'|'.join(SMALL[3:])})\b(?=\s+[a-z]|[,.;])"
    rf"|\b(?:{'|'.join(map(str.capitalize, SMALL[3:]))})\b(?=\s+(?:[A-Z][a-z]+\s)?[a-z])"
    rf"|\ba(?=\s+(?:hundred|thousand|million|billion)\b))"
)
_SCALE: Final = (
    rf"(?:[\s-]+(?:{_LONG_SCALES})s?\b"
    rf"|(?(currency)(?i:{'|'.join(_SHORT_SCALES)}|bn)\b))?"
)
_PATTERN: Final = re.compile(
    rf"(?:\b(?P<comparator>(?i:{'|'.join(map(re.escape, _COMPARATORS))}))\s+"
    r"(?:a\s+total\s+of\s+)?)?"
    rf"(?P<between>\bbetween\s+)?(?P<currency>{_CURRENCY})?\s?"
    rf"(?<![\w.,:/–-])(?P<low>{_NUMBER})(?P<scale>{_SCALE})"
    rf"(?:\s?(?(between)and|(?:[-–]|to\b))\s?(?:{_CURRENCY})?\s?"
    rf"(?P<high>{_NUMERAL})(?P<high_scale>{_SCALE})(?=[\s,.;%)-]|$))?"
    rf"(?:[\s-]?(?P<measure>{_MEASURE}))?"
)
_EXCLUDED: Final = re.compile(
    r"st\b|nd\b|rd\b|th\b|\w*[-–](?:year|month|week|day|hour|point)s?\b|/\d|:\d"
)
"""What follows a number that is an ordinal, a length of time or a part of a code."""

_YEAR: Final = re.compile(r"(?:1[89]|20)\d\d")
"""A number that is rather a year where it stands before a singular: "the 1994 treaty"."""

NUMBERED: Final = words(
    """alliance bloc body border coalition conference contingent convoy crew crowd delegation
    fleet force group grouping meeting membership network party population staff summit team
    workforce"""
)
"""Nouns for what consists of so many, or is so long."""

_TALLIED: Final = words("casualty death number toll")
"""Nouns whose number may stand alone."""

_UNCOUNTED: Final = words(
    """a.m. am annum day decade hour minute month p.m. pm second time utc week year"""
)


@dataclass(frozen=True)
class Quantity:
    """A number with its unit.

    Args:
        start: First code point.
        end: Code point after the last one.
        words: Comparator, number and unit as they stand in the text.
        value: The number, or the lower one of a range.
        high: The higher number of a range.
        unit: Unit or counted noun as it stands in the text; "" where there is none.
        measured: Whether the unit is a currency, a share or a measure, rather than what is counted.
        comparator: How exactly it is meant.
        head: The word that it hangs on the rest of the sentence by.
    """

    start: int
    end: int
    words: str
    value: float
    high: float | None
    unit: str
    measured: bool
    comparator: Comparator
    head: Token


def quantities(sentence: Span) -> tuple[Quantity, ...]:
    """Return the quantities of a sentence, in its order; dates and ordinals are none.

    Args:
        sentence: A part of a parse.
    """
    if not any(token.like_num or any(part.isdigit() for part in token.text) for token in sentence):
        return ()
    return tuple(_found(sentence))


def _found(sentence: Span) -> Iterator[Quantity]:
    words = sentence.text
    taken = [(time.start, time.end) for time in times(words)]
    for match in _PATTERN.finditer(words):
        first, last = match.span("low")
        if any(start <= first < end for start, end in taken):
            continue
        if _EXCLUDED.match(words, last):
            continue
        found = _quantity(sentence, match)
        if found is not None:
            yield found


def _quantity(sentence: Span, match: re.Match[str]) -> Quantity | None:
    """Return the quantity of a match; None for a number that counts nothing."""
    number = sentence.char_span(match.start("low"), match.end(), alignment_mode="expand")
    if number is None:
        return None
    measured = bool(match["currency"] or match["measure"])
    counted = None if measured else _counted(number)
    if not (measured or counted is not None or match["scale"] or _is_bare_amount(number)):
        return None
    year = counted is not None and _YEAR.fullmatch(match[0].strip())
    if year and counted is not None and (counted.tag_ in {"NN", "NNP"} or _is_the(number)):
        return None
    head = _head(number) if counted is None else counted
    end = max(match.end(), _end(head, number.end) - sentence.start_char)
    start = match.start("comparator") if match["comparator"] else match.start()
    start += len(match[0]) - len(match[0].lstrip()) if start == match.start() else 0
    low, high = _values(match)
    unit = match["currency"] or match["measure"] or sentence.text[match.end() : end]
    return Quantity(
        start=sentence.start_char + start,
        end=sentence.start_char + end,
        words=sentence.text[start:end].strip(),
        value=low,
        high=high,
        unit=" ".join(unit.split()).strip("-"),
        measured=measured,
        comparator=_comparator(match, number),
        head=head,
    )


def _is_the(number: Span) -> bool:
    """Return whether an article stands before a number: "the 2031 elections"."""
    return number.start > 0 and number.doc[number.start - 1].lower_ in {"the", "its", "their"}


def _is_bare_amount(number: Span) -> bool:
    """Return whether a number tells an amount alone: "a team of 15", "the number rose to 40"."""
    last = number[-1]
    if any(child.lower_ == "of" and child.i == last.i + 1 for child in last.children):
        return word_at(last, 2).lower() in {"whom", "which"}
    preposition = last.head
    if last.dep_ != "pobj" or preposition.i != number.start - 1:
        return False
    if preposition.lower_ == "from":
        return preposition.i > 0 and preposition.nbor(-1).lower_ in {"down", "up"}
    above = preposition.head
    if preposition.lower_ == "of":
        return above.lemma_.lower() in NUMBERED
    subjects = [child for child in above.children if child.dep_ in {"nsubj", "dobj"}]
    return preposition.lower_ in {"at", "by", "to"} and any(
        noun.lemma_.lower() in _TALLIED for noun in subjects
    )


def _values(match: re.Match[str]) -> tuple[float, float | None]:
    """Return the number, and the higher one of a range; one scale may serve both."""
    scale = match["scale"].strip(" -").rstrip("s").lower()
    if match["high"] is None:
        return _number(match["low"]) * _SCALES.get(scale, 1), None
    high_scale = match["high_scale"].strip(" -").rstrip("s").lower()
    high = _number(match["high"]) * _SCALES.get(high_scale, 1)
    return _number(match["low"]) * _SCALES.get(scale or high_scale, 1), high


def _number(words: str) -> float:
    if words == "a":
        return 1.0
    small = words.lower()
    return float(SMALL.index(small)) if small in SMALL else float(words.replace(",", ""))


def _comparator(match: re.Match[str], number: Span) -> Comparator:
    """Return how exactly a number is meant, by the words before it, or the "by" before those."""
    if match["comparator"]:
        return _COMPARATORS[match["comparator"].lower()]
    before = number.doc[number.start - 1] if number.start else None
    if before is not None and before.lower_ == "by" and before.head.pos_ == "VERB":
        return Comparator.BY
    return Comparator.EXACTLY


def _counted(number: Span) -> Token | None:
    """Return the noun that a number counts; None where it counts time or nothing."""
    last = number[-1]
    head = last.head if last.dep_ in {"nummod", "compound", "amod", "quantmod"} else None
    while head is not None and head.i < number.end:
        head = head.head if head.dep_ in {"nummod", "compound", "quantmod"} else None
    if head is None or head.pos_ not in {"NOUN", "PROPN"} or head.i - last.i > _FARTHEST:
        return None
    return None if head.lemma_.lower() in _UNCOUNTED else head


def _head(number: Span) -> Token:
    """Return the word that a number with its unit hangs on the sentence by."""
    head = number.root
    while head.dep_ in {"quantmod", "nummod", "compound"} and head.head.like_num:
        head = head.head
    return head


def _end(head: Token, end: int) -> int:
    """Return where a quantity ends: after its noun, what that is of, and its rate."""
    last = head if head.i >= end else head.doc[end - 1]
    for child in (*last.children, *(head.children if head != last else ())):
        if child.i == last.i + 1 and child.dep_ == "prep" and child.lower_ in {"of", "per"}:
            if any(part.tag_ in {"WP", "WDT"} for part in child.children):
                continue
            last = max((child, *child.subtree), key=lambda part: part.i)
            last = _before_clause(child, last)
        elif child.dep_ == "npadvmod" and child.lemma_ in _RATES and child.i > last.i:
            last = child
    return last.idx + len(last)


def _before_clause(preposition: Token, last: Token) -> Token:
    """Return the last word of the noun after a preposition that no clause or phrase follows."""
    objects = [child for child in preposition.children if child.dep_ == "pobj"]
    return max(objects, key=lambda part: part.i) if objects else last
