"""The command ``extract``: from texts to draft claims."""

import sys
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date as day
from datetime import datetime
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Final

import typer

from graph.cli.options import DEFAULT_STORE, StoreOption

if TYPE_CHECKING:
    from graph.extraction.background import Background
    from graph.extraction.batch import Outcome, Reader
    from graph.extraction.deposits import Deposit
    from graph.extraction.drafts import DraftGraph
    from graph.extraction.proposals import Extraction
    from graph.store import Store

_INTERRUPTED: Final = 130
"""Exit code of a process that an interrupt ended, as shells have it."""

_MODALITIES: Final = ("asserted", "denied", "alleged", "planned", "predicted")


class DraftFormat(StrEnum):
    """A graph of draft claims, the JSON form of what was read, or files to correct by hand."""

    TRIG = "trig"
    JSON = "json"
    BRAT = "brat"
    LABEL_STUDIO = "label-studio"
    DOCCANO = "doccano"

    @property
    def is_for_annotation(self) -> bool:
        """Tell whether an annotation program reads it."""
        return self not in (DraftFormat.TRIG, DraftFormat.JSON)


def extract(  # noqa: PLR0913  # one argument an option
    files: Annotated[
        list[Path],
        typer.Argument(metavar="FILE…", help="Texts (plain, HTML, PDF, DOCX), or folders of them."),
    ],
    *,
    report: Annotated[
        str | None, typer.Option(metavar="ID", help="Id of the report; else its file's name.")
    ] = None,
    date: Annotated[
        datetime | None,
        typer.Option(
            metavar="YYYY-MM-DD",
            formats=["%Y-%m-%d"],
            help="When the text was written; else days such as 'yesterday' stay open.",
        ),
    ] = None,
    output: Annotated[
        Path | None,
        typer.Option("--output", "-o", metavar="DIR", help="Write files, and not to the store."),
    ] = None,
    format_name: Annotated[
        DraftFormat,
        typer.Option(
            "--format",
            help="A draft graph; JSON, on the standard output without -o; or, with -o, files for "
            "an annotation program.",
        ),
    ] = DraftFormat.TRIG,
    annotations: Annotated[
        Path | None,
        typer.Option(
            metavar="PATH",
            help="Take in what was corrected in an annotation program: its file, or a folder of "
            "<id>.ann, <id>.json or <id>.jsonl.",
        ),
    ] = None,
    again: Annotated[
        bool,
        typer.Option(
            "--again",
            help="Replace each draft or JSON file: also one that would be the same, is of another "
            "text, or was corrected.",
        ),
    ] = False,
    store: StoreOption = DEFAULT_STORE,
) -> None:
    """Propose claims from texts: names, relations, modality, speaker and the passage of each.

    What is proposed is a draft until a person decides on it with `comity review`.
    """
    from graph.errors import UsageError
    from graph.extraction.batch import run, texts_of

    if format_name.is_for_annotation and output is None:
        raise UsageError(f"--format {format_name} writes files.", "Name a folder: -o DIR.")
    texts = texts_of(files, report)
    known = _built(store)
    if known is None and output is None and format_name is DraftFormat.TRIG:
        from graph.store import open_store

        _ = open_store(store).version  # raises that nothing has been built there
    tally = _Tally()
    with _progress(len(texts)) as advance:
        reader, background = _prepared(known, date.date() if date else None)
        deposit = _deposit(
            known, background, tally, output, format_name, is_one=len(texts) == 1, again=again
        )
        if annotations is None:
            outcome = run(texts, reader, deposit, again=again, advance=advance)
        else:
            from graph.extraction.interchange.files import take_in

            outcome = take_in(texts, annotations, reader, deposit, advance)
    if len(texts) == 1 and outcome.failed:
        raise outcome.failed[0][1]
    is_printed = output is None and format_name is DraftFormat.JSON
    in_store = output is None and format_name is DraftFormat.TRIG
    _report(outcome, tally, output or Path(store), is_quiet=is_printed, in_store=in_store)
    if not outcome.is_whole:
        raise typer.Exit(_INTERRUPTED)
    if outcome.failed:
        raise typer.Exit(1)


class _Tally:
    """What was proposed in a run.

    A text that is counted twice, around an interrupt, is in it once.
    """

    def __init__(self) -> None:
        self._found: dict[str, _Found] = {}

    def __call__(self, extraction: "Extraction", draft: "DraftGraph") -> None:
        """Count what was proposed of a text."""
        said = (extraction.proposals[place] for place in draft.claims)
        relations = Counter((each.relation.value, each.modality.value) for each in said)
        found = _Found(relations, draft.size, frozenset(draft.things), is_empty=draft.is_empty)
        self._found[draft.report_id] = found

    @property
    def reports(self) -> list[str]:
        """Return the reports that were read."""
        return list(self._found)

    @property
    def empty(self) -> list[str]:
        """Return those of which nothing was proposed."""
        return [report for report, found in self._found.items() if found.is_empty]

    @property
    def relations(self) -> Counter[tuple[str, str]]:
        """Return relation and modality → how many were proposed."""
        return sum((found.relations for found in self._found.values()), Counter())

    @property
    def claims(self) -> int:
        """Return the number of claims in the drafts."""
        return sum(found.claims for found in self._found.values())

    @property
    def things(self) -> frozenset[str]:
        """Return the things that they bring in."""
        return frozenset[str]().union(*(found.things for found in self._found.values()))


