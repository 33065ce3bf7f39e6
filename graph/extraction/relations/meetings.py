"""Who attends what: ``attends``."""

from collections.abc import Iterator
from typing import Final

from spacy.tokens import Token

from graph.extraction.frames import Frame
from graph.extraction.parses import Parse
from graph.extraction.proposals import Argument, Kind, Modality, Relation
from graph.extraction.relations.crowds import attendees, described, recent_event
from graph.extraction.relations.participants import (
    EVENTS,
    actors,
    current_event,
    events,
    pairs,
    people,
)
from graph.extraction.rules import Finding, FrameRule, Rule
from graph.extraction.words import word_at, words

_ATTENDING: Final = words(
    """address attend chair co-chair co-chaire close convene inaugurate join moderate open
    witness"""
)
_TAKING_PART: Final = frozenset({"appear", "participate", "take", "preside", "speak", "partake"})
_NARROW: Final = frozenset({"open", "close", "inaugurate", "join", "address", "moderate"})
"""Verbs that take much else beside events."""

_SAYING: Final = words(
    """add announce address call declare deliver emphasise emphasize express give highlight note
    outline present reaffirm reiterate reveal say share speak state stress tell thank
    underline underscore urge welcome"""
)
_CONTACTS: Final = frozenset({"meeting", "talk", "talks", "call", "consultation", "discussion"})
_SENDING: Final = frozenset({Kind.STATE_OR_PLACE, Kind.ORGANIZATION})
_NEAR: Final = 4
"""How many sentences back an event may be named that somebody "also participated" in."""


def _attend(frame: Frame) -> Iterator[Finding]:
    """Read "Ana Lu chaired the summit"; "the summit was attended by Ana Lu"."""
    objects = frame.objects
    if frame.lemma == "open" and not frame.passive:
        shown = {"dialogue", "exhibition"}
        objects = tuple(token for token in objects if token.lemma_.lower() not in shown)
    found = [event for token in objects for event in events(frame.parse, token)]
    if not found and frame.link in {"acl", "relcl"}:
        found = _event_of(frame)
    if frame.lemma in _NARROW:
        found = [event for event in found if _is_occasion(event)]
    if frame.lemma == "join":
        found += [Argument("call") for token in objects if token.lower_ == "call"]
    if frame.lemma == "attend":
        found = found or described(frame.parse, objects)
    who = attendees(frame.parse, [*frame.subjects, *_together(frame)])
    if "chair" in frame.lemma:
        who += [w for w in actors(frame.parse, frame.after("with")) if w.mention]
    if frame.lemma == "join" and frame.passive:
        tokens = frame.after("at", "for", "in")
        found = found or [event for token in tokens for event in events(frame.parse, token)]
        who += [w for w in attendees(frame.parse, frame.objects) if w not in who]
    if frame.lemma == "convene" and frame.link == "xcomp":
        return  # to agree to convene a meeting is a plan
    yield from pairs(who, Relation.ATTENDS, found, frame)


def _event_of(frame: Frame) -> list[Argument]:
    """Return the event of "a meeting of ten states chaired by Laos", told of "states"."""
    noun = frame.head.head
    while noun.dep_ == "pobj" and noun.head.dep_ == "prep":
        noun = noun.head.head
        if found := events(frame.parse, noun):
            return found
    return []


def _take_part(frame: Frame) -> Iterator[Finding]:
    """Read "Ana Lu took part in the summit"."""
    if frame.lemma == "take" and not any(
        token.lower_ == "part" for token in frame.parts("dobj", "prt")
    ):
        return
    prepositions = ("over",) if frame.lemma == "preside" else ("in", "at")
    if frame.lemma in {"appear", "speak"}:
        tokens = frame.after("at")
        found = [event for token in tokens for event in _occasions(frame.parse, token)]
        beside = frame.after("with", "alongside") if frame.lemma == "appear" else ()
        who = people(frame.parse, [*frame.subjects, *beside])
        yield from pairs(who, Relation.ATTENDS, found, frame)
        return
    tokens = frame.after(*prepositions)
    found = [event for t in tokens for event in events(frame.parse, t)]
    if frame.lemma != "preside":
        found = found or described(frame.parse, frame.after("in")[:1])
    also = any(token.lower_ == "also" for token in frame.children)
    if not found and also and frame.lemma == "participate" and not frame.phrases:
        found = current_event(frame.parse, frame.head, sentences=_NEAR)
    who = attendees(frame.parse, frame.subjects)
    who += [w for w in attendees(frame.parse, _together(frame)) if w not in who]
    yield from pairs(who, Relation.ATTENDS, found, frame)


def _together(frame: Frame) -> tuple[Token, ...]:
    """Return those of "together with Laos": who takes part, too."""
    return tuple(
        phrase.object
        for phrase in frame.phrases
        if phrase.preposition in {"with", "alongside", "along with"}
        and word_at(phrase.object.left_edge, -2).lower() in {"together", "along", "alongside"}
    )


def _present(frame: Frame) -> Iterator[Finding]:
    """Read "Ana Lu was present at the ceremony"."""
    if any(token.lower_ == "present" for token in frame.parts("acomp")):
        tokens = frame.after("at", "in")
        found = [event for t in tokens for event in events(frame.parse, t)]
        found = found or described(frame.parse, tokens)
        yield from pairs(attendees(frame.parse, frame.subjects), Relation.ATTENDS, found, frame)


