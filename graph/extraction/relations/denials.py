"""Who denies or rejects what: ``denies``."""

from collections.abc import Iterator
from typing import Final

from spacy.tokens import Span, Token

from graph.extraction.attitudes import CRITICISES, DENIES_AFTER, DENIES_THING, DENIES_WITH
from graph.extraction.frames import Frame
from graph.extraction.parses import Parse, relative_clause
from graph.extraction.proposals import Argument, Kind, Modality, Relation
from graph.extraction.relations.contents import CLAIMS, claimed, content, rest
from graph.extraction.relations.holders import holders
from graph.extraction.relations.issuers import spokesperson, turn
from graph.extraction.relations.participants import actors
from graph.extraction.rules import Finding, FrameRule, Rule, SentenceRule
from graph.extraction.speakers import REPORTING
from graph.extraction.wording import affirmed, clause, full_phrase, verb_phrase
from graph.extraction.words import words

_TREATIES: Final = words("charter compact convention covenant protocol statute treaty")
"""What a state denounces when it leaves it."""

_FALSE: Final = words(
    """absurd baseless devoid fabricated fabrication fake false fictitious groundless inaccurate
    incorrect invented ludicrous misleading nonsense preposterous unfounded unsubstantiated
    untrue"""
)
_TRUE: Final = words("accurate correct true truth")
_CLAIMS: Final = CLAIMS | words("article information news story")
_TELLING: Final = words(
    """add affirm clarify declare emphasise emphasize insist say state stress tell"""
)
_THINKING: Final = words("believe expect know recall recognise recognize see think want")
_EXPRESSING: Final = words(
    """announce convey express maintain reaffirm register reiterate restate signal state voice"""
)
_INSISTING: Final = words(
    "affirm assure clarify emphasise emphasize insist maintain stress underline underscore"
)
"""Verbs of saying that make of "was not leaving" a denial."""

_HASTENING: Final = words(
    "come continue go hasten hurry move proceed prompt quick ready rush swift"
)
"""Words before an infinitive for what somebody does: "was quick to deny", "moved to deny"."""

_MERE: Final = words("alternative doubt information military need reason room time way word")
"""Nouns that are not denied though there are none."""

_REBUKED: Final = words(
    """agreement annexation decision decree law legislation measure move plan policy proposal
    recognition resolution sanction statement"""
)
"""Nouns for what somebody rejects who condemns it."""

_PRONOUNS: Final = words("he i it she they we")
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
    told = [_referred(verb) or clause(verb) for verb in content(frame)] or [rest(frame.head)]
    told += [verb_phrase(verb) for verb in _gerunds(frame)]
    for words_denied in filter(None, told):
        yield from _denied(who, words_denied, frame)
    if any(told) or _leaves(frame):
        return
    for token in _rejected(frame):
        if token.dep_ in {"oprd", "attr"}:
            continue
        for head in _criticised(frame, token):
            yield from _denied(who, _object(frame, head), frame)
    for token in frame.after("as"):
        if token.lemma_.lower() in CLAIMS and not any(t.dep_ == "dobj" for t in frame.objects):
            yield from _denied(who, _object(frame, token), frame)


def _gerunds(frame: Frame) -> Iterator[Token]:
    """Yield the verbs of "denied having armed them", "criticised it for arming them"."""
    if frame.lemma == "deny":
        yield from (verb for verb in frame.parts("xcomp") if verb.tag_ == "VBG")
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
    elif any(p.lower_ in DENIES_WITH[frame.lemma] for p in frame.parts("prt", "advmod")):
        tokens = frame.objects
    else:
        return
    for token in tokens:
        for head in frame.parse.coordinated(token):
            yield from _denied(holders(frame), _object(frame, head), frame)


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
            yield from _denied(holders(frame), _object(frame, token), frame)


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
        if own.lemma in _THINKING or not (_is_denial(own) or _is_past_denial(own, frame)):
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
        there = noun.dep_ == "attr" and frame.parts("expl")
        if "no" in words and there and noun.lemma_.lower() not in _MERE:
            return True
        if "neither" in words:
            return True
    if {"neither"} & {part.lower_ for part in frame.children}:
        return True
    if any(part.dep_ == "cc" and part.lower_ == "but" for part in frame.children):
        return False
    if any(part.lower_ in {"unless", "until"} for part in frame.head.subtree):
        return False
    modal = any(part.tag_ == "MD" for part in frame.parts("aux"))
    return bool(frame.parts("neg")) and frame.tense == "present" and not modal and _is_now(frame)


def _is_past_denial(frame: Frame, above: Frame) -> bool:
    """Return whether "was not leaving", "had never taken part" is denied by who stresses it."""
    himself = any(part.lower_ in _PRONOUNS for part in frame.parts("nsubj", "nsubjpass"))
    himself = himself and "had" in frame.auxiliaries
    strong = (above.lemma in _INSISTING or himself) and above.tense == "past"
    own = frame.lemma == "be" or {"was", "were", "had"} & set(frame.auxiliaries)
    return strong and frame.tense == "past" and bool(frame.parts("neg")) and bool(own)


def _is_now(frame: Frame) -> bool:
    return not any(part.lower_ in {"yet", "always", "only"} for part in frame.parts("advmod"))


