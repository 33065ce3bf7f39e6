"""The remote engine: any server of the SPARQL 1.1 Protocol and the Graph Store HTTP Protocol.

What Comity knows of a server stands in a graph of its own there: the version of the store, and
which graphs were written with Comity. Another graph holds the merge of the published graphs. Both
are hidden, and graphs that other programs wrote are left alone.
"""

import hashlib
import os
import re
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cached_property
from itertools import chain
from pathlib import Path
from tempfile import SpooledTemporaryFile
from typing import Final, Self, cast

import pyoxigraph as ox

from graph.clauses import dataset_clauses, may_use_graph, query_form
from graph.errors import EvaluationError, StoreBusyError, StoreNotFoundError
from graph.namespaces import GRAPH, PREFIXES, is_draft
from graph.results import QueryResult
from graph.store.engine import DEFAULT, our_errors
from graph.store.generations import Generations
from graph.store.interface import Dataset, GraphName, Writer
from graph.store.server import BadRequestError, Form, Server

STORE: Final = ox.NamedNode(f"{GRAPH}store")
"""The graph that tells the version and the graphs of the store; also the store in it."""

MERGE: Final = ox.NamedNode(f"{GRAPH}merge")
"""The graph that holds the merge of the published graphs."""

VERSION: Final = ox.NamedNode(f"{STORE.value}#version")
HOLDS: Final = ox.NamedNode(f"{STORE.value}#holds")
UNVALIDATED: Final = ox.NamedNode(f"{STORE.value}#unvalidated")

_FRESH_SECONDS: Final = 1.0
"""For how long the version that was read is taken for the present one."""

_MEMORY: Final = 8 * 2**20
"""Bytes of a graph that are kept in memory while it is read; more go to a temporary file."""

_JSON: Final = "application/sparql-results+json"
_NTRIPLES: Final = "application/n-triples"
_BLANK: Final = re.compile(rb'("type"\s*:\s*"bnode"\s*,\s*"value"\s*:\s*")nodeID://')


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


class RemoteStore:
    """A store on a SPARQL server.

    Args:
        server: The server.
        plain: Whether it is a SPARQL store without rules of its own.
    """

    def __init__(self, server: Server, *, plain: bool = False) -> None:
        self.server = server
        self.plain = plain
        self.location = server.addresses.query
        self._generations = Generations(_local_folder(self.location))
        self._known: tuple[float, State] | None = None

    @property
    def version(self) -> str:
        """Return the version that the server told within the last second."""
        return self._state.version

    @property
    def folder(self) -> Path:
        """Return the folder for files that belong to this version; it is on this machine."""
        folder = self._generations.path / self.version
        folder.mkdir(parents=True, exist_ok=True)
        return folder

    @cached_property
    def merged(self) -> Self:
        """Return the same state as pages and canned queries see it; of a merged store, itself."""
        return type(self)(self.server) if self.plain else self

    def query(self, text: str, dataset: Dataset | None = None) -> QueryResult:
        """Return the result of a SPARQL 1.1 query; the project's prefixes are declared."""
        is_graph = query_form(text) in ("CONSTRUCT", "DESCRIBE")
        try:
            data = self.server.query(self._form(text, dataset), _NTRIPLES if is_graph else _JSON)
        except BadRequestError:
            _raise_syntax_error(text)
            raise
        return _triples(data) if is_graph else _solutions(data)

    @contextmanager
    def stream(
        self, text: str, dataset: Dataset | None, media_type: str, seconds: float
    ) -> Iterator[Iterator[bytes]]:
        """Open the result of a query as bytes, as they come from the server.

        Args:
            text: The query.
            dataset: What it is asked of; None leaves that to the query and the store.
            media_type: The form of the result.
            seconds: How long it may take, to the last byte.

        Raises:
            QuerySyntaxError: the text is not SPARQL 1.1.
            TimeLimitError: it took too long.
            EvaluationError: the server gave up.
        """
        try:
            with self.server.stream(self._form(text, dataset), media_type, seconds) as chunks:
                is_tsv = media_type.startswith("text/tab-separated-values")
                yield _with_question_marks(chunks) if is_tsv else chunks
        except BadRequestError:
            _raise_syntax_error(text)
            raise

    def graph_names(self) -> list[ox.NamedNode]:
        """Return the names of all named graphs that were written with Comity, sorted."""
        return list(self._state.names)

    def dump(self, graph_name: GraphName | None = None) -> Iterator[ox.Quad]:
        """Yield quads, in no stated order."""
        state = self._state
        if graph_name is not None:
            name = MERGE if graph_name == DEFAULT and not self.plain else graph_name
            return self.read_graph(name, graph_name)
        names: list[GraphName] = [*state.names]
        return chain.from_iterable(self.read_graph(name, name) for name in names)

    @contextmanager
    def write(self, *, fresh: bool = False) -> Iterator[Writer]:
        """Open the write side; everything done with it takes effect together, or not at all."""
        from graph.store.remote_writer import RemoteWriter

        with self._generations.lock():
            state = self.read_state()
            parent = "" if fresh else state.version
            if parent:
                (self._generations.path / parent).mkdir(exist_ok=True)
            folder = self._generations.begin(parent or None)
            try:
                writer = RemoteWriter(self, folder, state, fresh=fresh)
                yield writer
                if files := self._generations.changed_files(parent or None):
                    writer.record(files)
                if writer.version != state.version:
                    writer.commit()
                writer.close()
                self._generations.commit(writer.version)
            finally:
                self._generations.discard()
                self._known = None

    def read_graph(self, name: GraphName, called: GraphName) -> Iterator[ox.Quad]:
        """Yield the quads of a graph of the server, under a name."""
        with SpooledTemporaryFile(_MEMORY) as file:
            with self.server.graph(name) as chunks:
                for chunk in chunks:
                    file.write(chunk)
            file.seek(0)
            for quad in ox.parse(file, format=ox.RdfFormat.N_TRIPLES):
                yield ox.Quad(quad.subject, quad.predicate, quad.object, called)

    def read_state(self) -> State:
        """Return what the server tells of the store now.

        Raises:
            StoreBusyError: the state changed while it was read.
        """
        text = f"SELECT ?property ?value {{ {STORE} ?property ?value }}"
        data = self.server.query({"query": text, "default-graph-uri": STORE.value}, _JSON)
        pairs = [(p, value) for p, value in cast("ox.QuerySolutions", _solutions(data))]
        versions = [value.value for p, value in pairs if p == VERSION]
        if len(versions) > 1:
            raise StoreBusyError(
                f"The store at {self.location} is being written to.", "Try again in a moment."
            )
        names = sorted((v for p, v in pairs if p == HOLDS), key=lambda name: name.value)
        unvalidated = any(p == UNVALIDATED for p, _ in pairs)
        return State("".join(versions), tuple(names), unvalidated)

    @property
    def _state(self) -> State:
        """Return what the server told within the last second.

        Raises:
            StoreNotFoundError: nothing was written yet.
        """
        known = self._known
        if known is None or time.monotonic() - known[0] > _FRESH_SECONDS:
            known = self._known = (time.monotonic(), self.read_state())
        if not known[1].version:
            raise StoreNotFoundError(
                f"There is no store at {self.location}.",
                "Run `comity build` with the same --store, or name another one.",
            )
        return known[1]

    def _form(self, text: str, dataset: Dataset | None) -> Form:
        """Return the fields of a query: its text with prefixes, and its dataset."""
        state = self._state
        default: list[str] = []
        named: list[str] = []
        nothing = [f"{GRAPH}none"]  # no graphs at all would stand for the server's own dataset
        if dataset is not None:
            chosen = set(dataset.default_graphs)
            is_all = not state.unvalidated and len(chosen) > 1 and chosen == set(state.published)
            default = [MERGE.value] if is_all else sorted(chosen)
            default, named = default or nothing, list(dataset.named_graphs) or nothing
        elif not self.plain and dataset_clauses(text) is None:
            default = (state.published or nothing) if state.unvalidated else [MERGE.value]
            if may_use_graph(text):
                named = state.published or nothing
        return {
            "query": _with_prefixes(text),
            **({"default-graph-uri": default} if default else {}),
            **({"named-graph-uri": named} if named else {}),
        }


