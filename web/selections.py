"""Which claims a graph shows: around a thing, along a path, or those that a filter leaves."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Final, Literal, TypeAlias

import pyoxigraph as ox

from graph.analysis import Hop
from graph.namespaces import CODE, COMITY, graph_name
from graph.records import select, terms_of
from graph.store import Store
from web.claims import BESIDE, LINE, ROLES, Claims, claims_where, itself
from web.dates import UNDATED, within
from web.kept import once_a_version

MOST: Final = 1000
"""Most claims in one graph: more cannot be told apart."""

Modality: TypeAlias = Literal["asserted", "denied", "alleged", "planned", "predicted", ""]
"""A modality as a form sends it; empty for all of them."""


MOST_LEFT_OUT: Final = 1000
"""Most claims without a date that are counted."""


@dataclass(frozen=True)
class Selection:
    """Which claims a graph shows.

    Args:
        focus: IRI of the thing that it is about; None for no thing in particular. Claims that
            bring it in beside, as their place or topic, count.
        also: IRIs of things whose claims are added, whatever else is asked for.
        hops: How far from it: 1 for its own claims, 2 for those of its neighbours as well.
        report: Id of the report; None for all.
        modality: The modality; None for all.
        relation: IRI of the predicate; None for all.
        kind: Local name of a class that the subject or the object has; None for all.
        since: The first year; None for no limit, as with the last.
        until: The last year. With either, a claim without a date is left out.
        limit: Most claims.
    """

    focus: str | None = None
    also: tuple[str, ...] = ()
    hops: int = 1
    report: str | None = None
    modality: str | None = None
    relation: str | None = None
    kind: str | None = None
    since: int | None = None
    until: int | None = None
    limit: int = 300

    def pattern(self, things: tuple[str, ...]) -> str:
        """Return the graph pattern of these claims.

        Args:
            things: IRIs of which a claim joins one; empty for any claim. If it is the focus, it
                has any role.
        """
        # Apart from each other, each is read in one go, and the engine joins what it has read. In
        # one pattern, it would look each of many claims up.
        apart = " ".join(f"{{ SELECT ?claim {{ {one} }} }}" for one in self._filters(things))
        if not apart:
            return "?claim a comity:Claim ."
        # After OPTIONAL, the engine asks each claim that is left for its class; in a plain join, it
        # would read all that are claims.
        is_claim = "?claim a ?class FILTER (?class = comity:Claim)"
        return f"{apart} OPTIONAL {{ {is_claim} }} FILTER (BOUND(?class))"

    def _filters(self, things: tuple[str, ...]) -> Iterator[str]:
        """Yield the graph pattern of each thing that is asked of these claims."""
        if self.report:
            yield self._in_report("?claim a comity:Claim .")
        if self.since is not None or self.until is not None:
            yield self._in_report(within(self.since, self.until))
        if things:
            joins = "?claim rdf:subject|rdf:object ?thing"
            if things == (self.focus,):
                joins = f"VALUES ?role {{ {ROLES} }} ?claim ?role ?thing"
            yield f"VALUES ?thing {{ {terms_of(things)} }} {joins} ."
        if self.modality:
            yield f"?claim comity:modality <{CODE}modality/{self.modality}> ."
        if self.relation:
            yield f"?claim rdf:predicate {ox.NamedNode(self.relation)} ."
        if self.kind:
            kind = ox.NamedNode(f"{COMITY}{self.kind}")
            yield f"?claim rdf:subject|rdf:object ?other . ?other a {kind} ."

    def _in_report(self, pattern: str) -> str:
        """Return a pattern for the report alone."""
        return f"GRAPH {graph_name(self.report)} {{ {pattern} }}" if self.report else pattern


def along(store: Store, hops: Sequence[Hop], limit: int) -> tuple[Claims, Claims]:
    """Return the claims of a path in its order, and these with others of the things on it."""
    if not hops:
        return Claims((), is_cut=False), Claims((), is_cut=False)
    found = claims_where(store, itself(*(ox.NamedNode(hop.claim) for hop in hops))).by_iri
    path = Claims(tuple(found[hop.claim] for hop in hops), is_cut=False)
    things = (hops[0].start, *(hop.end for hop in hops))
    return path, _joined(path, _lines(store, Selection().pattern(things), limit), limit)


@once_a_version
def selected(store: Store, selection: Selection) -> Claims:
    """Return the claims of a selection, the nearest first where there are too many."""
    found = _asked(store, selection)
    for thing in selection.also:
        own = Selection(focus=thing, limit=selection.limit)
        found = _joined(found, _asked(store, own), MOST)
    return found


def _asked(store: Store, selection: Selection) -> Claims:
    """Return the claims of a selection without those that are added."""
    if selection.focus is None:
        return _lines(store, selection.pattern(()), selection.limit)
    first = _lines(store, selection.pattern((selection.focus,)), selection.limit, BESIDE)
    if selection.hops == 1 or first.is_cut or len(first.shown) == selection.limit:
        return first
    ends = {end.iri for claim in first.shown for end in (claim.subject, claim.object) if end.iri}
    ends -= {selection.focus}
    if not ends:
        return first
    second = _lines(store, selection.pattern(tuple(sorted(ends))), selection.limit)
    return _joined(first, second, selection.limit)


@once_a_version
def left_out(store: Store, selection: Selection) -> int:
    """Return how many claims a selection of years leaves out for want of a date.

    Of neighbours' claims, those of the thing itself are counted; more than ``MOST_LEFT_OUT`` are
    not.
    """
    if selection.since is None and selection.until is None:
        return 0
    things = (selection.focus,) if selection.focus else ()
    pattern = replace(selection, since=None, until=None).pattern(things)
    solutions = select(
        store.query,
        f"""SELECT (COUNT(*) AS ?count) {{
            SELECT DISTINCT ?claim {{ {{ {pattern} }} {UNDATED} }} LIMIT {MOST_LEFT_OUT + 1} }}""",
    )
    return next(int(count.value) for (count,) in solutions)


def _lines(store: Store, pattern: str, limit: int, parts: frozenset[ox.NamedNode] = LINE) -> Claims:
    """Return the claims that a pattern selects, as lines of a picture."""
    return claims_where(store, pattern, limit, parts)


def _joined(first: Claims, second: Claims, limit: int) -> Claims:
    """Return some claims, and then those of others that are new; at most so many."""
    known = first.by_iri
    new = [claim for claim in second.shown if claim.iri not in known]
    rest = limit - len(first.shown)
    return Claims((*first.shown, *new[:rest]), first.is_cut or second.is_cut or len(new) > rest)
