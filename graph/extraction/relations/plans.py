"""What somebody plans to do, in words for plans: ``plans``."""

from collections.abc import Iterator
from typing import Final

from spacy.tokens import Token

from graph.extraction.attitudes import (
    DEEDS,
    PLANS,
    PLANS_DOING,
    PLANS_ON_DOING,
    PLANS_THING,
    PLANS_TO_DO,
    STAYING,
    TELLING_OF_PLANS,
)
from graph.extraction.frames import Frame
from graph.extraction.prepositions import hung
from graph.extraction.proposals import Argument, Kind
from graph.extraction.relations.holders import holders, possessors
from graph.extraction.relations.participants import AGENTS, EVENTS, actors
from graph.extraction.relations.planning import (
    AGREEMENTS,
    INSTRUMENTS,
    MEASURES,
    infinitives,
    is_content,
    is_infinitive,
    joined,
    planned,
    planned_thing,
    things,
)
from graph.extraction.rules import Finding, FrameRule, Rule
from graph.extraction.words import words

_CONCLUDING: Final = words("conclude finalise finalize negotiate reach sign work")
_ABANDONING: Final = words("abandon abort cancel ditch drop forgo renounce scrap shelve")
_ON: Final = (frozenset(PLANS_ON_DOING) | STAYING) - {"aim"}
"""Verbs of plans that stand after a preposition."""

_DONE_AT_ONCE: Final = words("choose elect opt")
"""Verbs that tell in the past what was done: "chose to abstain"."""

_LINKS: Final = frozenset({"IN", "TO"})
_DEALINGS: Final = words(
    "collaboration consultation cooperation coordination dialogue engagement exchange meeting talk"
)
"""Nouns for what parties do with each other: "committed to close coordination"."""

_DONE: Final = ("ing", "ion", "ment")
"""Endings of nouns for what is done."""


def _verb(frame: Frame) -> Iterator[Finding]:
    """Read "Laos plans to build a road"; "the ministers agreed to meet again"."""
    if frame.nominal or frame.passive or is_content(frame):
        return
    if frame.lemma == "request" and frame.objects:
        return
    if frame.lemma == "continue" and not {"will", "shall", "'ll"} & set(frame.auxiliaries):
        return
    if frame.lemma == "agree" and "would" in frame.auxiliaries:
        return
    if frame.lemma == "seek" and frame.negated:
        return
    if frame.lemma in _DONE_AT_ONCE and frame.tense == "past":
        return
    for verb in _infinitives(frame):
        yield from planned(_subjects(frame), verb, frame, negated=frame.negated)


def _subjects(frame: Frame) -> list[Argument]:
    """Return who plans: those who act, or the meeting or instrument that has it done."""
    nouns = {noun.lemma_.lower() for noun in frame.grammatical_subjects}
    told = nouns & (EVENTS | INSTRUMENTS) - {"plan"} and frame.link != "acl"
    told = told or any(
        who.mention is not None and who.mention.kind == Kind.AGREEMENT
        for noun in frame.grammatical_subjects
        for who in frame.parse.arguments(noun)
    )
    if frame.passive and frame.lemma == "commit":
        return things(frame)
    return holders(frame) or (things(frame) if told else [])


def _infinitives(frame: Frame) -> Iterator[Token]:
    """Yield the infinitives of a verb, and those that the parser hung beside them.

    Of "committed to talks to end the war", where another thing is planned, the infinitive only
    tells what for.
    """
    verbs = [
        verb
        for verb in infinitives(frame, "xcomp", "advcl", "ccomp")
        if verb.i > frame.head.i and verb.lemma_ != "be"
    ]
    if any(token.i < verb.i for verb in verbs for token in _on(frame)):
        return
    yield from verbs
    if verbs:
        yield from joined(frame, verbs[0])


