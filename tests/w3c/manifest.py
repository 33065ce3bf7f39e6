"""The manifests of the W3C's SPARQL 1.1 tests, as cases."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import rdflib
from rdflib.collection import Collection
from rdflib.term import Node

ROOT: Final = Path(__file__).parents[2] / ".w3c" / "sparql11"
"""Where `make test` unpacks the suite; without a network it is not there."""

BASE: Final = "http://www.w3.org/2009/sparql/docs/tests/data-sparql11/"
"""Where the suite stands on the web: relative IRIs in its files are resolved against this."""

QUERY: Final = (
    *("aggregates", "bind", "bindings", "construct", "exists", "functions", "grouping"),
    *("negation", "project-expression", "property-path", "subquery"),
)
UPDATE: Final = (
    *("add", "basic-update", "clear", "copy", "delete", "delete-data", "delete-insert"),
    *("delete-where", "drop", "move", "update-silent"),
)
SYNTAX: Final = ("syntax-query", "syntax-update-1", "syntax-update-2")
RESULTS: Final = ("csv-tsv-res", "json-res")

MF: Final = rdflib.Namespace("http://www.w3.org/2001/sw/DataAccess/tests/test-manifest#")
QT: Final = rdflib.Namespace("http://www.w3.org/2001/sw/DataAccess/tests/test-query#")
UT: Final = rdflib.Namespace("http://www.w3.org/2009/sparql/tests/test-update#")

_RELATIVE: Final = re.compile(r"<(?![A-Za-z][A-Za-z0-9+.-]*:)[^<>\"{}|^`\\\s]*>")


@dataclass(frozen=True)
class State:
    """What a store holds before or after a test.

    Args:
        default: IRIs of the files whose triples are in the default graph.
        named: Name of a graph and IRI of the file that has its triples.
    """

    default: tuple[str, ...]
    named: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Case:
    """A test of the suite.

    Args:
        folder: Name of the folder of its manifest.
        name: Last part of its IRI.
        kind: Last part of the IRI of its class.
        request: IRI of the file with the query or the update.
        before: What the store holds.
        result: IRI of the file with the expected result of a query, or None.
        after: What the store is to hold after an update, or None.
    """

    folder: str
    name: str
    kind: str
    request: str
    before: State
    result: str | None
    after: State | None

    @property
    def id(self) -> str:
        return f"{self.folder}#{self.name}"

    @property
    def text(self) -> str:
        """Return the query or the update; the file's address is its base, as far as it has one."""
        text = path_of(self.request).read_text(encoding="utf-8")
        return f"BASE <{self.request}>\n{text}" if _RELATIVE.search(text) else text


def path_of(iri: str) -> Path:
    """Return the file of an IRI."""
    return ROOT / iri.removeprefix(BASE)


def cases(*folders: str) -> Iterator[Case]:
    """Yield the cases of some manifests; nothing where the suite is not there."""
    for folder in folders:
        path = ROOT / folder / "manifest.ttl"
        if path.is_file():
            graph = rdflib.Graph().parse(path, publicID=f"{BASE}{folder}/manifest.ttl")
            for entries in graph.objects(None, MF.entries):
                for entry in Collection(graph, entries):
                    yield _case(graph, folder, entry)


def _case(graph: rdflib.Graph, folder: str, entry: Node) -> Case:
    action, result = graph.value(entry, MF.action), graph.value(entry, MF.result)
    kind = str(graph.value(entry, rdflib.RDF.type)).rpartition("#")[2]
    parts = QT if (action, QT.query, None) in graph else UT
    request = next(graph.objects(action, parts.query if parts is QT else UT.request), action)
    is_update = kind == "UpdateEvaluationTest"
    return Case(
        folder=folder,
        name=str(entry).rpartition("#")[2],
        kind=kind,
        request=str(request),
        before=_state(graph, action, parts),
        result=None if is_update or result is None else str(result),
        after=_state(graph, result, UT) if is_update else None,
    )


def _state(graph: rdflib.Graph, node: Node | None, terms: rdflib.Namespace) -> State:
    named = []
    for each in graph.objects(node, terms.graphData):
        label = graph.value(each, rdflib.RDFS.label)
        file = graph.value(each, terms.graph) or graph.value(each, terms.data) or each
        named.append((str(label or file), str(file)))
    return State(tuple(map(str, graph.objects(node, terms.data))), tuple(sorted(named)))
