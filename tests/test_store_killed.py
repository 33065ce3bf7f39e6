"""A process that is killed while it writes leaves all of the write, or nothing."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from random import Random

import pytest

from graph.store import EmbeddedStore
from tests.random_writes import Contents, after, contents_of, write

KILLS = 100
ROOT = Path(__file__).parents[1]


@pytest.fixture
def writer() -> Iterator[subprocess.Popen[str]]:
    """Return a process that writes what it is asked to, each time in a child."""
    command = [sys.executable, "-m", "tests.random_writes"]
    with subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, cwd=ROOT
    ) as process:
        yield process
        assert process.stdin is not None
        process.stdin.close()


def killed(process: subprocess.Popen[str], store: EmbeddedStore, seed: int, delay: float) -> bool:
    """Have a write done, kill it after a delay, and tell whether it was killed in time."""
    assert process.stdin is not None
    assert process.stdout is not None
    how = "plain" if store.plain else "merged"
    print(store.location, seed, how, file=process.stdin, flush=True)
    child = int(process.stdout.readline())
    time.sleep(delay)
    os.kill(child, signal.SIGKILL)
    print(file=process.stdin, flush=True)
    status = int(process.stdout.readline())
    assert status in (0, signal.SIGKILL), "the write itself failed"
    return status == signal.SIGKILL


def test_a_hundred_writes_that_are_killed(tmp_path: Path, writer: subprocess.Popen[str]) -> None:
    random = Random(7)  # noqa: S311  # the same moments in each run
    stores = [EmbeddedStore(tmp_path / how, plain=how == "plain") for how in ("merged", "plain")]
    contents: list[Contents] = [{}, {}]
    start = time.monotonic()
    for number, store in enumerate(stores):
        write(store, number)
        contents[number] = after({}, number, plain=store.plain)
    longest = (time.monotonic() - start) / len(stores)
    kills, done, seed = 0, 0, 1
    while kills < KILLS:
        seed += 1
        place = seed % 2
        store, before = stores[place], contents[place]
        expected = after(before, seed, plain=store.plain)
        was_killed = killed(writer, store, seed, random.uniform(0, longest))
        found = contents_of(EmbeddedStore(store.location, plain=store.plain))
        assert found in (before, expected), f"half of the write {seed}"
        assert was_killed or found == expected
        kills += was_killed
        done += found == expected != before
        longest *= (
            1.06 if found == before else 0.9
        )  # so that some come to their end, on any machine
        contents[place] = found
    assert done > KILLS // 10, "almost no write came to its end, so the test shows little"
