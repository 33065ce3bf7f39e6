"""Who denies or rejects what: ``denies``."""

from collections.abc import Iterator
from typing import Final

from spacy.tokens import Token

from graph.extraction.attitudes import (
    CHARGING,
    CRITICISES,
    DENIES_AFTER,
    DENIES_BACK,
    DENIES_THING,
    DENIES_WITH,
    REPORTING,
    STAYING,
)
from graph.extraction.frames import Frame
from graph.extraction.parses import Parse, relative_clause
from graph.extraction.posts import post_noun
from graph.extraction.proposals import Kind
from graph.extraction.relations.contents import CLAIMS, FALSE, NEAR, claimed, content, denied, rest
from graph.extraction.relations.holders import holders
from graph.extraction.relations.participants import actors
from graph.extraction.rules import Finding, FrameRule, Rule
from graph.extraction.wording import clause, full_phrase, verb_phrase
from graph.extraction.words import word_at, words

_TREATIES: Final = words("charter compact convention covenant protocol statute treaty")
"""What a state denounces when it leaves it."""

_EXPRESSING: Final = words(
    """announce convey express maintain reaffirm register reiterate restate signal state voice"""
)
_HASTENING: Final = words(
    "come continue go hasten hurry move proceed prompt quick ready rush swift"
)
"""Words before an infinitive for what somebody does: "was quick to deny", "moved to deny"."""

_TELLING: Final = words(
    """answer comment confirm deny disclose discuss elaborate exclude give identify name reveal rule
    say speak tell"""
)
"""Verbs of which it says nothing that somebody declined to."""

_OF_PEOPLE: Final = words("decline discount dismiss question refuse")
_PEOPLE: Final = words(
    """applicant candidate class detainee driver employee guard juror man officer official passenger
    patient people prisoner refugee staff student suspect witness woman worker"""
)
"""Nouns for people who are sent away or interrogated, which denies nothing."""

_GENERAL: Final = words(
    """attempt corruption crime extremism proliferation protectionism racism slavery terrorism
    violence"""
)
"""Nouns for wrongs that all oppose."""

_REBUKED: Final = words(
    """agreement annexation decision decree law legislation measure move plan policy proposal
    recognition resolution sanction statement"""
)
"""Nouns for what somebody rejects who condemns it."""


def _verb(frame: Frame) -> Iterator[Finding]:
    """Read "Laos denied that …", "rejected reports that …", "dismissed the claim"."""
    if frame.nominal or frame.negated or not _is_done(frame):
        return
    who = holders(frame)
    told = [_referred(verb) or clause(verb) for verb in content(frame)] or [rest(frame.head)]
    told += [verb_phrase(verb) for verb in _gerunds(frame)]
    for words_denied in filter(None, told):
        yield from denied(who, words_denied, frame)
    if any(told) or _leaves(frame) or _withholds(frame):
        return
    for token in _rejected(frame):
        if token.dep_ in {"oprd", "attr"}:
            continue
        for head in _criticised(frame, token):
            if not _is_no_cause(frame, head):
                yield from denied(who, _object(frame, head), frame)
    for token in frame.after("as"):
        if token.lemma_.lower() in CLAIMS and not any(t.dep_ == "dobj" for t in frame.objects):
            yield from denied(who, _object(frame, token), frame)


def _gerunds(frame: Frame) -> Iterator[Token]:
    """Yield the verbs of "denied having armed them", "criticised it for arming them".

    Those of "refused to leave", too, but not of "declined to comment".
    """
    if frame.lemma in {"decline", "refuse"}:
        infinitives = (verb for verb in frame.parts("xcomp") if verb.tag_ == "VB")
        yield from (verb for verb in infinitives if verb.lemma_ not in _TELLING)
    if frame.lemma == "deny":
        yield from (verb for verb in frame.parts("xcomp") if verb.tag_ != "VB")
    if frame.lemma in CRITICISES:
        for preposition in frame.parts("prep"):
            if preposition.lower_ in {"for", "over"}:
                yield from (verb for verb in preposition.children if verb.dep_ == "pcomp")


def _leaves(frame: Frame) -> bool:
    """Return whether a treaty is denounced, which is no denial."""
    if frame.lemma != "denounce":
        return False
    states = (Kind.STATE_OR_PLACE, Kind.PEOPLE)
    return any(
        who.mention is not None and who.mention.kind in states for who in holders(frame)
    ) and any(
        token.lemma_.lower() in _TREATIES or frame.parse.words(token).split()[-1:] == ["Convention"]
        for token in frame.objects
    )


def _is_no_cause(frame: Frame, noun: Token) -> bool:
    """Return whether one denies nothing of it: a wrong that all oppose, a man who is dismissed."""
    if frame.lemma in _OF_PEOPLE:
        return _is_somebody(frame.parse, noun)
    return frame.lemma == "oppose" and is_general_wrong(noun)


def _is_somebody(parse: Parse, noun: Token) -> bool:
    """Return whether a noun is for a person: "dismissed the minister", "questioned the suspect"."""
    named = parse.mention_at(noun)
    person = named is not None and named.kind == Kind.PERSON and parse.head(named) == noun
    return person or post_noun(noun) is not None or noun.lemma_.lower() in _PEOPLE


def _withholds(frame: Frame) -> bool:
    """Return whether somebody is refused something: "denied Ana Lu a visa"."""
    given = [*frame.parts("dative"), *(frame.parts("nsubjpass") if frame.parts("dobj") else ())]
    return frame.lemma in {"deny", "refuse"} and bool(actors(frame.parse, given))


def _rejected(frame: Frame) -> tuple[Token, ...]:
    """Return the heads of what is rejected; of "a charge Laos rejected" the charge."""
    if frame.objects:
        return frame.objects
    return (frame.head.head,) if frame.link == "relcl" and frame.parts("nsubj") else ()


