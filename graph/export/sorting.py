"""Quads of any number in one order, of which memory holds a bounded part.

Quads are sorted in pieces, the pieces are kept in files that have no name, and merged. Blank nodes
get their canonical labels (RDFC-1.0) from the quads that mention them; other quads have no part in
a label, so they need not be in memory.
"""

import heapq
import itertools
import re
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import ExitStack
from functools import lru_cache
from typing import Final, TypeAlias, cast

import pyoxigraph as ox

from graph.namespaces import PREFIXES

AnyTerm: TypeAlias = ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple

PIECE: Final = 200_000
"""Most quads that are sorted in memory."""

_BLOCK: Final = 5_000
"""Lines that are handed on together; as many quads stay in memory when there are more to sort."""

_RDF: Final = PREFIXES["rdf"]
_FIRST: Final = {
    f"{_RDF}{name}": rank for rank, name in enumerate(("type", "subject", "predicate", "object"))
}
"""Predicates that are written before the others → their place, in the order of a sentence."""

_DEFAULT: Final = ox.DefaultGraph()
_LABELLED: Final = frozenset({ox.BlankNode, ox.Triple})
"""The kinds of terms that may mention a blank node."""


def sorted_quads(quads: Iterable[ox.Quad], *, names: bool, piece: int = PIECE) -> Iterator[ox.Quad]:
    """Yield quads in the order of writing, each once.

    Nothing is yielded before all quads were read.

    Args:
        quads: Quads of a store.
        names: Whether to keep the names of graphs; without them, the graphs are merged.
        piece: Most quads to sort in memory.
    """
    with ExitStack() as stack:
        merged: list[Iterable[ox.Quad]] = []
        for batch in _pieces(quads, names=names, piece=piece):
            batch.sort(key=in_order)
            if len(batch) <= _BLOCK:
                merged.append(batch)
                continue
            file = stack.enter_context(tempfile.TemporaryFile())
            ox.serialize(batch, file, format=ox.RdfFormat.N_QUADS)
            file.seek(0)
            merged.append(ox.parse(file, format=ox.RdfFormat.N_QUADS))
        for quad, _ in itertools.groupby(heapq.merge(*merged, key=in_order)):
            yield quad


def sorted_lines(quads: Iterable[ox.Quad], *, names: bool, piece: int = PIECE) -> Iterator[bytes]:
    """Yield quads as N-Quads, or their triples as N-Triples, sorted by bytes, each line once.

    That takes half of the time that sorting the quads does.

    Args:
        quads: As ``sorted_quads`` takes them.
        names: As ``sorted_quads`` takes it.
        piece: Most lines to sort in memory.
    """
    with ExitStack() as stack:
        merged: list[Iterable[bytes]] = []
        for batch in _pieces(quads, names=names, piece=piece):
            data = cast("bytes", ox.serialize(batch, format=ox.RdfFormat.N_QUADS))
            lines = sorted(data.splitlines(keepends=True))
            if len(lines) <= _BLOCK:
                merged.append(lines)
                continue
            file = stack.enter_context(tempfile.TemporaryFile())
            file.writelines(lines)
            file.seek(0)
            merged.append(file)
        once = (line for line, _ in itertools.groupby(heapq.merge(*merged)))
        while block := b"".join(itertools.islice(once, _BLOCK)):
            yield block


def _pieces(quads: Iterable[ox.Quad], *, names: bool, piece: int) -> Iterator[list[ox.Quad]]:
    """Yield quads in lists; those with canonical labels come last."""
    remaining = iter(quads) if names else map(_unnamed, quads)
    labelled = ox.Dataset()
    while batch := list(itertools.islice(remaining, piece)):
        plain = []
        for quad in batch:
            if _has_label(quad):
                labelled.add(quad)
            else:
                plain.append(quad)
        yield plain
    labelled.canonicalize(ox.CanonicalizationAlgorithm.RDFC_1_0)
    yield list(labelled)


def _unnamed(quad: ox.Quad) -> ox.Quad:
    """Return a quad of the default graph with the same triple."""
    return quad if quad.graph_name == _DEFAULT else ox.Quad(*quad.triple)


def _has_label(quad: ox.Quad) -> bool:
    """Tell whether a quad may mention a blank node."""
    subject, _, value, graph_name = map(type, quad)
    return not _LABELLED.isdisjoint((subject, value, graph_name))


def in_order(quad: ox.Quad) -> tuple[str | int, ...]:
    """Return the sort key of a quad: claim 2 before claim 10, the class before all else."""
    node, verb, value, name = quad
    subject, predicate = _text(node), verb.value
    graph_name = "" if isinstance(name, ox.DefaultGraph) else _text(name)
    rank = _FIRST.get(predicate, len(_FIRST))
    return (
        *(graph_name, _padded(subject), subject, rank, predicate, _padded(_text(value))),
        str(value),
    )


def _text(term: AnyTerm) -> str:
    """Return what a term is sorted by first."""
    return term.value if isinstance(term, ox.NamedNode | ox.Literal) else str(term)


@lru_cache(maxsize=4096)
def _padded(text: str) -> str:
    """Return a text with zeros before its numbers, so that they sort by value."""
    return re.sub("[0-9]+", lambda number: number[0].zfill(12), text)
