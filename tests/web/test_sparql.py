"""SPARQL 1.1 Protocol: the ways to send a query, the results, and what is refused."""

import gc
import json
import weakref
from collections.abc import Iterator

import pyoxigraph as ox
import pytest
from starlette.testclient import TestClient

from graph.errors import EvaluationError
from graph.namespaces import PREFIXES
from graph.store import EmbeddedStore
from tests.web.writing import BEARER, serving
from web.evaluation import contained, formats_of

SELECT = "SELECT ?o { id:arvenia skos:prefLabel ?o } ORDER BY ?o"
FORM = "application/x-www-form-urlencoded"
QUERY = "application/sparql-query"


@pytest.mark.parametrize(
    "content_type", [QUERY, f"{QUERY}; charset=utf-8", f'{QUERY};charset="UTF-8"', QUERY.upper()]
)
def test_the_ways_to_send_a_query(client: TestClient, content_type: str) -> None:
    got = client.get("/sparql", params={"query": SELECT})
    form = client.post("/sparql", data={"query": SELECT})
    bare = client.post("/sparql", content=SELECT, headers={"Content-Type": content_type})
    assert got.status_code == form.status_code == bare.status_code == 200
    assert got.content == form.content == bare.content
    assert got.headers["content-type"] == "application/sparql-results+json"


def test_datatypes_and_languages_are_kept(client: TestClient) -> None:
    values = client.get("/sparql", params={"query": SELECT}).json()["results"]["bindings"]
    assert [(each["o"]["value"], each["o"]["xml:lang"]) for each in values] == [
        ("Arvenia", "en"),
        ("Αρβενία", "el"),
    ]


@pytest.mark.parametrize("accept", ["application/sparql-results+json", "application/json"])
def test_ask(client: TestClient, accept: str) -> None:
    ask = {"query": "ASK { id:arvenia a comity:State }"}
    response = client.get("/sparql", params=ask, headers={"Accept": accept})
    assert response.json() == {"head": {}, "boolean": True}


@pytest.mark.parametrize(
    "media_type",
    ["text/turtle", "application/n-triples", "application/ld+json", "application/rdf+xml"],
)
@pytest.mark.parametrize(
    "query", ["CONSTRUCT WHERE { id:arvenia skos:prefLabel ?o }", "DESCRIBE id:vell"]
)
def test_graphs_can_be_read_back(client: TestClient, query: str, media_type: str) -> None:
    response = client.get("/sparql", params={"query": query}, headers={"Accept": media_type})
    found = ox.RdfFormat.from_media_type(media_type)
    assert found is not None
    assert len(list(ox.parse(response.content, format=found))) == 2


@pytest.mark.parametrize("media_type", ["text/csv", "text/tab-separated-values"])
def test_solutions_can_be_read_back(client: TestClient, media_type: str) -> None:
    response = client.get("/sparql", params={"query": SELECT}, headers={"Accept": media_type})
    lines = response.text.splitlines()
    assert lines[0].removeprefix("?") == "o"
    assert len(lines) == 3


DRAFT = f"{PREFIXES['graph']}sample-2030/draft"


@pytest.fixture(scope="module")
def curated(store: EmbeddedStore) -> Iterator[TestClient]:
    """Return a client of a server that has a token."""
    with serving(store) as client:
        yield client


@pytest.mark.parametrize(
    ("query", "parameters"),
    [
        (f"ASK FROM <{DRAFT}> {{ ?s ?p ?o }}", {}),
        (r"ASK FROM graph:sample-2030\/draft { ?s ?p ?o }", {}),
        (f"ASK FROM NAMED <{DRAFT}> {{ GRAPH ?g {{ ?s ?p ?o }} }}", {}),
        (f"ASK FROM <{DRAFT.replace('/d', '/' + chr(92) + 'u0064')}> {{ ?s ?p ?o }}", {}),
        ("ASK { ?s ?p ?o }", {"default-graph-uri": DRAFT}),
        ("ASK { GRAPH ?g { ?s ?p ?o } }", {"named-graph-uri": DRAFT}),
    ],
)
def test_a_draft_is_asked_with_the_token_alone(
    curated: TestClient, query: str, parameters: dict[str, str]
) -> None:
    asked = {"query": query, **parameters}
    assert curated.get("/sparql", params=asked).status_code == 403
    assert curated.post("/sparql", data=asked).status_code == 403
    assert curated.get("/sparql", params=asked, headers=BEARER).json()["boolean"] is True


def test_the_default_graph_has_no_drafts(client: TestClient) -> None:
    for pattern in ("id:ghost ?p ?o", "GRAPH ?g { id:ghost ?p ?o }"):
        assert not client.get("/sparql", params={"query": f"ASK {{ {pattern} }}"}).json()["boolean"]


