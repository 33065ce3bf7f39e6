"""The address of a request as an IRI, and the graph that a request names."""

import re
from typing import Final
from urllib.parse import unquote_to_bytes
from uuid import uuid4

import pyoxigraph as ox
from starlette.requests import Request

from graph.store import GraphName
from web.problems import BadRequestError

_LONGEST: Final = 2048
"""Most characters of an address that names a graph."""

_IRI: Final = re.compile(r'[^<>"{}|^`\\\x00-\x20]+')
_SLASHES: Final = re.compile(r"%2f|%5c", re.IGNORECASE)


def unquoted(encoded: bytes) -> bytes:
    r"""Return bytes with percent codes in their places.

    The standard library looks at each code in Python, which takes ten times as long for a query.

    >>> unquoted(b"caf%C3%A9 100%")
    b'caf\xc3\xa9 100%'
    """
    escaped = encoded.replace(b"\\", b"%5C").replace(b"%", b"\\x")
    try:
        return escaped.decode("unicode_escape").encode("latin-1")
    except UnicodeDecodeError:  # a percent sign begins no code
        return unquote_to_bytes(encoded)


def fields(encoded: bytes) -> list[tuple[bytes, bytes]]:
    """Return the names and values of a form, or of a query string, in order.

    >>> fields(b"a=b+%26&c")
    [(b'a', b'b &'), (b'c', b'')]
    """
    pairs = (field.partition(b"=") for field in encoded.replace(b"+", b" ").split(b"&") if field)
    return [(unquoted(name), unquoted(value)) for name, _, value in pairs]


def fields_of(request: Request) -> list[tuple[str, str]]:
    """Return the names and values in the query string of a request, in order."""
    pairs = fields(request.scope["query_string"])
    return [
        (name.decode(errors="replace"), value.decode(errors="replace")) for name, value in pairs
    ]


def address_of(request: Request) -> str:
    """Return the address that a request was sent to, without its query string, as it was spelt.

    Raises:
        BadRequestError: its Host header makes no IRI.
    """
    # Servers also hand on the path decoded, in which %2F and a slash cannot be told apart.
    raw: bytes = request.scope.get("raw_path") or request.url.path.encode()
    path = raw.partition(b"?")[0].decode("latin-1")
    address = f"{request.url.scheme}://{request.url.netloc}{path}"
    if not request.url.netloc or not _IRI.fullmatch(address):
        raise BadRequestError("The address of the request, with its Host header, makes no IRI.")
    return address


def check_path(address: str) -> None:
    """Refuse an address that could be taken for another one on its way.

    Args:
        address: An address without a query string, as it was spelt.

    Raises:
        BadRequestError: it is very long, is not UTF-8, or has empty steps, steps of dots, encoded
            slashes or control characters.

    >>> check_path("http://localhost/store/caf%C3%A9")
    """
    path = address.split("/", 3)[-1]
    steps = [unquote_to_bytes(step) for step in path.split("/")]
    try:
        text = b"/".join(steps).decode()
    except UnicodeDecodeError as error:
        raise BadRequestError("The address is not UTF-8.") from error
    if len(address) > _LONGEST:
        raise BadRequestError(f"The address is longer than {_LONGEST} characters.")
    if {b"", b".", b".."} & set(steps) or _SLASHES.search(path):
        raise BadRequestError("The address has empty steps, steps of dots, or encoded slashes.")
    if not text.isprintable():
        raise BadRequestError("The address has characters that cannot be printed.")


def absolute(iri: str) -> ox.NamedNode:
    """Return the node of an IRI that a request names.

    Raises:
        BadRequestError: it is not an absolute IRI.
    """
    try:
        return ox.NamedNode(iri)
    except ValueError as error:
        raise BadRequestError(f"{iri!r} is not an absolute IRI.") from error


def named(request: Request) -> GraphName:
    """Return the graph that a request to the graph store names.

    Raises:
        BadRequestError: it names none, or several, or not by an absolute IRI.
    """
    parameters = _parameters(request)
    if request.path_params.get("rest"):
        if parameters:
            raise BadRequestError("The address names a graph, and a parameter another one.")
        address = address_of(request)
        check_path(address)
        return absolute(address)
    if len(parameters) != 1:
        given = "Several graphs are" if parameters else "No graph is"
        raise BadRequestError(f"{given} named. Give either ?graph=IRI or ?default, once.")
    name, value = parameters[0]
    return absolute(value) if name == "graph" else ox.DefaultGraph()


def names_nothing(request: Request) -> bool:
    """Tell whether a request is sent to the graph store itself, and names no graph.

    Raises:
        BadRequestError: the query string is not UTF-8.
    """
    return not request.path_params.get("rest") and not _parameters(request)


def new_name(request: Request) -> ox.NamedNode:
    """Return a name for a new graph, which is an address below that of the request."""
    return absolute(f"{address_of(request).rstrip('/')}/{uuid4()}")


def _parameters(request: Request) -> list[tuple[str, str]]:
    """Return the parameters by which a request names a graph.

    Raises:
        BadRequestError: the query string is not UTF-8.
    """
    try:
        pairs = [(n.decode(), v.decode()) for n, v in fields(request.scope["query_string"])]
    except UnicodeDecodeError as error:
        raise BadRequestError("The address is not UTF-8.") from error
    return [(name, value) for name, value in pairs if name in ("graph", "default")]
