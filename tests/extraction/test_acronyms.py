"""Short forms in brackets: what they are tied to."""

import pytest

from graph.extraction.acronyms import bracketed, expansion_start, shortens
from graph.extraction.pipeline import pipeline


@pytest.mark.parametrize(
    ("short", "words"),
    [
        ("MTI", "Marrowdale Trade Institute"),
        ("AfCFTA", "African Continental Free Trade Area"),
        ("ASEAN", "Association of Southeast Asian Nations"),
        ("CLV-DTA", "Cambodia-Laos-Vietnam Development Triangle Area"),
        ("OM", "57th Officials’ Meeting"),
    ],
)
def test_short_forms_of(short: str, words: str) -> None:
    assert shortens(short, words)


@pytest.mark.parametrize(
    ("short", "words"),
    [("EU", "Cambodia"), ("MTI", "Trade Institute of Marrowdale"), ("USD", "United"), ("A", "")],
)
def test_no_short_forms_of(short: str, words: str) -> None:
    assert not shortens(short, words)


def test_what_stands_in_brackets() -> None:
    doc = pipeline().make_doc(
        "The bank (“ABC”), the fund (XY-Z, in French) and it (see below) (A)."
    )
    found = [doc.text[start:end] for start, end in bracketed(doc)]
    assert found == ["ABC", "XY-Z"]


def test_where_the_expansion_begins() -> None:
    words = ["in", "the", "exclusive", "economic", "zone"]
    assert expansion_start("EEZ", words) == 2
    assert expansion_start("XYZ", words) is None
