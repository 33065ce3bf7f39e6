"""SPARQL 1.1 Graph Store Protocol: the formats, the states, and what is refused."""

from collections.abc import Iterator

import pyoxigraph as ox
import pytest
from starlette.testclient import TestClient

from graph.namespaces import facts_name, graph_name
from graph.results import GRAPH_FORMATS, Format
from graph.store import MemoryStore, Store
from tests.contents import copied
from tests.web.writing import BEARER, TURTLE, UPDATE, serving

G = "/store?graph=http://example.org/g"
HERE = "/store/people/1"
ONE = "<urn:a> <urn:b> <urn:c> ."
PART = (
    '--b\r\nContent-Disposition: form-data; name="a"; filename="{}"\r\n'
    "Content-Type: {}\r\n\r\n{}\r\n--b--\r\n"
)
MULTIPART = "multipart/form-data; boundary=b"


@pytest.fixture(scope="module")
def plain() -> Iterator[TestClient]:
    with serving(MemoryStore(plain=True)) as client:
        yield client


@pytest.fixture
def client(plain: TestClient) -> TestClient:
    """Return a client of a plain server on an empty store."""
    assert plain.post("/sparql", content="DROP ALL", headers=UPDATE | BEARER).status_code == 204
    return plain


@pytest.fixture(scope="module")
def curated(sample_store: Store) -> Iterator[TestClient]:
    """Return a client of a server that validates writes, on the invented report."""
    with serving(copied(sample_store)) as client:
        yield client


def put(client: TestClient, address: str, body: str | bytes, **headers: str) -> int:
    """Return the status of a PUT."""
    more = {name.replace("_", "-"): value for name, value in headers.items()}
    return client.put(address, content=body, headers=TURTLE | BEARER | more).status_code


def post(client: TestClient, address: str, body: str | bytes, **headers: str) -> int:
    """Return the status of a POST."""
    more = {name.replace("_", "-"): value for name, value in headers.items()}
    return client.post(address, content=body, headers=TURTLE | BEARER | more).status_code


def read(client: TestClient, address: str) -> list[str]:
    """Return the triples of a graph as sorted lines of N-Triples."""
    response = client.get(address, headers={"Accept": "application/n-triples"})
    assert response.status_code == 200
    return sorted(response.text.splitlines())


@pytest.mark.parametrize("form", GRAPH_FORMATS, ids=lambda form: form.name)
def test_each_format_goes_in_and_out(client: TestClient, form: Format) -> None:
    turtle = "<urn:a> <urn:b/c> <urn:d>, 'é'@fr, 1.50, _:x . _:x <urn:b/c> \"line\\n\" ."
    assert put(client, G, turtle) == 201
    response = client.get(G, headers={"Accept": form.media_type})
    assert response.headers["content-type"].partition(";")[0] == form.media_type
    back = client.put(
        "/store?graph=urn:back",
        content=response.content,
        headers=BEARER | {"Content-Type": response.headers["content-type"]},
    )
    assert back.status_code == 201
    ask = """ASK { GRAPH <urn:back> { <urn:a> <urn:b/c> <urn:d>, "é"@fr, ?n, ?x .
               ?x <urn:b/c> "line\\n" . FILTER (ISBLANK(?x) && ?n = 1.5) } }"""
    assert client.get("/sparql", params={"query": ask}).json()["boolean"]


def test_put_replaces_and_post_adds(client: TestClient) -> None:
    assert put(client, G, ONE) == 201
    assert put(client, G, "<urn:x> <urn:y> <urn:z> .") == 204
    assert read(client, G) == ["<urn:x> <urn:y> <urn:z> ."]
    assert post(client, G, ONE) == 200
    assert post(client, G, ONE) == 204
    assert read(client, G) == [ONE, "<urn:x> <urn:y> <urn:z> ."]
    assert post(client, "/store?graph=urn:new", ONE) == 201


