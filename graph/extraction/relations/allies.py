"""Who is whose ally or partner, and has ties with whom: ``cooperatesWith``."""

from collections.abc import Iterator
from typing import Final

from spacy.tokens import Token

from graph.extraction.frames import Frame
from graph.extraction.parses import Parse
from graph.extraction.proposals import Argument, Kind, Modality, Relation
from graph.extraction.relations.holders import holders
from graph.extraction.relations.participants import actors, pairs, pairs_among, parties_between
from graph.extraction.rules import Finding, FrameRule, Rule
from graph.extraction.words import words

_TIES: Final = words("alliance link partnership relation relationship tie")
_GROWING: Final = words(
    """advance boost broaden consolidate deepen elevate enhance enjoy expand forge grow renew
    strengthen upgrade"""
)
"""Verbs of those who have ties with each other, and do not only speak of them."""

_LINKS: Final = frozenset({"link", "tie"})
"""Nouns for what somebody has with others who work together."""

_WARM: Final = words(
    "close closer cordial deep enduring excellent friendly good historic longstanding strong warm"
)
_SAID: Final = frozenset({"alleged", "reported", "supposed", "suspected"})
_OTHERS: Final = frozenset({Kind.STATE_OR_PLACE, Kind.ORGANIZATION, Kind.PERSON, Kind.PEOPLE})


def _allies(frame: Frame) -> Iterator[Finding]:
    """Read "allies such as Laos", "its allies Laos and Chad", "Laos is a close ally of Chad"."""
    parse, noun, above = frame.parse, frame.head, frame.above
    if not frame.nominal or frame.negated:
        return
    owners = [
        who
        for token in (*frame.parts("poss"), *_after(noun, "of"))
        for who in parse.arguments(token)
    ]
    named = _named_beside(parse, noun)
    if not named and noun.dep_ in {"appos", "attr"}:
        yield from _called(frame, owners)
        return
    if named and not owners and above is not None and noun.dep_ == "dobj":
        owners = holders(above)
    who = [owner for owner in owners if _is_other(owner)]
    others = [ally for ally in named if _is_other(ally) and ally not in who]
    yield from pairs(who, Relation.COOPERATES_WITH, others, frame, Modality.ASSERTED)


def _called(frame: Frame, owners: list[Argument]) -> Iterator[Finding]:
    """Read "Laos is Chad's ally", "Laos, a close ally of Chad"."""
    above, attribute = frame.above, frame.head.dep_ == "attr"
    if attribute and (above is None or above.negated):
        return
    tokens = above.grammatical_subjects if attribute and above else (frame.head.head,)
    who = [ally for ally in actors(frame.parse, tokens) if _is_other(ally) and ally not in owners]
    others = [owner for owner in owners if _is_other(owner)]
    held = None if attribute else Modality.ASSERTED
    yield from pairs(who, Relation.COOPERATES_WITH, others, frame, held)


def _is_other(who: Argument) -> bool:
    return who.mention is not None and who.mention.kind in _OTHERS


def _named_beside(parse: Parse, noun: Token) -> list[Argument]:
    """Return who is named beside a noun: "allies Laos and Chad", "partners including Laos"."""
    plural = noun.tag_ == "NNS"
    heads = [c for c in noun.children if c.dep_ == "appos" and c.i > noun.i]
    heads += [
        part
        for child in noun.children
        if child.lower_ in {"including", "like"}
        or (child.lower_ == "as" and any(c.lower_ == "such" for c in child.children))
        for part in child.children
        if part.dep_ == "pobj" and plural
    ]
    found = actors(parse, heads)
    holder = parse.holder_at(noun)
    if holder is not None and holder.kind != Kind.PEOPLE and not found:
        found = [Argument(holder.canonical, holder)]
    return found


def _after(noun: Token, *prepositions: str) -> Iterator[Token]:
    for child in noun.children:
        if child.dep_ == "prep" and child.lower_ in prepositions:
            yield from (part for part in child.children if part.dep_ == "pobj")


def _ties(frame: Frame) -> Iterator[Finding]:
    """Read "we deepened alliances with Laos", "Laos, with close ties with Chad", "ties between"."""
    parse, above = frame.parse, frame.above
    if not frame.nominal or frame.negated or parse.mention_at(frame.head) is not None:
        return
    warm = any(child.lower_ in _WARM for child in frame.head.lefts)
    parties = parties_between(frame)
    if len(parties) > 1:
        if warm:
            yield from pairs_among(parties, Relation.COOPERATES_WITH, frame)
        return
    having = (frame.lemma in _LINKS or warm) and above is not None and _has(above)
    prepositions = ("with", "to") if having else ("with",)
    others = [who for who in actors(parse, _after(frame.head, *prepositions)) if _is_other(who)]
    beside = frame.head.dep_ == "pobj" and frame.head.head.lower_ == "with"
    if beside:
        noun = frame.head.head.head
        who = actors(parse, [noun.head if noun.dep_ == "conj" else noun]) if warm else []
    else:
        who = _who_has(frame, having=having)
    if warm and not others and not beside and len(who) == 2:  # noqa: PLR2004
        yield from pairs_among(who, Relation.COOPERATES_WITH, frame)
    said = {c.lower_ for c in frame.head.lefts} | {above.head.lower_ if above else ""}
    held = Modality.ALLEGED if said & _SAID else Modality.ASSERTED if beside else None
    yield from pairs(
        [party for party in who if _is_other(party) and party not in others],
        Relation.COOPERATES_WITH,
        others,
        frame,
        held,
    )


def _who_has(frame: Frame, *, having: bool) -> list[Argument]:
    """Return who has the ties that are the object of a verb; of what is to be done, nobody yet."""
    above = frame.above
    if above is None or above.negated or not _is_object(frame.head):
        return []
    if above.link in {"acl", "xcomp"} or not (having or above.lemma in _GROWING):
        return []
    return actors(frame.parse, above.grammatical_subjects)


def _has(frame: Frame) -> bool:
    """Return whether somebody has it: "has ties", and "has alleged ties", taken for a verb."""
    said = frame.head.lower_ in _SAID and "has" in frame.auxiliaries
    return frame.lemma == "have" or said


def _is_object(noun: Token) -> bool:
    """Return whether a noun is what a verb is done to, or goes on with that."""
    while noun.dep_ == "conj" and noun.head.pos_ in {"NOUN", "PROPN"}:
        noun = noun.head
    return noun.dep_ == "dobj"


def _help(frame: Frame) -> Iterator[Finding]:
    """Read "they were freed with the cooperation of Laos": who does it works with Laos."""
    above, noun = frame.above, frame.head
    if not frame.nominal or above is None or above.nominal:
        return
    if (
        noun.dep_ != "pobj"
        or noun.head.lower_ not in {"in", "with"}
        or noun.head.head != above.head
    ):
        return
    others = [who for who in actors(frame.parse, _after(noun, "of", "from")) if _is_other(who)]
    who = [party for party in actors(frame.parse, above.subjects) if party not in others]
    yield from pairs(who, Relation.COOPERATES_WITH, others, frame)


RULES: Final[tuple[Rule, ...]] = (
    FrameRule("cooperatesWith.allies", "1", frozenset({"ally", "partner"}), _allies),
    FrameRule("cooperatesWith.help", "1", words("collaboration cooperation partnership"), _help),
    FrameRule("cooperatesWith.relations", "1", _TIES, _ties),
)
