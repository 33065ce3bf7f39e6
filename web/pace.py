"""Where something is made: at once where that is quick, else in another thread."""

import math
import time
from collections.abc import Callable
from typing import Final, TypeVar

from starlette.concurrency import run_in_threadpool

Answer = TypeVar("Answer")

_QUICK: Final = 0.002
"""Seconds below which a query is evaluated at once."""

_WEIGHT: Final = 0.25
"""How much the last time counts beside those before."""


class Pace:
    """How long one query took of late, and so where it is evaluated next.

    A step to another thread and back takes longer than a small query; a long query would keep all
    other requests waiting.
    """

    def __init__(self) -> None:
        self.seconds = math.nan

    async def run(self, work: Callable[[], Answer]) -> Answer:
        """Return what a function returns, called at once if that is quick, else in a thread."""
        if self.seconds < _QUICK:
            return self._timed(work)
        return await run_in_threadpool(self._timed, work)

    def _timed(self, work: Callable[[], Answer]) -> Answer:
        """Return what a function returns; take note of its time in a moving average."""
        start = time.perf_counter()
        try:
            return work()
        finally:
            seconds = time.perf_counter() - start
            before = seconds if math.isnan(self.seconds) else self.seconds
            self.seconds = before + (seconds - before) * _WEIGHT
