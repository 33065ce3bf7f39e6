"""Who visits whom or what."""

from collections.abc import Callable

import pytest

Read = Callable[[str, str], list[str]]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("President Ana Silva visited Oslo.", ["Ana Silva | Oslo"]),
        ("Nairobi was visited by President Ana Silva.", ["Ana Silva | Nairobi"]),
        (
            "Ana Silva and Tomas Berg travelled to Lima and Nairobi.",
            [
                "Ana Silva | Lima",
                "Ana Silva | Nairobi",
                "Tomas Berg | Lima",
                "Tomas Berg | Nairobi",
            ],
        ),
        ("President Ana Silva will leave for Kenya.", ["Ana Silva | Kenya | planned"]),
        ("President Ana Silva paid an official visit to Kenya.", ["Ana Silva | Kenya"]),
        ("President Ana Silva is on a state visit to Kenya.", ["Ana Silva | Kenya"]),
        ("The trip to Lima made in May by Tomas Berg was a success.", ["Tomas Berg | Lima"]),
        ("Ana Silva agreed to visit Kenya.", ["Ana Silva | Kenya | planned"]),
        ("Omar Haddad invited Ana Silva to visit Kenya.", ["Ana Silva | Kenya | planned"]),
        (
            (
                "At the invitation of the President of Kenya, Omar Haddad, the President of Peru, "
                "H.E. Ana Silva, paid a state visit to Kenya."
            ),
            ["Ana Silva | Kenya"],
        ),
        ("Ana Silva paid a courtesy call on President Omar Haddad.", ["Ana Silva | Omar Haddad"]),
        ("Ana Silva is in Nairobi on a three-day visit.", ["Ana Silva | Nairobi"]),
        ("During her stay in Nairobi, Ana Silva slept.", ["Ana Silva | Nairobi"]),
        ("Ana Silva called on President Omar Haddad.", ["Ana Silva | Omar Haddad"]),
        ("Ana Silva is due in Nairobi on Monday.", ["Ana Silva | Nairobi | planned"]),
        ("If elected, Ana Silva would visit Kenya.", ["Ana Silva | Kenya | predicted"]),
        ("Ana Silva did not visit Kenya.", ["Ana Silva | Kenya | denied"]),
        (
            (
                "The envoy, who arrived in Lima on Monday, met nobody. Ana Silva, who arrived in "
                "Nairobi, spoke."
            ),
            ["Ana Silva | Nairobi"],
        ),
        (
            (
                "The foreign ministers of Chile and Peru, Ana Silva and Tomas Berg, gathered in "
                "Nairobi for talks."
            ),
            ["Ana Silva | Nairobi", "Tomas Berg | Nairobi"],
        ),
        ("A delegation led by Ana Silva arrived in Lima.", ["Ana Silva | Lima"]),
    ],
)
def test_a_visit_has_its_visitors_and_its_destinations(
    read: Read, text: str, expected: list[str]
) -> None:
    assert read("visits", text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "Visits to Kenya and Peru followed.",  # nobody is said to have made them
        "Ana Silva lives in Kenya.",
        "The airline flies weapons to Kenya.",
        "Ana Silva welcomed the visit.",
        "Ana Silva called on Kenya to release them.",
    ],
)
def test_without_visitor_or_destination_there_is_no_visit(read: Read, text: str) -> None:
    assert read("visits", text) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Envoys from the member states met in Rome.", ["Envoys from the member states | Rome"]),
        (
            "Ana Silva began a trip to Peru and Chile on Monday.",
            ["Ana Silva | Chile", "Ana Silva | Peru"],
        ),
        (
            "Statement on the Official Visit of President Ana Silva to Peru",
            ["Ana Silva | Peru"],
        ),
        ("Ana Silva travelled by train to Vorsk.", ["Ana Silva | Vorsk"]),
        ("Ana Silva visited Vorsk.", ["Ana Silva | Vorsk"]),
        ("The two leaders met in Rome.", []),
        ("“It is good,” Ana Silva said while in Rome.", ["Ana Silva | Rome"]),
        ("Ana Silva met Tomas Berg in Nairobi.", ["Ana Silva | Nairobi"]),
        (
            "Ana Silva led a delegation to Peru and Chile.",
            ["Ana Silva | Chile", "Ana Silva | Peru"],
        ),
        (
            "Ana Silva will travel to Nairobi, Kenya, and Rome, Italy, on Monday.",
            ["Ana Silva | Nairobi | planned", "Ana Silva | Rome | planned"],
        ),
    ],
)
def test_who_is_somewhere_visits_it(read: Read, text: str, expected: list[str]) -> None:
    assert read("visits", text) == expected
