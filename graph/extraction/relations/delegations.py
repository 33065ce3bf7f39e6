"""Who comes to an event, stays away from it, or is there for its host: ``attends``, ``hosts``."""

from collections.abc import Iterator
from typing import Final

from spacy.tokens import Span, Token

from graph.extraction.frames import Frame
from graph.extraction.prepositions import hung
from graph.extraction.proposals import Argument, Kind, Modality, Relation
from graph.extraction.relations.crowds import attendees, recent_event, sentence_events
from graph.extraction.relations.participants import (
    NEAR,
    TEAMS,
    actors,
    current_event,
    events,
    pairs,
    people,
)
from graph.extraction.rules import Finding, FrameRule, Rule
from graph.extraction.words import words

_COMING: Final = words("arrive be come depart fly go head leave travel visit")
_HOSTING: Final = words("co-host cohost host receive welcome")
_FORMAL: Final = words(
    """assembly conference congress convention dialogue forum funeral inauguration opening plenary
    round session signing summit wedding"""
)
"""Nouns for events that one travels to, and that are no mere talks."""

_TIMES: Final = words("beginning close closing conclusion end opening start")
_ACTING: Final = words(
    """address announce declare describe give issue open praise present propose read receive say
    sign speak tell unveil"""
)
_STATES: Final = frozenset({Kind.STATE_OR_PLACE, Kind.ORGANIZATION})


def _formal(frame: Frame, tokens: tuple[Token, ...]) -> list[Argument]:
    """Return the events among some nouns that are more than talks."""
    return [
        event
        for token in tokens
        for event in events(frame.parse, token)
        if event.mention is not None or words(event.name.lower()) & _FORMAL
    ]


def _come(frame: Frame) -> Iterator[Finding]:
    """Read "Ana Lu flew to Lima for the summit", "is in Lima for the opening of the forum"."""
    if frame.nominal or frame.passive:
        return
    if frame.lemma == "be" and not frame.after("in", "at"):
        return
    found = _formal(frame, frame.after("for")[:1])
    yield from pairs(people(frame.parse, frame.subjects), Relation.ATTENDS, found[:1], frame)


def _guests(frame: Frame) -> Iterator[Finding]:
    """Read "Laos hosted Chad for the third forum": who is hosted attends, and Laos hosts it."""
    if frame.nominal:
        return
    found = _formal(frame, frame.after("for")[:1])[:1]
    guests = [who for who in actors(frame.parse, frame.objects) if who.mention is not None]
    if not guests:
        return
    yield from pairs(guests, Relation.ATTENDS, found, frame)
    yield from pairs(actors(frame.parse, frame.subjects), Relation.HOSTS, found, frame)


def _at_its_end(frame: Frame) -> Iterator[Finding]:
    """Read "at the conclusion of the summit, Ana Lu read a statement"."""
    if frame.nominal or frame.passive or frame.negated or frame.link not in {"", "conj"}:
        return
    for noun in frame.after("at"):
        if noun.lemma_.lower() not in _TIMES:
            continue
        found = _formal(frame, hung(noun, "of"))
        who = people(frame.parse, frame.subjects)
        yield from pairs(who, Relation.ATTENDS, found[:1], frame)


def _absent(frame: Frame) -> Iterator[Finding]:
    """Read "Laos was absent from the summit", "stayed away from it"."""
    absent = any(part.lower_ == "absent" for part in frame.parts("acomp", "oprd"))
    away = frame.lemma in {"keep", "stay"} and any(part.lower_ == "away" for part in frame.children)
    if frame.nominal or frame.negated or not (absent or away):
        return
    tokens = frame.after("from")
    found = [event for token in tokens for event in events(frame.parse, token)]
    found = found or [
        event for token in tokens for event in sentence_events(frame.parse, _below(token))
    ]
    who = attendees(frame.parse, frame.subjects)
    yield from pairs(who, Relation.ATTENDS, found[:1], frame, Modality.DENIED)


def _below(token: Token) -> Span:
    return token.doc[token.left_edge.i : token.right_edge.i + 1]


def _send(frame: Frame) -> Iterator[Finding]:
    """Read "Laos sent a delegation to the forum"."""
    if not frame.nominal and any(noun.lemma_.lower() in TEAMS for noun in frame.parts("dobj")):
        found = _formal(frame, frame.after("to"))
        who = actors(frame.parse, frame.subjects)
        yield from pairs(who, Relation.ATTENDS, found[:1], frame)


def _chair_for(frame: Frame) -> Iterator[Finding]:
    """Read "the ministry co-chaired for Laos", of the event that the text is about."""
    parties = actors(frame.parse, frame.after("for"))
    sides = [who for who in parties if who.mention and who.mention.kind in _STATES]
    if frame.nominal or frame.objects or not sides:
        return
    named = current_event(frame.parse, frame.head, sentences=NEAR)
    found = named or recent_event(frame.parse, frame.head.sent[0])
    yield from pairs(attendees(frame.parse, frame.subjects), Relation.ATTENDS, found, frame)


def _head(frame: Frame) -> Iterator[Finding]:
    """Read "Ana Lu headed the Lao delegation", of the event that the text is about."""
    teams = [noun for noun in frame.objects if noun.lemma_.lower() in TEAMS]
    if frame.nominal or not teams or frame.after("to", "at"):
        return
    found = current_event(frame.parse, frame.head, sentences=NEAR)
    yield from pairs(people(frame.parse, frame.subjects), Relation.ATTENDS, found, frame)


RULES: Final[tuple[Rule, ...]] = (
    FrameRule("attends.come", "1", _COMING, _come),
    FrameRule("attends.hosted", "1", _HOSTING, _guests),
    FrameRule("attends.at-end", "1", _ACTING, _at_its_end),
    FrameRule("attends.absent", "1", words("be keep remain stay"), _absent),
    FrameRule("attends.send", "1", words("dispatch send"), _send),
    FrameRule("attends.chair-for", "1", words("chair co-chair co-chaire cochair"), _chair_for),
    FrameRule("attends.head", "1", frozenset({"head", "lead"}), _head),
)
