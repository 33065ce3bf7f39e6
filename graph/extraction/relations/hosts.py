"""Who hosts what and whom: ``hosts``."""

from collections.abc import Iterator
from typing import Final

from graph.extraction.frames import Frame
from graph.extraction.proposals import Kind, Relation
from graph.extraction.relations.participants import actors, events, pairs, people
from graph.extraction.rules import Finding, FrameRule, Rule

_HELD: Final = frozenset(
    {"conference", "briefing", "ceremony", "forum", "summit", "seminar", "workshop", "reception"}
)


def _host(frame: Frame) -> Iterator[Finding]:
    """Read "Laos hosted the summit"; "the summit will be hosted by Laos"."""
    found = [event for token in frame.objects for event in events(frame.parse, token)]
    found += people(frame.parse, frame.objects)
    yield from pairs(actors(frame.parse, frame.subjects), Relation.HOSTS, found, frame)


def _hold(frame: Frame) -> Iterator[Finding]:
    """Read "the ministry held its annual press conference"."""
    who = [
        holder
        for holder in actors(frame.parse, frame.subjects)
        if holder.mention is not None and holder.mention.kind != Kind.PERSON
    ]
    found = [
        event
        for token in frame.objects
        if token.lemma_.lower() in _HELD or frame.lemma != "hold"
        for event in events(frame.parse, token)
    ]
    if len(who) == 1:
        yield from pairs(who, Relation.HOSTS, found, frame)


def _receive(frame: Frame) -> Iterator[Finding]:
    """Read "Bo Mek received Ana Lu"; "Ana Lu was received by Bo Mek"."""
    guests = people(frame.parse, frame.objects)
    yield from pairs(actors(frame.parse, frame.subjects), Relation.HOSTS, guests, frame)


def _invite(frame: Frame) -> Iterator[Finding]:
    """Read "at the invitation of Bo Mek, Ana Lu paid a visit to Laos"."""
    above = frame.above
    if not frame.nominal or above is None or above.nominal:
        return
    words = {token.lemma_.lower() for token in frame.head.sent}
    if not words & {"visit", "pay", "trip", "arrive", "travel"}:
        return
    if frame.head.dep_ != "pobj" or frame.head.head.lower_ not in {"at", "on", "upon"}:
        return
    hosts = [phrase.object for phrase in frame.phrases if phrase.preposition in {"of", "from"}]
    hosts += frame.parts("poss")
    guests = people(frame.parse, above.subjects)
    named = [who for host in hosts[:1] for who in frame.parse.named(host)]
    guests = [guest for guest in guests if guest not in named]
    yield from pairs(named, Relation.HOSTS, guests, above)


RULES: Final[tuple[Rule, ...]] = (
    FrameRule("hosts.verb", "1", frozenset({"host"}), _host),
    FrameRule("hosts.hold", "1", frozenset({"hold", "organise", "organize"}), _hold),
    FrameRule("hosts.receive", "1", frozenset({"receive"}), _receive),
    FrameRule("hosts.invitation", "1", frozenset({"invitation"}), _invite),
)
