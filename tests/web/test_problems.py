"""Errors: one shape for all (RFC 9457), types that resolve, and nothing of the inside."""

import asyncio
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NoReturn, cast

import pytest
from starlette.testclient import TestClient
from starlette.types import Message

from graph import errors
from graph.store import EmbeddedStore, Store
from server import create_app
from web.kinds import KINDS, kind_of

PROBLEM = "application/problem+json"


@pytest.mark.parametrize(
    ("address", "status", "name", "told"),
    [
        ("/nope", 404, "not-found", "/nope"),
        ("/static/nope.css", 404, "not-found", "/static/nope.css"),
        ("/doc/nothing-at-all", 404, "not-found", "nothing-at-all"),
        ("/doc/Not_A_Slug", 404, "not-found", "Not_A_Slug"),
        ("/doc/ghost", 404, "not-found", "ghost"),  # it stands in a draft only
        ("/id/%3Cscript%3E", 404, "not-found", "<script>"),
        ("/queries/denial", 404, "not-found", "denial"),
        ("/export/nope.ttl", 404, "not-found", "nope"),
        ("/export/all.png", 404, "not-found", "all.png"),
        ("/export/sample-2030-draft.ttl", 404, "not-found", "sample-2030-draft"),
        ("/problems/nope", 404, "not-found", "nope"),
        ("/search?limit=0", 422, "invalid-request", "limit"),
        ("/search?limit=many", 422, "invalid-request", "limit"),
        ("/path?from=vell", 422, "invalid-request", "to"),
        ("/path?from=vell&to=nowhere", 400, "unknown-entity", "nowhere"),
        ("/queries/about", 400, "invalid-parameter", "thing"),
        ("/queries/about?thing=Arv", 400, "unknown-entity", "Arv"),
        ("/queries/about?thing=vell&colour=red", 400, "invalid-parameter", "colour"),
        ("/queries/about?thing=vell&thing=arvenia", 400, "bad-request", "thing"),
        ("/sparql?default-graph-uri=urn:a", 400, "bad-request", "No query"),
        ("/sparql?query=ASK{}&default-graph-uri=a", 400, "bad-request", "'a'"),
        ("/sparql?query=ASK{", 400, "query-syntax", "cannot be read"),
        ("/sparql?query=ASK{}&update=CLEAR ALL", 400, "bad-request", "update"),
        ("/store", 400, "bad-request", "No graph"),
        ("/store?default&graph=urn:a", 400, "bad-request", "Several"),
        ("/store?graph=urn:a&graph=urn:a", 400, "bad-request", "Several"),
        ("/store?graph=a", 400, "bad-request", "'a'"),
        ("/store?graph=urn:nothing", 404, "not-found", "urn:nothing"),
        ("/store/nothing", 404, "not-found", "/store/nothing"),
        ("/store/a?default", 400, "bad-request", "another"),
    ],
)
def test_shape(client: TestClient, address: str, status: int, name: str, told: str) -> None:
    response = client.get(address)
    problem = response.json()
    assert response.status_code == status == problem["status"]
    assert response.headers["content-type"] == PROBLEM
    assert problem["type"] == f"/problems/{name}"
    assert problem["title"] == KINDS[name].title
    assert told in problem["detail"]
    assert client.get(problem["type"]).status_code == 200


def test_near_matches(client: TestClient) -> None:
    assert "denials" in client.get("/queries/denial").json()["near"]
    problem = client.get("/queries/about?thing=Arvena").json()
    assert problem["near"][0] == "Arvenia (arvenia)"
    assert problem["hint"].startswith("Did you mean: Arvenia (arvenia)")
    page = client.get("/path?from=arvenja&to=belmora", headers={"Accept": "text/html"}).text
    assert page.count("Arvenia (arvenia)") == 1


def test_place_of_a_syntax_error(client: TestClient) -> None:
    problem = client.get("/sparql", params={"query": "SELECT *\nWHERE { ?s ?p }"}).json()
    assert (problem["line"], problem["column"]) == (2, 16)


def test_parameters_of_the_wrong_type(client: TestClient) -> None:
    [parameter] = client.get("/search?limit=many").json()["parameters"]
    assert parameter["name"] == "limit"
    assert parameter["in"] == "query"
    assert "integer" in parameter["reason"]


@pytest.mark.parametrize(
    ("method", "address", "allowed"),
    [
        ("POST", "/doc/arvenia", "GET, HEAD"),
        ("DELETE", "/", "GET, HEAD"),
        ("PUT", "/sparql", "GET, HEAD, POST"),
        ("PATCH", "/static/comity.css", "GET, HEAD"),
    ],
)
def test_method(client: TestClient, method: str, address: str, allowed: str) -> None:
    response = client.request(method, address)
    assert response.status_code == 405
    assert response.headers["allow"] == allowed
    assert response.json()["type"] == "/problems/method-not-allowed"


