"""Who denies or rejects what: ``denies``."""

from collections.abc import Iterator
from typing import Final

from spacy.tokens import Span, Token

from graph.extraction.frames import Frame
from graph.extraction.parses import Parse, relative_clause
from graph.extraction.proposals import Argument, Modality, Relation
from graph.extraction.relations.contents import CLAIMS, claimed, content
from graph.extraction.relations.holders import holders
from graph.extraction.relations.participants import actors
from graph.extraction.rules import Finding, FrameRule, Rule, SentenceRule
from graph.extraction.wording import affirmed, clause, full_phrase
from graph.extraction.words import words

_VERBS: Final = words(
    """contest criticise criticize decline denounce deny dismiss disprove rebut rebuff refute
    reject repudiate"""
)
_FALSE: Final = words(
    """baseless fabricated fake false groundless incorrect unfounded unsubstantiated untrue"""
)
_TELLING: Final = words(
    """add affirm clarify declare emphasise emphasize insist say state stress tell"""
)
_THINKING: Final = words("believe expect know recall recognise recognize see think want")
_EXPRESSING: Final = words(
    """announce convey express maintain reaffirm register reiterate restate signal state voice"""
)
_NEAR: Final = 6
_WITHOUT: Final = frozenset({"intention", "plan", "intent", "truth", "basis", "doubt"})


def _denied(who: list[Argument], words: str, frame: Frame) -> Iterator[Finding]:
    if words:
        for subject in who:
            yield Finding(subject, Relation.DENIES, Argument(words), frame, Modality.DENIED)


def _verb(frame: Frame) -> Iterator[Finding]:
    """Read "Laos denied that …", "rejected reports that …", "dismissed the claim"."""
    if frame.nominal or frame.negated or not _is_done(frame):
        return
    who = holders(frame)
    clauses = list(content(frame))
    for verb in clauses:
        yield from _denied(who, _referred(verb) or clause(verb), frame)
    if clauses:
        return
    for token in frame.objects:
        if token.dep_ in {"oprd", "attr"}:
            continue
        for head in _criticised(frame, token):
            yield from _denied(who, _object(frame, head), frame)
    for token in frame.after("as"):
        if token.lemma_.lower() in CLAIMS and not any(t.dep_ == "dobj" for t in frame.objects):
            yield from _denied(who, _object(frame, token), frame)


def _criticised(frame: Frame, token: Token) -> list[Token]:
    """Return what is denied: of somebody who is criticised, what for."""
    if frame.lemma in {"criticise", "criticize", "denounce"} and actors(frame.parse, [token]):
        return list(frame.after("over", "for"))
    return frame.parse.coordinated(token)


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
    """Return whether somebody does it: "denies", "has denied", not "to deny" or "may deny"."""
    return frame.head.tag_ != "VB" or "did" in frame.auxiliaries


def _object(frame: Frame, head: Token) -> str:
    """Return what is denied: the content of a claim, or else its words."""
    if head.tag_ in {"WDT", "WP"} and (told := relative_clause(head)) is not None:
        return frame.parse.words(told.head)
    if head.pos_ == "PRON":
        return ""
    verb = claimed(head)
    return full_phrase(frame.parse, head) if verb is None else clause(verb)


def _express(frame: Frame) -> Iterator[Finding]:
    """Read "voiced its opposition to the sanctions"."""
    above = frame.above
    if not frame.nominal or above is None or above.negated:
        return
    if above.lemma in _EXPRESSING:
        for token in frame.after("to", "of")[:1]:
            yield from _denied(holders(above), full_phrase(frame.parse, token), frame)


def _called(frame: Frame) -> Iterator[Finding]:
    """Read "described the allegation as unfounded"."""
    if frame.nominal or frame.negated:
        return
    doc = frame.head.doc
    if any(token.lower_ in _FALSE for token in doc[frame.head.i : frame.head.sent.end]):
        for token in doc[frame.head.i + 1 : frame.head.i + _NEAR]:
            if token.lemma_.lower() in CLAIMS:
                yield from _denied(holders(frame), _object(frame, token), frame)
                return


