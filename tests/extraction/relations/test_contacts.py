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


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Ana Silva and Tomas Berg, who met on Monday, left.", ["Ana Silva | Tomas Berg"]),
        ("Peru and Chile reached a deal on water.", ["Peru | Chile"]),
        ("Peru and Chile continue to work on an agreement.", ["Peru | Chile"]),
        ("Peru struck a deal with Chile.", ["Peru | Chile"]),
        ("Peru sealed the door with Chile.", []),
        ("Officials from Peru and Chile concluded a second round of talks.", ["Peru | Chile"]),
        ("Peru hailed the Peru-Chile Annual Consultations in Chile.", ["Peru | Chile"]),
        ("Peruvian officials from Rome concluded a second round of talks.", []),
        ("The Peru-Chile talks went on.", ["Peru | Chile"]),
        ("Ana Silva hosted Tomas Berg for talks.", ["Ana Silva | Tomas Berg"]),
        ("Ana Silva and Tomas Berg met for talks.", ["Ana Silva | Tomas Berg"]),
        (
            "President Ana Silva, President Tomas Berg and King Omar Haddad held trilateral talks.",
            ["Ana Silva | Omar Haddad", "Ana Silva | Tomas Berg", "Tomas Berg | Omar Haddad"],
        ),
        ("Ana Silva received a call from Tomas Berg.", ["Ana Silva | Tomas Berg"]),
        ("Ana Silva sat down with Tomas Berg.", ["Ana Silva | Tomas Berg"]),
        ("Ana Silva spoke by phone with Tomas Berg to discuss trade.", ["Ana Silva | Tomas Berg"]),
        ("President Ana Silva’s Call with Foreign Minister Tomas Berg", ["Ana Silva | Tomas Berg"]),
        (
            "Ana Silva directed Tomas Berg to have talks with Omar Haddad.",
            ["Tomas Berg | Omar Haddad | planned"],
        ),
        ("MS. SILVA: Envoy Omar Haddad met with Tomas Berg.", ["Omar Haddad | Tomas Berg"]),
    ],
)
def test_talks_are_told_in_many_ways(read: Read, text: str, expected: list[str]) -> None:
    assert read("negotiatesWith", text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Peru and Chile carried out joint patrols.", ["Peru | Chile"]),
        ("Peru conducted a joint survey with Chile.", ["Peru | Chile"]),
        ("Peru and Chile are working on a new bridge.", ["Peru | Chile"]),
        ("Peruvian and Chilean forces launched joint patrols.", ["Peru | Chile"]),
        ("Peru joined forces with Chile.", ["Peru | Chile"]),
        ("Peru joined the meeting with Chile.", []),
        ("Peru and Chile launched a partnership.", ["Peru | Chile"]),
        ("The Peru-Chile partnership grew.", ["Peru | Chile"]),
        ("Tomas Berg praised cooperation with Chile.", []),
    ],
)
def test_what_two_do_together_is_cooperation(read: Read, text: str, expected: list[str]) -> None:
    assert read("cooperatesWith", text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Peru urged allies such as Chile to wait.", ["Peru | Chile"]),
        ("Peru rested. Its old allies Chile and Kenya paid.", ["Peru | Chile", "Peru | Kenya"]),
        ("Peru is a close ally of Chile.", ["Peru | Chile"]),
        ("Peru is not an ally of Chile.", []),
        ("Peru, Chile's closest ally, sent ships.", ["Peru | Chile"]),
        ("Peru and its ally Chile staged joint drills.", ["Peru | Chile"]),
        ("Peru and Chile have close military ties.", ["Peru | Chile"]),
        ("Peru is Kenya's largest trade partner.", ["Peru | Kenya"]),
        ("Peru has upgraded its relationship with Chile.", ["Peru | Chile"]),
        ("Peru discussed its relationship with Chile.", []),
        ("Peru and other states with close ties with Chile refused.", ["Peru | Chile"]),
        ("Ana Silva has alleged ties to the Tarrow Bank.", ["Ana Silva | Tarrow Bank | alleged"]),
        ("Peru freed him with the kind cooperation of Chile.", ["Peru | Chile"]),
        ("Peru and Chile will plan and work together.", ["Peru | Chile | planned"]),
    ],
)
def test_allies_and_partners_cooperate(read: Read, text: str, expected: list[str]) -> None:
    assert read("cooperatesWith", text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Bolivia, wedged between Peru and Chile, is poor.", ["Bolivia | Chile", "Bolivia | Peru"]),
        ("They spoke of the Sino-Indian border.", ["China | India"]),
        ("Peru and Chile are neighbours.", ["Peru | Chile"]),
        ("As neighbours, Peru and Chile should trade.", ["Peru | Chile"]),
        ("Chile, Peru's southern neighbour, paid.", ["Peru | Chile"]),
        ("Peru and its neighbour Chile met.", ["Peru | Chile"]),
        (
            "Peruvian and Chilean teams walked the old frontier that the two states share.",
            ["Peru | Chile"],
        ),
    ],
)
def test_neighbours_have_a_border(read: Read, text: str, expected: list[str]) -> None:
    assert read("borders", text) == expected
