"""Edited claims, validated before they are kept: publishing would refuse them, and later."""

from collections.abc import Iterable, Iterator
from typing import Final

import pyoxigraph as ox

from graph.namespaces import ONTOLOGY_GRAPH, graph_name
from graph.publish import Background, as_report
from graph.review import terms
from graph.review.draft import Draft
from graph.review.publishing import Node, described_elsewhere, report_triples, written_by_hand
from graph.review.records import Decision, DraftClaim, Outcome, State
from graph.store import Writer
from graph.validate import validate
from graph.validation_report import ValidationReport

_HINT: Final = "Nothing is written. Correct the edit: publishing would refuse the claim."


def refuse_unfit_edits(writer: Writer, draft: Draft, decisions: Iterable[Decision]) -> None:
    """Refuse edits with claims and things that the shapes or the checks object to.

    What a claim answers, and what else is published with it, is looked at when it is published. In
    a store without an ontology there is nothing to validate with.

    Args:
        writer: The write that is under way.
        draft: The draft with the decisions.
        decisions: Those that are new.

    Raises:
        InvalidDataError: a claim would not conform; the error carries the report.
    """
    edits = [decision for decision in decisions if decision.outcome is Outcome.EDITED]
    brought = {iri for decision in edits for iri in decision.generated}
    claims = [claim for iri, claim in draft.claims.items() if iri in brought]
    claims = [claim for claim in claims if draft.states[claim.iri] is State.EDITED]
    if not claims or next(iter(writer.triples(ONTOLOGY_GRAPH)), None) is None:
        return
    background = Background(writer)
    report = as_report(graph_name(draft.report_id), list(_alone(writer, draft, claims)))
    found = validate(report, background.ontology, reference=background.reference)
    own = [one for one in found.results if not brought.isdisjoint((one.focus, one.value))]
    ValidationReport.of(own).raise_for_results(_HINT)


def _alone(writer: Writer, draft: Draft, claims: Iterable[DraftClaim]) -> Iterator[ox.Triple]:
    """Yield what the report would hold of claims, without what they answer."""
    by_hand: dict[object, list[ox.Triple]] = {}
    for triple in written_by_hand(writer.triples(graph_name(draft.report_id))):
        by_hand.setdefault(triple.subject, []).append(triple)

    def borrowed(node: Node) -> list[ox.Triple]:
        return by_hand.get(node) or described_elsewhere(writer, draft.report_id, node)

    for triple in report_triples(draft, claims, (), borrowed, {}):
        if triple.predicate != terms.RESPONDS_TO:
            yield triple
