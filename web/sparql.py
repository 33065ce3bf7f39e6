"""SPARQL 1.1 Protocol, query operation: https://www.w3.org/TR/sparql11-protocol/."""

from typing import Annotated, Any, Final
from urllib.parse import parse_qsl

from fastapi import APIRouter, Depends
from starlette.requests import Request
from starlette.responses import Response

from graph.results import GRAPH_FORMATS, SOLUTION_FORMATS, serialize
from graph.sparql import refuse_service
from web.evaluation import contained, formats_of
from web.negotiation import choose
from web.openapi import documented
from web.problems import BadRequestError, RefusedError, UnsupportedMediaTypeError
from web.replies import reply
from web.service import Current, Service

router = APIRouter(tags=["SPARQL"])

FORM: Final = "application/x-www-form-urlencoded"
QUERY: Final = "application/sparql-query"
UPDATE: Final = "application/sparql-update"

_DATASET: Final = ("default-graph-uri", "named-graph-uri")
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


def query_text(address: str, media_type: str, body: bytes) -> str:
    """Return the query that a request carries, in one of the four ways of the protocol.

    Args:
        address: Query string of the request.
        media_type: Media type of the body, without parameters; empty for GET.
        body: The body, in UTF-8; empty for GET.

    Raises:
        BadRequestError: there is no query, or more than one, or it is not UTF-8.
        RefusedError: the request carries an update, or chooses a dataset.
        UnsupportedMediaTypeError: the body has another type.

    >>> query_text("query=ASK+%7B%7D", "", b"")
    'ASK {}'
    >>> query_text("", "application/sparql-query", b"ASK {}")
    'ASK {}'
    """
    if media_type not in ("", FORM, QUERY, UPDATE):
        raise UnsupportedMediaTypeError(f"The body is {media_type}.")
    try:
        text = body.decode()
        pairs = _pairs(address) + (_pairs(text) if media_type == FORM else [])
    except UnicodeDecodeError as error:
        raise BadRequestError("The request is not UTF-8.") from error
    names = [name for name, _ in pairs]
    if media_type == UPDATE or "update" in names:
        raise RefusedError("This address answers queries; it takes no update.")
    if chosen := next((name for name in names if name in _DATASET), None):
        raise RefusedError(
            f"The parameter {chosen} is not taken. Name graphs in the query: FROM, FROM NAMED."
        )
    queries = [value for name, value in pairs if name == "query"]
    if media_type == QUERY:
        queries.append(text)
    if len(queries) != 1:
        raise BadRequestError("No query was given." if not queries else "Two queries were given.")
    return queries[0]


def _pairs(encoded: str) -> list[tuple[str, str]]:
    """Return the names and values of an encoded form, in order."""
    return parse_qsl(encoded, keep_blank_values=True, errors="strict")


async def _text(request: Request) -> str:
    """Return the query that a request carries."""
    media_type = ""
    if request.method == "POST":
        content_type = request.headers.get("content-type", "no media type")
        media_type = content_type.partition(";")[0].strip().lower()
    return query_text(request.url.query, media_type, await request.body())


@router.get("/sparql", responses=_RESPONSES, openapi_extra={"parameters": [_PARAMETER]})
def get_query(request: Request, service: Current, text: Annotated[str, Depends(_text)]) -> Response:
    """Answer a query that stands in the address."""
    return _answer(request, service, text)


@router.post(
    "/sparql",
    responses=documented((*SOLUTION_FORMATS, *GRAPH_FORMATS), 400, 403, 415, conditional=False),
    openapi_extra={"requestBody": _BODY},
)
def post_query(
    request: Request, service: Current, text: Annotated[str, Depends(_text)]
) -> Response:
    """Answer a query that stands in the body, bare or as a form."""
    return _answer(request, service, text)


def _answer(request: Request, service: Service, text: str) -> Response:
    """Evaluate a query and write the result in the form that the client asks for."""
    refuse_service(text)
    version, store = service.version, service.store
    form = choose(request, formats_of(text))
    return reply(
        request, version, form, lambda: contained(lambda: serialize(store.query(text), form))
    )
