"""A store of invented reports of some size, beside peers in the same run.

Usage: python -m benchmarks.scale [--triples 100_000] [--document]

Measures the load (beside ``oxigraph load`` and rdflib), facts and label index, validation of one
more report, eight queries (beside rdflib and the bare engine; two of them also beside Virtuoso 7
where it is installed), a thing, search, export, and memory.
rdflib takes part up to 100,000 triples. With ``--document`` the table and a plot of the queries are
written to ``docs/``.
"""

import argparse
import os
import platform
import random
import resource
import shutil
import sqlite3
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing
from functools import partial
from pathlib import Path
from typing import Final

import pyoxigraph as ox
from rdflib import Graph

from benchmarks.generate import write_reports
from benchmarks.latency import bound, evaluate, milliseconds, peer_milliseconds
from benchmarks.stores import Seconds, load_store
from benchmarks.virtuoso import Ask, is_missing, virtuoso
from graph.catalogue import Catalogue
from graph.export import export_pieces
from graph.export.rdf import write_triples
from graph.label_index import FILE_NAME
from graph.load import load_ontology, load_reference, load_report
from graph.namespaces import PREFIXES
from graph.resources import data_folder
from graph.search import LabelIndex
from graph.spool import Spool
from graph.store import EmbeddedStore
from graph.validate import validate
from web.claims import LIMIT_OF_THING, claims_where, held_by, itself, mentions
from web.descriptions import describe, triples_about

QUERIES: Final = (
    *("about", "between", "claims-by-modality", "decided-not-done", "disputed"),
    *("planned-missions", "policies", "visited-neighbours"),
)
"""Canned queries of different shapes: a hub, a join of two hubs, counts, what is not stated."""

NOT_DONE: Final = ("planned-missions", "decided-not-done")
"""Canned queries on what is planned and not done, which are also put to Virtuoso."""

PEER_MOST: Final = 100_000
ROUNDS: Final = 30
THINGS: Final = 100
HUBS: Final = 20
PAIRS: Final = 3

Row = tuple[str, str, str, str]
"""What was measured, our figure, the engine's, rdflib's."""


def main() -> None:
    """Print the table; with ``--document``, also write it."""
    parser = argparse.ArgumentParser(description=__doc__, allow_abbrev=False)
    parser.add_argument("--triples", type=int, default=100_000)
    parser.add_argument("--document", action="store_true")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="comity-scale-") as folder:
        rows, times = measured(Path(folder), options.triples)
    table = "\n".join(markdown(rows, options.triples))
    print(table)
    if options.document:
        document(table, times, options.triples)


def measured(folder: Path, triples: int) -> tuple[list[Row], dict[str, tuple[float, float]]]:
    """Return the rows of the table, and query → our time and that of the bare engine."""
    reports = write_reports(folder / "reports", triples)
    spool = Spool(folder / "graphs.nq")
    shipped = sorted(data_folder("reports").iterdir())
    store, seconds = load_store([*shipped, *reports], folder / "store", spool)
    pairs = load_pairs(spool.path, folder)
    peer, peer_seconds = peer_of(spool.path, triples)
    quads = sum(spool.sizes.values())
    rows = [*load_rows(seconds, pairs, peer_seconds, quads), validation_row(reports[0])]
    times = {}
    engine = ox.Store.read_only(str(store.folder / "quads"))
    for name in QUERIES:
        row, ours, bare = query_row(store, engine, peer, name)
        rows.append(row)
        times[name] = (ours, bare)
    rows += [
        *virtuoso_rows(store, folder),
        *thing_rows(store),
        *search_rows(store),
        export_row(store),
        memory_row(),
    ]
    return rows, times


def load_pairs(quads: Path, folder: Path) -> list[tuple[float, float]]:
    """Return the seconds of our load and of ``oxigraph load``, in turn, one pair after another."""
    pairs = []
    for number in range(PAIRS):
        target = folder / f"load-{number}"
        with EmbeddedStore(target).write(fresh=True) as writer:
            start = time.perf_counter()
            writer.load(quads)
            own = time.perf_counter() - start
        shutil.rmtree(target)
        pairs.append((own, engine_load(quads, folder / "engine")))
    return pairs


def engine_load(quads: Path, target: Path) -> float:
    """Return how many seconds ``oxigraph load`` takes for the same quads, without their merge."""
    command = Path(sys.executable).parent / "oxigraph"
    start = time.perf_counter()
    subprocess.run([command, "load", "-l", target, "-f", quads], check=True, capture_output=True)
    seconds = time.perf_counter() - start
    shutil.rmtree(target)
    return seconds


