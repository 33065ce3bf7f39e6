"""What the engine does for every embedded store: queries, and the write side."""

import hashlib
import re
from collections.abc import Callable, Iterable, Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from typing import TypeAlias, cast

import pyoxigraph as ox

from graph.errors import EvaluationError, QuerySyntaxError, StoreError, UsageError
from graph.namespaces import DRAFT, PREFIXES, is_draft
from graph.results import QueryResult
from graph.sparql import Token, tokenize
from graph.store.interface import Dataset
from graph.store.loading import load_merged

Published: TypeAlias = list[ox.NamedNode | ox.BlankNode]
Snapshot: TypeAlias = Callable[[ox.Store], AbstractContextManager[ox.Store]]

_PUBLISHED = f'GRAPH ?g {{ ?s ?p ?o }} FILTER (!STRENDS(STR(?g), "{DRAFT}"))'
# MINUS is a hash join here: 4 s at a million quads, where FILTER NOT EXISTS takes 28 s.
_COME = f"SELECT ?s ?p ?o {{ {{ {_PUBLISHED} }} MINUS {{ ?s ?p ?o }} }}"
_GONE = f"SELECT ?s ?p ?o {{ {{ ?s ?p ?o }} MINUS {{ {_PUBLISHED} }} }}"


def published_graphs(engine: ox.Store) -> Published | None:
    """Return the graphs that queries see, or None where that is all of them."""
    names = [name for name in engine.named_graphs() if isinstance(name, ox.NamedNode)]
    published: Published = [name for name in names if not is_draft(name)]
    return None if len(published) == len(names) else published


def evaluate(
    engine: ox.Store, text: str, published: Published | None, dataset: Dataset | None = None
) -> QueryResult:
    """Return the result of a query.

    Args:
        engine: What to query.
        text: SPARQL 1.1.
        published: The graphs that GRAPH ranges over, where that is not all of them. A query that
            chooses its own graphs with FROM is left alone.
        dataset: What the query is asked of, whatever its text says; drafts have to be named.

    Raises:
        QuerySyntaxError: the text is not SPARQL 1.1.
        EvaluationError: the engine gave up.
    """
    if dataset is not None:
        with _our_errors("query"):
            return engine.query(
                text,
                prefixes=PREFIXES,
                default_graph=[ox.NamedNode(iri) for iri in dataset.default_graphs],
                named_graphs=[ox.NamedNode(iri) for iri in dataset.named_graphs],
            )
    if published is not None and any(_is_from(token) for token in tokenize(text)):
        published = None
    with _our_errors("query"):
        return engine.query(text, prefixes=PREFIXES, named_graphs=published)


def _is_from(token: Token) -> bool:
    """Tell whether a token is the keyword with which a query chooses its own graphs."""
    return token.kind == "word" and token.text.upper() == "FROM"


