"""Results of queries in a form in which they can be compared: blank nodes named by structure."""

import csv
from collections.abc import Iterable
from contextlib import suppress
from decimal import Decimal
from io import StringIO
from pathlib import Path

import pyoxigraph as ox
import rdflib
from rdflib.namespace import XSD, Namespace

RS = Namespace("http://www.w3.org/2001/sw/DataAccess/tests/result-set#")

Term = ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple

_NUMBERS = {
    f"{XSD}{name}": read
    for read, names in (
        (int, ("integer", "int", "long", "negativeInteger", "nonNegativeInteger")),
        (lambda text: Decimal(text).normalize(), ("decimal",)),
        (float, ("double", "float")),
    )
    for name in names
}
"""Datatype → what reads its lexical forms."""

Solutions = list[dict[str, ox.NamedNode | ox.BlankNode | ox.Literal]]


def canonical(triples: Iterable[ox.Triple]) -> set[str]:
    """Return triples as text, the same for isomorphic graphs; numbers count by their value."""
    dataset = ox.Dataset(ox.Quad(t.subject, t.predicate, by_value(t.object)) for t in triples)
    dataset.canonicalize(ox.CanonicalizationAlgorithm.RDFC_1_0)
    return {str(quad) for quad in dataset}


def canonical_solutions(solutions: Solutions, *, ordered: bool) -> set[str]:
    """Return a sequence, or a bag, of solutions as text, the same for isomorphic ones."""
    triples = []
    for number, solution in enumerate(solutions):
        node = ox.BlankNode(f"solution{number}")
        triples.append(ox.Triple(node, _name("solution"), ox.Literal(str(ordered))))
        if ordered:
            triples.append(ox.Triple(node, _name("index"), ox.Literal(str(number))))
        for variable, value in solution.items():
            triples.append(ox.Triple(node, _name(f"variable-{variable}"), value))
    return canonical(triples)


def by_value(term: Term) -> Term:
    """Return a number in one spelling: an engine may keep its value and not its digits."""
    if isinstance(term, ox.Literal) and term.datatype.value in _NUMBERS:
        with suppress(ValueError, ArithmeticError):
            read = _NUMBERS[term.datatype.value]
            return ox.Literal(str(read(term.value)), datatype=term.datatype)
    return term


def _name(name: str) -> ox.NamedNode:
    return ox.NamedNode(f"urn:result:{name}")


def read_graph(data: bytes, media_type: str, base: str) -> list[ox.Triple]:
    """Return the triples of a graph."""
    found = ox.RdfFormat.from_media_type(media_type)
    return [quad.triple for quad in ox.parse(data, format=found, base_iri=base)]


def read_results(data: bytes, media_type: str) -> bool | Solutions:
    """Return what a result of SELECT or ASK says."""
    if media_type == "text/csv":
        return read_csv(data.decode())
    found = ox.parse_query_results(data, format=ox.QueryResultsFormat.from_media_type(media_type))
    if isinstance(found, ox.QueryBoolean):
        return bool(found)
    names = [variable.value for variable in found.variables]
    return [
        {name: term for name, term in zip(names, solution, strict=True) if term is not None}
        for solution in found
    ]


def read_csv(text: str) -> Solutions:
    """Return the solutions in CSV, which keeps nothing of a term but its text."""
    rows = csv.reader(StringIO(text))
    names = next(rows)
    return [{name: _of_csv(value) for name, value in zip(names, row, strict=True)} for row in rows]


def _of_csv(value: str) -> ox.BlankNode | ox.Literal:
    if value.startswith("_:"):
        return ox.BlankNode(value[2:])
    try:
        return ox.Literal(str(float(value)))  # by value, as elsewhere
    except ValueError:
        return ox.Literal(value)


def read_result_set(path: Path, base: str) -> Solutions | None:
    """Return the solutions in an RDF file that describes a result set, or None."""
    graph = rdflib.Graph().parse(path, publicID=base)
    node = graph.value(None, rdflib.RDF.type, RS.ResultSet)
    if node is None:
        return None
    found = []
    for solution in graph.objects(node, RS.solution):
        index = graph.value(solution, RS["index"])
        terms = {}
        for binding in graph.objects(solution, RS.binding):
            value = graph.value(binding, RS.value)
            if value is not None:
                terms[str(graph.value(binding, RS.variable))] = _from_rdflib(value)
        found.append((int(str(index or 0)), terms))
    return [terms for _, terms in sorted(found, key=lambda pair: pair[0])]


def _from_rdflib(value: rdflib.term.Node) -> ox.NamedNode | ox.BlankNode | ox.Literal:
    if isinstance(value, rdflib.URIRef):
        return ox.NamedNode(str(value))
    if isinstance(value, rdflib.BNode):
        return ox.BlankNode(str(value))
    assert isinstance(value, rdflib.Literal)
    if value.language:
        return ox.Literal(str(value), language=value.language)
    datatype = value.datatype or rdflib.XSD.string
    return ox.Literal(str(value), datatype=ox.NamedNode(str(datatype)))
