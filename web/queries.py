"""The catalogue of canned queries: the list, and each query with its parameters in the address."""

import json
from typing import Any, Final

import pyoxigraph as ox
from fastapi import APIRouter
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response

from graph.parameters import Parameter
from graph.query import CannedQuery, run
from graph.results import GRAPH_FORMATS, SOLUTION_FORMATS, Format, Representation, serialize
from web.addresses import fields_of
from web.direct import DirectRoute
from web.evaluation import contained
from web.negotiation import DATA, HTML, choose
from web.openapi import documented
from web.problems import BadRequestError
from web.query_pages import forms_of, query_page
from web.replies import paced_reply, reply
from web.service import Service, service_of
from web.templating import render
from web.topics import by_topic
from web.workbooks import XLSX, workbook

router = APIRouter(tags=["canned queries"], route_class=DirectRoute)

_FORMS: Final[tuple[Representation, ...]] = (*SOLUTION_FORMATS, XLSX, *GRAPH_FORMATS, HTML)
NAME: Final[dict[str, Any]] = {
    "name": "name",
    "in": "path",
    "required": True,
    "schema": {"type": "string"},
}
_FORMAT: Final[dict[str, Any]] = {
    "name": "format",
    "in": "query",
    "description": "The name or the suffix of a form, before Accept.",
    "schema": {"type": "string"},
}
_VALUES: Final[dict[str, Any]] = {
    "name": "parameters",
    "in": "query",
    "style": "form",
    "explode": True,
    "description": "The parameters of the query, each once; /queries lists them.",
    "schema": {"type": "object", "additionalProperties": {"type": "string"}},
}


def _values(request: Request) -> tuple[dict[str, str], str | None]:
    """Return the parameters of a canned query, and the name of a form, as the address has them.

    Raises:
        BadRequestError: one is given twice.
    """
    pairs = fields_of(request)
    values = dict(pairs)
    if len(values) < len(pairs):
        twice = next(name for name, _ in pairs if sum(name == other for other, _ in pairs) > 1)
        raise BadRequestError(f"The parameter {twice} is given twice.")
    return values, values.pop("format", None)


def _summary(canned: CannedQuery) -> dict[str, object]:
    """Return what the list says of a canned query."""
    return {
        "name": canned.name,
        "summary": canned.summary,
        "description": canned.description,
        "tags": canned.tags,
        "parameters": [_parameter(parameter) for parameter in canned.parameters],
        "href": f"/queries/{canned.name}",
    }


def _parameter(parameter: Parameter) -> dict[str, object]:
    """Return what the list says of a parameter."""
    return {
        "name": parameter.name,
        "type": parameter.kind,
        "language": parameter.language,
        "required": parameter.required,
        "default": parameter.default,
    }


@router.get("/queries", responses=documented(DATA), openapi_extra={"parameters": [_FORMAT]})
async def list_queries(request: Request) -> Response:
    """List the canned queries: the question of each, and its parameters."""
    service = service_of(request)
    form = choose(request, DATA, request.query_params.get("format"))

    def make() -> bytes:
        if form is HTML:
            return render("queries.html", groups=by_topic(service.catalogue))
        return json.dumps([_summary(canned) for canned in service.catalogue.values()]).encode()

    return reply(request, service.version, form, make)


@router.get(
    "/queries/{name}",  # noqa: FAST003  # a direct route
    responses=documented(_FORMS, 400),
    openapi_extra={"parameters": [NAME, _FORMAT, _VALUES]},
)
async def run_query(request: Request) -> Response:
    """Run a canned query, with its parameters as typed terms."""
    service = service_of(request)
    canned, version = service.catalogue.find(request.path_params["name"]), service.version
    values, format_name = _values(request)
    form = choose(request, (*forms_of(canned), HTML), format_name)
    if form is HTML:
        return await run_in_threadpool(query_page, request, service, canned, values)

    def make() -> bytes:
        if not isinstance(form, Format):
            return _workbook(service, canned, values)
        return serialize(run(service.store, canned, values, service.resolve), form)

    pace = service.pace(version, canned.name)
    return await paced_reply(pace, request, version, form, lambda: contained(make))


def _workbook(service: Service, canned: CannedQuery, values: dict[str, str]) -> bytes:
    """Return the solutions of a canned query as an Excel workbook."""
    result = run(service.store, canned, values, service.resolve)
    if not isinstance(result, ox.QuerySolutions):
        raise TypeError(f"{canned.name} has no solutions")  # its forms leave workbooks out
    return workbook(result)
