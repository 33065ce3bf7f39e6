"""SPARQL 1.1 Graph Store Protocol: https://www.w3.org/TR/sparql11-http-rdf-update/.

A graph is named in one of two ways. Indirectly: ``/store?graph=IRI``, or ``/store?default``.
Directly: the address of a request below ``/store/`` is itself the name of the graph, as section
4.1 of the standard has it, so ``/store/a`` on ``http://h`` is the same as
``/store?graph=http://h/store/a``.
"""

from contextlib import ExitStack
from itertools import chain
from typing import Any, BinaryIO, Final, cast

import pyoxigraph as ox
from fastapi import APIRouter
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response

from graph.export import rdf
from graph.export.pieces import spool
from graph.namespaces import PREFIXES
from graph.results import GRAPH_FORMATS, Format
from graph.store import GraphName, Writer
from web.access import guard_drafts, require_token
from web.addresses import address_of, named, names_nothing, new_name
from web.bodies import media_type_of, read_body
from web.content import Content
from web.evaluation import contained
from web.negotiation import choose
from web.openapi import documented, problems
from web.payloads import MULTIPART, format_of, read_files, read_triples
from web.preconditions import check_state, missing, version_of
from web.problems import RefusedError
from web.replies import reply
from web.service import Current, Service
from web.updates import carry_out

router = APIRouter(tags=["SPARQL"])

_REFUSALS: Final = (400, 403, 412, 413, 415)
_STRING: Final = {"schema": {"type": "string"}}
_BODY: Final[dict[str, Any]] = {form.media_type: _STRING for form in GRAPH_FORMATS}
_FILE: Final = {"type": "string", "format": "binary"}
_FILES: Final[dict[str, Any]] = {
    **_BODY,
    MULTIPART: {"schema": {"type": "object", "additionalProperties": _FILE}},
}


def _described(parameters: list[dict[str, Any]], content: dict[str, Any] | None) -> dict[str, Any]:
    """Return what the OpenAPI document says of an operation's parameters and body."""
    body = {"requestBody": {"required": True, "content": content}} if content else {}
    return {"parameters": [{**_STRING, **each} for each in parameters], **body}


def _indirect(content: dict[str, Any] | None = None) -> dict[str, Any]:
    """Return the description of an operation on a graph that a parameter names."""
    iri = {"name": "graph", "in": "query", "description": "The IRI of a named graph."}
    default = {
        "name": "default",
        "in": "query",
        "description": "Stands for the default graph; its value does not count.",
        "allowEmptyValue": True,
    }
    return _described([iri, default], content)


def _direct(content: dict[str, Any] | None = None) -> dict[str, Any]:
    """Return the description of an operation on the graph that has an address as its name."""
    rest = {
        "name": "rest",
        "in": "path",
        "required": True,
        "description": "Any path; the whole address is the name of the graph.",
    }
    return _described([rest], content)


_PUT: Final[dict[int | str, dict[str, Any]]] = {
    **problems(*_REFUSALS),
    201: {"description": "The graph is new."},
    204: {"description": "The graph was replaced."},
}
_POST: Final[dict[int | str, dict[str, Any]]] = {
    **problems(*_REFUSALS),
    200: {"description": "The triples were added."},
    201: {"description": "The graph is new; where its name is, too, Location tells it."},
    204: {"description": "The graph has those triples already."},
}
_DELETE: Final[dict[int | str, dict[str, Any]]] = {
    **problems(400, 403, 412),
    200: {"description": "The graph was removed."},
}


@router.get("/store", responses=documented(GRAPH_FORMATS, 400, 403, 429), openapi_extra=_indirect())
@router.get(
    "/store/{rest:path}",
    responses=documented(GRAPH_FORMATS, 400, 403, 429),
    openapi_extra=_direct(),
)
async def get_graph(request: Request, service: Current) -> Response:
    """Return the triples of a graph: ?graph=IRI, ?default, or the one that has this address."""
    name, form = named(request), choose(request, GRAPH_FORMATS)
    guard_drafts(request, service.settings, [name.value] if isinstance(name, ox.NamedNode) else [])

    def read() -> Response:
        return reply(request, service.version, form, lambda: contained(make))

    def make() -> Content:
        return _data(service, name, form)

    return await service.read_whole(read)


