"""A small pool of processes that evaluate free-form queries, each of which can be killed.

A message in either direction is a ``FRAME`` (two lengths), JSON, and bytes. The server sends the
text, the dataset and the name of the form; the worker sends ``ready`` once, then for each query the
size of the result, with its bytes behind or, where they are many, with the descriptor of a file
that has no name; or the class and the members of an error.
"""

import asyncio
import json
import os
import socket
import subprocess
import sys
from collections import Counter
from collections.abc import AsyncIterator
from contextlib import ExitStack, asynccontextmanager, suppress
from pathlib import Path
from typing import Any, Final

from graph import errors
from graph.errors import ComityError, TimeLimitError, WorkerLostError
from graph.settings import Settings
from graph.store import Store
from web.evaluation import Content, Query
from web.turns import Turns
from web.worker import FRAME

_START_SECONDS: Final = 60
"""Most seconds that a worker may take until it has opened the store."""

_QUICK: Final = 0.1
"""Seconds after which the process of a query has to let others go first."""

_NICE: Final = 10
"""How far: about a tenth of the time of a core that others want as well."""

_AT_ONCE: Final = 2**16
"""Most bytes that are read from a socket at once."""


class Pool:
    """Worker processes on one store, started when they are needed, and the queries that wait.

    Args:
        store: What the queries are asked of.
        settings: How many workers there are, what a query may use, how many may wait.
    """

    def __init__(self, store: Store, settings: Settings) -> None:
        self._settings = settings
        self._command = [
            store.location,
            json.dumps(
                {
                    "plain": store.plain,
                    "memory": settings.query_memory,
                    "seconds": settings.query_seconds,
                    "rows": settings.result_rows,
                    "size": settings.result_bytes,
                }
            ),
        ]
        self._idle: list[_Worker] = []
        self.turns = Turns(settings)
        self.killed: Counter[str] = Counter()

    async def evaluate(self, query: Query) -> Content:
        """Return the result of a query.

        Raises:
            TimeLimitError: it takes too long; its worker was killed.
            WorkerLostError: its worker ended by itself, or none could be started.
            OverloadError: too many queries wait already.
            ResultLimitError: the result is too large.
            UsageError: it is not SPARQL 1.1, or would send requests.
        """
        async with self._worker() as worker:
            try:
                await self._start(worker)
                return await worker.evaluate(query, self._settings.query_seconds)
            except TimeoutError:
                self.killed["time"] += 1
                raise self._too_slow() from None
            except (OSError, EOFError) as error:
                self.killed["lost"] += 1
                raise WorkerLostError(
                    "The process that evaluated the query was lost; it may have needed more than "
                    f"{self._settings.query_memory} bytes of memory.",
                    "Ask for less at a time: fewer patterns that share no variable, no sorting.",
                ) from error
            except asyncio.CancelledError:
                self.killed["left"] += 1
                raise

    def close(self) -> None:
        """End all workers."""
        while self._idle:
            worker = self._idle.pop()
            worker.kill()
            worker.wait()

    @asynccontextmanager
    async def _worker(self) -> AsyncIterator["_Worker"]:
        """Lend a worker that is idle or new; one that comes back busy is killed."""
        async with self.turns.take():
            worker = self._living()
            try:
                yield worker
            finally:
                if worker.is_idle:
                    self._idle.append(worker)
                else:
                    worker.kill()
                    asyncio.get_running_loop().run_in_executor(None, worker.wait)

    def _living(self) -> "_Worker":
        """Return an idle worker that nobody has killed meanwhile, or a new one."""
        while self._idle:
            worker = self._idle.pop()
            if worker.is_alive:
                return worker
            worker.kill()
        try:
            return _Worker(self._command)
        except OSError as error:
            raise self._not_started() from error

    async def _start(self, worker: "_Worker") -> None:
        """Wait until a worker is ready.

        Raises:
            WorkerLostError: it takes too long, or ends.
        """
        try:
            await worker.started()
        except (OSError, EOFError) as error:  # a TimeoutError is an OSError
            raise self._not_started() from error

    def _not_started(self) -> WorkerLostError:
        """Return the error of a query for which there is no process, and count it."""
        self.killed["lost"] += 1
        return WorkerLostError(
            "No process could be started to evaluate the query.",
            "Ask again later; it is not the query that failed.",
        )

    def _too_slow(self) -> TimeLimitError:
        """Return the error of a query that took too long."""
        seconds = self._settings.query_seconds
        return TimeLimitError(
            f"The query took longer than {seconds:g} s.",
            "query_seconds",
            seconds,
            "Join patterns by shared variables, bind the ends of paths, and use LIMIT.",
        )


