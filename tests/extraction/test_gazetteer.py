"""The names of known things, as a store has them."""

from pathlib import Path

from graph.extraction.gazetteer import Gazetteer, state_iris
from graph.extraction.pipeline import pipeline
from graph.extraction.proposals import Kind
from graph.load import read_rdf
from graph.namespaces import ID, graph_name
from graph.store.embedded import MemoryStore

NAMES = """
@prefix comity: <https://w3id.org/comity/ontology#> .
@prefix foaf: <http://xmlns.com/foaf/0.1/> .
@prefix id: <https://w3id.org/comity/id/> .
@prefix schema: <https://schema.org/> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
id:marrow a comity:State ; skos:prefLabel "Marrow"@en , "Moelle"@fr ;
    skos:altLabel "Kingdom of Marrow"@en ; comity:demonym "Marrowan"@en ;
    schema:containedInPlace id:upland .
id:upland a comity:Place ; skos:prefLabel "Upland"@en .
id:cote-d-or a comity:Place ; skos:prefLabel "Côte d'Or"@en ; schema:containedInPlace id:marrow .
id:ministry a comity:GovernmentBody ; skos:prefLabel "Ministry of Tides (Marrow)"@en ;
    skos:altLabel "Ministry of Tides"@en , "MoT"@en ; comity:agencyOf id:marrow .
id:ana a foaf:Person ; skos:prefLabel "Ana Lu"@en .
id:border a comity:Border ; skos:prefLabel "Marrow border"@en .
"""


def gazetteer_of(turtle: str, folder: Path) -> Gazetteer:
    """Return the names in a store with a graph."""
    path = folder / "names.ttl"
    path.write_text(turtle, encoding="utf-8")
    store = MemoryStore()
    with store.write() as writer:
        writer.replace_graph(graph_name("names"), [quad.triple for quad in read_rdf(path)])
    return Gazetteer.of(store)


def test_names_and_kinds_of_things(tmp_path: Path) -> None:
    gazetteer = gazetteer_of(NAMES, tmp_path)
    kinds = {
        "Marrow": Kind.STATE_OR_PLACE,
        "Kingdom of Marrow": Kind.STATE_OR_PLACE,
        "MARROW": Kind.STATE_OR_PLACE,
        "Marrowan": Kind.PEOPLE,
        "Marrowans": Kind.PEOPLE,
        "Upland": Kind.LOCATION,
        "Cote d’Or": Kind.STATE_OR_PLACE,
        "MoT": Kind.ORGANIZATION,
        "Ana Lu": Kind.PERSON,
        "Moelle": None,
        "Marrow border": None,
    }
    assert {name: gazetteer.kind(name) for name in kinds} == kinds
    [body] = gazetteer.things("Ministry of Tides")
    assert (body.iri, body.state) == (f"{ID}ministry", f"{ID}marrow")


def test_the_longest_name_is_found(tmp_path: Path) -> None:
    gazetteer = gazetteer_of(NAMES, tmp_path)
    doc = pipeline().make_doc("The Kingdom of Marrow, and the marrow of Marrowan bones.")
    found = [doc[match.start : match.end].text for match in gazetteer.find(doc)]
    assert found == ["Kingdom of Marrow", "Marrowan"]


def test_a_name_of_two_things_leads_to_both() -> None:
    things = Gazetteer.shipped().things("Congolese")
    assert {thing.label for thing in things} == {"Congo - Brazzaville", "Congo - Kinshasa"}


def test_the_states_are_known() -> None:
    assert f"{ID}kenya" in state_iris()
    assert f"{ID}bamako" not in state_iris()
