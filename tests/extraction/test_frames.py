"""What a frame tells of a clause, however it is said."""

import pytest

from graph.extraction.frames import Frame, frames
from graph.extraction.parses import Parse
from graph.extraction.pipeline import pipeline


def frame(text: str, lemma: str) -> Frame:
    """Return the first frame of a word in a text."""
    doc = pipeline()(text)
    return next(found for found in frames(Parse(doc, (), {}), doc[:]) if found.lemma == lemma)


@pytest.mark.parametrize(
    ("text", "lemma", "subjects", "objects"),
    [
        ("The king met the envoy.", "meet", ["king"], ["envoy"]),
        ("The envoy was met by the king.", "meet", ["king"], ["envoy"]),
        ("The treaty was signed.", "sign", [], ["treaty"]),
        ("The king agreed to visit the envoy.", "visit", ["king"], ["envoy"]),
        ("The king asked the envoy to sign the treaty.", "sign", ["envoy"], ["treaty"]),
        ("The treaty signed by the king holds.", "sign", ["king"], ["treaty"]),
        ("The envoy came and signed the treaty.", "sign", ["envoy"], ["treaty"]),
        ("The king thanked the envoy for signing the treaty.", "sign", ["envoy"], ["treaty"]),
        ("The king signed and ratified the treaty.", "sign", ["king"], ["treaty"]),
        ("The king paid a visit to the envoy.", "visit", ["king"], []),
    ],
)
def test_subjects_act_and_objects_are_acted_upon(
    text: str, lemma: str, subjects: list[str], objects: list[str]
) -> None:
    found = frame(text, lemma)
    assert [token.text for token in found.subjects] == subjects
    assert [token.text for token in found.objects] == objects


@pytest.mark.parametrize(
    ("text", "negated"),
    [
        ("The king did not meet the envoy.", True),
        ("No envoy met the king.", True),
        ("Neither the king nor the envoy met.", True),
        ("The king met the envoy.", False),
        ("The king, not the envoy, met them.", False),
    ],
)
def test_a_clause_is_negated_by_its_own_words(text: str, *, negated: bool) -> None:
    assert frame(text, "meet").negated is negated


@pytest.mark.parametrize(
    ("text", "tense"),
    [
        ("The king met the envoy.", "past"),
        ("The king has met the envoy.", "present"),
        ("The king meets the envoy.", "present"),
        ("The king will meet the envoy.", "future"),
        ("The king wants to meet the envoy.", ""),
    ],
)
def test_tense_is_that_of_the_finite_verb(text: str, tense: str) -> None:
    assert frame(text, "meet").tense == tense


def test_reports_are_the_clauses_whose_content_it_is() -> None:
    found = frame("The envoy denied that the king had agreed to sign the treaty.", "sign")
    assert [above.lemma for above in found.governors] == ["agree", "deny"]
    assert [report.lemma for report in found.reports] == ["deny"]


def test_a_preposition_is_of_its_clause_wherever_it_hangs() -> None:
    found = frame("The king held talks on trade with the envoy in Lima.", "hold")
    assert {token.text for token in found.after("with", "in")} == {"envoy", "Lima"}
    assert not found.after("to")
