"""A small graph held in memory, for what is read whole: the ontology and its shapes."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import Final, TypeAlias

import pyoxigraph as ox

from graph.namespaces import expand
from graph.terms import Term

Node: TypeAlias = ox.NamedNode | ox.BlankNode

_REST: Final = "rdf:rest"


class Triples:
    """The triples of a graph, by subject.

    Args:
        quads: The triples, from whatever graph.

    >>> a, b = (ox.NamedNode(f"urn:{name}") for name in "ab")
    >>> triples = Triples([ox.Quad(a, ox.NamedNode(expand("rdfs:seeAlso")), b)])
    >>> triples.iris(a, "rdfs:seeAlso")
    ['urn:b']
    """

    def __init__(self, quads: Iterable[ox.Quad]) -> None:
        self._values: defaultdict[tuple[Node, str], list[Term]] = defaultdict(list)
        self._subjects: defaultdict[tuple[str, Term], list[Node]] = defaultdict(list)
        for quad in quads:
            if isinstance(quad.subject, ox.Triple):
                continue  # not in RDF 1.1
            if isinstance(quad.object, ox.Triple):
                continue
            self._values[quad.subject, quad.predicate.value].append(quad.object)
            self._subjects[quad.predicate.value, quad.object].append(quad.subject)

    def values(self, node: Node, name: str) -> list[Term]:
        """Return the values of a property, by its prefixed name, in a stable order."""
        return sorted(self._values.get((node, expand(name)), ()), key=str)

    def iris(self, node: Node, name: str) -> list[str]:
        """Return the IRIs among the values of a property."""
        return [value.value for value in self.values(node, name) if _is_iri(value)]

    def text(self, node: Node, *names: str) -> str:
        """Return a literal of the first of some properties that has one, best in English."""
        for name in names:
            found = [v for v in self.values(node, name) if isinstance(v, ox.Literal)]
            if found:
                return min(found, key=lambda value: value.language not in ("en", None)).value
        return ""

    def instances(self, name: str) -> list[str]:
        """Return the IRIs of the instances that a class, by its prefixed name, is said to have."""
        found = self._subjects.get((expand("rdf:type"), ox.NamedNode(expand(name))), ())
        return sorted(node.value for node in found if _is_iri(node))

    def subjects(self, name: str, value: Term) -> list[str]:
        """Return the IRIs of what has a value of a property."""
        found = self._subjects.get((expand(name), value), ())
        return sorted(node.value for node in found if _is_iri(node))

    def members(self, node: Node, name: str) -> Iterator[Term]:
        """Yield the members of the lists that are values of a property."""
        for head in self.values(node, name):
            seen: set[Term] = set()
            while isinstance(head, ox.BlankNode) and head not in seen:
                seen.add(head)
                yield from self.values(head, "rdf:first")
                head = next(iter(self.values(head, _REST)), head)  # noqa: PLW2901  # along the list


def _is_iri(term: object) -> bool:
    """Tell whether a term is an IRI."""
    return isinstance(term, ox.NamedNode)
