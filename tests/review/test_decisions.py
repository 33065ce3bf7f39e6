"""Decisions on claims and on things: what they do, and when they are refused."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from decimal import Decimal

import pyoxigraph as ox
import pytest

from graph.errors import ComityError, DecisionError, InvalidDataError, NotFoundError, UsageError
from graph.namespaces import REFERENCE_GRAPH, draft_name, graph_name
from graph.review import terms
from graph.review.decisions import (
    Changes,
    accept,
    accept_from,
    edit,
    reject,
    supersede,
    undo,
    version,
)
from graph.review.desk import Desk, NewThing, open_desk
from graph.review.draft import drafts_of, read_draft
from graph.review.merging import keep_apart, merge
from graph.review.records import By, State
from graph.review.terms import term
from graph.store import Store
from tests.drafted import BY, REPORT, claim, thing, turtle, written

NAME = draft_name(REPORT)
FOA, OTHER = thing("foreign-office-of-arvenia"), thing("arvenian-foreign-office")
WORDS = {terms.COMMENT: [ox.Literal("Said in other words.", language="en")]}
BELMORA: Changes = {terms.OBJECT: [ox.NamedNode(thing("belmora"))], **WORDS}

DECIDED = f"""INSERT {{{{ id:decision-{REPORT}-{{number}} a comity:Decision ; prov:used id:a ;
    comity:outcome outcome:{{outcome}} ; comity:curator "A" ; prov:endedAtTime "now" }}}}
    WHERE {{{{}}}}"""

Step = Callable[[Desk], object]


@pytest.fixture
def store(small_store: Store) -> Store:
    """Return a store that is quick to write."""
    return small_store


def states(store: Store) -> dict[str, str]:
    """Return place of a claim → its state, of the claims that are no drafts any more."""
    draft = read_draft(store, REPORT)
    return {
        iri.removeprefix(claim("")): state.value
        for iri, state in draft.states.items()
        if state is not State.DRAFT
    }


def refused(store: Store, kind: type[ComityError], *steps: Step) -> str:
    """Return the message with which the last of some steps is refused; nothing is written then."""
    before = store.version
    with pytest.raises(kind) as caught, open_desk(store, REPORT) as desk:  # noqa: PT012  # in one write
        for step in steps[:-1]:
            step(desk)
        steps[-1](desk)
    assert store.version == before
    return str(caught.value)


def test_states_follow_from_decisions(store: Store) -> None:
    with open_desk(store, REPORT) as desk:
        accept(desk, claim("p2s1-1"), BY)
        reject(desk, claim("p2s1-2"), replace(BY, why="only the office signed"))
        edit(desk, claim("p3s1-1"), BELMORA, BY)
        merge(desk, OTHER, FOA, BY)
        supersede(desk, claim("p3s2-2"), BY)
    assert states(store) == {
        "p2s1-1": "accepted",
        "p2s1-2": "rejected",
        "p3s1-1": "superseded",
        "p3s1-1-e1": "edited",
        "p3s2-2": "superseded",
    }
    decision = read_draft(store, REPORT).decision(2)
    assert (decision.curator, decision.moment) == ("Ana Lu", "2032-03-04T05:06:07Z")
    assert decision.why == "only the office signed"


def test_another_modality_takes_the_status_away(store: Store) -> None:
    done = term("schema:CompletedActionStatus")
    planned: Changes = {terms.MODALITY: [term("modality:planned")], **WORDS}
    with open_desk(store, REPORT) as desk:
        edit(desk, claim("p2s1-1"), {terms.STATUS: [done]}, BY)
        edit(desk, claim("p2s1-2"), {terms.STATUS: [done], **planned}, BY)
        edit(desk, claim("p2s1-1-e1"), planned, BY)
        statuses = {
            iri: [t.object for t in desk.draft.about(claim(iri)) if t.predicate == terms.STATUS]
            for iri in ("p2s1-1-e1", "p2s1-1-e2", "p2s1-2-e1")
        }
    assert statuses == {"p2s1-1-e1": [done], "p2s1-1-e2": [], "p2s1-2-e1": [done]}


def test_an_edit_of_an_edit(store: Store) -> None:
    with open_desk(store, REPORT) as desk:
        edit(desk, claim("p2s1-1"), WORDS, BY)
        edit(desk, claim("p2s1-1-e1"), BELMORA, BY)
    assert states(store) == {
        "p2s1-1": "superseded",
        "p2s1-1-e1": "superseded",
        "p2s1-1-e2": "edited",
    }
    message = refused(store, DecisionError, lambda desk: undo(desk, 1))
    assert "Undo decision 2 first" in message


@pytest.mark.parametrize(
    "step",
    [
        lambda desk: accept(desk, claim("p2s1-1"), BY),
        lambda desk: reject(desk, claim("p2s1-1"), BY),
        lambda desk: edit(desk, claim("p2s1-1"), BELMORA, BY),
        lambda desk: edit(desk, claim("p2s1-2"), {**BELMORA, **WORDS}, BY),
        lambda desk: (merge(desk, OTHER, FOA, BY), supersede(desk, claim("p3s2-1"), BY)),
        lambda desk: merge(desk, OTHER, FOA, BY),
        lambda desk: keep_apart(desk, OTHER, FOA, BY),
        lambda desk: merge(desk, OTHER, thing("arvenian-foreign-ministry"), BY),
        lambda desk: merge(
            desk, OTHER, thing("new"), BY, [NewThing(thing("new"), "https://schema.org/X", "New")]
        ),
        lambda desk: accept_from(desk, Decimal("0.5"), BY),
    ],
)
def test_undoing_gives_the_draft_byte_for_byte(store: Store, step: Step) -> None:
    before = written(store, NAME)
    with open_desk(store, REPORT) as desk:
        step(desk)
    assert written(store, NAME) != before
    with open_desk(store, REPORT) as desk:
        for number in sorted(desk.draft.decisions, reverse=True):
            undo(desk, number)
    assert written(store, NAME) == before


@pytest.mark.parametrize("second", [accept, reject, supersede])
def test_a_claim_is_decided_on_once(store: Store, second: Callable[..., object]) -> None:
    first = claim("p2s1-1")
    message = refused(
        store,
        DecisionError,
        lambda desk: accept(desk, first, BY),
        lambda desk: second(desk, first, BY),
    )
    assert "is accepted by decision 1 of Ana Lu" in message


def test_what_is_said_nowhere_else_is_not_repeated(store: Store) -> None:
    told = refused(store, UsageError, lambda desk: supersede(desk, claim("p3s2-1"), BY))
    assert "No other claim says the same" in told
    said = f"""id:by-hand rdf:subject id:arvenian-foreign-office ;
        rdf:predicate comity:cooperatesWith ; rdf:object id:belmora ;
        comity:modality modality:asserted ; comity:speaker id:source-{REPORT} ."""
    with store.write() as writer:
        writer.replace_graph(graph_name(REPORT), turtle(said))
    with open_desk(store, REPORT) as desk:
        supersede(desk, claim("p3s2-1"), BY)
    assert states(store) == {"p3s2-1": "superseded"}
    with open_desk(store, REPORT) as desk:
        merge(desk, OTHER, FOA, BY)
    again = refused(store, UsageError, lambda desk: supersede(desk, claim("p3s2-2"), BY))
    assert again == told.replace("p3s2-1", "p3s2-2")  # of two that are equal, one is left


def test_a_claim_that_is_not_as_it_was_seen(store: Store) -> None:
    seen = version(read_draft(store, REPORT), claim("p3s2-1"))
    message = refused(
        store,
        DecisionError,
        lambda desk: merge(desk, OTHER, FOA, BY),
        lambda desk: accept(desk, claim("p3s2-1"), BY, seen),
    )
    assert "no longer as it was seen" in message
    with open_desk(store, REPORT) as desk:
        accept(desk, claim("p2s1-1"), BY)  # another claim
        accept(desk, claim("p3s2-1"), BY, seen)


@pytest.mark.parametrize(
    ("changes", "part"),
    [
        ({}, "changes nothing"),
        ({terms.MODALITY: [term("modality:asserted")]}, "changes nothing"),
        ({terms.OBJECT: [ox.NamedNode(thing("nowhere"))], **WORDS}, "id:nowhere"),
        ({terms.OBJECT: [ox.NamedNode(thing("belmora"))]}, "paraphrase"),
        ({terms.SCORE: [ox.Literal(1)]}, "comity:score"),
        ({terms.REPORTED_BY: [ox.NamedNode(thing("belmora"))]}, "comity:reportedBy"),
    ],
)
def test_edits_that_are_refused(store: Store, changes: Changes, part: str) -> None:
    assert part in refused(store, UsageError, lambda desk: edit(desk, claim("p2s1-1"), changes, BY))


@pytest.mark.parametrize(
    ("new", "kind"),
    [
        (NewThing("https://example.org/a", term("comity:State").value, "A"), UsageError),
        (NewThing(thing("A b"), term("comity:State").value, "A"), UsageError),
        (NewThing(thing("a"), term("comity:State").value, " "), UsageError),
        (NewThing(thing("a"), "comity:State", "A"), UsageError),
        (NewThing(thing("belmora"), term("comity:State").value, "A"), DecisionError),
    ],
)
def test_new_things_that_are_refused(store: Store, new: NewThing, kind: type[ComityError]) -> None:
    refused(store, kind, lambda desk: edit(desk, claim("p2s1-1"), BELMORA, BY, new_things=[new]))


def test_accepting_in_bulk(store: Store) -> None:
    with open_desk(store, REPORT) as desk:
        found = accept_from(desk, Decimal("0.55"), BY)
    accepted = [decision.on[0].removeprefix(claim("")) for decision in found]
    assert accepted == ["p2s1-1", "p2s1-2", "p3s2-1", "p3s2-2"]
    assert {decision.why for decision in found} == {"score of 0.55 or more"}
    with open_desk(store, REPORT) as desk:
        assert len(accept_from(desk, Decimal("0.5"), BY, ["planned"])) == 1


def test_what_repeats_another_claim_is_not_accepted_in_bulk(store: Store) -> None:
    with open_desk(store, REPORT) as desk:
        merge(desk, OTHER, FOA, BY)
        accept_from(desk, Decimal("0.5"), BY)
    assert "p3s2-2" not in states(store)


@pytest.mark.parametrize("modality", ["denied", "alleged", "asserted", "nonsense"])
def test_what_cannot_be_asked_for_in_bulk(store: Store, modality: str) -> None:
    refused(store, UsageError, lambda desk: accept_from(desk, Decimal(0), BY, [modality]))


@pytest.mark.parametrize("score", ["-0.1", "1.1", "NaN"])
def test_a_score_is_a_probability(store: Store, score: str) -> None:
    refused(store, UsageError, lambda desk: accept_from(desk, Decimal(score), BY))


@pytest.mark.parametrize(
    ("steps", "kind", "part"),
    [
        ([lambda d: merge(d, FOA, FOA, BY)], UsageError, "one thing"),
        ([lambda d: merge(d, thing("port-sallow"), FOA, BY)], NotFoundError, "No claim"),
        ([lambda d: merge(d, FOA, thing("nowhere"), BY)], NotFoundError, "Nothing is known"),
        (
            [lambda d: merge(d, FOA, OTHER, BY), lambda d: merge(d, OTHER, FOA, BY)],
            DecisionError,
            "was merged into id:arvenian-foreign-office",
        ),
        (
            [lambda d: keep_apart(d, FOA, OTHER, BY), lambda d: merge(d, OTHER, FOA, BY)],
            DecisionError,
            "Decision 1 keeps",
        ),
        (
            [
                lambda d: keep_apart(d, FOA, OTHER, BY),
                lambda d: merge(d, FOA, thing("port-council-of-belmora"), BY),
                lambda d: merge(d, OTHER, thing("port-council-of-belmora"), BY),
            ],
            DecisionError,
            "Decision 1 keeps",
        ),
        (
            [lambda d: keep_apart(d, FOA, OTHER, BY), lambda d: keep_apart(d, OTHER, FOA, BY)],
            DecisionError,
            "already",
        ),
        (
            [
                lambda d: merge(d, OTHER, FOA, BY),
                lambda d: merge(d, FOA, thing("port-council-of-belmora"), BY),
                lambda d: undo(d, 1),
            ],
            DecisionError,
            "Undo decision 2 first",
        ),
    ],
)
def test_decisions_on_things_that_are_refused(
    store: Store, steps: list[Step], kind: type[ComityError], part: str
) -> None:
    assert part in refused(store, kind, *steps)


def test_what_the_reference_data_has_does_not_give_way(store: Store) -> None:
    with store.write() as writer:
        known = turtle('id:belmora a comity:State ; skos:prefLabel "Belmora"@en .')
        writer.replace_graph(REFERENCE_GRAPH, known)
    message = refused(
        store, DecisionError, lambda desk: merge(desk, thing("belmora"), thing("arvenia"), BY)
    )
    assert "id:belmora is of the reference data" in message


def test_a_person_and_a_body_are_never_one(store: Store) -> None:
    person = NewThing(thing("ana-lu"), term("foaf:Person").value, "Ana Lu")
    message = refused(
        store,
        DecisionError,
        lambda desk: merge(desk, OTHER, thing("ana-lu"), BY, new_things=[person]),
    )
    assert "one is a person and the other is not" in message


def test_a_later_use_of_a_new_thing_is_told_of(store: Store) -> None:
    new = NewThing(thing("new-office"), term("comity:GovernmentBody").value, "New Office")
    changes = {terms.SUBJECT: [ox.NamedNode(new.iri)], **WORDS}
    message = refused(
        store,
        DecisionError,
        lambda desk: edit(desk, claim("p2s1-1"), changes, BY, new_things=[new]),
        lambda desk: edit(desk, claim("p3s2-1"), changes, BY),
        lambda desk: undo(desk, 1),
    )
    assert "Undo decision 2 first" in message


@pytest.mark.parametrize("curator", ["", "  "])
def test_a_decision_tells_who_and_when(curator: str) -> None:
    with pytest.raises(UsageError, match="who"):
        By(curator, BY.when)
    with pytest.raises(UsageError, match="time zone"):
        By("Ana", datetime(2032, 1, 1))  # noqa: DTZ001  # that is the point


def test_what_is_not_there(store: Store) -> None:
    assert drafts_of(store) == [REPORT]
    refused(store, NotFoundError, lambda desk: accept(desk, claim("p9s9-9"), BY))
    refused(store, NotFoundError, lambda desk: undo(desk, 1))
    for name in ("sample-report", "no such", "a/b"):
        with pytest.raises(NotFoundError, match="no draft"):
            read_draft(store, name)


@pytest.mark.parametrize(
    "change",
    [
        "DELETE { ?c rdf:subject ?s } WHERE { ?c rdf:subject ?s }",
        "INSERT { ?c comity:modality modality:denied } WHERE { ?c comity:score ?s }",
        "INSERT { ?c comity:score 'no' } WHERE { ?c rdf:object id:fisheries }",
        DECIDED.format(number="x", outcome="accepted"),
        DECIDED.format(number="1", outcome="other"),
    ],
)
def test_a_draft_that_is_at_fault(store: Store, change: str) -> None:
    with store.write() as writer:
        writer.update(f"WITH {NAME} {change}")
    with pytest.raises(InvalidDataError, match="In the draft"):
        read_draft(store, REPORT)
