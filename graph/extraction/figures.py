"""Figures: value, unit and comparator in the words of a quantity."""

import re
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

_COMPARATORS: Final = (
    ("moreThan", r"more than|over|above|upwards? of|in excess of|exceeding|surpassing"),
    ("atLeast", r"at least|no (?:fewer|less) than|not less than|a minimum of|from|between"),
    ("atMost", r"at most|up to|as (?:many|much) as|no more than|not more than|a maximum of"),
    ("lessThan", r"less than|fewer than|under|below"),
    (
        "approximately",
        r"about|around|approximately|some|roughly|nearly|almost|close to|(?:an )?estimated|circa",
    ),
    ("exactly", r"exactly|a total of|all|the|only|just"),
)
"""Comparator → words before a figure that speak for it."""

_SCALES: Final = {
    "hundred": 10**2,
    "thousand": 10**3,
    "million": 10**6,
    "billion": 10**9,
    "trillion": 10**12,
}

_ONES: Final = """
    zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen
    sixteen seventeen eighteen nineteen
"""
_TENS: Final = "twenty thirty forty fifty sixty seventy eighty ninety"

_IN_WORDS: Final = {word: value for value, word in enumerate(_ONES.split())} | {
    word: 10 * value for value, word in enumerate(_TENS.split(), start=2)
}
"""Word → number."""

_NUMBER: Final = r"\d{1,3}(?:[,\u00a0\u202f]\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?"
_WORD: Final = "|".join(sorted(_IN_WORDS, key=len, reverse=True))
_CURRENCY: Final = r"(?-i:\b[A-Z]{1,3}\$|\b[A-Z]{2,3}\s?(?=\d))|[$€£¥₩₫]"

_FIGURE: Final = re.compile(
    rf"""(?P<currency>{_CURRENCY})?\s?
    (?:(?P<digits>{_NUMBER})|\b(?P<tens>{_WORD})(?:[-\s](?P<ones>{_WORD}))?\b)
    (?:\s?(?:[-–—]|to|and)\s?(?:{_CURRENCY})?(?P<upper>{_NUMBER})(?!\w))?
    (?P<scales>(?:[\s-](?:{"|".join(_SCALES)})s?\b)*)
    [-\s]?(?P<unit>.*)""",
    re.IGNORECASE | re.VERBOSE | re.DOTALL,
)

_BEFORE: Final = tuple(
    (name, re.compile(rf"(?:^|\b)(?:{words})\s*$", re.IGNORECASE)) for name, words in _COMPARATORS
)


@dataclass(frozen=True)
class Figure:
    """A figure.

    Args:
        value: The number.
        unit: What is counted, or the unit of measure.
        comparator: Local name of the concept that tells how the figure bounds the true value.
    """

    value: Decimal
    unit: str
    comparator: str


def read_figure(words: str, counted: str = "") -> Figure | None:
    """Return the figure that a phrase states, or None where none can be read without guessing.

    A range is read as its lower end, which the true value reaches at least.

    Args:
        words: The phrase.
        counted: What is counted, should the phrase not say it.

    >>> read_figure("over 1,310 sailors")
    Figure(value=Decimal('1310'), unit='sailors', comparator='moreThan')
    >>> read_figure("between $5 and $7 billion")
    Figure(value=Decimal('5000000000'), unit='$', comparator='atLeast')
    >>> read_figure("no sailors") is None
    True
    """
    found = _FIGURE.search(words)
    if found is None:
        return None
    value = _value(found)
    currency, unit = (found["currency"] or "").strip(), _unit(found["unit"])
    unit = unit if unit or currency else counted
    if not (unit or currency):
        return None
    before = words[: found.start()].rstrip()
    comparator = next((name for name, known in _BEFORE if known.search(before)), "exactly")
    if found["upper"]:
        comparator = "atLeast"
    return Figure(value, f"{currency} {unit}".strip(), comparator)


def _value(found: re.Match[str]) -> Decimal:
    """Return the number that was found."""
    if found["digits"]:
        value = Decimal(re.sub(r"[,\u00a0\u202f]", "", found["digits"]))
    else:
        ones = (found["ones"] or "zero").lower()
        value = Decimal(_IN_WORDS[found["tens"].lower()] + _IN_WORDS[ones])
    for scale in re.findall(r"[a-z]+", found["scales"].lower()):
        value *= _SCALES[scale.removesuffix("s")]
    return value


def _unit(words: str) -> str:
    """Return a unit in at most as many words as are needed to know it."""
    return " ".join(words.strip(" ,.;:").split()[:_LONGEST])


_LONGEST: Final = 6
"""Most words of a unit: what follows is no unit any more."""
