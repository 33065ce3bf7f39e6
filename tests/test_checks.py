"""The checks: each finds what it should and nothing else, and the data that is shipped passes."""

from collections.abc import Iterable
from functools import cache
from pathlib import Path

import pyoxigraph as ox
import pytest

from graph.headers import read_header
from graph.resources import data_folder
from tests.rdf_case import (
    Result,
    as_parameters,
    case_paths,
    collected,
    names_without_cases,
    read_case,
    read_turtle,
    text_of,
)

FOLDER = Path(__file__).parent / "checks"
BASE = Path(__file__).parent / "shapes" / "base.ttl"
ONTOLOGY = ("comity.ttl", "codes.ttl", "shapes.ttl")


@cache
def checks() -> dict[str, tuple[dict[str, object], str]]:
    """Return name of a file → header and text, for the checks."""
    paths = sorted((data_folder("ontology") / "checks").glob("*.rq"))
    return {path.stem: read_header(path) for path in paths}


@cache
def ontology() -> tuple[ox.Triple, ...]:
    """Return the terms, codes and shapes."""
    folder = data_folder("ontology")
    return tuple(triple for name in ONTOLOGY for triple in read_turtle(folder / name))


@cache
def base(target: str) -> tuple[ox.Triple, ...]:
    """Return what the cases of a target start from: the ontology, or a report."""
    return ontology() if target == "ontology" else tuple(read_turtle(BASE))


def found(triples: Iterable[ox.Triple], target: str) -> dict[str, list[Result]]:
    """Return check → what it finds, for the checks of a target that find something.

    A check of a report sees the ontology as well.
    """
    store = ox.Store()
    store.bulk_extend(ox.Quad(t.subject, t.predicate, t.object) for t in (*triples, *ontology()))
    results = {}
    for name, (header, text) in checks().items():
        if header["target"] == target:
            solutions = store.query(text)
            has_value = ox.Variable("value") in solutions.variables
            rows = [(row["focus"], row["value"] if has_value else None) for row in solutions]
            results[name] = sorted(
                Result(text_of(focus), value=text_of(value) if value else "")
                for focus, value in rows
            )
    return {name: rows for name, rows in results.items() if rows}


@pytest.mark.parametrize("target", ["ontology", "report"])
def test_base_passes(target: str) -> None:
    assert found(base(target), target) == {}


@pytest.mark.parametrize(
    "folder", sorted(data_folder("reports").iterdir()), ids=lambda path: path.name
)
def test_reports_pass(folder: Path) -> None:
    triples = [*read_turtle(folder / "claims.trig"), *read_turtle(folder / "source.ttl")]
    assert found(triples, "report") == {}


@pytest.mark.parametrize("path", as_parameters(case_paths(FOLDER)))
def test_check(path: Path) -> None:
    name, polarity, _ = path.name.split(".")
    target = str(checks()[name][0]["target"])
    case = read_case(path, base(target))
    assert case.triples != set(base(target)), "the case is the base"
    assert case.conforms == (not case.results) == (polarity == "conforms")
    assert found(case.triples, target) == ({name: case.results} if case.results else {})


@pytest.mark.parametrize("name", sorted(checks()))
def test_header(name: str) -> None:
    header, text = checks()[name]
    assert set(header) == {"name", "target", "severity", "summary", "hint"}
    assert header["name"] == name
    assert header["target"] in {"ontology", "report"}
    assert header["severity"] in {"Violation", "Warning", "Info"}
    for part in ("summary", "hint"):
        sentence = str(header[part])
        assert sentence[0].isupper()
        assert sentence.endswith(".")
    solutions = ox.Store().query(text)
    assert {variable.value for variable in solutions.variables} <= {"focus", "value"}
    assert ox.Variable("focus") in solutions.variables


def test_every_check_has_both_cases() -> None:
    assert names_without_cases(checks(), FOLDER) == set()


def test_every_case_is_collected(request: pytest.FixtureRequest) -> None:
    ids = collected(request, "test_check")
    assert ids == sorted(path.name for path in FOLDER.glob("*.*.ttl"))
    assert len(ids) == 2 * len(checks()) > 0
