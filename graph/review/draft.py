"""The draft of a report: what was proposed, what was decided, and the state that follows from it.

A decision adds triples and changes none, so undoing it gives the same draft again.
"""

import hashlib
from collections.abc import Collection, Iterable, Iterator
from functools import cached_property
from typing import NamedTuple

import pyoxigraph as ox

from graph.errors import NotFoundError
from graph.namespaces import DRAFT, GRAPH, RDF_TYPE, SLUG, draft_name, shorten
from graph.review import terms
from graph.review.records import (
    Decision,
    DraftClaim,
    Outcome,
    State,
    decision_node,
    read_claim,
    read_decision,
)
from graph.store import Store, Writer
from graph.terms import text_of


class Thing(NamedTuple):
    """A thing that a draft describes.

    Args:
        iri: The thing.
        label: Its preferred label, in English where there is a choice.
        aliases: Its other names, sorted.
        kinds: IRIs of its classes, sorted.
    """

    iri: str
    label: str
    aliases: tuple[str, ...]
    kinds: tuple[str, ...]


class Rule(NamedTuple):
    """A rule of the extraction, as a reading names it.

    Args:
        name: Its id.
        version: Its version; empty where the draft does not tell.
    """

    name: str
    version: str


class Merges:
    """Which things of a draft are one, as decided.

    Args:
        decisions: In the order in which they were taken.
    """

    def __init__(self, decisions: Iterable[Decision]) -> None:
        self.into: dict[str, str] = {}
        self.apart: dict[frozenset[str], int] = {}
        for decision in decisions:
            thing, *others = decision.on
            if decision.outcome is Outcome.MERGED:
                self.into[thing] = others[0]
            elif decision.outcome is Outcome.KEPT_APART:
                self.apart[frozenset(decision.on)] = decision.number

    def standing(self, iri: str) -> str:
        """Return the thing that stands for a thing: itself, unless it was merged."""
        while iri in self.into:
            iri = self.into[iri]
        return iri

    def merged_into(self, iri: str) -> list[str]:
        """Return the things for which a thing stands beside itself, sorted."""
        return sorted(thing for thing in self.into if self.standing(thing) == iri)

    def renamed(self, triple: ox.Triple) -> ox.Triple:
        """Return a triple about the things that stand for those in it."""
        value = triple.object
        if isinstance(value, ox.NamedNode) and value.value in self.into:
            return ox.Triple(
                triple.subject, triple.predicate, ox.NamedNode(self.standing(value.value))
            )
        return triple


class Draft:
    """The draft of one report.

    Args:
        report_id: The report.
        triples: What its draft graph holds.

    Raises:
        InvalidDataError: a claim or a decision is not as a draft has it.
    """

    def __init__(self, report_id: str, triples: Iterable[ox.Triple]) -> None:
        self.report_id = report_id
        self._about: dict[ox.NamedNode | ox.BlankNode | ox.Triple, list[ox.Triple]] = {}
        self.claims: dict[str, DraftClaim] = {}
        self.decisions: dict[int, Decision] = {}
        for triple in dict.fromkeys(triples):
            self._about.setdefault(triple.subject, []).append(triple)
        for node in self._of_class(terms.CLAIM):
            self.claims[node.value] = read_claim(node.value, self._about[node])
        found = [
            read_decision(report_id, node.value, self._about[node])
            for node in self._of_class(terms.DECISION)
        ]
        self.decisions |= {decision.number: decision for decision in sorted(found, key=_number)}
        self.claims = dict(sorted(self.claims.items()))

    @property
    def triples(self) -> Iterator[ox.Triple]:
        """Yield all that the draft holds."""
        return (triple for about in self._about.values() for triple in about)

    @property
    def digest(self) -> str:
        """Return a digest of all that the draft holds."""
        data = ox.serialize(self.triples, format=ox.RdfFormat.N_TRIPLES) or b""
        return hashlib.sha256(b"\n".join(sorted(data.splitlines()))).hexdigest()

    @cached_property
    def states(self) -> dict[str, State]:
        """Return what has become of each claim."""
        return states(self.claims, self.decisions.values())

    @cached_property
    def merges(self) -> Merges:
        """Return which things are one."""
        return Merges(self.decisions.values())

    @cached_property
    def things(self) -> dict[str, Thing]:
        """Return the things that the draft gives a label, by IRI, sorted."""
        named = (node for node, about in self._about.items() if _label(about))
        iris = sorted(node.value for node in named if isinstance(node, ox.NamedNode))
        return {iri: _thing(iri, self.about(iri)) for iri in iris}

    def about(self, iri: str) -> list[ox.Triple]:
        """Return the triples of which something is the subject."""
        return self._about.get(ox.NamedNode(iri), [])

    def about_node(self, node: ox.NamedNode | ox.BlankNode) -> list[ox.Triple]:
        """Return the triples of which a node is the subject."""
        return self._about.get(node, [])

    def claim(self, iri: str) -> DraftClaim:
        """Return a claim.

        Raises:
            NotFoundError: the draft has no such claim.
        """
        if iri not in self.claims:
            raise NotFoundError(
                f"The draft of {self.report_id} has no claim {shorten(iri)}.",
                f"`comity review list {self.report_id}` lists its claims.",
            )
        return self.claims[iri]

    def decision(self, number: int) -> Decision:
        """Return a decision.

        Raises:
            NotFoundError: there is none of that number.
        """
        if number not in self.decisions:
            raise NotFoundError(f"There is no decision {number} on {self.report_id}.")
        return self.decisions[number]

    def decided(self, iri: str) -> Decision | None:
        """Return the decision that settled the state of a claim, or that brought it in."""
        found = [d for d in self.decisions.values() if not d.is_on_things]
        on = [d for d in found if iri in d.on] or [d for d in found if iri in d.generated]
        return on[-1] if on else None

    def proposal(self, claim: DraftClaim) -> DraftClaim:
        """Return the claim that a rule proposed, of which a claim is a revision."""
        while claim.revision_of is not None:
            claim = self.claim(claim.revision_of)
        return claim

    def rule(self, claim: DraftClaim) -> Rule | None:
        """Return the rule that proposed a claim, or what it is a revision of."""
        reading = self.proposal(claim).reading
        if reading is None:
            return None
        about = {triple.predicate: text_of(triple.object) for triple in self.about(reading)}
        return Rule(about.get(terms.RULE, shorten(reading)), about.get(terms.VERSION, ""))

    def record(self, decision: Decision, brought: Iterable[ox.Triple] = ()) -> None:
        """Take a decision in.

        Args:
            decision: The decision; it has the next number.
            brought: What is said of the claim and the things that it brings in.
        """
        for triple in (*decision.triples(self.report_id), *brought):
            self._about.setdefault(triple.subject, []).append(triple)
        for iri in decision.generated:
            if _has_class(self.about(iri), terms.CLAIM):
                self.claims[iri] = read_claim(iri, self.about(iri))
        self.decisions[decision.number] = decision
        self._changed()

    def forget(self, decision: Decision) -> None:
        """Take a decision out, with all that it brought in."""
        node = decision_node(self.report_id, decision.number)
        for gone in (node, *map(ox.NamedNode, decision.generated)):
            self._about.pop(gone, None)
            self.claims.pop(gone.value, None)
        del self.decisions[decision.number]
        self._changed()

    def _changed(self) -> None:
        """Drop what follows from the decisions."""
        for name in ("states", "merges", "things"):
            self.__dict__.pop(name, None)

    def _of_class(self, kind: ox.NamedNode) -> list[ox.NamedNode]:
        """Return the nodes of a class."""
        return [
            node
            for node, about in self._about.items()
            if isinstance(node, ox.NamedNode) and _has_class(about, kind)
        ]


