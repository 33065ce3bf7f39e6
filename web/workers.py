"""A small pool of processes that evaluate free-form queries, each of which can be killed."""

import asyncio
import json
from collections import Counter, deque
from typing import Final

from graph.errors import ComityError, TimeLimitError, WorkerLostError
from graph.settings import Settings
from graph.store import Store
from web.content import Content
from web.evaluation import Query
from web.process import Job, Process
from web.turns import Turns

_START_SECONDS: Final = 60
"""Most seconds that a worker may take until it has opened the store."""

_LOOK: Final = 0.02
"""Seconds between two looks at the workers; a query that takes longer keeps no other waiting."""

_QUICK: Final = 0.1
"""Seconds after which the process of a query has to let others go first."""


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
        self._waiting: deque[Job] = deque()
        self._processes: list[Process] = []
        self._timer: asyncio.TimerHandle | None = None
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
        with self.turns.place():
            job = Job(query)
            self._waiting.append(job)
            self._assign()
            try:
                return await job.content
            except asyncio.CancelledError:
                self._leave(job)
                raise

    def close(self) -> None:
        """End all workers."""
        if self._timer is not None:
            self._timer.cancel()
        while self._processes:
            process = self._processes.pop()
            process.end()
            process.wait()

    def _assign(self) -> None:
        """Lay waiting queries before the workers; look after them from time to time."""
        while self._waiting:
            try:
                process = self._free()
            except OSError:
                self.killed["lost"] += 1
                self._waiting.popleft().fail(self._not_started())
                continue
            if process is None:
                break
            process.send(self._waiting.popleft())
        if self._timer is None and any(process.jobs for process in self._processes):
            self._timer = asyncio.get_running_loop().call_later(_LOOK, self._look)

    def _free(self) -> Process | None:
        """Return the worker that the next query goes to, or None where all have enough to do.

        Raises:
            OSError: none could be started.
        """
        process = max(self._processes, key=lambda known: known.room, default=None)
        is_idle = process is not None and not process.jobs
        if not is_idle and len(self._processes) < self._settings.workers:
            process = Process(self._command, self._assign, self._lose)
            self._processes.append(process)
        return process if process is not None and process.room else None

    def _look(self) -> None:
        """Look how long the workers have been at what they do."""
        self._timer = None
        for process in [known for known in self._processes if known.seconds > _LOOK]:
            if not process.is_ready:
                if process.seconds > _START_SECONDS:
                    self._lose(process)
                continue
            self._put_back(process.take_back())  # others may be free for them
            process.is_slow = process.seconds > _LOOK
            if process.seconds > self._settings.query_seconds:
                self._end(process, "time", self._too_slow())
            elif process.seconds > _QUICK and not process.is_nice:
                process.let_others_go_first()
        self._assign()

    def _put_back(self, jobs: list[Job]) -> None:
        """Let queries wait that no worker has begun, before those that came later."""
        self._waiting.extendleft(reversed(jobs))

    def _leave(self, job: Job) -> None:
        """Take note that nobody waits for a query any more."""
        job.leave()
        process = next((known for known in self._processes if job in known.jobs), None)
        if process is not None:
            self._put_back(process.take_back())
            if job in process.jobs:
                self._end(process, "left", self._lost())
        if job in self._waiting:
            self._waiting.remove(job)
        self._assign()

    def _lose(self, process: Process) -> None:
        """Take note that a worker has ended, or has never begun to work."""
        self._end(process, "lost", self._lost() if process.is_ready else self._not_started())
        self._assign()

    def _end(self, process: Process, reason: str, error: ComityError) -> None:
        """Kill a worker; the query that it has begun fails, the others wait again."""
        self._processes.remove(process)
        self._put_back(process.end())
        asyncio.get_running_loop().run_in_executor(None, process.wait)
        for job in process.jobs:
            self.killed[reason] += 1
            job.fail(error)

    def _lost(self) -> WorkerLostError:
        """Return the error of a query whose process ended by itself."""
        return WorkerLostError(
            "The process that evaluated the query was lost; it may have needed more than "
            f"{self._settings.query_memory} bytes of memory.",
            "Ask for less at a time: fewer patterns that share no variable, no sorting.",
        )

    def _not_started(self) -> WorkerLostError:
        """Return the error of a query for which there is no process."""
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
