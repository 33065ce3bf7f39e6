"""The terms that drafts and decisions are written with."""

from typing import Final

import pyoxigraph as ox

from graph.namespaces import CODE, expand


def term(name: str) -> ox.NamedNode:
    """Return the node of a prefixed name.

    >>> term("comity:Claim").value
    'https://w3id.org/comity/ontology#Claim'
    """
    return ox.NamedNode(expand(name))


CLAIM: Final = term("comity:Claim")
READING: Final = term("comity:Reading")
DECISION: Final = term("comity:Decision")

SUBJECT: Final = term("rdf:subject")
PREDICATE: Final = term("rdf:predicate")
OBJECT: Final = term("rdf:object")
MODALITY: Final = term("comity:modality")
SPEAKER: Final = term("comity:speaker")
REPORTED_BY: Final = term("comity:reportedBy")
RESPONDS_TO: Final = term("comity:respondsTo")
EVIDENCE: Final = term("comity:evidence")
STATUS: Final = term("schema:actionStatus")
SCORE: Final = term("comity:score")
COMMENT: Final = term("rdfs:comment")
PERSON: Final = term("foaf:Person")

GENERATED_BY: Final = term("prov:wasGeneratedBy")
REVISION_OF: Final = term("prov:wasRevisionOf")
USED: Final = term("prov:used")
GENERATED: Final = term("prov:generated")
ENDED_AT: Final = term("prov:endedAtTime")
VERSION: Final = term("schema:softwareVersion")

RULE: Final = term("comity:rule")
OUTCOME: Final = term("comity:outcome")
CURATOR: Final = term("comity:curator")
MERGED_THING: Final = term("comity:mergedThing")
INTO_THING: Final = term("comity:intoThing")

PREFERRED: Final = term("skos:prefLabel")
ALTERNATIVE: Final = term("skos:altLabel")
DATE_TIME: Final = term("xsd:dateTime")

MODALITIES: Final = f"{CODE}modality/"
"""Namespace of the modalities."""

OUTCOMES: Final = f"{CODE}outcome/"
"""Namespace of the outcomes of decisions."""
