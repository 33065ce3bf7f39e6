"""The diagram of the ontology: a claim, and what it is related to."""

from dataclasses import dataclass
from typing import Final

import pyoxigraph as ox

from graph.namespaces import COMITY, PREFIXES
from web.documentation import named
from web.names import Name
from web.triples import Triples

_CLAIM: Final = f"{COMITY}Claim"
_ROW: Final = 40
"""Height of a row."""

_STATEMENT: Final = (
    ("subject", "any thing"),
    ("predicate", "property"),
    ("object", "any thing or literal"),
)
"""What RDF itself says of a statement, which a claim is."""


@dataclass(frozen=True)
class Arrow:
    """A property of a claim.

    Args:
        relation: The property.
        target: The class of its values.
        y: The middle of its row.
    """

    relation: Name
    target: Name
    y: int


@dataclass(frozen=True)
class Diagram:
    """A claim with its properties.

    Args:
        claim: The class.
        arrows: Its properties, from above.
        height: Height of the picture.
    """

    claim: Name
    arrows: tuple[Arrow, ...]
    height: int


def diagram(triples: Triples) -> Diagram | None:
    """Return the diagram, or None where the ontology has no claim.

    Args:
        triples: The graph of the ontology.
    """
    claim = ox.NamedNode(_CLAIM)
    if not triples.values(claim, "rdf:type"):
        return None
    pairs = [
        (Name(relation, f"{PREFIXES['rdf']}{relation}"), Name(target))
        for relation, target in _STATEMENT
    ]
    for iri in triples.subjects("rdfs:domain", claim):
        ranges = triples.iris(ox.NamedNode(iri), "rdfs:range")
        target = named(triples, ranges[0]) if ranges else Name("any thing")
        pairs.append((named(triples, iri), target))
    arrows = tuple(
        Arrow(relation, target, _ROW * place + _ROW // 2)
        for place, (relation, target) in enumerate(pairs)
    )
    return Diagram(named(triples, _CLAIM), arrows, _ROW * len(arrows))
