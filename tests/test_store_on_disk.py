"""What only a store on disk can show: other processes, killed ones, and places of all kinds."""

import fcntl
import os
import signal
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from graph.errors import ComityError, StoreBusyError, StoreError, StoreNotFoundError
from graph.store import EmbeddedStore, open_store
from tests.contents import A, default_graph, expected, fill, select, triple


def generations(path: Path) -> set[str]:
    """Return what lies in the folder of a store, besides the link and the lock."""
    return {entry.name for entry in path.iterdir()} - {"current", "lock"}


def test_open_store_gives_a_store_on_disk(tmp_path: Path) -> None:
    store = open_store(str(tmp_path / "store"))
    assert not (tmp_path / "store").exists(), "nothing is made before the first write"
    fill(store, alder=[triple(1)])
    assert default_graph(open_store(tmp_path / "store")) == expected(triple(1))


def test_a_folder_of_other_files_is_refused(tmp_path: Path) -> None:
    (tmp_path / "thesis.txt").write_text("mine", encoding="utf-8")
    with pytest.raises(StoreError, match="not a store's"):
        fill(EmbeddedStore(tmp_path), alder=[triple(1)])
    assert [entry.name for entry in tmp_path.iterdir()] == ["thesis.txt"]


def test_only_the_present_generation_and_the_one_before_stay(tmp_path: Path) -> None:
    store = EmbeddedStore(tmp_path / "store")
    versions = [fill(store, alder=[triple(0)])]
    (tmp_path / "store" / "notes").mkdir()
    versions += [fill(store, alder=[triple(number)]) for number in range(1, 4)]
    assert generations(tmp_path / "store") == {*versions[-2:], "notes"}


def test_a_reader_sees_the_old_state_during_a_write_and_then_the_new_one(tmp_path: Path) -> None:
    fill(EmbeddedStore(tmp_path), alder=[triple(1)])
    reader = EmbeddedStore(tmp_path)
    with EmbeddedStore(tmp_path).write() as writer:
        writer.replace_graph(A, [triple(2)])
        assert default_graph(reader) == expected(triple(1))
    assert default_graph(reader) == expected(triple(2))


def test_readers_in_threads_never_see_half_of_a_write(tmp_path: Path) -> None:
    fill(EmbeddedStore(tmp_path), alder=[triple(0, "0")], birch=[triple(1, "0")])
    done, seen = threading.Event(), set[int]()

    def read() -> None:
        store = EmbeddedStore(tmp_path)
        while not done.wait(0.002):
            values = list(select(store, "SELECT ?o WHERE { ?s <urn:p> ?o }"))
            seen.add(len(values) * 10 + len({str(value[0]) for value in values}))

    readers = [threading.Thread(target=read) for _ in range(2)]
    for thread in readers:
        thread.start()
    for number in range(1, 8):
        value = str(number)
        fill(EmbeddedStore(tmp_path), alder=[triple(0, value)], birch=[triple(1, value)])
    done.set()
    for thread in readers:
        thread.join()
    assert seen == {21}, "two triples, always with the same value"


WRITE_AND_WAIT = """
import sys, time
from pathlib import Path
import pyoxigraph as ox
from graph.namespaces import graph_name
from graph.store import EmbeddedStore

node = ox.NamedNode("urn:killed")
with EmbeddedStore(sys.argv[1]).write(fresh=sys.argv[2] == "fresh") as writer:
    writer.replace_graph(graph_name("alder-2030"), [ox.Triple(node, node, node)])
    (writer.folder / "labels.txt").write_text("half")
    print("writing", flush=True)
    time.sleep(60)
"""


def writing_process(path: Path, how: str) -> subprocess.Popen[str]:
    """Return a process that is in the middle of a write to a store."""
    process = subprocess.Popen(
        [sys.executable, "-c", WRITE_AND_WAIT, str(path), how],
        stdout=subprocess.PIPE,
        text=True,
        cwd=Path(__file__).parent.parent,
    )
    assert process.stdout is not None
    assert process.stdout.readline() == "writing\n"
    return process


def kill(process: subprocess.Popen[str]) -> None:
    os.kill(process.pid, signal.SIGKILL)
    process.communicate()
    assert process.returncode == -signal.SIGKILL


