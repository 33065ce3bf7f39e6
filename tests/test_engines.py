"""The first report, held by each engine: the canned queries have the same answers."""

from collections.abc import Callable

import pyoxigraph as ox
import pytest

from graph.build import build
from graph.catalogue import Catalogue
from graph.query import run
from graph.resources import data_folder
from graph.store import MemoryStore, Store

CATALOGUE = Catalogue(data_folder("queries"))


DIFFERING = {"virtuoso": {"consequences"}}
"""Engine → queries that it answers in another way, as docs/engines.md tells."""


@pytest.fixture(scope="module")
def built() -> Store:
    store = MemoryStore()
    build(store, [data_folder("reports") / "mfaic-2024"])
    return store


def copied(source: Store, target: Store) -> Store:
    """Write what a store holds to another one, and return it."""
    with target.write(fresh=True) as writer:
        for name in source.graph_names():
            writer.replace_graph(name, (quad.triple for quad in source.dump(name)))
    return target


def answer(store: Store, name: str) -> list[str]:
    """Return the solutions of a canned query, sorted; things are given by their IRIs."""
    canned = CATALOGUE[name]
    values = {p.name: p.default for p in canned.parameters if p.default}
    result = run(store, canned, values, str)
    if isinstance(result, ox.QueryBoolean):
        return [str(bool(result))]
    assert isinstance(result, ox.QuerySolutions)
    return sorted(str([*map(str, solution)]) for solution in result)


def test_the_canned_queries_have_the_same_answers(
    built: Store, make_store: Callable[[], Store], engine: str
) -> None:
    store = copied(built, make_store())
    differing = {name for name in CATALOGUE if answer(store, name) != answer(built, name)}
    assert differing == DIFFERING.get(engine, set())
