"""What first requests would wait for, made when the server starts, beside its first requests."""

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from functools import partial
from typing import Final

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

NAME: Final = "warming"
"""What the name of the thread begins with."""


@contextmanager
def warming(service: Service) -> Iterator[None]:
    """Make in a thread what pages of the present version need; the rest is left when it ends.

    What fails is told to the request that needs it. A plain store, or one on another server, is
    asked for nothing before a request is.
    """
    pool = ThreadPoolExecutor(1, NAME)
    for step in _steps(service):
        pool.submit(contained, step)
    pool.shutdown(wait=False)  # the thread ends with the last step
    try:
        yield
    finally:
        pool.shutdown(cancel_futures=True)


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
        partial(selected, store, ClaimSelection()),
    ]
