"""A SPARQL server: its addresses, and requests to them.

Queries and updates are sent as forms: not all servers take them as bodies of their own type
(Virtuoso 7 never answers ``application/sparql-query``).
"""

import time
import weakref
from collections.abc import Generator, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Final, TypeAlias
from urllib.parse import urlsplit

import httpx
import pyoxigraph as ox

from graph.errors import EvaluationError, StoreError, TimeLimitError, UsageError

Form: TypeAlias = Mapping[str, str | list[str]]
"""Fields of a form: name → value, or values."""

_SECONDS: Final = 60.0
"""How long to wait for a server to answer, or to go on with its answer."""

_PAUSES: Final = (0.1, 0.5)
"""Seconds before a safe request is sent for the second and the third time."""

_BUSY: Final = {502, 503, 504}
_SHOWN: Final = 200
"""Most characters of a server's message that are passed on."""

_ADDRESSES: Final = {
    "/sparql-auth": ("/sparql-auth", "/sparql-graph-crud-auth"),  # Virtuoso
    "/sparql": ("/sparql", "/sparql-graph-crud"),  # Virtuoso
    "/query": ("/update", "/store"),  # Oxigraph
}
"""How the address of queries ends → how those of updates and of the graph store end."""


class BadRequestError(EvaluationError):
    """The server did not take a query or an update."""


@dataclass(frozen=True)
class Addresses:
    """Where a server takes its operations.

    Args:
        query: URL of the query operation.
        update: URL of the update operation.
        graphs: URL of the graph store, for indirect identification of graphs.
    """

    query: str
    update: str
    graphs: str

    @classmethod
    def guessed(cls, query: str, update: str = "", graphs: str = "") -> "Addresses":
        """Return the addresses of a server; those that are not given follow from the first.

        Raises:
            UsageError: the URL is none of HTTP, or carries credentials, or one cannot be guessed.

        >>> Addresses.guessed("https://example.org/data/query").graphs
        'https://example.org/data/store'
        """
        parts = urlsplit(query)
        if parts.scheme not in ("http", "https") or not parts.hostname:
            raise UsageError(f"{parts.scheme}: a store is a folder, or a URL of HTTP.")
        if parts.username is not None or parts.password is not None:
            raise UsageError(
                "The URL of the store carries credentials, which would be seen in messages.",
                "Set COMITY_STORE_USER and COMITY_STORE_PASSWORD instead.",
            )
        for ending, guesses in _ADDRESSES.items():
            if parts.path.endswith(ending):
                stem = query.removesuffix(ending)
                return cls(query, update or stem + guesses[0], graphs or stem + guesses[1])
        if update and graphs:
            return cls(query, update, graphs)
        raise UsageError(
            f"Nothing is known of the server at {query} but where it takes queries.",
            "Set COMITY_STORE_UPDATE and COMITY_STORE_GRAPHS to the URLs of its update operation "
            "and of its graph store.",
        )


class Credentials(httpx.Auth):
    """What a server asks for: a bearer token, or user and password as Basic or as Digest.

    Args:
        user: Name; empty sends nothing.
        password: It goes with the name.
        token: A bearer token; wins over the name.
    """

    def __init__(self, user: str = "", password: str = "", token: str = "") -> None:
        self._user, self._password, self._token = user, password, token
        self._scheme: httpx.Auth | None = None

    def auth_flow(self, request: httpx.Request) -> Generator[httpx.Request, httpx.Response, None]:
        """Send a request in the way that the server asks for."""
        if self._token:
            request.headers["Authorization"] = f"Bearer {self._token}"
            yield request
            return
        if self._scheme is None:
            response = yield request
            if response.status_code != httpx.codes.UNAUTHORIZED or not self._user:
                return
            asked = response.headers.get("WWW-Authenticate", "").lower()
            kind = httpx.DigestAuth if asked.startswith("digest") else httpx.BasicAuth
            self._scheme = kind(self._user, self._password)
        yield from self._scheme.auth_flow(request)


def configured_server(url: str) -> "Server":
    """Return the server that takes queries at a URL; the rest is read from the settings.

    Raises:
        UsageError: the URL is not one of HTTP, or too little is known of the server.
    """
    from graph.settings import Settings  # takes 0.3 s, which a store in a folder need not pay

    known = Settings()
    return Server(
        Addresses.guessed(url, known.store_update, known.store_graphs),
        Credentials(
            known.store_user,
            known.store_password.get_secret_value(),
            known.store_token.get_secret_value(),
        ),
    )


