"""The queue: what a curator sees of a claim, how claims are chosen, and things that may be one."""

from decimal import Decimal
from itertools import starmap

import pytest

from graph.extraction.gazetteer import Gazetteer
from graph.namespaces import REFERENCE_GRAPH, draft_name
from graph.review.decisions import accept, reject
from graph.review.desk import open_desk
from graph.review.draft import Thing, read_draft
from graph.review.likeness import PossibleMerge, likeness, possible_merges
from graph.review.merging import keep_apart, merge
from graph.review.names import accepted_names
from graph.review.queue import Filter, read_queue
from graph.review.records import State
from graph.review.terms import term
from graph.store import Store
from tests.drafted import BY, DOCUMENT, REPORT, claim, thing, turtle

FOA, OTHER = thing("foreign-office-of-arvenia"), thing("arvenian-foreign-office")
PERSON = ("http://xmlns.com/foaf/0.1/Person",)


def places(store: Store, chosen: Filter) -> list[str]:
    candidates = filter(chosen, read_queue(store, REPORT).candidates)
    return [candidate.name.removeprefix(f"claim-{REPORT}-") for candidate in candidates]


def test_a_candidate_is_shown_with_its_sentence(small_store: Store) -> None:
    queue = read_queue(small_store, REPORT)
    first = queue.candidates[0]
    assert (first.subject, first.predicate, first.object) == (
        "Foreign Office of Arvenia",
        "comity:signed",  # the store has no ontology
        "Sallow Accord",
    )
    assert first.speakers == ("Two shores, one harbour",)
    assert (first.state, first.score, first.decision) == (State.DRAFT, Decimal("0.92"), None)
    assert first.rule == ("signs", "1")
    assert first.place is not None
    assert (str(first.place), first.place.words) == ("¶2 s1", DOCUMENT.words(DOCUMENT.sentences[1]))
    words = DOCUMENT.words(DOCUMENT.sentences[1])
    marked = [(mark.part, words[mark.start : mark.end]) for mark in queue.marks(first)]
    assert marked == [
        ("subject", "Foreign Office of Arvenia"),
        ("subject", "FOA"),
        ("object", "Sallow Accord"),
    ]


def test_terms_have_the_labels_of_the_ontology(store: Store) -> None:
    assert read_queue(store, REPORT).candidates[0].predicate == "signed"


@pytest.mark.parametrize("change", ["write_text", "unlink"])
def test_another_text_is_not_shown(small_store: Store, change: str) -> None:
    with small_store.write() as writer:
        path = writer.folder / "texts" / f"{REPORT}.txt"
        if change == "unlink":
            path.unlink()
        else:
            path.write_text("Another text.", encoding="utf-8")
    place = read_queue(small_store, REPORT).candidates[0].place
    assert place is not None
    assert place.words is None


@pytest.mark.parametrize(
    ("chosen", "expected"),
    [
        (Filter(states=[State.ACCEPTED]), ["p2s1-1"]),
        (Filter(states=[State.ACCEPTED, State.REJECTED]), ["p2s1-1", "p2s1-2"]),
        (Filter(score=Decimal("0.92")), ["p2s1-1", "p2s2-1"]),
        (Filter(rule="joint"), ["p3s2-1", "p3s2-2"]),
        (Filter(paragraph=2, sentence=1), ["p2s1-1", "p2s1-2"]),
        (Filter(paragraph=3), ["p3s1-1", "p3s2-1", "p3s2-2"]),
        (Filter(rule="none"), []),
    ],
)
def test_candidates_are_chosen(small_store: Store, chosen: Filter, expected: list[str]) -> None:
    with open_desk(small_store, REPORT) as desk:
        accept(desk, claim("p2s1-1"), BY)
        reject(desk, claim("p2s1-2"), BY)
    assert places(small_store, chosen) == expected


def test_what_repeats_a_claim_is_told(small_store: Store) -> None:
    assert not any(candidate.repeats for candidate in read_queue(small_store, REPORT).candidates)
    with open_desk(small_store, REPORT) as desk:
        merge(desk, OTHER, FOA, BY)
    found = {each.claim.iri: each for each in read_queue(small_store, REPORT).candidates}
    assert found[claim("p3s2-1")].repeats == (claim("p3s2-2"),)
    assert found[claim("p3s2-1")].subject == "Foreign Office of Arvenia"
    with open_desk(small_store, REPORT) as desk:
        reject(desk, claim("p3s2-2"), BY)
    found = {each.claim.iri: each for each in read_queue(small_store, REPORT).candidates}
    assert found[claim("p3s2-1")].repeats == ()


