"""What a picture shows: boxes for things, links for claims, with the size that each text takes.

All lengths are in points, a seventy-second of an inch.
"""

import itertools
import math
import re
import textwrap
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import TYPE_CHECKING, Final

from graph.analysis import MODALITIES
from graph.draw.shapes import outer_size
from graph.draw.style import (
    CLASSES,
    EDGE_SIZE,
    FOCUS,
    FONT,
    HUB_EXTRA,
    KINDS,
    LINE,
    NODE_SIZE,
    OUTLINE,
)
from graph.records import select
from graph.store import Store

if TYPE_CHECKING:
    from graph.analysis.network import ClaimGraph

LONGEST: Final = 110
"""Labels are cut after so many characters; the table of the page has them in full."""

WIDEST: Final = 30
"""Most characters of a line."""


@dataclass(frozen=True)
class Box:
    """A thing with its label.

    Args:
        iri: The thing.
        label: Its whole label.
        lines: The label as it is drawn.
        kind: Key of ``style.KINDS``.
        size: Size of the text.
        width: Outer width.
        height: Outer height.
        outline: Width of the outline.
    """

    iri: str
    label: str
    lines: tuple[str, ...]
    kind: str
    size: float
    width: float
    height: float
    outline: float = OUTLINE


@dataclass(frozen=True)
class Link:
    """Claims of one modality that join a pair of things in one direction.

    Args:
        start: Index of the box of their subject.
        end: Index of the box of their object.
        modality: Key of ``style.STROKES``.
        claims: IRIs of the claims.
        relations: Labels of their predicates, each once.
        lines: The relations as they are drawn; empty where links have no labels.
        width: Width of the label.
        height: Height of the label.
    """

    start: int
    end: int
    modality: str
    claims: tuple[str, ...]
    relations: tuple[str, ...]
    lines: tuple[str, ...] = ()
    width: float = 0.0
    height: float = 0.0


@dataclass(frozen=True)
class Scene:
    """Boxes and links, not yet placed."""

    boxes: tuple[Box, ...]
    links: tuple[Link, ...] = ()

    def labelled(self) -> "Scene":
        """Return the same with words on its links."""
        return Scene(self.boxes, tuple(map(_labelled, self.links)))


def scene(store: Store, graph: "ClaimGraph", focus: str | None = None) -> Scene:
    """Return what a picture of a network shows, without words on its links.

    Args:
        store: Tells which class is wider than which.
        graph: The network.
        focus: IRI of the thing whose surroundings it is, if any.
    """
    kinds = _kinds(store, {data["kind"] for _, data in graph.nodes(data=True)})
    boxes = []
    for node in graph:
        degree = len(set(graph.pred[node]) | set(graph.succ[node]))
        box = _box(graph, node, kinds, degree)
        boxes.append(replace(box, outline=FOCUS) if node == focus else box)
    return Scene(tuple(boxes), tuple(_links(graph)))


def text_size(lines: Iterable[str], size: float, weight: str = "normal") -> tuple[float, float]:
    """Return width and height of lines of text."""
    widths = [_width(line, size, weight) for line in lines]
    return max(widths, default=0.0), LINE * size * len(widths)


def wrap(label: str) -> tuple[str, ...]:
    """Return a label in lines that fill a box about four times as wide as high.

    Args:
        label: The label; a very long one is cut.

    >>> wrap("Cambodia-Thailand Friendship Bridge")
    ('Cambodia-Thailand', 'Friendship Bridge')
    """
    text = " ".join(label.split())
    if len(text) > LONGEST:
        text = f"{text[:LONGEST].rsplit(' ', 1)[0]} …"
    least = min(WIDEST, max(map(len, text.split()), default=1))
    options = (
        textwrap.wrap(text, width, break_on_hyphens=False) for width in range(least, WIDEST + 1)
    )
    return min((tuple(lines) for lines in options if lines), key=_waste, default=(" ",))


def _waste(lines: Sequence[str]) -> tuple[float, int]:
    """Rate lines by the area of their box, and by how far it is from four times as wide as high."""
    width, height = 4.3 * max(map(len, lines)) + 14, 8.9 * len(lines) + 7
    return width * height * (1 + abs(math.log(width / height / 4))), len(lines)


def sized(box: Box, size: float) -> Box:
    """Return a box with its text in another size."""
    kind = KINDS[box.kind]
    width, height = outer_size(kind.shape, *text_size(box.lines, size, kind.weight))
    return replace(box, size=size, width=width, height=height)


def _box(graph: "ClaimGraph", node: str, kinds: dict[str, str], degree: int) -> Box:
    """Return the box of a node; the more things it is linked with, the larger its text."""
    label, kind = graph.nodes[node]["label"], kinds[graph.nodes[node]["kind"]]
    size = NODE_SIZE + min(HUB_EXTRA, 1.6 * math.log2(max(1.0, degree / 5)))
    return sized(Box(node, label, wrap(label), kind, size, 0.0, 0.0), size)


def _links(graph: "ClaimGraph") -> Iterator[Link]:
    """Yield the links of a network, one for each pair, direction and modality."""
    index = {node: position for position, node in enumerate(graph)}
    bundles: dict[tuple[int, int, int], list[tuple[str, str]]] = defaultdict(list)
    for start, end, claim, data in graph.edges(keys=True, data=True):
        bundles[index[start], index[end], MODALITIES.index(data["modality"])].append(
            (data["label"], str(claim))
        )
    for (first, last, modality), members in sorted(bundles.items()):
        relations = tuple(dict.fromkeys(label for label, _ in members))
        claims = tuple(claim for _, claim in members)
        yield Link(first, last, MODALITIES[modality], claims, relations)


def _labelled(link: Link) -> Link:
    """Return a link with its relations as label."""
    lines = tuple(itertools.chain.from_iterable(map(wrap, link.relations)))
    width, height = text_size(lines, EDGE_SIZE)
    return replace(link, lines=lines, width=width + 3, height=height + 1)


@lru_cache(maxsize=4096)
def _width(text: str, size: float, weight: str) -> float:
    """Return how wide a line of text is."""
    from matplotlib.font_manager import FontProperties
    from matplotlib.textpath import text_to_path

    font = FontProperties(family=FONT, size=size, weight=weight)
    width, _, _ = text_to_path.get_text_width_height_descent(text, font, ismath=False)
    return float(width)


def _kinds(store: Store, classes: Iterable[str]) -> dict[str, str]:
    """Return class → kind, by the nearest wider class that has a kind of its own."""
    wider = defaultdict(list)
    query = "SELECT ?class ?parent { ?class rdfs:subClassOf ?parent FILTER isIRI(?parent) }"
    for narrow, wide in select(store.query, query):
        wider[_name(narrow.value)].append(_name(wide.value))
    return {name: _kind(name, wider) for name in classes}


def _kind(name: str, wider: dict[str, list[str]]) -> str:
    """Return the kind of a class, searching upwards, level by level."""
    level, seen = [name], {name}
    while level:
        for known in sorted(level):
            if known in CLASSES:
                return CLASSES[known]
        level = [parent for known in level for parent in wider.get(known, ()) if parent not in seen]
        seen.update(level)
    return "condition"


def _name(iri: str) -> str:
    """Return the last step of an IRI."""
    return re.split("[/#]", iri)[-1]
