"""Requests a second over HTTP beside peers that hold the same triples, in one run.

Usage: python -m benchmarks.http [SECONDS]

Each server is started on the shipped report and driven by wrk with 32 connections from one thread:
Comity under granian; a static reply of the same bytes and headers under granian, which is the
ceiling; ``oxigraph serve`` on disk; rdflib-endpoint in memory. Rounds go from server to server,
so that a drift of the machine meets them all; a figure is the median of the rounds.
"""

import json
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
from graph.records import select
from graph.resources import data_folder
from graph.results import GRAPH_FORMATS, SOLUTION_FORMATS, serialize
from graph.store import EmbeddedStore

if TYPE_CHECKING:
    from graph.query import CannedQuery

ROUNDS: Final = 3
JSON: Final = "application/sparql-results+json"
NAME: Final = "consequences"
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
        self.canned: CannedQuery = Catalogue(data_folder("queries"))[NAME]

    def text(self, thing: str) -> str:
        """Return the canned query about a thing as SPARQL."""
        return self.canned.bind({self.canned.parameters[0].name: thing}, str)

    def ours(self, things: list[str]) -> list[str]:
        """Return the paths of the canned query about some things."""
        name = self.canned.parameters[0].name
        return [f"/queries/{NAME}?{name}={quote(thing, safe='')}" for thing in things]

    def theirs(self, path: str, things: list[str]) -> list[str]:
        """Return the paths of the same queries as SPARQL."""
        return [f"{path}?query={quote(self.text(thing), safe='')}" for thing in things]


def servers(data: Data, folder: Path, stack: ExitStack) -> dict[str, Server]:
    """Start all servers; the static one replies what ours does."""

    def start(name: str, command: list[str], ready: str, **environment: str) -> Server:
        port = free_port()
        numbered = [part.replace("PORT", str(port)) for part in command]
        return stack.enter_context(running(name, numbered, port, ready, environment))

    ours = [*GRANIAN, "--port", "PORT", "server:app"]
    store = data.store.location
    found = {"cached": start("Comity", ours, "/ready", COMITY_STORE=store)}
    found["uncached"] = start(
        "Comity, no cache", ours, "/ready", COMITY_STORE=store, COMITY_CACHE_BYTES="0"
    )
    first = data.ours(data.things[:1])[0]
    reply = httpx.get(found["cached"].address + first, headers={"Accept-Encoding": "identity"})
    described = folder / "reply.json"
    described.write_text(
        json.dumps({"headers": reply.headers.multi_items(), "body": reply.text}), encoding="utf-8"
    )
    static = [*GRANIAN, "--port", "PORT", "benchmarks.static:app"]
    found["static"] = start("static reply", static, "/", STATIC_REPLY=str(described))
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


def cases(data: Data, found: dict[str, Server]) -> list[Case]:
    """Return what is measured."""
    one, many = data.things[:1], data.things
    thing = [f"/doc/{one[0].rpartition('/')[2]}"]
    return [
        ("static reply", found["static"], data.ours(one), JSON),
        ("canned, repeated", found["cached"], data.ours(one), JSON),
        ("thing, repeated", found["cached"], thing, "text/turtle"),
        ("canned, each anew", found["uncached"], data.ours(many), JSON),
        ("free-form, each anew", found["uncached"], data.theirs("/sparql", many), JSON),
        ("oxigraph, repeated", found["oxigraph"], data.theirs("/query", one), JSON),
        ("oxigraph, each anew", found["oxigraph"], data.theirs("/query", many), JSON),
        ("rdflib, repeated", found["rdflib"], data.theirs("/", one), JSON),
    ]


RATIOS: Final = (
    ("canned, repeated", "static reply", 0.9),
    ("thing, repeated", "static reply", 0.9),
    ("canned, repeated", "oxigraph, repeated", 2.5),
    ("canned, repeated", "rdflib, repeated", 30),
    ("canned, each anew", "oxigraph, each anew", 1.0),
    ("free-form, each anew", "oxigraph, each anew", 0.5),
)
"""What is compared with what, and the least ratio that is aimed at."""


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
        print(f"{len(data.things)} things, {ROUNDS} rounds of {seconds:g} s, query: {NAME}\n")
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
            print(f"| {ours} / {theirs} | {throughput[ours] / throughput[theirs]:.2f} | ≥ {aim} |")
        inside, outside = heavy(data, found["uncached"])
        print(
            f"| a heavy query over HTTP ({outside:.0f} ms) / in process ({inside:.0f} ms) "
            f"| {outside / inside:.2f} | ≤ 1.1 |"
        )


if __name__ == "__main__":
    main()
