"""The command line: ``comity``.

Modules of this package import what they need inside of the commands: only one command runs, and
``comity --help`` is to answer at once.
"""

from typing import Final

import typer

# The one public way to see what a command raises is to be the group that runs it.
from typer.core import TyperGroup

from graph.cli import building, extracting, questions, review, serving, views
from graph.errors import ComityError, DataError, StoreError, UsageError

EXIT_CODES: Final[tuple[tuple[type[ComityError], int], ...]] = (
    (DataError, 1),
    (UsageError, 2),
    (StoreError, 3),
)
"""Class of errors → exit code of the process. 0: done; the command line's own errors are 2."""


def exit_code(error: ComityError) -> int:
    """Return the exit code for an error.

    >>> from graph.errors import EntityError
    >>> exit_code(EntityError("Nothing has the name 'Atlantis'.", []))
    2
    """
    return next(code for kind, code in EXIT_CODES if isinstance(error, kind))


class _Commands(TyperGroup):
    """The commands, with the project's errors told in a line or two and made exit codes."""

    def invoke(self, ctx: typer.Context) -> object:  # type: ignore[override]  # click's Context
        """Run a command."""
        try:
            return super().invoke(ctx)
        except ComityError as error:
            typer.echo(f"error: {error}", err=True)
            raise typer.Exit(exit_code(error)) from error


app = typer.Typer(
    cls=_Commands,
    name="comity",
    help="Reports of foreign ministries as RDF claims, with the passage that supports each.",
    no_args_is_help=True,
    # Rich takes 0.1 s to import; the commands that draw tables do so when they run.
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    add_completion=False,
)
app.command()(building.build)
app.command()(building.validate)
app.command()(extracting.extract)
app.command()(questions.queries)
app.command(
    add_help_option=False,
    context_settings={"allow_extra_args": True, "ignore_unknown_options": True},
)(questions.query)
app.command()(questions.sparql)
app.command()(views.export)
app.command()(views.draw)
app.command()(views.path)
app.command()(views.stats)
app.add_typer(review.app, name="review")
app.command()(serving.serve)


def main() -> None:
    """Run the command that the process was started with."""
    app()
