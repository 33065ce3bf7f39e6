"""What is signed: the agreements that a text names or describes."""

import re
from collections.abc import Iterable, Iterator
from typing import Final

from spacy.tokens import Token

from graph.extraction.parses import Parse, related
from graph.extraction.proposals import Argument, Kind
from graph.extraction.words import words

TEXTS: Final = words(
    """accord act agreement arrangement bill charter communiqué communique compact contract
    convention covenant deal declaration decree document framework joint letter memoranda
    memorandum minutes mou pact plan protocol roadmap statement treaty instrument"""
)
"""Nouns for what is signed."""

_GENERIC: Final = frozenset(
    {"memorandum of understanding", "mou", "agreement", "protocol", "letter of intent", "treaty"}
)
"""Names that any agreement may have: what it is on tells more."""

_NAMING: Final = words("call dub entitle entitled name title titled")
_QUOTED: Final = re.compile(r"""["“\u2018]([^"”]+?)["”’]""")
"""What stands in quotation marks right after a word."""


def agreements(parse: Parse, tokens: Iterable[Token]) -> list[Argument]:
    """Return the texts that are signed: named, or by the words for them.

    Args:
        parse: The parse.
        tokens: Heads of noun phrases.
    """
    found: dict[str, Argument] = {}
    for token in tokens:
        listed = list(_listed(parse, token))
        found |= {text.name: text for text in listed}
        for head in () if listed else parse.coordinated(related(token)):
            for text in _agreement(parse, head):
                found.setdefault(text.name, text)
    return list(found.values())


def _listed(parse: Parse, token: Token) -> Iterator[Argument]:
    """Yield the texts of "the following documents: the treaty on roads and the protocol"."""
    if token.tag_ != "NNS" or token.lemma_.lower() not in TEXTS:
        return
    colon = next((t.i for t in token.sent if t.text == ":" and t.i > token.i), None)
    if colon is None:
        return
    for mention in parse.mentions_in(token.doc[colon : token.sent.end]):
        if mention.kind == Kind.AGREEMENT:
            yield Argument(mention.canonical, mention)


def _agreement(parse: Parse, head: Token) -> Iterator[Argument]:
    named = [
        text
        for text in parse.named(head)
        if text.mention is not None and text.mention.kind == Kind.AGREEMENT
    ]
    if named and parse.mention_at(head) and named[0].name.lower() in _GENERIC:
        text = _without_place(parse, head, parse.words(head))
        yield Argument(without_parties(text))
    elif named:
        yield from named
    elif head.lemma_.lower() in TEXTS or head.lower_ in {"memoranda", "minutes"}:
        for child in head.children:
            mention = parse.mention_at(child)
            if mention is not None and mention.kind == Kind.AGREEMENT and child.i < head.i:
                yield Argument(mention.canonical, mention)
                return
        if title := _title(parse, head):
            yield title
            return
        text = without_parties(parse.words(head)) + _purpose(parse, head)
        yield Argument(_without_place(parse, head, text))


def _title(parse: Parse, head: Token) -> Argument | None:
    """Return the name that an agreement is said to have: "an agreement titled "Pact on Roads""."""
    for child in head.children:
        after = parse.doc[child.i + 1 : head.sent.end]
        if child.dep_ != "acl" or child.lemma_ not in _NAMING or not len(after):
            continue
        inside = [mention for mention in parse.mentions_in(after) if mention.kind == Kind.AGREEMENT]
        quoted = _QUOTED.match(after.text)
        if inside and inside[0].start <= after.start_char + len("the “"):
            return Argument(inside[0].canonical, inside[0])
        if quoted is not None:
            return Argument(quoted[1].strip(" ,."))
    return None


def _purpose(parse: Parse, head: Token) -> str:
    """Return what an agreement is to do: " to build a bridge"."""
    for child in head.children:
        if child.dep_ == "acl" and child.tag_ == "VB" and child.i > head.i:
            objects = [parse.words(part) for part in child.children if part.dep_ == "dobj"]
            return f" to {' '.join([child.text, *objects[:1]])}"
    return ""


def _without_place(parse: Parse, head: Token, text: str) -> str:
    """Return the words for an agreement without where it was signed."""
    for child in head.subtree:
        for noun in child.children if child.lower_ in {"in", "at"} else ():
            place = parse.mention_at(noun)
            if place is not None and place.kind in {Kind.STATE_OR_PLACE, Kind.FACILITY}:
                text = text.replace(f" {child.text} {place.words}", "")
    return text


def without_parties(text: str) -> str:
    """Return the words for an agreement without those who made it.

    Args:
        text: The words.
    """
    for split in (" between ", " with ", " signed ", " by "):
        text = text.split(split, 1)[0]
    return text
