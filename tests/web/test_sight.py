"""The version as requests see it: soon the present one, and at once after a write."""

import time

from graph.namespaces import REFERENCE_GRAPH
from graph.store import MemoryStore
from tests.web.conftest import triples
from web.sight import Sight


def write(store: MemoryStore, label: str) -> None:
    with store.write() as writer:
        writer.replace_graph(REFERENCE_GRAPH, triples(f"id:a skos:prefLabel '{label}'@en ."))


def test_a_write_is_seen_soon_or_at_once() -> None:
    store = MemoryStore()
    write(store, "first")
    sight = Sight(store)
    assert sight.version == store.version
    write(store, "second")
    time.sleep(0.002)
    assert sight.version == store.version
    write(store, "third")
    sight.renew()
    assert sight.version == store.version
