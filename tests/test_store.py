"""One behaviour suite, run on every engine; docs/engines.md tells where they differ."""

from collections.abc import Callable

import pyoxigraph as ox
import pytest

from graph.errors import (
    EvaluationError,
    QuerySyntaxError,
    StoreBusyError,
    StoreError,
    StoreNotFoundError,
    UsageError,
)
from graph.store import Dataset, Store, Writer
from graph.store.remote import RemoteStore
from tests.contents import ALL, DRAFT, A, B, C, default_graph, expected, fill, select, triple

ON_EMBEDDED = pytest.mark.parametrize("engine", ["disk", "memory"], indirect=True)


@pytest.fixture
def store(make_store: Callable[[], Store]) -> Store:
    return make_store()


# Reading


@pytest.mark.parametrize(
    "read",
    [
        lambda store: store.query("ASK {}"),
        lambda store: store.version,
        lambda store: store.folder,
        lambda store: store.graph_names(),
        lambda store: list(store.dump()),
    ],
)
def test_reading_before_the_first_write_says_what_to_run(
    store: Store, read: Callable[[Store], object]
) -> None:
    with pytest.raises(StoreNotFoundError, match="comity build"):
        read(store)


def test_a_triple_of_two_graphs_occurs_once_in_the_default_graph(store: Store) -> None:
    fill(store, alder=[triple(1), triple(2)], birch=[triple(2), triple(3)])
    assert default_graph(store) == expected(triple(1), triple(2), triple(3))


def test_project_prefixes_are_declared(store: Store) -> None:
    fill(store, alder=[triple(1)])
    assert bool(store.query("ASK { GRAPH graph:alder-2030 { ?s ?p ?o } }"))


def test_all_three_forms_of_result(store: Store) -> None:
    fill(store, alder=[triple(1)])
    assert isinstance(store.query(ALL), ox.QuerySolutions)
    assert isinstance(store.query("ASK {}"), ox.QueryBoolean)
    constructed = store.query("CONSTRUCT WHERE { ?s ?p ?o }")
    assert isinstance(constructed, ox.QueryTriples)
    assert list(constructed) == [triple(1)]


def test_dump_and_graph_names_leave_the_default_graph_out(store: Store) -> None:
    fill(store, alder=[triple(1)], birch=[triple(1)], draft=[triple(9)])
    assert store.graph_names() == [A, DRAFT, B]
    assert [(quad.triple, quad.graph_name) for quad in store.dump(DRAFT)] == [(triple(9), DRAFT)]
    found = {(quad.triple, quad.graph_name) for quad in store.dump()}
    assert found == {(triple(1), A), (triple(1), B), (triple(9), DRAFT)}
    assert len(list(store.dump())) == 3


def test_a_syntax_error_has_line_and_column(store: Store) -> None:
    fill(store, alder=[triple(1)])
    with pytest.raises(QuerySyntaxError) as caught:
        store.query("SELECT *\nWHERE ?s ?p ?o")
    assert (caught.value.line, caught.value.column) == (2, 7)


def test_what_the_engine_cannot_evaluate_is_an_evaluation_error(store: Store) -> None:
    fill(store, alder=[triple(1)])
    with pytest.raises(EvaluationError):
        list(select(store, "SELECT * { ?s ?p ?o FILTER(<urn:no-function>(?o)) }"))


# Drafts


def test_drafts_are_seen_by_no_query_that_does_not_name_them(store: Store) -> None:
    fill(store, alder=[triple(1)], birch=[triple(2)], draft=[triple(9)])
    assert default_graph(store) == expected(triple(1), triple(2))
    seen = select(store, "SELECT ?g WHERE { graph ?g { ?s ?p ?o } } ORDER BY ?g")
    assert [solution["g"] for solution in seen] == [A, B]
    named = select(store, r"SELECT ?s FROM graph:alder-2030\/draft WHERE { ?s ?p ?o }")
    assert [solution["s"] for solution in named] == [triple(9).subject]
    chosen = select(store, "SELECT ?g FROM NAMED graph:alder-2030 WHERE { GRAPH ?g { ?s ?p ?o } }")
    assert [solution["g"] for solution in chosen] == [A]


def test_a_triple_stays_in_the_default_graph_while_a_published_graph_holds_it(
    store: Store,
) -> None:
    fill(store, alder=[triple(1)], birch=[triple(1)], draft=[triple(1)])
    fill(store, alder=[])
    assert default_graph(store) == expected(triple(1))
    fill(store, birch=[])
    assert default_graph(store) == []
    assert store.graph_names() == [DRAFT]


