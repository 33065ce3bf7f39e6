"""Who approves of what, by a good name for it or by advice to do it: ``supports``."""

from collections.abc import Iterator
from typing import Final

from spacy.tokens import Span, Token

from graph.extraction.attitudes import BAD_NAMES, CHARGING, DEEDS
from graph.extraction.frames import Frame
from graph.extraction.modality import is_hypothetical
from graph.extraction.parses import Parse
from graph.extraction.prepositions import hung
from graph.extraction.proposals import Argument, Kind, Modality, Relation
from graph.extraction.relations.contents import content, named_as
from graph.extraction.relations.holders import holders, possessors
from graph.extraction.relations.participants import actors, pairs
from graph.extraction.relations.supports import (
    CAUSES,
    SUPPORTERS,
    first_after,
    is_no_more,
    targets,
)
from graph.extraction.rules import Finding, FrameRule, Rule, SentenceRule
from graph.extraction.wording import clause, full_phrase, verb_phrase
from graph.extraction.words import word_at, words

_NAMING: Final = words("call characterise characterize consider describe hail regard see view")
_GOOD: Final = words(
    """achievement asset balanced basis beneficial best breakthrough constructive cornerstone
    crucial effective essential fair foundation great historic important indispensable
    interest just key landmark legitimate lawful lifeline milestone necessary opportunity
    positive reasonable right step success successful useful valid valuable victory vital welcome
    wise"""
)
"""Words for what somebody approves of."""

_NOT_SO: Final = words("back backward backwards less least little no not")
"""Words that turn it round: "a step back"."""

_ADVISING: Final = frozenset({"recommend"})
_MOVING: Final = words("encourage promote")
_COUNTING: Final = words("count rely")
_HELP: Final = words("aid assistance backing support")
_CALLS: Final = words("appeal call chorus demand")
_GUARDED: Final = words("commitment principle pledge")
_BACKED: Final = words("backed financed funded sponsored supported")


def _named(frame: Frame) -> Iterator[Finding]:
    """Read "sees the agreement as an important step", "called the accord a milestone"."""
    if frame.nominal or frame.negated or frame.passive or is_hypothetical(frame):
        return
    names = [*frame.parts("oprd"), *frame.after("as"), *named_as(frame)]
    if not any(_is_good(name) for name in names):
        return
    things = [noun for noun in frame.parts("dobj") if noun not in names]
    things = [noun for noun in things if _is_cause(frame.parse, noun)]
    yield from pairs(holders(frame), Relation.SUPPORTS, targets(frame, things), frame)


def _is_good(name: Token) -> bool:
    """Return whether a name for something approves of it."""
    told = {token.lemma_.lower() for token in name.subtree}
    told |= {token.lower_ for token in name.subtree}
    denied = any(token.dep_ == "neg" or token.lower_ in _NOT_SO for token in name.subtree)
    return bool(told & _GOOD) and not told & (BAD_NAMES | CHARGING) and not denied


def _is_cause(parse: Parse, noun: Token) -> bool:
    """Return whether a noun is for what one can be for: a pact, a plan, what is done."""
    mention = parse.mention_at(noun)
    if mention is not None and parse.head(mention) == noun:
        return mention.kind == Kind.AGREEMENT
    return noun.lemma_.lower() in CAUSES | DEEDS


def _judged(frame: Frame) -> Iterator[Finding]:
    """Read "said that the accord is the best way to peace"."""
    if frame.nominal or frame.negated or is_hypothetical(frame):
        return
    for verb in content(frame):
        said = Frame(frame.parse, verb)
        if said.lemma != "be" or said.negated or said.tense != "present":
            continue
        names = [part for part in said.parts("attr") if part.tag_.startswith("NN")]
        if any(_is_good(name) for name in (*names, *_interest(said))):
            nouns = [noun for noun in said.parts("nsubj") if _is_cause(frame.parse, noun)]
            yield from pairs(holders(frame), Relation.SUPPORTS, targets(frame, nouns), frame)


def _interest(frame: Frame) -> list[Token]:
    """Return the noun of "is in the interest of both"."""
    return [noun for noun in frame.after("in") if noun.lemma_.lower() == "interest"]


