"""Who gives what to whom, which supports them: ``supports``."""

from collections.abc import Iterator
from typing import Final

from spacy.tokens import Token

from graph.extraction.attitudes import BACKING, EXPRESSING, SUPPORTS_THING
from graph.extraction.frames import Frame
from graph.extraction.parses import related
from graph.extraction.proposals import Argument, Kind, Modality, Relation
from graph.extraction.relations.holders import holders, possessors
from graph.extraction.relations.participants import actors, pairs
from graph.extraction.relations.supports import (
    THANKING,
    first_after,
    targets,
)
from graph.extraction.rules import Finding, FrameRule, Rule
from graph.extraction.words import words

_GIVING: Final = words(
    """allocate channel commit contribute deliver disburse dispatch donate earmark extend give grant
    hand obligate offer pledge present provide send supply transfer"""
)
_THANKS: Final = words("appreciation gratitude thank thanks")
_GIFTS: Final = words("aid assistance contribution donation grant help relief support")
_NO_GIFTS: Final = words(
    """agent ambassador delegate delegation diplomat envoy expert fighter letter message
    minister note official policeman representative soldier squadron team troop vessel
    warship"""
)
_LOANS: Final = words("credit financing funding investment loan package")
"""Nouns for money that is given for something."""

_GRANTING: Final = words(
    "announce approve authorise authorize award invest mobilise mobilize unveil"
)
"""Verbs that tell of money for somebody, where they tell of money."""

_GOODS: Final = words(
    """ambulance blanket bus computer dose equipment food fuel fund funding generator goods grain
    kit loan medicine mask rice scholarship shelter supply tent training vaccine vehicle wheat"""
)
_WELCOMING: Final = words("acknowledge appreciate hail recall recognise recognize value welcome")
_COURSES: Final = words(
    "campaign effort implementation mediation mission negotiation process reform talk transition"
)
"""Nouns for what may be helped on its way: "for its support throughout the process"."""

_PROMISING: Final = words("announce offer pledge unveil")
"""Those that tell of what is yet to be given."""

_MONEY: Final = words("dollar euro pound yen yuan rupee franc million billion thousand")


_OTHERS: Final = (EXPRESSING | THANKING | _WELCOMING | {"request", "seek"}) - {"announce"}
"""Verbs above a gift that other rules read, or that tell of none."""

_ENDING: Final = words(
    """block cancel cease cut deny drop end freeze halt lack lose pause question refuse reject
    revoke scrap stop suspend terminate withdraw withhold"""
)
"""Verbs whose object is a gift or support that there is no more: "suspended its aid"."""


def _give(frame: Frame) -> Iterator[Finding]:
    """Read "Laos donated tents to Chad", "provided Chad with aid"."""
    if frame.nominal or not frame.objects:
        return
    given = [token for token in frame.objects if token.dep_ != "dative"]
    held = Modality.PLANNED if frame.lemma in _PROMISING else None
    gives = _is_money if frame.lemma in _GRANTING else _is_gift
    if any(gives(token) for token in given):
        receivers = _datives(frame) or _receivers(frame)
    elif frame.lemma in {"present", "provide", "supply"} and any(
        _is_gift(token) for token in frame.after("with")
    ):
        receivers = given
    else:
        return
    if not receivers and frame.lemma == "donate":
        receivers = given
    yield from pairs(holders(frame), Relation.SUPPORTS, targets(frame, receivers[:1]), frame, held)


def _is_money(token: Token) -> bool:
    """Return whether a noun is for money or help: "30 million dollars", "a loan"."""
    return token.lemma_.lower() in (_GIFTS | _LOANS | _MONEY) - BACKING - {"thousand"}


def _datives(frame: Frame) -> list[Token]:
    """Return who is given something: "gave Chad aid", "gave aid to Chad"."""
    found: list[Token] = []
    for child in frame.parts("dative"):
        found += child.children if child.pos_ == "ADP" else [child]
    return found


def _receive(frame: Frame) -> Iterator[Finding]:
    """Read "Chad received a million dollars from Norway"."""
    if frame.nominal or frame.passive or frame.negated:
        return
    givers = actors(frame.parse, frame.after("from"))
    if any(_is_gift(token) or _is_money(token) for token in frame.objects):
        yield from pairs(givers, Relation.SUPPORTS, holders(frame), frame)


def _receivers(frame: Frame) -> list[Token]:
    prepositions = ["to", "for", *([] if frame.lemma == "channel" else ["through"])]
    if frame.lemma in {"commit", "obligate"}:
        prepositions = ["toward", "towards", *prepositions]
    for preposition in prepositions:
        found = [
            related(phrase.object)
            for phrase in frame.phrases
            if phrase.preposition == preposition
            and (
                phrase.attached == frame.head
                or phrase.attached in frame.objects
                or phrase.attached.dep_ in {"dobj", "pobj"}
            )
        ]
        if found:
            return found
    return []


def _is_gift(token: Token) -> bool:
    """Return whether a noun is money, goods or help that somebody can give."""
    if token.lemma_.lower() in _GIFTS | _MONEY or token.like_num:
        return True
    if token.lemma_.lower() in _NO_GIFTS:
        return False
    return (
        any(
            part.dep_ in {"nummod", "quantmod"} or part.ent_type_ in {"MONEY", "QUANTITY"}
            for child in (token, *token.children)
            for part in (child, *child.children)
        )
        or token.lemma_.lower() in _GOODS
    )


