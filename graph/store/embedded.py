"""The embedded engine: pyoxigraph, on disk (RocksDB) or in memory."""

import shutil
import tempfile
import weakref
from abc import ABC, abstractmethod
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from itertools import chain
from pathlib import Path
from typing import NamedTuple

import pyoxigraph as ox

from graph.errors import StoreError, StoreNotFoundError
from graph.results import QueryResult
from graph.store.engine import EngineWriter, Published, evaluate, published_graphs
from graph.store.generations import QUADS, Generations
from graph.store.interface import Dataset, Writer

_SMALL = 16 * 2**20
"""Most bytes that the files of an engine take on disk for it to be read in memory."""


class _Generation(NamedTuple):
    """The state of a store between two writes, opened for reading."""

    version: str
    engine: ox.Store
    published: Published | None


class _GenerationStore(ABC):
    """A store whose generations lie in a folder; what it does at any place of the quads."""

    def __init__(self, path: Path) -> None:
        self._generations = Generations(path)
        self._known: _Generation | None = None

    @property
    def location(self) -> str:
        """Return where another process opens the same store with ``open_store``."""
        return str(self._generations.path)

    @property
    def version(self) -> str:
        """Return the digest of the history that led to the present state, in hexadecimal."""
        version = self._generations.present()
        if version is None:
            raise StoreNotFoundError(
                f"There is no store at {self._generations.path}.",
                "Run `comity build`, or name another store with --store.",
            )
        return version

    @property
    def folder(self) -> Path:
        """Return the folder for files that belong to this version (label index, texts)."""
        return self._generations.path / self.version

    def query(self, text: str, dataset: Dataset | None = None) -> QueryResult:
        """Return the result of a SPARQL 1.1 query; the project's prefixes are declared."""
        present = self._present()
        return evaluate(present.engine, text, present.published, dataset)

    def graph_names(self) -> list[ox.NamedNode]:
        """Return the names of all graphs, sorted."""
        names = self._present().engine.named_graphs()
        iris = sorted(name.value for name in names if isinstance(name, ox.NamedNode))
        return [ox.NamedNode(iri) for iri in iris]

    def dump(self, graph_name: ox.NamedNode | None = None) -> Iterator[ox.Quad]:
        """Yield the quads of one named graph, or of all named graphs, in no stated order."""
        engine = self._present().engine
        names = list(engine.named_graphs()) if graph_name is None else [graph_name]
        return chain.from_iterable(
            engine.quads_for_pattern(None, None, None, name) for name in names
        )

    @contextmanager
    def write(self, *, fresh: bool = False) -> Iterator[Writer]:
        """Open the write side; everything done with it takes effect together, or not at all."""
        generations = self._generations
        with generations.lock():
            parent = None if fresh else generations.present()
            folder = generations.begin(parent)
            try:
                with generations.explained():
                    engine = self._successor(parent)
                writer = EngineWriter(engine, folder, parent or "", self._snapshot)
                try:
                    yield writer
                finally:
                    writer.close()
                if files := generations.changed_files(parent):
                    writer.record(files)
                self._keep(writer.version, engine)
                del engine  # closes its files, so that their folder can move
                generations.commit(writer.version)
            finally:
                generations.discard()

    def _present(self) -> _Generation:
        """Return the present generation, opened again if it changed since the last look."""
        version, known = self.version, self._known
        if known is None or known.version != version:
            known = self._known = self._opened(version)
        return known

    def _opened(self, version: str) -> _Generation:
        """Return a generation, or a newer one if a writer removes it just before it is opened."""
        while True:
            try:
                engine = self._engine(version)
            except OSError as error:
                if self.version == version:
                    raise StoreError(
                        f"The store {self._generations.path} cannot be read: {error}",
                        "Build it again with `comity build`.",
                    ) from error
                version = self.version
            else:
                return _Generation(version, engine, published_graphs(engine))

    @abstractmethod
    def _engine(self, version: str) -> ox.Store:
        """Return the engine of a generation, to be read."""

    @abstractmethod
    def _successor(self, parent: str | None) -> ox.Store:
        """Return an engine that holds what the parent holds, to be written to."""

    @abstractmethod
    def _snapshot(self, engine: ox.Store) -> AbstractContextManager[ox.Store]:
        """Open a copy of an engine that later changes do not reach."""

    @abstractmethod
    def _keep(self, version: str, engine: ox.Store) -> None:
        """Take note of an engine whose generation is about to become the present one."""


class EmbeddedStore(_GenerationStore):
    """A store on disk; nothing is opened before it is first used.

    Args:
        path: A folder of generations, or where a write shall make one.
    """

    def __init__(self, path: str | Path) -> None:
        super().__init__(Path(path))

    def _engine(self, version: str) -> ox.Store:
        """Return the engine of a generation: a copy in memory where the generation is small.

        A look-up on disk takes about ten times as long as one in memory; to copy 18,000 quads
        takes 0.2 s, once for each version.
        """
        folder = self._generations.path / version / QUADS
        on_disk = ox.Store.read_only(str(folder))
        if sum(file.stat().st_size for file in folder.iterdir()) > _SMALL:
            return on_disk
        in_memory = ox.Store()
        quads = on_disk.dump(format=ox.RdfFormat.N_QUADS) or b""
        in_memory.bulk_load(quads, format=ox.RdfFormat.N_QUADS)
        return in_memory

    def _successor(self, parent: str | None) -> ox.Store:
        target = str(self._generations.next / QUADS)
        if parent is not None:
            present = str(self._generations.path / parent / QUADS)
            ox.Store.read_only(present).backup(target)  # hard links: 3 ms at a million quads
        return ox.Store(target)

    @contextmanager
    def _snapshot(self, engine: ox.Store) -> Iterator[ox.Store]:
        target = self._generations.next / "before"
        engine.backup(str(target))
        try:
            yield ox.Store.read_only(str(target))
        finally:
            shutil.rmtree(target)

    def _keep(self, version: str, engine: ox.Store) -> None:
        """Do nothing: a generation on disk is opened again where it is read."""


class MemoryStore(_GenerationStore):
    """A store that lives as long as this object; only its side files lie on disk."""

    def __init__(self) -> None:
        root = tempfile.mkdtemp(prefix="comity-")
        weakref.finalize(self, shutil.rmtree, root, ignore_errors=True)
        super().__init__(Path(root))
        self._engines: dict[str, ox.Store] = {}

    def _engine(self, version: str) -> ox.Store:
        if version not in self._engines:
            raise FileNotFoundError(f"generation {version} is gone")
        return self._engines[version]

    def _successor(self, parent: str | None) -> ox.Store:
        engine = ox.Store()
        if parent is not None:
            engine.extend(self._engines[parent])
        return engine

    @contextmanager
    def _snapshot(self, engine: ox.Store) -> Iterator[ox.Store]:
        copy = ox.Store()
        copy.extend(engine)
        yield copy

    def _keep(self, version: str, engine: ox.Store) -> None:
        present = self._generations.present()
        kept = {known: old for known, old in self._engines.items() if known == present}
        self._engines = {**kept, version: engine}
