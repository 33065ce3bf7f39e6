"""Shares, lengths of time and losses, as quantities."""

import pytest

from tests.extraction.relations.conftest import Read


@pytest.mark.parametrize(
    ("text", "quantities"),
    [
        (
            "The militia took over about a third of the valley.",
            ["militia | about a third of the valley"],
        ),
        ("Half of the ferries left.", ["ferries | Half of the ferries"]),
        (
            "Three of Lu's aides have been arrested.",
            ["aides | Three of Lu's aides"],
        ),
        (
            "A court sentenced Ana Lu to six years in prison.",
            ["Ana Lu | six years in prison"],
        ),
        ("The six-month truce ended on Friday.", ["truce | six-month"]),
        (
            "The flood took the lives of more than 240 people.",
            ["flood | more than 240 people"],
        ),
        ("Chad carried out the raid using ten boats.", ["Chad | ten boats"]),
        (
            "Peru sent eight doctors and five nurses.",
            ["Peru | eight doctors", "Peru | five nurses"],
        ),
    ],
)
def test_shares_and_losses_are_quantities(read: Read, text: str, quantities: list[str]) -> None:
    assert read("quantity", text) == quantities


@pytest.mark.parametrize(
    "text",
    [
        "He arrived on a three-day visit.",
        "One of the ministers left.",
        "The 2031 elections were postponed.",
        "The 19-year-old student left.",
    ],
)
def test_what_only_describes_is_no_quantity(read: Read, text: str) -> None:
    assert read("quantity", text) == []
