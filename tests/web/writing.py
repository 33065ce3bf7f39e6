"""What tests of writes over HTTP need: a token, and servers that take it."""

from collections.abc import Iterator
from contextlib import contextmanager

from starlette.testclient import TestClient

from graph.settings import Settings
from graph.store import Store
from server import create_app

SECRET = "correct-horse-battery-staple"  # noqa: S105  # of servers that live as long as a test
BEARER = {"Authorization": f"Bearer {SECRET}"}
TURTLE = {"Content-Type": "text/turtle"}
UPDATE = {"Content-Type": "application/sparql-update"}


@contextmanager
def serving(store: Store, **settings: object) -> Iterator[TestClient]:
    """Return a client of a server on a store."""
    known = Settings.model_validate(
        {"token": SECRET, "validate_writes": not store.plain, **settings}
    )
    with TestClient(create_app(known, store), follow_redirects=False) as client:
        yield client
