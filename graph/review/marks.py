"""Where a sentence names what a claim is about, as far as its words tell."""

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Final, NamedTuple

_GAP: Final = r"\W+(?:(?:the|an?|its|their|our)\W+)?"
"""What may stand between two words of a name: labels leave articles out."""

_LEFT_OUT: Final = re.compile(r"\s*(?:\([^()]*\)|…)$")
"""The end of a label that a sentence does not have: what tells namesakes apart, or a cut."""


class Mark(NamedTuple):
    """Words of a sentence that name a part of a claim.

    Args:
        part: subject, object or speaker.
        start: First code point, from the beginning of the sentence.
        end: Code point after the last one.
    """

    part: str
    start: int
    end: int


def marks(sentence: str, names: Mapping[str, Iterable[str]]) -> list[Mark]:
    """Return where a sentence names the parts of a claim; of marks that overlap, the longest.

    Args:
        sentence: The sentence.
        names: Part → names of the things that it is; of two parts with one name, the first has it.

    >>> marks("The need for the canal is clear.", {"object": ["Need for canal…"]})
    [Mark(part='object', start=4, end=22)]
    >>> marks("They told us.", {"subject": ["US"]})
    []
    """
    found = [
        Mark(part, *match.span())
        for part, called in names.items()
        for pattern in {pattern: None for name in called for pattern in _patterns(name, sentence)}
        for match in pattern.finditer(sentence)
    ]
    taken: list[Mark] = []
    for mark in sorted(found, key=lambda mark: mark.start - mark.end):
        if all(mark.end <= other.start or other.end <= mark.start for other in taken):
            taken.append(mark)
    return sorted(taken, key=lambda mark: mark.start)


def _patterns(name: str, sentence: str) -> Iterator[re.Pattern[str]]:
    """Yield what finds a name in a sentence; only acronyms are as they are written.

    A name that goes on with "of" is found by what is before that, after an article: the Ministry.
    """
    bare = _LEFT_OUT.sub("", name)
    if not bare.strip() or len(bare) > len(sentence):
        return
    flags = re.RegexFlag(0) if bare.isupper() else re.IGNORECASE
    for each in dict.fromkeys((name, bare)):
        yield re.compile(rf"(?<!\w){_words(each)}(?!\w)", flags)
    head, of, _ = bare.partition(" of ")
    if of:
        yield re.compile(rf"(?<!\w)[Tt]he\W+{_words(head)}(?!\w|\W+of\b)")


def _words(name: str) -> str:
    """Return the pattern of the words of a name."""
    return re.sub("['’]", "['’]", _GAP.join(map(re.escape, name.split())))
