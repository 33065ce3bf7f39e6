"""Who says "I" and "we" in a speech, and in a record that names who speaks in each line."""

import re
from typing import Final

from spacy.tokens import Span

from graph.extraction.parses import Parse
from graph.extraction.proposals import Argument, Kind

_TITLE: Final = 5
"""Most letters of a title before who speaks: "MRS. "."""

_SPEECH: Final = re.compile(
    r"\b(?:address|comments|intervention|keynote|message|remarks|speech|statement|testimony|toast)"
    r"\b.*?\b(?:by|from|of)\b",
    re.IGNORECASE,
)
"""How a first line begins that says whose speech it heads; a joint statement is nobody's own."""

_VOICES: Final = frozenset({Kind.PERSON, Kind.ORGANIZATION})


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
        if mention.start >= begins.end() and mention.kind in _VOICES:
            return Argument(mention.canonical, mention)
    return None


def turn(parse: Parse, sentence: Span) -> list[Argument]:
    """Return whose turn it is in a record of what was said, of which each line names who speaks.

    Args:
        parse: The parse.
        sentence: One of its sentences.
    """
    start = parse.doc.text.rfind("\n", 0, sentence.start_char) + 1
    for mention in parse.mentions:
        if mention.start > start + _TITLE:
            break
        said = parse.doc.text[mention.end : mention.end + 1] == ":"
        if mention.start >= start and said and mention.kind == Kind.PERSON:
            return [Argument(mention.canonical, mention)]
    return []
