"""What parties sign, join, leave and open."""

from collections.abc import Iterator
from typing import Final

from spacy.tokens import Token

from graph.extraction.frames import Frame
from graph.extraction.parses import Parse, related
from graph.extraction.proposals import Argument, Kind, Modality, Relation
from graph.extraction.relations.participants import actors, pairs
from graph.extraction.rules import Finding, FrameRule, Rule
from graph.extraction.words import words

_TEXTS: Final = words(
    """accord act agreement arrangement bill charter communiqué communique compact contract
    convention covenant deal declaration decree document framework joint letter memoranda
    memorandum minutes mou pact plan protocol roadmap statement treaty instrument"""
)
"""Nouns for what is signed."""

_GENERIC: Final = frozenset(
    {"memorandum of understanding", "mou", "agreement", "protocol", "letter of intent", "treaty"}
)
"""Names that any agreement may have: what it is on tells more."""

_AGREED: Final = words(
    """accord agreement compact contract convention covenant deal memoranda memorandum mou pact
    protocol treaty"""
)
"""Those of them that exist only once they are signed."""

_SIGNING: Final = frozenset({"sign", "initial", "ink", "co-sign"})
_NOT_YET: Final = words("negotiate negotiation possible propose draft future toward")
_BODIES: Final = words(
    """alliance association bank bloc body coalition commission committee community council court
    group organisation organization union"""
)
_LEAVING: Final = frozenset({"withdraw", "pull", "leave", "exit", "quit"})


def agreements(parse: Parse, tokens: tuple[Token, ...] | list[Token]) -> list[Argument]:
    """Return the texts that are signed: named, or by the words for them.

    Args:
        parse: The parse.
        tokens: Heads of noun phrases.
    """
    found: dict[str, Argument] = {}
    for token in tokens:
        for head in parse.coordinated(related(token)):
            for text in _agreement(parse, head):
                found.setdefault(text.name, text)
    return list(found.values())


def _agreement(parse: Parse, head: Token) -> Iterator[Argument]:
    named = [
        text
        for text in parse.named(head)
        if text.mention is not None and text.mention.kind == Kind.AGREEMENT
    ]
    if named and parse.mention_at(head) and named[0].name.lower() in _GENERIC:
        yield Argument(_without_parties(parse.words(head)))
    elif named:
        yield from named
    elif head.lemma_.lower() in _TEXTS or head.lower_ in {"memoranda", "minutes"}:
        for child in head.children:
            mention = parse.mention_at(child)
            if mention is not None and mention.kind == Kind.AGREEMENT and child.i < head.i:
                yield Argument(mention.canonical, mention)
                return
        text = _without_parties(parse.words(head)) + _purpose(parse, head)
        yield Argument(_without_place(parse, head, text))


def _purpose(parse: Parse, head: Token) -> str:
    """Return what an agreement is to do: " to build a bridge"."""
    for child in head.children:
        if child.dep_ == "acl" and child.tag_ == "VB" and child.i > head.i:
            objects = [parse.words(part) for part in child.children if part.dep_ == "dobj"]
            return f" to {' '.join([child.text, *objects[:1]])}"
    return ""


def _without_place(parse: Parse, head: Token, text: str) -> str:
    """Return the words for an agreement without where it was signed."""
    for child in head.children:
        for noun in child.children if child.lower_ in {"in", "at"} else ():
            place = parse.mention_at(noun)
            if place is not None and place.kind in {Kind.STATE_OR_PLACE, Kind.FACILITY}:
                text = text.replace(f" {child.text} {noun.text}", "")
    return text


def _without_parties(text: str) -> str:
    """Return the words for an agreement without those who made it."""
    for split in (" between ", " with ", " signed ", " by "):
        text = text.split(split, 1)[0]
    return text


def _sign(frame: Frame) -> Iterator[Finding]:
    """Read "Laos and Chad signed a treaty"; "the treaty was signed by Laos"."""
    parse = frame.parse
    if frame.nominal:
        return
    objects = [*frame.objects]
    if not frame.passive:
        objects += frame.after("onto", "on to") if frame.lemma == "sign" else ()
    parties = actors(parse, frame.subjects)
    if frame.passive or not parties:
        parties = parties or actors(parse, frame.after("between", "by"))
    else:
        parties += _partners(frame)
    held = Modality.PLANNED if frame.lemma == "initial" else None
    yield from pairs(parties, Relation.SIGNS, agreements(parse, objects), frame, held)


def _partners(frame: Frame) -> list[Argument]:
    """Return the persons with whom somebody signs: "signed an agreement with her counterpart"."""
    return [
        who
        for who in actors(frame.parse, frame.after("with"))
        if who.mention is not None and who.mention.kind == Kind.PERSON
    ]


