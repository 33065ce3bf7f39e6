"""Where a draft is from: the report, its text, and the rules that read it."""

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Final

import pyoxigraph as ox

from graph.extraction.document import Document
from graph.namespaces import ID, expand
from graph.terms import text_of

BY_HAND: Final = "by-hand"
"""Rule of a relation that a person drew in an annotation program."""

_VERSION: Final = ox.NamedNode(expand("schema:softwareVersion"))


@dataclass(frozen=True)
class Origin:
    """What a draft is made of, beside what was read in the text.

    Args:
        report_id: The report.
        identifier: By which its publisher or archive knows the text.
        written: When it was written, as the curator gave it.
        rules: Id of each rule that was applied → its version.
        program: What made the draft, in a word that changes when it would make another.
    """

    report_id: str
    identifier: str
    written: date | None = None
    rules: Mapping[str, str] = field(default_factory=dict)
    program: str = ""

    @property
    def is_corrected(self) -> bool:
        """Tell whether a person corrected in an annotation program what the rules proposed."""
        return BY_HAND in self.rules


def pass_node(report_id: str) -> ox.NamedNode:
    """Return the node of the pass over a text that made a draft."""
    return ox.NamedNode(f"{ID}extraction-{report_id}")


def fingerprint(document: Document, origin: Origin) -> str:
    """Return a digest that is another one whenever a new pass could propose something else.

    What a person corrected does not count: without it, the pass would be the same.

    Args:
        document: The text.
        origin: Where it is from, and which rules are applied.
    """
    parts = [document.sha256, str(origin.written), origin.program, origin.report_id]
    parts += [
        f"{rule} {version}" for rule, version in sorted(origin.rules.items()) if rule != BY_HAND
    ]
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()[:16]


def fingerprint_of(report_id: str, triples: Iterable[ox.Triple]) -> str | None:
    """Return the fingerprint that a draft was made with; None where it tells of none."""
    node = pass_node(report_id)
    for triple in triples:
        if triple.subject == node and triple.predicate == _VERSION:
            return text_of(triple.object)
    return None