def peer_of(quads: Path, triples: int) -> tuple[Graph | None, float | None]:
    """Return rdflib's graph of the same triples and the seconds it took, where it takes part."""
    if triples > PEER_MOST:
        return None, None
    data = ox.serialize(
        (quad.triple for quad in ox.parse(path=quads, format=ox.RdfFormat.N_QUADS)),
        format=ox.RdfFormat.N_TRIPLES,
    )
    start = time.perf_counter()
    peer = Graph().parse(data=data, format="nt")
    return peer, time.perf_counter() - start


def load_rows(
    steps: Seconds, pairs: list[tuple[float, float]], peer: float | None, quads: int
) -> Iterator[Row]:
    """Yield what it takes to make a store."""
    own, engine = (statistics.median(times) for times in zip(*pairs, strict=True))
    mine, bare, other = (seconds_text(value) for value in (own, engine, peer))
    yield f"load {quads:,} quads, with their merge, median of {PAIRS} pairs", mine, bare, other
    ratio = statistics.median(theirs / ours for ours, theirs in pairs)
    yield "oxigraph load / our load, median of the pairs", f"{ratio:.2f}", "–", "–"
    for step, name in (
        ("read", "read and check the files of the reports"),
        ("facts", "derive the facts"),
        ("collect", "collect the graphs"),
        ("compact", "compact the files after the load"),
        ("index", "index the labels"),
    ):
        yield name, seconds_text(steps[step]), "–", "–"


def validation_row(folder: Path) -> Row:
    """Return what it takes to validate one more report; the store has no part in it."""
    ontology, reference, report = load_ontology(), load_reference(), load_report(folder)
    start = time.perf_counter()
    validate(report, ontology, reference=reference.triples)
    taken = seconds_text(time.perf_counter() - start)
    return f"validate a report of {len(report.triples):,} triples", taken, "–", "–"


def query_row(
    store: EmbeddedStore, engine: ox.Store, peer: Graph | None, name: str
) -> tuple[Row, float, float]:
    """Return the row of a canned query, our median, and that of the bare engine."""
    text = bound(Catalogue(data_folder("queries"))[name])
    ours = milliseconds(partial(evaluate, store, text), ROUNDS)[0]
    bare = milliseconds(lambda: list(engine.query(text, prefixes=PREFIXES)), ROUNDS)[0]  # type: ignore[arg-type]  # no ASK among them
    theirs = "–"
    if peer is not None:
        found = peer_milliseconds(peer, text)
        theirs = "> 5 s" if found is None else f"{found:.1f} ms"
    return (f"query `{name}`", f"{ours:.1f} ms", f"{bare:.1f} ms", theirs), ours, bare


def virtuoso_rows(store: EmbeddedStore, folder: Path) -> Iterator[Row]:
    """Yield how two queries compare with Virtuoso 7, asked in turn; nothing where it is missing."""
    if lacking := is_missing():
        print(f"no comparison with Virtuoso: {lacking}", file=sys.stderr)
        return
    data = folder / "virtuoso" / "all.nt"
    data.parent.mkdir()
    merge = (quad.triple for quad in store.dump(ox.DefaultGraph()))
    ox.serialize(merge, str(data), format=ox.RdfFormat.N_TRIPLES)
    with virtuoso(data) as ask:
        for name in NOT_DONE:
            yield virtuoso_row(store, ask, name)


def virtuoso_row(store: EmbeddedStore, ask: Ask, name: str) -> Row:
    """Return the medians of a query up to its JSON, here in process, there over loopback."""
    text = bound(Catalogue(data_folder("queries"))[name])
    pairs = []
    for _ in range(ROUNDS + 1):  # the first one warms both
        start = time.perf_counter()
        found = store.query(text)
        if isinstance(found, ox.QuerySolutions):
            found.serialize(format=ox.QueryResultsFormat.JSON)
        middle = time.perf_counter()
        ask(text)
        pairs.append((middle - start, time.perf_counter() - middle))
    own, theirs = (statistics.median(times) * 1000 for times in zip(*pairs[1:], strict=True))
    ratio = statistics.median(ours / other for ours, other in pairs[1:])
    what = f"query `{name}`, in turn with Virtuoso 7: {theirs:.1f} ms there, ours / theirs"
    return f"{what} {ratio:.2f}", f"{own:.1f} ms", "–", "–"


def percentile(calls: Sequence[Callable[[], object]]) -> float:
    """Return the 95th percentile of the times of some calls, in milliseconds."""
    times = []
    for call in calls:
        start = time.perf_counter()
        call()
        times.append((time.perf_counter() - start) * 1000)
    return statistics.quantiles(times, n=20)[18]


