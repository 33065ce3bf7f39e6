"""Who supports whom or what: ``supports``, and what they give as ``quantity``."""

from collections.abc import Iterator
from typing import Final

from spacy.tokens import Token

from graph.extraction.frames import Frame
from graph.extraction.modality import is_hypothetical
from graph.extraction.proposals import Argument, Modality, Relation
from graph.extraction.relations.holders import holders
from graph.extraction.relations.participants import actors, pairs
from graph.extraction.rules import Finding, FrameRule, Rule
from graph.extraction.wording import full_phrase
from graph.extraction.words import word_at, words

_VERBS: Final = words(
    """advocate applaud back champion commend defend endorse favor favour finance fund hail
    subsidise subsidize support sponsor"""
)
_STANDING: Final = frozenset({"stand"})
_GIVING: Final = words(
    """allocate commit contribute deliver disburse dispatch donate extend give grant pledge
    provide send supply"""
)
_GIFTS: Final = words("aid assistance contribution donation grant help relief support")
_BACKING: Final = words("backing commitment endorsement solidarity support")
_EXPRESSING: Final = words(
    """affirm convey declare express give lend offer pledge reaffirm reiterate restate stress
    underline underscore voice"""
)
_THANKING: Final = words("appreciate commend congratulate praise thank")
_NO_GIFTS: Final = words(
    """agent ambassador delegate delegation diplomat envoy expert fighter letter message
    minister note official policeman representative soldier squadron team troop vessel
    warship"""
)
_MONEY: Final = words("dollar euro pound yen yuan rupee franc million billion thousand")


def targets(frame: Frame, tokens: tuple[Token, ...] | list[Token]) -> list[Argument]:
    """Return what is supported: each part of a coordination, by name or by its words.

    Args:
        frame: The frame that says so.
        tokens: Heads of noun phrases.
    """
    found: dict[str, Argument] = {}
    for token in tokens:
        for head in frame.parse.coordinated(token):
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
    if frame.head.dep_ == "pcomp" and frame.above is not None and frame.above.lemma in _THANKING:
        return
    if frame.head.dep_ == "pcomp" and frame.head.head.head.pos_ == "NOUN":
        return
    objects = [token for token in frame.objects if token.dep_ not in {"attr", "oprd"}]
    who = holders(frame) or _continued(frame)
    yield from pairs(who, Relation.SUPPORTS, targets(frame, objects), frame)


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
    """Read "Laos stands by the award", "has stood with Chad"."""
    if not frame.nominal:
        found = targets(frame, frame.after("by", "with", "behind"))
        yield from pairs(holders(frame), Relation.SUPPORTS, found, frame)


def _express(frame: Frame) -> Iterator[Finding]:
    """Read "expressed their support for the mission", "its commitment to the agenda"."""
    above = frame.above
    if not frame.nominal or above is None or above.lemma not in _EXPRESSING:
        return
    who = _possessors(frame) or _backers(frame) or holders(above)
    prepositions = ("to",) if frame.lemma == "commitment" else ("for", "to", "with")
    yield from pairs(
        who, Relation.SUPPORTS, targets(frame, _first_after(frame, prepositions)), frame
    )


def _backers(frame: Frame) -> list[Argument]:
    """Return whose support it is in "the support of Laos for the truce"."""
    if not frame.after("for"):
        return []
    own = [part for part in frame.parts("prep") if part.lower_ == "of"]
    return actors(frame.parse, [child for of in own for child in of.children])


def _first_after(frame: Frame, prepositions: tuple[str, ...]) -> list[Token]:
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


def _possessors(frame: Frame) -> list[Argument]:
    """Return whose support it is, though the parser took a curly apostrophe for something else."""
    found = actors(frame.parse, frame.parts("poss"))
    index = frame.head.i - 1
    while not found and index > frame.head.sent.start and frame.head.doc[index].pos_ == "ADJ":
        index -= 1
    if not found and frame.head.doc[index].tag_ == "POS":
        found = actors(frame.parse, [frame.head.doc[index - 1]])
    return found


def _committed(frame: Frame) -> Iterator[Finding]:
    """Read "Laos remains committed to the protocol and to its aims"."""
    for adjective in (*frame.parts("acomp", "oprd"), frame.head):
        if adjective.lower_ != "committed":
            continue
        own = Frame(frame.parse, adjective)
        if adjective == frame.head and not frame.passive:
            continue
        found = targets(frame, _first_after(own, ("to",)))
        yield from pairs(holders(frame), Relation.SUPPORTS, found, frame)


