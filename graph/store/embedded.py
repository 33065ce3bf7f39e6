"""The embedded engine: pyoxigraph, on disk (RocksDB) or in memory."""

import shutil
import tempfile
import weakref
from abc import ABC, abstractmethod
from collections.abc import Iterable, Iterator
from contextlib import AbstractContextManager, contextmanager
from copy import copy
from dataclasses import dataclass, field
from functools import cached_property, partial
from pathlib import Path
from threading import Lock
from traceback import clear_frames
from typing import Final, NamedTuple, Self

import pyoxigraph as ox

from graph.errors import StoreError, StoreNotFoundError
from graph.results import QueryResult
from graph.store.engine import ANY, DEFAULT, named_graphs, no_merge
from graph.store.generations import QUADS, Generations
from graph.store.interface import Dataset, GraphName, Writer
from graph.store.view import Form, View
from graph.store.writer import EngineWriter

_MARKER: Final = "unvalidated"
"""Name of the side file of a generation that plain writes have left without a merge."""

_SMALL = 16 * 2**20
"""Most bytes that the files of an engine take on disk for it to be read in memory."""


class _Generation(NamedTuple):
    """The state of a store between two writes, opened for reading."""

    version: str
    view: View


class _GenerationStore(ABC):
    """A store whose generations lie in a folder; what it does at any place of the quads."""

    def __init__(self, path: Path, *, plain: bool) -> None:
        self._generations = Generations(path)
        self._known: _Generation | None = None
        self._opening = Lock()
        self.plain = plain

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

    @property
    def location(self) -> str:
        """Return where another process opens the same store with ``open_store``."""
        return str(self._generations.path)

    @cached_property
    def merged(self) -> Self:
        """Return the same state as pages and canned queries see it; of a merged store, itself."""
        if not self.plain:
            return self
        merged = copy(self)
        merged.plain, merged._known = False, None  # noqa: SLF001  # of the same class
        return merged

    def query(self, text: str, dataset: Dataset | None = None) -> QueryResult:
        """Return the result of a SPARQL 1.1 query; the project's prefixes are declared."""
        return self._present().query(text, dataset)

    def graph_names(self) -> list[ox.NamedNode]:
        """Return the names of all named graphs, sorted."""
        names = named_graphs(self._present().engine)
        return sorted(names, key=lambda name: name.value)

    def dump(self, graph_name: GraphName | None = None) -> Iterator[ox.Quad]:
        """Yield quads, in no stated order."""
        return self._present().dump(graph_name)

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
                self._leave_mark(engine, parent)
                before = partial(self._before, parent) if parent else ox.Store
                writer = EngineWriter(
                    engine, folder, parent or "", self._snapshot, before, plain=self.plain
                )
                try:
                    yield writer
                except BaseException as error:
                    writer.close()
                    del engine
                    _let_go(error)
                    raise
                writer.close()
                if files := generations.changed_files(parent):
                    writer.record(files)
                self._keep(writer.version, engine)
                del engine  # closes its files, so that their folder can move
                generations.commit(writer.version)
            finally:
                generations.discard()

    def _leave_mark(self, engine: ox.Store, parent: str | None) -> None:
        """Mark the next generation if it has no merge; the first such write drops the merge.

        Raises:
            StoreError: the parent has no merge, and this store needs one.
        """
        marked = parent is not None and self._is_marked(parent)
        if self.plain and not marked:
            engine.clear_graph(DEFAULT)
            (self._generations.next / _MARKER).touch()
        elif marked and not self.plain:
            raise no_merge(self._generations.path)

    def _is_marked(self, version: str) -> bool:
        """Tell whether plain writes have left no merge in a generation."""
        return (self._generations.path / version / _MARKER).exists()

    def _present(self) -> View:
        """Return the present state, opened again if it changed since the last look."""
        version, known = self.version, self._known
        if known is None or known.version != version:
            with self._opening:  # many threads may find at once that the store has changed
                known = self._known
                if known is None or known.version != version:
                    known = self._known = self._opened(version)
        return known.view

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
                return _Generation(version, View(engine, self._form(version)))

    def _form(self, version: str) -> Form:
        """Return what the default graph of a query is in a generation."""
        if self._is_marked(version):
            return "own" if self.plain else "union"
        return "empty" if self.plain else "merge"

    @abstractmethod
    def _engine(self, version: str) -> ox.Store:
        """Return the engine of a generation, to be read."""

    @abstractmethod
    def _successor(self, parent: str | None) -> ox.Store:
        """Return an engine that holds what the parent holds, to be written to."""

    @abstractmethod
    def _before(self, parent: str) -> ox.Store:
        """Return the engine of the generation that a write starts from, to be read once."""

    @abstractmethod
    def _snapshot(
        self, engine: ox.Store, names: list[GraphName]
    ) -> AbstractContextManager[ox.Store]:
        """Open a copy of at least some graphs of an engine, which later changes do not reach."""

    @abstractmethod
    def _keep(self, version: str, engine: ox.Store) -> None:
        """Take note of an engine whose generation is about to become the present one."""


