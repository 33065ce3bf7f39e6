"""What somebody says is not so, which denies it: ``denies``."""

from collections.abc import Iterator
from typing import Final

from spacy.tokens import Span, Token

from graph.extraction.frames import Frame
from graph.extraction.parses import Parse
from graph.extraction.relations.contents import CLAIMS, FALSE, NEAR, claimed, content, denied
from graph.extraction.relations.holders import holders, tellers
from graph.extraction.relations.issuers import spokesperson
from graph.extraction.rules import Finding, FrameRule, Rule, SentenceRule
from graph.extraction.voices import attributions
from graph.extraction.wording import affirmed, clause, full_phrase, verb_phrase
from graph.extraction.words import word_at, words

_TRUE: Final = words("accurate correct true truth")
_CLAIMS: Final = CLAIMS | words("article idea information news notion story")
_CONTRARY: Final = _CLAIMS | words("statement")
_TELLING: Final = words(
    """add affirm clarify declare emphasise emphasize insist say state stress tell"""
)
_THINKING: Final = words("believe expect know recall recognise recognize see think want")
_INSISTING: Final = words(
    "affirm assure clarify emphasise emphasize insist maintain stress underline underscore"
)
"""Verbs of saying that make of "was not leaving" a denial."""

_MERE: Final = words(
    """alternative cure doctor doubt electricity food fuel guarantee hope information military money
    need reason rest room school sign time water way winner word"""
)
"""Nouns that are not denied though there are none."""

_PRONOUNS: Final = words("he i it she they we")
_SOMETHING: Final = words("better but except less like more new other short wrong")
"""Words after "nothing" that leave something: "nothing but praise"."""

_WITHOUT: Final = words(
    """authority authorisation authorization basis connection decision evidence intent intention
    involvement knowledge link mandate plan proof request role truth"""
)
"""Nouns for what somebody denies who says that there is none."""

_UNSURE: Final = words("certain confident convinced persuaded sure")


def _told(frame: Frame) -> Iterator[Finding]:
    """Read "said that there is no such plan", "stressed that Laos has no intention of leaving"."""
    if frame.nominal or frame.negated:
        return
    who = tellers(frame)
    for verb in content(frame):
        own = Frame(frame.parse, verb)
        for doubted in _doubted(own):
            yield from denied(who, clause(doubted), frame)
        if own.lemma in _THINKING or not (_is_denial(own) or _is_past_denial(own, frame)):
            continue
        if own.lemma == "be" and (false := _called_false(own)) is not None:
            yield from denied(who, false, frame)
        else:
            yield from denied(who, affirmed(verb), frame)


def _doubted(frame: Frame) -> Iterator[Token]:
    """Yield the verbs of what somebody says he does not believe: "I do not think it was"."""
    himself = any(part.lower_ in _PRONOUNS for part in frame.parts("nsubj", "nsubjpass"))
    if not himself or not frame.parts("neg"):
        return
    if frame.lemma in {"accept", "believe", "think"} | _UNSURE:
        yield from content(frame)
    for adjective in frame.parts("acomp"):
        if adjective.lower_ in _UNSURE:
            yield from (part for part in adjective.children if part.dep_ == "ccomp")


def _is_denial(frame: Frame) -> bool:
    """Return whether a clause says that something is not so, and never was."""
    if _called_false(frame) is not None or _has_none(frame):
        return True
    contrast = any(part.dep_ == "cc" and part.lower_ == "but" for part in frame.children)
    if contrast or any(part.lower_ in {"unless", "until"} for part in frame.head.subtree):
        return False
    modal = any(part.tag_ == "MD" for part in frame.parts("aux"))
    return bool(frame.parts("neg")) and frame.tense == "present" and not modal and _is_now(frame)


def _has_none(frame: Frame) -> bool:
    """Return whether a clause says so of its nouns: "no such plan", "neither side"."""
    there = bool(frame.parts("expl"))
    for noun in frame.parts("nsubj", "nsubjpass", "attr", "dobj"):
        words, lemma = {part.lower_ for part in noun.children}, noun.lemma_.lower()
        none = "such" in words or lemma in _WITHOUT
        none = none or (there and noun.dep_ == "attr" and lemma not in _MERE)
        none = none or (frame.lemma == "exist" and lemma not in _MERE)
        if "neither" in words or ("no" in words and none):
            return True
        if noun.lower_ == "nothing" and (there or frame.lemma == "have"):
            return word_at(noun, 1).lower() not in _SOMETHING
    return any(part.lower_ == "neither" for part in frame.children)


