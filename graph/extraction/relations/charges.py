"""What somebody says that charges another: ``alleges``."""

from collections.abc import Iterator
from collections.abc import Set as AbstractSet
from typing import Final

from spacy.tokens import Span, Token

from graph.extraction.attitudes import (
    ASSAULTING,
    BAD_NAMES,
    BELITTLING,
    CHARGING,
    FAILING,
    HARMLESS,
    HONOURING,
    NATURE,
    REPORTING,
)
from graph.extraction.frames import Frame
from graph.extraction.modality import is_hypothetical
from graph.extraction.parses import Parse
from graph.extraction.proposals import Argument
from graph.extraction.relations.accusers import accusers, alleged
from graph.extraction.relations.contents import after_aside, content
from graph.extraction.relations.holders import holders
from graph.extraction.rules import Finding, FrameRule, Rule, SentenceRule
from graph.extraction.voices import SPEAKERS, attributions
from graph.extraction.wording import clause
from graph.extraction.words import QUOTATION_MARKS, words

_SELF: Final = words("i we they he she it")
_GUILTY: Final = words("culpable guilty liable responsible")
FORCES: Final = words(
    """army authority enemy extremist fighter force gang government guard gunman insurgent junta
    militant militia navy occupier official police rebel regime security separatist soldier
    terrorist troop"""
)
"""Nouns for those whom somebody charges who says what they did, though nobody is named."""

_CLEAR: Final = words("apparent certain clear evident no obvious undeniable")
_FINDING: Final = (REPORTING | words("believe determine find read show think")) - words(
    "announce predict proclaim promise"
)
_POSING: Final = words("constitute pose present represent")
_SILENT: Final = words("answer comment disclose elaborate identify name respond say speak")
"""What nobody is charged with who refuses it."""

_BALLOTS: Final = words("ballot election referendum vote")
_ITSELF: Final = words("he i it she they we")
"""Who says so, where arms that it was given are told of, which charges nobody."""

_WEAPONS: Final = words(
    "ammunition arms bomb drone explosive missile munition rocket shell weapon weaponry"
)
_ARMING: Final = words(
    "carry deliver funnel give hide hoard import provide sell send ship stockpile supply transfer"
)
"""Verbs that make a charge of arms: "said Chad supplied rebels with missiles"."""

_BACKING: Final = words("aid back finance fund host protect shelter sponsor support train")
_FOES: Final = words(
    "extremist guerrilla insurgent jihadist militant militia rebel separatist terrorist terrorism"
)
_INTRUDING: Final = words("cross enter overfly penetrate")
_GROUNDS: Final = words("airspace sea territory waters water zone")
_FORGING: Final = words("falsify fabricate forge manipulate rig steal")
"""Verbs that make a charge in the passive, too: "the vote was rigged"."""

_CAUSING: Final = words("cause destroy down kill sink")
"""Verbs that make a charge of what a party's weapon did."""

_FAULT: Final = words("blame fault guilt responsibility")
_AGAINST: Final = words(
    """abolish address against avoid combat condemn counter curb end eliminate fight investigate
    prevent refrain stop tackle"""
)
"""Words for what is done against a wrong, which charges nobody with it."""


def _charge(frame: Frame) -> Iterator[Finding]:
    """Read "said that the raid was a violation of law", which charges somebody with something."""
    if frame.nominal or frame.negated or frame.head.tag_ == "VB":
        return
    verbs = list(content(frame))
    if not verbs and (aside := after_aside(frame.head)) is not None:
        verbs = [aside]
    yield from _charged(accusers(frame), verbs, frame)


def _charged(who: list[Argument], verbs: list[Token], frame: Frame) -> Iterator[Finding]:
    """Yield what charges somebody in the clauses that some parties say."""
    clauses = dict.fromkeys(part for told in verbs for part in _clauses(_pointed_out(told)))
    for verb in clauses:
        if verb.lemma_ not in REPORTING and _is_charge(
            Frame(frame.parse, verb), who, clauses.keys() - {verb}
        ):
            yield from alleged(who, clause(verb), frame)


def _voiced(parse: Parse, sentence: Span) -> Iterator[Finding]:
    """Read a charge in a quotation that goes on: "… . Chad violates the treaty", she said."""
    root = sentence.root
    voice = parse.voice(root)
    if voice is not None and root.pos_ in {"VERB", "AUX"} and root.lemma_ not in REPORTING:
        yield from _charged([voice], [root], Frame(parse, root))


