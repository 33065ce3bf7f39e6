"""Who opens what: ``opens``."""

from collections.abc import Iterator
from typing import Final

from spacy.tokens import Token

from graph.extraction.frames import Frame
from graph.extraction.parses import Parse, related
from graph.extraction.proposals import Argument, Kind, Mention, Modality, Relation
from graph.extraction.relations.participants import actors, pairs
from graph.extraction.rules import Finding, FrameRule, Rule
from graph.extraction.words import words

_MISSIONS: Final = words(
    """airport branch bridge building bureau campus centre center chancery checkpoint clinic
    consulate corridor crossing dam delegation embassy exhibition facility factory highway
    hospital hub institute laboratory legation library line mission museum office outpost park
    pavilion pipeline plant port post premises railway representation residence road route school
    section station terminal university vice-consulate"""
)
"""Nouns for what is opened."""

_ESTABLISHED: Final = words(
    "consulate delegation embassy general legation mission office representation vice-consulate"
)
_OPENING: Final = words(
    "commission establish inaugurate launch open re-establish re-open reopen set unveil"
)
_BUILDING: Final = words("establish launch re-establish set unveil")
"""Verbs of which only missions and offices are read: much else is established."""

_EVENTS: Final = words("establishment inauguration launch opening re-opening reopening")
_TELLING: Final = words("announce consider discuss plan propose")
"""Verbs whose subject opens what they tell of."""

_PLACE: Final = frozenset({"in", "at"})


def _open(frame: Frame) -> Iterator[Finding]:
    """Read "Laos will open an embassy in Rome", "the Lao office was reopened", "… opened"."""
    if frame.nominal or (frame.lemma == "set" and not _is_set_up(frame)):
        return
    who, objects = actors(frame.parse, frame.subjects), frame.objects
    unsaid = frame.passive and not frame.subjects
    if not frame.passive and (not objects or all(t.lower_ == "doors" for t in objects)):
        objects, unsaid = frame.grammatical_subjects, True
    for token in objects:
        for head in frame.parse.coordinated(related(token)):
            if frame.lemma in _BUILDING and head.lemma_.lower() not in _ESTABLISHED:
                continue
            openers = who
            if unsaid:
                openers = _state_of_mission(frame.parse, head) or _state_before(frame.parse, head)
            yield from pairs(openers, Relation.OPENS, _opened(frame, head), frame)


def _is_set_up(frame: Frame) -> bool:
    return any(part.lower_ == "up" for part in frame.parts("prt", "advmod"))


def _opening(frame: Frame) -> Iterator[Finding]:
    """Read "the opening of the Lao embassy in Rome", "announced the opening of an office"."""
    if not frame.nominal and frame.head.tag_ != "VBG":
        return
    parse, above = frame.parse, frame.above
    told = above is not None and above.lemma in _TELLING
    said = actors(parse, [*frame.parts("poss"), *frame.after("by")])
    for child in frame.children:
        for token in child.children if child.lower_ == "of" else ():
            for head in parse.coordinated(token):
                who = said or _state_of_mission(parse, head)
                if not who and told and above is not None:
                    who = actors(parse, above.grammatical_subjects)
                held = Modality.PLANNED if told else None
                yield from pairs(who, Relation.OPENS, _opened(frame, head), frame, held)


def _state_before(parse: Parse, head: Token) -> list[Argument]:
    """Return the state of the subject before: "Laos's network grew, as an office was opened in"."""
    if not _is_mission(head):
        return []
    for token in head.doc[head.sent.start : head.i]:
        if token.dep_ in {"nsubj", "nsubjpass"} and token != head:
            states = _state_of_mission(parse, token)
            if states:
                return states
    return []


def _state_of_mission(parse: Parse, head: Token) -> list[Argument]:
    """Return the state whose mission is opened by nobody who is named: "the Embassy of Laos"."""
    stately = {Kind.STATE_OR_PLACE, Kind.PEOPLE}
    inside = parse.mention_at(head)
    if inside is None or _is_bare(inside, head):
        return [Argument(o.canonical, o) for o in parse.owners(head) if o.kind in stately][:1]
    name = f" {inside.words} "
    for other in parse.mentions:
        named = other.kind in stately and (
            f" of {other.words} " in name or name.startswith(f" {other.words} ")
        )
        if named:
            return [Argument(other.canonical, other)]
    return []


def _opened(frame: Frame, head: Token) -> Iterator[Argument]:
    """Yield what is opened, one for each place."""
    parse = frame.parse
    named = [
        place
        for place in parse.named(head)
        if place.mention and place.mention.kind in {Kind.FACILITY, Kind.ORGANIZATION}
        if not _is_bare(place.mention, head)
    ]
    if named:
        yield from named
        return
    if not _is_mission(head):
        return
    places = [
        phrase.object
        for phrase in (*Frame(parse, head).phrases, *frame.phrases)
        if phrase.preposition in _PLACE
        and phrase.object.i > head.i
        and phrase.object.ent_type_ != "DATE"
        and (place := parse.mention_at(phrase.object)) is not None
        and place.kind in {Kind.STATE_OR_PLACE, Kind.LOCATION}
    ]
    said = parse.words(head)
    for split in (" in ", " at "):
        said = said.split(split, 1)[0]
    if not places:
        yield Argument(said)
        return
    preposition = places[0].head.lower_
    for town in parse.arguments(places[0]):
        yield Argument(f"{said} {preposition} {town.name}")


def _is_bare(mention: Mention, head: Token) -> bool:
    """Return whether what was taken for a name is only the noun: "new Embassies"."""
    return mention.words == head.text and _is_mission(head)


def _is_mission(head: Token) -> bool:
    """Return whether a noun names what is opened: "embassy", "consulate general"."""
    beside = {child.lower_ for child in head.children}
    noun = head.lower_.removesuffix("s") if head.tag_ == "NNPS" else head.lemma_.lower()
    noun = noun.replace("embassies", "embassy").replace("embassie", "embassy")
    high = noun == "commission" and "high" in beside
    return noun in _MISSIONS or "consulate" in beside or high


RULES: Final[tuple[Rule, ...]] = (
    FrameRule("opens.verb", "2", _OPENING, _open),
    FrameRule("opens.noun", "1", _EVENTS, _opening),
)
