"""The terms of the ontology as its page lists them."""

from collections import defaultdict
from dataclasses import dataclass
from typing import Final

from graph.namespaces import PREFIXES, shorten
from graph.records import select
from graph.store import Store
from web.templating import address

_OWL: Final = PREFIXES["owl"]
_HEADINGS: Final = {
    f"{_OWL}Class": "Classes",
    f"{_OWL}ObjectProperty": "Properties between things",
    f"{_OWL}DatatypeProperty": "Properties with literal values",
}


@dataclass(frozen=True)
class Term:
    """A term with its definition.

    Args:
        iri: Its IRI.
        fragment: By which the page can be entered at the term.
        name: Prefixed name.
        label: Label in English.
        definition: Definition in English; may be empty.
    """

    iri: str
    fragment: str
    name: str
    label: str
    definition: str


def sections(store: Store) -> dict[str, list[Term]]:
    """Return heading → terms by label: classes, properties, then the codes."""
    found: defaultdict[str, dict[str, Term]] = defaultdict(dict)
    for solution in select(
        store.query,
        """SELECT ?term ?kind ?label ?definition { GRAPH graph:ontology {
             { ?term a ?kind . VALUES ?kind { owl:Class owl:ObjectProperty owl:DatatypeProperty } }
             UNION { ?term skos:inScheme ?kind }
             ?term rdfs:label|skos:prefLabel ?label .
             OPTIONAL { ?term skos:definition|rdfs:comment ?definition
                        FILTER(LANG(?definition) = "en") }
             FILTER(isIRI(?term) && LANG(?label) = "en") } }""",
    ):
        iri, definition = solution["term"].value, solution["definition"]
        found[_HEADINGS.get(solution["kind"].value, "Codes")][iri] = Term(
            iri,
            fragment(iri),
            shorten(iri),
            solution["label"].value,
            definition.value if definition else "",
        )
    order = [*_HEADINGS.values(), "Codes"]
    return {
        heading: sorted(found[heading].values(), key=lambda term: (term.label.casefold(), term.iri))
        for heading in order
        if heading in found
    }


def fragment(iri: str) -> str:
    """Return the fragment of the page at which a term stands.

    >>> fragment("https://w3id.org/comity/ontology#Claim"), fragment("http://xmlns.com/foaf/0.1/name")
    ('Claim', 'foaf-name')
    """
    return (address(iri) or f"#{shorten(iri).replace(':', '-')}").partition("#")[2]
