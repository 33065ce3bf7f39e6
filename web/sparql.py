"""SPARQL 1.1 Protocol, query operation: https://www.w3.org/TR/sparql11-protocol/."""

from typing import Annotated, Any, Final

from fastapi import APIRouter, Depends
from starlette.requests import Request
from starlette.responses import Response

from graph.results import GRAPH_FORMATS, SOLUTION_FORMATS
from web.free_form import answer_query
from web.openapi import documented
from web.protocol import FORM, QUERY, Operation, read_operation
from web.service import Current

router = APIRouter(tags=["SPARQL"])

_RESPONSES: Final = documented((*SOLUTION_FORMATS, *GRAPH_FORMATS), 400, 403, 429)
_TEXT: Final = {"schema": {"type": "string"}}
_PARAMETER: Final[dict[str, Any]] = {
    "name": "query",
    "in": "query",
    "required": True,
    "description": "SELECT, ASK, CONSTRUCT or DESCRIBE; the project's prefixes are declared.",
    **_TEXT,
}
_BODY: Final[dict[str, Any]] = {
    "required": True,
    "content": {
        FORM: {
            "schema": {
                "type": "object",
                "required": ["query"],
                "properties": {"query": {"type": "string"}},
            }
        },
        QUERY: _TEXT,
    },
}


async def _operation(request: Request) -> Operation:
    """Return the query that a request carries."""
    media_type = ""
    if request.method == "POST":
        content_type = request.headers.get("content-type", "no media type")
        media_type = content_type.partition(";")[0].strip().lower()
    return read_operation(request.url.query, media_type, await request.body())


@router.get("/sparql", responses=_RESPONSES, openapi_extra={"parameters": [_PARAMETER]})
async def get_query(
    request: Request, service: Current, operation: Annotated[Operation, Depends(_operation)]
) -> Response:
    """Answer a query that stands in the address."""
    return await answer_query(request, service, operation)


@router.post(
    "/sparql",
    responses=documented(
        (*SOLUTION_FORMATS, *GRAPH_FORMATS), 400, 403, 415, 429, conditional=False
    ),
    openapi_extra={"requestBody": _BODY},
)
async def post_query(
    request: Request, service: Current, operation: Annotated[Operation, Depends(_operation)]
) -> Response:
    """Answer a query that stands in the body, bare or as a form."""
    return await answer_query(request, service, operation)