def _advise(frame: Frame) -> Iterator[Finding]:
    """Read "recommended lifting the ban", "recommends that the ban be lifted"."""
    if frame.nominal or frame.negated or is_hypothetical(frame):
        return
    told = [verb_phrase(verb) for verb in frame.parts("xcomp") if verb.tag_ in {"VB", "VBG"}]
    told += [clause(verb) for verb in content(frame)]
    told += [full_phrase(frame.parse, noun) for noun in frame.parts("dobj")]
    found = [Argument(words_told) for words_told in told if len(words_told.split()) > 1]
    yield from pairs(holders(frame), Relation.SUPPORTS, found, frame)


def _encourage(frame: Frame) -> Iterator[Finding]:
    """Read "encouraged the peaceful resolution of the dispute", "reaffirmed the commitments"."""
    if frame.nominal or frame.negated or frame.passive or is_hypothetical(frame):
        return
    if frame.tense == "":
        return
    nouns = frame.parts("dobj")
    if frame.lemma in _MOVING:
        nouns = tuple(noun for noun in nouns if _is_cause(frame.parse, noun))
    else:
        nouns = tuple(
            noun
            for noun in nouns
            if noun.lemma_.lower() in _GUARDED
            and any(part.lower_ == "the" for part in noun.children)
            and not any(part.lower_ == "to" for part in noun.children)
        )
    yield from pairs(holders(frame), Relation.SUPPORTS, targets(frame, nouns), frame)


def _count(frame: Frame) -> Iterator[Finding]:
    """Read "Chad can count on the support of Laos"."""
    if frame.nominal or frame.negated or is_hypothetical(frame):
        return
    for noun in frame.after("on", "upon"):
        if noun.lemma_.lower() in _HELP:
            given = Frame(frame.parse, noun)
            who = possessors(given) or actors(frame.parse, first_after(given, ("of", "from")))
            yield from pairs(who, Relation.SUPPORTS, holders(frame), frame)


def _join(frame: Frame) -> Iterator[Finding]:
    """Read "joined the calls for a truce"."""
    if frame.nominal or frame.negated:
        return
    for noun in frame.parts("dobj"):
        if noun.lemma_.lower() in _CALLS:
            wanted = [to for to in frame.after("for") if to.i > noun.i]
            told = full_phrase(frame.parse, noun)
            if " " not in told and wanted:
                told = f"{told} for {full_phrase(frame.parse, wanted[0])}"
            if " for " in told or " to " in told:
                yield from pairs(holders(frame), Relation.SUPPORTS, [Argument(told)], frame)


def _approve(frame: Frame) -> Iterator[Finding]:
    """Read "Laos approved of the operation"."""
    if not frame.nominal and not frame.negated:
        found = targets(frame, hung(frame.head, "of"))
        yield from pairs(holders(frame), Relation.SUPPORTS, found, frame)


def _supporter(frame: Frame) -> Iterator[Finding]:
    """Read "Laos, a staunch supporter of Chad, sent tents"."""
    if frame.nominal and frame.head.dep_ == "appos" and not is_no_more(frame.head):
        who = actors(frame.parse, [frame.head.head])
        found = targets(frame, first_after(frame, ("of",)))
        yield from pairs(who, Relation.SUPPORTS, found, frame, Modality.ASSERTED)


def _hyphened(parse: Parse, sentence: Span) -> Iterator[Finding]:
    """Read "Lao-backed rebels"."""
    for token in sentence:
        noun = token.head
        if token.lower_ not in _BACKED or word_at(token, -1) != "-" or noun.i <= token.i:
            continue
        backer = parse.mention_at(token.doc[token.i - 2])
        if backer is None or parse.mention_at(noun) is not None or noun.pos_ != "NOUN":
            continue
        backed = token.doc[token.i + 1 : noun.i + 1].text
        yield Finding(
            Argument(backer.canonical, backer),
            Relation.SUPPORTS,
            Argument(backed),
            Frame(parse, noun),
            Modality.ASSERTED,
        )


RULES: Final[tuple[Rule, ...]] = (
    FrameRule("supports.named", "1", _NAMING, _named),
    FrameRule(
        "supports.judged", "1", words("believe emphasise emphasize say stress think"), _judged
    ),
    FrameRule("supports.advise", "1", _ADVISING, _advise),
    FrameRule("supports.encourage", "1", _MOVING | {"reaffirm", "reiterate"}, _encourage),
    FrameRule("supports.count", "1", _COUNTING, _count),
    FrameRule("supports.join", "1", words("echo join"), _join),
    FrameRule("supports.approve", "1", frozenset({"approve"}), _approve),
    FrameRule("supports.appositive", "1", SUPPORTERS, _supporter),
    SentenceRule("supports.hyphened", "1", _hyphened),
)