class _Worker:
    """A worker process as the server sees it.

    Args:
        command: What the process is told, behind the number of the socket.

    Raises:
        OSError: no process can be started.
    """

    def __init__(self, command: list[str]) -> None:
        self._socket, other = socket.socketpair()
        with ExitStack() as failed, other:
            failed.callback(self._socket.close)
            self._process = subprocess.Popen(  # noqa: S603  # our own program
                [sys.executable, "-m", "web.worker", str(other.fileno()), *command],
                cwd=Path(__file__).parents[1],
                pass_fds=[other.fileno()],
                stdin=subprocess.DEVNULL,
            )
            failed.pop_all()
        self._socket.setblocking(False)  # noqa: FBT003  # the name of its parameter is not public
        self._received = b""
        self._descriptors: list[int] = []
        self._arrived: asyncio.Future[None] | None = None
        self._loop: asyncio.AbstractEventLoop | None = None
        self._timer: asyncio.TimerHandle | None = None
        self.is_idle = True

    @property
    def is_alive(self) -> bool:
        """Tell whether the process still runs."""
        return self._process.poll() is None

    async def started(self) -> None:
        """Wait until the process has opened the store.

        Raises:
            TimeoutError: it takes too long.
            OSError: the process is lost; so it is with EOFError.
        """
        if self._loop is None:
            self.is_idle = False
            self._loop = asyncio.get_running_loop()
            arrived = self._arrived = self._loop.create_future()
            self._loop.add_reader(self._socket.fileno(), self._read)
            await self._message(arrived, _START_SECONDS, _START_SECONDS)
            self.is_idle = True

    async def evaluate(self, query: Query, seconds: float) -> Content:
        """Return the result of a query.

        Args:
            query: What to evaluate.
            seconds: Most that it may take.

        Raises:
            ComityError: what the worker raised.
            TimeoutError: it takes too long.
            OSError: the process is lost; so it is with EOFError.
        """
        self.is_idle = False
        dataset = query.dataset
        message = {
            "text": query.text,
            "form": query.form.name,
            "dataset": dataset and [dataset.default_graphs, dataset.named_graphs],
        }
        encoded = json.dumps(message).encode()
        arrived = self._arrived = asyncio.get_running_loop().create_future()
        await self._send(FRAME.pack(len(encoded), 0) + encoded)
        reply, data = await self._message(arrived, seconds, _QUICK)
        self.is_idle = True
        if "error" in reply:
            raise _error(reply["error"], reply["members"])
        if self._descriptors:
            return Content(reply["size"], os.fdopen(self._descriptors.pop(), "rb"))
        return Content(reply["size"], data)

    async def _send(self, data: bytes) -> None:
        """Send bytes; few of them leave at once."""
        try:
            sent = self._socket.send(data)
        except BlockingIOError:
            sent = 0
        if sent < len(data):
            await asyncio.get_running_loop().sock_sendall(self._socket, data[sent:])

    async def _message(
        self, arrived: "asyncio.Future[None]", seconds: float, quick: float
    ) -> tuple[dict[str, Any], bytes]:
        """Return the next message that the process sends, and the bytes behind it.

        Args:
            arrived: What the reader of the socket settles.
            seconds: Most that it may take.
            quick: Seconds after which the process has to let others go first.

        Raises:
            TimeoutError: it takes longer.
        """
        loop = arrived.get_loop()
        end = loop.time() + seconds
        self._timer = loop.call_later(min(quick, seconds), self._wait_on, end)
        try:
            await arrived
        finally:
            self._timer.cancel()
        length, _ = FRAME.unpack_from(self._received)
        start = FRAME.size + length
        message, data = json.loads(self._received[FRAME.size : start]), self._received[start:]
        self._received = b""
        return message, data

    def _wait_on(self, end: float) -> None:
        """Go on waiting for a slow query, whose process lets others go first from now on.

        Only an administrator could take that back, so the process stays so until it ends.
        """
        with suppress(ProcessLookupError):
            os.setpriority(os.PRIO_PROCESS, self._process.pid, os.nice(0) + _NICE)
        loop = asyncio.get_running_loop()
        self._timer = loop.call_at(end, _settle, self._arrived, TimeoutError())

    def _read(self) -> None:
        """Take what the process has sent; tell when a message is complete."""
        try:
            data, descriptors, _, _ = socket.recv_fds(self._socket, _AT_ONCE, 1)
        except OSError as error:
            self._lose(error)
            return
        self._descriptors += descriptors
        self._received += data
        if not data:
            self._lose(EOFError("the worker closed its socket"))
        elif len(self._received) >= FRAME.size:
            length, size = FRAME.unpack_from(self._received)
            if len(self._received) == FRAME.size + length + size:
                _settle(self._arrived)

    def _lose(self, error: Exception) -> None:
        """Read no more: the process is gone, perhaps while it was idle."""
        self._stop_reading()
        _settle(self._arrived, error)

    def _stop_reading(self) -> None:
        """Leave the socket alone."""
        if self._loop is not None and self._socket.fileno() >= 0:
            self._loop.remove_reader(self._socket.fileno())

    def kill(self) -> None:
        """End the process, whatever it is doing."""
        self._process.kill()
        self._stop_reading()
        self._socket.close()
        for descriptor in self._descriptors:
            os.close(descriptor)

    def wait(self) -> None:
        """Wait until a killed process is gone; that takes a while where it had much memory."""
        self._process.wait()


def _settle(future: "asyncio.Future[None] | None", error: Exception | None = None) -> None:
    """Let go of what waits for a future, if anything still does."""
    if future is None or future.done():
        return
    if error is None:
        future.set_result(None)
    else:
        future.set_exception(error)


def _error(name: str, members: dict[str, Any]) -> ComityError:
    """Return the error that a worker tells of."""
    kind: type[ComityError] = getattr(errors, name)
    error = kind.__new__(kind, members["message"])
    vars(error).update(members)
    return error
