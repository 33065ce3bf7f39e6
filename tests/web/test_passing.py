"""Queries on a store of another server, one that takes its time."""

import asyncio
import json
import threading
import time
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import parse_qs

import pytest

from graph.results import SOLUTION_FORMATS
from graph.settings import Settings
from graph.store.remote import RemoteStore
from graph.store.remote.server import Addresses, Credentials, Server
from graph.store.remote.state import VERSION
from web.evaluation import Query
from web.passing import Passing

ASK = Query("ASK { ?s ?p ?o }", None, SOLUTION_FORMATS[0])


class SlowServer(ThreadingHTTPServer):
    """A SPARQL server of one version that finds nothing, and counts how much is asked at once."""

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.seconds = {"state": 0.0, "query": 0.0}
        self.busy, self.most = 0, 0


class _Handler(BaseHTTPRequestHandler):
    server: SlowServer

    def log_message(self, *_: object) -> None:
        """Print nothing."""

    def do_POST(self) -> None:
        length = int(self.headers["Content-Length"])
        text = parse_qs(self.rfile.read(length).decode())["query"][0]
        kind = "state" if "?property ?value" in text else "query"
        self.server.busy += kind == "query"
        self.server.most = max(self.server.most, self.server.busy)
        time.sleep(self.server.seconds[kind])
        self.server.busy -= kind == "query"
        version = {
            "property": {"type": "uri", "value": VERSION.value},
            "value": {"type": "literal", "value": "0123456789abcdef"},
        }
        found = {"head": {"vars": ["property", "value"]}, "results": {"bindings": [version]}}
        body = json.dumps(found if kind == "state" else {"head": {}, "boolean": False}).encode()
        self.send_response(200)
        self.send_header("Content-Type", "application/sparql-results+json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)


@pytest.fixture
def other(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[SlowServer]:
    """Return a server that runs."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    with SlowServer() as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        yield server
        server.shutdown()
        thread.join()


def store_on(server: SlowServer) -> RemoteStore:
    address = f"http://127.0.0.1:{server.server_port}/query"
    return RemoteStore(Server(Addresses.guessed(address), Credentials()))


def test_nobody_waits_for_the_version(other: SlowServer) -> None:
    store = store_on(other)
    passing = Passing(store, Settings())
    assert store.version == "0123456789abcdef"
    other.seconds["state"] = 1.0
    time.sleep(0.7)  # it is being asked by now
    start = time.perf_counter()
    assert store.version == "0123456789abcdef"
    assert time.perf_counter() - start < 0.2
    passing.close()


def test_a_query_that_its_client_left_keeps_its_turn(other: SlowServer) -> None:
    async def work() -> None:
        passing = Passing(store_on(other), Settings(workers=1))
        assert b"false" in (await passing.evaluate(ASK)).read()
        other.seconds["query"] = 0.3
        for _ in range(3):
            with pytest.raises(TimeoutError):
                await asyncio.wait_for(passing.evaluate(ASK), 0.05)
        left = asyncio.ensure_future(passing.evaluate(ASK))
        await asyncio.sleep(0.05)
        left.cancel()
        assert b"false" in (await passing.evaluate(ASK)).read()
        passing.close()

    asyncio.run(work())
    assert other.most == 1
