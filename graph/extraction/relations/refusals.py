"""Who refuses, blocks or protests against what: ``denies``."""

from collections.abc import Iterator
from typing import Final

from spacy.tokens import Token

from graph.extraction.attitudes import ACCEPTS, DEEDS, SUPPORTS_THING
from graph.extraction.frames import Frame
from graph.extraction.modality import is_hypothetical
from graph.extraction.parses import Parse
from graph.extraction.posts import post_noun
from graph.extraction.prepositions import hung
from graph.extraction.proposals import Argument, Kind
from graph.extraction.relations.contents import CLAIMS, claimed, content, denied
from graph.extraction.relations.denials import is_general_wrong
from graph.extraction.relations.holders import holders, possessors
from graph.extraction.relations.participants import actors
from graph.extraction.relations.planning import is_asked
from graph.extraction.relations.supports import CAUSES
from graph.extraction.rules import Finding, FrameRule, Rule
from graph.extraction.wording import clause, full_phrase, verb_phrase
from graph.extraction.words import is_no_longer, words

_BLOCKING: Final = words("block foil obstruct prevent stall stymie thwart torpedo")
_BLOCKED: Final = words(
    """accession appointment bid call draft extradition measure membership motion move nomination
    plan proposal ratification renewal request resolution sale sanction statement"""
)
"""Nouns for what somebody rejects who blocks it."""

_GRANTING: Final = words("give grant issue")
_LEAVES: Final = words("access asylum clearance consent entry leave permission permit visa")
"""Nouns for what somebody refuses who does not grant it."""

_PROTESTING: Final = words("picket protest")
_MARCHING: Final = words("agitate argue campaign come demonstrate lobby march rally speak warn")
_CROWD: Final = words(
    """activist campaigner crowd demonstrator dozen farmer hundred lawmaker member protester
    resident student supporter thousand villager worker"""
)
"""Nouns for those who protest, where they are not named."""

_ACTS: Final = words(
    """annexation blockade closure construction deployment detention embargo execution expulsion
    imprisonment incursion interference invasion occupation operation recognition refusal seizure
    settlement shelling shootdown treatment use"""
)
"""Nouns for what a party did that somebody rejects who condemns it."""

_OPPOSED: Final = (
    CAUSES
    | DEEDS
    | _BLOCKED
    | _ACTS
    | words(
        """act attack bill budget bid charter code coup curb cut dam decision decree embargo fee
        independence invoice law mine order pipeline policy power price privatisation privatization
        quota raid referendum regime rule ruling tariff tax union verdict war"""
    )
)
"""Nouns for what somebody may speak or march against: no wall, no tide and no rebels."""

_VIEWED: Final = (
    _OPPOSED
    | CLAIMS
    | words(
        """annexation apology argument authority border election government independence legality
        legitimacy offer outcome right result sovereignty state validity vote"""
    )
)
"""Nouns for what somebody refuses who did not accept or recognise it."""

_APART: Final = _VIEWED | words(
    "action aggression article comment interview position post remark stance tweet video view word"
)
"""Nouns for what somebody keeps aloof from."""

_OBJECTIONS: Final = words("condemnation disapproval objection opposition refusal rejection")
_REBUKES: Final = words("condemnation criticism denunciation protest")
_REBUKING: Final = words("express issue lodge voice")
_AGAINST: Final = {"issue": words("with"), "protest": words("against at over")}
"""Prepositions after them, where it is not "of" that leads to what is rebuked."""


def _not(frame: Frame) -> Iterator[Finding]:
    """Read "Laos does not recognise the vote", "will not support it", "no longer accepts it"."""
    if frame.nominal or frame.passive or not (frame.parts("neg") or is_no_longer(frame.head)):
        return
    if frame.tense == "" or is_hypothetical(frame) or is_asked(frame):
        return
    merely = frame.lemma not in SUPPORTS_THING and "did" in frame.auxiliaries
    for token in frame.objects:
        if token.pos_ == "PRON" or (merely and not _is_for_approval(frame, token)):
            continue
        for head in frame.parse.coordinated(token):
            yield from denied(holders(frame), full_phrase(frame.parse, head), frame)


