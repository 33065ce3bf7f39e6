"""Commands that ask the store: ``queries``, ``query`` and ``sparql``."""

import sys
from collections.abc import Sequence
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated

import typer

from graph.cli.options import DEFAULT_STORE, StoreOption

if TYPE_CHECKING:
    from graph.query import CannedQuery


class ResultFormat(StrEnum):
    """A table, or a format of ``graph.results`` by its name."""

    TABLE = "table"
    JSON = "json"
    CSV = "csv"
    TSV = "tsv"
    XML = "xml"
    TURTLE = "turtle"
    NTRIPLES = "ntriples"
    JSONLD = "jsonld"
    RDFXML = "rdfxml"


FormatOption = Annotated[
    ResultFormat,
    typer.Option("--format", help="How to write the result; a graph is written in turtle."),
]


def queries() -> None:
    """List the canned queries."""
    from graph.catalogue import Catalogue
    from graph.cli.output import print_table
    from graph.resources import data_folder

    catalogue = Catalogue(data_folder("queries"))
    rows = [
        [
            canned.name,
            canned.summary,
            " ".join(p.name if p.required else f"[{p.name}]" for p in canned.parameters),
        ]
        for canned in catalogue.values()
    ]
    print_table(["name", "question", "parameters"], rows)


def query(
    ctx: typer.Context,
    name: Annotated[str, typer.Argument(metavar="NAME", help="Name of the query.")] = "",
    *,
    store: StoreOption = DEFAULT_STORE,
    format_name: FormatOption = ResultFormat.TABLE,
    show_help: Annotated[
        bool, typer.Option("--help", help="Show this message, or the parameters of the query.")
    ] = False,
) -> None:
    """Run a canned query.

    Its parameters are options: comity query NAME --PARAMETER VALUE. A thing can be given as IRI,
    slug, label or alias.
    """
    if not name:
        typer.echo(ctx.get_help())
        raise typer.Exit(0 if show_help else 2)
    from graph.catalogue import find_query
    from graph.cli.output import print_result, write
    from graph.query import run
    from graph.resources import data_folder
    from graph.search import resolve
    from graph.store import open_store

    canned = find_query(data_folder("queries"), name)
    if show_help:
        write(_help(canned))
        return
    values = parameter_values(ctx.args, canned)
    opened = open_store(store)
    result = run(opened, canned, values, lambda text: resolve(opened, text))
    print_result(opened, result, format_name)


def sparql(
    query_text: Annotated[
        str, typer.Argument(metavar="QUERY|-", help="A SPARQL query; - reads it from the input.")
    ],
    *,
    store: StoreOption = DEFAULT_STORE,
    format_name: FormatOption = ResultFormat.TABLE,
) -> None:
    """Run a read query. The prefixes of the project are declared."""
    from graph.cli.output import print_result
    from graph.sparql import refuse_service, refuse_update
    from graph.store import open_store

    text = sys.stdin.read() if query_text == "-" else query_text
    refuse_service(text)
    refuse_update(text)
    opened = open_store(store)
    print_result(opened, opened.query(text), format_name)


def parameter_values(arguments: Sequence[str], canned: "CannedQuery") -> dict[str, str]:
    """Return parameter → value from ``--name value`` and ``--name=value``.

    Args:
        arguments: What the command line does not know itself.
        canned: The query.

    Raises:
        ParameterError: an argument is not an option, has no value or is given twice.
    """
    from graph.errors import ParameterError

    values: dict[str, str] = {}
    rest = iter(arguments)
    for argument in rest:
        name, equals, value = argument.removeprefix("--").partition("=")
        if not argument.startswith("--") or not name:
            problem = f"{argument!r} is not a parameter."
            raise ParameterError(problem, f"Write --name value. {canned.usage}")
        if not equals:
            value = next(rest, "")
        if not value or (value.startswith("--") and not equals):
            raise ParameterError(f"--{name} has no value.", canned.usage)
        if name in values:
            raise ParameterError(f"--{name} is given twice.")
        values[name] = value
    return values


def _help(canned: "CannedQuery") -> str:
    """Return the help of a canned query."""
    lines = [f"Usage: comity query {canned.name} [--PARAMETER VALUE]…", "", f"  {canned.summary}"]
    if canned.description:
        lines += ["", f"  {canned.description}"]
    lines += ["", "Parameters:" if canned.parameters else canned.usage]
    for parameter in canned.parameters:
        kind = "thing" if parameter.kind == "iri" else parameter.type_name
        notes = "required" if parameter.required else "optional"
        example = f"; such as {parameter.default}" if parameter.default else ""
        lines.append(f"  --{parameter.name} <{kind}>  {notes}{example}")
    return "\n".join([*lines, ""])
