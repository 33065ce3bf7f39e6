"""The time line: what is dated, by year; what is planned or predicted apart from what was done."""

import json
from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Annotated, Final

from fastapi import APIRouter, Query
from starlette.requests import Request
from starlette.responses import Response

from graph.analysis import MODALITIES
from web.dates import YEAR, Dated, Lane, Selection, counts, dated, undated
from web.forms import choices
from web.graphs import slug_of
from web.negotiation import DATA, HTML, choose
from web.openapi import documented
from web.replies import reply
from web.selections import Modality
from web.service import Current
from web.templating import address, render

router = APIRouter(tags=["network"])

MOST: Final = 100
"""Most claims of one kind of date on one page."""

MOST_UNDATED: Final = 100
"""Most claims without a date on one page."""

_LANES: Final[dict[Lane, str]] = {
    "done": "said to be so",
    "ahead": "planned, predicted or aimed at",
    "disputed": "denied or alleged",
}
"""Lane → its name, in the order from above."""

_WIDTH: Final = 960
_SIDE: Final = 30
_LANE: Final = 110
_WIDEST: Final = 30
"""Width of the picture, space beside the first and last year, height of a lane, width of a bar."""

_APART: Final = 33
"""Least distance of years that are written below the line."""

_LOWEST: Final = 7
"""Least height of a part of a bar: one claim among thousands is seen, too."""


@dataclass(frozen=True)
class Part:
    """A part of a bar: the claims of one modality.

    Args:
        modality: The modality.
        y: Its upper edge.
        height: Its height.
    """

    modality: str
    y: float
    height: float


@dataclass(frozen=True)
class Bar:
    """The claims of a year in one lane.

    Args:
        year: The year.
        lane: The lane.
        x: Its left edge.
        top: Its upper edge.
        parts: What it is made of, from below.
        count: How many claims.
    """

    year: int
    lane: str
    x: float
    top: float
    parts: tuple[Part, ...]
    count: int


@dataclass(frozen=True)
class Picture:
    """The time line as a picture.

    Args:
        height: Its height.
        thick: Width of a bar.
        lanes: Name of a lane → its foot.
        bars: The bars.
        ticks: The years that are written, and where.
    """

    height: int
    thick: float
    lanes: dict[str, int]
    bars: tuple[Bar, ...]
    ticks: tuple[tuple[int, float], ...]
    width: int = _WIDTH


@router.get("/timeline", responses=documented(DATA, 400))
def timeline(
    request: Request,
    service: Current,
    report: Annotated[str, Query(max_length=200, description="Id of a report.")] = "",
    modality: Annotated[Modality, Query(description="A modality.")] = "",
    year: Annotated[str, Query(pattern=YEAR, description="A year, such as 2029.")] = "",
) -> Response:
    """Return the dated claims by year, and the plans and predictions that have no date."""
    form, version = choose(request, DATA), service.version

    def make() -> bytes:
        store = service.store
        selection = Selection(
            slug_of("report", report), modality or None, int(year) if year else None
        )
        entries, loose = dated(store, selection, MOST), undated(store, selection, MOST_UNDATED)
        if form is not HTML:
            claims = [(claim.iri, claim.modality, claim.comment) for claim in loose.shown]
            return json.dumps(_content(entries, claims), ensure_ascii=False).encode()
        counted = _held(counts(store, selection.report), selection.modality)
        return render(
            "timeline.html",
            selection=selection,
            years=_by_year(entries),
            in_year=_in_year(counted),
            undated=loose,
            picture=picture(counted) if counted else None,
            lanes=_LANES,
            modalities=MODALITIES,
            typed=request.query_params,
            choices=choices(store),
        )

    return reply(request, version, form, make)


def picture(counted: Counter[tuple[int, Lane, str]]) -> Picture:
    """Return the time line as a picture; the years are as far apart as they are in time.

    Args:
        counted: How many claims, by year, lane and modality; of one year at least.
    """
    years = sorted({year for year, _, _ in counted})
    span = max(years[-1] - years[0], 1)
    step = (_WIDTH - 2 * _SIDE) / span
    thick = min(_WIDEST, 0.8 * step)
    at = {year: _SIDE + (year - years[0]) * step for year in years}
    used = [lane for lane in _LANES if any(lane == other for _, other, _ in counted)]
    feet = {lane: (place + 1) * _LANE for place, lane in enumerate(used)}
    totals: defaultdict[tuple[int, Lane], dict[str, int]] = defaultdict(dict)
    for (year, lane, modality), count in counted.items():
        totals[year, lane][modality] = count
    most = max(sum(parts.values()) for parts in totals.values())
    bars = [
        _bar(year, lane, totals[year, lane], at[year] - thick / 2, feet[lane], most)
        for year, lane in sorted(totals)
    ]
    return Picture(
        len(used) * _LANE + 30,
        round(thick, 1),
        {_LANES[lane]: foot for lane, foot in feet.items()},
        tuple(bars),
        tuple(_ticks(at)),
    )


def _bar(year: int, lane: Lane, parts: dict[str, int], x: float, foot: int, most: int) -> Bar:
    """Return the bar of a year in a lane."""
    y = float(foot)
    found = []
    for modality in MODALITIES:
        if modality in parts:
            height = max(_LOWEST, (_LANE - 45) * parts[modality] / most)
            y -= height
            found.append(Part(modality, round(y, 1), round(height, 1)))
    return Bar(year, _LANES[lane], round(x, 1), round(y, 1), tuple(found), sum(parts.values()))


def _ticks(at: dict[int, float]) -> Iterable[tuple[int, float]]:
    """Yield the years that can be written below the line without touching, and where."""
    last = -float(_APART)
    for year, x in at.items():
        if x - last >= _APART:
            last = x
            yield year, round(x, 1)


def _by_year(entries: Iterable[Dated]) -> dict[int, list[Dated]]:
    """Return year → its dates."""
    found: defaultdict[int, list[Dated]] = defaultdict(list)
    for entry in entries:
        found[entry.year].append(entry)
    return dict(found)


def _held(
    counted: Counter[tuple[int, Lane, str]], modality: str | None
) -> Counter[tuple[int, Lane, str]]:
    """Return the numbers of one modality, or all of them where none is asked for."""
    return Counter({key: n for key, n in counted.items() if modality in (None, key[2])})


def _in_year(counted: Counter[tuple[int, Lane, str]]) -> Counter[int]:
    """Return year → how many dates it has in all."""
    found: Counter[int] = Counter()
    for (year, _, _), count in counted.items():
        found[year] += count
    return found


def _content(entries: Iterable[Dated], loose: list[tuple[str, str, str]]) -> dict[str, object]:
    """Return the time line as JSON has it."""
    return {
        "dated": [
            {
                "claim": entry.claim.iri,
                "href": address(entry.claim.iri),
                "kind": entry.kind,
                "first": entry.first,
                "last": entry.last,
                "year": entry.year,
                "lane": _LANES[entry.lane],
                "modality": entry.claim.modality,
                "paraphrase": entry.claim.comment,
            }
            for entry in entries
        ],
        "undated": [
            {"claim": iri, "href": address(iri), "modality": modality, "paraphrase": comment}
            for iri, modality, comment in loose
        ],
    }
