"""The read side of an engine: which graphs a query sees, and its evaluation."""

from collections.abc import Iterable, Iterator
from contextlib import suppress
from itertools import chain
from typing import Final, Literal, TypeAlias

import pyoxigraph as ox

from graph.clauses import counts_triples, dataset_clauses, may_use_graph
from graph.namespaces import PREFIXES, is_draft
from graph.results import QueryResult
from graph.store.engine import ANY, DEFAULT, named_graphs, names, our_errors, quads, triples_of
from graph.store.interface import Dataset, GraphName

Form: TypeAlias = Literal["merge", "own", "empty", "union"]
"""What the default graph of a query is: the merge, which the engine's default graph holds; the
engine's default graph as a graph of its own; nothing; or the merge of all graphs but drafts, made
here."""

_Names: TypeAlias = frozenset[ox.NamedNode]
_Default: TypeAlias = list[ox.NamedNode | ox.BlankNode | ox.DefaultGraph]
_Named: TypeAlias = list[ox.NamedNode | ox.BlankNode]


class View:
    """A state of an engine, as queries see it.

    Args:
        engine: What to query; nobody adds or removes a graph while the view is in use.
        form: What the default graph of a query is.
    """

    def __init__(self, engine: ox.Store, form: Form) -> None:
        # Here, not in each query: a store may have thousands of graphs.
        self._names = frozenset(named_graphs(engine))
        self._published = frozenset(name for name in self._names if not is_draft(name))
        hides = self._published != self._names
        self._visible: _Named | None = (
            list(filter(_is_seen, engine.named_graphs())) if hides else None
        )
        self._copy: tuple[tuple[_Names, _Names], ox.Store] | None = None
        self._form = form
        self._written = engine
        self.engine = _with_merge(engine) if form == "union" else engine

    def query(self, text: str, dataset: Dataset | None = None) -> QueryResult:
        """Return the result of a query.

        Args:
            text: SPARQL 1.1.
            dataset: What the query is asked of, whatever its text says; drafts have to be named.

        Raises:
            QuerySyntaxError: the text is not SPARQL 1.1.
            UsageError: the dataset names a graph by something that is no IRI.
            EvaluationError: the engine gave up.
        """
        if dataset is not None:
            return self._query_graphs(text, dataset.default_graphs, dataset.named_graphs)
        clauses = dataset_clauses(text)
        if clauses is not None and len(clauses.default) > 1:
            return self._query_graphs(text, clauses.default, clauses.named)
        own = clauses is None
        hides = own and self._visible is not None and may_use_graph(text)
        with our_errors("query"):
            return _answer(
                self.engine,
                text,
                [] if own and self._form == "empty" else None,
                self._visible if hides else None,
            )

    def dump(self, graph_name: GraphName | None) -> Iterator[ox.Quad]:
        """Yield the quads of a graph, or of all graphs that were written.

        Args:
            graph_name: The default graph is the one that queries see.
        """
        if graph_name == DEFAULT and self._form == "empty":
            return iter(())
        if graph_name is not None:
            return self.engine.quads_for_pattern(*ANY, graph_name)
        written: list[GraphName] = [*self._names]
        if self._form in ("own", "union"):
            written.append(DEFAULT)
        engine = self._written
        return chain.from_iterable(engine.quads_for_pattern(*ANY, name) for name in written)

    def _query_graphs(self, text: str, default: Iterable[str], named: Iterable[str]) -> QueryResult:
        """Return the result of a query on the given graphs alone."""
        chosen, visible = frozenset(names(default)), frozenset(names(named))
        engine, default_graph = self._engine_with_merge(text, chosen, visible)
        with our_errors("query"):
            return _answer(engine, text, default_graph, [*visible])

    def _engine_with_merge(
        self, text: str, chosen: _Names, visible: _Names
    ) -> tuple[ox.Store, _Default]:
        """Return an engine, and graphs of it in which no triple occurs twice where that matters.

        The engine gives a triple once for each of several default graphs that hold it. Where
        all published graphs are chosen, there is a merge already; else the graphs are copied.
        """
        filled = chosen & self._names
        if len(filled) < 2 or not counts_triples(text):  # noqa: PLR2004  # one graph is a set
            return self.engine, [*filled]
        if self._form == "merge" and filled == self._published:
            return self.engine, [DEFAULT]
        copy = self._copy
        if copy is None or copy[0] != (filled, visible):
            copy = self._copy = (filled, visible), self._copied(filled, visible)
        return copy[1], [DEFAULT]

    def _copied(self, default: _Names, named: _Names) -> ox.Store:
        """Return a copy of some graphs in memory, in which the default graph is a merge."""
        copy = ox.Store()
        with our_errors("query"):
            for name in default:
                copy.bulk_extend(quads(triples_of(self.engine, name)))
            for name in named & self._names:
                copy.bulk_extend(self.engine.quads_for_pattern(*ANY, name))
        return copy


def _with_merge(engine: ox.Store) -> ox.Store:
    """Return a copy of an engine in memory, whose default graph is the merge of all but drafts.

    The engine's own union would give a triple as often as graphs hold it, and a join of a dozen
    patterns as often as the twelfth power of that.
    """
    copy = ox.Store()
    with our_errors("query"):
        copy.bulk_extend(engine)
        copy.bulk_extend(ox.Quad(*quad.triple) for quad in engine if _is_seen(quad.graph_name))
    return copy


def _is_seen(name: ox.NamedNode | ox.BlankNode | ox.DefaultGraph) -> bool:
    """Tell whether queries see a graph that they do not name."""
    return not (isinstance(name, ox.NamedNode) and is_draft(name))


def _answer(
    engine: ox.Store, text: str, default_graph: _Default | None, named_graphs: _Named | None
) -> QueryResult:
    """Return what an engine answers to a query, for which the project's prefixes are declared.

    A query that declares prefixes mostly declares all that it has: these are not looked for first.
    """
    if "PREFIX" in text:
        with suppress(SyntaxError):
            return engine.query(text, default_graph=default_graph, named_graphs=named_graphs)
    return engine.query(
        text,
        prefixes=_prefixes_in(text),
        default_graph=default_graph,
        named_graphs=named_graphs,
    )


def _prefixes_in(text: str) -> dict[str, str]:
    """Return those of the project's prefixes that a query may use.

    The engine checks each IRI that it is given: all of them take it as long as a small query.
    """
    return {prefix: iri for prefix, (mark, iri) in _PREFIXES.items() if mark in text}


_PREFIXES: Final = {prefix: (f"{prefix}:", iri) for prefix, iri in PREFIXES.items()}
"""Prefix → how it begins a name, its IRI."""
