"""From a text to what is proposed of it: the one way in."""

import datetime as dt
from bisect import bisect_right
from collections.abc import Iterator
from typing import Final

from graph.extraction.coreference import resolve
from graph.extraction.document import Document
from graph.extraction.gazetteer import Gazetteer
from graph.extraction.modality import modality
from graph.extraction.names import read_mentions
from graph.extraction.parses import Parse
from graph.extraction.pipeline import parse
from graph.extraction.proposals import Extraction, Modality, Proposal, Relation
from graph.extraction.relations import RULES
from graph.extraction.rules import Finding, Rule

_SYMMETRIC: Final = frozenset(
    {Relation.BORDERS, Relation.COOPERATES_WITH, Relation.NEGOTIATES_WITH}
)


def extract(document: Document, gazetteer: Gazetteer, date: dt.date | None = None) -> Extraction:
    """Return the mentions and the proposals of a document.

    Args:
        document: The text.
        gazetteer: The names that are known.
        date: When it was written, for "yesterday" and the like; None where that is not known.
    """
    doc = next(parse([document]))
    mentions = read_mentions(doc, gazetteer)
    parsed = Parse(doc, mentions, resolve(doc, mentions))
    return Extraction(document, mentions, tuple(propose(parsed, date)))


def propose(parsed: Parse, date: dt.date | None = None) -> Iterator[Proposal]:
    """Yield what the rules propose of a parse, each relation of a sentence once.

    Args:
        parsed: The parse with its mentions.
        date: When the text was written.
    """
    starts = [sentence.start for sentence in Document(parsed.doc.text).sentences]
    for sentence in parsed.sentences:
        number = bisect_right(starts, sentence.start_char) - 1
        seen: set[tuple[Relation, frozenset[str] | tuple[str, str]]] = set()
        for rule, finding in RULES.read(parsed, sentence):
            key = _key(finding)
            if key not in seen and finding.subject.name != finding.object.name:
                seen.add(key)
                yield _proposal(number, rule, finding)


def _key(finding: Finding) -> tuple[Relation, frozenset[str] | tuple[str, str]]:
    """Return what tells a relation from others of its sentence."""
    sides = (finding.subject.name, finding.object.name)
    if finding.relation in _SYMMETRIC:
        return finding.relation, frozenset(sides)
    return finding.relation, sides


def _proposal(number: int, rule: Rule, finding: Finding) -> Proposal:
    held = finding.modality
    if held is None:
        held = Modality.ASSERTED if finding.frame is None else modality(finding.frame)
    return Proposal(
        sentence=number,
        subject=finding.subject,
        relation=finding.relation,
        object=finding.object,
        modality=held,
        rule=rule.id,
    )