def _according(parse: Parse, sentence: Span) -> Iterator[Finding]:
    """Read "Chad "arms rebels", according to Ana Lu"."""
    root = sentence.root
    if root.pos_ not in {"VERB", "AUX"} or root.lemma_ in REPORTING:
        return
    for index, author in attributions(parse, sentence):
        told = _without(clause(root), sentence.doc[index], root)
        if _is_charge(Frame(parse, root), [author], frozenset()) or _quotes_charge(root):
            yield from alleged([author], told, Frame(parse, root))


def _without(told: str, according: Token, verb: Token) -> str:
    """Return the words of a clause without the "according to …" in it, and what comes after it."""
    aside = according.doc[according.left_edge.i : according.right_edge.i + 1].text
    before, _, after = told.partition(aside)
    before = before.rstrip(' ,"”')
    return before if according.i > verb.i else f"{before} {after.lstrip(' ,')}".strip()


def _quotes_charge(verb: Token) -> bool:
    """Return whether words in quotation marks charge somebody: "steals our water"."""
    inside = False
    for token in verb.sent:
        inside ^= token.text in QUOTATION_MARKS
        if inside and token.lemma_.lower() in ASSAULTING | BAD_NAMES | CHARGING:
            return True
    return False


def _over(parse: Parse, sentence: Span) -> Iterator[Finding]:
    """Read "imposed sanctions on Chad over alleged plots against the king"."""
    for token in sentence:
        if token.lower_ not in {"alleged", "suspected"} or token.dep_ != "amod":
            continue
        preposition = token.head.head
        if token.head.dep_ == "pobj" and preposition.lower_ in {"over", "for"}:
            verb = next((above for above in preposition.ancestors if above.pos_ == "VERB"), None)
            if verb is not None:
                frame = Frame(parse, verb)
                yield from alleged(holders(frame), parse.words(token.head), frame)


def _pointed_out(verb: Token) -> Token:
    """Return the verb of what is pointed out: "it is clear that Chad is responsible"."""
    told = [part for part in verb.children if part.dep_ == "ccomp" and part.i > verb.i]
    clear = any(part.lower_ in _CLEAR for part in verb.children if part.dep_ == "acomp")
    return told[0] if told and clear and verb.lemma_ == "be" else verb


def _clauses(verb: Token) -> Iterator[Token]:
    """Yield a verb and those of the clauses that go on with it: "and it is", "because it is"."""
    yield verb
    for child in verb.children:
        subject = any(part.dep_ in {"nsubj", "nsubjpass"} for part in child.children)
        contrast = any(part.lower_ in {"while", "whereas"} for part in child.children)
        why = child.dep_ == "advcl" and any(part.lower_ == "because" for part in child.children)
        if child.i > verb.i and subject and (child.dep_ == "conj" or contrast or why):
            yield child


def _is_charge(said: Frame, who: list[Argument], others: AbstractSet[Token]) -> bool:
    """Return whether a clause charges another than who says it, and says that it is so.

    Args:
        said: The clause.
        who: Those who say it.
        others: The verbs of the clauses beside it.
    """
    parties = {party.name for party in holders(said)} - {speaker.name for speaker in who}
    pronouns = {part.lower_ for part in said.parts("nsubj")} & _SELF
    own = bool(pronouns)
    later = said.tense == "future" or "would" in said.auxiliaries
    forces = any(part.lemma_.lower() in FORCES for part in said.parts("nsubj"))
    if said.negated and not later and not own and said.lemma in HONOURING:
        return bool(parties) or forces
    if (
        said.negated
        or later
        or is_hypothetical(said)
        or pronouns & {"i", "we"}
        or (own and not parties)
    ):
        return False
    if any(part.lemma_.lower() in NATURE for part in said.parts("nsubj")):
        return False
    verbs = (said.head, *(verb for verb in said.parts("conj") if verb.pos_ == "VERB"))
    does = {verb.lemma_ for verb in verbs if not _is_harmless(Frame(said.parse, verb))}
    assaults = (bool(parties) or forces) and not said.nominal and bool(does & ASSAULTING)
    fails = (bool(parties) or forces) and not said.nominal and _fails(said)
    near = [*said.children, *(part for child in said.children for part in child.children)]
    belittles = not own and any(part.lower_ in BELITTLING and part.i > said.head.i for part in near)
    return (
        assaults
        or fails
        or _arms(said, parties=bool(parties))
        or (said.lemma in _CAUSING and _is_of_a_party(said))
        or (belittles and said.lemma in {"agree", "be"})
        or _is_blame(said)
        or any(
            _charges_with(token, said.head)
            for token in said.head.subtree
            if not others & {token, *token.ancestors} - {said.head, *said.head.ancestors}
        )
    )


