"""Who takes part in an event, and where it is: what the rules of several families share."""

from collections.abc import Iterable, Iterator
from itertools import product
from typing import Final

from spacy.tokens import Token

from graph.extraction.frames import Frame
from graph.extraction.parses import Parse
from graph.extraction.proposals import Argument, Kind, Modality, Relation
from graph.extraction.rules import Finding

EVENTS: Final = frozenset(
    """assembly briefing celebration ceremony colloquium commemoration conference congress
    consultation convention debate dialogue event exhibition fair forum funeral gathering hearing
    inauguration launch lunch luncheon meeting negotiation opening panel plenary rally reception
    retreat round roundtable seminar session signing summit symposium talk talks
    workshop""".split()
)
"""Nouns for what people attend."""

AGENTS: Final = frozenset({Kind.PERSON, Kind.STATE_OR_PLACE, Kind.ORGANIZATION, Kind.PEOPLE})
PLACES: Final = frozenset(
    {Kind.STATE_OR_PLACE, Kind.LOCATION, Kind.FACILITY, Kind.ORGANIZATION, Kind.PERSON}
)
_PEOPLE: Final = frozenset(
    """ambassador chancellor commissioner counterpart delegation diplomat envoy king leader
    minister ministry official officer party president premier prince representative secretary
    senator side spokesman spokesperson government state nation country member firm company
    group""".split()
)
"""Nouns for those who act, where they are not named."""


def actors(parse: Parse, tokens: Iterable[Token]) -> list[Argument]:
    """Return those who act, by name, or by the noun that says who they are.

    Args:
        parse: The parse.
        tokens: Heads of noun phrases.
    """
    found: dict[str, Argument] = {}
    for token in tokens:
        for head in parse.coordinated(token):
            for who in _actors_of(parse, head):
                found.setdefault(who.name, who)
    return list(found.values())


def _actors_of(parse: Parse, head: Token) -> Iterator[Argument]:
    named = parse.named(head)
    for who in named:
        if who.mention is not None and who.mention.kind in AGENTS:
            yield who
    if not named and head.lemma_.lower() in _PEOPLE and not _is_vague(head):
        yield parse.phrase(head)


def _is_vague(head: Token) -> bool:
    """Return whether a noun has nothing beside it that says who is meant: "the ministers"."""
    return not any(child.dep_ in {"amod", "compound", "prep", "nummod"} for child in head.children)


def people(parse: Parse, tokens: Iterable[Token]) -> list[Argument]:
    """Return those who act and are persons.

    Args:
        parse: The parse.
        tokens: Heads of noun phrases.
    """
    return [
        who
        for who in actors(parse, tokens)
        if who.mention is not None and who.mention.kind == Kind.PERSON
    ]


def places(parse: Parse, tokens: Iterable[Token]) -> list[Argument]:
    """Return the places that are named.

    Args:
        parse: The parse.
        tokens: Heads of noun phrases.
    """
    found: dict[str, Argument] = {}
    for token in tokens:
        for place in parse.arguments(token):
            if place.mention is not None and place.mention.kind in PLACES:
                found.setdefault(place.name, place)
    return list(found.values())


def events(parse: Parse, token: Token) -> list[Argument]:
    """Return the events that a noun phrase names or describes.

    Args:
        parse: The parse.
        token: The head of the phrase.
    """
    found: list[Argument] = []
    for head in parse.coordinated(token):
        named = [who for who in parse.named(head) if who.mention is not None]
        named = [who for who in named if who.mention and who.mention.kind == Kind.EVENT]
        if named:
            found += named
        elif head.lemma_.lower() in EVENTS or head.lower_ in EVENTS:
            found.append(parse.phrase(head))
    return found


def pairs(
    subjects: Iterable[Argument],
    relation: Relation,
    objects: Iterable[Argument],
    frame: Frame,
    modality: Modality | None = None,
) -> Iterator[Finding]:
    """Yield the relation of each subject to each object.

    Args:
        subjects: The subjects.
        relation: The relation.
        objects: The objects.
        frame: The frame that states it.
        modality: How it is held, where the frame does not tell.
    """
    for subject, other in product(list(subjects), list(objects)):
        yield Finding(subject, relation, other, frame, modality)
