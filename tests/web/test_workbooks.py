"""Solutions as an Excel workbook: what the cells hold, read as Excel reads them."""

import zipfile
from io import BytesIO
from xml.etree import ElementTree as ET

import pyoxigraph as ox
import pytest

from graph.errors import ResultLimitError
from web.workbooks import MOST_CHARACTERS, workbook

MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
XSD = "PREFIX xsd: <http://www.w3.org/2001/XMLSchema#> "


def _made(values: str) -> bytes:
    """Return the workbook of some values of one variable."""
    found = ox.Store().query(f"{XSD} SELECT ?v {{ VALUES ?v {{ {values} }} }}")
    assert isinstance(found, ox.QuerySolutions)
    return workbook(found)


def _cell(value: str) -> tuple[str | None, str]:
    """Return the type and the content of the cell of a value."""
    with zipfile.ZipFile(BytesIO(_made(value))) as book:
        sheet = ET.fromstring(book.read("xl/worksheets/sheet1.xml"))  # noqa: S314  # ours
    assert not list(sheet.iter(f"{MAIN}f"))
    _, cell = sheet.iter(f"{MAIN}c")
    return cell.get("t"), "".join(cell.itertext())


@pytest.mark.parametrize(
    ("value", "kind", "content"),
    [
        ("1123", None, "1123"),
        ("-4.5", None, "-4.5"),
        ('"2029-12-31"^^xsd:date', None, "47483"),
        ('"1863-08-11"^^xsd:date', "inlineStr", "1863-08-11"),
        ("12345678901234567890", "inlineStr", "12345678901234567890"),
        ('"=1+1"', "inlineStr", "=1+1"),
        ('"@SUM(A1)"', "inlineStr", "@SUM(A1)"),
        ('"http://example.org/"', "inlineStr", "http://example.org/"),
        ("<http://example.org/>", "inlineStr", "http://example.org/"),
        ('"កម្ពុជា"@km', "inlineStr", "កម្ពុជា"),
        ('"0123"', "inlineStr", "0123"),
    ],
)
def test_a_cell(value: str, kind: str | None, content: str) -> None:
    assert _cell(value) == (kind, content)


def test_a_value_that_does_not_fit_is_refused() -> None:
    with pytest.raises(ResultLimitError, match="at most 32767 characters"):
        _made(f'"{"x" * (MOST_CHARACTERS + 1)}"')


def test_no_solutions_make_headings_alone() -> None:
    with zipfile.ZipFile(BytesIO(_made(""))) as book:
        sheet = ET.fromstring(book.read("xl/worksheets/sheet1.xml"))  # noqa: S314  # ours
    assert ["".join(cell.itertext()) for cell in sheet.iter(f"{MAIN}c")] == ["v"]
