"""How two things are linked: shortest chains of claims."""

import itertools
from collections.abc import Collection
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from graph.analysis.network import MODALITIES, claim_graph, plain_graph
from graph.store import Store

if TYPE_CHECKING:
    from graph.analysis.network import ClaimGraph

ASSERTED: Final = ("asserted",)
"""The modalities that a path keeps to unless told otherwise."""


@dataclass(frozen=True)
class Hop:
    """One step of a path: a claim, walked from ``start`` to ``end``.

    ``forward`` is False where the claim runs the other way, so that ``end`` is its subject.
    ``place`` names the passage: "paragraph 11, sentence 1".
    """

    start: str
    start_label: str
    end: str
    end_label: str
    predicate: str
    predicate_label: str
    forward: bool
    claim: str
    modality: str
    comment: str
    place: str


def find_path(
    store: Store, start: str, end: str, *, modalities: Collection[str] | None = ASSERTED
) -> list[Hop]:
    """Return a shortest chain of claims from one thing to another; empty where there is none.

    Claims are walked in both directions; every hop tells which way its claim runs.

    Args:
        store: Where the claims are.
        start: IRI of the thing to start from.
        end: IRI of the thing to reach.
        modalities: Names of the modalities to walk along; None for all.
    """
    return next(iter(find_paths(store, start, end, modalities=modalities, limit=1)), [])


def find_paths(
    store: Store,
    start: str,
    end: str,
    *,
    modalities: Collection[str] | None = ASSERTED,
    limit: int = 20,
) -> list[list[Hop]]:
    """Return the shortest chains of claims from one thing to another, in a fixed order.

    Two chains differ in the things that they pass; where several claims join a pair of things,
    the chain has the first one by modality (asserted before denied) and IRI.

    Args:
        store: Where the claims are.
        start: IRI of the thing to start from.
        end: IRI of the thing to reach.
        modalities: Names of the modalities to walk along; None for all.
        limit: How many chains to return at most.
    """
    import networkx as nx

    graph = claim_graph(store, modalities=modalities)
    if start == end or start not in graph or end not in graph:
        return []
    plain = plain_graph(graph)
    if not nx.has_path(plain, start, end):
        return []
    paths = itertools.islice(nx.all_shortest_paths(plain, start, end), limit)
    return [[hop_between(graph, *pair) for pair in itertools.pairwise(path)] for path in paths]


def hop_between(graph: "ClaimGraph", start: str, end: str) -> Hop:
    """Return the hop between two neighbours along the first claim that joins them."""
    pairs = [(start, end), (end, start)]
    candidates = [
        (MODALITIES.index(data["modality"]), str(claim), subject == start)
        for subject, target, claim, data in graph.edges([start, end], keys=True, data=True)
        if (subject, target) in pairs
    ]
    _, claim, forward = min(candidates)
    data = graph.edges[(*(pairs[0] if forward else pairs[1]), claim)]
    return Hop(
        start=start,
        start_label=graph.nodes[start]["label"],
        end=end,
        end_label=graph.nodes[end]["label"],
        predicate=data["predicate"],
        predicate_label=data["label"],
        forward=forward,
        claim=claim,
        modality=data["modality"],
        comment=data["comment"],
        place=data["place"],
    )
