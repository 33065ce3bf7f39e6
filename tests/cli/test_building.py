"""Commands that read reports: what they print, and their exit codes."""

import shutil
from pathlib import Path

import pyoxigraph as ox
import pytest

from graph.namespaces import PREFIXES
from graph.resources import data_folder
from graph.store import open_store
from tests.cli.conftest import Run

REPORT = data_folder("reports") / "mfaic-2024"


@pytest.fixture
def broken(tmp_path: Path) -> Path:
    """Return the folder of a report with a claim that has no speaker."""
    folder = tmp_path / "mfaic-2024"
    shutil.copytree(REPORT, folder)
    claims = folder / "claims.trig"
    text = claims.read_text(encoding="utf-8")
    claims.write_text(text.replace("comity:speaker ", "comity:topic ", 1), encoding="utf-8")
    return folder


def test_build(run: Run, tmp_path: Path) -> None:
    store = tmp_path / "store"
    result = run("build", "--store", str(store))
    assert result.code == 0
    assert result.err == ""
    [line] = result.out.splitlines()
    assert line.startswith(f"{store}: 1 report, ")
    assert f"version {open_store(store).version};" in line
    assert (open_store(store).folder / "labels.sqlite").is_file()


def test_what_does_not_conform_is_not_built(run: Run, broken: Path, tmp_path: Path) -> None:
    result = run("build", "--report", str(broken), "--store", str(tmp_path / "store"))
    assert result.code == 1
    assert "does not conform" in result.err
    assert result.out == ""
    assert run("sparql", "ASK {}", "--store", str(tmp_path / "store")).code == 3


def test_validate(run: Run) -> None:
    result = run("validate")
    assert result.code == 0
    assert "The data conforms" in result.out


def test_validate_finds_a_fault(run: Run, broken: Path) -> None:
    result = run("validate", str(broken))
    assert result.code == 1
    assert "id:claim-p1s1-1" in result.out
    assert result.out.splitlines()[-1] == "The data does not conform: 1 result."


@pytest.mark.parametrize(
    ("name", "engine"), [("turtle", ox.RdfFormat.TURTLE), ("json", ox.RdfFormat.JSON_LD)]
)
def test_the_report_is_a_w3c_report(
    run: Run, broken: Path, name: str, engine: ox.RdfFormat
) -> None:
    result = run("validate", str(broken), "--format", name)
    assert result.code == 1
    triples = {quad.triple for quad in ox.parse(result.out, format=engine)}
    sh = PREFIXES["sh"]
    assert {t.object.value for t in triples if t.predicate.value == f"{sh}conforms"} == {"false"}
    assert f"{sh}focusNode" in {triple.predicate.value for triple in triples}


def test_a_file_that_is_not_rdf(run: Run, broken: Path) -> None:
    (broken / "claims.trig").write_text("graph: {\n", encoding="utf-8")
    result = run("validate", str(broken))
    assert result.code == 1
    assert "claims.trig:" in result.err


@pytest.mark.parametrize("command", ["build", "validate"])
@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("mfaic-2024", "not of the form ID=FILE"),
        ("=file", "not of the form ID=FILE"),
        ("other=file", "other"),
    ],
)
def test_texts_are_of_reports(
    run: Run, tmp_path: Path, command: str, text: str, message: str
) -> None:
    store = ["--store", str(tmp_path / "store")] if command == "build" else []
    result = run(command, "--text", text, *store)
    assert result.code == 2
    assert message in result.err


def test_a_text_is_given_once(run: Run) -> None:
    result = run("validate", "--text", "a=b", "--text", "a=c")
    assert result.code == 2
    assert "twice" in result.err


def test_no_such_report(run: Run, tmp_path: Path) -> None:
    assert run("validate", str(tmp_path / "none")).code == 2


def test_a_text_that_is_another_one_is_told(run: Run, tmp_path: Path) -> None:
    text = tmp_path / "report.txt"
    text.write_text("Another text.", encoding="utf-8")
    result = run("validate", "--text", f"mfaic-2024={text}")
    assert result.code == 1
    assert "does not conform" in result.out
