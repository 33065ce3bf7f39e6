"""The ontology: valid SHACL, the structure that OWL 2 DL asks for, names and definitions."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from functools import cache

import pyoxigraph as ox
import pytest

from graph.derive import derive
from graph.namespaces import COMITY, ID, PREFIXES, expand, shorten
from graph.resources import data_folder
from graph.terms import Term, to_graph
from tests.rdf_case import RDF_TYPE, read_turtle

KINDS = {
    "owl:Class": "class",
    "rdfs:Datatype": "datatype",
    "owl:ObjectProperty": "object property",
    "owl:DatatypeProperty": "datatype property",
    "owl:AnnotationProperty": "annotation property",
}
"""What OWL 2 DL allows an IRI to be only one of, so that none is punned."""

OWN_WORDS = tuple(PREFIXES[prefix] for prefix in ("rdf", "rdfs", "owl"))
"""Namespaces whose terms need no declaration."""

KEPT_CLASSES = """
    Claim State GovernmentBody InternationalOrganization DiplomaticMission AgentGroup
    UnspecifiedAgent Place Infrastructure Border BorderIssue PolicyArea Framework LegalInstrument
    PolicyVision DiplomaticEvent Visit Negotiation Intervention Repatriation Withdrawal
    MissionOpening
"""
"""Classes whose names queries and tools rely on."""

KEPT_PROPERTIES = """
    modality speaker reportedBy respondsTo evidence basis quantity comparator event topic place
    paragraph sentence agencyOf missionOf sector visitor destination forum hasNeighbour
    cooperatesWith exchangesInformationWith negotiatedWith exchangedLettersWith jointlyInspects
    discussed defended withdrewFrom hasMember respects worksToward alignedWith participatesIn
    decidedOn opens graduatesFrom promotes harms grantedBaseRightsTo
