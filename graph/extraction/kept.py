"""What stays of a draft when its text is read again: all that somebody has decided on.

What is decided stays with everything that it needs; the rest is proposed anew.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final, Self, TypeAlias

import pyoxigraph as ox

from graph.errors import UsageError
from graph.extraction.background import Known, Said
from graph.extraction.document import Document
from graph.extraction.origin import Origin
from graph.namespaces import ID, RDF_TYPE, expand, shorten
from graph.terms import Term, text_of

Node: TypeAlias = Term | ox.Triple

CORRECTED: Final = ox.Literal("Corrected in an annotation program.", language="en")
"""What a draft says of a pass over a text that a person corrected."""

_CLAIM: Final = ox.NamedNode(expand("comity:Claim"))
_DECISION: Final = ox.NamedNode(expand("comity:Decision"))
_LABEL: Final = ox.NamedNode(expand("skos:prefLabel"))
_DIGEST: Final = ox.NamedNode(expand("schema:sha256"))

_PARTS: Final = tuple(
    ox.NamedNode(expand(name))
    for name in (
        "rdf:subject",
        "rdf:predicate",
        "rdf:object",
        "comity:modality",
        "comity:speaker",
        "comity:evidence",
    )
)


@dataclass(frozen=True)
class Kept:
    """What stays of a draft.

    Args:
        triples: All of it.
        claims: What a claim that stays says → its IRI.
        things: IRI of a thing that stays → what is said of it.
    """

    triples: tuple[ox.Triple, ...]
    claims: dict[Said, str]
    things: dict[str, Known]

    @classmethod
    def of(cls, triples: Iterable[ox.Triple], report_id: str, document: Document) -> Self:
        """Return what stays of a draft; nothing where nobody has decided.

        Args:
            triples: The draft as it was.
            report_id: The report.
            document: Its text, as it is to be read again.

        Raises:
            UsageError: decisions were taken on another text.
        """
        about: dict[Node, list[ox.Triple]] = {}
        for triple in triples:
            about.setdefault(triple.subject, []).append(triple)
        decisions = [node for node, said in about.items() if _is(said, _DECISION)]
        if decisions:
            _check_text(about, report_id, document)
        source = ox.NamedNode(f"{ID}source-{report_id}")  # which is described anew
        kept = [t for node in _needed(about, decisions) if node != source for t in about[node]]
        claims = {_said(about[node]): text_of(node) for node in about if _is(about[node], _CLAIM)}
        left = {text_of(triple.subject) for triple in kept}
        things = {
            text_of(node): found
            for node, said in about.items()
            if text_of(node) in left and (found := _thing(said))
        }
        return cls(tuple(kept), {said: iri for said, iri in claims.items() if iri in left}, things)


NOTHING: Final = Kept((), {}, {})
"""What stays where there was no draft."""


def refuse_replacement(existing: Iterable[ox.Triple], document: Document, origin: Origin) -> None:
    """Refuse to put a draft in place of one that a new pass over its text would not bring back.

    Args:
        existing: The draft that the report has already.
        document: The text that was read.
        origin: Where the new draft is from.

    Raises:
        UsageError: the draft is of another text, or a person corrected it.
    """
    said = list(existing)
    digests = _digests(said, origin.report_id) - {document.sha256}
    if digests:
        raise UsageError(
            f"The draft of the report {origin.report_id} is of another text: its digest is "
            f"{digests.pop()}, and that of this text {document.sha256}.",
            "Name this text by another id (--report), or replace the draft (--again).",
        )
    if not origin.is_corrected and any(triple.object == CORRECTED for triple in said):
        raise UsageError(
            f"The draft of the report {origin.report_id} was corrected in an annotation program.",
            "Take the corrections in again (--annotations), or replace the draft (--again).",
        )


def _digests(triples: Iterable[ox.Triple], report_id: str) -> set[str]:
    """Return the digests of the text that a draft is of: one, or none where there is no draft."""
    source = ox.NamedNode(f"{ID}source-{report_id}")
    return {text_of(t.object) for t in triples if (t.subject, t.predicate) == (source, _DIGEST)}


def _check_text(about: dict[Node, list[ox.Triple]], report_id: str, document: Document) -> None:
    """Refuse another text than that on which decisions were taken.

    Raises:
        UsageError: it is another.
    """
    triples = (triple for said in about.values() for triple in said)
    if _digests(triples, report_id) - {document.sha256}:
        raise UsageError(
            f"Decisions were taken on another text of the report {report_id}.",
            "Undo them first (`comity review`), or name the new text by another id (--report).",
        )


def _needed(about: dict[Node, list[ox.Triple]], starts: Iterable[Node]) -> list[Node]:
    """Return nodes and all that they point to, from step to step, in their order."""
    found: set[Node] = set()
    waiting = list(starts)
    while waiting:
        node = waiting.pop()
        if node in about and node not in found:
            found.add(node)
            waiting += [triple.object for triple in about[node]]
    return [node for node in about if node in found]


def _is(said: Iterable[ox.Triple], kind: ox.NamedNode) -> bool:
    """Tell whether something is of a class."""
    return any(triple.predicate == RDF_TYPE and triple.object == kind for triple in said)


def _said(about: Iterable[ox.Triple]) -> Said:
    """Return what a claim says."""
    parts = {triple.predicate: text_of(triple.object) for triple in about}
    return tuple(parts.get(part, "") for part in _PARTS)


def _thing(about: list[ox.Triple]) -> Known | None:
    """Return what is said of a thing; None of what is no thing."""
    labels = [text_of(triple.object) for triple in about if triple.predicate == _LABEL]
    kinds = (text_of(triple.object) for triple in about if triple.predicate == RDF_TYPE)
    return Known(tuple(sorted(map(shorten, kinds))), labels[0]) if labels else None
