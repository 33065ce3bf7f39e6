"""Labels of things that have no name: made of words of the text, or of the labels of others."""

import re
from typing import Final

from graph.extraction.proposals import Mention
from graph.extraction.things import Thing, short

_MOST_NAMED: Final = 2
"""Most things that a label names."""


def without(words: str, named: list[Mention]) -> str:
    """Return the label of a condition: its words without the thing that they begin with."""
    bare = re.sub(r"^(?:the|a|an|its|their|that) ", "", words.strip(), flags=re.IGNORECASE)
    for name in (named[0].words, named[0].canonical) if named else ():
        rest = re.sub(rf"^{re.escape(name)}(?:[’']s)?\s+", "", bare)
        if rest != bare:
            return short(rest)
    return short(bare)


def listed(things: list[Thing]) -> str:
    """Return the labels of some things, of many only the first."""
    labels = [thing.label for thing in things]
    if len(labels) > _MOST_NAMED:
        return f"{labels[0]} and {len(labels) - 1} others"
    return " and ".join(labels)
