"""Who is at an event, where the clause is turned round or a noun tells it: ``attends``."""

from collections.abc import Iterator
from typing import Final

from spacy.tokens import Span, Token

from graph.extraction.frames import Frame
from graph.extraction.parses import Parse
from graph.extraction.proposals import Argument, Kind, Modality, Relation
from graph.extraction.relations.crowds import (
    attendees,
    named_parties,
    recent_event,
    sentence_events,
)
from graph.extraction.relations.participants import (
    NEAR,
    TEAMS,
    current_event,
    events,
    pairs,
    people,
)
from graph.extraction.rules import Finding, FrameRule, Rule, SentenceRule
from graph.extraction.words import word_at, words

_BEING: Final = frozenset({"is", "are", "was", "were", "be", "been", "included", "include"})
_PRESENT: Final = words(
    """present attending participating attendance attended participants participant attendees
    guests observers speakers panellists panelists joining invitees presiding dignitaries"""
)
"""Words before the verb of a sentence that ends with those who are there."""

_GROUPS: Final = words(
    """participants attendees delegation guests speakers panellists panelists invitees
    representatives"""
)
_LONGEST: Final = 16
_CHAIRS: Final = words("chairmanship co-chairmanship chairpersonship presidency moderation")
_DRAWING: Final = words("attract assemble bring draw gather see unite convene feature")
_BRIEFINGS: Final = words("briefing conference gaggle")
_SPEECHES: Final = words("address keynote intervention remark remarks report speech statement")
_ASSEMBLIES: Final = words("assembly conference congress forum session summit")
_SIGNING: Final = {"sign": "signing", "exchange": "exchange", "initial": "initialling"}
"""Verbs for what is done at a ceremony, and the nouns for it."""


def _inverted(parse: Parse, sentence: Span) -> Iterator[Finding]:
    """Read "Present at the ceremony were Ana Lu and Bo Mek", "Guests included Ana Lu"."""
    for token in sentence:
        if token.lower_ not in _BEING or not 0 < token.i - sentence.start < _LONGEST:
            continue
        before = parse.doc[sentence.start : token.i]
        if not _tells_of_presence(before, token) or any(t.tag_ == "MD" for t in before):
            return
        who = named_parties(parse, parse.doc[token.i + 1 : _end(parse, token, sentence)])
        found = list(sentence_events(parse, before)) or recent_event(parse, sentence[0])
        found = found or current_event(parse, sentence[0], sentences=NEAR)
        yield from pairs(who, Relation.ATTENDS, found[:1], Frame(parse, token))
        return


def _tells_of_presence(before: Span, verb: Token) -> bool:
    """Return whether the words before a verb say that somebody is there, and not yet who."""
    told = {token.lower_ for token in before}
    if verb.lower_ in {"included", "include"}:
        return bool(told & _GROUPS)
    first = [token for token in before if token.lower_ not in {"also", "in", "and", "among"}]
    if "taking" in told and "part" in told and first[0].lower_ in {"taking", "those"}:
        return True
    if not told & _PRESENT or not first:
        return False
    if any(token.dep_ == "nsubj" and token.head.i > verb.i for token in before):
        return False
    opens = before[0].lower_ in {"also", "among", "in", "those"}
    return opens or first[0].lower_ in _PRESENT


def _end(parse: Parse, verb: Token, sentence: Span) -> int:
    """Return where the row after a verb ends: at a semicolon, or at the sentence's end."""
    for index in range(verb.i + 1, sentence.end):
        if parse.doc[index].text in {";", "while"}:
            return index
    return sentence.end


def _among(frame: Frame) -> Iterator[Finding]:
    """Read "Ana Lu was among the guests at the reception", "was the guest of honour at it"."""
    parse = frame.parse
    told = {token.lemma_.lower(): token for token in frame.head.subtree if token.i > frame.head.i}
    group = next(
        (told[w] for w in ("guest", "participant", "attendee", "speaker") if w in told), None
    )
    if group is None or group.i - frame.head.i > 4:  # noqa: PLR2004 - "among the invited guests"
        return
    end = frame.head.sent.end
    found = list(sentence_events(parse, parse.doc[group.i : end]))
    yield from pairs(people(parse, frame.subjects), Relation.ATTENDS, found[:1], frame)


def _presence(frame: Frame) -> Iterator[Finding]:
    """Read "signed in the presence of Ana Lu", "with the participation of Laos and Chad"."""
    verb = frame.above
    if not frame.nominal or verb is None or verb.nominal or word_at(frame.head, 1) != "of":
        return
    prepositions = {"under"} if frame.lemma in _CHAIRS else {"in", "with"}
    if frame.head.dep_ != "pobj" or frame.head.head.lower_ not in prepositions:
        return
    who = attendees(frame.parse, frame.after("of")[:1])
    yield from pairs(who, Relation.ATTENDS, _held(verb), frame)


def _taking_part(frame: Frame) -> Iterator[Finding]:
    """Read "Ana Lu's attendance at the summit", "the participation of Laos in the forum"."""
    if not frame.nominal:
        return
    who = attendees(frame.parse, [*frame.parts("poss"), *frame.after("of", "by")[:1]])
    found = [event for token in frame.after("at", "in") for event in events(frame.parse, token)]
    yield from pairs(who, Relation.ATTENDS, found[:1], frame)


