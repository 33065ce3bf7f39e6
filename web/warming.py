"""What first requests would wait for, made beside them: at the start, and after writes."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from functools import partial
from threading import Event, Thread
from time import monotonic
from typing import Final

from graph.errors import ComityError
from graph.store.remote import RemoteStore
from web.dates import Selection, counts, dated, undated
from web.descriptions import links
from web.evaluation import contained
from web.pages import home_page
from web.partners import Filter, partners, state_with_most_claims
from web.selections import Selection as ClaimSelection
from web.selections import selected
from web.service import Service
from web.templating import compile_templates
from web.timeline import MOST, MOST_UNDATED

PAUSE: Final = 0.5
"""Seconds between two looks for a new version."""

QUIET: Final = 10.0
"""Seconds that a new version must last to be worth the work: a curator decides more often."""

_PATIENCE: Final = 1.0
"""Seconds for which a server that ends waits for the step that is under way."""


class Warmer(Thread):
    """Makes what pages need of each version that lasts, its own writes and others' alike.

    What fails is told to the request that needs it. A plain store, or one on another server, is
    asked for nothing before a request is.

    Args:
        service: What the pages read from.
    """

    def __init__(self, service: Service) -> None:
        super().__init__(name="warming", daemon=True)
        self.service = service
        self.warm = ""
        """The version of which everything has been made."""
        self._end = Event()

    def run(self) -> None:
        """Make it at once, and then after each write that none follows for a while."""
        compile_templates()
        if isinstance(self.service.opened, RemoteStore) or self.service.opened.plain:
            return
        last, due = self._version, monotonic()
        while not self._end.is_set():
            version = self._version
            if version != last:
                last, due = version, monotonic() + QUIET
            elif version != self.warm and monotonic() >= due:
                self._make()
                self.warm = version
            self._end.wait(PAUSE)

    def end(self) -> None:
        """Leave what is not begun, and do not wait long for what is."""
        self._end.set()
        self.join(_PATIENCE)

    @property
    def _version(self) -> str:
        """Return the version of the store, or "" where there is none yet."""
        with suppress(ComityError):
            return self.service.store.version
        return ""

    def _make(self) -> None:
        for step in _steps(self.service):
            if not self._end.is_set():
                with suppress(ComityError):
                    contained(step)


@contextmanager
def warming(service: Service) -> Iterator[None]:
    """Keep in a thread what pages of the present version need."""
    warmer = Warmer(service)
    warmer.start()
    try:
        yield
    finally:
        warmer.end()


def _steps(service: Service) -> list[Callable[[], object]]:
    """Return what to do, first what most requests need."""
    store, everything = service.store, Selection()

    def neighbourhood() -> None:
        state = state_with_most_claims(store)
        if state:
            partners(store, state, Filter())

    return [
        partial(store.query, "ASK {}"),  # opens the store
        partial(links, store),
        partial(home_page, service),
        partial(counts, store, None),
        partial(dated, store, everything, MOST),
        partial(undated, store, everything, MOST_UNDATED),
        neighbourhood,
        partial(selected, store, ClaimSelection()),
    ]
