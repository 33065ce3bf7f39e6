"""How two things are linked: a shortest chain of claims.

It is searched from both ends, and each step goes on from the side that has reached fewer things: a
state that joins thousands of claims is reached, and hardly ever left. So the store is asked for the
claims on the way, and not for all.
"""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

import pyoxigraph as ox

from graph.analysis.network import MODALITIES, words
from graph.namespaces import CODE
from graph.records import read_comments, read_evidence, read_labels, select, terms_of
from graph.store import Store

ASSERTED: Final = ("asserted",)
"""The modalities that a path keeps to unless told otherwise."""


@dataclass(frozen=True)
class Hop:
    """One step of a path: a claim, walked from ``start`` to ``end``.

    ``forward`` is False where the claim runs the other way, so that ``end`` is its subject.
    ``place`` names the passage: "paragraph 11, sentence 1".
    """

    start: str
    start_label: str
    end: str
    end_label: str
    predicate: str
    predicate_label: str
    forward: bool
    claim: str
    modality: str
    comment: str
    place: str


def find_path(
    store: Store, start: str, end: str, *, modalities: Collection[str] | None = ASSERTED
) -> list[Hop]:
    """Return a shortest chain of claims from one thing to another; empty where there is none.

    Claims are walked in both directions; every hop tells which way its claim runs. Of several
    claims that join two things it is the first by modality (asserted before denied) and IRI.

    Args:
        store: Where the claims are.
        start: IRI of the thing to start from.
        end: IRI of the thing to reach.
        modalities: Names of the modalities to walk along; None for all.
    """
    held = _held(MODALITIES if modalities is None else modalities)
    if start == end:
        return []
    if direct := _joining(store, start, end, held):  # asked for at once, however much each has
        return _told(store, [min(direct, key=_rank)])
    things = _chain(store, start, end, held)
    return _told(store, [min(_joining(store, *pair, held), key=_rank) for pair in pairwise(things)])


@dataclass(frozen=True)
class _Step:
    """A claim that joins two things."""

    start: str
    end: str
    forward: bool
    claim: str
    predicate: str
    modality: str


class _Side:
    """The things that were reached from one end.

    Args:
        origin: IRI of that end.
    """

    def __init__(self, origin: str) -> None:
        self._before: dict[str, str | None] = {origin: None}
        self.outermost = [origin]

    def advance(self, store: Store, held: str) -> None:
        """Reach what claims join with the things that were reached last."""
        solutions = select(
            store.query,
            f"""SELECT DISTINCT ?thing ?other {{ VALUES ?thing {{ {terms_of(self.outermost)} }}
                ?claim rdf:subject|rdf:object ?thing . {held}
                ?claim rdf:subject|rdf:object ?other }}""",
        )
        pairs = ((t.value, o.value) for t, o in solutions if isinstance(o, ox.NamedNode))
        self.outermost = []
        for thing, other in sorted(pairs):
            if other not in self._before:
                self._before[other] = thing
                self.outermost.append(other)

    def met(self, other: "_Side") -> list[str]:
        """Return those of the things reached last that another side has reached."""
        return [thing for thing in self.outermost if thing in other._before]  # noqa: SLF001

    def way_back(self, thing: str) -> list[str]:
        """Return the things from one that was reached to the origin, both included."""
        way = [thing]
        while (before := self._before[way[-1]]) is not None:
            way.append(before)
        return way


def _chain(store: Store, start: str, end: str, held: str) -> list[str]:
    """Return the things on a shortest chain, both ends included; empty where there is none."""
    near, far = _Side(start), _Side(end)
    while near.outermost and far.outermost:
        side, other = (near, far) if len(near.outermost) <= len(far.outermost) else (far, near)
        side.advance(store, held)
        if met := side.met(other):
            middle = min(met)
            return [*reversed(near.way_back(middle)), *far.way_back(middle)[1:]]
    return []


def _joining(store: Store, start: str, end: str, held: str) -> list[_Step]:
    """Return the claims that join two things."""
    return [
        _Step(
            start,
            end,
            subject == start,
            claim.value,
            predicate.value,
            modality.value.removeprefix(f"{CODE}modality/"),
        )
        for subject, value in ((start, end), (end, start))
        for claim, predicate, modality in select(
            store.query,
            f"""SELECT DISTINCT ?claim ?predicate ?modality {{
                ?claim rdf:subject {ox.NamedNode(subject)} ; rdf:object {ox.NamedNode(value)} .
                {held} ?claim rdf:predicate ?predicate }}""",
        )
    ]


def _rank(step: _Step) -> tuple[int, str]:
    """Return what the claims that join two things are sorted by."""
    return MODALITIES.index(step.modality), step.claim


def _told(store: Store, steps: list[_Step]) -> list[Hop]:
    """Return steps with what a reader wants to know of each."""
    parts = [iri for step in steps for iri in (step.start, step.end, step.predicate)]
    labels = read_labels(store, parts)
    comments = read_comments(store, (step.claim for step in steps))
    places = _places(store, [step.claim for step in steps])
    label = {iri: labels.get(iri) or words(iri) for iri in parts}
    return [
        Hop(
            **vars(step),
            start_label=label[step.start],
            end_label=label[step.end],
            predicate_label=label[step.predicate],
            comment=comments.get(step.claim, ""),
            place=places.get(step.claim, ""),
        )
        for step in steps
    ]


def _places(store: Store, claims: list[str]) -> dict[str, str]:
    """Return claim → the places of its passages, in the order of the text."""
    solutions = select(
        store.query,
        f"SELECT ?claim ?passage {{ VALUES ?claim {{ {terms_of(claims)} }} "
        "?claim comity:evidence ?passage }",
    )
    pairs = [(claim.value, passage.value) for claim, passage in solutions]
    evidence = read_evidence(store, (passage for _, passage in pairs))
    found: dict[str, list[str]] = {}
    for claim, passage in sorted(pairs, key=lambda pair: evidence[pair[1]].start):
        found.setdefault(claim, []).append(evidence[passage].place)
    return {claim: "; ".join(places) for claim, places in found.items()}


def _held(modalities: Iterable[str]) -> str:
    """Return the pattern of the claims of some modalities."""
    names = ", ".join(str(ox.NamedNode(f"{CODE}modality/{name}")) for name in modalities)
    return f"?claim comity:modality ?modality FILTER (?modality IN ({names}))"
