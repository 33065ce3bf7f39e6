"""Writes of many kinds at random, what a store must hold after them, and a process that does them.

The process (``python -m tests.random_writes``) reads lines ``PATH SEED merged|plain``. For each it
forks a child, which does the write of that seed, and prints the child's number; after one more line
it prints how the child ended. Forking spares a hundred starts of Python.
"""

import os
import sys
from collections.abc import Callable
from random import Random
from typing import NamedTuple, TypeAlias

import pyoxigraph as ox

from graph.namespaces import is_draft
from graph.store import EmbeddedStore, GraphName, Store, Writer
from tests.contents import DRAFT, A, B, C

DEFAULT = ox.DefaultGraph()
_P = ox.NamedNode("urn:p")

Contents: TypeAlias = dict[GraphName, set[ox.Triple]]
"""Name of a graph → its triples; the default graph is among them in a plain store alone."""


class Operation(NamedTuple):
    """A change of a store, as a call of the writer and as a change of its contents."""

    write: Callable[[Writer], None]
    expect: Callable[[Contents], None]


def operations(seed: int, *, plain: bool) -> list[Operation]:
    """Return what the write of a seed does."""
    random = Random(seed)  # noqa: S311  # the same writes in each run
    return [_operation(random, plain=plain) for _ in range(random.randint(1, 4))]


def _operation(random: Random, *, plain: bool) -> Operation:
    names: list[GraphName] = [A, B, C, DRAFT]
    name = random.choice(names + [DEFAULT] * plain)
    triples = {
        ox.Triple(ox.NamedNode(f"urn:s{random.randrange(400)}"), _P, ox.Literal(value))
        for value in range(random.choice([1, 30, 30, 300, 300, 2100]))
    }
    kind = random.choice(["replace", "extend", "remove", "data", "copy", "clear"])
    if kind == "replace":
        return Operation(
            lambda writer: writer.replace_graph(name, triples),
            lambda contents: contents.update({name: triples}),
        )
    if kind == "extend":
        return Operation(
            lambda writer: writer.extend_graph(name, triples),
            lambda contents: contents[name].update(triples),
        )
    if kind == "remove":
        return Operation(
            lambda writer: writer.remove_graph(name), lambda contents: contents[name].clear()
        )
    return _update(kind, name, random.choice(names), triples)


def _update(kind: str, name: GraphName, other: GraphName, triples: set[ox.Triple]) -> Operation:
    """Return a change by an update."""

    def group(graph: GraphName, inner: str) -> str:
        return f"{{ {inner} }}" if graph == DEFAULT else f"{{ GRAPH {graph} {{ {inner} }} }}"

    if kind == "data":
        data = group(name, " . ".join(map(str, sorted(triples, key=str))))
        return Operation(
            lambda writer: writer.update(f"INSERT DATA {data}"),
            lambda contents: contents[name].update(triples),
        )
    if kind == "copy":
        source, target = group(name, "?s ?p ?o"), group(other, "?s ?p ?o")
        return Operation(
            lambda writer: writer.update(f"INSERT {target} WHERE {source}"),
            lambda contents: contents[other].update(contents[name]),
        )
    return Operation(
        lambda writer: writer.update(f"DELETE WHERE {group(name, '?s ?p ?o')}"),
        lambda contents: contents[name].clear(),
    )


def after(contents: Contents, seed: int, *, plain: bool) -> Contents:
    """Return what a store holds after the write of a seed."""
    changed: Contents = {
        name: set(contents.get(name, ())) for name in [A, B, C, DRAFT, *[DEFAULT] * plain]
    }
    for operation in operations(seed, plain=plain):
        operation.expect(changed)
    return {name: triples for name, triples in changed.items() if triples}


def contents_of(store: Store) -> Contents:
    """Return what a store holds; in a merged store, the default graph is checked on the way."""
    found: Contents = {}
    for quad in store.dump():
        assert isinstance(quad.graph_name, ox.NamedNode | ox.DefaultGraph)
        found.setdefault(quad.graph_name, set()).add(quad.triple)
    if not store.plain:
        merge = [quad.triple for quad in store.dump(DEFAULT)]
        published = [found[name] for name in found if not is_draft(name)]  # type: ignore[arg-type]
        assert set(merge) == set().union(*published)
        assert len(merge) == len(set(merge))
    return found


def write(store: Store, seed: int) -> None:
    """Do the write of a seed."""
    with store.write() as writer:
        for operation in operations(seed, plain=store.plain):
            operation.write(writer)


def main() -> None:
    """Do the writes that are asked for, each in a child."""
    while line := sys.stdin.readline():
        path, seed, how = line.split()
        child = os.fork()
        if child == 0:
            write(EmbeddedStore(path, plain=how == "plain"), int(seed))
            os._exit(0)
        print(child, flush=True)  # noqa: T201  # the way to talk to the process that asked
        sys.stdin.readline()  # until then, the child stays in the table of processes
        print(os.waitpid(child, 0)[1], flush=True)  # noqa: T201


if __name__ == "__main__":
    main()
