"""Requests a second over HTTP beside peers that hold the same triples, in one run.

Usage: python -m benchmarks.http [SECONDS]

Each server is started on the shipped report and driven by wrk with 32 connections from one thread:
Comity under granian; a static reply of the same bytes and headers under granian, which is the
ceiling; ``oxigraph serve`` on disk; rdflib-endpoint in memory. Rounds go from server to server,
so that a drift of the machine meets them all; a figure is the median of the rounds.

What is asked anew has another parameter each time, and the cache is off. Comity answers it once
with one process, once with one for each core, as ``oxigraph serve`` uses them all. Two canned
queries are measured, both of those that ask about one thing: the *small* one takes the least time
in process with the default of its parameter; of the *typical* one that time is next to the median
of all canned queries. Every server gets the same text of SPARQL and the same headers.
"""

import json
import os
import statistics
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING, Final
from urllib.parse import quote

import httpx
import pyoxigraph as ox

from benchmarks.servers import Figures, Server, drive, free_port, running
from graph.build import build
from graph.catalogue import Catalogue
from graph.namespaces import ID, SLUG
from graph.parameters import Parameter
from graph.records import select
from graph.resources import data_folder
from graph.results import GRAPH_FORMATS, SOLUTION_FORMATS, TURTLE, serialize
from graph.search import resolve
from graph.store import EmbeddedStore

if TYPE_CHECKING:
    from graph.query import CannedQuery

ROUNDS: Final = 3
JSON: Final = "application/sparql-results+json"
HEAVY: Final = """SELECT (COUNT(*) AS ?n) (MAX(STRLEN(CONCAT(STR(?a), STR(?d)))) AS ?m)
{ ?a a ?b . ?d a ?e . FILTER(?a != ?d) } """
GRANIAN: Final = [sys.executable, "-m", "granian", "--interface", "asgi", "--no-ws"]

Case = tuple[str, Server, list[str], str]
"""What is measured, of which server, with which paths, in which form."""


class Data:
    """The shipped report in each server's own form.

    Args:
        folder: Where it is put.
    """

    def __init__(self, folder: Path) -> None:
        self.store = EmbeddedStore(folder / "store")
        build(self.store, sorted(data_folder("reports").iterdir()))
        self.disk, self.triples = folder / "oxigraph", folder / "triples.nt"
        result = self.store.query("CONSTRUCT { ?s ?p ?o } { ?s ?p ?o }")
        self.triples.write_bytes(serialize(result, GRAPH_FORMATS[1]))
        engine = ox.Store(str(self.disk))
        engine.bulk_load(path=str(self.triples), format=ox.RdfFormat.N_TRIPLES)
        engine.flush()
        solutions = select(
            self.store.query, "SELECT DISTINCT ?s { ?s a ?c . ?s skos:prefLabel ?l }"
        )
        found = [s["s"].value for s in solutions if isinstance(s["s"], ox.NamedNode)]
        self.things = [iri for iri in found if SLUG.fullmatch(iri.removeprefix(ID))]
        self.small, self.typical = self._chosen(Catalogue(data_folder("queries")))

    def _chosen(self, catalogue: Catalogue) -> tuple["CannedQuery", "CannedQuery"]:
        """Return the small canned query and the typical one, as the module says."""
        times = {canned: self._time(canned) for canned in catalogue.values()}
        known = [canned for canned in times if [p.kind for p in _required(canned)] == ["iri"]]
        median = statistics.median(times.values())
        return min(known, key=times.__getitem__), min(
            known, key=lambda canned: abs(times[canned] - median)
        )

    def _time(self, canned: "CannedQuery") -> float:
        """Return how long a canned query with the defaults of its parameters takes."""
        values = {p.name: p.default for p in _required(canned) if p.default}
        text = canned.bind(values, lambda name: resolve(self.store, name))
        return milliseconds(lambda: serialize(self.store.query(text), SOLUTION_FORMATS[0]))

    def ours(self, canned: "CannedQuery", things: list[str]) -> list[str]:
        """Return the paths of a canned query about some things."""
        name = _required(canned)[0].name
        return [f"/queries/{canned.name}?{name}={quote(thing, safe='')}" for thing in things]

    def theirs(self, path: str, canned: "CannedQuery", things: list[str]) -> list[str]:
        """Return the paths of the same queries as SPARQL."""
        name = _required(canned)[0].name
        texts = (canned.bind({name: thing}, str) for thing in things)
        return [f"{path}?query={quote(text, safe='')}" for text in texts]