def test_blank_nodes_of_two_posts_differ(client: TestClient) -> None:
    for address in (G, "/store?graph=urn:h"):
        for expected in (1, 2):
            assert post(client, address, "[] <urn:b> <urn:c> .") in (200, 201)
            assert len(read(client, address)) == expected
    query = "SELECT (COUNT(DISTINCT ?s) AS ?n) { GRAPH ?g { ?s ?p ?o } }"
    found = client.get("/sparql", params={"query": query}, headers={"Accept": "text/csv"})
    assert found.text.split() == ["n", "4"]


def test_put_again_changes_nothing(client: TestClient) -> None:
    assert put(client, G, "[] <urn:b> [ <urn:c> 1 ] .") == 201
    version = client.get("/ready").json()["version"]
    assert put(client, G, "[] <urn:b> [ <urn:c> 1 ] .") == 204
    assert client.get("/ready").json()["version"] == version


def test_delete(client: TestClient) -> None:
    put(client, G, ONE)
    assert client.delete(G, headers=BEARER).status_code == 200
    assert client.get(G).status_code == 404
    assert client.delete(G, headers=BEARER).status_code == 404


def test_an_empty_graph_stays(client: TestClient) -> None:
    assert put(client, G, "") == 201
    assert read(client, G) == []
    assert put(client, G, "") == 204
    assert client.delete(G, headers=BEARER).status_code == 200
    assert client.get(G).status_code == 404


def test_the_default_graph(client: TestClient) -> None:
    assert read(client, "/store?default") == []
    assert put(client, "/store?default", ONE) == 201
    assert put(client, "/store?default=", ONE) == 204
    assert read(client, "/store?default") == [ONE]
    assert client.delete("/store?default", headers=BEARER).status_code == 200
    assert read(client, "/store?default") == []


def test_the_address_is_the_name(client: TestClient) -> None:
    assert put(client, HERE, "<> <#knows> <2> .") == 201
    expected = (
        "<http://testserver/store/people/1> <http://testserver/store/people/1#knows> "
        "<http://testserver/store/people/2> ."
    )
    assert read(client, HERE) == [expected]
    assert read(client, "/store?graph=http://testserver/store/people/1") == [expected]
    assert put(client, "/store/caf%C3%A9", ONE) == 201
    assert read(client, "/store?graph=http://testserver/store/caf%25C3%25A9") == [ONE]


def test_relative_iris_are_parts_of_the_name(client: TestClient) -> None:
    assert put(client, "/store?graph=http://example.org/a/b", "<> <c> </d> .") == 201
    assert read(client, "/store?graph=http://example.org/a/b") == [
        "<http://example.org/a/b> <http://example.org/a/c> <http://example.org/d> ."
    ]


def test_a_new_graph_gets_a_name(client: TestClient) -> None:
    for address in ("/store", "/store/"):
        response = client.post(address, content=ONE, headers=TURTLE | BEARER)
        assert response.status_code == 201
        assert response.headers["location"].startswith("http://testserver/store/")
        assert read(client, response.headers["location"]) == [ONE]


def test_several_files_at_once(client: TestClient) -> None:
    files = {
        "one": ("one.ttl", "[] <urn:b> 1 .", "text/turtle"),
        "two": ("two.nt", "_:x <urn:b> <urn:c> .", "application/octet-stream"),
        "three": ("three.jsonld", '{"@id": "urn:a", "urn:b": {"@id": "urn:c"}}', ""),
    }
    assert client.post(G, files=files, headers=BEARER).status_code == 201
    assert len(read(client, G)) == 3


@pytest.mark.parametrize(
    ("body", "status"),
    [
        ('--b\r\nContent-Disposition: form-data; name="a"\r\n\r\nx\r\n--b--\r\n', 400),
        ("--b", 400),
        ("--b--\r\n", 400),
        ("nonsense", 400),
        (PART.format("a.png", "image/png", "x"), 415),
        (PART.format("a.ttl", "text/turtle", "<urn:a>"), 400),
        (PART.format("a.ttl", "text/turtle", ONE).replace("--b--", ""), 400),
    ],
)
def test_files_that_are_refused(client: TestClient, body: str, status: int) -> None:
    put(client, G, ONE)
    assert post(client, G, body, Content_Type=MULTIPART) == status
    assert post(client, G, body, Content_Type="multipart/form-data") == 400
    assert put(client, G, body, Content_Type=MULTIPART) == 415
    assert read(client, G) == [ONE]


