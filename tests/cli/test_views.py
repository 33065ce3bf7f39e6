"""Commands that show the claims as a whole."""

import json
from pathlib import Path

import pyoxigraph as ox
import pytest

from tests.cli.conftest import Run


def test_export_by_suffix(run: Run, tmp_path: Path) -> None:
    file = tmp_path / "claims.nq"
    assert run("export", "-o", str(file)).code == 0
    names = {str(quad.graph_name) for quad in ox.parse(path=file)}
    assert names == {
        "<https://w3id.org/comity/graph/note>",
        "<https://w3id.org/comity/graph/sample-2030>",
    }


@pytest.mark.parametrize("graph", ["note", "graph:note", "https://w3id.org/comity/graph/note"])
def test_export_a_graph_to_the_output(run: Run, graph: str) -> None:
    result = run("export", "--graph", graph, "--format", "turtle")
    assert result.code == 0
    assert "id:strait" in result.out
    assert "id:belmora" not in result.out


def test_export_a_network(run: Run, tmp_path: Path) -> None:
    file = tmp_path / "claims.cyjs"
    assert run("export", "--graph", "sample-2030", "-o", str(file)).code == 0
    assert json.loads(file.read_bytes())["elements"]


def test_export_rdf_1_2(run: Run, tmp_path: Path) -> None:
    file = tmp_path / "claims.ttl"
    assert run("export", "--rdf12", "-o", str(file)).code == 0
    assert b"<<(" in file.read_bytes()
    assert "<<(" in run("export", "--rdf12", "--format", "turtle").out
    assert run("export", "--rdf12", "--format", "csv").code == 2


@pytest.mark.parametrize(
    "arguments",
    [
        [],
        ["-o", "claims.docx"],
        ["--format", "docx"],
        ["--graph", "none", "--format", "turtle"],
        ["--graph", "a b", "--format", "turtle"],
        ["--format", "turtle", "-o", "no/such/folder.ttl"],
    ],
)
def test_wrong_exports_are_refused(run: Run, arguments: list[str]) -> None:
    result = run("export", *arguments)
    assert result.code == 2
    assert result.err.startswith("error: ")


def test_path(run: Run) -> None:
    result = run("path", "Tomas Reld", "Belmora")
    assert result.code == 0
    first, comment, place, *_ = result.out.splitlines()
    assert first.startswith("Tomas Reld ── ")
    assert "(asserted) ─▶ Ministry of Foreign Affairs of Arvenia" in first
    assert comment == "    Tomas Reld speaks for the ministry."
    assert place.startswith("    ¶3 s2, ")


def test_no_path(run: Run) -> None:
    result = run("path", "Arvenia", "unnamed navy", "--modality", "planned")
    assert result.code == 2
    result = run("path", "Arvenia", "an unnamed navy", "--modality", "planned")
    assert result.code == 0
    assert result.out.startswith("No chain of planned claims")


def test_stats(run: Run) -> None:
    result = run("stats", "--top", "3", "--report", "sample-2030")
    assert result.code == 0
    assert "communities" in result.out.splitlines()[0]
    assert max(map(len, result.out.splitlines()[1:])) <= 80


@pytest.mark.parametrize(
    "arguments",
    [
        ["stats", "--report", "none"],
        ["path", "Arvenia", "Belmora", "--modality", "denid"],
        ["draw", "-o", "claims.svg", "--report", "none"],
        ["draw", "-o", "claims.svg", "--modality", "denid"],
        ["draw", "-o", "claims.svg", "--focus", "Atlantis"],
    ],
)
def test_what_is_unknown_is_refused(run: Run, arguments: list[str]) -> None:
    result = run(*arguments)
    assert result.code == 2
    assert result.err.startswith("error: ")


def test_draw(run: Run, tmp_path: Path) -> None:
    file = tmp_path / "claims.svg"
    result = run("draw", "-o", str(file), "--focus", "Belmora", "--modality", "asserted")
    assert result.code == 0
    assert b"<svg" in file.read_bytes()
