"""Free-form queries: who evaluates them, and the reply."""

import asyncio
from collections.abc import Awaitable, Iterator, Sequence
from contextlib import closing, contextmanager
from typing import Final, TypeVar

from starlette.concurrency import run_in_threadpool
from starlette.requests import ClientDisconnect, Request
from starlette.responses import Response

from graph.clauses import dataset_clauses
from graph.namespaces import DRAFT
from graph.results import Format
from graph.settings import Settings
from graph.store import Store
from graph.store.remote import RemoteStore
from web.access import guard_drafts
from web.bodies import read_aside
from web.evaluation import Evaluator, Query, formats_of
from web.negotiation import HTML, choose
from web.passing import Passing
from web.protocol import Operation
from web.replies import Conditional
from web.service import Service
from web.sparql_page import answer_page, read_form
from web.workers import Pool

Answer = TypeVar("Answer")

_PATIENCE: Final = 0.05
"""Seconds after which it is watched whether the client still waits."""


@contextmanager
def evaluator_of(store: Store, settings: Settings) -> Iterator[Evaluator]:
    """Open what evaluates free-form queries on a store."""
    evaluator = (
        Passing(store, settings) if isinstance(store, RemoteStore) else Pool(store, settings)
    )
    with closing(evaluator):
        yield evaluator


async def answer_query(request: Request, service: Service, operation: Operation) -> Response:
    """Evaluate a query and write the result in the form that the client asks for.

    Raises:
        RefusedError: it names a draft, and the request does not carry the token.
        LimitError: it met a limit of the settings.
        EvaluationError: the engine gave up.
        UsageError: it is not SPARQL 1.1, or would send requests.
    """
    version = service.version
    forms = await read_aside(operation.text, lambda: formats_of(operation.text))
    has_download = b"download=" in request.scope["query_string"]
    download = request.query_params.get("download") if has_download else None
    form = choose(request, (*forms, HTML), download)
    graphs = await read_aside(operation.text, lambda: _graphs(operation))
    guard_drafts(request, service.settings, graphs)
    headers = {"Content-Disposition": f'attachment; filename="answer.{form.suffix}"'}
    conditional = Conditional(request, version, form, headers if download else None)
    if conditional.is_held:
        return conditional.not_modified()
    written = form if isinstance(form, Format) else read_form(forms)
    query = Query(operation.text, operation.dataset, written)
    content = await _unless_left(request, service.evaluator.evaluate(query))
    if form is HTML:
        page = await run_in_threadpool(answer_page, operation, forms, content)
        return conditional.response(page)
    service.evaluator.turns.hold(content)
    return conditional.response(content)


def _graphs(operation: Operation) -> Sequence[str]:
    """Return the graphs that a query names as its dataset.

    Where only the engine can read their names, any of them may be a draft.
    """
    if operation.dataset is not None:
        return (*operation.dataset.default_graphs, *operation.dataset.named_graphs)
    clauses = dataset_clauses(operation.text)
    if clauses is None:
        return ()
    return (*clauses.default, *clauses.named) or (DRAFT,)


async def _unless_left(request: Request, work: Awaitable[Answer]) -> Answer:
    """Return what some work returns; cancel it if the client goes away.

    Raises:
        ClientDisconnect: nobody waits for the answer.
    """
    watch = _Watch(request)
    try:
        return await work
    except asyncio.CancelledError:
        if watch.has_left:
            raise ClientDisconnect from None
        raise
    finally:
        watch.end()


class _Watch:
    """Cancels the present task when the client of a request goes away.

    Args:
        request: Whose client it is. Nothing is read from it before a while has passed.
    """

    def __init__(self, request: Request) -> None:
        self._request = request
        self._task = asyncio.current_task()
        self._look: asyncio.Task[None] | None = None
        self._timer = asyncio.get_running_loop().call_later(_PATIENCE, self._begin)
        self.has_left = False

    def _begin(self) -> None:
        """Begin to look."""
        self._look = asyncio.ensure_future(self._wait())

    async def _wait(self) -> None:
        """Cancel the task when the client has gone away."""
        while (await self._request.receive())["type"] != "http.disconnect":
            pass
        if self._task is not None:
            self.has_left = self._task.cancel()

    def end(self) -> None:
        """Look no more; what was cancelled here goes on."""
        self._timer.cancel()
        if self._look is not None:
            self._look.cancel()
        if self._task is not None and self.has_left:
            self._task.uncancel()
