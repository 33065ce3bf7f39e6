"""Conditional requests, compression, CORS and the headers that every response carries."""

from pathlib import Path

import pytest
from starlette.testclient import TestClient

from graph.namespaces import REFERENCE_GRAPH
from graph.store import EmbeddedStore
from server import create_app
from tests.web.conftest import triples

CONDITIONAL = [
    "/",
    "/doc/arvenia",
    "/doc/arvenia.jsonld",
    "/ontology",
    "/queries",
    "/queries/denials",
    "/search?q=a",
    "/path?from=ilsa-maren&to=dunmarra",
    "/export/sample-2030.ttl",
    "/sparql?query=ASK{}",
]
EVERYWHERE = ["/health", "/docs", "/openapi.json", "/static/comity.css", "/problems/refused", "/no"]


@pytest.mark.parametrize("address", CONDITIONAL)
def test_not_modified(client: TestClient, address: str) -> None:
    first = client.get(address)
    tag = first.headers["etag"]
    for known in (tag, tag.removeprefix("W/"), f'"other", {tag}', "*"):
        second = client.get(address, headers={"If-None-Match": known})
        assert second.status_code == 304
        assert second.content == b""
        assert second.headers["etag"] == tag
        assert second.headers["vary"].startswith("Accept")
        assert "cache-control" in second.headers
    for other in ('"other"', 'W/"other"', tag.replace('W/"', 'W/"x'), ""):
        assert client.get(address, headers={"If-None-Match": other}).status_code == 200


def test_a_tag_is_of_one_request_in_one_form(client: TestClient) -> None:
    addresses = ["/doc/arvenia", "/doc/belmora", "/doc/arvenia?format=nt", "/search?q=a"]
    tags = {client.get(address).headers["etag"] for address in addresses}
    tags.add(client.get("/doc/arvenia", headers={"Accept": "text/html"}).headers["etag"])
    assert len(tags) == 5


def test_an_error_has_no_tag_and_is_never_304(client: TestClient) -> None:
    response = client.get("/doc/nothing", headers={"If-None-Match": "*"})
    assert response.status_code == 404
    assert "etag" not in response.headers


def test_a_post_has_no_tag(client: TestClient) -> None:
    response = client.post("/sparql", data={"query": "ASK {}"}, headers={"If-None-Match": "*"})
    assert response.status_code == 200
    assert "etag" not in response.headers


def test_a_write_changes_the_tag_and_the_answer(tmp_path: Path) -> None:
    store = EmbeddedStore(tmp_path / "store")
    with TestClient(create_app(store=store)) as client:
        assert client.get("/ready").status_code == 503
        with store.write() as writer:
            writer.replace_graph(REFERENCE_GRAPH, triples("id:a skos:prefLabel 'A'@en ."))
        first = client.get("/doc/a")
        with store.write() as writer:
            writer.replace_graph(REFERENCE_GRAPH, triples("id:a skos:prefLabel 'B'@en ."))
        second = client.get("/doc/a", headers={"If-None-Match": first.headers["etag"]})
    assert (first.status_code, second.status_code) == (200, 200)
    assert (b'"A"@en' in first.content, b'"B"@en' in second.content) == (True, True)


@pytest.mark.parametrize("address", CONDITIONAL + EVERYWHERE)
def test_head_is_get_without_the_body(client: TestClient, address: str) -> None:
    got, head = client.get(address), client.head(address)
    assert head.content == b""
    assert head.status_code == got.status_code
    assert head.headers == got.headers


@pytest.mark.parametrize("address", CONDITIONAL + EVERYWHERE)
def test_headers_of_every_response(client: TestClient, address: str) -> None:
    headers = client.get(address).headers
    assert headers["content-security-policy"].startswith("default-src 'self';")
    assert "unsafe" not in headers["content-security-policy"]
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["cache-control"] == "no-cache"


def test_compression(client: TestClient) -> None:
    packed = client.get("/export/all.nq", headers={"Accept-Encoding": "gzip"})
    plain = client.get("/export/all.nq", headers={"Accept-Encoding": "identity"})
    assert packed.headers["content-encoding"] == "gzip"
    assert "content-encoding" not in plain.headers
    assert "Accept-Encoding" in plain.headers["vary"]
    assert packed.content == plain.content
    assert packed.headers["etag"] == plain.headers["etag"]  # so the tag has to be a weak one
    assert packed.headers["etag"].startswith("W/")


@pytest.mark.parametrize("address", ["/doc/arvenia", "/sparql?query=ASK{}", "/nope"])
def test_cors_of_reads(client: TestClient, address: str) -> None:
    headers = client.get(
        address, headers={"Origin": "https://example.org", "Cookie": "a=b"}
    ).headers
    assert headers["access-control-allow-origin"] == "*"
    assert headers["access-control-expose-headers"] == "ETag, Link, Location"
    assert "access-control-allow-credentials" not in headers


@pytest.mark.parametrize(
    ("method", "status"),
    [("GET", 200), ("POST", 200), ("PUT", 200), ("DELETE", 200), ("PATCH", 400)],
)
def test_cors_preflight(client: TestClient, method: str, status: int) -> None:
    response = client.options(
        "/sparql",
        headers={
            "Origin": "https://example.org",
            "Access-Control-Request-Method": method,
            "Access-Control-Request-Headers": "authorization, content-type, if-none-match",
        },
    )
    assert response.status_code == status
    assert "access-control-allow-credentials" not in response.headers
