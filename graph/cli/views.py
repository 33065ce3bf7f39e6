"""Commands that show the claims as a whole: ``export``, ``draw``, ``path`` and ``stats``."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from graph.cli.options import DEFAULT_STORE, ModalitiesOption, ReportOption, StoreOption

if TYPE_CHECKING:
    import pyoxigraph as ox

    from graph.store import Store


def export(
    *,
    output: Annotated[
        Path | None,
        typer.Option("-o", "--output", metavar="FILE", help="Where to; else the output."),
    ] = None,
    graph: Annotated[
        str | None,
        typer.Option(metavar="ID|IRI", help="Report or named graph; all of them unless given."),
    ] = None,
    format_name: Annotated[
        str | None,
        typer.Option("--format", metavar="NAME", help="Format; else by the suffix of FILE."),
    ] = None,
    rdf12: Annotated[
        bool, typer.Option("--rdf12", help="Claims as reifiers of RDF 1.2 triple terms.")
    ] = False,
    store: StoreOption = DEFAULT_STORE,
) -> None:
    """Write graphs as RDF, or claims as a network.

    The same data give the same bytes.
    """
    from graph.cli.output import write
    from graph.errors import UsageError
    from graph.export import export_pieces, format_for, format_named
    from graph.store import open_store

    if format_name is not None:
        chosen = format_named(format_name, rdf12=rdf12)
    elif output is not None:
        chosen = format_for(output, rdf12=rdf12)
    else:
        raise UsageError("There is neither a file nor a format.", "Give -o FILE or --format.")
    pieces = export_pieces(open_store(store), _graph_name(graph), chosen.name)
    if output is None:
        for piece in pieces:
            write(piece)
        return
    first = next(pieces, b"")  # a graph that cannot be written leaves no file behind
    try:
        with output.open("wb") as file:
            file.write(first)
            file.writelines(pieces)
    except OSError as error:
        raise UsageError(f"{output} cannot be written: {error.strerror}.") from error


def draw(  # noqa: PLR0913  # one argument an option
    *,
    output: Annotated[
        Path, typer.Option("-o", "--output", metavar="FILE", help="A .png, .svg or .html file.")
    ],
    focus: Annotated[
        str | None, typer.Option(metavar="THING", help="Draw what is around this thing.")
    ] = None,
    hops: Annotated[
        int, typer.Option(min=1, help="How many claims away from the focus to go.")
    ] = 1,
    relation: Annotated[
        list[str] | None,
        typer.Option(metavar="NAME", help="Only claims with this predicate; several times."),
    ] = None,
    modality: ModalitiesOption = None,
    report: ReportOption = None,
    store: StoreOption = DEFAULT_STORE,
) -> None:
    """Draw claims as a picture."""
    from graph.draw import draw as draw_claims
    from graph.search import resolve
    from graph.store import open_store

    opened = open_store(store)
    draw_claims(
        opened,
        output,
        report=_known_report(opened, report),
        focus=resolve(opened, focus) if focus else None,
        hops=hops,
        relations=[resolve(opened, name) for name in relation] if relation else None,
        modalities=_modalities(modality),
    )


def path(
    start: Annotated[str, typer.Argument(metavar="FROM", help="A thing.")],
    end: Annotated[str, typer.Argument(metavar="TO", help="Another thing.")],
    *,
    modality: ModalitiesOption = None,
    store: StoreOption = DEFAULT_STORE,
) -> None:
    """Show how two things are linked, each hop with its claim.

    Walks along asserted claims, unless told otherwise by --modality.
    """
    from graph.analysis import ASSERTED, find_path
    from graph.cli.output import write
    from graph.search import resolve
    from graph.store import open_store

    opened = open_store(store)
    ends = resolve(opened, start), resolve(opened, end)
    modalities = _modalities(modality) or ASSERTED
    hops = find_path(opened, *ends, modalities=modalities)
    if not hops:
        write(f"No chain of {' or '.join(modalities)} claims links {start} and {end}.\n")
    for hop in hops:
        left, right = ("──", "─▶") if hop.forward else ("◀─", "──")
        write(
            f"{hop.start_label} {left} {hop.predicate_label} ({hop.modality}) {right} "
            f"{hop.end_label}\n    {hop.comment}\n    {hop.place}\n"
        )


def stats(
    *,
    report: ReportOption = None,
    top: Annotated[int, typer.Option(min=1, help="How many things and bridges to list.")] = 10,
    store: StoreOption = DEFAULT_STORE,
) -> None:
    """Show degree, betweenness, communities and bridges."""
    from graph.analysis import statistics
    from graph.cli.output import print_table, write
    from graph.store import open_store

    opened = open_store(store)
    figures = statistics(opened, report=_known_report(opened, report))
    modalities = ", ".join(f"{count} {name}" for name, count in figures.modalities.items())
    write(
        f"{figures.nodes} things, {figures.edges} claims ({modalities}), "
        f"{figures.components} components, {len(figures.communities)} communities\n"
    )
    print_table(
        ["thing", "claims", "betweenness", "community"],
        [
            [node.label, str(node.degree), f"{node.betweenness:.3f}", str(node.community + 1)]
            for node in figures.central[:top]
        ],
    )
    print_table(
        ["bridge from", "to", "cuts off"],
        [[b.start_label, b.end_label, str(b.side)] for b in figures.bridges[:top]],
    )


def _graph_name(name: str | None) -> "ox.NamedNode | None":
    """Return the graph that a report, a prefixed name or an IRI stands for.

    Raises:
        UsageError: the name makes no IRI.
    """
    import pyoxigraph as ox

    from graph.errors import UsageError
    from graph.namespaces import GRAPH, expand

    if name is None:
        return None
    iri = expand(name)
    try:
        return ox.NamedNode(iri if "://" in iri else f"{GRAPH}{iri}")
    except ValueError as error:
        raise UsageError(f"{name!r} is not the name of a graph: {error}.") from error


def _known_report(store: "Store", report: str | None) -> str | None:
    """Return the id of a report that the store has.

    Raises:
        NotFoundError: it has no such report.
    """
    from graph.errors import NotFoundError

    known = [name.value for name in store.graph_names()]
    name = _graph_name(report)
    if name is not None and name.value not in known:
        problem = f"The store has no report {report!r}."
        raise NotFoundError(problem, f"Its graphs are: {', '.join(known)}.")
    return report


def _modalities(names: list[str] | None) -> list[str] | None:
    """Return modalities that there are.

    Raises:
        UsageError: there is no such modality.
    """
    from graph.analysis import MODALITIES
    from graph.errors import UsageError

    unknown = ", ".join(name for name in names or [] if name not in MODALITIES)
    if unknown:
        raise UsageError(
            f"--modality: there is no {unknown}.", f"There are {', '.join(MODALITIES)}."
        )
    return names
