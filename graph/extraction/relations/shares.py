"""Shares, and how long something lasts: ``quantity``."""

import re
from collections.abc import Iterator
from typing import Final

from spacy.tokens import Span, Token

from graph.extraction.frames import Frame
from graph.extraction.parses import Parse
from graph.extraction.proposals import Argument, Kind, Modality, Relation
from graph.extraction.relations.holders import holders
from graph.extraction.relations.participants import EVENTS
from graph.extraction.relations.planning import AGREEMENTS, things
from graph.extraction.rules import Finding, FrameRule, Rule, SentenceRule
from graph.extraction.words import word_at, words

_SHARES: Final = words(
    "half third thirds quarter quarters fifth tenth three four five six seven nine"
)
_BEFORE: Final = words(
    "a about almost around at just least more nearly one only over roughly some than the three two"
)
"""Words before a share that tell how much of it: "about a third", "two thirds"."""

_LASTING: Final = re.compile(
    r"(?:\d+|one|two|three|four|five|six|seven|eight|nine|ten|twelve|[a-z]+teen|[a-z]+ty)"
    r"[-–]\s?(?:minute|hour|day|week|month|year)s?"
)
_LASTS: Final = AGREEMENTS | words(
    "armistice ban blockade campaign ceasefire curfew lull moratorium siege truce"
)
_SENTENCING: Final = words("condemn imprison jail sentence")
_TIME: Final = words("day month week year")


def _shares(parse: Parse, sentence: Span) -> Iterator[Finding]:
    """Read each share of a sentence."""
    for token in sentence:
        if token.lower_ in _SHARES or _is_some(token):
            yield from _share(Frame(parse, token))


def _is_some(number: Token) -> bool:
    """Return whether it is told of a few of many: "three of", but not "one of"."""
    return number.like_num and word_at(number, 1) == "of" and number.lower_ != "one"


def _share(frame: Frame) -> Iterator[Finding]:
    """Read "took a third of the country", "three of the four visits", "half of its oil"."""
    noun, parse, above = frame.head, frame.parse, frame.above
    of = (part for part in noun.children if part.lower_ == "of" and part.i == noun.i + 1)
    whole = next((part for prep in of for part in prep.children if part.dep_ == "pobj"), None)
    if whole is None or above is None or above.nominal or whole.pos_ == "PRON":
        return
    counted = noun.lower_ not in _SHARES
    if not counted and any(child.dep_ == "nummod" for child in whole.lefts):
        return  # the number of the whole tells more
    if counted and not (whole.tag_ == "NNS" and _is_known(whole)):
        return
    first = noun.i
    while first > noun.sent.start and _is_before(noun.doc[first - 1]):
        first -= 1
    told = Argument(noun.doc[first : whole.right_edge.i + 1].text)
    if noun.dep_ == "dobj" and not counted:
        who = holders(above) or things(above)
    elif noun.dep_ in {"nsubj", "nsubjpass"} or counted:
        who = [Argument(parse.words(whole))]
        told = Argument(noun.doc[first : whole.i + 1].text)
    else:
        who = things(above) if noun.dep_ == "attr" else []
    for subject in who[:1]:
        yield Finding(subject, Relation.QUANTITY, told, above)


def _is_before(token: Token) -> bool:
    """Return whether a word tells how much of a share it is; "over" may belong to the verb."""
    return token.lower_ in _BEFORE and token.dep_ != "prt"


def _is_known(noun: Token) -> bool:
    """Return whether it is told of how many something is: "of the four", "of his aides"."""
    return any(
        child.dep_ == "poss" or child.lower_ in {"the", "its", "their"} for child in noun.lefts
    )


def _durations(parse: Parse, sentence: Span) -> Iterator[Finding]:
    """Read "the six-month truce", "a five-year agreement", "the five-hour meeting"."""
    for match in _LASTING.finditer(sentence.text):
        span = sentence.char_span(*match.span(), alignment_mode="expand")
        noun = None if span is None else _modified(span)
        if noun is None or span is None:
            continue
        mention = parse.mention_at(noun)
        agreed = mention is not None and mention.kind == Kind.AGREEMENT
        if agreed or (noun.lemma_.lower() in _LASTS | EVENTS and mention is None):
            named = parse.named(noun) if agreed else []
            subject = named[0] if named else Argument(noun.text)
            frame = Frame(parse, noun)
            yield Finding(subject, Relation.QUANTITY, Argument(match[0]), frame, Modality.ASSERTED)


def _modified(span: Span) -> Token | None:
    """Return the noun that a length of time stands before."""
    current = span.root
    while current.head.i > current.i and current.dep_ in {"amod", "compound", "nmod", "nummod"}:
        current = current.head
    return current if current.i >= span.end and current.pos_ in {"NOUN", "PROPN"} else None


def _sentenced(frame: Frame) -> Iterator[Finding]:
    """Read "sentenced Lu to three years in prison", "was jailed for five years"."""
    if frame.nominal or frame.negated:
        return
    for token in frame.after("to", "for"):
        number = [child for child in token.lefts if child.like_num]
        if token.lemma_.lower() in _TIME and number:
            last = token
            for child in token.children:
                if child.lower_ in {"in", "of"} and child.i == token.i + 1:
                    last = child.right_edge
            told = Argument(token.doc[number[0].left_edge.i : last.i + 1].text)
            for noun in frame.objects[:1]:
                for who in frame.parse.arguments(noun)[:1]:
                    yield Finding(who, Relation.QUANTITY, told, frame)


RULES: Final[tuple[Rule, ...]] = (
    SentenceRule("quantity.share", "1", _shares),
    SentenceRule("quantity.duration", "1", _durations),
    FrameRule("quantity.sentence", "1", _SENTENCING, _sentenced),
)
