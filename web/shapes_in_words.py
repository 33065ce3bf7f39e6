"""The shapes in words: what each is about, what it asks, and what it tells a curator."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

import pyoxigraph as ox

from graph.namespaces import shorten
from graph.terms import Term
from web.triples import Node, Triples

_TARGETS: Final = (
    ("sh:targetClass", "every {}"),
    ("sh:targetSubjectsOf", "whatever has the property “{}”"),
    ("sh:targetObjectsOf", "whatever is a value of the property “{}”"),
    ("sh:targetNode", "the node “{}”"),
)
"""Property → the target in words."""

_CONSTRAINTS: Final = (
    ("sh:datatype", "of the datatype {}"),
    ("sh:class", "a {}"),
    ("sh:nodeKind", "{}"),
    ("sh:pattern", "of the form {}"),
    ("sh:minInclusive", "{} or more"),
    ("sh:maxInclusive", "{} or less"),
    ("sh:minExclusive", "more than {}"),
    ("sh:maxExclusive", "less than {}"),
    ("sh:minLength", "of {} characters or more"),
    ("sh:maxLength", "of {} characters or fewer"),
    ("sh:lessThan", "less than the {}"),
    ("sh:hasValue", "with the value {}"),
)
"""Property → what it asks of each value, in words."""

_KINDS: Final = {
    "sh:IRI": "an IRI",
    "sh:Literal": "a literal",
    "sh:BlankNode": "a blank node",
    "sh:IRIOrLiteral": "an IRI or a literal",
    "sh:BlankNodeOrIRI": "a blank node or an IRI",
    "sh:BlankNodeOrLiteral": "a blank node or a literal",
}


@dataclass(frozen=True)
class Requirement:
    """What a shape asks of one property, or of the node itself.

    Args:
        path: The property; empty for the node itself.
        words: What it asks, in words.
        message: What a curator is told where it does not hold.
        severity: violation, warning or info.
    """

    path: str
    words: str
    message: str
    severity: str


@dataclass(frozen=True)
class Shape:
    """A shape.

    Args:
        name: Its name.
        fragment: By which the page can be entered at it.
        target: What it is about, in words.
        requirements: What it asks.
    """

    name: str
    fragment: str
    target: str
    requirements: tuple[Requirement, ...]


def shapes(triples: Triples) -> tuple[Shape, ...]:
    """Return the shapes that have a target, by name.

    Args:
        triples: The graph that holds them.
    """
    found = (_shape(triples, iri) for iri in triples.instances("sh:NodeShape"))
    return tuple(sorted((shape for shape in found if shape.target), key=lambda shape: shape.name))


def _shape(triples: Triples, iri: str) -> Shape:
    """Return a shape; one without a target is used by others alone."""
    node = ox.NamedNode(iri)
    name = triples.text(node, "sh:name", "rdfs:label") or shorten(iri)
    return Shape(
        name,
        f"shape-{iri.rpartition('/')[2].rpartition('#')[2]}",
        _target(triples, node),
        tuple(_requirements(triples, node)),
    )


def _target(triples: Triples, node: Node) -> str:
    """Return what a shape is about, in words."""
    parts = []
    for name, words in _TARGETS:
        labels = [_name(triples, value) for value in triples.values(node, name)]
        if labels:
            parts.append(_or([words.format(label) for label in labels]))
    return "; ".join(parts)


def _requirements(triples: Triples, node: Node) -> Iterator[Requirement]:
    """Yield what a shape asks: of the node itself, of its properties, and by queries."""
    own = _asked(triples, node)
    if own:
        yield _requirement(triples, node, node, own)
    for part in triples.values(node, "sh:property"):
        if isinstance(part, (ox.NamedNode, ox.BlankNode)):
            yield _requirement(triples, node, part, _asked(triples, part))
    for query in triples.values(node, "sh:sparql"):
        if isinstance(query, (ox.NamedNode, ox.BlankNode)):
            yield _requirement(triples, node, query, "a query finds nothing at fault")


def _requirement(triples: Triples, shape: Node, node: Node, words: str) -> Requirement:
    """Return a requirement with its message and severity, or those of its shape."""
    path = ", ".join(_name(triples, value) for value in triples.values(node, "sh:path"))
    severities = triples.iris(node, "sh:severity") or triples.iris(shape, "sh:severity")
    severity = shorten(severities[0]).partition(":")[2].lower() if severities else "violation"
    return Requirement(path, words, triples.text(node, "sh:message"), severity)


def _asked(triples: Triples, node: Node) -> str:
    """Return what is asked of the values of a property, in words."""
    parts = [_number(triples, node), *_of_values(triples, node)]
    return ", ".join(part for part in parts if part)


def _number(triples: Triples, node: Node) -> str:
    """Return how many values there are to be, in words."""
    least, most = triples.text(node, "sh:minCount"), triples.text(node, "sh:maxCount")
    if most == "0":
        return "no value"
    if least and least == most:
        return "exactly one value" if least == "1" else f"exactly {least} values"
    bounds = [f"at least {least}" if least else "", f"at most {most}" if most else ""]
    return " and ".join(bound for bound in bounds if bound)


def _of_values(triples: Triples, node: Node) -> Iterator[str]:
    """Yield what is asked of each value, in words."""
    for name, words in _CONSTRAINTS:
        labels = [_name(triples, value) for value in triples.values(node, name)]
        if labels:
            yield words.format(_or(labels))
    yield from _lists(triples, node)
    if triples.text(node, "sh:uniqueLang") == "true":
        yield "one a language"
    for shape in triples.values(node, "sh:qualifiedValueShape"):
        if isinstance(shape, (ox.NamedNode, ox.BlankNode)):
            count = triples.text(node, "sh:qualifiedMinCount") or "0"
            yield f"at least {count} {_asked(triples, shape)}"


def _lists(triples: Triples, node: Node) -> Iterator[str]:
    """Yield what is asked by lists: one of some values, or one of some conditions."""
    values = [_name(triples, value) for value in triples.members(node, "sh:in")]
    if values:
        yield f"one of {_or(values)}"
    languages = [_name(triples, value) for value in triples.members(node, "sh:languageIn")]
    if languages:
        yield f"in the language {_or(languages)}"
    ways = [
        _asked(triples, way)
        for way in triples.members(node, "sh:or")
        if isinstance(way, (ox.NamedNode, ox.BlankNode))
    ]
    if ways:
        yield _or(ways)


def _name(triples: Triples, value: Term) -> str:
    """Return how a value is named: by its label, its prefixed name, or itself."""
    if not isinstance(value, ox.NamedNode):
        return value.value if isinstance(value, ox.Literal) else "a list"
    short = shorten(value.value)
    return _KINDS.get(short) or triples.text(value, "rdfs:label", "skos:prefLabel") or short


def _or(words: list[str]) -> str:
    """Return words as a list of alternatives.

    >>> _or(["a", "b", "c"]), _or(["a"])
    ('a, b or c', 'a')
    """
    return " or ".join([", ".join(words[:-1]), words[-1]]) if len(words) > 1 else words[0]
