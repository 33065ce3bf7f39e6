"""SPARQL text as a stream of tokens: what must be known of a query before the engine reads it.

The engine parses queries; this module only finds places in their text. It knows the terminals of
SPARQL 1.1 (https://www.w3.org/TR/sparql11-query/#sparqlGrammar), so that a brace in a string or
a keyword in a comment is not taken for syntax.

>>> [token.text for token in tokenize('ASK { ?s <#p> "}" } # {')]
['ASK', '{', '?s', '<#p>', '"}"', '}']
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Final, NamedTuple

from graph.errors import ForbiddenError, QuerySyntaxError, UsageError
from graph.terms import Term

_UCHAR = r"\\u[0-9A-Fa-f]{4}|\\U[0-9A-Fa-f]{8}"
_ESCAPED = r"%[0-9A-Fa-f]{2}|\\[_~.\-!$&'()*+,;=/?#@%]"

_TERMINALS: Final = re.compile(
    rf"""
      (?P<comment> \#[^\n\r]*)
    | (?P<string> '''(?:(?:'|'')?(?:[^'\\]|\\.))*''' | \"\"\"(?:(?:"|"")?(?:[^"\\]|\\.))*\"\"\"
                | '(?:[^'\\\n\r]|\\.)*' | "(?:[^"\\\n\r]|\\.)*")
    | (?P<iri> <(?:[^<>"{{}}|^`\\\x00-\x20]|{_UCHAR})*>)
    | (?P<variable> [?$]\w+)
    | (?P<language> @[A-Za-z]+(?:-[A-Za-z0-9]+|--[a-z]+)*)
    | (?P<blank> _:\w(?:[\w.\-·]*[\w\-·])?)
    | (?P<name> (?:[^\W\d_](?:[\w.\-·]{{0,255}}[\w\-·])?)?:
                (?:(?:[\w:]|{_ESCAPED})(?:(?:[\w.:\-·]|{_ESCAPED})*(?:[\w:\-·]|{_ESCAPED}))?)?)
    | (?P<number> (?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?)
    | (?P<word> [A-Za-z]\w*)
    | (?P<punctuation> \^\^|&&|\|\||!=|<=|>=|<<|>>|\{{\||\|\}}|[{{}}()\[\]<>=!+\-*/|^?.,;~])
    | (?P<space> [\ \t\r\n]+)
    """,
    re.VERBOSE | re.DOTALL,
)

_LATER: Final = {
    *("VERSION", "LATERAL", "ADJUST", "TRIPLE", "ISTRIPLE", "SUBJECT", "PREDICATE", "OBJECT"),
    *("HASLANG", "HASLANGDIR", "LANGDIR", "STRLANGDIR", "<<", ">>", "{|", "|}", "~"),
}
"""Words and signs that the engine knows and SPARQL 1.1 does not."""

_UPDATES: Final = {
    *("ADD", "CLEAR", "COPY", "CREATE", "DELETE", "DROP", "INSERT", "LOAD", "MOVE", "WITH")
}
"""Keywords that an update begins with."""

_SERVICE: Final = re.compile("service", re.IGNORECASE)
"""The keyword; beside letters of ASCII, it matches others that are the same in another case."""

_LOAD: Final = re.compile("load", re.IGNORECASE)
_PERHAPS_LESS: Final = re.compile(r"<(?![A-Za-z][A-Za-z0-9+.\-]*://)[^>]*[#'\\]")


class Token(NamedTuple):
    """A terminal of a query.

    Args:
        kind: What it is: string, iri, variable, language, blank, name (a prefixed name), number,
            word (a keyword or function) or punctuation.
        text: As written.
        start: Its place in the query, in code points.
    """

    kind: str
    text: str
    start: int


@dataclass
class Group:
    """A group graph pattern: the text between two braces, without the groups inside it.

    Args:
        start: The place just after the opening brace, in code points.
        is_select: Whether the braces hold a sub-select, not patterns.
        variables: Names of the variables that stand directly in the group.
        open_parentheses: How many parentheses are open in it at the present token.
    """

    start: int
    is_select: bool = False
    variables: set[str] = field(default_factory=set)
    open_parentheses: int = 0

    def add(self, token: Token) -> None:
        """Take a token that stands directly in the group."""
        if token.kind == "variable":
            self.variables.add(token.text[1:])
        self.open_parentheses += (token.text == "(") - (token.text == ")")


class Layout(NamedTuple):
    """The groups of a query.

    Args:
        where: The group of the outermost WHERE clause, or None where a query has none.
        patterns: All groups that can hold a pattern, ``where`` among them, in the order written.
        outside: Variables that stand outside of all patterns, in a projection or a modifier.
    """

    where: Group | None
    patterns: list[Group]
    outside: set[str]


def line_and_column(text: str, start: int) -> tuple[int, int]:
    """Return the line and the column of a place in a text, both counted from 1."""
    return text.count("\n", 0, start) + 1, start - text.rfind("\n", 0, start)


def tokenize(text: str) -> Iterator[Token]:
    """Yield the tokens of a query or an update, without spaces and comments.

    Raises:
        QuerySyntaxError: no terminal of SPARQL begins at some place, as at an open quote.
    """
    start = 0
    while start < len(text):
        match = _TERMINALS.match(text, start)
        if match is None:
            line, column = line_and_column(text, start)
            raise QuerySyntaxError(
                f"error at {line}:{column}: no SPARQL token begins with {text[start]!r}",
                line,
                column,
            )
        kind = match.lastgroup or ""
        if kind not in ("space", "comment"):
            yield Token(kind, match.group(), start)
        start = match.end()


def is_ambiguous(token: Token) -> bool:
    """Tell whether the engine may read a sign of comparison where a longer token was found.

    What follows it may then be a comment or a string, or end one.

    >>> [is_ambiguous(token) for token in tokenize("?a<?b)#> ?a<https://example.org/#b>")]
    [False, True, False, False]
    """
    if token.text == "<<":
        return True
    return token.kind == "iri" and _PERHAPS_LESS.match(token.text) is not None


def _refuse_doubt(text: str, keyword: str) -> None:
    """Refuse a text with a keyword that strings and comments may hide or not, as it is read.

    All comparisons stand in parentheses, and up to the first token in doubt there is one reading.
    """
    open_parentheses = 0
    for token in tokenize(text):
        open_parentheses += (token.text == "(") - (token.text == ")")
        if open_parentheses > 0 and is_ambiguous(token):
            line, column = line_and_column(text, token.start)
            raise ForbiddenError(
                f"{keyword} is refused, and at line {line}, column {column}, it is unclear whether "
                "the text has it.",
                "Write a space after the < of a comparison.",
            )


@lru_cache(maxsize=256)
def layout(text: str) -> Layout:
    """Return the groups of a query and the variables directly in each; callers do not change it.

    >>> found = layout("SELECT ?a { ?a ?b ?c { SELECT ?d { ?d ?e ?f } } }")
    >>> [sorted(group.variables) for group in found.patterns], sorted(found.outside)
    ([['a', 'b', 'c'], ['d', 'e', 'f']], ['a', 'd'])
    """
    query = Group(0, is_select=True)
    where: Group | None = None
    groups, open_groups, before = [query], [query], ""
    for token in tokenize(text):
        top, word = open_groups[-1], token.text.upper()
        if word == "{":
            open_groups.append(Group(token.start + 1))
            if before != "CONSTRUCT":  # what follows CONSTRUCT is a template, not a pattern
                groups.append(open_groups[-1])
                if top is query and where is None and not top.open_parentheses:
                    where = open_groups[-1]
        elif word == "}" and top is not query:
            open_groups.pop()
        else:
            top.is_select |= before == "{" and word == "SELECT"
            top.add(token)
        before = word
    outside = [group.variables for group in groups if group.is_select]
    return Layout(where, [group for group in groups if not group.is_select], set().union(*outside))


def insert_values(text: str, values: Mapping[str, Term]) -> str:
    """Return a query in which some variables can only have the given values.

    A VALUES block goes to the start of the outermost WHERE group, and of each group inside it
    that uses the variable: the scope of a block does not reach into a sub-select, nor into the
    filters of a nested group. It is one block a group: of several, the engine looks a pattern up
    with the values of the first, and only then at those of the others.

    Args:
        text: A query with a WHERE group.
        values: Name of a variable, without its question mark → the term that it stands for.

    >>> import pyoxigraph as ox
    >>> insert_values("ASK { ?s ?p ?o }", {"s": ox.NamedNode("urn:a")})
    'ASK { VALUES ?s { <urn:a> } ?s ?p ?o }'
    """
    where, patterns, _ = layout(text)
    for group in reversed(patterns):
        used = {n: term for n, term in values.items() if group is where or n in group.variables}
        text = text[: group.start] + _block(used) + text[group.start :]
    return text


def _block(values: Mapping[str, Term]) -> str:
    """Return the VALUES block of one solution, or nothing where it would be empty."""
    variables, terms = (
        " ".join(map(str, part)) for part in (map("?{}".format, values), values.values())
    )
    if len(values) > 1:
        variables, terms = f"({variables})", f"({terms})"
    return f" VALUES {variables} {{ {terms} }}" if values else ""


def later_feature(text: str) -> Token | None:
    """Return the first token that SPARQL 1.1 does not know, or None.

    >>> later_feature("SELECT * { ?s ?p ?o LATERAL { ?o ?q ?r } }").text
    'LATERAL'
    """
    for token in tokenize(text):
        if token.kind in ("word", "punctuation") and token.text.upper() in _LATER:
            return token
        if token.kind == "language" and "--" in token.text:
            return token
    return None


def refuse_service(text: str) -> None:
    """Refuse a query that would make the engine send HTTP requests.

    The engine also takes the keyword where it is glued to its neighbours (``trueSERVICEex:a``),
    and reads ``(?a<?b)SERVICE#>`` as a comparison, the keyword and a comment, where the longest
    token would be an IRI. So a word or a prefix that contains the keyword is refused as well, and
    so is a text that has it anywhere beside such a comparison.

    Raises:
        ForbiddenError: the query names a SERVICE.

    >>> refuse_service("SELECT * { ?s a ?service } # SERVICE")
    """
    lowered = text.lower()
    if "\\u" not in lowered:  # of the escapes, this one alone can spell a letter
        if text.isascii() and "service" not in lowered:
            return  # as nearly all; the search below takes ten times as long
        if not _SERVICE.search(text):
            return
    _refuse_doubt(text, "SERVICE")
    for token in tokenize(text):
        part = token.text.partition(":")[0]
        if token.kind in ("word", "name") and _SERVICE.search(part):
            line, column = line_and_column(text, token.start)
            raise ForbiddenError(
                f"SERVICE is refused, at line {line}, column {column}: no query may send requests.",
                "Copy the data into the store, or ask the other endpoint itself.",
            )


def refuse_update(text: str) -> None:
    """Refuse a SPARQL update where a query is expected.

    Raises:
        UsageError: the first keyword after the prologue is one of an update.

    >>> refuse_update("PREFIX insert: <urn:i> ASK { ?s insert:p ?o }")
    """
    words = (token.text.upper() for token in tokenize(text) if token.kind == "word")
    form = next((word for word in words if word not in ("BASE", "PREFIX")), "")
    if form in _UPDATES:
        raise UsageError(
            f"{form} is a SPARQL update, and only queries are answered here.",
            "Change a report's files and run `comity build`.",
        )


def refuse_load(text: str) -> None:
    """Refuse an update that would make the engine fetch a document.

    LOAD begins an operation, so it stands first, after a semicolon or after an IRI of the
    prologue. The engine also takes it where it is glued to what follows (``LOADSILENTex:a``).

    Raises:
        ForbiddenError: an operation is a LOAD.

    >>> refuse_load("INSERT DATA { GRAPH <urn:load> { load:a load:b 'LOAD' } } # LOAD")
    """
    if _LOAD.search(text) or "\\" in text:
        _refuse_doubt(text, "LOAD")
    depth, before = 0, ";"
    for token in tokenize(text):
        begins = depth <= 0 and (before == ";" or before.endswith(">"))
        if _LOAD.match(token.text) and (token.kind == "word" or (token.kind == "name" and begins)):
            line, column = line_and_column(text, token.start)
            raise ForbiddenError(
                f"LOAD is refused, at line {line}, column {column}: no update may fetch anything.",
                "Fetch the document yourself, and send it to /store.",
            )
        depth += (token.text == "{") - (token.text == "}")
        before = token.text
