"""Statistics of a store: how many triples, which classes and properties, which links.

They are what VoID (https://www.w3.org/TR/void/) publishes of a dataset.
"""

import re
from collections import Counter
from dataclasses import dataclass
from typing import Final

import pyoxigraph as ox

from graph.namespaces import PREFIXES
from graph.records import select
from graph.store import Store

LINKS: Final = tuple(
    ox.NamedNode(f"{PREFIXES[prefix]}{name}")
    for prefix, name in (("owl", "sameAs"), ("skos", "exactMatch"))
)
"""The properties that link a thing to the same thing elsewhere."""

_SPACE: Final = re.compile(r"[^:/?#]+://[^/?#]+/(?:[^?#]*/)?")
"""The part of an IRI that those of one publisher share: all to the last slash."""

_PROPERTIES: Final = "SELECT ?key (COUNT(*) AS ?n) { ?s ?key ?o } GROUP BY ?key"
_CLASSES: Final = "SELECT ?key (COUNT(*) AS ?n) { ?s a ?key FILTER (ISIRI(?key)) } GROUP BY ?key"
_GRAPHS: Final = "SELECT ?key (COUNT(*) AS ?n) { GRAPH ?key { ?s ?p ?o } } GROUP BY ?key"
_TARGETS: Final = "SELECT ?o { ?s <%s> ?o FILTER (ISIRI(?o)) }"


@dataclass(frozen=True)
class Statistics:
    """What a store holds, in figures; drafts do not count.

    Args:
        properties: Property → number of triples in the merge of the graphs.
        classes: Class → number of its instances.
        graphs: Named graph → number of its triples.
        links: Linking property and common start of the IRIs it leads to → number of links.
    """

    properties: dict[ox.NamedNode, int]
    classes: dict[ox.NamedNode, int]
    graphs: dict[ox.NamedNode, int]
    links: dict[tuple[ox.NamedNode, str], int]

    @property
    def triples(self) -> int:
        """Return the number of triples in the merge of the graphs."""
        return sum(self.properties.values())


def statistics(store: Store) -> Statistics:
    """Return the statistics of a store; each triple is looked at a few times.

    >>> from graph.store import MemoryStore
    >>> store = MemoryStore()
    >>> with store.write() as writer:
    ...     writer.update("INSERT DATA { GRAPH <urn:g> { <urn:a> owl:sameAs <http://h/i/a> } }")
    >>> found = statistics(store)
    >>> found.triples, [(prop.value[-6:], space) for prop, space in found.links]
    (1, [('sameAs', 'http://h/i/')])
    """
    return Statistics(
        properties=_counts(store, _PROPERTIES),
        classes=_counts(store, _CLASSES),
        graphs=_counts(store, _GRAPHS),
        links=_links(store),
    )


def _counts(store: Store, text: str) -> dict[ox.NamedNode, int]:
    """Return the solutions of a query of keys and numbers, sorted by key."""
    found = {solution["key"]: int(solution["n"].value) for solution in select(store.query, text)}
    return dict(sorted(found.items(), key=lambda item: item[0].value))


def _links(store: Store) -> dict[tuple[ox.NamedNode, str], int]:
    """Return linking property and common start of its objects → number of links."""
    found: Counter[tuple[ox.NamedNode, str]] = Counter()
    for link in LINKS:
        for solution in select(store.query, _TARGETS % link.value):
            space = _SPACE.match(solution["o"].value)
            if space:
                found[link, space[0]] += 1
    return dict(sorted(found.items(), key=lambda item: (item[0][0].value, item[0][1])))
