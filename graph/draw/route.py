"""How lines run between boxes: bowed past other boxes, with room for their labels.

All lengths are in points; positions are arrays of shape (n, 2), lines Bézier curves.
"""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import numpy as np

from graph.draw.arrays import TINY, Points
from graph.draw.search import crosses, hits
from graph.draw.shapes import inside

if TYPE_CHECKING:
    from graph.draw.scene import Link


BOWS: Final = (0.0, 0.05, -0.05, 0.1, -0.1, 0.15, -0.15, 0.22, -0.22, 0.3, -0.3)
"""How far a line may bow out, as shares of its length."""

PARALLEL: Final = 9.0
"""Distance of lines that join the same two boxes."""

PORT: Final = 0.75
"""How far from the middle of a box lines aim, as a share of its half size."""

LOOP: Final = 34.0
"""Height of a line that leads back to its own box."""

STUB: Final = 10.0
"""Length of line that stays free of its label at either end."""

CLEAR: Final = 2.5
"""Least distance of a label from boxes and other labels, and of a line from foreign boxes."""

_ALONG: Final = (0.5, 0.56, 0.44, 0.62, 0.38, 0.69, 0.31, 0.76, 0.24, 0.83, 0.17)
"""Where a label is tried, as shares of the line."""


@dataclass(frozen=True)
class Route:
    """The way of a line.

    Args:
        curves: Control points of its pieces, from border to border: two, three or four a piece.
        label: Centre of its label.
    """

    curves: tuple[Points, ...]
    label: Points

    def reversed(self) -> "Route":
        """Return the same way in the other direction."""
        return Route(tuple(curve[::-1] for curve in reversed(self.curves)), self.label)

    def moved(self, shift: Points) -> "Route":
        """Return the same way, moved."""
        return Route(tuple(curve + shift for curve in self.curves), self.label + shift)


