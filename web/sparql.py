"""SPARQL 1.1 Protocol: https://www.w3.org/TR/sparql11-protocol/."""

from dataclasses import replace
from typing import Any, Final

from fastapi import APIRouter
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response

from graph.errors import QuerySyntaxError, ResultLimitError, TimeLimitError, UsageError
from graph.results import GRAPH_FORMATS, SOLUTION_FORMATS
from graph.rewriting import may_be_relative, with_base
from web.access import require_token
from web.addresses import address_of
from web.bodies import media_type_of, read_aside, read_body
from web.direct import DirectRoute
from web.free_form import answer_query
from web.negotiation import HTML
from web.openapi import documented
from web.protocol import (
    FORM,
    QUERY,
    QUERY_DATASET,
    UPDATE,
    USING,
    Operation,
    Update,
    read_operation,
)
from web.service import Service, service_of
from web.service_description import describe_service
from web.sparql_page import error_page
from web.syntax import in_words
from web.updates import update

router = APIRouter(tags=["SPARQL"], route_class=DirectRoute)

_FORMS: Final = (*SOLUTION_FORMATS, *GRAPH_FORMATS)
_TEXT: Final = {"schema": {"type": "string"}}
_IRIS: Final = {"schema": {"type": "array", "items": {"type": "string"}}}


def _graphs(names: tuple[str, ...]) -> list[dict[str, Any]]:
    """Return the description of the parameters that name the dataset of an operation."""
    description = "IRI of a graph; may be given several times."
    return [{"name": name, "in": "query", "description": description, **_IRIS} for name in names]


_PARAMETERS: Final[list[dict[str, Any]]] = [
    {
        "name": "query",
        "in": "query",
        "description": "SELECT, ASK, CONSTRUCT or DESCRIBE; the project's prefixes are declared. "
        "Without it, the service describes itself.",
        **_TEXT,
    },
    {
        "name": "example",
        "in": "query",
        "description": "Name of a canned query for the form of the page to start from.",
        **_TEXT,
    },
    {
        "name": "download",
        "in": "query",
        "description": "Name of a form that is sent as a file, whatever is accepted: csv, json, …",
        **_TEXT,
    },
    *_graphs(QUERY_DATASET),
]
_BODY: Final[dict[str, Any]] = {
    "required": True,
    "content": {
        FORM: {
            "schema": {
                "type": "object",
                "properties": {"query": {"type": "string"}, "update": {"type": "string"}},
            }
        },
        QUERY: _TEXT,
        UPDATE: _TEXT,
    },
}


async def _operation(request: Request, service: Service) -> Operation | Update:
    """Return the query or the update that a request carries."""
    content_type, body = None, b""
    if request.method == "POST":
        content_type = request.headers.get("content-type", "")
        if media_type_of(content_type) == UPDATE:
            require_token(request, service.settings)  # before a large body is read for nothing
        body = await read_body(request, service.settings)
    address = request.scope["query_string"]

    def read() -> Operation | Update:
        operation = read_operation(address, content_type, body)
        if may_be_relative(operation.text):
            return replace(operation, text=with_base(operation.text, address_of(request)))
        return operation

    return await read_aside(body, read)


@router.get(
    "/sparql",
    responses=documented((*_FORMS, HTML), 400, 403, 429),
    openapi_extra={"parameters": _PARAMETERS},
)
async def get_query(request: Request) -> Response:
    """Answer a query that stands in the address; without one, describe the service."""
    service = service_of(request)
    if request.query_params.keys() <= {"example"}:
        return await run_in_threadpool(describe_service, request, service)
    return await _carry_out(request, service)


@router.post(
    "/sparql",
    responses={
        **documented(_FORMS, 400, 403, 413, 415, 429, conditional=False),
        204: {"description": "The update was carried out."},
    },
    openapi_extra={"parameters": _graphs((*QUERY_DATASET, *USING)), "requestBody": _BODY},
)
async def post_query(request: Request) -> Response:
    """Answer a query, or carry out an update, that stands in the body, bare or as a form."""
    return await _carry_out(request, service_of(request))


async def _carry_out(request: Request, service: Service) -> Response:
    """Answer a query, or carry out an update."""
    operation = await _operation(request, service)
    if isinstance(operation, Update):
        return await update(request, service, operation)
    try:
        return await answer_query(request, service, operation)
    except QuerySyntaxError as error:
        return error_page(request, operation, in_words(error, operation.text))
    except (UsageError, TimeLimitError, ResultLimitError) as error:
        return error_page(request, operation, error)