def test_a_browser_gets_the_same_as_a_page(client: TestClient) -> None:
    response = client.get("/doc/%3Cb%3E", headers={"Accept": "text/html"})
    assert response.status_code == 404
    assert response.headers["content-type"].startswith("text/html")
    assert "&lt;b&gt;" in response.text
    assert "/problems/not-found" in response.text


@pytest.mark.parametrize("name", KINDS)
def test_every_kind_is_explained(client: TestClient, name: str) -> None:
    answer = client.get(f"/problems/{name}").json()
    assert answer["explanation"] == KINDS[name].explanation
    assert KINDS[name].explanation.split("`")[0].strip()[:20] in (
        client.get(f"/problems/{name}", headers={"Accept": "text/html"}).text
    )


def _classes(base: type[errors.ComityError]) -> Iterator[type[errors.ComityError]]:
    yield base
    for child in base.__subclasses__():
        yield from _classes(child)


@pytest.mark.parametrize("error", sorted(set(_classes(errors.ComityError)), key=str))
def test_every_error_has_a_kind(error: type[errors.ComityError]) -> None:
    instance = error.__new__(error)
    status = kind_of(instance).status
    faults = errors.UsageError | errors.InvalidDataError
    if issubclass(error, faults | errors.ResultLimitError | errors.OverloadError):
        assert 400 <= status < 500
    else:
        assert status >= 500


class _Failing:
    """A store whose engine fails in one way or another."""

    version = "1"
    location = "nowhere"
    plain = False

    @property
    def merged(self) -> "_Failing":
        return self

    def __init__(self, fault: Callable[[], object]) -> None:
        self._fault = fault

    def query(self, text: str, dataset: object = None) -> object:
        del text, dataset
        return self._fault()


class _Broken:
    """A result that the engine gives up on half-way."""

    def serialize(self, **_: object) -> bytes:
        raise RuntimeError("page 7 of /var/secret is torn")


def _raise(error: Exception) -> Callable[[], object]:
    def fault() -> NoReturn:
        raise error

    return fault


@pytest.mark.parametrize(
    ("fault", "status", "name"),
    [
        (_Broken, 500, "evaluation-failed"),
        (_raise(errors.EvaluationError("/var/secret")), 500, "evaluation-failed"),
        (_raise(errors.StoreBusyError("/var/secret")), 503, "store-unavailable"),
        (_raise(errors.ParseError(Path("/var/secret"), 3, "bad")), 500, "internal-error"),
        (_raise(KeyError("/var/secret")), 500, "internal-error"),
    ],
)
@pytest.mark.parametrize("accept", ["*/*", "text/html"])
# The thread that warms the pages meets the fault, too, and ends with it.
@pytest.mark.filterwarnings("ignore::pytest.PytestUnhandledThreadExceptionWarning")
def test_faults_of_the_server_tell_nothing(
    fault: Callable[[], object], status: int, name: str, accept: str
) -> None:
    app = create_app(store=cast("Store", _Failing(fault)))
    with TestClient(app, raise_server_exceptions=False) as client:
        response = client.get("/queries/denials?format=json", headers={"Accept": accept})
    assert response.status_code == status
    assert "secret" not in response.text
    assert f"/problems/{name}" in response.text
    assert response.headers["x-content-type-options"] == "nosniff"
    assert "content-security-policy" in response.headers


def test_no_store(tmp_path: Path) -> None:
    with TestClient(create_app(store=EmbeddedStore(tmp_path / "none"))) as client:
        assert client.get("/health").json() == {"status": "alive"}
        for address in (
            *("/ready", "/", "/doc/vell", "/queries", "/search"),
            *("/sparql", "/sparql?query=ASK{}", "/store?default"),
        ):
            response = client.get(address, headers={"Accept": "*/*, text/html"})
            assert response.status_code == 503, address
        problem = client.get("/ready").json()
    assert problem["type"] == "/problems/not-ready"
    assert str(tmp_path) not in problem["detail"]


def test_options_of_the_whole_server_is_a_problem(client: TestClient) -> None:
    heads: list[Message] = []

    async def receive() -> Message:
        return {"type": "http.request", "body": b"", "more_body": False}

    async def send(message: Message) -> None:
        heads.append(message)

    scope = {
        "type": "http",
        "method": "OPTIONS",
        "path": "*",
        "raw_path": b"*",
        "root_path": "",
        "query_string": b"",
        "headers": [(b"host", b"testserver")],
        "http_version": "1.1",
        "scheme": "http",
        "server": ("testserver", 80),
        "client": ("test", 1),
        "state": {},
    }
    asyncio.run(client.app(scope, receive, send))  # a client sends no such path
    assert heads[0]["status"] == 404


def test_caches_are_told_that_problems_are_packed(client: TestClient) -> None:
    for encoding in ("gzip", "identity"):
        headers = client.get("/queries/none", headers={"Accept-Encoding": encoding}).headers
        assert headers["vary"] == "Accept, Accept-Encoding"
