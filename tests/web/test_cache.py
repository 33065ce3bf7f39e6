"""Answers kept as bytes: the same as those that are made anew, and never too old."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from graph.namespaces import REFERENCE_GRAPH
from graph.settings import Settings
from graph.store import EmbeddedStore
from server import create_app
from tests.web.conftest import make_store, triples
from web.headers import SMALL

KEPT = ["/doc/arvenia", "/queries/denials", "/search?q=a", "/export/sample-2030.ttl", "/", "/map"]
JSON = "application/sparql-results+json"


@pytest.fixture(scope="module")
def own(tmp_path_factory: pytest.TempPathFactory) -> EmbeddedStore:
    return make_store(tmp_path_factory.mktemp("cache") / "store")


@pytest.fixture
def cached(own: EmbeddedStore) -> Iterator[TestClient]:
    with TestClient(create_app(store=own), follow_redirects=False) as client:
        yield client


def figures(client: TestClient) -> dict[str, float]:
    """Return name → figure of the metrics without labels."""
    lines = client.get("/metrics").text.splitlines()
    pairs = [line.split(" ") for line in lines if not line.startswith("#") and "{" not in line]
    return {name: float(value) for name, value in pairs}


@pytest.mark.parametrize("address", KEPT)
@pytest.mark.parametrize("encoding", ["gzip", "identity", "gzip;q=0"])
@pytest.mark.parametrize("origin", [{}, {"Origin": "https://example.org"}])
def test_the_second_answer_is_the_first(
    cached: TestClient, address: str, encoding: str, origin: dict[str, str]
) -> None:
    headers = {"Accept-Encoding": encoding, **origin}
    first = cached.get(address, headers=headers)
    before = figures(cached)["comity_cache_hits_total"]
    second, head = (cached.request(m, address, headers=headers) for m in ("GET", "HEAD"))
    assert figures(cached)["comity_cache_hits_total"] == before + 2
    assert (first.status_code, second.status_code, head.status_code) == (200, 200, 200)
    assert first.content == second.content
    assert head.content == b""
    assert first.headers == second.headers == head.headers
    is_large = len(first.content) >= SMALL
    assert ("content-encoding" in first.headers) == (encoding == "gzip" and is_large)
    assert ("access-control-allow-origin" in second.headers) == bool(origin)


def test_other_words_for_the_same_form_share_its_bytes(cached: TestClient) -> None:
    accepted = [JSON, f"{JSON};q=0.7", "*/*", "application/json"]
    sizes, tags = [], set()
    for accept in accepted:
        tags.add(cached.get("/queries/denials", headers={"Accept": accept}).headers["etag"])
        sizes.append(figures(cached)["comity_cache_bytes"])
    assert len(tags) == len(set(sizes)) == 1
    assert (
        cached.get("/queries/denials", headers={"Accept": "text/csv"}).headers["etag"] not in tags
    )


@pytest.mark.parametrize(
    "address", ["/sparql?query=ASK{}", "/doc/nothing", "/queries/about", "/health", "/metrics"]
)
def test_what_is_not_kept(cached: TestClient, address: str) -> None:
    for _ in range(2):
        cached.get(address)
    assert figures(cached)["comity_cache_hits_total"] == 0
    assert figures(cached)["comity_cache_bytes"] == 0


def test_accept_headers_given_twice_are_both_heard(cached: TestClient) -> None:
    for _ in range(2):
        cached.get("/doc/arvenia", headers={"Accept": "text/html"})
    response = cached.get("/doc/arvenia", headers=[("Accept", JSON), ("Accept", "text/turtle")])
    assert response.headers["content-type"].startswith("text/turtle")


def test_a_kept_answer_is_not_sent_to_who_holds_it(cached: TestClient) -> None:
    tag = cached.get("/doc/arvenia").headers["etag"]
    for known in (tag, tag.removeprefix("W/"), f'"other", {tag}', "*"):
        response = cached.get("/doc/arvenia", headers={"If-None-Match": known})
        assert (response.status_code, response.content) == (304, b"")
        assert response.headers["etag"] == tag
        assert "content-type" not in response.headers
    assert cached.get("/doc/arvenia", headers={"If-None-Match": '"other"'}).status_code == 200


def test_a_write_is_seen_by_the_next_request(tmp_path: Path) -> None:
    store = EmbeddedStore(tmp_path / "store")
    with TestClient(create_app(store=store)) as client:
        for number in range(3):
            with store.write() as writer:
                label = f"id:a skos:prefLabel '{number}'@en ."
                writer.replace_graph(REFERENCE_GRAPH, triples(label))
            for _ in range(2):
                assert f'"{number}"@en' in client.get("/doc/a").text
        assert figures(client)["comity_cache_hits_total"] == 3


def test_the_cache_is_bounded(own: EmbeddedStore) -> None:
    most = 60_000
    settings = Settings(cache_bytes=most)
    with TestClient(create_app(settings, own)) as client:
        for number in range(60):
            assert client.get(f"/search?q=a&limit={number % 50 + 1}").status_code == 200
            assert client.get("/search?q=a", headers={"Accept": f"*/*;v={number}"}).status_code
            assert 0 < figures(client)["comity_cache_bytes"] <= most


def test_without_a_cache(own: EmbeddedStore) -> None:
    with TestClient(create_app(Settings(cache_bytes=0), own)) as client:
        first, second = client.get("/doc/arvenia"), client.get("/doc/arvenia")
        assert first.content == second.content
        assert figures(client)["comity_cache_bytes"] == 0


def test_requests_are_counted_by_route(cached: TestClient) -> None:
    for address in ("/doc/arvenia", "/doc/belmora", "/doc/arvenia", "/nope", "/static/comity.css"):
        cached.get(address)
    cached.head("/search?q=a")
    cached.get("/doc/no-such-thing")
    cached.get("/sparql?query=ASK{}")
    text = cached.get("/metrics").text
    for labels, count in {
        'method="GET",route="/doc/{name}",status="200"': 3,
        'method="GET",route="/doc/{name}",status="404"': 1,
        'method="GET",route="none",status="404"': 1,
        'method="GET",route="/static",status="200"': 1,
        'method="HEAD",route="/search",status="200"': 1,
        'method="GET",route="/sparql",status="200"': 1,
    }.items():
        assert f"comity_http_request_duration_seconds_count{{{labels}}} {count}.0" in text
    assert 'comity_store_info{version="' in text
    assert "comity_queries_busy 0.0" in text
