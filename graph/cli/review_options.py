"""Options that the commands of ``comity review`` share, and what these print."""

import json
from collections.abc import Iterable
from datetime import UTC, datetime
from decimal import Decimal
from getpass import getuser
from typing import TYPE_CHECKING, Annotated, Final, TypeAlias

import typer

if TYPE_CHECKING:
    from graph.review.desk import NewThing
    from graph.review.records import By, Decision, State
    from graph.store import Store

ReportArgument: TypeAlias = Annotated[str, typer.Argument(metavar="REPORT", help="Id of a report.")]
ClaimsArgument: TypeAlias = Annotated[
    list[str], typer.Argument(metavar="CLAIM…", help="Claims: p3s2-1, slugs or IRIs.")
]
CuratorOption: TypeAlias = Annotated[
    str, typer.Option("--curator", metavar="NAME", help="Who decides; else the user's name.")
]
WhyOption: TypeAlias = Annotated[str, typer.Option("--why", metavar="TEXT", help="The reason.")]
JsonOption: TypeAlias = Annotated[bool, typer.Option("--json", help="Print JSON.")]
NewThingOption: TypeAlias = Annotated[
    list[str] | None,
    typer.Option(
        "--new-thing",
        metavar="SLUG=CLASS=LABEL",
        help="Bring in a thing, such as port-board=GovernmentBody='Port Board'. Several times.",
    ),
]


_BETWEEN: Final = {"merged": " into ", "kept-apart": " and "}
"""Outcome of a decision on two things → what stands between their names."""


def by_whom(curator: str, why: str) -> "By":
    """Return who decides, now."""
    from graph.review.records import By

    return By(curator_name(curator), datetime.now(UTC), why)


def curator_name(name: str) -> str:
    """Return the name of the curator: as given, or that of the user.

    Raises:
        UsageError: none is given, and the system knows none.
    """
    from graph.errors import UsageError

    try:
        return name or getuser()
    except (KeyError, OSError) as error:
        raise UsageError("Nobody is named as the curator.", "Give --curator NAME.") from error


def score_of(text: str | None) -> Decimal | None:
    """Return a score that was given as text."""
    from graph.errors import UsageError

    if text is None:
        return None
    try:
        return Decimal(text)
    except ArithmeticError as error:
        raise UsageError(f"--score {text}: not a number.") from error


def states_of(names: list[str] | None) -> list["State"]:
    """Return the states of some names."""
    from graph.errors import UsageError
    from graph.review.records import State

    for name in names or ():
        if name not in list(State):
            raise UsageError(f"--state {name}: no such state.", f"One of {', '.join(State)}.")
    return [State(name) for name in names or ()]


def parts_of(changes: Iterable[str]) -> dict[str, list[str]]:
    """Return part of a claim → its new values, from PART=VALUE."""
    from graph.errors import UsageError

    parts: dict[str, list[str]] = {}
    for change in changes:
        part, equals, value = change.partition("=")
        if not equals:
            raise UsageError(f"{change}: not of the form PART=VALUE.")
        parts.setdefault(part, []).extend([value] if value else [])
    return parts


def things_of(store: "Store", given: list[str] | None) -> list["NewThing"]:
    """Return the things that a decision brings in, from SLUG=CLASS=LABEL."""
    from graph.errors import UsageError
    from graph.review.naming import new_thing

    found = []
    for text in given or ():
        pieces = text.split("=", 2)
        if len(pieces) != 3:  # noqa: PLR2004  # slug, class, label
            raise UsageError(f"--new-thing {text}: not of the form SLUG=CLASS=LABEL.")
        found.append(new_thing(store, *pieces))
    return found


def print_decisions(taken: Iterable["Decision"], what: str = "") -> None:
    """Print decisions, one a line."""
    from graph.cli.output import write

    write("".join(f"{what}{decided(decision)}\n" for decision in taken))


def decided(decision: "Decision") -> str:
    """Return a decision in a line."""
    from graph.records import short_name

    names = _BETWEEN.get(decision.outcome.value, " ").join(map(short_name, decision.on))
    made = f" → {' '.join(map(short_name, decision.generated))}" if decision.generated else ""
    why = f": {decision.why}" if decision.why else ""
    head = f"{decision.number} {decision.outcome.value} {names}{made}"
    return f"{head} ({decision.curator}, {decision.moment}){why}"


def in_words(states: dict[str, int]) -> str:
    """Return counts of claims in words."""
    return ", ".join(f"{number} {state}" for state, number in states.items())


def print_json(data: object) -> None:
    """Print data as JSON."""
    from graph.cli.output import write

    write(json.dumps(data, ensure_ascii=False, indent=1) + "\n")
