"""Who talks with whom: ``negotiatesWith``."""

from collections.abc import Iterator
from typing import Final

from spacy.tokens import Span

from graph.extraction.frames import Frame
from graph.extraction.parses import Parse, related
from graph.extraction.proposals import Argument, Kind, Relation
from graph.extraction.relations.dealings import DEALS, attached_with, having
from graph.extraction.relations.participants import (
    actors,
    pair_before,
    pairs,
    pairs_among,
    parties_between,
    parties_with,
    people,
    states_in,
)
from graph.extraction.rules import Finding, FrameRule, Rule, SentenceRule
from graph.extraction.words import words

_TALKING: Final = words(
    "meet negotiate speak confer consult talk phone telephone call compare converse sit"
)
_HOLDING: Final = words("begin conclude convene hold launch open resume start take")
"""Verbs of meetings that take place; a dialogue may be named for much else."""

_DISCUSSING: Final = frozenset({"discuss", "review", "negotiate", "exchange"})
_TALKS: Final = words(
    """call conversation consultation consultations discussion discussions meeting negotiation
    negotiations lunch luncheon round talk talks dialogue"""
)
_ROUNDS: Final = words("consultation dialogue discussion negotiation talk")
"""Nouns of which there are rounds, which two states have with each other."""

_RECEIVING: Final = words("host receive welcome")
_DEALING: Final = words("broker hammer negotiate reach seal strike work")
"""Verbs of those who have talked of a deal, or still do: "work on an agreement"."""
_ATTENDED: Final = words("attend chair co-chair co-chaire host join")
"""Verbs for what is done with a meeting of many."""


def _meet(frame: Frame) -> Iterator[Finding]:
    """Read "Ana Lu met with Bo Mek", "Ana Lu met Bo Mek", "the two ministers will meet"."""
    if frame.nominal:
        return
    if frame.link == "xcomp" and frame.above is not None and frame.above.lemma == "agree":
        return  # to agree to meet is a plan
    parse = frame.parse
    who = _who_act(frame)
    if frame.lemma in {"call", "phone", "telephone"}:
        others = actors(parse, frame.objects) if frame.lemma != "call" else []
    elif frame.lemma in {"sit", "speak"}:
        others = actors(parse, frame.after("with", "down with")) or people(parse, frame.after("to"))
    elif frame.lemma == "compare" and not any(noun.lower_ == "notes" for noun in frame.objects):
        others = []
    else:
        others = parties_with(frame)
        if frame.lemma == "meet":
            others = actors(parse, frame.objects) or others
    others = [other for other in others if other not in who]
    if others:
        yield from pairs(who, Relation.NEGOTIATES_WITH, others, frame)
    elif _is_mutual(frame) and len(who) == 2:  # noqa: PLR2004
        yield from pairs_among(who, Relation.NEGOTIATES_WITH, frame)


def _who_act(frame: Frame) -> list[Argument]:
    """Return who talks; all of "Ana Lu and Bo Mek, who met", of whom the clause hangs on one."""
    tokens = [related(token) for token in frame.subjects]
    if not frame.objects and not parties_with(frame):
        tokens = [token.head if token.dep_ == "conj" else token for token in tokens]
    return actors(frame.parse, tokens)


def _is_mutual(frame: Frame) -> bool:
    """Return whether two subjects deal with each other: "they met", "they spoke by phone"."""
    phoned = any(
        token.lower_ in {"phone", "telephone"} for token in frame.after("by", "on", "over")
    )
    events = [token for token in frame.after("for") if token.lemma_.lower() not in _TALKS]
    return (frame.lemma == "meet" and not events) or phoned


def _discuss(frame: Frame) -> Iterator[Finding]:
    """Read "Ana Lu discussed trade with Bo Mek", "the two sides exchanged views"."""
    if frame.nominal or frame.passive:
        return
    if frame.lemma == "exchange" and not any(
        token.lower_ in {"views", "opinions"} for token in frame.objects
    ):
        return
    who = actors(frame.parse, frame.subjects)
    others = [other for other in attached_with(frame) if other not in who]
    if others and frame.lemma != "review":
        yield from pairs(who, Relation.NEGOTIATES_WITH, others, frame)
    elif len(who) == 2 and not (frame.lemma == "review" and frame.head.tag_ == "VB"):  # noqa: PLR2004 - of more, who spoke with whom is open
        yield from pairs_among(who, Relation.NEGOTIATES_WITH, frame)


