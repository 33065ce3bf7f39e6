"""The catalogue of canned queries: one competency question a file, ``queries/<name>.rq``.

A file is a SPARQL 1.1 query below a header in grlc's decorator syntax, so that it also works
there. Of grlc's keys the header has ``summary`` (the question; required), ``description``,
``tags`` (a list) and ``defaults`` (a list of mappings with one key each). Prefixes are declared in
the file. All that is at fault with a file is told when the catalogue is read.
"""

import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from difflib import get_close_matches
from pathlib import Path
from typing import Final

import pyoxigraph as ox

from graph.errors import (
    NotFoundError,
    ParameterError,
    ParseError,
    QuerySyntaxError,
    UnknownQueryError,
    UsageError,
)
from graph.headers import read_header
from graph.namespaces import SLUG
from graph.parameters import Parameter, parse_variable
from graph.query import CannedQuery
from graph.sparql import (
    insert_values,
    later_feature,
    layout,
    line_and_column,
    refuse_service,
    tokenize,
)

_KEYS: Final = ("summary", "description", "tags", "defaults")
_RESERVED: Final = {"format", "help", "store"}
"""Names of options that every query has on the command line or over HTTP."""


class Catalogue(Mapping[str, CannedQuery]):
    """The canned queries of a folder, by name.

    Args:
        folder: The folder with the ``.rq`` files.

    Raises:
        NotFoundError: there is no such folder.
        ParseError: a file is not a canned query; the message has the file and the line.
    """

    def __init__(self, folder: Path) -> None:
        if not folder.is_dir():
            raise NotFoundError(f"{folder}: there is no such folder of queries.")
        self._queries = {path.stem: read_query(path) for path in sorted(folder.glob("*.rq"))}

    def __getitem__(self, name: str) -> CannedQuery:
        """Return the query of that name."""
        return self._queries[name]

    def __iter__(self) -> Iterator[str]:
        """Yield the names, sorted."""
        return iter(self._queries)

    def __len__(self) -> int:
        """Return the number of queries."""
        return len(self._queries)

    def find(self, name: str) -> CannedQuery:
        """Return the query of that name.

        Raises:
            UnknownQueryError: there is none; carries the near matches.
        """
        _check_known(name, self._queries)
        return self._queries[name]


def find_query(folder: Path, name: str) -> CannedQuery:
    """Return one query of a folder; the other files are not read.

    Raises:
        UnknownQueryError: there is none of that name; carries the near matches.
        ParseError: the file is not a canned query.
    """
    _check_known(name, {path.stem for path in folder.glob("*.rq")})
    return read_query(folder / f"{name}.rq")


def _check_known(name: str, known: Collection[str]) -> None:
    """Refuse a name that no query has.

    Raises:
        UnknownQueryError: it is not among the known ones.
    """
    if name not in known:
        near = get_close_matches(name, sorted(known), n=5, cutoff=0.4)
        raise UnknownQueryError(f"There is no canned query {name!r}.", near)


def read_query(path: Path) -> CannedQuery:
    """Return the canned query in a file.

    Raises:
        NotFoundError: there is no such file.
        ParseError: the header or the query is at fault; the message has the line.
    """
    header, text = read_header(path)
    if not SLUG.fullmatch(path.stem):
        raise ParseError(path, None, "a query is named in lower-case letters, digits and hyphens")
    unknown = sorted(header.keys() - set(_KEYS))
    if unknown:
        reason = f"unknown in the header: {', '.join(unknown)}"
        raise ParseError(path, 1, reason, f"The header knows {', '.join(_KEYS)}.")
    source = _Source(path, text)
    source.check_terminals()
    parameters = source.parameters()
    source.check_syntax(parameters)
    return CannedQuery(
        name=path.stem,
        summary=_words(path, header, "summary"),
        description=_words(path, header, "description") if "description" in header else "",
        tags=_tags(path, header.get("tags", [])),
        parameters=_with_defaults(path, parameters, header.get("defaults", [])),
        text=text,
    )


def _words(path: Path, header: Mapping[str, object], key: str) -> str:
    """Return the text under a key of a header."""
    value = header.get(key)
    if not isinstance(value, str) or not value.strip():
        raise ParseError(path, 1, f"the header has no text under {key}")
    return value.strip()


def _tags(path: Path, value: object) -> tuple[str, ...]:
    """Return the tags of a header."""
    if not isinstance(value, list) or not all(isinstance(tag, str) for tag in value):
        raise ParseError(path, 1, "tags are a list of words")
    return tuple(value)


