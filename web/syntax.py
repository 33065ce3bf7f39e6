"""What is wrong with the text of a query, in words for who wrote it."""

from collections.abc import Iterator, Sequence
from difflib import get_close_matches
from itertools import pairwise
from typing import Final

from graph.errors import QuerySyntaxError
from graph.namespaces import PREFIXES
from graph.sparql import Token, line_and_column, tokenize

_FORMS: Final = ("SELECT", "ASK", "CONSTRUCT", "DESCRIBE")
_PROLOGUE: Final = {"PREFIX": 3, "BASE": 2}
"""Keyword → how many tokens the declaration has that it begins."""


def in_words(error: QuerySyntaxError, text: str) -> QuerySyntaxError:
    """Return what the parser found in plain words; its own stay behind them.

    Args:
        error: What the parser found.
        text: The query.

    >>> print(in_words(QuerySyntaxError("error at 1:10: expected x", 1, 10), "SELEKT * {}"))
    A query cannot begin with 'SELEKT'. Is SELECT meant?
    It begins with SELECT, ASK, CONSTRUCT or DESCRIBE; prefixes may stand before that.
    """
    tokens = list(_readable(text))
    plain = _empty(tokens) or _beginning(tokens, text) or _prefix(tokens, text)
    return plain or QuerySyntaxError(
        "The query cannot be read beyond this place.",
        error.line,
        error.column,
        f"The parser says: {error.message}",
    )


def _readable(text: str) -> Iterator[Token]:
    """Yield the tokens up to where the text is made of none."""
    try:
        yield from tokenize(text)
    except QuerySyntaxError:
        return


def _empty(tokens: Sequence[Token]) -> QuerySyntaxError | None:
    """Return what is wrong where nothing is asked."""
    if tokens:
        return None
    return QuerySyntaxError("The query is empty.", 1, 1, "Write one, or choose an example.")


def _beginning(tokens: Sequence[Token], text: str) -> QuerySyntaxError | None:
    """Return what is wrong with the word that a query begins with, if anything is."""
    place = 0
    while place < len(tokens) and tokens[place].text.upper() in _PROLOGUE:
        place += _PROLOGUE[tokens[place].text.upper()]
    if place >= len(tokens):
        return None
    first = tokens[place]
    if first.kind != "word" or first.text.upper() in _FORMS:
        return None
    near = get_close_matches(first.text.upper(), _FORMS, 1)
    return QuerySyntaxError(
        f"A query cannot begin with {first.text!r}.{f' Is {near[0]} meant?' if near else ''}",
        *line_and_column(text, first.start),
        "It begins with SELECT, ASK, CONSTRUCT or DESCRIBE; prefixes may stand before that.",
    )


def _prefix(tokens: Sequence[Token], text: str) -> QuerySyntaxError | None:
    """Return what is wrong where a prefix is not declared."""
    names = [token for token in tokens if token.kind == "name"]
    declared = {name.text for keyword, name in pairwise(tokens) if keyword.text.upper() == "PREFIX"}
    declared |= {f"{prefix}:" for prefix in PREFIXES}
    for name in names:
        prefix = f"{name.text.partition(':')[0]}:"
        if prefix not in declared:
            return QuerySyntaxError(
                f"The prefix {prefix!r} is not declared.",
                *line_and_column(text, name.start),
                f"Declare it at the beginning, as in PREFIX {prefix} <https://example.org/>, "
                f"or use one that is: {', '.join(sorted(PREFIXES))}.",
            )
    return None