def _local_folder(url: str) -> Path:
    """Return the folder on this machine for the side files of the store at a URL."""
    cache = os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache"
    return Path(cache) / "comity" / hashlib.sha256(url.encode()).hexdigest()[:16]


def _with_prefixes(text: str) -> str:
    """Return a query that declares those of the project's prefixes that it uses.

    >>> _with_prefixes("ASK { id:a a <urn:b> }")
    'PREFIX id: <https://w3id.org/comity/id/> ASK { id:a a <urn:b> }'
    """
    used = {name for name in PREFIXES if f"{name}:" in text}
    own = {name for name in used if re.search(rf"\bPREFIX\s+{name}:", text, re.IGNORECASE)}
    declared = "".join(f"PREFIX {name}: <{PREFIXES[name]}> " for name in sorted(used - own))
    return declared + text


def _raise_syntax_error(text: str) -> None:
    """Raise what our own parser finds in a query that a server did not take, with its place.

    Raises:
        QuerySyntaxError: the text is not SPARQL 1.1.
    """
    with our_errors("query"):  # nothing is evaluated: an ASK would be, so it becomes a SELECT
        ox.Store().query(
            re.sub(r"\bASK\b", "SELECT*", text, flags=re.IGNORECASE), prefixes=PREFIXES
        )


def _solutions(data: bytes) -> ox.QuerySolutions | ox.QueryBoolean:
    """Return solutions or a boolean from JSON; Virtuoso's blank nodes are no labels of RDF."""
    try:
        return ox.parse_query_results(_BLANK.sub(rb"\1", data), format=ox.QueryResultsFormat.JSON)
    except SyntaxError as error:
        raise EvaluationError(f"The server's result cannot be read: {error}") from error


def _triples(data: bytes) -> ox.QueryTriples:
    """Return triples from N-Triples, as the engine returns them."""
    engine = ox.Store()
    try:
        engine.bulk_load(data, format=ox.RdfFormat.N_TRIPLES)
    except SyntaxError as error:
        raise EvaluationError(f"The server's result cannot be read: {error}") from error
    return cast("ox.QueryTriples", engine.query("CONSTRUCT WHERE { ?s ?p ?o }"))


def _with_question_marks(chunks: Iterator[bytes]) -> Iterator[bytes]:
    """Yield TSV in whose header each variable has its question mark; Virtuoso leaves it out."""
    header = b""
    for chunk in chunks:
        header += chunk
        if b"\n" in header:
            break
    line, newline, rest = header.partition(b"\n")
    names = [name.strip(b'"\r') for name in line.split(b"\t")]
    yield b"\t".join(name if name.startswith(b"?") else b"?" + name for name in names if name)
    yield newline + rest
    yield from chunks
