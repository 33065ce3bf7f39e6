"""A graph in the body of a request: which format it has, and its triples."""

import hashlib
import re
from collections.abc import AsyncGenerator, Iterable
from contextlib import aclosing
from typing import Final, TypeVar

import pyoxigraph as ox
from python_multipart.multipart import parse_options_header
from starlette.datastructures import Headers, UploadFile
from starlette.formparsers import MultiPartException, MultiPartParser

from graph.results import DATASET_FORMATS, GRAPH_FORMATS, Format
from web.bodies import media_type_of
from web.problems import BadRequestError, UnsupportedMediaTypeError

MULTIPART: Final = "multipart/form-data"

_FORMAT_OF: Final = {form.media_type: form for form in GRAPH_FORMATS}
_OF_SUFFIX: Final = {form.suffix: form for form in GRAPH_FORMATS}
_DATASETS: Final = {form.media_type for form in DATASET_FORMATS} - _FORMAT_OF.keys()
_VAGUE: Final = ("", "application/octet-stream", "text/plain")
"""Media types of which browsers make use where they do not know a file's own."""

_ENTITY: Final = re.compile(
    rb"""<!ENTITY\s+[^\s%&"']+\s+(?:"[^"&%<]{0,200}"|'[^'&%<]{0,200}')\s*>"""
)
"""An entity of XML that makes a body grow by little."""

_GROWTH: Final = 10
"""Most times by which entities may make a body longer."""

T = TypeVar("T")


def format_of(content_type: str) -> Format:
    """Return the format of a body.

    Args:
        content_type: The Content-Type header; empty where there is none.

    Raises:
        UnsupportedMediaTypeError: it is no format of one graph, or not in UTF-8.

    >>> format_of("text/turtle; charset=utf-8").name
    'turtle'
    """
    media_type = media_type_of(content_type)
    if media_type in _DATASETS:
        detail = f"{media_type} holds several graphs. Send each graph by itself, as Turtle say."
        raise UnsupportedMediaTypeError(detail)
    if media_type not in _FORMAT_OF:
        known = ", ".join(_FORMAT_OF)
        detail = f"The body is {media_type or 'of no media type'}; a graph is one of {known}."
        raise UnsupportedMediaTypeError(detail)
    return _FORMAT_OF[media_type]


def read_triples(data: bytes, form: Format, base: str, origin: str) -> list[ox.Triple]:
    """Return the triples of a graph.

    Args:
        data: The graph in its format.
        form: The format.
        base: What relative IRIs are resolved against.
        origin: Blank nodes are named after this and the data, so that those of different origin
            differ, and equal requests give equal triples.

    Raises:
        BadRequestError: the data is not well-formed, holds named graphs, or needs RDF 1.2.

    >>> [triple] = read_triples(b"<> <#p> 1 .", _FORMAT_OF["text/turtle"], "http://h/g", "")
    >>> triple.predicate.value
    'http://h/g#p'
    """
    plain = data.removeprefix(b"\xef\xbb\xbf")
    if form.name == "rdfxml":
        _check_entities(plain)
    try:
        quads = list(ox.parse(plain, form.engine, base_iri=base, without_named_graphs=True))
    except SyntaxError as error:
        raise BadRequestError(
            f"The body is no {form.name}: {error.msg}", line=error.lineno, column=error.offset
        ) from error
    triples = [quad.triple for quad in quads]
    for triple in triples:
        if isinstance(triple.object, ox.Triple) or getattr(triple.object, "direction", None):
            raise BadRequestError(f"What is said of {triple.subject} needs RDF 1.2.")
    return _renamed(triples, hashlib.sha256(origin.encode() + b"\0" + data).hexdigest()[:16])


def _check_entities(data: bytes) -> None:
    """Refuse XML that would grow when its entities are put in their place.

    Editors of ontologies write entities for namespaces; what else one needs them for is to have a
    small body fill the memory.

    Raises:
        BadRequestError: an entity refers to another one, or is long, or is no plain text.
    """
    entities = _ENTITY.findall(data)
    if data.count(b"<!ENTITY") > len(entities):
        raise BadRequestError("An XML entity is no short text without references.")
    if data.count(b"&") * max(map(len, entities), default=0) > _GROWTH * len(data):
        raise BadRequestError("The XML entities would make the body many times as long.")


def _renamed(triples: Iterable[ox.Triple], prefix: str) -> list[ox.Triple]:
    """Return triples, each once, whose blank nodes are named by a prefix and their order."""
    labels: dict[ox.BlankNode, ox.BlankNode] = {}

    def renamed(term: T) -> T | ox.BlankNode:
        if isinstance(term, ox.BlankNode):
            return labels.setdefault(term, ox.BlankNode(f"b{prefix}n{len(labels)}"))
        return term

    found = (ox.Triple(renamed(t.subject), t.predicate, renamed(t.object)) for t in triples)
    return list(dict.fromkeys(found))


async def read_files(headers: Headers, body: bytes) -> list[tuple[bytes, Format]]:
    """Return the files of a multipart body, each with its format.

    A file's own Content-Type tells its format, or else the suffix of its name.

    Args:
        headers: Of the request; its Content-Type has the boundary.
        body: The body.

    Raises:
        BadRequestError: the body is not well-formed, or holds no file, or a field that is none.
        UnsupportedMediaTypeError: a file is no RDF graph.
    """
    _, parameters = parse_options_header(headers.get("content-type", ""))
    if b"--" + parameters.get(b"boundary", b"") + b"--" not in body:  # of which parsers say nothing
        raise BadRequestError("The body is cut off: its last boundary is missing.")
    try:
        async with aclosing(_chunks(body)) as stream:
            form = await MultiPartParser(headers, stream).parse()
    except MultiPartException as error:
        raise BadRequestError(f"The body is not well-formed: {error.message}") from error
    try:
        found = [await _read_file(name, value) for name, value in form.multi_items()]
    finally:
        await form.close()
    if not found:
        raise BadRequestError("The body holds no file.")
    return found


async def _chunks(body: bytes) -> AsyncGenerator[bytes, None]:
    """Yield a body that was read already, as the parser wants it."""
    yield body


async def _read_file(name: str, value: UploadFile | str) -> tuple[bytes, Format]:
    """Return the bytes of a file in a form, and their format."""
    if isinstance(value, str):
        raise BadRequestError(f"The field {name!r} is no file.")
    content_type = value.headers.get("content-type", "")
    suffix = (value.filename or "").rpartition(".")[2].lower()
    if media_type_of(content_type) in _VAGUE and suffix in _OF_SUFFIX:
        return await value.read(), _OF_SUFFIX[suffix]
    return await value.read(), format_of(content_type)
