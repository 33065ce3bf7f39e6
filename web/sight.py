"""The version of the store as requests see it."""

import time
from typing import Final

from graph.store import Store

_LOOK: Final = 0.001
"""Seconds for which a version that was looked up is taken for the present one."""


class Sight:
    """The version of a store, looked up once a millisecond at most.

    A look is a call of the system, during which Python lets other threads go first: that takes as
    long as all else that a kept answer needs. A write of another process may be seen so much later.

    Args:
        store: Whose version it is.
    """

    def __init__(self, store: Store) -> None:
        self._store = store
        self._version = ""
        self._end = 0.0

    @property
    def version(self) -> str:
        """Return the version that the store has, or had less than a millisecond ago.

        Raises:
            StoreError: the store cannot be read.
        """
        now = time.monotonic()
        if now >= self._end:
            self._version = self._store.version
            self._end = now + _LOOK
        return self._version

    def renew(self) -> None:
        """Look again when next asked, because this process has written, or is about to."""
        self._end = 0.0
