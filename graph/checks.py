"""Checks: queries of which every solution is a fault, kept as data in ``ontology/checks/``.

A check is a SELECT query with a header. It binds ``?focus``, the node at fault, and may bind
``?value``, what is wrong with it. Checks of the ontology see the ontology alone; checks of a
report see the report, the ontology, and the classes of the things in the reference data.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final, Literal, TypeAlias

import pyoxigraph as ox

from graph.errors import ParseError
from graph.headers import read_header
from graph.namespaces import PREFIXES
from graph.terms import Term
from graph.validation_report import SEVERITIES, Severity

Target: TypeAlias = Literal["ontology", "report"]

_TARGETS: Final[tuple[Target, ...]] = ("ontology", "report")


@dataclass(frozen=True)
class Check:
    """A query of which every solution is a fault.

    Args:
        name: Name of the check, in kebab-case.
        summary: The problem, in a sentence.
        hint: What to do about it, in a sentence.
        severity: How grave it is.
        target: What it looks at.
        text: The query.
        path: Its file.
    """

    name: str
    summary: str
    hint: str
    severity: Severity
    target: Target
    text: str
    path: Path

    def run(self, engine: ox.Store) -> Iterator[tuple[Term, Term | None]]:
        """Yield the node at fault, and the wrong value or None, of each solution.

        Raises:
            ParseError: the file holds no SELECT query that binds ?focus.
        """
        try:
            solutions = engine.query(self.text, prefixes=PREFIXES)
        except SyntaxError as error:
            raise ParseError(self.path, None, f"this is not SPARQL: {error.msg}") from error
        if not isinstance(solutions, ox.QuerySolutions) or _FOCUS not in solutions.variables:
            raise ParseError(self.path, None, "a check is a SELECT query that binds ?focus")
        has_value = _VALUE in solutions.variables
        for solution in solutions:
            focus = solution[_FOCUS]
            if focus is not None:
                yield focus, solution[_VALUE] if has_value else None


def read_checks(folder: Path, target: Target) -> list[Check]:
    """Return the checks in the ``*.rq`` files of a folder that look at a target.

    Raises:
        ParseError: the header of a file lacks a part, or has a wrong one.
    """
    checks = [_read_check(path) for path in sorted(folder.glob("*.rq"))]
    return [check for check in checks if check.target == target]


_FOCUS: Final = ox.Variable("focus")
_VALUE: Final = ox.Variable("value")


def _read_check(path: Path) -> Check:
    """Return the check in a file."""
    header, text = read_header(path)

    def part(name: str) -> str:
        value = header.get(name)
        if not isinstance(value, str):
            raise ParseError(path, 1, f"the header has no {name}", f"Add a line `#+ {name}: …`.")
        return value

    severities = {str(severity): severity for severity in SEVERITIES}
    targets = {str(target): target for target in _TARGETS}
    for name, allowed in (("severity", severities), ("target", targets)):
        if part(name) not in allowed:
            raise ParseError(path, 1, f"the {name} is none of {', '.join(allowed)}")
    return Check(
        name=part("name"),
        summary=part("summary"),
        hint=part("hint"),
        severity=severities[part("severity")],
        target=targets[part("target")],
        text=text,
        path=path,
    )
