"""From a text to what is proposed of it: the one way in."""

import datetime as dt
from bisect import bisect_right
from collections import deque
from collections.abc import Iterable, Iterator
from typing import Final

from graph.extraction.coreference import resolve
from graph.extraction.dating import Dating
from graph.extraction.document import Document
from graph.extraction.frames import Frame
from graph.extraction.gazetteer import Gazetteer
from graph.extraction.modality import is_done, is_hypothetical, modality
from graph.extraction.names import read_mentions
from graph.extraction.parses import Parse
from graph.extraction.pipeline import parse
from graph.extraction.proposals import Extraction, Modality, Proposal, Relation
from graph.extraction.relations import RULES
from graph.extraction.rules import Finding, Rule
from graph.extraction.scores import score
from graph.extraction.speakers import Speakers
from graph.extraction.times import dateline

_SYMMETRIC: Final = frozenset(
    {Relation.BORDERS, Relation.COOPERATES_WITH, Relation.NEGOTIATES_WITH}
)

_BESIDE_PLANS: Final = frozenset(
    {Relation.PLANS, Relation.BORDERS, Relation.COOPERATES_WITH, Relation.QUANTITY}
)
"""Relations that leave a plan a plan: "will trade with Chad" is both."""


def extract(document: Document, gazetteer: Gazetteer, date: dt.date | None = None) -> Extraction:
    """Return the mentions and the proposals of a document.

    Args:
        document: The text.
        gazetteer: The names that are known.
        date: When it was written, for "yesterday" and the like; None where that is not known.
    """
    return next(extract_all([document], gazetteer, date))


def extract_all(
    documents: Iterable[Document], gazetteer: Gazetteer, date: dt.date | None = None
) -> Iterator[Extraction]:
    """Yield the mentions and the proposals of documents, in their order; few are held at once.

    Args:
        documents: The texts.
        gazetteer: The names that are known.
        date: When they were written; None where that is not known.
    """
    ahead: deque[Document] = deque()

    def remembered() -> Iterator[Document]:
        for document in documents:
            ahead.append(document)
            yield document

    for doc in parse(remembered()):
        mentions = read_mentions(doc, gazetteer)
        parsed = Parse(doc, mentions, resolve(doc, mentions))
        yield Extraction(ahead.popleft(), mentions, tuple(propose(parsed, date)))


def propose(parsed: Parse, date: dt.date | None = None) -> Iterator[Proposal]:
    """Yield what the rules propose of a parse, each relation of a sentence once.

    Args:
        parsed: The parse with its mentions.
        date: When the text was written; None takes the day that it begins with, if it does.
    """
    starts = [sentence.start for sentence in Document(parsed.doc.text).sentences]
    speakers = Speakers(parsed)
    parsed.voice = speakers.voice
    written, day = date or dateline(parsed.doc.text), None
    for sentence in parsed.sentences:
        number = bisect_right(starts, sentence.start_char) - 1
        speakers.enter(sentence)
        dating = Dating(parsed, sentence, written, day)
        for rule, finding in _distinct(list(RULES.read(parsed, sentence))):
            yield _proposal(number, rule, finding, speakers, dating)
        day = dating.day


def _distinct(found: list[tuple[Rule, Finding]]) -> Iterator[tuple[Rule, Finding]]:
    """Yield the findings of a sentence, each relation once, no plan that another relation tells."""
    told = {
        head
        for _, finding in found
        if finding.relation not in _BESIDE_PLANS and finding.frame is not None
        for head in _heads(finding.frame)
    }
    seen: set[tuple[Relation, frozenset[str] | tuple[str, str]]] = set()
    for rule, finding in found:
        key = _key(finding)
        if key in seen or finding.subject.name == finding.object.name or _may_be(finding):
            continue
        if finding.relation == Relation.PLANS and finding.frame and finding.frame.head.i in told:
            continue
        seen.add(key)
        yield rule, finding


def _may_be(finding: Finding) -> bool:
    """Return whether a clause says only that something may be, and does not predict it."""
    frame = finding.frame
    if frame is None or finding.relation == Relation.PLANS or not is_hypothetical(frame):
        return False
    return modality(frame) != Modality.PREDICTED


def _heads(frame: Frame) -> Iterator[int]:
    """Yield the words that state what a frame states: "hold" and "talks" of "hold talks"."""
    yield frame.head.i
    if frame.nominal and frame.above is not None:
        yield frame.above.head.i


def _key(finding: Finding) -> tuple[Relation, frozenset[str] | tuple[str, str]]:
    """Return what tells a relation from others of its sentence."""
    sides = (finding.subject.name, finding.object.name)
    if finding.relation in _SYMMETRIC:
        return finding.relation, frozenset(sides)
    return finding.relation, sides


def _proposal(
    number: int, rule: Rule, finding: Finding, speakers: Speakers, dating: Dating
) -> Proposal:
    frame, held, time, speaker = finding.frame, finding.modality, None, None
    if held is None:
        held = Modality.ASSERTED if frame is None else modality(frame)
    if frame is not None:
        time = dating.of(frame, finding.relation, held)
        speaker = speakers.of(frame, finding.relation, finding.subject)
    return Proposal(
        sentence=number,
        subject=finding.subject,
        relation=finding.relation,
        object=finding.object,
        modality=held,
        rule=rule.id,
        speaker=speaker,
        time=time,
        score=score(rule.id),
        is_done=frame is not None and held is Modality.ASSERTED and is_done(frame),
    )
