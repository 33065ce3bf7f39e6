"""Building a store: read and validate everything, then write it in one step."""

import hashlib
import shutil
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final, NamedTuple

import pyoxigraph as ox

from graph.derive import Deriver
from graph.errors import NotFoundError, StoreNotFoundError, UsageError
from graph.load import Document, Report, load_ontology, load_reference, load_report
from graph.namespaces import (
    COMITY,
    GRAPH,
    ONTOLOGY_GRAPH,
    PREFIXES,
    PROVENANCE_GRAPH,
    RDF_TYPE,
    REFERENCE_GRAPH,
    facts_name,
)
from graph.provenance import activity
from graph.records import select
from graph.resources import program_version
from graph.search import LabelIndex
from graph.spool import Spool, scratch_folder
from graph.store import Store, Writer
from graph.terms import text_of
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
    *,
    replace: bool = False,
) -> Summary:
    """Make a store consist of the ontology, the reference data and some reports.

    Everything is read and validated first. Unless all of it conforms, the store stays as it is.

    Args:
        store: What to write to; nothing of what it holds is kept.
        report_folders: Folders of reports.
        texts: Id of a report → its text (UTF-8). Locators are checked against it, and it is kept
            beside the store.
        progress: Is called with a few words at the start of each step.
        replace: Whether graphs may get lost that were not built from files.

    Raises:
        NotFoundError: a file is missing, or a text is given for a report that is not built.
        ParseError: a file is not well-formed.
        UsageError: two folders have the same name, or graphs would get lost.
        InvalidDataError: something does not conform; it carries the report of all findings.
        StoreBusyError: another process is writing to the store.
    """
    if not replace:
        _check_nothing_is_lost(store)
    with scratch_folder() as scratch:
        spool = Spool(scratch / "graphs.nq")
        sources = _Sources.of(report_folders, texts or {}, progress)
        found = _Found(spool)
        found.take_all(sources, progress)
        found.validation.raise_for_results()
        found.finish(sources)
        progress("Writing the store")
        with store.write(fresh=True) as writer:
            writer.load(spool.path)
            _keep_texts(writer, sources.texts)
    progress("Indexing the labels")
    LabelIndex.open(store)
    return Summary(
        version=store.version,
        reports=tuple(sources.folders),
        graphs=spool.sizes,
        claims=len(found.claims),
        things=len(found.things),
        facts=sum(spool.sizes[facts_name(report_id).value] for report_id in sources.folders),
        validation=found.validation,
    )


_BUILT: Final = f"""SELECT DISTINCT ?graph {{ GRAPH {PROVENANCE_GRAPH} {{
    ?load prov:generated ?graph ; prov:used/schema:sha256 ?digest ; prov:used/schema:name ?file
    FILTER(STRENDS(?file, ".trig") || STRENDS(?file, ".ttl")) }} }}"""


