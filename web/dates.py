"""Dates of claims: when what they say was or is to be, and how many claims a year has."""

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final, Literal, TypeAlias

from graph.namespaces import CODE, COMITY, PREFIXES, graph_name
from graph.records import select
from graph.store import Store
from web.claims import Claim, Claims, claims_where
from web.kept import once_a_version
from web.names import Name

Kind: TypeAlias = Literal["when", "until", "deadline", "target"]
"""What a date says of a claim: when it is so, when it ends, by when it is to be; or it is a date
that the claim itself is about, by which a vision is to be reached."""

Lane: TypeAlias = Literal["done", "ahead", "disputed"]
"""What is said to be so, what is planned, predicted or aimed at, and what is denied or alleged."""

_PATTERNS: Final[dict[Kind, str]] = {
    "when": "?claim schema:startDate ?date .",
    "until": "?claim schema:endDate ?date . MINUS { ?claim schema:startDate ?start }",
    "deadline": "?claim comity:deadline ?date .",
    "target": "?claim rdf:predicate comity:targetDate ; rdf:object ?date .",
}
"""Kind → graph pattern of the claims that have a date of it."""

_EACH_DATE: Final = tuple(
    f"?claim {name} ?date ." for name in ("schema:startDate", "schema:endDate", "comity:deadline")
)
"""Graph patterns of the claims that have a date, each end of a period among them."""

_UNDATED: Final = """?claim comity:modality ?modality
    OPTIONAL { ?claim schema:startDate|schema:endDate|comity:deadline ?date }
    FILTER (!BOUND(?date)) ?claim rdf:predicate ?relation FILTER (?relation != comity:targetDate)"""

_PROPERTIES: Final[dict[str, Kind]] = {
    f"{PREFIXES['schema']}startDate": "when",
    f"{PREFIXES['schema']}endDate": "until",
    f"{COMITY}deadline": "deadline",
}


_DAY: Final = re.compile(r"-?[0-9]{4,}-[0-9]{2}-[0-9]{2}")
"""A day without a time zone."""


@dataclass(frozen=True)
class Selection:
    """Which claims a time line shows.

    Args:
        report: Id of the report; None for all.
        modality: The modality; None for all.
        year: The year; None for all.
    """

    report: str | None = None
    modality: str | None = None
    year: int | None = None

    def pattern(self, kind: Kind) -> str:
        """Return the graph pattern of the claims that have a date of some kind."""
        # The engine starts with the dates, of which there are fewer than claims of a modality.
        held = f"FILTER (?modality = <{CODE}modality/{self.modality}>)" if self.modality else ""
        limits = f"FILTER (YEAR(?date) = {self.year})" if self.year is not None else ""
        return self._in_report(
            f"{_PATTERNS[kind]} ?claim comity:modality ?modality {limits} {held}"
        )

    def _in_report(self, pattern: str) -> str:
        """Return a pattern for the report alone."""
        return f"GRAPH {graph_name(self.report)} {{ {pattern} }}" if self.report else pattern

    def undated(self) -> str | None:
        """Return the pattern of plans and predictions without a date; None where none is asked."""
        kinds = [m for m in ("planned", "predicted") if self.modality in (None, m)]
        if not kinds:
            return None
        values = " ".join(f"<{CODE}modality/{name}>" for name in kinds)
        return self._in_report(f"VALUES ?modality {{ {values} }} {_UNDATED}")


@dataclass(frozen=True)
class Dated:
    """A date of a claim.

    Args:
        claim: The claim.
        kind: What the date says of it.
        first: The first day, as YYYY-MM-DD; for a date by which something is to be, that day.
        last: The last day.
        event: The events of which the claim tells.
    """

    claim: Claim
    kind: Kind
    first: str
    last: str
    event: tuple[Name, ...]

    @property
    def year(self) -> int:
        """Return the year under which it stands."""
        return year_of(self.first)

    @property
    def lane(self) -> Lane:
        """Return whether it is said to be so, to come, or in dispute."""
        return lane_of(self.kind, self.claim.modality)

    @property
    def words(self) -> str:
        """Return the date in words."""
        span = days(self.first, self.last)
        return {"when": span, "until": f"until {span}"}.get(self.kind, f"by {span}")