@pytest.mark.parametrize(
    ("content_type", "body", "status", "told"),
    [
        ("", ONE, 415, "no media type"),
        ("text/plain", ONE, 415, "text/plain"),
        ("application/json", "{}", 415, "application/json"),
        ("application/trig", ONE, 415, "several graphs"),
        ("application/n-quads", ONE, 415, "several graphs"),
        ("text/turtle; charset=latin-1", ONE, 415, "latin-1"),
        ("text/turtle", "<urn:a>\n<urn:b> .", 400, "turtle"),
        ("text/turtle", b"<urn:a> <urn:b> '\xff' .", 400, "UTF-8"),
        ("text/turtle", "<urn:a> <urn:b> <<( <urn:a> <urn:b> 1 )>> .", 400, "RDF 1.2"),
        ("text/turtle", "<urn:a> <urn:b> 'a'@en--ltr .", 400, ""),
        ("application/rdf+xml", ONE, 400, "rdfxml"),
        ("application/n-triples", "<a> <b> <c> .", 400, "ntriples"),
        ("application/ld+json", "{", 400, "jsonld"),
        (
            "application/ld+json",
            '{"@id": "urn:g", "@graph": [{"@id": "urn:a", "urn:b": 1}]}',
            400,
            "",
        ),
        ("application/ld+json", '{"@context": "http://localhost/c", "urn:b": 1}', 400, "remote"),
        ("application/ld+json", '{"@context": "c.jsonld", "urn:b": 1}', 400, "remote"),
    ],
)
def test_bodies_that_are_refused(
    client: TestClient, content_type: str, body: str | bytes, status: int, told: str
) -> None:
    for method in ("PUT", "POST"):
        headers = BEARER | ({"Content-Type": content_type} if content_type else {})
        response = client.request(method, G, content=body, headers=headers)
        assert response.status_code == status
        assert told in response.json()["detail"]
    assert client.get(G).status_code == 404


XML = """<?xml version="1.0"?><!DOCTYPE rdf:RDF [{}]>
<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about="urn:a"><p xmlns="urn:x/">{}</p></rdf:Description></rdf:RDF>"""


@pytest.mark.parametrize(
    ("entities", "value", "status"),
    [
        ('<!ENTITY e "http://example.org/">', "&e;x", 201),
        ('<!ENTITY e "x"><!ENTITY f "&e;&e;">', "&f;", 400),
        (f'<!ENTITY e "{"x" * 300}">', "&e;", 400),
        ('<!ENTITY e SYSTEM "file:///etc/hostname">', "&e;", 400),
        ('<!ENTITY % e "x">', "", 400),
        (f'<!ENTITY e "{"x" * 200}">', "&e;" * 1000, 400),
    ],
)
def test_entities_of_xml(client: TestClient, entities: str, value: str, status: int) -> None:
    body = XML.format(entities, value)
    assert put(client, G, body, Content_Type="application/rdf+xml") == status
    if status == 201:
        assert read(client, G) == ['<urn:a> <urn:x/p> "http://example.org/x" .']


def test_the_place_of_a_fault(client: TestClient) -> None:
    response = client.put(G, content="<urn:a>\n<urn:b> 'c\n", headers=TURTLE | BEARER)
    assert response.json()["line"] == 2


def test_head_is_get_without_the_body(client: TestClient) -> None:
    put(client, G, ONE)
    got, head = client.get(G), client.head(G)
    assert head.content == b""
    for name in ("content-type", "content-length", "etag", "vary"):
        assert head.headers[name] == got.headers[name]
    assert client.head("/store?graph=urn:none").status_code == 404


@pytest.mark.parametrize("form", GRAPH_FORMATS, ids=lambda form: form.name)
def test_a_graph_of_several_pieces_comes_whole(client: TestClient, form: Format) -> None:
    lines = sorted(f'<urn:{n}> <http://example.org/b> "{"x" * 200}" .' for n in range(6000))
    assert put(client, G, "\n".join(lines)) == 201
    headers = {"Accept": form.media_type, "Accept-Encoding": "identity"}
    response = client.get(G, headers=headers)
    assert int(response.headers["Content-Length"]) == len(response.content) > 2**20
    assert sorted(map(str, ox.parse(response.content, format=form.engine))) == sorted(
        str(quad) for quad in ox.parse("\n".join(lines), format=ox.RdfFormat.N_TRIPLES)
    )


