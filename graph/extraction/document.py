"""The text of a report: paragraphs, sentences and their places in code points.

A paragraph is a line of the text and a sentence a part of it, so that a place is found again in
any copy of the same text; nothing here depends on a model of the language.
"""

import hashlib
import re
from dataclasses import dataclass
from functools import cached_property
from typing import Final

_ABBREVIATION: Final = re.compile(
    r"(?:^|[\s(])(?:Mr|Mrs|Ms|Dr|Prof|Hon|Rev|H\.E|H\.M|H\.R\.H|Gen|Lt|Col|Maj|Capt|Amb|Sen|Jr|Sr|St"
    r"|No|Art|vs|a\.i|p\.m|a\.m|e\.g|i\.e|U\.S|U\.N|[A-Z])\.$"
)
"""An abbreviation, or an initial of a name, at the end of a text."""

_BOUNDARY: Final = re.compile(r"[.!?…][\"'”’»)]*(\s+)(?=[\"'“\u2018«(\[]*([^\W_]))")
"""Where a sentence may end: before a word that starts with a capital or a figure."""


@dataclass(frozen=True)
class Sentence:
    """A sentence and its place.

    Args:
        paragraph: Number of its line in the text, counted from 1.
        number: Number of the sentence in its paragraph, counted from 1.
        start: First code point, counted from 0.
        end: Code point after the last one.
    """

    paragraph: int
    number: int
    start: int
    end: int


@dataclass(frozen=True)
class Document:
    r"""A normalised text, as it is kept and as every offset counts it.

    Args:
        text: Lines are paragraphs.

    >>> document = Document("The ministry met H.E. Ana Lu. She spoke.\nA day later she left.")
    >>> [document.words(sentence) for sentence in document.sentences]
    ['The ministry met H.E. Ana Lu.', 'She spoke.', 'A day later she left.']
    >>> document.sentences[1]
    Sentence(paragraph=1, number=2, start=30, end=40)
    """

    text: str

    @cached_property
    def sha256(self) -> str:
        """Return the SHA-256 of the text in UTF-8, in hexadecimal."""
        return hashlib.sha256(self.text.encode()).hexdigest()

    @cached_property
    def sentences(self) -> tuple[Sentence, ...]:
        """Return the sentences in the order of the text."""
        found: list[Sentence] = []
        offset = 0
        for paragraph, line in enumerate(self.text.split("\n"), start=1):
            spans = _sentence_spans(line)
            found += [
                Sentence(paragraph, number, offset + start, offset + end)
                for number, (start, end) in enumerate(spans, start=1)
            ]
            offset += len(line) + 1
        return tuple(found)

    def words(self, sentence: Sentence) -> str:
        """Return the words of a sentence."""
        return self.text[sentence.start : sentence.end]


def _sentence_spans(line: str) -> list[tuple[int, int]]:
    """Return start and end of each sentence of a line, without the white space around it."""
    starts = [0]
    for boundary in _BOUNDARY.finditer(line):
        abbreviated = _ABBREVIATION.search(line[starts[-1] : boundary.start(1)])
        if not (boundary[2].islower() or abbreviated):
            starts.append(boundary.end(1))
    spans = []
    for start, end in zip(starts, [*starts[1:], len(line)], strict=True):
        words = line[start:end]
        if words.strip():
            first = start + len(words) - len(words.lstrip())
            spans.append((first, start + len(words.rstrip())))
    return spans
