"""The command ``comity review``: plain commands for scripts, and a screen on a terminal."""

import sys
from typing import Annotated

import typer

from graph.cli import review_decisions
from graph.cli.options import DEFAULT_STORE, StoreOption
from graph.cli.review_options import (
    CuratorOption,
    JsonOption,
    ReportArgument,
    WhyOption,
    by_whom,
    curator_name,
    decided,
    in_words,
    print_decisions,
    print_json,
    score_of,
    states_of,
)

app = typer.Typer(
    help="Decide on what was proposed of a text, and publish what was accepted.",
    rich_markup_mode=None,
    add_completion=False,
)
app.command()(review_decisions.accept)
app.command()(review_decisions.reject)
app.command()(review_decisions.edit)
app.command()(review_decisions.undo)
app.command()(review_decisions.merge)


@app.callback(invoke_without_command=True)
def review(
    ctx: typer.Context,
    *,
    report: Annotated[
        str | None, typer.Option(metavar="ID", help="The report to open; else the first draft.")
    ] = None,
    curator: CuratorOption = "",
    store: StoreOption = DEFAULT_STORE,
) -> None:
    """Decide on what was proposed of a text, and publish what was accepted.

    Without a command, a screen opens on a terminal; in a pipe, the drafts or claims are listed.
    """
    if ctx.invoked_subcommand is not None:
        return
    if not (sys.stdin.isatty() and sys.stdout.isatty()):
        list_(report, store=store)
        return
    from graph.cli.review_screen import open_screen
    from graph.store import open_store

    open_screen(open_store(store), report, curator_name(curator))


@app.command("list")
def list_(  # noqa: PLR0913  # one argument an option
    report: Annotated[
        str | None, typer.Argument(metavar="[REPORT]", help="Id of a report; else all drafts.")
    ] = None,
    *,
    state: Annotated[
        list[str] | None,
        typer.Option(metavar="STATE", help="draft, accepted, rejected, edited or superseded."),
    ] = None,
    score: Annotated[str | None, typer.Option(metavar="S", help="Least score.")] = None,
    rule: Annotated[str | None, typer.Option(metavar="NAME", help="Of this rule.")] = None,
    paragraph: Annotated[int | None, typer.Option(help="Of this paragraph.")] = None,
    sentence: Annotated[int | None, typer.Option(help="Of this sentence of it.")] = None,
    as_json: JsonOption = False,
    store: StoreOption = DEFAULT_STORE,
) -> None:
    """List the drafts, or the claims of one."""
    from graph.cli.output import counted, print_table, write
    from graph.review.draft import drafts_of
    from graph.review.queue import Filter, read_queue
    from graph.review.views import counts, of_candidate
    from graph.store import open_store

    opened = open_store(store)
    if report is None:
        found = {each: counts(read_queue(opened, each)) for each in drafts_of(opened)}
        if as_json:
            print_json(found)
            return
        if not found:
            write("There are no drafts. `comity extract` makes one from a text.\n")
            return
        print_table(
            ["report", "claims"],
            [[each, in_words(states)] for each, states in found.items()],
        )
        return
    chosen = Filter(states_of(state), score_of(score), rule, paragraph, sentence)
    queue = read_queue(opened, report)
    candidates = list(filter(chosen, queue.candidates))
    if as_json:
        print_json([of_candidate(queue, candidate) for candidate in candidates])
        return
    rows = [
        [
            candidate.name.removeprefix(f"claim-{report}-"),
            "" if candidate.score is None else f"{candidate.score:.2f}",
            candidate.state.value,
            candidate.claim.modality,
            f"{candidate.subject} — {candidate.predicate} — {candidate.object}",
        ]
        for candidate in candidates
    ]
    print_table(["claim", "score", "state", "modality", "says"], rows)
    write(f"\n{counted(len(rows), 'claim')}\n")


