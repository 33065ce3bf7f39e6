"""Writes need the token, in a header; no log tells it."""

import logging
from collections.abc import Iterator

import pytest
from starlette.testclient import TestClient

from graph.store import MemoryStore
from tests.web.writing import BEARER, SECRET, TURTLE, UPDATE, serving
from web.addresses import check_path
from web.problems import BadRequestError

WRITES = [
    ("POST", "/sparql", "CLEAR ALL", UPDATE),
    ("POST", "/sparql", "update=CLEAR+ALL", {"Content-Type": "application/x-www-form-urlencoded"}),
    ("PUT", "/store?graph=urn:g", "", TURTLE),
    ("POST", "/store?graph=urn:g", "", TURTLE),
    ("POST", "/store", "", TURTLE),
    ("DELETE", "/store?graph=urn:g", "", {}),
    ("PUT", "/store/a", "", TURTLE),
    ("POST", "/store/a", "", TURTLE),
    ("DELETE", "/store/a", "", {}),
]

WRONG = [
    ("", None),
    ("", "Bearer"),
    ("", "Bearer "),
    ("", f"Bearer {SECRET[:-1]}"),
    ("", f"Bearer {SECRET}x"),
    ("", f"Bearer {SECRET.upper()}"),
    ("", f"Basic {SECRET}"),
    ("", SECRET),
    ("", f"Bearer {SECRET}, Bearer {SECRET}"),
    ("", "Bearer \N{LATIN SMALL LETTER E WITH ACUTE}"),
    (f"token={SECRET}", None),
    (f"access_token={SECRET}", None),
    (f"access_token={SECRET}", f"Bearer {SECRET}"),
    ("token=", f"Bearer {SECRET}"),
]


def send(
    client: TestClient, write: tuple[str, str, str, dict[str, str]], query: str, given: str | None
) -> int:
    """Return the status of a write with a parameter more, and with an Authorization header."""
    method, address, body, headers = write
    address += f"{'&' if '?' in address else '?'}{query}" if query else ""
    authorization = [("Authorization", given.encode("latin-1"))] if given is not None else []
    response = client.request(
        method, address, content=body, headers=[*headers.items(), *authorization]
    )
    if response.status_code == 403:
        assert response.json()["type"] == "/problems/refused"
        assert SECRET not in response.text
    return response.status_code


@pytest.fixture(scope="module")
def client() -> Iterator[TestClient]:
    """Return a client of a plain server."""
    with serving(MemoryStore(plain=True)) as client:
        yield client


def version(client: TestClient) -> str:
    """Return the version of the store of a server."""
    found: str = client.get("/ready").json()["version"]
    return found


@pytest.mark.parametrize("write", WRITES)
def test_writes_need_the_token(
    client: TestClient, write: tuple[str, str, str, dict[str, str]]
) -> None:
    before = version(client)
    assert {send(client, write, *wrong) for wrong in WRONG} == {403}
    assert version(client) == before
    assert send(client, write, "", f"Bearer {SECRET}") in (200, 201, 204, 404)
    assert send(client, write, "", f"bearer  {SECRET} ") in (200, 201, 204, 404)


def test_without_a_token_there_are_no_writes() -> None:
    with serving(MemoryStore(plain=True), token="") as client:
        for given in (None, "Bearer", "Bearer ", f"Bearer {SECRET}"):
            assert {send(client, write, "", given) for write in WRITES} == {403}


def test_a_refusal_tells_what_is_missing(client: TestClient) -> None:
    wrong = client.get("/review", headers={"Authorization": "Bearer x"})
    assert wrong.json()["detail"] == "The token is wrong."
    with serving(MemoryStore(plain=True), token="") as open_to_nobody:
        assert "COMITY_TOKEN" in open_to_nobody.get("/review").json()["detail"]
        page = open_to_nobody.get("/review", headers={"Accept": "text/html"})
    assert (page.status_code, "COMITY_TOKEN" in page.text) == (403, True)


def test_two_authorization_headers_are_refused(client: TestClient) -> None:
    twice = [("Authorization", f"Bearer {SECRET}")] * 2
    response = client.post("/sparql", content="CLEAR ALL", headers=[*UPDATE.items(), *twice])
    assert response.status_code == 403


def test_a_refusal_is_logged_without_the_secret(
    client: TestClient, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    for write in WRITES:
        for wrong in WRONG:
            send(client, write, *wrong)
    send(client, ("PUT", f"/store/{SECRET}", "", TURTLE), "", f"Bearer {SECRET}x")
    send(client, ("DELETE", "/store/a", "", {}), "", f"Bearer {SECRET}")
    ours = [record.getMessage() for record in caplog.records if record.name == "comity.web"]
    assert len(ours) == len(WRITES) * len(WRONG) + 1
    assert all(message.startswith("Refused: ") for message in ours)
    assert not [message for message in ours if SECRET[:8] in message]


def test_reads_need_no_token(client: TestClient) -> None:
    client.put("/store?graph=urn:g", content="<urn:a> <urn:b> 1 .", headers=TURTLE | BEARER)
    assert client.get("/store?graph=urn:g").status_code == 200
    assert client.head("/store?graph=urn:g").status_code == 200
    assert client.get("/sparql?query=ASK{}").status_code == 200


TRICKS = [
    *("%2e%2e", "a/%2E%2E/b", "a//b", "a%2Fb", "a%2f..%2fb", "a%5Cb", "a%00b", "a%0Ab", "a%7F"),
    *("%FF", "%E2%80%8B"),
]


@pytest.mark.parametrize("trick", TRICKS)
def test_tricks_in_paths(client: TestClient, trick: str) -> None:
    before = version(client)
    for address in (f"/id/{trick}", f"/doc/{trick}", f"/export/{trick}.ttl"):
        assert client.get(address).status_code in (400, 404)
    response = client.put(f"/store/{trick}", content="", headers=TURTLE | BEARER)
    assert response.status_code in (400, 404)
    assert version(client) == before


@pytest.mark.parametrize("path", ["..", "a/../b", ".", "a/./b", "../..", "a/..", "", "x" * 3000])
def test_paths_that_a_client_would_not_send(path: str) -> None:
    with pytest.raises(BadRequestError):
        check_path(f"http://localhost/store/{path}")
