"""Whether a proposal states what an annotator read: the same relation of much the same things.

>>> gold = {"sent": 3, "subject": "Laos", "relation": "visits", "object": "the old town of Rome"}
>>> matches(gold, gold | {"object": "old town"})
True
>>> matches(gold, gold | {"object": "Paris"})
False
"""

import re
from collections.abc import Iterable, Mapping
from typing import Any, Final

from graph.extraction.words import words

_WORD: Final = re.compile(r"[\w$%]+")
_ENDING: Final = re.compile(r"(?:ing|ed|es|s)$")
_SMALL: Final = words(
    """a an and are as at be been by for from had has have her his in is its of on or our that the
    their this to was were will with would"""
)
_HALF: Final = 0.5
_SYMMETRIC: Final = frozenset({"borders", "cooperatesWith", "negotiatesWith"})


def matches(gold: Mapping[str, Any], proposed: Mapping[str, Any]) -> bool:
    """Return whether two relations of a sentence are the same, as far as their words tell.

    Each side of one has at least half of the words of the shorter in common with the other.

    Args:
        gold: What an annotator read.
        proposed: What was proposed.
    """
    if (gold["sent"], gold["relation"]) != (proposed["sent"], proposed["relation"]):
        return False
    sides = [(proposed["subject"], proposed["object"])]
    if gold["relation"] in _SYMMETRIC:
        sides.append((proposed["object"], proposed["subject"]))
    return any(
        _overlap(gold["subject"], subject) >= _HALF and _overlap(gold["object"], other) >= _HALF
        for subject, other in sides
    )


def right(
    gold: Iterable[Mapping[str, Any]], proposed: Iterable[Mapping[str, Any]]
) -> frozenset[int]:
    """Return the places of the proposals that are right; none stands for two of the gold.

    Args:
        gold: What annotators read in a document.
        proposed: What was proposed of it.
    """
    proposals = list(proposed)
    found: set[int] = set()
    for relation in gold:
        free = (i for i, p in enumerate(proposals) if i not in found and matches(relation, p))
        found.update([first] if (first := next(free, None)) is not None else [])
    return frozenset(found)


def _overlap(first: str, second: str) -> float:
    one, other = _stems(first), _stems(second)
    return len(one & other) / min(len(one), len(other)) if one and other else 0.0


def _stems(words: str) -> set[str]:
    found = _WORD.findall(words.lower().replace("’", "'"))
    return {_ENDING.sub("", word) for word in found if word not in _SMALL}