def _is_harmless(frame: Frame) -> bool:
    """Return whether what a verb is done to makes no assault of it: "broke ground"."""
    harmless = HARMLESS.get(frame.lemma, frozenset())
    return any(noun.lemma_.lower() in harmless for noun in frame.objects)


def _fails(said: Frame) -> bool:
    """Return whether somebody fails or refuses to do something more than to tell of it."""
    failed = {verb.lemma_ for verb in said.parts("xcomp")} - _SILENT
    return said.lemma in FAILING and bool(failed)


def _arms(said: Frame, *, parties: bool) -> bool:
    """Return whether somebody arms another, backs his foes, or intrudes where they should not.

    Args:
        said: The clause.
        parties: Whether it names who does so.
    """
    nouns = {noun.lemma_.lower() for noun in (*said.objects, *said.after("with", "to", "into"))}
    nouns |= {part.lemma_.lower() for noun in said.objects for part in noun.children}
    if said.passive and said.lemma in _FORGING:
        return said.lemma != "steal" or bool(nouns & _BALLOTS)
    if said.lemma in _INTRUDING and nouns & _GROUNDS and not said.passive:
        return _is_of_a_party(said)
    armed = said.lemma in _ARMING and nouns & _WEAPONS and not nouns & _ITSELF
    return parties and bool(armed or (said.lemma in _BACKING and nouns & _FOES))


def _is_of_a_party(said: Frame) -> bool:
    """Return whether it is something of a party that did it: "a Lao missile"."""
    inside = (part for noun in said.parts("nsubj") for part in noun.subtree if part != noun)
    named = (said.parse.mention_at(part) for part in inside)
    return any(name is not None and name.kind in SPEAKERS for name in named)


def _is_blame(frame: Frame) -> bool:
    """Return whether a clause says whose fault it is: "is to blame", "bears responsibility"."""
    if frame.lemma == "be":
        behind = frame.after("behind") and frame.parts("nsubj")
        guilty = {part.lower_ for part in frame.parts("acomp")} & _GUILTY
        names = {part.lemma_.lower() for part in frame.parts("attr")}
        to_blame = any(verb.lemma_ == "blame" for verb in frame.parts("xcomp"))
        return bool(behind or guilty or names & BAD_NAMES) or to_blame
    nouns = frame.parts("dobj") if frame.lemma == "bear" else ()
    nouns += frame.parts("nsubj") if frame.lemma in {"lie", "rest"} else ()
    return any(noun.lemma_.lower() in _FAULT for noun in nouns)


def _charges_with(token: Token, verb: Token) -> bool:
    """Return whether a word charges somebody in the clause of a verb, not in one below it."""
    if token.lemma_.lower() not in CHARGING:
        return False
    if token.lower_ in {"threat", "threats"} and token.dep_ not in {"attr", "oprd"}:
        return token.dep_ == "dobj" and token.head.lemma_ in _POSING
    above = [token, *token.ancestors]
    below = above[: above.index(verb)] if verb in above else above
    aside = any(part.dep_ in {"advcl", "relcl"} and _is_finite(part) for part in below)
    return not aside and not any(part.lower_ in _AGAINST for part in above)


def _is_finite(verb: Token) -> bool:
    return verb.tag_ != "VBG" or any(part.dep_ == "aux" for part in verb.children)


RULES: Final[tuple[Rule, ...]] = (
    FrameRule("alleges.charge", "2", _FINDING, _charge),
    SentenceRule("alleges.voiced", "2", _voiced),
    SentenceRule("alleges.according", "2", _according),
    SentenceRule("alleges.over", "1", _over),
)
