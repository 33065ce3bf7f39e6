"""The application under the servers that people start it with."""

from pathlib import Path

import httpx
import pytest

from graph.store import EmbeddedStore
from tests.web.running import COMMANDS, running


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
