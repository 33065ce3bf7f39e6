"""Loading a large file into an engine: its quads, and beside them the merge of its graphs."""

import re
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import BinaryIO, Final

import pyoxigraph as ox

from graph.namespaces import DRAFT

_NAME: Final = re.compile(rb" <[^<> ]*> \.$", re.MULTILINE)
"""The name of the graph at the end of a line."""

_DRAFT: Final = re.compile(rb"^.*%s> \.\n" % re.escape(DRAFT.encode()), re.MULTILINE)
"""A line of a graph that queries do not see."""

_CHUNK: Final = 2**20


def load_merged(engine: ox.Store, path: Path) -> None:
    """Add the quads of a file to an engine, and the published ones to its default graph, too.

    The engine's loader uses one processor and lets other threads run, so that both together take
    little longer than the quads alone where there are two. Memory does not grow with the file.

    Args:
        engine: Where to; others must not write to it meanwhile.
        path: N-Quads as the engine writes them, all in named graphs.
    """
    with ThreadPoolExecutor(1) as pool, path.open("rb") as file:
        merging = pool.submit(
            engine.bulk_load,
            _Triples(file),  # type: ignore[arg-type]  # only its read method is used
            format=ox.RdfFormat.N_TRIPLES,
        )
        engine.bulk_load(path=str(path), format=ox.RdfFormat.N_QUADS)
        merging.result()


class _Triples:
    """A file of N-Quads, read as the N-Triples of its published graphs.

    Args:
        file: Open at its beginning.
    """

    def __init__(self, file: BinaryIO) -> None:
        self._file = file
        self._ready = memoryview(b"")

    def read(self, size: int) -> bytes:
        """Return the next bytes, none at the end."""
        while not self._ready:
            lines = self._file.read(_CHUNK) + self._file.readline()
            if not lines:
                return b""
            if DRAFT.encode() in lines:
                lines = _DRAFT.sub(b"", lines)
            self._ready = memoryview(_NAME.sub(b" .", lines))
        taken, self._ready = self._ready[:size], self._ready[size:]
        return bytes(taken)
