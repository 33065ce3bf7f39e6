"""Lines that a page broke, joined to paragraphs again."""

import itertools
import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Final

_SENTENCE_END: Final = re.compile(r"[.!?:;…][\"'”’»)\]]*$")

_BROKEN_SHARE: Final = 0.15
"""A text is taken as broken where this share of its lines goes on in the next with a small letter;
in a text of one paragraph a line hardly any does."""

_SHORT: Final = 0.8
"""A line that ends a sentence before this share of the width ends a paragraph."""


def joined(lines: Sequence[str]) -> list[str]:
    """Return paragraphs, or the lines unchanged where no page broke them.

    Args:
        lines: Lines of a text, without their ends.

    >>> joined(["The envoys met in the", "capital and signed a", "joint state-", "ment."])
    ['The envoys met in the capital and signed a joint statement.']
    >>> joined(["A headline", "The envoys met.", "They signed."])
    ['A headline', 'The envoys met.', 'They signed.']
    """
    pairs = list(itertools.pairwise(lines))
    full = [(line, following) for line, following in pairs if line.strip() and following.strip()]
    broken = sum(_goes_on(line, following) for line, following in full)
    if not full or broken < _BROKEN_SHARE * len(full):
        return list(lines)
    return rejoined(lines)


def rejoined(lines: Sequence[str]) -> list[str]:
    """Return the paragraphs of lines that are known to be those of a page.

    Args:
        lines: Lines of a text, without their ends.
    """
    return [_join(paragraph) for paragraph in _paragraphs(lines)]


def _goes_on(line: str, following: str) -> bool:
    """Tell whether a sentence plainly goes on in the following line."""
    return not _SENTENCE_END.search(line.rstrip()) and following.lstrip()[:1].islower()


def _paragraphs(lines: Sequence[str]) -> Iterator[list[str]]:
    """Yield the lines of each paragraph."""
    lengths = sorted(len(line.strip()) for line in lines if line.strip())
    width = lengths[len(lengths) * 9 // 10] if lengths else 0
    paragraph: list[str] = []
    for line in map(str.strip, lines):
        if paragraph and (not line or _ends(paragraph[-1], line, width)):
            yield paragraph
            paragraph = []
        if line:
            paragraph.append(line)
    if paragraph:
        yield paragraph


def _ends(line: str, following: str, width: int) -> bool:
    """Tell whether a paragraph ends with a line: a short one, before one that begins anew."""
    return len(line) < _SHORT * width and not following[:1].islower() and not line.endswith(",")


def _join(lines: Iterable[str]) -> str:
    """Return the lines of a paragraph as one; a word that was broken is whole again."""
    text = ""
    for line in lines:
        if re.search(r"[^\W\d]-$", text) and line[:1].islower():
            text = text[:-1] + line
        else:
            text = f"{text} {line}".lstrip()
    return text