def _give(frame: Frame) -> Iterator[Finding]:
    """Read "Laos donated tents to Chad", "will contribute a million to the fund"."""
    if frame.nominal or not frame.objects:
        return
    given = [token for token in frame.objects if token.dep_ != "dative"]
    if not any(_is_gift(token) for token in given):
        return
    who = holders(frame)
    receivers = [*frame.parts("dative")]
    receivers = [
        child if child.dep_ != "prep" else next(iter(child.children), child)
        for child in receivers
        if child.pos_ != "ADP"
    ] + [part for child in receivers if child.pos_ == "ADP" for part in child.children]
    receivers = receivers or _receivers(frame)
    held = Modality.PLANNED if frame.lemma == "pledge" else None
    yield from pairs(who, Relation.SUPPORTS, targets(frame, receivers[:1]), frame, held)


def _receive(frame: Frame) -> Iterator[Finding]:
    """Read "Chad received a million dollars from Norway"."""
    if frame.nominal or frame.passive or frame.negated:
        return
    givers = actors(frame.parse, frame.after("from"))
    if any(_is_gift(token) for token in frame.objects):
        yield from pairs(givers, Relation.SUPPORTS, holders(frame), frame)


def _receivers(frame: Frame) -> list[Token]:
    for preposition in ("to", "for", "through"):
        found = [
            phrase.object
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
    return any(
        part.dep_ in {"nummod", "quantmod"} or part.ent_type_ in {"MONEY", "QUANTITY"}
        for child in (token, *token.children)
        for part in (child, *child.children)
    ) or token.lemma_ in {"tent", "vaccine", "medicine", "food", "equipment", "fund", "vehicle"}


def _gift(frame: Frame) -> Iterator[Finding]:
    """Read "a donation of tents to Chad", "announced a contribution to the fund"."""
    above = frame.above
    verb = "" if above is None else above.lemma
    if not frame.nominal or verb in _EXPRESSING | _THANKING | {"request", "seek"}:
        return
    told = frame.head.dep_ == "dobj" and verb in {"announce", "make", "pledge"}
    who = _possessors(frame) or actors(frame.parse, frame.after("by"))
    if not who and told and above is not None:
        who = holders(above)
    held = Modality.PLANNED if told and verb != "make" else None
    yield from pairs(
        who, Relation.SUPPORTS, targets(frame, _first_after(frame, ("to",))), frame, held
    )


def _thank(frame: Frame) -> Iterator[Finding]:
    """Read "thanked Laos for backing the bid", "for its contribution to the fund"."""
    if frame.nominal:
        return
    who = actors(frame.parse, frame.objects)
    for preposition in frame.parts("prep"):
        if preposition.lower_ != "for":
            continue
        for child in preposition.children:
            if child.dep_ == "pcomp" and child.lemma_ in _VERBS:
                found = targets(frame, [part for part in child.children if part.dep_ == "dobj"])
                yield from pairs(
                    who, Relation.SUPPORTS, found, Frame(frame.parse, child), Modality.ASSERTED
                )
            elif child.dep_ == "pobj" and child.lemma_ in _GIFTS:
                noun = Frame(frame.parse, child)
                found = targets(frame, _first_after(noun, ("to", "for")))
                yield from pairs(who, Relation.SUPPORTS, found, noun, Modality.ASSERTED)


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
        who = actors(frame.parse, _first_after(frame, ("of", "from")))
        yield from pairs(who, Relation.SUPPORTS, helped[:1], frame, Modality.ASSERTED)
    elif preposition.lower_ == "in" and frame.lemma == "support":
        found = targets(frame, _first_after(frame, ("of",)))
        yield from pairs(holders(above), Relation.SUPPORTS, found, above)


RULES: Final[tuple[Rule, ...]] = (
    FrameRule("supports.verb", "1", _VERBS, _verb),
    FrameRule("supports.stand", "1", _STANDING, _stand),
    FrameRule("supports.express", "1", _BACKING, _express),
    FrameRule("supports.committed", "1", frozenset({"remain", "be", "commit"}), _committed),
    FrameRule("supports.give", "1", _GIVING, _give),
    FrameRule("supports.receive", "1", frozenset({"receive"}), _receive),
    FrameRule("supports.gift", "1", _GIFTS, _gift),
    FrameRule("supports.thank", "1", _THANKING, _thank),
    FrameRule("supports.help", "1", frozenset({"assistance", "help", "support"}), _help),
)