def _on(frame: Frame) -> Iterator[Token]:
    """Yield what stands after a preposition: "agreed on …", "remains committed to …"."""
    allowed = PLANS_ON_DOING.get("commit" if frame.lemma in STAYING else frame.lemma, ())
    committed = [part for part in frame.parts("acomp", "oprd") if part.lower_ == "committed"]
    if frame.lemma in STAYING and not committed:
        return
    own = (Frame(frame.parse, committed[0]) if committed else frame).parts("prep", "conj")
    linked = (part for prep in own for part in (prep, *prep.children) if part.tag_ in _LINKS)
    for preposition in linked:
        if preposition.i > frame.head.i and preposition.lower_ in allowed:
            yield from preposition.children


def _doing(frame: Frame) -> Iterator[Finding]:
    """Read "announced launching a study", "committed to reducing the tax"."""
    if frame.nominal or is_content(frame):
        return
    verbs = [verb for verb in _on(frame) if verb.dep_ == "pcomp" and verb.tag_ == "VBG"]
    if frame.lemma in PLANS_DOING and not frame.passive:
        verbs += [verb for verb in frame.parts("xcomp", "ccomp", "dobj") if _is_doing(verb, frame)]
    for verb in verbs:
        yield from planned(_subjects(frame), verb, frame, negated=frame.negated)


def _is_doing(verb: Token, frame: Frame) -> bool:
    """Return whether a participle without a subject of its own tells what is planned."""
    own = any(child.dep_ in {"nsubj", "nsubjpass", "poss", "det"} for child in verb.children)
    return verb.tag_ == "VBG" and verb.i > frame.head.i and not own


def _thing(frame: Frame) -> Iterator[Finding]:
    """Read "agreed on the opening of a road", "considers a flight to Lima"."""
    if frame.nominal or is_content(frame):
        return
    nouns = [noun for noun in _on(frame) if noun.dep_ == "pobj" and _is_deed(noun)]
    subjects = _subjects(frame)
    if frame.lemma in PLANS_THING and not frame.passive:
        nouns = [noun for noun in frame.parts("dobj") if _is_told(noun)]
        subjects = [who for who in subjects if who.mention is not None]
    for noun in nouns:
        yield from planned_thing(subjects, noun, frame, negated=frame.negated)


def _is_deed(noun: Token) -> bool:
    """Return whether a noun says what is done: "withdrawal of troops", "regular sharing"."""
    of = any(child.lower_ in {"of", "between", "with"} for child in noun.children)
    if noun.lemma_.lower() in _DEALINGS and noun.head.head.lemma_ == "commit":
        return any(child.dep_ in {"amod", "compound", "prep"} for child in noun.children)
    if noun.lemma_.lower() in DEEDS or noun.tag_ == "VBG":
        return of or any(child.dep_ in {"amod", "compound"} for child in noun.children)
    return of and noun.text.endswith(_DONE) and noun.head.head.lemma_ in {"agree", "decide"}


def _is_told(noun: Token) -> bool:
    """Return whether a noun is a thing that somebody may plan: a new one, or the doing of it."""
    new = any(child.lower_ in {"a", "an", "new"} for child in noun.children)
    new = new or (noun.tag_ == "NNS" and all(child.dep_ != "det" for child in noun.children))
    of = any(child.lower_ == "of" for child in noun.children)
    return noun.pos_ == "NOUN" and (new or (of and noun.text.endswith(_DONE)))


def _aim(frame: Frame) -> Iterator[Finding]:
    """Read "the project is aimed at linking the fields", "the plan aims at cutting tariffs"."""
    if frame.nominal or is_content(frame):
        return
    named = frame.link == "acl" or not _are_measures(frame)
    subjects = [who for who in things(frame) if who.mention is not None or not named]
    for verb in _on(frame):
        if verb.dep_ == "pcomp" and verb.tag_ == "VBG":
            yield from planned(subjects, verb, frame, negated=frame.negated)


def _are_measures(frame: Frame) -> bool:
    """Return whether the subjects of a verb are what somebody has agreed or begun."""
    nouns = {noun.lemma_.lower() for noun in frame.grammatical_subjects}
    return bool(nouns & (EVENTS | INSTRUMENTS | MEASURES))


