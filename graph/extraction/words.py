"""Lists of words, as rules need them."""


def words(text: str) -> frozenset[str]:
    """Return the words of a text, which stand one beside the other.

    >>> sorted(words("talks meeting summit"))
    ['meeting', 'summit', 'talks']
    """
    return frozenset(text.split())
