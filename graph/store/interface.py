"""What every store offers: a read side, and a write side that is one atomic step."""

from collections.abc import Iterable, Iterator
from contextlib import AbstractContextManager
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol, TypeAlias

import pyoxigraph as ox

from graph.results import QueryResult

GraphName: TypeAlias = ox.NamedNode | ox.DefaultGraph
"""Name of a graph; the default graph can be written to in a plain store only."""


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

    A plain store is a SPARQL 1.1 store without rules of its own: its default graph is a graph like
    the others, which nothing but a write changes. Drafts are not published there, either.
    """

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

    @property
    def location(self) -> str:
        """Return where another process opens the same store with ``open_store``."""
        ...

    @property
    def plain(self) -> bool:
        """Tell whether this is a plain store."""
        ...

    @property
    def merged(self) -> "Store":
        """Return the same state as pages and canned queries see it; of a merged store, itself.

        Where plain writes have left no merge, the merge of all graphs but drafts is made in memory.
        """
        ...

    def query(self, text: str, dataset: Dataset | None = None) -> QueryResult:
        """Return the result of a SPARQL 1.1 query; the project's prefixes are declared.

        Args:
            text: The query.
            dataset: What it is asked of; None leaves that to the query and the store.

        Raises:
            QuerySyntaxError: the text is not SPARQL 1.1.
            UsageError: the dataset names a graph by something that is no IRI.
            EvaluationError: the engine gave up.
        """
        ...

    def graph_names(self) -> list[ox.NamedNode]:
        """Return the names of all named graphs, sorted."""
        ...

    def dump(self, graph_name: GraphName | None = None) -> Iterator[ox.Quad]:
        """Yield quads, in no stated order.

        Args:
            graph_name: A graph. None is all graphs that were written: all named graphs, and the
                default graph of a plain store.
        """
        ...

    def write(self, *, fresh: bool = False) -> AbstractContextManager["Writer"]:
        """Open the write side; everything done with it takes effect together, or not at all.

        Args:
            fresh: Start from an empty store instead of the present state.

        Raises:
            StoreBusyError: another process is writing.
            StoreError: the place cannot be written to, or plain writes have left no merge and this
                is not a plain store.
        """
        ...


class Writer(Protocol):
    """The write side of a store, open for one atomic step.

    Its methods raise ``UsageError`` where they are to write the default graph of a store that is
    not plain: it follows the named graphs by itself.
    """

    @property
    def folder(self) -> Path:
        """Return the folder for files that will belong to the new version."""
        ...

    @property
    def changed(self) -> frozenset[GraphName]:
        """Return the names of the graphs whose triples differ from the state before the write."""
        ...

    def query(self, text: str) -> QueryResult:
        """Return the result of a query on the state as written so far."""
        ...

    def triples(self, graph_name: GraphName) -> Iterator[ox.Triple]:
        """Yield the triples of a graph as written so far, in no stated order."""
        ...

    def replace_graph(self, graph_name: GraphName, triples: Iterable[ox.Triple]) -> None:
        """Make a graph consist of exactly the given triples; none of them removes the graph."""
        ...

    def extend_graph(self, graph_name: GraphName, triples: Iterable[ox.Triple]) -> None:
        """Add triples to a graph."""
        ...

    def remove_graph(self, graph_name: GraphName) -> None:
        """Remove a graph with its triples, if it is there."""
        ...

    def load(self, path: Path) -> None:
        """Add the quads of a file to named graphs; memory does not grow with the file.

        Args:
            path: N-Quads with one space between terms, as ``pyoxigraph.serialize`` writes them.
        """
        ...

    def update(self, text: str) -> None:
        """Carry out a SPARQL 1.1 update.

        Raises:
            QuerySyntaxError: the text is not a SPARQL 1.1 update.
            EvaluationError: the engine gave up.
        """
        ...
