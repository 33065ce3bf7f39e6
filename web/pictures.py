"""Which pictures of its answers a page has: what the columns hold decides."""

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Final, TypeAlias

from graph.analysis import MODALITIES
from graph.namespaces import CODE, ID
from graph.store import Store
from web.claims import Claims
from web.links import Links, links_of
from web.map_picture import Picture, picture
from web.names import Name
from web.partners import Joint, Partner, codes_of
from web.plots import Plot

_ENDS: Final = ("subject", "object")
"""The columns that are linked, where there are both; else those that come first are."""

_TELLING: Final = frozenset({"speaker"})
"""The columns of who tells what the others hold; a claim does not link these with its speaker."""

_FEWEST: Final = 2
"""Fewest states on a map."""

_MODALITY: Final = f"{CODE}modality/"

Column: TypeAlias = Sequence[Name | None]
"""The names in a column; None where there is none."""

Cells: TypeAlias = Sequence[Sequence[Name | None]]
"""Of each solution, a name a column; None where a variable is unbound."""


@dataclass(frozen=True)
class Pictures:
    """The pictures of solutions, each None where the columns do not allow it.

    Args:
        bars: Names with one number each.
        links: Two columns of things.
        states: A column of states, on a map.
        column: What that column is.
    """

    bars: Plot | None = None
    links: Links | None = None
    states: Picture | None = None
    column: str = ""


def pictures_of(
    store: Store,
    columns: Sequence[str],
    rows: Cells,
    claims: Claims,
    others: Collection[str],
    bars: Plot | None,
) -> Pictures:
    """Return the pictures of solutions.

    Args:
        store: What the solutions are from.
        columns: What each column is.
        rows: The solutions.
        claims: The claims among them.
        others: IRIs that name no things: of claims and of passages.
        bars: The chart of them.
    """
    things = {
        index: cells
        for index, column in enumerate(zip(*rows, strict=True))
        if (cells := _things(column, others))
    }
    states, column = _map(store, columns, things)
    return Pictures(bars, _links(columns, rows, things, claims), states, column)


def _things(column: Sequence[Name | None], others: Collection[str]) -> Column | None:
    """Return a column with its things alone, or None where most of what it holds are none."""
    bound = [name for name in column if name]
    things = {
        name for name in bound if name.iri and name.iri.startswith(ID) and name.iri not in others
    }
    if any(name.iri in others for name in bound) or 2 * sum(n in things for n in bound) <= len(
        bound
    ):
        return None
    return [name if name in things else None for name in column]


def _links(
    columns: Sequence[str], rows: Cells, things: Mapping[int, Column], claims: Claims
) -> Links | None:
    """Return what links the things of two columns, or None where there are no two."""
    ends = [index for index in things if columns[index] in _ENDS]
    if len(ends) < len(_ENDS):
        ends = [index for index in things if columns[index] not in _TELLING]
    if len(ends) < len(_ENDS):
        return None
    first, second = ends[:2]
    return links_of(
        (columns[first], columns[second]),
        [
            (one, other, modality)
            for row, one, other in zip(rows, things[first], things[second], strict=True)
            if one and other
            for modality in _modalities(columns, row, (one, other), claims)
        ],
    )


def _modalities(
    columns: Sequence[str], row: Sequence[Name | None], ends: tuple[Name, Name], claims: Claims
) -> Collection[str]:
    """Return the modalities of what links two things of a solution.

    They are that which the solution has, or those of its claims that join the two; else the empty
    one: to be in one solution with a denied claim is not to be denied.
    """
    iris = [name.iri for name in row if name and name.iri]
    told = [iri.removeprefix(_MODALITY) for iri in iris if iri.startswith(_MODALITY)]
    if "modality" not in columns:
        among = (
            [] if claims.is_cut else [claims.by_iri[iri] for iri in iris if iri in claims.by_iri]
        )
        joined = {name.iri for name in ends}
        told = [each.modality for each in among if {each.subject.iri, each.object.iri} == joined]
    return dict.fromkeys(each for each in told if each in MODALITIES) or ("",)


def _map(
    store: Store, columns: Sequence[str], things: Mapping[int, Column]
) -> tuple[Picture | None, str]:
    """Return the map of the column with the most states, and what that is."""
    counts = {index: Counter(filter(None, column)) for index, column in things.items()}
    iris = {name.iri for names in counts.values() for name in names if name.iri}
    codes = codes_of(store, iris) if iris else {}
    states = {
        index: [
            Partner(name, codes[name.iri], (Joint("", "", ""),) * count)
            for name, count in names.most_common()
            if name.iri in codes
        ]
        for index, names in counts.items()
    }
    best = max(states, key=lambda index: len(states[index]), default=None)
    if best is None or len(states[best]) < _FEWEST:
        return None, ""
    return picture(Name(""), "", states[best], (), whole=False), columns[best]
