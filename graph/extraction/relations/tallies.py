"""How many have joined an agreement, or had something done to them: ``quantity``."""

import re
from collections.abc import Iterator
from typing import Final

from spacy.tokens import Token

from graph.extraction.frames import Frame
from graph.extraction.proposals import Argument, Kind, Modality, Relation
from graph.extraction.relations.holders import holders
from graph.extraction.relations.planning import things
from graph.extraction.relations.texts import agreements
from graph.extraction.rules import Finding, FrameRule, Rule
from graph.extraction.words import words

_PARTIES: Final = words("country government member nation party signatory state")
_TALKS: Final = words("consultation dialogue discussion meeting negotiation talk")
_LASTING: Final = words(
    "alliance collaboration cooperation friendship membership partnership peace relation tie"
)
"""Nouns for what lasts for years, which are told at an anniversary."""

_FEWEST: Final = re.compile("one|two|[12]")
_JOINING: Final = words("accede adopt endorse join ratify sign")


def _joined(frame: Frame) -> Iterator[Finding]:
    """Read "40 states have signed the pact", "only 12 have ratified it"."""
    if frame.nominal or frame.negated:
        return
    texts = agreements(
        frame.parse,
        [*frame.objects, *frame.after("onto", "on to", "to")]
        if not frame.passive
        else frame.objects,
    )
    for noun in frame.subjects:
        counted = _count(noun)
        for text in texts[:1] if counted else ():
            yield Finding(text, Relation.QUANTITY, Argument(counted), frame)


def _count(noun: Token) -> str:
    """Return the words of how many do something: "40 states", "12"; "" for who is known."""
    if noun.tag_ == "CD" and noun.like_num:
        return noun.text
    number = next((c for c in noun.lefts if c.dep_ == "nummod" and c.like_num), None)
    known = any(c.dep_ in {"det", "poss"} for c in noun.lefts)
    if number is None or known or noun.lemma_.lower() not in _PARTIES:
        return ""
    return noun.doc[number.left_edge.i : noun.i + 1].text


def _member_states(frame: Frame) -> Iterator[Finding]:
    """Read "the union's 27 members", "envoys of all 27 member states" of the one body told of."""
    noun, parse = frame.head, frame.parse
    number = next((c for c in noun.lefts if c.dep_ == "nummod" and c.like_num), None)
    members = frame.lemma == "member" or any(c.lower_ == "member" for c in noun.lefts)
    if not frame.nominal or number is None or not members or _FEWEST.fullmatch(number.lower_):
        return
    owners = [owner for owner in parse.owners(noun) if owner.kind == Kind.ORGANIZATION]
    whole = any(c.lower_ in {"all", "the"} for c in noun.lefts)
    if not owners and whole:
        told = parse.mentions_in(noun.doc[noun.sent.start : noun.i])
        owners = [body for body in told if body.kind == Kind.ORGANIZATION][:1]
    for owner in owners[:1]:
        words = noun.doc[number.left_edge.i : noun.i + 1].text
        body = Argument(owner.canonical, owner)
        yield Finding(body, Relation.QUANTITY, Argument(words), frame, Modality.ASSERTED)


def _rounds(frame: Frame) -> Iterator[Finding]:
    """Read "three rounds of talks", "145 years of diplomatic relations"."""
    number = next((c for c in frame.head.lefts if c.dep_ == "nummod" and c.like_num), None)
    if not frame.nominal or number is None or frame.head.tag_ != "NNS":
        return
    for of in frame.parts("prep"):
        for noun in of.children if of.lower_ == "of" and of.i == frame.head.i + 1 else ():
            if noun.lemma_.lower() in (_TALKS if frame.lemma == "round" else _LASTING):
                words = noun.doc[number.left_edge.i : frame.head.i + 1].text
                told = Argument(frame.parse.words(noun).split(" between ")[0])
                yield Finding(told, Relation.QUANTITY, Argument(words), frame, Modality.ASSERTED)


def _many(frame: Frame) -> Iterator[Finding]:
    """Read "thousands of refugees fled", "the flood displaced hundreds of people"."""
    noun, above = frame.head, frame.above
    if not frame.nominal or noun.tag_ != "NNS" or above is None or above.nominal:
        return
    of = (part for prep in frame.parts("prep") if prep.lower_ == "of" for part in prep.children)
    counted = next((part for part in of if part.dep_ == "pobj"), None)
    if counted is None or counted.tag_ not in {"NNS", "NNPS"}:
        return
    words = noun.doc[noun.left_edge.i : counted.i + 1].text
    if noun.dep_ == "dobj":
        who = holders(above) or things(above)
    elif noun.dep_ in {"nsubj", "nsubjpass"}:
        who = holders(above) if above.passive else []
        who = who or [Argument(frame.parse.words(counted))]
    else:
        who = []
    for subject in who[:1]:
        yield Finding(subject, Relation.QUANTITY, Argument(words), above)


RULES: Final[tuple[Rule, ...]] = (
    FrameRule("quantity.many", "1", words("dozen hundred million thousand billion"), _many),
    FrameRule("quantity.rounds", "1", frozenset({"round", "year"}), _rounds),
    FrameRule("quantity.members", "1", frozenset({"member", "state"}), _member_states),
    FrameRule("quantity.parties", "1", _JOINING, _joined),
)
