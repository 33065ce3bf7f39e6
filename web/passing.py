"""Free-form queries on a store of another server: passed on to it, within the same limits."""

import tempfile
from collections import Counter
from typing import BinaryIO, Final, cast

from starlette.concurrency import run_in_threadpool

from graph.errors import TimeLimitError
from graph.result_limits import LimitedOutput, Limits, row_counter
from graph.settings import Settings
from graph.sparql import refuse_service
from graph.store.remote import RemoteStore
from web.evaluation import Content, Query
from web.turns import Turns

_IN_MEMORY: Final = 2**20
"""Most bytes of a result that are not written to a file."""


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

    async def evaluate(self, query: Query) -> Content:
        """Return the result of a query.

        Raises:
            TimeLimitError: it takes too long.
            OverloadError: too many queries wait already.
            ResultLimitError: the result is too large.
            UsageError: it is not SPARQL 1.1, or would send requests.
        """
        async with self.turns.take():
            try:
                return await run_in_threadpool(self._fetch, query)
            except TimeLimitError:
                self.killed["time"] += 1
                raise

    def close(self) -> None:
        """Do nothing: a query that is under way ends in its time."""

    def _fetch(self, query: Query) -> Content:
        """Return the result of a query, complete."""
        refuse_service(query.text)
        file = cast("BinaryIO", tempfile.SpooledTemporaryFile(_IN_MEMORY))  # noqa: SIM115  # see below
        try:
            output = LimitedOutput(file, self._limits, row_counter(query.form))
            with self._store.stream(
                query.text, query.dataset, query.form.media_type, self._seconds
            ) as chunks:
                for chunk in chunks:
                    output.write(chunk)
        except BaseException:
            file.close()
            raise
        return Content(output.size, file)  # closes it when it has been sent