"""
"""Properties whose names queries and tools rely on."""

OPENINGS = {
    "class": ("A ", "An "),
    "datatype": ("The datatype of ",),
    "object property": ("Relates ",),
    "datatype property": ("Relates ",),
    "annotation property": ("Relates ",),
}
"""How the definition of a kind of term begins."""


def read(*names: str) -> tuple[ox.Triple, ...]:
    """Return the triples of files of the ontology."""
    return tuple(t for name in names for t in read_turtle(data_folder("ontology") / name))


@cache
def terms() -> tuple[ox.Triple, ...]:
    """Return the terms and the codes."""
    return read("comity.ttl", "codes.ttl")


@cache
def claims() -> tuple[ox.Triple, ...]:
    """Return the claims and things of all reports, and their articles."""
    return tuple(
        triple
        for folder in sorted(data_folder("reports").iterdir())
        for name in ("claims.trig", "source.ttl")
        for triple in read_turtle(folder / name)
    )


@cache
def facts() -> tuple[ox.Triple, ...]:
    """Return what the rules derive from the reports."""
    return tuple(derive(claims(), terms()))


@cache
def reference() -> tuple[ox.Triple, ...]:
    """Return the reference data."""
    return tuple(t for p in sorted(data_folder("reference").glob("*.ttl")) for t in read_turtle(p))


@cache
def everything() -> tuple[ox.Triple, ...]:
    """Return all that is published, shapes and provenance of a store apart."""
    return (*terms(), *claims(), *facts(), *reference())


@cache
def kinds() -> dict[Term, set[str]]:
    """Return IRI of a term → the kinds that it is declared as."""
    names = {ox.NamedNode(expand(name)): kind for name, kind in KINDS.items()}
    found: dict[Term, set[str]] = defaultdict(set)
    for triple in terms():
        if triple.predicate == RDF_TYPE and triple.object in names:
            found[triple.subject].add(names[triple.object])
    return dict(found)


def of_kind(*wanted: str) -> set[Term]:
    """Return the terms that are declared as one of some kinds."""
    return {term for term, declared in kinds().items() if declared & set(wanted)}


def typed(name: str) -> set[Term]:
    """Return the subjects in comity.ttl that are of a type, given as a prefixed name."""
    wanted = ox.NamedNode(expand(name))
    return {t.subject for t in terms() if t.predicate == RDF_TYPE and t.object == wanted}


def needs_declaration(term: Term) -> bool:
    """Tell whether a term is an IRI that RDF, RDFS and OWL do not define themselves."""
    return isinstance(term, ox.NamedNode) and not term.value.startswith(OWN_WORDS)


def is_builtin_datatype(term: Term) -> bool:
    """Tell whether a term is a datatype of XML Schema, or that of strings with a language."""
    return term.value.startswith(PREFIXES["xsd"]) or term.value == expand("rdf:langString")


def ours() -> list[ox.NamedNode]:
    """Return the terms of our namespace that are declared, sorted."""
    declared = {term.value for term in kinds() if term.value.startswith(COMITY)}
    return [ox.NamedNode(iri) for iri in sorted(declared)]


def texts(term: ox.NamedNode, name: str) -> list[ox.Literal]:
    """Return the values of a property of a term, given as a prefixed name."""
    prop = expand(name)
    return [t.object for t in terms() if t.subject == term and t.predicate.value == prop]


def statements() -> Iterator[ox.Triple]:
    """Yield what the claims state, asserted or not."""
    parts: dict[Term, dict[str, Term]] = defaultdict(dict)
    for triple in claims():
        name = triple.predicate.value.removeprefix(PREFIXES["rdf"])
        if name in {"subject", "predicate", "object"}:
            parts[triple.subject][name] = triple.object
    for part in parts.values():
        yield ox.Triple(part["subject"], part["predicate"], part["object"])


# ------------------------------------------------------------------------------
# Structure
# ------------------------------------------------------------------------------


def test_shapes_are_valid_shacl() -> None:
    from pyshacl import validate
    from rdflib import Graph

    conforms, _, text = validate(
        Graph(), shacl_graph=to_graph(read("shapes.ttl")), meta_shacl=True, inference="none"
    )
    assert conforms, text


def test_names_that_queries_and_tools_rely_on_are_declared() -> None:
    classes = {term.value.removeprefix(COMITY) for term in of_kind("class")}
    properties = {
        term.value.removeprefix(COMITY) for term in of_kind("object property", "datatype property")
    }
    assert set(KEPT_CLASSES.split()) - classes == set()
    assert set(KEPT_PROPERTIES.split()) - properties == set()


def test_every_term_is_of_one_kind() -> None:
    assert {term: declared for term, declared in kinds().items() if len(declared) > 1} == {}


def test_no_individual_is_also_a_term() -> None:
    individuals = {
        t.subject for t in everything() if t.predicate == RDF_TYPE and needs_declaration(t.object)
    }
    assert individuals & set(kinds()) == set()


def test_every_property_in_use_is_declared() -> None:
    used = {t.predicate for t in (*everything(), *statements()) if needs_declaration(t.predicate)}
    properties = of_kind("object property", "datatype property", "annotation property")
    assert used - properties == set()


def test_every_class_in_use_is_declared() -> None:
    used = {t.object for t in everything() if t.predicate == RDF_TYPE}
    assert {term for term in used if needs_declaration(term)} - of_kind("class") == set()


def test_every_datatype_in_use_is_declared() -> None:
    used = {t.object.datatype for t in everything() if isinstance(t.object, ox.Literal)}
    others = {datatype for datatype in used if not is_builtin_datatype(datatype)}
    assert others
    assert others - of_kind("datatype") == set()


def test_object_properties_relate_to_things_and_datatype_properties_to_literals() -> None:
    to_things, to_literals = of_kind("object property"), of_kind("datatype property")
    wrong = {
        triple
        for triple in (*everything(), *statements())
        if (triple.predicate in to_things and isinstance(triple.object, ox.Literal))
        or (triple.predicate in to_literals and not isinstance(triple.object, ox.Literal))
    }
    assert wrong == set()


def test_claims_state_relations_only() -> None:
    properties = of_kind("object property", "datatype property")
    assert {triple.predicate for triple in statements()} - properties == set()


@pytest.mark.parametrize(
    ("kind", "link", "allowed"),
    [
        ("class", "rdfs:subClassOf", "class"),
        ("object property", "rdfs:domain", "class"),
        ("object property", "rdfs:range", "class"),
        ("object property", "rdfs:subPropertyOf", "object property"),
        ("object property", "owl:inverseOf", "object property"),
        ("datatype property", "rdfs:domain", "class"),
        ("datatype property", "rdfs:range", "datatype"),
        ("datatype property", "rdfs:subPropertyOf", "datatype property"),
        ("annotation property", "rdfs:subPropertyOf", "annotation property"),
    ],
)
def test_terms_are_linked_to_terms_of_the_right_kind(kind: str, link: str, allowed: str) -> None:
    predicate = ox.NamedNode(expand(link))
    subjects = of_kind(kind)
    linked = {t.object for t in terms() if t.predicate == predicate and t.subject in subjects}
    if allowed == "datatype":
        linked = {term for term in linked if not is_builtin_datatype(term)}
    assert linked - of_kind(allowed) == set()


def test_characteristics_stand_on_properties_that_may_have_them() -> None:
    object_properties = of_kind("object property")
    for name in ("Symmetric", "Transitive", "InverseFunctional", "Irreflexive", "Asymmetric"):
        assert typed(f"owl:{name}Property") - object_properties == set()
    inverses = [t for t in terms() if t.predicate.value == expand("owl:inverseOf")]
    assert inverses
    assert {t.subject for t in inverses} - object_properties == set()
    functional = typed("owl:FunctionalProperty")
    assert functional - of_kind("object property", "datatype property") == set()


def test_functional_properties_have_one_value() -> None:
    functional = typed("owl:FunctionalProperty")
    triples = {t for t in (*claims(), *facts(), *statements()) if t.predicate in functional}
    counts = Counter((t.subject, t.predicate) for t in triples)
    assert counts
    assert {key for key, count in counts.items() if count > 1} == set()


def test_every_node_of_a_report_has_an_iri() -> None:
    nodes = {term for triple in claims() for term in (triple.subject, triple.object)}
    assert {term for term in nodes if isinstance(term, ox.BlankNode)} == set()
    assert [t for t in claims() if t.subject.value.startswith(ID)]


# ------------------------------------------------------------------------------
# Description
# ------------------------------------------------------------------------------


def test_labels_are_unique_within_a_kind() -> None:
    counts: Counter[tuple[str, str]] = Counter()
    for term in ours():
        kind = next(iter(kinds()[term]))
        group = "property" if kind.endswith("property") else kind
        counts.update((group, label.value) for label in texts(term, "rdfs:label"))
    assert counts
    assert {key for key, count in counts.items() if count > 1} == set()


@pytest.mark.parametrize("term", ours(), ids=lambda term: shorten(term.value))
def test_definition(term: ox.NamedNode) -> None:
    (definition,) = [text for text in texts(term, "skos:definition") if text.language == "en"]
    text = definition.value
    assert text.startswith(OPENINGS[next(iter(kinds()[term]))])
    assert text.endswith(".")
    assert text == " ".join(text.split())
    assert not re.search(r"[.?!] +[A-Z]", text), "this is more than a sentence"


def test_no_definition_is_repeated() -> None:
    counts = Counter(t.object for t in terms() if t.predicate.value == expand("skos:definition"))
    described = {t.subject for t in terms() if t.predicate.value == expand("skos:definition")}
    assert {text for text, count in counts.items() if count > 1} == set()
    assert set(ours()) <= described


def test_the_changes_name_the_version() -> None:
    ontology = ox.NamedNode(COMITY.removesuffix("#"))
    (version,) = texts(ontology, "owl:versionInfo")
    (version_iri,) = texts(ontology, "owl:versionIRI")
    changes = (data_folder("ontology") / "CHANGES.md").read_text(encoding="utf-8")
    latest = re.findall(r"^## (\S+)", changes, flags=re.MULTILINE)[0]
    assert latest == version.value
    assert version_iri.value == f"{ontology.value}/{version.value}"
