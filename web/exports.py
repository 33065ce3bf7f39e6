"""Whole graphs as files."""

from collections.abc import Iterable
from http import HTTPStatus
from itertools import chain, islice
from typing import Annotated, Final

import pyoxigraph as ox
from fastapi import APIRouter, Path
from starlette.requests import Request
from starlette.responses import Response, StreamingResponse

from graph.errors import NotFoundError
from graph.export import EXPORT_FORMATS, export_pieces, format_for
from graph.namespaces import GRAPH, is_draft
from web.openapi import documented
from web.replies import reply
from web.service import Current, Service

router = APIRouter(tags=["data"])

ALL: Final = "all"
"""What stands for all published graphs in the name of a file."""

_FILES: Final = tuple(known for known in EXPORT_FORMATS if not known.rdf12)


@router.get("/export/{graph}.{suffix}", responses=documented(_FILES, 400, 429))
async def export_file(
    graph: Annotated[
        str,
        Path(
            description="ontology, reference, provenance, a report, its facts (ID-facts), or all."
        ),
    ],
    suffix: Annotated[str, Path(description=", ".join(known.suffix for known in _FILES))],
    request: Request,
    service: Current,
) -> Response:
    """Return a graph as a file; the bytes are the same whenever the data are the same.

    A large one is streamed: what can fail has been done before the first bytes are sent.
    """
    return await service.read_whole(lambda: _file(request, service, graph, suffix))


def _file(request: Request, service: Service, graph: str, suffix: str) -> Response:
    """Return a graph as a file, or 304.

    Raises:
        NotFoundError: there is no such file.
        UsageError: the format cannot hold the graph.
    """
    version, file_name = service.version, f"{graph}.{suffix}"
    if suffix not in {known.suffix for known in _FILES}:
        endings = ", ".join(f".{known.suffix}" for known in _FILES)
        raise NotFoundError(f"There is no file {file_name}.", f"Use one of {endings}.")
    form, name = format_for(file_name), _graph(service, graph)
    pieces = export_pieces(service.store, name, form.name)
    found = reply(request, version, form, lambda: b"".join(islice(pieces, 2)))
    rest = next(pieces, None) if found.status_code == HTTPStatus.OK else None
    if rest is None:
        return found
    headers = {key: found.headers[key] for key in ("ETag", "Vary") if key in found.headers}
    return StreamingResponse(
        chain((bytes(found.body), rest), pieces), 200, headers, media_type=form.media_type
    )


def _graph(service: Service, name: str) -> ox.NamedNode | None:
    """Return the graph that a file is of, or None for all published graphs.

    Raises:
        NotFoundError: there is no such graph, or it is a draft.
    """
    graphs = files(service.store.graph_names())
    if name != ALL and name not in graphs:
        raise NotFoundError(f"There is no graph {name}.", f"There are: {', '.join(graphs)}, {ALL}.")
    return graphs.get(name)


def files(graph_names: Iterable[ox.NamedNode]) -> dict[str, ox.NamedNode]:
    """Return name of a file, without suffix → the published graph that it is of.

    >>> from graph.namespaces import facts_name
    >>> list(files([facts_name("mfaic-2024")]))
    ['mfaic-2024-facts']
    """
    return {
        name.value.removeprefix(GRAPH).replace("/", "-"): name
        for name in graph_names
        if name.value.startswith(GRAPH) and not is_draft(name)
    }
