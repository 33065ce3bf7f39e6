"""Formats of query results and of RDF: which there are, which one a client wants, and the bytes.

>>> negotiate("text/csv;q=0.5, application/sparql-results+json", SOLUTION_FORMATS).name
'json'
>>> negotiate("image/png", SOLUTION_FORMATS) is None
True
"""

import csv
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from io import StringIO
from typing import Any, Final, TypeAlias, TypeVar

import pyoxigraph as ox

from graph.namespaces import PREFIXES

QueryResult: TypeAlias = ox.QuerySolutions | ox.QueryBoolean | ox.QueryTriples

_WEIGHT = re.compile(r"0(\.\d{0,3})?|1(\.0{0,3})?")
"""A weight as RFC 9110, section 12.4.2, spells it."""


_LONGEST: Final = 256
"""Most characters of an Accept header whose outcome is remembered."""


@dataclass(frozen=True, eq=False)
class Representation:
    """A form that a resource can be had in.

    Args:
        name: Short name, as in ``--format``.
        media_types: The media type that is sent, then others that ask for the same form.
        suffix: File suffix without the dot.
    """

    name: str
    media_types: tuple[str, ...]
    suffix: str

    @property
    def media_type(self) -> str:
        """Return the media type that is sent."""
        return self.media_types[0]


@dataclass(frozen=True, eq=False)
class Format(Representation):
    """A serialisation: of solutions, of one graph, or of a dataset.

    Args:
        engine: The format as the engine knows it: an ``ox.QueryResultsFormat`` for solutions, an
            ``ox.RdfFormat`` for graphs and datasets.
    """

    engine: Any


AnyRepresentation = TypeVar("AnyRepresentation", bound=Representation)


SOLUTION_FORMATS: Final = (
    Format(
        "json",
        ("application/sparql-results+json", "application/json"),
        "srj",
        ox.QueryResultsFormat.JSON,
    ),
    Format(
        "xml",
        ("application/sparql-results+xml", "application/xml"),
        "srx",
        ox.QueryResultsFormat.XML,
    ),
    Format("csv", ("text/csv",), "csv", ox.QueryResultsFormat.CSV),
    Format("tsv", ("text/tab-separated-values",), "tsv", ox.QueryResultsFormat.TSV),
)
"""Formats of the solutions of SELECT."""

BOOLEAN_FORMATS: Final = SOLUTION_FORMATS[:2]
"""Formats of the boolean of ASK."""

TURTLE: Final = Format("turtle", ("text/turtle",), "ttl", ox.RdfFormat.TURTLE)
JSON_LD: Final = Format(
    "jsonld", ("application/ld+json", "application/json"), "jsonld", ox.RdfFormat.JSON_LD
)

GRAPH_FORMATS: Final = (
    TURTLE,
    Format("ntriples", ("application/n-triples", "text/plain"), "nt", ox.RdfFormat.N_TRIPLES),
    JSON_LD,
    Format("rdfxml", ("application/rdf+xml", "application/xml"), "rdf", ox.RdfFormat.RDF_XML),
)
"""Formats of one graph, as CONSTRUCT and DESCRIBE return it."""

DATASET_FORMATS: Final = (
    Format("trig", ("application/trig",), "trig", ox.RdfFormat.TRIG),
    Format("nquads", ("application/n-quads",), "nq", ox.RdfFormat.N_QUADS),
    JSON_LD,
)
"""Formats that keep the names of graphs."""


def formats_for(result: QueryResult) -> Sequence[Format]:
    """Return the formats that a result can be written in."""
    if isinstance(result, ox.QueryTriples):
        return GRAPH_FORMATS
    return SOLUTION_FORMATS if isinstance(result, ox.QuerySolutions) else BOOLEAN_FORMATS


def serialize(result: QueryResult, chosen: Format) -> bytes:
    """Return a query result as bytes of a standard format.

    Args:
        result: What a query returned; it is used up.
        chosen: One of ``formats_for(result)``.

    Raises:
        OSError: the store could not be read while the result was evaluated.
        RuntimeError: the engine gave up.
    """
    if isinstance(result, ox.QueryTriples):
        return serialize_rdf(result, chosen)
    if isinstance(result, ox.QuerySolutions) and chosen.name == "csv":
        return _csv(result)
    data = result.serialize(format=chosen.engine)
    return data if data is not None else b""


def _csv(solutions: ox.QuerySolutions) -> bytes:
    """Return solutions as CSV; the engine's own CSV leaves IRIs that hold a comma unquoted.

    Follows https://www.w3.org/TR/sparql11-results-csv-tsv/#csv and RFC 4180.
    """
    output = StringIO()
    writer = csv.writer(output)
    writer.writerow(variable.value for variable in solutions.variables)
    for solution in solutions:
        writer.writerow(plain(term) for term in solution)
    return output.getvalue().encode()


def plain(term: object) -> str:
    """Return a term as CSV shows it: without datatype, language or angle brackets."""
    if isinstance(term, ox.NamedNode | ox.Literal):
        return term.value
    return "" if term is None else str(term)


def serialize_rdf(triples: Iterable[ox.Triple] | Iterable[ox.Quad], chosen: Format) -> bytes:
    """Return triples or quads as bytes, in the order given, under the project's prefixes."""
    return ox.serialize(triples, format=chosen.engine, prefixes=PREFIXES) or b""


def negotiate(accept: str, offered: Sequence[AnyRepresentation]) -> AnyRepresentation | None:
    """Return the offered form that an Accept header prefers, or None where none will do.

    Args:
        accept: The header's value; empty means that anything will do.
        offered: Forms in the server's order of preference.

    Follows RFC 9110, section 12.5.1: the most specific range decides a media type's weight.
    """
    if len(accept) <= _LONGEST:
        return _negotiated(accept, tuple(offered))
    return _negotiate(accept, offered)


def _negotiate(accept: str, offered: Sequence[AnyRepresentation]) -> AnyRepresentation | None:
    """Return the offered form that an Accept header prefers, or None where none will do."""
    ranges = [_media_range(part) for part in (accept.strip() or "*/*").split(",") if part.strip()]
    best, best_weight = None, 0.0
    for candidate in offered:
        weight = _weight(candidate, ranges)
        if weight > best_weight:
            best, best_weight = candidate, weight
    return best


_negotiated = lru_cache(maxsize=1024)(_negotiate)
"""The same; clients send the same few headers again and again."""


def _media_range(part: str) -> tuple[str, float]:
    """Return a media range and its weight from one element of an Accept header."""
    media_range, *parameters = (piece.strip().lower() for piece in part.split(";"))
    weights = [value[2:].strip() for value in parameters if value.startswith("q=")]
    if not weights:
        return media_range, 1.0
    return media_range, float(weights[0]) if _WEIGHT.fullmatch(weights[0]) else 0.0


def _weight(candidate: Representation, ranges: Sequence[tuple[str, float]]) -> float:
    """Return the weight that the most specific matching range gives a form.

    Another name of the form counts only where the header spells it out: a wildcard is about the
    media type that would be sent.
    """
    main = candidate.media_type.partition("/")[0]
    others = candidate.media_types[1:]
    for names in ((candidate.media_type,), others, (f"{main}/*",), ("*/*",)):
        weights = [weight for media_range, weight in ranges if media_range in names]
        if weights:
            return max(weights)
    return 0.0