def _required(canned: "CannedQuery") -> list[Parameter]:
    """Return the parameters that a query cannot do without."""
    return [parameter for parameter in canned.parameters if parameter.required]


def servers(data: Data, folder: Path, stack: ExitStack) -> dict[str, Server]:
    """Start all servers; the static ones reply what ours does."""

    def start(name: str, command: list[str], ready: str, **environment: str) -> Server:
        port = free_port()
        numbered = [part.replace("PORT", str(port)) for part in command]
        return stack.enter_context(running(name, numbered, port, ready, environment))

    ours = [*GRANIAN, "--port", "PORT", "server:app"]
    store = data.store.location
    found = {"cached": start("Comity", ours, "/ready", COMITY_STORE=store)}
    without = {"COMITY_STORE": store, "COMITY_CACHE_BYTES": "0"}
    found["uncached"] = start("Comity, no cache", ours, "/ready", **without)
    every = [*ours[:-1], "--workers", str(os.cpu_count()), ours[-1]]
    found["every core"] = start("Comity, no cache, every core", every, "/ready", **without)
    static = [*GRANIAN, "--port", "PORT", "benchmarks.static:app"]
    for name, path, accept in (
        ("static", data.ours(data.small, data.things[:1])[0], JSON),
        ("static thing", _address(data.things[0]), TURTLE.media_type),
    ):
        headers = {"Accept-Encoding": "identity", "Accept": accept}
        reply = httpx.get(found["cached"].address + path, headers=headers).raise_for_status()
        described = folder / f"{name}.json"
        described.write_text(
            json.dumps({"headers": reply.headers.multi_items(), "body": reply.text}),
            encoding="utf-8",
        )
        found[name] = start("static reply", static, "/", STATIC_REPLY=str(described))
    oxigraph = str(Path(sys.executable).with_name("oxigraph"))
    command = [oxigraph, "serve", "--location", str(data.disk), "--bind", "127.0.0.1:PORT"]
    found["oxigraph"] = start("oxigraph serve", command, "/")
    peer = [sys.executable, "-m", "uvicorn", "--port", "PORT", "--log-level", "warning"]
    found["rdflib"] = start(
        "rdflib-endpoint",
        [*peer, "benchmarks.peer_endpoint:app"],
        "/",
        PEER_TRIPLES=str(data.triples),
    )
    return found


def _address(thing: str) -> str:
    """Return the path of the description of a thing."""
    return f"/doc/{thing.rpartition('/')[2]}"


def cases(data: Data, found: dict[str, Server]) -> list[Case]:
    """Return what is measured."""
    one, many, small = data.things[:1], data.things, data.small
    thing, turtle = [_address(one[0])], TURTLE.media_type
    measures: list[Case] = [
        ("static reply", found["static"], data.ours(small, one), JSON),
        ("static thing", found["static thing"], thing, turtle),
        ("small, repeated", found["cached"], data.ours(small, one), JSON),
        ("thing, repeated", found["cached"], thing, turtle),
        ("oxigraph, small, repeated", found["oxigraph"], data.theirs("/query", small, one), JSON),
        ("rdflib, small, repeated", found["rdflib"], data.theirs("/", small, one), JSON),
    ]
    for size, canned in (("small", small), ("typical", data.typical)):
        peer = data.theirs("/query", canned, many)
        measures.append((f"oxigraph, {size}, anew", found["oxigraph"], peer, JSON))
        for cores, server in (("", "uncached"), (", every core", "every core")):
            paths, free = data.ours(canned, many), data.theirs("/sparql", canned, many)
            measures.append((f"{size}, anew{cores}", found[server], paths, JSON))
            measures.append((f"{size}, free-form{cores}", found[server], free, JSON))
    return measures


