"""How often a rule of the extraction is right, as curators decided; rules that are switched off.

A claim that was accepted, or edited without a change of subject, predicate and object, was
proposed rightly; one that was rejected, or edited otherwise, was not. One that another claim
supersedes counts for neither.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

import pyoxigraph as ox

from graph.errors import DecisionError, NotFoundError
from graph.namespaces import DRAFT, GRAPH, ID, RDF_TYPE
from graph.review import terms
from graph.review.draft import Draft, drafts_of, read_draft
from graph.review.records import By, DraftClaim, State
from graph.store import Store, Writer
from graph.terms import slug, text_of

RULES_GRAPH: Final = ox.NamedNode(f"{GRAPH}review/rules{DRAFT}")
"""Name of the graph of rules that are switched off; as a draft, it is not published."""

LEAST: Final = 0.6
"""A rule below this precision can be switched off."""

ENOUGH: Final = 10
"""Decisions that it takes to say so."""


@dataclass(frozen=True)
class Precision:
    """How a rule has done.

    Args:
        rule: Its name.
        right: Claims that it proposed rightly.
        wrong: Claims that it proposed wrongly.
        open: Claims on which nobody has decided.
        is_off: Whether it is switched off.

    >>> Precision("a", right=9, wrong=1, open=0, is_off=False).value
    0.8333333333333334
    """

    rule: str
    right: int
    wrong: int
    open: int
    is_off: bool

    @property
    def value(self) -> float:
        """Return the share of right ones, smoothed: a rule starts with one right and one wrong."""
        return (self.right + 1) / (self.right + self.wrong + 2)

    @property
    def can_be_switched_off(self) -> bool:
        """Tell whether it is wrong often enough."""
        return self.right + self.wrong >= ENOUGH and self.value < LEAST


def precision(store: Store) -> list[Precision]:
    """Return how each rule has done in all drafts of a store, the worst first.

    Raises:
        InvalidDataError: a draft is not as it should be.
    """
    drafts = [read_draft(store, report_id) for report_id in drafts_of(store)]
    return measured(drafts, switched_off(quad.triple for quad in store.dump(RULES_GRAPH)))


def measured(drafts: Iterable[Draft], off: Iterable[str]) -> list[Precision]:
    """Return how each rule has done in some drafts, the worst first.

    Args:
        drafts: The drafts.
        off: Names of the rules that are switched off.
    """
    counts: defaultdict[str, list[int]] = defaultdict(lambda: [0, 0, 0])
    names = set(off)
    for name in names:
        counts[name] = [0, 0, 0]
    for draft in drafts:
        latest = _latest(draft)
        for claim in draft.claims.values():
            rule = draft.rule(claim)
            if claim.revision_of is None and rule is not None:
                _count(counts[rule.name], draft, claim, latest.get(claim.iri))
    found = [
        Precision(name, right, wrong, left, is_off=name in names)
        for name, (right, wrong, left) in counts.items()
    ]
    return sorted(found, key=lambda each: (each.value, each.rule))


def switched_off(triples: Iterable[ox.Triple]) -> frozenset[str]:
    """Return the names of the rules that are switched off.

    Args:
        triples: What the graph of rules holds.
    """
    return frozenset(text_of(triple.object) for triple in triples if triple.predicate == terms.RULE)


def rules_off(store: Store) -> frozenset[str]:
    """Return the names of the rules that the next extraction is to leave out."""
    return switched_off(quad.triple for quad in store.dump(RULES_GRAPH))


def switch_off(writer: Writer, rule: str, known: Iterable[Precision], by: By) -> None:
    """Switch a rule off: the next extraction leaves it out.

    Args:
        writer: The write side of the store.
        rule: Name of the rule.
        known: How the rules have done.
        by: Who decides, when and why.

    Raises:
        NotFoundError: no draft has a claim of that rule.
        DecisionError: it is off already, or too little or nothing speaks against it.
    """
    found = _named(rule, known)
    if found.is_off:
        raise DecisionError(f"The rule {rule} is switched off already.")
    if not found.can_be_switched_off:
        raise DecisionError(
            f"The rule {rule} was right {found.right} and wrong {found.wrong} times: a precision "
            f"of {found.value:.2f}, smoothed.",
            f"A rule can be switched off below {LEAST}, after {ENOUGH} decisions.",
        )
    writer.extend_graph(RULES_GRAPH, _switch(rule, by))


def switch_on(writer: Writer, rule: str) -> None:
    """Switch a rule on again.

    Raises:
        DecisionError: it is not switched off.
    """
    triples = list(writer.triples(RULES_GRAPH))
    if rule not in switched_off(triples):
        raise DecisionError(f"The rule {rule} is not switched off.")
    node = _node(rule)
    writer.replace_graph(RULES_GRAPH, [t for t in triples if t.subject != node])


def _named(rule: str, known: Iterable[Precision]) -> Precision:
    """Return how the rule of a name has done."""
    found = [each for each in known if each.rule == rule]
    if not found:
        raise NotFoundError(
            f"No draft has a claim of a rule {rule!r}.", "`comity review rules` lists the rules."
        )
    return found[0]


def _switch(rule: str, by: By) -> list[ox.Triple]:
    """Return the record that a rule was switched off."""
    node = _node(rule)
    triples = [
        ox.Triple(node, RDF_TYPE, terms.DECISION),
        ox.Triple(node, terms.RULE, ox.Literal(rule)),
        ox.Triple(node, terms.CURATOR, ox.Literal(by.curator)),
        ox.Triple(node, terms.ENDED_AT, ox.Literal(by.moment, datatype=terms.DATE_TIME)),
    ]
    if by.why:
        triples.append(ox.Triple(node, terms.COMMENT, ox.Literal(by.why, language="en")))
    return triples


def _node(rule: str) -> ox.NamedNode:
    """Return the node of the decision that switches a rule off."""
    return ox.NamedNode(f"{ID}rule-off-{slug(rule)}")


def _latest(draft: Draft) -> dict[str, DraftClaim]:
    """Return claim that a rule proposed → the claim that a curator put in its place at last."""
    return {
        draft.proposal(claim).iri: claim
        for claim in draft.claims.values()
        if claim.revision_of is not None and draft.states[claim.iri] is State.EDITED
    }


def _count(counts: list[int], draft: Draft, claim: DraftClaim, latest: DraftClaim | None) -> None:
    """Add a claim to the counts of its rule: right, wrong, open."""
    state = draft.states[claim.iri]
    if latest is not None:
        same = (latest.subject, latest.predicate, latest.object) == (
            claim.subject,
            claim.predicate,
            claim.object,
        )
        counts[0 if same else 1] += 1
    elif state is State.ACCEPTED:
        counts[0] += 1
    elif state is State.REJECTED:
        counts[1] += 1
    elif state is State.DRAFT:
        counts[2] += 1
