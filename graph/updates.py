"""SPARQL updates as a stream of tokens: which graphs an update can change.

The answer may be too large, never too small: where the text is not plainly of the form that
https://www.w3.org/TR/sparql11-update/#sparqlUpdate11Grammar gives, it is all graphs.

>>> sorted(reach("INSERT DATA { GRAPH <urn:a> { <urn:s> <urn:p> 1 } }").named)
['urn:a']
>>> reach("DROP NAMED").named is None
True
"""

import re
from collections.abc import Callable, Iterable
from typing import Final, NamedTuple

from graph.clauses import END, written_iri
from graph.errors import QuerySyntaxError
from graph.namespaces import PREFIXES
from graph.sparql import Token, is_ambiguous, tokenize

_ABSOLUTE: Final = re.compile(r"[A-Za-z][A-Za-z0-9+.\-]*:.*")


class Reach(NamedTuple):
    """What an update can change.

    Args:
        named: IRIs of named graphs; None where it can be any.
        default: Whether it can be the default graph; None where only the engine can tell.
        insertion: Where the update only inserts data, or only deletes data: an update that inserts
            all of that into an empty store. Else None.
        is_deletion: Whether the data of ``insertion`` are what the update deletes.
    """

    named: frozenset[str] | None
    default: bool | None
    insertion: str | None = None
    is_deletion: bool = False


class _UnclearError(Exception):
    """The text is not plainly an update of SPARQL 1.1."""


def reach(text: str) -> Reach:
    """Return what an update can change; the project's prefixes are declared in it.

    >>> sorted(reach("WITH graph:a DELETE { ?s ?p 1 } WHERE { GRAPH ?g { ?s ?p 1 } }").named)
    ['https://w3id.org/comity/graph/a']
    """
    try:
        reader = _Reader(text)
        reader.read_update()
    except (QuerySyntaxError, _UnclearError):
        return Reach(None, None)
    named = None if reader.any_graph else frozenset(reader.named)
    if reader.forms == {"INSERT DATA"}:
        return Reach(named, reader.default, text)
    if reader.forms == {"DELETE DATA"} and not reader.has_blank_nodes:
        insertion = _replaced(text, reader.deletions, "INSERT")
        return Reach(named, reader.default, insertion, is_deletion=True)
    return Reach(named, reader.default)


def spare_default(text: str) -> str:
    """Return an update in which ALL means all named graphs.

    >>> spare_default("DROP SILENT ALL ; CLEAR DEFAULT")
    'DROP SILENT NAMED ; CLEAR DEFAULT'
    """
    try:
        reader = _Reader(text)
        reader.read_update()
    except (QuerySyntaxError, _UnclearError):
        return text
    return _replaced(text, reader.alls, "NAMED")


def _replaced(text: str, tokens: Iterable[Token], word: str) -> str:
    """Return a text with a word in place of each of some tokens, given in their order."""
    for token in reversed([*tokens]):
        text = f"{text[: token.start]}{word}{text[token.start + len(token.text) :]}"
    return text


