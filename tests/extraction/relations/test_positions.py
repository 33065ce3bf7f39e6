"""Who holds which post."""

from collections.abc import Callable

import pytest

Read = Callable[[str, str], list[str]]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Kenyan foreign minister Omar Haddad spoke.", ["Omar Haddad | foreign minister of Kenya"]),
        (
            "The Minister of Trade of Chile, H.E. Ana Silva, spoke.",
            ["Ana Silva | Minister of Trade of Chile"],
        ),
        ("His Majesty King Tomas Berg of Norway spoke.", ["Tomas Berg | King of Norway"]),
        (
            "The Chargé d’Affaires of Chile, Ms. Ana Silva, spoke.",
            ["Ana Silva | Chargé d’Affaires of Chile"],
        ),
        ("Kenya chairs the African Union.", ["Kenya | chair of African Union"]),
        (
            "Ana Silva succeeded Omar Haddad as director of the African Union.",
            [
                "Ana Silva | director of the African Union",
                "Omar Haddad | former director of the African Union",
            ],
        ),
        (
            "General Tomas Berg (Ret.), Prime Minister of Norway, spoke.",
            ["Tomas Berg | Prime Minister of Norway"],
        ),
        (
            "Ana Silva was elected Secretary-General of the African Union.",
            ["Ana Silva | Secretary-General of the African Union"],
        ),
        ("Peru's president Ana Silva spoke.", ["Ana Silva | president of Peru"]),
        ("President Ana Silva of Peru spoke.", ["Ana Silva | President of Peru"]),
        (
            "Ana Silva, deputy director of the Chile Energy Forum, spoke.",
            ["Ana Silva | deputy director of the Chile Energy Forum"],
        ),
        (
            "Norwegian prime minister Tomas Berg and defence minister Ana Silva spoke.",
            ["Ana Silva | defence minister of Norway", "Tomas Berg | prime minister of Norway"],
        ),
        (
            "Presidents Ana Silva of Peru and Omar Haddad of Kenya met.",
            ["Ana Silva | President of Peru", "Omar Haddad | President of Kenya"],
        ),
        (
            (
                "Kenyan foreign minister Omar Haddad and his Chilean and Norwegian counterparts, "
                "Ana Silva and Tomas Berg, respectively, spoke."
            ),
            [
                "Ana Silva | foreign minister of Chile",
                "Omar Haddad | foreign minister of Kenya",
                "Tomas Berg | foreign minister of Norway",
            ],
        ),
        (
            "Tomas Berg was appointed ambassador to Kenya.",
            ["Tomas Berg | ambassador to Kenya"],
        ),
        (
            "The foreign ministers of Chile and Peru, Ana Silva and Tomas Berg, met.",
            ["Ana Silva | foreign minister of Chile", "Tomas Berg | foreign minister of Peru"],
        ),
        (
            "Tomas Berg, who served as Norway's ambassador to Kenya from 2010, spoke.",
            ["Tomas Berg | ambassador of Norway to Kenya"],
        ),
        (
            "The former president of Peru, Ana Silva, spoke.",
            ["Ana Silva | former president of Peru"],
        ),
        (
            "The Head of Delegation, Ambassador Ana Silva, spoke.",
            ["Ana Silva | Head of Delegation"],
        ),
    ],
)
def test_a_title_is_a_post(read: Read, text: str, expected: list[str]) -> None:
    assert read("holdsPosition", text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "Minister Ana Silva spoke. Minister Silva left.",  # told once, by the full name
        "Ana Silva met the president of Peru.",
        "The ministers thanked Ana Silva.",
    ],
)
def test_what_is_no_title_gives_no_post(read: Read, text: str) -> None:
    assert len(read("holdsPosition", text)) <= text.startswith("Minister")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Tom Berg, one of Ana Silva’s deputies, left.", ["Tom Berg | Ana Silva's deputy"]),
        (
            "As chair of the African Union, Chad will host it.",
            ["Chad | chair of the African Union"],
        ),
        ("Chad (as the African Union mediator) agreed.", ["Chad | African Union mediator"]),
        (
            "Chad voted. Ana Silva, the country’s defence minister, left.",
            ["Ana Silva | defence minister of Chad"],
        ),
        (
            "Ana Silva, the first democratically elected president of Peru, left.",
            ["Ana Silva | president of Peru"],
        ),
        ("Secretary Silva left.", ["Silva | Secretary"]),
        (
            "President Ana Silva spoke. President Silva left. President Silva slept.",
            ["Ana Silva | President", "Ana Silva | President"],
        ),
        ("Bo Mek, a senior Hamas official, left.", ["Bo Mek | Hamas official"]),
        (
            "The ministers of foreign affairs of Peru and Chile, Ana Silva and Tomas Berg, met.",
            [
                "Ana Silva | minister of foreign affairs of Peru",
                "Tomas Berg | minister of foreign affairs of Chile",
            ],
        ),
    ],
)
def test_a_post_is_told_once_and_in_many_ways(read: Read, text: str, expected: list[str]) -> None:
    assert read("holdsPosition", text) == expected


def test_counterparts_hold_the_post_that_the_sentence_before_tells(read: Read) -> None:
    text = "Ana Lu, foreign minister of Chad, spoke. Her Peruvian colleague, Bo Mek, left."
    told = ["Ana Lu | foreign minister of Chad", "Bo Mek | foreign minister of Peru"]
    assert read("holdsPosition", text) == told
