"""Who visits whom or what: ``visits``."""

from collections.abc import Iterator
from typing import Final

from spacy.tokens import Token

from graph.extraction.frames import Frame
from graph.extraction.parses import Parse
from graph.extraction.proposals import Argument, Kind, Modality, Relation
from graph.extraction.relations.participants import actors, pairs, places
from graph.extraction.rules import Finding, FrameRule, Rule
from graph.extraction.words import word_at, words

_VISITING: Final = frozenset({"visit", "tour"})
_TRAVELLING: Final = words(
    """arrive come depart embark fly go head journey land leave proceed travel"""
)
_TOWARDS: Final = ("to", "for", "in", "at", "on to", "onward to")
_GATHERING: Final = frozenset({"convene", "gather", "meet", "assemble"})
_NOUNS: Final = frozenset({"visit", "trip", "tour", "call", "stay", "stopover", "stop"})
_PAYING: Final = words(
    """be begin commence complete conclude continue embark end have make pay start undertake"""
)
_SITES: Final = words(
    """academy base bridge camp centre center city embassy factory headquarters hospital house
    memorial monument museum office palace park plant port quarter school shipyard site temple
    university"""
)
"""Nouns for what is visited though it has no name."""


def _verb(frame: Frame) -> Iterator[Finding]:
    """Read "Ana Lu visited Rome"; "Rome was visited by Ana Lu"."""
    visitors = actors(frame.parse, frame.subjects)
    yield from pairs(visitors, Relation.VISITS, _visited(frame.parse, frame.objects), frame)


def _travel(frame: Frame) -> Iterator[Finding]:
    """Read "Ana Lu travelled to Rome and Paris"; "she left for Rome"."""
    phrases = [
        phrase
        for phrase in frame.phrases
        if phrase.attached == frame.head or phrase.attached.dep_ in {"advmod", "prep", "prt"}
    ]
    if frame.parts("dobj") and frame.lemma in {"fly", "land", "head"}:
        return
    wanted = ("for",) if frame.lemma in {"leave", "depart", "embark"} else _TOWARDS
    objects = [phrase.object for phrase in phrases if phrase.preposition in wanted]
    if frame.lemma in {"go", "come", "head", "proceed", "fly", "land"}:
        objects = [token for token in objects if _is_place(frame.parse, token)]
    visitors = [who for who in actors(frame.parse, frame.subjects) if _travels(who)]
    targets = [place for place in places(frame.parse, objects) if not _is_person(place)]
    yield from pairs(visitors, Relation.VISITS, targets, frame)


def _call(frame: Frame) -> Iterator[Finding]:
    """Read "Ana Lu called on President Bo Mek"; "called on Bo Mek to resign" is no visit."""
    if frame.nominal or frame.parts("xcomp", "ccomp", "advcl"):
        return
    hosts = [
        phrase.object
        for phrase in frame.phrases
        if phrase.preposition == "on" and phrase.attached == frame.head
        if not any(child.tag_ == "VB" for child in phrase.object.children)
    ]
    if word_at(frame.head, 1) == "on":  # the parser may take the host for the object
        hosts += frame.objects
    called = [host for host in actors(frame.parse, hosts) if _is_person(host)]
    visitors = [who for who in actors(frame.parse, frame.subjects) if _is_person(who)]
    yield from pairs(visitors, Relation.VISITS, called, frame)


def _due(frame: Frame) -> Iterator[Finding]:
    """Read "Ana Lu is due in Rome on Monday"."""
    due = [token for token in frame.parts("acomp") if token.lower_ == "due"]
    towns = [
        phrase.object
        for phrase in frame.phrases
        if due and phrase.preposition == "in" and _is_place(frame.parse, phrase.object)
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
        if phrase.preposition == "in" and _is_place(frame.parse, phrase.object)
        for place in places(frame.parse, [phrase.object])
        if place.mention is not None and place.mention.kind == Kind.STATE_OR_PLACE
    ]
    if frame.lemma != "meet" and frame.parts("dobj"):
        return
    if frame.lemma == "meet" and not (frame.after("for") or frame.parts("dobj")):
        return
    visitors = [who for who in actors(frame.parse, frame.subjects) if _is_person(who)]
    if frame.lemma != "meet" or frame.after("for"):
        visitors = [who for who in actors(frame.parse, frame.subjects) if _travels(who)]
    yield from pairs(visitors, Relation.VISITS, towns[:1], frame)