@router.put("/store", responses=_PUT, openapi_extra=_indirect(_BODY))
@router.put("/store/{rest:path}", responses=_PUT, openapi_extra=_direct(_BODY))
async def put_graph(request: Request, service: Current) -> Response:
    """Make a graph consist of the triples in the body."""
    name = _writable(request, service)
    form = format_of(request.headers.get("content-type", ""))
    body = await read_body(request, service.settings)
    base = name.value if isinstance(name, ox.NamedNode) else address_of(request)
    triples = await run_in_threadpool(read_triples, body, form, base, str(name))

    def work(writer: Writer) -> int:
        existed = check_state(request, service, writer, name)
        writer.replace_graph(name, triples)
        _keep(writer, name, triples, service)
        return 204 if existed else 201

    return Response(status_code=await carry_out(service, work))


@router.post("/store", responses=_POST, openapi_extra=_indirect(_FILES))
@router.post("/store/{rest:path}", responses=_POST, openapi_extra=_direct(_FILES))
async def post_graph(request: Request, service: Current) -> Response:
    """Add the triples in the body to a graph; to a new one, where no graph is named."""
    require_token(request, service.settings)
    is_new = names_nothing(request)
    name = new_name(request) if is_new else _writable(request, service)
    base = name.value if isinstance(name, ox.NamedNode) else address_of(request)
    triples = await _posted(request, service, base)

    def work(writer: Writer) -> int:
        existed = check_state(request, service, writer, name)
        before = writer.changed
        writer.extend_graph(name, triples)
        _keep(writer, name, triples, service)
        return (200 if writer.changed != before else 204) if existed else 201

    status = await carry_out(service, work)
    return Response(status_code=status, headers={"Location": base} if is_new else None)


@router.delete("/store", responses=_DELETE, openapi_extra=_indirect())
@router.delete("/store/{rest:path}", responses=_DELETE, openapi_extra=_direct())
async def delete_graph(request: Request, service: Current) -> Response:
    """Remove a graph, or empty the default graph."""
    name = _writable(request, service)

    def work(writer: Writer) -> None:
        if not check_state(request, service, writer, name) and isinstance(name, ox.NamedNode):
            raise missing(name)
        writer.remove_graph(name)

    await carry_out(service, work)
    return Response(status_code=200)


def _writable(request: Request, service: Service) -> GraphName:
    """Return the graph that a request names, if it may write it.

    Raises:
        RefusedError: the token is missing, or the graph is the merge of the others.
        BadRequestError: the request names no graph.
    """
    require_token(request, service.settings)
    name = named(request)
    if isinstance(name, ox.DefaultGraph) and service.settings.validate_writes:
        raise RefusedError("The default graph is the merge of the named graphs. Write one of them.")
    return name


async def _posted(request: Request, service: Service, base: str) -> list[ox.Triple]:
    """Return the triples in the body of a request, which may hold several files."""
    content_type = request.headers.get("content-type", "")
    is_multipart = media_type_of(content_type) == MULTIPART
    form = None if is_multipart else format_of(content_type)
    body = await read_body(request, service.settings)
    files = await read_files(request.headers, body) if form is None else [(body, form)]
    # Posted twice, the blank nodes of a document are others, so the state counts.
    origin = f"{base} {version_of(service.opened)}"

    def read() -> list[ox.Triple]:
        return [
            triple
            for number, (data, form) in enumerate(files)
            for triple in read_triples(data, form, base, f"{origin} {number}")
        ]

    return await run_in_threadpool(read)


def _data(service: Service, name: GraphName, form: Format) -> Content:
    """Return the triples of a graph; however many there are, they are not held in memory.

    Raises:
        NotFoundError: there is no graph of that name.
        UsageError: the format cannot hold the graph.
    """
    store = service.opened
    quads = store.dump(name)
    first = next(quads, None)
    if first is None and isinstance(name, ox.NamedNode) and name not in store.graph_names():
        raise missing(name)
    whole = chain((first,) if first else (), quads)
    with ExitStack() as failed:
        file = failed.enter_context(spool())
        if form.name == "rdfxml":  # the engine writes it even where XML has no name for a predicate
            file.writelines(rdf.write(whole, form.name))
        else:
            triples = (quad.triple for quad in whole)
            ox.serialize(triples, file, format=form.engine, prefixes=PREFIXES)
        failed.pop_all()
    return Content(file.tell(), cast("BinaryIO", file))


def _keep(writer: Writer, name: GraphName, triples: list[ox.Triple], service: Service) -> None:
    """Keep a graph that has no triples, where the store can hold one."""
    if not triples and isinstance(name, ox.NamedNode) and not service.settings.validate_writes:
        writer.update(f"CREATE SILENT GRAPH {name}")
