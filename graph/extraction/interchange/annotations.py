"""An extraction as annotation programs see it: spans of the text with labels, and links of them.

An argument that is a phrase gets a span of its own. What a program has no place for (the canonical
name of a thing, the rule of a proposal) is a remark, kept under the place of what it is about: ids
change when a program takes the file in, places do not.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Final, TypeAlias

from graph.extraction.document import Document
from graph.extraction.gazetteer import Gazetteer
from graph.extraction.origin import BY_HAND
from graph.extraction.proposals import (
    Argument,
    Extraction,
    Kind,
    Mention,
    Modality,
    Proposal,
    Relation,
)

PHRASE: Final = "PHRASE"
"""Label of a span that is no name: a phrase that stands in a relation."""

LABELS: Final = (*(kind.value for kind in Kind), PHRASE)
"""The labels of spans."""

Remark: TypeAlias = Mapping[str, str]
"""What an annotation program has no place for: name → value."""

_Named: TypeAlias = tuple[str, str | None]
"""Canonical name and IRI of a thing."""


@dataclass(frozen=True, order=True)
class Span:
    """A labelled part of the text.

    Args:
        start: First code point.
        end: Code point after the last one.
        label: One of the labels.
        remark: ``canonical`` and ``iri``, where there are any.
    """

    start: int
    end: int
    label: str
    remark: Remark = field(default_factory=dict, compare=False)

    @property
    def place(self) -> str:
        """Return where it stands."""
        return f"{self.start}-{self.end}"


@dataclass(frozen=True)
class Link:
    """A labelled arrow from one span to another.

    Args:
        source: Where it starts: the subject.
        relation: Its label.
        target: Where it ends: the object.
        modality: How it is held.
        remark: ``sentence``, ``rule``, ``score``, ``speaker``, ``time`` and ``done``, where there
            are any;
            ``subject`` and ``object`` where it is a phrase in other words than those of its span.
    """

    source: Span
    relation: Relation
    target: Span
    modality: Modality = Modality.ASSERTED
    remark: Remark = field(default_factory=dict)

    @property
    def place(self) -> str:
        """Return where it stands."""
        return f"{self.source.place} {self.relation} {self.target.place}"


@dataclass(frozen=True)
class Annotations:
    """Spans and links of a text.

    Args:
        spans: In the order of the text.
        links: In the order of the proposals.
    """

    spans: tuple[Span, ...]
    links: tuple[Link, ...]


def annotations_of(extraction: Extraction) -> Annotations:
    """Return an extraction as spans and links."""
    document = extraction.document
    spans = {mention: _span_of(mention) for mention in extraction.mentions}
    links = []
    for proposal in extraction.proposals:
        source = _span(document, proposal, proposal.subject, spans)
        target = _span(document, proposal, proposal.object, spans)
        remark = _remark(document, proposal)
        remark |= _rephrased(document, subject=(proposal.subject, source))
        remark |= _rephrased(document, object=(proposal.object, target))
        links.append(Link(source, proposal.relation, target, proposal.modality, remark))
    drawn = {span for link in links for span in (link.source, link.target)}
    return Annotations(tuple(sorted({*spans.values(), *drawn})), tuple(links))


def extraction_of(
    document: Document, annotations: Annotations, gazetteer: Gazetteer | None = None
) -> Extraction:
    """Return what spans and links propose of a text.

    A span without a remark was drawn by hand: it stands for what a span of the same words and label
    stands for, or else for the one known thing of that name.

    Args:
        document: The text.
        annotations: Its spans and links.
        gazetteer: Names of known things, if spans that were drawn by hand can stand for these.
    """
    called = _called(document, annotations.spans)
    mentions = {
        span: _mention(document, span, called, gazetteer)
        for span in annotations.spans
        if span.label != PHRASE
    }
    proposals = [_proposal(document, link, mentions) for link in annotations.links]
    proposals.sort(key=lambda proposal: proposal.sentence)
    in_order = sorted(mentions.values(), key=lambda mention: (mention.start, mention.end))
    return Extraction(document, tuple(in_order), tuple(proposals))


def _span_of(mention: Mention) -> Span:
    """Return the span of a mention."""
    remark = {"canonical": mention.canonical} | ({"iri": mention.iri} if mention.iri else {})
    return Span(mention.start, mention.end, mention.kind.value, remark)


def _span(
    document: Document, proposal: Proposal, argument: Argument, spans: Mapping[Mention, Span]
) -> Span:
    """Return the span of an argument: its mention, its words in the sentence, or the sentence."""
    mention = argument.mention
    if mention in spans and mention is not None and mention.canonical == argument.name:
        return spans[mention]
    sentence = document.sentences[proposal.sentence]
    place = document.words(sentence).find(argument.name)
    if place < 0:
        return Span(sentence.start, sentence.end, PHRASE)
    start = sentence.start + place
    return Span(start, start + len(argument.name), PHRASE)


def _rephrased(document: Document, **ends: tuple[Argument, Span]) -> dict[str, str]:
    """Return the names of phrases that are not the words of their span."""
    return {
        end: argument.name
        for end, (argument, span) in ends.items()
        if span.label == PHRASE and argument.name != document.text[span.start : span.end]
    }


def _remark(document: Document, proposal: Proposal) -> dict[str, str]:
    """Return what of a proposal no program has a place for."""
    sentence = document.sentences[proposal.sentence]
    remark = {
        "sentence": f"{sentence.paragraph}.{sentence.number}",
        "rule": proposal.rule,
        "score": repr(proposal.score),
        "speaker": proposal.speaker.name if proposal.speaker else "",
        "time": proposal.time or "",
        "done": "yes" if proposal.is_done else "",
    }
    return {name: value for name, value in remark.items() if value}


def _called(document: Document, spans: Iterable[Span]) -> dict[tuple[str, str], _Named]:
    """Return words and label of what the remarks name → how, where they all name it the same."""
    found: defaultdict[tuple[str, str], set[_Named]] = defaultdict(set)
    for span in spans:
        if "canonical" in span.remark:
            words = document.text[span.start : span.end]
            found[words, span.label].add((span.remark["canonical"], span.remark.get("iri")))
    return {key: names.pop() for key, names in found.items() if len(names) == 1}


def _mention(
    document: Document,
    span: Span,
    called: Mapping[tuple[str, str], _Named],
    gazetteer: Gazetteer | None,
) -> Mention:
    """Return the mention that a span is."""
    words, kind = document.text[span.start : span.end], Kind(span.label)
    canonical, iri = span.remark.get("canonical"), span.remark.get("iri")
    if canonical is None:
        known = _known(words, kind, gazetteer) if gazetteer else None
        canonical, iri = called.get((words, span.label)) or known or (words, None)
    return Mention(span.start, span.end, words, kind, canonical, iri)


def _known(words: str, kind: Kind, gazetteer: Gazetteer) -> _Named | None:
    """Return the one known thing of a name and kind; a body of a state may be another's."""
    things = gazetteer.things(words)
    if len(things) != 1 or gazetteer.kind(words) is not kind or things[0].state:
        return None
    return things[0].label, things[0].iri


