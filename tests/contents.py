"""What tests of stores put into them, and how they look at it."""

import shutil

import pyoxigraph as ox

from graph.namespaces import draft_name, graph_name
from graph.store import MemoryStore, Store, Writer

A, B, C = (graph_name(report) for report in ("alder-2030", "birch-2031", "cedar-2032"))
DRAFT = draft_name("alder-2030")
ALL = "SELECT ?s ?p ?o WHERE { ?s ?p ?o }"


def triple(number: int, value: str = "x") -> ox.Triple:
    return ox.Triple(
        ox.NamedNode(f"urn:s{number}"), ox.NamedNode("urn:p"), ox.Literal(value, language="en")
    )


def fill(store: Store, *, fresh: bool = False, **graphs: list[ox.Triple]) -> str:
    """Write graphs (alder=…, birch=…) in one step and return the version."""
    with store.write(fresh=fresh) as writer:
        for name, triples in graphs.items():
            writer.replace_graph({"alder": A, "birch": B, "draft": DRAFT}[name], triples)
    return store.version


def select(source: Store | Writer, text: str) -> ox.QuerySolutions:
    """Return the solutions of a SELECT query."""
    result = source.query(text)
    assert isinstance(result, ox.QuerySolutions)
    return result


def default_graph(source: Store | Writer) -> list[str]:
    """Return the triples of the default graph, each as often as it occurs, sorted."""
    return sorted(str(ox.Triple(s, p, o)) for s, p, o in select(source, ALL))


def expected(*triples: ox.Triple) -> list[str]:
    return sorted(map(str, triples))


def copied(store: Store) -> MemoryStore:
    """Return a copy of a store, with its texts."""
    copy = MemoryStore()
    with copy.write() as writer:
        for name in store.graph_names():
            writer.replace_graph(name, [quad.triple for quad in store.dump(name)])
        shutil.copytree(store.folder / "texts", writer.folder / "texts")
    return copy
