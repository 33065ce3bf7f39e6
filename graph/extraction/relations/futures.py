"""What will be done, as its tense or its passive tells: ``plans``."""

from collections.abc import Iterator
from typing import Final

from spacy.tokens import Span

from graph.extraction.frames import Frame
from graph.extraction.parses import Parse
from graph.extraction.proposals import Argument, Kind, Modality, Relation
from graph.extraction.relations.holders import holders
from graph.extraction.relations.planning import infinitives, is_content, planned, things
from graph.extraction.relations.plans import VERBS
from graph.extraction.rules import Finding, FrameRule, Rule, SentenceRule
from graph.extraction.wording import clause
from graph.extraction.words import words

_ADJECTIVES: Final = words("committed determined due poised prepared ready scheduled set")
_EXPECTED: Final = words("expect plan project schedule slate design intend set")
"""Verbs whose passive says that something is to come: "is expected to"."""

_STATES: Final = words(
    """affect allow be become benefit bring cause depend enable ensure exert face have help
    include know lead mean need require result see serve shape show turn understand want"""
)
"""Verbs for what comes of itself: in the future they predict."""

_SESSIONS: Final = words("conference consultations dialogue meeting round session summit talks")
_HEAD: Final = 4
"""In so many sentences a text names the event that it is about."""

_OWN_RULE: Final = VERBS - {"seek", "commit", "prepare"}
"""Verbs whose infinitive, and not themselves, is what is planned."""

_TOLD_ELSEWHERE: Final = frozenset({"accompany", "open", "reopen", "sign"})
"""Passives that another relation tells, or that tell nothing of what they are said of."""

_MODALS: Final = frozenset({"will", "shall", "'ll", "’ll", "would"})


def _expected(frame: Frame) -> Iterator[Finding]:
    """Read "the road is expected to open in May"; "is to", "is due to", "is committed to"."""
    if frame.nominal or is_content(frame):
        return
    subjects = things(frame)
    if frame.lemma == "be":
        verbs = [
            verb
            for verb in infinitives(frame, "xcomp")
            if not frame.parts("attr") and frame.tense != "past"
        ]
        for adjective in frame.parts("acomp"):
            if adjective.lower_ in _ADJECTIVES:
                verbs += [
                    child
                    for child in adjective.children
                    if child.dep_ == "xcomp" and child.tag_ == "VB"
                ]
    elif frame.passive and frame.lemma in _EXPECTED:
        verbs = list(infinitives(frame, "xcomp"))
    else:
        return
    for verb in verbs:
        if verb.lemma_ not in {"be", "have"}:
            yield from planned(subjects, verb, frame, negated=frame.negated)


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
    future = words & {"will", "shall", "'ll", "’ll"} or ("would" in words and _is_told(frame))
    if not future or is_content(frame) or frame.negated or "have" in words:
        return
    if frame.link == "relcl" and not frame.passive and not _of_body(frame):
        return
    if frame.passive:
        if not frame.subjects and frame.lemma not in _TOLD_ELSEWHERE:
            told = list(_session(frame))
            yield from told or planned(things(frame), frame.head, frame)
    elif frame.lemma not in _STATES:
        yield from planned(holders(frame), frame.head, frame)


def _of_body(frame: Frame) -> bool:
    """Return whether a relative clause is about a body that is named: "the bank, which will …"."""
    return any(
        who.mention is not None and who.mention.kind == Kind.ORGANIZATION for who in holders(frame)
    )


def _is_told(frame: Frame) -> bool:
    """Return whether a verb is what somebody says, announces or agrees."""
    above = frame.above
    while above is not None and frame.link == "conj":
        frame, above = above, above.above
    return frame.link == "ccomp" and bool(frame.reports)


def _futures(parse: Parse, sentence: Span) -> Iterator[Finding]:
    """Read each verb with an auxiliary of the future."""
    for token in sentence:
        if token.tag_ == "MD" and token.lower_ in _MODALS and token.dep_ == "aux":
            yield from _future(Frame(parse, token.head))


RULES: Final[tuple[Rule, ...]] = (
    FrameRule("plans.expected", "1", _EXPECTED | {"be"}, _expected),
    FrameRule("plans.agreed", "1", words("agree decide resolve"), _agreed),
    SentenceRule("plans.future", "1", _futures),
)
