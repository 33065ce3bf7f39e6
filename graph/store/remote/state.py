"""What a server tells of the store that it holds: its version and its graphs."""

import time
from dataclasses import dataclass
from typing import Final, cast

import pyoxigraph as ox

from graph.errors import StoreBusyError, StoreNotFoundError
from graph.namespaces import GRAPH, is_draft
from graph.store.interface import GraphName
from graph.store.remote.results import JSON, read_solutions
from graph.store.remote.server import Server

STORE: Final = ox.NamedNode(f"{GRAPH}store")
"""The graph that tells the version and the graphs of the store; also the store in it."""

MERGE: Final = ox.NamedNode(f"{GRAPH}merge")
"""The graph that holds the merge of the published graphs."""

OWN: Final = ox.NamedNode(f"{GRAPH}default")
"""The graph that holds the default graph of a plain store: not all servers have a place for it."""

STAGING: Final = f"{GRAPH}staging/"
"""How the names of the graphs begin that hold what a write is about to change."""

VERSION: Final = ox.NamedNode(f"{STORE.value}#version")
HOLDS: Final = ox.NamedNode(f"{STORE.value}#holds")
UNVALIDATED: Final = ox.NamedNode(f"{STORE.value}#unvalidated")

_FRESH_SECONDS: Final = 1.0
"""For how long the state that was read is taken for the present one."""


@dataclass(frozen=True)
class State:
    """What the server tells of the store.

    Args:
        version: The version; empty where nothing was written yet.
        names: Names of the graphs that were written, sorted.
        unvalidated: Whether plain writes have left no merge.
    """

    version: str
    names: tuple[ox.NamedNode, ...]
    unvalidated: bool

    @property
    def published(self) -> list[str]:
        """Return the IRIs of the graphs that queries see."""
        return [name.value for name in self.names if not is_draft(name)]


class States:
    """The states of the store on a server, of which the present one is known for a moment.

    Args:
        server: The server.
    """

    def __init__(self, server: Server) -> None:
        self._server = server
        self._known: tuple[float, State] | None = None
        self.is_watched = False

    @property
    def present(self) -> State:
        """Return what the server told within the last second.

        While somebody watches the server, who calls ``refresh`` again and again, it is not asked
        here: a caller that must not wait need not.

        Raises:
            StoreNotFoundError: nothing was written yet.
        """
        known = self._known
        if known is None or (not self.is_watched and time.monotonic() - known[0] > _FRESH_SECONDS):
            known = self.refresh()
        if not known[1].version:
            raise StoreNotFoundError(
                f"There is no store at {self._server.addresses.query}.",
                "Run `comity build` with the same --store, or name another one.",
            )
        return known[1]

    def refresh(self) -> tuple[float, State]:
        """Ask the server, and return when that was and what it told."""
        known = self._known = (time.monotonic(), self.read())
        return known

    def forget(self) -> None:
        """Have the server asked again, the next time or, while it is watched, now."""
        self._known = None
        if self.is_watched:
            self.refresh()

    def read(self) -> State:
        """Return what the server tells now.

        Raises:
            StoreBusyError: the state changed while it was read.
        """
        text = f"SELECT ?property ?value {{ {STORE} ?property ?value }}"
        data = self._server.query({"query": text, "default-graph-uri": STORE.value}, JSON)
        pairs = [(p, value) for p, value in cast("ox.QuerySolutions", read_solutions(data))]
        versions = [value.value for p, value in pairs if p == VERSION]
        if len(versions) > 1:
            raise StoreBusyError(
                f"The store at {self._server.addresses.query} is being written to.",
                "Try again in a moment.",
            )
        held = sorted((v for p, v in pairs if p == HOLDS), key=lambda name: name.value)
        unvalidated = any(p == UNVALIDATED for p, _ in pairs)
        return State("".join(versions), tuple(held), unvalidated)


def stored(name: GraphName) -> ox.NamedNode:
    """Return the graph of the server that holds a graph of the store."""
    return name if isinstance(name, ox.NamedNode) else OWN


def is_hidden(name: ox.NamedNode) -> bool:
    """Tell whether a graph of the server is none of the store's graphs, but keeps it together.

    >>> is_hidden(MERGE), is_hidden(ox.NamedNode(f"{GRAPH}mfaic-2024"))
    (True, False)
    """
    return name in (STORE, MERGE, OWN) or name.value.startswith(STAGING)
