"""What the routes read from: the store, the canned queries, and their common version."""

import asyncio
import hashlib
from collections import defaultdict
from collections.abc import Callable, Hashable
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Annotated, Final, TypeVar

from fastapi import Depends
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request

from graph.catalogue import Catalogue
from graph.resources import program_version
from graph.search import LabelIndex, resolve
from graph.settings import Settings
from graph.store import Store
from graph.store.remote import RemoteStore
from web.evaluation import Evaluator
from web.pace import Pace
from web.sight import Sight
from web.templating import FOLDER
from web.turns import Turns

Answer = TypeVar("Answer")

_MOST_NAMES: Final = 10_000
"""Most names whose things are remembered."""

_LONGEST_NAME: Final = 256
"""Most characters of a name whose thing is remembered."""


@dataclass(frozen=True, eq=False)
class Service:
    """The things that a running application holds open.

    Args:
        opened: The store, as free-form queries and writes see it; it may not be built yet.
        catalogue: The canned queries.
        edition: Digest of what shapes the answers beside the store.
        settings: What the server lets its callers do.
        evaluator: What evaluates free-form queries.
        paces: Version → how long each canned query, or what else is made anew, takes.
        writing: Is held by the one write that is under way.
    """

    opened: Store
    catalogue: Catalogue
    edition: str
    settings: Settings
    evaluator: Evaluator
    paces: dict[str, defaultdict[Hashable, Pace]] = field(default_factory=dict)
    _resolved: dict[tuple[str, str], str] = field(default_factory=dict)
    writing: asyncio.Lock = field(default_factory=asyncio.Lock)

    @property
    def store(self) -> Store:
        """Return the store, as pages and canned queries see it, also on a plain server."""
        return self.opened.merged

    @cached_property
    def sight(self) -> Sight:
        """Return what tells the version of the store."""
        return Sight(self.store)

    @property
    def version(self) -> str:
        """Return what changes whenever any answer may.

        Raises:
            StoreNotFoundError: nothing has been built yet.
        """
        return f"{self.sight.version}-{self.edition}"

    @cached_property
    def wholes(self) -> Turns:
        """Return the queue in front of what reads whole graphs."""
        return Turns(self.settings)

    async def read_whole(self, read: Callable[[], Answer]) -> Answer:
        """Return what a function makes of whole graphs, in a thread.

        As many run at once as there are workers: others must find threads and a core, too.

        Raises:
            OverloadError: too many wait already.
        """
        async with self.wholes.take():
            return await run_in_threadpool(read)

    def pace(self, version: str, made: Hashable) -> Pace:
        """Return how long something takes to make.

        Nothing is known of a new version: what asks first opens it, and that takes longer. Nor is
        it of a store on another server, which may take its time whenever it is asked.

        Args:
            version: Of the store.
            made: What is made.
        """
        if isinstance(self.opened, RemoteStore):
            return Pace()
        if version not in self.paces:
            self.paces.clear()
            self.paces[version] = defaultdict(Pace)
        return self.paces[version][made]

    def resolve(self, name: str) -> str:
        """Return the IRI of the thing that a name stands for.

        Raises:
            EntityError: nothing has that name, or several things have it.
        """
        asked = (self.sight.version, name)
        iri = self._resolved.get(asked)
        if iri is None:
            iri = resolve(self.store, name)
            if len(self._resolved) >= _MOST_NAMES:
                self._resolved.clear()
            is_present = LabelIndex.open(self.store).version == asked[0]
            if is_present and len(name) <= _LONGEST_NAME:
                self._resolved[asked] = iri
        return iri


def edition(queries: Path) -> str:
    """Return a digest of what shapes the answers beside the store.

    Args:
        queries: Folder of the canned queries; the program's version and templates count, too.
    """
    digest = hashlib.sha256(program_version().encode())
    for folder in (queries, FOLDER / "templates", FOLDER / "static"):
        for path in sorted(folder.rglob("*.*")):
            digest.update(path.name.encode() + path.read_bytes())
    return digest.hexdigest()[:8]


def service_of(request: Request) -> Service:
    """Return what the lifespan of the application opened."""
    service: Service = request.app.state.service
    return service


async def _current(request: Request) -> Service:
    """Return the service; FastAPI calls what is not async in a thread."""
    return service_of(request)


Current = Annotated[Service, Depends(_current)]
"""The service, as a parameter of a route."""
