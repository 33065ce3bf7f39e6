"""The application under the servers that people start it with."""

import os
import socket
import subprocess
import sys
import time
from pathlib import Path

import httpx
import pytest

from graph.store import EmbeddedStore

ROOT = Path(__file__).parents[2]
COMMANDS = {
    "uvicorn": ["uvicorn", "server:app", "--host", "127.0.0.1", "--port"],
    "granian": ["granian", "--interface", "asgi", "server:app", "--host", "127.0.0.1", "--port"],
}


def _free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        return int(listener.getsockname()[1])


@pytest.mark.parametrize("name", COMMANDS)
def test_start_answer_stop(name: str, store: EmbeddedStore, tmp_path: Path) -> None:
    port = _free_port()
    environment = {**os.environ, "COMITY_STORE": str(store.folder.parent)}
    log = tmp_path / "log"
    with (
        log.open("wb") as output,
        subprocess.Popen(
            [sys.executable, "-m", *COMMANDS[name], str(port)],
            cwd=ROOT,
            env=environment,
            stdout=output,
            stderr=output,
        ) as process,
    ):
        try:
            with httpx.Client(base_url=f"http://127.0.0.1:{port}") as client:
                _wait(client, process, log)
                assert client.get("/ready").json()["version"] == store.version
                response = client.get("/doc/arvenia", headers={"Accept": "text/html"})
                assert response.status_code == 200
                assert "Arvenia" in response.text
                head = client.head("/sparql?query=ASK{}")
                assert (head.status_code, head.content) == (200, b"")
                tag = response.headers["etag"]
                again = {"Accept": "text/html", "If-None-Match": tag}
                assert client.get("/doc/arvenia", headers=again).status_code == 304
        finally:
            process.terminate()
        assert process.wait(10) in {0, -15}, log.read_text()


def _wait(client: httpx.Client, process: "subprocess.Popen[bytes]", log: Path) -> None:
    """Wait until the server answers."""
    for _ in range(200):
        assert process.poll() is None, log.read_text()
        try:
            if client.get("/health").status_code == 200:
                return
        except httpx.TransportError:
            time.sleep(0.05)
    pytest.fail(f"no answer: {log.read_text()}")
