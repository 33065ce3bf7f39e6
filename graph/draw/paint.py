"""Boxes, lines, legend, title and caption on a page of matplotlib.

One unit of the axes is a point, so that sizes of text, boxes and page agree.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, Literal, TypeAlias

import numpy as np

from graph.draw.arrays import TINY, Points
from graph.draw.compose import Placed
from graph.draw.scene import Scene, text_size
from graph.draw.shapes import outline
from graph.draw.style import (
    EDGE_SIZE,
    FAINT,
    FONT,
    INK,
    KINDS,
    LINE,
    NODE_SIZE,
    OUTLINE,
    STROKES,
    Kind,
    Stroke,
)

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

MARGIN: Final = 16.0
HEAD: Final = 6.0
"""Length of the end of a line."""

NARROWEST: Final = 246.0
"""Least width of a page: a column of a journal."""

CAPITAL: Final = 0.73
"""Height of a capital letter, as a multiple of the size of the text."""

SAMPLE: Final = 4.2
ROW: Final = 2.0
"""Width of a sample in the legend and height of a row, as multiples of the size of its text."""


def page(placed: Placed, title: str, caption: str) -> "Figure":
    """Return a figure with a title above, a legend and a caption below.

    Args:
        placed: What to draw, and where.
        title: What the picture is called.
        caption: What it shows, where that comes from and what was left out.
    """
    from matplotlib.figure import Figure

    low, high = placed.extent()
    width = max(NARROWEST, high[0] - low[0] + 2 * MARGIN)
    size = float(np.clip(width / 150, NODE_SIZE, 11.0))  # of legend and caption
    title_size = float(np.clip(width / 75, 10.0, 24.0))
    heading = _wrapped(title, title_size, width - 2 * MARGIN, "bold")
    notes = _wrapped(caption, size, width - 2 * MARGIN)
    rows = _legend_rows(placed.scene, width - 2 * MARGIN, size)
    above = MARGIN + title_size * LINE * len(heading) + 10
    legend = MARGIN + size * LINE * len(notes) + 6
    below = legend + ROW * size * len(rows) + 12
    height = above + below + high[1] - low[1]
    figure = Figure(figsize=(width / 72, height / 72))
    axes = figure.add_axes((0, 0, 1, 1))
    axes.set(xlim=(0, width), ylim=(0, height))
    axes.axis("off")
    shift = np.array([(width - high[0] + low[0]) / 2, below]) - low
    _lines(axes, placed, shift)
    _boxes(axes, placed, shift)
    middle = height - MARGIN - title_size * LINE * len(heading) / 2
    _text(axes, MARGIN, middle, heading, _Font(title_size, INK, "bold", "left"))
    middle = MARGIN + size * LINE * len(notes) / 2
    _text(axes, MARGIN, middle, notes, _Font(size, FAINT, align="left"))
    _legend(axes, rows, legend + ROW * size * len(rows), size)
    return figure


@dataclass(frozen=True)
class _Font:
    """How text is written: size in points, colour, weight, and which part of a line is at x."""

    size: float
    colour: str = INK
    weight: str = "normal"
    align: Literal["left", "center"] = "center"


def _text(
    axes: "Axes", x: float, y: float, lines: Sequence[str], font: _Font, gid: str | None = None
) -> None:
    """Write lines of text, literally, with their middle at the height y.

    Each line is an artist of its own: matplotlib spaces lines by the letters in them.
    """
    first = y + (len(lines) - 1) / 2 * LINE * font.size - CAPITAL * font.size / 2
    for number, line in enumerate(lines):
        text = axes.text(x, first - number * LINE * font.size, line, parse_math=False, zorder=4)
        text.set(family=FONT, size=font.size, color=font.colour, weight=font.weight)
        text.set_horizontalalignment(font.align)
        text.set_gid(gid and f"{gid}-part-{number}")


def _boxes(axes: "Axes", placed: Placed, shift: Points) -> None:
    """Draw the boxes with their labels."""
    for index, (box, place) in enumerate(zip(placed.scene.boxes, placed.positions, strict=True)):
        kind, centre = KINDS[box.kind], place + shift
        corners = outline(kind.shape, box.width, box.height) + centre
        _patch(axes, corners, kind, box.outline, f"node-{index}")
        font = _Font(box.size, kind.text, kind.weight)
        _text(axes, float(centre[0]), float(centre[1]), box.lines, font, f"node-{index}")


def _patch(
    axes: "Axes", corners: Points, kind: Kind, width: float = OUTLINE, gid: str | None = None
) -> None:
    """Draw the outline of a box."""
    from matplotlib.patches import Polygon

    stroke = (0, (1.5, 1.5)) if kind.shape == "bare" else "-"
    patch = Polygon(
        corners,
        facecolor=kind.fill,
        edgecolor=kind.outline,
        linewidth=width,
        linestyle=stroke,
        zorder=3,
    )
    patch.set_gid(gid)
    axes.add_patch(patch)


def _lines(axes: "Axes", placed: Placed, shift: Points) -> None:
    """Draw the links with their labels."""
    from matplotlib.patches import Rectangle

    for index, (link, route) in enumerate(zip(placed.scene.links, placed.routes, strict=True)):
        stroke, gid = STROKES[link.modality], f"edge-{index}"
        moved = route.moved(shift)
        _line(axes, moved.curves, stroke, gid)
        if link.lines:
            x, y = moved.label
            low = x - link.width / 2, y - link.height / 2
            back = Rectangle(low, link.width, link.height, facecolor="white", linewidth=0, zorder=2)
            back.set_gid(f"{gid}-part-back")
            axes.add_patch(back)
            _text(axes, x, y, link.lines, _Font(EDGE_SIZE, stroke.colour), gid)


def _line(axes: "Axes", curves: Sequence[Points], stroke: Stroke, gid: str | None) -> None:
    """Draw a line with its end."""
    from matplotlib.patches import PathPatch
    from matplotlib.path import Path

    *before, last = curves
    back = last[-2] - last[-1]
    back = back / (np.hypot(*back) + TINY)
    tip = last[-1] + (2.0 if stroke.head == "bar" else 0.8) * back
    short = 0.0 if stroke.head == "bar" else HEAD - 1.5
    pieces = [*before, np.concatenate([last[:-1], [tip + short * back]])]
    points = [pieces[0][:1], *(piece[1:] for piece in pieces)]
    kinds = {2: Path.LINETO, 3: Path.CURVE3, 4: Path.CURVE4}
    codes = [kinds[len(piece)] for piece in pieces for _ in piece[1:]]
    patch = PathPatch(
        Path(np.concatenate(points), [Path.MOVETO, *codes]),
        fill=False,
        edgecolor=stroke.colour,
        linewidth=stroke.width,
        linestyle=(0, stroke.dashes) if stroke.dashes else "-",
        capstyle="butt",
        zorder=1,
    )
    patch.set_gid(gid)
    axes.add_patch(patch)
    _head(axes, tip, back, stroke, gid)


def _head(axes: "Axes", tip: Points, back: Points, stroke: Stroke, gid: str | None) -> None:
    """Draw the end of a line: an arrow, a hollow or an open one, or a bar."""
    from matplotlib.patches import Polygon

    across = np.array([-back[1], back[0]])
    wings = tip + HEAD * back
    corners = np.stack([wings + 2.5 * across, tip, wings - 2.5 * across])
    if stroke.head == "bar":
        corners = np.stack([tip + 4.2 * across, tip - 4.2 * across])
    fill = {"arrow": stroke.colour, "hollow": "white"}.get(stroke.head, "none")
    patch = Polygon(
        corners,
        closed=stroke.head in ("arrow", "hollow"),
        facecolor=fill,
        edgecolor=stroke.colour,
        linewidth=2.0 if stroke.head == "bar" else 0.9,
        joinstyle="miter",
        zorder=3.5,
    )
    patch.set_gid(gid and f"{gid}-part-head")
    axes.add_patch(patch)


_Entry: TypeAlias = tuple[float, str, str]


def _legend_rows(scene: Scene, width: float, size: float) -> list[list[_Entry]]:
    """Return the rows of the legend: where an entry begins, its name and its words."""
    used = {link.modality for link in scene.links} | {box.kind for box in scene.boxes}
    rows: list[list[_Entry]] = []
    for table in (tuple(STROKES), tuple(KINDS)):
        x = width
        for name in (name for name in table if name in used):
            words = KINDS[name].words if name in KINDS else name
            wide = SAMPLE * size + text_size([words], size)[0]
            if x + wide > width:
                rows.append([])
                x = 0.0
            rows[-1].append((x, name, words))
            x += wide + 2 * size
    return rows


def _legend(axes: "Axes", rows: Sequence[Sequence[_Entry]], top: float, size: float) -> None:
    """Draw the legend: how modalities and kinds look."""
    for number, row in enumerate(rows):
        y = top - ROW * size * (number + 0.5)
        for offset, name, words in row:
            x = MARGIN + offset
            wide = (SAMPLE - 0.8) * size
            if name in STROKES:
                _line(axes, [np.array([(x, y), (x + wide, y)])], STROKES[name], None)
            else:
                centre = np.array([x + wide / 2, y])
                corners = outline(KINDS[name].shape, 2.7 * size, 1.35 * size)
                _patch(axes, corners + centre, KINDS[name])
            _text(axes, x + SAMPLE * size, y, [words], _Font(size, align="left"))


def _wrapped(text: str, size: float, width: float, weight: str = "normal") -> list[str]:
    """Return a text in lines that are no wider than the page."""
    lines: list[str] = []
    for word in text.split():
        longer = f"{lines[-1]} {word}" if lines else word
        if lines and text_size([longer], size, weight)[0] <= width:
            lines[-1] = longer
        else:
            lines.append(word)
    return lines
