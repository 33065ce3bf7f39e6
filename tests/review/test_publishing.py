"""Publishing: the report graph is what was decided, with what was written by hand."""

import pyoxigraph as ox
import pytest

from graph.errors import DecisionError, InvalidDataError, NotFoundError
from graph.namespaces import facts_name, graph_name
from graph.publish import publish
from graph.review import terms
from graph.review.decisions import Changes, accept, edit, reject, undo
from graph.review.desk import NewThing, open_desk
from graph.review.merging import merge
from graph.review.publishing import Published, publish_report
from graph.review.terms import term
from graph.store import Store
from tests.drafted import BY, REPORT, claim, thing, turtle, written

NAME = graph_name(REPORT)


def triples(store: Store, name: ox.NamedNode = NAME) -> set[ox.Triple]:
    return {quad.triple for quad in store.dump(name)}


def said_of(store: Store, iri: str) -> dict[str, set[str]]:
    found: dict[str, set[str]] = {}
    for triple in triples(store):
        if triple.subject == ox.NamedNode(iri):
            value = getattr(triple.object, "value", str(triple.object))
            found.setdefault(triple.predicate.value, set()).add(value)
    return found


def accept_all(store: Store, *places: str) -> None:
    with open_desk(store, REPORT) as desk:
        for place in places:
            accept(desk, claim(place), BY)


def test_an_accepted_claim_is_published_with_what_it_uses(store: Store) -> None:
    accept_all(store, "p2s1-1")
    assert publish_report(store, REPORT) == Published(accepted=1, edited=0, by_hand=0, open=6)
    said = said_of(store, claim("p2s1-1"))
    assert terms.SCORE.value not in said
    reading = thing(f"reading-{REPORT}-signs")
    assert said[terms.GENERATED_BY.value] == {reading}
    assert said_of(store, reading)[terms.RULE.value] == {"signs"}
    assert said_of(store, thing("sallow-accord"))
    assert not said_of(store, thing("belmora"))
    assert said_of(store, thing(f"decision-{REPORT}-1"))[terms.CURATOR.value] == {"Ana Lu"}
    assert store.query("ASK { id:foreign-office-of-arvenia comity:signed id:sallow-accord }")


def test_what_was_not_accepted_is_not_published(store: Store) -> None:
    with open_desk(store, REPORT) as desk:
        reject(desk, claim("p2s1-1"), BY)
    publish_report(store, REPORT)
    assert triples(store) == triples(store, facts_name(REPORT)) == set()


def test_an_edited_claim_is_published_in_place_of_the_other(store: Store) -> None:
    changes = {
        terms.OBJECT: [ox.NamedNode(thing("belmora"))],
        terms.PREDICATE: [term("comity:cooperatesWith")],
        terms.COMMENT: [ox.Literal("The office works with Belmora.", language="en")],
    }
    with open_desk(store, REPORT) as desk:
        edit(desk, claim("p2s1-1"), changes, BY)
    publish_report(store, REPORT)
    assert not said_of(store, claim("p2s1-1"))
    said = said_of(store, claim("p2s1-1-e1"))
    assert said[terms.OBJECT.value] == {thing("belmora")}
    assert said[terms.GENERATED_BY.value] == {thing(f"decision-{REPORT}-1")}
    assert terms.REVISION_OF.value not in said


def test_a_merged_thing_gives_its_names(store: Store) -> None:
    with open_desk(store, REPORT) as desk:
        merge(desk, thing("arvenian-foreign-office"), thing("foreign-office-of-arvenia"), BY)
        accept(desk, claim("p3s2-1"), BY)
    publish_report(store, REPORT)
    said = said_of(store, claim("p3s2-1"))
    assert said[terms.SUBJECT.value] == {thing("foreign-office-of-arvenia")}
    assert not said_of(store, thing("arvenian-foreign-office"))
    names = said_of(store, thing("foreign-office-of-arvenia"))[terms.ALTERNATIVE.value]
    assert names == {"FOA", "Arvenian Foreign Office"}


def test_a_paraphrase_names_what_stands_for_a_merged_thing(store: Store) -> None:
    words = ox.Literal("Arvenian Foreign Office: works with Belmora.", language="en")
    with open_desk(store, REPORT) as desk:
        edit(desk, claim("p3s2-1"), {terms.COMMENT: [words]}, BY)
        merge(desk, thing("arvenian-foreign-office"), thing("foreign-office-of-arvenia"), BY)
    publish_report(store, REPORT)
    said = said_of(store, claim("p3s2-1-e1"))
    assert said[terms.COMMENT.value] == {"Foreign Office of Arvenia: works with Belmora."}


def test_a_thing_of_another_report_is_described(store: Store) -> None:
    other = thing("arvenian-foreign-ministry")
    with open_desk(store, REPORT) as desk:
        merge(desk, thing("foreign-office-of-arvenia"), other, BY)
        accept(desk, claim("p2s1-1"), BY)
    publish_report(store, REPORT)
    said = said_of(store, other)
    assert said[terms.PREFERRED.value] == {"Ministry of Foreign Affairs of Arvenia"}


def test_a_new_thing_comes_with_an_edit(store: Store) -> None:
    new = NewThing(thing("port-authority"), term("comity:GovernmentBody").value, "Port Authority")
    changes = {
        terms.SUBJECT: [ox.NamedNode(new.iri)],
        terms.COMMENT: [ox.Literal("The authority signed the accord.", language="en")],
    }
    with open_desk(store, REPORT) as desk:
        edit(desk, claim("p2s1-2"), changes, BY, new_things=[new])
    publish_report(store, REPORT)
    assert said_of(store, new.iri)[terms.PREFERRED.value] == {"Port Authority"}


