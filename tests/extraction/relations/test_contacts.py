"""Who deals with whom."""

from collections.abc import Callable

import pytest

Read = Callable[[str, str], list[str]]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Ana Silva met with Tomas Berg.", ["Ana Silva | Tomas Berg"]),
        ("Ana Silva met President Omar Haddad in Nairobi.", ["Ana Silva | Omar Haddad"]),
        ("Ana Silva will hold talks with Tomas Berg.", ["Ana Silva | Tomas Berg | planned"]),
        ("The talks between Peru and Chile failed.", ["Peru | Chile"]),
        ("With Chile, Peru negotiated a solution.", ["Peru | Chile"]),
        ("Ana Silva discussed trade with Tomas Berg.", ["Ana Silva | Tomas Berg"]),
        (
            "The Prime Ministers of Peru and Chile will meet in May.",
            ["Prime Minister of Peru | Prime Minister of Chile | planned"],
        ),
        ("Ana Silva spoke with Tomas Berg on the phone.", ["Ana Silva | Tomas Berg"]),
        (
            "Ana Silva and President Omar Haddad spoke by phone.",
            ["Ana Silva | Omar Haddad"],
        ),
        ("Peru and Chile concluded negotiations.", ["Peru | Chile"]),
        ("Peru did not negotiate with Chile.", ["Peru | Chile | denied"]),
    ],
)
def test_those_who_talk_are_read(read: Read, text: str, expected: list[str]) -> None:
    assert read("negotiatesWith", text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "The talks failed.",
        "Ana Silva met the deadline.",
        "Ana Silva paid a courtesy call on Tomas Berg.",
        "Ana Silva, Tomas Berg and Omar Haddad discussed trade.",  # who with whom is not said
    ],
)
def test_talks_need_two_sides(read: Read, text: str) -> None:
    assert read("negotiatesWith", text) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Peru will cooperate with Chile.", ["Peru | Chile | planned"]),
        ("Cooperation between Peru and Chile grew.", ["Peru | Chile"]),
        ("Peru, in collaboration with the African Union, built it.", ["Peru | African Union"]),
        ("Peru strengthened its relations with Chile.", ["Peru | Chile"]),
        ("With Chile, Peru jointly inspected the road.", ["Peru | Chile"]),
        ("Peru will not cooperate with Chile.", ["Peru | Chile | denied"]),
    ],
)
def test_those_who_cooperate_are_read(read: Read, text: str, expected: list[str]) -> None:
    assert read("cooperatesWith", text) == expected


@pytest.mark.parametrize("text", ["Peru called for cooperation.", "Peru works with care."])
def test_cooperation_needs_two_sides(read: Read, text: str) -> None:
    assert read("cooperatesWith", text) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The Peruvian-Chilean border is long.", ["Peru | Chile"]),
        ("The border between Peru and Chile is long.", ["Peru | Chile"]),
        ("Peru and Chile share a border.", ["Peru | Chile"]),
        ("Peru and Chile agreed on their maritime borders.", ["Peru | Chile"]),
        (
            "They met at the borders of Peru and Bolivia with Chile.",
            ["Bolivia | Chile", "Peru | Chile"],
        ),
        ("Peru and Kenya share no border.", ["Peru | Kenya | denied"]),
        ("Peru borders Chile.", ["Peru | Chile"]),
    ],
)
def test_a_border_has_two_sides(read: Read, text: str, expected: list[str]) -> None:
    assert read("borders", text) == expected


@pytest.mark.parametrize("text", ["Peru closed its border.", "Peru and Chile discussed trade."])
def test_a_border_with_nobody_is_not_read(read: Read, text: str) -> None:
    assert read("borders", text) == []
