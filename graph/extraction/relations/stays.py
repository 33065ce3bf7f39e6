"""Who visits a place by being there, or meeting there: ``visits``."""

from collections.abc import Iterator
from typing import Final

from spacy.tokens import Span, Token

from graph.extraction.frames import Frame
from graph.extraction.parses import Parse
from graph.extraction.proposals import Kind, Modality, Relation
from graph.extraction.relations.crowds import attendees
from graph.extraction.relations.participants import actors, pairs, places
from graph.extraction.relations.visits import is_person, is_place, travels
from graph.extraction.rules import Finding, FrameRule, Rule, SentenceRule
from graph.extraction.words import word_at

_GATHERING: Final = frozenset({"convene", "gather", "meet", "assemble"})


def _due(frame: Frame) -> Iterator[Finding]:
    """Read "Ana Lu is due in Rome on Monday"."""
    due = [token for token in frame.parts("acomp") if token.lower_ == "due"]
    towns = [
        phrase.object
        for phrase in frame.phrases
        if due and phrase.preposition == "in" and is_place(frame.parse, phrase.object)
    ]
    visitors = actors(frame.parse, frame.subjects)
    found = places(frame.parse, towns)
    yield from pairs(visitors, Relation.VISITS, found, frame, Modality.PLANNED)


def _gather(frame: Frame) -> Iterator[Finding]:
    """Read "the ministers Ana Lu and Bo Mek gathered in Rome"."""
    if frame.passive:
        return
    towns = [
        place
        for phrase in frame.phrases
        if phrase.preposition == "in" and is_place(frame.parse, phrase.object)
        for place in places(frame.parse, [phrase.object])
        if place.mention is not None and place.mention.kind == Kind.STATE_OR_PLACE
    ]
    if frame.lemma != "meet" and frame.parts("dobj"):
        return
    visitors = [who for who in actors(frame.parse, frame.subjects) if is_person(who)]
    if frame.lemma != "meet" or frame.after("for", "at"):
        visitors = [who for who in actors(frame.parse, frame.subjects) if travels(who)]
    if not visitors:
        told = {frame.parse.words(noun) for noun in frame.subjects if not _is_open(noun)}
        visitors = [who for who in attendees(frame.parse, frame.subjects) if who.name in told]
    yield from pairs(visitors, Relation.VISITS, towns[:1], frame)


def _while(parse: Parse, sentence: Span) -> Iterator[Finding]:
    """Read "Ana Lu said while in Rome"."""
    for token in sentence:
        if token.lower_ != "while" or word_at(token, 1) != "in" or token.i + 2 >= sentence.end:
            continue
        verb = next((above for above in token.ancestors if above.pos_ == "VERB"), None)
        if verb is None:
            continue
        town = places(parse, list(token.doc[token.i + 1].children))
        frame = Frame(parse, verb)
        visitors = [who for who in actors(parse, frame.subjects) if is_person(who)]
        yield from pairs(visitors, Relation.VISITS, town, frame, Modality.ASSERTED)


def _stay(frame: Frame) -> Iterator[Finding]:
    """Read "Ana Lu was in Rome for talks with Bo Mek", "Ana Lu is in Rome to attend"."""
    towns = [
        phrase.object
        for phrase in frame.phrases
        if phrase.preposition == "in" and phrase.attached == frame.head
        if is_place(frame.parse, phrase.object)
    ]
    purposes = [p.object for p in frame.phrases if p[::2] == ("for", frame.head)]
    purposes += [clause for clause in frame.parts("advcl", "xcomp") if clause.tag_ == "VB"]
    if not towns or not purposes or frame.parts("attr", "acomp"):
        return
    visitors = [who for who in actors(frame.parse, frame.subjects) if is_person(who)]
    yield from pairs(visitors, Relation.VISITS, places(frame.parse, towns), frame)


def _is_open(noun: Token) -> bool:
    """Return whether a noun stands for people told before: "the two leaders"."""
    definite = any(child.lower_ in {"the", "both", "these"} for child in noun.children)
    return definite and not any(child.dep_ == "prep" for child in noun.children)


RULES: Final[tuple[Rule, ...]] = (
    FrameRule("visits.due", "1", frozenset({"be"}), _due),
    FrameRule("visits.stay", "1", frozenset({"be"}), _stay),
    FrameRule("visits.gather", "2", _GATHERING, _gather),
    SentenceRule("visits.while", "1", _while),
)
