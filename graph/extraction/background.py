"""What a store knows already, as far as the draft of a report needs it."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Final, Self, TypeAlias

import pyoxigraph as ox

from graph.load import load_reference, load_report
from graph.namespaces import ID, REFERENCE_GRAPH, graph_name, is_draft, shorten
from graph.records import select
from graph.resources import data_folder
from graph.store import Dataset, MemoryStore, Store
from graph.terms import fold, text_of

Said: TypeAlias = tuple[str, ...]
"""Subject, predicate, object, modality, speaker and evidence of a claim."""

_CLASSES: Final = "SELECT DISTINCT ?class {{ {thing} a ?class }}"

_LABELS: Final = """
    SELECT DISTINCT ?label {{ {thing} skos:prefLabel ?label FILTER(LANG(?label) = "en") }}
    ORDER BY ?label"""

_IN_REFERENCE: Final = f"ASK {{{{ GRAPH {REFERENCE_GRAPH} {{{{ {{thing}} a ?class }}}} }}}}"

_USED: Final = "ASK {{ {{ {thing} ?property ?value }} UNION {{ ?subject ?property {thing} }} }}"

_SOURCE: Final = """
    SELECT ?property ?value {{ GRAPH {graph} {{ {source} ?property ?value }} }}
    ORDER BY ?property ?value"""

_MATTERS: Final = """
    SELECT ?class ?label ?thing {
      VALUES ?class {
        comity:PolicyArea comity:Issue comity:BorderIssue comity:Condition comity:Principle
        org:Post }
      ?thing a ?class ; skos:prefLabel ?label FILTER(LANG(?label) = "en") }"""

_BY_HAND: Final = """
    SELECT ?claim ?subject ?predicate ?object ?modality ?speaker ?evidence {{ GRAPH {graph} {{
      ?claim a comity:Claim ; rdf:subject ?subject ; rdf:predicate ?predicate ; rdf:object ?object ;
        comity:modality ?modality ; comity:speaker ?speaker ; comity:evidence ?evidence
      FILTER NOT EXISTS {{ ?claim prov:wasGeneratedBy ?activity }} }} }}"""

_DRAFTED: Final = """
    SELECT DISTINCT ?graph ?thing ?label {
      GRAPH ?graph { ?thing skos:prefLabel ?label FILTER(LANG(?label) = "en") } }"""


@dataclass(frozen=True)
class Known:
    """A thing that the store describes.

    Args:
        classes: Its classes, as prefixed names, sorted.
        label: What to call it.
        in_reference: Whether the reference data describes it, so that a report need not.
    """

    classes: tuple[str, ...]
    label: str
    in_reference: bool = False


class Background:
    """What a store knows of things, and which IRIs are in use.

    Args:
        store: The store; what is read of it is kept, so it is one state that is spoken of.

    >>> background = Background.shipped()
    >>> background.known("https://w3id.org/comity/id/laos").label
    'Laos'
    >>> background.is_free("https://w3id.org/comity/id/laos", "mfa-2030")
    False
    """

    def __init__(self, store: Store) -> None:
        self._store = store
        self._known: dict[str, Known | None] = {}
        self._used: dict[str, bool] = {}
        self._drafted = _drafted(store)

    @classmethod
    def shipped(cls) -> Self:
        """Return what the shipped data knows: the reference data and the reports."""
        reports = map(
            load_report, sorted(p for p in data_folder("reports").iterdir() if p.is_dir())
        )
        store = MemoryStore()
        with store.write() as writer:
            writer.replace_graph(REFERENCE_GRAPH, load_reference().triples)
            for report in reports:
                writer.replace_graph(report.graph_name, report.triples)
        return cls(store)

    def known(self, iri: str) -> Known | None:
        """Return what published graphs say of a thing; None where they do not describe it."""
        if iri not in self._known:
            self._known[iri] = self._read(iri)
        return self._known[iri]

    def matter(self, label: str, classes: Iterable[str]) -> str | None:
        """Return the IRI of the published matter or post that has a label; None if none has.

        Args:
            label: The label; case does not count.
            classes: Classes that it may have, as prefixed names.
        """
        found = (self._matters.get((name, fold(label))) for name in classes)
        return next((iri for iri in found if iri), None)

    @cached_property
    def _matters(self) -> dict[tuple[str, str], str]:
        """Return class and folded label of each published matter and post → its IRI."""
        rows = sorted(tuple(map(text_of, row)) for row in select(self._store.query, _MATTERS))
        return {(shorten(kind), fold(label)): iri for kind, label, iri in reversed(rows)}

    def is_free(self, iri: str, report_id: str, label: str | None = None) -> bool:
        """Tell whether an IRI can be given to a new thing of a report.

        It can where nothing has it but the report's own draft, which is made anew.

        Args:
            iri: The IRI.
            report_id: The report.
            label: Label of the new thing, if drafts of other reports may have the IRI for things of
                that label, which are then the same; None if they may not.
        """
        if iri not in self._used:
            query = _USED.format(thing=ox.NamedNode(iri))
            self._used[iri] = bool(self._store.query(query))
        others = {name for part, name in self._drafted[iri].items() if part != report_id}
        return not self._used[iri] and others <= ({fold(label)} if label else set())

    def take(self, report_id: str, labels: Mapping[str, str]) -> None:
        """Take note of the things that a new draft describes.

        Args:
            report_id: The report.
            labels: IRI of a thing → its label.
        """
        for iri, label in labels.items():
            self._drafted[iri][report_id] = fold(label)

    def by_hand(self, report_id: str) -> dict[Said, str]:
        """Return what the claims say that a curator wrote into the graph of a report → their IRIs.

        Args:
            report_id: The report.
        """
        solutions = select(self._store.query, _BY_HAND.format(graph=graph_name(report_id)))
        rows = [tuple(text_of(term) for term in row if term) for row in solutions]
        return {tuple(said): claim for claim, *said in sorted(rows)}

    def source(self, report_id: str) -> list[ox.Triple]:
        """Return how the published graph of a report describes its source; often not at all."""
        source = ox.NamedNode(f"{ID}source-{report_id}")
        query = _SOURCE.format(graph=graph_name(report_id), source=source)
        return [ox.Triple(source, link, value) for link, value in select(self._store.query, query)]

    def _read(self, iri: str) -> Known | None:
        """Return what the store says of a thing."""
        thing = ox.NamedNode(iri)
        classes = select(self._store.query, _CLASSES.format(thing=thing))
        names = sorted(shorten(found.value) for (found,) in classes)
        if not names:
            return None
        labels = [
            label.value for (label,) in select(self._store.query, _LABELS.format(thing=thing))
        ]
        in_reference = bool(self._store.query(_IN_REFERENCE.format(thing=thing)))
        return Known(tuple(names), labels[0] if labels else iri.removeprefix(ID), in_reference)


def _drafted(store: Store) -> defaultdict[str, dict[str, str]]:
    """Return IRI → report → folded label of the things that drafts describe."""
    found: defaultdict[str, dict[str, str]] = defaultdict(dict)
    drafts = tuple(name.value for name in store.graph_names() if is_draft(name))
    if drafts:
        solutions = store.query(_DRAFTED, Dataset(named_graphs=drafts))
        if not isinstance(solutions, ox.QuerySolutions):
            raise TypeError(f"not a SELECT query: {_DRAFTED}")
        for graph, thing, label in solutions:
            report_id = graph.value.removeprefix(graph_name("").value).removesuffix("/draft")
            found[thing.value][report_id] = fold(label.value)
    return found