def test_a_triple_goes_though_the_engine_finds_another_in_its_place(store: Store) -> None:
    # The keys of 255 end with the highest byte, and the engine on disk finds 300 beside it.
    node = ox.NamedNode("urn:n")
    low, high = (ox.Triple(node, node, ox.Literal(number)) for number in (255, 300))
    fill(store, alder=[low], birch=[high])
    fill(store, alder=[])
    assert default_graph(store) == expected(high)


# Writing


def test_replacing_a_graph_keeps_nothing_of_it(store: Store) -> None:
    fill(store, alder=[triple(1), triple(2)], birch=[triple(5)])
    fill(store, alder=[triple(2), triple(3)])
    assert sorted(str(quad.triple) for quad in store.dump(A)) == expected(triple(2), triple(3))
    assert default_graph(store) == expected(triple(2), triple(3), triple(5))


def test_a_graph_may_be_given_as_an_iterator_with_repeats(store: Store) -> None:
    with store.write() as writer:
        writer.replace_graph(A, iter([triple(1), triple(1)]))
    assert default_graph(store) == expected(triple(1))


def test_a_fresh_write_starts_from_nothing(store: Store) -> None:
    fill(store, alder=[triple(1)])
    fill(store, fresh=True, birch=[triple(2)])
    assert store.graph_names() == [B]
    assert default_graph(store) == expected(triple(2))


def test_a_writer_sees_what_it_wrote_and_readers_do_not_until_the_end(store: Store) -> None:
    old = fill(store, alder=[triple(1)])
    with store.write() as writer:
        writer.replace_graph(B, [triple(2)])
        assert default_graph(writer) == expected(triple(1), triple(2))
        assert default_graph(store) == expected(triple(1))
        assert store.version == old
    assert default_graph(store) == expected(triple(1), triple(2))
    assert store.version != old


def test_an_open_result_goes_on_over_the_state_it_was_asked_of(store: Store) -> None:
    fill(store, alder=[triple(number) for number in range(50)])
    solutions = iter(select(store, ALL))
    first = next(solutions)
    fill(store, fresh=True, birch=[triple(99)])
    fill(store, fresh=True, birch=[triple(98)])
    assert len({str(solution) for solution in [first, *solutions]}) == 50


def test_a_failed_write_leaves_everything_as_it_was(store: Store) -> None:
    old = fill(store, alder=[triple(1)])

    def fail() -> None:
        with store.write() as writer:
            writer.replace_graph(A, [triple(2)])
            (writer.folder / "labels.txt").write_text("new")
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        fail()
    assert (store.version, default_graph(store)) == (old, expected(triple(1)))
    assert list(store.folder.glob("labels.txt")) == []
    fill(store, alder=[triple(3)])
    assert default_graph(store) == expected(triple(3))


def test_two_writers_at_once_are_refused(store: Store) -> None:
    fill(store, alder=[triple(1)])
    with store.write() as writer:
        with pytest.raises(StoreBusyError, match="Try again"), store.write():
            pytest.fail("a second writer was let in")
        writer.replace_graph(B, [triple(2)])
    assert default_graph(store) == expected(triple(1), triple(2))


def test_a_writer_is_of_no_use_after_its_write(store: Store) -> None:
    with store.write() as writer:
        writer.replace_graph(A, [triple(1)])
    with pytest.raises(StoreError, match="over"):
        writer.replace_graph(A, [triple(2)])
    assert default_graph(store) == expected(triple(1))


def test_a_graph_is_extended_read_and_removed(store: Store) -> None:
    fill(store, alder=[triple(1)], birch=[triple(1)])
    with store.write() as writer:
        writer.extend_graph(A, iter([triple(1), triple(2), triple(2)]))
        writer.extend_graph(C, [triple(3)])
        assert set(writer.triples(A)) == {triple(1), triple(2)}
        writer.remove_graph(B)
        assert list(writer.triples(B)) == []
        assert writer.changed == {A, B, C}
    assert store.graph_names() == [A, C]
    assert default_graph(store) == expected(triple(1), triple(2), triple(3))


