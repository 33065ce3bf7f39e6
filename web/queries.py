"""The catalogue of canned queries: the list, and each query with its parameters in the address."""

import json
from typing import Any, Final

from fastapi import APIRouter
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response

from graph.errors import UsageError
from graph.parameters import Parameter
from graph.query import CannedQuery, run
from graph.results import GRAPH_FORMATS, SOLUTION_FORMATS, Format, Representation, serialize
from web.addresses import fields_of
from web.direct import DirectRoute
from web.evaluation import contained, formats_of_text
from web.kinds import kind_of
from web.negotiation import DATA, HTML, choose
from web.openapi import documented
from web.problems import BadRequestError
from web.replies import paced_reply, reply
from web.service import Service, service_of
from web.tables import Table, table_of
from web.templating import render

router = APIRouter(tags=["canned queries"], route_class=DirectRoute)

_FORMS: Final[tuple[Representation, ...]] = (*SOLUTION_FORMATS, *GRAPH_FORMATS, HTML)
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
            return render("queries.html", groups=by_tag(service))
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
    form = choose(request, (*formats_of_text(canned.text), HTML), format_name)
    if not isinstance(form, Format):
        return await run_in_threadpool(_page, request, service, canned, values)

    def make() -> bytes:
        return serialize(run(service.store, canned, values, service.resolve), form)

    pace = service.pace(version, canned.name)
    return await paced_reply(pace, request, version, form, lambda: contained(make))


def _page(
    request: Request, service: Service, canned: CannedQuery, values: dict[str, str]
) -> Response:
    """Return the page of a canned query; it asks for values before it runs one that needs them."""
    complete = bool(values) or not any(parameter.required for parameter in canned.parameters)

    def table() -> Table:
        return table_of(service.store, run(service.store, canned, values, service.resolve))

    def page(table: Table | None = None, error: UsageError | None = None) -> bytes:
        formats = formats_of_text(canned.text)
        return render(
            "query.html", canned=canned, values=values, table=table, error=error, formats=formats
        )

    try:
        return reply(
            request, service.version, HTML, lambda: page(contained(table) if complete else None)
        )
    except UsageError as error:
        status = kind_of(error).status
        return Response(
            page(error=error), status, {"Vary": "Accept, Accept-Encoding"}, HTML.media_type
        )


def by_tag(service: Service) -> dict[str, list[CannedQuery]]:
    """Return tag → queries; each query stands under its first tag only."""
    groups: dict[str, list[CannedQuery]] = {}
    for canned in service.catalogue.values():
        groups.setdefault(canned.tags[0] if canned.tags else "other", []).append(canned)
    return dict(sorted(groups.items()))
