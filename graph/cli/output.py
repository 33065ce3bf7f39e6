"""What commands print: results of queries, tables and the passages behind an answer."""

import os
import sys
import textwrap
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from itertools import chain
from typing import Final, TypeAlias

import pyoxigraph as ox
import typer

from graph.errors import EvaluationError, UsageError
from graph.export import rdf
from graph.records import Evidence, read_comments, read_evidence, read_labels, short_name
from graph.results import QueryResult, formats_for, serialize
from graph.store import Store

_NARROW: Final = 12
"""Characters that a column needs to be readable; with less, each solution gets a block."""

_WORD: Final = 16
"""Characters of the longest word that a column is not to break."""

_GAP: Final = 2
"""Characters between two columns."""


_Term: TypeAlias = ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple
_Row: TypeAlias = dict[str, _Term | None]


def write(data: str | bytes) -> None:
    """Write to the standard output; end quietly if nobody reads it any more (``| head``)."""
    try:
        sys.stdout.buffer.write(data.encode() if isinstance(data, str) else data)
        sys.stdout.flush()
    except BrokenPipeError as error:
        # Python flushes once more when it exits, and would complain then.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        raise typer.Exit(0) from error


def counted(number: int, noun: str) -> str:
    """Return a number of things in words.

    >>> counted(1, "claim"), counted(2, "claim")
    ('1 claim', '2 claims')
    """
    return f"{number} {noun}{'' if number == 1 else 's'}"


def print_result(store: Store, result: QueryResult, format_name: str) -> None:
    """Print the result of a query.

    Args:
        store: What was asked; it also knows labels and passages.
        result: The result; it is used up.
        format_name: ``table``, or the name of a format that the result can be written in. The
            table of a graph is Turtle, that of a boolean a word.

    Raises:
        UsageError: the result cannot be written in that format.
        EvaluationError: the engine gave up.
    """
    offered = {known.name: known for known in formats_for(result)}
    if format_name == "table" and isinstance(result, ox.QuerySolutions):
        _print_solutions(store, result)
        return
    if format_name == "table" and isinstance(result, ox.QueryBoolean):
        write("yes\n" if result else "no\n")
        return
    name = "turtle" if format_name == "table" else format_name
    if name not in offered:
        raise UsageError(
            f"The result of this query cannot be written as {name}.",
            f"It can be written as {', '.join(offered)}.",
        )
    with _evaluating():
        if isinstance(result, ox.QueryTriples):
            data = rdf.write_triples(result, name)
        else:
            data = serialize(result, offered[name])
    write(data if data.endswith(b"\n") else data + b"\n")


def print_table(header: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
    """Print a table that fits the terminal, or 80 columns in a pipe.

    Where the columns would be too narrow to read, each row is printed as a block of lines.
    """
    from rich.box import SIMPLE_HEAD
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    console = Console(highlight=False)
    widths = [max(map(len, column)) for column in zip(header, *rows, strict=True)]
    needed = sum(min(width, _NARROW) + _GAP for width in widths) - _GAP
    with console.capture() as capture:
        if needed <= console.width:
            table = Table(box=SIMPLE_HEAD, pad_edge=False, padding=(0, _GAP - 1, 0, 0))
            for name, *cells in zip(header, *rows, strict=True):
                longest = max(len(word) for cell in [name, *cells] for word in [*cell.split(), ""])
                table.add_column(name, overflow="fold", min_width=min(longest, _WORD))
            for row in rows:
                table.add_row(*map(Text, row))
            console.print(table)
        else:
            for row in rows:
                for name, cell in zip(header, row, strict=True):
                    if cell:
                        console.print(Text(f"{name}: {cell}"), soft_wrap=False)
                console.print()
    lines = [line.rstrip() for line in capture.get().splitlines()]
    write("\n".join(lines).strip("\n") + "\n")


@contextmanager
def _evaluating() -> Iterator[None]:
    """Turn the errors that the engine raises while a result is read into ours."""
    try:
        yield
    except (RuntimeError, OSError) as error:
        raise EvaluationError(f"The query could not be evaluated: {error}") from error


def _print_solutions(store: Store, solutions: ox.QuerySolutions) -> None:
    """Print solutions with labels in place of IRIs, and the passages that support them."""
    header = [variable.value for variable in solutions.variables]
    with _evaluating():
        rows: list[_Row] = [dict(zip(header, solution, strict=True)) for solution in solutions]
    passages = read_evidence(store, _iris(row.get("evidence") for row in rows))
    iris = dict.fromkeys(_iris(term for row in rows for term in row.values()))
    names = {iri: short_name(iri) for iri in iris} | read_labels(store, iris)
    numbers = {iri: number for number, iri in enumerate(filter(passages.get, iris), 1)}
    names |= {iri: f"[{number}] {passages[iri].place}" for iri, number in numbers.items()}
    shown = [name for name in header if not _is_shown_elsewhere(name, header, below=bool(passages))]
    print_table(shown, [[_cell(row[name], names) for name in shown] for row in rows])
    write(f"\n{counted(len(rows), 'solution')}\n")
    claims = _claims(rows)
    comments = read_comments(store, dict.fromkeys(chain(*claims.values())))
    for iri in numbers:
        write(_passage(names[iri], passages[iri], claims[iri], comments))


def _is_shown_elsewhere(name: str, header: Sequence[str], *, below: bool) -> bool:
    """Tell whether a table need not have a variable.

    A thing is shown by its label, so ``thingLabel`` says nothing new; claims stand beside the
    passages below the table.
    """
    if name.endswith("Label"):
        return name.removesuffix("Label") in header
    return below and name == "claim"


def _cell(term: _Term | None, names: Mapping[str, str]) -> str:
    """Return a term as a table shows it; an unbound variable is an empty cell."""
    if term is None:
        return ""
    if isinstance(term, ox.NamedNode):
        return names[term.value]
    return term.value if isinstance(term, ox.Literal) else str(term)


def _iris(terms: Iterable[_Term | None]) -> Iterator[str]:
    """Yield the IRIs among terms."""
    return (term.value for term in terms if isinstance(term, ox.NamedNode))


def _claims(rows: Sequence[_Row]) -> dict[str, list[str]]:
    """Return passage → the claims that stand beside it in a solution."""
    found: defaultdict[str, dict[str, None]] = defaultdict(dict)
    for row in rows:
        for passage in _iris([row.get("evidence")]):
            found[passage] |= dict.fromkeys(_iris([row.get("claim")]))
    return {passage: list(claims) for passage, claims in found.items()}


def _passage(
    name: str, passage: Evidence, claims: Sequence[str], comments: Mapping[str, str]
) -> str:
    """Return a passage as it is printed below a table: the sentence, or else the paraphrases."""
    head = " ".join([name, *(f"({short_name(claim)})" for claim in claims)])
    lines = [passage.text] if passage.text else [comments[iri] for iri in claims if iri in comments]
    wrap = textwrap.TextWrapper(80, subsequent_indent="    ", break_on_hyphens=False)
    head_and_lines = [head, *(f"    {line}" for line in lines)]
    return "\n".join(["", *map(wrap.fill, head_and_lines), ""])
