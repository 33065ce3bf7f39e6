"""What is worked out once a version, and what is made when a server starts."""

import threading
import time
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from graph.namespaces import ID
from graph.results import QueryResult
from graph.store import Dataset, EmbeddedStore, MemoryStore, Store
from server import create_app
from tests.web.conftest import make_store
from web.kept import once_a_version
from web.warming import Warmer

_LONG = 30.0
"""Seconds after which a test no longer waits."""

_INSERT = "INSERT DATA {{ GRAPH <urn:g> {{ <urn:a> <urn:b> {0} }} }}"


class _Sizes:
    """Counts quads, and how often it did."""

    def __init__(self) -> None:
        self.calls = 0

    def __call__(self, store: Store, factor: int = 1) -> int:
        self.calls += 1
        return sum(1 for _ in store.dump()) * factor

    __name__ = "sizes"


def _write(store: Store, number: int) -> None:
    with store.write() as writer:
        writer.update(_INSERT.format(number))


def test_a_version_is_worked_out_once() -> None:
    sizes, store, other = _Sizes(), MemoryStore(), MemoryStore()
    kept = once_a_version(sizes)
    _write(store, 1)
    _write(other, 1)
    _write(other, 2)
    assert [kept(store), kept(store), kept(other), kept(store)] == [1, 1, 2, 1]
    assert sizes.calls == 2
    _write(store, 2)
    assert [kept(store), kept(store)] == [2, 2]
    assert sizes.calls == 3


def test_only_the_last_answers_are_kept() -> None:
    sizes, store = _Sizes(), MemoryStore()
    kept = once_a_version(sizes)
    _write(store, 1)
    assert [kept(store, number) for number in range(5)] == [0, 1, 2, 3, 4]
    assert kept(store, 4) == 4
    assert sizes.calls == 5
    assert kept(store, 0) == 0
    assert sizes.calls == 6


def test_an_error_is_not_kept() -> None:
    answers = iter([ValueError("torn"), 7])

    @once_a_version
    def read(_: Store) -> int:
        answer = next(answers)
        if isinstance(answer, ValueError):
            raise answer
        return answer

    store = MemoryStore()
    _write(store, 1)
    with pytest.raises(ValueError, match="torn"):
        read(store)
    assert [read(store), read(store)] == [7, 7]


class _Told(EmbeddedStore):
    """A store that tells what it was asked."""

    def __init__(self, path: Path) -> None:
        super().__init__(path)
        self.asked: list[str] = []

    def query(self, text: str, dataset: Dataset | None = None) -> QueryResult:
        self.asked.append(text)
        return super().query(text, dataset)


def _warmed(store: Store) -> None:
    """Wait until what a server needs of the present version has been made."""
    [warmer] = [
        thread
        for thread in threading.enumerate()
        if isinstance(thread, Warmer) and thread.service.opened is store
    ]
    until = time.monotonic() + _LONG
    while warmer.warm != store.version:
        assert time.monotonic() < until
        warmer.join(0.01)


def test_first_requests_find_what_they_need_also_after_a_write(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("web.warming.PAUSE", 0.01)
    monkeypatch.setattr("web.warming.QUIET", 0.02)
    make_store(tmp_path / "store")
    store = _Told(tmp_path / "store")
    with TestClient(create_app(store=store)) as client:
        for number in (1, 2):
            _warmed(store)
            store.asked.clear()
            for address in ("/", "/timeline", "/map"):
                assert client.get(address, headers={"Accept": "text/html"}).status_code == 200
            kept = ("COUNT", "schema:startDate")
            assert not [text for text in store.asked if any(word in text for word in kept)]
            # What is asked for by name is looked up.
            assert client.get("/doc/arvenia.ttl").status_code == 200
            assert any(f"{ID}arvenia" in text for text in store.asked)
            _write(store, number)


def test_while_writes_follow_each_other_nothing_is_made(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("web.warming.PAUSE", 0.01)
    make_store(tmp_path / "store")
    store = _Told(tmp_path / "store")
    with TestClient(create_app(store=store)):
        _warmed(store)
        store.asked.clear()
        _write(store, 1)
        time.sleep(0.2)
        assert store.asked == []


def test_a_server_that_ends_does_not_wait_for_what_it_is_making(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    begun, released = threading.Event(), threading.Event()

    class Slow(EmbeddedStore):
        def query(self, text: str, dataset: Dataset | None = None) -> QueryResult:
            begun.set()
            released.wait(_LONG)
            return super().query(text, dataset)

    monkeypatch.setattr("web.warming._PATIENCE", 0.01)
    make_store(tmp_path / "store")
    with TestClient(create_app(store=Slow(tmp_path / "store"))):
        assert begun.wait(_LONG)
    warmers = [thread for thread in threading.enumerate() if isinstance(thread, Warmer)]
    [slow] = [warmer for warmer in warmers if isinstance(warmer.service.opened, Slow)]
    released.set()
    slow.join(_LONG)
    assert not slow.is_alive()
