"""Writing a result of a query within limits: a result is complete, or an error.

Rows are counted in the bytes as they are written, so that the engine need not hand over each
solution to Python: that would take as long as the query itself.
"""

import csv
from collections.abc import Callable, Iterator
from io import StringIO
from itertools import islice
from typing import IO, Any, Final, Protocol, TypeAlias, cast

import pyoxigraph as ox

from graph.errors import ResultLimitError
from graph.namespaces import PREFIXES
from graph.results import Format, QueryResult, plain

Count: TypeAlias = Callable[[bytes], int]
"""Returns how many rows begin or end in the bytes that follow those of the last call."""

_BATCH: Final = 500
"""Rows of CSV that are written at once."""


class Binary(Protocol):
    """What bytes are written to."""

    def write(self, data: bytes, /) -> Any:  # noqa: ANN401  # nobody reads what it returns
        """Take bytes."""
        ...


class Limits:
    """How large a result may be.

    Args:
        rows: Most solutions or triples.
        size: Most bytes.

    >>> Limits(rows=2, size=100).check_rows(3)
    Traceback (most recent call last):
        ...
    graph.errors.ResultLimitError: The result has more than 2 rows.
    Ask for less with LIMIT, or for a part at a time with ORDER BY, LIMIT and OFFSET.
    """

    def __init__(self, rows: int, size: int) -> None:
        self.rows = rows
        self.size = size

    def check_rows(self, count: int) -> None:
        """Refuse too many rows.

        Raises:
            ResultLimitError: there are more than there may be.
        """
        if count > self.rows:
            raise ResultLimitError(
                f"The result has more than {self.rows} rows.",
                "result_rows",
                self.rows,
                "Ask for less with LIMIT, or for a part at a time with ORDER BY, LIMIT and OFFSET.",
            )

    def check_size(self, size: int) -> None:
        """Refuse too many bytes.

        Raises:
            ResultLimitError: there are more than there may be.
        """
        if size > self.size:
            raise ResultLimitError(
                f"The result has more than {self.size} bytes.",
                "result_bytes",
                self.size,
                "Ask for less with LIMIT, for fewer variables, or for a more compact format.",
            )


class LimitedOutput:
    """Passes bytes on and refuses more than there may be.

    Args:
        output: What takes the bytes.
        limits: How many bytes and rows there may be.
        form: Format in whose bytes rows are counted; None where that is done elsewhere.
    """

    def __init__(self, output: Binary, limits: Limits, form: Format | None = None) -> None:
        self._output = output
        self._limits = limits
        self._form = form
        self._count: Count | None = None
        self._uncounted = bytearray()
        self._rows = 0
        self.size = 0

    def write(self, data: bytes) -> int:
        """Pass bytes on.

        Raises:
            ResultLimitError: there are too many of them, or too many rows in them.
        """
        self.size += len(data)
        self._limits.check_size(self.size)
        if self._form is not None:
            self._uncounted += data
            if self.size > self._limits.rows:  # a row takes a byte at least
                self._count_rows(self._form)
        self._output.write(data)
        return len(data)

    def _count_rows(self, form: Format) -> None:
        """Refuse too many rows."""
        self._count = self._count or row_counter(form)
        if self._count is not None:
            self._rows += self._count(bytes(self._uncounted))
            self._limits.check_rows(self._rows)
        self._uncounted.clear()

    def flush(self) -> None:
        """Do nothing; the engine calls it at the end."""


def write_result(result: QueryResult, chosen: Format, output: Binary, limits: Limits) -> None:
    """Write a result in a standard format.

    Args:
        result: What a query returned; it is used up.
        chosen: One of ``graph.results.formats_for(result)``.
        output: What takes the bytes.
        limits: How large it may be.

    Raises:
        ResultLimitError: the result is larger; what was written of it is of no use.
        OSError: the store could not be read while the result was evaluated.
        RuntimeError: the engine gave up.
    """
    if isinstance(result, ox.QuerySolutions) and chosen.name == "csv":
        _write_csv(result, LimitedOutput(output, limits), limits)
        return
    form = chosen if isinstance(result, ox.QuerySolutions) else None
    # The engine needs no more of a file than these methods.
    file = cast("IO[bytes]", LimitedOutput(output, limits, form))
    if isinstance(result, ox.QueryTriples):
        ox.serialize(_within(result, limits), file, format=chosen.engine, prefixes=PREFIXES)
    else:
        result.serialize(file, format=chosen.engine)