def _is_past_denial(frame: Frame, above: Frame) -> bool:
    """Return whether "was not leaving", "had never taken part" is denied by who stresses it."""
    subjects = frame.parts("nsubj", "nsubjpass")
    himself = any(part.lower_ in _PRONOUNS for part in subjects)
    himself |= any(child.tag_ == "PRP$" for part in subjects for child in part.children)
    homes = (frame.parse.homes.get(who.name) for who in holders(above))
    named = {who.name for who in holders(frame)}
    himself |= any(home is not None and home.canonical in named for home in homes)
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
    if _is_out(frame) and not frame.parts("neg"):
        return " and ".join(frame.parse.words(noun) for noun in frame.parts("nsubj"))
    complements = frame.parts("acomp", "attr", "oprd")
    complements += tuple(
        part for prep in frame.parts("prep") for part in prep.children if part.dep_ == "pobj"
    )
    negated = bool(frame.parts("neg")) or any(part.lower_ == "nor" for part in frame.parts("cc"))
    if not any(part.lower_ in (_TRUE if negated else FALSE) for part in complements):
        return None
    for verb in (*frame.parts("ccomp", "csubj"), *_below(complements)):
        return clause(verb)
    for subject in frame.parts("nsubj"):
        if subject.lemma_.lower() in _CLAIMS:
            said = claimed(subject)
            return frame.parse.words(subject) if said is None else clause(said)
    return None


def _is_out(frame: Frame) -> bool:
    """Return whether something "is out of the question", or "off the table"."""
    for preposition in frame.parts("prep", "advmod"):
        words = [token.lower_ for token in preposition.subtree]
        if words in (["out", "of", "the", "question"], ["off", "the", "table"]):
            return True
    return False


def _below(tokens: tuple[Token, ...]) -> Iterator[Token]:
    for token in tokens:
        yield from (child for child in token.children if child.dep_ == "ccomp")


def _contrary(parse: Parse, sentence: Span) -> Iterator[Finding]:
    """Read "contrary to accusations that …"; "contrary to reports, Laos has not left"."""
    for token in sentence:
        frame = _main(parse, token) if token.lower_ == "contrary" else None
        if frame is None:
            continue
        for noun in token.doc[token.i + 1 : token.i + NEAR]:
            verb = claimed(noun)
            if verb is not None and verb != frame.head:
                yield from denied(holders(frame), clause(verb), frame)
                break
        else:
            if (voice := parse.voice(token)) is not None and not frame.negated:
                nouns = [noun for to in token.children for noun in to.children]
                claims = [noun for noun in nouns if noun.lemma_.lower() in _CONTRARY]
                for noun in claims:
                    yield from denied([voice], full_phrase(parse, noun), frame)
            if frame.negated and not frame.reports:
                yield from denied(spokesperson(parse), _after_aside(frame.head, token), frame)


def _after_aside(verb: Token, contrary: Token) -> str:
    """Return the words of a denied clause without the "contrary to …" before it."""
    words_denied = affirmed(verb)
    aside = contrary.doc[contrary.left_edge.i : contrary.right_edge.i + 1].text
    return words_denied.removeprefix(aside).lstrip(" ,").removeprefix("no ")


def _own(parse: Parse, sentence: Span) -> Iterator[Finding]:
    """Read "such reports are false", "no such deal was signed", which a ministry says itself.

    In a quotation that goes on, a record or a speech it is who speaks.
    """
    said_by = next((who for _, who in attributions(parse, sentence)), None)
    for frame in _unreported(parse, sentence):
        voice = parse.voice(frame.head) or said_by
        false = _called_false(frame) if frame.lemma == "be" else None
        voiced = voice is not None and (_is_voiced(frame) or _is_unknown(frame))
        if false is None and (voiced or _is_no_such(frame)):
            false = affirmed(frame.head).rpartition(": ")[2]
        if false:
            yield from denied([voice] if voice else spokesperson(parse), false, frame)


def _is_voiced(frame: Frame) -> bool:
    """Return whether a clause of a quotation says of a party that it does not do something."""
    named = any(who.mention is not None for who in holders(frame))
    vague = any(part.lower_ in {"i", "it", "that", "this"} for part in frame.parts("nsubj"))
    if not named or vague or frame.lemma in _THINKING or _has_none(frame):
        return False
    return _is_denial(frame)


def _unreported(parse: Parse, sentence: Span) -> Iterator[Frame]:
    """Yield the main clauses of a sentence that nobody is said to say."""
    for token in (sentence.root, *sentence.root.children):
        apart = token.dep_ in {"ccomp", "parataxis"} and token.i < sentence.root.i
        apart = apart and any(part.text == ";" for part in token.doc[token.i : sentence.root.i])
        apart = apart or (token.head.pos_ == "PROPN" and word_at(token.head, 1) == ":")
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
        noun.lower_ == "nothing"
        or (noun.lemma_.lower() not in _MERE and any(t.lower_ == "no" for t in noun.children))
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
                    yield from denied(holders(above), told, frame)


def _main(parse: Parse, token: Token) -> Frame | None:
    for above in token.ancestors:
        if above.pos_ == "VERB":
            return Frame(parse, above)
    return None


RULES: Final[tuple[Rule, ...]] = (
    FrameRule("denies.told", "3", _TELLING, _told),
    FrameRule("denies.intention", "1", frozenset({"intent", "intention"}), _no_intention),
    SentenceRule("denies.contrary", "2", _contrary),
    SentenceRule("denies.own", "3", _own),
)
