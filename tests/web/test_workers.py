"""The pool of workers: limits, lost processes, clients that leave, and what is left afterwards."""

import asyncio
import os
import signal
import sys
from collections.abc import Callable, Coroutine
from typing import Any, TypeVar

import psutil
import pytest

from graph.errors import (
    OverloadError,
    QuerySyntaxError,
    ResultLimitError,
    TimeLimitError,
    UsageError,
    WorkerLostError,
)
from graph.namespaces import REFERENCE_GRAPH
from graph.results import GRAPH_FORMATS, SOLUTION_FORMATS, serialize
from graph.settings import Settings
from graph.store import Dataset, EmbeddedStore, MemoryStore
from tests.web.conftest import triples
from web.content import Content
from web.evaluation import Query
from web.workers import Pool

Answer = TypeVar("Answer")
Work = Callable[[Pool], Coroutine[Any, Any, Answer]]

ENDLESS = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }"
HUNGRY = "SELECT * { ?a ?b ?c . ?d ?e ?f } ORDER BY ?c ?f ?a"
MIB = 2**20


def query(text: str, dataset: Dataset | None = None) -> Query:
    is_graph = text.startswith("CONSTRUCT")
    return Query(text, dataset, GRAPH_FORMATS[1] if is_graph else SOLUTION_FORMATS[0])


def run(store: EmbeddedStore | MemoryStore, work: Work[Answer], **settings: float) -> Answer:
    """Return what some work with a pool returns; see that no process is left."""

    async def main() -> Answer:
        pool = Pool(store, Settings.model_validate(settings))
        try:
            return await work(pool)
        finally:
            pool.close()

    before = set(psutil.Process().children())
    result = asyncio.run(main())
    assert set(psutil.Process().children()) <= before
    return result


def test_answers_are_those_of_the_store(store: EmbeddedStore) -> None:
    texts = ["SELECT ?s ?o { ?s skos:prefLabel ?o } ORDER BY ?s ?o", "ASK {}"]

    async def work(pool: Pool) -> None:
        for text in texts:
            content = await pool.evaluate(query(text))
            assert content.read() == serialize(store.query(text), SOLUTION_FORMATS[0])

    run(store, work)


def test_a_dataset_is_passed_on(store: EmbeddedStore) -> None:
    dataset = Dataset((REFERENCE_GRAPH.value,), ())

    async def work(pool: Pool) -> bytes:
        return (await pool.evaluate(query("ASK { ?s ?p ?o }", dataset))).read()

    assert b"false" in run(store, work)


def test_a_large_result_comes_in_a_file_and_is_complete(store: EmbeddedStore) -> None:
    text = "SELECT * { ?a ?b ?c . ?d ?e ?f } LIMIT 20000"

    async def work(pool: Pool) -> Content:
        content = await pool.evaluate(query(text))
        chunks = [chunk async for chunk in content.chunks()]
        assert sum(map(len, chunks)) == content.size > 2 * MIB
        assert b"".join(chunks).endswith(b"]}}")
        assert len(chunks) > 1
        return content

    content = run(store, work)
    assert not isinstance(content.data, bytes)
    assert content.data.closed


@pytest.mark.parametrize(
    ("text", "settings", "error", "setting"),
    [
        (ENDLESS, {"query_seconds": 0.3}, TimeLimitError, "query_seconds"),
        (HUNGRY, {"query_memory": 64 * MIB}, WorkerLostError, None),
        ("SELECT * { ?s ?p ?o }", {"result_rows": 9}, ResultLimitError, "result_rows"),
        ("CONSTRUCT WHERE { ?s ?p ?o }", {"result_rows": 9}, ResultLimitError, "result_rows"),
        ("SELECT * { ?s ?p ?o }", {"result_bytes": 1024}, ResultLimitError, "result_bytes"),
        ("SELECT * {", {}, QuerySyntaxError, None),
        ("ASK { SERVICE <http://127.0.0.1:9/> {} }", {}, UsageError, None),
        ("CLEAR ALL", {}, QuerySyntaxError, None),
    ],
)
def test_a_query_that_fails_fails_alone(
    store: EmbeddedStore,
    text: str,
    settings: dict[str, float],
    error: type[Exception],
    setting: str | None,
) -> None:
    async def work(pool: Pool) -> None:
        with pytest.raises(error) as caught:
            await pool.evaluate(query(text))
        assert getattr(caught.value, "setting", None) == setting
        if setting:
            assert vars(caught.value)["limit"] == settings[setting]
        assert (await pool.evaluate(query("ASK {}"))).size

    run(store, work, workers=1, **settings)


def test_a_syntax_error_tells_its_place(store: EmbeddedStore) -> None:
    async def work(pool: Pool) -> None:
        with pytest.raises(QuerySyntaxError) as caught:
            await pool.evaluate(query("SELECT *\nWHERE { ?s ?p }"))
        assert (caught.value.line, caught.value.column) == (2, 16)

    run(store, work)


