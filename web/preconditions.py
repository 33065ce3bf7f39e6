"""Conditional writes: whether a graph is in the state that a request expects (RFC 9110, 13)."""

from collections.abc import Iterable

import pyoxigraph as ox
from starlette.requests import Request

from graph.errors import NotFoundError, StoreNotFoundError
from graph.results import GRAPH_FORMATS, Representation
from graph.store import GraphName, Store, Writer
from web.problems import PreconditionError
from web.replies import entity_tag
from web.service import Service


def check_state(request: Request, service: Service, writer: Writer, name: GraphName) -> bool:
    """Tell whether a graph exists, if it is in the state that the request expects.

    A tag is compared weakly: it stands for the state of the store, whatever the form was.

    Args:
        request: Its headers If-Match and If-None-Match count.
        service: Its store is being written to.
        writer: The write, before it changes the graph.
        name: The graph.

    Raises:
        PreconditionError: it is in another state.
    """
    version = version_of(service.opened)
    service.sight.renew()
    exists = next(iter(writer.triples(name)), None) is not None or (
        isinstance(name, ox.NamedNode) and bool(version) and name in service.opened.graph_names()
    )
    tags = set()
    if exists:
        forms = (entity_tag(request, service.version, form) for form in GRAPH_FORMATS)
        tags = {"*", *(tag.removeprefix("W/") for tag in forms)}
    wanted = _tags(request.headers.getlist("if-match"))
    unwanted = _tags(request.headers.getlist("if-none-match"))
    if (wanted and not wanted & tags) or unwanted & tags:
        raise PreconditionError("The graph is not in the state that the request expects.")
    return exists


def check_tag(request: Request, service: Service, form: Representation, address: str = "") -> None:
    """Refuse a write to an address whose answer is not the one that the request expects.

    Args:
        request: Its header If-Match counts: the ETag that GET gives at the same address.
        service: Its store is being written to, and not yet changed.
        form: The form of the answer.
        address: Path of the address, where it is not that of the request.

    Raises:
        PreconditionError: the answer would be another one.
    """
    wanted = _tags(request.headers.getlist("if-match"))
    read = Request({**request.scope, "path": address, "query_string": b""}) if address else request
    tag = entity_tag(read, service.version, form).removeprefix("W/")
    if wanted and not wanted & {"*", tag}:
        raise PreconditionError("The draft is not in the state that the request expects.")


def _tags(headers: Iterable[str]) -> set[str]:
    """Return the entity tags in conditional headers, without the mark of weak ones."""
    return {tag.strip().removeprefix("W/") for header in headers for tag in header.split(",")}


def missing(name: ox.NamedNode) -> NotFoundError:
    """Return the error that there is no graph of a name."""
    return NotFoundError(f"There is no graph {name.value}.", "GET /sparql lists the graphs.")


def version_of(store: Store) -> str:
    """Return the version of a store, empty where nothing was written yet."""
    try:
        return store.version
    except StoreNotFoundError:
        return ""
