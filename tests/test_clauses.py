"""What the clauses of a query tell of its dataset."""

import pyoxigraph as ox
import pytest

from graph.clauses import counts_triples, dataset_clauses, may_use_graph
from graph.namespaces import PREFIXES


@pytest.mark.parametrize(
    ("text", "clauses"),
    [
        ("ASK { ?s ?p ?o }", None),
        ("ASK # FROM <urn:a>\n { ?from ?p 'FROM <urn:a>' }", None),
        ("PREFIX from: <urn:> ASK { from:a ?p ?o }", None),
        ("ASK FROM <urn:a> { ?s ?p ?o }", (("urn:a",), ())),
        ("SELECT*from#\n<urn:a>FROM named<urn:b>{ ?s ?p ?o }", (("urn:a",), ("urn:b",))),
        ("BASE <https://a.example/b/> PREFIX x: <c/> ASK FROM x:d FROM <../e> {}",
         (("https://a.example/b/c/d", "https://a.example/e"), ())),
        (r"ASK FROM graph:a\/draft {}", ((f"{PREFIXES['graph']}a/draft",), ())),
        (r"ASK FROM <urn:\u0061> FROM <urn:b> {}", ((), ())),
        ("ASK FROM <urn:a> {} \\", ((), ())),
        ("ASK FROM none:a {}", ((), ())),
        ("ASK FROM <urn:a> PREFIX", (("urn:a",), ())),
    ],
)  # fmt: skip
def test_graphs_that_a_query_names(
    text: str, clauses: tuple[tuple[str, ...], tuple[str, ...]] | None
) -> None:
    found = dataset_clauses(text)
    assert (found and found[:2]) == clauses


def test_a_query_without_its_clauses() -> None:
    found = dataset_clauses("ASK FROM\n<urn:a> FROM NAMED <urn:b>\n{}")
    assert found is not None
    assert [line.rstrip() for line in found.rest.split("\n")] == ["ASK", "", "{}"]
    assert len(found.rest) == len("ASK FROM\n<urn:a> FROM NAMED <urn:b>\n{}")


@pytest.mark.parametrize(
    "text",
    [
        "ASK { GRAPH ?g {} }",
        "ASK { graph <urn:g> {} }",
        "ASK { OPTIONAL {}GRAPHx:y {} }",
        "PREFIX : <urn:> ASK { OPTIONAL {}GRAPH:y {} }",
        "ASK { ?s ?p 1GRAPH?g {} }",
        "ASK { ?s ?p true.GRAPH?g {} }",
        "ASK { ?a ?p ?b FILTER(?a<?b)GRAPH?g#>{\n{} }",
    ],
)
def test_a_query_with_graph_is_seen(text: str) -> None:
    engine = ox.Store()
    engine.add(ox.Quad(ox.NamedNode("urn:a"), ox.NamedNode("urn:p"), ox.Literal(1)))
    engine.query(text, prefixes={"x": "urn:x:"})
    assert may_use_graph(text)


@pytest.mark.parametrize(
    "text", ["ASK {}", "ASK { graph:a ?graph 'GRAPH' } # GRAPH", "ASK { <urn:x/graph/y> a ?s }"]
)
def test_a_query_without_graph_is_seen(text: str) -> None:
    assert not may_use_graph(text)


@pytest.mark.parametrize(
    ("text", "counts"),
    [
        ("ASK { ?s ?p ?o }", False),
        ("ASK { ?s ?p ?o FILTER(?o > 1) }", False),
        ("ASK { { SELECT (COUNT(*) AS ?n) { ?s ?p ?o } } }", True),
        ("ASK { ?s ?p ?o } HAVING (COUNT(*) > 1)", True),
        ("SELECT DISTINCT ?s { ?s ?p ?o } LIMIT 5", False),
        ("SELECT DISTINCT ?s { { SELECT ?s { ?s ?p ?o } LIMIT 1 } }", True),
        ("SELECT DISTINCT (COUNT(*) AS ?n) { ?s ?p ?o }", True),
        ("SELECT DISTINCT (RAND() AS ?n) { ?s ?p ?o }", True),
        ("SELECT REDUCED ?s { ?s ?p ?o }", True),
        ("SELECTREDUCED?s { ?s ?p ?o }", True),
        ("SELECT ?s { ?s ?p ?o }", True),
        ("CONSTRUCT WHERE { ?s ?p ?o }", False),
        ("CONSTRUCT { ?s ?p [] } WHERE { ?s ?p ?o }", True),
        ("CONSTRUCT { ?s ?p _:a } WHERE { ?s ?p ?o }", True),
        ("CONSTRUCT { ?s ?p ?o } WHERE { ?s ?p ?o } LIMIT 2", True),
        ("DESCRIBE <urn:a>", False),
        ("ASK { ?a ?p ?b FILTER(?a<?b)#>\n}", True),
        ("ASK '", True),
    ],
)
def test_whether_repeats_would_show(text: str, *, counts: bool) -> None:
    assert counts_triples(text) == counts
