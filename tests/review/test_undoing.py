"""Whatever is decided and undone: with all of it undone, nothing is left of it, byte for byte."""

from collections.abc import Callable
from contextlib import suppress

import pyoxigraph as ox
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, rule, run_state_machine_as_test

from graph.errors import InvalidDataError, UsageError
from graph.namespaces import draft_name, facts_name, graph_name
from graph.review import terms
from graph.review.decisions import accept, edit, reject, supersede, undo
from graph.review.desk import Desk, open_desk
from graph.review.draft import read_draft
from graph.review.merging import keep_apart, merge
from graph.review.publishing import publish_report
from graph.review.records import State
from graph.store import Store
from tests.contents import copied
from tests.drafted import BY, REPORT, claim, thing, written

GRAPHS = [draft_name(REPORT), graph_name(REPORT), facts_name(REPORT)]
FIRST = 2
"""Number of the first decision that a machine takes; that of the published state stays."""

OWN = ("foreign-office-of-arvenia", "arvenian-foreign-office", "port-council-of-belmora")


class Curators(RuleBasedStateMachine):
    """Curators at work on one draft, of which a claim was published before."""

    start: Store

    @initialize()
    def begin(self) -> None:
        self.store = copied(self.start)

    def attempt(self, step: Callable[[Desk], object]) -> None:
        """Take a step; refused, it changes nothing."""
        version = self.store.version
        try:
            with open_desk(self.store, REPORT) as desk:
                step(desk)
        except UsageError:
            assert self.store.version == version

    @rule(data=st.data(), how=st.sampled_from([accept, reject, supersede]))
    def settle(self, data: st.DataObject, how: Callable[..., object]) -> None:
        claims = sorted(read_draft(self.store, REPORT).claims)
        chosen = data.draw(st.sampled_from(claims))
        self.attempt(lambda desk: how(desk, chosen, BY))

    @rule(data=st.data(), words=st.sampled_from(["Said so.", "Said otherwise."]))
    def change(self, data: st.DataObject, words: str) -> None:
        draft = read_draft(self.store, REPORT)
        claims = [iri for iri, s in draft.states.items() if s in (State.DRAFT, State.EDITED)]
        if claims:
            chosen = data.draw(st.sampled_from(sorted(claims)))
            comment = ox.Literal(f"{words} ({len(draft.decisions)})", language="en")
            self.attempt(lambda desk: edit(desk, chosen, {terms.COMMENT: [comment]}, BY))

    @rule(
        slug=st.sampled_from(OWN),
        other=st.sampled_from([*OWN, "arvenian-foreign-ministry"]),
        how=st.sampled_from([merge, keep_apart]),
    )
    def compare(self, slug: str, other: str, how: Callable[..., object]) -> None:
        if slug != other:
            self.attempt(lambda desk: how(desk, thing(slug), thing(other), BY))

    @rule(data=st.data())
    def take_back(self, data: st.DataObject) -> None:
        numbers = [n for n in read_draft(self.store, REPORT).decisions if n >= FIRST]
        if numbers:
            chosen = data.draw(st.sampled_from(numbers))
            self.attempt(lambda desk: undo(desk, chosen))

    @rule()
    def publish(self) -> None:
        with suppress(InvalidDataError):
            publish_report(self.store, REPORT)

    def teardown(self) -> None:
        with open_desk(self.store, REPORT) as desk:
            for number in sorted(desk.draft.decisions, reverse=True)[:-1]:
                undo(desk, number)
        publish_report(self.store, REPORT)
        for name in GRAPHS:
            assert written(self.store, name) == written(self.start, name)


def test_undoing_everything_leaves_nothing(store: Store) -> None:
    with open_desk(store, REPORT) as desk:
        accept(desk, claim("p2s1-1"), BY)
    publish_report(store, REPORT)
    machine = type("OnThisStore", (Curators,), {"start": store})
    run_state_machine_as_test(
        machine,
        settings=settings(
            max_examples=12,
            stateful_step_count=12,
            deadline=None,
            derandomize=True,
            database=None,
            suppress_health_check=list(HealthCheck),
        ),
    )