def test_a_killed_worker_takes_one_query_with_it(store: EmbeddedStore) -> None:
    async def work(pool: Pool) -> None:
        await pool.evaluate(query("ASK {}"))
        victim = psutil.Process(pool._processes[0].pid)
        lost = asyncio.create_task(pool.evaluate(query(ENDLESS)))
        await asyncio.sleep(0.1)
        other = asyncio.create_task(pool.evaluate(query("ASK {}")))
        os.kill(victim.pid, signal.SIGKILL)
        with pytest.raises(WorkerLostError):
            await lost
        assert (await other).size
        assert pool.killed["lost"] == 1

    run(store, work)


def test_a_worker_that_dies_idle_costs_no_query(store: EmbeddedStore) -> None:
    async def work(pool: Pool) -> None:
        await pool.evaluate(query("ASK {}"))
        victim = psutil.Process(pool._processes[0].pid)
        os.kill(victim.pid, signal.SIGKILL)
        await asyncio.sleep(0.1)
        assert (await pool.evaluate(query("ASK {}"))).size

    run(store, work)


def test_a_query_that_nobody_waits_for_is_ended(store: EmbeddedStore) -> None:
    async def work(pool: Pool) -> None:
        await pool.evaluate(query("ASK {}"))
        task = asyncio.create_task(pool.evaluate(query(ENDLESS)))
        await asyncio.sleep(0.3)
        task.cancel()
        with pytest.raises(asyncio.CancelledError):
            await task
        assert (pool.turns.busy, pool.turns.waiting, pool.killed["left"]) == (0, 0, 1)
        assert (await pool.evaluate(query("ASK {}"))).size

    run(store, work, workers=1)


def test_the_queue_is_bounded(store: EmbeddedStore) -> None:
    async def work(pool: Pool) -> None:
        busy = [asyncio.create_task(pool.evaluate(query(ENDLESS))) for _ in range(3)]
        await asyncio.sleep(0.1)
        assert (pool.turns.busy, pool.turns.waiting) == (1, 2)
        with pytest.raises(OverloadError) as caught:
            await pool.evaluate(query("ASK {}"))
        assert (caught.value.setting, caught.value.limit) == ("waiting", 2)
        results = await asyncio.gather(*busy, return_exceptions=True)
        assert [type(result) for result in results] == [TimeLimitError] * 3
        assert (await pool.evaluate(query("ASK {}"))).size

    run(store, work, workers=1, waiting=2, query_seconds=0.4)


@pytest.mark.parametrize("kind", ["disk", "memory"])
def test_a_write_is_seen_by_the_next_query(
    kind: str, tmp_path_factory: pytest.TempPathFactory
) -> None:
    folder = tmp_path_factory.mktemp("written")
    written = EmbeddedStore(folder / "store") if kind == "disk" else MemoryStore()

    async def work(pool: Pool) -> None:
        for number in range(3):
            with written.write() as writer:
                text = f"id:a skos:notation '{number}' ."
                writer.replace_graph(REFERENCE_GRAPH, triples(text))
            answer = await pool.evaluate(query("SELECT ?o { id:a ?p ?o }"))
            assert f'"{number}"'.encode() in answer.read()

    run(written, work, workers=1)


def test_workers_are_light_and_become_nice(store: EmbeddedStore) -> None:
    async def work(pool: Pool) -> None:
        await pool.evaluate(query("ASK {}"))
        worker = psutil.Process(pool._processes[0].pid)
        assert worker.nice() == os.nice(0)
        assert worker.memory_info().rss < 100 * MIB
        slow = asyncio.create_task(pool.evaluate(query(ENDLESS)))
        await asyncio.sleep(0.3)
        assert worker.nice() == os.nice(0) + 10
        slow.cancel()
        await asyncio.wait([slow])

    run(store, work)


def test_results_that_nobody_reads_take_bounded_room(store: EmbeddedStore) -> None:
    text = "SELECT * { ?a ?b ?c . ?d ?e ?f } LIMIT 10000"

    async def work(pool: Pool) -> None:
        async def held() -> Content:
            content = await pool.evaluate(query(text))
            pool.turns.hold(content)
            return content

        unread = [await held()]
        room = 8 * 8 * MIB // unread[0].size
        unread += [await held() for _ in range(room - 1)]
        with pytest.raises(OverloadError, match="wait to be read"):
            await held()
        assert len(unread.pop().read()) == unread[0].size
        unread.append(await held())
        for content in unread:
            content.read()

    run(store, work, result_bytes=8 * MIB)


def test_a_worker_that_cannot_be_started_is_told(
    store: EmbeddedStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def work(pool: Pool) -> None:
        before = psutil.Process().num_fds()
        for program in ("/no/such/program", "/bin/false"):
            monkeypatch.setattr(sys, "executable", program)
            with pytest.raises(WorkerLostError, match="No process could be started"):
                await pool.evaluate(query("ASK {}"))
        assert (pool.turns.busy, pool.killed["lost"]) == (0, 2)
        assert psutil.Process().num_fds() == before
        monkeypatch.undo()
        assert (await pool.evaluate(query("ASK {}"))).size

    run(store, work, workers=1)
