"""Decisions on claims: accept, reject, edit, undo.

Each is refused where earlier decisions do not allow it, so that of two curators who decide on the
same claim at once, the second is told, and nothing that the first decided is lost.
"""

import hashlib
from collections.abc import Collection, Iterable, Mapping, Sequence
from decimal import Decimal
from typing import Final

import pyoxigraph as ox

from graph.errors import DecisionError, UsageError
from graph.namespaces import ID, RDF_TYPE, shorten
from graph.review import terms
from graph.review.desk import Desk, NewThing
from graph.review.draft import Draft
from graph.review.precision import switched_off
from graph.review.records import (
    PUBLISHED,
    STANDING,
    By,
    Decision,
    DraftClaim,
    Outcome,
    State,
)

_OWN: Final = frozenset({RDF_TYPE, terms.SCORE, terms.GENERATED_BY, terms.REVISION_OF})
"""Properties by which a claim and its revision differ anyway."""

_FIXED: Final = _OWN | {terms.REPORTED_BY}
"""Properties that no edit changes: they tell where the claim came from."""

_SAYS: Final = frozenset({terms.SUBJECT, terms.PREDICATE, terms.OBJECT, terms.MODALITY})
"""Properties that the paraphrase puts in words."""

_NEVER_AT_ONCE: Final = ("denied", "alleged")
"""Modalities of claims that are accepted one by one, or not at all."""

_WHEN_NAMED: Final = ("planned", "predicted")
"""Modalities of claims that are accepted at once only where that is asked for."""

Changes = Mapping[ox.NamedNode, Sequence[ox.NamedNode | ox.Literal]]
"""Property of a claim → the values that it is to have; none of them takes the property away."""


def accept(desk: Desk, claim: str, by: By, seen: str | None = None) -> Decision:
    """Accept a claim as it was proposed.

    Args:
        desk: The draft.
        claim: IRI of the claim.
        by: Who decides, when and why.
        seen: Version of the claim that the curator has seen; None for whichever it is.

    Raises:
        NotFoundError: the draft has no such claim.
        DecisionError: the claim has been decided on, or is not what the curator has seen.
    """
    return _settle(desk, claim, Outcome.ACCEPTED, by, seen)


def reject(desk: Desk, claim: str, by: By, seen: str | None = None) -> Decision:
    """Reject a claim: it is not what the passage says.

    Raises:
        NotFoundError: the draft has no such claim.
        DecisionError: the claim has been decided on, or is not what the curator has seen.
    """
    return _settle(desk, claim, Outcome.REJECTED, by, seen)


def supersede(desk: Desk, claim: str, by: By, seen: str | None = None) -> Decision:
    """Leave a claim out because another one says the same; that is no fault of its rule.

    Raises:
        NotFoundError: the draft has no such claim.
        UsageError: no other claim of the draft or of the report says the same.
        DecisionError: the claim has been decided on, or is not what the curator has seen.
    """
    known = _open(desk.draft, claim, seen, (State.DRAFT,))
    words = said(desk.draft, known)
    others = (
        said(desk.draft, other)
        for iri, other in desk.draft.claims.items()
        if iri != claim and desk.draft.states[iri] in STANDING
    )
    if words not in others and not desk.is_said_by_hand(*words):
        raise UsageError(
            f"No other claim says the same as {shorten(claim)}.",
            "Reject it; or, where two things are one, merge these first.",
        )
    return desk.record(Outcome.SUPERSEDED, (claim,), by)


