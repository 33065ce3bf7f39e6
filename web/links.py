"""What links things: the pairs of two columns, each thing once on its side."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from graph.analysis import MODALITIES
from web.names import Name

MOST_THINGS: Final = 24
"""Most things that a side shows."""

_FEWEST: Final = 2
"""Links below which a picture tells nothing that the table does not."""

_DISPUTED: Final = frozenset({"denied", "alleged"})
"""Modalities of what comes first, so that it is there where not all is."""

_BESIDE: Final = 0.16
"""How far lines that link the same things are apart, as a share of the height of a row."""


@dataclass(frozen=True)
class Line:
    """What links two things.

    Args:
        modality: Of the claim that does; empty where none does by itself.
        path: Its way as an SVG path, in a box of 100 by 100.
    """

    modality: str
    path: str


@dataclass(frozen=True)
class Links:
    """Things on two sides, and what links them.

    Args:
        heads: What stands on each side.
        left: The things on the left, from above.
        right: The same on the right.
        lines: What links them.
        left_out: How many links are not shown.
    """

    heads: tuple[str, str]
    left: tuple[Name, ...]
    right: tuple[Name, ...]
    lines: tuple[Line, ...]
    left_out: int

    @property
    def modalities(self) -> list[str]:
        """Return the modalities of the lines."""
        drawn = {line.modality for line in self.lines}
        return [modality for modality in MODALITIES if modality in drawn]


def links_of(heads: tuple[str, str], pairs: Iterable[tuple[Name, Name, str]]) -> Links | None:
    """Return the picture of pairs, or None where they are too few.

    Args:
        heads: What the first of each pair is, and the second.
        pairs: Two things and the modality of what links them; those that recur count once.

    >>> one, two, three = Name("one"), Name("two"), Name("three")
    >>> links = links_of(("from", "to"), [(one, two, ""), (one, three, ""), (one, two, "")])
    >>> [line.path for line in links.lines]
    ['M0 50C50 50 50 25 100 25', 'M0 50C50 50 50 75 100 75']
    """
    unique = sorted(dict.fromkeys(pairs), key=lambda pair: pair[2] not in _DISPUTED)
    if len(unique) < _FEWEST:
        return None
    left = list(dict.fromkeys(one for one, _, _ in unique))[:MOST_THINGS]
    near = [pair for pair in unique if pair[0] in left]
    right = list(dict.fromkeys(other for _, other, _ in near))[:MOST_THINGS]
    shown = [pair for pair in near if pair[1] in right]
    left = [name for name in left if any(name == one for one, _, _ in shown)]
    right = _untangled(left, right, shown)
    lines = tuple(_lines(left, right, shown))
    return Links(heads, tuple(left), tuple(right), lines, len(unique) - len(shown))


def _untangled(
    left: list[Name], right: list[Name], pairs: Iterable[tuple[Name, Name, str]]
) -> list[Name]:
    """Return the things on the right, each about as high as those that it is linked with."""
    heights: defaultdict[Name, list[int]] = defaultdict(list)
    for one, other, _ in pairs:
        heights[other].append(left.index(one))
    return sorted(right, key=lambda name: sum(heights[name]) / len(heights[name]))


def _lines(
    left: list[Name], right: list[Name], pairs: Iterable[tuple[Name, Name, str]]
) -> Iterable[Line]:
    """Yield the lines; those that link the same things are beside each other."""
    beside: defaultdict[tuple[Name, Name], int] = defaultdict(int)
    most = max(len(left), len(right))
    for one, other, modality in pairs:
        shift = _shift(beside[one, other]) / most
        beside[one, other] += 1
        start = _percent((left.index(one) + 0.5) / len(left) + shift)
        end = _percent((right.index(other) + 0.5) / len(right) + shift)
        yield Line(modality, f"M0 {start}C50 {start} 50 {end} 100 {end}")


def _shift(place: int) -> float:
    """Return how far the next line between the same things is from the first, in rows."""
    far = _BESIDE * ((place + 1) // 2)
    return far if place % 2 else -far


def _percent(part: float) -> str:
    """Return a part of the height of the picture."""
    return f"{round(100 * part, 2):g}"
