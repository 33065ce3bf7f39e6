"""What the tokens of a query tell of its dataset: FROM, GRAPH, and whether repeats would show.

>>> dataset_clauses("BASE <https://example.org/> ASK FROM <a> FROM NAMED graph:b {}")[:2]
(('https://example.org/a',), ('https://w3id.org/comity/graph/b',))
"""

import re
from collections.abc import Mapping
from functools import lru_cache
from itertools import pairwise
from typing import Final, NamedTuple, TypeAlias
from urllib.parse import urljoin

from graph.errors import QuerySyntaxError
from graph.namespaces import PREFIXES
from graph.sparql import Token, is_ambiguous, tokenize

Graphs: TypeAlias = tuple[str, ...]
"""IRIs of graphs."""

_FROM: Final = re.compile(r"\bfrom[\s#<:\w.\-]", re.IGNORECASE)
_ESCAPE: Final = re.compile(r"\\([_~.\-!$&'()*+,;=/?#@%])")

END: Final = Token("end", "", -1)

_FORMS: Final = {"ASK", "CONSTRUCT", "DESCRIBE", "SELECT"}

_COUNTING: Final = {
    *("COUNT", "SUM", "AVG", "GROUP_CONCAT"),
    *("RAND", "UUID", "STRUUID", "BNODE"),
}
"""Functions whose values differ with the number of equal solutions."""


def written_iri(token: Token, prefixes: Mapping[str, str]) -> str | None:
    r"""Return the IRI that a token writes, perhaps a relative one, or None where it writes none.

    >>> [written_iri(token, PREFIXES) for token in tokenize(r"graph:a\/draft <b> nothing:c")]
    ['https://w3id.org/comity/graph/a/draft', 'b', None]
    """
    if token.kind == "iri":
        return None if "\\" in token.text else token.text[1:-1]
    prefix, _, local = token.text.partition(":")
    if token.kind != "name" or prefix not in prefixes:
        return None
    return prefixes[prefix] + _ESCAPE.sub(r"\1", local)


class Clauses(NamedTuple):
    """The dataset clauses of a query.

    Args:
        default: The graphs that it names with FROM.
        named: The graphs that it names with FROM NAMED.
        rest: The query without the clauses, with spaces in their places.
    """

    default: Graphs
    named: Graphs
    rest: str


@lru_cache(maxsize=256)
def dataset_clauses(text: str) -> Clauses | None:
    """Return the dataset clauses of a query, or None where it has none.

    Where only the engine can read them, there are no graphs, and the rest is the whole query.
    """
    if "from" not in text.lower() or not _FROM.search(text):
        return None
    try:
        tokens = [*tokenize(text), END, END]
    except QuerySyntaxError:
        return Clauses((), (), text)
    prefixes, base, rest = dict(PREFIXES), "", text
    graphs: tuple[list[str], list[str]] = ([], [])
    for place, token in enumerate(tokens):
        word = token.text.upper() if token.kind == "word" else ""
        if word == "BASE":
            base = written_iri(tokens[place + 1], prefixes) or ""
        elif word == "PREFIX" and (namespace := written_iri(tokens[place + 2], prefixes)):
            prefixes[tokens[place + 1].text[:-1]] = urljoin(base, namespace)
        elif word == "FROM":
            is_named = tokens[place + 1].text.upper() == "NAMED"
            name = tokens[place + 1 + is_named]
            iri = written_iri(name, prefixes)
            if iri is None:
                return Clauses((), (), text)
            graphs[is_named].append(urljoin(base, iri))
            rest = _blanked(rest, token.start, name.start + len(name.text))
    default, named = graphs
    return Clauses(tuple(default), tuple(named), rest) if default or named else None


def _blanked(text: str, start: int, end: int) -> str:
    """Return a text with a space for each character of a part; line breaks stay."""
    return text[:start] + re.sub(r"[^\r\n]", " ", text[start:end]) + text[end:]


def query_form(text: str) -> str:
    """Return the keyword of a query's form in capitals, or nothing where there is none.

    >>> query_form("PREFIX ask: <urn:ask> SELECT * { ask:x ?p ?o }")
    'SELECT'
    """
    words = (token.text.upper() for token in tokenize(text) if token.kind == "word")
    return next((word for word in words if word in _FORMS), "")


@lru_cache(maxsize=256)
def may_use_graph(text: str) -> bool:
    """Tell whether a query may have the keyword GRAPH; never False where it has.

    >>> may_use_graph("ASK { graph:a ?p ?o }"), may_use_graph("ASK { GRAPH graph:a {} }")
    (False, True)
    """
    if "graph" not in text.lower():
        return False
    try:
        tokens = list(tokenize(text))
    except QuerySyntaxError:
        return True
    return any(
        is_ambiguous(token)
        or (token.kind in ("word", "name") and _holds_graph(token.text, following.text))
        for token, following in pairwise([*tokens, END])
    )


def _holds_graph(text: str, following: str) -> bool:
    """Tell whether a word or a prefixed name may be, or end with, the keyword GRAPH."""
    prefix, colon, _ = text.partition(":")
    if not colon or following == "{":
        return "GRAPH" in text.upper()
    return "GRAPH" in prefix.upper() and prefix != "graph"


@lru_cache(maxsize=256)
def counts_triples(text: str) -> bool:
    """Tell whether a result may show how often a triple occurs; never False where it does.

    >>> [counts_triples(f"{form} {{ ?s ?p ?o }}") for form in ("ASK", "SELECT *")]
    [False, True]
    """
    try:
        tokens = list(tokenize(text))
    except QuerySyntaxError:
        return True
    words = [token.text.upper() for token in tokens if token.kind in ("word", "name")]
    if any(is_ambiguous(token) for token in tokens) or not _COUNTING.isdisjoint(words):
        return True
    selects = [place for place, word in enumerate(words) if "SELECT" in word]
    if selects:
        return len(selects) > 1 or words[selects[0] :][:2] != ["SELECT", "DISTINCT"]
    if "ASK" in words:
        return False
    makes_nodes = any(token.kind == "blank" or token.text in ("[", "(") for token in tokens)
    return makes_nodes or not {"LIMIT", "OFFSET"}.isdisjoint(words)