def within(since: int | None, until: int | None) -> str:
    """Return the graph pattern of the claims with a date, or a period, that meets some years.

    Args:
        since: The first year; None for no limit, as with the last.
        until: The last year.
    """
    first = [f"YEAR(?date) >= {since}"] if since is not None else []
    last = [f"YEAR(?date) <= {until}"] if until is not None else []
    meets = f"FILTER ({' && '.join([*first, *last]) or 'true'})"
    found = [f"{{ {pattern} {meets} }}" for pattern in (*_EACH_DATE, _PATTERNS["target"])]
    if first and last:
        found.append(
            f"""{{ ?claim schema:endDate ?last FILTER (YEAR(?last) > {until})
            ?claim schema:startDate ?first FILTER (YEAR(?first) < {since}) }}"""
        )
    return f"{{ {' UNION '.join(found)} }}"


def lane_of(kind: Kind, modality: str) -> Lane:
    """Return where dates of a kind stand, for claims of a modality.

    >>> lane_of("target", "asserted"), lane_of("when", "asserted"), lane_of("when", "alleged")
    ('ahead', 'done', 'disputed')
    """
    if modality in ("denied", "alleged"):
        return "disputed"
    ahead = modality != "asserted" or kind in ("deadline", "target")
    return "ahead" if ahead else "done"


def days(first: str, last: str) -> str:
    """Return a period in as few words as it takes.

    >>> days("2024-01-01", "2024-12-31"), days("2045-12-31", "2045-12-31")
    ('2024', 'the end of 2045')
    >>> days("2024-03-02", "2024-03-05"), days("2024-03-02", "2024-03-02")
    ('2024-03-02 to 2024-03-05', '2024-03-02')
    """
    if first.endswith("-01-01") and last.endswith("-12-31"):
        years = first[:-6], last[:-6]
        return years[0] if years[0] == years[1] else f"{years[0]} to {years[1]}"
    if first == last:
        return f"the end of {first[:-6]}" if first.endswith("-12-31") else first
    return f"{first} to {last}"


def year_of(day: str) -> int:
    """Return the year of a date, which may be before the year 1.

    >>> year_of("2024-01-01"), year_of("-0044-03-15")
    (2024, -44)
    """
    return int(day[:1] + day[1:].partition("-")[0])


@once_a_version
def counts(store: Store, report: str | None) -> Counter[tuple[int, Lane, str]]:
    """Return how many dates there are, by year, lane and modality.

    Args:
        store: Where they are.
        report: Id of the report; None for all.
    """
    found: Counter[tuple[int, Lane, str]] = Counter()
    for kind in _PATTERNS:
        solutions = select(
            store.query,
            f"""SELECT ?year ?modality (COUNT(?claim) AS ?count) {{
                {Selection(report).pattern(kind)} BIND (YEAR(?date) AS ?year)
                }} GROUP BY ?year ?modality""",
        )
        for year, modality, count in solutions:
            if year is not None:  # of what is no date, there is none
                name = modality.value.removeprefix(f"{CODE}modality/")
                found[int(year.value), lane_of(kind, name), name] += int(count.value)
    return found


@once_a_version
def dated(store: Store, selection: Selection, limit: int) -> list[Dated]:
    """Return dates with their claims, in the order of time; at most so many of each kind."""
    found = [
        entry
        for kind in _PATTERNS
        for claim in claims_where(store, selection.pattern(kind), limit).shown
        if (entry := _entry(claim, kind)) and selection.year in (None, entry.year)
    ]
    return sorted(found, key=lambda entry: (entry.year, entry.first, entry.last, entry.claim.iri))


@once_a_version
def undated(store: Store, selection: Selection, limit: int) -> Claims:
    """Return plans and predictions that no report dates."""
    pattern = selection.undated()
    return claims_where(store, pattern, limit) if pattern else Claims((), is_cut=False)


def _entry(claim: Claim, kind: Kind) -> Dated | None:
    """Return a date of a claim, or None where its value is no date."""
    values: dict[Kind, str] = {
        _PROPERTIES[name.iri]: texts[0].text
        for name, texts in claim.details
        if name.iri in _PROPERTIES
    }
    first = claim.object.text if kind == "target" else values.get(kind, "")
    last = values.get("until", first) if kind == "when" else first
    if not (_DAY.fullmatch(first) and _DAY.fullmatch(last)):
        return None
    return Dated(claim, kind, first, last, _events(claim.details))


def _events(details: Iterable[tuple[Name, tuple[Name, ...]]]) -> tuple[Name, ...]:
    """Return the events among the details of a claim."""
    return next((values for name, values in details if name.iri == f"{COMITY}event"), ())