def _vote(frame: Frame) -> Iterator[Finding]:
    """Read "voted against the resolution"."""
    if not frame.nominal and not frame.negated:
        for token in frame.after("against"):
            yield from _denied(holders(frame), full_phrase(frame.parse, token), frame)


def _told(frame: Frame) -> Iterator[Finding]:
    """Read "said that there is no such plan", "stressed that Laos has no intention of leaving"."""
    if frame.nominal or frame.negated:
        return
    for verb in content(frame):
        own = Frame(frame.parse, verb)
        if own.lemma in _THINKING or not _is_denial(own):
            continue
        if own.lemma == "be" and (false := _called_false(own)) is not None:
            yield from _denied(holders(frame), false, frame)
        else:
            yield from _denied(holders(frame), affirmed(verb), frame)


def _is_denial(frame: Frame) -> bool:
    """Return whether a clause says that something is not so, and never was."""
    if _called_false(frame) is not None:
        return True
    nouns = [*frame.parts("nsubj", "nsubjpass", "attr", "dobj")]
    for noun in nouns:
        words = {part.lower_ for part in noun.children}
        if "no" in words and ("such" in words or noun.lemma_.lower() in _WITHOUT):
            return True
    if {"neither"} & {part.lower_ for part in frame.children}:
        return True
    if any(part.lower_ in {"unless", "until"} for part in frame.head.subtree):
        return False
    modal = any(part.tag_ == "MD" for part in frame.parts("aux"))
    return bool(frame.parts("neg")) and frame.tense == "present" and not modal and _is_now(frame)


def _is_now(frame: Frame) -> bool:
    return not any(part.lower_ in {"yet", "always", "only"} for part in frame.parts("advmod"))


def _called_false(frame: Frame) -> str | None:
    """Return what "it is false that …", "the allegation is false" says is false."""
    if frame.lemma != "be":
        return None
    complements = frame.parts("acomp", "attr", "oprd")
    if frame.parts("neg") or not any(part.lower_ in _FALSE for part in complements):
        return None
    for verb in (*frame.parts("ccomp", "csubj"), *_below(complements)):
        return clause(verb)
    for subject in frame.parts("nsubj"):
        if subject.lemma_.lower() in CLAIMS:
            said = claimed(subject)
            return frame.parse.words(subject) if said is None else clause(said)
    return None


def _below(tokens: tuple[Token, ...]) -> Iterator[Token]:
    for token in tokens:
        yield from (child for child in token.children if child.dep_ == "ccomp")


def _contrary(parse: Parse, sentence: Span) -> Iterator[Finding]:
    """Read "the ministry defended the base, contrary to accusations that …"."""
    for token in sentence:
        if token.lower_ != "contrary":
            continue
        frame = _main(parse, token)
        for noun in token.doc[token.i + 1 : token.i + _NEAR]:
            verb = claimed(noun)
            if verb is not None and frame is not None and verb != frame.head:
                yield from _denied(holders(frame), clause(verb), frame)
                break


def _main(parse: Parse, token: Token) -> Frame | None:
    for above in token.ancestors:
        if above.pos_ == "VERB":
            return Frame(parse, above)
    return None


RULES: Final[tuple[Rule, ...]] = (
    FrameRule("denies.verb", "1", _VERBS, _verb),
    FrameRule("denies.called", "1", frozenset({"brand", "call", "describe", "label"}), _called),
    FrameRule("denies.express", "1", frozenset({"objection", "opposition", "rejection"}), _express),
    FrameRule("denies.vote", "1", frozenset({"vote"}), _vote),
    FrameRule("denies.told", "1", _TELLING, _told),
    SentenceRule("denies.contrary", "1", _contrary),
)
