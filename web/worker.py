"""A process that evaluates free-form queries, one at a time: ``python -m web.worker``.

It is started by ``web.workers``, which also says what is sent over the socket. It imports nothing
heavy, so that one that was killed is replaced within 0.15 s.
"""

import json
import resource
import signal
import socket
import struct
import sys
import tempfile
from contextlib import suppress
from pathlib import Path
from typing import IO, Any, Final, Self

from graph.errors import ComityError, EvaluationError, StoreError, UsageError
from graph.result_limits import Limits, write_result
from graph.results import GRAPH_FORMATS, SOLUTION_FORMATS, formats_for
from graph.sparql import refuse_service
from graph.store import Dataset, Store, open_store

FRAME: Final = struct.Struct(">IQ")
"""What a message begins with: the length of its JSON, and of the bytes behind it."""

_INLINE: Final = 2**20
"""Most bytes of a result that go through the socket; of more, the file does."""

_AT_ONCE: Final = 2**16
"""Most bytes that are read from the socket at first."""

_GRACE: Final = 5
"""Seconds past the time limit after which the process ends even if nobody is left to kill it."""

_FORMATS: Final = {form.name: form for form in (*SOLUTION_FORMATS, *GRAPH_FORMATS)}


def main(descriptor: int, location: str, options: dict[str, Any]) -> None:
    """Answer the queries that come through a socket, until it is closed.

    Args:
        descriptor: Of the socket.
        location: Of the store.
        options: ``plain`` (as ``open_store`` takes it), ``memory`` (bytes on top of what an open
            store needs), ``seconds`` (most that a query takes), ``rows`` and ``size`` (most in a
            result).
    """
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the server, which ends us
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    worker = _Worker(open_store(location, plain=options["plain"]), options)
    worker.look()
    # Where the connection is reset, the server has ended.
    with suppress(ConnectionError), socket.socket(fileno=descriptor) as connection:
        _send(connection, {"ready": True})
        _serve(connection, worker, options["seconds"])


def _serve(connection: socket.socket, worker: "_Worker", seconds: float) -> None:
    """Answer the queries that come through a socket, until it is closed."""
    while request := _receive(connection):
        signal.setitimer(signal.ITIMER_REAL, seconds + _GRACE)
        worker.answer(connection, request)
        signal.setitimer(signal.ITIMER_REAL, 0)


class _Worker:
    """What evaluates the queries.

    Args:
        store: What they are asked of.
        options: As ``main`` takes them.
    """

    def __init__(self, store: Store, options: dict[str, Any]) -> None:
        self._store = store
        self._limits = Limits(options["rows"], options["size"])
        self._memory: int = options["memory"]
        self._version = ""

    def look(self) -> None:
        """Open the present version of the store; the limit of memory is on top of it."""
        try:
            version = self._store.version
            if version != self._version:
                _limit_memory(None)
                self._store.query("ASK {}")
                self._version = version
                _limit_memory(self._memory)
        except StoreError:
            return  # the query tells

    def answer(self, connection: socket.socket, request: dict[str, Any]) -> None:
        """Send the result of a query, or the error that it made."""
        self.look()
        with _Spool() as spool:
            try:
                self._evaluate(request, spool)
            except ComityError as error:
                _send(connection, {"error": type(error).__name__, "members": vars(error)})
            else:
                spool.send(connection)

    def _evaluate(self, request: dict[str, Any], output: "_Spool") -> None:
        """Write the result of a query.

        Raises:
            UsageError: it would send requests, or is no SPARQL 1.1.
            EvaluationError: the engine gave up, or the result is too large.
        """
        text, form, graphs = request["text"], _FORMATS[request["form"]], request["dataset"]
        refuse_service(text)
        result = self._store.query(text, Dataset(*map(tuple, graphs)) if graphs else None)
        if form not in formats_for(result):
            raise UsageError(f"The result of the query cannot be written as {form.name}.")
        try:
            write_result(result, form, output, self._limits)
        except (RuntimeError, OSError) as error:
            raise EvaluationError(f"The query could not be evaluated: {error}") from error


class _Spool:
    """The bytes of a result: in memory while they are few, else in a file without a name."""

    def __init__(self) -> None:
        self._memory = bytearray()
        self._file: IO[bytes] | None = None

    def __enter__(self) -> Self:
        """Return itself."""
        return self

    def __exit__(self, *_: object) -> None:
        """Close the file; what it was sent to holds it open."""
        if self._file is not None:
            self._file.close()

    def write(self, data: bytes) -> None:
        """Take further bytes."""
        if self._file is not None:
            self._file.write(data)
            return
        self._memory += data
        if len(self._memory) > _INLINE:
            self._file = tempfile.TemporaryFile()  # noqa: SIM115  # closed by __exit__
            self._file.write(self._memory)

    def send(self, connection: socket.socket) -> None:
        """Send the bytes, or the file."""
        if self._file is None:
            _send(connection, {"size": len(self._memory)}, self._memory)
        else:
            size = self._file.tell()
            self._file.flush()
            _send(connection, {"size": size}, descriptor=self._file.fileno())


def _limit_memory(size: int | None) -> None:
    """Let the process have so many bytes more than now; None lifts the limit."""
    _, most = resource.getrlimit(resource.RLIMIT_AS)
    limit = most
    if size is not None:
        pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[0])
        limit = pages * resource.getpagesize() + size
        limit = limit if most == resource.RLIM_INFINITY else min(limit, most)
    resource.setrlimit(resource.RLIMIT_AS, (limit, most))


def _receive(connection: socket.socket) -> dict[str, Any] | None:
    """Return the next message, or None where there will be none."""
    data = connection.recv(_AT_ONCE)
    while data:
        if len(data) >= FRAME.size:
            length, _ = FRAME.unpack_from(data)
            if len(data) == FRAME.size + length:
                message: dict[str, Any] = json.loads(data[FRAME.size :])
                return message
            data += connection.recv(FRAME.size + length - len(data), socket.MSG_WAITALL)
        else:
            data += connection.recv(_AT_ONCE)
    return None


def _send(
    connection: socket.socket,
    message: object,
    data: bytes | bytearray = b"",
    descriptor: int | None = None,
) -> None:
    """Send a message, and either bytes or a file behind it."""
    encoded = json.dumps(message).encode()
    head = FRAME.pack(len(encoded), len(data)) + encoded
    if descriptor is None:
        connection.sendall(head + data)
    else:
        socket.send_fds(connection, [head], [descriptor])


if __name__ == "__main__":
    main(int(sys.argv[1]), sys.argv[2], json.loads(sys.argv[3]))
