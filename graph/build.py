"""Building a store: read everything, validate everything, then write it in one step."""

import hashlib
import shutil
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

import pyoxigraph as ox

from graph.derive import derive
from graph.errors import NotFoundError, UsageError
from graph.load import Document, Report, load_ontology, load_reference, load_report
from graph.namespaces import (
    COMITY,
    ONTOLOGY_GRAPH,
    PREFIXES,
    PROVENANCE_GRAPH,
    RDF_TYPE,
    REFERENCE_GRAPH,
    facts_name,
)
from graph.provenance import activity
from graph.resources import program_version
from graph.search import LabelIndex
from graph.store import Store, Writer
from graph.validate import validate, validate_ontology
from graph.validation_report import ValidationReport, ValidationResult

_LABEL = ox.NamedNode(f"{PREFIXES['skos']}prefLabel")
_CLAIM = ox.NamedNode(f"{COMITY}Claim")


def _say_nothing(_: str) -> None:
    """Take no note of a step."""


@dataclass(frozen=True)
class Summary:
    """What a build wrote.

    Args:
        version: The version of the store.
        reports: Ids of the reports, sorted.
        graphs: Name of a graph → number of its triples.
        claims: Number of claims.
        things: Number of things that the reports are about: those that they give a label.
        facts: Number of derived triples.
        validation: What validation found and let pass: warnings and information.
    """

    version: str
    reports: tuple[str, ...]
    graphs: dict[str, int]
    claims: int
    things: int
    facts: int
    validation: ValidationReport


def build(
    store: Store,
    report_folders: Sequence[Path],
    texts: Mapping[str, Path] | None = None,
    progress: Callable[[str], None] = lambda _: None,
) -> Summary:
    """Make a store consist of the ontology, the reference data and some reports.

    Everything is read and validated first. Unless all of it conforms, the store stays as it is.

    Args:
        store: What to write to; nothing of what it holds is kept.
        report_folders: Folders of reports.
        texts: Id of a report → its text (UTF-8). Locators are checked against it, and it is kept
            beside the store.
        progress: Is called with a few words at the start of each step.

    Raises:
        NotFoundError: a file is missing, or a text is given for a report that is not built.
        ParseError: a file is not well-formed.
        UsageError: two folders have the same name.
        InvalidDataError: something does not conform; it carries the report of all findings.
        StoreBusyError: another process is writing to the store.
    """
    inputs, validation = _checked(report_folders, texts or {}, progress)
    validation.raise_for_results()
    graphs = _graphs(inputs, progress)
    progress("Writing the store")
    with store.write(fresh=True) as writer:
        for name, triples in graphs.items():
            writer.replace_graph(name, triples)
        _keep_texts(writer, inputs.texts)
    progress("Indexing the labels")
    LabelIndex.open(store)
    return Summary(
        version=store.version,
        reports=tuple(inputs.reports),
        graphs={name.value: len(triples) for name, triples in graphs.items()},
        claims=sum(len(_claims(report)) for report in inputs.reports.values()),
        things=len(set().union(*map(_labelled, inputs.reports.values()))),
        facts=sum(len(graphs[facts_name(report_id)]) for report_id in inputs.reports),
        validation=validation,
    )


def check(
    report_folders: Sequence[Path],
    texts: Mapping[str, Path] | None = None,
    progress: Callable[[str], None] = _say_nothing,
) -> ValidationReport:
    """Return all that is found in the ontology and in some reports; nothing is written.

    Args:
        report_folders: Folders of reports.
        texts: Id of a report → its text (UTF-8), to check locators against.
        progress: Is called with a few words at the start of each step.

    Raises:
        NotFoundError: a file is missing, or a text is given for a report that is not read.
        ParseError: a file is not well-formed.
        UsageError: two folders have the same name.

    >>> from graph.resources import data_folder
    >>> check([data_folder("reports") / "mfaic-2024"]).conforms
    True
    """
    return _checked(report_folders, texts or {}, progress)[1]


class _Inputs(NamedTuple):
    """All that a store is built from."""

    ontology: Document
    reference: Document
    reports: dict[str, Report]
    texts: Mapping[str, Path]


def _checked(
    folders: Iterable[Path], texts: Mapping[str, Path], progress: Callable[[str], None]
) -> tuple[_Inputs, ValidationReport]:
    """Return what the files say, and all that is found in it."""
    inputs = _read(folders, texts, progress)
    return inputs, _validate(inputs, progress)


