"""Loading a file into a store: the quads as they are, and the merge of the published graphs."""

from pathlib import Path

import pyoxigraph as ox

from graph.namespaces import draft_name, facts_name, graph_name
from graph.records import select
from graph.spool import Spool
from graph.store import EmbeddedStore, MemoryStore, Store

NODE = ox.NamedNode("urn:a")
TRICKY = ox.Literal('ends in <urn:g> .\n"quoted" <urn:h> .')


def triple(value: str) -> ox.Triple:
    return ox.Triple(NODE, NODE, ox.Literal(value))


def loaded(store: Store, path: Path) -> Store:
    spool = Spool(path / "graphs.nq")
    spool.add(graph_name("one"), [triple("b"), triple("a"), ox.Triple(NODE, NODE, TRICKY)])
    spool.add(facts_name("one"), [triple("a"), triple("fact")])
    spool.add(draft_name("one"), [triple("draft")])
    with store.write(fresh=True) as writer:
        writer.load(spool.path)
    return store


def merged(store: Store) -> list[str]:
    return sorted(value.value for (value,) in select(store.query, "SELECT ?o { ?s ?p ?o }"))


def test_the_default_graph_is_the_merge_without_drafts(tmp_path: Path) -> None:
    for store in (EmbeddedStore(tmp_path / "store"), MemoryStore()):
        loaded(store, tmp_path)
        assert merged(store) == sorted(["a", "b", "fact", TRICKY.value])
        assert [quad.triple for quad in store.dump(draft_name("one"))] == [triple("draft")]
        assert len(list(store.dump())) == 6


def test_equal_files_give_equal_versions(tmp_path: Path) -> None:
    first = loaded(MemoryStore(), tmp_path).version
    assert loaded(EmbeddedStore(tmp_path / "store"), tmp_path).version == first


def test_a_store_that_was_loaded_can_be_written_to(tmp_path: Path) -> None:
    store = loaded(EmbeddedStore(tmp_path / "store"), tmp_path)
    with store.write() as writer:
        writer.replace_graph(graph_name("one"), [triple("b")])
    assert merged(store) == ["a", "b", "fact"]
