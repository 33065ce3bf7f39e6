"""Who supports whom or what, in words or with a vote: ``supports``."""

from collections.abc import Iterator
from typing import Final

from spacy.tokens import Token

from graph.extraction.frames import Frame
from graph.extraction.modality import is_hypothetical
from graph.extraction.parses import related
from graph.extraction.proposals import Argument, Relation
from graph.extraction.relations.holders import holders, possessors
from graph.extraction.relations.participants import actors, pairs
from graph.extraction.rules import Finding, FrameRule, Rule
from graph.extraction.wording import full_phrase
from graph.extraction.words import word_at, words

VERBS: Final = words(
    """advocate aid applaud assist back bankroll champion commend co-sponsor cosponsor defend
    endorse espouse favor favour finance fund hail help second subsidise subsidize support sponsor
    underwrite"""
)
_HELPING: Final = frozenset({"aid", "assist", "help"})
"""Verbs that support whom they name, and nothing else."""

_STANDING: Final = words("align associate rally side stand")
_SUPPORTERS: Final = words("advocate backer champion defender proponent sponsor supporter")
_BACKING: Final = words("backing commitment endorsement solidarity support")
_BESIDE: Final = ("by", "with", "behind", "around")
_VOTING: Final = words("argue be come pronounce remain speak vote")
_ANY: Final = words("any each every no such")
"""Determiners of what is not one thing: "every agreement"."""

EXPRESSING: Final = words(
    """affirm convey declare express give lend offer pledge reaffirm reiterate restate stress
    underline underscore voice"""
)
THANKING: Final = words("appreciate commend congratulate praise thank")


def targets(frame: Frame, tokens: tuple[Token, ...] | list[Token]) -> list[Argument]:
    """Return what is supported: each part of a coordination, by name or by its words.

    Args:
        frame: The frame that says so.
        tokens: Heads of noun phrases.
    """
    found: dict[str, Argument] = {}
    for token in tokens:
        for head in map(related, frame.parse.coordinated(token)):
            if any(child.lower_ in _ANY for child in head.children if child.dep_ == "det"):
                continue
            mention = frame.parse.mention_at(head)
            own = mention is not None and frame.parse.head(mention) == head
            if own or head.pos_ == "PRON":
                named = frame.parse.named(head)
            else:
                named = [Argument(full_phrase(frame.parse, head) + _purpose(head))]
            for argument in named:
                if argument.name:
                    found.setdefault(argument.name, argument)
    return list(found.values())


def _purpose(head: Token) -> str:
    """Return the " for …" right after a noun that the parser hung on the verb."""
    end = head.right_edge.i + 1
    if end >= head.sent.end or head.head.pos_ != "VERB":
        return ""
    after = head.doc[end]
    if after.lower_ != "for" or after.head != head.head:
        return ""
    objects = [part for part in after.children if part.dep_ == "pobj"]
    return f" for {head.doc[after.i + 1 : objects[0].right_edge.i + 1].text}" if objects else ""


def _verb(frame: Frame) -> Iterator[Finding]:
    """Read "Laos supports the truce"; "the canal was defended by the ministry"."""
    if frame.nominal or frame.lemma == "commend" or is_hypothetical(frame):
        return
    if frame.head.dep_ == "pcomp" and frame.above is not None and frame.above.lemma in THANKING:
        return
    if frame.head.dep_ == "pcomp" and frame.head.head.head.pos_ == "NOUN":
        return
    objects = [token for token in frame.objects if token.dep_ not in {"attr", "oprd"}]
    if not objects and not frame.passive and frame.link == "relcl" and frame.parts("nsubj"):
        objects = [frame.head.head]
    who = holders(frame) or _continued(frame)
    found = actors(frame.parse, objects) if frame.lemma in _HELPING else targets(frame, objects)
    yield from pairs(who, Relation.SUPPORTS, found, frame)


def _continued(frame: Frame) -> list[Argument]:
    """Return who did the same in the sentence before: "the canal was also defended"."""
    if not frame.passive or not any(part.lower_ == "also" for part in frame.parts("advmod")):
        return []
    start = frame.head.sent.start
    before = frame.head.doc[start - 1].sent if start else ()
    for token in before:
        if token.lemma_ == frame.head.lemma_ and token.pos_ == "VERB":
            return holders(Frame(frame.parse, token))
    return []


