"""No way into a plain server shows a draft without the token."""

from collections.abc import Callable

import pytest
from starlette.testclient import TestClient

from graph.namespaces import ONTOLOGY_GRAPH, PREFIXES, draft_name, graph_name
from graph.store import Store
from tests.drafted import REPORT, add_draft
from tests.web.writing import BEARER, TURTLE, serving

DRAFT = draft_name(REPORT).value

CLOSED = [
    ("/store", {"graph": DRAFT}),
    ("/sparql", {"query": f"ASK FROM <{DRAFT}> {{ ?s ?p ?o }}"}),
    ("/sparql", {"query": f"ASK FROM NAMED <{DRAFT}> {{ GRAPH ?g {{ ?s ?p ?o }} }}"}),
    ("/sparql", {"query": r"ASK FROM <urn:x> FROM graph:harbour-2032\/draft { ?s ?p ?o }"}),
    ("/sparql", {"query": "ASK { ?s ?p ?o }", "default-graph-uri": DRAFT}),
    ("/sparql", {"query": "ASK { GRAPH ?g { ?s ?p ?o } }", "named-graph-uri": DRAFT}),
]
"""Addresses and parameters that name the draft."""

UNREADABLE = f"ASK FROM <{DRAFT.replace('d', chr(92) + 'u0064')}> {{ ?s ?p ?o }}"
"""A query that names it in letters which only an engine reads, and not every one."""

QUERIES = [
    "SELECT * { ?s ?p ?o }",
    "SELECT * { GRAPH ?g { ?s ?p ?o } }",
    "SELECT ?g { GRAPH ?g {} }",
    f"SELECT * {{ GRAPH <{DRAFT}> {{ ?s ?p ?o }} }}",
    f"SELECT * {{ gRaph# graph:a\n<{DRAFT}> {{ ?s ?p ?o }} }}",
    f"SELECT ?s {{ {{ SELECT * {{ GRAPH <{DRAFT}> {{ ?s ?p ?o }} }} }} }}",
    "CONSTRUCT { ?s ?p ?o } { GRAPH ?g { ?s ?p ?o } }",
    "DESCRIBE id:belmora",
]
"""What does not name it as a part of the dataset."""

PAGES = [
    *("/", "/reports", "/graph", "/map", "/timeline", "/queries/claims", "/queries/most-mentioned"),
    *("/search?q=belmora", "/search?q=sallow", "/doc/belmora.ttl", "/doc/belmora", "/sparql"),
    *(
        "/export/all.nq",
        "/export/all.graphml",
        f"/export/{REPORT}.ttl",
        f"/export/{REPORT}-draft.nq",
    ),
    *(f"/reports/{REPORT}", "/path?from=Arvenia&to=Belmora", f"/graph?report={REPORT}"),
    *("/.well-known/void", "/store?default", "/metrics", "/ready"),
]

SECRETS = ("ort council", "sallow-accord", f"{REPORT}/draft", "two shores", "consulate-in-port")
"""What stands in the draft alone, and in no request."""


pytestmark = pytest.mark.parametrize("engine", ["disk", "memory", "oxigraph"])


@pytest.fixture
def store(make_store: Callable[..., Store], sample_store: Store) -> Store:
    """Return a store with a report and a draft, written to as a plain one."""
    store = make_store(plain=True)
    with store.write() as writer:
        for name in (ONTOLOGY_GRAPH, graph_name("sample-report")):
            writer.replace_graph(name, [quad.triple for quad in sample_store.dump(name)])
    add_draft(store)
    return store


def shown(client: TestClient, address: str, **parameters: str) -> str:
    """Return what anybody is shown, in small letters; a copy of the question does not count."""
    accept = {"Accept": "text/csv, text/turtle;q=0.9, text/html;q=0.8, */*;q=0.1"}
    response = client.get(address, params=parameters or None, headers=accept)
    assert response.status_code in (200, 303, 400, 404, 406), address
    return response.text.lower().replace(address.lower(), "")


def test_a_plain_server_hides_drafts(store: Store) -> None:
    with serving(store) as client:
        assert client.head("/store", params={"graph": DRAFT}).status_code == 403
        for address, asked in CLOSED:
            assert client.get(address, params=asked).status_code == 403
            assert client.get(address, params=asked, headers=BEARER).status_code == 200
        assert client.get("/sparql", params={"query": UNREADABLE}).status_code == 403
        found = {address: shown(client, address) for address in PAGES}
        found |= {text: shown(client, "/sparql", query=text) for text in QUERIES}
        leaks = [(way, word) for way, text in found.items() for word in SECRETS if word in text]
        assert leaks == []
        assert client.get(f"/review/{REPORT}", headers=BEARER).json()["total"] == 7
        assert "sample-report" in found["/reports"]


def test_other_graphs_of_a_plain_server_are_seen_whole(store: Store) -> None:
    names = {"query": "SELECT ?g { GRAPH ?g { <urn:a> ?p ?o } }"}
    with serving(store) as client:
        for name in ("urn:g", f"{PREFIXES['graph']}drafts", f"{DRAFT}/more", "urn:draft"):
            answer = client.put(
                "/store", params={"graph": name}, content="<urn:a> a 1 .", headers=BEARER | TURTLE
            )
            assert answer.status_code == 201
            assert client.get("/store", params={"graph": name}).status_code == 200
        assert len(client.get("/sparql", params=names).json()["results"]["bindings"]) == 4
