"""The page of the ontology: made from its triples, with nothing left out."""

import re
from pathlib import Path

import pyoxigraph as ox
import pytest
from starlette.testclient import TestClient

from graph.namespaces import ONTOLOGY_GRAPH
from graph.store import MemoryStore
from tests.web.conftest import triples as invented
from web.changes import changes
from web.claim_diagram import diagram
from web.documentation import Described, Documentation, documentation
from web.shapes_in_words import Shape, shapes
from web.triples import Triples

ONTOLOGY = Path(__file__).parents[2] / "ontology"
COMITY = "https://w3id.org/comity/ontology#"


@pytest.fixture(scope="module")
def triples() -> Triples:
    return Triples(
        quad
        for name in ("comity.ttl", "codes.ttl", "shapes.ttl")
        for quad in ox.parse(path=ONTOLOGY / name, format=ox.RdfFormat.TURTLE)
    )


@pytest.fixture(scope="module")
def page(triples: Triples) -> Documentation:
    store = MemoryStore()
    with store.write() as writer:
        writer.replace_graph(ONTOLOGY_GRAPH, [])
        writer.update("INSERT DATA { GRAPH graph:a { id:ayre a comity:State } }")
    return documentation(store, triples)


@pytest.fixture(scope="module")
def claim_shape(triples: Triples) -> Shape:
    return next(shape for shape in shapes(triples) if shape.name == "claim")


def term(page: Documentation, name: str) -> Described:
    properties = {each.name: each for each in (*page.between, *page.literal, *page.reused)}
    return properties[name]


def test_a_class_stands_below_what_it_is_a_kind_of(page: Documentation) -> None:
    below = {branch.term.label: branch.below for branch in page.hierarchy}
    assert "visit" not in below
    assert "visit" in [branch.term.label for branch in below["diplomatic event"]]
    assert [branch.term.label for branch in below["issue"]] == ["border issue"]


def test_every_term_of_ours_has_one_place(page: Documentation, triples: Triples) -> None:
    kinds = ("owl:Class", "owl:ObjectProperty", "owl:DatatypeProperty")
    defined = [iri for kind in kinds for iri in triples.instances(kind) if iri.startswith(COMITY)]
    assert len(defined) > 80
    assert set(defined) <= page.anchors.keys()
    assert len(set(page.anchors.values())) == len(page.anchors)


def test_a_property_says_where_it_stands(page: Documentation) -> None:
    facts = {
        heading: [value.text for value in values]
        for heading, values in term(page, "comity:cooperatesWith").facts
    }
    assert facts["narrower than"] == ["engages with"]
    assert facts["wider than"] == ["exchanges information with"]
    assert facts["always"] == ["holds in both directions"]
    assert facts["code"] == ["COOPERATE (ploverCode)"]
    assert facts["defined after"][0].startswith("https://")
    facts = dict(term(page, "comity:modality").facts)  # type: ignore[arg-type]
    assert facts["from"][0].iri == f"{COMITY}Claim"  # type: ignore[attr-defined]


def test_an_example_is_shown_where_there_is_one(page: Documentation) -> None:
    found = [branch.term.example for branch in page.hierarchy if branch.term.example]
    assert [example.thing.iri for example in found] == ["https://w3id.org/comity/id/ayre"]


def test_codes_stand_in_their_schemes(page: Documentation) -> None:
    found = {scheme.label: [code.label for code in scheme.codes] for scheme in page.schemes}
    assert found["Modality"] == ["alleged", "asserted", "denied", "planned", "predicted"]
    assert found["Action status"] == ["under way", "done", "not begun"]


def test_a_shape_is_told_in_words(claim_shape: Shape) -> None:
    assert claim_shape.target == "every claim"
    asked = {each.path: each.words for each in claim_shape.requirements}
    assert asked["modality"] == (
        "exactly one value, one of asserted, denied, alleged, planned or predicted"
    )
    assert asked["speaker"] == "at least 1, an IRI, a foaf:Agent or a schema:CreativeWork"
    assert asked["deadline"] == "at most 1, of the datatype xsd:date"
    assert {each.severity for each in claim_shape.requirements} == {"violation"}
    assert all(each.message for each in claim_shape.requirements)


def test_every_shape_with_a_target_asks_for_something(triples: Triples) -> None:
    found = shapes(triples)
    assert len(found) > 10
    for shape in found:
        assert shape.requirements, shape.name
        assert all(each.words for each in shape.requirements), shape.name


def test_the_diagram_has_the_properties_of_a_claim(triples: Triples) -> None:
    drawn = diagram(triples)
    assert drawn is not None
    pairs = {arrow.relation.text: arrow.target.text for arrow in drawn.arrows}
    assert pairs["responds to"] == "claim"
    assert pairs["event"] == "diplomatic event"
    assert {"subject", "predicate", "object"} <= pairs.keys()
    assert diagram(Triples([])) is None


def test_a_cycle_of_classes_comes_to_an_end() -> None:
    names = zip("ABC", "BAC", strict=True)
    data = invented(
        "".join(
            f"comity:{one} a owl:Class ; rdfs:label '{one}' ; rdfs:subClassOf comity:{other} ."
            for one, other in names
        )
    )
    store = MemoryStore()
    with store.write() as writer:
        writer.update("INSERT DATA { GRAPH graph:a { id:ayre a comity:State } }")
    made = documentation(store, Triples(ox.Quad(*triple) for triple in data))
    assert sorted(made.anchors) == [f"{COMITY}{name}" for name in "ABC"]


def test_the_changes_are_those_of_the_file(client: TestClient) -> None:
    versions = re.findall(r"^## (.+)$", (ONTOLOGY / "CHANGES.md").read_text("utf-8"), re.MULTILINE)
    assert versions
    assert re.findall(r"<h3>(.+?)</h3>", changes()) == versions
    text = client.get("/ontology", headers={"Accept": "text/html"}).text
    assert str(changes()) in text


def test_every_entry_of_the_contents_leads_to_a_section(client: TestClient) -> None:
    text = client.get("/ontology", headers={"Accept": "text/html"}).text
    contents = text[text.index('id="all-contents"') : text.index("</ol>")]
    targets = re.findall(r'href="#([\w-]+)"', contents)
    assert {"all-classes", "all-between", "all-literal", "all-codes", "all-changes"} <= set(targets)
    assert all(f'<h2 id="{target}"' in text for target in targets)


def test_a_claim_as_example_shows_how_it_is_held(client: TestClient) -> None:
    text = client.get("/ontology", headers={"Accept": "text/html"}).text
    part = text[text.index('id="respondsTo"') :]
    assert part.index('class="modality denied"') < part.index('href="/doc/claim-p2s1-2"')
