"""What the store says of one thing: as RDF, and as a page shows it."""

from dataclasses import dataclass
from typing import Final, cast

import pyoxigraph as ox

from graph.namespaces import PREFIXES, RDF_TYPE
from graph.records import select
from graph.store import Store
from graph.terms import Term
from web.names import Group, Name, Names, grouped, in_order, names_of

LIMIT: Final = 500
"""Most links to a thing that its page shows."""

_SKOS, _OWL, _RDF, _SCHEMA = (PREFIXES[name] for name in ("skos", "owl", "rdf", "schema"))
_LABEL: Final = ox.NamedNode(f"{_SKOS}prefLabel")
_ALIAS: Final = ox.NamedNode(f"{_SKOS}altLabel")
_IDENTIFIERS: Final = (
    ox.NamedNode(f"{_SKOS}notation"),
    ox.NamedNode(f"{_SCHEMA}identifier"),
    ox.NamedNode(f"{_OWL}sameAs"),
)
_NAMING: Final = (_LABEL, _ALIAS, RDF_TYPE, *_IDENTIFIERS)


@dataclass(frozen=True)
class Thing:
    """A thing: how it is called, what it is, how it is linked.

    Args:
        name: How pages call it.
        labels: Its label in each language.
        aliases: Its other names.
        kinds: Its classes.
        identifiers: Codes, and the same thing elsewhere.
        relations: Properties and their values.
        inverse: Properties that lead to it, and whence.
    """

    name: Name
    labels: tuple[Name, ...]
    aliases: tuple[Name, ...]
    kinds: tuple[Name, ...]
    identifiers: tuple[Name, ...]
    relations: tuple[Group, ...]
    inverse: tuple[Group, ...]


def triples_about(store: Store, thing: ox.NamedNode) -> list[ox.Triple]:
    """Return the triples of a thing and of the claims that join it, with their evidence.

    Args:
        store: Where the thing is.
        thing: Its IRI.

    There are none where the store says nothing of the thing.
    """
    found = store.query(
        f"""CONSTRUCT {{ ?s ?p ?o }} WHERE {{
            {{ VALUES ?s {{ {thing} }} }}
            UNION {{ ?s rdf:subject|rdf:object {thing} }}
            UNION {{ ?claim rdf:subject|rdf:object {thing} . ?claim comity:evidence ?s }}
            UNION {{ ?claim rdf:subject|rdf:object {thing} .
                     ?claim comity:evidence/oa:hasSelector ?s }}
            UNION {{ {thing} comity:evidence ?s }}
            UNION {{ {thing} comity:evidence/oa:hasSelector ?s }}
            ?s ?p ?o }}"""
    )
    triples = list(cast("ox.QueryTriples", found))
    return triples if any(triple.subject == thing for triple in triples) else []


def describe(store: Store, thing: ox.NamedNode) -> Thing | None:
    """Return what a page shows of a thing, or None where the store says nothing of it."""
    pairs = [
        (solution["p"], solution["o"])
        for solution in select(store.query, f"SELECT DISTINCT ?p ?o {{ {thing} ?p ?o }}")
    ]
    if not pairs:
        return None
    inverse = _inverse(store, thing)
    names = names_of(store, [thing, *(term for pair in pairs + inverse for term in pair)])
    return Thing(
        name=names[thing],
        labels=_values(pairs, names, _LABEL),
        aliases=_values(pairs, names, _ALIAS),
        kinds=_values(pairs, names, RDF_TYPE),
        identifiers=_values(pairs, names, *_IDENTIFIERS),
        relations=grouped((pair for pair in pairs if pair[0] not in _NAMING), names),
        inverse=grouped(inverse, names),
    )


def _values(
    pairs: list[tuple[Term, Term]], names: Names, *predicates: ox.NamedNode
) -> tuple[Name, ...]:
    """Return the values of some properties in alphabetical order."""
    return in_order(names[value] for predicate, value in pairs if predicate in predicates)


def _inverse(store: Store, thing: ox.NamedNode) -> list[tuple[Term, Term]]:
    """Return properties that lead to a thing and whence, but not what its own triples say too."""
    solutions = select(
        store.query,
        f"""SELECT DISTINCT ?p ?s {{
            ?s ?p {thing} .
            OPTIONAL {{ ?s a ?claim . FILTER(?claim IN (comity:Claim, oa:SpecificResource)) }}
            OPTIONAL {{ {thing} ?p ?s . BIND(true AS ?symmetric) }}
            OPTIONAL {{ ?p owl:inverseOf|^owl:inverseOf ?q . {thing} ?q ?s }}
            FILTER(!BOUND(?claim) && !BOUND(?symmetric) && !BOUND(?q) && isIRI(?s))
        }} ORDER BY ?p ?s LIMIT {LIMIT}""",
    )
    return [(solution["p"], solution["s"]) for solution in solutions]
