"""What bodies vote for and announce, and what instruments call for: ``plans``."""

from collections.abc import Iterator
from typing import Final

from spacy.tokens import Token

from graph.extraction.attitudes import DEEDS
from graph.extraction.frames import Frame
from graph.extraction.prepositions import hung
from graph.extraction.proposals import Argument, Modality, Relation
from graph.extraction.relations.holders import holders
from graph.extraction.relations.planning import (
    INSTRUMENTS,
    infinitives,
    is_content,
    planned,
    planned_thing,
    things,
)
from graph.extraction.rules import Finding, FrameRule, Rule
from graph.extraction.wording import full_phrase
from graph.extraction.words import words

_ACTS: Final = words(
    """amendment bill decree decision law legislation measure motion order proposal resolution"""
)
"""Nouns for what a body decides by vote."""

_PASSING: Final = words("adopt approve back endorse enact introduce issue pass sign")
_CALLING: Final = words("call provide")
"""Verbs whose subject, an instrument, has it done that is told after "for"."""

_HAVING_DONE: Final = words(
    "entail envisage envision foresee include mandate order require stipulate"
)
"""Verbs whose subject, an instrument, has their object done."""

_ANNOUNCING: Final = words(
    "announce approve authorise authorize order pledge promise propose unveil"
)
_DONE: Final = words("adoption completion conclusion signing")
"""Deeds that are done when somebody announces them."""

_SEATS: Final = words(
    "accession candidacy chairmanship election membership presidency re-election seat"
)
_POSTS: Final = words(
    "chair chairman governor leader mayor office president presidency re-election seat"
)


def _voted(frame: Frame) -> Iterator[Finding]:
    """Read "voted to leave", "voted on a bill to ban it", "voted in favour of sending troops"."""
    if frame.nominal or frame.passive or frame.negated or is_content(frame):
        return
    verbs = list(infinitives(frame, "xcomp", "advcl"))
    if verbs and verbs[0].lemma_ in _PASSING:  # "voted to approve closing the mine"
        verbs = [part for part in verbs[0].children if part.dep_ in {"xcomp", "pcomp"}] or verbs
    for phrase in frame.phrases:
        noun = phrase.object
        if phrase.preposition == "on" and noun.lemma_.lower() in _ACTS:
            verbs += _told_by(frame, noun)
        if phrase.preposition in {"for", "of"} and noun.tag_ == "VBG":
            verbs.append(noun)
    for verb in verbs:
        yield from planned(holders(frame), verb, frame)


def _passed(frame: Frame) -> Iterator[Finding]:
    """Read "adopted a resolution to expel them", "a bill to ban it was passed by parliament"."""
    if frame.nominal or frame.negated or is_content(frame):
        return
    for noun in frame.objects:
        if noun.lemma_.lower() in _ACTS:
            for verb in _told_by(frame, noun):
                yield from planned(holders(frame), verb, frame)


def _told_by(frame: Frame, noun: Token) -> list[Token]:
    """Return the verbs of what a bill or resolution is to do."""
    return list(infinitives(Frame(frame.parse, noun), "acl", "xcomp", "relcl"))


def _called(frame: Frame) -> Iterator[Finding]:
    """Read "the deal calls for the release of prisoners", "the plan envisages a new port"."""
    if frame.nominal or frame.passive or frame.negated or is_content(frame):
        return
    if not any(noun.lemma_.lower() in INSTRUMENTS for noun in frame.grammatical_subjects):
        return
    if frame.lemma in _CALLING:
        nouns = hung(frame.head, "for")
    else:
        nouns = tuple(noun for noun in frame.parts("dobj") if _is_done_to(noun))
    for noun in nouns:
        yield from planned_thing(things(frame), noun, frame)


def _announced(frame: Frame) -> Iterator[Finding]:
    """Read "announced a complete withdrawal from the region", "ordered the closure of the port"."""
    if frame.nominal or frame.passive or frame.negated or is_content(frame):
        return
    for noun in frame.parts("dobj"):
        if _is_done_to(noun) and not (frame.lemma == "announce" and noun.lemma_ in _DONE):
            yield from planned_thing(holders(frame), noun, frame)


def _is_done_to(noun: Token) -> bool:
    """Return whether a noun says what is done, and to what: "the withdrawal of its troops"."""
    of = any(child.lower_ in {"from", "of", "to"} and child.i > noun.i for child in noun.children)
    return noun.lemma_.lower() in DEEDS and of


def _seeks(frame: Frame) -> Iterator[Finding]:
    """Read "is running for president", "seeks re-election to the council"."""
    if frame.nominal or frame.passive or frame.negated or is_content(frame):
        return
    if frame.tense == "past":
        return
    runs = frame.lemma == "run"
    nouns = frame.after("for") if runs else frame.parts("dobj")
    sought = [noun for noun in nouns if noun.lemma_.lower() in (_POSTS if runs else _SEATS)]
    for noun in sought[:1]:
        verb = f"{frame.head.lower_} for" if runs else frame.head.lower_
        told = Argument(f"{verb} {full_phrase(frame.parse, noun)}")
        for subject in holders(frame):
            yield Finding(subject, Relation.PLANS, told, frame, Modality.PLANNED)


def _ordered(frame: Frame) -> Iterator[Finding]:
    """Read "ordered the army to restore order", "a unit has been selected to capture him"."""
    if frame.nominal or frame.negated or is_content(frame):
        return
    who = [one for noun in frame.objects for one in frame.parse.parties(noun)]
    if frame.passive:
        who = [] if frame.tense == "past" and not frame.reports else things(frame)
    for verb in infinitives(frame, "xcomp", "ccomp", "advcl"):
        yield from planned(who, verb, frame)


RULES: Final[tuple[Rule, ...]] = (
    FrameRule("plans.vote", "1", frozenset({"vote"}), _voted),
    FrameRule("plans.passed", "1", _PASSING, _passed),
    FrameRule("plans.called", "1", _CALLING | _HAVING_DONE, _called),
    FrameRule("plans.announced", "1", _ANNOUNCING, _announced),
    FrameRule(
        "plans.ordered",
        "1",
        words("assign authorise authorize deploy instruct mandate order select task"),
        _ordered,
    ),
    FrameRule("plans.seeks", "1", frozenset({"run", "seek"}), _seeks),
)
