"""The application under the servers that people start it with."""

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import httpx
import pytest

from graph.store import EmbeddedStore
from tests.web.running import COMMANDS, running
from tests.web.writing import BEARER, SECRET, UPDATE


@pytest.mark.parametrize("name", COMMANDS)
def test_start_answer_stop(name: str, store: EmbeddedStore, tmp_path: Path) -> None:
    with (
        running(name, store.folder.parent, tmp_path / "log") as address,
        httpx.Client(base_url=address) as client,
    ):
        assert client.get("/ready").json()["version"] == store.version
        response = client.get("/doc/arvenia", headers={"Accept": "text/html"})
        assert response.status_code == 200
        assert "Arvenia" in response.text
        head = client.head("/sparql?query=ASK{}")
        assert (head.status_code, head.content) == (200, b"")
        tag = response.headers["etag"]
        again = {"Accept": "text/html", "If-None-Match": tag}
        assert client.get("/doc/arvenia", headers=again).status_code == 304


def test_writes_to_several_processes_wait_for_each_other(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GRANIAN_WORKERS", "2")
    settings = {"token": SECRET, "validate_writes": "false"}
    with running("granian", tmp_path / "store", tmp_path / "log", **settings) as address:

        def write(number: int) -> int:
            update = f"INSERT DATA {{ <urn:s> <urn:p> {number} }}"
            sent = httpx.post(f"{address}/sparql", content=update, headers=UPDATE | BEARER)
            return sent.status_code

        with ThreadPoolExecutor(8) as pool:
            assert {*pool.map(write, range(24))} == {204}
        for _ in range(8):  # from either process
            found = httpx.get(f"{address}/sparql", params={"query": "SELECT * { ?s ?p ?o }"})
            assert len(found.json()["results"]["bindings"]) == 24
