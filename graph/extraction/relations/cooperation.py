"""Who works together with whom: ``cooperatesWith``."""

from collections.abc import Iterator
from typing import Final

from spacy.tokens import Span

from graph.extraction.frames import Frame
from graph.extraction.parses import Parse
from graph.extraction.proposals import Argument, Kind, Relation
from graph.extraction.relations.dealings import DEALS, attached_with, having
from graph.extraction.relations.participants import (
    actors,
    pair_before,
    pairs,
    pairs_among,
    parties_between,
    parties_with,
)
from graph.extraction.rules import Finding, FrameRule, Rule, SentenceRule
from graph.extraction.verbs import SUPPORT
from graph.extraction.words import words

_COOPERATING: Final = words("collaborate cooperate co-operate coordinate liaise partner work team")
_COOPERATION: Final = words(
    """alliance collaboration cooperation co-operation coordination partnership"""
)
_TIES: Final = frozenset({"tie", "relation", "cooperation", "collaboration", "partnership"})
_DOING: Final = SUPPORT | words(
    """bolster boost build carry deepen develop do enhance enter establish expand extend forge
    foster form intensify maintain promote pursue renew strengthen step"""
)
"""Verbs whose subject has the cooperation that their object names; others only speak of it."""

_TOGETHER: Final = words(
    "carry complete conduct hold implement join launch organise organize perform run stage work"
)
"""Verbs for what two do together, where it is joint."""

_STRENGTHENING: Final = words(
    """strengthen expand deepen enhance bolster boost foster step promote consolidate"""
)


def _cooperate(frame: Frame) -> Iterator[Finding]:
    """Read "Laos will cooperate with Chad", "Laos and Chad work together"."""
    if frame.nominal:
        return
    joined = [part for verb in frame.parts("conj") for part in verb.children]
    together = any(
        child.lower_ in {"together", "jointly", "closely"} for child in (*frame.children, *joined)
    )
    who = actors(frame.parse, frame.subjects)
    others = [other for other in parties_with(frame) if other not in who]
    if frame.lemma in {"work", "team", "partner"} and not (
        others and (together or _directlyparties_with(frame))
    ):
        if together and len(who) == 2:  # noqa: PLR2004
            yield from pairs_among(who, Relation.COOPERATES_WITH, frame)
        return
    if others:
        yield from pairs(who, Relation.COOPERATES_WITH, others, frame)
    elif len(who) == 2:  # noqa: PLR2004
        yield from pairs_among(who, Relation.COOPERATES_WITH, frame)


def _directlyparties_with(frame: Frame) -> bool:
    return any(child.dep_ == "prep" and child.lower_ == "with" for child in frame.children)


def _cooperation(frame: Frame) -> Iterator[Finding]:
    """Read "cooperation between Laos and Chad", "in collaboration with the agency"."""
    if not frame.nominal:
        return
    parties = parties_between(frame) or pair_before(frame) or _of_two(frame)
    if len(parties) > 1:
        yield from pairs_among(parties, Relation.COOPERATES_WITH, frame)
        return
    if frame.head.dep_ == "pobj" and frame.head.head.head.pos_ == "NOUN":
        return  # "an agreement on cooperation with Laos": who agrees with whom, and not more
    others = [
        party
        for phrase in frame.phrases
        if phrase.preposition == "with" and phrase.attached == frame.head
        for party in actors(frame.parse, [phrase.object])
    ]
    others, who = others or _in_front(frame), _having(frame)
    yield from pairs(who, Relation.COOPERATES_WITH, others, frame)
    above = frame.above
    done = frame.head.dep_ == "dobj" and above is not None and above.link != "acl"
    done |= frame.head.dep_ == "pobj" and above is not None and above.lemma == "commit"
    if not others and len(who) == 2 and done:  # noqa: PLR2004
        yield from pairs_among(who, Relation.COOPERATES_WITH, frame)


def _of_two(frame: Frame) -> list[Argument]:
    """Return the two states of "Lao and Thai military cooperation"."""
    stately = {Kind.PEOPLE, Kind.STATE_OR_PLACE}
    before = [o for o in frame.parse.owners(frame.head) if o.start < frame.head.idx]
    states = [Argument(o.canonical, o) for o in before if o.kind in stately]
    return states if len(states) == 2 else []  # noqa: PLR2004


def _having(frame: Frame) -> list[Argument]:
    """Return who has the cooperation that a noun names, and does not only speak of it."""
    above = frame.above
    object_of = frame.head.dep_ in {"dobj", "conj"} and above is not None and not above.nominal
    if object_of and above is not None and above.lemma not in _DOING:
        return []
    return having(frame)


def _together(frame: Frame) -> Iterator[Finding]:
    """Read "Laos and Chad carried out joint patrols", "work on a bridge", "joined forces"."""
    if frame.nominal or frame.passive:
        return
    objects = frame.parts("dobj")
    if frame.lemma == "join":
        done = any(noun.lower_ == "forces" for noun in objects)
    elif frame.lemma == "work":
        about = frame.after("on")
        done = any(part.lower_ == "on" for part in frame.children)
        done &= not any(noun.lemma_.lower() in DEALS for noun in about)
    else:
        done = any(part.lower_ == "joint" for noun in objects for part in noun.children)
    if not done:
        return
    who = actors(frame.parse, frame.subjects)
    others = [other for other in attached_with(frame) if other not in who]
    if others and frame.lemma != "work":
        yield from pairs(who, Relation.COOPERATES_WITH, others, frame)
    elif len(who) == 2:  # noqa: PLR2004
        yield from pairs_among(who, Relation.COOPERATES_WITH, frame)


def _in_front(frame: Frame) -> list[Argument]:
    """Return the parties of a "with" in front of the sentence: "With Laos, Chad fosters …"."""
    for token in frame.head.sent:
        if token.pos_ in {"VERB", "AUX"}:
            break
        if token.lower_ == "with":
            return [who for noun in token.children for who in actors(frame.parse, [noun])]
    return []


def _jointly(parse: Parse, sentence: Span) -> Iterator[Finding]:
    """Read "Laos and Chad jointly inspect", "With Laos, Chad jointly inspects"."""
    for token in sentence:
        if token.lower_ != "jointly" or token.head.pos_ != "VERB":
            continue
        frame = Frame(parse, token.head)
        who = actors(parse, frame.subjects)
        others = [other for other in attached_with(frame) or _in_front(frame) if other not in who]
        if others:
            yield from pairs(who, Relation.COOPERATES_WITH, others, frame)
        elif len(who) == 2:  # noqa: PLR2004
            yield from pairs_among(who, Relation.COOPERATES_WITH, frame)


def _ties(frame: Frame) -> Iterator[Finding]:
    """Read "Laos strengthened its relations with Chad"."""
    if frame.nominal:
        return
    for noun in frame.objects:
        if noun.lemma_.lower() in _TIES:
            who = actors(frame.parse, frame.subjects)
            yield from pairs(who, Relation.COOPERATES_WITH, parties_with(frame), frame)


RULES: Final[tuple[Rule, ...]] = (
    FrameRule("cooperatesWith.verb", "1", _COOPERATING, _cooperate),
    FrameRule("cooperatesWith.noun", "3", _COOPERATION, _cooperation),
    FrameRule("cooperatesWith.together", "1", _TOGETHER, _together),
    SentenceRule("cooperatesWith.jointly", "1", _jointly),
    FrameRule("cooperatesWith.ties", "1", _STRENGTHENING, _ties),
)
