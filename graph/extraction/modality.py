"""How a relation is held, as its frame tells."""

from typing import Final

from spacy.tokens import Token

from graph.extraction.attitudes import ASKS_TO_DO, PLANS, PLANS_TO_DO
from graph.extraction.frames import Frame
from graph.extraction.proposals import Modality
from graph.extraction.words import word_at, words

_PLANNING: Final = (
    PLANS_TO_DO | ASKS_TO_DO | words("apply bid consider look pursue schedule set slate want wish")
) - {"continue"}
"""Verbs and nouns whose infinitive is yet to be done."""

_PLANS: Final = PLANS | words("agreement desire invitation")
_DENYING: Final = words("decline deny dismiss refusal refuse refute reject")
_ALLEGING: Final = frozenset({"accuse", "allege", "claim"})
_HEDGES: Final = frozenset({"allegedly", "purportedly", "reportedly", "supposedly"})
_TELLING: Final = words(
    """add affirm agree announce confirm declare note pledge promise reiterate report say state
    stress tell undertake vow"""
)
_READY: Final = words("committed due poised prepared ready scheduled set slated willing")
"""Adjectives whose infinitive is yet to be done."""

_LIGHT: Final = frozenset({"conduct", "hold", "make", "pay"})
"""Verbs that say no more than that what their object names took place: "held talks"."""

_PERFECT: Final = frozenset({"has", "have", "'ve", "’ve"})
_FUTURE: Final = frozenset({"will", "shall", "'ll", "’ll"})
_WILLING: Final = words("due eager keen poised prepared ready scheduled set slated willing")
"""Adjectives whose infinitive is yet to be done: "is prepared to host"."""


def modality(frame: Frame) -> Modality:
    """Return how what a frame states is held.

    Args:
        frame: The frame.
    """
    governors = _holding(frame)
    if frame.negated or _is_yet_to_be(frame) or any(_denies(above, frame) for above in governors):
        return Modality.DENIED
    if any(report.lemma in _ALLEGING for report in frame.reports) or _is_hedged(frame):
        return Modality.ALLEGED
    if _is_conditional(frame):
        return Modality.PREDICTED
    if _is_planned(frame):
        return Modality.PLANNED
    return Modality.ASSERTED


def _holding(frame: Frame) -> tuple[Frame, ...]:
    """Return the frames above that tell how it is held: none beyond a relative clause."""
    found: list[Frame] = []
    current = frame
    for above in frame.governors:
        if current.link == "relcl" and not current.nominal and current.head.tag_ != "VB":
            break
        if _is_aside(current, above):
            break
        found.append(above)
        current = above
    return tuple(found)


def _is_aside(frame: Frame, above: Frame) -> bool:
    """Return whether a participle before a verb tells what is so anyway: "Speaking there, he"."""
    participle = frame.head.tag_ == "VBG" and frame.head.dep_ == "advcl"
    return participle and frame.head.i < above.head.i


def _is_yet_to_be(frame: Frame) -> bool:
    """Return whether somebody "has yet to" do it."""
    above = frame.above
    if frame.link != "xcomp" or above is None or above.lemma not in {"be", "have"}:
        return False
    return any(part.lower_ == "yet" for part in (*above.children, *frame.children))


def _is_hedged(frame: Frame) -> bool:
    return any(
        part.lower_ in _HEDGES
        for one in (frame, *frame.governors)
        for part in one.parts("advmod", "amod")
    )


def _denies(above: Frame, frame: Frame) -> bool:
    """Return whether a frame above another one says that it is not so: "had no intention of"."""
    if above.lemma in _DENYING or (above.nominal and above.negated) or _rules_out(above):
        return True
    unplanned = above.negated and frame.link == "xcomp" and above.lemma in _PLANNING
    if unplanned and frame.above is not None and frame.above.head == above.head:
        return True  # "is not expected to sign it"
    object_of = frame.above is not None and frame.above.head == above.head
    return object_of and frame.link in {"dobj", "attr"} and above.negated


