"""What every store offers: a read side, and a write side that is one atomic step."""

from collections.abc import Iterable, Iterator
from contextlib import AbstractContextManager
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

import pyoxigraph as ox

from graph.results import QueryResult


@dataclass(frozen=True)
class Dataset:
    """The RDF dataset that a query is asked of, in place of the store's own.

    It wins over FROM and FROM NAMED in the query's text:
    https://www.w3.org/TR/sparql11-protocol/#dataset.

    Args:
        default_graphs: IRIs of the graphs whose RDF merge is the default graph.
        named_graphs: IRIs of the graphs that GRAPH ranges over.
    """

    default_graphs: tuple[str, ...] = ()
    named_graphs: tuple[str, ...] = ()


class Store(Protocol):
    """The read side of a store.

    The default graph of a query is the RDF merge of all published graphs (drafts are not
    published): each triple occurs once in it, however many graphs state it. GRAPH ranges over the
    published graphs; a draft is read with ``dump``, or by a query that names it with FROM.
    """

    @property
    def location(self) -> str:
        """Return where another process opens the same store with ``open_store``."""
        ...

    @property
    def version(self) -> str:
        """Return the digest of the history that led to the present state, in hexadecimal.

        Raises:
            StoreNotFoundError: nothing was written yet; so do all the methods that read.
        """
        ...

    @property
    def folder(self) -> Path:
        """Return the folder for files that belong to this version (label index, texts)."""
        ...

    def query(self, text: str, dataset: Dataset | None = None) -> QueryResult:
        """Return the result of a SPARQL 1.1 query; the project's prefixes are declared.

        Args:
            text: The query.
            dataset: What it is asked of; None leaves that to the query and the store.

        Raises:
            QuerySyntaxError: the text is not SPARQL 1.1.
            EvaluationError: the engine gave up.
        """
        ...

    def graph_names(self) -> list[ox.NamedNode]:
        """Return the names of all graphs, sorted."""
        ...

    def dump(self, graph_name: ox.NamedNode | None = None) -> Iterator[ox.Quad]:
        """Yield the quads of one named graph, or of all named graphs, in no stated order."""
        ...

    def write(self, *, fresh: bool = False) -> AbstractContextManager["Writer"]:
        """Open the write side; everything done with it takes effect together, or not at all.

        Args:
            fresh: Start from an empty store instead of the present state.

        Raises:
            StoreBusyError: another process is writing.
            StoreError: the place cannot be written to.
        """
        ...


class Writer(Protocol):
    """The write side of a store, open for one atomic step."""

    @property
    def folder(self) -> Path:
        """Return the folder for files that will belong to the new version."""
        ...

    def query(self, text: str) -> QueryResult:
        """Return the result of a query on the state as written so far."""
        ...

    def replace_graph(self, graph_name: ox.NamedNode, triples: Iterable[ox.Triple]) -> None:
        """Make a graph consist of exactly the given triples; none of them removes the graph."""
        ...

    def update(self, text: str) -> None:
        """Carry out a SPARQL 1.1 update on named graphs.

        Raises:
            QuerySyntaxError: the text is not a SPARQL 1.1 update.
            UsageError: it changes the default graph, which follows the named graphs by itself.
            EvaluationError: the engine gave up.
        """
        ...