class EngineWriter:
    """The write side of an engine; keeps the default graph the merge of the published graphs.

    Args:
        engine: What to write to; nobody else reads or writes it meanwhile.
        folder: Where files go that will belong to the new version.
        parent: Version of the state that the engine holds; empty for an empty engine.
        snapshot: Opens a copy of an engine that later changes do not reach.
    """

    def __init__(self, engine: ox.Store, folder: Path, parent: str, snapshot: Snapshot) -> None:
        self._open: ox.Store | None = engine
        self._snapshot = snapshot
        self._parent = parent
        self._history = hashlib.sha256(parent.encode())
        self._changed = not parent
        self.folder = folder

    @property
    def version(self) -> str:
        """Return the digest of the parent's version and of all that was written since."""
        return self._history.hexdigest()[:16] if self._changed else self._parent

    def record(self, *parts: bytes) -> None:
        """Add what was written to the history; all of it together decides the version."""
        self._changed = True
        for part in parts:
            self._history.update(b"%d:" % len(part) + part)

    def close(self) -> None:
        """End the write; the engine's files are complete afterwards."""
        engine, self._open = self._engine, None
        with _our_errors("write"):
            engine.flush()

    def query(self, text: str) -> QueryResult:
        """Return the result of a query on the state as written so far."""
        return evaluate(self._engine, text, published_graphs(self._engine))

    def replace_graph(self, graph_name: ox.NamedNode, triples: Iterable[ox.Triple]) -> None:
        """Make a graph consist of exactly the given triples; none of them removes the graph."""
        engine = self._engine
        gone: set[ox.Triple] = set()
        come = list(triples)
        with _our_errors("write"):
            if engine.contains_named_graph(graph_name):
                old = {quad.triple for quad in engine.quads_for_pattern(*_ANY, graph_name)}
                new = set(come)
                gone, come = old - new, list(new - old)
                for quad in _quads(gone, graph_name):
                    engine.remove(quad)
                if not new:
                    engine.remove_graph(graph_name)
            engine.bulk_extend(_quads(come, graph_name))
            if not is_draft(graph_name):
                self._merge(gone, come)
        if gone or come:
            self.record(graph_name.value.encode(), _canonical(gone), _canonical(come))

    def load(self, path: Path) -> None:
        """Add the quads of a file of N-Quads, as the engine writes them, to named graphs."""
        with _our_errors("write"):
            load_merged(self._engine, path)
        with path.open("rb") as file:
            self.record(hashlib.file_digest(file, "sha256").digest())

    def update(self, text: str) -> None:
        """Carry out a SPARQL 1.1 update on named graphs."""
        engine = self._engine
        with _our_errors("update"), self._snapshot(engine) as before:
            engine.update(text, prefixes=PREFIXES)
            gone = _select(engine, _GONE)
            come = _select(engine, _COME)
            was_there = all(quad in before for quad in _quads(gone))
            if not was_there or any(quad in before for quad in _quads(come)):
                raise UsageError(
                    "The update changes the default graph, which is derived from the named graphs.",
                    "Name the graph: INSERT DATA { GRAPH graph:<report-id> { … } }.",
                )
            self._merge(gone, come)
        self.record(text.encode(), _canonical(gone), _canonical(come))

    @property
    def _engine(self) -> ox.Store:
        """Return the engine while the write is open."""
        if self._open is None:
            raise StoreError("This write is over.", "Open another one with store.write().")
        return self._open

    def _merge(self, gone: Iterable[ox.Triple], come: Iterable[ox.Triple]) -> None:
        """Bring the default graph in line after triples went from and came to named graphs."""
        engine = self._engine
        for triple in gone:
            if not any(_is_published(quad) for quad in engine.quads_for_pattern(*triple)):
                engine.remove(ox.Quad(*triple))
        engine.bulk_extend(_quads(come))


_ANY = (None, None, None)
_DEFAULT = ox.DefaultGraph()


@contextmanager
def _our_errors(work: str) -> Iterator[None]:
    """Turn the engine's errors into ours."""
    try:
        yield
    except SyntaxError as error:
        place = re.match(r"error at (\d+):(\d+)", error.msg)
        line, column = (int(number) for number in place.groups()) if place else (None, None)
        raise QuerySyntaxError(error.msg, line, column) from error
    except RuntimeError as error:
        raise EvaluationError(f"The {work} could not be carried out: {error}") from error
    except OSError as error:
        raise StoreError(f"The {work} failed in the store: {error}") from error


def _select(engine: ox.Store, text: str) -> list[ox.Triple]:
    """Return the triples that ?s ?p ?o are bound to."""
    return [ox.Triple(s, p, o) for s, p, o in cast("ox.QuerySolutions", engine.query(text))]


def _quads(
    triples: Iterable[ox.Triple], graph_name: ox.NamedNode | ox.DefaultGraph = _DEFAULT
) -> Iterator[ox.Quad]:
    """Yield triples as quads of a graph."""
    for triple in triples:
        yield ox.Quad(triple.subject, triple.predicate, triple.object, graph_name)


def _is_published(quad: ox.Quad) -> bool:
    """Tell whether a quad stands in a named graph that queries see."""
    name = quad.graph_name
    return isinstance(name, ox.NamedNode) and not is_draft(name)


def _canonical(triples: Iterable[ox.Triple]) -> bytes:
    """Return triples as sorted N-Triples, each once."""
    data = ox.serialize(triples, format=ox.RdfFormat.N_TRIPLES) or b""
    return b"\n".join(sorted(set(data.splitlines())))
