"""Precision by rule, and rules that are switched off."""

from decimal import Decimal

import pyoxigraph as ox
import pytest

from graph.errors import DecisionError, NotFoundError
from graph.namespaces import draft_name
from graph.review import precision as rules
from graph.review import terms
from graph.review.decisions import accept, accept_from, edit, reject, supersede
from graph.review.desk import open_desk
from graph.review.draft import drafts_of
from graph.review.merging import merge
from graph.store import Store
from tests.drafted import BY, REPORT, claim, thing, turtle

WORDS = {terms.COMMENT: [ox.Literal("Said in other words.", language="en")]}


def counts(store: Store, rule: str) -> tuple[int, int, int]:
    [found] = [each for each in rules.precision(store) if each.rule == rule]
    return found.right, found.wrong, found.open


def switch_off(store: Store, rule: str) -> None:
    known = rules.precision(store)
    with store.write() as writer:
        rules.switch_off(writer, rule, known, BY)


def make_bad(store: Store, rule: str) -> None:
    """Add ten rejected claims of a rule."""
    lines = [
        f"""id:claim-x-{n} a comity:Claim ; rdf:subject id:arvenia ; rdf:predicate comity:harms ;
        rdf:object id:belmora ; comity:modality modality:asserted ; comity:score 0.9 ;
        comity:speaker id:arvenia ; comity:evidence <urn:e{n}> ; rdfs:comment "Said."@en ;
        prov:wasGeneratedBy id:reading-{REPORT}-{rule} ."""
        for n in range(10)
    ]
    with store.write() as writer:
        writer.extend_graph(draft_name(REPORT), turtle("\n".join(lines)))
    with open_desk(store, REPORT) as desk:
        for n in range(10):
            reject(desk, thing(f"claim-x-{n}"), BY)


def test_what_counts(small_store: Store) -> None:
    other = {terms.OBJECT: [ox.NamedNode(thing("belmora"))], **WORDS}
    assert counts(small_store, "joint") == (0, 0, 2)
    with open_desk(small_store, REPORT) as desk:
        accept(desk, claim("p3s1-1"), BY)
        reject(desk, claim("p2s2-1"), BY)
        edit(desk, claim("p2s1-1"), WORDS, BY)
        edit(desk, claim("p2s1-2"), other, BY)
        merge(desk, thing("arvenian-foreign-office"), thing("foreign-office-of-arvenia"), BY)
        supersede(desk, claim("p3s2-2"), BY)
    assert counts(small_store, "plans") == (1, 0, 0)
    assert counts(small_store, "alleges") == (0, 1, 0)
    assert counts(small_store, "signs") == (1, 1, 0)
    assert counts(small_store, "joint") == (0, 0, 1)
    with open_desk(small_store, REPORT) as desk:
        edit(desk, claim("p2s1-1-e1"), other, BY)
    assert counts(small_store, "signs") == (0, 2, 0)
    assert [each.value for each in rules.precision(small_store)] == sorted(
        each.value for each in rules.precision(small_store)
    )


def test_a_bad_rule_is_switched_off_and_on(small_store: Store) -> None:
    make_bad(small_store, "signs")
    before = small_store.version
    switch_off(small_store, "signs")
    assert rules.rules_off(small_store) == {"signs"}
    assert drafts_of(small_store) == [REPORT]
    assert not small_store.query("ASK { ?decision comity:rule ?rule }")
    with open_desk(small_store, REPORT) as desk:
        taken = accept_from(desk, Decimal("0.5"), BY)
    assert claim("p2s1-1") not in {decision.on[0] for decision in taken}
    with pytest.raises(DecisionError, match="already"):
        switch_off(small_store, "signs")
    with small_store.write() as writer:
        rules.switch_on(writer, "signs")
    assert rules.rules_off(small_store) == frozenset()
    assert small_store.version != before


def test_rules_that_cannot_be_switched(small_store: Store) -> None:
    with pytest.raises(NotFoundError, match="no-such"):
        switch_off(small_store, "no-such")
    with pytest.raises(DecisionError, match="right 0 and wrong 0"):
        switch_off(small_store, "signs")
    with small_store.write() as writer, pytest.raises(DecisionError, match="not switched off"):
        rules.switch_on(writer, "signs")
