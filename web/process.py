"""A worker process as the server sees it.

A few queries lie before it, so that it need not wait for the server between two of them. It takes
one at a time, and answers in their order: so the server knows which one it has begun, and can take
back those that it has not.
"""

import asyncio
import json
import math
import os
import socket
import subprocess
import sys
import tempfile
from collections import deque
from collections.abc import Callable, Sequence
from contextlib import ExitStack, suppress
from pathlib import Path
from typing import Any, Final

from graph import errors
from graph.errors import ComityError
from web.content import Content
from web.evaluation import Query
from web.worker import FILE, FRAME, READY, RESULT, SMALL, pack, receive

_MOST: Final = 8
"""Queries that lie before a process at most, with the one that it has begun."""

_AT_ONCE: Final = 2**16
"""Most bytes that are read from a socket at once."""

_NICE: Final = 10
"""How far a process lets others go first: it gets about a tenth of a core that they want."""

_ALLOCATOR: Final = "glibc.malloc.tcache_count=2000:glibc.malloc.tcache_max=8192"
"""Lets the C library keep more of what the engine gives back, which takes many small pieces for
each query; other C libraries do not look at it."""


class Job:
    """A query and what waits for its result.

    Args:
        query: What to evaluate.
    """

    def __init__(self, query: Query) -> None:
        self.message = pack(query.text, query.dataset, query.form.name)
        self.content: asyncio.Future[Content] = asyncio.get_running_loop().create_future()

    def fail(self, error: Exception) -> None:
        """Tell of an error, if anybody still waits."""
        if not self.content.done():
            self.content.set_exception(error)

    def succeed(self, content: Content) -> None:
        """Hand over the result; drop it where nobody waits any more."""
        if self.content.done():
            content.close()
        else:
            self.content.set_result(content)

    def leave(self) -> None:
        """Drop the result, which came just when nobody waited any more."""
        if self.content.done() and not self.content.cancelled() and not self.content.exception():
            self.content.result().close()


class Process:
    """A worker process.

    Args:
        command: What the process is told, behind the numbers of its sockets.
        changed: Is called when it has answered, and may get more to do.
        lost: Is called when it has ended by itself.

    Raises:
        OSError: no process can be started.
    """

    def __init__(
        self,
        command: Sequence[str],
        changed: Callable[[], None],
        lost: Callable[["Process"], None],
    ) -> None:
        with ExitStack() as opened:
            # Both ends stay open here, so that a query can be taken back.
            self._queries, self._before = map(
                opened.enter_context, socket.socketpair(type=socket.SOCK_SEQPACKET)
            )
            self._answers, other = map(opened.enter_context, socket.socketpair())
            numbers = [self._before.fileno(), other.fileno()]
            self._process = subprocess.Popen(  # noqa: S603  # our own program
                [sys.executable, "-m", "web.worker", *map(str, numbers), *command],
                cwd=Path(__file__).parents[1],
                env={"GLIBC_TUNABLES": _ALLOCATOR, **os.environ},
                pass_fds=numbers,
                stdin=subprocess.DEVNULL,
            )
            opened.pop_all()
            other.close()
        self._answers.setblocking(False)  # noqa: FBT003  # the name of its parameter is not public
        self._changed = changed
        self._lost = lost
        self._received = bytearray()
        self._descriptors: deque[int] = deque()
        self._loop = asyncio.get_running_loop()
        self._loop.add_reader(self._answers.fileno(), self._read)
        self._begun = self._loop.time()
        self.jobs: deque[Job] = deque()
        self.pid = self._process.pid
        self.is_ready = False
        self.is_slow = False
        self.is_nice = False

    @property
    def room(self) -> int:
        """Return how many more queries may lie before it: none behind one that takes a while."""
        if self.is_slow or not self.is_ready:
            return not self.jobs
        return _MOST - len(self.jobs)

    @property
    def seconds(self) -> float:
        """Return how long it has been at what it has begun, or at its own start."""
        return self._loop.time() - self._begun if self.jobs else -math.inf

    def send(self, job: Job) -> None:
        """Lay a query before the process."""
        if not self.jobs and self.is_ready:
            self._begun = self._loop.time()
        self.jobs.append(job)
        if len(job.message) <= SMALL:
            self._queries.send(job.message)
            return
        with tempfile.TemporaryFile() as file:
            file.write(job.message)
            file.flush()
            socket.send_fds(self._queries, [b"\0"], [file.fileno()])

    def take_back(self) -> list[Job]:
        """Take back the queries that it has not begun; at most one is left, which it has."""
        back: deque[Job] = deque()
        with suppress(BlockingIOError):
            while True:
                _, descriptors = receive(self._before, SMALL, socket.MSG_DONTWAIT)
                back.appendleft(self.jobs.pop())
                for descriptor in descriptors:
                    os.close(descriptor)
        # Where more than one is left, all but the last are answered: the answers lie here.
        with suppress(OSError, EOFError):
            while self.jobs:
                self._receive()
        return [*back]

    def let_others_go_first(self) -> None:
        """Let others go first from now on: only an administrator could take that back."""
        self.is_nice = True
        with suppress(ProcessLookupError):
            os.setpriority(os.PRIO_PROCESS, self.pid, os.nice(0) + _NICE)

    def end(self) -> list[Job]:
        """Kill the process; return the queries that it had not begun."""
        self._process.kill()
        back = self.take_back() if self.is_ready else []
        self._loop.remove_reader(self._answers.fileno())
        for each in (self._queries, self._before, self._answers):
            each.close()
        for descriptor in self._descriptors:
            os.close(descriptor)
        return back

    def wait(self) -> None:
        """Wait until a killed process is gone; that takes a while where it had much memory."""
        self._process.wait()

    def _read(self) -> None:
        """Take what the process has sent."""
        try:
            self._receive()
        except BlockingIOError:
            return  # taken already
        except (OSError, EOFError):
            self._lost(self)
        else:
            self._changed()

    def _receive(self) -> None:
        """Take some bytes that the process has sent, and the messages that they complete.

        Raises:
            BlockingIOError: there are none.
            OSError: the process is gone; so it is with EOFError.
        """
        data, descriptors = receive(self._answers, _AT_ONCE)
        if not data:
            raise EOFError("the worker closed its socket")
        self._descriptors += descriptors
        received = self._received
        received += data
        while len(received) >= FRAME.size:
            kind, size = FRAME.unpack_from(received)
            end = FRAME.size + (0 if kind == FILE else size)
            if len(received) < end:
                return
            payload = bytes(received[FRAME.size : end])
            del received[:end]
            self._settle(kind, size, payload)

    def _settle(self, kind: int, size: int, payload: bytes) -> None:
        """Take note of a message."""
        self._begun = self._loop.time()
        self.is_slow = False
        if kind == READY:
            self.is_ready = True
            return
        job = self.jobs.popleft()
        if kind == RESULT:
            job.succeed(Content(size, payload))
        elif kind == FILE:
            job.succeed(Content(size, os.fdopen(self._descriptors.popleft(), "rb")))
        else:
            job.fail(_error(**json.loads(payload)))


def _error(name: str, members: dict[str, Any]) -> ComityError:
    """Return the error that a worker tells of."""
    kind: type[ComityError] = getattr(errors, name)
    error = kind.__new__(kind, members["message"])
    vars(error).update(members)
    return error
