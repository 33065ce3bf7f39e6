"""Which states have a border with each other: ``borders``."""

from collections.abc import Iterator
from typing import Final

from spacy.tokens import Span, Token

from graph.extraction.frames import Frame
from graph.extraction.parses import Parse
from graph.extraction.proposals import Argument, Kind, Modality, Relation
from graph.extraction.relations.participants import (
    actors,
    pairs,
    pairs_among,
    parties_between,
)
from graph.extraction.rules import Finding, FrameRule, Rule, SentenceRule
from graph.extraction.words import words

_SETTLING: Final = words("agree delimit delineate demarcate draw establish settle share sign")
_LYING: Final = words("lie locate nestle nestled sandwich sandwiche situate squeeze wedge")
_BORDERS: Final = frozenset({"border", "boundary", "frontier"})


def _border(parse: Parse, sentence: Span) -> Iterator[Finding]:
    """Read "the Lao-Thai border", "the border between Laos and Chad", "share a border"."""
    for token in sentence:
        if token.lower_ == "borders" and (sides := _beside(parse, token)):
            yield from pairs_among(sides, Relation.BORDERS, Frame(parse, token))
        elif token.lemma_.lower() in _BORDERS and token.pos_ in {"NOUN", "PROPN", "ADJ"}:
            frame = Frame(parse, token)
            parties = _states(parties_between(frame, attached=False)) or _before(parse, token)
            parties = parties or _shared(frame) or _agreeing(frame)
            if len(parties) == 2:  # noqa: PLR2004
                yield from pairs_among(parties, Relation.BORDERS, frame, _stated(frame))
                continue
            yield from _of_with(frame)


def _beside(parse: Parse, token: Token) -> list[Argument]:
    """Return the states right before and after a verb: "Laos borders Chad"."""
    if token.i == 0 or token.i + 1 >= len(parse.doc):
        return []
    sides = [parse.mention_at(parse.doc[token.i + step]) for step in (-1, 1)]
    found = [Argument(side.canonical, side) for side in sides if side is not None]
    return _states(found) if len(_states(found)) == len(sides) else []


def _agreeing(frame: Frame) -> list[Argument]:
    """Return the two states that settle their border: "Laos and Chad agreed on sea borders"."""
    above = frame.above
    owned = any(child.lower_ == "their" for child in frame.parts("poss"))
    if above is None or above.nominal:
        return []
    if above.lemma in _SETTLING or (owned and frame.head.tag_ == "NN"):
        return _states(actors(frame.parse, above.grammatical_subjects))
    return []


def _shared(frame: Frame) -> list[Argument]:
    """Return the states of "the frontier that the two countries share"."""
    for verb in frame.parts("relcl"):
        if verb.lemma_ in {"have", "share"}:
            return _states(actors(frame.parse, Frame(frame.parse, verb).subjects))
    return []


def _of_with(frame: Frame) -> Iterator[Finding]:
    """Read "the borders of Laos and Chad with Mali", "Laos shares a border with Chad"."""
    parse = frame.parse
    with_ = [who for noun in frame.after("with") for who in parse.arguments(noun)]
    others = _states(with_)
    own = _states(actors(parse, [*frame.after("of"), *frame.parts("poss")]))
    own = own or (_before(parse, frame.head) if others else [])
    above = frame.above
    if not own and above is not None and above.lemma in {"share", "have"}:
        own = _states(actors(parse, above.grammatical_subjects))
        if not others and len(own) == 2:  # noqa: PLR2004
            yield from pairs_among(own, Relation.BORDERS, frame, _stated(frame))
    own = [state for state in own if state not in others]
    yield from pairs(own, Relation.BORDERS, others, frame, _stated(frame))


def _stated(frame: Frame) -> Modality:
    """Return whether a border is said to be there, whatever is done with it: "share no border"."""
    above = frame.above
    shared = above is not None and above.lemma in {"share", "have"} and above.negated
    return Modality.DENIED if frame.negated or shared else Modality.ASSERTED


