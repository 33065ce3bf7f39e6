"""docs/conformance.md says what the tests show."""

from pathlib import Path

import pytest

from tests.w3c.exchanges import GRAPH_STORE, PROTOCOL
from tests.w3c.known import FAILURES, UNORDERED
from tests.w3c.manifest import QUERY, RESULTS, ROOT, SYNTAX, UPDATE, cases

DOCUMENT = (Path(__file__).parents[2] / "docs" / "conformance.md").read_text(encoding="utf-8")


def rows(head: str) -> list[list[str]]:
    """Return the cells of the table that has a head."""
    lines = DOCUMENT.split(head)[1].split("\n\n")[0].splitlines()[2:]
    return [[cell.strip() for cell in line.split("|")[1:-1]] for line in lines]


def test_every_failure_is_listed_with_its_cause() -> None:
    assert {name.strip("`"): cause for name, cause in rows("| test | cause |")} == FAILURES


def test_every_exception_is_told() -> None:
    assert all(f"`{name}`" in DOCUMENT for name in UNORDERED)


def test_protocols_pass_completely() -> None:
    ours = {
        suite: figure for suite, figure, _ in rows("| suite | Comity | `oxigraph serve` 0.5.13 |")
    }
    assert ours["protocol"] == f"{len(PROTOCOL)}/{len(PROTOCOL)}"
    assert ours["graph store"] == f"{len(GRAPH_STORE)}/{len(GRAPH_STORE)}"


@pytest.mark.skipif(not ROOT.is_dir(), reason="the W3C's tests were not fetched")
@pytest.mark.parametrize(
    ("suite", "folders", "syntax"),
    [
        ("syntax of queries and updates", (*SYNTAX, *QUERY, *UPDATE), True),
        ("evaluation of queries", QUERY, False),
        ("evaluation of updates", UPDATE, False),
        ("result formats", RESULTS, False),
    ],
)
def test_figures(suite: str, folders: tuple[str, ...], *, syntax: bool) -> None:
    found = [case for case in cases(*folders) if ("Syntax" in case.kind) is syntax]
    passed = [case for case in found if case.id not in FAILURES]
    figures = rows("| suite | Comity | `oxigraph serve` 0.5.13 |")
    assert [suite, f"{len(passed)}/{len(found)}"] in [row[:2] for row in figures]
    assert all(f"`{folder}`" in DOCUMENT for folder in folders)