@app.command()
def show(
    report: ReportArgument,
    claim: Annotated[str, typer.Argument(metavar="CLAIM", help="p3s2-1, a slug or an IRI.")],
    *,
    as_json: JsonOption = False,
    store: StoreOption = DEFAULT_STORE,
) -> None:
    """Show a claim with its sentence."""
    from graph.cli.output import write
    from graph.review.naming import claim_named
    from graph.review.queue import read_queue
    from graph.review.views import of_candidate
    from graph.store import open_store

    queue = read_queue(open_store(store), report)
    iri = claim_named(queue.draft, claim)
    [candidate] = [each for each in queue.candidates if each.claim.iri == iri]
    if as_json:
        print_json(of_candidate(queue, candidate))
        return
    decision, place = candidate.decision, candidate.place
    lines = {
        "claim": candidate.name,
        "state": candidate.state.value,
        "decision": decided(decision) if decision else "",
        "says": f"{candidate.subject} — {candidate.predicate} — {candidate.object}",
        "modality": candidate.claim.modality,
        "speaker": ", ".join(candidate.speakers),
        "also": candidate.also,
        "in words": candidate.claim.comment,
        "score": "" if candidate.score is None else str(candidate.score),
        "rule": " ".join(candidate.rule) if candidate.rule else "",
        "repeats": ", ".join(queue.label(each) for each in candidate.repeats),
        "place": str(place) if place else "",
        "sentence": (place.words or "") if place else "",
    }
    write("".join(f"{name}: {value}\n" for name, value in lines.items() if value))


@app.command()
def decisions(
    report: ReportArgument, *, as_json: JsonOption = False, store: StoreOption = DEFAULT_STORE
) -> None:
    """List the decisions on a report."""
    from graph.cli.output import write
    from graph.review.draft import read_draft
    from graph.review.views import of_decision
    from graph.store import open_store

    found = list(read_draft(open_store(store), report).decisions.values())
    if as_json:
        print_json([of_decision(decision) for decision in found])
    elif found:
        print_decisions(found)
    else:
        write("Nothing has been decided yet.\n")


@app.command()
def merges(
    report: ReportArgument, *, as_json: JsonOption = False, store: StoreOption = DEFAULT_STORE
) -> None:
    """List the things of a draft that may be one."""
    from graph.cli.output import print_table, write
    from graph.review.likeness import possible_merges
    from graph.review.queue import read_queue
    from graph.review.views import of_possible_merges
    from graph.store import open_store

    opened = open_store(store)
    queue = read_queue(opened, report)
    found = of_possible_merges(opened, queue, possible_merges(opened, queue.draft))
    if as_json:
        print_json(found)
        return
    rows = [[each["thing"]["label"], each["into"]["label"], each["why"]] for each in found]
    if not rows:
        write("No two things look like one.\n")
        return
    print_table(["thing", "may be", "because of"], rows)


@app.command()
def publish(report: ReportArgument, *, store: StoreOption = DEFAULT_STORE) -> None:
    """Write the report from what was accepted, if the whole conforms.

    The exit code is 1 where it does not; nothing is written then.
    """
    from graph.cli.output import write
    from graph.review.publishing import publish_report
    from graph.store import open_store

    opened = open_store(store)
    done = publish_report(opened, report)
    write(f"{report}: {done.in_words}; version {opened.version}\n")


@app.command()
def rules(  # one argument an option
    name: Annotated[str | None, typer.Argument(metavar="[RULE]", help="A rule to switch.")] = None,
    *,
    off: Annotated[
        bool | None, typer.Option("--off/--on", help="Leave the rule out of extractions, or not.")
    ] = None,
    why: WhyOption = "",
    curator: CuratorOption = "",
    as_json: JsonOption = False,
    store: StoreOption = DEFAULT_STORE,
) -> None:
    """List how often each rule is right, or switch one off or on.

    A rule can be switched off that is right in less than 6 of 10 cases, after ten decisions.
    """
    from graph.cli.output import print_table
    from graph.errors import UsageError
    from graph.review import precision
    from graph.review.views import of_precision
    from graph.store import open_store

    opened = open_store(store)
    known = precision.precision(opened)
    if (name is None) != (off is None):
        raise UsageError("Give a rule, and --off or --on.", "comity review rules RULE --off")
    if name is not None:
        with opened.write() as writer:
            if off:
                precision.switch_off(writer, name, known, by_whom(curator, why))
            else:
                precision.switch_on(writer, name)
        return
    if as_json:
        print_json([of_precision(each) for each in known])
        return
    rows = [
        [
            each.rule,
            f"{each.value:.2f}",
            *map(str, (each.right, each.wrong, each.open)),
            "off" if each.is_off else "can be off" if each.can_be_switched_off else "",
        ]
        for each in known
    ]
    print_table(["rule", "precision", "right", "wrong", "open", "switch"], rows)