def _gift(frame: Frame) -> Iterator[Finding]:
    """Read "a donation of tents to Chad", "announced a contribution to the fund"."""
    above = frame.above
    verb = "" if above is None else above.lemma
    ended = verb in _ENDING and frame.head.dep_ in {"dobj", "nsubjpass"}
    if (
        not frame.nominal
        or ended
        or verb in _OTHERS
        or (verb == "announce" and frame.lemma in BACKING)
    ):
        return
    told = frame.head.dep_ == "dobj" and verb in {"announce", "make", "pledge"}
    who = possessors(frame) or actors(frame.parse, frame.after("by"))
    if not who and told and above is not None:
        who = holders(above)
    held = Modality.PLANNED if told and verb != "make" else None
    own = {part.lower_ for part in frame.parts("prep")}
    towards = ("for",) if "for" in own and "to" not in own else ("to",)
    yield from pairs(
        who, Relation.SUPPORTS, targets(frame, first_after(frame, towards)), frame, held
    )


def _thank(frame: Frame) -> Iterator[Finding]:
    """Read "thanked Laos for backing the bid", "its gratitude to Laos for its gift to the fund"."""
    above = frame.above if frame.nominal else frame
    if above is None or (frame.nominal and above.lemma not in EXPRESSING):
        return
    who = actors(frame.parse, [*(() if frame.nominal else frame.objects), *frame.after("to")[:1]])
    prepositions = (*frame.parts("prep"), *(above.parts("prep") if frame.nominal else ()))
    for preposition in (part for part in prepositions if part.lower_ == "for"):
        for child in preposition.children:
            told = Frame(frame.parse, child)
            if child.dep_ == "pcomp" and child.lemma_ in SUPPORTS_THING:
                found = targets(frame, told.parts("dobj"))
            elif child.dep_ == "pobj" and child.lemma_ in _GIFTS:
                found = targets(frame, _helped(told)) or _thankful(above)
            else:
                continue
            yield from pairs(who, Relation.SUPPORTS, found, told, Modality.ASSERTED)


def _helped(frame: Frame) -> list[Token]:
    """Return what help was for: "its aid to X", "the help given to X", "in the talks"."""
    found = first_after(frame, ("to", "for", "towards"))
    for clause in frame.parts("acl"):
        found = found or first_after(Frame(frame.parse, clause), ("to", "for"))
    course = first_after(frame, ("in", "throughout", "during"))
    return found or [noun for noun in course if noun.lemma_.lower() in _COURSES]


def _thankful(frame: Frame) -> list[Argument]:
    """Return the states and bodies that thank: their envoys were helped for them."""
    return [
        who for who in holders(frame) if who.mention is not None and who.mention.kind != Kind.PERSON
    ]


def _welcome(frame: Frame) -> Iterator[Finding]:
    """Read "welcomes the solidarity expressed by Laos", "appreciated the support of Chad"."""
    above = frame.above
    if not frame.nominal or above is None or above.lemma not in _WELCOMING or above.negated:
        return
    who = possessors(frame) or actors(frame.parse, frame.after("by", "from"))
    for preposition in frame.parts("prep"):
        if not who and preposition.lower_ == "of":
            who = actors(frame.parse, list(preposition.children))
    for clause in frame.parts("acl"):
        who = who or actors(frame.parse, Frame(frame.parse, clause).subjects)
    own = [part for part in frame.parts("prep") if part.lower_ in {"for", "to", "with"}]
    found = targets(frame, first_after(frame, ("for", "to", "with"))) if own else _thankful(above)
    yield from pairs(who, Relation.SUPPORTS, found, frame, Modality.ASSERTED)


def _help(frame: Frame) -> Iterator[Finding]:
    """Read "came home with the help of Laos", "flies fighters in support of Chad"."""
    preposition = frame.head.head
    if not frame.nominal or preposition.dep_ != "prep":
        return
    above = frame.above
    if above is None or above.nominal:
        return
    if preposition.lower_ == "with" and frame.after("of", "from"):
        done = above.grammatical_subjects if not above.passive else above.objects
        helped = holders(above) or targets(above, list(done))
        who = actors(frame.parse, first_after(frame, ("of", "from")))
        yield from pairs(who, Relation.SUPPORTS, helped[:1], frame, Modality.ASSERTED)
    elif preposition.lower_ == "in" and frame.lemma == "support":
        of = [part for part in frame.parts("prep") if part.lower_ == "of"]
        named = [child for part in of for child in part.children if child.dep_ == "pobj"]
        found = targets(frame, first_after(frame, ("of",))) if named else []
        yield from pairs(holders(above), Relation.SUPPORTS, found, above)


RULES: Final[tuple[Rule, ...]] = (
    FrameRule("supports.give", "3", _GIVING | _GRANTING, _give),
    FrameRule("supports.receive", "2", frozenset({"receive"}), _receive),
    FrameRule("supports.gift", "3", _GIFTS, _gift),
    FrameRule("supports.thank", "2", THANKING | _THANKS, _thank),
    FrameRule("supports.welcome", "1", _GIFTS | {"backing", "solidarity"}, _welcome),
    FrameRule("supports.help", "1", frozenset({"assistance", "help", "support"}), _help),
)