class EmbeddedStore(_GenerationStore):
    """A store on disk; nothing is opened before it is first used.

    Args:
        path: A folder of generations, or where a write shall make one.
        plain: Whether it is a SPARQL store without rules of its own.
    """

    def __init__(self, path: str | Path, *, plain: bool = False) -> None:
        super().__init__(Path(path), plain=plain)

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
        _copy_names(on_disk, in_memory)
        return in_memory

    def _before(self, parent: str) -> ox.Store:
        return ox.Store.read_only(str(self._generations.path / parent / QUADS))

    def _successor(self, parent: str | None) -> ox.Store:
        target = str(self._generations.next / QUADS)
        if parent is not None:
            present = str(self._generations.path / parent / QUADS)
            ox.Store.read_only(present).backup(target)  # hard links: 3 ms at a million quads
        return ox.Store(target)

    @contextmanager
    def _snapshot(self, engine: ox.Store, _names: list[GraphName]) -> Iterator[ox.Store]:
        target = self._generations.next / "before"
        engine.backup(str(target))
        try:
            yield ox.Store.read_only(str(target))
        finally:
            shutil.rmtree(target)

    def _keep(self, version: str, engine: ox.Store) -> None:
        """Do nothing: a generation on disk is opened again where it is read."""


@dataclass(eq=False)
class _Shared:
    """What a store in memory and its merged form have in common.

    Args:
        engines: Version → engine, of the present generation and the one before.
        on_disk: Whether the quads are written to disk as well.
    """

    engines: dict[str, ox.Store] = field(default_factory=dict)
    on_disk: bool = False


class MemoryStore(_GenerationStore):
    """A store that lives as long as this object; on disk are its side files alone.

    Once its location was asked for, its quads are there as well, for other processes to read.

    Args:
        plain: Whether it is a SPARQL store without rules of its own.
    """

    def __init__(self, *, plain: bool = False) -> None:
        root = tempfile.mkdtemp(prefix="comity-")
        super().__init__(Path(root), plain=plain)
        self._shared = _Shared()
        weakref.finalize(self._shared, shutil.rmtree, root, ignore_errors=True)

    @property
    def location(self) -> str:
        """Return where another process opens the same store with ``open_store``.

        Raises:
            StoreBusyError: it is asked for the first time, and during a write.
        """
        if not self._shared.on_disk:
            with self._generations.lock():
                version = self._generations.present()
                if version is not None:
                    folder = self._generations.path / version
                    _write_quads(self._shared.engines[version], folder)
                self._shared.on_disk = True
        return super().location

    def _engine(self, version: str) -> ox.Store:
        engine = self._shared.engines.get(version)
        if engine is None:
            raise FileNotFoundError(f"generation {version} is gone")
        return engine

    def _before(self, parent: str) -> ox.Store:
        return self._engine(parent)

    def _successor(self, parent: str | None) -> ox.Store:
        engine = ox.Store()
        if parent is not None:
            engine.bulk_extend(self._engine(parent))
            _copy_names(self._engine(parent), engine)
        return engine

    @contextmanager
    def _snapshot(self, engine: ox.Store, names: list[GraphName]) -> Iterator[ox.Store]:
        yield _copied(engine, names)

    def _keep(self, version: str, engine: ox.Store) -> None:
        if self._shared.on_disk:
            _write_quads(engine, self._generations.next)
        present = self._generations.present()
        engines = self._shared.engines
        kept = {known: old for known, old in engines.items() if known == present}
        self._shared.engines = {**kept, version: engine}


def _let_go(error: BaseException) -> None:
    """Drop what the frames of an error hold, an open engine above all.

    Whoever keeps the error, if only until the garbage collector comes, would keep the files of the
    engine open, and the next write could not open its own in their place.
    """
    known: BaseException | None = error
    while known is not None:
        clear_frames(known.__traceback__)
        known = known.__cause__ or known.__context__


def _write_quads(engine: ox.Store, folder: Path) -> None:
    """Write the quads of an engine in memory into the folder of its generation."""
    on_disk = ox.Store(str(folder / QUADS))
    on_disk.bulk_extend(engine)
    _copy_names(engine, on_disk)
    on_disk.flush()


def _copy_names(source: ox.Store, target: ox.Store) -> None:
    """Make the graphs of a store that have no triples in a copy of its quads as well."""
    for name in source.named_graphs():
        target.add_graph(name)


def _copied(engine: ox.Store, names: Iterable[GraphName]) -> ox.Store:
    """Return a copy of some graphs in memory."""
    copied = ox.Store()
    for name in names:
        copied.bulk_extend(engine.quads_for_pattern(*ANY, name))
    return copied
