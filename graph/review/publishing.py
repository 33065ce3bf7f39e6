"""Publishing: the report graph from accepted claims, with what a curator wrote by hand.

What is written by hand is recognised in the published graph itself: it is what no published claim
of the draft needs, beside what the hand-written claims are about. So publishing again after
decisions were undone gives the graph that was there before them.
"""

import re
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Final, TypeAlias

import pyoxigraph as ox

from graph.errors import DecisionError
from graph.namespaces import ID, RDF_TYPE, REFERENCE_GRAPH, graph_name, shorten
from graph.publish import publish
from graph.records import select
from graph.review import terms
from graph.review.draft import Draft, written_draft
from graph.review.records import PUBLISHED, DraftClaim, Outcome, State, decision_node
from graph.store import Store, Writer
from graph.terms import text_of

Node: TypeAlias = ox.NamedNode | ox.BlankNode

_DRAFT_ONLY: Final = frozenset({terms.SCORE, terms.REVISION_OF})
"""Properties of a claim that only a draft has."""

_DESCRIPTION: Final = """
    SELECT DISTINCT ?property ?value {{
      GRAPH ?graph {{ {thing} ?property ?value }}
      FILTER (?graph != {own})
      FILTER (?property IN (rdf:type, skos:prefLabel, skos:altLabel, skos:notation, foaf:name))
      FILTER NOT EXISTS {{ GRAPH {reference} {{ {thing} a ?kind }} }}
    }}"""


@dataclass(frozen=True)
class Published:
    """What a report consists of after it was published.

    Args:
        accepted: Claims that are published as they were proposed.
        edited: Claims that are published as a curator edited them.
        by_hand: Claims that were written by hand.
        open: Claims of the draft on which nobody has decided.
    """

    accepted: int
    edited: int
    by_hand: int
    open: int

    @property
    def in_words(self) -> str:
        """Return the counts in a line.

        >>> Published(accepted=2, edited=1, by_hand=1, open=0).in_words
        'claims of the report: 4 (2 accepted, 1 edited, 1 written by hand); open in the draft: 0'
        >>> Published(accepted=0, edited=0, by_hand=0, open=7).in_words
        'nothing is published: no claim is accepted or edited; open in the draft: 7'
        """
        if not self.claims:
            return (
                "nothing is published: no claim is accepted or edited; "
                f"open in the draft: {self.open}"
            )
        parts = f"{self.accepted} accepted, {self.edited} edited, {self.by_hand} written by hand"
        return f"claims of the report: {self.claims} ({parts}); open in the draft: {self.open}"

    @property
    def claims(self) -> int:
        """Return the number of claims in the report."""
        return self.accepted + self.edited + self.by_hand


def publish_report(store: Store, report_id: str) -> Published:
    """Write the graph of a report, its facts and its provenance, in one step.

    Raises:
        NotFoundError: the report has no draft.
        InvalidDataError: the report would not conform; nothing is written.
        DecisionError: a claim that was accepted has the IRI of one that was written by hand.
        StoreBusyError: another process is writing.
    """
    with publish(store) as writer:
        return write_report(writer, report_id)


def write_report(writer: Writer, report_id: str) -> Published:
    """Write the graph of a report as decided; ``graph.publish`` does the rest.

    Args:
        writer: The write that is under way.
        report_id: The report.

    Raises:
        NotFoundError: the report has no draft.
        DecisionError: a claim that was accepted has the IRI of one that was written by hand.
    """
    draft, name = written_draft(writer, report_id), graph_name(report_id)
    by_hand = written_by_hand(writer.triples(name))

    def borrowed(node: Node) -> list[ox.Triple]:
        return described_elsewhere(writer, report_id, node)

    claims, renamed = _published(draft), _new_names(writer, draft)
    writer.replace_graph(name, report_triples(draft, claims, by_hand, borrowed, renamed))
    states = list(draft.states.values())
    return Published(
        accepted=states.count(State.ACCEPTED),
        edited=states.count(State.EDITED),
        by_hand=sum(1 for _ in _of_class(by_hand, terms.CLAIM)),
        open=states.count(State.DRAFT),
    )


