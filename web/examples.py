"""Examples for the documentation of the ontology: each term in use, where something uses it."""

from collections.abc import Iterable
from dataclasses import dataclass

import pyoxigraph as ox

from graph.namespaces import ID, shorten
from graph.records import read_comments, read_labels, select, terms_of
from graph.store import Store
from web.names import Name
from web.templating import address


@dataclass(frozen=True)
class Example:
    """A term in use.

    Args:
        thing: A thing of a class, or a claim that uses a property, by its paraphrase.
        modality: That of the claim; empty for a thing.
    """

    thing: Name
    modality: str


def examples_of(
    store: Store, classes: Iterable[str], properties: Iterable[str]
) -> dict[str, Example]:
    """Return term → one thing of a class, or one claim with a property; of those that are in use.

    A claim is named by its paraphrase.
    """
    patterns = {iri: f"?thing a {ox.NamedNode(iri)}" for iri in classes}
    patterns |= {iri: f"?thing rdf:predicate {ox.NamedNode(iri)}" for iri in properties}
    found = {iri: thing for iri, text in patterns.items() if (thing := _first(store, text))}
    for iri in properties:  # of what no claim states, one that has it
        if iri not in found and (thing := _first(store, f"?thing {ox.NamedNode(iri)} ?value")):
            found[iri] = thing
    things = [thing for thing in found.values() if thing.startswith(ID) and address(thing)]
    names = read_labels(store, things) | read_comments(store, things)
    held = {
        claim.value: modality.value.rpartition("/")[2]
        for claim, modality in select(
            store.query,
            f"""SELECT ?claim ?modality {{ VALUES ?claim {{ {terms_of(things)} }}
                ?claim comity:modality ?modality }}""",
        )
    }
    return {
        iri: Example(Name(names.get(thing, shorten(thing)), thing), held.get(thing, ""))
        for iri, thing in found.items()
        if thing in things
    }


def _first(store: Store, pattern: str) -> str | None:
    """Return the first thing that fits a pattern, or None."""
    solutions = select(store.query, f"SELECT ?thing {{ {pattern} }} LIMIT 1")
    return next((s["thing"].value for s in solutions if s["thing"]), None)
