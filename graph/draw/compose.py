"""A scene put on a page: each component is laid out and routed, then all are packed together.

All lengths are in points; positions are arrays of shape (n, 2).
"""

from collections import defaultdict
from dataclasses import dataclass, replace
from typing import Final

import numpy as np

from graph.draw.arrays import Pairs, Points
from graph.draw.layout import WIDE, arrange, overlap
from graph.draw.route import Route, Router, along
from graph.draw.scene import Scene
from graph.draw.shapes import outline
from graph.draw.style import KINDS

GAP: Final = 13.0
"""Least distance of two boxes."""

ROOM: Final = 30.0
LABEL_ROOM: Final = 45.0
"""Wanted length of a line without and with a label."""

TIGHTEST: Final = 0.7
"""The share of its first size at which a layout with labels is tried first."""

APART: Final = 24.0
"""Distance of two components."""

_GRID: Final = 20.0


@dataclass(frozen=True)
class Placed:
    """A scene with places.

    Args:
        scene: Boxes and links.
        positions: Centres of the boxes, shape (n, 2).
        routes: Ways of the links.
    """

    scene: Scene
    positions: Points
    routes: tuple[Route, ...]

    def rectangles(self) -> tuple[Points, Points]:
        """Return centres and half sizes of all boxes, then of all labels."""
        sizes = [(box.width, box.height) for box in self.scene.boxes]
        labelled = [
            (route.label, (link.width, link.height))
            for link, route in zip(self.scene.links, self.routes, strict=True)
            if link.lines
        ]
        centres = np.array([*self.positions, *(place for place, _ in labelled)])
        return centres, np.array(sizes + [size for _, size in labelled]) / 2

    def points(self) -> Points:
        """Return points along all lines, near to each other."""
        share = np.linspace(0, 1, 17)
        lines = [along(curve, share) for route in self.routes for curve in route.curves]
        return np.concatenate(lines) if lines else np.empty((0, 2))

    def extent(self) -> tuple[Points, Points]:
        """Return the lower left and the upper right corner of all that is drawn."""
        centres, half = self.rectangles()
        points = self.points()
        low = np.concatenate([centres - half, points]).min(axis=0)
        high = np.concatenate([centres + half, points]).max(axis=0)
        return low, high

    def moved(self, shift: Points) -> "Placed":
        """Return the same, moved."""
        routes = tuple(route.moved(shift) for route in self.routes)
        return Placed(self.scene, self.positions + shift, routes)


def compose(scene: Scene) -> Placed:
    """Return a scene with places for all boxes, lines and labels."""
    parts = sorted(map(_fit, _components(scene)), key=lambda part: -len(part.scene.boxes))
    whole = parts[0]
    for part in parts[1:]:
        whole = _joined(whole, part.moved(_free_place(whole, part)))
    return whole


def _components(scene: Scene) -> list[Scene]:
    """Return the components of a scene as scenes of their own."""
    import networkx as nx

    graph: nx.Graph[int] = nx.Graph()
    graph.add_nodes_from(range(len(scene.boxes)))
    graph.add_edges_from((link.start, link.end) for link in scene.links)
    parts = []
    for members in nx.connected_components(graph):
        index = {box: position for position, box in enumerate(sorted(members))}
        links = (
            replace(link, start=index[link.start], end=index[link.end])
            for link in scene.links
            if link.start in index
        )
        parts.append(Scene(tuple(scene.boxes[box] for box in index), tuple(links)))
    return parts


def _fit(scene: Scene) -> Placed:
    """Return a connected scene with places, as small as its labels allow."""
    sizes = np.array([(box.width, box.height) for box in scene.boxes])
    outlines = [outline(KINDS[box.kind].shape, box.width, box.height) for box in scene.boxes]
    pairs, labels = _pairs(scene)
    room = LABEL_ROOM if labels.any() else ROOM
    first = arrange(sizes, pairs, labels, gap=GAP, room=room)
    scale = TIGHTEST if labels.any() else 1.0
    while True:
        positions = first * scale
        if scale >= 1 or not overlap(positions, sizes + GAP):
            routes = Router(positions, sizes, outlines).route(scene.links)
            if routes is not None:
                return Placed(scene, positions, tuple(routes))
        scale *= 1.05


def _pairs(scene: Scene) -> tuple[Pairs, Points]:
    """Return the linked pairs of boxes, and the size of their labels one above the other."""
    labels: dict[tuple[int, int], tuple[float, float]] = defaultdict(lambda: (0.0, 0.0))
    for link in scene.links:
        if link.start != link.end:
            pair = min(link.start, link.end), max(link.start, link.end)
            width, height = labels[pair]
            labels[pair] = max(width, link.width), height + link.height
    ordered = sorted(labels)
    pairs = np.array(ordered, dtype=np.intp).reshape(-1, 2)
    return pairs, np.array([labels[pair] for pair in ordered]).reshape(-1, 2)


def _free_place(whole: Placed, part: Placed) -> Points:
    """Return how to move a part so that it stands clear of the whole and near its middle."""
    low, high = part.extent()
    middle, half = (low + high) / 2, (high - low) / 2 + APART
    bottom, top = whole.extent()
    ranges = [
        np.arange(b - h, t + h + _GRID, _GRID) for b, t, h in zip(bottom, top, half, strict=True)
    ]
    places = np.stack(np.meshgrid(*ranges), axis=-1).reshape(-1, 2)
    centres, halves = whole.rectangles()
    points = whole.points()
    blockers = np.concatenate([centres, points]), np.concatenate([halves, np.zeros_like(points)])
    free = ~np.array(
        [
            np.any(np.all(np.abs(blockers[0] - place) < blockers[1] + half, axis=1))
            for place in places
        ]
    )
    places = places[free]
    size = np.maximum(top, places + half - APART) - np.minimum(bottom, places - half + APART)
    distance = np.hypot(*((places - (bottom + top) / 2) / (WIDE, 1)).T)
    grown = np.maximum(size[:, 0] / WIDE, size[:, 1])
    best: Points = places[np.argmin(20 * grown + distance)] - middle
    return best


def _joined(one: Placed, other: Placed) -> Placed:
    """Return two placed scenes as one."""
    count = len(one.scene.boxes)
    links = (
        replace(link, start=link.start + count, end=link.end + count) for link in other.scene.links
    )
    return Placed(
        Scene(one.scene.boxes + other.scene.boxes, (*one.scene.links, *links)),
        np.concatenate([one.positions, other.positions]),
        one.routes + other.routes,
    )
