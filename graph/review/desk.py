"""A draft that is open for decisions, and the things that are known beside it."""

import re
from collections.abc import Collection, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cached_property
from typing import Final

import pyoxigraph as ox

from graph.errors import DecisionError, UsageError
from graph.namespaces import (
    DRAFT,
    ID,
    RDF_TYPE,
    REFERENCE_GRAPH,
    SLUG,
    draft_name,
    graph_name,
    shorten,
)
from graph.records import select
from graph.review import terms
from graph.review.conformance import refuse_unfit_edits
from graph.review.draft import Draft, written_draft
from graph.review.precision import RULES_GRAPH
from graph.review.publishing import written_by_hand
from graph.review.records import By, Decision, Outcome, decision_node
from graph.store import Store, Writer

_USED_BY: Final = """SELECT DISTINCT ?graph {{ GRAPH ?graph {{ {thing} ?link ?value }}
    FILTER (!STRENDS(STR(?graph), "{draft}")) }}"""


@dataclass(frozen=True)
class NewThing:
    """A thing that a curator brings in, because the draft has none that fits.

    Args:
        iri: What it will be named by: ``id:`` and a slug that nothing else has.
        kind: IRI of its class.
        label: Its name in English.
    """

    iri: str
    kind: str
    label: str

    def triples(self) -> Iterator[ox.Triple]:
        """Yield what is said of it."""
        node = ox.NamedNode(self.iri)
        yield ox.Triple(node, RDF_TYPE, ox.NamedNode(self.kind))
        yield ox.Triple(node, terms.PREFERRED, ox.Literal(self.label, language="en"))


def refuse_unfit_iri(iri: str) -> None:
    """Refuse an IRI for a thing that a decision brings in.

    Raises:
        UsageError: it is no slug below id:.
    """
    if not iri.startswith(ID) or not SLUG.fullmatch(iri.removeprefix(ID)):
        raise UsageError(
            f"{iri or 'An empty id'} cannot name a thing.",
            "Give it an id: lower-case words with hyphens.",
        )


class Desk:
    """A draft within a write to its store.

    Args:
        writer: The write that is under way.
        report_id: The report.

    Raises:
        NotFoundError: the report has no draft.
        InvalidDataError: the draft is not as it should be.
    """

    def __init__(self, writer: Writer, report_id: str) -> None:
        self._writer = writer
        self.draft: Draft = written_draft(writer, report_id)

    def record(
        self,
        outcome: Outcome,
        on: tuple[str, ...],
        by: By,
        *,
        generated: Collection[str] = (),
        brought: Iterable[ox.Triple] = (),
    ) -> Decision:
        """Return a decision, taken in as the next one.

        Args:
            outcome: What it settles.
            on: IRIs of what it is on.
            by: Who takes it, when and why.
            generated: IRIs of what it brings in.
            brought: What is said of these.
        """
        decision = Decision(
            number=self._next_number,
            outcome=outcome,
            on=on,
            curator=by.curator.strip(),
            moment=by.moment,
            why=by.why.strip(),
            generated=tuple(sorted(generated)),
        )
        self.draft.record(decision, brought)
        return decision

    @property
    def next_node(self) -> ox.NamedNode:
        """Return the node that the next decision will have."""
        return decision_node(self.draft.report_id, self._next_number)

    @property
    def rules(self) -> list[ox.Triple]:
        """Return what is recorded of rules that were switched off."""
        return list(self._writer.triples(RULES_GRAPH))

    def is_known(self, iri: str) -> bool:
        """Tell whether the draft or a published graph describes a thing."""
        return bool(self.draft.about(iri)) or bool(self._graphs_with(iri))

    def is_reference(self, iri: str) -> bool:
        """Tell whether the reference data describes a thing."""
        return REFERENCE_GRAPH.value in self._graphs_with(iri)

    def is_person(self, iri: str) -> bool:
        """Tell whether the draft or a published graph says that a thing is a person."""
        query = f"SELECT ?graph {{ GRAPH ?graph {{ {ox.NamedNode(iri)} a foaf:Person }} }}"
        own = any(triple.object == terms.PERSON for triple in self.draft.about(iri))
        return own or any(True for _ in select(self._writer.query, query))

    @cached_property
    def by_hand(self) -> frozenset[str]:
        """Return the IRIs of what the published report describes by hand."""
        triples = self._writer.triples(graph_name(self.draft.report_id))
        return frozenset(
            triple.subject.value
            for triple in written_by_hand(triples)
            if isinstance(triple.subject, ox.NamedNode)
        )

    def is_said_by_hand(
        self, subject: str, predicate: str, value: str, modality: str, *speakers: str
    ) -> bool:
        """Tell whether a claim that was written by hand says something; in terms of SPARQL."""
        spoken = " ".join(f"; comity:speaker {speaker}" for speaker in speakers)
        query = f"""ASK {{ GRAPH {graph_name(self.draft.report_id)} {{
            ?claim rdf:subject {subject} ; rdf:predicate {predicate} ; rdf:object {value} ;
              comity:modality {modality} {spoken}
            FILTER NOT EXISTS {{ ?claim prov:wasGeneratedBy ?activity }} }} }}"""
        return bool(self._writer.query(query))

    def take(self, new: NewThing) -> list[ox.Triple]:
        """Return what is said of a thing that is brought in.

        Raises:
            UsageError: its IRI is no slug below id:, its label is empty, or its class no IRI.
            DecisionError: something has that IRI already.
        """
        refuse_unfit_iri(new.iri)
        if not new.label.strip() or not re.match(r"https?://", new.kind):
            raise UsageError(f"{shorten(new.iri)} needs a label, and the IRI of a class.")
        if self.is_known(new.iri):
            raise DecisionError(
                f"There is a thing {shorten(new.iri)} already.", "Use it, or choose another slug."
            )
        return list(new.triples())

    def keep(self) -> None:
        """Write the draft as it is now."""
        self._writer.replace_graph(draft_name(self.draft.report_id), self.draft.triples)

    @property
    def _next_number(self) -> int:
        """Return the number that the next decision will have."""
        return max(self.draft.decisions, default=0) + 1

    def _graphs_with(self, iri: str) -> list[str]:
        """Return the published graphs that describe a thing."""
        query = _USED_BY.format(thing=ox.NamedNode(iri), draft=DRAFT)
        return [graph.value for (graph,) in select(self._writer.query, query)]


@contextmanager
def deciding(writer: Writer, report_id: str) -> Iterator[Desk]:
    """Open a draft for decisions, within a write that takes effect as a whole or not at all.

    Args:
        writer: The write side of the store.
        report_id: The report.

    Yields:
        The draft, for the functions of ``graph.review.decisions`` and ``graph.review.merging``.

    Raises:
        NotFoundError: the report has no draft.
        InvalidDataError: the draft is not as it should be, or an edited claim would not conform.
    """
    desk = Desk(writer, report_id)
    before = set(desk.draft.decisions.values())
    yield desk
    refuse_unfit_edits(writer, desk.draft, set(desk.draft.decisions.values()) - before)
    desk.keep()


@contextmanager
def open_desk(store: Store, report_id: str) -> Iterator[Desk]:
    """Open a draft of a store for decisions, as one write.

    Raises:
        NotFoundError: the report has no draft.
        InvalidDataError: the draft is not as it should be, or an edited claim would not conform.
        StoreBusyError: another process is writing.
    """
    with store.write() as writer, deciding(writer, report_id) as desk:
        yield desk
