"""How answers slow down when the data grow tenfold: canned queries, things, and first pages.

Usage: python -m benchmarks.growth [--triples 1_000_000] [--folder FOLDER] [--document]

Every canned query is evaluated with the defaults of its parameters on two stores of invented
reports, one with ten times the triples of the other; the queries take turns, so that each finds
the caches of the engine as the others leave them. Times are those of the processor, the least of
the rounds: other programs on the machine change them less than those of a clock. Beside the growth
of the time stands that of the answer, which no query can be without; of a query that slows down
more than tenfold, the time for each solution is told.

Then the pages of the explorer are asked for on the smaller store, each for the first time after a
start, with the cache off; ``benchmarks.pages`` tells more. With ``--folder``, stores are made
there, or were by an earlier run. With ``--document``, the tables are written to ``docs/``.
"""

import argparse
import os
import platform
import statistics
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from pathlib import Path
from typing import Final, NamedTuple

import pyoxigraph as ox

from benchmarks.generate import write_reports
from benchmarks.latency import bound
from benchmarks.pages import page_rows
from benchmarks.scale import things
from benchmarks.stores import load_store
from graph.catalogue import Catalogue
from graph.export.rdf import write_triples
from graph.resources import data_folder
from graph.spool import Spool
from graph.store import EmbeddedStore
from web.descriptions import triples_about

ROUNDS: Final = 7
TIMES: Final = 10
"""How much larger the larger store is."""


class Measured(NamedTuple):
    """A canned query on one store.

    Args:
        least: Least milliseconds of the processor.
        greatest: Most milliseconds of the processor.
        rows: How many solutions it has.
    """

    least: float
    greatest: float
    rows: int


def main() -> None:
    """Print the tables; with ``--document``, also write them."""
    parser = argparse.ArgumentParser(description=__doc__, allow_abbrev=False)
    parser.add_argument("--triples", type=int, default=1_000_000)
    parser.add_argument("--folder", type=Path)
    parser.add_argument("--document", action="store_true")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="comity-growth-") as temporary:
        folder = options.folder or Path(temporary)
        sizes = [options.triples, TIMES * options.triples]
        small, large = (made(folder / str(size), size) for size in sizes)
        lines = [*head(sizes), "", *tables(small, large, options.triples)]
    text = "\n".join(lines)
    print(text)
    if options.document:
        page = Path(__file__).parent.parent / "docs" / "growth.md"
        page.write_text(f"{_HEAD}\n{text}\n", "utf-8")


def made(folder: Path, triples: int) -> EmbeddedStore:
    """Return a store of invented reports, made where it is missing."""
    store = EmbeddedStore(folder / "store")
    if (folder / "store" / "current").exists():
        return store
    reports = write_reports(folder / "reports", triples)
    shipped = sorted(data_folder("reports").iterdir())
    load_store([*shipped, *reports], folder / "store", Spool(folder / "graphs.nq"))
    return store


def tables(small: EmbeddedStore, large: EmbeddedStore, triples: int) -> Iterator[str]:
    """Yield the lines of the tables."""
    sizes = f"{triples:,} | {TIMES * triples:,}"
    yield f"| canned query | {sizes}, least | greatest | growth | growth of the answer |"
    yield "| --- | ---: | ---: | ---: | ---: | ---: |"
    before, after = queries((small, large))
    for name, first in sorted(before.items(), key=lambda pair: -grown(pair[1], after[pair[0]])):
        yield query_line(name, first, after[name])
    yield ""
    yield from share_lines(before, after, sizes)
    yield ""
    yield f"| thing as Turtle, p95 | {sizes} |"
    yield "| --- | ---: | ---: |"
    for (name, few), (_, many) in zip(things(small), things(large), strict=True):
        taken = (turtle(small, few), turtle(large, many))
        yield f"| {name} | {' | '.join(f'{ms:.1f} ms' for ms in taken)} |"
    yield ""
    yield f"| first request of a page, {triples:,} triples | median | p95 |"
    yield "| --- | ---: | ---: |"
    yield from page_rows(small)


