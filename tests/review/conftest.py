"""A store with an invented report, and the draft of another one."""

import pytest

from graph.namespaces import ONTOLOGY_GRAPH, graph_name
from graph.store import MemoryStore, Store
from tests.drafted import add_draft


@pytest.fixture
def small_store(sample_store: Store) -> Store:
    """Return a store that a test may change, in which nothing can be published."""
    store = MemoryStore()
    with store.write() as writer:
        name = graph_name("sample-report")
        writer.replace_graph(name, [quad.triple for quad in sample_store.dump(name)])
    add_draft(store)
    return store


@pytest.fixture
def store(sample_store: Store, small_store: Store) -> Store:
    """Return a store that a test may change."""
    with small_store.write() as writer:
        triples = [quad.triple for quad in sample_store.dump(ONTOLOGY_GRAPH)]
        writer.replace_graph(ONTOLOGY_GRAPH, triples)
    return small_store
