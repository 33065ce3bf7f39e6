"""The surroundings of one hub as two columns: a page wide, however many neighbours it has.

The hub stands in the middle. Each neighbour has a row to the left or to the right of it, with the
relations written where the lines arrive; neighbours that are linked with each other stand
together, and their lines run outside the columns. All lengths are in points.
"""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final

import numpy as np

from graph.analysis import MODALITIES
from graph.draw.arrays import Points
from graph.draw.compose import Placed
from graph.draw.route import CLEAR, Route, along, clipped
from graph.draw.scene import Box, Link, Scene, sized
from graph.draw.shapes import outline
from graph.draw.style import KINDS

HUB_SIZE: Final = 9.0
ROW_GAP: Final = 5.0
STUB: Final = 14.0
"""Length of the line between a label and its box: room for the end of the line."""

SPREAD: Final = 58.0
"""Room in which the lines fan out from the hub."""

PORT: Final = 6.5
"""Distance of lines at the hub."""

LANE: Final = 6.0
"""Step by which a line outside the columns gives way to earlier ones."""


@dataclass(frozen=True)
class _Column:
    """Neighbours on one side.

    Args:
        side: -1 to the left of the hub, 1 to the right.
        edge: How far from the middle of the page their inner ends are.
        inner: How far from the middle of the page the widest label begins.
        rows: Box → height of its centre.
    """

    side: int
    edge: float
    inner: float
    rows: dict[int, float]


def fan(scene: Scene, hub: int) -> Placed:
    """Return a scene with places for a hub and its neighbours.

    Args:
        scene: Boxes and links; each box but the hub is linked with the hub.
        hub: Index of the hub.
    """
    spokes = defaultdict(list)
    for index, link in enumerate(scene.links):
        if hub in (link.start, link.end):
            spokes[link.end if link.start == hub else link.start].append(index)
    sides = _halves(scene, hub, spokes)
    rows = max(sum(len(spokes[box]) for box in side) for side in sides)
    box = sized(scene.boxes[hub], HUB_SIZE)
    tall = replace(box, height=max(box.height, PORT * rows))
    scene = Scene((*scene.boxes[:hub], tall, *scene.boxes[hub + 1 :]), scene.links)
    columns = [
        _column(scene, side, boxes, spokes, tall)
        for side, boxes in zip((-1, 1), sides, strict=True)
    ]
    positions = np.zeros((len(scene.boxes), 2))
    for column in columns:
        for row, height in column.rows.items():
            away = column.edge + scene.boxes[row].width / 2
            positions[row] = column.side * away, height
    routes: dict[int, Route] = {}
    for column in columns:
        routes.update(_spokes(scene, hub, column, positions, spokes))
        routes.update(_arcs(scene, column, positions))
    return Placed(scene, positions, tuple(routes[index] for index in range(len(scene.links))))


def _halves(scene: Scene, hub: int, spokes: dict[int, list[int]]) -> tuple[list[int], list[int]]:
    """Return the neighbours on the left and on the right, from top to bottom.

    Those that are linked with each other come first, the others by modality and relation.
    """
    import networkx as nx

    graph: nx.Graph[int] = nx.Graph()
    graph.add_nodes_from(sorted(spokes))
    graph.add_edges_from(
        (link.start, link.end) for link in scene.links if hub not in (link.start, link.end)
    )

    blocks = sorted(
        nx.connected_components(graph),
        key=lambda block: _rank(scene, hub, min(block), spokes[min(block)], len(block)),
    )
    heights = {box: _row(scene, box, spokes[box]) for box in graph}
    half, reached = sum(heights.values()) / 2, 0.0
    left: list[int] = []
    right: list[int] = []
    for block in blocks:
        size = sum(heights[box] for box in block)
        side = left if reached + size / 2 <= half else right
        side += nx.utils.reverse_cuthill_mckee_ordering(graph.subgraph(sorted(block)))
        reached += size
    return left, right


def _rank(
    scene: Scene, hub: int, box: int, spokes: Sequence[int], together: int
) -> tuple[int, int, bool, tuple[str, ...], str]:
    """Return where neighbours come in the order of reading."""
    first = scene.links[spokes[0]]
    modality = MODALITIES.index(first.modality)
    return -together, modality, first.start != hub, first.relations, scene.boxes[box].label


def _row(scene: Scene, box: int, spokes: Sequence[int]) -> float:
    """Return the height of a row: of its box or of its labels."""
    labels = sum(scene.links[index].height + CLEAR for index in spokes)
    return max(scene.boxes[box].height, labels) + ROW_GAP


