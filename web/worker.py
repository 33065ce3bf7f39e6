"""A process that evaluates free-form queries, one at a time: ``python -m web.worker``.

It is started by ``web.process``. Over one socket come the queries, each in one piece as ``pack``
makes it; a large one as the descriptor of a file that has no name. Over the other go the answers,
each a ``FRAME`` (a kind and a size) and bytes: ``READY`` once; then for each query the ``RESULT``,
or a ``FILE`` whose descriptor comes with the frame, or the class and the members of an ``ERROR``
in JSON.

It imports nothing heavy, so that one that was killed is replaced within 0.15 s.
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
from graph.results import GRAPH_FORMATS, SOLUTION_FORMATS, Format, formats_for
from graph.sparql import refuse_service
from graph.store import Dataset, Store, open_store

FRAME: Final = struct.Struct(">BQ")
"""What an answer begins with: its kind, and the size of the bytes behind it or in the file."""

READY: Final = 0
RESULT: Final = 1
FILE: Final = 2
ERROR: Final = 3

SMALL: Final = 2**14
"""Most bytes of a query that goes through the socket; of a longer one, a file does."""

_INLINE: Final = 2**20
"""Most bytes of a result that go through the socket; of more, the file does."""

_DESCRIPTOR: Final = struct.Struct("i")
_ROOM: Final = socket.CMSG_SPACE(_DESCRIPTOR.size)

_GRACE: Final = 5
"""Seconds past the time limit after which the process ends even if nobody is left to kill it."""

_FORMATS: Final = {form.name: form for form in (*SOLUTION_FORMATS, *GRAPH_FORMATS)}


def main(queries: int, answers: int, location: str, options: dict[str, Any]) -> None:
    """Answer the queries that come through a socket, until it is closed.

    Args:
        queries: Descriptor of the socket from which they come.
        answers: Descriptor of the socket to which the answers go.
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
    with (
        suppress(ConnectionError),
        socket.socket(fileno=queries) as source,
        socket.socket(fileno=answers) as target,
    ):
        _send(target, READY)
        _serve(source, target, worker, options["seconds"] + _GRACE)


def _serve(source: socket.socket, target: socket.socket, worker: "_Worker", seconds: float) -> None:
    """Answer the queries that come through a socket, until it is closed."""
    while message := _message(source):
        signal.setitimer(signal.ITIMER_REAL, seconds)
        worker.answer(target, *_unpacked(message))
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

    def answer(
        self, connection: socket.socket, text: str, dataset: Dataset | None, form: str
    ) -> None:
        """Send the result of a query, or the error that it made."""
        self.look()
        with _Spool() as spool:
            try:
                self._evaluate(text, dataset, _FORMATS[form], spool)
            except ComityError as error:
                told = {"name": type(error).__name__, "members": vars(error)}
                _send(connection, ERROR, json.dumps(told).encode())
            else:
                spool.send(connection)

    def _evaluate(self, text: str, dataset: Dataset | None, form: Format, output: "_Spool") -> None:
        """Write the result of a query.

        Raises:
            UsageError: it would send requests, or is no SPARQL 1.1.
            EvaluationError: the engine gave up, or the result is too large.
        """
        refuse_service(text)
        result = self._store.query(text, dataset)
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
            _send(connection, RESULT, self._memory)
        else:
            frame = FRAME.pack(FILE, self._file.tell())
            self._file.flush()
            socket.send_fds(connection, [frame], [self._file.fileno()])


def _limit_memory(size: int | None) -> None:
    """Let the process have so many bytes more than now; None lifts the limit."""
    _, most = resource.getrlimit(resource.RLIMIT_AS)
    limit = most
    if size is not None:
        pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[0])
        limit = pages * resource.getpagesize() + size
        limit = limit if most == resource.RLIM_INFINITY else min(limit, most)
    resource.setrlimit(resource.RLIMIT_AS, (limit, most))


def pack(text: str, dataset: Dataset | None, form: str) -> bytes:
    """Return a query as it goes to the process.

    Args:
        text: SPARQL.
        dataset: Its graphs are named by IRIs, in which there is no space.
        form: Name of the format of its result.
    """
    graphs = dataset or Dataset()
    names = (" ".join(graphs.default_graphs), " ".join(graphs.named_graphs))
    return "\n".join((form, *names, text)).encode()


def _unpacked(message: bytes) -> tuple[str, Dataset | None, str]:
    """Return the text, the dataset and the form of a query."""
    form, default, named, text = message.decode().split("\n", 3)
    dataset = Dataset(tuple(default.split()), tuple(named.split())) if default or named else None
    return text, dataset, form


def receive(connection: socket.socket, size: int, flags: int = 0) -> tuple[bytes, list[int]]:
    """Return bytes that a socket has, and descriptors that came with them.

    Args:
        connection: The socket.
        size: Most bytes.
        flags: As ``recvmsg`` takes them.
    """
    data, ancillary, _, _ = connection.recvmsg(size, _ROOM, flags)
    return data, [_DESCRIPTOR.unpack(packed)[0] for _, _, packed in ancillary]


def _message(source: socket.socket) -> bytes:
    """Return the next query, or nothing where there will be none."""
    data, descriptors = receive(source, SMALL)
    if not descriptors:
        return data
    with open(descriptors[0], "rb") as file:  # noqa: PTH123  # it has no path
        file.seek(0)
        return file.read()


def _send(target: socket.socket, kind: int, data: bytes | bytearray = b"") -> None:
    """Send an answer."""
    target.sendall(FRAME.pack(kind, len(data)) + data)


if __name__ == "__main__":
    main(int(sys.argv[1]), int(sys.argv[2]), sys.argv[3], json.loads(sys.argv[4]))
