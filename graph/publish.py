"""Publishing: a write to a store that leaves its reports valid, or is not done at all.

What is written directly is the graphs of reports. Their facts and their provenance follow from
them, and are written in the same atomic step.
"""

import hashlib
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path
from typing import Final

import pyoxigraph as ox

from graph.derive import derive
from graph.errors import UsageError
from graph.load import Document, Report
from graph.namespaces import (
    GRAPH,
    ONTOLOGY_GRAPH,
    PROVENANCE_GRAPH,
    REFERENCE_GRAPH,
    SLUG,
    facts_name,
    is_draft,
)
from graph.provenance import activity, forget
from graph.records import select
from graph.resources import data_folder, program_version
from graph.store import Store, Writer
from graph.terms import text_of
from graph.validate import validate
from graph.validation_report import ValidationReport, ValidationResult

_FACTS: Final = facts_name("").value.removeprefix(GRAPH)
"""How the name of a graph of facts ends."""

_HINT: Final = "Nothing is written. Correct what does not conform, a draft by `comity review edit`."

_OTHERS: Final = """
    SELECT DISTINCT ?claim ?other {{
      GRAPH <{name}> {{ ?claim a comity:Claim }}
      GRAPH ?other {{ ?claim a comity:Claim }}
      FILTER (?other != <{name}>)
    }}"""
"""Claims that another published graph has."""


@contextmanager
def publish(store: Store) -> Iterator[Writer]:
    """Open a store for a write whose result is validated before it takes effect.

    Each named graph that the write changes is validated as a report, with the ontology and the
    reference data that the store holds; a draft is not. The facts and the provenance of a changed
    report are made anew.

    Args:
        store: What to write to.

    Yields:
        The write side. What an error leaves unfinished, and what does not conform, is not written.

    Raises:
        InvalidDataError: the data would not conform; the error carries the report.
        UsageError: a graph was changed that is made from others, or by `comity build`; or the
            store holds no ontology.
        StoreBusyError: another process is writing.

    >>> from graph.store import MemoryStore
    >>> from graph.build import build
    >>> store = MemoryStore()
    >>> _ = build(store, [data_folder("reports") / "mfaic-2024"])
    >>> with publish(store) as writer:
    ...     writer.update("DELETE WHERE { GRAPH graph:mfaic-2024 { id:claim-p11s1-1 ?p ?o } }")
    Traceback (most recent call last):
    graph.errors.InvalidDataError: The data does not conform: 3 violation(s).
    ...
    """
    with store.write() as writer:
        yield writer
        changed = [name for name in writer.changed if isinstance(name, ox.NamedNode)]
        _refuse_derived(changed)
        published = sorted((name for name in changed if not is_draft(name)), key=str)
        background = Background(writer)
        results: list[ValidationResult] = []
        for name in published:
            results += _found(writer, name, background)
        ValidationReport.of(results).raise_for_results(_HINT)
        _follow(writer, published, background)


@dataclass
class Background:
    """What reports are validated with, read from a store where it is needed.

    Args:
        writer: The write that is under way.
    """

    writer: Writer

    @cached_property
    def ontology(self) -> Document:
        """Return the ontology; the checks are those that are shipped.

        Raises:
            UsageError: the store has none.
        """
        triples = list(self.writer.triples(ONTOLOGY_GRAPH))
        if not triples:
            raise UsageError(
                "The store holds no ontology, so nothing can be validated with it.",
                "Run `comity build`, or set COMITY_VALIDATE_WRITES=false for a store without.",
            )
        return Document(folder=data_folder("ontology"), triples=triples, files={}, described_in={})

    @cached_property
    def reference(self) -> list[ox.Triple]:
        """Return the reference data."""
        return list(self.writer.triples(REFERENCE_GRAPH))


