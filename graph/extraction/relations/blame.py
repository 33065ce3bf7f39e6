"""Who puts the blame on whom, or says so of what another does with a noun: ``alleges``."""

from collections.abc import Iterator
from typing import Final

from spacy.tokens import Span, Token

from graph.extraction.attitudes import BAD_NAMES, CHARGING
from graph.extraction.frames import Frame
from graph.extraction.parses import Parse
from graph.extraction.prepositions import hung
from graph.extraction.relations.accusers import accusers, alleged
from graph.extraction.relations.charges import FORCES
from graph.extraction.relations.contents import CLAIMS, claimed
from graph.extraction.relations.holders import possessors
from graph.extraction.relations.participants import actors
from graph.extraction.rules import Finding, FrameRule, Rule
from graph.extraction.wording import full_phrase, verb_phrase
from graph.extraction.words import words

_BLAME: Final = words("blame fault guilt")
_DUTY: Final = words("onus responsibility")
"""Nouns for duties, which are blame where they are for a wrong: "responsibility for the raid"."""

_PUTTING: Final = words("cast deflect heap lay pin place put shift")
_ON: Final = frozenset({"on", "onto", "upon"})
_LEVELLING: Final = words("bring direct hurl lay level levy lodge make raise repeat voice")
_ACCUSATIONS: Final = words("accusation allegation charge insinuation")
_GUILTY: Final = words("accountable culpable liable responsible")
_TELLING: Final = words(
    """allege cite describe detail document enumerate expose find highlight identify list mention
    note record report uncover underline underscore"""
)
"""Verbs of reports whose object is what they charge somebody with."""

_WRONGS: Final = CHARGING | words(
    """abuse assassination atrocity brutality bombing corruption crackdown crime disappearance
    buying failure fraud irregularity killing manipulation misconduct neglect rape refusal
    repression torture"""
)
_BARE_WRONGS: Final = words(
    "destruction disruption escalation failure lie mistake neglect occupation refusal threat"
)
"""Those that charge nobody where it is not told whose they are: "the failure of the crop"."""

_CASES: Final = words("act case evidence incident instance report")
_HARM: Final = words(
    "attack blast bombing collapse crash crisis death explosion failure killing raid violence war"
)
_NAMING: Final = words("blacklist classify designate list name proscribe")


def _put(frame: Frame) -> Iterator[Finding]:
    """Read "put the blame for the raid on Chad"."""
    if frame.nominal or frame.negated:
        return
    nouns = [token for token in frame.objects if token.lemma_.lower() in _BLAME | _DUTY]
    for phrase in frame.phrases if nouns else ():
        if phrase.object.i < nouns[0].i or phrase.preposition not in _ON:
            continue
        cause = _cause(frame, phrase.object)
        told = {token.lemma_.lower() for token in cause}
        if nouns[0].lemma_.lower() in _BLAME or told & (_HARM | _WRONGS):
            end = f" {cause.text}" if cause else ""
            party = frame.parse.words(phrase.object).removesuffix(end)
            yield from alleged(accusers(frame), f"{party}{end}", frame)
        return


def _cause(frame: Frame, party: Token) -> Span:
    """Return the words for what somebody is blamed: "for the raid", before or after the party."""
    doc = frame.head.doc
    for part in frame.head.subtree:
        if part.lower_ == "for" and part.dep_ == "prep":
            end = part.right_edge.i + 1
            return doc[part.i : party.head.i if part.i < party.head.i < end else end]
    return doc[0:0]


def _text(preposition: Token) -> str:
    """Return the words of a prepositional phrase."""
    return preposition.doc[preposition.i : preposition.right_edge.i + 1].text


def _level(frame: Frame) -> Iterator[Finding]:
    """Read "levelled accusations of fraud against Chad"."""
    if frame.nominal or frame.negated:
        return
    for noun in frame.objects:
        if noun.lemma_.lower() not in CLAIMS or claimed(noun) is not None:
            continue
        for of in noun.children:
            told = frame.head.doc[of.i + 1 : noun.right_edge.i + 1]
            if of.lower_ == "of" and _is_wrong(noun, told):
                yield from alleged(accusers(frame), told.text, frame)


def _is_wrong(claim: Token, told: Span) -> bool:
    """Return whether what is told after a claim is a wrong: not so "reports of progress"."""
    if claim.lemma_.lower() in _ACCUSATIONS:
        return not any(token.like_num or token.is_currency for token in told)
    return any(token.lemma_.lower() in _WRONGS for token in told)


