"""The write side of an engine, for every embedded store."""

import hashlib
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Final, TypeAlias

import pyoxigraph as ox

from graph.errors import StoreError, UsageError
from graph.namespaces import PREFIXES, is_draft
from graph.results import QueryResult
from graph.store.engine import ANY, DEFAULT, named_graphs, our_errors, quads, triples_of
from graph.store.interface import GraphName
from graph.store.loading import load_merged
from graph.store.view import Form, View
from graph.updates import Reach, reach, spare_default

Snapshot: TypeAlias = Callable[[ox.Store, list[GraphName]], AbstractContextManager[ox.Store]]
"""Opens a copy of at least some graphs of an engine, which later changes do not reach."""

_BULK: Final = 2_000
"""Least number of quads that are added faster in bulk: to begin a bulk takes 15 ms on disk."""


class EngineWriter:
    """The write side of an engine; keeps the default graph the merge of the published graphs.

    Args:
        engine: What to write to; nobody else reads or writes it meanwhile.
        folder: Where files go that will belong to the new version.
        parent: Version of the state that the engine holds; empty for an empty engine.
        snapshot: Opens a copy of graphs of an engine that later changes do not reach.
        before: Opens the engine of the parent, to be read.
        plain: Whether the default graph is a graph of its own, and no merge.
    """

    def __init__(
        self,
        engine: ox.Store,
        folder: Path,
        parent: str,
        snapshot: Snapshot,
        before: Callable[[], ox.Store],
        *,
        plain: bool,
    ) -> None:
        self._open: ox.Store | None = engine
        self._snapshot = snapshot
        self._before = before
        self._parent = parent
        self._plain = plain
        self._history = hashlib.sha256(parent.encode())
        self._has_history = not parent
        self._steps: Counter[GraphName] = Counter()
        self._is_loaded = False
        self.folder = folder

    @property
    def version(self) -> str:
        """Return the digest of the parent's version and of all that was written since."""
        return self._history.hexdigest()[:16] if self._has_history else self._parent

    @property
    def changed(self) -> frozenset[GraphName]:
        """Return the names of the graphs whose triples differ from the state before the write."""
        steps = self._steps
        return frozenset(name for name in steps if steps[name] == 1 or self._differs(name))

    def _differs(self, name: GraphName) -> bool:
        """Tell whether several changes of a graph come to any."""
        gone, come = delta(self._before(), self._engine, name)
        return bool(gone or come)

    def record(self, *parts: bytes) -> None:
        """Add what was written to the history; all of it together decides the version."""
        self._has_history = True
        for part in parts:
            self._history.update(b"%d:" % len(part) + part)

    def close(self) -> None:
        """End the write; the engine's files are complete afterwards."""
        engine, self._open = self._engine, None
        with our_errors("write"):
            if self._is_loaded:  # in the many files of a load, a look-up takes twice as long
                engine.optimize()
            engine.flush()

    def _need(self, names: Iterable[GraphName] | None) -> None:
        """Make sure that the engine holds some graphs, or all; an embedded engine does anyway."""

    def query(self, text: str) -> QueryResult:
        """Return the result of a query on the state as written so far."""
        self._need(None)
        form: Form = "own" if self._plain else "merge"
        return View(self._engine, form).query(text)

    def triples(self, graph_name: GraphName) -> Iterator[ox.Triple]:
        """Yield the triples of a graph as written so far, in no stated order."""
        self._need([graph_name])
        return triples_of(self._engine, graph_name)

    def replace_graph(self, graph_name: GraphName, triples: Iterable[ox.Triple]) -> None:
        """Make a graph consist of exactly the given triples; none of them removes the graph."""
        self._check(graph_name)
        self._need([graph_name])
        engine = self._engine
        with our_errors("write"):
            old = set(triples_of(engine, graph_name))
            new = set(triples) if old else list(triples)
            if not new:
                self.remove_graph(graph_name)
                return
            gone = old.difference(new)
            for quad in quads(gone, graph_name):
                engine.remove(quad)
            self._add(graph_name, [t for t in new if t not in old] if old else [*new], gone)

    def extend_graph(self, graph_name: GraphName, triples: Iterable[ox.Triple]) -> None:
        """Add triples to a graph."""
        self._check(graph_name)
        self._need([graph_name])
        engine = self._engine
        with our_errors("write"):
            is_new = next(triples_of(engine, graph_name), None) is None
            come = [q.triple for q in quads(triples, graph_name) if is_new or q not in engine]
            self._add(graph_name, come)

    def remove_graph(self, graph_name: GraphName) -> None:
        """Remove a graph with its triples, if it is there."""
        self._check(graph_name)
        self._need([graph_name])
        engine = self._engine
        with our_errors("write"):
            gone = list(triples_of(engine, graph_name))
            is_there = bool(gone) or (
                graph_name != DEFAULT and engine.contains_named_graph(graph_name)
            )
            engine.remove_graph(graph_name)
            if is_there:
                self.record(str(graph_name).encode())
            self._take_note(graph_name, gone, [])

    def load(self, path: Path) -> None:
        """Add the quads of a file to named graphs; memory does not grow with the file."""
        self._need(None)
        engine = self._engine
        with our_errors("write"):
            if self._plain:
                engine.bulk_load(path=str(path), format=ox.RdfFormat.N_QUADS)
            else:
                load_merged(engine, path)
        self._is_loaded = True
        self._steps.update(dict.fromkeys(named_graphs(engine), 2))  # compared when asked
        with path.open("rb") as file:
            self.record(hashlib.file_digest(file, "sha256").digest())

    def update(self, text: str) -> None:
        """Carry out a SPARQL 1.1 update."""
        if not self._plain:
            text = spare_default(text)
        can_change = reach(text)
        if can_change.default:
            self._check(DEFAULT)
        if can_change.insertion is not None:
            self._write_data(can_change.insertion, is_deletion=can_change.is_deletion)
        else:
            self._evaluate(text, can_change)

    def _write_data(self, insertion: str, *, is_deletion: bool) -> None:
        """Insert or delete the data that an update inserts into an empty store."""
        scratch = ox.Store()
        with our_errors("update"):
            scratch.update(insertion, prefixes=PREFIXES)
        names: list[GraphName] = [*named_graphs(scratch)]
        for name in [*names, DEFAULT] if self._plain else names:
            if is_deletion:
                self._subtract(name, triples_of(scratch, name))
            else:
                self.extend_graph(name, triples_of(scratch, name))

    def _evaluate(self, text: str, can_change: Reach) -> None:
        """Have the engine carry out an update, and find out by comparison what it changed."""
        self._need(None)
        engine = self._engine
        existed = self._existing(can_change)
        own: list[GraphName] = [] if can_change.default is False else [DEFAULT]
        with our_errors("update"), self._snapshot(engine, [*own, *existed]) as before:
            engine.update(text, prefixes=PREFIXES)
            exist = self._existing(can_change)
            names: list[ox.NamedNode] = sorted(existed | exist, key=str)
            deltas = [(name, *delta(before, engine, name)) for name in [*own, *names]]
            for name, gone, come in deltas:
                if gone or come:
                    self._check(name)
                self._take_note(name, gone, come)
        if exist != existed:
            self.record(*(name.value.encode() for name in names))

    def _existing(self, can_change: Reach) -> set[ox.NamedNode]:
        """Return those of the named graphs that an update can change which are there."""
        if can_change.named is None:
            return set(named_graphs(self._engine))
        names = map(ox.NamedNode, can_change.named)
        return {name for name in names if self._engine.contains_named_graph(name)}

    @property
    def _engine(self) -> ox.Store:
        """Return the engine while the write is open."""
        if self._open is None:
            raise StoreError("This write is over.", "Open another one with store.write().")
        return self._open

    def _check(self, name: GraphName) -> None:
        """Refuse a change of the default graph where it is the merge of the others."""
        if name == DEFAULT and not self._plain:
            raise UsageError(
                "The write changes the default graph, which is derived from the named graphs.",
                "Name the graph: INSERT DATA { GRAPH graph:<report-id> { … } }.",
            )

    def _add(
        self, name: GraphName, come: list[ox.Triple], gone: Collection[ox.Triple] = ()
    ) -> None:
        """Add triples to a graph, and take note of them and of those that were removed."""
        _extend(self._engine, name, come)
        self._take_note(name, gone, come)

    def _subtract(self, name: GraphName, triples: Iterable[ox.Triple]) -> None:
        """Remove triples from a graph, which stays even if it is empty then."""
        self._check(name)
        self._need([name])
        engine = self._engine
        with our_errors("update"):
            gone = [quad for quad in quads(triples, name) if quad in engine]
            for quad in gone:
                engine.remove(quad)
            self._take_note(name, [quad.triple for quad in gone], [])

    def _take_note(
        self, name: GraphName, gone: Collection[ox.Triple], come: Collection[ox.Triple]
    ) -> None:
        """Bring merge and history in line after triples went from and came to a graph."""
        if gone or come:
            if not self._plain and isinstance(name, ox.NamedNode) and not is_draft(name):
                self._merge(gone, come)
            self._steps[name] += 1
            self.record(str(name).encode(), _canonical(gone), _canonical(come))

    def _merge(self, gone: Iterable[ox.Triple], come: Collection[ox.Triple]) -> None:
        """Bring the default graph in line after triples went from and came to a published graph."""
        engine = self._engine
        for triple in gone:
            if not _is_published(engine, triple):
                engine.remove(ox.Quad(*triple))
        _extend(engine, DEFAULT, come)


