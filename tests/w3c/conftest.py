"""The server that the suite is run against: ours, plain and in memory, or a peer."""

import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx
import pytest
from starlette.testclient import TestClient

from graph.settings import Settings
from graph.store import MemoryStore
from server import create_app
from tests.w3c.checks import Server

SECRET = "opens-writes"  # noqa: S105  # of a server that lives as long as a test


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--w3c-peer",
        action="store_true",
        help="run the suite against `oxigraph serve`; with --runxfail, its failures show",
    )


@pytest.fixture(scope="module")
def server(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Server]:
    if request.config.getoption("--w3c-peer", default=False):
        with peer(tmp_path_factory.mktemp("peer")) as client:
            yield Server(client, query="/query", update="/update")
        return
    settings = Settings(token=SECRET, validate_writes=False)
    with TestClient(create_app(settings, MemoryStore(plain=True))) as client:
        yield Server(client, headers={"Authorization": f"Bearer {SECRET}"})


@contextmanager
def peer(folder: Path) -> Iterator[httpx.Client]:
    """Start `oxigraph serve` on an empty store, and end it."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    program = Path(sys.executable).with_name("oxigraph")
    command = [program, "serve", "--location", folder, "--bind", f"127.0.0.1:{port}"]
    process = subprocess.Popen(command, stderr=subprocess.DEVNULL)
    try:
        with httpx.Client(base_url=f"http://127.0.0.1:{port}", timeout=20) as client:
            for _ in range(100):
                try:
                    client.get("/")
                    break
                except httpx.ConnectError:
                    time.sleep(0.1)
            yield client
    finally:
        process.terminate()
        process.wait()