class Router:
    """Finds ways for lines, one after the other, past boxes, labels and earlier lines.

    Args:
        positions: Centres of the boxes.
        sizes: Width and height of each box.
        outlines: Corners of each box about its centre.
    """

    def __init__(self, positions: Points, sizes: Points, outlines: Sequence[Points]) -> None:
        """Begin with boxes and no lines."""
        self._positions = positions
        self._half = sizes / 2
        self._outlines = [
            polygon + place for polygon, place in zip(outlines, positions, strict=True)
        ]
        self._lines: list[Points] = []
        self._centres = np.empty((0, 2))
        self._halves = np.empty((0, 2))

    def route(self, links: Sequence["Link"]) -> list[Route] | None:
        """Return a way for each link, or None where a label finds no room."""
        groups = defaultdict(list)
        for index, link in enumerate(links):
            groups[min(link.start, link.end), max(link.start, link.end)].append(index)
        routes: dict[int, Route] = {}
        for pair in sorted(groups, key=lambda pair: (self._distance(pair), pair)):
            members = [links[index] for index in groups[pair]]
            found = self._group(pair, members)
            if found is None:
                return None
            routes.update(zip(groups[pair], found, strict=True))
        return [routes[index] for index in range(len(links))]

    def _distance(self, pair: tuple[int, int]) -> float:
        """Return how far two boxes are apart."""
        return float(np.hypot(*(self._positions[pair[0]] - self._positions[pair[1]])))

    def _spacing(self, pair: tuple[int, int], links: Sequence["Link"]) -> float:
        """Return how far apart lines between two boxes run, so that labels fit side by side."""
        across = np.abs(self._positions[pair[1]] - self._positions[pair[0]])[::-1]
        share = np.maximum(across, 1.0) / max(1.0, np.hypot(*across))
        sizes = np.array([(link.width, link.height) for link in links]).max(axis=0) + CLEAR
        beside, past = min(sizes / share), share @ sizes / 2  # of each other's label and line
        return float(max(PARALLEL, beside, past))

    def _group(self, pair: tuple[int, int], links: Sequence["Link"]) -> list[Route] | None:
        """Return ways for the links of one pair of boxes, the cheapest for which labels fit."""
        spacing = self._spacing(pair, links)
        options = [self._curves(pair, len(links), spacing, bow) for bow in BOWS]
        costs = [
            500 * abs(bow) + sum(self._cost(pair, curve) for curve in curves)
            for bow, curves in zip(BOWS, options, strict=True)
        ]
        for option in np.argsort(costs, kind="stable"):
            found = self._placed(links, options[option], pair)
            if found is not None:
                return found
        return None

    def _curves(
        self, pair: tuple[int, int], count: int, spacing: float, bow: float
    ) -> list[Points]:
        """Return lines side by side from the first to the second box, bowed, clipped to borders."""
        start, end = self._positions[list(pair)]
        way = end - start
        length = float(np.hypot(*way))
        if length:  # lines that come from all sides do not all aim at one point
            start = start + PORT * way / length * self._half[pair[0]]
            end = end - PORT * way / length * self._half[pair[1]]
        curves = []
        for index in range(count):
            shift = (index - (count - 1) / 2) * spacing
            if length:
                normal = np.array([-way[1], way[0]]) / length
                middle = (start + end) / 2 + 2 * (shift + bow * length) * normal
                curve = np.stack([start, middle, end])
            else:
                width, height = self._half[pair[0]]
                side = -1 if bow < 0 else 1
                top = height + 2 * LOOP + 3 * abs(shift) + 100 * abs(bow)
                corners = [(-width / 2, 0), (0, side * top), (width / 2, 0)]
                curve = start + np.array(corners)
            curves.append(clipped(curve, self._outlines[pair[0]], self._outlines[pair[1]]))
        return curves

    def _cost(self, pair: tuple[int, int], curve: Points) -> float:
        """Return what is wrong with a line: boxes, labels and lines on its way."""
        line = along(curve, np.linspace(0, 1, 13))
        foreign = np.ones(len(self._positions), dtype=bool)
        foreign[list(pair)] = False
        segments = line[:-1, None], line[1:, None]
        half = self._half[foreign] + CLEAR
        boxes = hits(*segments, self._positions[foreign], half).any(axis=0).sum()
        labels = hits(*segments, self._centres, self._halves).any(axis=0).sum()
        crossed = 0
        if self._lines:
            earlier = np.concatenate([line[None] for line in self._lines])
            coarse = line[::4]
            crossed = crosses(
                coarse[:-1, None, None],
                coarse[1:, None, None],
                earlier[None, :, :-1],
                earlier[None, :, 1:],
            ).sum()
        return float(500 * boxes + 120 * labels + 40 * crossed)

    def _placed(
        self, links: Sequence["Link"], curves: Sequence[Points], pair: tuple[int, int]
    ) -> list[Route] | None:
        """Return the ways with places for their labels, and note both; None where one fails."""
        before = self._centres, self._halves
        routes = []
        for link, curve in zip(links, curves, strict=True):
            place = self._label(link, curve)
            if place is None:
                self._centres, self._halves = before
                return None
            if link.lines:
                half = np.array([[link.width, link.height]]) / 2
                self._centres = np.concatenate([self._centres, place[None]])
                self._halves = np.concatenate([self._halves, half])
            route = Route((curve,), place)
            routes.append(route if link.start == pair[0] else route.reversed())
        self._lines += [along(curve, np.linspace(0, 1, 4)) for curve in curves]
        return routes

    def _label(self, link: "Link", curve: Points) -> Points | None:
        """Return the best free place for a label on its line, or None."""
        half = np.array([link.width, link.height]) / 2
        places: list[Points] = list(along(curve, np.array(_ALONG)))
        if link.lines:
            places = [place for place in places if self._is_free(place, half, curve)]
        return min(places, key=lambda place: self._covered(place, half), default=None)

    def _is_free(self, place: Points, half: Points, curve: Points) -> bool:
        """Tell whether a label covers no box, no other label and no end of its line."""
        for centres, halves in (
            (self._positions, self._half),
            (self._centres, self._halves),
        ):
            if np.any(np.all(np.abs(centres - place) < halves + half + CLEAR, axis=1)):
                return False
        length = np.hypot(*(curve[-1] - curve[0])) + TINY
        share = min(0.3, STUB / length)
        ends = along(curve, np.array([0, share, 1 - share, 1]))
        return not bool(np.any(np.all(np.abs(ends - place) < half, axis=1)))

    def _covered(self, place: Points, half: Points) -> int:
        """Return how many earlier lines a label covers."""
        if not self._lines or not half.any():
            return 0
        lines = np.stack(self._lines)
        return int(hits(lines[:, :-1], lines[:, 1:], place, half).any(axis=1).sum())


def along(curve: Points, share: Points) -> Points:
    """Return points of a curve at shares of its parameter, by de Casteljau's algorithm."""
    points = np.broadcast_to(curve[:, None], (len(curve), len(share), 2))
    while len(points) > 1:
        points = (1 - share)[:, None] * points[:-1] + share[:, None] * points[1:]
    on_curve: Points = points[0]
    return on_curve


def clipped(curve: Points, start: Points, end: Points) -> Points:
    """Return the part of a curve that lies outside the outlines at its ends.

    Args:
        curve: Control points.
        start: Corners of the outline in which it begins; none where it is not to be cut.
        end: Corners of the outline in which it ends; none where it is not to be cut.
    """
    first, last = _exit(curve, start), 1 - _exit(curve[::-1], end)
    return _part(curve, first, max(first, last))


def _exit(curve: Points, polygon: Points) -> float:
    """Return the parameter at which a curve leaves the polygon that it begins in."""
    low, high = 0.0, 1.0
    for _ in range(2):
        share = np.linspace(low, high, 41)
        leaves = int(np.argmin(inside(along(curve, share), polygon)))
        low, high = float(share[max(0, leaves - 1)]), float(share[leaves])
    return high


def _part(curve: Points, first: float, last: float) -> Points:
    """Return the control points of the part of a curve between two parameters."""
    degree = len(curve) - 1
    return np.stack(
        [
            _blossom(curve, [first] * (degree - index) + [last] * index)
            for index in range(degree + 1)
        ]
    )


def _blossom(curve: Points, parameters: Sequence[float]) -> Points:
    """Return the blossom of a curve: de Casteljau's algorithm, a parameter for each step."""
    points = curve
    for parameter in parameters:
        points = (1 - parameter) * points[:-1] + parameter * points[1:]
    point: Points = points[0]
    return point