def _stand(frame: Frame) -> Iterator[Finding]:
    """Read "Laos stands by the award", "has stood with Chad", "aligns itself with the appeal"."""
    if not frame.nominal:
        prepositions = ("with",) if frame.lemma in {"align", "associate"} else _BESIDE
        found = targets(frame, frame.after(*prepositions)[:1])
        yield from pairs(holders(frame), Relation.SUPPORTS, found, frame)


def _weight(frame: Frame) -> Iterator[Finding]:
    """Read "Laos threw its weight behind the bid of Chad"."""
    if not frame.nominal and any(token.lemma_ == "weight" for token in frame.objects):
        found = targets(frame, frame.after("behind"))
        yield from pairs(holders(frame), Relation.SUPPORTS, found, frame)


def _vote(frame: Frame) -> Iterator[Finding]:
    """Read "voted for the resolution", "came out in favour of reform"."""
    if frame.nominal:
        return
    found = list(frame.after("for")[:1]) if frame.lemma == "vote" else []
    for token in frame.after("in"):
        if token.lower_ in {"favor", "favour"}:
            found += Frame(frame.parse, token).after("of")[:1]
    yield from pairs(holders(frame), Relation.SUPPORTS, targets(frame, found), frame)


def _supporter(frame: Frame) -> Iterator[Finding]:
    """Read "Laos remains an advocate of reform"."""
    for noun in frame.parts("attr", "dobj", "oprd"):
        if noun.lemma_.lower() in _SUPPORTERS and frame.lemma in {"be", "remain", "become"}:
            found = targets(frame, first_after(Frame(frame.parse, noun), ("of",)))
            yield from pairs(holders(frame), Relation.SUPPORTS, found, frame)


def _express(frame: Frame) -> Iterator[Finding]:
    """Read "expressed their support for the mission", "its commitment to the agenda"."""
    above = frame.above
    if not frame.nominal or above is None or above.lemma not in EXPRESSING:
        return
    who = possessors(frame) or _backers(frame) or holders(above)
    prepositions = ("to",) if frame.lemma == "commitment" else ("for", "to", "with")
    yield from pairs(
        who, Relation.SUPPORTS, targets(frame, first_after(frame, prepositions)), frame
    )


def _backers(frame: Frame) -> list[Argument]:
    """Return whose support it is in "the support of Laos for the truce"."""
    if not frame.after("for"):
        return []
    own = [part for part in frame.parts("prep") if part.lower_ == "of"]
    return actors(frame.parse, [child for of in own for child in of.children])


def first_after(frame: Frame, prepositions: tuple[str, ...]) -> list[Token]:
    """Return the objects of the prepositions that complete a noun, in coordination too."""
    found = [
        part
        for preposition in frame.parts("prep")
        if preposition.lower_ in prepositions
        for part in preposition.children
        if part.dep_ == "pobj"
    ]
    found = found or list(frame.after(*prepositions))[:1]
    for token in frame.head.doc[frame.head.i + 1 : frame.head.sent.end] if found else ():
        if token.lower_ in prepositions and word_at(token, -1).lower() == "and":
            found += [part for part in token.children if part.dep_ == "pobj"]
    return list(dict.fromkeys(found))


def _committed(frame: Frame) -> Iterator[Finding]:
    """Read "Laos remains committed to the protocol and to its aims"."""
    for adjective in (*frame.parts("acomp", "oprd"), frame.head):
        if adjective.lower_ != "committed":
            continue
        own = Frame(frame.parse, adjective)
        if adjective == frame.head and not frame.passive:
            continue
        found = targets(frame, first_after(own, ("to",)))
        yield from pairs(holders(frame), Relation.SUPPORTS, found, frame)


RULES: Final[tuple[Rule, ...]] = (
    FrameRule("supports.verb", "1", VERBS, _verb),
    FrameRule("supports.stand", "1", _STANDING, _stand),
    FrameRule("supports.weight", "1", frozenset({"put", "throw"}), _weight),
    FrameRule("supports.vote", "1", _VOTING, _vote),
    FrameRule("supports.supporter", "1", words("be become remain"), _supporter),
    FrameRule("supports.express", "1", _BACKING, _express),
    FrameRule("supports.committed", "1", frozenset({"remain", "be", "commit"}), _committed),
)