def edit(
    desk: Desk,
    claim: str,
    changes: Changes,
    by: By,
    seen: str | None = None,
    new_things: Iterable[NewThing] = (),
) -> Decision:
    """Put a corrected claim in place of a claim.

    With another modality, the status of an action is taken away unless it is given anew.

    Args:
        desk: The draft.
        claim: IRI of the claim: one that nobody has decided on, or that a curator has edited.
        changes: What is to be different.
        by: Who decides, when and why.
        seen: Version of the claim that the curator has seen; None for whichever it is.
        new_things: Things that the corrected claim is about and that nothing describes yet.

    Raises:
        NotFoundError: the draft has no such claim.
        UsageError: nothing changes, a fixed property would, a thing is unknown, or the paraphrase
            would no longer say what the claim says.
        DecisionError: the claim has been decided on, or is not what the curator has seen.
    """
    known = _open(desk.draft, claim, seen, (State.DRAFT, State.EDITED))
    described = {thing.iri: desk.take(thing) for thing in new_things}
    _check_changes(desk, claim, changes, described)
    node = _revision(desk.draft, known)
    left_out = {*_OWN, *changes, *([terms.STATUS] if terms.MODALITY in changes else [])}
    kept = [triple for triple in desk.draft.about(claim) if triple.predicate not in left_out]
    brought = [ox.Triple(node, triple.predicate, triple.object) for triple in kept]
    brought += [ox.Triple(node, link, value) for link in changes for value in changes[link]]
    brought.append(ox.Triple(node, RDF_TYPE, terms.CLAIM))
    brought.append(ox.Triple(node, terms.REVISION_OF, ox.NamedNode(claim)))
    brought.append(ox.Triple(node, terms.GENERATED_BY, desk.next_node))
    for triples in described.values():
        brought += triples
    return desk.record(
        Outcome.EDITED, (claim,), by, generated=(node.value, *described), brought=brought
    )


def accept_from(
    desk: Desk, score: Decimal, by: By, modalities: Collection[str] = ()
) -> tuple[Decision, ...]:
    """Accept the claims that have a score or a higher one, each by a decision of its own.

    Left out are claims that are denied or alleged, those that repeat another, and those of a rule
    that is switched off; and plans and predictions, unless they are asked for.

    Args:
        desk: The draft.
        score: From 0 to 1.
        by: Who decides, when and why; without a reason, the score is the reason.
        modalities: ``planned`` and ``predicted``, where these are to be accepted, too.

    Raises:
        UsageError: the score is no probability, or a modality is none that can be named here.
    """
    _check_bulk(score, modalities)
    if not by.why:
        by = By(by.curator, by.when, f"score of {score} or more")
    off, wanted = switched_off(desk.rules), {"asserted", *modalities}
    found = []
    known = {
        statement(desk.draft, claim)
        for iri, claim in desk.draft.claims.items()
        if desk.draft.states[iri] in PUBLISHED
    }
    for iri, claim in list(desk.draft.claims.items()):
        rule = desk.draft.rule(claim)
        is_open = desk.draft.states[iri] is State.DRAFT and claim.modality in wanted
        is_sure = claim.score is not None and claim.score >= score
        new = statement(desk.draft, claim)
        if is_open and is_sure and new not in known and not (rule and rule.name in off):
            known.add(new)
            found.append(accept(desk, iri, by))
    return tuple(found)


def undo(desk: Desk, number: int) -> Decision:
    """Take a decision back; the draft is then what it was without it.

    Args:
        desk: The draft.
        number: Number of the decision.

    Returns:
        The decision that was taken back.

    Raises:
        NotFoundError: there is no such decision.
        DecisionError: a later decision rests on it.
    """
    decision = desk.draft.decision(number)
    later = [other for other in desk.draft.decisions.values() if other.number > number]
    for other in later:
        if _rests_on(desk.draft, other, decision):
            raise DecisionError(
                f"Decision {other.number} ({other.outcome.value}, by {other.curator}) rests on "
                f"decision {number}.",
                f"Undo decision {other.number} first.",
            )
    desk.draft.forget(decision)
    return decision


def version(draft: Draft, iri: str) -> str:
    """Return a digest of what a curator sees of a claim: what it says, merged, and its state."""
    lines = sorted(str(draft.merges.renamed(triple)) for triple in draft.about(iri))
    decision = draft.decided(iri)
    lines.append(f"{draft.states[iri]} {decision}")
    return hashlib.sha256("\n".join(lines).encode()).hexdigest()[:16]


def said(draft: Draft, claim: DraftClaim) -> tuple[str, ...]:
    """Return subject, predicate, object, modality and speakers of a claim, merged."""
    triples = {t.predicate: draft.merges.renamed(t).object for t in draft.about(claim.iri)}
    parts = (terms.SUBJECT, terms.PREDICATE, terms.OBJECT, terms.MODALITY)
    speakers = sorted(draft.merges.standing(speaker) for speaker in claim.speakers)
    return (*(str(triples[part]) for part in parts), *(str(ox.NamedNode(s)) for s in speakers))