class Server:
    """A SPARQL server.

    Args:
        addresses: Where it takes its operations.
        credentials: What it asks for.
    """

    def __init__(self, addresses: Addresses, credentials: Credentials) -> None:
        self.addresses = addresses
        self._client = httpx.Client(auth=credentials, timeout=httpx.Timeout(_SECONDS, connect=10.0))
        weakref.finalize(self, self._client.close)
        self.software = ""

    @property
    def is_virtuoso(self) -> bool:
        """Tell whether the server said, in its last answer, that it is a Virtuoso."""
        return self.software.startswith("Virtuoso")

    def query(self, form: Form, media_type: str) -> bytes:
        """Return the result of a query.

        Raises:
            BadRequestError: the server does not take the query.
            EvaluationError: it gave up.
            StoreError: it could not be asked.
        """
        with self.stream(form, media_type, _SECONDS) as chunks:
            return b"".join(chunks)

    @contextmanager
    def stream(self, form: Form, media_type: str, seconds: float) -> Iterator[Iterator[bytes]]:
        """Open the result of a query as its bytes come.

        Args:
            form: The fields of the protocol.
            media_type: The form that is asked for.
            seconds: How long it may take, to the last byte.

        Raises:
            BadRequestError: the server does not take the query.
            TimeLimitError: it took too long.
            EvaluationError: it gave up.
            StoreError: it could not be asked.
        """
        end = time.monotonic() + seconds
        limit = {"timeout": str(round(seconds * 1000))} if self.is_virtuoso else {}
        request = self._client.build_request(
            "POST",
            self.addresses.query,
            data={**form, **limit},
            headers={"Accept": media_type},
            timeout=httpx.Timeout(seconds, connect=min(10.0, seconds)),
        )
        with self._explained(), _limited(seconds):
            response = self._send_safely(request, end)
            try:
                self._check(response)
                yield _until(end, response.iter_bytes())
            finally:
                response.close()

    def update(self, text: str) -> None:
        """Carry out an update; it is sent once only, whatever happens to the request.

        Raises:
            EvaluationError: the server gave up.
            StoreError: it could not be asked.
        """
        with self._explained():
            self._check(self._client.post(self.addresses.update, data={"update": text}))

    @contextmanager
    def graph(self, name: ox.NamedNode) -> Iterator[Iterator[bytes]]:
        """Open the triples of a graph, as N-Triples."""
        request = self._client.build_request(
            "GET",
            self.addresses.graphs,
            params={"graph": name.value},
            headers={"Accept": "application/n-triples"},
        )
        with self._explained():
            response = self._send_safely(request, time.monotonic() + _SECONDS)
            try:
                if response.status_code == httpx.codes.NOT_FOUND:
                    yield iter(())
                else:
                    self._check(response)
                    yield response.iter_bytes()
            finally:
                response.close()

    def add_to_graph(self, name: ox.NamedNode, ntriples: bytes) -> None:
        """Add triples to a graph."""
        with self._explained():
            self._check(
                self._client.post(
                    self.addresses.graphs,
                    params={"graph": name.value},
                    content=ntriples,
                    headers={"Content-Type": "text/turtle"},  # N-Triples are Turtle
                )
            )

    def _send_safely(self, request: httpx.Request, end: float) -> httpx.Response:
        """Send a request that changes nothing, again where the server could not take it."""
        for pause in _PAUSES:
            try:
                response = self._client.send(request, stream=True)
            except (httpx.NetworkError, httpx.RemoteProtocolError):
                if time.monotonic() + pause > end:
                    raise
            else:
                if response.status_code not in _BUSY or time.monotonic() + pause > end:
                    return response
                response.close()
            time.sleep(pause)
        return self._client.send(request, stream=True)

    def _check(self, response: httpx.Response) -> None:
        """Take note of the server's software, and raise for an answer that is an error."""
        self.software = response.headers.get("Server", "")
        if "S1TAT" in response.headers.get("X-SQL-State", ""):
            raise httpx.ReadTimeout("the result is partial")
        if response.is_success:
            return
        response.read()
        message = " ".join(response.text.split("\n\n")[0].split())[:_SHOWN]
        if response.status_code == httpx.codes.BAD_REQUEST:
            raise BadRequestError(f"The server did not take the request: {message}")
        if response.status_code in (401, 403):
            raise StoreError(
                f"The server at {self.addresses.query} refused the request.",
                "Set COMITY_STORE_USER and COMITY_STORE_PASSWORD, or COMITY_STORE_TOKEN.",
            )
        if response.is_server_error and response.status_code not in _BUSY:
            raise EvaluationError(f"The server could not carry out the request: {message}")
        raise StoreError(
            f"The server answered {response.status_code} at {response.url.copy_with(query=None)}.",
            "Check its addresses: COMITY_STORE, COMITY_STORE_UPDATE and COMITY_STORE_GRAPHS.",
        )

    @contextmanager
    def _explained(self) -> Iterator[None]:
        """Turn the client's errors into ours; none of them shows a header of the request."""
        try:
            yield
        except httpx.TimeoutException as error:
            raise StoreError(
                f"The server at {self.addresses.query} does not answer, or not in time.",
                "Check that it runs and how busy it is; ask for less at once.",
            ) from error
        except httpx.HTTPError as error:
            raise StoreError(
                f"The server at {self.addresses.query} cannot be reached: {error}.",
                "Check that it runs and that --store has its address.",
            ) from error


@contextmanager
def _limited(seconds: float) -> Iterator[None]:
    """Turn a time-out of the client into an error that tells the limit."""
    try:
        yield
    except (httpx.ReadTimeout, httpx.WriteTimeout) as error:
        raise TimeLimitError(
            f"The query took longer than {seconds:g} s.",
            "query_seconds",
            seconds,
            "Ask for less: a LIMIT, or fewer and more selective patterns.",
        ) from error


def _until(end: float, chunks: Iterator[bytes]) -> Iterator[bytes]:
    """Yield chunks until a time has come."""
    for chunk in chunks:
        if time.monotonic() > end:
            raise httpx.ReadTimeout("the result is not complete in time")
        yield chunk
