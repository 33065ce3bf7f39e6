"""What will be done, as its tense or its passive tells: ``plans``."""

from collections.abc import Iterator
from typing import Final

from spacy.tokens import Span, Token

from graph.extraction.attitudes import ACCEPTS, PLANNED_TO, PLANS, PLANS_TO_DO, READY_TO, STAYING
from graph.extraction.frames import Frame
from graph.extraction.parses import Parse
from graph.extraction.proposals import Argument, Kind, Modality, Relation
from graph.extraction.relations.holders import holders, possessors
from graph.extraction.relations.participants import EVENTS, events
from graph.extraction.relations.planning import (
    INSTRUMENTS,
    MEASURES,
    infinitives,
    is_concluded,
    is_content,
    joined,
    planned,
    things,
)
from graph.extraction.rules import Finding, FrameRule, Rule, SentenceRule
from graph.extraction.wording import clause, verb_phrase
from graph.extraction.words import word_at, words

_STATES: Final = words(
    """affect be become benefit cause depend face have include know mean need remember result see
    seem shape show turn understand want"""
)
"""Verbs for what comes of itself: in the future they predict."""

_EFFECTS: Final = words("allow bring enable ensure exert help lead require serve")
"""Verbs for what comes of a thing of itself, though somebody may do it: "Laos will help"."""

_WATCHED: Final = words("consider feel follow hear remember see watch welcome")
"""Verbs whose passive in the future is no plan."""

_COURSES: Final = words(
    """begin commence conclude continue end enter expire finish go last leave open proceed resume
    return run start stay take withdraw"""
)
"""Verbs for the course that it takes: "will enter into force"."""

_SESSIONS: Final = words("conference consultations dialogue meeting round session summit talks")
_HEAD: Final = 4
"""In so many sentences a text names the event that it is about."""

_OWN_RULE: Final = PLANS_TO_DO - {"seek", "commit", "prepare"}
"""Verbs whose infinitive, and not themselves, is what is planned."""

_TOLD_ELSEWHERE: Final = frozenset({"accompany", "open", "reopen", "sign"})
"""Passives that another relation tells, or that tell nothing of what they are said of."""

_SHORT: Final = 2
"""Words that say no more than that something will not be done: "not go"."""

_ARRANGED: Final = words(
    "arrive assemble convene depart fly gather go head leave meet reconvene travel visit"
)
"""Verbs whose present tense tells, with a time to come, what is arranged."""

_MODALS: Final = frozenset({"will", "shall", "'ll", "’ll", "would"})


def _expected(frame: Frame) -> Iterator[Finding]:
    """Read "the road is expected to open in May"; "is to", "is due to", "remains committed to"."""
    if frame.nominal or is_content(frame):
        return
    verbs = list(_coming(frame))
    subjects = _planners(frame) if verbs else []
    for verb in (*verbs, *(joined(frame, verbs[0]) if verbs else ())):
        if verb.lemma_ not in {"be", "have"} and not _is_told_elsewhere(verb):
            yield from planned(subjects, verb, frame, negated=frame.negated)


def _coming(frame: Frame) -> Iterator[Token]:
    """Yield the verbs of what a frame says is to come."""
    if frame.lemma == "be" and not frame.parts("attr") and frame.tense != "past":
        yield from infinitives(frame, "xcomp")
    if frame.lemma in STAYING:
        over = frame.tense == "past" and not frame.reports and frame.lemma == "be"
        for adjective in frame.parts("acomp", "oprd"):
            if adjective.lower_ in READY_TO and not over:
                own = Frame(frame.parse, adjective)
                yield from (*infinitives(own, "xcomp"), *infinitives(frame, "advcl"))
    going = frame.lemma == "go" and frame.head.tag_ == "VBG" and frame.parts("aux")
    over = frame.tense == "past" and not frame.reports and frame.lemma != "go"
    if not over and (going or (frame.passive and frame.lemma in PLANNED_TO)):
        yield from infinitives(frame, "xcomp")


def _heading(parse: Parse, sentence: Span) -> Iterator[Finding]:
    """Read "Iran to build a road", which heads a text."""
    frame = Frame(parse, sentence.root)
    if sentence.root.tag_ == "VB" and "to" in frame.auxiliaries and frame.parts("nsubj"):
        yield from planned(holders(frame), frame.head, frame, negated=frame.negated)


def _planners(frame: Frame) -> list[Argument]:
    """Return who or what will do it: of "its goal is to build", whose goal it is.

    Of what only describes a noun ("a project intended to"), the noun has to be a name.
    """
    nouns = [noun for noun in frame.grammatical_subjects if noun.lemma_.lower() in PLANS]
    if frame.lemma == "be" and nouns:
        return [who for noun in nouns for who in possessors(Frame(frame.parse, noun))]
    speaks = any(noun.lower_ in {"i", "we"} for noun in frame.grammatical_subjects)
    found = holders(frame) if speaks else things(frame)
    if frame.link == "acl" and frame.lemma not in {"expect", "schedule", "slate"}:
        return [who for who in found if who.mention is not None]
    return found


def _is_told_elsewhere(verb: Token) -> bool:
    passive = any(part.dep_ == "auxpass" for part in verb.children)
    return passive and verb.lemma_ in _TOLD_ELSEWHERE


def _event(parse: Parse) -> list[Argument]:
    """Return the event that a text is about: the first that its head or first lines name."""
    first = parse.sentences[:_HEAD]
    for mention in parse.mentions:
        if first and mention.start >= first[-1].end_char:
            break
        if mention.kind == Kind.EVENT:
            return [Argument(mention.canonical, mention)]
    return []