class _Reader:
    """Reads the tokens of an update from left to right.

    Args:
        text: The update.

    Raises:
        QuerySyntaxError: it is not made of SPARQL tokens.
        _UnclearError: it is not plainly an update of SPARQL 1.1.
    """

    def __init__(self, text: str) -> None:
        tokens = list(tokenize(text))
        if any(is_ambiguous(token) for token in tokens):
            raise _UnclearError
        self._tokens = [*tokens, END]
        self._place = 0
        self._prefixes = dict(PREFIXES)
        self.named: set[str] = set()
        self.any_graph = False
        self.default = False
        self.forms: set[str] = set()
        self.deletions: list[Token] = []
        self.alls: list[Token] = []
        self.has_blank_nodes = any(
            token.kind == "blank" or token.text in ("[", "(") for token in tokens
        )

    def read_update(self) -> None:
        """Read the operations, each with its prologue."""
        while self._next.kind != "end":
            self._read_prologue()
            if self._next.kind == "end":
                return
            operation = self._OPERATIONS.get(self._take_word())
            if operation is None:
                raise _UnclearError
            operation(self)
            if self._next.kind != "end":
                self._expect(";")

    @property
    def _next(self) -> Token:
        return self._tokens[self._place]

    def _take(self) -> Token:
        """Return the next token and step past it."""
        token = self._next
        self._place += token.kind != "end"
        return token

    def _take_word(self) -> str:
        """Return the keyword that must come next, in capitals."""
        token = self._take()
        if token.kind != "word":
            raise _UnclearError
        return token.text.upper()

    def _expect(self, text: str) -> None:
        """Step past a keyword or a sign that must come next."""
        if self._take().text.upper() != text:
            raise _UnclearError

    def _skip(self, *words: str) -> bool:
        """Step past the next token if it is one of some keywords, and tell whether it was."""
        found = self._next.kind == "word" and self._next.text.upper() in words
        self._place += found
        return found

    def _read_prologue(self) -> None:
        while True:
            if self._skip("PREFIX"):
                prefix, namespace = self._take(), self._take()
                if prefix.kind != "name" or not prefix.text.endswith(":"):
                    raise _UnclearError
                self._prefixes[prefix.text[:-1]] = self._iri(namespace)
            elif self._skip("BASE"):
                self._iri(self._take())
            else:
                return

    def _iri(self, token: Token) -> str:
        """Return the IRI that a token stands for; a relative one is left to the engine."""
        iri = written_iri(token, self._prefixes)
        if iri is None or not _ABSOLUTE.fullmatch(iri):
            raise _UnclearError
        return iri

    def _add(self, graph: str) -> None:
        """Take note of a graph that can be changed; the empty text is the default graph."""
        if graph:
            self.named.add(graph)
        else:
            self.default = True

    def _read_graph(self) -> str:
        """Return the graph after one of the keywords of graph management."""
        if self._skip("DEFAULT"):
            return ""
        self._skip("GRAPH")
        return self._iri(self._take())

    def _read_load(self) -> None:
        self.forms.add("LOAD")
        self._skip("SILENT")
        self._iri(self._take())
        self._add(self._read_graph() if self._skip("INTO") else "")

    def _read_clear(self) -> None:
        self.forms.add("CLEAR")
        self._skip("SILENT")
        if self._skip("NAMED"):
            self.any_graph = True
        elif self._skip("ALL"):
            self.any_graph = self.default = True
            self.alls.append(self._tokens[self._place - 1])
        else:
            self._add(self._read_graph())

    def _read_copy(self) -> str:
        """Read what is copied and where to; return what is copied."""
        self.forms.add("COPY")
        self._skip("SILENT")
        source = self._read_graph()
        self._expect("TO")
        self._add(self._read_graph())
        return source

    def _read_move(self) -> None:
        self._add(self._read_copy())

    def _read_insert(self) -> None:
        if self._skip("DATA"):
            self.forms.add("INSERT DATA")
            self._read_quads("")
        else:
            self._read_modify("")

    def _read_delete(self) -> None:
        keyword = self._tokens[self._place - 1]
        if self._skip("DATA"):
            self.forms.add("DELETE DATA")
            self.deletions.append(keyword)
            self._read_quads("")
        elif self._skip("WHERE"):
            self.forms.add("DELETE WHERE")
            self._read_quads("")
        else:
            self._read_modify("")

    def _read_with(self) -> None:
        graph = self._iri(self._take())
        if not self._skip("DELETE", "INSERT"):
            raise _UnclearError
        self._read_modify(graph)

    def _read_modify(self, graph: str) -> None:
        """Read templates and a pattern; the keyword before the first template is taken already."""
        self.forms.add("MODIFY")
        self._read_quads(graph)
        if self._skip("INSERT"):
            self._read_quads(graph)
        while self._skip("USING"):
            self._skip("NAMED")
            self._iri(self._take())
        self._expect("WHERE")
        self._skip_group()

    def _read_quads(self, graph: str) -> None:
        """Read a group of quads; what stands outside of GRAPH belongs to the given graph."""
        self._expect("{")
        while self._next.text != "}":
            if self._skip("GRAPH"):
                self._read_quads_of_a_graph()
            else:
                self._take_term()
                self._add(graph)
        self._expect("}")

    def _read_quads_of_a_graph(self) -> None:
        """Read the name of a graph and its triples."""
        name = self._take()
        if name.kind == "variable":
            self.any_graph = True
        else:
            self.named.add(self._iri(name))
        self._expect("{")
        while self._next.text != "}":
            self._take_term()
        self._expect("}")

    def _take_term(self) -> None:
        """Step past a token of a triple."""
        token = self._take()
        if token.kind == "end" or token.text in ("{", "{|", "|}", "<<", ">>"):
            raise _UnclearError

    def _skip_group(self) -> None:
        """Step past a group graph pattern, which changes nothing."""
        self._expect("{")
        depth = 1
        while depth:
            token = self._take()
            if token.kind == "end" or token.text in ("{|", "|}"):
                raise _UnclearError
            depth += (token.text == "{") - (token.text == "}")

    _OPERATIONS: Final[dict[str, Callable[["_Reader"], object]]] = {
        "LOAD": _read_load,
        "CLEAR": _read_clear,
        "DROP": _read_clear,
        "CREATE": _read_clear,
        "ADD": _read_copy,
        "MOVE": _read_move,
        "COPY": _read_copy,
        "INSERT": _read_insert,
        "DELETE": _read_delete,
        "WITH": _read_with,
    }
