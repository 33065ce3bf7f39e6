"""What many tests need: the shipped ontology, and a small invented report."""

import gc
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from graph.build import build
from graph.load import Document, Report, load_ontology, load_report
from graph.store import EmbeddedStore, MemoryStore, Store
from graph.store.remote.server import Server
from tests.engines.servers import empty_store, has_virtuoso, oxigraph, virtuoso


@pytest.fixture(autouse=True, scope="module")
def _nothing_left_over() -> None:
    """Drop what earlier tests left in reference cycles, in the thread that made it.

    The engine's results may only be dropped there, and the tests of a server run other threads, in
    which the garbage collector may start.
    """
    gc.collect()


@pytest.fixture(scope="session")
def ontology() -> Document:
    """Return the shipped ontology."""
    return load_ontology()


@pytest.fixture(scope="session")
def sample_folder() -> Path:
    """Return the folder of the invented report; it holds the report's text as well."""
    return Path(__file__).parent / "data" / "sample-report"


@pytest.fixture(scope="session")
def sample(sample_folder: Path) -> Report:
    """Return the invented report."""
    return load_report(sample_folder)


@pytest.fixture
def edit(tmp_path: Path, sample_folder: Path) -> Callable[[str, str, str], Path]:
    """Return a function that changes a file of a copy of the invented report.

    ``edit(name, old, new)`` replaces the first ``old`` and returns the folder of the copy, which
    is the same in each call of a test.
    """
    copy = tmp_path / "sample-report"
    shutil.copytree(sample_folder, copy)

    def change(name: str, old: str, new: str) -> Path:
        text = (copy / name).read_text(encoding="utf-8")
        assert old in text, f"{old!r} is not in {name}"
        (copy / name).write_text(text.replace(old, new, 1), encoding="utf-8")
        return copy

    return change


@pytest.fixture(scope="session")
def sample_store(sample_folder: Path) -> Store:
    """Return a store that was built from the invented report and its text; do not write to it."""
    store = MemoryStore()
    build(store, [sample_folder], {"sample-report": sample_folder / "text.txt"})
    return store


@pytest.fixture(scope="session")
def oxigraph_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """Return a running server of Oxigraph; tests share it."""
    with oxigraph(tmp_path_factory.mktemp("oxigraph")) as server:
        yield server


@pytest.fixture(scope="session")
def virtuoso_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """Return a running Virtuoso 7; tests share it."""
    if not has_virtuoso():
        pytest.skip("there is no virtuoso-t (Debian: virtuoso-opensource-7-bin)")
    with virtuoso(tmp_path_factory.mktemp("virtuoso")) as server:
        yield server


@pytest.fixture(params=["disk", "memory", "oxigraph", "virtuoso"])
def engine(request: pytest.FixtureRequest) -> str:
    """Return the name of an engine; what uses it runs on each of them."""
    return str(request.param)


@pytest.fixture
def make_store(
    engine: str,
    request: pytest.FixtureRequest,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> Callable[..., Store]:
    """Return a function that makes an empty store of an engine; on a server, it empties it."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    numbers = iter(range(100))
    if engine == "memory":
        return MemoryStore
    if engine == "disk":
        return lambda **how: EmbeddedStore(tmp_path / f"store-{next(numbers)}", **how)
    server = request.getfixturevalue(f"{engine}_server")
    return lambda **how: empty_store(server, **how)
