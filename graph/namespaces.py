"""The namespaces of Comity and of the vocabularies that it reuses.

>>> graph_name("mfaic-2024").value
'https://w3id.org/comity/graph/mfaic-2024'
>>> facts_name("mfaic-2024").value
'https://w3id.org/comity/graph/mfaic-2024/facts'
>>> shorten("https://w3id.org/comity/ontology#Claim")
'comity:Claim'
"""

import re
from typing import Final

from pyoxigraph import NamedNode

BASE: Final = "https://w3id.org/comity/"
COMITY: Final = f"{BASE}ontology#"
CODE: Final = f"{BASE}code/"
ID: Final = f"{BASE}id/"
GRAPH: Final = f"{BASE}graph/"

PREFIXES: Final[dict[str, str]] = {
    "comity": COMITY,
    "id": ID,
    "modality": f"{CODE}modality/",
    "basis": f"{CODE}basis/",
    "comparator": f"{CODE}comparator/",
    "outcome": f"{CODE}outcome/",
    "graph": GRAPH,
    "dcterms": "http://purl.org/dc/terms/",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "geo": "http://www.opengis.net/ont/geosparql#",
    "oa": "http://www.w3.org/ns/oa#",
    "org": "http://www.w3.org/ns/org#",
    "owl": "http://www.w3.org/2002/07/owl#",
    "prov": "http://www.w3.org/ns/prov#",
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "schema": "https://schema.org/",
    "sd": "http://www.w3.org/ns/sparql-service-description#",
    "sem": "http://semanticweb.cs.vu.nl/2009/11/sem/",
    "sh": "http://www.w3.org/ns/shacl#",
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "time": "http://www.w3.org/2006/time#",
    "void": "http://rdfs.org/ns/void#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}
"""Prefix → namespace IRI: declared in every query and in every file that is written."""

RDF_TYPE: Final = NamedNode(f"{PREFIXES['rdf']}type")

ONTOLOGY_GRAPH: Final = NamedNode(f"{GRAPH}ontology")
REFERENCE_GRAPH: Final = NamedNode(f"{GRAPH}reference")
PROVENANCE_GRAPH: Final = NamedNode(f"{GRAPH}provenance")

DRAFT: Final = "/draft"
"""How the name of a graph that is not published ends."""

SLUG: Final = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
"""What the last step of the IRI of a thing looks like: kebab-case."""


def graph_name(report_id: str) -> NamedNode:
    """Return the name of the graph that holds the claims of a report."""
    return NamedNode(f"{GRAPH}{report_id}")


def facts_name(report_id: str) -> NamedNode:
    """Return the name of the graph that holds the facts derived from a report."""
    return NamedNode(f"{GRAPH}{report_id}/facts")


def draft_name(report_id: str) -> NamedNode:
    """Return the name of the graph that holds claims proposed for a report, not yet accepted."""
    return NamedNode(f"{GRAPH}{report_id}{DRAFT}")


def is_draft(graph_name: NamedNode) -> bool:
    """Tell whether a graph holds claims that are only proposed, which queries do not see.

    >>> is_draft(draft_name("mfaic-2024")), is_draft(facts_name("mfaic-2024"))
    (True, False)
    """
    return graph_name.value.endswith(DRAFT)


def shorten(iri: str) -> str:
    """Return an IRI as a prefixed name, or unchanged where no prefix fits."""
    for prefix, namespace in PREFIXES.items():
        local = iri.removeprefix(namespace)
        if local != iri and re.fullmatch(r"[\w-]+", local):
            return f"{prefix}:{local}"
    return iri


def expand(name: str) -> str:
    """Return the IRI that a prefixed name stands for, or the name unchanged where it is none.

    >>> expand("org:holds")
    'http://www.w3.org/ns/org#holds'
    """
    prefix, colon, local = name.partition(":")
    return PREFIXES[prefix] + local if colon and prefix in PREFIXES else name
