"""The catalogue of canned queries: the list, and each query with its parameters in the address."""

import json
from typing import Annotated, Any, Final

from fastapi import APIRouter, Depends, Query
from starlette.requests import Request
from starlette.responses import Response

from graph.errors import UsageError
from graph.parameters import Parameter
from graph.query import CannedQuery, run
from graph.results import GRAPH_FORMATS, SOLUTION_FORMATS, Format, Representation, serialize
from web.evaluation import contained, formats_of
from web.kinds import kind_of
from web.negotiation import DATA, HTML, choose
from web.openapi import documented
from web.problems import BadRequestError
from web.replies import reply
from web.service import Current, Service
from web.tables import Table, table_of
from web.templating import render

router = APIRouter(tags=["canned queries"])

_FORMS: Final[tuple[Representation, ...]] = (*SOLUTION_FORMATS, *GRAPH_FORMATS, HTML)
_VALUES: Final[dict[str, Any]] = {
    "name": "parameters",
    "in": "query",
    "style": "form",
    "explode": True,
    "description": "The parameters of the query, each once; /queries lists them.",
    "schema": {"type": "object", "additionalProperties": {"type": "string"}},
}


def _values(request: Request) -> dict[str, str]:
    """Return the parameters of a canned query as the address has them.

    Raises:
        BadRequestError: one is given twice.
    """
    pairs = [pair for pair in request.query_params.multi_items() if pair[0] != "format"]
    values = dict(pairs)
    if len(values) < len(pairs):
        twice = next(name for name, _ in pairs if sum(name == other for other, _ in pairs) > 1)
        raise BadRequestError(f"The parameter {twice} is given twice.")
    return values


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


@router.get("/queries", responses=documented(DATA))
def list_queries(
    request: Request,
    service: Current,
    format_name: Annotated[str | None, Query(alias="format")] = None,
) -> Response:
    """List the canned queries: the question of each, and its parameters."""
    form = choose(request, DATA, format_name)

    def make() -> bytes:
        if form is HTML:
            return render("queries.html", groups=by_tag(service))
        return json.dumps([_summary(canned) for canned in service.catalogue.values()]).encode()

    return reply(request, service.version, form, make)


@router.get(
    "/queries/{name}",
    responses=documented(_FORMS, 400),
    openapi_extra={"parameters": [_VALUES]},
)
def run_query(
    name: str,
    request: Request,
    service: Current,
    values: Annotated[dict[str, str], Depends(_values)],
    format_name: Annotated[str | None, Query(alias="format")] = None,
) -> Response:
    """Run a canned query, with its parameters as typed terms."""
    canned, version = service.catalogue.find(name), service.version
    form = choose(request, (*formats_of(canned.text), HTML), format_name)
    if not isinstance(form, Format):
        return _page(request, service, canned, values)

    def make() -> bytes:
        return serialize(run(service.store, canned, values, service.resolve), form)

    return reply(request, version, form, lambda: contained(make))


def _page(
    request: Request, service: Service, canned: CannedQuery, values: dict[str, str]
) -> Response:
    """Return the page of a canned query; it asks for values before it runs one that needs them."""
    complete = bool(values) or not any(parameter.required for parameter in canned.parameters)

    def table() -> Table:
        return table_of(service.store, run(service.store, canned, values, service.resolve))

    def page(table: Table | None = None, error: UsageError | None = None) -> bytes:
        formats = formats_of(canned.text)
        return render(
            "query.html", canned=canned, values=values, table=table, error=error, formats=formats
        )

    try:
        return reply(
            request, service.version, HTML, lambda: page(contained(table) if complete else None)
        )
    except UsageError as error:
        status = kind_of(error).status
        return Response(page(error=error), status, {"Vary": "Accept"}, HTML.media_type)


def by_tag(service: Service) -> dict[str, list[CannedQuery]]:
    """Return tag → queries; each query stands under its first tag only."""
    groups: dict[str, list[CannedQuery]] = {}
    for canned in service.catalogue.values():
        groups.setdefault(canned.tags[0] if canned.tags else "other", []).append(canned)
    return dict(sorted(groups.items()))
