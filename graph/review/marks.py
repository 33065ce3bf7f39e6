"""Where a sentence names what a claim is about, as far as its words tell."""

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Final, NamedTuple

_WORD: Final = re.compile(r"\w+")

_ARTICLES: Final = frozenset({"a", "an", "the", "The", "its", "their", "our"})
"""Words that do not count: labels leave them out. A capital letter may be a name: Annex A."""

_LEFT_OUT: Final = re.compile(r"(?:\([^()]*\)|…)$")
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

    Names come from texts, as sentences do: the time it takes grows only as they do.

    Args:
        sentence: The sentence.
        names: Part → names of the things that it is; of two parts with one name, the first has it.

    >>> marks("The need for the canal is clear.", {"object": ["Need for canal…"]})
    [Mark(part='object', start=4, end=22)]
    >>> marks("They told us.", {"subject": ["US"]})
    []
    """
    words = _Words(sentence)
    found = [
        Mark(part, *span)
        for part, called in names.items()
        for name in dict.fromkeys(called)
        for span in _named(name, words)
    ]
    taken: list[Mark] = []
    is_taken = bytearray(len(sentence))
    for mark in sorted(found, key=lambda mark: mark.start - mark.end):
        if not any(is_taken[mark.start : mark.end]):
            is_taken[mark.start : mark.end] = b"\1" * (mark.end - mark.start)
            taken.append(mark)
    return sorted(taken, key=lambda mark: mark.start)


class _Words:
    """The words of a sentence.

    Args:
        sentence: The sentence.
    """

    def __init__(self, sentence: str) -> None:
        self._all = [*_WORD.finditer(sentence)]
        self._counting = [n for n, word in enumerate(self._all) if word[0] not in _ARTICLES]
        self._written = _joined(self._all[number][0] for number in self._counting)
        self._folded = self._written.casefold()

    def find(self, name: str, *, as_written: bool) -> Iterator[tuple[int, int]]:
        """Yield the numbers of the first and the last word of a name, wherever it stands."""
        counting = [word for word in _WORD.findall(name) if word not in _ARTICLES]
        if not counting:
            return
        written = _joined(counting)
        text, wanted = (
            (self._written, written) if as_written else (self._folded, written.casefold())
        )
        place = number = 0  # of the space in front of a word, and of that word
        while (found := text.find(wanted, place)) >= 0:
            number += text.count(" ", place, found)
            place, after = found + len(wanted) - 1, number + len(counting)
            yield self._counting[number], self._counting[after - 1]
            number = after

    def span(self, first: int, last: int) -> tuple[int, int]:
        """Return where words begin and end in the sentence."""
        return self._all[first].start(), self._all[last].end()

    def word(self, number: int) -> str:
        """Return a word in lower case, or "" where the sentence has none."""
        return self._all[number][0].lower() if 0 <= number < len(self._all) else ""


def _joined(words: Iterable[str]) -> str:
    """Return words in one text, each between spaces."""
    return f" {' '.join(words)} "


def _named(name: str, words: _Words) -> Iterator[tuple[int, int]]:
    """Yield where a sentence has a name; only acronyms are as they are written.

    A name that goes on with "of" is found by what is before that, after an article: the Ministry.
    """
    bare = _LEFT_OUT.sub("", name)
    as_written = bare.isupper()
    for each in dict.fromkeys((name, bare)):
        for first, last in words.find(each, as_written=as_written):
            yield words.span(first, last)
    head, of, _ = bare.partition(" of ")
    if of:
        for first, last in words.find(head, as_written=as_written):
            if words.word(first - 1) == "the" and words.word(last + 1) != "of":
                yield words.span(first - 1, last)
