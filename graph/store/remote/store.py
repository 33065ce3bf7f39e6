"""The store on a SPARQL server: its read side, and where its writes begin."""

import hashlib
import os
import re
from collections.abc import Iterator
from contextlib import contextmanager
from copy import copy
from functools import cached_property
from itertools import chain
from pathlib import Path
from typing import Final, Self

import pyoxigraph as ox

from graph.clauses import dataset_clauses, may_use_graph, query_form
from graph.errors import EvaluationError
from graph.namespaces import GRAPH, PREFIXES
from graph.results import QueryResult
from graph.sparql import refuse_service, tokenize
from graph.store.engine import DEFAULT, names, our_errors
from graph.store.generations import Generations
from graph.store.interface import Dataset, GraphName, Writer
from graph.store.remote.results import (
    JSON,
    NTRIPLES,
    read_graph,
    read_solutions,
    read_triples,
    with_question_marks,
)
from graph.store.remote.server import Form, Server
from graph.store.remote.state import MERGE, OWN, State, States, stored
from graph.store.remote.writer import RemoteWriter

_NOTHING: Final = [f"{GRAPH}none"]
"""A graph that nobody writes."""


_EXTENSION: Final = re.compile(
    r"<?(?:(?:bif|sql|long|short)\b|.*openlinksw\.com/schema)", re.IGNORECASE
)
"""How names of Virtuoso's functions begin, in a query or in the declaration of a prefix."""

_ESCAPE: Final = re.compile(r"\\u([0-9A-Fa-f]{4})|\\U([0-9A-Fa-f]{8})")


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
        self.states = States(server)
        self._generations = Generations(_local_folder(self.location))

    @property
    def version(self) -> str:
        """Return the version that the server told within the last second."""
        return self.states.present.version

    @property
    def folder(self) -> Path:
        """Return the folder for files that belong to this version; it is on this machine."""
        version = self.version
        folder = self._generations.path / version
        if not folder.is_dir():  # the version was written on another machine
            folder.mkdir(parents=True, exist_ok=True)
            self._generations.keep_only(version, self._generations.present())
        return folder

    @cached_property
    def merged(self) -> Self:
        """Return the same state as pages and canned queries see it; of a merged store, itself."""
        if not self.plain:
            return self
        merged = copy(self)
        merged.plain = False
        return merged

    def query(self, text: str, dataset: Dataset | None = None) -> QueryResult:
        """Return the result of a SPARQL 1.1 query; the project's prefixes are declared."""
        _plan(text)
        is_graph = query_form(text) in ("CONSTRUCT", "DESCRIBE")
        data = self.server.query(self._form(text, dataset), NTRIPLES if is_graph else JSON)
        return read_triples(data) if is_graph else read_solutions(data)

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
            QuerySyntaxError: the text is not a query of SPARQL 1.1.
            ForbiddenError: it would send requests.
            TimeLimitError: it took too long.
            EvaluationError: the server gave up, or the query calls a function that is not SPARQL.
        """
        _plan(text)
        with self.server.stream(self._form(text, dataset), media_type, seconds) as chunks:
            is_tsv = media_type.startswith("text/tab-separated-values")
            yield with_question_marks(chunks) if is_tsv else chunks

    def graph_names(self) -> list[ox.NamedNode]:
        """Return the names of all named graphs that were written with Comity, sorted."""
        return list(self.states.present.names)

    def dump(self, graph_name: GraphName | None = None) -> Iterator[ox.Quad]:
        """Yield quads, in no stated order."""
        state = self.states.present
        if graph_name == DEFAULT:
            graphs = [*map(ox.NamedNode, self._default(state))]
            merged = chain.from_iterable(read_graph(self.server, name, DEFAULT) for name in graphs)
            return iter(set(merged)) if len(graphs) > 1 else merged
        written: list[GraphName] = [*state.names] if graph_name is None else [graph_name]
        if graph_name is None and (self.plain or state.unvalidated):
            written.append(DEFAULT)
        return chain.from_iterable(read_graph(self.server, stored(name), name) for name in written)

    @contextmanager
    def write(self, *, fresh: bool = False) -> Iterator[Writer]:
        """Open the write side; everything done with it takes effect together, or not at all."""
        with self._generations.lock():
            state = self.states.read()
            parent = "" if fresh else state.version
            if parent:
                (self._generations.path / parent).mkdir(exist_ok=True)
            folder = self._generations.begin(parent or None)
            try:
                writer = RemoteWriter(
                    self.server, self.states, folder, fresh=fresh, plain=self.plain
                )
                yield writer
                if files := self._generations.changed_files(parent or None):
                    writer.record(files)
                if writer.version != state.version:
                    writer.commit()
                writer.close()
                self._generations.commit(writer.version)
            finally:
                self._generations.discard()
                self.states.forget()

    def _form(self, text: str, dataset: Dataset | None) -> Form:
        """Return the fields of a query: its text with prefixes, and its dataset.

        A dataset is always sent as fields of the form: servers differ in what they make of FROM,
        and of FROM beside such fields.
        """
        state = self.states.present
        clauses = dataset_clauses(text)
        if dataset is None and clauses is not None and clauses.rest != text:
            dataset = Dataset(clauses.default, clauses.named)
        if dataset is not None:
            text = clauses.rest if clauses else text
            default, named = self._chosen(dataset, state)
        elif clauses is not None:
            default, named = [], []
        else:
            default = self._default(state)
            named = state.published if may_use_graph(text) else []
        if default:  # no graphs at all would stand for the graphs that the server chooses
            named = named or (_NOTHING if may_use_graph(text) else [])
        return {
            "query": _with_prefixes(text),
            "default-graph-uri": default,
            "named-graph-uri": named,
        }

    def _default(self, state: State) -> list[str]:
        """Return the graphs of the server whose union is the default graph of a query."""
        if self.plain:
            return [OWN.value]
        return [*state.published, OWN.value] if state.unvalidated else [MERGE.value]

    def _chosen(self, dataset: Dataset, state: State) -> tuple[list[str], list[str]]:
        """Return the graphs of a dataset; for all published graphs, there is a merge."""
        default, named = (
            sorted({name.value for name in names(graphs)})
            for graphs in (dataset.default_graphs, dataset.named_graphs)
        )
        if len(default) > 1 and default == sorted(state.published) and not state.unvalidated:
            default = [MERGE.value]
        return default or _NOTHING, named


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


def _plan(text: str) -> None:
    """Refuse what is not a query of SPARQL 1.1: a server may take it, with all our rights there.

    Virtuoso carries out updates that are sent as queries, and its functions read files and fetch
    documents. Our own engine knows neither.

    Raises:
        QuerySyntaxError: the text is not a query of SPARQL 1.1.
        ForbiddenError: it would send requests.
        EvaluationError: it calls a function that is not SPARQL 1.1.

    >>> _plan("CLEAR ALL")
    Traceback (most recent call last):
        ...
    graph.errors.QuerySyntaxError: error at 1:10: expected CONSTRUCT
    """
    refuse_service(text)
    with our_errors("query"):
        ox.Store().query(text, prefixes=PREFIXES)
    for token in tokenize(text):  # our engine does not plan what it finds that nobody needs
        name = _ESCAPE.sub(lambda found: chr(int(found[1] or found[2], 16)), token.text)
        if token.kind in ("iri", "name") and _EXTENSION.match(name):
            raise EvaluationError(f"{name} is no function or property of SPARQL 1.1.")