def _noun(frame: Frame) -> Iterator[Finding]:
    """Read "Ana Lu paid a visit to Rome", "Ana Lu's trip to Rome", "a trip made by Ana Lu"."""
    if not frame.nominal:
        return
    parse = frame.parse
    prepositions = ("on", "to") if frame.lemma == "call" else ("to", "in", "at")
    targets = [
        phrase.object
        for phrase in frame.phrases
        if phrase.preposition in prepositions and phrase.attached == frame.head
    ]
    if not targets and frame.lemma != "call":
        targets = [t for t in frame.after("to") if _is_place(parse, t)]
    if not targets and frame.above is not None and frame.above.lemma == "be":
        targets = [t for t in frame.above.after("in") if _is_place(parse, t)]
    if frame.lemma == "call" and not _is_courtesy(frame):
        return
    visitors = _visitors(frame)
    companions = actors(parse, _companions(frame))
    found = _visited(parse, targets)
    yield from pairs([*visitors, *companions], Relation.VISITS, found, frame)


def _visitors(frame: Frame) -> list[Argument]:
    """Return who makes the visit that a noun names."""
    parse = frame.parse
    own = [child for child in frame.children if child.dep_ == "poss"]
    own += [
        phrase.object
        for phrase in frame.phrases
        if phrase.preposition in {"of", "by", "from"} and phrase.attached == frame.head
    ]
    for clause in frame.parts("acl", "relcl"):
        made = Frame(parse, clause)
        if made.lemma in _PAYING and made.passive:
            own += made.subjects
    found = [who for who in actors(parse, own) if _travels(who)]
    if found:
        return found
    above = frame.above
    if above is None or above.nominal:
        return []
    ahead = any(part.tag_ == "PRP$" for part in own)  # "during her stay, Ana Lu …"
    if not ahead and above.lemma not in _PAYING | {"see"}:
        return []
    return [who for who in actors(parse, above.grammatical_subjects) if _travels(who)]


def _companions(frame: Frame) -> list[Token]:
    """Return who accompanies the visitor in the same clause."""
    found: list[Token] = []
    for token in frame.head.sent:
        if token.lemma_ == "accompany" and token.i > frame.head.i:
            clause = Frame(frame.parse, token)
            if clause.passive and not clause.parts("aux"):
                found += clause.subjects
    return found


def _visited(parse: Parse, tokens: tuple[Token, ...] | list[Token]) -> list[Argument]:
    """Return what is visited: named, or a site by the words for it."""
    found: dict[str, Argument] = {}
    for token in tokens:
        for head in parse.coordinated(token):
            named = [place for place in places(parse, [head]) if place]
            if head.lemma_.lower() in _SITES and parse.mention_at(head) is None:
                named = [parse.phrase(head)]
            for place in named:
                found.setdefault(place.name, place)
    return list(found.values())


def _is_place(parse: Parse, token: Token) -> bool:
    mention = parse.mention_at(token)
    return mention is not None and mention.kind in {Kind.STATE_OR_PLACE, Kind.LOCATION}


def _is_person(who: Argument) -> bool:
    return who.mention is not None and who.mention.kind == Kind.PERSON


def _travels(who: Argument) -> bool:
    """Return whether somebody can travel: a person, a state's people, a delegation."""
    return who.mention is None or who.mention.kind != Kind.FACILITY


def _is_courtesy(frame: Frame) -> bool:
    """Return whether a call is a visit: "a courtesy call", "paid a call on"."""
    words = {child.lower_ for child in frame.children}
    above = frame.above
    return bool(words & {"courtesy", "farewell", "protocol", "introductory"}) or (
        above is not None and above.lemma == "pay"
    )


RULES: Final[tuple[Rule, ...]] = (
    FrameRule("visits.verb", "1", _VISITING, _verb),
    FrameRule("visits.travel", "1", _TRAVELLING, _travel),
    FrameRule("visits.call", "1", frozenset({"call"}), _call),
    FrameRule("visits.due", "1", frozenset({"be"}), _due),
    FrameRule("visits.gather", "1", _GATHERING, _gather),
    FrameRule("visits.noun", "1", _NOUNS, _noun),
)
