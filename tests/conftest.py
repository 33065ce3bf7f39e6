"""What many tests need: the shipped ontology, and a small invented report."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from graph.build import build
from graph.load import Document, Report, load_ontology, load_report
from graph.store import MemoryStore, Store


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