def _represent(frame: Frame) -> Iterator[Finding]:
    """Read "Ana Lu represented Laos at the summit"."""
    found = [event for t in frame.after("at", "in", "during") for event in events(frame.parse, t)]
    state = any(
        who.mention and who.mention.kind in _SENDING for who in actors(frame.parse, frame.objects)
    )
    if not found and (frame.passive or state):
        named = current_event(frame.parse, frame.head, sentences=_NEAR)
        found = named or recent_event(frame.parse, frame.head.sent[0])
    who = people(frame.parse, [*frame.subjects, *(frame.after("to") if frame.passive else ())])
    yield from pairs(who, Relation.ATTENDS, found, frame)


def _speak_at(frame: Frame) -> Iterator[Finding]:
    """Read "Ana Lu told reporters at the press briefing"; "at the summit, Ana Lu said"."""
    if frame.negated or frame.passive or frame.link not in {"", "conj", "advcl", "relcl"}:
        return
    found = [
        event
        for phrase in frame.phrases
        if phrase.preposition in {"at", "during"} and phrase.attached == frame.head
        if phrase.preposition == "at" or phrase.object.lemma_.lower() not in _CONTACTS
        for event in _occasions(frame.parse, phrase.object)
    ]
    found = found or _at_which(frame)
    yield from pairs(
        people(frame.parse, frame.subjects), Relation.ATTENDS, found, frame, Modality.ASSERTED
    )


def _at_which(frame: Frame) -> list[Argument]:
    """Return the event of "the conference, at which Ana Lu presented …"."""
    words = [token for token in frame.head.sent if token.i < frame.head.i]
    for token in reversed(words):
        if token.pos_ == "VERB":
            return []
        if token.lower_ == "which" and word_at(token, -1).lower() == "at":
            before = words[: token.i - words[0].i - 1]
            nouns = [noun for noun in before[-8:] if noun.lemma_.lower() in EVENTS]
            return events(frame.parse, nouns[-1]) if nouns else []
    return []


def _occasions(parse: Parse, token: Token) -> Iterator[Argument]:
    """Yield the event that somebody speaks at; "at the opening of the summit" is at the summit."""
    if token.lower_ in {"opening", "closing", "margins", "sidelines"}:
        for child in token.children:
            if child.lower_ == "of":
                for noun in child.children:
                    yield from events(parse, noun)
        return
    for event in events(parse, token):
        if event.mention is not None or _is_public(token):
            yield event


def _is_public(token: Token) -> bool:
    """Return whether an unnamed event is one that is attended: "the weekly press briefing"."""
    if token.lower_ == "summit":
        return True
    return token.lemma_.lower() in EVENTS - {
        "talk",
        "talks",
        "negotiation",
        "consultation",
    } and any(child.dep_ in {"amod", "compound", "prep", "poss"} for child in token.children)


def _meet_for(frame: Frame) -> Iterator[Finding]:
    """Read "Ana Lu and Bo Mek met for a summit"."""
    found = [
        event
        for phrase in frame.phrases
        if phrase.preposition in {"for", "at", "in", "during"}
        if phrase.object.lemma_.lower() not in _CONTACTS
        for event in events(frame.parse, phrase.object)
    ]
    yield from pairs(attendees(frame.parse, frame.subjects), Relation.ATTENDS, found[:1], frame)


def _meeting_of(frame: Frame) -> Iterator[Finding]:
    """Read "during the trilateral meeting of Laos, Chad and Mali"."""
    if not frame.nominal:
        return
    for phrase in frame.phrases:
        if phrase.preposition == "of" and phrase.attached == frame.head:
            who = [
                party
                for party in actors(frame.parse, [phrase.object])
                if party.mention and party.mention.kind in {Kind.STATE_OR_PLACE, Kind.PERSON}
            ]
            if len(who) > 1:
                words = frame.parse.words(frame.head).split(" of ")[0]
                yield from pairs(who, Relation.ATTENDS, [Argument(words)], frame)


def _is_occasion(event: Argument) -> bool:
    words = event.name.lower().split()
    if event.mention is None and ("convention" in words or "dialogue" in words):
        return False
    return event.mention is not None or words[-1] != "event"


def _miss(frame: Frame) -> Iterator[Finding]:
    """Read "Ana Lu skipped the summit", "Laos boycotted the talks"."""
    if not frame.nominal and not frame.passive and not frame.negated:
        found = [event for token in frame.objects for event in events(frame.parse, token)]
        who = attendees(frame.parse, frame.subjects)
        yield from pairs(who, Relation.ATTENDS, found, frame, Modality.DENIED)


RULES: Final[tuple[Rule, ...]] = (
    FrameRule("attends.verb", "2", _ATTENDING, _attend),
    FrameRule("attends.part", "2", _TAKING_PART, _take_part),
    FrameRule("attends.present", "2", frozenset({"be"}), _present),
    FrameRule("attends.represent", "1", frozenset({"represent"}), _represent),
    FrameRule("attends.speak", "1", _SAYING, _speak_at),
    FrameRule("attends.meet", "2", frozenset({"meet", "gather", "convene"}), _meet_for),
    FrameRule("attends.miss", "1", frozenset({"boycott", "miss", "skip"}), _miss),
    FrameRule("attends.of", "1", frozenset({"meeting", "summit"}), _meeting_of),
)
