"""Facts: what the rules derive from claims, and what they must not."""

from dataclasses import replace
from pathlib import Path

import pyoxigraph as ox
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graph.derive import Deriver, derive
from graph.errors import ParseError
from graph.load import Document, Report, read_rdf
from graph.namespaces import CODE, COMITY, ID, PREFIXES, RDF_TYPE, shorten
from graph.rules import read_rules

CLAIM = """
    @prefix c: <https://w3id.org/comity/ontology#> .
    @prefix : <https://w3id.org/comity/id/> .
    @prefix m: <https://w3id.org/comity/code/modality/> .
    @prefix org: <http://www.w3.org/ns/org#> .
    @prefix rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#> .
    :claim-1 a c:Claim ; rdf:subject :alder ; rdf:predicate %s ; rdf:object %s ; c:modality m:%s .
"""


def facts(triples: list[ox.Triple]) -> set[tuple[str, str, str]]:
    """Return triples as local names."""
    names = [[getattr(term, "value", "").removeprefix(ID) for term in fact] for fact in triples]
    return {(s, shorten(p), o) for s, p, o in names}


def derived(
    folder: Path, ontology: Document, predicate: str, value: str, modality: str = "asserted"
) -> set[tuple[str, str, str]]:
    """Return the facts derived from one claim about alder."""
    path = folder / "claim.ttl"
    path.write_text(CLAIM % (predicate, value, modality))
    return facts(derive([quad.triple for quad in read_rdf(path)], ontology.triples))


def test_an_asserted_claim_gives_its_triple(tmp_path: Path, ontology: Document) -> None:
    assert derived(tmp_path, ontology, "c:agencyOf", ":birch") == {
        ("alder", "comity:agencyOf", "birch")
    }


def test_a_literal_object_gives_a_triple_too(tmp_path: Path, ontology: Document) -> None:
    assert derived(tmp_path, ontology, "c:cooperatesWith", '"B"@en') >= {
        ("alder", "comity:cooperatesWith", "B")
    }


@pytest.mark.parametrize("modality", ["denied", "alleged", "planned", "predicted", "rumoured"])
def test_no_other_modality_gives_anything(
    tmp_path: Path, ontology: Document, modality: str
) -> None:
    assert derived(tmp_path, ontology, "c:cooperatesWith", ":birch", modality) == set()


def test_a_symmetric_property_holds_both_ways_and_so_do_the_wider_ones(
    tmp_path: Path, ontology: Document
) -> None:
    assert derived(tmp_path, ontology, "c:cooperatesWith", ":birch") == {
        ("alder", "comity:cooperatesWith", "birch"),
        ("birch", "comity:cooperatesWith", "alder"),
        ("alder", "comity:engagesWith", "birch"),
        ("birch", "comity:engagesWith", "alder"),
    }


@pytest.mark.parametrize(("one", "other"), [("holds", "heldBy"), ("heldBy", "holds")])
def test_an_inverse_property_holds_the_other_way(
    tmp_path: Path, ontology: Document, one: str, other: str
) -> None:
    assert derived(tmp_path, ontology, f"org:{one}", ":post") == {
        ("alder", f"org:{one}", "post"),
        ("post", f"org:{other}", "alder"),
    }


def test_what_only_one_speaker_denies_does_not_leak_from_a_report(
    sample: Report, ontology: Document
) -> None:
    found = derive(sample.triples, ontology.triples)
    modality = ox.NamedNode(f"{COMITY}modality")
    predicate = ox.NamedNode(f"{PREFIXES['rdf']}predicate")
    modalities = {t.subject: t.object for t in sample.triples if t.predicate == modality}
    asserted = ox.NamedNode(f"{CODE}modality/asserted")
    leaking = {
        str(t.object)
        for t in sample.triples
        if t.predicate == predicate and modalities[t.subject] != asserted
    }
    assert leaking == {f"<{COMITY}grantedBaseRightsTo>", f"<{COMITY}opens>"}
    assert len(found) >= 5
    assert not leaking & {str(fact.predicate) for fact in found}


def test_facts_are_sorted_and_occur_once(sample: Report, ontology: Document) -> None:
    found = derive(sample.triples, ontology.triples)
    assert found == sorted(set(found), key=str)
    assert found == derive(sample.triples[::-1], ontology.triples[::-1])


@pytest.mark.parametrize(
    ("text", "reason"),
    [("SELECT * { ?s ?p ?o }", "CONSTRUCT"), ("CONSTRUCT {", "not SPARQL")],
)
def test_a_file_that_is_no_rule_is_named(tmp_path: Path, text: str, reason: str) -> None:
    (tmp_path / "one.rq").write_text(text)
    with pytest.raises(ParseError, match=reason) as caught:
        derive([], [], tmp_path)
    assert caught.value.path == tmp_path / "one.rq"


# Rules about one claim are asked once a predicate; what they derive is what the queries derive

TERMS = st.sampled_from([ox.NamedNode(f"urn:p{n}") for n in range(4)])
PARENT, INVERSE = (
    ox.NamedNode(f"{PREFIXES['rdfs']}subPropertyOf"),
    ox.NamedNode(f"{PREFIXES['owl']}inverseOf"),
)
SYMMETRIC = ox.NamedNode(f"{PREFIXES['owl']}SymmetricProperty")
AXIOMS = st.one_of(
    st.builds(ox.Triple, TERMS, st.sampled_from([PARENT, INVERSE]), TERMS),
    st.builds(lambda term: ox.Triple(term, RDF_TYPE, SYMMETRIC), TERMS),
)
NODES = st.sampled_from([*map(ox.NamedNode, ["urn:a", "urn:b", "urn:p0"]), ox.BlankNode("c")])
PROPERTIES = st.sampled_from(
    [
        *(ox.NamedNode(f"{PREFIXES['rdf']}{part}") for part in ("subject", "predicate", "object")),
        ox.NamedNode(f"{COMITY}modality"),
    ]
)
VALUES = st.one_of(
    NODES, TERMS, st.just(ox.NamedNode(f"{CODE}modality/asserted")), st.just(ox.Literal("x"))
)
STATEMENTS = st.builds(ox.Triple, NODES, PROPERTIES, VALUES)


@settings(deadline=None, max_examples=150)
@given(
    st.lists(st.one_of(STATEMENTS, STATEMENTS, STATEMENTS, AXIOMS), max_size=25), st.lists(AXIOMS)
)
def test_templates_derive_what_the_queries_derive(
    report: list[ox.Triple], axioms: list[ox.Triple]
) -> None:
    deriver, evaluating = Deriver(axioms), Deriver(axioms)
    assert all(rule.vocabulary for rule in deriver._rules)
    evaluating._rules = [replace(rule, vocabulary=None) for rule in evaluating._rules]
    assert deriver.facts(report) == evaluating.facts(report)


@pytest.mark.parametrize(
    "rest",
    [
        "?p ?any ?wider .",
        "?p rdfs:subPropertyOf ?wider . FILTER(?wider != ?p)",
        "?p rdfs:subPropertyOf ?wider . ?c comity:topic ?o .",
        "?wider a comity:State . OPTIONAL { ?p rdfs:label ?wider }",
    ],
)
def test_other_rules_are_evaluated(tmp_path: Path, rest: str) -> None:
    (tmp_path / "one.rq").write_text(
        f"""CONSTRUCT {{ ?s ?wider ?o }} WHERE {{
            ?c comity:modality modality:asserted ; rdf:subject ?s ; rdf:predicate ?p ;
               rdf:object ?o . {rest} }}"""
    )
    [rule] = read_rules(tmp_path)
    assert rule.vocabulary is None