def _session(frame: Frame) -> Iterator[Finding]:
    """Read "the next meeting will be held in Rome", which the meeting that tells it plans."""
    subjects = frame.parts("nsubjpass")
    if subjects and subjects[0].lemma_.lower() in _SESSIONS:
        for event in _event(frame.parse):
            words = clause(frame.head)
            yield Finding(event, Relation.PLANS, Argument(words), frame, Modality.PLANNED)


def _is_itself(frame: Frame) -> bool:
    """Return whether it is said of the event that the text is about that it will be held."""
    named = {event.name for who in frame.objects for event in events(frame.parse, who)}
    return frame.lemma in {"convene", "hold"} and any(e.name in named for e in _event(frame.parse))


def _agreed(frame: Frame) -> Iterator[Finding]:
    """Read "it was agreed to meet again", which the meeting plans."""
    if not frame.passive or frame.negated or frame.subjects:
        return
    if any(part.lower_ == "it" for part in frame.parts("nsubjpass", "nsubj", "expl")):
        for verb in infinitives(frame, "xcomp", "ccomp", "advcl"):
            yield from planned(_event(frame.parse), verb, frame)


def _future(frame: Frame) -> Iterator[Finding]:
    """Read "the ministry will promote trade"; of what is reported, "would promote" too."""
    efforts = frame.lemma == "continue" and any(o.lemma_ == "effort" for o in frame.objects)
    if frame.nominal or (frame.lemma in _OWN_RULE and not efforts):
        return
    words = set(frame.auxiliaries)
    told = "would" in words and (_is_told(frame) or _is_under(frame))
    future = words & {"will", "shall", "'ll", "’ll"} or told
    if not future or is_content(frame) or "have" in words:
        return
    if frame.link == "relcl" and not frame.passive and not _is_apart(frame):
        return
    if frame.negated:
        if not words & {"would"}:
            yield from _refused(frame)
    elif frame.passive:
        if frame.lemma not in _TOLD_ELSEWHERE | _WATCHED:
            yield from _undergone(frame)
    elif frame.lemma not in _STATES:
        effect = frame.lemma in _EFFECTS
        who = [one for one in holders(frame) if one.mention is not None or not effect]
        yield from planned(who or _measures(frame), frame.head, frame)


def _undergone(frame: Frame) -> Iterator[Finding]:
    """Read "the road will be built"; of whom it is said "by", whoever is named is it said of."""
    told = () if frame.subjects or _is_itself(frame) else tuple(_session(frame))
    named = [one for one in things(frame) if one.mention is not None or not frame.subjects]
    if not (_is_itself(frame) and not frame.subjects):
        yield from told or planned(named, frame.head, frame)


def _measures(frame: Frame) -> list[Argument]:
    """Return the meeting or measure that will take its course: "talks will resume in May"."""
    nouns = frame.grammatical_subjects
    concluded = [one for noun in nouns for one in frame.parse.arguments(noun) if is_concluded(one)]
    if concluded:
        return concluded
    if frame.lemma in _COURSES and any(n.lemma_.lower() in EVENTS | MEASURES for n in nouns):
        return things(frame)
    return []


def _refused(frame: Frame) -> Iterator[Finding]:
    """Read "Laos will not sell it", which is what it plans."""
    if frame.lemma in ACCEPTS and frame.objects:  # which denies it
        return
    told = f"not {verb_phrase(frame.head)}"
    for subject in holders(frame) if len(told.split()) > _SHORT and not frame.passive else ():
        yield Finding(subject, Relation.PLANS, Argument(told), frame, Modality.PLANNED)


def _is_apart(frame: Frame) -> bool:
    """Return whether a relative clause tells a plan: "the bank, which will …", "where he will"."""
    own = any(part.tag_ not in {"WDT", "WP"} for part in frame.parts("nsubj"))
    return any(
        who.mention is not None and (own or who.mention.kind == Kind.ORGANIZATION)
        for who in holders(frame)
    )


def _is_told(frame: Frame) -> bool:
    """Return whether a verb is what somebody says, announces or agrees."""
    above = frame.above
    while above is not None and frame.link == "conj":
        frame, above = above, above.above
    return frame.link == "ccomp" and bool(frame.reports)


def _is_under(frame: Frame) -> bool:
    """Return whether a plan or deal has it done: "under the deal, Laos would sell it"."""
    return any(noun.lemma_.lower() in INSTRUMENTS for noun in frame.after("under"))


def _futures(parse: Parse, sentence: Span) -> Iterator[Finding]:
    """Read each verb with an auxiliary of the future."""
    for token in sentence:
        if token.tag_ == "MD" and token.lower_ in _MODALS and token.dep_ == "aux":
            yield from _future(Frame(parse, token.head))


def _arranged(frame: Frame) -> Iterator[Finding]:
    """Read "the council meets tomorrow to discuss it", "flies to Rome next week to sign it"."""
    ahead = any(part.lower_ in {"tomorrow", "soon", "shortly"} for part in frame.children)
    ahead |= any(word_at(part.left_edge, 0).lower() == "next" for part in frame.parts("npadvmod"))
    if frame.nominal or frame.passive or frame.tense != "present" or not ahead or is_content(frame):
        return
    for verb in infinitives(frame, "advcl", "xcomp"):
        yield from planned(things(frame), verb, frame)


RULES: Final[tuple[Rule, ...]] = (
    FrameRule("plans.expected", "3", PLANNED_TO | STAYING | {"go"}, _expected),
    FrameRule("plans.agreed", "2", words("agree decide resolve"), _agreed),
    SentenceRule("plans.future", "3", _futures),
    FrameRule("plans.arranged", "2", _ARRANGED, _arranged),
    SentenceRule("plans.heading", "2", _heading),
)
