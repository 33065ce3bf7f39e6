"""SPARQL 1.1 Protocol: what a request asks for (https://www.w3.org/TR/sparql11-protocol/)."""

from dataclasses import dataclass
from typing import Final
from urllib.parse import parse_qsl

from graph.store import Dataset
from web.problems import BadRequestError, RefusedError, UnsupportedMediaTypeError

FORM: Final = "application/x-www-form-urlencoded"
QUERY: Final = "application/sparql-query"
UPDATE: Final = "application/sparql-update"

_DATASET: Final = ("default-graph-uri", "named-graph-uri")


@dataclass(frozen=True)
class Operation:
    """A query that a request carries.

    Args:
        text: SPARQL.
        dataset: The graphs that the request names, or None where it names none.
    """

    text: str
    dataset: Dataset | None


def read_operation(address: str, media_type: str, body: bytes) -> Operation:
    """Return the query that a request carries, in one of the three ways of the protocol.

    Args:
        address: Query string of the request.
        media_type: Media type of the body, without parameters; empty for GET.
        body: The body, in UTF-8; empty for GET.

    Raises:
        BadRequestError: there is no query, or more than one, or it is not UTF-8.
        RefusedError: the request carries an update.
        UnsupportedMediaTypeError: the body has another type.

    >>> read_operation("query=ASK+%7B%7D", "", b"").text
    'ASK {}'
    >>> read_operation("", "application/sparql-query", b"ASK {}").text
    'ASK {}'
    """
    if media_type not in ("", FORM, QUERY, UPDATE):
        raise UnsupportedMediaTypeError(f"The body is {media_type}.")
    try:
        text = body.decode()
        pairs = _pairs(address) + (_pairs(text) if media_type == FORM else [])
    except UnicodeDecodeError as error:
        raise BadRequestError("The request is not UTF-8.") from error
    if media_type == UPDATE or any(name == "update" for name, _ in pairs):
        raise RefusedError("This address answers queries; it takes no update.")
    queries = [value for name, value in pairs if name == "query"]
    if media_type == QUERY:
        queries.append(text)
    if len(queries) != 1:
        raise BadRequestError("No query was given." if not queries else "Two queries were given.")
    return Operation(queries[0], _dataset(pairs))


def _dataset(pairs: list[tuple[str, str]]) -> Dataset | None:
    """Return the dataset that the parameters of a request name, or None."""
    default, named = (tuple(iri for name, iri in pairs if name == wanted) for wanted in _DATASET)
    return Dataset(default, named) if default or named else None


def _pairs(encoded: str) -> list[tuple[str, str]]:
    """Return the names and values of an encoded form, in order."""
    return parse_qsl(encoded, keep_blank_values=True, errors="strict")
