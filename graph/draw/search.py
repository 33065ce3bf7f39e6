"""Local search for a clearer layout: shorter lines, fewer crossings, fewer lines through boxes.

A part of the network that hangs on one line moves and swings about its hub as a whole; boxes also
move one by one. A move is taken when it costs less and no box comes too near to another. All
lengths are in points; positions are arrays of shape (n, 2).
"""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, cast

import numpy as np

from graph.draw.arrays import Mask, Pairs, Points

if TYPE_CHECKING:
    from collections.abc import Iterator

CROSSING: Final = 80.0
THROUGH: Final = 400.0
"""What it costs, in points of line, that two lines cross or that a line runs through a box."""

CRAMPED: Final = 250.0
"""What it costs that a label has no room in the middle of its line."""

LABEL_GAP: Final = 7.0
"""Least distance of a label from boxes and other labels, so that its line shows on both sides."""

OUTWARD: Final = 0.3
"""What it costs that a box is a point farther from the middle."""

FLAT: Final = np.float32(1e-6)
"""Stands for the width of a line that has none, which could not be divided by."""

SWEEPS: Final = 20
TRIALS: Final = 30
HEAT: Final = 100.0
"""How much dearer a place may be at first and still be taken, on average, in points of line."""


@dataclass(frozen=True)
class _Part:
    """What moves as one, and what its moves touch.

    Args:
        members: Indices of its boxes.
        anchor: Index of the box about which it swings.
        rest: Indices of all other boxes.
        mine: Lines that have an end in it, as pairs of indices.
        others: All other lines.
        labels: Half sizes of the labels of mine.
        other_labels: Half sizes of the labels of others.
        apart: Which of mine and others share no end.
        foreign: Which boxes are no ends of which of mine.
    """

    members: Pairs
    anchor: int
    rest: Pairs
    mine: Pairs
    others: Pairs
    labels: Points
    other_labels: Points
    apart: Mask
    foreign: Mask


def improve(
    positions: Points,
    sizes: Points,
    pairs: Pairs,
    labels: Points,
    gap: float,
    wide: float,
) -> Points:
    """Return positions after a local search; no box comes nearer to another than the gap.

    Args:
        positions: Centres of the boxes, none nearer to another than the gap.
        sizes: Width and height of each box.
        pairs: Indices of linked boxes, shape (m, 2); the network is connected.
        labels: Width and height of the label of each line; zero where it has none.
        gap: Least distance of two boxes.
        wide: How much wider than high the layout should be.
    """
    search = _Search(positions - positions.mean(axis=0), sizes, gap, wide)
    half = (labels / 2).astype(np.float32)
    parts = [_part(*unit, len(sizes), pairs, half) for unit in _units(pairs)]
    extent = float(np.ptp(positions, axis=0).max())
    cooling = np.maximum(0, HEAT * np.linspace(1, -0.4, SWEEPS))
    for reach, heat in zip(np.geomspace(extent / 3, 10, SWEEPS), cooling, strict=True):
        for part in parts:
            search.move(part, reach, heat)
    return search.positions.astype(np.float64)


def _units(pairs: Pairs) -> list[tuple[Pairs, int]]:
    """Return what moves as one, with the box that it is tied to: hanging parts, then each box."""
    import networkx as nx

    graph: nx.Graph[int] = nx.Graph()
    graph.add_edges_from(pairs.tolist())
    units = []
    bridges = cast("Iterator[tuple[int, int]]", nx.bridges(graph))  # its stub says nodes
    for start, end in sorted(bridges):
        cut = nx.restricted_view(graph, [], [(start, end)])
        sides = [(nx.node_connected_component(cut, a), b) for a, b in ((start, end), (end, start))]
        side, anchor = min(sides, key=lambda side: (len(side[0]), side[1]))
        units.append((np.array(sorted(side)), anchor))
    units.sort(key=lambda unit: (-len(unit[0]), unit[1], unit[0][0]))
    single = {int(members[0]) for members, _ in units if len(members) == 1}
    others = sorted(set(graph) - single, key=lambda box: (-graph.degree(box), box))
    anchors = (min(graph[box], key=lambda near: (graph.degree(near), near)) for box in others)
    return units + [(np.array([box]), anchor) for box, anchor in zip(others, anchors, strict=True)]


def _part(members: Pairs, anchor: int, count: int, pairs: Pairs, labels: Points) -> _Part:
    """Return a part of a network with what its moves touch."""
    touched = np.isin(pairs, members).any(axis=1)
    mine, others = pairs[touched], pairs[~touched]
    return _Part(
        members,
        anchor,
        np.setdiff1d(np.arange(count), members),
        mine,
        others,
        labels[touched],
        labels[~touched],
        (mine[:, None, :, None] != others[None, :, None, :]).all(axis=(2, 3)),
        (mine[:, :, None] != np.arange(count)).all(axis=1),
    )


