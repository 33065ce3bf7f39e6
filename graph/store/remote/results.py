"""Results of a server as the engine's own: the same types, whatever the server makes of them."""

import re
from collections.abc import Iterator
from tempfile import SpooledTemporaryFile
from typing import Final, cast

import pyoxigraph as ox

from graph.errors import EvaluationError
from graph.store.interface import GraphName
from graph.store.remote.server import Server

JSON: Final = "application/sparql-results+json"
NTRIPLES: Final = "application/n-triples"

_MEMORY: Final = 8 * 2**20
"""Bytes of a graph that are kept in memory while it is read; more go to a temporary file."""

_BLANK: Final = re.compile(rb'("type"\s*:\s*"bnode"\s*,\s*"value"\s*:\s*")nodeID://')
"""A blank node as Virtuoso writes it, up to its label."""


def read_solutions(data: bytes) -> ox.QuerySolutions | ox.QueryBoolean:
    """Return solutions or a boolean from JSON; Virtuoso's blank nodes are no labels of RDF."""
    try:
        return ox.parse_query_results(_BLANK.sub(rb"\1", data), format=ox.QueryResultsFormat.JSON)
    except SyntaxError as error:
        raise EvaluationError(f"The server's result cannot be read: {error}") from error


def read_triples(data: bytes) -> ox.QueryTriples:
    """Return triples from N-Triples, as the engine returns them."""
    engine = ox.Store()
    try:
        engine.bulk_load(data, format=ox.RdfFormat.N_TRIPLES)
    except SyntaxError as error:
        raise EvaluationError(f"The server's result cannot be read: {error}") from error
    return cast("ox.QueryTriples", engine.query("CONSTRUCT WHERE { ?s ?p ?o }"))


def read_graph(server: Server, name: ox.NamedNode, called: GraphName) -> Iterator[ox.Quad]:
    """Yield the quads of a graph of a server.

    Args:
        server: The server.
        name: The graph there.
        called: The name of the graph in the quads.
    """
    with SpooledTemporaryFile(_MEMORY) as file:
        with server.graph(name) as chunks:
            for chunk in chunks:
                file.write(chunk)
        file.seek(0)
        for quad in ox.parse(file, format=ox.RdfFormat.N_TRIPLES):
            yield ox.Quad(quad.subject, quad.predicate, quad.object, called)


def with_question_marks(chunks: Iterator[bytes]) -> Iterator[bytes]:
    """Yield TSV in whose header each variable has its question mark; Virtuoso leaves it out."""
    header = b""
    for chunk in chunks:
        header += chunk
        if b"\n" in header:
            break
    line, newline, rest = header.partition(b"\n")
    names = [name.strip(b'"\r') for name in line.split(b"\t")]
    yield b"\t".join(name if name.startswith(b"?") else b"?" + name for name in names if name)
    yield newline + rest
    yield from chunks
