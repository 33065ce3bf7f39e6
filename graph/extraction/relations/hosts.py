"""Who hosts what and whom: ``hosts``."""

from collections.abc import Iterator
from typing import Final

from spacy.tokens import Token

from graph.extraction.frames import Frame
from graph.extraction.proposals import Argument, Kind, Modality, Relation
from graph.extraction.relations.crowds import attendees
from graph.extraction.relations.participants import actors, events, pairs, people
from graph.extraction.rules import Finding, FrameRule, Rule
from graph.extraction.words import words

_STATES: Final = frozenset({Kind.STATE_OR_PLACE, Kind.PEOPLE})
_SUBJECTS: Final = frozenset({"nsubj", "nsubjpass"})
_HOSTING: Final = frozenset({"host", "co-host", "cohost", "co-hoste"})
_MEALS: Final = words("banquet breakfast dinner lunch luncheon reception")
_ROUNDS: Final = frozenset({"edition", "round", "session"})
_HELD: Final = frozenset(
    {"conference", "briefing", "ceremony", "forum", "summit", "seminar", "workshop", "reception"}
)


def _host(frame: Frame) -> Iterator[Finding]:
    """Read "Laos hosted the summit"; "the summit will be hosted by Laos"."""
    found = [event for token in frame.objects for event in events(frame.parse, token)]
    found += people(frame.parse, frame.objects) or _groups(frame)
    yield from pairs(actors(frame.parse, frame.subjects), Relation.HOSTS, found, frame)


def _groups(frame: Frame) -> list[Argument]:
    """Return the people who are hosted and only told as a group: "Lao refugees"."""
    guests = attendees(frame.parse, frame.objects)
    return [guest for guest in guests if guest.mention is None]


def _hold(frame: Frame) -> Iterator[Finding]:
    """Read "the ministry held its annual press conference"."""
    who = [
        holder
        for holder in actors(frame.parse, frame.subjects)
        if holder.mention is not None and holder.mention.kind != Kind.PERSON
    ]
    found = [event for token in frame.objects for event in _held(frame, token)]
    if len(who) == 1:
        yield from pairs(who, Relation.HOSTS, found, frame)


def _held(frame: Frame, token: Token) -> Iterator[Argument]:
    """Yield what is held: an event that has a name, or a round of one, or one of many people."""
    told = token.lemma_.lower() in _HELD or frame.lemma != "hold"
    rounds = [part for of in token.children if of.lower_ == "of" for part in of.children]
    for noun in (token, *(rounds if token.lemma_.lower() in _ROUNDS else ())):
        for event in events(frame.parse, noun):
            if told or event.mention is not None:
                yield event


def _welcome(frame: Frame) -> Iterator[Finding]:
    """Read "Bo Mek welcomed Ana Lu to the palace"; "she was welcomed by Bo Mek"."""
    if not frame.nominal and (
        frame.passive or frame.after("to", "at", "in") or frame.tense == "future"
    ):
        yield from _receive(frame)


def _receive(frame: Frame) -> Iterator[Finding]:
    """Read "Bo Mek received Ana Lu"; "Ana Lu was received by Bo Mek"."""
    guests = people(frame.parse, frame.objects)
    yield from pairs(actors(frame.parse, frame.subjects), Relation.HOSTS, guests, frame)


def _play_host(frame: Frame) -> Iterator[Finding]:
    """Read "Laos played host to the summit", "gave a dinner for Bo Mek"."""
    if frame.nominal or frame.passive:
        return
    found = [event for token in frame.after("to") for event in events(frame.parse, token)]
    if frame.lemma == "play":
        found = found if any(noun.lower_ == "host" for noun in frame.objects) else []
    else:
        meals = [noun for noun in frame.parts("dobj") if noun.lemma_.lower() in _MEALS]
        found = [Argument(frame.parse.words(noun)) for noun in meals]
    yield from pairs(actors(frame.parse, frame.subjects), Relation.HOSTS, found, frame)


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


def _host_nation(frame: Frame) -> Iterator[Finding]:
    """Read "the host nations of the games are Laos and Chad", "the host country, Laos"."""
    parse, noun, above = frame.parse, frame.head, frame.above
    if not frame.nominal or not any(part.lower_ == "host" for part in frame.parts("compound")):
        return
    hosts = actors(parse, frame.parts("appos"))
    if not hosts and above is not None and above.lemma in {"be", "include"}:
        hosts = actors(parse, above.objects if noun.dep_ == "nsubj" else above.subjects)
    hosts = [host for host in hosts if host.mention is not None]
    hosted = [
        event
        for token in frame.after("of", "for")
        for event in events(parse, token) or [parse.phrase(token)]
    ]
    told = {part.lower_ for part in frame.children} & {"future", "planned", "proposed"}
    held = Modality.PLANNED if told else None
    yield from pairs(hosts, Relation.HOSTS, hosted or _subject_before(frame), frame, held)


def _subject_before(frame: Frame) -> list[Argument]:
    """Return what the sentence before is about: "The games start in May. The hosts are …"."""
    sentences = frame.parse.sentences
    here = next(n for n, sentence in enumerate(sentences) if frame.head in sentence)
    main = sentences[here - 1].root if here else frame.head
    return [frame.parse.phrase(noun) for noun in main.children if noun.dep_ in _SUBJECTS][:1]


def _in_capital(frame: Frame) -> Iterator[Finding]:
    """Read "met in Rome, Italy's capital, for a summit", "gathered in the Lao capital for it"."""
    parse = frame.parse
    found = [event for token in frame.after("for") for event in events(parse, token)]
    if frame.nominal or not found:
        return
    for token in frame.after("in"):
        for noun in (token, *(child for child in token.children if child.dep_ == "appos")):
            if noun.lower_ == "capital":
                states = [o for o in parse.owners(noun) if o.kind in _STATES]
                hosts = [Argument(state.canonical, state) for state in states]
                yield from pairs(hosts[:1], Relation.HOSTS, found[:1], frame)


RULES: Final[tuple[Rule, ...]] = (
    FrameRule("hosts.verb", "2", _HOSTING, _host),
    FrameRule("hosts.welcome", "1", frozenset({"greet", "welcome"}), _welcome),
    FrameRule("hosts.hold", "2", frozenset({"hold", "organise", "organize"}), _hold),
    FrameRule("hosts.receive", "1", frozenset({"receive"}), _receive),
    FrameRule("hosts.play", "1", frozenset({"give", "play"}), _play_host),
    FrameRule("hosts.nation", "1", words("city country nation state"), _host_nation),
    FrameRule("hosts.capital", "1", words("assemble convene gather meet"), _in_capital),
    FrameRule("hosts.invitation", "1", frozenset({"invitation"}), _invite),
)