class _Search:
    """The layout as it stands, and the moves that can be made."""

    def __init__(self, positions: Points, sizes: Points, gap: float, wide: float) -> None:
        # Half the precision is plenty for points, and a third faster.
        self.positions = positions.astype(np.float32)
        self._half = (sizes / 2).astype(np.float32)
        self._gap = gap
        self._wide = wide
        self._random = np.random.default_rng(1)

    def move(self, part: _Part, reach: float, heat: float) -> None:
        """Put a part where it costs least, of some places within reach; heat blurs the costs."""
        places = self._places(part, reach)
        places = places[~self._taken(part, places)]
        cost = self._cost(part, places)
        if heat:
            cost -= heat * self._random.exponential(size=len(cost))
        self.positions[part.members] = places[np.argmin(cost)]

    def _places(self, part: _Part, reach: float) -> Points:
        """Return places to try, shape (places, members, 2); the first is the present one."""
        here, pivot = self.positions[part.members], self.positions[part.anchor]
        length = self._random.uniform(0, reach, (TRIALS, 1, 1))
        steps = self._random.normal(size=(TRIALS, 1, 2)) * length
        # Swing about the anchor, near by or all round, and slide towards it or away.
        angle = self._random.uniform(-np.pi, np.pi, TRIALS)
        angle[::2] *= 0.15
        angle[: TRIALS // 4] = 0
        swing = np.array([[np.cos(angle), np.sin(angle)], [-np.sin(angle), np.cos(angle)]])
        turned = np.einsum("mi,ijk->kmj", here - pivot, swing)
        slide = self._random.uniform(-0.6, 0.5, (TRIALS, 1, 1))
        turned += turned.mean(axis=1, keepdims=True) * slide
        places = np.concatenate([here[None], here + steps, pivot + turned])
        return places.astype(np.float32)

    def _taken(self, part: _Part, places: Points) -> Mask:
        """Tell which places bring a member too near to another box, shape (places,)."""
        members, other = self._half[part.members], self.positions[part.rest]
        wanted = members[:, None] + self._half[part.rest] + self._gap
        taken: Mask = np.any(_near(places[:, :, None], other, wanted), axis=(1, 2))
        if len(members) > 1:
            wanted = members[:, None] + members + self._gap
            near: Pairs = _near(places[:, :, None], places[:, None], wanted).sum(axis=(1, 2))
            crowded: Mask = np.greater(near, len(members))  # each is near to itself
            taken |= crowded
        taken[0] = False
        return taken

    def _cost(self, part: _Part, places: Points) -> Points:
        """Return what each place costs, shape (places,)."""
        shape = len(places), *self.positions.shape
        everywhere = np.broadcast_to(self.positions, shape).copy()
        everywhere[:, part.members] = places
        start, end = everywhere[:, part.mine[:, 0]], everywhere[:, part.mine[:, 1]]
        first, second = self.positions[part.others[:, 0]], self.positions[part.others[:, 1]]
        crossed = crosses(start[:, :, None], end[:, :, None], first, second) & part.apart
        half = self._half + self._gap / 3
        through = hits(start[:, :, None], end[:, :, None], everywhere[:, None], half)
        under = hits(first, second, places[:, :, None], half[part.members][:, None])
        runs = (through & part.foreign).sum(axis=(1, 2)) + under.sum(axis=(1, 2))
        length = np.hypot(start[..., 0] - end[..., 0], start[..., 1] - end[..., 1]).sum(axis=1)
        outward = np.hypot(places[..., 0] / self._wide, places[..., 1]).sum(axis=1)
        cost: Points = (
            length + OUTWARD * outward + CROSSING * crossed.sum(axis=(1, 2)) + THROUGH * runs
        )
        if part.labels.any() or part.other_labels.any():
            middle = (start + end) / 2
            cost += CRAMPED * self._cramped(part, places, middle, everywhere, (first + second) / 2)
        return cost

    def _cramped(
        self,
        part: _Part,
        places: Points,
        middle: Points,
        boxes: Points,
        other: Points,
    ) -> Points:
        """Return how often labels, in the middle of their lines, cover boxes or other labels."""
        mine, others = part.labels[:, None] + LABEL_GAP, part.other_labels
        shown = part.labels.all(axis=1)
        on_boxes = _near(middle[:, :, None], boxes[:, None], mine + self._half)[:, shown]
        on_labels = _near(middle[:, :, None], other, mine + others)[:, shown]
        members = self._half[part.members][:, None]
        beneath = _near(places[:, :, None], other, members + others + LABEL_GAP)
        beneath = beneath[:, :, others.all(axis=1)]
        cramped: Points = (
            on_boxes.sum(axis=(1, 2)) + on_labels.sum(axis=(1, 2)) + beneath.sum(axis=(1, 2))
        )
        return cramped


def _near(one: Points, other: Points, wanted: Points) -> Mask:
    """Tell which places are nearer to each other than wanted, both across and down."""
    near: Mask = (np.abs(one[..., 0] - other[..., 0]) < wanted[..., 0]) & (
        np.abs(one[..., 1] - other[..., 1]) < wanted[..., 1]
    )
    return near


def crosses(start: Points, end: Points, first: Points, second: Points) -> Mask:
    """Tell whether the segments from start to end cross those from first to second."""
    one, two = _turn(start, end, first), _turn(start, end, second)
    three, four = _turn(first, second, start), _turn(first, second, end)
    crossed: Mask = (one * two < 0) & (three * four < 0)
    return crossed


def _turn(a: Points, b: Points, c: Points) -> Points:
    """Return twice the area of triangles, positive where they run counter-clockwise."""
    turn: Points = (b[..., 0] - a[..., 0]) * (c[..., 1] - a[..., 1]) - (b[..., 1] - a[..., 1]) * (
        c[..., 0] - a[..., 0]
    )
    return turn


def hits(start: Points, end: Points, centre: Points, half: Points) -> Mask:
    """Tell whether segments run through boxes, given by their centres and half sizes."""
    enter: Points = np.zeros((), dtype=np.float32)
    leave: Points = np.ones((), dtype=np.float32)
    for axis in (0, 1):
        step = end[..., axis] - start[..., axis]
        step = np.where(np.abs(step) < FLAT, FLAT, step)
        one = (centre[..., axis] - half[..., axis] - start[..., axis]) / step
        two = (centre[..., axis] + half[..., axis] - start[..., axis]) / step
        enter = np.maximum(enter, np.minimum(one, two))
        leave = np.minimum(leave, np.maximum(one, two))
    hit: Mask = np.less(enter, leave)
    return hit
