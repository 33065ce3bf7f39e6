"""Clients that people use, against a running server: SPARQLWrapper and rdflib's SPARQLStore."""

from collections.abc import Iterator

import pytest
from rdflib import Graph, URIRef
from rdflib.plugins.stores.sparqlstore import SPARQLStore
from SPARQLWrapper import CSV, GET, JSON, JSONLD, POST, RDFXML, TURTLE, XML, SPARQLWrapper

from graph.namespaces import ID
from graph.store import EmbeddedStore
from graph.terms import to_graph
from tests.web.running import running

COUNT = "SELECT (COUNT(*) AS ?n) { ?claim a comity:Claim }"


@pytest.fixture(scope="module")
def endpoint(
    store: EmbeddedStore, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[SPARQLWrapper]:
    """Return a client of a running server."""
    log = tmp_path_factory.mktemp("clients") / "log"
    with running("granian", store.folder.parent, log) as address:
        yield SPARQLWrapper(f"{address}/sparql")


@pytest.fixture
def claims(store: EmbeddedStore) -> int:
    """Return the number of claims in the store."""
    [[count]] = store.query(COUNT)
    return int(count.value)


@pytest.mark.parametrize("method", [GET, POST])
@pytest.mark.parametrize("form", [JSON, XML, CSV])
def test_sparqlwrapper_reads_solutions(
    endpoint: SPARQLWrapper, claims: int, method: str, form: str
) -> None:
    endpoint.setMethod(method)
    endpoint.setReturnFormat(form)
    endpoint.setQuery(COUNT)
    result = endpoint.query().convert()
    if form == JSON:
        assert result["results"]["bindings"][0]["n"]["value"] == str(claims)
    elif form == XML:
        assert f">{claims}<" in result.toxml()
    else:
        assert result.split() == [b"n", str(claims).encode()]


# SPARQLWrapper puts what it reads into a class that rdflib has deprecated.
@pytest.mark.filterwarnings("ignore:ConjunctiveGraph is deprecated:DeprecationWarning")
@pytest.mark.parametrize("form", [TURTLE, RDFXML, JSONLD])
def test_sparqlwrapper_reads_graphs(
    endpoint: SPARQLWrapper, store: EmbeddedStore, form: str
) -> None:
    query = f"CONSTRUCT WHERE {{ <{ID}arvenia> ?p ?o }}"
    endpoint.setMethod(GET)
    endpoint.setReturnFormat(form)
    endpoint.setQuery(query)
    found = endpoint.query().convert()
    graph = Graph().parse(data=found, format="turtle") if form == TURTLE else found
    expected = to_graph(store.query(query))
    assert {*graph} == {*expected}
    assert len(expected) > 0


def test_sparqlstore_is_a_graph_of_rdflib(endpoint: SPARQLWrapper, store: EmbeddedStore) -> None:
    graph = Graph(SPARQLStore(endpoint.endpoint))
    subject = URIRef(f"{ID}arvenia")
    expected = store.query(f"CONSTRUCT WHERE {{ <{ID}arvenia> ?p ?o }}")
    assert {*graph.triples((subject, None, None))} == {*to_graph(expected)}
    [[everything]] = store.query("SELECT (COUNT(*) AS ?n) { ?s ?p ?o }")
    assert len(graph) == int(everything.value)
