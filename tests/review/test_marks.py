"""Marks: where a sentence names the parts of a claim."""

import time

import pytest

from graph.review.marks import marks

SENTENCE = "The Ministry of Ports met Ana Lu’s envoy of the Free State (FS) on fs terms."


@pytest.mark.parametrize(
    ("name", "found"),
    [
        ("Ministry of Ports (Arvenia)", ["Ministry of Ports"]),
        ("Ana Lu's envoy", ["Ana Lu’s envoy"]),
        ("envoy of Free State…", ["envoy of the Free State"]),
        ("FS", ["FS"]),
        ("Ministry of Ships", []),
        ("Port", []),
        (" ", []),
        (".*", []),
        ("a " * 5_000, []),
    ],
)
def test_a_name_is_found_as_a_sentence_writes_it(name: str, found: list[str]) -> None:
    said = [SENTENCE[mark.start : mark.end] for mark in marks(SENTENCE, {"subject": [name]})]
    assert said == found


def test_a_body_is_found_by_the_beginning_of_its_name() -> None:
    [mark] = marks("Later the Ministry left.", {"subject": ["Ministry of Ports"]})
    assert mark == ("subject", 6, 18)


def test_of_marks_that_overlap_the_longest_stands() -> None:
    names = {"subject": ["Ministry"], "object": ["Ministry of Ports"], "speaker": ["Ana Lu"]}
    assert [mark.part for mark in marks(SENTENCE, names)] == ["object", "speaker"]


def test_a_word_in_capitals_is_no_article() -> None:
    assert marks("Annex B is theirs.", {"object": ["Annex A"]}) == []
    assert marks("The annex A is theirs.", {"object": ["Annex A"]}) == [("object", 4, 11)]


@pytest.mark.parametrize(
    ("name", "sentence"),
    [
        ("a " * 20 + "x", "a " * 40 + "y"),
        ("b " * 10_000 + "x", "b " * 20_000 + "y"),
        (" " * 20_000, "y"),
        ("b", "b " * 10_000),
    ],
)
def test_a_name_that_was_made_to_take_long_takes_no_time(name: str, sentence: str) -> None:
    start = time.process_time()
    marks(sentence, {"subject": [name]})
    assert time.process_time() - start < 0.5
