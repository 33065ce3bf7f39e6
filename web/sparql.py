"""SPARQL 1.1 Protocol, query operation: https://www.w3.org/TR/sparql11-protocol/."""

from typing import Annotated, Any, Final

from fastapi import APIRouter, Depends
from starlette.requests import Request
from starlette.responses import Response

from graph.results import GRAPH_FORMATS, SOLUTION_FORMATS, serialize
from graph.sparql import refuse_service
from web.evaluation import contained, formats_of
from web.negotiation import choose
from web.openapi import documented
from web.protocol import FORM, QUERY, Operation, read_operation
from web.replies import reply
from web.service import Current, Service

router = APIRouter(tags=["SPARQL"])

_RESPONSES: Final = documented((*SOLUTION_FORMATS, *GRAPH_FORMATS), 400, 403)
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
def get_query(
    request: Request, service: Current, operation: Annotated[Operation, Depends(_operation)]
) -> Response:
    """Answer a query that stands in the address."""
    return _answer(request, service, operation)


@router.post(
    "/sparql",
    responses=documented((*SOLUTION_FORMATS, *GRAPH_FORMATS), 400, 403, 415, conditional=False),
    openapi_extra={"requestBody": _BODY},
)
def post_query(
    request: Request, service: Current, operation: Annotated[Operation, Depends(_operation)]
) -> Response:
    """Answer a query that stands in the body, bare or as a form."""
    return _answer(request, service, operation)


def _answer(request: Request, service: Service, operation: Operation) -> Response:
    """Evaluate a query and write the result in the form that the client asks for."""
    refuse_service(operation.text)
    version, store = service.version, service.store
    form = choose(request, formats_of(operation.text))

    def make() -> bytes:
        return serialize(store.query(operation.text, operation.dataset), form)

    return reply(request, version, form, lambda: contained(make))