def _is_for_approval(frame: Frame, noun: Token) -> bool:
    """Return whether one has a view of what one did not accept: not so of "new members"."""
    return frame.parse.mention_at(noun) is not None or noun.lemma_.lower() in _VIEWED


def _block(frame: Frame) -> Iterator[Finding]:
    """Read "Laos used its veto to block the resolution"."""
    if frame.nominal or frame.negated or is_hypothetical(frame):
        return
    veto = frame.above is not None and any(t.lemma_ == "veto" for t in frame.above.objects)
    if frame.head.tag_ == "VB" and not veto:
        return
    who = holders(frame.above) if veto and frame.above else holders(frame)
    for token in frame.objects:
        if token.lemma_.lower() in _BLOCKED:
            yield from denied(who, full_phrase(frame.parse, token), frame)


def _withhold(frame: Frame) -> Iterator[Finding]:
    """Read "Laos did not grant the envoy permission to visit", "the envoy was denied a visa"."""
    refused = bool(frame.parts("neg")) == (frame.lemma in _GRANTING)
    if frame.nominal or not refused or (frame.lemma == "deny" and not frame.passive):
        return
    who = frame.subjects
    for noun in frame.parts("dobj", "nsubjpass", "oprd"):
        if noun.lemma_.lower() not in _LEAVES:
            continue
        for by in (*frame.parts("prep", "agent"), *noun.children) if frame.passive else ():
            who += tuple(by.children) if by.lower_ == "by" else ()
        words_told = frame.parse.words(noun).partition(" by ")[0]
        told = " ".join([words_told, *_for_what(frame, noun)])
        yield from denied(actors(frame.parse, dict.fromkeys(who)), told, frame)


def _for_what(frame: Frame, noun: Token) -> Iterator[str]:
    """Yield what a permission is for: "to visit Rome"."""
    for verb in (*noun.children, *frame.parts("advcl", "xcomp")):
        if verb.tag_ == "VB" and verb.i > noun.i:
            yield f"to {clause(verb).removeprefix('to ')}"
            return


def _protest(frame: Frame) -> Iterator[Finding]:
    """Read "hundreds protested the summit", "thousands marched against the treaty"."""
    if frame.nominal or frame.negated or is_hypothetical(frame) or frame.head.tag_ == "VB":
        return
    tokens = list(hung(frame.head, "against"))
    if frame.lemma in _MARCHING:
        tokens = [noun for noun in tokens if _is_opposed(frame, noun)]
    if frame.lemma in _PROTESTING:
        tokens += [noun for noun in frame.objects if not frame.passive]
    who = holders(frame) or _crowd(frame)
    for token in tokens:
        yield from denied(who, _what(frame.parse, token), frame)


def _is_opposed(frame: Frame, noun: Token) -> bool:
    """Return whether a noun is for what one may be against: a text, a measure, what is done."""
    if frame.lemma == "come" and not any(part.lower_ == "out" for part in frame.children):
        return False
    named = frame.parse.mention_at(noun)
    if named is not None and frame.parse.head(named) == noun:
        return named.kind == Kind.AGREEMENT
    return noun.lemma_.lower() in _OPPOSED


def _crowd(frame: Frame) -> list[Argument]:
    """Return those who protest, by the noun for them: "thousands of farmers"."""
    return [
        frame.parse.phrase(token)
        for token in frame.grammatical_subjects
        if token.lemma_.lower() in _CROWD
    ]


def _what(parse: Parse, noun: Token) -> str:
    """Return what is rejected: the content of a claim, or else its words."""
    verb = claimed(noun) if noun.lemma_.lower() in CLAIMS else None
    return full_phrase(parse, noun) if verb is None else clause(verb)