def written_by_hand(triples: Iterable[ox.Triple]) -> list[ox.Triple]:
    """Return what of a published report was written by hand.

    Args:
        triples: The graph of the report.
    """
    about = _by_subject(triples)
    made = {*_of_class(_all(about), terms.READING), *_of_class(_all(about), terms.DECISION)}
    claims = set(_of_class(_all(about), terms.CLAIM))
    reviewed = {
        claim
        for claim in claims
        if any(t.predicate == terms.GENERATED_BY and t.object in made for t in about[claim])
    }
    needed = _reach(about, claims - reviewed, claims | made)
    only_reviewed = _reach(about, reviewed | made, claims) - needed
    return [triple for node in about if node not in only_reviewed for triple in about[node]]


def report_triples(
    draft: Draft,
    claims: Iterable[DraftClaim],
    by_hand: Iterable[ox.Triple],
    borrowed: Callable[[Node], list[ox.Triple]],
    renamed: Mapping[str, tuple[str, str]],
) -> set[ox.Triple]:
    """Return the graph of a report as decided.

    Args:
        draft: Claims and decisions.
        claims: The claims of the draft that enter the report.
        by_hand: What the report holds beside them; what it describes is left as it is.
        borrowed: Returns what other graphs say of a thing that neither describes.
        renamed: IRI of a thing that was merged → its name, and the name of what stands for it.

    Raises:
        DecisionError: a claim that was accepted has the IRI of one that was written by hand.
    """
    found = set(by_hand)
    described = {triple.subject for triple in found}
    for claim in claims:
        if ox.NamedNode(claim.iri) in described:
            raise DecisionError(
                f"The report has a claim {shorten(claim.iri)} that was written by hand.",
                "Rename that claim, or reject the one of the draft.",
            )
        found.update(_of_claim(draft, claim, described, renamed))
        decision = draft.decided(claim.iri)
        if decision is not None:
            found.update(draft.about(decision_node(draft.report_id, decision.number).value))
    drafted = {ox.NamedNode(iri) for iri in draft.claims}
    waiting = _objects(found)
    while waiting:
        node = waiting.pop()
        if node in described or node in drafted:
            continue
        described.add(node)
        triples = [draft.merges.renamed(t) for t in _of_thing(draft, node) or borrowed(node)]
        found.update(triples)
        waiting += _objects(triples)
    return found


def _published(draft: Draft) -> list[DraftClaim]:
    """Return the claims of a draft that enter the report."""
    return [claim for iri, claim in draft.claims.items() if draft.states[iri] in PUBLISHED]


def _of_claim(
    draft: Draft,
    claim: DraftClaim,
    by_hand: Collection[object],
    renamed: Mapping[str, tuple[str, str]],
) -> Iterator[ox.Triple]:
    """Yield what the report says of a claim.

    An answer to a claim that is not published is left as a claim, without the link. The paraphrase
    names what stands for a thing that was merged.
    """
    named = {text_of(triple.object) for triple in draft.about(claim.iri)}
    names = [pair for iri, pair in sorted(renamed.items()) if iri in named]
    for triple in draft.about(claim.iri):
        if triple.predicate == terms.COMMENT and isinstance(triple.object, ox.Literal):
            yield ox.Triple(triple.subject, triple.predicate, _rephrased(triple.object, names))
            continue
        if triple.predicate in _DRAFT_ONLY:
            continue
        if triple.predicate == terms.RESPONDS_TO and triple.object not in by_hand:
            answered = _standing(draft, str(getattr(triple.object, "value", "")))
            if answered:
                yield ox.Triple(triple.subject, triple.predicate, ox.NamedNode(answered))
            continue
        yield draft.merges.renamed(triple)


def _rephrased(comment: ox.Literal, names: Iterable[tuple[str, str]]) -> ox.Literal:
    """Return a paraphrase with other names.

    >>> _rephrased(ox.Literal("The envoy visits Ayre.", language="en"), [("envoy", "Ana Lu")]).value
    'The Ana Lu visits Ayre.'
    """
    text = comment.value
    for old, new in names:
        literal = new.replace("\\", r"\\")
        text = re.sub(rf"(?<!\w){re.escape(old)}(?!\w)", literal, text)
    return ox.Literal(text, language=comment.language) if comment.language else ox.Literal(text)


