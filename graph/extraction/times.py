"""Dates and periods that a text names, as ISO dates or prefixes of one.

What names its year is absolute. What does not ("on Sunday", "in May", "last year") is read against
the date of the document, and is nothing where that is not known: today is never asked.

>>> from datetime import date
>>> [time.iso(date(2019, 8, 16)) for time in times("They met on Monday and on 3 May 2015.")]
['2019-08-12', '2015-05-03']
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import lru_cache
from typing import Final

MONTHS: Final = (
    *("january", "february", "march", "april", "may", "june"),
    *("july", "august", "september", "october", "november", "december"),
)
WEEKDAYS: Final = (
    *("monday", "tuesday", "wednesday", "thursday"),
    *("friday", "saturday", "sunday"),
)

_MONTH: Final = rf"(?P<month>{'|'.join(name.capitalize() for name in MONTHS)})"
_WEEKDAY: Final = "|".join(name.capitalize() for name in WEEKDAYS)
_YEAR: Final = r"(?P<year>(?:1[89]|20)\d\d)"
_DAY: Final = r"(?P<day>[12]\d|3[01]|0?[1-9])(?:st|nd|rd|th)?"
_TO: Final = r"(?:\s*[-–—]\s*|\s+(?:to|and|until)\s+)"
_LAST_DAY: Final = rf"(?:{_TO}\d{{1,2}}(?:st|nd|rd|th)?)?"
_AFTER: Final = rf"(?:{_TO}\d{{1,2}}\s+\w+,?\s+(?P<later>(?:1[89]|20)\d\d))?"
_NEAR: Final = r"(?i:(?P<near>last|this|next|past|coming)\s+)"
_SUFFIX: Final = r"\s+(?P<suffix>(?:last|this|next)\s+year)"
_COUNTED: Final = (
    r"\s*(?:[%$€]|per\b|km|kilo|met|hect|ton|\d|million|billion|people|persons|nationals|citizens"
    r"|workers|troops|soldiers|jobs|delegates)"
)
"""What follows a number that is no year."""

_DAY_FIRST: Final = (
    rf"\b(?:(?:{_WEEKDAY}),?\s+)?{_DAY}{_LAST_DAY}\s+(?:of\s+)?{_MONTH}"
    rf"(?:,?\s+{_YEAR}|{_SUFFIX}|{_AFTER})\b"
)
_MONTH_FIRST: Final = (
    rf"\b(?:(?:{_WEEKDAY}),?\s+)?{_MONTH}\s+{_DAY}{_LAST_DAY}\b(?!\s*(?:%|per\b))"
    rf"(?:,?\s+{_YEAR}\b|{_SUFFIX}\b)?"
)
_OF_NUMBERS: Final = r"\b(?P<year>20\d\d)-(?P<number>0[1-9]|1[0-2])-(?P<day>\d\d)\b"
_MONTH_OF_YEAR: Final = rf"\b{_MONTH}(?:{_TO}\w+)?,?\s+(?:of\s+)?{_YEAR}\b"
_NEAR_MONTH: Final = rf"\b{_NEAR}{_MONTH}\b"
_MONTH_OF_NEAR_YEAR: Final = rf"\b{_MONTH}(?:\s+of)?{_SUFFIX}\b"
_MONTH_ALONE: Final = (
    r"\b(?i:in|since|by|from|until|during|of|before|after|early|late|mid|(?:recently|early|late)\s+as)[\s-]+"
    rf"{_MONTH}\b(?!\s+\d)"
)
_WEEKDAY_ALONE: Final = rf"\b{_NEAR}?(?P<weekday>{_WEEKDAY})\b"
_FROM_THE_DAY: Final = (
    r"\b(?P<relative>(?i:yesterday|today|tomorrow|tonight"
    r"|(?:(?<!the\s)last|this|(?:the\s+)?(?:next|coming|current))\s+(?:week|month|year)"
    r"|(?:the\s+)?(?:following|next|same)\s+day|that\s+(?:same\s+)?day"
    r"|year['’]s\s+end|end\s+of\s+the\s+(?:month|year)"
    r"|(?:\d+|one|two|three|four|five|six|ten)\s+(?:day|week|month|year)s?\s+ago))\b(?!\s+\d)"
)
_PART_OF_NEAR_YEAR: Final = (
    r"\b(?:the\s+)?(?i:first|second|third|fourth|end|beginning|course)\s*(?:quarter|half)?\s+of\s+"
    r"(?P<relative>(?:the|this|next)\s+year)\b(?!\s+\d)"
)
_SEASON: Final = (
    r"(?i:\bin\s+(?:the\s+)?)(?P<season>spring|summer|autumn|winter"
    r"|(?:first|second|third|fourth|last)\s+(?:quarter|half))\b(?!\s+of\b)"
)
_YEAR_ALONE: Final = (
    r"(?i:\b(?:in|since|by|during|until|from|before|after|between|for|of|early|late|mid|to|period"
    r"|year|term|end|than|spring|summer|autumn|winter|quarter|half|(?:recently|early|late)\s+as)"
    r"[\s-]+|\()"
    rf"(?:the\s+)?(?:early\s+|late\s+|mid-)?{_YEAR}\b(?!{_COUNTED})"
)
_ALL: Final = (
    *(_DAY_FIRST, _MONTH_FIRST, _OF_NUMBERS),
    *(_MONTH_OF_YEAR, _NEAR_MONTH, _MONTH_OF_NEAR_YEAR, _MONTH_ALONE),
    *(_WEEKDAY_ALONE, _FROM_THE_DAY, _PART_OF_NEAR_YEAR, _SEASON, _YEAR_ALONE),
)
_PATTERNS: Final = re.compile(
    "|".join(re.sub(r"\?P<(\w+)>", rf"?P<\1_{number}>", one) for number, one in enumerate(_ALL))
)
"""All in one, those that name the most first; the groups of each have its number."""

_TRIGGER: Final = re.compile(
    rf"\d|{_WEEKDAY}|{_MONTH}|day\b|\b(?:[Ll]ast|[Tt]his|[Nn]ext|[Tt]he|current|coming|year['’]s)"
    r"\s+(?:week|month|year|end)|\bago\b|quarter|half|spring|summer|autumn|winter|tonight|[Tt]omorrow"
)
"""Something of each pattern, found fast: most sentences have none."""

_PARTS: Final = {
    "first quarter": (1, 3),
    "second quarter": (4, 6),
    "third quarter": (7, 9),
    "fourth quarter": (10, 12),
    "last quarter": (10, 12),
    "first half": (1, 6),
    "second half": (7, 12),
    "last half": (7, 12),
    "spring": (3, 5),
    "summer": (6, 8),
    "autumn": (9, 11),
    "winter": (12, 12),
}
"""First and last month of the parts of a year."""

_PRESENT: Final = frozenset(
    (
        *("year", "current year", "year's end", "year’s end", "end of the year"),
        *("current month", "end of the month"),
    )
)
"""Words for the year or the month of the document."""

_HEAD: Final = 3
"""Lines at the head of a text among which its date is sought."""

_DASH: Final = re.compile(r"\s*[–—]\s*|\s+--?\s+")
_PLACE: Final = re.compile(
    r"[\s,.()]*(?:(?!(?:After|As|Before|By|From|In|On|Since|Until)\b)"
    r"[A-Z][\w.'’-]*[\s,.()]*){0,4}"
)
"""What may stand beside the date before a dash: a place, or nothing."""

_NOTHING: Final = re.compile(r"[\s,.()]*")

_WEEK: Final = 7


@dataclass(frozen=True)
class Time:
    """A date or period that a text names.

    Args:
        start: First code point.
        end: Code point after the last one.
        words: As they stand in the text.
        year: The year, where it is named.
        month: 1 to 12.
        day: 1 to 31.
        weekday: 0 for Monday.
        near: "last", "this" or "next", where it is said.
        relative: What is told from the date of the document alone ("last year").
    """

    start: int
    end: int
    words: str
    year: int | None = None
    month: int | None = None
    day: int | None = None
    weekday: int | None = None
    near: str = ""
    relative: str = ""

    @property
    def is_told_before(self) -> bool:
        """Return whether it is counted from a day that the text named before."""
        return self.relative.endswith(" day")

    def iso(self, written: date | None, *, future: bool = False) -> str | None:
        """Return the ISO date or a prefix of one; None where it is not known.

        Args:
            written: The date of the document; of "the next day", the day that was named before.
            future: Whether what happens then is yet to come, as seen from the document.
        """
        if self.year is not None:
            return _iso(self.year, self.month, self.day)
        if written is None:
            return None
        if self.weekday is not None:
            return _weekday(self.weekday, self.near, written, future=future).isoformat()
        if self.month is not None:
            return _iso(self._year_near(written, future=future), self.month, self.day)
        return _relative(self.relative, written, future=future)

    def _year_near(self, written: date, *, future: bool) -> int:
        """Return the year of a month, or of a day of it, that is named without one."""
        month, day = self.month or 1, self.day
        if self.near.endswith("year"):
            return written.year + {"last": -1, "this": 0, "next": 1}[self.near.split()[0]]
        if self.near == "this":
            return written.year
        here = (written.month, written.day if day else 0)
        there = (month, day or 0)
        if self.near in {"last", "past"}:
            return written.year - (there >= here)
        if self.near in {"next", "coming"}:
            return written.year + (there <= here)
        if future:
            return written.year + (there < here)
        return written.year - (there > here)


def dateline(text: str) -> date | None:
    r"""Return the day that a text begins with, as news do; None where it does not.

    It is a line of its own, or stands before a dash, after a place.

    >>> dateline("Monday, 3 June 2024\nThe ministers met on Friday.")
    datetime.date(2024, 6, 3)
    >>> dateline("ACCRA, 3 June 2024 – The ministers met in May 2023.")
    datetime.date(2024, 6, 3)
    >>> dateline("On 3 June 2024, the ministers met.") is None
    True
    """
    for line in text.split("\n", _HEAD)[:_HEAD]:
        head, *rest = _DASH.split(line, 1)
        named = [time for time in times(head) if time.year and time.day]
        beside = _PLACE if rest else _NOTHING
        if len(named) == 1 and beside.fullmatch(head[: named[0].start] + head[named[0].end :]):
            return date(named[0].year or 0, named[0].month or 0, named[0].day or 0)
    return None


def times(words: str, start: int = 0) -> tuple[Time, ...]:
    """Return the dates and periods that a text names, in its order.

    Args:
        words: The text, or a part of it.
        start: The place of the part in the text.

    >>> [(time.words, time.iso(None)) for time in times("From 7 to 9 May 2021 and since 1997")]
    [('7 to 9 May 2021', '2021-05-07'), ('1997', '1997')]
    """
    return tuple(_found(words, start)) if _TRIGGER.search(words) else ()


def _found(words: str, offset: int) -> Iterator[Time]:
    for match in _PATTERNS.finditer(words):
        parts = {
            name.rpartition("_")[0]: value for name, value in match.groupdict().items() if value
        }
        parts |= {"year": parts["later"]} if "later" in parts else {}
        time = _time(parts, match, offset)
        if time is not None:
            yield time


def _time(parts: dict[str, str], match: re.Match[str], offset: int) -> Time | None:
    """Return what a match names; None for a day that no calendar has."""
    first = match.start()
    if "day" not in parts and "weekday" not in parts:  # the preposition is no part of the name
        first = min(match.start(name) for name, value in match.groupdict().items() if value)
    month = int(parts["number"]) if "number" in parts else None
    if "month" in parts:
        month = MONTHS.index(parts["month"].lower()) + 1
    found = Time(
        offset + first,
        offset + match.end(),
        match.string[first : match.end()],
        year=int(parts["year"]) if "year" in parts else None,
        month=month,
        day=int(parts["day"]) if "day" in parts else None,
        weekday=WEEKDAYS.index(parts["weekday"].lower()) if "weekday" in parts else None,
        near=" ".join(parts.get("suffix", parts.get("near", "")).lower().split()),
        relative=" ".join(parts.get("relative", parts.get("season", "")).lower().split()),
    )
    return found if _exists(found.year, found.month, found.day) else None


def _exists(year: int | None, month: int | None, day: int | None) -> bool:
    """Return whether a calendar has a day; one without a year is sought in a leap year."""
    try:
        date(year or 2000, month or 1, day or 1)
    except ValueError:
        return False
    return True


def _iso(year: int, month: int | None, day: int | None) -> str | None:
    if not _exists(year, month, day):
        return None
    return "-".join([f"{year:04}", *(f"{part:02}" for part in (month, day) if part)])


def _weekday(weekday: int, near: str, written: date, *, future: bool) -> date:
    """Return the day that a day of the week names; the day of the document counts as the nearest.

    "This" is of the week of the document, and "last" of the week before where the day is past in
    that week.
    """
    monday = written - timedelta(days=written.weekday())
    if near == "this":
        return monday + timedelta(days=weekday)
    if near in {"last", "past"}:
        return monday + timedelta(days=weekday - _WEEK)
    if near in {"next", "coming"} or future:
        ahead = (weekday - written.weekday()) % _WEEK
        return written + timedelta(days=ahead or (_WEEK if near else 0))
    return written - timedelta(days=(written.weekday() - weekday) % _WEEK)


def _relative(words: str, written: date, *, future: bool) -> str | None:
    """Return what is told from the date of a document."""
    if words in _PARTS:
        first, last = _PARTS[words]
        if future:
            return str(written.year + (last < written.month))
        return str(written.year - (first > written.month))
    words = words.removeprefix("the ")
    if words.endswith(" day"):
        return str(written + timedelta(days=words.startswith(("following", "next"))))
    if "month" in words and words in _PRESENT:
        return _iso(written.year, written.month, None)
    if words in _PRESENT:
        return str(written.year)
    return _parsed(words.replace("coming", "next"), written)


@lru_cache(maxsize=1024)
def _parsed(words: str, written: date) -> str | None:
    """Return what dateparser makes of words such as "two weeks ago", as precise as they are."""
    from dateparser.date import DateDataParser  # type: ignore[import-untyped]

    base = datetime(written.year, written.month, written.day)  # noqa: DTZ001 - a day, not an instant
    parser = DateDataParser(languages=["en"], settings={"RELATIVE_BASE": base})
    found = parser.get_date_data(words)
    if found.date_obj is None:
        return None
    length = {"week": 7, "month": 7, "year": 4}.get(str(found.period), 10)
    return str(found.date_obj.date().isoformat())[:length]
