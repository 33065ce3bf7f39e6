"""Plans in a list under a line that says whose they are, one a line: ``plans``."""

from collections.abc import Iterator
from typing import Final

from spacy.tokens import Span, Token

from graph.extraction.frames import Frame
from graph.extraction.modality import is_hypothetical
from graph.extraction.parses import Parse
from graph.extraction.proposals import Argument, Modality, Relation
from graph.extraction.relations.holders import holders
from graph.extraction.relations.planning import is_content, planned
from graph.extraction.rules import Finding, Rule, SentenceRule
from graph.extraction.words import words

_INTRODUCING: Final = words(
    "agree aim commit decide determine intend plan pledge resolve undertake vow will"
)
"""Verbs and auxiliaries of the line above a list of plans: "the parties agreed to:"."""

_MARKS: Final = "•-–—*·▪ \t"
_GOES_ON: Final = (";", ",", "; and", ", and")
_CUT: Final = (";", " such as ", ", including ", " including ", " through ", ", in order ")
_LONGEST: Final = 30
"""Most lines of a list that are looked through for the line above it."""


def _listed(parse: Parse, sentence: Span) -> Iterator[Finding]:
    """Read "build a road;" under "The parties agreed to:"."""
    text = parse.doc.text
    if sentence.start_char == 0 or text[sentence.start_char - 1] != "\n":
        return
    first = next((token for token in sentence if token.text not in _MARKS), None)
    if first is None or not _begins_with_verb(first):
        return
    verb = _introduction(parse, sentence)
    introduced = None if verb is None else Frame(parse, verb)
    if introduced is None or _is_open(introduced):
        return
    subjects = holders(introduced)
    root = sentence.root
    if root == first and root.tag_ == "VB":
        yield from planned(subjects, root, Frame(parse, root))
        return
    told = _words(text[first.idx : sentence.end_char])
    for subject in subjects:
        yield Finding(subject, Relation.PLANS, Argument(told), Frame(parse, root), Modality.PLANNED)


def _begins_with_verb(first: Token) -> bool:
    """Return whether a line begins with a verb that has no subject; "leverage" may be a noun."""
    bare = first.tag_ in {"VB", "VBP", "VBG"} or (first.tag_ in {"NN", "NNP"} and _is_verb(first))
    before = (child for child in first.children if child.text not in _MARKS)
    return bare and not any(child.dep_ in {"nsubj", "det"} for child in before)


def _is_open(introduced: Frame) -> bool:
    """Return whether the line above a list does not say that it is planned: "did not agree to:"."""
    last = introduced.head.sent[-4:]
    denied = introduced.negated or any(part.lower_ in {"not", "never"} for part in last)
    return denied or is_hypothetical(introduced) or is_content(introduced)


def _is_verb(noun: Token) -> bool:
    """Return whether what the parser took for a noun has an object after it."""
    return any(child.dep_ == "dobj" for child in noun.children)


def _introduction(parse: Parse, sentence: Span) -> Token | None:
    """Return the verb of the line above the list that a sentence stands in."""
    before = [each for each in parse.sentences if each.end_char <= sentence.start_char]
    for each in reversed(before[-_LONGEST:]):
        line = each.text.rstrip()
        if line.endswith(":"):
            told = [token for token in each if token.lemma_.lower() in _INTRODUCING]
            verbs = [token.head if token.tag_ == "MD" else token for token in told]
            return next((verb for verb in reversed(verbs) if _is_told(verb)), None)
        if not line.endswith(_GOES_ON):
            return None
    return None


def _is_told(verb: Token) -> bool:
    """Return whether a verb introduces a list; "will:" alone has its verbs in the list."""
    return verb.pos_ == "VERB" or verb.tag_ == "MD"


def _words(line: str) -> str:
    for mark in _CUT:
        line = line.split(mark, 1)[0]
    return line.strip(" .")


RULES: Final[tuple[Rule, ...]] = (SentenceRule("plans.listed", "1", _listed),)
"""The rules."""
