"""A proxy before a SPARQL server, which fails on purpose, and notes what was asked of it."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from urllib.parse import urlsplit, urlunsplit

import httpx

from graph.store.remote.server import Addresses, Credentials, Server

Fault = Callable[[str, str, bytes], int | None]
"""Method, path and body of a request → the status to fail with; 0 closes the connection."""


@contextmanager
def failing(server: Server, fault: Fault) -> Iterator[tuple[Server, list[str]]]:
    """Run a proxy before a server; yields the server as seen through it, and what it was asked."""
    asked: list[str] = []

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
            path = urlsplit(self.path).path
            asked.append(f"{self.command} {path}")
            status = fault(self.command, path, body)
            if status == 0:
                self.close_connection = True
                return
            if status is not None:
                self._answer(status, b"on purpose", "text/plain")
                return
            names = ("Content-Type", "Accept")
            passed = {name: self.headers[name] for name in names if name in self.headers}
            origin = urlsplit(server.addresses.query)
            url = urlunsplit((origin.scheme, origin.netloc, *urlsplit(self.path)[2:]))
            reply = httpx.request(self.command, url, content=body, headers=passed, timeout=60)
            kind = reply.headers.get("Content-Type", "text/plain")
            self._answer(reply.status_code, reply.content, kind)

        do_GET = do_POST  # noqa: N815  # the name that the server calls

        def _answer(self, status: int, content: bytes, kind: str) -> None:
            self.send_response(status)
            self.send_header("Content-Type", kind)
            self.send_header("Content-Length", str(len(content)))
            self.end_headers()
            self.wfile.write(content)

        def log_message(self, *_: object) -> None:
            """Say nothing."""

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as proxy:
        thread = Thread(target=proxy.serve_forever)
        thread.start()
        try:
            url = f"http://127.0.0.1:{proxy.server_port}/query"
            yield Server(Addresses.guessed(url), Credentials()), asked
        finally:
            proxy.shutdown()
            thread.join()