def _new_names(writer: Writer, draft: Draft) -> dict[str, tuple[str, str]]:
    """Return thing that was merged → its name, and the name of what stands for it."""
    names = {}
    for iri in draft.merges.into:
        standing = draft.merges.standing(iri)
        old, new = _name(writer, draft, iri), _name(writer, draft, standing)
        if old and new:
            names[iri] = (old, new)
    return names


def _name(writer: Writer, draft: Draft, iri: str) -> str:
    """Return the English name of a thing, in the draft or else in a published graph."""
    if iri in draft.things:
        return draft.things[iri].label
    query = f"""SELECT ?label {{ GRAPH ?graph {{ {ox.NamedNode(iri)} skos:prefLabel ?label }}
        FILTER (LANG(?label) IN ("en", "")) }}"""
    return min((label.value for (label,) in select(writer.query, query)), default="")


def _standing(draft: Draft, iri: str) -> str:
    """Return the published claim that stands for a claim; empty where there is none."""
    revisions = {
        decision.on[0]: next(each for each in decision.generated if each in draft.claims)
        for decision in draft.decisions.values()
        if decision.outcome is Outcome.EDITED
    }
    while iri in revisions:
        iri = revisions[iri]
    return iri if draft.states.get(iri) in PUBLISHED else ""


def _of_thing(draft: Draft, node: Node) -> list[ox.Triple]:
    """Return what the draft says of a node, with the names of what was merged into it."""
    triples = list(draft.about_node(node))
    if not triples or not isinstance(node, ox.NamedNode):
        return triples
    for iri in draft.merges.merged_into(node.value):
        thing = draft.things.get(iri)
        names = (thing.label, *thing.aliases) if thing is not None else ()
        aliases = (ox.Literal(name, language="en") for name in names)
        triples += [ox.Triple(node, terms.ALTERNATIVE, alias) for alias in aliases]
    preferred = {triple.object for triple in triples if triple.predicate == terms.PREFERRED}
    return [t for t in triples if t.predicate != terms.ALTERNATIVE or t.object not in preferred]


def described_elsewhere(writer: Writer, report_id: str, node: Node) -> list[ox.Triple]:
    """Return class and names that other graphs give a thing; none for what the reference has."""
    if not isinstance(node, ox.NamedNode) or not node.value.startswith(ID) or "#" in node.value:
        return []
    query = _DESCRIPTION.format(
        thing=node,
        own=graph_name(report_id),
        reference=REFERENCE_GRAPH,
    )
    return [ox.Triple(node, link, value) for link, value in select(writer.query, query)]


def _by_subject(triples: Iterable[ox.Triple]) -> dict[Node, list[ox.Triple]]:
    """Return subject → the triples about it."""
    about: dict[Node, list[ox.Triple]] = {}
    for triple in triples:
        if isinstance(triple.subject, ox.NamedNode | ox.BlankNode):
            about.setdefault(triple.subject, []).append(triple)
    return about


def _all(about: dict[Node, list[ox.Triple]]) -> Iterator[ox.Triple]:
    """Yield the triples about all subjects."""
    return (triple for triples in about.values() for triple in triples)


def _of_class(triples: Iterable[ox.Triple], kind: ox.NamedNode) -> Iterator[Node]:
    """Yield the nodes of a class."""
    for triple in triples:
        is_one = triple.predicate == RDF_TYPE and triple.object == kind
        if is_one and isinstance(triple.subject, ox.NamedNode | ox.BlankNode):
            yield triple.subject


def _objects(triples: Iterable[ox.Triple]) -> list[Node]:
    """Return the nodes that triples point to."""
    return [t.object for t in triples if isinstance(t.object, ox.NamedNode | ox.BlankNode)]


def _reach(about: dict[Node, list[ox.Triple]], starts: set[Node], ends: set[Node]) -> set[Node]:
    """Return nodes that are described, and what they point to, from step to step.

    Args:
        about: Subject → the triples about it.
        starts: Where to start.
        ends: Nodes to which no step leads.
    """
    found: set[Node] = set()
    waiting = [node for node in starts if node in about]
    while waiting:
        node = waiting.pop()
        if node in found:
            continue
        found.add(node)
        waiting += [n for n in _objects(about[node]) if n in about and n not in ends]
    return found
