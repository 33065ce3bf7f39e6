"""Graphs of a store as bytes: RDF in standard formats, and networks for other programs.

>>> format_for("claims.ttl").name, format_for("claims.ttl", rdf12=True).name
('turtle', 'turtle12')
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import PurePath
from typing import Final

import pyoxigraph as ox

from graph.errors import NotFoundError, UsageError
from graph.export import networks, rdf
from graph.namespaces import GRAPH, is_draft
from graph.results import DATASET_FORMATS, GRAPH_FORMATS, Representation
from graph.store import Store


@dataclass(frozen=True)
class ExportFormat(Representation):
    """A format of ``comity export``.

    Args:
        write: Yields a graph, or all published graphs where the name is None, in pieces.
        rdf12: Whether it holds terms of RDF 1.2; such a format shares its suffix with one of 1.1.
    """

    write: Callable[[Store, ox.NamedNode | None], Iterator[bytes]]
    rdf12: bool = False


def export_network(store: Store, graph_name: ox.NamedNode | None, name: str) -> Iterator[bytes]:
    """Yield the claims of a report, or of all reports, as a network.

    Args:
        store: Where the claims are.
        graph_name: The graph of a report; None for all reports.
        name: graphml, gexf, cytoscape or mermaid.

    Raises:
        UsageError: the graph holds no claims, or the format cannot hold one of their labels.
    """
    from graph.analysis import claim_graph

    report = graph_name.value.removeprefix(GRAPH) if graph_name else None
    graph = claim_graph(store, report=report)
    if not graph:
        where = graph_name.value if graph_name else "The store"
        raise UsageError(f"{where} holds no claims, and a network is made of claims.")
    yield networks.WRITERS[name](graph)


def export_pieces(
    store: Store, graph_name: ox.NamedNode | None, format_name: str
) -> Iterator[bytes]:
    """Yield a graph in a format, in pieces; the bytes are the same whenever the data are the same.

    RDF of any size is written in bounded memory.

    Args:
        store: Where the graph is.
        graph_name: The graph; None for all published graphs.
        format_name: Name of one of ``EXPORT_FORMATS``.

    Raises:
        NotFoundError: the store has no such graph.
        UsageError: there is no such format, or it cannot hold the graph.
    """
    chosen = format_named(format_name)
    _check_known(store, graph_name)
    return chosen.write(store, graph_name)


def _quads(store: Store, graph_name: ox.NamedNode | None) -> Iterator[ox.Quad]:
    """Yield the quads of a graph, or of all published graphs where the name is None."""
    names = [graph_name] if graph_name else store.graph_names()
    for name in names:
        if graph_name or not is_draft(name):
            yield from store.dump(name)


def _rdf(name: str) -> Callable[[Store, ox.NamedNode | None], Iterator[bytes]]:
    """Return the function that writes a format of RDF 1.1."""
    return lambda store, graph_name: rdf.write(_quads(store, graph_name), name)


def _rdf12(name: str) -> Callable[[Store, ox.NamedNode | None], Iterator[bytes]]:
    """Return the function that writes a format of RDF 1.2."""
    return lambda store, graph_name: rdf.write12(_quads(store, graph_name), name)


def _network(name: str) -> Callable[[Store, ox.NamedNode | None], Iterator[bytes]]:
    """Return the function that writes a network."""
    return lambda store, graph_name: export_network(store, graph_name, name)


EXPORT_FORMATS: Final = (
    *(
        ExportFormat(known.name, known.media_types, known.suffix, _rdf(known.name))
        for known in dict.fromkeys((*GRAPH_FORMATS, *DATASET_FORMATS))
    ),
    ExportFormat("graphml", ("application/graphml+xml",), "graphml", _network("graphml")),
    ExportFormat("gexf", ("application/gexf+xml",), "gexf", _network("gexf")),
    ExportFormat("cytoscape", ("application/json",), "cyjs", _network("cytoscape")),
    ExportFormat("mermaid", ("text/vnd.mermaid",), "mmd", _network("mermaid")),
    ExportFormat("turtle12", ("text/turtle;version=1.2",), "ttl", _rdf12("turtle"), rdf12=True),
    ExportFormat(
        "ntriples12", ("application/n-triples;version=1.2",), "nt", _rdf12("ntriples"), rdf12=True
    ),
)
"""All formats that a graph can be exported in."""


def format_named(name: str, *, rdf12: bool = False) -> ExportFormat:
    """Return the format that has a name.

    Args:
        name: Name of one of ``EXPORT_FORMATS``.
        rdf12: Whether to take the format of RDF 1.2 that belongs to one of RDF 1.1.

    Raises:
        UsageError: no format has that name.

    >>> format_named("turtle", rdf12=True).name
    'turtle12'
    """
    known = {form.name: form for form in EXPORT_FORMATS}
    wanted = f"{name}12" if rdf12 and not name.endswith("12") else name
    if wanted not in known:
        names = ", ".join(form.name for form in EXPORT_FORMATS if form.rdf12 or not rdf12)
        raise UsageError(f"There is no format {wanted!r}.", f"There are: {names}.")
    return known[wanted]


def export(store: Store, graph_name: ox.NamedNode | None, format_name: str) -> bytes:
    """Return a graph in a format at once.

    Args:
        store: As ``export_pieces`` takes it; so are the others.
        graph_name: The graph; None for all published graphs.
        format_name: Name of one of ``EXPORT_FORMATS``.

    Raises:
        NotFoundError: the store has no such graph.
        UsageError: there is no such format, or it cannot hold the graph.
    """
    return b"".join(export_pieces(store, graph_name, format_name))


def _check_known(store: Store, graph_name: ox.NamedNode | None) -> None:
    """Refuse the name of a graph that the store does not have.

    Raises:
        NotFoundError: the store has no such graph.
    """
    names_in_store = store.graph_names()
    if graph_name is not None and graph_name not in names_in_store:
        raise NotFoundError(
            f"The store has no graph {graph_name.value}.",
            f"It has: {', '.join(name.value for name in names_in_store)}.",
        )


def format_for(path: PurePath | str, *, rdf12: bool = False) -> ExportFormat:
    """Return the format that the name of a file asks for.

    Args:
        path: Name of a file; its suffix counts.
        rdf12: Whether claims become reifiers of triple terms.

    Raises:
        UsageError: no format has that suffix.
    """
    suffix = PurePath(path).suffix.removeprefix(".")
    offered = {known.suffix: known for known in EXPORT_FORMATS if known.rdf12 == rdf12}
    if suffix not in offered:
        version = " of RDF 1.2" if rdf12 else ""
        endings = ", ".join(f".{known}" for known in offered)
        raise UsageError(
            f"{path}: no format{version} has the suffix {suffix!r}.", f"Use one of {endings}."
        )
    return offered[suffix]