def _check_nothing_is_lost(store: Store) -> None:
    """Refuse to build over graphs that were written otherwise, over HTTP for example.

    Raises:
        UsageError: there are such graphs.
    """
    try:
        names = store.graph_names()
    except StoreNotFoundError:
        return
    kept = {graph.value for (graph,) in select(store.query, _BUILT)}
    kept |= {facts_name(name.removeprefix(GRAPH)).value for name in kept}
    kept.add(PROVENANCE_GRAPH.value)
    if lost := [name.value for name in names if name.value not in kept]:
        raise UsageError(
            f"The store holds graphs that were not built from files: {', '.join(lost)}.",
            "Save them with `comity export`, then build with --replace, or with another --store.",
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
    sources = _Sources.of(report_folders, texts or {}, progress)
    found = _Found(None)
    found.take_all(sources, progress)
    return found.validation


class _Sources(NamedTuple):
    """All that a store is built from; reports are read one at a time, since there may be many."""

    ontology: Document
    reference: Document
    folders: dict[str, Path]
    texts: Mapping[str, Path]

    @classmethod
    def of(
        cls, folders: Iterable[Path], texts: Mapping[str, Path], progress: Callable[[str], None]
    ) -> "_Sources":
        """Return the sources; reports are ordered by their ids."""
        progress("Reading the ontology")
        ontology, reference = load_ontology(), load_reference()
        known: dict[str, Path] = {}
        for folder in folders:
            other = known.setdefault(folder.resolve().name, folder)
            if other is not folder:
                raise UsageError(
                    f"{other} and {folder} are two reports of the same name.",
                    "Name each folder once; rename one of two that differ.",
                )
        if unknown := sorted(texts.keys() - known.keys()):
            raise NotFoundError(
                f"A text is given for {unknown[0]!r}, which is not among the reports.",
                f"The reports are: {', '.join(sorted(known)) or 'none'}.",
            )
        return cls(ontology, reference, dict(sorted(known.items())), texts)


class _Found:
    """What is found in the sources; of the reports only that which is needed when all are read.

    Args:
        spool: Where what the store is to hold is kept; None where it is only to be validated.
    """

    def __init__(self, spool: Spool | None) -> None:
        self._spool = spool
        self._results: list[ValidationResult] = []
        self._provenance: list[ox.Triple] = []
        self.claims: dict[str, str] = {}
        self.things: set[str] = set()

    @property
    def validation(self) -> ValidationReport:
        """Return all that is found in the ontology and in the reports."""
        return ValidationReport.of(self._results)

    def take_all(self, sources: _Sources, progress: Callable[[str], None]) -> None:
        """Read and validate everything, and keep what conforms so far."""
        ontology, reference, folders, texts = sources
        progress("Checking the ontology")
        self._results += validate_ontology(ontology).results
        deriver = Deriver(ontology.triples)
        for report_id, folder in folders.items():
            progress(f"Reading {folder}")
            report, text = load_report(folder), texts.get(report_id)
            progress(f"Checking {report_id}")
            self._results += self._repeated_claims(report)
            found = validate(report, ontology, reference=reference.triples, text=text)
            self._results += found.results
            self.things.update(_labelled(report))
            if self._spool:
                progress(f"Deriving the facts of {report_id}")
                self._keep(report, deriver.facts(report.triples), text, self._spool)

    def finish(self, sources: _Sources) -> None:
        """Keep what is not of one report."""
        if self._spool:
            version = program_version()
            for name, document in (
                (ONTOLOGY_GRAPH, sources.ontology),
                (REFERENCE_GRAPH, sources.reference),
            ):
                self._spool.add(name, document.triples)
                self._provenance += activity(name, _digests(document), version=version)
            self._spool.add(PROVENANCE_GRAPH, self._provenance)

    def _keep(
        self, report: Report, facts: list[ox.Triple], text: Path | None, spool: Spool
    ) -> None:
        """Keep what a store is to hold of a report, and whence it is."""
        version, name = program_version(), facts_name(report.report_id)
        spool.add(report.graph_name, report.triples)
        spool.add(name, facts)
        files = _digests(report)
        if text:
            digest = hashlib.sha256(text.read_bytes()).hexdigest()
            files[f"texts/{report.report_id}.txt"] = digest
        self._provenance += activity(report.graph_name, files, version=version)
        sources = (report.graph_name, ONTOLOGY_GRAPH)
        self._provenance += activity(name, {}, version=version, sources=sources)

    def _repeated_claims(self, report: Report) -> Iterator[ValidationResult]:
        """Yield the claims whose IRI an earlier report has used: merged, they would be one."""
        for claim in _claims(report):
            first = self.claims.setdefault(claim, report.report_id)
            if first != report.report_id:
                yield ValidationResult(
                    focus=claim,
                    path=None,
                    severity="Violation",
                    message=f"The report {first} has a claim of this IRI. Rename one, "
                    f"such as id:claim-{report.report_id}-p1s1-1.",
                    source="repeated-claim-iri",
                    term=None,
                    file=str(report.folder / "claims.trig"),
                )


def _claims(report: Report) -> list[str]:
    """Return the IRIs of the claims of a report."""
    return [
        triple.subject.value
        for triple in report.triples
        if triple.predicate == RDF_TYPE
        and triple.object == _CLAIM
        and isinstance(triple.subject, ox.NamedNode)
    ]


def _labelled(report: Report) -> set[str]:
    """Return the things to which a report gives a label."""
    return {text_of(triple.subject) for triple in report.triples if triple.predicate == _LABEL}


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
