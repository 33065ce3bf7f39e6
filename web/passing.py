"""Free-form queries on a store of another server: passed on to it, within the same limits."""

import asyncio
import tempfile
from collections import Counter
from contextlib import suppress
from threading import Event, Thread
from traceback import clear_frames
from typing import BinaryIO, Final, cast

from starlette.concurrency import run_in_threadpool

from graph.errors import ComityError, EvaluationError, TimeLimitError
from graph.result_limits import LimitedOutput, Limits, write_result
from graph.results import GRAPH_FORMATS, SOLUTION_FORMATS, QueryResult
from graph.settings import Settings
from graph.store.remote import RemoteStore
from graph.store.remote.results import read_solutions, read_triples
from web.content import Content
from web.evaluation import Query
from web.turns import Turns

_IN_MEMORY: Final = 2**20
"""Most bytes of a result that are not written to a file."""

_LOOK: Final = 0.5
"""Seconds between two looks at the version that the server has."""

_WORDIER: Final = 8
"""How many times larger than a result its JSON or its N-Triples may be."""


class Passing:
    """Passes queries on to the server of a store.

    Args:
        store: What the queries are asked of.
        settings: How many are passed on at once, how many may wait, how large a result may be.
    """

    def __init__(self, store: RemoteStore, settings: Settings) -> None:
        self._store = store
        self._limits = Limits(settings.result_rows, settings.result_bytes)
        self._seconds = settings.query_seconds
        self.turns = Turns(settings)
        self.killed: Counter[str] = Counter()
        self._closed = Event()
        store.states.is_watched = True
        Thread(target=self._watch, daemon=True).start()

    async def evaluate(self, query: Query) -> Content:
        """Return the result of a query.

        Raises:
            TimeLimitError: it takes too long.
            OverloadError: too many queries wait already.
            ResultLimitError: the result is too large.
            UsageError: it is not SPARQL 1.1, or would send requests.
        """
        left = Event()
        async with self.turns.take():
            fetching = asyncio.ensure_future(run_in_threadpool(self._fetch, query, left))
            try:
                return await asyncio.shield(fetching)
            except TimeLimitError:
                self.killed["time"] += 1
                raise
            except asyncio.CancelledError:
                self.killed["left"] += 1
                left.set()
                with suppress(ComityError):  # the turn is another's when the server has ended
                    (await fetching).close()
                raise

    def close(self) -> None:
        """Stop looking at the version; a query that is under way ends in its time."""
        self._closed.set()
        self._store.states.is_watched = False

    def _watch(self) -> None:
        """Keep the version of the store known, so that no request has to wait for it."""
        while not self._closed.wait(_LOOK):
            with suppress(ComityError):
                self._store.states.refresh()

    def _fetch(self, query: Query, left: Event) -> Content:
        """Return the result of a query, complete.

        It is asked for in a form that shows where it was cut off, and written anew: a server that
        gives up half-way has told success already.
        """
        file = cast("BinaryIO", tempfile.SpooledTemporaryFile(_IN_MEMORY))  # noqa: SIM115  # see below
        try:
            write_result(self._result(query, left), query.form, file, self._limits)
        except (ComityError, SyntaxError, RuntimeError, OSError) as error:
            file.close()
            clear_frames(error.__traceback__)  # a result is dropped in the thread that made it
            if isinstance(error, ComityError):
                raise
            raise EvaluationError(f"The server's result cannot be used: {error}") from error
        return Content(file.tell(), file)  # closes it when it has been sent

    def _result(self, query: Query, left: Event) -> QueryResult:
        """Return what the server answers, read as far as it can be without the engine."""
        is_graph = query.form in GRAPH_FORMATS
        source = next(
            known
            for known in (GRAPH_FORMATS if is_graph else SOLUTION_FORMATS)
            if known.name == ("ntriples" if is_graph else "json")
        )
        factor = 1 if source is query.form else _WORDIER
        raw = Limits(self._limits.rows, self._limits.size * factor)
        with tempfile.SpooledTemporaryFile(_IN_MEMORY) as file:
            output = LimitedOutput(file, raw, source)
            with self._store.stream(
                query.text, query.dataset, source.media_type, self._seconds
            ) as chunks:
                for chunk in chunks:
                    if left.is_set():
                        raise EvaluationError("Nobody waits for the result any more.")
                    output.write(chunk)
            file.seek(0)
            data = file.read()
        return read_triples(data) if is_graph else read_solutions(data)
