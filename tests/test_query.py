"""Canned queries: what reaches the engine, and that it means what grlc would run."""

from collections.abc import Mapping
from pathlib import Path

import pyoxigraph as ox
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graph.catalogue import Catalogue
from graph.errors import ParameterError
from graph.namespaces import ID
from graph.query import CannedQuery, run
from graph.resources import data_folder
from graph.results import QueryResult
from graph.sparql import tokenize
from graph.store import MemoryStore

DATA = Path(__file__).parent / "data"
TESTED = Catalogue(DATA / "queries")
BUNDLED = Catalogue(data_folder("queries"))


def filled(path: Path) -> MemoryStore:
    """Return a store with the graphs of a TriG file."""
    graphs: dict[ox.NamedNode, list[ox.Triple]] = {}
    for quad in ox.parse(path=path):
        assert isinstance(quad.graph_name, ox.NamedNode)
        graphs.setdefault(quad.graph_name, []).append(quad.triple)
    store = MemoryStore()
    with store.write() as writer:
        for name, triples in graphs.items():
            writer.replace_graph(name, triples)
    return store


@pytest.fixture(scope="module")
def store() -> MemoryStore:
    """Return a store with the invented report."""
    return filled(DATA / "sample.trig")


@pytest.fixture(scope="module")
def report() -> MemoryStore:
    """Return a store with the claims of the first report."""
    return filled(data_folder("reports") / "mfaic-2024" / "claims.trig")


def slugs(store: MemoryStore, query: CannedQuery, values: Mapping[str, str]) -> set[str]:
    """Return the last steps of all IRIs in the solutions."""
    solutions = run(store, query, values, lambda name: ID + name)
    assert isinstance(solutions, ox.QuerySolutions)
    terms = [term for solution in solutions for term in solution]
    return {t.value.removeprefix(ID) for t in terms if isinstance(t, ox.NamedNode)}


def test_a_required_value(store: MemoryStore) -> None:
    found = slugs(store, TESTED["claims-about"], {"thing": "ilsa-maren"})
    assert {"claim-p3s1-2", "minister-of-foreign-affairs"} < found
    assert slugs(store, TESTED["claims-about"], {"thing": "port-sallow"}) == set()


@pytest.mark.parametrize("values", [{}, {"state": ""}, {"state": "arvenia"}])
def test_an_optional_value_may_be_left_out(store: MemoryStore, values: dict[str, str]) -> None:
    assert {"arvenia", "consulate-in-vell"} < slugs(store, TESTED["opened-by"], values)


def test_an_optional_value_selects(store: MemoryStore) -> None:
    assert slugs(store, TESTED["opened-by"], {"state": "belmora"}) == set()
    assert "consulate-in-vell" in slugs(store, TESTED["opened-by"], {"until": "2031-12-31"})
    assert slugs(store, TESTED["opened-by"], {"until": "2031-12-30"}) == set()


def test_a_sub_select_gets_the_value(store: MemoryStore) -> None:
    triples = run(store, TESTED["labels-of"], {"thing": "belmora"}, lambda name: ID + name)
    assert isinstance(triples, ox.QueryTriples)
    [triple] = triples
    assert triple.object == ox.Literal("Belmora", language="en")


@pytest.mark.parametrize(
    ("values", "problem", "usage"),
    [
        ({}, "needs a value for thing", "thing (iri)"),
        ({"thing": ""}, "needs a value for thing", "thing (iri)"),
        ({"thing": "a", "stat": "b"}, "has no parameter stat", "thing (iri)"),
    ],
)
def test_the_parameters_are_listed(values: dict[str, str], problem: str, usage: str) -> None:
    with pytest.raises(ParameterError) as caught:
        TESTED["claims-about"].bind(values, str)
    assert problem in caught.value.message
    assert usage in caught.value.hint


def test_no_parameters_are_told() -> None:
    with pytest.raises(ParameterError, match="It has no parameters"):
        CannedQuery("all", "All?", "", (), (), "ASK {}").bind({"a": "b"}, str)


def test_what_is_ill_typed_is_told() -> None:
    with pytest.raises(ParameterError, match="until: 'soon' is not of the type date"):
        TESTED["opened-by"].bind({"until": "soon"}, str)


@settings(deadline=None)
@given(st.text())
def test_a_value_never_changes_the_structure(value: str) -> None:
    [parameter] = BUNDLED["state-by-code"].parameters
    assert parameter.kind == "string"
    query = BUNDLED["state-by-code"]
    plain = [token.kind for token in tokenize(query.bind({parameter.name: "x"}, str))]
    bound = query.bind({parameter.name: value or "x"}, str)
    assert [token.kind for token in tokenize(bound)] == plain
    ox.Store().query(bound)


def answers(result: QueryResult) -> list[str]:
    """Return the solutions, the triples or the boolean of a result as text."""
    if isinstance(result, ox.QueryBoolean):
        return [str(bool(result))]
    return [str(answer) for answer in result]


@pytest.mark.parametrize("name", [query.name for query in BUNDLED.values() if query.parameters])
def test_values_mean_what_grlc_would_run(report: MemoryStore, name: str) -> None:
    query = BUNDLED[name]
    values = {p.name: p.default for p in query.parameters if p.default is not None}
    in_grlc = query.text
    for parameter in query.parameters:
        term = parameter.term(values[parameter.name], str)
        in_grlc = in_grlc.replace(parameter.variable, str(term))
    assert answers(run(report, query, values, str)) == answers(report.query(in_grlc))
