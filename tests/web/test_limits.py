"""Limits over HTTP: each is a setting, and the problem shows it, wherever the store is."""

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from graph.namespaces import REFERENCE_GRAPH
from graph.settings import Settings
from graph.store import EmbeddedStore, Store
from graph.store.remote.server import Addresses, Credentials, Server
from server import create_app
from tests.engines.servers import empty_store, free_port, oxigraph, running
from tests.web.conftest import triples

LIMITS = Settings(query_seconds=0.5, result_rows=2000, result_bytes=100_000, body_bytes=4096)
ENDLESS = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }"
MANY = "SELECT * { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }"


@pytest.fixture(scope="module", params=["embedded", "remote"])
def limited(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[TestClient]:
    """Return a client of an application with narrow limits on a store with sixty triples."""
    folder = tmp_path_factory.mktemp("limits")
    data = triples(" ".join(f"id:a{n} skos:notation '{n}' ." for n in range(60)))

    def client(store: Store) -> TestClient:
        with store.write() as writer:
            writer.replace_graph(REFERENCE_GRAPH, data)
        return TestClient(create_app(LIMITS, store))

    if request.param == "embedded":
        with client(EmbeddedStore(folder / "store")) as opened:
            yield opened
    else:
        with oxigraph(folder) as server, client(empty_store(server)) as opened:
            yield opened


@pytest.mark.parametrize(
    ("query", "accept", "status", "setting"),
    [
        (ENDLESS, "application/sparql-results+json", 503, "query_seconds"),
        (MANY, "application/sparql-results+json", 400, "result_bytes"),
        (f"{MANY.replace('*', '?c')} LIMIT 2001", "text/csv", 400, "result_rows"),
        ("CONSTRUCT { ?a ?b ?f } { ?a ?b ?c . ?d ?e ?f }", "text/turtle", 400, "result_rows"),
        ("SELECT ('x' AS ?x) { ?a ?b ?c . ?d ?e ?f }", "text/csv", 400, "result_rows"),
    ],
)
def test_limits_are_told(
    limited: TestClient, query: str, accept: str, status: int, setting: str
) -> None:
    headers = {"Accept": f"{accept}, application/problem+json;q=0.1"}
    response = limited.get("/sparql", params={"query": query}, headers=headers)
    problem = response.json()
    assert response.status_code == status
    assert response.headers["content-type"] == "application/problem+json"
    assert (problem["setting"], problem["limit"]) == (setting, getattr(LIMITS, setting))
    assert problem["hint"]
    assert limited.get(problem["type"]).json()["status"] == status


def test_what_is_within_the_limits_is_complete(limited: TestClient) -> None:
    headers = {"Accept": "text/csv"}
    query = "SELECT ?a ?d { ?a ?b ?c . ?d ?e ?f } LIMIT 1000"
    response = limited.get("/sparql", params={"query": query}, headers=headers)
    assert response.status_code == 200
    assert len(response.text.splitlines()) == 1001


def test_a_result_that_the_other_server_cuts_off_is_an_error(tmp_path: Path) -> None:
    port = free_port()
    url = f"http://127.0.0.1:{port}/query"
    program = str(Path(sys.executable).with_name("oxigraph"))
    arguments = ["--location", str(tmp_path / "data"), "--bind", f"127.0.0.1:{port}"]
    with running([program, "serve", *arguments, "--timeout-s", "1"], url, tmp_path):
        store = empty_store(Server(Addresses.guessed(url), Credentials()))
        with store.write() as writer:
            data = " ".join(f"id:a{n} skos:notation '{n}' ." for n in range(100))
            writer.replace_graph(REFERENCE_GRAPH, triples(data))
        settings = Settings(query_seconds=60)
        client = TestClient(create_app(settings, store), raise_server_exceptions=False)
        query = f"SELECT ?a {{ {{ SELECT ?a {{ ?a ?b '1' }} }} UNION {{ {ENDLESS.partition('{')[2][:-1]} FILTER(?c = ?f + ?i + ?l) }} }}"  # noqa: E501
        with client:
            reply = client.get("/sparql", params={"query": query}, headers={"Accept": "text/csv"})
    assert reply.status_code == 500, reply.text


def test_service_is_refused_wherever_the_store_is(limited: TestClient) -> None:
    query = "ASK { SERVICE <http://127.0.0.1:9/> { ?s ?p ?o } }"
    assert limited.get("/sparql", params={"query": query}).status_code == 403


@pytest.mark.parametrize("is_chunked", [True, False])
def test_a_large_body_is_refused_while_it_is_read(limited: TestClient, *, is_chunked: bool) -> None:
    body = b"ASK {} #" + b"x" * 8192
    content = iter([body[:4000], body[4000:]]) if is_chunked else body
    headers = {"Content-Type": "application/sparql-query"}
    response = limited.post("/sparql", content=content, headers=headers)
    assert response.status_code == 413
    assert response.json()["setting"] == "body_bytes"


def test_a_large_result_has_a_length(store: EmbeddedStore) -> None:
    query = "SELECT * { ?a ?b ?c . ?d ?e ?f } LIMIT 20000"
    with TestClient(create_app(store=store)) as client:
        response = client.get("/sparql", params={"query": query})
        head = client.head("/sparql", params={"query": query})
    assert (head.status_code, head.content) == (200, b"")
    assert head.headers["content-length"] == response.headers["content-length"]
    assert response.status_code == 200
    assert int(response.headers["content-length"]) == len(response.content) > 2**21
    assert len(response.json()["results"]["bindings"]) == 20000


@pytest.mark.parametrize("path", ["/export/all.nt", "/store?default", "/.well-known/void"])
def test_few_whole_graphs_are_read_at_once(store: EmbeddedStore, path: str) -> None:
    app = create_app(Settings(workers=1, waiting=0), store)
    with TestClient(app) as client:
        queue = app.state.service.wholes
        with queue.place():
            full = client.get(path)
            assert client.get("/queries").status_code == 200
        assert (full.status_code, full.json()["setting"]) == (429, "waiting")
        assert full.headers["retry-after"]
        assert client.get(path).status_code == 200
        assert (queue.busy, queue.waiting) == (0, 0)
