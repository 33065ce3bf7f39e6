"""Commands of ``comity review`` that decide; each is one write, all of it or nothing."""

from typing import Annotated

import typer

from graph.cli.options import DEFAULT_STORE, StoreOption
from graph.cli.review_options import (
    ClaimsArgument,
    CuratorOption,
    NewThingOption,
    ReportArgument,
    WhyOption,
    by_whom,
    parts_of,
    print_decisions,
    score_of,
    things_of,
)


def accept(  # noqa: PLR0913  # one argument an option
    report: ReportArgument,
    claims: Annotated[
        list[str] | None, typer.Argument(metavar="[CLAIM]…", help="Claims; or give --score.")
    ] = None,
    *,
    score: Annotated[
        str | None,
        typer.Option(metavar="S", help="All claims with this score or more that are asserted."),
    ] = None,
    modality: Annotated[
        list[str] | None,
        typer.Option(metavar="NAME", help="With --score: planned or predicted ones, too."),
    ] = None,
    why: WhyOption = "",
    curator: CuratorOption = "",
    store: StoreOption = DEFAULT_STORE,
) -> None:
    """Accept claims as they were proposed.

    Claims that are denied or alleged are never accepted by their score.
    """
    from graph.cli.output import write
    from graph.errors import UsageError
    from graph.review.decisions import accept as accept_one
    from graph.review.decisions import accept_from
    from graph.review.desk import open_desk
    from graph.review.naming import claim_named
    from graph.store import open_store

    if bool(claims) == (score is not None):
        raise UsageError("Give claims, or a score.", "comity review accept REPORT --score 0.9")
    by, least = by_whom(curator, why), score_of(score)
    with open_desk(open_store(store), report) as desk:
        if least is None:
            names = [claim_named(desk.draft, claim) for claim in claims or ()]
            taken = [accept_one(desk, iri, by) for iri in names]
        else:
            taken = list(accept_from(desk, least, by, modality or ()))
    print_decisions(taken)
    if not taken:
        write("Nothing is accepted: no open claim that may be accepted in bulk has that score.\n")


def reject(
    report: ReportArgument,
    claims: ClaimsArgument,
    *,
    repeated: Annotated[
        bool, typer.Option("--repeated", help="Another claim says the same: no fault of the rule.")
    ] = False,
    why: WhyOption = "",
    curator: CuratorOption = "",
    store: StoreOption = DEFAULT_STORE,
) -> None:
    """Reject claims: they are not what the passage says."""
    from graph.review import decisions
    from graph.review.desk import open_desk
    from graph.review.naming import claim_named
    from graph.store import open_store

    by = by_whom(curator, why)
    settle = decisions.supersede if repeated else decisions.reject
    with open_desk(open_store(store), report) as desk:
        names = [claim_named(desk.draft, claim) for claim in claims]
        taken = [settle(desk, iri, by) for iri in names]
    print_decisions(taken)


def edit(  # noqa: PLR0913  # one argument an option
    report: ReportArgument,
    claim: Annotated[str, typer.Argument(metavar="CLAIM", help="p3s2-1, a slug or an IRI.")],
    change: Annotated[
        list[str],
        typer.Argument(metavar="PART=VALUE…", help="subject=Belmora, modality=planned, comment=…"),
    ],
    *,
    new_thing: NewThingOption = None,
    why: WhyOption = "",
    curator: CuratorOption = "",
    store: StoreOption = DEFAULT_STORE,
) -> None:
    """Put a corrected claim in place of a claim.

    A part that is given several times gets several values, and PART= takes it away. With another
    subject, predicate, object or modality, the edit needs a comment: the claim in your own words.
    """
    from graph.review.decisions import edit as edit_claim
    from graph.review.desk import open_desk
    from graph.review.naming import changes_named, claim_named
    from graph.store import open_store

    by, opened = by_whom(curator, why), open_store(store)
    new_things = things_of(opened, new_thing)
    parts = parts_of(change)
    with open_desk(opened, report) as desk:
        changes = changes_named(opened, desk.draft, parts, new_things)
        iri = claim_named(desk.draft, claim)
        taken = edit_claim(desk, iri, changes, by, new_things=new_things)
    print_decisions([taken])


def undo(
    report: ReportArgument,
    numbers: Annotated[
        list[int] | None, typer.Argument(metavar="[NUMBER]…", help="Numbers of decisions.")
    ] = None,
    *,
    everything: Annotated[bool, typer.Option("--all", help="All decisions.")] = False,
    store: StoreOption = DEFAULT_STORE,
) -> None:
    """Take decisions back; the draft is then what it was without them."""
    from graph.errors import UsageError
    from graph.review.decisions import undo as undo_one
    from graph.review.desk import open_desk
    from graph.store import open_store

    if bool(numbers) == everything:
        raise UsageError("Give numbers of decisions, or --all.")
    with open_desk(open_store(store), report) as desk:
        chosen = sorted(numbers or desk.draft.decisions, reverse=True)
        taken = [undo_one(desk, number) for number in chosen]
    print_decisions(taken, "undone: ")


def merge(  # noqa: PLR0913  # one argument an option
    report: ReportArgument,
    thing: Annotated[str, typer.Argument(metavar="THING", help="What gives way.")],
    into: Annotated[str, typer.Argument(metavar="INTO", help="What stands for both.")],
    *,
    apart: Annotated[
        bool, typer.Option("--apart", help="Record that they are two, instead.")
    ] = False,
    new_thing: NewThingOption = None,
    why: WhyOption = "",
    curator: CuratorOption = "",
    store: StoreOption = DEFAULT_STORE,
) -> None:
    """Merge a thing into another, in the claims of a report; it can be undone."""
    from graph.review.desk import open_desk
    from graph.review.merging import keep_apart
    from graph.review.merging import merge as merge_things
    from graph.review.naming import names_of, thing_named
    from graph.store import open_store

    by, opened = by_whom(curator, why), open_store(store)
    new_things = things_of(opened, new_thing)
    with open_desk(opened, report) as desk:
        first = thing_named(opened, desk.draft, thing)
        second = names_of(new_things).get(into) or thing_named(opened, desk.draft, into)
        if apart:
            taken = keep_apart(desk, first, second, by)
        else:
            taken = merge_things(desk, first, second, by, new_things)
    print_decisions([taken])
