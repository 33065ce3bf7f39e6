"""What the server says of itself and of its data: service description and VoID."""

import html
from collections.abc import Iterator
from pathlib import Path

import pyoxigraph as ox
import pytest
from starlette.testclient import TestClient

from graph.build import build
from graph.namespaces import ID, PREFIXES, facts_name, graph_name
from graph.results import GRAPH_FORMATS, Format
from graph.store import EmbeddedStore, MemoryStore, Store
from tests.web.writing import BEARER, UPDATE, serving

SD, VOID = PREFIXES["sd"], PREFIXES["void"]
ENDPOINT = "http://testserver/sparql"


@pytest.fixture(scope="module")
def curated(sample_store: Store) -> Iterator[TestClient]:
    with serving(sample_store) as client:
        yield client


def graph_of(client: TestClient, address: str) -> ox.Store:
    """Return a description as a store that can be queried."""
    response = client.get(address, headers={"Accept": "text/turtle"})
    assert response.status_code == 200
    store = ox.Store()
    store.load(response.content, format=ox.RdfFormat.TURTLE)
    return store


def values(store: ox.Store, query: str) -> list[str]:
    """Return the values of the only variable of a query, sorted."""
    solutions = store.query(query, prefixes=PREFIXES)
    assert isinstance(solutions, ox.QuerySolutions)
    return sorted(solution[0].value for solution in solutions)


@pytest.mark.parametrize("address", ["/sparql", "/.well-known/void"])
@pytest.mark.parametrize("form", GRAPH_FORMATS, ids=lambda form: form.name)
def test_each_format(curated: TestClient, address: str, form: Format) -> None:
    response = curated.get(address, headers={"Accept": form.media_type})
    assert response.headers["content-type"].partition(";")[0] == form.media_type
    turtle = curated.get(address).content
    expected = {str(quad) for quad in ox.parse(turtle, format=ox.RdfFormat.TURTLE)}
    assert len(list(ox.parse(response.content, format=form.engine))) == len(expected)
    known = {"Accept": form.media_type, "If-None-Match": response.headers["etag"]}
    assert curated.get(address, headers=known).status_code == 304
    assert curated.get(address, headers={"Accept": "image/png"}).status_code == 406


def test_the_service(curated: TestClient) -> None:
    found = graph_of(curated, "/sparql")
    service = f"<{ENDPOINT}> a sd:Service"
    assert values(found, f"SELECT ?x {{ {service} ; sd:endpoint ?x }}") == [ENDPOINT]
    assert values(found, f"SELECT ?x {{ {service} ; sd:supportedLanguage ?x }}") == [
        f"{SD}SPARQL11Query",
        f"{SD}SPARQL11Update",
    ]
    assert values(found, f"SELECT ?x {{ {service} ; sd:feature ?x }}") == [f"{SD}UnionDefaultGraph"]
    assert len(values(found, f"SELECT ?x {{ {service} ; sd:resultFormat ?x }}")) == 8
    names = values(found, "SELECT ?x { ?d a sd:Dataset ; sd:namedGraph/sd:name ?x }")
    assert graph_name("sample-report").value in names
    assert facts_name("sample-report").value in names
    assert not [name for name in names if name.endswith("/draft")]


def test_a_plain_service() -> None:
    with serving(MemoryStore(plain=True), token="") as client:
        found = graph_of(client, "/sparql")
    assert values(found, "SELECT ?x { ?s sd:feature ?x }") == [f"{SD}EmptyGraphs"]
    assert values(found, "SELECT ?x { ?s sd:supportedLanguage ?x }") == [f"{SD}SPARQL11Query"]


def test_pages_of_a_plain_server_show_all_graphs(sample_folder: Path, tmp_path: Path) -> None:
    build(EmbeddedStore(tmp_path), [sample_folder])
    count = {"query": "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }"}
    with serving(EmbeddedStore(tmp_path, plain=True)) as client:
        before = client.get("/queries/claims?format=csv").text
        assert before.count("/claim-") > 5
        assert '"value":"0"' in client.get("/sparql", params=count).text
        update = f"INSERT DATA {{ <{ID}arvenia> <urn:p> 'mine' }}"
        assert client.post("/sparql", content=update, headers=UPDATE | BEARER).status_code == 204
        assert '"value":"1"' in client.get("/sparql", params=count).text
        assert "mine" in client.get("/doc/arvenia.ttl").text
        assert {*before.splitlines()} <= {
            *client.get("/queries/claims?format=csv").text.splitlines()
        }


