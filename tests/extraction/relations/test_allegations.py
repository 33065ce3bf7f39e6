import pytest

from tests.extraction.relations.conftest import Read


@pytest.mark.parametrize(
    ("text", "allegations"),
    [
        ("Chad claims that Peru pays rebels.", ["Chad | Peru pays rebels | alleged"]),
        ("Chad accused Peru of paying rebels.", ["Chad | Peru of paying rebels | alleged"]),
        (
            "Laos rejected reports by local newspapers that the river was closed.",
            ["local newspapers | the river was closed | alleged"],
        ),
        ("Laos rejected claims by rebels that it was poor.", ["rebels | it was poor | alleged"]),
        (
            'Chad called the treaty "null and void".',
            ["Chad | treaty null and void | alleged"],
        ),
    ],
)
def test_who_accuses_alleges(read: Read, text: str, allegations: list[str]) -> None:
    assert read("alleges", text) == allegations


@pytest.mark.parametrize(
    "text",
    [
        "Chad did not accuse Peru of paying rebels.",
        'Chad called the treaty "a historic achievement".',
        "Accusations that wells had run dry are old.",
        "Chad said that Peru pays teachers.",
    ],
)
def test_what_is_praised_said_or_of_nobody_is_no_allegation(read: Read, text: str) -> None:
    assert read("alleges", text) == []
