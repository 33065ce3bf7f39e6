"""A bounded queue in front of what evaluates free-form queries."""

import asyncio
import math
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from graph.errors import OverloadError
from graph.settings import Settings


class Turns:
    """Lets so many queries through at once, and so many wait.

    Args:
        settings: Of these, ``workers`` and ``waiting``.
    """

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._free = asyncio.Semaphore(settings.workers)
        self.busy = 0
        self.waiting = 0

    @asynccontextmanager
    async def take(self) -> AsyncIterator[None]:
        """Wait for a turn.

        Raises:
            OverloadError: too many wait already.
        """
        if self._free.locked() and self.waiting >= self._settings.waiting:
            raise OverloadError(
                f"{self.waiting} queries wait for their turn already.",
                "waiting",
                self._settings.waiting,
                f"Try again in {math.ceil(self._settings.query_seconds)} s.",
            )
        self.waiting += 1
        try:
            await self._free.acquire()
        finally:
            self.waiting -= 1
        self.busy += 1
        try:
            yield
        finally:
            self.busy -= 1
            self._free.release()