def queries(stores: Sequence[EmbeddedStore]) -> list[dict[str, Measured]]:
    """Return for each store canned query → how long it takes.

    Queries and stores take turns, so that a drift of the machine meets them all.
    """
    texts = {name: bound(query) for name, query in Catalogue(data_folder("queries")).items()}
    rows = [{name: solutions(store, text) for name, text in texts.items()} for store in stores]
    times: list[dict[str, list[float]]] = [{name: [] for name in texts} for _ in stores]
    for _ in range(ROUNDS):
        for taken, store in zip(times, stores, strict=True):
            for name, text in texts.items():
                taken[name].append(processor(partial(solutions, store, text)))
    return [
        {name: Measured(min(taken[name]), max(taken[name]), found[name]) for name in texts}
        for taken, found in zip(times, rows, strict=True)
    ]


def solutions(store: EmbeddedStore, text: str) -> int:
    """Return how many solutions a query has; one, if it asks whether there are any."""
    result = store.query(text)
    return 1 if isinstance(result, ox.QueryBoolean) else sum(1 for _ in result)


def processor(call: Callable[[], object]) -> float:
    """Return the milliseconds of the processor that a call takes."""
    start = time.process_time()
    call()
    return (time.process_time() - start) * 1000


def grown(first: Measured, last: Measured) -> float:
    """Return by how much a query slows down."""
    return last.least / first.least


def query_line(name: str, first: Measured, last: Measured) -> str:
    """Return the line of a canned query."""
    answer = f"{last.rows / first.rows:.1f}" if first.rows else "–"
    times = f"{first.least:.1f} ms | {last.least:.1f} ms | {last.greatest:.1f} ms"
    return f"| `{name}` | {times} | {grown(first, last):.1f} | {answer} |"


def share_lines(
    before: dict[str, Measured], after: dict[str, Measured], sizes: str
) -> Iterator[str]:
    """Yield the lines of the queries that slow down more than the data grow, by the solution."""
    yield f"| grows more than tenfold, time a solution | {sizes} | growth |"
    yield "| --- | ---: | ---: | ---: |"
    for name in sorted(before, key=lambda name: -share(after[name]) / share(before[name])):
        first, last = share(before[name]), share(after[name])
        if grown(before[name], after[name]) > TIMES:
            yield f"| `{name}` | {first:.0f} µs | {last:.0f} µs | {last / first:.2f} |"


def share(measured: Measured) -> float:
    """Return the microseconds that a query takes for each solution."""
    return measured.least * 1000 / max(1, measured.rows)


def turtle(store: EmbeddedStore, nodes: list[ox.NamedNode]) -> float:
    """Return the 95th percentile of the time that things take up to their Turtle."""

    def data(node: ox.NamedNode) -> None:
        write_triples(triples_about(store, node), "turtle")

    return statistics.quantiles([processor(partial(data, node)) for node in nodes], n=20)[18]


def head(sizes: Sequence[int]) -> Iterator[str]:
    """Yield what the figures were measured on."""
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
    triples = " and ".join(f"{size:,}" for size in sizes)
    yield f"{triples} triples of invented reports; {os.cpu_count()} cores, {memory:.0f} GiB"
    yield f"of memory, Python {platform.python_version()}, pyoxigraph {ox.__version__}."


_HEAD: Final = """# Growth

Written by `python -m benchmarks.growth --document`; nothing here is entered by hand. Times are
those of the processor, in turn with all other canned queries and without a cache of answers; a
page is made in process, for the first time after a start, with the cache off.

A query reads lists of claims, such as all of one relation or all about one state. The defaults name
what most claims join, so these lists grow as the data do, and so does an answer that consists of
them, as the last column of the first table tells. What is looked up for a solution (the claim, a
label, the text of each term) lies anywhere in the store, and in a larger one it is less often in a
cache of the engine or of the processor: that is why a solution takes longer, as the second table
tells, and why a query whose answer grows tenfold takes a little more than ten times as long. The
engine offers no larger cache and no other order of its keys.
"""


if __name__ == "__main__":
    main()
