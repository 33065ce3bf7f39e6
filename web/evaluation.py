"""Evaluating a query for a reply: which forms its result has, and what becomes of a failure."""

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import islice
from traceback import clear_frames
from typing import Final, Protocol, TypeVar

from graph.errors import EvaluationError
from graph.results import BOOLEAN_FORMATS, GRAPH_FORMATS, SOLUTION_FORMATS, Format
from graph.sparql import tokenize
from graph.store import Dataset
from web.content import Content
from web.turns import Turns

Answer = TypeVar("Answer")

_FORMATS_OF: Final[dict[str, Sequence[Format]]] = {
    "SELECT": SOLUTION_FORMATS,
    "ASK": BOOLEAN_FORMATS,
    "CONSTRUCT": GRAPH_FORMATS,
    "DESCRIBE": GRAPH_FORMATS,
}
_PROLOGUE: Final = 10_000
"""Most tokens among which the form of a query is looked for."""


@dataclass(frozen=True)
class Query:
    """A free-form query.

    Args:
        text: SPARQL.
        dataset: The graphs that the request names, or None where it names none.
        form: What the result is written in.
    """

    text: str
    dataset: Dataset | None
    form: Format


class Evaluator(Protocol):
    """What evaluates free-form queries within the limits of the settings.

    Args:
        turns: The queue in front of it.
        killed: Why queries were ended → how many.
    """

    turns: Turns
    killed: Counter[str]

    async def evaluate(self, query: Query) -> Content:
        """Return the result of a query.

        Raises:
            LimitError: it met a limit.
            EvaluationError: the engine gave up.
            UsageError: it is not SPARQL 1.1, or would send requests.
        """
        ...

    def close(self) -> None:
        """Give back what it holds."""
        ...


def formats_of(query: str) -> Sequence[Format]:
    """Return the formats that the result of a query will have; all where it has no query form.

    Knowing them before the query is evaluated, a reply can be 304 or 406 without evaluating it.
    A text with one of the four words, wherever in it, can have no other form.

    Raises:
        QuerySyntaxError: the text is not made of SPARQL tokens.

    >>> [known.name for known in formats_of("PREFIX ask: <urn:ask> ASK { ask:x ?p ?o }")]
    ['json', 'xml']
    """
    lowered = query.lower()
    within = [form for word, form in _FORMATS_OF.items() if word.lower() in lowered]
    if len(within) == 1:
        return within[0]
    tokens = islice(tokenize(query), _PROLOGUE)
    words = (token.text.upper() for token in tokens if token.kind == "word")
    found = (_FORMATS_OF[word] for word in words if word in _FORMATS_OF)
    return next(found, (*SOLUTION_FORMATS, *GRAPH_FORMATS))


formats_of_text = lru_cache(maxsize=256)(formats_of)
"""The same, for the texts of canned queries."""


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