def statement(draft: Draft, claim: DraftClaim) -> tuple[str, ...]:
    """Return what a claim says, and where: of two claims of which it is the same, one is enough."""
    return (*said(draft, claim), *claim.passages)


def _settle(desk: Desk, iri: str, outcome: Outcome, by: By, seen: str | None) -> Decision:
    """Return a decision that settles the state of a claim on which there is none."""
    _open(desk.draft, iri, seen, (State.DRAFT,))
    return desk.record(outcome, (iri,), by)


def _open(draft: Draft, iri: str, seen: str | None, allowed: Collection[State]) -> DraftClaim:
    """Return a claim, if it is in a state that allows a decision, and the one that was seen."""
    claim, state, decision = draft.claim(iri), draft.states[iri], draft.decided(iri)
    if state not in allowed:
        by = f" by decision {decision.number} of {decision.curator}" if decision else ""
        hint = f"Undo decision {decision.number} first." if decision else ""
        raise DecisionError(f"The claim {shorten(iri)} is {state.value}{by}.", hint)
    if seen is not None and seen != version(draft, iri):
        raise DecisionError(
            f"The claim {shorten(iri)} is no longer as it was seen.", "Look at it again."
        )
    return claim


def _check_changes(
    desk: Desk, claim: str, changes: Changes, described: Mapping[str, object]
) -> None:
    """Refuse an edit that says nothing new, changes what is fixed, or names unknown things."""
    if fixed := sorted(shorten(link.value) for link in changes if link in _FIXED):
        raise UsageError(f"{', '.join(fixed)}: no edit changes where a claim came from.")
    before = {triple for triple in desk.draft.about(claim) if triple.predicate in changes}
    node = ox.NamedNode(claim)
    after = {ox.Triple(node, link, value) for link in changes for value in changes[link]}
    if before == after:
        raise UsageError(f"The edit of {shorten(claim)} changes nothing.", "Accept the claim.")
    for value in (value for values in changes.values() for value in values):
        is_thing = isinstance(value, ox.NamedNode) and value.value.startswith(ID)
        if is_thing and value.value not in described and not desk.is_known(value.value):
            raise UsageError(
                f"Nothing is known of {shorten(value.value)}.",
                "Name a thing that the draft or the store describes, or bring it in as a new one.",
            )
    changed = {t.predicate for t in before ^ after}
    if changed & _SAYS and terms.COMMENT not in changes:
        raise UsageError(
            f"The paraphrase of {shorten(claim)} would not say what the edited claim says.",
            "Give a paraphrase with the edit: a short sentence of your own.",
        )


def _check_bulk(score: Decimal, modalities: Collection[str]) -> None:
    """Refuse to accept at once what is to be looked at one by one."""
    if score.is_nan() or not 0 <= score <= 1:
        raise UsageError(f"{score} is not a score.", "Scores are from 0 to 1.")
    for modality in modalities:
        if modality in _NEVER_AT_ONCE:
            raise UsageError(
                f"Claims that are {modality} are not accepted in bulk.", "Accept each by itself."
            )
        if modality not in _WHEN_NAMED:
            raise UsageError(
                f"{modality!r} cannot be named here.", f"Name {' or '.join(_WHEN_NAMED)}."
            )


def _revision(draft: Draft, claim: DraftClaim) -> ox.NamedNode:
    """Return the node of the next revision of a claim."""
    first = draft.proposal(claim).iri
    number = 1
    while draft.about(f"{first}-e{number}"):
        number += 1
    return ox.NamedNode(f"{first}-e{number}")


def _rests_on(draft: Draft, later: Decision, earlier: Decision) -> bool:
    """Tell whether a decision could not stand without an earlier one."""
    if later.is_on_things and earlier.is_on_things:
        return earlier.outcome is Outcome.MERGED and not set(earlier.on).isdisjoint(later.on)
    brought = set(earlier.generated)
    mentioned = {
        triple.object.value
        for iri in later.generated
        for triple in draft.about(iri)
        if isinstance(triple.object, ox.NamedNode)
    }
    return not brought.isdisjoint({*later.on, *mentioned})
