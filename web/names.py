"""How a page names what the store holds: a label for each IRI, a value for each literal."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TypeAlias

import pyoxigraph as ox

from graph.analysis import quantity_labels
from graph.records import read_labels, short_name
from graph.store import Store
from graph.terms import Term


@dataclass(frozen=True)
class Name:
    """A term as a page shows it.

    Args:
        text: Label of a thing, or value of a literal.
        iri: IRI of the thing; None for a literal.
        language: Language of a literal, or None.
        href: Where to read it, where that is not the page of the IRI.
    """

    text: str
    iri: str | None = None
    language: str | None = None
    href: str | None = None


Names: TypeAlias = Mapping[Term, Name]
Group: TypeAlias = tuple[Name, tuple[Name, ...]]
"""A property and its values."""


def names_of(store: Store, terms: Iterable[Term]) -> dict[Term, Name]:
    """Return how a page names each term.

    >>> from graph.store import MemoryStore
    >>> store = MemoryStore()
    >>> with store.write() as writer:
    ...     writer.update("INSERT DATA { GRAPH graph:g { <urn:a> skos:prefLabel 'Ayre'@en } }")
    >>> [name.text for name in names_of(store, [ox.NamedNode("urn:a"), ox.Literal("c")]).values()]
    ['Ayre', 'c']
    """
    unique = dict.fromkeys(terms)
    iris = [term.value for term in unique if isinstance(term, ox.NamedNode)]
    labels = read_labels(store, iris)
    if unlabelled := [iri for iri in iris if iri not in labels]:
        labels |= quantity_labels(store, unlabelled)
    return {term: _name(term, labels) for term in unique}


def _name(term: Term, labels: Mapping[str, str]) -> Name:
    """Return the name of a term."""
    if isinstance(term, ox.NamedNode):
        return Name(labels.get(term.value) or short_name(term.value), term.value)
    return Name(term.value, None, term.language if isinstance(term, ox.Literal) else None)


def grouped(pairs: Iterable[tuple[Term, Term]], names: Names) -> tuple[Group, ...]:
    """Return the values of each property, all in the order of their names."""
    groups: defaultdict[Name, set[Name]] = defaultdict(set)
    for predicate, value in pairs:
        groups[names[predicate]].add(names[value])
    return tuple((name, in_order(groups[name])) for name in in_order(groups))


def in_order(names: Iterable[Name]) -> tuple[Name, ...]:
    """Return names in alphabetical order."""
    return tuple(sorted(names, key=lambda name: (name.text.casefold(), name.iri or "")))
