"""Where boxes stand: near what they are linked with, none on another, few lines through others.

Three steps, each a pure function of its input:

1. Stress majorization puts every two boxes about as far apart as the network says
   (E. Gansner, Y. Koren, S. North, Graph drawing by stress majorization, 2004).
2. Boxes that overlap push each other apart.
3. Boxes try other places near by and take those where lines are shorter, cross less and run
   through fewer boxes.

All lengths are in points; positions are arrays of shape (n, 2).
"""

from typing import Final

import numpy as np

from graph.draw.arrays import TINY, Pairs, Points
from graph.draw.search import improve

SLACK: Final = 1.4
"""How much looser the search starts than stress would have it, so that boxes find other places."""

GOLDEN: Final = 2.399963
"""The golden angle: steps of it never come back to where they began."""

WIDE: Final = 1.5
"""How much wider than high a layout is meant to be: boxes are, and so are pages."""


def arrange(sizes: Points, pairs: Pairs, labels: Points, *, gap: float, room: float) -> Points:
    """Return the centres of boxes.

    Args:
        sizes: Width and height of each box.
        pairs: Indices of linked boxes, shape (m, 2), each pair once.
        labels: Width and height of the label of each pair; zero where it has none.
        gap: Least distance of two boxes.
        room: Wanted length of a line between the borders of two boxes.
    """
    if len(sizes) == 1:
        return np.zeros((1, 2))
    positions = SLACK * _stress(_ideal(sizes, pairs, room)) * (WIDE**0.5, WIDE**-0.5)
    positions = separate(positions, sizes + gap)
    return improve(positions, sizes, pairs, labels, gap, WIDE)


def _ideal(sizes: Points, pairs: Pairs, room: float) -> Points:
    """Return how far apart every two boxes should be; a hub keeps room for its leaves."""
    count = len(sizes)
    radius = np.sqrt(sizes[:, 0] * sizes[:, 1]) / 2
    degree = np.bincount(pairs.ravel(), minlength=count)
    area = np.prod(sizes + room / 2, axis=1).mean()
    spread = np.sqrt(np.maximum(degree - 4, 0) * area / np.pi) * 0.9
    distances = np.full((count, count), np.inf)
    np.fill_diagonal(distances, 0)
    first, second = pairs.T
    length = (
        radius[first] + radius[second] + np.maximum(room, np.maximum(spread[first], spread[second]))
    )
    distances[first, second] = distances[second, first] = length
    for middle in range(count):  # Floyd and Warshall, a row and a column at a time
        through = distances[:, middle, None] + distances[None, middle, :]
        np.minimum(distances, through, out=distances)
    return distances


def _stress(distances: Points, rounds: int = 200) -> Points:
    """Return positions whose distances are as close to the wanted ones as stress allows."""
    with np.errstate(divide="ignore"):
        weights = np.where(distances > 0, distances**-2.0, 0.0)
    laplacian = np.diag(weights.sum(axis=1)) - weights
    inverse = np.linalg.pinv(laplacian)
    positions = _scaled(distances)
    for _ in range(rounds):
        offset = positions[:, None] - positions[None, :]
        norm = np.sqrt((offset**2).sum(axis=2))
        np.fill_diagonal(norm, 1)
        pull = -weights * distances / np.maximum(norm, TINY)
        np.fill_diagonal(pull, 0)
        np.fill_diagonal(pull, -pull.sum(axis=1))
        positions = inverse @ (pull @ positions)
    return positions


def _scaled(distances: Points) -> Points:
    """Return the positions of classical multidimensional scaling, the same on every run."""
    count = len(distances)
    centring = np.eye(count) - 1 / count
    values, vectors = np.linalg.eigh(-centring @ distances**2 @ centring / 2)
    chosen = vectors[:, [-1, -2]]
    chosen = chosen * np.sign(chosen[np.argmax(np.abs(chosen), axis=0), [0, 1]])
    # Leaves of one node fall together; a spiral pulls them apart.
    angle = np.arange(count) * GOLDEN
    spiral = np.stack([np.cos(angle), np.sin(angle)], axis=1)
    scaled = chosen * np.sqrt(np.maximum(values[[-1, -2]], 0))
    positions: Points = scaled + spiral * distances.max() * 0.02
    return positions


def separate(positions: Points, sizes: Points) -> Points:
    """Return positions at which no two boxes overlap, moved as little as need be."""
    positions = positions.copy()
    wanted = (sizes[:, None] + sizes[None, :]) / 2
    order = np.sign(np.arange(len(sizes))[:, None] - np.arange(len(sizes))[None, :])[..., None]
    while True:
        for _ in range(200):
            offset = positions[:, None] - positions[None, :]
            depth = wanted - np.abs(offset)
            depth[np.diag_indices(len(sizes))] = 0
            crowded = np.all(depth > TINY, axis=2)
            if not crowded.any():
                return positions
            axis = np.argmin(depth, axis=2)[..., None] == np.arange(2)
            side = np.where(offset == 0, order, np.sign(offset))
            positions += (crowded[..., None] * axis * side * depth).sum(axis=1) * 0.4
        positions *= 1.05


def overlap(positions: Points, sizes: Points) -> bool:
    """Tell whether any two boxes overlap."""
    wanted = (sizes[:, None] + sizes[None, :]) / 2
    near = np.all(np.abs(positions[:, None] - positions[None, :]) < wanted, axis=2)
    return bool(near.sum() > len(sizes))