def _speech(frame: Frame) -> Iterator[Finding]:
    """Read "Press Briefing by Ana Lu", "Remarks by Ana Lu at the summit", "her speech at"."""
    if not frame.nominal or frame.parse.mention_at(frame.head) is not None:
        return
    who = people(frame.parse, [*frame.after("by")[:1], *frame.parts("poss")])
    if frame.lemma in _BRIEFINGS:
        found = events(frame.parse, frame.head) if frame.after("by") else []
    else:
        found = _meetings(frame.parse, frame.after("at", "to"))
    above = frame.above
    ahead = any(part.tag_ == "PRP$" for part in frame.parts("poss"))
    if not who and ahead and above is not None and frame.head.i < above.head.i:
        who = people(frame.parse, above.grammatical_subjects)
    yield from pairs(who, Relation.ATTENDS, found[:1], frame, Modality.ASSERTED)


def _given(frame: Frame) -> Iterator[Finding]:
    """Read "In a speech given at the summit, Ana Lu said", "a report presented at it by Bo Mek"."""
    if frame.link != "acl" or not frame.passive or frame.head.head.lemma_.lower() not in _SPEECHES:
        return
    parse, speech = frame.parse, frame.head.head
    found = [event for token in frame.after("at") for event in events(parse, token)]
    who = people(parse, frame.subjects)
    verb = Frame(parse, speech).above
    if not frame.subjects and verb is not None and speech.i < verb.head.i:
        who = people(parse, verb.grammatical_subjects)
    yield from pairs(who, Relation.ATTENDS, found[:1], frame, Modality.ASSERTED)


def _lead(frame: Frame) -> Iterator[Finding]:
    """Read "Ana Lu led a delegation to the forum", "leading his team at it", "led the talks"."""
    led = [event for noun in frame.objects for event in events(frame.parse, noun)]
    yield from pairs(people(frame.parse, frame.subjects), Relation.ATTENDS, led[:1], frame)
    if not any(noun.lemma_.lower() in TEAMS for noun in frame.objects):
        return
    found = _meetings(frame.parse, frame.after("to", "at"))
    yield from pairs(people(frame.parse, frame.subjects), Relation.ATTENDS, found[:1], frame)


def _called(frame: Frame) -> Iterator[Finding]:
    """Read "an emergency meeting called by Laos", who convenes it."""
    if frame.link == "acl" and frame.passive:
        found = events(frame.parse, frame.head.head)
        yield from pairs(attendees(frame.parse, frame.subjects), Relation.ATTENDS, found, frame)


def _meetings(parse: Parse, tokens: tuple[Token, ...]) -> list[Argument]:
    """Return the events that some nouns name, or the bodies that are assemblies."""
    found = [event for token in tokens for event in events(parse, token)]
    return found + [
        body
        for token in tokens
        for body in parse.arguments(token)
        if body.mention and body.mention.kind == Kind.ORGANIZATION
        if words(body.name.lower()) & _ASSEMBLIES
    ]


def _held(verb: Frame) -> list[Argument]:
    """Return the event that a verb says to take place: what is held, or the signing of a text."""
    parse = verb.parse
    if verb.lemma == "meet" and not verb.passive:
        return [Argument("meeting")]
    about = verb.objects or verb.grammatical_subjects
    found = [event for token in about for event in events(parse, token)]
    if not found and verb.lemma in _SIGNING:
        found = [
            Argument(f"{_SIGNING[verb.lemma]} of {parse.phrase(token).name}") for token in about
        ]
    return found[:1]


def _draw(frame: Frame) -> Iterator[Finding]:
    """Read "the summit drew 19 heads of state", "the forum brought together Laos and Chad"."""
    if frame.passive or frame.nominal:
        return
    if frame.lemma == "bring" and not any(t.lower_ == "together" for t in frame.children):
        return
    found = [event for token in frame.subjects for event in events(frame.parse, token)]
    who = attendees(frame.parse, frame.objects)
    if frame.lemma == "see":
        who = attendees(frame.parse, frame.after("of")) if _sees_presence(frame) else []
    yield from pairs(who, Relation.ATTENDS, found[:1], frame)


def _sees_presence(frame: Frame) -> bool:
    return any(token.lower_ in {"participation", "attendance"} for token in frame.objects)


RULES: Final[tuple[Rule, ...]] = (
    FrameRule("attends.taking-part", "1", frozenset({"attendance", "participation"}), _taking_part),
    FrameRule("attends.speech", "1", _SPEECHES | _BRIEFINGS, _speech),
    FrameRule("attends.given", "1", frozenset({"deliver", "give", "make", "present"}), _given),
    FrameRule("attends.lead", "1", frozenset({"head", "lead"}), _lead),
    FrameRule("attends.called", "1", frozenset({"call"}), _called),
    SentenceRule("attends.inverted", "2", _inverted),
    FrameRule("attends.among", "1", frozenset({"be"}), _among),
    FrameRule(
        "attends.presence", "1", _CHAIRS | {"presence", "participation", "attendance"}, _presence
    ),
    FrameRule("attends.draw", "1", _DRAWING, _draw),
)
