"""The write side of a remote store: changes are made here, staged there, and swapped in at once.

The graphs that a write touches are fetched, and changed in memory. Then what went and what came is
staged on the server, in graphs that nobody sees, in requests of bounded size; and one update
brings the graphs, their merge and the version to the new state.
"""

import secrets
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Final, NamedTuple

import pyoxigraph as ox

from graph.errors import ComityError, StoreBusyError, UsageError
from graph.namespaces import DRAFT, is_draft
from graph.store.engine import ANY, DEFAULT, named_graphs, no_merge, quads
from graph.store.interface import GraphName
from graph.store.remote.results import read_graph
from graph.store.remote.server import Server
from graph.store.remote.staging import blank_nodes, chunks
from graph.store.remote.state import (
    HOLDS,
    MERGE,
    OWN,
    STAGING,
    STORE,
    UNVALIDATED,
    VERSION,
    States,
    is_hidden,
    stored,
)
from graph.store.writer import EngineWriter, delta

_SPO: Final = "?s ?p ?o"


class _Step(NamedTuple):
    """The change of a graph.

    Args:
        name: The graph.
        gone: The graph where the triples are staged that go.
        come: The graph where the triples are staged that come.
        whole: Whether all that the graph holds goes.
    """

    name: GraphName
    gone: ox.NamedNode
    come: ox.NamedNode
    whole: bool