def test_a_write_can_depend_on_the_state(client: TestClient) -> None:
    assert put(client, G, ONE, If_Match="*") == 412
    assert put(client, G, ONE, If_None_Match="*") == 201
    assert put(client, G, ONE, If_None_Match="*") == 412
    tag = client.get(G, headers={"Accept": "application/rdf+xml"}).headers["etag"]
    assert put(client, G, "", If_None_Match=tag) == 412
    assert put(client, G, "<urn:x> <urn:y> 1 .", If_Match=f'"other", {tag}') == 204
    assert put(client, G, ONE, If_Match=tag) == 412
    assert post(client, G, ONE, If_Match=tag) == 412
    response = client.delete(G, headers=BEARER | {"If-Match": tag})
    assert response.status_code == 412
    assert response.json()["type"] == "/problems/precondition-failed"
    tag = client.get(G).headers["etag"]
    assert client.delete(G, headers=BEARER | {"If-Match": tag}).status_code == 200
    assert client.get(G, headers={"If-None-Match": tag}).status_code == 404


def test_a_graph_that_a_format_cannot_hold(client: TestClient) -> None:
    put(client, G, "<urn:a> <urn:b#> <urn:c> .")
    response = client.get(G, headers={"Accept": "application/rdf+xml"})
    assert response.status_code == 400
    assert "RDF/XML" in response.json()["detail"]


# With validation


def test_reading_what_was_built(curated: TestClient) -> None:
    merge = read(curated, "/store?default")
    report = read(curated, f"/store?graph={graph_name('sample-report').value}")
    facts = read(curated, f"/store?graph={facts_name('sample-report').value}")
    assert set(report) < set(merge)
    assert set(facts) < set(merge)
    assert len(merge) == len(set(merge))


def test_a_report_is_replaced_with_its_facts(curated: TestClient) -> None:
    report = f"/store?graph={graph_name('sample-report').value}"
    facts = f"/store?graph={facts_name('sample-report').value}"
    before, known = read(curated, report), read(curated, facts)
    planned = [line.replace("modality/asserted", "modality/planned") for line in before]
    types = {"Content_Type": "application/n-triples"}
    assert put(curated, report, "\n".join(planned), **types) == 204
    assert curated.get(facts).status_code == 404
    assert put(curated, report, "\n".join(before), **types) == 204
    assert read(curated, facts) == known


@pytest.mark.parametrize(
    ("address", "status"),
    [
        ("/store?default", 403),
        (f"/store?graph={facts_name('sample-report').value}", 400),
        ("/store?graph=https://w3id.org/comity/graph/ontology", 400),
        (f"/store?graph={graph_name('sample-report').value}", 422),
        ("/store", 422),
        ("/store/mine", 422),
        ("/store?graph=urn:mine", 422),
    ],
)
def test_what_is_not_taken(curated: TestClient, address: str, status: int) -> None:
    version = curated.get("/ready").json()["version"]
    wizard = "<https://w3id.org/comity/id/w> a <https://w3id.org/comity/ontology#Wizard> ."
    assert post(curated, address, wizard) == status
    assert curated.get("/ready").json()["version"] == version


def test_drafts_are_taken_as_they_are(curated: TestClient) -> None:
    draft = f"/store?graph={graph_name('sample-report').value}/draft"
    assert put(curated, draft, "<urn:a> a <https://w3id.org/comity/ontology#Wizard> .") == 201
    assert curated.get(draft).status_code == curated.head(draft).status_code == 403
    assert curated.get(draft, headers=BEARER).text.count("Wizard") == 1
    query = {"query": "ASK { <urn:a> a ?b }"}
    assert curated.get("/sparql", params=query).json()["boolean"] is False
    assert curated.delete(draft, headers=BEARER).status_code == 200
