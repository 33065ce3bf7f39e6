"""What the store's modules share about the engine: its errors as ours, and quads of graphs."""

import re
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import Final

import pyoxigraph as ox

from graph.errors import EvaluationError, QuerySyntaxError, StoreError, UsageError
from graph.store.interface import GraphName

DEFAULT: Final = ox.DefaultGraph()

ANY: Final = (None, None, None)
"""The pattern that all triples fit."""


@contextmanager
def our_errors(work: str) -> Iterator[None]:
    """Turn the engine's errors into ours."""
    try:
        yield
    except SyntaxError as error:
        place = re.match(r"error at (\d+):(\d+)", error.msg)
        line, column = (int(number) for number in place.groups()) if place else (None, None)
        raise QuerySyntaxError(error.msg, line, column) from error
    except RuntimeError as error:
        raise EvaluationError(f"The {work} could not be carried out: {error}") from error
    except OSError as error:
        raise StoreError(f"The {work} failed in the store: {error}") from error


def no_merge(place: object) -> StoreError:
    """Return the error of a validated write to a store that plain writes have left no merge."""
    return StoreError(
        f"The store {place} was written to without validation.",
        "Build it anew with `comity build`, or keep COMITY_VALIDATE_WRITES=false.",
    )


def quads(triples: Iterable[ox.Triple], graph_name: GraphName = DEFAULT) -> Iterator[ox.Quad]:
    """Yield triples as quads of a graph."""
    for triple in triples:
        yield ox.Quad(triple.subject, triple.predicate, triple.object, graph_name)


def triples_of(engine: ox.Store, graph_name: GraphName) -> Iterator[ox.Triple]:
    """Yield the triples of a graph."""
    return (quad.triple for quad in engine.quads_for_pattern(*ANY, graph_name))


def named_graphs(engine: ox.Store) -> list[ox.NamedNode]:
    """Return the names of the named graphs; a graph that a blank node names is left out."""
    return [name for name in engine.named_graphs() if isinstance(name, ox.NamedNode)]


def names(iris: Iterable[str]) -> list[ox.NamedNode]:
    """Return the names of the graphs of a dataset.

    Raises:
        UsageError: something is no IRI.
    """
    try:
        return [ox.NamedNode(iri) for iri in iris]
    except ValueError as error:
        raise UsageError(
            f"The dataset names a graph by something that is no IRI: {error}."
        ) from error
