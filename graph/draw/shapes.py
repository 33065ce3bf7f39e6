"""Outlines of nodes as convex polygons round the origin, and the room that a text needs in them.

All lengths are in points.
"""

from typing import Final

import numpy as np

from graph.draw.arrays import TINY, Mask, Points

PADDING: Final = (5.0, 3.2)
"""Least distance of a text from its outline, across and down."""

_ROUND: Final = {"round": 4.0, "pill": 1000.0, "ellipse": np.inf}
"""Round shape → radius of its corners, as far as its height allows."""

_SLANTED: Final = frozenset({"hexagon", "parallelogram", "trapezium"})


def outer_size(shape: str, width: float, height: float) -> tuple[float, float]:
    """Return width and height of an outline that has room for a text of the given size."""
    across, down = width + 2 * PADDING[0], height + 2 * PADDING[1]
    if shape in _SLANTED:
        return across + 0.5 * down, down
    if shape == "pill":
        return across + 0.4 * down, down
    if shape == "ellipse":
        return 1.16 * across + 4, 1.36 * down
    return across, down


def outline(shape: str, width: float, height: float) -> Points:
    """Return the corners of an outline, counter-clockwise.

    Args:
        shape: Name of a shape.
        width: Outer width.
        height: Outer height.
    """
    x, y = width / 2, height / 2
    cut, slant = min(0.3 * height, 6.0), min(0.32 * height, 10.0)
    if shape in _ROUND:
        return _rounded(x, y, _ROUND[shape])
    corners: dict[str, list[tuple[float, float]]] = {
        "octagon": [(x, y - cut), (x - cut, y), (cut - x, y), (-x, y - cut)],
        "hexagon": [(x, 0.0), (x - slant, y), (slant - x, y), (-x, 0.0)],
        "snipped": [(x, cut - y), (x, y), (cut - x, y), (-x, y - cut), (-x, -y), (x - cut, -y)],
        "parallelogram": [(x, y), (slant - x, y), (-x, -y), (x - slant, -y)],
        "trapezium": [(x, -y), (x - slant, y), (slant - x, y), (-x, -y)],
        "note": [(x, -y), (x, y - cut), (x - cut, y), (-x, y), (-x, -y)],
    }
    ring = np.array(corners.get(shape, [(x, y), (-x, y), (-x, -y), (x, -y)]))
    if shape in ("octagon", "hexagon"):  # the lower half mirrors the upper one
        ring = np.concatenate([ring, -ring])
    return _without_doubles(ring)


def _rounded(x: float, y: float, radius: float) -> Points:
    """Return a box with round corners; an ellipse where the radius is infinite."""
    angle = np.linspace(0, np.pi / 2, 13)
    across, down = (x, y) if np.isinf(radius) else (min(radius, y),) * 2
    corner = np.stack([across * np.cos(angle), down * np.sin(angle)], axis=1)
    first = corner + np.array([x - across, y - down])
    second = first[::-1] * (-1, 1)
    return _without_doubles(np.concatenate([first, second, -first, -second]))


def _without_doubles(ring: Points) -> Points:
    """Return a polygon without corners that repeat the one before."""
    return ring[np.any(np.abs(ring - np.roll(ring, 1, axis=0)) > TINY, axis=1)]


def inside(points: Points, polygon: Points) -> Mask:
    """Tell which points lie inside a convex polygon.

    Args:
        points: Points, shape (n, 2).
        polygon: Corners, counter-clockwise, shape (m, 2).
    """
    if not len(polygon):
        return np.zeros(len(points), dtype=bool)
    side = np.roll(polygon, -1, axis=0) - polygon
    offset = points[:, None, :] - polygon[None, :, :]
    cross = side[None, :, 0] * offset[:, :, 1] - side[None, :, 1] * offset[:, :, 0]
    within: Mask = np.all(cross >= 0, axis=1)
    return within
