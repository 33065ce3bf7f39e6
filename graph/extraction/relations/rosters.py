"""Who the members of a body are, where a text lists them: ``memberOf``."""

from collections.abc import Iterator
from typing import Final

from spacy.tokens import Span, Token

from graph.extraction.frames import Frame
from graph.extraction.parses import Parse
from graph.extraction.proposals import Argument, Kind, Mention, Relation
from graph.extraction.relations.memberships import (
    INSIDE,
    bodies,
    is_body,
    is_membership,
    is_state,
    objects_of,
    states_of,
)
from graph.extraction.relations.participants import pairs
from graph.extraction.rules import Finding, FrameRule, Rule, SentenceRule
from graph.extraction.words import words

_MEMBERS: Final = words("countries members nations states")
_OPENERS: Final = {"(": ")", "—": "—", "–": "–", ":": ";", ";": ";"}
"""Marks before a list of members, with the marks that end it."""

_BETWEEN: Final = words("and as plus the well & , ;")
_TELLING: Final = _BETWEEN | _MEMBERS | words("of permanent founding current")
_STATELY: Final = frozenset({Kind.STATE_OR_PLACE, Kind.LOCATION})
_LISTING: Final = words("comprise consist compose group include make unite")


def _listed(parse: Parse, sentence: Span) -> Iterator[Finding]:
    """Read "the Forum (Laos, Chad and Mali)", "the Forum nations — Laos, Chad and Mali"."""
    for mention in parse.mentions_in(sentence):
        if mention.kind != Kind.ORGANIZATION:
            continue
        index = parse.spans[mention].end
        nation = index < sentence.end and parse.doc[index].lower_ in _MEMBERS
        index += 1 if nation else 0
        if index < sentence.end and (nation or parse.doc[index].text == "("):
            for member in _members(parse, index, sentence.end, _TELLING):
                yield _finding(member, mention)


def _members(parse: Parse, index: int, limit: int, between: frozenset[str]) -> tuple[Mention, ...]:
    """Return the states of a list after a mark; none where anything else stands in it."""
    doc, found = parse.doc, dict[str, Mention]()
    end = _OPENERS.get(doc[index].text)
    if end is None:
        return ()
    for token in doc[index + 1 : limit]:
        mention = parse.mention_at(token)
        if token.text in {".", end} and (token.text not in between or end == ";"):
            break
        if mention is not None and mention.kind in _STATELY:
            found.setdefault(mention.canonical, mention)
        elif mention is None and token.lower_ not in between and not token.like_num:
            if token.text in _OPENERS:
                break
            return ()
    return tuple(found.values()) if len(found) > 1 else ()


def _finding(member: Mention, body: Mention) -> Finding:
    who, what = (Argument(name.canonical, name) for name in (member, body))
    return Finding(who, Relation.MEMBER_OF, what)


def _of_members(frame: Frame) -> Iterator[Finding]:
    """Read "the members of the Forum: Laos and Chad", "Forum members such as Laos"."""
    parse, head = frame.parse, frame.head
    if not frame.nominal or head.tag_ not in {"NNS", "NNPS"}:
        return
    of = [
        part for phrase in frame.parts("prep") if phrase.lower_ == "of" for part in phrase.children
    ]
    found = bodies(parse, [*of, *frame.parts("compound", "nmod", "poss")])
    after = max([head.i, *(token.i for token in _ends(parse, of))]) + 1
    if not found or after >= head.sent.end:
        return
    listed = _members(parse, after, head.sent.end, _BETWEEN - {";"})
    who = [Argument(member.canonical, member) for member in listed]
    who += [given for given in parse.named(head) if given not in who]
    who = [member for member in who if member.mention and member.mention.kind in _STATELY]
    for member in who:
        yield Finding(member, Relation.MEMBER_OF, found[0])


def _ends(parse: Parse, nouns: list[Token]) -> Iterator[Token]:
    """Yield the last word of each name."""
    for noun in nouns:
        mention = parse.mention_at(noun)
        if mention is not None:
            yield parse.spans[mention][-1]


def _composed(frame: Frame) -> Iterator[Finding]:
    """Read "the union comprises A and B", "its members include A", "counts A among its members"."""
    if frame.nominal:
        return
    parse = frame.parse
    if frame.lemma in {"include", "be"}:
        nouns = [t for t in frame.grammatical_subjects if t.lemma_.lower() in {"member", "state"}]
        nouns = [t for t in nouns if t.tag_ == "NNS" and is_membership(Frame(parse, t))]
        owners = [
            to for t in nouns for to in (*objects_of(t, INSIDE), *Frame(parse, t).parts("poss"))
        ]
        owners += [part for t in nouns for part in Frame(parse, t).parts("compound")]
        parts, found = frame.objects, bodies(parse, owners)
    elif frame.lemma == "count":
        among = [noun for noun in frame.after("among") if noun.lemma_.lower() == "member"]
        parts, found = frame.parts("dobj"), bodies(parse, frame.subjects if among else ())
    elif frame.lemma == "make" and any(part.lower_ == "up" for part in frame.parts("prt")):
        parts, found = frame.grammatical_subjects, bodies(parse, frame.parts("dobj"))
    else:
        made = frame.passive or frame.lemma == "consist"
        parts = frame.after("of", "up of") if made else frame.parts("dobj")
        found = bodies(parse, frame.grammatical_subjects)
    states = [who for who in states_of(parse, parts) if is_state(who) or is_body(who)]
    states = states if any(map(is_state, states)) else []
    if len(states) > 1 or frame.lemma in {"include", "count"}:
        yield from pairs(states, Relation.MEMBER_OF, filter(is_body, found), frame)


RULES: Final[tuple[Rule, ...]] = (
    SentenceRule("memberOf.listed", "1", _listed),
    FrameRule("memberOf.members", "1", frozenset({"member", "state"}), _of_members),
    FrameRule("memberOf.composed", "2", _LISTING | {"be", "count"}, _composed),
)
