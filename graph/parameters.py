"""Parameters of canned queries: grlc's variable names, and values as typed terms.

grlc (https://github.com/CLARIAH/grlc/wiki/Parameter-Mapping) makes a parameter of each variable
whose name begins with an underscore. What follows the name of the parameter is its type::

    ?_name, ?_name_string         required; a plain string
    ?__name                       optional
    ?_name_iri                    an IRI
    ?_name_en                     a string in the language with that two-letter tag
    ?_name_integer, ?_name_number an integer; an integer or a decimal
    ?_name_prefix_datatype        a literal of that datatype, as in ?_since_xsd_date

grlc cuts a name at its first underscore and passes over what it cannot read: it takes
``?_from_country_iri`` for a parameter ``from`` of the datatype ``country:iri``. Here a name whose
author may have meant something else is refused. A default is what a form shows; as in grlc it
does not stand in for a value that is missing.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

import pyoxigraph as ox

from graph.errors import ParameterError
from graph.namespaces import PREFIXES
from graph.terms import Term

_XSD: Final = PREFIXES["xsd"]
_PLAIN: Final = {"iri": "iri", "string": "string", "literal": "string", "number": "number"}
_LITERALS: Final = ("integer", "decimal", "boolean", "date", "dateTime")
_PART: Final = re.compile(r"[A-Za-z][A-Za-z0-9]*")
_EXAMPLES: Final = {
    "string": "some text",
    "number": "1.5",
    "integer": "3",
    "decimal": "1.5",
    "boolean": "true",
    "date": "2025-01-31",
    "dateTime": "2025-01-31T12:00:00Z",
}


@dataclass(frozen=True)
class Parameter:
    """A parameter of a canned query.

    Args:
        name: Its name for users, as in ``--name`` or ``?name=``.
        variable: The variable that it fills, with its question mark.
        required: Whether the query needs a value for it.
        kind: iri, string, number, integer, decimal, boolean, date or dateTime.
        language: Language tag of a string, or None.
        default: A value to start from, which a form shows, or None.
    """

    name: str
    variable: str
    required: bool
    kind: str
    language: str | None = None
    default: str | None = None

    @property
    def type_name(self) -> str:
        """Return the type in words, as messages and forms show it."""
        return f"string in {self.language}" if self.language else self.kind

    def term(self, value: str, resolve: Callable[[str], str]) -> Term:
        """Return the typed term that a user's value stands for.

        Args:
            value: What the user wrote.
            resolve: Returns the IRI of the thing that a name stands for.

        Raises:
            ParameterError: the value is not of the parameter's type.
            EntityError: ``resolve`` does not know the name.

        >>> str(parse_variable("?_n_integer").term("007", str))
        '"7"^^<http://www.w3.org/2001/XMLSchema#integer>'
        """
        try:
            if self.kind == "iri":
                return ox.NamedNode(resolve(value))
            if self.kind == "string":
                return ox.Literal(value, language=self.language)
            return _literal(self.kind, value.strip())
        except ValueError as error:
            example = f", such as {_EXAMPLES[self.kind]}" if self.kind in _EXAMPLES else ""
            raise ParameterError(
                f"{self.name}: {value!r} is not of the type {self.type_name}.",
                f"Give {self.name} a value of the type {self.type_name}{example}.",
            ) from error


def parse_variable(variable: str) -> Parameter:
    """Return the parameter that a variable stands for, without its default.

    Args:
        variable: As in the query, such as ``?__since_xsd_date``.

    Raises:
        ParameterError: grlc would not read the name, or not as its author may have meant it.

    >>> since = parse_variable("?__since_xsd_date")
    >>> since.name, since.kind, since.required
    ('since', 'date', False)
    >>> parse_variable("?_from_country_iri")
    Traceback (most recent call last):
        ...
    graph.errors.ParameterError: ?_from_country_iri can be read in two ways.
    Call it ?_fromCountry_iri.
    """
    marks = "__" if variable.startswith("?__") else "_"
    parts = variable.removeprefix(f"?{marks}").split("_")
    if not all(_PART.fullmatch(part) for part in parts):
        raise ParameterError(
            f"{variable} is not the name of a parameter.",
            "Write ?_name or, for an optional parameter, ?__name, in letters and digits.",
        )
    suffix = _suffix(variable, parts)
    first, *rest = parts[: len(parts) - len(suffix)]
    if suffix and suffix[0] in _LITERALS[1:]:  # of these, grlc documents ?_name_integer only
        suffix = ["xsd", *suffix]
    name = first + "".join(part[0].upper() + part[1:] for part in rest)
    better = "_".join([f"?{marks}{name}", *suffix])
    if better != variable:
        raise ParameterError(f"{variable} can be read in two ways.", f"Call it {better}.")
    kind, language = _kind(suffix)
    return Parameter(name, variable, marks == "_", kind, language)


def _suffix(variable: str, parts: list[str]) -> list[str]:
    """Return the last parts of a variable's name: those that its author meant as the type."""
    match parts:
        case [_, *_, "xsd", name] if name in _LITERALS:
            return ["xsd", name]
        case [_, *_, prefix, name] if prefix in PREFIXES:
            raise ParameterError(
                f"{variable}: no parameter can have the datatype {prefix}:{name}.",
                f"Use one of {', '.join(f'xsd_{known}' for known in _LITERALS)}.",
            )
        case [_, *_, name] if name in {*_PLAIN, *_LITERALS} or re.fullmatch("[a-z]{2}", name):
            return [name]
    return []


def _kind(suffix: list[str]) -> tuple[str, str | None]:
    """Return the kind and the language that the type in a variable's name stands for."""
    if not suffix:
        return "string", None
    kind = suffix[-1]
    if kind in _PLAIN:
        return _PLAIN[kind], None
    return (kind, None) if kind in _LITERALS else ("string", kind)


def _literal(kind: str, value: str) -> ox.Literal:
    """Return the literal of a datatype that a value is written for.

    Raises:
        ValueError: the value is not in the lexical space of the datatype.
    """
    if kind == "number":
        kind = "integer" if re.fullmatch(r"[+-]?[0-9]+", value) else "decimal"
    if kind == "integer":
        value = str(int(_matching(r"[+-]?[0-9]+", value)))
    elif kind == "decimal":
        _matching(r"[+-]?([0-9]+(\.[0-9]*)?|\.[0-9]+)", value)
    elif kind == "boolean":
        _matching("true|false|1|0", value)
    elif kind == "date":
        date.fromisoformat(_matching(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", value))
    else:
        datetime.fromisoformat(_matching(r"[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9:.]+(Z|[+-].+)?", value))
    return ox.Literal(value, datatype=ox.NamedNode(f"{_XSD}{kind}"))


def _matching(pattern: str, value: str) -> str:
    """Return a value that matches a pattern.

    Raises:
        ValueError: it does not.
    """
    if not re.fullmatch(pattern, value):
        raise ValueError(value)
    return value
