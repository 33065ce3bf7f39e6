"""Every error response: one shape (RFC 9457), whatever raised the error.

A person's browser gets the same members as a page. What went wrong inside the server is logged,
and told to nobody.
"""

import json
import logging
import math
from collections.abc import Mapping, Sequence
from http import HTTPStatus
from typing import Final

from fastapi import FastAPI
from fastapi.exceptions import RequestValidationError
from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import compile_path

from graph.errors import (
    ComityError,
    InvalidDataError,
    LimitError,
    NearMatchError,
    OverloadError,
    QuerySyntaxError,
    WorkerLostError,
)
from graph.results import GRAPH_FORMATS, Format, Representation, negotiate
from graph.validation_report import ValidationReport
from web import kinds
from web.faults import in_words
from web.findings import findings, report_as
from web.forms import again
from web.headers import DEFAULT_HEADERS
from web.kinds import Kind
from web.service import service_of
from web.templating import render

_LOG = logging.getLogger("comity.web")

_PROBLEM: Final = Representation(
    "problem", ("application/problem+json", "application/json"), "json"
)
_MISTAKES: Final = frozenset((HTTPStatus.BAD_REQUEST, HTTPStatus.UNPROCESSABLE_ENTITY))
"""Status of what may be asked again in another way."""

_PAGE: Final = Representation("html", ("text/html",), "html")


class ProblemError(Exception):
    """Base class of the errors that only HTTP knows.

    Args:
        detail: What was wrong with which part of the request.
        members: Further members of the problem.
    """

    kind = kinds.BAD_REQUEST

    def __init__(self, detail: str, **members: object) -> None:
        super().__init__(detail)
        self.detail = detail
        self.members = members


class BadRequestError(ProblemError):
    """A part of the request is missing, given twice, or cannot be read."""


class RefusedError(ProblemError):
    """The request asks for what this server does for nobody."""

    kind = kinds.REFUSED


class UnsupportedMediaTypeError(ProblemError):
    """The body has a type that is not read here."""

    kind = kinds.MEDIA_TYPE


class ConflictError(ProblemError):
    """The store is not in a state in which the update can be carried out."""

    kind = kinds.CONFLICT


class PreconditionError(ProblemError):
    """The data is not in the state that the request expects."""

    kind = kinds.PRECONDITION


class TooLargeError(ProblemError):
    """The body of the request is larger than it may be.

    Args:
        setting: Name of the setting that limits it.
        limit: The value of the setting, in bytes.
    """

    kind = kinds.TOO_LARGE

    def __init__(self, setting: str, limit: int) -> None:
        super().__init__(f"A body may have {limit:,} bytes.", setting=setting, limit=limit)


class NotAcceptableError(ProblemError):
    """The request rules out every form on offer.

    Args:
        offered: The forms that there are.
    """

    kind = kinds.NOT_ACCEPTABLE

    def __init__(self, offered: Sequence[Representation]) -> None:
        forms = [{"name": form.name, "media_type": form.media_type} for form in offered]
        names = ", ".join(form.media_type for form in offered)
        super().__init__(f"On offer are: {names}.", offered=forms)


def problem(
    request: Request,
    kind: Kind,
    detail: str,
    members: Mapping[str, object] | None = None,
    headers: Mapping[str, str] | None = None,
) -> Response:
    """Return a problem as JSON, or as a page where the request would rather have one."""
    body = {
        "type": kind.type,
        "title": kind.title,
        "status": kind.status,
        "detail": detail,
        **(members or {}),
    }
    if wants_page(request):
        form = again(request) if kind.status in _MISTAKES else None
        content = render("problem.html", problem=body, kind=kind, again=form)
        media_type = _PAGE.media_type
    else:
        content = json.dumps(body, ensure_ascii=False).encode()
        media_type = _PROBLEM.media_type
    # A fault of the server itself is answered outside the middleware that adds the defaults.
    fixed = {**DEFAULT_HEADERS, "Vary": "Accept, Accept-Encoding", **(headers or {})}
    return Response(content, kind.status, fixed, media_type)


def wants_page(request: Request) -> bool:
    """Tell whether a request would rather have a page than a problem as data."""
    return negotiate(_accept(request), (_PROBLEM, _PAGE)) is _PAGE


def _accept(request: Request) -> str:
    """Return what a request accepts."""
    return ", ".join(request.headers.getlist("accept"))


async def answer(request: Request, error: Exception) -> Response:
    """Return the problem that an error makes."""
    if wants_page(request):  # which may have a form, and that asks the store
        return await run_in_threadpool(_answer, request, error)
    return _answer(request, error)


