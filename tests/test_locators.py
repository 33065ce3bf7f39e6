"""Locators: what is found when a text, or what a report says of it, was changed."""

import hashlib
from collections.abc import Callable
from pathlib import Path

import pytest

from graph.errors import NotFoundError, ParseError
from graph.load import Report, load_report
from graph.locators import Passage, _passage_faults, check_locators
from graph.namespaces import COMITY, ID, PREFIXES
from graph.validation_report import ValidationResult

Edit = Callable[[str, str, str], Path]

SHA256 = f"{PREFIXES['schema']}sha256"
SOURCE = f"{ID}source-sample-report"


def in_text(edit: Edit, sample: Report, old: str, new: str) -> list[ValidationResult]:
    """Return what does not hold of the passages after a change of the text."""
    return check_locators(sample, edit("text.txt", old, new) / "text.txt")


def test_one_changed_character_names_its_passage_and_nothing_else(
    edit: Edit, sample: Report
) -> None:
    results = in_text(edit, sample, "Port Sallow", "Port Sullow")
    passage = f"{SOURCE}#char=228,295"
    assert {(result.focus, result.path) for result in results} == {
        (SOURCE, SHA256),
        (passage, SHA256),
    }
    (result,) = (one for one in results if one.focus == passage)
    assert "paragraph 3, sentence 1" in result.message
    assert "id:claim-sample-p3s1-1" in result.message
    assert "p3s2" not in result.message
    assert result.file.endswith("claims.trig")


def test_one_changed_character_between_passages_names_the_text_alone(
    edit: Edit, sample: Report
) -> None:
    results = in_text(edit, sample, "a year of", "a bear of")
    assert [result.focus for result in results] == [SOURCE]
    assert "text.txt" in results[0].message


def test_one_inserted_character_names_every_passage_behind_it(edit: Edit, sample: Report) -> None:
    results = in_text(edit, sample, "rejected", "rejjected")
    starts = {result.focus.partition("#char=")[2].partition(",")[0] for result in results}
    assert starts == {"", "296", "345", "410"}


def test_places_are_counted_in_code_points(edit: Edit, sample: Report) -> None:
    results = in_text(edit, sample, "Arvenia looks", "\U0001d538rvenia looks")
    assert [result.focus for result in results] == [SOURCE]


def test_a_passage_beyond_the_end_is_named(edit: Edit, sample: Report) -> None:
    results = in_text(edit, sample, " More than 310 sailors", "")
    (result,) = (one for one in results if one.focus.endswith("#char=410,467"))
    assert "outside" in result.message


def sha256(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


def wrong_starts(sentences: list[tuple[int, int]]) -> list[int]:
    """Return which sentences of a text, given by start and number, have a wrong number."""
    text = "One. Two. Six."
    passages = [
        Passage(str(start), start, start + 4, 1, number, sha256(text[start : start + 4]), ())
        for start, number in sentences
    ]
    return [int(iri) for iri, _, _ in _passage_faults(passages, text)]


def numbers(paragraph: int, sentence: int) -> str:
    return f"comity:paragraph {paragraph} ;\n    comity:sentence {sentence} ;"


@pytest.mark.parametrize(
    ("right", "wrong", "path"),
    [
        ((4, 1), (3, 1), "paragraph"),
        ((2, 1), (2, 2), "sentence"),
        ((2, 2), (2, 1), "sentence"),
        ((2, 2), (2, 3), "sentence"),
        # "Mr. Reld said." may be the end of a first and of a second sentence, but not of a third.
        ((4, 2), (4, 4), "sentence"),
    ],
)
def test_a_wrong_number_is_named(
    edit: Edit, right: tuple[int, int], wrong: tuple[int, int], path: str
) -> None:
    folder = edit("claims.trig", numbers(*right), numbers(*wrong))
    (result,) = check_locators(load_report(folder), folder / "text.txt")
    assert (result.path, result.source) == (f"{COMITY}{path}", "locator")
    assert f"paragraph {wrong[0]}, sentence {wrong[1]}" in result.message


@pytest.mark.parametrize(("second", "third", "wrong"), [(2, 3, []), (2, 2, [10]), (3, 2, [5])])
def test_numbers_of_sentences_rise_within_a_paragraph(
    second: int, third: int, wrong: list[int]
) -> None:
    assert wrong_starts([(0, 1), (5, second), (10, third)]) == wrong


@pytest.mark.parametrize(("sentence", "wrong"), [(1, [5]), (2, []), (3, [5])])
def test_only_what_begins_a_paragraph_is_its_first_sentence(
    sentence: int, wrong: list[int]
) -> None:
    assert wrong_starts([(5, sentence)]) == wrong


def test_a_text_that_is_missing_or_not_utf_8_is_named(tmp_path: Path, sample: Report) -> None:
    with pytest.raises(NotFoundError, match=r"text\.txt"):
        check_locators(sample, tmp_path / "text.txt")
    (tmp_path / "text.txt").write_bytes(b"one\ntw\xf6")
    with pytest.raises(ParseError, match="UTF-8") as caught:
        check_locators(sample, tmp_path / "text.txt")
    assert caught.value.line == 2
