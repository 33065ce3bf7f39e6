"""RDF as bytes that depend on the data alone: one order, one set of labels for blank nodes.

Terms are spelt by the engine. Turtle and TriG are laid out here, because the engine declares
prefixes in an order that changes from run to run, puts all objects on one line, and escapes the
``#char=1,2`` of our locators where the full IRI reads better. Nothing is written before all of a
graph was seen, so that what a format cannot hold is refused as a whole; what is written meanwhile
is in a file that has no name.
"""

import itertools
import json
import re
from collections.abc import Callable, Iterable, Iterator
from functools import lru_cache
from operator import itemgetter
from typing import Final, TypeAlias

import pyoxigraph as ox

from graph.export.pieces import chunks, spool
from graph.export.rdfxml import rdfxml
from graph.export.sorting import AnyTerm, in_order, sorted_lines, sorted_quads
from graph.namespaces import PREFIXES, RDF_TYPE

_RDF: Final = PREFIXES["rdf"]
_XSD: Final = PREFIXES["xsd"]

VERSION_12: Final = b'VERSION "1.2"\n'
"""Tells a parser of RDF 1.1 at once that a file is not for it."""

Name: TypeAlias = ox.NamedNode | ox.BlankNode | ox.DefaultGraph

_LOCAL: Final = re.compile(r"[A-Za-z0-9_][A-Za-z0-9_-]*")
"""Local names that need no escape in Turtle; others are written as full IRIs."""

_BARE: Final = {
    f"{_XSD}integer": re.compile(r"[+-]?[0-9]+"),
    f"{_XSD}decimal": re.compile(r"[+-]?[0-9]*\.[0-9]+"),
    f"{_XSD}boolean": re.compile(r"true|false"),
}
"""Literals that Turtle writes without quotes."""


def with_triple_terms(quads: Iterable[ox.Quad]) -> Iterator[ox.Quad]:
    """Yield quads in which each claim reifies a triple term (RDF 1.2) instead of three triples.

    A claim says that somebody holds the triple; it does not assert it, and neither does
    ``rdf:reifies``.

    Args:
        quads: Sorted quads of one graph.
    """
    parts = {ox.NamedNode(f"{_RDF}{part}"): part for part in ("subject", "predicate", "object")}
    reifies = ox.NamedNode(f"{_RDF}reifies")
    for subject, group in itertools.groupby(quads, key=lambda quad: quad.subject):
        triples = list(group)
        spoken = [quad for quad in triples if quad.predicate in parts]
        term = _triple_term({parts[quad.predicate]: quad.object for quad in spoken})
        if term is not None and len(spoken) == len(parts):
            triples = [quad for quad in triples if quad.predicate not in parts]
            triples.append(ox.Quad(subject, reifies, term))
            triples.sort(key=in_order)
        yield from triples


def _triple_term(spoken: dict[str, AnyTerm]) -> ox.Triple | None:
    """Return the triple that a claim speaks of, or None where its parts make none."""
    subject, predicate = spoken.get("subject"), spoken.get("predicate")
    if isinstance(subject, ox.NamedNode | ox.BlankNode) and isinstance(predicate, ox.NamedNode):
        return ox.Triple(subject, predicate, spoken["object"]) if "object" in spoken else None
    return None


class _Layout:
    """Turtle or TriG of sorted quads; notes the prefixes that it uses."""

    def __init__(self) -> None:
        self._used: set[str] = set()

    @property
    def header(self) -> str:
        """Return the declarations of the prefixes that were used so far."""
        return "".join(f"@prefix {p}: <{PREFIXES[p]}> .\n" for p in sorted(self._used))

    def blocks(self, quads: Iterable[ox.Quad]) -> Iterator[str]:
        """Yield the document behind its header, a blank line before each subject."""
        rows = map(tuple, quads)  # of terms: to ask a quad for one of its terms makes a new one
        for graph_name, members in itertools.groupby(rows, key=itemgetter(3)):
            is_named = not isinstance(graph_name, ox.DefaultGraph)
            if is_named:
                yield f"\n{self._term(graph_name)} {{\n"
            for subject, group in itertools.groupby(members, key=itemgetter(0)):
                yield f"\n{self._subject(subject, group)}"
            if is_named:
                yield "\n}\n"

    def _subject(self, subject: AnyTerm, rows: Iterable[tuple[AnyTerm, ...]]) -> str:
        """Return the predicates and objects of one subject."""
        lines = []
        for predicate, group in itertools.groupby(rows, key=itemgetter(1)):
            verb = "a" if predicate == RDF_TYPE else self._term(predicate)
            objects = [self._term(row[2]) for row in group]
            gap = "\n        " if len(objects) > 1 else " "
            lines.append(verb + gap + f" ,{gap}".join(objects))
        return f"{self._term(subject)}\n    " + " ;\n    ".join(lines) + " .\n"

    def _term(self, term: AnyTerm) -> str:
        """Return a term as Turtle spells it."""
        if isinstance(term, ox.NamedNode):
            return self._iri(term.value)
        if isinstance(term, ox.Literal):
            return self._literal(term)
        if isinstance(term, ox.Triple):
            parts = map(self._term, (term.subject, term.predicate, term.object))
            return f"<<( {' '.join(parts)} )>>"
        return str(term)

    def _iri(self, iri: str) -> str:
        """Return an IRI as Turtle spells it."""
        prefix, written = _shortened(iri)
        if prefix is not None:
            self._used.add(prefix)
        return written

    def _literal(self, literal: ox.Literal) -> str:
        """Return a literal; the engine escapes its text."""
        datatype = literal.datatype.value
        if literal.language or datatype == f"{_XSD}string":
            return str(literal)
        if datatype in _BARE and _BARE[datatype].fullmatch(literal.value):
            return literal.value
        return f"{ox.Literal(literal.value)}^^{self._iri(datatype)}"