def report_id(name: ox.NamedNode) -> str | None:
    """Return the id of the report that a graph holds the claims of, or None where it is no report.

    >>> report_id(ox.NamedNode("https://w3id.org/comity/graph/mfaic-2024"))
    'mfaic-2024'
    >>> report_id(facts_name("mfaic-2024")) is None
    True
    """
    found = name.value.removeprefix(GRAPH)
    return found if name.value.startswith(GRAPH) and SLUG.fullmatch(found) else None


def as_report(name: ox.NamedNode, triples: list[ox.Triple]) -> Report:
    """Return triples as the report that a graph holds, to be validated.

    Args:
        name: The graph.
        triples: All of it.
    """
    part = report_id(name) or name.value
    return Report(
        folder=Path(part),
        triples=triples,
        files={},
        described_in=dict.fromkeys((text_of(triple.subject) for triple in triples), ""),
        report_id=part,
        graph_name=name,
    )


def _refuse_derived(changed: Iterable[ox.NamedNode]) -> None:
    """Refuse changes of graphs that nobody writes directly."""
    for name in changed:
        derived = name.value.startswith(GRAPH) and name.value.endswith(_FACTS)
        if derived or name in (ONTOLOGY_GRAPH, REFERENCE_GRAPH, PROVENANCE_GRAPH):
            raise UsageError(
                f"The graph {name.value} is not written directly.",
                "Write the graph of a report, from which its facts follow; what `comity build` "
                "reads from files is changed there.",
            )


def _found(
    writer: Writer, name: ox.NamedNode, background: Background
) -> Iterator[ValidationResult]:
    """Yield what is found in a graph as it was written."""
    triples = list(writer.triples(name))
    if not triples:
        return
    part, report = report_id(name), as_report(name, triples)
    text = _text(writer, part) if part else None
    found = validate(report, background.ontology, reference=background.reference, text=text)
    for result in found.results:
        yield replace(result, file=report.report_id)  # a path would spoil the IRI of a graph
    yield from _repeated_claims(writer, report)


def _repeated_claims(writer: Writer, report: Report) -> Iterator[ValidationResult]:
    """Yield the claims whose IRI another graph uses: merged, they would be one claim."""
    for claim, other in select(writer.query, _OTHERS.format(name=report.graph_name.value)):
        yield ValidationResult(
            focus=text_of(claim),
            path=None,
            severity="Violation",
            message=f"The graph {other.value} has a claim of this IRI. Rename one, such as "
            f"id:claim-{report.folder.name}-p1s1-1.",
            source="repeated-claim-iri",
            term=None,
            file=report.report_id,
        )


def _text(writer: Writer, part: str) -> Path | None:
    """Return the text of a report, where it is kept beside the store."""
    path = writer.folder / "texts" / f"{part}.txt"
    return path if path.is_file() else None


def _follow(writer: Writer, changed: Iterable[ox.NamedNode], background: Background) -> None:
    """Make the facts and the provenance of changed reports anew."""
    parts = {name: part for name in changed if (part := report_id(name))}
    if not parts:
        return
    provenance = list(writer.triples(PROVENANCE_GRAPH))
    for name, part in parts.items():
        triples = list(writer.triples(name))
        facts = facts_name(part)
        provenance = forget(provenance, (name, facts))
        writer.replace_graph(facts, derive(triples, background.ontology.triples) if triples else ())
        if triples:
            provenance += _activities(name, facts, _text(writer, part))
    writer.replace_graph(PROVENANCE_GRAPH, dict.fromkeys(provenance))


def _activities(name: ox.NamedNode, facts: ox.NamedNode, text: Path | None) -> Iterator[ox.Triple]:
    """Yield the provenance of a report that no file was read for, and of its facts."""
    version = program_version()
    files = {}
    if text is not None:
        files[f"texts/{text.name}"] = hashlib.sha256(text.read_bytes()).hexdigest()
    yield from activity(name, files, version=version)
    yield from activity(facts, {}, version=version, sources=(name, ONTOLOGY_GRAPH))
