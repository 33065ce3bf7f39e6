"""RDF as bytes that depend on the data alone: one order, one set of labels for blank nodes.

Terms are spelt by the engine. Turtle and TriG are laid out here, because the engine declares
prefixes in an order that changes from run to run, puts all objects on one line, and escapes the
``#char=1,2`` of our locators where the full IRI reads better.
"""

import itertools
import json
import re
from collections.abc import Callable, Iterable
from functools import lru_cache
from typing import Final, TypeAlias

import pyoxigraph as ox

from graph.export.rdfxml import rdfxml
from graph.namespaces import PREFIXES, RDF_TYPE

_RDF: Final = PREFIXES["rdf"]
_XSD: Final = PREFIXES["xsd"]

_FIRST: Final = tuple(f"{_RDF}{name}" for name in ("type", "subject", "predicate", "object"))
"""Predicates that are written before the others, in the order of a sentence."""

VERSION_12: Final = b'VERSION "1.2"\n'
"""Tells a parser of RDF 1.1 at once that a file is not for it."""

Name: TypeAlias = ox.NamedNode | ox.BlankNode | ox.DefaultGraph
AnyTerm: TypeAlias = ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple

_LOCAL: Final = re.compile(r"[A-Za-z0-9_][A-Za-z0-9_-]*")
"""Local names that need no escape in Turtle; others are written as full IRIs."""

_BARE: Final = {
    f"{_XSD}integer": re.compile(r"[+-]?[0-9]+"),
    f"{_XSD}decimal": re.compile(r"[+-]?[0-9]*\.[0-9]+"),
    f"{_XSD}boolean": re.compile(r"true|false"),
}
"""Literals that Turtle writes without quotes."""


def prepare(quads: Iterable[ox.Quad], *, names: bool) -> list[ox.Quad]:
    """Return quads in the order of writing, with canonical labels of blank nodes (RDFC-1.0).

    Args:
        quads: Quads of a store.
        names: Whether the format holds names of graphs; without them, the graphs are merged.
    """
    dataset = ox.Dataset(quads if names else (ox.Quad(*quad.triple) for quad in quads))
    dataset.canonicalize(ox.CanonicalizationAlgorithm.RDFC_1_0)
    return sorted(dataset, key=_order)


def with_triple_terms(quads: Iterable[ox.Quad]) -> list[ox.Quad]:
    """Return quads in which each claim reifies a triple term (RDF 1.2) instead of three triples.

    A claim says that somebody holds the triple; it does not assert it, and neither does
    ``rdf:reifies``.
    """
    parts = {ox.NamedNode(f"{_RDF}{part}"): part for part in ("subject", "predicate", "object")}
    reifies = ox.NamedNode(f"{_RDF}reifies")
    written = []
    for subject, group in itertools.groupby(quads, key=lambda quad: quad.subject):
        triples = list(group)
        spoken = [quad for quad in triples if quad.predicate in parts]
        term = _triple_term({parts[quad.predicate]: quad.object for quad in spoken})
        if term is not None and len(spoken) == len(parts):
            triples = [quad for quad in triples if quad.predicate not in parts]
            triples.append(ox.Quad(subject, reifies, term))
        written += triples
    return sorted(written, key=_order)


def _triple_term(spoken: dict[str, AnyTerm]) -> ox.Triple | None:
    """Return the triple that a claim speaks of, or None where its parts make none."""
    subject, predicate = spoken.get("subject"), spoken.get("predicate")
    if isinstance(subject, ox.NamedNode | ox.BlankNode) and isinstance(predicate, ox.NamedNode):
        return ox.Triple(subject, predicate, spoken["object"]) if "object" in spoken else None
    return None


def _order(quad: ox.Quad) -> tuple[str | int, ...]:
    """Return the sort key of a quad: claim 2 before claim 10, the class before all else."""
    subject, predicate, value = _text(quad.subject), quad.predicate.value, _text(quad.object)
    named = quad.graph_name if not isinstance(quad.graph_name, ox.DefaultGraph) else None
    graph_name = _text(named) if named else ""
    rank = _FIRST.index(predicate) if predicate in _FIRST else len(_FIRST)
    return (
        *(graph_name, _padded(subject), subject, rank, predicate, _padded(value)),
        str(quad.object),
    )


def _text(term: AnyTerm) -> str:
    """Return what a term is sorted by first."""
    return term.value if isinstance(term, ox.NamedNode | ox.Literal) else str(term)


@lru_cache(maxsize=4096)
def _padded(text: str) -> str:
    """Return a text with zeros before its numbers, so that they sort by value."""
    return re.sub("[0-9]+", lambda number: number[0].zfill(12), text)


