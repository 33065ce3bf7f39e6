"""Writes over HTTP: one at a time, validated where the settings ask for it, in a thread.

SPARQL 1.1 Protocol, update operation: https://www.w3.org/TR/sparql11-protocol/#update-operation.
"""

import asyncio
import re
from collections.abc import Callable
from contextlib import suppress
from typing import Final, TypeVar

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response

from graph.errors import (
    EvaluationError,
    QuerySyntaxError,
    StoreBusyError,
    StoreNotFoundError,
    UsageError,
)
from graph.publish import publish
from graph.rewriting import forgiving, with_using, without_loads
from graph.sparql import later_feature, line_and_column, refuse_load, refuse_service, tokenize
from graph.store import Store, Writer
from web.access import require_token
from web.bodies import read_aside
from web.evaluation import contained
from web.problems import ConflictError
from web.protocol import Update
from web.service import Service

Answer = TypeVar("Answer")

_DEEPEST: Final = 100
"""Most brackets that may be open at once; the engine was seen to fail at three hundred."""

_CONFLICT: Final = re.compile(r"The graph \S+ (?:does not exist|already exists)")
"""What the engine says where only the word SILENT would let an update pass."""


_PATIENCE: Final = 10.0
"""Seconds for which a write waits for one of another process."""

_PAUSE: Final = 0.05
"""Seconds between two looks."""


def begin(store: Store) -> None:
    """Make an empty store where there is none yet, so that it can be read before it is written."""
    try:
        _ = store.version
    except StoreNotFoundError:
        with suppress(StoreBusyError), store.write():  # another process is making it
            pass


async def carry_out(
    service: Service, work: Callable[[Writer], Answer], *, validated: bool = False
) -> Answer:
    """Return what a function makes of the write side of the store; it is one atomic step.

    Args:
        service: Its store is written to. Writes wait for each other.
        work: Is called in a thread, again where another process was writing. What it raises undoes
            the write.
        validated: Whether the data must be valid afterwards, whatever the settings say.

    Raises:
        InvalidDataError: the data would not conform.
        StoreBusyError: another process was writing for too long.
    """

    def write() -> Answer:
        store = service.opened
        must = validated or service.settings.validate_writes
        begun = publish(store) if must else store.write()
        with begun as writer:
            return work(writer)

    async with service.writing:
        try:
            for _ in range(int(_PATIENCE / _PAUSE)):
                with suppress(StoreBusyError):
                    return await run_in_threadpool(lambda: contained(write))
                await asyncio.sleep(_PAUSE)
            return await run_in_threadpool(lambda: contained(write))
        finally:
            service.sight.renew()


async def update(request: Request, service: Service, operation: Update) -> Response:
    """Carry out an update that a request carries.

    Raises:
        RefusedError: the request does not carry the token.
        ForbiddenError: the update would send requests.
        ConflictError: a graph exists that must not, or the other way round.
        UsageError: the update names graphs that the request names, too.
        QuerySyntaxError: it is not SPARQL 1.1.
    """
    require_token(request, service.settings)
    text = await read_aside(operation.text, lambda: _prepared(operation))
    try:
        await carry_out(service, lambda writer: writer.update(text))
    except EvaluationError as error:
        if found := _CONFLICT.search(error.message):
            raise ConflictError(found[0]) from error
        raise
    return Response(status_code=204)


def _prepared(operation: Update) -> str:
    """Return the text of an update, with its dataset, if it is one that may be carried out."""
    _refuse_depth(operation.text)
    text = without_loads(operation.text)
    refuse_load(text)
    refuse_service(text)
    if later := later_feature(text):
        line, column = line_and_column(text, later.start)
        message = f"error at {line}:{column}: {later.text} is no SPARQL 1.1"
        raise QuerySyntaxError(message, line, column)
    if operation.dataset is not None:
        text = with_using(text, operation.dataset.default_graphs, operation.dataset.named_graphs)
    return forgiving(text)


def _refuse_depth(text: str) -> None:
    """Refuse an update whose brackets are nested so deeply that the engine's stack may not do.

    Queries are parsed in processes that can be lost; an update is parsed in this one.

    Raises:
        UsageError: it is.
    """
    depth = 0
    for token in tokenize(text):
        if token.kind == "punctuation":
            depth += (token.text in "{([") - (token.text in "})]")
        if depth > _DEEPEST:
            line, column = line_and_column(text, token.start)
            raise UsageError(
                f"At line {line}, column {column}, more than {_DEEPEST} brackets are open.",
                "Write it as several updates.",
            )