def _noun(frame: Frame) -> Iterator[Finding]:
    """Read "announced plans to build a road", "the decision of Chad to leave the bank"."""
    if not frame.nominal or is_content(frame):
        return
    subjects = _planners(frame)
    negated = any(part.lower_ == "no" for part in frame.parts("det")) or _is_abandoned(frame)
    for verb in (*_hung(frame), *_doings(frame)):
        yield from planned(subjects, verb, frame, negated=negated)
    for noun in _for(frame):
        yield from planned_thing(subjects, noun, frame, negated=negated)


def _is_abandoned(frame: Frame) -> bool:
    """Return whether somebody gives a plan up: "scrapped its plan to build a road"."""
    taken = frame.head.dep_ in {"dobj", "nsubjpass"} and frame.above is not None
    return taken and frame.above is not None and frame.above.lemma in _ABANDONING


def _planners(frame: Frame) -> list[Argument]:
    """Return whose plan it is: its possessor, whom it is of, or who tells of it."""
    owned = possessors(frame) or actors(frame.parse, hung(frame.head, "by"))
    if owned:
        return owned
    owners = [owner for owner in frame.parse.owners(frame.head) if owner.kind in AGENTS]
    if owners:
        return [Argument(owner.canonical, owner) for owner in owners]
    above = frame.above
    told = above is not None and (above.nominal or above.lemma in TELLING_OF_PLANS)
    return actors(frame.parse, frame.holders if told else ())


def _hung(frame: Frame) -> Iterator[Token]:
    """Yield the infinitives of a noun, and the one right after it that hangs on its verb."""
    yield from infinitives(frame, "acl", "xcomp", "relcl")
    if frame.head.dep_ == "nsubj" and frame.head.head.tag_ == "VB":
        yield from (part for part in (frame.head.head,) if is_infinitive(part))
    above = frame.above
    if above is not None and not above.nominal and not above.passive:
        for verb in infinitives(above, "xcomp", "advcl"):
            if verb.doc[verb.left_edge.i - 1] == frame.head:
                yield verb


def _doings(frame: Frame) -> Iterator[Token]:
    """Yield the verbs of "reaffirmed its commitment to protecting it", "the goal of cutting it"."""
    if frame.above is None or frame.above.lemma not in TELLING_OF_PLANS:
        return
    for preposition in frame.parts("prep"):
        if preposition.lower_ == ("to" if frame.lemma == "commitment" else "of"):
            yield from (verb for verb in preposition.children if verb.dep_ == "pcomp")


def _for(frame: Frame) -> Iterator[Token]:
    """Yield the nouns of "plans for a new port", "its commitment to the closure of the mine"."""
    for preposition in frame.parts("prep"):
        for noun in preposition.children:
            if noun.dep_ != "pobj":
                continue
            for_thing = frame.lemma == "plan" and preposition.lower_ == "for"
            to_deed = frame.lemma == "commitment" and preposition.lower_ == "to" and _is_deed(noun)
            if to_deed or (for_thing and noun.pos_ == "NOUN"):
                yield noun


def _agreement(frame: Frame) -> Iterator[Finding]:
    """Read "Laos and Chad signed an agreement to build a road"."""
    above = frame.above
    if not frame.nominal or above is None or above.lemma not in _CONCLUDING:
        return
    if above.negated or is_content(above):
        return
    parties = actors(frame.parse, above.subjects or above.after("between"))
    for verb in _hung(frame):
        yield from planned(parties, verb, frame)


RULES: Final[tuple[Rule, ...]] = (
    FrameRule("plans.verb", "3", PLANS_TO_DO | {"request"}, _verb),
    FrameRule("plans.doing", "2", PLANS_DOING | _ON, _doing),
    FrameRule("plans.thing", "2", PLANS_THING | _ON, _thing),
    FrameRule("plans.aim", "3", frozenset({"aim"}), _aim),
    FrameRule("plans.noun", "3", PLANS, _noun),
    FrameRule("plans.agreement", "3", AGREEMENTS, _agreement),
)
