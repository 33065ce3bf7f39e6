"""Pictures of claims: networkx and numpy lay them out, matplotlib draws them.

The same data give the same bytes. Where one thing is linked with all others, as in most
surroundings, the others stand in two columns; all else is laid out by distance in the network.
"""

import itertools
from collections.abc import Collection
from pathlib import Path
from typing import TYPE_CHECKING, Final

from graph.analysis import claim_graph
from graph.errors import UsageError
from graph.namespaces import shorten
from graph.store import Store

if TYPE_CHECKING:
    from graph.analysis.network import ClaimGraph
    from graph.draw.compose import Placed
    from graph.draw.scene import Scene

SUFFIXES: Final = ("png", "svg", "html")

MOST: Final = 500
"""How many things a picture can show."""

LABELLED: Final = 110
"""Up to how many lines a picture has words on its lines."""

COLUMNS: Final = 12
"""From how many neighbours on a thing that is linked with all others stands between columns."""


def draw(  # noqa: PLR0913 - each filter of the command line
    store: Store,
    path: Path,
    *,
    report: str | None = None,
    focus: str | None = None,
    hops: int = 1,
    relations: Collection[str] | None = None,
    modalities: Collection[str] | None = None,
) -> None:
    """Write a picture of claims to a file.

    Args:
        store: Where the claims are.
        path: File to write; its suffix, png, svg or html, tells the format.
        report: Identifier of a report ("mfaic-2024"); None for all reports.
        focus: IRI of the thing whose surroundings to draw; None draws everything.
        hops: How many claims away from the focus the picture reaches.
        relations: IRIs or prefixed names of the predicates to keep; None for all.
        modalities: Names of the modalities to keep ("denied"); None for all.

    Raises:
        UsageError: the suffix is another one, no claim is left, too many things are, or the file
            cannot be written.
    """
    from graph.draw.scene import scene

    suffix = path.suffix.removeprefix(".")
    if suffix not in SUFFIXES:
        raise UsageError(
            f"{path}: a picture cannot have the suffix {suffix!r}.", "Use .png, .svg or .html."
        )
    graph = claim_graph(store, report=report, modalities=modalities, relations=relations)
    if focus is not None:
        graph = surroundings(graph, focus, hops)
    if not graph:
        raise UsageError(
            "No claim is left to draw.", "Drop a filter, or build a store with claims."
        )
    if len(graph) > MOST:
        raise UsageError(
            f"{len(graph)} things are more than the {MOST} that a picture can show.",
            "Draw the surroundings of one thing, one report or some relations.",
        )
    shown = scene(store, graph, focus)
    if len(shown.links) <= LABELLED:
        shown = shown.labelled()
    kept = _kept(report, focus and hops, relations, modalities)
    data = _picture(place(shown), graph, focus, kept, suffix)
    try:
        path.write_bytes(data)
    except OSError as error:
        raise UsageError(f"{path} cannot be written: {error.strerror}.") from error


def surroundings(graph: "ClaimGraph", focus: str, hops: int) -> "ClaimGraph":
    """Return the part of a network that lies within some claims of a thing.

    A claim about what takes place at the thing is one of its claims, and says so on its line.

    Raises:
        UsageError: no claim of the network speaks of the thing.
    """
    import networkx as nx

    there: dict[str, tuple[str, str]] = {
        claim: (start, end)
        for start, end, claim, data in graph.edges(keys=True, data=True)
        if focus in data["located"].split()
    }
    if focus not in graph and not there:
        raise UsageError(f"No claim that is left speaks of {focus}.", "Drop a filter.")
    near = set(itertools.chain(*there.values()))
    if focus in graph:
        whole = graph.to_undirected(as_view=True)
        near |= set(nx.single_source_shortest_path_length(whole, focus, hops))
    part: ClaimGraph = nx.MultiDiGraph()
    for node, data in graph.nodes(data=True):
        if node in near:
            part.add_node(node, **data)
    for start, end, claim, data in graph.edges(keys=True, data=True):
        if start in near and end in near:
            at = f" (at {graph.nodes[focus]['label']})" if claim in there and focus in graph else ""
            part.add_edge(start, end, claim, **data | {"label": data["label"] + at})
    return part


def place(shown: "Scene") -> "Placed":
    """Return a scene with places: columns about a thing linked with all others, or by distance."""
    from graph.draw.compose import compose
    from graph.draw.fan import fan

    linked: list[set[int]] = [set() for _ in shown.boxes]
    for link in shown.links:
        linked[link.start].add(link.end)
        linked[link.end].add(link.start)
    others = len(shown.boxes) - 1
    for hub, neighbours in enumerate(linked):
        if others >= COLUMNS and len(neighbours) == others and hub not in neighbours:
            return fan(shown, hub)
    return compose(shown)


def _picture(
    placed: "Placed", graph: "ClaimGraph", focus: str | None, kept: str, suffix: str
) -> bytes:
    """Return a picture in the format of a suffix."""
    from graph.draw import output
    from graph.draw.paint import page

    reports = sorted({data["report"] for *_, data in graph.edges(data=True)})
    source = reports[0] if len(reports) == 1 else f"{len(reports)} reports"
    title = f"Claims around {graph.nodes[focus]['label']}" if focus else f"Claims: {source}"
    counts = f"{graph.number_of_edges()} claims about {len(graph)} things"
    caption = f"{source}; {counts}{kept}. Lines run from the subject of a claim to its object."
    figure = page(placed, title, caption)
    if suffix == "png":
        return output.png(figure)
    drawing = output.svg(figure, placed.scene, graph, title)
    return drawing if suffix == "svg" else output.html(drawing, placed.scene, graph, title, caption)


def _kept(
    report: str | None,
    hops: int | str | None,
    relations: Collection[str] | None,
    modalities: Collection[str] | None,
) -> str:
    """Return in words which claims a picture was told to show."""
    parts = [f"report {report}"] if report else []
    if hops:
        parts.append(f"at most {hops} {'claim' if hops == 1 else 'claims'} away")
    if relations is not None:
        parts.append(f"relations {', '.join(sorted(map(shorten, relations)))}")
    if modalities is not None:
        parts.append(f"modalities {', '.join(sorted(modalities))}")
    return "".join(f"; {part}" for part in parts)
