"""Short forms in brackets, tied to the words that they shorten; none is invented.

>>> shortens("CMAC", "Cambodian Mine Action Centre"), shortens("EU", "Cambodia")
(True, False)
"""

import re
from collections.abc import Iterator
from typing import Final

from spacy.tokens import Doc

_BRACKETED: Final = re.compile(
    r"\(\s*[\"'“\u2018]?(?P<short>[A-ZÀ-Þ][\w.&/-]{1,14}?)[\"'”’]?\s*(?:[;,][^()]*)?\)"
)
"""A short form in brackets, perhaps with quotation marks or more after a comma."""

_SKIPPED: Final = frozenset(
    {"of", "the", "and", "for", "on", "in", "to", "a", "an", "de", "du", "la"}
)


def bracketed(doc: Doc) -> Iterator[tuple[int, int]]:
    """Yield the places in the text of what may be short forms in brackets."""
    for match in _BRACKETED.finditer(doc.text):
        short = match["short"]
        if sum(char.isupper() for char in short) > 1:
            yield match.span("short")


def shortens(short: str, words: str) -> bool:
    """Tell whether a short form is made of the first letters, and some others, of words in order.

    Args:
        short: The short form, such as "AfCFTA".
        words: What it may stand for.
    """
    letters = [char.casefold() for char in short if char.isalpha()]
    parts = [part.casefold() for part in re.split(r"[\s\-–/,&]+", words) if part[:1].isalpha()]
    content = [part for part in parts if part not in _SKIPPED]
    if not letters or not content or content[0][0] != letters[0]:
        return False
    return _fits(letters, parts) and len(letters) >= len(content) / 2


def initials(words: str) -> str:
    """Return the initials of words, without those that a short form skips.

    >>> initials("Strategic Trade and Transit Partnership")
    'STTP'
    """
    parts = re.split(r"[\s\-–/,&]+", words)
    return "".join(part[0] for part in parts if part and part.casefold() not in _SKIPPED)


def expansion_start(short: str, words: list[str]) -> int | None:
    """Return the index of the word where the expansion of a short form begins.

    Args:
        short: The short form.
        words: The words before it in its sentence.

    >>> expansion_start("EEZ", ["overlapping", "exclusive", "economic", "zone"])
    1
    """
    count = sum(char.isalpha() for char in short)
    for start in range(len(words) - 1, max(-1, len(words) - 2 * count - 2), -1):
        if words[start][:1].casefold() == short[0].casefold() and shortens(
            short, " ".join(words[start:])
        ):
            return start
    return None


def _fits(letters: list[str], parts: list[str]) -> bool:
    """Tell whether letters occur in order in words, each new word by its first letter.

    A letter is a later letter of the word that the one before it is of, or the first letter of a
    later word.
    """
    reached = {(-1, 0)}
    for letter in letters:
        reached = {
            place for word, offset in reached for place in _next(letter, parts, word, offset)
        }
    return bool(reached)


def _next(letter: str, parts: list[str], word: int, offset: int) -> Iterator[tuple[int, int]]:
    """Yield where a letter may stand after a place: index of the word, and offset after it."""
    if word >= 0:
        inside = parts[word].find(letter, offset)
        if inside >= 0:
            yield word, inside + 1
    for later in range(word + 1, len(parts)):
        if parts[later].startswith(letter):
            yield later, 1