def _condemn(frame: Frame) -> Iterator[Finding]:
    """Read "condemned Chad's seizure of the ship", which a party is said to have done."""
    if frame.nominal or frame.negated or is_hypothetical(frame):
        return
    for token in frame.objects:
        if token.lemma_.lower() in _ACTS or _is_of_a_state(frame.parse, token):
            yield from denied(holders(frame), full_phrase(frame.parse, token), frame)


def _is_of_a_state(parse: Parse, noun: Token) -> bool:
    """Return whether an action is a state's own: "action by Laos"."""
    if noun.lemma_.lower() not in {"action", "act", "behaviour", "behavior", "conduct", "move"}:
        return False
    by = [child for child in noun.children if child.dep_ == "poss" or child.lower_ in {"by", "of"}]
    named = [who for part in by for to in (part, *part.children) for who in parse.named(to)]
    return any(who.mention and who.mention.kind != Kind.PERSON for who in named)


def _rebuke(frame: Frame) -> Iterator[Finding]:
    """Read "issued a condemnation of the raid by Laos", "took issue with the report"."""
    above = frame.above
    if not frame.nominal or above is None or above.negated or frame.head.dep_ != "dobj":
        return
    taken = frame.lemma == "issue" and above.lemma == "take"
    if not taken and (frame.lemma not in _REBUKES or above.lemma not in _REBUKING):
        return
    against = _AGAINST.get(frame.lemma, {"of"})
    for preposition in (*frame.parts("prep"), *above.parts("prep")):
        for token in preposition.children if preposition.lower_ in against else ():
            if token.dep_ == "pobj":
                yield from denied(holders(above), full_phrase(frame.parse, token), frame)
                return


def _objection(frame: Frame) -> Iterator[Finding]:
    """Read "over Lao opposition to the dam", "Chad's refusal to sign it"."""
    if not frame.nominal or (frame.above is not None and frame.above.lemma in _REBUKING):
        return
    who = possessors(frame)
    for part in frame.parts("prep", "acl"):
        if part.tag_ == "VB":
            yield from denied(who, verb_phrase(part), frame)
        for token in part.children if part.lower_ in {"of", "over", "to"} else ():
            if token.dep_ == "pcomp":
                yield from denied(who, clause(token), frame)
            elif token.dep_ == "pobj" and not is_general_wrong(token):
                yield from denied(who, full_phrase(frame.parse, token), frame)


def _distance(frame: Frame) -> Iterator[Finding]:
    """Read "Laos distanced itself from the statement"."""
    own = any(token.lower_.endswith(("self", "selves")) for token in frame.objects)
    for token in frame.after("from")[:1] if own and not frame.negated else ():
        named = frame.parse.mention_at(token) is not None or post_noun(token) is not None
        if named or token.lemma_.lower() in _APART:
            yield from denied(holders(frame), full_phrase(frame.parse, token), frame)


def _denial(frame: Frame) -> Iterator[Finding]:
    """Read "Chad's denial that it armed them"."""
    if frame.nominal:
        for verb in content(frame):
            yield from denied(possessors(frame), clause(verb), frame)


RULES: Final[tuple[Rule, ...]] = (
    FrameRule("denies.not", "1", ACCEPTS, _not),
    FrameRule("denies.block", "1", _BLOCKING, _block),
    FrameRule("denies.withhold", "1", _GRANTING | {"deny", "refuse"}, _withhold),
    FrameRule("denies.protest", "1", _PROTESTING | _MARCHING, _protest),
    FrameRule("denies.vote", "2", frozenset({"vote"}), _protest),
    FrameRule("denies.deplore", "1", words("condemn deplore"), _condemn),
    FrameRule("denies.rebuke", "1", _REBUKES | {"issue"}, _rebuke),
    FrameRule("denies.objection", "1", _OBJECTIONS, _objection),
    FrameRule("denies.distance", "1", frozenset({"distance", "dissociate"}), _distance),
    FrameRule("denies.denial", "1", frozenset({"denial"}), _denial),
)
