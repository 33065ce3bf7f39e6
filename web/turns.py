"""A bounded queue in front of free-form queries and of whole graphs, and results that wait."""

import asyncio
import math
import weakref
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager
from typing import Final

from graph.errors import OverloadError
from graph.settings import Settings
from web.content import Content

_RESULTS: Final = 8
"""How many of the largest results may lie in files until their clients have read them."""


class Turns:
    """Lets so many requests through at once, and so many wait.

    Args:
        settings: Of these, ``workers``, ``waiting`` and ``result_bytes``.
    """

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._free = asyncio.Semaphore(settings.workers)
        self._present = 0
        self.held = 0

    @property
    def busy(self) -> int:
        """Return how many queries are under way."""
        return min(self._present, self._settings.workers)

    @property
    def waiting(self) -> int:
        """Return how many queries wait."""
        return self._present - self.busy

    @contextmanager
    def place(self) -> Iterator[None]:
        """Take a place among the queries that are under way or wait.

        Raises:
            OverloadError: too many wait already.
        """
        if self._present >= self._settings.workers + self._settings.waiting:
            raise OverloadError(
                f"{self.waiting} requests wait for their turn already.",
                "waiting",
                self._settings.waiting,
                f"Try again in {math.ceil(self._settings.query_seconds)} s.",
            )
        self._present += 1
        try:
            yield
        finally:
            self._present -= 1

    @asynccontextmanager
    async def take(self) -> AsyncIterator[None]:
        """Wait for a turn.

        Raises:
            OverloadError: too many wait already.
        """
        with self.place():
            async with self._free:
                yield

    def hold(self, content: Content) -> None:
        """Count the file of a large result until it is closed: a client may read it slowly.

        Raises:
            OverloadError: such files take too much room already.
        """
        if isinstance(content.data, bytes):
            return
        most = _RESULTS * self._settings.result_bytes
        if self.held + content.size > most:
            content.close()
            raise OverloadError(
                f"{self.held} bytes of results wait to be read by those who asked for them.",
                "result_bytes",
                self._settings.result_bytes,
                "Try again later, or ask for less.",
            )
        self.held += content.size
        weakref.finalize(content.data, self._let_go, content.size)

    def _let_go(self, size: int) -> None:
        """Take note that the file of a result is gone."""
        self.held -= size
