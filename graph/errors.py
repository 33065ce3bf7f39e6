"""Every error that Comity raises on purpose.

::

    ComityError
    ├── DataError              what was read is at fault
    │   ├── ParseError         a file is not well-formed
    │   ├── UnreadableError    no text can be read from a file
    │   └── InvalidDataError   a report does not conform; carries the validation report
    ├── UsageError             the call is at fault
    │   ├── EntityError        a name is unknown or ambiguous; carries the near matches
    │   ├── ParameterError     a canned query was given a wrong, missing or unknown parameter
    │   ├── UnknownQueryError  no canned query has that name; carries the near matches
    │   ├── NotFoundError      a file, graph or report that was named does not exist
    │   ├── ForbiddenError     it would have requests sent to other servers
    │   ├── DecisionError      earlier decisions of curators do not allow it
    │   └── QuerySyntaxError   a query is not SPARQL 1.1; carries line and column
    └── StoreError             the store or the engine is at fault
        ├── StoreNotFoundError nothing has been built at that place
        ├── StoreBusyError     another process is writing
        └── EvaluationError    the engine gave up on a well-formed query
            ├── LimitError     it met a limit of the server; carries the setting and its value
            │   ├── TimeLimitError    it took longer than it may
            │   ├── ResultLimitError  its result is larger than it may be
            │   └── OverloadError     too many queries wait already
            └── WorkerLostError the process that evaluated it was lost

A message says what was wrong with which input and where; a hint says what to do.
"""

from collections.abc import Mapping, Sequence
from pathlib import Path


class ComityError(Exception):
    """Base class of all errors of Comity.

    Args:
        message: What was wrong, with which input, where.
        hint: What to do about it.
    """

    def __init__(self, message: str, hint: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint

    def __str__(self) -> str:
        """Return the message followed by the hint."""
        return f"{self.message}\n{self.hint}" if self.hint else self.message


class DataError(ComityError):
    """What was read is at fault."""


class ParseError(DataError):
    """A file is not well-formed.

    Args:
        path: The file.
        line: Line of the fault, counted from 1, or None where the parser does not tell.
        reason: What the parser found.
        hint: What to do about it.
    """

    def __init__(self, path: Path, line: int | None, reason: str, hint: str = "") -> None:
        place = f"{path}:{line}" if line else str(path)
        super().__init__(f"{place}: {reason}", hint)
        self.path = path
        self.line = line


class UnreadableError(DataError):
    """No text can be read from a file.

    Args:
        path: The file.
        reason: What stands in the way.
        hint: What to do about it.
    """

    def __init__(self, path: Path, reason: str, hint: str) -> None:
        super().__init__(f"{path}: {reason}", hint)
        self.path = path


class InvalidDataError(DataError):
    """A report does not conform to the shapes, the checks or its text.

    Args:
        message: The findings in words.
        hint: What to do about them.
        report: The validation report, where there is one.
    """

    def __init__(self, message: str, hint: str = "", report: object = None) -> None:
        super().__init__(message, hint)
        self.report = report


class UsageError(ComityError):
    """The call is at fault."""


class NearMatchError(UsageError):
    """A name was not found; similar names are listed.

    Args:
        message: Which name was not found, or meant several things.
        near: The nearest names, best first.
    """

    def __init__(self, message: str, near: Sequence[str]) -> None:
        hint = f"Did you mean: {', '.join(near)}?" if near else ""
        super().__init__(message, hint)
        self.near = tuple(near)


class EntityError(NearMatchError):
    """A name of a thing is unknown or ambiguous.

    Args:
        message: Which name it is.
        near: The nearest names, best first.
        things: IRI → label of the things that have these names.
    """

    def __init__(
        self, message: str, near: Sequence[str], things: Mapping[str, str] | None = None
    ) -> None:
        super().__init__(message, near)
        self.things = dict(things or {})


class UnknownQueryError(NearMatchError):
    """No canned query has that name."""


class ParameterError(UsageError):
    """A canned query was given a wrong, missing or unknown parameter."""


class NotFoundError(UsageError):
    """A file, graph or report that was named does not exist."""


class ForbiddenError(UsageError):
    """A query or an update would have requests sent to other servers."""


class DecisionError(UsageError):
    """A decision does not fit the state that earlier decisions, of others perhaps, have left."""


class QuerySyntaxError(UsageError):
    """A query is not well-formed SPARQL 1.1.

    Args:
        message: What the parser found.
        line: Line of the fault, counted from 1, or None.
        column: Column of the fault, counted from 1, or None.
        hint: What to do about it.
    """

    def __init__(
        self, message: str, line: int | None = None, column: int | None = None, hint: str = ""
    ) -> None:
        super().__init__(message, hint)
        self.line = line
        self.column = column


class StoreError(ComityError):
    """The store or the engine is at fault."""


class StoreNotFoundError(StoreError):
    """Nothing has been built at the place that was named."""


class StoreBusyError(StoreError):
    """Another process is writing to the store."""


class EvaluationError(StoreError):
    """The engine gave up on a well-formed query."""


class LimitError(EvaluationError):
    """A query met a limit of the server.

    Args:
        message: Which limit, and its value.
        setting: Name of the setting that it is.
        limit: The value of the setting.
        hint: What to do about it.
    """

    def __init__(self, message: str, setting: str, limit: float, hint: str = "") -> None:
        super().__init__(message, hint)
        self.setting = setting
        self.limit = limit


class TimeLimitError(LimitError):
    """A query took longer than it may."""


class ResultLimitError(LimitError):
    """The result of a query is larger than it may be."""


class OverloadError(LimitError):
    """Too many queries wait for their turn already."""


class WorkerLostError(EvaluationError):
    """The process that evaluated a query was lost: killed, or out of memory."""