def _called_false(frame: Frame) -> str | None:
    """Return what "it is false that …", "the allegation is false" says is false."""
    if frame.lemma != "be":
        return None
    complements = frame.parts("acomp", "attr", "oprd")
    complements += tuple(
        part for prep in frame.parts("prep") for part in prep.children if part.dep_ == "pobj"
    )
    negated = bool(frame.parts("neg")) or any(part.lower_ == "nor" for part in frame.parts("cc"))
    if not any(part.lower_ in (_TRUE if negated else _FALSE) for part in complements):
        return None
    for verb in (*frame.parts("ccomp", "csubj"), *_below(complements)):
        return clause(verb)
    for subject in frame.parts("nsubj"):
        if subject.lemma_.lower() in _CLAIMS:
            said = claimed(subject)
            return frame.parse.words(subject) if said is None else clause(said)
    return None


def _below(tokens: tuple[Token, ...]) -> Iterator[Token]:
    for token in tokens:
        yield from (child for child in token.children if child.dep_ == "ccomp")


def _contrary(parse: Parse, sentence: Span) -> Iterator[Finding]:
    """Read "contrary to accusations that …"; "contrary to reports, Laos has not left"."""
    for token in sentence:
        frame = _main(parse, token) if token.lower_ == "contrary" else None
        if frame is None:
            continue
        for noun in token.doc[token.i + 1 : token.i + _NEAR]:
            verb = claimed(noun)
            if verb is not None and verb != frame.head:
                yield from _denied(holders(frame), clause(verb), frame)
                break
        else:
            if frame.negated and not frame.reports:
                yield from _denied(spokesperson(parse), _after_aside(frame.head, token), frame)


def _after_aside(verb: Token, contrary: Token) -> str:
    """Return the words of a denied clause without the "contrary to …" before it."""
    words_denied = affirmed(verb)
    aside = contrary.doc[contrary.left_edge.i : contrary.right_edge.i + 1].text
    return words_denied.removeprefix(aside).lstrip(" ,").removeprefix("no ")


def _own(parse: Parse, sentence: Span) -> Iterator[Finding]:
    """Read "such reports are false", "no such deal was signed", which a ministry says itself."""
    for frame in _unreported(parse, sentence):
        false = _called_false(frame) if frame.lemma == "be" else None
        speaker = turn(parse, sentence)
        if false is None and (_is_no_such(frame) or (speaker and _is_unknown(frame))):
            false = affirmed(frame.head)
        if false:
            yield from _denied(speaker or spokesperson(parse), false, frame)


def _unreported(parse: Parse, sentence: Span) -> Iterator[Frame]:
    """Yield the main clauses of a sentence that nobody is said to say."""
    for token in (sentence.root, *sentence.root.children):
        apart = token.dep_ in {"ccomp", "parataxis"} and token.i < sentence.root.i
        apart = apart and any(part.text == ";" for part in token.doc[token.i : sentence.root.i])
        if token.pos_ in {"VERB", "AUX"} and (token.dep_ == "ROOT" or apart):
            yield Frame(parse, token)


def _is_no_such(frame: Frame) -> bool:
    return frame.tense != "future" and any(
        {"no", "such"} <= {part.lower_ for part in noun.children}
        for noun in frame.parts("nsubj", "nsubjpass", "attr")
    )


def _is_unknown(frame: Frame) -> bool:
    """Return whether a speaker says that there is none: "there is no ship", "I know of no ship"."""
    nouns = list(frame.parts("attr")) if frame.parts("expl") else []
    nouns += frame.after("of") if frame.lemma in {"aware", "hear", "know"} else []
    return any(
        noun.lemma_.lower() not in _MERE and any(part.lower_ == "no" for part in noun.children)
        for noun in nouns
    )


def _no_intention(frame: Frame) -> Iterator[Finding]:
    """Read "Laos has no intention of leaving the union"."""
    above = frame.above
    if not frame.nominal or above is None or above.lemma != "have" or above.reports:
        return
    if any(part.lower_ == "no" for part in frame.parts("det")):
        for preposition in frame.parts("prep"):
            for verb in preposition.children:
                if preposition.lower_ == "of" and verb.dep_ == "pcomp":
                    told = f"{frame.head.text} of {verb_phrase(verb)}"
                    yield from _denied(holders(above), told, frame)


def _main(parse: Parse, token: Token) -> Frame | None:
    for above in token.ancestors:
        if above.pos_ == "VERB":
            return Frame(parse, above)
    return None


RULES: Final[tuple[Rule, ...]] = (
    FrameRule("denies.verb", "2", DENIES_THING, _verb),
    FrameRule("denies.condemn", "1", frozenset({"condemn"}), _condemn),
    FrameRule("denies.called", "1", frozenset({"brand", "call", "describe", "label"}), _called),
    FrameRule("denies.express", "1", frozenset({"objection", "opposition", "rejection"}), _express),
    FrameRule("denies.vote", "1", frozenset({"vote"}), _vote),
    FrameRule("denies.told", "2", _TELLING, _told),
    FrameRule("denies.phrasal", "2", frozenset({*DENIES_AFTER, *DENIES_WITH}), _phrasal),
    FrameRule("denies.intention", "1", frozenset({"intent", "intention"}), _no_intention),
    SentenceRule("denies.contrary", "1", _contrary),
    SentenceRule("denies.own", "1", _own),
)