def test_a_browser_gets_a_form(curated: TestClient) -> None:
    response = curated.get("/sparql", headers={"Accept": "text/html"})
    assert response.headers["content-type"].startswith("text/html")
    assert '<form action="/sparql"' in response.text
    assert '<textarea id="query" name="query"' in response.text
    written = response.text.split("<textarea", 1)[1].split(">", 1)[1].split("</textarea>")[0]
    text = html.unescape(written)
    assert curated.get("/sparql", params={"query": text}).json()["results"]["bindings"]


def test_void_counts_what_is_there(curated: TestClient, sample_store: Store) -> None:
    found = graph_of(curated, "/.well-known/void")
    dataset = "<http://testserver/.well-known/void#dataset>"
    everything = curated.get("/store?default", headers={"Accept": "application/n-triples"})
    triples = str(len(everything.text.splitlines()))
    assert values(found, f"SELECT ?n {{ {dataset} void:triples ?n }}") == [triples]
    assert values(found, f"SELECT ?x {{ {dataset} void:sparqlEndpoint ?x }}") == [ENDPOINT]
    claims = values(
        found,
        f"""SELECT ?n {{ {dataset} void:classPartition ?part .
                 ?part void:class comity:Claim ; void:entities ?n }}""",
    )
    counted = sample_store.query("SELECT (COUNT(?c) AS ?n) { ?c a comity:Claim }")
    assert isinstance(counted, ox.QuerySolutions)
    assert claims == [next(counted)["n"].value]
    parts = values(found, f"SELECT ?n {{ {dataset} void:propertyPartition/void:triples ?n }}")
    assert sum(map(int, parts)) == int(triples)
    assert PREFIXES["comity"] in values(found, f"SELECT ?x {{ {dataset} void:vocabulary ?x }}")


def test_void_leads_to_files_that_are_there(curated: TestClient) -> None:
    found = graph_of(curated, "/.well-known/void")
    dumps = values(found, "SELECT ?x { ?s void:dataDump ?x }")
    assert "http://testserver/export/all.ttl" in dumps
    for dump in dumps:
        if dump.endswith(".nt"):
            assert curated.get(dump).status_code == 200
    subset = graph_name("sample-report").value
    [count] = values(found, f"SELECT ?n {{ <{subset}> a void:Dataset ; void:triples ?n }}")
    lines = curated.get("http://testserver/export/sample-report.nt").text.splitlines()
    assert int(count) == len(lines)


def test_void_tells_of_links_and_follows_writes() -> None:
    with serving(MemoryStore(plain=True)) as client:
        before = client.get("/.well-known/void").headers["etag"]
        text = """INSERT DATA {
            <urn:1> owl:sameAs <http://example.org/a/1>, <http://example.org/a/2> .
            GRAPH <urn:g> { <urn:1> skos:exactMatch <http://example.org/x#y> } }"""
        assert client.post("/sparql", content=text, headers=UPDATE | BEARER).status_code == 204
        found = graph_of(client, "/.well-known/void")
        again = client.get("/.well-known/void", headers={"If-None-Match": before})
        assert again.status_code == 200
    links = """?set a void:Linkset ; void:linkPredicate %s ; void:triples ?n ;
                    void:objectsTarget/void:uriSpace ?x"""
    assert values(found, f"SELECT ?n {{ {links % 'owl:sameAs'} }}") == ["2"]
    assert values(found, f"SELECT ?x {{ {links % 'owl:sameAs'} }}") == ["http://example.org/a/"]
    assert values(found, f"SELECT ?x {{ {links % 'skos:exactMatch'} }}") == ["http://example.org/"]