def things(store: EmbeddedStore) -> Iterator[tuple[str, list[ox.NamedNode]]]:
    """Yield things drawn at random, and those that most claims join."""
    index = f"{(store.folder / FILE_NAME).resolve().as_uri()}?immutable=1"
    with closing(sqlite3.connect(index, uri=True)) as connection:
        rows = connection.execute("SELECT iri FROM things WHERE is_thing ORDER BY claims DESC, iri")
        nodes = [ox.NamedNode(iri) for (iri,) in rows]
    drawn = random.Random(1).sample(nodes, min(THINGS, len(nodes)))  # noqa: S311  # no secret
    yield f"{len(drawn)} drawn at random", drawn
    yield f"the {HUBS} with most claims, three times", nodes[:HUBS] * 3


def thing_rows(store: EmbeddedStore) -> Iterator[Row]:
    """Yield what it takes to describe a thing, up to the bytes of its RDF."""

    def data(thing: ox.NamedNode) -> None:
        write_triples(triples_about(store, thing), "turtle")

    def page(thing: ox.NamedNode) -> None:
        describe(store, thing)
        claims_where(store, itself(thing))
        claims_where(store, mentions(thing), LIMIT_OF_THING)
        claims_where(store, held_by(thing), LIMIT_OF_THING)

    for name, nodes in things(store):
        for form, call in (("Turtle", data), ("what its page shows", page)):
            taken = percentile([partial(call, node) for node in nodes])
            yield f"thing as {form}, p95 of {name}", f"{taken:.1f} ms", "–", "–"


def search_rows(store: EmbeddedStore) -> Iterator[Row]:
    """Yield what it takes to find things by name, in process."""
    index = LabelIndex.open(store)
    words = [match.label.lower() for match in index.search("a", limit=THINGS)]
    for name, texts in (
        ("whole names", words),
        ("as typed, 1 to 6 letters", [word[:n] for word in words for n in range(1, 7)]),
    ):
        calls = [partial(index.search, text) for text in texts]
        yield f"search, p95 of {name}", f"{percentile(calls):.2f} ms", "–", "–"


def export_row(store: EmbeddedStore) -> Row:
    """Return what it takes to export everything as N-Quads."""
    start = time.perf_counter()
    size = sum(map(len, export_pieces(store, None, "nquads")))
    taken = seconds_text(time.perf_counter() - start)
    return f"export of N-Quads, {size / 2**20:,.0f} MiB", taken, "–", "–"


def memory_row() -> Row:
    """Return the most memory that this process took."""
    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return "most memory, all of the above", f"{most:,.0f} MiB", "–", "–"


def seconds_text(value: float | None) -> str:
    """Return seconds as a cell of the table."""
    return "–" if value is None else f"{value:.2f} s"


def markdown(rows: list[Row], triples: int) -> Iterator[str]:
    """Yield the lines of the table."""
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
    yield f"{triples:,} triples of invented reports; {os.cpu_count()} cores, {memory:.0f} GiB of"
    yield f"memory, Python {platform.python_version()}, pyoxigraph {ox.__version__}."
    yield ""
    yield "| measured | Comity | Oxigraph | rdflib |"
    yield "| --- | ---: | ---: | ---: |"
    for row in rows:
        yield f"| {' | '.join(row)} |"


def document(table: str, times: dict[str, tuple[float, float]], triples: int) -> None:
    """Write the table and the plot into the documentation."""
    import matplotlib as mpl

    mpl.use("agg")
    from matplotlib import pyplot as plt

    docs = Path(__file__).parent.parent / "docs"
    figure, axes = plt.subplots(figsize=(8, 4), layout="constrained")
    places = range(len(times))
    axes.barh([p - 0.2 for p in places], [t[0] for t in times.values()], 0.4, label="Comity")
    axes.barh([p + 0.2 for p in places], [t[1] for t in times.values()], 0.4, label="Oxigraph")
    axes.set_yticks(list(places), list(times))
    axes.set_xlabel(f"milliseconds, median, {triples:,} triples")
    axes.invert_yaxis()
    axes.legend()
    figure.savefig(docs / "images" / "scale.png", dpi=120, metadata={"Software": None})
    page = docs / "benchmarks.md"
    page.write_text(f"{_HEAD}\n{table}\n\n![Times of eight queries](images/scale.png)\n", "utf-8")


_HEAD: Final = """# Benchmarks

Written by `python -m benchmarks.scale --triples N --document`; nothing here is entered by hand.
*Oxigraph* is the bare engine: `oxigraph load` of the same quads without their merge, and the same
query text on the files of the store. *rdflib* holds the same triples in memory and takes part up
to 100,000 triples. The queries have the defaults of their parameters, and nothing is cached.
"""


if __name__ == "__main__":
    main()