def _with_defaults(path: Path, parameters: list[Parameter], value: object) -> tuple[Parameter, ...]:
    """Return the parameters with the defaults of a header, checked against their types."""
    if not isinstance(value, list) or not all(isinstance(d, dict) and len(d) == 1 for d in value):
        raise ParseError(path, 1, "defaults are a list of mappings with one key each")
    pairs = [pair for default in value for pair in default.items()]
    defaults = {name: _default_text(default) for name, default in pairs}
    names = {parameter.name for parameter in parameters}
    unknown = sorted(str(name) for name in defaults.keys() - names)
    if unknown or len(defaults) < len(pairs):
        reason = f"a default for no parameter: {', '.join(unknown)}" if unknown else "two defaults"
        raise ParseError(path, 1, reason, f"The parameters: {', '.join(sorted(names)) or 'none'}.")
    for parameter in parameters:
        try:
            if parameter.name in defaults:
                parameter.term(defaults[parameter.name], str)
        except ParameterError as error:
            raise ParseError(path, 1, f"the default of {error.message}", error.hint) from error
    return tuple(replace(p, default=defaults.get(p.name)) for p in parameters)


def _default_text(value: object) -> str:
    """Return a default as a user would write it: YAML has made some of them numbers or dates."""
    if isinstance(value, bool):
        return str(value).lower()
    return value.isoformat() if isinstance(value, date) else str(value)


@dataclass(frozen=True)
class _Source:
    """The query in a file, and how its faults are told.

    Args:
        path: The file.
        text: The query, and the header above it: comments, as far as SPARQL goes.
    """

    path: Path
    text: str

    def fault(self, reason: str, hint: str = "", line: int | None = None) -> ParseError:
        """Return the error for a fault, with its line where it is known."""
        return ParseError(self.path, line, reason, hint)

    def check_terminals(self) -> None:
        """Refuse what SPARQL 1.1 does not know and what would send requests.

        Raises:
            ParseError: the query has such a word or sign.
        """
        try:
            refuse_service(self.text)
            later = later_feature(self.text)
        except QuerySyntaxError as error:
            raise self.fault(error.message, error.hint, error.line) from error
        except UsageError as error:
            raise self.fault(error.message, error.hint) from error
        if later is not None:
            line, _ = line_and_column(self.text, later.start)
            raise self.fault(f"{later.text} is not SPARQL 1.1", line=line)

    def parameters(self) -> list[Parameter]:
        """Return the parameters of the query, in the order of their first use.

        Raises:
            ParseError: grlc could not read a name, or would read two as one.
        """
        first_use: dict[str, int] = {}
        for token in tokenize(self.text):
            if token.kind == "variable":
                first_use.setdefault(token.text, token.start)
        found: dict[str, Parameter] = {}
        for variable, start in first_use.items():
            if not variable[1:].startswith("_"):
                continue
            line, _ = line_and_column(self.text, start)
            try:
                parameter = parse_variable(variable)
            except ParameterError as error:
                raise self.fault(error.message, error.hint, line) from error
            if parameter.name in found or parameter.name in _RESERVED:
                raise self.fault(f"{variable}: the name {parameter.name} is taken", line=line)
            if any(other.startswith(variable) for other in first_use if other != variable):
                reason = f"{variable} is also the beginning of another variable's name"
                raise self.fault(reason, "Rename one: grlc replaces it there, too.", line)
            found[parameter.name] = parameter
        return list(found.values())

    def check_syntax(self, parameters: list[Parameter]) -> None:
        """Have the engine parse the query as written, as run here and as run by grlc.

        Raises:
            ParseError: one of the three is not a read query of SPARQL 1.1.
        """
        samples = {
            p.variable[1:]: ox.NamedNode("urn:x") if p.kind == "iri" else ox.Literal("x")
            for p in parameters
        }
        self._parse(self.text)
        where, _, outside = layout(self.text)
        in_grlc = self.text
        for name, term in samples.items():
            in_grlc = in_grlc.replace(f"?{name}", str(term))
        if samples and (where is None or outside & samples.keys()):
            raise self.fault("a parameter stands outside of the WHERE group", _COPY)
        self._parse(insert_values(self.text, samples), "with VALUES, ")
        self._parse(in_grlc, "with grlc, which puts values in place of parameters, ", _COPY)

    def _parse(self, text: str, where: str = "", hint: str = "") -> None:
        """Have the engine parse a text; an empty store has nothing to evaluate."""
        try:
            ox.Store().query(text)
        except SyntaxError as error:
            place = re.match(r"error at (\d+):\d+: ", str(error))
            reason = str(error)[place.end() :] if place else str(error)
            line = int(place[1]) if place else None
            raise self.fault(f"{where}not SPARQL: {reason}", hint, line) from error


_COPY: Final = (
    "A parameter cannot be projected, nor stand in BOUND, GROUP BY, HAVING or ORDER BY. "
    "Copy it first: BIND(?_name AS ?copy)."
)
