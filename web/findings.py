"""What keeps data from being written, as a response shows it."""

from collections.abc import Iterator
from dataclasses import asdict

import pyoxigraph as ox

from graph.export import rdf
from graph.results import Representation
from graph.terms import from_rdflib
from graph.validation_report import ValidationReport


def findings(report: ValidationReport) -> list[dict[str, str | None]]:
    """Return the findings of a validation as members of a problem, the graver first.

    >>> from graph.validation_report import ValidationResult
    >>> result = ValidationResult("urn:a", None, "Violation", "No label.", "labels", None, "a")
    >>> findings(ValidationReport((result,)))[0]["message"]
    'No label.'
    """
    return [
        {
            **{name: value for name, value in asdict(result).items() if name != "term"},
            "value": result.value,
        }
        for result in report.results
    ]


def report_as(report: ValidationReport, form: Representation) -> bytes:
    """Return the findings as a W3C validation report.

    Args:
        report: The findings.
        form: A format of one graph.
    """
    return rdf.write_triples(_triples(report), form.name)


def _triples(report: ValidationReport) -> Iterator[ox.Triple]:
    """Yield the triples of a validation report."""
    for subject, predicate, value in report.to_graph():
        node, verb = from_rdflib(subject), from_rdflib(predicate)
        if isinstance(node, ox.Literal) or not isinstance(verb, ox.NamedNode):
            raise TypeError(f"not a triple of RDF 1.1: {subject!r} {predicate!r}")
        yield ox.Triple(node, verb, from_rdflib(value))
