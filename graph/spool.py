"""What a store is to hold, collected in a file, so that memory does not grow with it."""

from collections.abc import Iterable
from pathlib import Path

import pyoxigraph as ox


class Spool:
    """A file of N-Quads to which graphs are added, one after another.

    Args:
        path: The file; it is made anew.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self.sizes: dict[str, int] = {}
        path.write_bytes(b"")

    def add(self, graph_name: ox.NamedNode, triples: Iterable[ox.Triple]) -> None:
        """Add a graph; equal triples give equal bytes, whatever their order.

        Args:
            graph_name: The graph, which was not added before.
            triples: What it holds; of triples that are equal, one is kept.
        """
        quads = (ox.Quad(t.subject, t.predicate, t.object, graph_name) for t in triples)
        data = ox.serialize(quads, format=ox.RdfFormat.N_QUADS) or b""
        lines = sorted(set(data.splitlines(keepends=True)))
        self.sizes[graph_name.value] = len(lines)
        with self.path.open("ab") as file:
            file.writelines(lines)
