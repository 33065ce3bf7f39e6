"""Which pictures of its answers a page has: what the columns hold decides."""

from collections import Counter
from collections.abc import Collection, Sequence
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

_FEWEST: Final = 2
"""Fewest states on a map, and columns that are linked."""

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
    things = [
        index
        for index, column in enumerate(zip(*rows, strict=True))
        if any(column) and all(_is_thing(name, others) for name in column if name)
    ]
    states, column = _map(store, columns, rows, things)
    return Pictures(bars, _links(columns, rows, things, claims), states, column)


def _is_thing(name: Name, others: Collection[str]) -> bool:
    """Tell whether a name is that of a thing."""
    return name.iri is not None and name.iri.startswith(ID) and name.iri not in others


def _links(
    columns: Sequence[str], rows: Cells, things: Sequence[int], claims: Claims
) -> Links | None:
    """Return what links the things of two columns, or None where there are no two."""
    ends = [index for index in things if columns[index] in _ENDS]
    first, *more = ends if len(ends) == len(_ENDS) else things or [0]
    if not more:
        return None
    second = more[0]
    pairs = [
        (one, other, _modality(columns, row, (one, other), claims))
        for row in rows
        if (one := row[first]) and (other := row[second])
    ]
    return links_of((columns[first], columns[second]), pairs)


def _modality(
    columns: Sequence[str], row: Sequence[Name | None], ends: tuple[Name, Name], claims: Claims
) -> str:
    """Return the modality of what links two things of a solution.

    It is that which the solution has, or that of its claim if this joins the two; else none: to be
    in one solution with a denied claim is not to be denied.
    """
    prefix = f"{CODE}modality/"
    told = (
        [name.iri.removeprefix(prefix) for name in row if name and name.iri]
        if "modality" in columns
        else []
    )
    joined = {name.iri for name in ends}
    if not told and not claims.is_cut:
        told = [
            claim.modality
            for name in row
            if name
            and (claim := claims.by_iri.get(name.iri or ""))
            and {claim.subject.iri, claim.object.iri} == joined
        ]
    return next((modality for modality in told if modality in MODALITIES), "")


def _map(
    store: Store, columns: Sequence[str], rows: Cells, things: Sequence[int]
) -> tuple[Picture | None, str]:
    """Return the map of the column with the most states, and what that is."""
    counts = {index: Counter(name for row in rows if (name := row[index])) for index in things}
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
