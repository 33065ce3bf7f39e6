"""Each canned query on small invented data, and what the queries have to do with the ontology.

A case is a folder of ``tests/cases``, named for its query or for its query and what it shows
(``graduation``, ``graduation-all``). ``data.ttl`` holds things, claims and the facts that follow
from them, as the default graph has them; a query that asks for named graphs gets ``data.trig``.
``values.yaml`` has the parameters, if any are given. ``expected.csv`` has the solutions in their
order, ``expected.txt`` the answer of an ASK query. The shipped ontology is loaded beside the data,
unless the case brings an ``ontology.ttl`` of its own.
"""

import csv
import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import cache, cached_property
from pathlib import Path

import pyoxigraph as ox
import pytest
import yaml

from graph.catalogue import Catalogue
from graph.derive import derive
from graph.load import read_rdf
from graph.namespaces import COMITY, ONTOLOGY_GRAPH, expand, facts_name, graph_name
from graph.query import CannedQuery, run
from graph.resources import data_folder
from graph.store import MemoryStore, Store

CASES = Path(__file__).parent / "cases"
CATALOGUE = Catalogue(data_folder("queries"))

Rows = list[list[str]]


@dataclass(frozen=True)
class Case:
    """A query, small data and what the query returns on it."""

    folder: Path

    @cached_property
    def query(self) -> CannedQuery:
        """The query with the longest name that begins the name of the case."""
        name = self.folder.name
        return CATALOGUE[max((q for q in CATALOGUE if f"{name}-".startswith(f"{q}-")), key=len)]

    @cached_property
    def ontology(self) -> list[ox.Triple]:
        own = self.folder / "ontology.ttl"
        return [quad.triple for quad in read_rdf(own)] if own.exists() else shipped_ontology()

    @cached_property
    def data(self) -> list[ox.Quad]:
        [path] = self.folder.glob("data.*")
        return read_rdf(path)

    @cached_property
    def values(self) -> dict[str, str]:
        path = self.folder / "values.yaml"
        read = yaml.safe_load(path.read_text(encoding="utf-8")) if path.exists() else {}
        return {name: str(value) for name, value in read.items()}

    @cached_property
    def expected(self) -> Rows:
        [path] = self.folder.glob("expected.*")
        with path.open(encoding="utf-8", newline="") as lines:
            return list(csv.reader(lines))

    @cached_property
    def store(self) -> Store:
        return filled(self.ontology, self.data)

    def result(self, store: Store, query: CannedQuery | None = None) -> Rows:
        """Return what the query, or another one in its place, returns on a store."""
        result = run(store, query or self.query, self.values, expand)
        if isinstance(result, ox.QueryBoolean):
            return [[str(bool(result)).lower()]]
        assert isinstance(result, ox.QuerySolutions)
        names = [variable.value for variable in result.variables]
        return [names, *([term.value if term else "" for term in row] for row in result)]


@cache
def shipped_ontology() -> list[ox.Triple]:
    """Return the terms and codes; the shapes, which no query reads, would double the time."""
    paths = [data_folder("ontology") / name for name in ("comity.ttl", "codes.ttl")]
    return [quad.triple for path in paths for quad in read_rdf(path)]


def filled(ontology: list[ox.Triple], data: Iterable[ox.Quad]) -> Store:
    """Return a store with an ontology and data; what is in no named graph goes into one."""
    graphs: dict[ox.NamedNode, list[ox.Triple]] = {ONTOLOGY_GRAPH: ontology}
    for quad in data:
        named = quad.graph_name if isinstance(quad.graph_name, ox.NamedNode) else graph_name("case")
        graphs.setdefault(named, []).append(quad.triple)
    store = MemoryStore()
    with store.write() as writer:
        for name, triples in graphs.items():
            writer.replace_graph(name, triples)
    return store


ALL = [Case(folder) for folder in sorted(CASES.iterdir())]
EACH_CASE = pytest.mark.parametrize("case", [pytest.param(c, id=c.folder.name) for c in ALL])
EACH_QUERY = pytest.mark.parametrize("query", [pytest.param(q, id=n) for n, q in CATALOGUE.items()])


@cache
def cases_of(query: str) -> list[Case]:
    return [case for case in ALL if case.query.name == query]


@cache
def without_data() -> Store:
    return filled(shipped_ontology(), [])


@EACH_QUERY
def test_a_query_has_a_case_with_its_very_name(query: CannedQuery) -> None:
    assert (CASES / query.name).is_dir()


@pytest.mark.parametrize("folder", [pytest.param(c.folder, id=c.folder.name) for c in ALL])
def test_a_case_has_a_query_and_its_files(folder: Path) -> None:
    files = {path.name for path in folder.iterdir()}
    assert any(f"{folder.name}-".startswith(f"{query}-") for query in CATALOGUE)
    assert len(files & {"data.ttl", "data.trig"}) == 1
    assert len(files & {"expected.csv", "expected.txt"}) == 1
    rest = {"data.ttl", "data.trig", "expected.csv", "expected.txt", "values.yaml", "ontology.ttl"}
    assert files <= rest


@EACH_CASE
def test_result(case: Case) -> None:
    assert case.result(case.store) == case.expected


@EACH_CASE
def test_the_facts_are_those_that_the_rules_derive(case: Case) -> None:
    facts = derive((quad.triple for quad in case.data), case.ontology)
    derived = [ox.Quad(s, p, o, facts_name("case")) for s, p, o in facts]
    assert case.result(filled(case.ontology, [*case.data, *derived])) == case.expected


@EACH_QUERY
def test_a_case_of_each_query_finds_something(query: CannedQuery) -> None:
    found = [case.expected != case.result(without_data()) for case in cases_of(query.name)]
    assert any(found)
    assert all(found) or len(found) > 1


@EACH_QUERY
def test_each_filter_makes_a_difference(query: CannedQuery) -> None:
    for line in re.finditer(r"^ *FILTER .*\n", query.text, re.MULTILINE):
        text = query.text[: line.start()] + query.text[line.end() :]
        looser = replace(query, text=text)
        cases = cases_of(query.name)
        assert any(case.result(case.store, looser) != case.expected for case in cases), line[0]


TERMS = """
    SELECT DISTINCT ?term ?above WHERE {
      VALUES ?kind { owl:Class owl:ObjectProperty owl:DatatypeProperty owl:AnnotationProperty }
      ?term a ?kind ; rdfs:isDefinedBy <https://w3id.org/comity/ontology> .
      OPTIONAL {
        ?term rdfs:subClassOf|rdfs:subPropertyOf ?above .
        ?above rdfs:isDefinedBy <https://w3id.org/comity/ontology> .
      }
    }"""


def test_each_class_and_property_serves_a_query() -> None:
    words = re.compile(rf"(?:comity:|{re.escape(COMITY)})(\w+)")
    used = {word for query in CATALOGUE.values() for word in words.findall(query.text)}
    above: dict[str, set[str]] = {}
    result = without_data().query(TERMS)
    assert isinstance(result, ox.QuerySolutions)
    for solution in result:
        name, *wider = (term.value.removeprefix(COMITY) for term in solution if term)
        above.setdefault(name, {name}).update(wider)
    assert sorted(name for name, names in above.items() if not names & used) == []
