"""SPARQL 1.1 Protocol: what a request asks for (https://www.w3.org/TR/sparql11-protocol/)."""

from dataclasses import dataclass
from typing import Final

from graph.store import Dataset
from web.addresses import absolute, fields
from web.bodies import media_type_of
from web.problems import BadRequestError, UnsupportedMediaTypeError

FORM: Final = "application/x-www-form-urlencoded"
QUERY: Final = "application/sparql-query"
UPDATE: Final = "application/sparql-update"

_MOST_FIELDS: Final = 10_000
"""Most names and values of a form: a request needs few, and each takes memory."""

QUERY_DATASET: Final = ("default-graph-uri", "named-graph-uri")
USING: Final = ("using-graph-uri", "using-named-graph-uri")


@dataclass(frozen=True)
class Operation:
    """A query that a request carries.

    Args:
        text: SPARQL.
        dataset: The graphs that the request names, or None where it names none.
    """

    text: str
    dataset: Dataset | None


@dataclass(frozen=True)
class Update:
    """An update that a request carries.

    Args:
        text: SPARQL.
        dataset: The graphs in which its patterns are to be matched, or None for the store's own.
    """

    text: str
    dataset: Dataset | None


def read_operation(
    address: bytes, content_type: str | None = None, body: bytes = b""
) -> Operation | Update:
    """Return what a request carries, in one of the ways of the protocol.

    Args:
        address: Query string of the request.
        content_type: Content-Type of the body, empty where it has none; None for GET.
        body: The body.

    Raises:
        BadRequestError: there is no operation, or more than one, or an update is sent by GET; or
            a part is not UTF-8, or there are too many fields, or a graph is not named by an IRI.
        UnsupportedMediaTypeError: the body has another type, or is not in UTF-8.

    >>> read_operation(b"query=ASK+%7B%7D").text
    'ASK {}'
    >>> read_operation(b"", "application/sparql-update", b"CLEAR ALL")
    Update(text='CLEAR ALL', dataset=None)
    """
    media_type = None if content_type is None else media_type_of(content_type)
    if media_type not in (None, FORM, QUERY, UPDATE):
        raise UnsupportedMediaTypeError(f"The body is {media_type or 'of no media type'}.")
    try:
        pairs = _pairs(address)
        form = _pairs(body) if media_type == FORM else []
        text = body.decode() if media_type in (QUERY, UPDATE) else ""
    except UnicodeDecodeError as error:
        raise BadRequestError("The request is not UTF-8.") from error
    # An update in an address could be set off by a link.
    if any(name == "update" for name, _ in pairs):
        raise BadRequestError("An update stands in the address. Send it by POST.")
    pairs += form
    found = [(name, value) for name, value in pairs if name in ("query", "update")]
    if media_type in (QUERY, UPDATE):
        found.append(("query" if media_type == QUERY else "update", text))
    if len(found) != 1:
        raise BadRequestError("No query was given." if not found else "Two queries were given.")
    if found[0][0] == "query":
        return Operation(found[0][1], _dataset(pairs, QUERY_DATASET))
    return Update(found[0][1], _dataset(pairs, USING))


def _dataset(pairs: list[tuple[str, str]], names: tuple[str, str]) -> Dataset | None:
    """Return the dataset that two parameters of a request name, or None."""
    default, named = (tuple(iri for name, iri in pairs if name == wanted) for wanted in names)
    for iri in (*default, *named):
        absolute(iri)
    return Dataset(default, named) if default or named else None


def _pairs(encoded: bytes) -> list[tuple[str, str]]:
    """Return the names and values of an encoded form, in order.

    Raises:
        BadRequestError: there are too many of them.
        UnicodeDecodeError: they are not UTF-8.
    """
    if encoded.count(b"&") >= _MOST_FIELDS:
        raise BadRequestError(f"The request has more than {_MOST_FIELDS} fields.")
    return [(name.decode(), value.decode()) for name, value in fields(encoded)]
