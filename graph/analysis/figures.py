"""Figures of a network of claims: degree, betweenness, communities and bridges."""

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, cast

from graph.analysis.network import MODALITIES, claim_graph, plain_graph
from graph.store import Store

if TYPE_CHECKING:
    from collections.abc import Iterator

    from graph.analysis.network import ClaimGraph, PlainGraph

SEED: Final = 1
PIVOTS: Final = 500
"""How many nodes betweenness is estimated from, where a network has more than this."""


@dataclass(frozen=True)
class NodeFigures:
    """How central a node is: claims at it, share of shortest paths through it, its community."""

    iri: str
    label: str
    kind: str
    degree: int
    betweenness: float
    community: int


@dataclass(frozen=True)
class Bridge:
    """A claim without which a network would fall apart; ``side`` nodes are on its smaller side."""

    start: str
    start_label: str
    end: str
    end_label: str
    claim: str
    side: int


@dataclass(frozen=True)
class Statistics:
    """Figures of a network of claims.

    ``central`` has every node, the most central first; ``communities`` are sets of IRIs, the
    largest first; ``bridges`` cut off the most nodes first.
    """

    nodes: int
    edges: int
    components: int
    modalities: dict[str, int]
    central: tuple[NodeFigures, ...]
    communities: tuple[tuple[str, ...], ...]
    bridges: tuple[Bridge, ...]


def statistics(store: Store, *, report: str | None = None) -> Statistics:
    """Return degree, betweenness, communities and bridges of a network of claims.

    Args:
        store: Where the claims are.
        report: Identifier of a report; None for all reports.
    """
    import networkx as nx

    graph = claim_graph(store, report=report)
    plain = plain_graph(graph)
    pivots = PIVOTS if len(plain) > PIVOTS else None
    between = nx.betweenness_centrality(plain, k=pivots, seed=SEED)
    communities = sorted(
        (tuple(sorted(group)) for group in nx.community.louvain_communities(plain, seed=SEED)),
        key=lambda group: (-len(group), group),
    )
    number = {iri: index for index, group in enumerate(communities) for iri in group}
    central = [
        NodeFigures(iri, data["label"], data["kind"], graph.degree(iri), between[iri], number[iri])
        for iri, data in graph.nodes(data=True)
    ]
    modalities = Counter(str(data["modality"]) for *_, data in graph.edges(data=True))
    return Statistics(
        nodes=len(graph),
        edges=graph.number_of_edges(),
        components=nx.number_connected_components(plain),
        modalities={name: modalities[name] for name in MODALITIES if modalities[name]},
        central=tuple(sorted(central, key=lambda n: (-n.betweenness, -n.degree, n.iri))),
        communities=tuple(communities),
        bridges=tuple(_bridges(graph, plain)),
    )


def _bridges(graph: "ClaimGraph", plain: "PlainGraph") -> list[Bridge]:
    """Return the bridges that stand on one claim, those that cut off most nodes first."""
    import networkx as nx

    below: dict[frozenset[str], int] = {}
    for component in nx.connected_components(plain):
        # A bridge lies in every spanning tree, and all beneath it is one of its two sides.
        size = Counter(component)
        for parent, child in reversed(list(nx.bfs_edges(plain, min(component)))):
            below[frozenset((parent, child))] = min(size[child], len(component) - size[child])
            size[parent] += size[child]
    found = []
    for start, end in cast("Iterator[tuple[str, str]]", nx.bridges(plain)):  # its stub says nodes
        joins = [*(graph.get_edge_data(start, end) or ()), *(graph.get_edge_data(end, start) or ())]
        if len(joins) == 1:
            first, last = ((iri, graph.nodes[iri]["label"]) for iri in sorted((start, end)))
            side = below[frozenset((start, end))]
            found.append(Bridge(*first, *last, str(joins[0]), side))
    return sorted(found, key=lambda bridge: (-bridge.side, bridge.claim))