@lru_cache(maxsize=2**16)
def _shortened(iri: str) -> tuple[str | None, str]:
    """Return a prefix and the prefixed name where that needs no escape, else the IRI in full."""
    for prefix, namespace in PREFIXES.items():
        if iri.startswith(namespace) and _LOCAL.fullmatch(iri, len(namespace)):
            return prefix, f"{prefix}:{iri[len(namespace) :]}"
    return None, f"<{iri}>"


def _turtle(quads: Iterable[ox.Quad]) -> Iterator[bytes]:
    """Yield sorted quads as Turtle, or as TriG where they have names of graphs."""
    layout = _Layout()
    with spool() as file:
        for block in layout.blocks(quads):
            file.write(block.encode())
        file.seek(0 if layout.header else 1)  # without a header, no blank line behind it
        yield from chunks(file, layout.header.encode())


def _jsonld(quads: Iterable[ox.Quad]) -> Iterator[bytes]:
    """Yield sorted quads as expanded JSON-LD, one value a line."""
    with spool() as file:
        for block in _json_blocks(quads):
            file.write(block.encode())
        file.seek(0)
        yield from chunks(file, b"[")


def _json_blocks(quads: Iterable[ox.Quad]) -> Iterator[str]:
    """Yield the parts of a JSON array behind its bracket: nodes, and graphs with theirs."""
    before = "\n"
    for graph_name, members in itertools.groupby(quads, key=lambda quad: quad.graph_name):
        is_named = not isinstance(graph_name, ox.DefaultGraph)
        if is_named:
            yield f'{before}{{"@id": {json.dumps(_id(graph_name), ensure_ascii=False)}, "@graph": ['
            before = "\n"
        for _, group in itertools.groupby(members, key=lambda quad: quad.subject):
            data = ox.serialize((quad.triple for quad in group), format=ox.RdfFormat.JSON_LD)
            for node in json.loads(data or b"[]"):
                yield before + json.dumps(node, ensure_ascii=False, indent=1)
                before = ",\n"
        if is_named:
            yield "\n]}"
            before = ",\n"
    yield "\n]\n"


def _id(graph_name: Name) -> str:
    """Return the name of a graph as JSON-LD has it."""
    return graph_name.value if isinstance(graph_name, ox.NamedNode) else str(graph_name)


_WRITERS: Final[dict[str, Callable[[Iterable[ox.Quad]], Iterator[bytes]]]] = {
    "turtle": _turtle,
    "trig": _turtle,
    "jsonld": _jsonld,
    "rdfxml": rdfxml,
}
"""Name of a format → what writes sorted quads in it."""

WITH_NAMES: Final = frozenset({"trig", "nquads", "jsonld"})
"""The formats that hold names of graphs."""


def write(quads: Iterable[ox.Quad], name: str) -> Iterator[bytes]:
    """Yield quads in a format of RDF 1.1, in pieces; equal quads give equal bytes.

    Args:
        quads: In any order, and any number of them. Formats without names of graphs hold their
            merge.
        name: turtle, trig, ntriples, nquads, jsonld or rdfxml.

    Raises:
        UsageError: the format cannot hold the graph (RDF/XML and some predicates).
    """
    names = name in WITH_NAMES
    if name in _WRITERS:
        return _WRITERS[name](sorted_quads(quads, names=names))
    return sorted_lines(quads, names=names)


def write12(quads: Iterable[ox.Quad], name: str) -> Iterator[bytes]:
    """Yield quads with claims as reifiers of triple terms (RDF 1.2), in pieces.

    Args:
        quads: As ``write`` takes them; the graphs are merged.
        name: turtle or ntriples.
    """
    reified = with_triple_terms(sorted_quads(quads, names=False))
    if name == "ntriples":
        return sorted_lines(reified, names=False)
    return itertools.chain((VERSION_12,), _turtle(reified))


def write_triples(triples: Iterable[ox.Triple], name: str) -> bytes:
    """Return the triples of one graph as bytes; equal triples give equal bytes.

    Args:
        triples: In any order.
        name: turtle, ntriples, jsonld or rdfxml.

    Raises:
        UsageError: the format cannot hold the graph (RDF/XML and some predicates).
    """
    return b"".join(write((ox.Quad(*triple) for triple in triples), name))
