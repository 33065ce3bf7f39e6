import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graph.extraction.pipeline import pipeline
from graph.extraction.quantities import Comparator, quantities


@pytest.mark.parametrize(
    ("sentence", "found"),
    [
        ("It costs between $5 and $7 billion.", ("between $5 and $7 billion", 5e9, 7e9, "$")),
        ("About 16–17 percent left.", ("About 16–17 percent", 16.0, 17.0, "percent")),
        ("It is a 180km-long canal.", ("180km", 180.0, None, "km")),
        ("The 55-member union met.", ("55-member", 55.0, None, "member")),
        ("It cost six billion euros.", ("six billion euros", 6e9, None, "euros")),
        ("Trade reached USD 1.2 billion.", ("USD 1.2 billion", 1.2e9, None, "USD")),
        (
            "Chad sold 3,000 tonnes of maize.",
            ("3,000 tonnes of maize", 3000.0, None, "tonnes"),
        ),
        (
            "It pumps two billion cubic metres of gas.",
            ("two billion cubic metres of gas", 2e9, None, "cubic metres"),
        ),
    ],
)
def test_a_quantity_has_number_and_unit(
    sentence: str, found: tuple[str, float, float | None, str]
) -> None:
    [quantity] = quantities(pipeline()(sentence)[:])
    assert (quantity.words, quantity.value, quantity.high, quantity.unit) == found


@pytest.mark.parametrize(
    ("words", "comparator"),
    [
        ("over 1,200 nurses", Comparator.MORE_THAN),
        ("at least 1,200 nurses", Comparator.AT_LEAST),
        ("fewer than 1,200 nurses", Comparator.LESS_THAN),
        ("up to 1,200 nurses", Comparator.AT_MOST),
        ("some 1,200 nurses", Comparator.APPROXIMATELY),
        ("1,200 nurses", Comparator.EXACTLY),
    ],
)
def test_the_words_before_a_number_tell_how_it_is_meant(words: str, comparator: Comparator) -> None:
    [quantity] = quantities(pipeline()(f"The ship brought {words}.")[:])
    assert quantity.comparator == comparator
    assert quantity.words == words


def test_what_something_changed_by_is_told_from_what_it_changed_to() -> None:
    found = quantities(pipeline()("Trade grew by 14 per cent to 20 million euros.")[:])
    assert [quantity.comparator for quantity in found] == [Comparator.BY, Comparator.EXACTLY]


@pytest.mark.parametrize(
    "sentence",
    [
        "They met on 17 May 2019.",
        "A 19-year-old man left at 8:30 p.m.",
        "The 41st summit ended.",
        "They signed the 1994 treaty.",
        "They talked for 30 minutes.",
        "No number is here.",
    ],
)
def test_dates_ages_ordinals_and_hours_are_no_quantities(sentence: str) -> None:
    assert quantities(pipeline()(sentence)[:]) == ()


@settings(max_examples=40, deadline=None)
@given(st.integers(1, 999_999_999), st.sampled_from(["tonnes", "per cent", "dollars", "hectares"]))
def test_any_number_with_a_measure_is_read_at_its_place(number: int, unit: str) -> None:
    sentence = pipeline()(f"Chad reported {number:,} {unit} last week.")[:]
    [quantity] = quantities(sentence)
    assert quantity.value == number
    assert quantity.measured
    assert sentence.doc.text[quantity.start : quantity.end] == quantity.words
