"""Who deals with whom: ``negotiatesWith``, ``cooperatesWith``."""

from collections.abc import Iterator
from typing import Final

from spacy.tokens import Span, Token

from graph.extraction.frames import Frame
from graph.extraction.parses import Parse
from graph.extraction.proposals import Argument, Kind, Relation
from graph.extraction.relations.participants import (
    actors,
    pairs,
    pairs_among,
    parties_between,
    parties_with,
)
from graph.extraction.rules import Finding, FrameRule, Rule, SentenceRule
from graph.extraction.words import words

_TALKING: Final = words("meet negotiate speak confer consult talk phone telephone call converse")
_DISCUSSING: Final = frozenset({"discuss", "review", "negotiate", "exchange"})
_TALKS: Final = words(
    """conversation consultation consultations discussion discussions meeting negotiation
    negotiations lunch luncheon talk talks dialogue"""
)
_ATTENDED: Final = words("attend chair co-chair co-chaire host join")
"""Verbs for what is done with a meeting of many."""

_COOPERATING: Final = words("collaborate cooperate co-operate coordinate liaise partner work team")
_COOPERATION: Final = words(
    """alliance collaboration cooperation co-operation coordination partnership"""
)
_TIES: Final = frozenset({"tie", "relation", "cooperation", "collaboration", "partnership"})
_STRENGTHENING: Final = words(
    """strengthen expand deepen enhance bolster boost foster step promote consolidate"""
)


def _meet(frame: Frame) -> Iterator[Finding]:
    """Read "Ana Lu met with Bo Mek", "Ana Lu met Bo Mek", "the two ministers will meet"."""
    if frame.nominal:
        return
    parse = frame.parse
    who = actors(parse, frame.subjects)
    if frame.lemma in {"call", "phone", "telephone"}:
        others = actors(parse, frame.objects) if frame.lemma != "call" else []
    elif frame.lemma == "speak":
        others = actors(parse, frame.after("with"))
    else:
        others = parties_with(frame)
        if frame.lemma == "meet":
            others = actors(parse, frame.objects) or others
    others = [other for other in others if other not in who]
    if others:
        yield from pairs(who, Relation.NEGOTIATES_WITH, others, frame)
    elif _is_mutual(frame) and len(who) == 2:  # noqa: PLR2004
        yield from pairs_among(who, Relation.NEGOTIATES_WITH, frame)


def _is_mutual(frame: Frame) -> bool:
    """Return whether two subjects deal with each other: "they met", "they spoke by phone"."""
    phoned = any(
        token.lower_ in {"phone", "telephone"} for token in frame.after("by", "on", "over")
    )
    return (frame.lemma == "meet" and not frame.after("for")) or phoned


def _discuss(frame: Frame) -> Iterator[Finding]:
    """Read "Ana Lu discussed trade with Bo Mek", "the two sides exchanged views"."""
    if frame.nominal or frame.passive:
        return
    if frame.lemma == "exchange" and not any(
        token.lower_ in {"views", "opinions"} for token in frame.objects
    ):
        return
    who = actors(frame.parse, frame.subjects)
    others = [other for other in _attached_with(frame) if other not in who]
    if others and frame.lemma != "review":
        yield from pairs(who, Relation.NEGOTIATES_WITH, others, frame)
    elif len(who) == 2:  # noqa: PLR2004 - of more, who spoke with whom is open
        yield from pairs_among(who, Relation.NEGOTIATES_WITH, frame)


def _attached_with(frame: Frame) -> list[Argument]:
    """Return the parties of a "with" that the parser hung on the verb or its object."""
    near = {frame.head, *frame.objects}
    objects = [
        phrase.object
        for phrase in frame.phrases
        if phrase.preposition == "with" and phrase.attached in near
    ]
    return actors(frame.parse, objects)


def _talks(frame: Frame) -> Iterator[Finding]:
    """Read "Ana Lu held talks with Bo Mek", "the talks between Laos and Chad"."""
    above = frame.above
    if not frame.nominal or frame.parse.mention_at(frame.head) is not None:
        return
    parties = parties_between(frame)
    if len(parties) > 1:
        yield from pairs_among(parties, Relation.NEGOTIATES_WITH, frame)
        return
    if above is not None and above.lemma in _ATTENDED:
        return
    who, others = _holders(frame), parties_with(frame)
    if others:
        yield from pairs(who, Relation.NEGOTIATES_WITH, others, frame)
    elif len(who) == 2 and frame.supported:  # noqa: PLR2004
        yield from pairs_among(who, Relation.NEGOTIATES_WITH, frame)


def _holders(frame: Frame) -> list[Argument]:
    """Return who has the talks or the cooperation that a noun names."""
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


def _cooperate(frame: Frame) -> Iterator[Finding]:
    """Read "Laos will cooperate with Chad", "Laos and Chad work together"."""
    if frame.nominal:
        return
    together = any(child.lower_ in {"together", "jointly", "closely"} for child in frame.children)
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
    parties = parties_between(frame)
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
    others = others or _in_front(frame)
    yield from pairs(_holders(frame), Relation.COOPERATES_WITH, others, frame)


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
        others = [other for other in _attached_with(frame) or _in_front(frame) if other not in who]
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
    FrameRule("negotiatesWith.meet", "1", _TALKING, _meet),
    FrameRule("negotiatesWith.discuss", "1", _DISCUSSING, _discuss),
    FrameRule("negotiatesWith.talks", "1", _TALKS, _talks),
    FrameRule("cooperatesWith.verb", "1", _COOPERATING, _cooperate),
    FrameRule("cooperatesWith.noun", "1", _COOPERATION, _cooperation),
    SentenceRule("cooperatesWith.jointly", "1", _jointly),
    FrameRule("cooperatesWith.ties", "1", _STRENGTHENING, _ties),
)