def _answer(request: Request, error: Exception) -> Response:
    """Return the problem that an error makes; it may read from the store."""
    match error:
        case ComityError():
            return _of_comity(request, error)
        case ProblemError():
            return problem(request, error.kind, error.detail, error.members)
        case RequestValidationError():
            return _of_validation(request, error)
        case HTTPException():
            return _of_status(request, error)
    return problem(request, kinds.INTERNAL, kinds.INTERNAL.explanation)


def _of_comity(request: Request, error: ComityError) -> Response:
    """Return the problem that an error of the package below makes."""
    kind = kinds.kind_of(error)
    if isinstance(error, LimitError | WorkerLostError):
        return _of_limit(request, error)
    # The message of such an error may name a path or the engine's inner state.
    if kind.status >= HTTPStatus.INTERNAL_SERVER_ERROR:
        _LOG.error("%s %s: %s", request.method, request.url.path, error)
        return problem(request, kind, kind.explanation)
    members: dict[str, object] = {"hint": error.hint} if error.hint else {}
    if isinstance(error, NearMatchError):
        members["near"] = list(error.near)
    if isinstance(error, InvalidDataError) and isinstance(error.report, ValidationReport):
        form = negotiate(_accept(request), (_PROBLEM, _PAGE, *GRAPH_FORMATS))
        if isinstance(form, Format):
            content = report_as(error.report, form)
            return Response(
                content, kind.status, {"Vary": "Accept, Accept-Encoding"}, form.media_type
            )
        members["findings"] = findings(error.report)
    if isinstance(error, QuerySyntaxError):
        members |= {"line": error.line, "column": error.column}
    return problem(request, kind, error.message, members)


def _of_limit(request: Request, error: LimitError | WorkerLostError) -> Response:
    """Return the problem that a free-form query makes which asks for too much."""
    members: dict[str, object] = {"hint": error.hint}
    headers = {}
    if isinstance(error, LimitError):
        members |= {"setting": error.setting, "limit": error.limit}
    if isinstance(error, OverloadError):
        seconds = service_of(request).settings.query_seconds
        headers["Retry-After"] = str(math.ceil(seconds))
    return problem(request, kinds.kind_of(error), error.message, members, headers)


def _of_validation(request: Request, error: RequestValidationError) -> Response:
    """Return the problem that a parameter of the wrong type makes."""
    parameters = [
        {"name": _place(fault["loc"]), "in": str(fault["loc"][0]), "reason": fault["msg"]}
        for fault in error.errors()
    ]
    detail = "; ".join(f"{_place(fault['loc'])}: {in_words(fault)}" for fault in error.errors())
    return problem(request, kinds.INVALID_REQUEST, detail, {"parameters": parameters})


def _place(path: Sequence[str | int]) -> str:
    """Return what of a request is wrong: its parameter, or the place in its body.

    >>> _place(("query", "limit")), _place(("body", "decisions", 3, "claim")), _place(("body",))
    ('limit', 'decisions[3].claim', 'body')
    """
    steps = (f"[{step}]" if isinstance(step, int) else f".{step}" for step in path[1:])
    return "".join(steps).removeprefix(".") or str(path[0])


def _of_status(request: Request, error: HTTPException) -> Response:
    """Return the problem that the framework found: no such route, or not with that method."""
    kind = kinds.KIND_OF_STATUS.get(error.status_code, kinds.BAD_REQUEST)
    if kind is kinds.METHOD_NOT_ALLOWED:
        allowed = ", ".join(_allowed(request))
        detail = f"{request.method} is not among: {allowed}."
        return problem(request, kind, detail, headers={"Allow": allowed})
    if error.status_code == HTTPStatus.NOT_FOUND:
        return problem(request, kind, f"There is nothing at {request.url.path}.")
    return problem(request, kind, str(error.detail))


def _allowed(request: Request) -> list[str]:
    """Return the methods that the address of a request takes, over all its routes."""
    application: FastAPI = request.app
    methods = {"GET", "HEAD"}
    for template, operations in application.openapi()["paths"].items():
        if compile_path(template)[0].match(request.url.path):
            methods |= {method.upper() for method in operations}
    return sorted(methods)


def install(app: FastAPI) -> None:
    """Make every error of an application a problem."""
    for error in (ComityError, ProblemError, HTTPException, RequestValidationError, Exception):
        app.add_exception_handler(error, answer)
