"""A real server under free-form queries of the worst kinds, while others use what is canned."""

import asyncio
import os
import signal
import socket
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import httpx
import psutil
import pytest

from graph.store import EmbeddedStore

ROOT = Path(__file__).parents[2]
MIB = 2**20
SETTINGS = {
    "COMITY_QUERY_SECONDS": "1",
    "COMITY_QUERY_MEMORY": str(192 * MIB),
    "COMITY_RESULT_BYTES": str(8 * MIB),
    "COMITY_WAITING": "16",
}
WORST = {
    "cross product": "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }",
    "path": "SELECT (COUNT(*) AS ?n) { ?a (!<urn:x>|^!<urn:x>)* ?b . ?c (!<urn:x>)* ?d }",
    "sort": "SELECT * { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i } ORDER BY ?i ?f ?c",
    "regular expression": "SELECT * { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i "
    'FILTER(REGEX(CONCAT(STR(?c), STR(?f), STR(?i)), "(x+x+)+y{100}(a|aa)+$")) }',
    "large result": "SELECT * { ?a ?b ?c . ?d ?e ?f }",
    "memory": "SELECT (GROUP_CONCAT(STR(?c)) AS ?x) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }",
    "distinct": "SELECT DISTINCT ?a ?d ?g ?c { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }",
}
CALM = ["/doc/arvenia", "/queries/denials", "/queries/about?thing=vell", "/doc/belmora.nt"]
ATTACKERS = 200
CALM_SECONDS = 0.5
"""A floor under ten times the quiet figure: the machine that runs the tests may be busy."""


