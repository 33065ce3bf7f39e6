"""What the ontology asks of a claim: classes and those above them, domains and ranges.

Names are prefixed ("comity:State"), as they are written in tables.
"""

from collections import defaultdict
from collections.abc import Collection
from enum import StrEnum
from functools import cache
from typing import Final

import pyoxigraph as ox

from graph.load import load_ontology
from graph.namespaces import PREFIXES, shorten
from graph.terms import text_of

_RDFS: Final = PREFIXES["rdfs"]


class Side(StrEnum):
    """A side of a claim, by the property that says what may stand there."""

    SUBJECT = "domain"
    OBJECT = "range"


class Vocabulary:
    """The classes and properties of an ontology.

    Args:
        triples: The ontology.

    >>> known = vocabulary()
    >>> known.is_a("comity:State", "foaf:Agent")
    True
    >>> known.admits(["comity:Place"], "comity:hasNeighbour", Side.OBJECT)
    False
    """

    def __init__(self, triples: Collection[ox.Triple]) -> None:
        links: dict[str, defaultdict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
        for triple in triples:
            if isinstance(triple.object, ox.NamedNode):
                link = triple.predicate.value.removeprefix(_RDFS)
                links[link][shorten(text_of(triple.subject))].add(shorten(triple.object.value))
        self._labels = {
            shorten(text_of(triple.subject)): text_of(triple.object)
            for triple in triples
            if triple.predicate.value == f"{_RDFS}label"
        }
        self._wider_classes = dict(links["subClassOf"])
        self._wider_properties = dict(links["subPropertyOf"])
        self._asked = {side: dict(links[side.value]) for side in Side}

    def is_a(self, class_name: str, wider: str) -> bool:
        """Tell whether a class is another one, or stands below it."""
        return wider in _above(class_name, self._wider_classes)

    def label(self, name: str) -> str:
        """Return the label of a term of ours, or of another's that we use."""
        return self._labels[name]

    def asked(self, predicate: str, side: Side) -> frozenset[str]:
        """Return the classes that a thing needs to have to stand on a side of a predicate."""
        asked = self._asked[side]
        properties = _above(predicate, self._wider_properties)
        return frozenset(name for known in properties for name in asked.get(known, ()))

    def admits(self, classes: Collection[str], predicate: str, side: Side) -> bool:
        """Tell whether a thing of some classes can stand on a side of a predicate."""
        return all(
            any(self.is_a(name, wanted) for name in classes)
            for wanted in self.asked(predicate, side)
        )


def _above(name: str, wider: dict[str, set[str]]) -> set[str]:
    """Return a term and all terms above it."""
    found: set[str] = set()
    waiting = [name]
    while waiting:
        term = waiting.pop()
        if term not in found:
            found.add(term)
            waiting += wider.get(term, ())
    return found


@cache
def vocabulary() -> Vocabulary:
    """Return the vocabulary of the shipped ontology."""
    return Vocabulary(load_ontology().triples)