def _before(parse: Parse, token: Token) -> list[Argument]:
    """Return the two states that stand before "border": "the Lao-Thai maritime border"."""
    found: list[Argument] = []
    index = token.i - 1
    while index >= token.sent.start and len(found) < 3:  # noqa: PLR2004
        before = parse.doc[index]
        mention = parse.mention_at(before)
        if mention is not None and mention.kind in {Kind.PEOPLE, Kind.STATE_OR_PLACE}:
            argument = Argument(mention.canonical, mention)
            if argument not in found:
                found.insert(0, argument)
        elif before.text not in {"-", "–", "/"} and before.pos_ not in {"ADJ", "NOUN"}:
            break
        index -= 1
    return found


def _states(parties: list[Argument]) -> list[Argument]:
    return [
        party
        for party in parties
        if party.mention is not None
        and party.mention.kind in {Kind.STATE_OR_PLACE, Kind.PEOPLE, Kind.LOCATION}
    ]


def _neighbours(frame: Frame) -> Iterator[Finding]:
    """Read "Laos borders Chad"."""
    if not frame.nominal:
        who = _states(actors(frame.parse, frame.subjects))
        others = _states(actors(frame.parse, frame.objects))
        yield from pairs(who, Relation.BORDERS, others, frame)


def _lying(frame: Frame) -> Iterator[Finding]:
    """Read "Laos lies between Chad and Mali", "the enclave, wedged between Chad and Mali"."""
    if frame.nominal or frame.negated:
        return
    parse = frame.parse
    sides = _states(actors(parse, frame.after("between")))
    if len(sides) == 2:  # noqa: PLR2004
        own = _states([who for t in frame.grammatical_subjects for who in parse.arguments(t)])
        yield from pairs(own[:1], Relation.BORDERS, sides, frame, Modality.ASSERTED)


def _neighbour(frame: Frame) -> Iterator[Finding]:
    """Read "Laos and Chad are neighbours", "as neighbours, Laos and Chad", "its neighbour Mali"."""
    parse, noun, above = frame.parse, frame.head, frame.above
    if not frame.nominal:
        return
    named = _states(actors(parse, frame.parts("appos")))
    owners = _states([who for part in frame.parts("poss") for who in parse.arguments(part)])
    if owners and noun.dep_ == "appos":
        named = _states(actors(parse, [noun.head]))
    if named and owners:
        yield from pairs(owners, Relation.BORDERS, named, frame, Modality.ASSERTED)
        return
    called = noun.dep_ == "attr" or (noun.dep_ == "pobj" and noun.head.lower_ == "as")
    if called and noun.tag_ == "NNS" and above is not None and not above.negated:
        parties = _states(actors(parse, above.grammatical_subjects))
        if len(parties) == 2 and not owners:  # noqa: PLR2004
            yield from pairs_among(parties, Relation.BORDERS, frame, Modality.ASSERTED)


def _neighbour_list(frame: Frame) -> Iterator[Finding]:
    """Read "Laos … with neighbouring countries—Chad, Mali, and Niger—"."""
    parse, head = frame.parse, frame.head
    if head.i == 0 or parse.doc[head.i - 1].lower_ not in {"neighbouring", "neighboring"}:
        return
    named = [
        party
        for child in head.children
        if child.dep_ in {"appos", "dep", "conj"} and parse.mention_at(child)
        for party in _states(actors(parse, [child]))
    ]
    owners = [
        Argument(mention.canonical, mention)
        for mention in parse.mentions_in(parse.doc[head.sent.start : head.i])
        if mention.kind == Kind.STATE_OR_PLACE
    ]
    if len(owners) == 1:
        yield from pairs(owners, Relation.BORDERS, named, frame, Modality.ASSERTED)


RULES: Final[tuple[Rule, ...]] = (
    SentenceRule("borders.noun", "2", _border),
    FrameRule("borders.verb", "1", frozenset({"border", "neighbour", "neighbor"}), _neighbours),
    FrameRule("borders.neighbour", "1", frozenset({"neighbour", "neighbor"}), _neighbour),
    FrameRule("borders.between", "1", _LYING, _lying),
    FrameRule("borders.list", "1", frozenset({"country", "state", "nation"}), _neighbour_list),
)