def _column(
    scene: Scene, side: int, boxes: Sequence[int], spokes: dict[int, list[int]], hub: Box
) -> _Column:
    """Return a column of boxes, its middle at the height of the hub."""
    heights = [_row(scene, box, spokes[box]) for box in boxes]
    tops = sum(heights) / 2 - np.cumsum([0.0, *heights])[:-1]
    widest = max((scene.links[i].width for box in boxes for i in spokes[box]), default=0.0)
    rows = {
        box: float(top - height / 2) for box, top, height in zip(boxes, tops, heights, strict=True)
    }
    inner = hub.width / 2 + SPREAD
    return _Column(side, inner + widest + STUB, inner, rows)


def _spokes(
    scene: Scene,
    hub: int,
    column: _Column,
    positions: Points,
    spokes: dict[int, list[int]],
) -> dict[int, Route]:
    """Return the lines from the hub to a column; they leave the hub in the order of the rows."""
    lines = [(index, box) for box in column.rows for index in spokes[box]]
    ports = (len(lines) - 1) / 2 - np.arange(len(lines))
    step = min(PORT, 0.9 * scene.boxes[hub].height / max(1, len(lines)))
    left_over = {box: _stack(scene, spokes[box]) for box in column.rows}
    routes = {}
    for (index, box), port in zip(lines, ports, strict=True):
        link, height = scene.links[index], left_over[box].pop(0)
        label = np.array(
            [column.side * (column.edge - STUB - link.width / 2), column.rows[box] + height]
        )
        inner = column.side * column.inner
        most = 0.35 * scene.boxes[box].height
        bend = np.array([inner, label[1]])
        end = positions[box] + (0.0, np.clip(height, -most, most))
        border = np.array([column.side * scene.boxes[hub].width / 2, port * step])
        half = np.array([(inner - border[0]) / 2, 0.0])
        start = np.stack([border * (0.5, 1), border + half, bend - half, bend])
        stop = np.stack([bend, (end[0] - column.side * scene.boxes[box].width / 2, label[1]), end])
        nowhere = np.empty((0, 2))
        pieces = (
            clipped(start, _outline(scene, positions, hub), nowhere),
            clipped(stop, nowhere, _outline(scene, positions, box)),
        )
        route = Route(pieces, label)
        routes[index] = route if link.start == hub else route.reversed()
    return routes


def _stack(scene: Scene, spokes: Sequence[int]) -> list[float]:
    """Return the heights of the labels of a row, from top to bottom, over its middle."""
    heights = [scene.links[index].height + CLEAR for index in spokes]
    tops = sum(heights) / 2 - np.cumsum([0.0, *heights])[:-1]
    return [float(top - height / 2) for top, height in zip(tops, heights, strict=True)]


def _arcs(scene: Scene, column: _Column, positions: Points) -> dict[int, Route]:
    """Return the lines between boxes of a column, short ones inside long ones."""
    inner = [
        index
        for index, link in enumerate(scene.links)
        if link.start in column.rows and link.end in column.rows
    ]

    def span(index: int) -> float:
        link = scene.links[index]
        return abs(column.rows[link.start] - column.rows[link.end])

    taken: list[tuple[Points, Points]] = []
    routes = {}
    for index in sorted(inner, key=lambda index: (span(index), index)):
        routes[index] = _arc(scene, column, positions, scene.links[index], taken)
    return routes


def _arc(
    scene: Scene,
    column: _Column,
    positions: Points,
    link: Link,
    taken: list[tuple[Points, Points]],
) -> Route:
    """Return a line outside a column, as near as boxes and earlier lines allow."""
    half = np.array([link.width, link.height]) / 2
    heights = sorted((column.rows[link.start], column.rows[link.end]))
    outer = max(
        abs(positions[box, 0]) + scene.boxes[box].width / 2
        for box, height in column.rows.items()
        if heights[0] <= height <= heights[1]
    )
    ends = positions[[link.start, link.end]]
    reach = outer + half[0] + CLEAR
    while True:
        lane = (reach - abs(ends[:, 0]).mean() / 4) / 0.75
        bend = np.array([(column.side * lane, ends[0, 1]), (column.side * lane, ends[1, 1])])
        curve = np.stack([ends[0], *bend, ends[1]])
        label = along(curve, np.array([0.5]))[0]
        if not any(np.all(np.abs(label - place) < half + size + CLEAR) for place, size in taken):
            taken.append((label, half))
            boxes = (_outline(scene, positions, box) for box in (link.start, link.end))
            return Route((clipped(curve, *boxes),), label)
        reach += LANE


def _outline(scene: Scene, positions: Points, box: int) -> Points:
    """Return the outline of a box where it stands."""
    drawn = scene.boxes[box]
    shape = KINDS[drawn.kind].shape
    corners: Points = outline(shape, drawn.width, drawn.height) + positions[box]
    return corners