@pytest.mark.parametrize(
    ("address", "body", "content_type", "status"),
    [
        ("", "", FORM, 400),
        ("", "quary=ASK{}", FORM, 400),
        ("", "query=ASK{}&query=ASK{}", FORM, 400),
        ("?query=ASK{}", "query=ASK{}", FORM, 400),
        ("?query=ASK{}", "ASK {}", QUERY, 400),
        ("", b"\xff\xfe", QUERY, 400),
        ("", "query=%FF", FORM, 400),
        ("", "ASK {", QUERY, 400),
        ("", "query=", FORM, 400),
        ("", "ASK {}", "text/plain", 415),
        ("", "ASK {}", "multipart/form-data; boundary=x", 415),
        ("", "CLEAR ALL", "application/sparql-update", 403),
        ("", "update=CLEAR+ALL", FORM, 403),
        ("?update=CLEAR+ALL", "query=ASK{}", FORM, 400),
        ("?update=CLEAR+ALL", "", FORM, 400),
        ("", "query=ASK{}&update=CLEAR+ALL", FORM, 400),
        ("?query=ASK{}", "CLEAR ALL", "application/sparql-update", 403),
        ("", "ASK {}", f"{QUERY}; charset=latin-1", 415),
        ("", "query=ASK{}", f"{FORM}; charset=utf-16", 415),
        ("?default-graph-uri=", "ASK {}", QUERY, 400),
        ("", "query=ASK{}&named-graph-uri=relative", FORM, 400),
        ("", "CLEAR ALL", QUERY, 400),  # not a query, so a syntax error
    ],
)
def test_refused_posts(
    client: TestClient, address: str, body: str | bytes, content_type: str, status: int
) -> None:
    response = client.post(
        f"/sparql{address}", content=body, headers={"Content-Type": content_type}
    )
    assert response.status_code == status
    assert response.headers["content-type"] == "application/problem+json"


def test_a_post_without_a_content_type(client: TestClient) -> None:
    assert client.post("/sparql", content=b"ASK {}").status_code == 415


@pytest.mark.parametrize(
    ("query", "status"),
    [
        ("query=ASK{}&query=ASK{}", 400),
        ("query=ASK{SERVICE <http://localhost:1/>{?s ?p ?o}}", 403),
        ("query=ASK{service%20silent<http://localhost:1/>{?s ?p ?o}}", 403),
        ("query=ASK{SERVICE%23comment%0A<http://localhost:1/>{}}", 403),
        ("query=LOAD <http://localhost:1/>", 400),
        ("query=%FF", 400),
    ],
)
def test_refused_gets(client: TestClient, query: str, status: int) -> None:
    assert client.get(f"/sparql?{query}").status_code == status


def test_from_reads_no_file(client: TestClient) -> None:
    query = "SELECT * FROM <file:///etc/hostname> { ?s ?p ?o }"
    response = client.get("/sparql", params={"query": query})
    assert response.status_code == 200
    assert json.loads(response.content)["results"]["bindings"] == []


@pytest.mark.parametrize(
    ("query", "names"),
    [
        ("PREFIX select: <urn:x> ASK {}", ["json", "xml"]),
        ("# select\nCONSTRUCT WHERE {}", ["turtle", "ntriples", "jsonld", "rdfxml"]),
        ("describe <urn:x>", ["turtle", "ntriples", "jsonld", "rdfxml"]),
        ("SELECT * { { SELECT * {} } }", ["json", "xml", "csv", "tsv"]),
        ("", ["json", "xml", "csv", "tsv", "turtle", "ntriples", "jsonld", "rdfxml"]),
    ],
)
def test_formats_of_a_query(query: str, names: list[str]) -> None:
    assert [known.name for known in formats_of(query)] == names


def test_a_failure_leaves_no_result_behind() -> None:
    class Result:
        pass

    left: list[weakref.ref[Result]] = []

    def work() -> None:
        result = Result()
        left.append(weakref.ref(result))
        raise RuntimeError("torn page")

    with pytest.raises(EvaluationError) as caught:
        contained(work)
    gc.collect()
    assert caught.value.__cause__ is not None
    assert left[0]() is None


def test_a_form_of_very_many_fields_is_refused(client: TestClient) -> None:
    headers = {"Content-Type": FORM}
    response = client.post("/sparql", content="a=b&" * 20_000 + "query=ASK{}", headers=headers)
    assert (response.status_code, response.json()["type"]) == (400, "/problems/bad-request")


def test_a_large_query_is_answered(client: TestClient) -> None:
    text = f"ASK {{ VALUES ?x {{ {'1 ' * 50_000} }} }} # <a>"
    response = client.post("/sparql", content=text, headers={"Content-Type": QUERY})
    assert response.json()["boolean"] is True