class _Layout:
    """Turtle or TriG of sorted quads; notes the prefixes that it uses."""

    def __init__(self) -> None:
        self._used: set[str] = set()
        self._written: dict[str, str] = {}

    def document(self, quads: Iterable[ox.Quad]) -> bytes:
        """Return the whole document, a blank line between its subjects."""
        blocks = []
        for graph_name, members in itertools.groupby(quads, key=lambda quad: quad.graph_name):
            subjects = itertools.groupby(members, key=lambda quad: quad.subject)
            block = "\n".join(self._subject(subject, group) for subject, group in subjects)
            if not isinstance(graph_name, ox.DefaultGraph):
                block = f"{self._term(graph_name)} {{\n\n{block}\n}}\n"
            blocks.append(block)
        header = "".join(f"@prefix {p}: <{PREFIXES[p]}> .\n" for p in sorted(self._used))
        return "\n".join([header, *blocks] if header else blocks).encode()

    def _subject(self, subject: AnyTerm, quads: Iterable[ox.Quad]) -> str:
        """Return the predicates and objects of one subject."""
        lines = []
        for predicate, group in itertools.groupby(quads, key=lambda quad: quad.predicate):
            verb = "a" if predicate == RDF_TYPE else self._term(predicate)
            objects = [self._term(quad.object) for quad in group]
            gap = "\n        " if len(objects) > 1 else " "
            lines.append(verb + gap + f" ,{gap}".join(objects))
        return f"{self._term(subject)}\n    " + " ;\n    ".join(lines) + " .\n"

    def _term(self, term: AnyTerm) -> str:
        """Return a term as Turtle spells it."""
        if isinstance(term, ox.NamedNode):
            iri = term.value
            if iri not in self._written:  # most occur several times
                self._written[iri] = self._iri(iri)
            return self._written[iri]
        if isinstance(term, ox.Literal):
            return self._literal(term)
        if isinstance(term, ox.Triple):
            parts = map(self._term, (term.subject, term.predicate, term.object))
            return f"<<( {' '.join(parts)} )>>"
        return str(term)

    def _iri(self, iri: str) -> str:
        """Return an IRI as a prefixed name where that needs no escape, else in full."""
        for prefix, namespace in PREFIXES.items():
            if iri.startswith(namespace) and _LOCAL.fullmatch(iri, len(namespace)):
                self._used.add(prefix)
                return f"{prefix}:{iri[len(namespace) :]}"
        return f"<{iri}>"

    def _literal(self, literal: ox.Literal) -> str:
        """Return a literal; the engine escapes its text."""
        datatype = literal.datatype.value
        if literal.language or datatype == f"{_XSD}string":
            return str(literal)
        if datatype in _BARE and _BARE[datatype].fullmatch(literal.value):
            return literal.value
        return f"{ox.Literal(literal.value)}^^{self._iri(datatype)}"


def turtle(quads: Iterable[ox.Quad]) -> bytes:
    """Return sorted quads as Turtle, or as TriG where they have names of graphs."""
    return _Layout().document(quads)


def ntriples(quads: Iterable[ox.Quad]) -> bytes:
    """Return sorted triples as N-Triples."""
    return ox.serialize((quad.triple for quad in quads), format=ox.RdfFormat.N_TRIPLES) or b""


def nquads(quads: Iterable[ox.Quad]) -> bytes:
    """Return sorted quads as N-Quads."""
    return ox.serialize(quads, format=ox.RdfFormat.N_QUADS) or b""


def jsonld(quads: Iterable[ox.Quad]) -> bytes:
    """Return sorted quads as expanded JSON-LD, one value a line."""
    data = json.loads(ox.serialize(quads, format=ox.RdfFormat.JSON_LD) or b"[]")
    return (json.dumps(data, ensure_ascii=False, indent=1) + "\n").encode()


WRITERS: Final[dict[str, Callable[[list[ox.Quad]], bytes]]] = {
    "turtle": turtle,
    "trig": turtle,
    "ntriples": ntriples,
    "nquads": nquads,
    "jsonld": jsonld,
    "rdfxml": rdfxml,
}
"""Name of a format → what writes sorted quads in it."""

WITH_NAMES: Final = frozenset({"trig", "nquads", "jsonld"})
"""The formats that hold names of graphs."""


def write_triples(triples: Iterable[ox.Triple], name: str) -> bytes:
    """Return the triples of one graph as bytes; equal triples give equal bytes.

    Args:
        triples: In any order.
        name: turtle, ntriples, jsonld or rdfxml.

    Raises:
        UsageError: the format cannot hold the graph (RDF/XML and some predicates).
    """
    return WRITERS[name](prepare((ox.Quad(*triple) for triple in triples), names=False))
