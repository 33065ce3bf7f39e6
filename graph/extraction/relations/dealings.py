"""Who has the talks or the cooperation that a noun or a verb names."""

from typing import Final

from spacy.tokens import Token

from graph.extraction.frames import Frame
from graph.extraction.proposals import Argument, Kind
from graph.extraction.relations.participants import actors
from graph.extraction.words import words

DEALS: Final = words(
    """accord agreement armistice ceasefire compromise consensus deal pact settlement treaty truce
    understanding"""
)
"""Nouns for what two agree on."""


def having(frame: Frame) -> list[Argument]:
    """Return who has the talks or the cooperation that a noun names.

    Args:
        frame: The noun.
    """
    own = actors(frame.parse, [*frame.parts("poss"), *_adjectives(frame)])
    above = frame.above
    if own or above is None or above.nominal:
        return own
    if frame.head.dep_ in {"dobj", "pobj", "conj"}:
        return actors(frame.parse, above.grammatical_subjects)
    return []


def _adjectives(frame: Frame) -> list[Token]:
    """Return the state whose adjective stands before a noun: "Lao cooperation with Chad"."""
    return [
        child
        for child in frame.parts("amod", "compound", "nmod")
        if (mention := frame.parse.mention_at(child)) is not None
        and mention.kind in {Kind.PEOPLE, Kind.STATE_OR_PLACE}
    ]


def attached_with(frame: Frame) -> list[Argument]:
    """Return the parties of a "with" that the parser hung on the verb or its object.

    Args:
        frame: The verb.
    """
    near = {frame.head, *frame.objects}
    objects = [
        phrase.object
        for phrase in frame.phrases
        if phrase.preposition == "with" and phrase.attached in near
    ]
    return actors(frame.parse, objects)