@pytest.mark.parametrize("how", ["fresh", "on top"])
def test_a_process_killed_while_it_writes_changes_nothing(tmp_path: Path, how: str) -> None:
    store = EmbeddedStore(tmp_path)
    old = fill(store, alder=[triple(1)])
    process = writing_process(tmp_path, how)
    with pytest.raises(StoreBusyError), store.write():
        pytest.fail("two processes write")
    kill(process)
    assert (store.version, default_graph(store)) == (old, expected(triple(1)))
    assert "next" in generations(tmp_path), "the process died too early or too late"
    new = fill(store, alder=[triple(2)])
    assert generations(tmp_path) == {old, new}
    assert default_graph(EmbeddedStore(tmp_path)) == expected(triple(2))


def test_the_first_write_killed_leaves_no_store(tmp_path: Path) -> None:
    kill(writing_process(tmp_path, "fresh"))
    with pytest.raises(StoreNotFoundError):
        default_graph(EmbeddedStore(tmp_path))


def test_a_process_killed_before_it_moved_the_link_changes_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    store = EmbeddedStore(tmp_path)
    old = fill(store, fresh=True, alder=[triple(1)])

    def die(*_: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(Path, "replace", die)
        with pytest.raises(KeyboardInterrupt):
            fill(store, fresh=True, alder=[triple(2)])
    assert (store.version, default_graph(store)) == (old, expected(triple(1)))
    fill(store, fresh=True, alder=[triple(2)])
    assert default_graph(store) == expected(triple(2))


def test_a_lock_held_by_another_process_is_respected(tmp_path: Path) -> None:
    with (tmp_path / "lock").open("w") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        with pytest.raises(StoreBusyError, match=str(tmp_path)):
            fill(EmbeddedStore(tmp_path), alder=[triple(1)])
    fill(EmbeddedStore(tmp_path), alder=[triple(1)])


# The tests may run as root, whom no permission stops; /proc takes no files from anybody.
@pytest.mark.parametrize("place", ["/proc/comity", "file", "file/below"])
def test_a_place_that_cannot_be_written_is_named(tmp_path: Path, place: str) -> None:
    (tmp_path / "file").touch()
    path = tmp_path / place
    with pytest.raises(StoreError, match="--store") as caught:
        fill(EmbeddedStore(path), alder=[triple(1)])
    assert str(path) in caught.value.message


@pytest.mark.parametrize("place", ["file", "file/below"])
def test_a_place_that_is_no_store_is_named_on_reading(tmp_path: Path, place: str) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(StoreError, match="is not a store"):
        EmbeddedStore(tmp_path / place).query("ASK {}")


def test_a_folder_with_something_else_called_current_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "current").write_text("mine")
    with pytest.raises(StoreError, match="is not a store"):
        fill(EmbeddedStore(tmp_path), alder=[triple(1)])
    assert (tmp_path / "current").read_text() == "mine"


def test_a_damaged_generation_is_a_store_error(tmp_path: Path) -> None:
    version = fill(EmbeddedStore(tmp_path), alder=[triple(1)])
    (tmp_path / version / "quads" / "CURRENT").unlink()
    with pytest.raises(StoreError, match="comity build"):
        EmbeddedStore(tmp_path).query("ASK {}")
    fill(EmbeddedStore(tmp_path), fresh=True, alder=[triple(2)])
    assert default_graph(EmbeddedStore(tmp_path)) == expected(triple(2))


@pytest.mark.parametrize(
    "text",
    [
        "CLEAR WHAT",
        "DROP GRAPH <urn:none>",
        "INSERT { GRAPH <urn:g> { ?s ?p 1 } } WHERE { ?s ?p ?o FILTER (<urn:f>(?s)) }",
    ],
)
def test_a_failed_write_that_is_remembered_does_not_block_the_next(
    tmp_path: Path, text: str
) -> None:
    store = EmbeddedStore(tmp_path / "store")
    fill(store, alder=[triple(1)])
    with pytest.raises(ComityError) as remembered, store.write() as writer:
        writer.update(text)
    fill(store, birch=[triple(2)])
    assert default_graph(store) == expected(triple(1), triple(2))
    assert remembered.value.__traceback__ is not None