def states(claims: Iterable[str], decisions: Iterable[Decision]) -> dict[str, State]:
    """Return what has become of claims, which follows from the decisions and from nothing else.

    Args:
        claims: IRIs of the claims of a draft.
        decisions: The decisions on it, in their order.

    >>> edit = Decision(1, Outcome.EDITED, ("a",), "Ana", "", generated=("a-e1",))
    >>> [state.value for state in states(["a", "a-e1", "b"], [edit]).values()]
    ['superseded', 'edited', 'draft']
    """
    found = dict.fromkeys(claims, State.DRAFT)
    for decision in decisions:
        if decision.outcome is Outcome.EDITED:
            found |= {iri: State.EDITED for iri in decision.generated if iri in found}
            found[decision.on[0]] = State.SUPERSEDED
        elif not decision.is_on_things:
            found[decision.on[0]] = State(decision.outcome.value)
    return found


def read_draft(store: Store, report_id: str) -> Draft:
    """Return the draft of a report.

    Raises:
        NotFoundError: the report has no draft.
        InvalidDataError: the draft is not as it should be.
    """
    name = draft_name(report_id) if SLUG.fullmatch(report_id) else None
    triples = [quad.triple for quad in store.dump(name)] if name else []
    return _draft(report_id, triples)


def written_draft(writer: Writer, report_id: str) -> Draft:
    """Return the draft of a report as it was written so far.

    Raises:
        NotFoundError: the report has no draft.
        InvalidDataError: the draft is not as it should be.
    """
    name = draft_name(report_id) if SLUG.fullmatch(report_id) else None
    return _draft(report_id, list(writer.triples(name)) if name else [])


def drafts_of(store: Store) -> list[str]:
    """Return the ids of the reports that have a draft, sorted."""
    parts = (name.value.removeprefix(GRAPH) for name in store.graph_names())
    drafts = (part.removesuffix(DRAFT) for part in parts if part.endswith(DRAFT))
    return [report_id for report_id in drafts if SLUG.fullmatch(report_id)]


def _draft(report_id: str, triples: Collection[ox.Triple]) -> Draft:
    """Return a draft that has triples."""
    if not triples:
        raise NotFoundError(
            f"There is no draft of a report {report_id!r}.",
            "`comity extract` makes one from a text; `comity review list` lists the drafts.",
        )
    return Draft(report_id, triples)


def _number(decision: Decision) -> int:
    """Return what decisions are ordered by."""
    return decision.number


def _has_class(about: Iterable[ox.Triple], kind: ox.NamedNode) -> bool:
    """Tell whether something is of a class."""
    return any(triple.predicate == RDF_TYPE and triple.object == kind for triple in about)


def _label(about: Iterable[ox.Triple]) -> str:
    """Return the label of something, in English if it can be; empty where it has none."""
    labels = [
        (triple.object.language != "en", triple.object.value)
        for triple in about
        if triple.predicate == terms.PREFERRED and isinstance(triple.object, ox.Literal)
    ]
    return min(labels)[1] if labels else ""


def _thing(iri: str, about: Collection[ox.Triple]) -> Thing:
    """Return a thing from what a draft says of it."""
    found = {link: set[str]() for link in (terms.ALTERNATIVE, terms.PREFERRED, RDF_TYPE)}
    for triple in about:
        if triple.predicate in found:
            found[triple.predicate].add(text_of(triple.object))
    label = _label(about)
    aliases = (found[terms.ALTERNATIVE] | found[terms.PREFERRED]) - {label}
    return Thing(iri, label, tuple(sorted(aliases)), tuple(sorted(found[RDF_TYPE])))