def _signing(frame: Frame) -> Iterator[Finding]:
    """Read "the signing of the treaty between Laos and Chad", "the signature by Laos of …"."""
    if not frame.nominal and frame.head.tag_ != "VBG":
        return
    if frame.head.tag_ == "VBG" and not any(child.dep_ == "det" for child in frame.children):
        return
    parse = frame.parse
    found = agreements(parse, list(frame.after("of")))
    parties = actors(parse, [*frame.after("between", "by"), *frame.parts("poss")])
    above = frame.above
    if not parties and above is not None and frame.head.head.lower_ in {"with", "via", "through"}:
        parties = actors(parse, above.grammatical_subjects)
    yield from pairs(parties, Relation.SIGNS, found, frame)


def _between(frame: Frame) -> Iterator[Finding]:
    """Read "the border agreement between Laos and Chad"."""
    if not frame.nominal or frame.parse.mention_at(frame.head):
        return
    if _is_yet_to_be(frame):
        return
    for phrase in frame.phrases:
        if phrase.preposition == "between" and phrase.attached == frame.head:
            parties = actors(frame.parse, [phrase.object])
            if len(parties) > 1:
                found = agreements(frame.parse, [frame.head])
                yield from pairs(parties, Relation.SIGNS, found, frame, Modality.ASSERTED)


def _is_yet_to_be(frame: Frame) -> bool:
    """Return whether an agreement is spoken of that does not exist yet."""
    said = {token.lemma_.lower() for token in frame.head.sent}
    return frame.negated or bool(said & _NOT_YET)


def _signatory(frame: Frame) -> Iterator[Finding]:
    """Read "the plan, to which Laos is a signatory"; "signatories to the treaty include Chad"."""
    if frame.lemma == "include":
        for noun in frame.grammatical_subjects:
            if noun.lemma_.lower() == "signatory":
                texts = agreements(frame.parse, list(_to(noun, {"to", "of"})))
                who = actors(frame.parse, frame.objects)
                yield from pairs(who, Relation.SIGNS, texts, frame)
        return
    for noun in frame.parts("attr"):
        if noun.lemma_.lower() not in {"signatory", "party"}:
            continue
        texts = agreements(frame.parse, list(_to(noun, {"to", "of"})))
        if frame.link == "relcl" and not texts:
            texts = agreements(frame.parse, [_related(frame)])
        yield from pairs(actors(frame.parse, frame.subjects), Relation.SIGNS, texts, frame)


def _to(noun: Token, prepositions: set[str]) -> Iterator[Token]:
    for child in noun.children:
        if child.dep_ == "prep" and child.lower_ in prepositions:
            yield from (part for part in child.children if part.dep_ == "pobj")


def _related(frame: Frame) -> Token:
    """Return the noun that a relative clause is about."""
    token = frame.head
    while token.dep_ != "relcl" and token.head != token:
        token = token.head
    return token.head


def _bodies(parse: Parse, tokens: list[Token] | tuple[Token, ...]) -> list[Argument]:
    """Return the bodies that one can be a member of."""
    return [
        body
        for token in tokens
        for body in parse.arguments(token)
        if body.mention is not None
        and body.mention.kind in {Kind.ORGANIZATION, Kind.AGREEMENT, Kind.EVENT}
    ]


def _member(frame: Frame) -> Iterator[Finding]:
    """Read "Laos is a member of the union", "Chad, a member of the union since 1990"."""
    if not frame.nominal or frame.head.tag_ in {"NNS", "NNPS"}:
        return
    parse = frame.parse
    if frame.lemma == "state" and not any(c.lower_ == "member" for c in frame.children):
        return
    bodies = _bodies(parse, [*_to(frame.head, {"of"}), *frame.parts("compound", "nmod", "poss")])
    if not bodies and _is_after_of_which(frame):
        bodies = _bodies(parse, [_related(Frame(parse, frame.head.head))])
    above = frame.above
    if above is not None and frame.head.dep_ == "attr":
        yield from pairs(_members(frame), Relation.MEMBER_OF, bodies, above)
    else:  # said in passing, whatever the clause plans or denies
        yield from pairs(_members(frame), Relation.MEMBER_OF, bodies, frame, Modality.ASSERTED)


def _is_after_of_which(frame: Frame) -> bool:
    head = frame.head
    clause = head.head
    return clause.dep_ == "relcl" and any(
        token.lower_ == "which" and token.head.lower_ in {"of", "in"} for token in clause.subtree
    )


