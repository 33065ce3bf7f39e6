"""What a plain store is: a SPARQL 1.1 store without rules of its own."""

from collections.abc import Callable

import pyoxigraph as ox
import pytest

from graph.errors import StoreError
from graph.store import Dataset, EmbeddedStore, MemoryStore, Store, open_store
from graph.store.remote import RemoteStore
from graph.store.view import View
from tests.contents import ALL, DRAFT, A, B, default_graph, expected, fill, select, triple

DEFAULT = ox.DefaultGraph()


@pytest.fixture
def store(make_store: Callable[..., Store]) -> Store:
    return make_store(plain=True)


def test_the_default_graph_is_a_graph_of_its_own(store: Store) -> None:
    fill(store, alder=[triple(1)], draft=[triple(9)])
    with store.write() as writer:
        writer.replace_graph(DEFAULT, [triple(2)])
        writer.extend_graph(DEFAULT, [triple(3)])
        writer.update(f"INSERT DATA {{ {triple(4)} }} ; DELETE DATA {{ {triple(2)} }}")
        assert writer.changed == {DEFAULT}
        assert default_graph(writer) == expected(triple(3), triple(4))
        assert set(writer.triples(DEFAULT)) == {triple(3), triple(4)}
    assert default_graph(store) == expected(triple(3), triple(4))
    assert {quad.triple for quad in store.dump(DEFAULT)} == {triple(3), triple(4)}
    assert {quad.graph_name for quad in store.dump()} == {A, DRAFT, DEFAULT}
    with store.write() as writer:
        writer.remove_graph(DEFAULT)
    assert default_graph(store) == []


def test_graph_ranges_over_all_named_graphs_but_drafts(store: Store) -> None:
    fill(store, alder=[triple(1)], draft=[triple(9)])
    for source in (store, store.merged):
        seen = select(source, "SELECT ?g { GRAPH ?g { ?s ?p ?o } } ORDER BY ?g")
        assert [solution["g"] for solution in seen] == [A]
        named = select(source, r"SELECT ?s FROM graph:alder-2030\/draft { ?s ?p ?o }")
        assert [solution["s"].value for solution in named] == ["urn:s9"]


def test_a_graph_that_a_blank_node_names_is_seen_beside_a_draft() -> None:
    engine = ox.Store()
    names: list[ox.NamedNode | ox.BlankNode] = [ox.BlankNode(), A, DRAFT]
    for number, name in enumerate(names):
        s, p, o = triple(number)
        engine.add(ox.Quad(s, p, o, name))
    found = View(engine, "own").query("SELECT ?g { GRAPH ?g { ?s ?p ?o } }")
    assert isinstance(found, ox.QuerySolutions)
    assert len(list(found)) == 2


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("CLEAR DEFAULT", [A, DRAFT]),
        ("DROP ALL", []),
        (f"MOVE DEFAULT TO {B}", [A, DRAFT, B]),
        (f"COPY {A} TO DEFAULT", [A, DRAFT]),
        ("DELETE { ?s ?p ?o } WHERE { ?s ?p ?o } ; CREATE GRAPH graph:birch-2031", [A, DRAFT, B]),
    ],
)
def test_any_update_is_carried_out(store: Store, text: str, left: list[ox.NamedNode]) -> None:
    fill(store, alder=[triple(1)], draft=[triple(9)])
    with store.write() as writer:
        writer.update(f"INSERT DATA {{ {triple(2)} }}")
    old = store.version
    with store.write() as writer:
        writer.update(text)
    assert store.version != old
    assert store.graph_names() == left
    assert default_graph(store) == (expected(triple(1)) if "COPY" in text else [])


def test_an_empty_graph_is_made_and_removed(store: Store) -> None:
    fill(store, alder=[triple(1)])
    with store.write() as writer:
        writer.update(f"CREATE GRAPH {B}")
        assert writer.changed == frozenset()
    assert store.graph_names() == [A, B]
    with store.write() as writer:
        writer.remove_graph(B)
    assert store.graph_names() == [A]


@pytest.fixture
def both(store: Store) -> tuple[Store, Store]:
    """Return a merged store and a plain one at the same place."""
    if isinstance(store, EmbeddedStore):
        return EmbeddedStore(store.location), store
    return store.merged, store


def test_the_first_plain_write_drops_the_merge(both: tuple[Store, Store]) -> None:
    merged, plain = both
    fill(merged, alder=[triple(1)], birch=[triple(1)], draft=[triple(9)])
    assert default_graph(plain) == []
    assert list(plain.dump(DEFAULT)) == []
    assert default_graph(merged) == expected(triple(1))
    assert len(list(select(plain, "SELECT * FROM graph:alder-2030 { ?s ?p ?o }"))) == 1
    with plain.write() as writer:
        assert default_graph(writer) == []
        writer.extend_graph(DEFAULT, [triple(2)])
    assert default_graph(plain) == expected(triple(2))
    assert set(default_graph(merged)) == set(expected(triple(1), triple(2)))
    assert sorted(str(quad.triple) for quad in merged.dump(DEFAULT)) == expected(
        triple(1), triple(2)
    )
    fill(plain, birch=[triple(3)])
    assert default_graph(plain) == expected(triple(2)), "a second plain write finds the mark"


def test_a_store_without_a_merge_takes_no_validated_write(both: tuple[Store, Store]) -> None:
    merged, plain = both
    old = fill(plain, alder=[triple(1)])
    with pytest.raises(StoreError, match="COMITY_VALIDATE_WRITES"):
        fill(merged, birch=[triple(2)])
    assert (merged.version, merged.graph_names()) == (old, [A])
    fill(merged, fresh=True, birch=[triple(2)])
    assert default_graph(merged) == expected(triple(2))
    assert default_graph(plain) == []


def test_which_stores_are_plain(both: tuple[Store, Store]) -> None:
    merged, plain = both
    assert (merged.plain, plain.plain) == (False, True)
    assert merged.merged is merged
    assert plain.merged is plain.merged
    assert not plain.merged.plain


def test_a_dataset_of_a_plain_store(store: Store) -> None:
    fill(store, alder=[triple(1)], birch=[triple(1), triple(2)], draft=[triple(9)])
    both = Dataset((A.value, B.value))
    found = store.query(ALL, both)
    assert isinstance(found, ox.QuerySolutions)
    assert len(list(found)) == 2 + isinstance(store, RemoteStore)


def test_another_process_opens_a_store_in_memory_where_it_says() -> None:
    store = MemoryStore()
    fill(store, alder=[triple(1)])
    other = open_store(store.location)
    assert default_graph(other) == expected(triple(1))
    assert other.version == store.version
    fill(store, alder=[triple(2)])
    assert default_graph(other) == expected(triple(2))


def test_a_store_in_memory_tells_its_location_before_the_first_write() -> None:
    store = MemoryStore()
    other = open_store(store.location)
    fill(store, alder=[triple(1)])
    assert default_graph(other) == expected(triple(1))
