"""Where engines agree, and the differences that docs/engines.md lists."""

import re
from collections.abc import Callable
from pathlib import Path

import pyoxigraph as ox
import pytest

from graph.build import build
from graph.catalogue import Catalogue
from graph.errors import EvaluationError
from graph.namespaces import PREFIXES
from graph.query import run
from graph.resources import data_folder
from graph.store import Dataset, MemoryStore, Store
from graph.store.remote import RemoteStore
from tests.contents import A, B, default_graph, expected, fill, select, triple

ROOT = Path(__file__).parents[1]

CATALOGUE = Catalogue(data_folder("queries"))


DIFFERING = {"virtuoso": {"consequences", "issues"}}
"""Engine → queries that it answers in another way, as docs/engines.md tells."""


@pytest.fixture(scope="module")
def built() -> Store:
    store = MemoryStore()
    build(store, [data_folder("reports") / "mfaic-2024"])
    return store


def copied(source: Store, target: Store) -> Store:
    """Write what a store holds to another one, and return it."""
    with target.write(fresh=True) as writer:
        for name in source.graph_names():
            writer.replace_graph(name, (quad.triple for quad in source.dump(name)))
    return target


def answer(store: Store, name: str) -> list[str]:
    """Return the solutions of a canned query, sorted; things are given by their IRIs."""
    canned = CATALOGUE[name]
    values = {p.name: p.default for p in canned.parameters if p.default}
    result = run(store, canned, values, str)
    if isinstance(result, ox.QueryBoolean):
        return [str(bool(result))]
    assert isinstance(result, ox.QuerySolutions)
    return sorted(str([*map(str, solution)]) for solution in result)


def test_the_canned_queries_have_the_same_answers(
    built: Store, make_store: Callable[[], Store], engine: str
) -> None:
    store = copied(built, make_store())
    differing = {name for name in CATALOGUE if answer(store, name) != answer(built, name)}
    assert differing == DIFFERING.get(engine, set())


def objects(store: Store) -> list[str]:
    """Return what stands in the place of the object in the graph of a report."""
    return sorted(str(quad.object) for quad in store.dump(A))


def test_equal_numbers_of_one_subject(make_store: Callable[[], Store], engine: str) -> None:
    store = make_store()
    node = ox.NamedNode("urn:n")
    fill(store, alder=[ox.Triple(node, node, ox.Literal(number)) for number in (1, 1.0, 2)])
    assert len(objects(store)) == (2 if engine == "virtuoso" else 3)


def test_how_a_number_is_spelled(make_store: Callable[[], Store], engine: str) -> None:
    store = make_store()
    node = ox.NamedNode("urn:n")
    double, integer = (ox.NamedNode(f"{PREFIXES['xsd']}{name}") for name in ("double", "integer"))
    spelled = [ox.Literal("1e0", datatype=double), ox.Literal("07", datatype=integer)]
    fill(store, alder=[ox.Triple(node, node, literal) for literal in spelled])
    wanted = [ox.Literal("1.0" if engine == "virtuoso" else "1", datatype=double), ox.Literal(7)]
    assert objects(store) == sorted(map(str, wanted))


@pytest.mark.parametrize("engine", ["oxigraph", "virtuoso"], indirect=True)
def test_what_a_failing_request_of_several_operations_leaves(
    make_store: Callable[[], RemoteStore], engine: str
) -> None:
    store = make_store()
    fill(store, alder=[triple(1)])
    with pytest.raises(EvaluationError):
        store.server.update(f"INSERT DATA {{ GRAPH {B} {{ {triple(2)} }} }} ; CREATE GRAPH {A}")
    left = store.query("ASK { ?s ?p ?o }", Dataset((B.value,)))
    assert bool(left) == (engine == "virtuoso")


@pytest.mark.parametrize("engine", ["oxigraph", "virtuoso"], indirect=True)
def test_graphs_of_other_programs_are_left_alone(make_store: Callable[[], RemoteStore]) -> None:
    store = make_store()
    fill(store, alder=[triple(1)])
    other = ox.NamedNode("https://other.example/comity/graph")
    store.server.add_to_graph(other, f"{triple(5)} .".encode())
    assert default_graph(store) == expected(triple(1))
    assert store.graph_names() == [A]
    seen = select(store, "SELECT DISTINCT ?g { GRAPH ?g { ?s ?p ?o } }")
    assert [solution["g"] for solution in seen] == [A]
    fill(store, fresh=True, birch=[triple(2)])
    assert bool(store.query("ASK { ?s ?p ?o }", Dataset((other.value,))))


@pytest.mark.parametrize("engine", ["oxigraph", "virtuoso"], indirect=True)
def test_side_files_stay_on_the_machine_that_wrote_them(
    make_store: Callable[[], RemoteStore], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    store = make_store()
    with store.write() as writer:
        writer.replace_graph(A, [triple(1)])
        (writer.folder / "note.txt").write_text("here")
    assert (store.folder / "note.txt").is_file()
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "another-machine"))
    elsewhere = RemoteStore(store.server)
    assert elsewhere.version == store.version
    assert list(elsewhere.folder.iterdir()) == []
    fill(elsewhere, birch=[triple(2)])
    assert default_graph(elsewhere) == expected(triple(1), triple(2))


def test_each_difference_in_the_documentation_has_its_test() -> None:
    text = (ROOT / "docs" / "engines.md").read_text(encoding="utf-8")
    rows = [line for line in text.splitlines() if line.startswith("|")]
    named = re.findall(r"`(tests/\S+\.py)::(\w+)`", "\n".join(rows))
    differences = text.split("## Differences")[1].split("\n## ")[0]
    in_table = [line for line in differences.splitlines() if line.startswith("|")][2:]
    assert len(named) == len(in_table) > 5, "each row names one test"
    for file, name in named:
        assert f"def {name}(" in (ROOT / file).read_text(encoding="utf-8"), name