def _read(
    folders: Iterable[Path], texts: Mapping[str, Path], progress: Callable[[str], None]
) -> _Inputs:
    """Return what the files say; reports are ordered by their ids."""
    progress("Reading the ontology")
    ontology, reference = load_ontology(), load_reference()
    reports: dict[str, Report] = {}
    for folder in folders:
        progress(f"Reading {folder}")
        report = load_report(folder)
        other = reports.setdefault(report.report_id, report)
        if other is not report:
            raise UsageError(
                f"{other.folder} and {folder} are two reports of the same name.",
                "Name each folder once; rename one of two that differ.",
            )
    if unknown := sorted(texts.keys() - reports.keys()):
        raise NotFoundError(
            f"A text is given for {unknown[0]!r}, which is not among the reports.",
            f"The reports are: {', '.join(sorted(reports)) or 'none'}.",
        )
    return _Inputs(ontology, reference, dict(sorted(reports.items())), texts)


def _validate(inputs: _Inputs, progress: Callable[[str], None]) -> ValidationReport:
    """Return all that is found in the ontology and in the reports."""
    progress("Checking the ontology")
    results = [*validate_ontology(inputs.ontology).results]
    results += _repeated_claims(inputs.reports.values())
    for report_id, report in inputs.reports.items():
        progress(f"Checking {report_id}")
        reference, text = inputs.reference.triples, inputs.texts.get(report_id)
        results += validate(report, inputs.ontology, reference=reference, text=text).results
    return ValidationReport.of(results)


def _repeated_claims(reports: Iterable[Report]) -> Iterator[ValidationResult]:
    """Yield the claims whose IRI an earlier report has used: merged, they would be one claim."""
    seen: dict[ox.NamedNode, Report] = {}
    for report in reports:
        for claim in _claims(report):
            first = seen.setdefault(claim, report)
            if first is not report:
                yield ValidationResult(
                    focus=claim.value,
                    path=None,
                    severity="Violation",
                    message=f"The report {first.report_id} has a claim of this IRI. Rename one, "
                    f"such as id:claim-{report.report_id}-p1s1-1.",
                    source="repeated-claim-iri",
                    term=None,
                    file=str(report.folder / "claims.trig"),
                )


def _claims(report: Report) -> list[ox.NamedNode]:
    """Return the claims of a report."""
    return [
        triple.subject
        for triple in report.triples
        if triple.predicate == RDF_TYPE
        and triple.object == _CLAIM
        and isinstance(triple.subject, ox.NamedNode)
    ]


def _labelled(report: Report) -> set[object]:
    """Return the things to which a report gives a label."""
    return {triple.subject for triple in report.triples if triple.predicate == _LABEL}


def _graphs(
    inputs: _Inputs, progress: Callable[[str], None]
) -> dict[ox.NamedNode, list[ox.Triple]]:
    """Return what each graph of the store is to hold."""
    ontology, reference, reports, texts = inputs
    version = program_version()
    graphs = {ONTOLOGY_GRAPH: ontology.triples, REFERENCE_GRAPH: reference.triples}
    provenance = activity(ONTOLOGY_GRAPH, _digests(ontology), version=version)
    provenance += activity(REFERENCE_GRAPH, _digests(reference), version=version)
    for report_id, report in reports.items():
        progress(f"Deriving the facts of {report_id}")
        facts = facts_name(report_id)
        graphs[report.graph_name] = report.triples
        graphs[facts] = derive(report.triples, ontology.triples)
        files = _digests(report)
        if report_id in texts:
            digest = hashlib.sha256(texts[report_id].read_bytes()).hexdigest()
            files[f"texts/{report_id}.txt"] = digest
        sources = (report.graph_name, ONTOLOGY_GRAPH)
        provenance += activity(report.graph_name, files, version=version)
        provenance += activity(facts, {}, version=version, sources=sources)
    graphs[PROVENANCE_GRAPH] = list(dict.fromkeys(provenance))  # all name the same program
    return graphs


def _digests(document: Document) -> dict[str, str]:
    """Return the digests of a document's files, under the name of its folder."""
    folder = document.folder.resolve().name
    return {f"{folder}/{name}": digest for name, digest in document.files.items()}


def _keep_texts(writer: Writer, texts: Mapping[str, Path]) -> None:
    """Copy the supplied texts into the store."""
    if texts:
        folder = writer.folder / "texts"
        folder.mkdir()
        for report_id, path in texts.items():
            shutil.copyfile(path, folder / f"{report_id}.txt")
