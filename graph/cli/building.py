"""Commands that read reports: ``build`` and ``validate``."""

import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from graph.cli.options import DEFAULT_STORE, StoreOption, TextsOption, texts

if TYPE_CHECKING:
    from graph.validation_report import ValidationReport


class ReportFormat(StrEnum):
    """A table, or the W3C validation report in a format of RDF."""

    TABLE = "table"
    JSON = "json"
    TURTLE = "turtle"


def build(
    *,
    report: Annotated[
        list[Path] | None,
        typer.Option(metavar="DIR", help="A report; several times. Else the bundled reports."),
    ] = None,
    text: TextsOption = None,
    store: StoreOption = DEFAULT_STORE,
    replace: Annotated[
        bool, typer.Option("--replace", help="Drop graphs that were not built from files.")
    ] = False,
) -> None:
    """Validate reports and build the store from them.

    The sentences of a report whose text is given are kept in the store, to be shown as evidence.
    """
    from graph.build import build as build_store
    from graph.cli.output import counted, write
    from graph.store import open_store

    began = time.perf_counter()
    with _progress() as progress:
        summary = build_store(
            open_store(store), report or _bundled_reports(), texts(text), progress, replace=replace
        )
    seconds = time.perf_counter() - began
    write(
        f"{store}: {counted(len(summary.reports), 'report')}, {counted(summary.claims, 'claim')}, "
        f"{counted(summary.things, 'thing')}, {counted(summary.facts, 'fact')}; "
        f"version {summary.version}; {seconds:.1f} s\n"
    )


def validate(
    paths: Annotated[
        list[Path] | None,
        typer.Argument(metavar="[PATH]…", help="Folders of reports; else the bundled ones."),
    ] = None,
    *,
    text: TextsOption = None,
    format_name: Annotated[
        ReportFormat, typer.Option("--format", help="How to write the validation report.")
    ] = ReportFormat.TABLE,
) -> None:
    """Check the ontology and reports against shapes, checks and texts, without writing.

    The exit code is 1 where a report does not conform.
    """
    from graph.build import check
    from graph.cli.output import write

    with _progress() as progress:
        whole = check(paths or _bundled_reports(), texts(text), progress)
    if format_name is ReportFormat.TABLE:
        _print_report(whole)
    else:
        rdf_format = "json-ld" if format_name is ReportFormat.JSON else "turtle"
        write(whole.to_graph().serialize(format=rdf_format, encoding="utf-8"))
    if not whole.conforms:
        raise typer.Exit(1)


def _bundled_reports() -> list[Path]:
    """Return the folders of the reports that come with the program."""
    from graph.resources import data_folder

    return sorted(path for path in data_folder("reports").iterdir() if path.is_dir())


def _print_report(report: "ValidationReport") -> None:
    """Print the findings of a validation as a table."""
    from graph.cli.output import counted, print_table, write
    from graph.namespaces import shorten

    if report.results:
        rows = [[r.severity, shorten(r.focus), r.message, r.file] for r in report.results]
        print_table(["severity", "node", "message", "file"], rows)
    verdict = "conforms" if report.conforms else "does not conform"
    write(f"The data {verdict}: {counted(len(report.results), 'result')}.\n")


@contextmanager
def _progress() -> Iterator[Callable[[str], None]]:
    """Show what is being done on a terminal; in a pipe, show nothing."""
    if not sys.stderr.isatty():
        yield lambda _: None
        return
    from rich.console import Console
    from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn

    columns = BarColumn(bar_width=20), TimeElapsedColumn(), TextColumn("{task.description}")
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("", total=None)
        yield lambda step: bar.update(task, description=step)
