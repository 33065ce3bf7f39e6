"""Who says "I" and "we" in a speech, and in a record that names who speaks in each line."""

import re
from typing import Final

from graph.extraction.parses import Parse
from graph.extraction.proposals import Argument, Kind, Mention

_LINE: Final = re.compile(r"[^\n]+")
_LABEL: Final = re.compile(r"(?:Q(?:UESTION)?\b:?|(?P<name>[A-Z][A-Z .'’-]{2,40}):)\s")
"""How a line begins in which another goes on: "MR. LU: ", or "Q" for whom nobody names."""

_SPEECH: Final = re.compile(
    r"\b(?:address|comments|intervention|keynote|message|remarks|speech|statement|testimony|toast)"
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