def _members(frame: Frame) -> list[Argument]:
    """Return who is called a member."""
    head, parse = frame.head, frame.parse
    if head.dep_ in {"attr", "conj"}:
        above = frame.above
        return actors(parse, above.grammatical_subjects) if above is not None else []
    if head.dep_ == "appos":
        return actors(parse, [head.head])
    if head.dep_ == "pobj" and head.head.lower_ == "as":
        above = frame.above
        if above is None or above.nominal:
            return []
        taken = above.lemma in {"welcome", "admit", "accept", "elect"}
        return actors(parse, above.objects if taken else above.grammatical_subjects)
    return []


def _join(frame: Frame) -> Iterator[Finding]:
    """Read "Laos joined the union", "Laos acceded to the convention", "was admitted to"."""
    parse = frame.parse
    if frame.link == "acl" and frame.head.tag_ == "VB":
        return  # a bid to join says nothing of how it ends
    if frame.lemma == "join":
        joined = _bodies(parse, [] if frame.passive else list(frame.objects))
        bodies = [body for body in joined if _is_body(body)]
        who = actors(parse, frame.subjects)
    elif frame.lemma == "accede":
        bodies, who = _bodies(parse, frame.after("to")), actors(parse, frame.subjects)
    else:
        bodies = _bodies(parse, frame.after("to", "into"))
        who = actors(parse, frame.objects)
        if not frame.passive and frame.lemma == "elect":
            return
    who = [member for member in who if not _is_person(member)]
    yield from pairs(who, Relation.MEMBER_OF, bodies, frame)


def _is_body(body: Argument) -> bool:
    return body.mention is not None and body.mention.kind == Kind.ORGANIZATION


def _is_person(who: Argument) -> bool:
    return who.mention is not None and who.mention.kind == Kind.PERSON


def _leave(frame: Frame) -> Iterator[Finding]:
    """Read "Laos withdrew from the compact", "Ana Lu withdrew Laos from it"."""
    if frame.nominal:
        return
    parse = frame.parse
    if frame.lemma in {"leave", "exit", "quit"}:
        left = [*_bodies(parse, [] if frame.passive else list(frame.objects))]
    else:
        prepositions = ("from", "out of", "of") if frame.lemma == "pull" else ("from",)
        left = _left(parse, list(frame.after(*prepositions)))
    who = actors(parse, frame.subjects)
    moved = [] if frame.passive else actors(parse, frame.objects)
    if frame.lemma == "withdraw" and moved:
        who = [state for state in moved if not _is_person(state)]
    elif frame.lemma in {"withdraw", "pull"} and frame.parts("dobj"):
        return
    yield from pairs(who, Relation.WITHDRAWS_FROM, left, frame)


def _left(parse: Parse, tokens: list[Token]) -> list[Argument]:
    """Return what is left: a body, a treaty, a state; or a treaty by the words for it."""
    found: dict[str, Argument] = {}
    for token in tokens:
        for head in parse.coordinated(token):
            named = parse.named(head)
            if head.lemma_.lower() in _TEXTS | _BODIES and not named:
                named = [Argument(parse.words(head))]
            for body in named:
                found.setdefault(body.name, body)
    return list(found.values())


def _withdrawal(frame: Frame) -> Iterator[Finding]:
    """Read "the withdrawal of Laos from the statute", "announced its withdrawal from"."""
    if not frame.nominal:
        return
    parse = frame.parse
    left = _left(parse, list(frame.after("from")))
    who = actors(parse, [*frame.parts("poss"), *frame.after("of", "by")])
    above = frame.above
    announced = above is not None and above.lemma in {"announce", "plan", "notify", "consider"}
    if not who and above is not None and announced:
        who = actors(parse, above.grammatical_subjects)
    if above is not None and announced:
        yield from pairs(who, Relation.WITHDRAWS_FROM, left, frame, Modality.PLANNED)
    else:
        yield from pairs(who, Relation.WITHDRAWS_FROM, left, frame)


RULES: Final[tuple[Rule, ...]] = (
    FrameRule("signs.verb", "1", _SIGNING, _sign),
    FrameRule("signs.noun", "1", frozenset({"signing", "signature", "sign"}), _signing),
    FrameRule("signs.between", "1", _AGREED, _between),
    FrameRule("signs.signatory", "1", frozenset({"be", "include"}), _signatory),
    FrameRule("memberOf.noun", "1", frozenset({"member", "state"}), _member),
    FrameRule(
        "memberOf.verb", "1", frozenset({"join", "accede", "admit", "readmit", "elect"}), _join
    ),
    FrameRule("withdrawsFrom.verb", "1", _LEAVING, _leave),
    FrameRule("withdrawsFrom.noun", "1", frozenset({"withdrawal", "exit"}), _withdrawal),
)
