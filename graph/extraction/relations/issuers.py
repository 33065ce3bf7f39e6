"""For whom a document speaks, where it is a ministry's or an embassy's own."""

from collections.abc import Iterator
from typing import Final

from spacy.tokens import Token

from graph.extraction.parses import Parse
from graph.extraction.proposals import Argument, Kind
from graph.extraction.words import words

_FIRST: Final = 5
"""In so many sentences, headlines and datelines among them, a document tells who issues it."""

_ISSUERS: Final = words(
    """commission consulate department embassy government ministry mission presidency secretariat"""
)
_SPOKESPEOPLE: Final = words("spokesman spokesperson spokeswoman")
_SAYING: Final = words("answer clarify hold inform issue learn note recall release take wish")
"""What an issuer does in the first sentence of what it issues."""


def issuer(parse: Parse) -> list[Argument]:
    """Return the body that a document speaks for; nothing where it does not tell.

    It is the body that informs, recalls or takes note in the first sentences, or whose statement
    the headline says that it is.

    Args:
        parse: The parse.
    """
    for found in (*_informing(parse, Kind.ORGANIZATION), *_headline(parse)):
        if any(part.lower() in _ISSUERS for part in found.name.split()):
            return [found]
    return []


def spokesperson(parse: Parse) -> list[Argument]:
    """Return who answers for a document: its spokesperson, or else the body that it speaks for.

    Args:
        parse: The parse.
    """
    for found in _informing(parse, Kind.PERSON):
        if found.mention is not None:
            before = parse.doc.text[max(0, found.mention.start - 40) : found.mention.start].lower()
            if any(noun in before for noun in _SPOKESPEOPLE):
                return [found]
    return issuer(parse)


def _informing(parse: Parse, kind: Kind) -> Iterator[Argument]:
    """Yield the subjects of the first sentences that inform of something."""
    for sentence in parse.sentences[:_FIRST]:
        if sentence.root.lemma_.lower() in _SAYING:
            for token in sentence.root.children:
                if token.dep_ == "nsubj":
                    yield from _of_kind(parse, token, kind)


def _of_kind(parse: Parse, token: Token, kind: Kind) -> Iterator[Argument]:
    for who in parse.arguments(token):
        if who.mention is not None and who.mention.kind == kind:
            yield who


def _headline(parse: Parse) -> Iterator[Argument]:
    """Yield the bodies that a first line names, as in "Remarks by the spokesperson of …"."""
    first = parse.sentences[0]
    if first.root.pos_ in {"VERB", "AUX"} and first.root.tag_ != "VBG":
        return
    for mention in parse.mentions:
        if mention.start >= first.end_char:
            return
        if mention.kind == Kind.ORGANIZATION:
            yield Argument(mention.canonical, mention)