def test_an_answer_is_linked_to_what_is_published(store: Store) -> None:
    accept_all(store, "p2s3-1")
    publish_report(store, REPORT)
    assert terms.RESPONDS_TO.value not in said_of(store, claim("p2s3-1"))
    with open_desk(store, REPORT) as desk:
        words = ox.Literal("Critics say that fisheries suffer.", language="en")
        edit(desk, claim("p2s2-1"), {terms.COMMENT: [words]}, BY)
    publish_report(store, REPORT)
    answered = said_of(store, claim("p2s3-1"))[terms.RESPONDS_TO.value]
    assert answered == {claim("p2s2-1-e1")}


def test_what_does_not_conform_is_not_published(store: Store) -> None:
    with open_desk(store, REPORT) as desk:
        merge(desk, thing("arvenian-foreign-office"), thing("foreign-office-of-arvenia"), BY)
        accept(desk, claim("p3s2-1"), BY)
        accept(desk, claim("p3s2-2"), BY)
    decided = store.version
    with pytest.raises(InvalidDataError, match="say the same"):
        publish_report(store, REPORT)
    assert store.version == decided
    assert triples(store) == set()


@pytest.mark.parametrize(
    ("changes", "finding"),
    [
        (
            {terms.PREDICATE: [term("comity:opens")]},
            "not of the class or datatype",
        ),
        ({terms.SPEAKER: []}, "Say who holds the claim"),
        (
            {
                terms.MODALITY: [term("modality:planned")],
                terms.STATUS: [term("schema:CompletedActionStatus")],
            },
            "planned or predicted, so it is not done",
        ),
        ({term("comity:deadline"): [ox.Literal("2032-01-01")]}, "deadline"),
    ],
)
def test_an_edit_that_would_not_be_published_is_refused(
    store: Store, changes: Changes, finding: str
) -> None:
    before = store.version
    words = {terms.COMMENT: [ox.Literal("The office signed.", language="en")]}
    with (
        pytest.raises(InvalidDataError, match=finding) as caught,
        open_desk(store, REPORT) as desk,
    ):
        edit(desk, claim("p2s1-1"), {**changes, **words}, BY)
    assert "p2s1-1-e1" in str(caught.value)
    assert store.version == before


def test_what_was_written_by_hand_stays(store: Store) -> None:
    by_hand = turtle(
        f"""id:arvenia a comity:State ; skos:prefLabel "Arvenia (by hand)"@en .
        id:belmora a comity:State ; skos:prefLabel "Belmora"@en .
        id:source-{REPORT} a schema:NewsArticle ; skos:prefLabel "note"@en ;
            schema:identifier "n" ; schema:sha256 "{"0" * 64}" .
        id:claim-{REPORT}-p1s1-1 a comity:Claim ; rdf:subject id:arvenia ;
            rdf:predicate comity:hasNeighbour ; rdf:object id:belmora ;
            comity:modality modality:asserted ; comity:speaker id:source-{REPORT} ;
            comity:reportedBy id:source-{REPORT} ; rdfs:comment "The two share a shore."@en ;
            comity:evidence <https://w3id.org/comity/id/source-{REPORT}#char=0,23> ."""
    )
    with store.write() as writer:
        (writer.folder / "texts" / f"{REPORT}.txt").unlink()
    with publish(store) as writer:
        writer.replace_graph(NAME, [*by_hand, *_headline()])
    before = written(store, NAME)
    accept_all(store, "p3s1-1", "p2s2-1")
    assert publish_report(store, REPORT).by_hand == 1
    assert said_of(store, thing("arvenia"))[terms.PREFERRED.value] == {"Arvenia (by hand)"}
    with open_desk(store, REPORT) as desk:
        undo(desk, 2)
        undo(desk, 1)
    publish_report(store, REPORT)
    assert written(store, NAME) == before


def _headline() -> list[ox.Triple]:
    """Return the passage that the claim written by hand cites."""
    return turtle(
        f"""<https://w3id.org/comity/id/source-{REPORT}#char=0,23> a oa:SpecificResource ;
            oa:hasSource id:source-{REPORT} ; comity:paragraph 1 ; comity:sentence 1 ;
            oa:hasSelector <https://w3id.org/comity/id/source-{REPORT}#selector=0,23> ;
            schema:sha256 "{"0" * 64}" .
        <https://w3id.org/comity/id/source-{REPORT}#selector=0,23> a oa:TextPositionSelector ;
            oa:start 0 ; oa:end 23 ."""
    )


def test_a_claim_of_the_same_iri_by_hand_is_told_of(store: Store) -> None:
    accept_all(store, "p2s1-1")
    publish_report(store, REPORT)
    made = f"<{claim('p2s1-1')}> prov:wasGeneratedBy ?reading"
    with publish(store) as writer:
        writer.update(f"DELETE WHERE {{ GRAPH {NAME} {{ {made} }} }}")
    with pytest.raises(DecisionError, match="written by hand"):
        publish_report(store, REPORT)


def test_a_report_without_a_draft(store: Store) -> None:
    with pytest.raises(NotFoundError, match="no draft"):
        publish_report(store, "sample-report")
