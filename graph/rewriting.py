"""What a request adds to a SPARQL text: the base of its relative IRIs, and the graphs it reads.

The engine takes neither beside the text, so both are written into it, at places that the token
stream shows.
"""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Final

from graph.errors import QuerySyntaxError, UsageError
from graph.sparql import Token, line_and_column, tokenize

_ABSOLUTE: Final = re.compile(r"<[A-Za-z][A-Za-z0-9+.-]*:")
_MAYBE_RELATIVE: Final = re.compile(r"<(?![A-Za-z][A-Za-z0-9+.-]*:)[^<>\"{}|^`\x00-\x20]*>")
"""What a relative IRI looks like; it may also stand in a string, a comment or a comparison."""

_OUTER_WORDS: Final = {
    *("BASE", "PREFIX", "LOAD", "SILENT", "INTO", "GRAPH", "CLEAR", "DROP", "CREATE", "ADD"),
    *("MOVE", "COPY", "TO", "DEFAULT", "NAMED", "ALL", "INSERT", "DELETE", "DATA", "WHERE"),
}
"""Keywords of an update outside of braces, but for WITH and USING."""

_LOADS: Final = re.compile(
    "^(?:BASE iri |PREFIX name iri )*"
    "(?P<load>LOAD SILENT (?:iri|name)(?: INTO GRAPH (?:iri|name))?)$"
)
"""An operation, of which each token is written as itself if it is a word, else as its kind."""

_CHOICE: Final = re.compile("with|using", re.IGNORECASE)


def may_be_relative(text: str) -> bool:
    """Tell whether a text may have a relative IRI; nearly none has, and no token need be read.

    >>> may_be_relative("ASK { <urn:a> ?p ?o }"), may_be_relative("ASK { <a> ?p ?o }")
    (False, True)
    """
    return _MAYBE_RELATIVE.search(text) is not None


def with_base(text: str, base: str) -> str:
    """Return a query or an update in which relative IRIs are read as parts of an address.

    A text without relative IRIs is returned as it is, so that the places which errors name hold.

    Args:
        text: SPARQL.
        base: An absolute IRI.

    Raises:
        QuerySyntaxError: the text is not made of SPARQL tokens.

    >>> with_base("ASK { <a> ?p ?o }", "http://example.org/sparql")
    'BASE <http://example.org/sparql> ASK { <a> ?p ?o }'
    >>> with_base("ASK { <urn:a> ?p ?o }", "http://example.org/sparql")
    'ASK { <urn:a> ?p ?o }'
    """
    if not may_be_relative(text):
        return text
    is_relative = any(
        token.kind == "iri" and not _ABSOLUTE.match(token.text) for token in tokenize(text)
    )
    return f"BASE <{base}> {text}" if is_relative else text


def without_loads(text: str) -> str:
    """Return an update in which each LOAD SILENT has become space.

    No document is ever loaded, and of a LOAD SILENT that fails nothing is to be told: see
    https://www.w3.org/TR/sparql11-update/#load. What is not plainly a LOAD stays in the text.

    Args:
        text: A SPARQL update.

    Raises:
        QuerySyntaxError: the text is not made of SPARQL tokens.

    >>> without_loads("CLEAR ALL; LOAD SILENT <urn:a>; DROP ALL; LOAD <urn:a>")
    'CLEAR ALL;                      DROP ALL; LOAD <urn:a>'
    """
    operation: list[Token] = []
    for token in [*_outer(text), Token("end", ";", len(text))]:
        if token.text != ";":
            operation.append(token)
            continue
        load = _silent_load(operation)
        if load is not None:  # as long as before, so that the places of tokens stay true
            start, end = load.start, token.start + 1
            text = text[:start] + re.sub(r"[^\r\n]", " ", text[start:end]) + text[end:]
        operation = []
    return text


