"""A bar chart of solutions: where each has a name and one number."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from typing import Final

import pyoxigraph as ox

from graph.namespaces import PREFIXES
from graph.terms import Term

MOST_BARS: Final = 40
"""Most bars of a chart: the first ones."""

_LONGEST: Final = 38
"""Most characters of the name of a bar: as many as a narrow window has room for."""

_NAMES: Final = 2
"""Most columns of which the name of a bar is made."""

_XSD: Final = PREFIXES["xsd"]
_NUMBERS: Final = frozenset(f"{_XSD}{name}" for name in ("integer", "decimal", "double", "float"))


@dataclass(frozen=True)
class Bar:
    """A bar of a chart.

    Args:
        label: Name of what it stands for, cut where it is long.
        whole: The name, whole.
        value: The number as the solution has it.
        percent: Its length as a part of the longest one's.
    """

    label: str
    whole: str
    value: str
    percent: str


@dataclass(frozen=True)
class Plot:
    """A bar chart.

    Args:
        measure: Index of the column that has the numbers.
        bars: In the order of the solutions.
        left_out: How many more solutions there are.
    """

    measure: int
    bars: tuple[Bar, ...]
    left_out: int


def plot_of(rows: Sequence[Sequence[Term | None]], names: Mapping[Term, str]) -> Plot | None:
    """Return the chart of solutions, or None where they are not names with one number each.

    Args:
        rows: The terms of each solution, without those that repeat a name.
        names: How a page calls each term.

    >>> one, two = ox.Literal(1), ox.Literal(2)
    >>> rows = [[ox.Literal("a"), one], [ox.Literal("b"), two]]
    >>> plot_of(rows, {term: term.value for row in rows for term in row}).bars[0]
    Bar(label='a', whole='a', value='1', percent='50.0')
    """
    if len(rows) <= 1:
        return None
    columns = range(len(rows[0]))
    measures = [
        column for column in columns if all(_number(row[column]) is not None for row in rows)
    ]
    named = [column for column in columns if column not in measures]
    if len(measures) != 1 or not 0 < len(named) <= _NAMES:
        return None
    measure = measures[0]
    numbers = [_number(row[measure]) or Decimal(0) for row in rows]
    most = max(numbers)
    if min(numbers) < 0 or not most:
        return None
    bars = (
        _bar([names[term] for term in (row[n] for n in named) if term is not None], number, most)
        for row, number in zip(rows[:MOST_BARS], numbers, strict=False)
    )
    return Plot(measure, tuple(bars), max(len(rows) - MOST_BARS, 0))


def _bar(names: Sequence[str], number: Decimal, most: Decimal) -> Bar:
    """Return the bar of a solution."""
    whole = ", ".join(names)
    surplus = len(whole) - _LONGEST
    longest = max(names, key=len, default="")
    cut = f"{longest[: max(len(longest) - surplus - 1, 0)].rstrip()}…" if surplus > 0 else longest
    label = ", ".join(cut if name is longest else name for name in names)
    return Bar(label[:_LONGEST], whole, f"{number:f}", str(round(100 * number / most, 1)))


def _number(term: Term | None) -> Decimal | None:
    """Return the number that a term is, or None."""
    if not isinstance(term, ox.Literal) or term.datatype.value not in _NUMBERS:
        return None
    try:
        number = Decimal(term.value)
    except InvalidOperation:
        return None
    return number if number.is_finite() else None