class RemoteWriter(EngineWriter):
    """The write side of a remote store.

    Args:
        server: The server.
        states: The states of the store there.
        folder: Where files go that will belong to the new version.
        fresh: Whether to start from an empty store.
        plain: Whether the default graph is a graph of its own, and no merge.
    """

    def __init__(
        self, server: Server, states: States, folder: Path, *, fresh: bool, plain: bool
    ) -> None:
        state = states.read()
        if state.unvalidated and not (plain or fresh):
            raise no_merge(server.addresses.query)
        self._original = ox.Store()
        super().__init__(
            ox.Store(),
            folder,
            "" if fresh else state.version,
            _copied,
            lambda: self._original,
            plain=plain,
        )
        self._server, self._states = server, states
        self._state = state
        self._fresh = fresh
        self._missing: set[GraphName] = set() if fresh else {*state.names}
        if plain and not fresh and state.unvalidated:
            self._missing.add(DEFAULT)
        if plain and (fresh or not state.unvalidated):
            self.record(b"unvalidated")

    def _need(self, names: Iterable[GraphName] | None) -> None:
        """Fetch those of some graphs, or of all, that were not fetched yet."""
        for name in list(self._missing if names is None else self._missing.intersection(names)):
            self._missing.discard(name)
            fetched = list(read_graph(self._server, stored(name), name))
            for engine in (self._original, self._engine):
                engine.add_graph(name)  # even if it is empty
                engine.extend(fetched)
            if isinstance(name, ox.NamedNode) and not (self._plain or is_draft(name)):
                self._engine.extend(quads(quad.triple for quad in fetched))

    def _check(self, name: GraphName) -> None:
        """Refuse a change of a graph that keeps the store together."""
        super()._check(name)
        if isinstance(name, ox.NamedNode) and is_hidden(name):
            raise UsageError(
                f"The graph {name.value} is the store's own on a SPARQL server.",
                "Choose another name.",
            )

    def commit(self) -> None:
        """Bring the server to the state as written.

        Raises:
            StoreBusyError: somebody else has written meanwhile.
            StoreError: the server could not be asked, or gave up.
        """
        place = f"{STAGING}{secrets.token_hex(8)}"
        changed = sorted(self.changed, key=str)
        steps = [self._step(name, f"{place}/{number}") for number, name in enumerate(changed)]
        try:
            for step in steps:
                self._stage(step)
            if self._states.read() != self._state:
                raise StoreBusyError(
                    f"Somebody else has written to the store at {self._server.addresses.query}.",
                    "Try again.",
                )
            self._server.update(" ;\n".join(self._swap(steps)))
        except ComityError:
            self._clean(steps)
            raise

    def _step(self, name: GraphName, place: str) -> _Step:
        """Return how a graph is changed.

        A blank node of the server cannot be named from outside, so a graph whose change has some is
        replaced as a whole.
        """
        gone, come = delta(self._original, self._engine, name)
        whole = self._fresh or any(map(blank_nodes, [*gone, *come]))
        return _Step(name, ox.NamedNode(f"{place}/gone"), ox.NamedNode(f"{place}/come"), whole)

    def _stage(self, step: _Step) -> None:
        """Send what goes from a graph and what comes to it."""
        gone, come = delta(self._original, self._engine, step.name)
        add = self._server.add_to_graph
        for chunk in chunks(self.triples(step.name) if step.whole else come):
            add(step.come, chunk)
        for chunk in chunks([] if step.whole else gone):
            add(step.gone, chunk)

    def _swap(self, steps: list[_Step]) -> Iterator[str]:
        """Yield the operations of the one update that brings the server to the new state."""
        old = self._state.names if self._fresh else ()
        yield from (f"DROP SILENT GRAPH {name}" for name in old)
        if self._fresh:
            yield f"DROP SILENT GRAPH {OWN}"
        if self._fresh or self._plain:
            yield f"DROP SILENT GRAPH {MERGE}"
        for step in steps:
            yield from self._change(step)
        yield from self._listing()
        if not self._plain:
            yield from self._merging([step for step in steps if not _is_draft(step.name)])
        for step in steps:
            yield f"DROP SILENT GRAPH {step.gone}"
            yield f"DROP SILENT GRAPH {step.come}"
        yield f"DELETE WHERE {{ GRAPH {STORE} {{ {STORE} {VERSION} ?version }} }}"
        yield f'INSERT DATA {{ GRAPH {STORE} {{ {STORE} {VERSION} "{self.version}" }} }}'

    def _change(self, step: _Step) -> Iterator[str]:
        """Yield the operations that change a graph."""
        if step.whole and not self._fresh:
            yield f"INSERT {_in(step.gone)} WHERE {_in(step.name)}"
        if not self._fresh:
            yield f"DELETE {_in(step.name)} WHERE {_in(step.gone)}"
        yield f"INSERT {_in(step.name)} WHERE {_in(step.come)}"

    def _listing(self) -> Iterator[str]:
        """Yield the operations that bring the list of graphs in line."""
        before = set() if self._fresh else {*self._state.names}
        after = {*named_graphs(self._engine)} | (before & self._missing)
        if self._fresh:
            yield f"DROP SILENT GRAPH {STORE}"
        facts = [(HOLDS, name) for name in sorted(after - before, key=str)]
        if self._plain and (self._fresh or not self._state.unvalidated):
            facts.append((UNVALIDATED, STORE))
        for keyword, pairs in (
            ("DELETE", [(HOLDS, name) for name in sorted(before - after, key=str)]),
            ("INSERT", facts),
        ):
            if pairs:
                triples = " . ".join(f"{STORE} {p} {value}" for p, value in pairs)
                yield f"{keyword} DATA {{ GRAPH {STORE} {{ {triples} }} }}"

    def _merging(self, steps: list[_Step]) -> Iterator[str]:
        """Yield the operations that bring the merge in line with changed graphs."""
        # OPTIONAL and not NOT EXISTS, which is quadratic on Oxigraph for two patterns.
        held = f"""OPTIONAL {{ GRAPH ?held {{ {_SPO} }} GRAPH {STORE} {{ {STORE} {HOLDS} ?held }}
                   FILTER(!STRENDS(STR(?held), "{DRAFT}")) }} FILTER(!BOUND(?held))"""
        for step in [] if self._fresh else steps:
            yield f"DELETE {_in(MERGE)} WHERE {{ GRAPH {step.gone} {{ {_SPO} }} {held} }}"
        for step in steps:
            yield f"INSERT {_in(MERGE)} WHERE {_in(step.come)}"

    def _clean(self, steps: list[_Step]) -> None:
        """Remove what was staged, as far as the server lets us."""
        staged = [name for step in steps for name in (step.gone, step.come)]
        with suppress(ComityError):
            self._server.update(" ; ".join(f"DROP SILENT GRAPH {name}" for name in staged))


def _in(name: GraphName) -> str:
    """Return a group of all triples of a graph."""
    return f"{{ GRAPH {stored(name)} {{ {_SPO} }} }}"


def _is_draft(name: GraphName) -> bool:
    """Tell whether queries do not see a graph."""
    return isinstance(name, ox.NamedNode) and is_draft(name)


@contextmanager
def _copied(engine: ox.Store, names: list[GraphName]) -> Iterator[ox.Store]:
    """Open a copy of some graphs."""
    copied = ox.Store()
    for name in names:
        copied.extend(engine.quads_for_pattern(*ANY, name))
    yield copied
