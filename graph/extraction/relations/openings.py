"""Who opens what: ``opens``."""

from collections.abc import Iterator
from typing import Final

from spacy.tokens import Token

from graph.extraction.frames import Frame
from graph.extraction.parses import Parse, related
from graph.extraction.proposals import Argument, Kind, Relation
from graph.extraction.relations.participants import actors, pairs
from graph.extraction.rules import Finding, FrameRule, Rule
from graph.extraction.words import words

_MISSIONS: Final = words(
    """branch bridge bureau centre center chancery checkpoint consulate corridor crossing embassy
    exhibition facility factory hospital line mission museum office outpost pipeline plant
    port post representation residence route school section station terminal"""
)
"""Nouns for what is opened."""

_ESTABLISHED: Final = words("embassy consulate mission office")
_OPENING: Final = frozenset({"open", "reopen", "re-open", "inaugurate", "commission", "establish"})
_PLACE: Final = frozenset({"in", "at"})


def _open(frame: Frame) -> Iterator[Finding]:
    """Read "Laos will open an embassy in Rome", "the office was reopened by Laos"."""
    if frame.nominal:
        return
    who = actors(frame.parse, frame.subjects)
    for token in frame.objects:
        if frame.passive and not frame.subjects:
            who = _state_of_mission(frame.parse, token)
        for head in frame.parse.coordinated(related(token)):
            if frame.lemma == "establish" and head.lemma_.lower() not in _ESTABLISHED:
                continue
            yield from pairs(who, Relation.OPENS, _opened(frame, head), frame)


def _state_of_mission(parse: Parse, head: Token) -> list[Argument]:
    """Return the state whose mission is opened by nobody who is named: "the Embassy of Laos"."""
    stately = {Kind.STATE_OR_PLACE, Kind.PEOPLE}
    inside = parse.mention_at(head)
    if inside is None:
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
    ]
    if named:
        yield from named
        return
    if head.lemma_.lower() not in _MISSIONS and "consulate" not in {
        child.lower_ for child in head.children
    }:
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


RULES: Final[tuple[Rule, ...]] = (FrameRule("opens.verb", "1", _OPENING, _open),)
