"""Who says "I" and "we" in a speech, and in a record that names who speaks in each line."""

import re
from typing import Final

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
    """Return start of a line → who speaks in it, in a record of which each line names who speaks.

    Args:
        parse: The parse.
    """
    text = parse.doc.text
    found = {}
    for mention in parse.mentions:
        if text[mention.end : mention.end + 1] == ":" and mention.kind == Kind.PERSON:
            start = text.rfind("\n", 0, mention.start) + 1
            if mention.start <= start + _TITLE:
                found[start] = Argument(mention.canonical, mention)
    return found
