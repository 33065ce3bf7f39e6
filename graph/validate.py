"""Validation: shapes, checks and locators in one report; nothing is written.

>>> from graph.load import load_ontology
>>> validate_ontology(load_ontology()).conforms
True
"""

import logging
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import pyoxigraph as ox

from graph.checks import Target, read_checks
from graph.load import Document, Report
from graph.locators import check_locators
from graph.namespaces import PREFIXES, RDF_TYPE
from graph.terms import Term, from_rdflib, text_of, to_graph
from graph.validation_report import SEVERITIES, ValidationReport, ValidationResult

if TYPE_CHECKING:  # pySHACL and rdflib take 0.5 s to import
    from rdflib import Graph
    from rdflib.term import Node

__all__ = ["ValidationReport", "ValidationResult", "validate", "validate_ontology"]

_SUBCLASS = ox.NamedNode(f"{PREFIXES['rdfs']}subClassOf")


def validate(
    report: Report,
    ontology: Document,
    *,
    reference: Sequence[ox.Triple] = (),
    text: Path | None = None,
) -> ValidationReport:
    """Return what the shapes, the checks and (given its text) the locators find in a report.

    Args:
        report: The report.
        ontology: Terms, codes and shapes; the checks lie in its folder.
        reference: Triples of the reference data; the classes of its things are used.
        text: The text that the report was read from, in UTF-8.

    Raises:
        NotFoundError: there is no text.
        ParseError: the text is not UTF-8, or a check is no query.
    """
    classes = [triple for triple in reference if triple.predicate == RDF_TYPE]
    results = [
        *_check_results(report, ontology, "report", (ontology.triples, classes)),
        *_shape_results(report, ontology, classes),
        *(check_locators(report, text) if text else ()),
    ]
    return ValidationReport.of(results)


def validate_ontology(ontology: Document) -> ValidationReport:
    """Return what the checks of the ontology find in it.

    Raises:
        ParseError: a check is no query.
    """
    return ValidationReport.of(_check_results(ontology, ontology, "ontology"))


def _check_results(
    document: Document,
    ontology: Document,
    target: Target,
    background: Iterable[Iterable[ox.Triple]] = (),
) -> Iterator[ValidationResult]:
    """Yield what the checks find at the nodes that a document describes."""
    engine = ox.Store()
    for triples in (document.triples, *background):
        engine.extend(ox.Quad(t.subject, t.predicate, t.object) for t in triples)
    for check in read_checks(ontology.folder / "checks", target):
        for focus, term in check.run(engine):
            if text_of(focus) in document.described_in:
                yield ValidationResult(
                    focus=text_of(focus),
                    path=None,
                    severity=check.severity,
                    message=f"{check.summary} {check.hint}",
                    source=check.name,
                    term=term,
                    file=_file(document, text_of(focus)),
                )


def _shape_results(
    report: Report, ontology: Document, classes: Iterable[ox.Triple]
) -> Iterator[ValidationResult]:
    """Yield what the shapes find of the nodes that a report describes."""
    from pyshacl import validate as validate_shapes
    from rdflib import Graph
    from rdflib.namespace import RDF, SH

    with _quiet("rdflib.term"):  # which logs ill-typed literals; the shapes report them
        data = to_graph([*report.triples, *_background(report, ontology, classes)])
        shapes = to_graph(ontology.triples)
        _, found, _ = validate_shapes(data, shacl_graph=shapes, inference="none")
    if not isinstance(found, Graph):
        raise TypeError(f"pySHACL returned {found!r} in place of a report")
    for node in found.subjects(RDF.type, SH.ValidationResult):
        result = _shape_result(found, node, report)
        if result.focus in report.described_in or result.value in report.described_in:
            yield result


@contextmanager
def _quiet(name: str) -> Iterator[None]:
    """Keep a logger from telling of less than errors."""
    logger = logging.getLogger(name)
    level = logger.level
    logger.setLevel(logging.ERROR)
    try:
        yield
    finally:
        logger.setLevel(level)


def _background(
    report: Report, ontology: Document, classes: Iterable[ox.Triple]
) -> Iterator[ox.Triple]:
    """Yield what the shapes need beside the report: the classes of terms and things it names.

    More would be validated again with each report, and pySHACL's time grows with every triple.
    """
    named = {triple.object for triple in report.triples}
    for triple in (*ontology.triples, *classes):
        if triple.predicate == _SUBCLASS or (
            triple.predicate == RDF_TYPE and triple.subject in named
        ):
            yield triple


def _shape_result(found: "Graph", node: "Node", report: Report) -> ValidationResult:
    """Return a result of pySHACL as one of ours."""
    from rdflib.namespace import SH

    def term(name: str) -> Term | None:
        value = found.value(node, SH[name])
        return None if value is None else from_rdflib(value)

    def text(name: str) -> str:
        value = term(name)
        return "" if value is None else text_of(value)

    focus, path, value = text("focusNode"), term("resultPath"), text("value")
    severity = next(name for name in SEVERITIES if text("resultSeverity") == SH[name].toPython())
    return ValidationResult(
        focus=focus,
        path=path.value if isinstance(path, ox.NamedNode) else None,
        severity=severity,
        message=text("resultMessage"),
        source=text("sourceShape"),
        term=term("value"),
        # A SPARQL constraint may look from a code to the claims that have it.
        file=_file(report, focus if focus in report.described_in else value),
        component=text("sourceConstraintComponent"),
    )


def _file(document: Document, focus: str) -> str:
    """Return the file of a document that describes a node, or its folder."""
    return str(document.folder / document.described_in.get(focus, ""))
