"""Decisions on things: that two are one, or that they are not.

A merge is applied when the report is published and when claims are shown; the draft keeps both
things, so undoing the decision brings them apart again. What is written by hand is not touched.
"""

from collections.abc import Collection, Mapping, Sequence

from pyoxigraph import Triple

from graph.errors import DecisionError, NotFoundError, UsageError
from graph.namespaces import shorten
from graph.review import terms
from graph.review.desk import Desk, NewThing
from graph.review.records import By, Decision, Outcome
from graph.terms import text_of


def merge(
    desk: Desk, thing: str, into: str, by: By, new_things: Sequence[NewThing] = ()
) -> Decision:
    """Merge a thing into another, which stands for both from now on.

    Args:
        desk: The draft; its claims are about the thing.
        thing: IRI of the thing that gives way.
        into: IRI of the thing that stands for both.
        by: Who decides, when and why.
        new_things: The other thing, where nothing describes it yet.

    Raises:
        NotFoundError: no claim of the draft is about the thing, or the other one is unknown.
        UsageError: the two are one and the same IRI.
        DecisionError: an earlier decision does not allow it; the report describes the thing by
            hand; it is of the reference data; or one of the two is a person and the other is not.
    """
    described = {new.iri: desk.take(new) for new in new_things}
    _check_pair(desk, thing, into, described)
    if thing in desk.by_hand:
        raise DecisionError(
            f"The report describes {shorten(thing)} by hand, which no merge changes.",
            f"Merge {shorten(into)} into it.",
        )
    _check_alike(desk, thing, into, described)
    merges = desk.draft.merges
    joined = {*_joined(desk, thing), *_joined(desk, into)}
    for pair, number in merges.apart.items():
        if pair <= joined:
            raise DecisionError(
                f"Decision {number} keeps {' and '.join(map(shorten, sorted(pair)))} apart.",
                f"Undo decision {number} first.",
            )
    brought = [triple for triples in described.values() for triple in triples]
    return desk.record(Outcome.MERGED, (thing, into), by, generated=described, brought=brought)


def keep_apart(desk: Desk, thing: str, other: str, by: By) -> Decision:
    """Record that two things are not one, so that they are not proposed for a merge again.

    Raises:
        NotFoundError: no claim of the draft is about the first thing, or the other is unknown.
        UsageError: the two are one and the same IRI.
        DecisionError: an earlier decision merged or kept them apart already.
    """
    _check_pair(desk, thing, other, ())
    number = desk.draft.merges.apart.get(frozenset((thing, other)))
    if number is not None:
        raise DecisionError(f"Decision {number} keeps them apart already.")
    return desk.record(Outcome.KEPT_APART, (thing, other), by)


def _check_pair(desk: Desk, thing: str, other: str, described: Collection[str]) -> None:
    """Refuse a decision on two things of which one is unknown, or gave way to another."""
    if thing == other:
        raise UsageError(f"{shorten(thing)} is one thing.", "Name two.")
    mentioned = {text_of(triple.object) for triple in desk.draft.triples}
    if thing not in mentioned:
        raise NotFoundError(f"No claim of {desk.draft.report_id} is about {shorten(thing)}.")
    if other not in described and not desk.is_known(other):
        raise NotFoundError(f"Nothing is known of {shorten(other)}.")
    for iri in (thing, other):
        standing = desk.draft.merges.standing(iri)
        if standing != iri:
            raise DecisionError(
                f"{shorten(iri)} was merged into {shorten(standing)}.",
                f"Name {shorten(standing)}, or undo that merge.",
            )


def _check_alike(
    desk: Desk, thing: str, into: str, described: Mapping[str, Sequence[Triple]]
) -> None:
    """Refuse to let a thing of the reference data give way, and to make a person something else."""
    if desk.is_reference(thing):
        raise DecisionError(
            f"{shorten(thing)} is of the reference data, which no report renames.",
            f"Merge {shorten(into)} into it, or edit the claims that name the wrong one.",
        )
    new = any(triple.object == terms.PERSON for triple in described.get(into, ()))
    if desk.is_person(thing) != (new or desk.is_person(into)):
        raise DecisionError(
            f"Of {shorten(thing)} and {shorten(into)}, one is a person and the other is not.",
            "Edit the claims that name the wrong one.",
        )


def _joined(desk: Desk, iri: str) -> list[str]:
    """Return a thing with those that were merged into it."""
    return [iri, *desk.draft.merges.merged_into(iri)]
