"""Lists of words, and the words beside a word, as rules need them."""

from typing import Final

from spacy.tokens import Token

QUOTATION_MARKS: Final = frozenset('"“”')


def words(text: str) -> frozenset[str]:
    """Return the words of a text, which stand one beside the other.

    >>> sorted(words("talks meeting summit"))
    ['meeting', 'summit', 'talks']
    """
    return frozenset(text.split())


def word_at(token: Token, distance: int) -> str:
    """Return the word some places after a token, or before it, "" beyond the text.

    Args:
        token: The token.
        distance: How many places; negative before it.
    """
    index = token.i + distance
    return token.doc[index].text if 0 <= index < len(token.doc) else ""


def is_no_longer(verb: Token) -> bool:
    """Return whether a clause says that it is so no longer.

    Args:
        verb: Its verb.
    """
    return any(part.lower_ == "longer" and word_at(part, -1) == "no" for part in verb.children)