def test_things_that_may_be_one(small_store: Store) -> None:
    expected = PossibleMerge(OTHER, FOA, "near-equal labels")
    assert possible_merges(small_store, read_draft(small_store, REPORT)) == [expected]
    with open_desk(small_store, REPORT) as desk:
        keep_apart(desk, OTHER, FOA, BY)
    assert possible_merges(small_store, read_draft(small_store, REPORT)) == []


def test_things_of_the_store_count(small_store: Store) -> None:
    with small_store.write() as writer:
        known = "id:fao a comity:InternationalOrganization ; skos:prefLabel 'FOA'@en . "
        known += "id:fishery a comity:PolicyArea ; skos:prefLabel 'Fisheries'@en ."
        writer.replace_graph(REFERENCE_GRAPH, turtle(known))
    found = possible_merges(small_store, read_draft(small_store, REPORT))
    assert PossibleMerge(FOA, thing("fao"), "equal names") in found
    assert all(each.thing != thing("arvenia") for each in found)  # which is in both


@pytest.mark.parametrize(
    ("first", "second", "why"),
    [
        (("Mine Action Centre", ("MAC",)), ("MAC", ()), "equal names"),
        (("Organisation of Isles", ()), ("OI", ()), "acronym"),
        (("Côte Sallow", ()), ("cote sallow", ()), "equal names"),
        (("Treaty of 2031", ()), ("Treaty of 2032", ()), ""),
        (("Northern Belmora", ()), ("Southern Belmora", ()), ""),
        (("Ministry of Trade", ()), ("Ministry of Health", ()), ""),
        (("Arvenia", ()), ("the Arvenia", ()), "near-equal labels"),
        (("Ministry of Foreign Affairs", ()), ("Foreign Ministry", ()), "near-equal labels"),
    ],
)
def test_likeness(
    first: tuple[str, tuple[str, ...]], second: tuple[str, tuple[str, ...]], why: str
) -> None:
    things = [Thing(str(i), *each, ()) for i, each in enumerate((first, second))]
    assert likeness(*things) == likeness(*reversed(things)) == why


def test_a_post_is_no_body_and_a_figure_is_nothing_to_merge(small_store: Store) -> None:
    post = Thing("urn:a", "Port Envoy", (), (term("org:Post").value,))
    assert likeness(post, Thing("urn:b", "Port Envoy", (), ())) == ""
    with small_store.write() as writer:
        figures = 'id:a a schema:QuantitativeValue ; skos:prefLabel "Sallow Accord"@en .'
        writer.extend_graph(draft_name(REPORT), turtle(figures))
    found = possible_merges(small_store, read_draft(small_store, REPORT))
    assert found
    assert all(thing("a") not in (each.thing, each.into) for each in found)


def test_persons_may_share_a_name() -> None:
    people = [Thing(name, name, (), PERSON) for name in ("Tomás Reld", "Reld", "Tomas Relt")]
    pairs = [(people[0], people[1]), (people[0], people[2])]
    assert list(starmap(likeness, pairs)) == ["part of the name", ""]


def test_accepted_names_are_known(small_store: Store) -> None:
    assert accepted_names(small_store) == ()
    with open_desk(small_store, REPORT) as desk:
        accept(desk, claim("p3s2-1"), BY)
        merge(desk, OTHER, FOA, BY)
    names = {(each.name, each.iri, each.label) for each in accepted_names(small_store)}
    label = "Foreign Office of Arvenia"
    assert {
        (label, FOA, label),
        ("FOA", FOA, label),
        ("Arvenian Foreign Office", FOA, label),
    } <= names
    assert ("Belmora", thing("belmora"), "Belmora") in names
    assert not any(iri == thing("sallow-accord") for _, iri, _ in names)


def test_the_next_extraction_finds_accepted_names(small_store: Store) -> None:
    known = thing("arvenian-foreign-ministry")
    assert Gazetteer.of(small_store, accepted_names(small_store)).things("FOA") == ()
    with open_desk(small_store, REPORT) as desk:
        accept(desk, claim("p2s1-2"), BY)
        accept(desk, claim("p2s3-1"), BY)
        merge(desk, FOA, known, BY)
    gazetteer = Gazetteer.of(small_store, accepted_names(small_store))
    assert [each.iri for each in gazetteer.things("FOA")] == [known]
    [council] = gazetteer.things("Port Council of Belmora")
    assert (council.kind, council.iri) == ("ORG", thing("port-council-of-belmora"))
