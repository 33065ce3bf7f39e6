"""What a store is to hold, collected in a file, so that memory does not grow with it."""

import fcntl
import os
import shutil
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Final

import pyoxigraph as ox

_PREFIX: Final = "comity-build-"


@contextmanager
def scratch_folder() -> Iterator[Path]:
    """Make a folder for the files of one build, and remove those that killed builds have left.

    A build holds a lock on its folder; the system frees it when the process dies.
    """
    for left in Path(tempfile.gettempdir()).glob(f"{_PREFIX}*"):
        with suppress(OSError), _locked(left):  # of another user, or in use
            shutil.rmtree(left)
    with tempfile.TemporaryDirectory(prefix=_PREFIX, ignore_cleanup_errors=True) as name:
        folder = Path(name)
        with _locked(folder):
            folder.mkdir(exist_ok=True)  # removed where another build came before the lock
            yield folder


@contextmanager
def _locked(folder: Path) -> Iterator[None]:
    """Hold the lock of a folder.

    Raises:
        OSError: another process holds it, or it cannot be opened.
    """
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        yield
    finally:
        os.close(descriptor)


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