def _proposal(document: Document, link: Link, mentions: Mapping[Span, Mention]) -> Proposal:
    """Return the proposal that a link is."""
    speaker = link.remark.get("speaker")
    return Proposal(
        sentence=_sentence(document, link),
        subject=_argument(document, link.source, mentions, link.remark.get("subject")),
        relation=link.relation,
        object=_argument(document, link.target, mentions, link.remark.get("object")),
        modality=link.modality,
        rule=link.remark.get("rule", BY_HAND),
        speaker=_named(speaker, mentions.values()) if speaker else None,
        time=link.remark.get("time"),
        score=float(link.remark.get("score", "1.0")),
        is_done=link.remark.get("done") == "yes",
    )


def _argument(
    document: Document, span: Span, mentions: Mapping[Span, Mention], phrase: str | None
) -> Argument:
    """Return the argument that a span stands for: a name, or a phrase, perhaps in other words."""
    mention = mentions.get(span)
    if mention:
        return Argument(mention.canonical, mention)
    return Argument(phrase or document.text[span.start : span.end])


def _named(name: str, mentions: Iterable[Mention]) -> Argument:
    """Return the argument of a name: with its first mention, where the text has one."""
    found = (mention for mention in mentions if mention.canonical == name)
    return Argument(name, next(found, None))


def _sentence(document: Document, link: Link) -> int:
    """Return the index of a link's sentence: as remarked, or else where its object stands."""
    numbers = [f"{sentence.paragraph}.{sentence.number}" for sentence in document.sentences]
    if link.remark.get("sentence") in numbers:
        return numbers.index(link.remark["sentence"])
    ends = (index for index, s in enumerate(document.sentences) if link.target.start < s.end)
    return next(ends)
