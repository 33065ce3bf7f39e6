"""What first requests would wait for, made when the server starts, beside its first requests."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from functools import partial
from threading import Event, Thread

from graph.errors import ComityError
from graph.store.remote import RemoteStore
from web.dates import Selection, counts, dated, undated
from web.descriptions import links
from web.evaluation import contained
from web.pages import home_page
from web.partners import Filter, partners, state_with_most_claims
from web.service import Service
from web.templating import compile_templates
from web.timeline import MOST, MOST_UNDATED


@contextmanager
def warming(service: Service) -> Iterator[None]:
    """Make in a thread what pages of the present version need; the rest is left when it ends.

    A store on another server, or without a merge, is asked for nothing before a request is.
    """
    stopped = Event()
    thread = Thread(target=_make, args=(_steps(service), stopped), daemon=True)
    thread.start()
    try:
        yield
    finally:
        stopped.set()
        thread.join()


def _make(steps: list[Callable[[], object]], stopped: Event) -> None:
    """Take steps until all are done; what fails is told to the request that needs it."""
    for step in steps:
        if stopped.is_set():
            return
        with suppress(ComityError):
            contained(step)


def _steps(service: Service) -> list[Callable[[], object]]:
    """Return what to do, first what most requests need."""
    if isinstance(service.opened, RemoteStore) or service.opened.plain:
        return [compile_templates]
    store, everything = service.store, Selection()

    def neighbourhood() -> None:
        state = state_with_most_claims(store)
        if state:
            partners(store, state, Filter())

    return [
        partial(store.query, "ASK {}"),  # opens the store
        compile_templates,
        partial(links, store),
        partial(home_page, service),
        partial(counts, store, everything),
        partial(dated, store, everything, MOST),
        partial(undated, store, everything, MOST_UNDATED),
        neighbourhood,
    ]
