"""Evaluating a query for a reply: which forms its result has, and what becomes of a failure."""

from collections.abc import Callable, Sequence
from traceback import clear_frames
from typing import Final, TypeVar

from graph.errors import EvaluationError
from graph.results import BOOLEAN_FORMATS, GRAPH_FORMATS, SOLUTION_FORMATS, Format
from graph.sparql import tokenize

Answer = TypeVar("Answer")

_FORMATS_OF: Final[dict[str, Sequence[Format]]] = {
    "SELECT": SOLUTION_FORMATS,
    "ASK": BOOLEAN_FORMATS,
    "CONSTRUCT": GRAPH_FORMATS,
    "DESCRIBE": GRAPH_FORMATS,
}


def formats_of(query: str) -> Sequence[Format]:
    """Return the formats that the result of a query will have; all where it has no query form.

    Knowing them before the query is evaluated, a reply can be 304 or 406 without evaluating it.

    Raises:
        QuerySyntaxError: the text is not made of SPARQL tokens.

    >>> [known.name for known in formats_of("PREFIX ask: <urn:ask> ASK { ask:x ?p ?o }")]
    ['json', 'xml']
    """
    words = (token.text.upper() for token in tokenize(query) if token.kind == "word")
    found = (_FORMATS_OF[word] for word in words if word in _FORMATS_OF)
    return next(found, (*SOLUTION_FORMATS, *GRAPH_FORMATS))


def contained(work: Callable[[], Answer]) -> Answer:
    """Return what a function makes of a result of the engine.

    The engine can drop a result, and the snapshot of the store that it reads, only in the thread
    that made it. An error is answered in another thread, and its traceback would carry along the
    local variables of every call on the way: so they are cleared here.

    Args:
        work: Evaluates a query and uses up the result.

    Raises:
        EvaluationError: the engine gave up half-way.
    """
    try:
        return work()
    except (RuntimeError, OSError) as error:
        clear_frames(error.__traceback__)
        raise EvaluationError(f"The query could not be evaluated: {error}") from error
