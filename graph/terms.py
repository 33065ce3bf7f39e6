"""RDF terms: the one bridge between rdflib and pyoxigraph, and slugs.

>>> to_rdflib(ox.Literal("canal", language="en"))
rdflib.term.Literal('canal', lang='en')
>>> slug("Côte d'Ivoire")
'cote-d-ivoire'
"""

import re
import unicodedata
from collections.abc import Iterable
from typing import TYPE_CHECKING, TypeAlias

import pyoxigraph as ox

if TYPE_CHECKING:  # rdflib takes 0.2 s to import, and most commands never need it
    from rdflib import Graph
    from rdflib.term import Node

Term: TypeAlias = ox.NamedNode | ox.BlankNode | ox.Literal

_STRING = "http://www.w3.org/2001/XMLSchema#string"


def to_rdflib(term: Term | ox.Triple) -> "Node":
    """Return the rdflib term that equals a pyoxigraph term.

    Raises:
        ValueError: the term has no RDF 1.1 counterpart (a triple term, a base direction).
    """
    from rdflib import BNode, Literal, URIRef

    if isinstance(term, ox.NamedNode):
        return URIRef(term.value)
    if isinstance(term, ox.BlankNode):
        return BNode(term.value)
    if isinstance(term, ox.Literal) and term.direction is None:
        if term.language or term.datatype.value == _STRING:
            return Literal(term.value, lang=term.language)
        return Literal(term.value, datatype=URIRef(term.datatype.value), normalize=False)
    raise ValueError(f"not a term of RDF 1.1: {term!r}")


def from_rdflib(term: "Node") -> Term:
    """Return the pyoxigraph term that equals an rdflib term.

    Raises:
        ValueError: the term is neither an IRI, a blank node nor a literal.
    """
    from rdflib import BNode, Literal, URIRef

    if isinstance(term, URIRef):
        return ox.NamedNode(str(term))
    if isinstance(term, BNode):
        return ox.BlankNode(str(term))
    if isinstance(term, Literal):
        if term.language:
            return ox.Literal(str(term), language=term.language)
        return ox.Literal(str(term), datatype=ox.NamedNode(str(term.datatype or _STRING)))
    raise ValueError(f"not a term of RDF: {term!r}")


def to_graph(triples: Iterable[ox.Triple | ox.Quad]) -> "Graph":
    """Return an rdflib graph of the given triples; graph names are left out."""
    from rdflib import Graph

    graph = Graph()
    for triple in triples:
        graph.add(
            (to_rdflib(triple.subject), to_rdflib(triple.predicate), to_rdflib(triple.object))
        )
    return graph


def text_of(term: Term | ox.Triple) -> str:
    """Return a term as text without its marks: an IRI, a lexical form, or a blank node's label.

    >>> text_of(ox.NamedNode("urn:a")), text_of(ox.BlankNode("b0"))
    ('urn:a', '_:b0')
    """
    return term.value if isinstance(term, ox.NamedNode | ox.Literal) else str(term)


def slug(label: str) -> str:
    """Return the kebab-case form of a label, for the IRI of a thing.

    >>> slug("Cambodia/Laos border, 2025")
    'cambodia-laos-border-2025'
    """
    return re.sub(r"[^a-z0-9]+", "-", fold(label)).strip("-")


def _without_marks(text: str) -> str:
    """Return a text with its accents and other combining marks taken off."""
    decomposed = unicodedata.normalize("NFKD", text)
    return "".join(char for char in decomposed if not unicodedata.combining(char))


def fold(text: str) -> str:
    """Return a text as search compares it: without case, accents and surplus space.

    >>> fold("  Đà  Nẵng ")
    'đa nang'
    """
    return " ".join(_without_marks(text).casefold().split())