@dataclass(frozen=True)
class _Found:
    """What was proposed of a text: relations by modality, claims, and new things."""

    relations: Counter[tuple[str, str]]
    claims: int
    things: frozenset[str]
    is_empty: bool


def _built(location: str) -> "Store | None":
    """Return the store at a place if something has been built there."""
    from graph.errors import StoreNotFoundError
    from graph.store import open_store

    store = open_store(location)
    try:
        _ = store.version
    except StoreNotFoundError:
        return None
    return store


def _prepared(store: "Store | None", date: day | None) -> "tuple[Reader, Background]":
    """Return what reads texts, and what is known: of a store, or else of the shipped data."""
    from graph.extraction.background import Background
    from graph.extraction.batch import Reader
    from graph.extraction.gazetteer import Gazetteer
    from graph.review.names import accepted_names
    from graph.review.precision import rules_off

    if store is None:
        return Reader(Gazetteer.shipped(), date), Background.shipped()
    gazetteer = Gazetteer.of(store, accepted_names(store))
    return Reader(gazetteer, date, rules_off(store)), Background(store)


def _deposit(  # noqa: PLR0913  # what the options say
    store: "Store | None",
    background: "Background",
    tally: _Tally,
    output: Path | None,
    format_name: DraftFormat,
    *,
    is_one: bool,
    again: bool,
) -> "Deposit":
    """Return where the drafts go."""
    from graph.cli.output import write
    from graph.extraction.deposits import FolderDeposit, JsonDeposit, StoreDeposit

    if format_name.is_for_annotation and output is not None:
        from graph.extraction.interchange.files import AnnotationDeposit

        return AnnotationDeposit(output, format_name, background, tally)
    if format_name is DraftFormat.JSON:
        indented = is_one or output is not None
        return JsonDeposit(
            background, tally, folder=output, write=write, indented=indented, again=again
        )
    if output is not None or store is None:
        return FolderDeposit(output or Path(), background, tally, again=again)
    return StoreDeposit(store, background, tally, again=again)


def _report(
    outcome: "Outcome", tally: _Tally, place: Path, *, is_quiet: bool, in_store: bool
) -> None:
    """Tell what a run did: on the standard output, or what went wrong alone on that of errors."""
    from graph.cli.output import counted, print_table, write

    if not is_quiet:
        if tally.relations:
            print_table(["relation", *_MODALITIES, "all"], _rows(tally))
            write("\n")
        skipped = f"{outcome.skipped} unchanged and skipped" if outcome.skipped else ""
        claims = counted(tally.claims, "draft claim")
        found = [
            counted(len(tally.reports), "text"),
            f"{counted(tally.relations.total(), 'relation')} in {claims}",
            counted(len(tally.things), "new thing"),
        ]
        told = [", ".join(found)] if tally.reports or not skipped else []
        write(f"{place}: {'; '.join([*told, *filter(None, [skipped])])}\n")
        if tally.empty:
            write(f"Nothing is proposed of {', '.join(tally.empty)}.\n")
        if tally.relations and in_store:
            name = tally.reports[0] if len(tally.reports) == 1 else "ID"
            write(f"Decide on them with `comity review --report {name}`.\n")
    for path, error in outcome.failed:
        typer.echo(f"error: {_told(path, error)}", err=True)
    if not outcome.is_whole:
        left = "The same command goes on from there."
        typer.echo(f"Interrupted after {counted(len(tally.reports), 'text')}. {left}", err=True)


def _told(path: Path, error: Exception) -> str:
    """Return an error with the file that it is about."""
    text = str(error)
    return text if str(path) in text else f"{path}: {text}"


def _rows(tally: _Tally) -> list[list[str]]:
    """Return the counts by relation and modality."""
    rows, counts = [], tally.relations
    for relation in sorted({relation for relation, _ in counts}):
        cells = [counts[relation, name] for name in _MODALITIES]
        rows.append([relation, *(str(cell or "") for cell in cells), str(sum(cells))])
    return rows


@contextmanager
def _progress(total: int) -> Iterator[Callable[[Path], None]]:
    """Show how far the run is on a terminal; in a pipe, show nothing."""
    if not sys.stderr.isatty():
        yield lambda _: None
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

    columns = (
        BarColumn(bar_width=20),
        MofNCompleteColumn(),
        TimeElapsedColumn(),
        TextColumn("{task.description}"),
    )
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("", total=total)
        yield lambda path: bar.update(task, advance=1, description=path.name)