def _phrasal(frame: Frame) -> Iterator[Finding]:
    """Read "ruled out talks", "brushed off the accusation", "objected to the text"."""
    if frame.nominal or frame.negated or not _is_done(frame):
        return
    if frame.lemma in DENIES_AFTER:
        tokens = frame.after(*DENIES_AFTER[frame.lemma])[:1]
    elif frame.lemma in DENIES_BACK:
        back = word_at(frame.head, 1).lower() in DENIES_BACK[frame.lemma]
        tokens = frame.after("against", "at", "on")[:1] if back and not frame.objects else ()
    elif any(p.lower_ in DENIES_WITH[frame.lemma] for p in frame.parts("prt", "advmod")):
        tokens = frame.objects
        for verb in frame.parts("xcomp", "pcomp") if frame.lemma == "rule" else ():
            yield from denied(holders(frame), verb_phrase(verb), frame)
    else:
        return
    for token in tokens:
        for head in frame.parse.coordinated(token):
            yield from denied(holders(frame), _object(frame, head), frame)


def _criticised(frame: Frame, token: Token) -> list[Token]:
    """Return what is denied: of somebody who is criticised, what for."""
    if frame.lemma in CRITICISES and actors(frame.parse, [token]):
        return list(frame.after("over", "for"))
    return frame.parse.coordinated(token)


def _condemn(frame: Frame) -> Iterator[Finding]:
    """Read "condemned the decision", which is no denial of a crime or of a raid."""
    if frame.nominal or frame.negated or not _is_done(frame):
        return
    for token in frame.objects:
        if token.lemma_.lower() in _REBUKED:
            yield from denied(holders(frame), _object(frame, token), frame)


def _referred(verb: Token) -> str:
    """Return the claim that "any such …" refers to, where it stands in the same sentence."""
    if not any(token.lower_ == "such" for token in verb.subtree):
        return ""
    for token in verb.doc[verb.sent.start : verb.left_edge.i]:
        content_verb = claimed(token)
        if content_verb is not None:
            return clause(content_verb)
    return ""


def _is_done(frame: Frame) -> bool:
    """Return whether somebody does it: "denies", "was quick to deny", not "may deny"."""
    if frame.head.tag_ != "VB" or "did" in frame.auxiliaries:
        return True
    above = frame.head.head
    return frame.head.dep_ in {"xcomp", "advcl"} and (
        above.lemma_.lower() in _HASTENING and above.tag_ != "VB"
    )


def is_general_wrong(noun: Token) -> bool:
    """Return whether a noun is for a wrong that all oppose: "any attempts", "coercion".

    Args:
        noun: The noun.
    """
    own = any(child.dep_ == "poss" or child.lower_ in {"by", "this"} for child in noun.children)
    return noun.lemma_.lower() in CHARGING | _GENERAL and not own


def _object(frame: Frame, head: Token) -> str:
    """Return what is denied: the content of a claim, or else its words."""
    if head.tag_ in {"WDT", "WP"} and (told := relative_clause(head)) is not None:
        return frame.parse.words(told.head)
    if head.pos_ == "PRON":
        return _said_before(head) if head.lower_ in {"that", "this"} else ""
    verb = claimed(head)
    return full_phrase(frame.parse, head) if verb is None else clause(verb)


def _said_before(pronoun: Token) -> str:
    """Return what the sentence before says that somebody says, which "this" stands for."""
    start = pronoun.sent.start
    for token in pronoun.doc[start - 1].sent if start else ():
        if token.lemma_.lower() in REPORTING and token.pos_ == "VERB":
            for child in token.children:
                if child.dep_ == "ccomp":
                    return clause(child)
    return ""


def _express(frame: Frame) -> Iterator[Finding]:
    """Read "voiced its opposition to the sanctions"."""
    above = frame.above
    if not frame.nominal or above is None or above.negated:
        return
    if above.lemma in _EXPRESSING:
        for token in frame.after("to", "of")[:1]:
            if not is_general_wrong(token):
                yield from denied(holders(above), full_phrase(frame.parse, token), frame)


def _opposed(frame: Frame) -> Iterator[Finding]:
    """Read "remains opposed to the plan", "is against the sale"."""
    found = list(frame.after("against")[:1]) if frame.lemma == "be" else []
    for adjective in frame.parts("acomp", "oprd"):
        if adjective.lower_ == "opposed":
            found += Frame(frame.parse, adjective).after("to")[:1]
    for token in found if not frame.negated else ():
        yield from denied(holders(frame), _object(frame, token), frame)


def _called(frame: Frame) -> Iterator[Finding]:
    """Read "described the allegation as unfounded"."""
    if frame.nominal or frame.negated:
        return
    doc = frame.head.doc
    if any(token.lower_ in FALSE for token in doc[frame.head.i : frame.head.sent.end]):
        for token in doc[frame.head.i + 1 : frame.head.i + NEAR]:
            if token.lemma_.lower() in CLAIMS:
                yield from denied(holders(frame), _object(frame, token), frame)
                return


RULES: Final[tuple[Rule, ...]] = (
    FrameRule("denies.verb", "3", DENIES_THING, _verb),
    FrameRule("denies.condemn", "1", frozenset({"condemn"}), _condemn),
    FrameRule("denies.called", "2", frozenset({"brand", "call", "describe", "label"}), _called),
    FrameRule("denies.express", "2", frozenset({"objection", "opposition", "rejection"}), _express),
    FrameRule("denies.opposed", "1", STAYING, _opposed),
    FrameRule(
        "denies.phrasal", "3", frozenset({*DENIES_AFTER, *DENIES_BACK, *DENIES_WITH}), _phrasal
    ),
)
