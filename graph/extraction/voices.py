"""Who speaks in a speech, in a record that names who speaks in each line, and "according to"."""

import re
from collections.abc import Iterator
from typing import Final

from spacy.tokens import Span, Token

from graph.extraction.parses import Parse
from graph.extraction.proposals import Argument, Kind, Mention

SPEAKERS: Final = frozenset({Kind.PERSON, Kind.ORGANIZATION, Kind.STATE_OR_PLACE, Kind.PEOPLE})
"""Kinds of those who speak."""

_NEAR: Final = 12
"""In so many words after "according" stands who is meant."""

_LINE: Final = re.compile(r"[^\n]+")
_LABEL: Final = re.compile(r"(?:Q(?:UESTION)?\b:?|(?P<name>[A-Z][A-Z .'’-]{2,40}):)\s")
"""How a line begins in which another goes on: "MR. LU: ", or "Q" for whom nobody names."""

_SPEECH: Final = re.compile(
    r"\b(?:address|briefing|comments|gaggle|intervention|keynote|message|remarks|speech|statement|testimony|toast)"
    r"\b.*?\b(?:by|from|of)\b",
    re.IGNORECASE,
)
"""How a first line begins that says whose speech it heads; a joint statement is nobody's own."""

_ABOUT: Final = re.compile(
    r"\b(?:about|after|ahead|at|during|following|in|on|regarding|to|with)\b", re.IGNORECASE
)
"""Words before a name that is not that of who speaks."""


def author(parse: Parse) -> Argument | None:
    """Return whose speech a document is, as its first line tells: "Remarks by Ana Lu in Lima".

    Args:
        parse: The parse.
    """
    heading = parse.doc.text.lstrip().partition("\n")[0]
    begins = _SPEECH.search(heading)
    if begins is None or "joint" in heading.lower():
        return None
    for mention in parse.mentions:
        if mention.start > len(heading):
            break
        if mention.start >= begins.end() and mention.kind == Kind.PERSON:
            before = heading[begins.end() : mention.start]
            return None if _ABOUT.search(before) else Argument(mention.canonical, mention)
    return None


def turns(parse: Parse) -> dict[int, Argument]:
    """Return start of a line → who speaks in it, in a record that names who begins to speak.

    Args:
        parse: The parse.
    """
    text, people = parse.doc.text, {m.end: m for m in parse.mentions if m.kind == Kind.PERSON}
    found: dict[int, Argument] = {}
    speaker: Mention | None = None
    for line in _LINE.finditer(text):
        label = _LABEL.match(line[0])
        if label is not None:
            speaker = people.get(line.start() + label.end("name")) if label["name"] else None
        if speaker is not None:
            found[line.start()] = Argument(speaker.canonical, speaker)
    return found


def attributions(parse: Parse, sentence: Span) -> Iterator[tuple[int, Argument]]:
    """Yield the index of each "according" of a sentence with who is meant: "according to Ana Lu".

    Args:
        parse: The parse.
        sentence: The sentence.
    """
    for token in sentence:
        if token.lower_ != "according" or token.i + 2 >= sentence.end:
            continue
        if sentence.doc[token.i + 2].tag_ in {"WDT", "WP"}:
            continue
        for after in (*_meant(token), *sentence.doc[token.i + 2 : token.i + _NEAR]):
            if after.i >= sentence.end:
                break
            named = _speakers(parse, after)
            if named:
                yield token.i, named[0]
                break
            if after.text in {",", ";"} or (after.pos_ == "NOUN" and after.dep_ == "pobj"):
                break


def _meant(according: Token) -> Iterator[Token]:
    """Yield the heads of who is meant after "according to", where they are names."""
    for to in according.children:
        yield from (noun for noun in to.children if noun.dep_ == "pobj" and noun.pos_ != "NOUN")


def _speakers(parse: Parse, token: Token) -> list[Argument]:
    """Return who may speak that a word names, or else stands for."""
    mention = parse.mention_at(token)
    if mention is not None and mention.kind in SPEAKERS:
        return [Argument(mention.canonical, mention)]
    return list(parse.arguments(token))
