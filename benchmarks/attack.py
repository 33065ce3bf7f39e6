"""What users of canned queries and things notice of 200 of the worst free-form queries at once.

Usage: python -m benchmarks.attack [SECONDS]

wrk asks for canned queries, things and searches over 32 connections, first on a quiet server, then
while 200 clients send cross products, sorts, paths and large results without a pause.
"""

import asyncio
import sys
import tempfile
import threading
from collections import Counter
from pathlib import Path
from typing import Final

import httpx

from benchmarks.http import GRANIAN, Data
from benchmarks.servers import Figures, Server, drive, free_port, running

ATTACKERS: Final = 200
WORST: Final = (
    "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }",
    "SELECT (COUNT(*) AS ?n) { ?a (!<urn:x>|^!<urn:x>)* ?b }",
    "SELECT * { ?a ?b ?c . ?d ?e ?f } ORDER BY ?f ?c",
    "SELECT * { ?a ?b ?c . ?d ?e ?f }",
    'SELECT * { ?a ?b ?c . ?d ?e ?f FILTER(REGEX(CONCAT(STR(?c), STR(?f)), "(x+x+)+y{99}$")) }',
)


async def attack(address: str, over: threading.Event) -> Counter[int]:
    """Return the statuses of the queries that many clients send until it is over."""
    statuses: Counter[int] = Counter()
    limits = httpx.Limits(max_connections=ATTACKERS)
    async with httpx.AsyncClient(base_url=address, timeout=120, limits=limits) as client:

        async def one(number: int) -> None:
            while not over.is_set():
                query = {"query": WORST[number % len(WORST)]}
                statuses[(await client.post("/sparql", data=query)).status_code] += 1
                await asyncio.sleep(0.5)  # a refusal comes at once

        await asyncio.gather(*(one(number) for number in range(ATTACKERS)))
    return statuses


def under_attack(server: Server, paths: list[str], seconds: float) -> tuple[Figures, Counter[int]]:
    """Return the figures of a server during an attack, and what the attackers got."""
    over, got = threading.Event(), Counter[int]()
    thread = threading.Thread(target=lambda: got.update(asyncio.run(attack(server.address, over))))
    thread.start()
    figures = drive(server, paths, "*/*", seconds)
    memory = server.memory() / 2**20
    over.set()
    thread.join()
    print(f"memory under attack: {memory:.0f} MiB; attackers got {dict(got)}")
    return figures, got


def main() -> None:
    """Print the figures on a quiet server and on one under attack."""
    seconds = float(sys.argv[1]) if len(sys.argv) > 1 else 10.0
    port = free_port()
    with tempfile.TemporaryDirectory() as folder:
        data = Data(Path(folder))
        things = [f"/doc/{iri.rpartition('/')[2]}" for iri in data.things]
        paths = [*data.ours(data.small, data.things), *things]
        environment = {
            "COMITY_STORE": data.store.location,
            "COMITY_QUERY_SECONDS": "2",
            "COMITY_WAITING": "8",
            "COMITY_QUERY_MEMORY": str(512 * 2**20),
        }
        command = [*GRANIAN, "--port", str(port), "server:app"]
        with running("Comity", command, port, "/ready", environment) as server:
            drive(server, paths, "*/*", 1)
            quiet = drive(server, paths, "*/*", seconds)
            loud, _ = under_attack(server, paths, seconds)
    print("| | requests/s | p50 ms | p99 ms | failed |\n| --- | ---: | ---: | ---: | ---: |")
    for name, figures in (("quiet", quiet), ("under attack", loud)):
        print(
            f"| {name} | {figures.throughput:,.0f} | {figures.p50:.2f} | {figures.p99:.2f} "
            f"| {figures.failed} |"
        )
    print(f"p99 under attack / quiet: {loud.p99 / quiet.p99:.1f} (aimed at: < 10)")


if __name__ == "__main__":
    main()