def _talks(frame: Frame) -> Iterator[Finding]:
    """Read "Ana Lu held talks with Bo Mek", "the talks between Laos and Chad"."""
    above = frame.above
    if not frame.nominal or frame.parse.mention_at(frame.head) is not None:
        return
    if frame.lemma == "round" and not any(t.lemma_.lower() in _ROUNDS for t in frame.after("of")):
        return
    parties = parties_between(frame) or pair_before(frame)
    if len(parties) > 1:
        yield from pairs_among(parties, Relation.NEGOTIATES_WITH, frame)
        return
    if above is not None and above.lemma in _ATTENDED - _RECEIVING:
        return
    if above is not None and above.lemma in _RECEIVING and frame.head.dep_ == "pobj":
        guests = people(frame.parse, above.objects)
        yield from pairs(
            actors(frame.parse, above.subjects), Relation.NEGOTIATES_WITH, guests, frame
        )
        return
    if frame.lemma == "call" and not (frame.supported or frame.parts("poss")):
        return
    who, others = having(frame), parties_with(frame)
    if frame.lemma == "call" and above is not None and above.lemma == "receive":
        others = others or actors(frame.parse, frame.after("from"))
    all_meet = any(part.lower_ in {"three-way", "trilateral"} for part in frame.children)
    if others:
        yield from pairs(who, Relation.NEGOTIATES_WITH, others, frame)
    elif (len(who) == 2 or all_meet) and frame.supported:  # noqa: PLR2004
        yield from pairs_among(who, Relation.NEGOTIATES_WITH, frame)


def _deal(frame: Frame) -> Iterator[Finding]:
    """Read "Laos and Chad reached a deal", "work on an agreement", "struck a deal with Mali"."""
    deals = [*frame.objects, *(frame.after("on") if frame.lemma == "work" else ())]
    if frame.nominal or frame.passive or not any(t.lemma_.lower() in DEALS for t in deals):
        return
    who = actors(frame.parse, frame.subjects)
    others = [other for other in attached_with(frame) if other not in who]
    if others:
        yield from pairs(who, Relation.NEGOTIATES_WITH, others, frame)
    elif len(who) == 2:  # noqa: PLR2004
        yield from pairs_among(who, Relation.NEGOTIATES_WITH, frame)


def _named_pairs(parse: Parse, sentence: Span) -> Iterator[Finding]:
    """Read "the Lao-Thai Annual Consultations", "the negotiation of the Lao-Thai Pact"."""
    for mention in parse.mentions_in(sentence):
        head = parse.spans[mention][-1]
        before = parse.spans[mention][0].i - 1
        talks = mention.kind == Kind.EVENT and head.lemma_.lower().removesuffix("s") in _ROUNDS
        of = [token.lemma_.lower() for token in parse.doc[max(0, before - 2) : before + 1]]
        negotiated = mention.kind == Kind.AGREEMENT and "of" in of and of[0] == "negotiation"
        together = mention.kind == Kind.AGREEMENT and head.lemma_.lower() == "partnership"
        above = Frame(parse, head).above
        held = above is not None and above.lemma in _HOLDING
        talks &= held or head.lower_ != "dialogue"
        pair = states_in(parse, mention) if talks or negotiated or together else []
        relation = Relation.COOPERATES_WITH if together else Relation.NEGOTIATES_WITH
        if negotiated:
            relation = Relation.NEGOTIATES_WITH
        if len(pair) == 2:  # noqa: PLR2004
            yield Finding(pair[0], relation, pair[1], Frame(parse, head))


RULES: Final[tuple[Rule, ...]] = (
    FrameRule("negotiatesWith.meet", "3", _TALKING, _meet),
    FrameRule("negotiatesWith.discuss", "2", _DISCUSSING, _discuss),
    FrameRule("negotiatesWith.talks", "2", _TALKS, _talks),
    FrameRule("negotiatesWith.deal", "1", _DEALING, _deal),
    SentenceRule("negotiatesWith.pair", "2", _named_pairs),
)