def _within(triples: ox.QueryTriples, limits: Limits) -> Iterator[ox.Triple]:
    """Yield triples until there are too many."""
    yield from islice(triples, limits.rows)
    limits.check_rows(limits.rows + sum(1 for _ in islice(triples, 1)))


def _write_csv(solutions: ox.QuerySolutions, output: LimitedOutput, limits: Limits) -> None:
    """Write solutions as CSV, a batch of rows at a time."""
    text, rows = StringIO(), 0
    writer = csv.writer(text)
    writer.writerow(variable.value for variable in solutions.variables)
    while batch := list(islice(solutions, _BATCH)):
        writer.writerows([plain(term) for term in solution] for solution in batch)
        rows += len(batch)
        limits.check_rows(rows)
        output.write(text.getvalue().encode())
        text.seek(0)
        text.truncate()
    output.write(text.getvalue().encode())


def row_counter(form: Format) -> Count | None:
    """Return what counts the rows of a result in its bytes, or None where they do not tell.

    What looks like the end of a row inside of a string is not counted: XML and TSV escape it, and
    in JSON and CSV strings are left out before rows are looked for.

    >>> from graph.results import SOLUTION_FORMATS
    >>> count = row_counter(SOLUTION_FORMATS[0])
    >>> count(b'{"head":{"vars":["x"]},"results":{"bindings":[{"x":{"value":"},{"}},{}]}}')
    2
    """
    found: dict[str, Callable[[], Count]] = {
        "json": _json_rows,
        "xml": lambda: _marks(b"<result>"),
        "csv": lambda: _lines(_Unquoted(escapes=False)),
        "tsv": lambda: _lines(lambda data: data),
        "ntriples": lambda: _lines(lambda data: data, head=0),
    }
    return found[form.name]() if form.name in found else None


class _Unquoted:
    """Leaves out what stands between quotation marks, in bytes that come piece by piece.

    Args:
        escapes: Whether a backslash takes from the next character what it means.
    """

    def __init__(self, *, escapes: bool) -> None:
        self._escapes = escapes
        self._inside = 0
        self._rest = b""

    def __call__(self, data: bytes) -> bytes:
        """Return the next bytes without those between quotation marks."""
        if self._escapes:
            data = (self._rest + data).replace(b"\\\\", b"").replace(b'\\"', b"")
            self._rest = data[-1:] if data.endswith(b"\\") else b""
        pieces = data.split(b'"')
        outside = b"".join(pieces[self._inside :: 2])
        self._inside ^= (len(pieces) - 1) & 1
        return outside


def _json_rows() -> Count:
    """Return what counts the objects in the array of bindings: ``[{`` and each ``},{``."""
    unquoted, first, next_one = _Unquoted(escapes=True), _marks(b"[{"), _marks(b"},{")

    def count(data: bytes) -> int:
        outside = unquoted(data).translate(None, b" \t\r\n")
        return first(outside) + next_one(outside)

    return count


def _marks(mark: bytes) -> Count:
    """Return what counts a mark, also where two pieces of the bytes share it."""
    before = b""

    def count(data: bytes) -> int:
        nonlocal before
        text = before + data
        before = text[1 - len(mark) :]
        return text.count(mark)

    return count


def _lines(outside: Callable[[bytes], bytes], head: int = 1) -> Count:
    """Return what counts the ends of lines, below the lines of the head."""
    left = head

    def count(data: bytes) -> int:
        nonlocal left
        lines = outside(data).count(b"\n")
        skipped = min(left, lines)
        left -= skipped
        return lines - skipped

    return count
