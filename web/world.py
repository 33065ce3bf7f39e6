"""The map of the world as the build of the browser's code made it: where each state is."""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from typing import Final, TypeAlias

from graph.errors import NotFoundError
from web.assets import STATIC

Box: TypeAlias = tuple[float, float, float, float]
"""Left, top, right and bottom."""

_MARGIN: Final = 0.1
"""Empty space around what a part of the map is to show, as a share of it."""

_SHAPE: Final = 1.75
"""Width of a part of the map by its height."""

_SMALLEST: Final = 160.0
"""Least width of a part of the map: nearer, its outlines are too coarse."""


@dataclass(frozen=True)
class Outline:
    """A state on the map.

    Args:
        code: Its ISO 3166 numeric code; empty for one without.
        path: Its outline as an SVG path; empty for one too small to have one.
        at: The middle of its mainland.
        box: The box around its mainland.
    """

    code: str
    path: str
    at: tuple[float, float]
    box: Box


@dataclass(frozen=True)
class World:
    """The map.

    Args:
        width: Its width.
        height: Its height.
        states: All states on it; one at most to a code.
    """

    width: float
    height: float
    states: tuple[Outline, ...]

    def part(self, codes: Iterable[str]) -> Box:
        """Return the part of the map that shows some states, with some space around.

        Args:
            codes: Their ISO 3166 numeric codes; of none on the map, all of it.
        """
        wanted = set(codes) - {""}
        boxes = [state.box for state in self.states if state.code in wanted]
        if not boxes:
            return 0, 0, self.width, self.height
        left, top = min(box[0] for box in boxes), min(box[1] for box in boxes)
        right, bottom = max(box[2] for box in boxes), max(box[3] for box in boxes)
        needed = (1 + 2 * _MARGIN) * max(right - left, _SHAPE * (bottom - top))
        width = min(max(needed, _SMALLEST), _SHAPE * self.height)
        height = width / _SHAPE
        x = _within((left + right - width) / 2, self.width - width)
        y = _within((top + bottom - height) / 2, self.height - height)
        return x, y, x + width, y + height


def _within(value: float, most: float) -> float:
    """Return a value, or the nearest that is neither negative nor more than another."""
    return min(max(value, 0), most)


@cache
def world() -> World:
    """Return the map.

    Raises:
        NotFoundError: the browser's code was not built.

    >>> [state.at for state in world().states if state.code == "116"]
    [(762, 190)]
    """
    path = STATIC / "built" / "world.json"
    if not path.is_file():
        raise NotFoundError(
            "The map of the world was not built.",
            "Install Comity again; in a checkout, run `make install`.",
        )
    known = json.loads(path.read_text(encoding="utf-8"))
    states = tuple(
        Outline(state["code"], state["path"], tuple(state["at"]), tuple(state["box"]))
        for state in known["states"]
    )
    return World(known["width"], known["height"], states)
