"""N-Triples and N-Quads of any size: sorted lines, of which memory holds a bounded part.

Lines are sorted in pieces, the pieces are kept in files that have no name, and merged. Blank nodes
get their canonical labels (RDFC-1.0) from the quads that mention them; other quads have no part in
a label, so they need not be in memory.
"""

import heapq
import itertools
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import ExitStack
from typing import Final, cast

import pyoxigraph as ox

PIECE: Final = 200_000
"""Most lines that are sorted in memory."""

_BLOCK: Final = 5_000
"""Lines that are handed on together."""


def sorted_lines(quads: Iterable[ox.Quad], *, names: bool, piece: int = PIECE) -> Iterator[bytes]:
    """Yield quads as N-Quads, or their triples as N-Triples, sorted by bytes, each line once.

    Nothing is yielded before all quads were read.

    Args:
        quads: Quads of a store.
        names: Whether to keep the names of graphs; without them, the graphs are merged.
        piece: Most lines to sort in memory.
    """
    with ExitStack() as stack:
        files = []
        for lines in _pieces(quads, names=names, piece=piece):
            file = stack.enter_context(tempfile.TemporaryFile())
            file.writelines(lines)
            file.seek(0)
            files.append(file)
        merged = (line for line, _ in itertools.groupby(heapq.merge(*files)))
        while block := b"".join(itertools.islice(merged, _BLOCK)):
            yield block


def _pieces(quads: Iterable[ox.Quad], *, names: bool, piece: int) -> Iterator[list[bytes]]:
    """Yield sorted lists of lines; those with canonical labels come last."""
    remaining, labelled = iter(quads), ox.Dataset()
    while batch := list(itertools.islice(remaining, piece)):
        lines = _written(batch, names=names)
        blank = [line for line in lines if b"_:" in line]
        if blank:
            for quad in ox.parse(b"".join(blank), format=ox.RdfFormat.N_QUADS):
                labelled.add(quad)
            lines = [line for line in lines if b"_:" not in line]
        yield sorted(lines)
    labelled.canonicalize(ox.CanonicalizationAlgorithm.RDFC_1_0)
    yield sorted(_written(labelled, names=True))


def _written(quads: Iterable[ox.Quad], *, names: bool) -> list[bytes]:
    """Return quads as lines."""
    if names:
        data = ox.serialize(quads, format=ox.RdfFormat.N_QUADS)
    else:
        data = ox.serialize((quad.triple for quad in quads), format=ox.RdfFormat.N_TRIPLES)
    return cast("bytes", data).splitlines(keepends=True)