def _rules_out(above: Frame) -> bool:
    """Return whether a verb says so with the word after it: "ruled out", "objected to"."""
    if above.lemma == "rule":
        return any(part.lower_ == "out" for part in above.parts("prt", "advmod"))
    return above.lemma in {"object", "oppose"} and not above.nominal


def _is_conditional(frame: Frame) -> bool:
    """Return whether a clause with "if" says when it would be so."""
    return "would" in frame.auxiliaries and any(
        part.lower_ in {"if", "unless"}
        for clause in frame.parts("advcl")
        for part in clause.children
    )


def _is_planned(frame: Frame) -> bool:
    """Return whether it is yet to be done: by its own words, or by those above it."""
    current = frame
    for above in (None, *frame.governors):
        if above is not None:
            stated = current.link == "acl" and current.head.tag_ == "VBN"
            if current.link in {"ccomp", "relcl"} or stated or _is_aside(current, above):
                return False
            if current.head.dep_ == "pcomp" and _is_open(current.head.head.head):
                return True
            infinitive = "to" in current.auxiliaries or current.head.tag_ in {"VBG", "VB"}
            asked = current.head.tag_ == "VB" and above.lemma in ASKS_TO_DO
            if asked or (infinitive and above.lemma in _PLANNING | _PLANS):
                return True
            if infinitive and current.head.head.lower_ in _READY:
                return True
            current = above
        if not current.nominal and _is_future(current):
            return True
    return False


def _is_open(token: Token) -> bool:
    """Return whether what is done is yet to be: "committed to doing", "its commitment to doing"."""
    return token.lower_ in _READY or token.lemma_.lower() in _PLANS


def _is_future(frame: Frame) -> bool:
    """Return whether a verb is in the future: "will visit", "is to visit"."""
    if set(frame.auxiliaries) & _FUTURE or _is_set_for_later(frame):
        return True
    if "would" in frame.auxiliaries and (frame.reports or _is_laid_out(frame)):
        return True
    above = frame.above
    return frame.link == "xcomp" and above is not None and above.lemma == "be"


def _is_set_for_later(frame: Frame) -> bool:
    """Return whether a verb tells of what comes: "departs tomorrow", "is ready to", "Laos to"."""
    if frame.head.head.lower_ in _WILLING and frame.head.tag_ == "VB":
        return True
    if "to" in frame.auxiliaries:
        return frame.link == "" and bool(frame.parts("nsubj"))
    times = frame.parts("npadvmod", "advmod") if frame.tense == "present" else ()
    return any(
        word.lower_ == "tomorrow" or any(part.lower_ == "next" for part in word.children)
        for word in times
    )


def is_done(frame: Frame) -> bool:
    """Return whether a verb says that it was done: "signed", "has signed", "held talks".

    Args:
        frame: The frame.
    """
    if frame.nominal:
        above = frame.above
        return above is not None and above.lemma in _LIGHT and is_done(above)
    perfect = bool(frame.auxiliaries) and frame.auxiliaries[0] in _PERFECT
    return frame.head.tag_ in {"VBD", "VBN"} and (perfect or frame.tense == "past")


def is_hypothetical(frame: Frame) -> bool:
    """Return whether a verb says what may or might be, or stands in a condition.

    Args:
        frame: The frame.
    """
    if frame.nominal:
        return False
    words = set(frame.auxiliaries)
    if frame.head.dep_ == "pcomp" and word_at(frame.head.head, -1) == "short":
        return True  # "stopped short of calling it so"
    if words & {"could", "may", "might"} or ("would" in words and not _is_told(frame)):
        return True
    return any(part.lower_ in {"if", "unless", "whether"} for part in frame.parts("mark"))


def _is_told(frame: Frame) -> bool:
    """Return whether a verb is what somebody says, announces or agrees."""
    return any(report.lemma in _TELLING for report in frame.reports) or _is_laid_out(frame)


def _is_laid_out(frame: Frame) -> bool:
    """Return whether a verb is a part of what somebody outlines: "four fields where it would"."""
    return frame.link == "relcl" and any(
        above.lemma in {"outline", "present", "unveil"} for above in frame.governors
    )