def test_what_comes_to_nothing_is_no_change(store: Store) -> None:
    old = fill(store, alder=[triple(1)], birch=[triple(2)])
    with store.write() as writer:
        writer.extend_graph(A, [triple(1)])
        writer.replace_graph(B, [triple(2)])
        writer.remove_graph(C)
        writer.update(f"DELETE DATA {{ GRAPH {A} {{ {triple(5)} }} }}")
        writer.update(f"INSERT {{ GRAPH {A} {{ ?s ?p ?o }} }} WHERE {{ GRAPH {A} {{ ?s ?p ?o }} }}")
        assert writer.changed == frozenset()
    assert store.version == old
    with store.write() as writer:
        writer.remove_graph(A)
        writer.extend_graph(A, [triple(1)])
        writer.extend_graph(B, [triple(3)])
        assert writer.changed == {B}
    assert default_graph(store) == expected(triple(1), triple(2), triple(3))


@pytest.mark.parametrize(
    "change",
    [
        lambda writer: writer.replace_graph(ox.DefaultGraph(), [triple(1)]),
        lambda writer: writer.extend_graph(ox.DefaultGraph(), [triple(1)]),
        lambda writer: writer.remove_graph(ox.DefaultGraph()),
    ],
)
def test_the_default_graph_is_not_written_to(
    store: Store, change: Callable[[Writer], None]
) -> None:
    fill(store, alder=[triple(1)])
    with pytest.raises(UsageError, match="GRAPH"), store.write() as writer:
        change(writer)


# Datasets


def count(store: Store, text: str, dataset: Dataset | None = None) -> int:
    result = store.query(text, dataset)
    assert isinstance(result, ox.QuerySolutions | ox.QueryTriples)
    return len(list(result))


@pytest.mark.parametrize(
    ("defaults", "triples", "repeats"),
    [
        ((), 0, 0),
        ((A,), 2, 0),
        ((A, B), 3, 0),
        ((B, A, B), 3, 0),
        ((B, A, C, B), 3, 1),
        ((A, DRAFT), 3, 1),
        ((A, B, DRAFT), 4, 2),
        ((C,), 0, 0),
    ],
)
def test_default_graphs_are_merged(
    store: Store, defaults: tuple[ox.NamedNode, ...], triples: int, repeats: int
) -> None:
    fill(
        store,
        alder=[triple(1), triple(2)],
        birch=[triple(2), triple(3)],
        draft=[triple(2), triple(9)],
    )
    dataset = Dataset(tuple(name.value for name in defaults))
    counted = triples + repeats * isinstance(store, RemoteStore)
    assert count(store, ALL, dataset) == counted
    assert count(store, "SELECT DISTINCT * { ?s ?p ?o }", dataset) == triples
    assert count(store, "CONSTRUCT WHERE { ?s ?p ?o }", dataset) == triples
    assert bool(store.query("ASK { ?s ?p ?o }", dataset)) == (triples > 0)
    assert count(store, "SELECT * { GRAPH ?g { ?s ?p ?o } }", dataset) == 0
    if defaults:
        clauses = " ".join(f"FROM {name}" for name in defaults)
        assert count(store, f"SELECT * {clauses} {{ ?s ?p ?o }}") == counted
        assert count(store, f"SELECT * {clauses} {{ GRAPH ?g {{ ?s ?p ?o }} }}") == 0


def test_named_graphs_of_a_dataset(store: Store) -> None:
    fill(store, alder=[triple(1), triple(2)], birch=[triple(2)], draft=[triple(9)])
    text = "SELECT * { { ?s ?p ?o } UNION { GRAPH ?g { ?s ?p ?o } } }"
    assert count(store, text, Dataset((A.value, B.value), (B.value,))) == 3
    assert count(store, text, Dataset((A.value, B.value), (DRAFT.value, A.value))) == 5
    assert count(store, text, Dataset((), (DRAFT.value,))) == 1
    clauses = f"FROM {A} FROM {DRAFT} FROM NAMED {B}"
    assert count(store, text.replace("{", f"{clauses} {{", 1)) == 4
    assert count(store, text.replace("{", f"FROM NAMED {DRAFT} {{", 1)) == 1


def test_a_dataset_wins_over_the_text(store: Store) -> None:
    fill(store, alder=[triple(1)], birch=[triple(2), triple(3)])
    assert count(store, "SELECT * FROM graph:alder-2030 { ?s ?p ?o }", Dataset((B.value,))) == 2
    with pytest.raises(UsageError, match="name"):
        store.query(ALL, Dataset(("no IRI",)))