def _attribute(frame: Frame) -> Iterator[Finding]:
    """Read "attributed the deaths to rebels"."""
    if frame.nominal or frame.negated or frame.passive:
        return
    for noun in frame.parts("dobj"):
        if noun.lemma_.lower() in _HARM:
            for to in frame.after("to")[:1]:
                if not (actors(frame.parse, [to]) or to.lemma_.lower() in FORCES | _WRONGS):
                    continue
                told = f"{frame.parse.words(noun)} to {frame.parse.words(to)}"
                yield from alleged(accusers(frame), told, frame)


def _complain(frame: Frame) -> Iterator[Finding]:
    """Read "complained of fraud", "complained of being assaulted"."""
    if frame.nominal or frame.negated:
        return
    for preposition in frame.parts("prep"):
        for child in preposition.children if preposition.lower_ in {"about", "of", "over"} else ():
            if frame.lemma == "speak" and child.lemma_.lower() not in _WRONGS | _HARM:
                continue
            if child.dep_ == "pcomp":
                yield from alleged(accusers(frame), verb_phrase(child), frame)
            elif child.dep_ == "pobj" and _is_complaint(frame.parse, child):
                yield from alleged(accusers(frame), _whole(frame, child), frame)


def _is_complaint(parse: Parse, noun: Token) -> bool:
    """Return whether it is a wrong, or a party's, that somebody complains of: not "a cold"."""
    wrong = any(token.lemma_.lower() in _WRONGS | _HARM for token in noun.subtree)
    return wrong or _is_somebodys(parse, noun)


def _whole(frame: Frame, noun: Token) -> str:
    """Return a noun with the phrase after it that the parser hung on the verb: "fraud in it"."""
    told = full_phrase(frame.parse, noun)
    end = noun.right_edge.i + 1
    after = noun.doc[end] if end < noun.sent.end else None
    if after is not None and after.head == frame.head and after.lower_ in {"by", "in", "of"}:
        return f"{told} {_text(after)}"
    return told


def _hold(frame: Frame) -> Iterator[Finding]:
    """Read "holds Peru responsible for the attack"."""
    if frame.nominal or frame.negated:
        return
    names = [*frame.parts("acomp", "advcl", "ccomp", "oprd", "xcomp")]
    for noun in frame.parts("dobj") if actors(frame.parse, frame.parts("dobj")) else ():
        names += [part for name in noun.subtree if name.pos_ == "PROPN" for part in name.rights]
    for name in names:
        if name.lower_ in _GUILTY and name.i > frame.head.i + 1:
            told = frame.head.doc[frame.head.i + 1 : name.right_edge.i + 1].text
            yield from alleged(accusers(frame), told, frame)


def _mention(frame: Frame) -> Iterator[Finding]:
    """Read "the report documents abuses by the army"."""
    if frame.nominal or frame.negated or frame.passive:
        return
    for noun in frame.objects:
        of = hung(noun, "of")
        told = of[0] if of and noun.lemma_.lower() in _CASES else noun
        if told.lemma_.lower() not in _WRONGS or told.pos_ != "NOUN":
            continue
        if told.lemma_.lower() not in _BARE_WRONGS or _is_somebodys(frame.parse, told):
            yield from alleged(accusers(frame), full_phrase(frame.parse, noun), frame)


def _is_somebodys(parse: Parse, wrong: Token) -> bool:
    """Return whether a wrong is told to be a party's: "Chad's failure", "threats by rebels"."""
    own = Frame(parse, wrong)
    return bool(possessors(own) or actors(parse, hung(own.head, "by", "of")))


def _name(frame: Frame) -> Iterator[Finding]:
    """Read "designated the front as a terrorist organisation"."""
    if frame.nominal or frame.negated or frame.passive:
        return
    names = [*frame.after("as"), *frame.parts("oprd")]
    for name in names:
        if not any(token.lemma_.lower() in BAD_NAMES for token in (name, *name.children)):
            continue
        for noun in frame.objects:
            for thing in frame.parse.coordinated(noun) if noun not in names else ():
                told = f"{frame.parse.words(thing)} as {frame.parse.words(name)}"
                yield from alleged(accusers(frame), told, frame)


RULES: Final[tuple[Rule, ...]] = (
    FrameRule("alleges.put", "1", _PUTTING, _put),
    FrameRule("alleges.level", "1", _LEVELLING, _level),
    FrameRule("alleges.attribute", "1", words("ascribe attribute"), _attribute),
    FrameRule("alleges.complain", "1", words("complain speak"), _complain),
    FrameRule("alleges.hold", "2", frozenset({"hold"}), _hold),
    FrameRule("alleges.mention", "1", _TELLING, _mention),
    FrameRule("alleges.name", "1", _NAMING, _name),
)
