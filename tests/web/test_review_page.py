"""The page of reviews, and all other routes: nothing of a draft is seen without the token."""

from collections.abc import Iterator
from urllib.parse import quote

import pytest
from starlette.testclient import TestClient

from graph.namespaces import draft_name
from graph.store import Store
from tests.drafted import REPORT
from tests.web.test_review import HERE, READS, drafted
from tests.web.writing import BEARER, serving


@pytest.fixture(scope="module")
def client(sample_store: Store) -> Iterator[TestClient]:
    with serving(drafted(sample_store)) as client:
        yield client


def test_the_page_holds_nothing_of_a_draft(client: TestClient) -> None:
    browser = {"Accept": "text/html"}
    for address in ("/review", HERE):
        plain = client.get(address, headers=browser)
        assert plain.status_code == 200
        assert plain.content == client.get(address, headers=browser | BEARER).content
        assert "Arvenia" not in plain.text
    other = client.get("/review/no-such", headers=browser).text
    assert other.replace("no-such", REPORT) == plain.text
    assert 'href="/review"' in client.get("/", headers=browser).text


def test_there_is_no_page_where_no_token_is_set(sample_store: Store) -> None:
    with serving(sample_store, token="") as client:
        assert client.get("/review", headers={"Accept": "text/html"}).status_code == 403
        assert 'href="/review"' not in client.get("/", headers={"Accept": "text/html"}).text


def test_no_route_shows_a_draft_without_the_token(client: TestClient) -> None:
    query = "SELECT * { { ?a ?b ?c } UNION { GRAPH ?g { ?a ?b ?c } } }"
    draft = draft_name(REPORT).value
    addresses = [path for path in client.app.openapi()["paths"] if "{" not in path]  # type: ignore[attr-defined]
    addresses += [
        "/doc/foreign-office-of-arvenia",
        "/doc/claim-harbour-2032-p2s1-1",
        "/search?q=foreign",
        "/graph?limit=1000",
        f"/graph?report={REPORT}",
        f"/timeline?report={REPORT}",
        f"/reports/{REPORT}",
        f"/export/{REPORT}.ttl",
        "/export/all.nq",
        f"/store?graph={draft}",
        f"/sparql?query={quote(query)}",
        f"/sparql?query={quote(query)}&named-graph-uri={draft}",
        *READS,
    ]
    addresses += [f"/queries/{name}" for name in ("claims-by-modality", "reports", "denials")]
    seen = client.get(HERE, headers=BEARER).text
    assert "Foreign Office of Arvenia" in seen
    assert "signed sallow-accord" in seen
    for address in addresses:
        for accept in ("text/html", "*/*"):
            text = client.get(address, headers={"Accept": accept}).text
            assert "Foreign Office of Arvenia" not in text, address
            assert "signed sallow-accord" not in text, address