@pytest.fixture(scope="module")
def server(
    store: EmbeddedStore, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[tuple[str, psutil.Process]]:
    """Start a server on the store; return its address and its process."""
    with socket.create_server(("127.0.0.1", 0)) as listener:
        port = str(listener.getsockname()[1])
    log = tmp_path_factory.mktemp("attack") / "log"
    address = f"http://127.0.0.1:{port}"
    environment = {**os.environ, **SETTINGS, "COMITY_STORE": store.location}
    command = [sys.executable, "-m", "granian", "--interface", "asgi", "server:app", "--port", port]
    with (
        log.open("wb") as output,
        subprocess.Popen(
            command, cwd=ROOT, env=environment, stdout=output, stderr=output
        ) as process,
    ):
        try:
            _wait(address, log)
            yield address, psutil.Process(process.pid)
        finally:
            process.terminate()
        assert process.wait(20) in {0, -15}, log.read_text()


def _wait(address: str, log: Path) -> None:
    for _ in range(200):
        try:
            if httpx.get(f"{address}/ready").status_code == 200:
                return
        except httpx.TransportError:
            time.sleep(0.05)
    pytest.fail(f"no answer: {log.read_text()}")


async def calm(address: str, seconds: float) -> list[float]:
    """Return how long each request of a client took that uses what is canned; none may fail."""
    times, end = [], time.perf_counter() + seconds
    async with httpx.AsyncClient(base_url=address, timeout=20) as client:
        while time.perf_counter() < end:
            for number, path in enumerate(CALM):
                unknown = f"/search?q=a&limit={len(times) % 99 + 1}" if number == 0 else path
                start = time.perf_counter()
                response = await client.get(unknown)
                times.append(time.perf_counter() - start)
                assert response.status_code == 200
                await asyncio.sleep(0.005)
    return times


async def attack(address: str) -> Counter[int]:
    """Return the statuses of many of the worst queries at once."""
    limits = httpx.Limits(max_connections=ATTACKERS)
    async with httpx.AsyncClient(base_url=address, timeout=60, limits=limits) as client:

        async def one(text: str) -> int:
            return (await client.post("/sparql", data={"query": text})).status_code

        texts = list(WORST.values())
        work = [one(texts[number % len(texts)]) for number in range(ATTACKERS)]
        return Counter(await asyncio.gather(*work))


def p99(times: list[float]) -> float:
    return sorted(times)[int(len(times) * 0.99)]


def memory(process: psutil.Process) -> int:
    """Return the memory of a server and its workers, in bytes."""
    total = 0
    for each in [process, *process.children(recursive=True)]:
        try:
            total += each.memory_info().rss
        except psutil.NoSuchProcess:
            continue  # a worker that was killed meanwhile
    return total


def test_others_notice_nothing(server: tuple[str, psutil.Process]) -> None:
    address, process = server
    peak = 0

    async def main() -> tuple[list[float], list[float], Counter[int]]:
        nonlocal peak
        quiet = await calm(address, 1)
        at_once = asyncio.create_task(attack(address))
        under_attack: list[float] = []
        while not at_once.done():
            under_attack += await calm(address, 0.5)
            peak = max(peak, memory(process))
        return quiet, under_attack, await at_once

    before = memory(process)
    quiet, under_attack, statuses = asyncio.run(main())
    assert set(statuses) <= {400, 429, 503}  # too large, too many, too long or out of memory
    assert sum(statuses.values()) == ATTACKERS
    assert statuses[429] > ATTACKERS / 2
    assert len(under_attack) > 100
    assert p99(under_attack) < max(10 * p99(quiet), CALM_SECONDS)
    assert peak < before + 2 * 400 * MIB
    answer = httpx.get(f"{address}/sparql", params={"query": "ASK {}"})
    assert answer.status_code == 200
    assert 'comity_queries_killed_total{reason="time"}' in httpx.get(f"{address}/metrics").text


@pytest.mark.parametrize("name", WORST)
def test_each_kind_alone_is_ended(server: tuple[str, psutil.Process], name: str) -> None:
    address, _ = server
    response = httpx.post(f"{address}/sparql", data={"query": WORST[name]}, timeout=20)
    problem = response.json()
    assert response.status_code in {400, 503}
    assert problem["type"] in {
        "/problems/time-limit",
        "/problems/worker-lost",
        "/problems/result-too-large",
    }
    if problem["type"] != "/problems/worker-lost":
        assert problem["setting"] in {"query_seconds", "result_bytes"}
        assert problem["limit"] in {1, 8 * MIB}


def test_killed_workers_take_their_own_requests_with_them(
    server: tuple[str, psutil.Process],
) -> None:
    address, process = server

    async def main() -> list[httpx.Response]:
        async with httpx.AsyncClient(base_url=address, timeout=20) as client:
            endless = {"query": WORST["cross product"]}
            busy = [asyncio.create_task(client.post("/sparql", data=endless)) for _ in range(2)]
            await asyncio.sleep(0.5)
            queued = [client.get("/sparql", params={"query": "ASK {}"}) for _ in range(5)]
            tasks = [asyncio.create_task(each) for each in queued]
            await asyncio.sleep(0.05)
            for worker in process.children(recursive=True):
                if "web.worker" in worker.cmdline():
                    worker.send_signal(signal.SIGKILL)
            return await asyncio.gather(*busy, *tasks)

    responses = asyncio.run(main())
    assert [response.status_code for response in responses] == [503, 503, *[200] * 5]
    assert responses[0].json()["type"] == "/problems/worker-lost"


def test_too_many_queries_are_told_when_to_come_back(
    server: tuple[str, psutil.Process],
) -> None:
    address, _ = server

    async def main() -> list[httpx.Response]:
        async with httpx.AsyncClient(base_url=address, timeout=30) as client:
            endless = {"query": WORST["cross product"]}
            tasks = [asyncio.create_task(client.post("/sparql", data=endless)) for _ in range(30)]
            done, others = await asyncio.wait(tasks, return_when=asyncio.FIRST_COMPLETED)
            for task in others:
                task.cancel()  # a client that leaves frees its place
            await asyncio.wait(others)
            return [task.result() for task in done]

    response = asyncio.run(main())[0]
    problem = response.json()
    assert response.status_code == 429
    assert response.headers["retry-after"] == "1"
    assert (problem["setting"], problem["limit"]) == ("waiting", 16)
    time.sleep(0.3)
    assert httpx.get(f"{address}/sparql", params={"query": "ASK {}"}, timeout=5).status_code == 200
