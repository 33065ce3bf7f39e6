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
from graph.namespaces import ID, RDF_TYPE, expand, shorten
from graph.terms import Term, text_of

Node: TypeAlias = Term | ox.Triple

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


def _check_text(about: dict[Node, list[ox.Triple]], report_id: str, document: Document) -> None:
    """Refuse another text than that on which decisions were taken.

    Raises:
        UsageError: it is another.
    """
    source = about.get(ox.NamedNode(f"{ID}source-{report_id}"), [])
    digests = {text_of(triple.object) for triple in source if triple.predicate == _DIGEST}
    if digests - {document.sha256}:
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