def _extend(engine: ox.Store, name: GraphName, triples: Collection[ox.Triple]) -> None:
    """Add triples to a graph of an engine."""
    extend = engine.extend if len(triples) < _BULK else engine.bulk_extend
    extend(quads(triples, name))


def delta(
    before: ox.Store, after: ox.Store, name: GraphName
) -> tuple[list[ox.Triple], list[ox.Triple]]:
    """Return the triples that went from a graph, and those that came to it."""
    gone = [quad.triple for quad in before.quads_for_pattern(*ANY, name) if quad not in after]
    come = [quad.triple for quad in after.quads_for_pattern(*ANY, name) if quad not in before]
    return gone, come


def _is_published(engine: ox.Store, triple: ox.Triple) -> bool:
    """Tell whether a triple stands in a named graph that queries see."""
    for quad in engine.quads_for_pattern(*triple):
        # On disk, a pattern whose object is the number 255 also finds 300: the engine takes too
        # wide a range of keys where the last byte of a key is the highest.
        if quad.triple == triple:
            name = quad.graph_name
            if isinstance(name, ox.NamedNode) and not is_draft(name):
                return True
    return False


def _canonical(triples: Iterable[ox.Triple]) -> bytes:
    """Return triples as sorted N-Triples, each once."""
    data = ox.serialize(triples, format=ox.RdfFormat.N_TRIPLES) or b""
    return b"\n".join(sorted(set(data.splitlines())))
