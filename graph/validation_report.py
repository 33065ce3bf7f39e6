"""What validation found: one report object for shapes, checks and locators."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, Literal, TypeAlias

import pyoxigraph as ox

from graph.errors import InvalidDataError
from graph.namespaces import BASE, PREFIXES, shorten
from graph.terms import Term, text_of, to_rdflib

if TYPE_CHECKING:  # rdflib takes 0.2 s to import, and only to_graph needs it
    from rdflib import Graph
    from rdflib.term import Node

Severity: TypeAlias = Literal["Violation", "Warning", "Info"]

SEVERITIES: Final[tuple[Severity, ...]] = ("Violation", "Warning", "Info")

SPARQL_COMPONENT: Final = f"{PREFIXES['sh']}SPARQLConstraintComponent"
"""The constraint component of what a query finds."""

_SHOWN: Final = 20
"""Most violations that the message of an error lists."""


@dataclass(frozen=True)
class ValidationResult:
    """One finding: what is wrong with which node, as SHACL's sh:ValidationResult.

    Args:
        focus: IRI of the node (or label of a blank node) that has the fault.
        path: IRI of the property that the fault is about, or None.
        severity: How grave it is.
        message: What is wrong, and what to do.
        source: IRI of the shape, or name of the check, that found it.
        term: The value that is at fault, or None.
        file: The file that describes the node, or its folder.
        component: IRI of the kind of constraint that is not met.
    """

    focus: str
    path: str | None
    severity: Severity
    message: str
    source: str
    term: Term | None
    file: str
    component: str = SPARQL_COMPONENT

    @property
    def value(self) -> str | None:
        """Return the value that is at fault as text, or None."""
        return None if self.term is None else text_of(self.term)

    def __str__(self) -> str:
        """Return the finding as one line, with prefixed names."""
        value = "" if self.value is None else f" ({shorten(self.value)})"
        return f"{self.file}: {self.severity}: {shorten(self.focus)}{value}: {self.message}"


@dataclass(frozen=True)
class ValidationReport:
    """All findings of a validation, the graver first.

    Args:
        results: The findings.
    """

    results: tuple[ValidationResult, ...]

    @classmethod
    def of(cls, results: Iterable[ValidationResult]) -> "ValidationReport":
        """Return the report of some findings, each once, in the order in which they are shown."""
        return cls(tuple(sorted(set(results), key=_rank)))

    @property
    def conforms(self) -> bool:
        """Tell whether there is no violation; warnings and information do not count."""
        return not self.violations

    @property
    def violations(self) -> tuple[ValidationResult, ...]:
        """Return the findings that keep the data from being loaded."""
        return tuple(result for result in self.results if result.severity == "Violation")

    def raise_for_results(
        self, hint: str = "Correct them; `comity validate` lists them all."
    ) -> None:
        """Raise an error if the data does not conform.

        Args:
            hint: What to do about it.

        Raises:
            InvalidDataError: there are violations; it carries this report.
        """
        found = self.violations
        if not found:
            return
        lines = [f"The data does not conform: {len(found)} violation(s)."]
        lines += [f"  {result}" for result in found[:_SHOWN]]
        if len(found) > _SHOWN:
            lines.append(f"  … and {len(found) - _SHOWN} more.")
        raise InvalidDataError("\n".join(lines), hint, self)

    def to_graph(self) -> "Graph":
        """Return the W3C validation report (https://www.w3.org/TR/shacl/#validation-report)."""
        from rdflib import BNode, Graph, Literal, URIRef
        from rdflib.namespace import RDF, SH

        graph = Graph()
        graph.bind("sh", SH)
        graph.bind("comity", PREFIXES["comity"])
        graph.bind("id", PREFIXES["id"])
        report = BNode("report")
        graph.add((report, RDF.type, SH.ValidationReport))
        graph.add((report, SH.conforms, Literal(self.conforms)))
        for number, result in enumerate(self.results):
            node = BNode(f"result{number}")
            source = result.source if ":" in result.source else f"{BASE}check/{result.source}"
            graph.add((report, SH.result, node))
            graph.add((node, RDF.type, SH.ValidationResult))
            graph.add((node, SH.focusNode, _node(result.focus)))
            graph.add((node, SH.resultSeverity, SH[result.severity]))
            graph.add((node, SH.resultMessage, Literal(result.message, lang="en")))
            graph.add((node, SH.sourceShape, _node(source)))
            graph.add((node, SH.sourceConstraintComponent, URIRef(result.component)))
            if result.path is not None:
                graph.add((node, SH.resultPath, URIRef(result.path)))
            if result.term is not None:
                graph.add((node, SH.value, to_rdflib(result.term)))
        return graph


def _rank(result: ValidationResult) -> tuple[int, list[str]]:
    """Return what decides the place of a finding in a report."""
    texts = (result.file, result.focus, result.path, result.message, result.value, result.source)
    return SEVERITIES.index(result.severity), [text or "" for text in texts]


def _node(text: str) -> "Node":
    """Return the rdflib node with an IRI or with the label of a blank node."""
    return to_rdflib(ox.BlankNode(text[2:]) if text.startswith("_:") else ox.NamedNode(text))