RATIOS: Final = (
    ("small, repeated", "static reply", "≥ 0.9"),
    ("thing, repeated", "static thing", "≥ 0.9"),
    ("small, repeated", "oxigraph, small, repeated", "≥ 2.5"),
    ("small, repeated", "rdflib, small, repeated", "≥ 30"),
    ("small, anew", "oxigraph, small, anew", "–"),
    ("small, anew, every core", "oxigraph, small, anew", "≥ 1.0"),
    ("typical, anew", "oxigraph, typical, anew", "–"),
    ("typical, anew, every core", "oxigraph, typical, anew", "–"),
    ("small, free-form", "oxigraph, small, anew", "–"),
    ("small, free-form, every core", "oxigraph, small, anew", "≥ 0.5"),
    ("typical, free-form", "oxigraph, typical, anew", "–"),
    ("typical, free-form, every core", "oxigraph, typical, anew", "–"),
)
"""What is compared with what, and the ratio that is aimed at."""


def measured(measures: list[Case], seconds: float) -> Iterator[tuple[str, Server, Figures]]:
    """Yield the name, the server and the median figures of each case."""
    rounds: defaultdict[str, list[Figures]] = defaultdict(list)
    for name, server, paths, accept in measures:
        drive(server, paths, accept, 1)  # opens what is opened once
        rounds[name] = []
    for _ in range(ROUNDS):
        for name, server, paths, accept in measures:
            rounds[name].append(drive(server, paths, accept, seconds))
    for name, server, _, _ in measures:
        found = rounds[name]
        yield (
            name,
            server,
            Figures(
                statistics.median(figures.throughput for figures in found),
                statistics.median(figures.p50 for figures in found),
                statistics.median(figures.p99 for figures in found),
                sum(figures.failed for figures in found),
            ),
        )


def milliseconds(call: Callable[[], object]) -> float:
    """Return the median time of a call."""
    times = []
    for _ in range(7):
        start = time.perf_counter()
        call()
        times.append((time.perf_counter() - start) * 1000)
    return statistics.median(times)


def heavy(data: Data, server: Server) -> tuple[float, float]:
    """Return the times of a heavy query in process and over HTTP, in milliseconds."""
    form = SOLUTION_FORMATS[0]
    with httpx.Client(base_url=server.address, timeout=60) as client:
        over_http = milliseconds(
            lambda: client.get("/sparql", params={"query": HEAVY}).raise_for_status()
        )
    return milliseconds(lambda: serialize(data.store.query(HEAVY), form)), over_http


def main() -> None:
    """Print the figures and the ratios."""
    seconds = float(sys.argv[1]) if len(sys.argv) > 1 else 3.0
    with tempfile.TemporaryDirectory() as name, ExitStack() as stack:
        folder = Path(name)
        data = Data(folder)
        found = servers(data, folder, stack)
        print(
            f"{len(data.things)} things, {ROUNDS} rounds of {seconds:g} s, {os.cpu_count()} cores"
        )
        print(
            f"Of the canned queries about one thing, `{data.small.name}` (small) takes the least "
            f"time, and that of `{data.typical.name}` (typical) is next to the median of all.\n"
        )
        print("| what | server | requests/s | p50 ms | p99 ms | failed | memory MiB |")
        print("| --- | --- | ---: | ---: | ---: | ---: | ---: |")
        throughput = {}
        for case, server, figures in measured(cases(data, found), seconds):
            throughput[case] = figures.throughput
            memory = server.memory() / 2**20
            print(
                f"| {case} | {server.name} | {figures.throughput:,.0f} | {figures.p50:.2f} | "
                f"{figures.p99:.2f} | {figures.failed} | {memory:.0f} |"
            )
        print("\n| ratio | measured | aimed at |\n| --- | ---: | ---: |")
        for ours, theirs, aim in RATIOS:
            print(f"| {ours} / {theirs} | {throughput[ours] / throughput[theirs]:.2f} | {aim} |")
        inside, outside = heavy(data, found["uncached"])
        print(
            f"| a heavy query over HTTP ({outside:.0f} ms) / in process ({inside:.0f} ms) "
            f"| {outside / inside:.2f} | ≤ 1.1 |"
        )


if __name__ == "__main__":
    main()
