"""What somebody plans to do, in words for plans: ``plans``."""

from collections.abc import Iterator
from typing import Final

from spacy.tokens import Token

from graph.extraction.frames import Frame
from graph.extraction.proposals import Argument, Modality, Relation
from graph.extraction.relations.holders import holders
from graph.extraction.relations.participants import actors
from graph.extraction.relations.planning import infinitives, is_content, planned, things
from graph.extraction.rules import Finding, FrameRule, Rule
from graph.extraction.wording import full_phrase
from graph.extraction.words import words

VERBS: Final = words(
    """agree aim aspire commit continue decide intend mean opt pledge plan prepare promise
    propose resolve seek strive undertake vow"""
)
"""Verbs whose infinitive is a plan of their subject."""

_NOUNS: Final = words(
    """aim commitment decision goal intention objective plan pledge promise readiness"""
)
_HAVING: Final = words(
    """affirm announce confirm convey declare disclose express have make notify outline present
    reaffirm reiterate restate reveal share signal state take underline unveil voice"""
)
"""Verbs whose subject has the plan that they tell of."""

_AGREEMENTS: Final = words("accord agreement deal memorandum pact treaty")
_DONE: Final = ("ing", "ion", "ment")
"""Endings of nouns for what is done."""


def _verb(frame: Frame) -> Iterator[Finding]:
    """Read "Laos plans to build a road"; "the ministers agreed to meet again"."""
    if frame.nominal or frame.passive or is_content(frame):
        return
    verbs = infinitives(frame, "xcomp", "advcl", "ccomp")
    if frame.lemma == "continue" and not {"will", "shall", "'ll"} & set(frame.auxiliaries):
        return
    if frame.lemma == "agree" and "would" in frame.auxiliaries:
        return
    if frame.lemma == "seek" and frame.negated:
        return
    subjects = holders(frame)
    for verb in verbs:
        if verb.i > frame.head.i and verb.lemma_ != "be":
            yield from planned(subjects, verb, frame, negated=frame.negated)
    for verb in _gerunds(frame):
        yield from planned(subjects, verb, frame, negated=frame.negated)
    for noun in _nominal_plans(frame):
        for subject in subjects:
            yield Finding(
                subject,
                Relation.PLANS,
                Argument(full_phrase(frame.parse, noun)),
                frame,
                Modality.PLANNED,
            )


def _gerunds(frame: Frame) -> Iterator[Token]:
    """Yield the verbs of "pledged converting it", "committed to reducing"."""
    if frame.lemma in {"pledge", "propose", "consider"}:
        yield from (verb for verb in frame.parts("xcomp", "ccomp") if verb.tag_ == "VBG")
    for preposition in frame.parts("prep"):
        if preposition.lower_ in {"to", "on"} and frame.lemma in {"commit", "agree", "decide"}:
            yield from (verb for verb in preposition.children if verb.dep_ == "pcomp")


def _nominal_plans(frame: Frame) -> Iterator[Token]:
    """Yield the nouns of "agreed on the opening of a road", "considers the appointment of …"."""
    nouns = frame.after("on", "upon") if frame.lemma in {"agree", "decide"} else ()
    for noun in nouns or (frame.parts("dobj") if frame.lemma == "consider" else ()):
        if noun.text.endswith(_DONE) and any(child.lower_ == "of" for child in noun.children):
            yield noun


def _aim(frame: Frame) -> Iterator[Finding]:
    """Read "the project is aimed at linking the fields", "the plan aims at cutting tariffs"."""
    if frame.nominal or is_content(frame):
        return
    for preposition in frame.parts("prep"):
        for verb in preposition.children:
            if preposition.lower_ == "at" and verb.dep_ == "pcomp" and verb.tag_ == "VBG":
                yield from planned(things(frame), verb, frame, negated=frame.negated)


def _noun(frame: Frame) -> Iterator[Finding]:
    """Read "announced plans to build a road", "its intention to leave the bank"."""
    if not frame.nominal or is_content(frame):
        return
    above = frame.above
    told = above is not None and (above.nominal or above.lemma in _HAVING)
    subjects = actors(frame.parse, frame.parts("poss") or (frame.holders if told else ()))
    for verb in infinitives(frame, "acl", "xcomp"):
        negated = any(part.lower_ == "no" for part in frame.parts("det"))
        yield from planned(subjects, verb, frame, negated=negated)


def _agreement(frame: Frame) -> Iterator[Finding]:
    """Read "Laos and Chad signed an agreement to build a road"."""
    above = frame.above
    if not frame.nominal or above is None or above.lemma not in {"sign", "conclude", "reach"}:
        return
    parties = actors(frame.parse, above.subjects or above.after("between"))
    for verb in infinitives(frame, "acl", "relcl", "xcomp"):
        yield from planned(parties, verb, frame)
    if not above.passive:
        for verb in infinitives(above, "xcomp", "advcl"):
            if verb.doc[verb.left_edge.i - 1] == frame.head:
                yield from planned(parties, verb, frame)


RULES: Final[tuple[Rule, ...]] = (
    FrameRule("plans.verb", "1", VERBS | {"consider"}, _verb),
    FrameRule("plans.aim", "1", frozenset({"aim"}), _aim),
    FrameRule("plans.noun", "1", _NOUNS, _noun),
    FrameRule("plans.agreement", "1", _AGREEMENTS, _agreement),
)