def _silent_load(operation: Sequence[Token]) -> Token | None:
    """Return the first token of a LOAD SILENT, which a prologue may precede, or None."""
    words = [token.text.upper() if token.kind == "word" else token.kind for token in operation]
    found = _LOADS.search(" ".join(words))
    if found is None:
        return None
    return operation[found.string[: found.start("load")].count(" ")]


def forgiving(text: str) -> str:
    """Return an update that clears a graph which is not there without complaint.

    Such a graph has no triples already. The word SILENT is added, for a single graph alone.

    Raises:
        QuerySyntaxError: the text is not made of SPARQL tokens.

    >>> forgiving("CLEAR GRAPH <urn:g>; DROP GRAPH <urn:g>")
    'CLEAR SILENT GRAPH <urn:g>; DROP GRAPH <urn:g>'
    """
    places = [
        after.start
        for clear, after in pairwise(_outer(text))
        if clear.text.upper() == "CLEAR" and after.text.upper() == "GRAPH"
    ]
    for start in reversed(places):
        text = f"{text[:start]}SILENT {text[start:]}"
    return text


def with_using(text: str, default_graphs: Sequence[str], named_graphs: Sequence[str]) -> str:
    """Return an update whose patterns are matched in the given graphs.

    As https://www.w3.org/TR/sparql11-protocol/#update-dataset has it: the same as if each pattern
    came with USING and USING NAMED.

    Args:
        text: A SPARQL update without USING and WITH.
        default_graphs: IRIs of the graphs whose merge is the default graph.
        named_graphs: IRIs of the graphs that GRAPH ranges over.

    Raises:
        UsageError: the text itself says WITH or USING.
        QuerySyntaxError: keywords are not written apart, or the text is not made of tokens.

    >>> with_using("DELETE WHERE { ?s ?p ?o }", ["urn:g"], [])
    'DELETE { ?s ?p ?o } USING <urn:g> WHERE { ?s ?p ?o }'
    """
    clause = "".join(
        [f"USING <{iri}> " for iri in default_graphs]
        + [f"USING NAMED <{iri}> " for iri in named_graphs]
    )
    outer = list(_outer(text))
    for token in outer:
        _check(text, token)
    insertions = [
        (where.start, (_template(text, where) if before.text.upper() == "DELETE" else "") + clause)
        for before, where in pairwise(outer)
        if where.kind == "word" and where.text.upper() == "WHERE"
    ]
    for start, inserted in reversed(insertions):
        text = text[:start] + inserted + text[start:]
    return text


def _outer(text: str) -> Iterator[Token]:
    """Yield the tokens of an update that stand outside of all braces, closing braces included."""
    depth = 0
    for token in tokenize(text):
        depth -= token.text == "}"
        if depth == 0:
            yield token
        depth += token.text == "{"


def _check(text: str, token: Token) -> None:
    """Refuse a token outside of braces that chooses graphs, or that may hide one which does.

    The engine also reads keywords that are glued to what follows, as in ``USINGNAMED<urn:g>``.
    """
    line, column = line_and_column(text, token.start)
    is_word = token.kind == "word"
    if (is_word or token.kind == "name") and _CHOICE.match(token.text):
        raise UsageError(
            f"The request names graphs, and so does the update, at line {line}, column {column}.",
            "Leave out using-graph-uri and using-named-graph-uri, or WITH and USING.",
        )
    if is_word and token.text.upper() not in _OUTER_WORDS:
        message = f"error at {line}:{column}: {token.text} is no keyword; write them apart"
        raise QuerySyntaxError(message, line, column)


def _template(text: str, where: Token) -> str:
    """Return the pattern of DELETE WHERE, which is its template as well, in its braces."""
    after = text[where.start :]
    depth, first = 0, 0
    for token in tokenize(after):
        if token.text == "{":
            first = first if depth else token.start
            depth += 1
        elif token.text == "}":
            depth -= 1
            if depth == 0:
                return f"{after[first : token.start + 1]} "
    return ""
