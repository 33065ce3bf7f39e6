"""Solutions as an Excel workbook."""

from datetime import date, datetime
from io import BytesIO
from typing import Any, Final

import pyoxigraph as ox

from graph.errors import ResultLimitError
from graph.namespaces import PREFIXES
from graph.results import Representation
from graph.terms import Term, text_of

XLSX: Final = Representation(
    "xlsx", ("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",), "xlsx"
)
MOST_ROWS: Final = 1_048_575
"""Most solutions below the headings: what Excel reads."""

MOST_CHARACTERS: Final = 32_767
"""Most characters of a cell: what Excel reads."""

_WIDTH: Final = 24
"""Width of a column, in characters."""

_XSD: Final = PREFIXES["xsd"]
_MADE: Final = datetime(1980, 1, 1)  # noqa: DTZ001  # the same in every file, so that equal data give equal bytes
_NUMBERS: Final = (f"{_XSD}integer", f"{_XSD}decimal", f"{_XSD}double", f"{_XSD}float")
_FIRST_DAY: Final = date(1900, 3, 1)
"""The first day that Excel counts as everybody does."""

_MOST_DIGITS: Final = 15
"""Most digits of a number that Excel keeps."""


def workbook(solutions: ox.QuerySolutions) -> bytes:
    """Return solutions as a workbook: a column a variable, numbers and dates as such.

    No text is taken for a formula or a link.

    Raises:
        ResultLimitError: there are more solutions, or longer values, than Excel reads.
    """
    from xlsxwriter import Workbook  # takes long to import, and few ask for it

    file = BytesIO()
    options = {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with Workbook(file, options) as book:
        book.set_properties({"created": _MADE})
        sheet = book.add_worksheet("Answers")
        bold, day = book.add_format({"bold": True}), book.add_format({"num_format": "yyyy-mm-dd"})
        columns = [variable.value for variable in solutions.variables]
        sheet.set_column(0, len(columns), _WIDTH)
        for column, name in enumerate(columns):
            sheet.write_string(0, column, name, bold)
        number = 0
        for number, solution in enumerate(solutions, 1):
            if number > MOST_ROWS:
                raise _too_large("solutions", MOST_ROWS)
            for column, term in enumerate(solution):
                _write(sheet, number, column, term, day)
        sheet.freeze_panes(1, 0)
        if columns and number:
            sheet.autofilter(0, 0, number, len(columns) - 1)
    return file.getvalue()


def _write(sheet: Any, row: int, column: int, term: Term | None, day: Any) -> None:  # noqa: ANN401
    """Write a term into a cell; nothing where a variable is unbound."""
    if term is None:
        return
    text = text_of(term)
    if len(text) > MOST_CHARACTERS:
        raise _too_large("characters in a cell", MOST_CHARACTERS)
    datatype = term.datatype.value if isinstance(term, ox.Literal) else ""
    if datatype in _NUMBERS and _is_kept(text):
        sheet.write_number(row, column, float(text))
    elif datatype == f"{_XSD}date" and _is_day(text):
        sheet.write_datetime(row, column, datetime.fromisoformat(text), day)
    else:
        sheet.write_string(row, column, text)


def _is_kept(text: str) -> bool:
    """Tell whether Excel keeps a number as it is written.

    >>> _is_kept("1123"), _is_kept("12345678901234567890"), _is_kept("INF")
    (True, False, False)
    """
    digits = text.replace(".", "").lstrip("+-").lstrip("0")
    return digits.isascii() and (digits.isdigit() or not digits) and len(digits) <= _MOST_DIGITS


def _is_day(text: str) -> bool:
    """Tell whether Excel knows a date.

    >>> _is_day("2025-01-31"), _is_day("1863-08-11"), _is_day("2025-01-31Z")
    (True, False, False)
    """
    try:
        return date.fromisoformat(text) >= _FIRST_DAY
    except ValueError:
        return False


def _too_large(what: str, limit: int) -> ResultLimitError:
    """Return the error for what does not fit."""
    return ResultLimitError(
        f"A workbook has at most {limit} {what}.",
        "workbook",
        limit,
        "Ask for another format, or for a part at a time.",
    )
