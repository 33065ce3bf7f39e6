"""Warm latency of every canned query on the shipped reports, beside rdflib in the same run.

Usage: python -m benchmarks.latency

Both engines hold the same triples in the default graph and evaluate the same text, with the
defaults of its parameters. A figure is the median of the rounds; the last column is rdflib's time
divided by ours. rdflib has five seconds for its rounds; a query that needs longer shows no figure.
"""

import signal
import statistics
import tempfile
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path

import pyoxigraph as ox
from rdflib import Graph

from graph.build import build
from graph.catalogue import Catalogue
from graph.namespaces import PREFIXES
from graph.query import CannedQuery
from graph.resources import data_folder
from graph.store import EmbeddedStore
from graph.terms import to_graph

ROUNDS = 50
PEER_ROUNDS = 3
PEER_SECONDS = 5
PEER_CANNOT = ("GRAPH",)
"""The peer holds one graph, so a query that asks for the names of graphs is not put to it."""


def milliseconds(call: Callable[[], object], rounds: int) -> tuple[float, float]:
    """Return the median and the greatest time of a call over some rounds, in milliseconds."""
    call()
    times = []
    for _ in range(rounds):
        start = time.perf_counter()
        call()
        times.append((time.perf_counter() - start) * 1000)
    return statistics.median(times), max(times)


def bound(query: CannedQuery) -> str:
    """Return the text of a query with the defaults of its parameters."""
    values = {p.name: p.default for p in query.parameters if p.default is not None}
    return query.bind(values, lambda name: name)


def main() -> None:
    """Print a table, and the slowest query."""
    catalogue = Catalogue(data_folder("queries"))
    with tempfile.TemporaryDirectory() as folder:
        store = EmbeddedStore(Path(folder) / "store")
        build(store, sorted(data_folder("reports").iterdir()))
        triples = store.query("CONSTRUCT { ?s ?p ?o } WHERE { ?s ?p ?o }")
        peer = to_graph(triples) if isinstance(triples, ox.QueryTriples) else Graph()
        print(f"{len(peer)} triples, {len(catalogue)} queries, {ROUNDS} rounds")
        print("| query | median ms | max ms | rdflib ms | rdflib / ours |")
        print("| --- | ---: | ---: | ---: | ---: |")
        medians = []
        for name, query in catalogue.items():
            text = bound(query)
            median, greatest = milliseconds(partial(evaluate, store, text), ROUNDS)
            medians.append((median, name))
            row = f"| {name} | {median:.2f} | {greatest:.2f} |"
            if any(word in text for word in PEER_CANNOT):
                print(f"{row} – | – |")
                continue
            theirs = peer_milliseconds(peer, text)
            compared = "> 5 s | –" if theirs is None else f"{theirs:.1f} | {theirs / median:.0f}"
            print(f"{row} {compared} |")
        slowest, name = max(medians)
        print(f"slowest median: {name}, {slowest:.2f} ms")


def peer_milliseconds(peer: Graph, text: str) -> float | None:
    """Return the median time of a query in rdflib, or None where its seconds run out."""

    def stop(*_: object) -> None:
        raise TimeoutError

    signal.signal(signal.SIGALRM, stop)
    signal.alarm(PEER_SECONDS)
    try:
        return milliseconds(lambda: list(peer.query(text, initNs=PREFIXES)), PEER_ROUNDS)[0]
    except TimeoutError:
        return None
    finally:
        signal.alarm(0)


def evaluate(store: EmbeddedStore, text: str) -> None:
    """Evaluate a query to its end."""
    result = store.query(text)
    if not isinstance(result, ox.QueryBoolean):
        list(result)


if __name__ == "__main__":
    main()