def test_a_copy_of_graphs_is_of_the_present_version(store: Store) -> None:
    chosen = Dataset((A.value, DRAFT.value))
    fill(store, alder=[triple(1)], draft=[triple(9)])
    assert count(store, ALL, chosen) == count(store, ALL, chosen) == 2
    fill(store, alder=[])
    assert count(store, ALL, chosen) == 1


# Updates


def test_an_update_reaches_the_default_graph(store: Store) -> None:
    fill(store, alder=[triple(1), triple(2)], birch=[triple(1)])
    with store.write() as writer:
        writer.update(
            f"DELETE DATA {{ GRAPH {A} {{ {triple(1)} . {triple(2)} }} }} ;"
            f"INSERT DATA {{ GRAPH {B} {{ {triple(3)} }} GRAPH {DRAFT} {{ {triple(9)} }} }}"
        )
        writer.update(f"DELETE WHERE {{ GRAPH {B} {{ <urn:s3> ?p ?o }} }}")
    assert default_graph(store) == expected(triple(1))
    assert len(list(store.dump(DRAFT))) == 1


@pytest.mark.parametrize(
    "text",
    [
        "INSERT DATA { <urn:a> <urn:b> <urn:c> }",
        "DELETE WHERE { ?s ?p ?o }",
        'DELETE { ?s ?p ?o } INSERT { ?s ?p "y" } WHERE { ?s ?p ?o }',
        "DROP DEFAULT",
    ],
)
def test_an_update_of_the_default_graph_is_refused(store: Store, text: str) -> None:
    old = fill(store, alder=[triple(1)])
    with pytest.raises(UsageError, match="GRAPH"), store.write() as writer:
        writer.update(text)
    assert (store.version, default_graph(store)) == (old, expected(triple(1)))


def test_an_update_that_is_not_sparql_is_refused(store: Store) -> None:
    with pytest.raises(QuerySyntaxError), store.write() as writer:
        writer.update("INSERT DATUM {}")


# Versions and side files


def test_the_version_is_made_of_the_history_alone(make_store: Callable[[], Store]) -> None:
    def history(last: int) -> list[str]:
        store = make_store()
        steps = [[triple(1), triple(2)], [triple(3)], [triple(last)]]
        return [fill(store, alder=step) for step in steps]

    one, other = history(4), history(5)
    assert one[:2] == other[:2]
    assert one[2] != other[2]


def test_the_version_does_not_depend_on_the_order_of_triples(
    make_store: Callable[[], Store],
) -> None:
    numbers = [triple(number) for number in range(20)]
    assert fill(make_store(), alder=numbers) == fill(make_store(), alder=numbers[::-1])


@pytest.mark.parametrize("fresh", [True, False])
def test_writing_the_same_again_keeps_the_version(store: Store, *, fresh: bool) -> None:
    old = fill(store, fresh=True, alder=[triple(1)], birch=[triple(2)])
    assert fill(store, fresh=fresh, alder=[triple(1)], birch=[triple(2)]) == old
    assert default_graph(store) == expected(triple(1), triple(2))


def test_going_back_to_an_earlier_state_gives_its_version_again(store: Store) -> None:
    first = fill(store, fresh=True, alder=[triple(1)])
    fill(store, fresh=True, alder=[triple(2)])
    assert fill(store, fresh=True, alder=[triple(1)]) == first
    assert default_graph(store) == expected(triple(1))


def test_side_files_carry_over_unless_the_write_is_fresh(store: Store) -> None:
    with store.write() as writer:
        writer.replace_graph(A, [triple(1)])
        (writer.folder / "texts").mkdir()
        (writer.folder / "texts" / "alder-2030.txt").write_text("Alder")
    fill(store, birch=[triple(2)])
    assert (store.folder / "texts" / "alder-2030.txt").read_text() == "Alder"
    fill(store, fresh=True, birch=[triple(2)])
    assert not (store.folder / "texts").exists()


def test_a_changed_side_file_is_a_new_version_and_spares_the_old_one(store: Store) -> None:
    with store.write() as writer:
        writer.replace_graph(A, [triple(1)])
        (writer.folder / "labels.txt").write_text("old")
    old, old_folder = store.version, store.folder
    with store.write() as writer:
        (writer.folder / "labels.txt").write_text("new")
    assert store.version != old
    assert (store.folder / "labels.txt").read_text() == "new"
    assert (old_folder / "labels.txt").read_text() == "old"
