import pytest

from tests.extraction.relations.conftest import Read


@pytest.mark.parametrize(
    ("text", "supported"),
    [
        ("Laos sees the accord as an important step.", ["Laos | accord"]),
        ("Ana Lu called the accord a milestone.", ["Ana Lu | accord"]),
        ("Ana Lu believes the accord is the best way out.", ["Ana Lu | accord"]),
        ("Laos recommended lifting the ban.", ["Laos | lifting the ban"]),
        ("Laos recommends that the ban be lifted.", ["Laos | the ban be lifted"]),
        (
            "Laos encouraged the peaceful resolution of the row.",
            ["Laos | peaceful resolution of the row"],
        ),
        ("Chad can count on the support of Laos.", ["Laos | Chad"]),
        ("Laos joined the calls for a truce.", ["Laos | calls for truce"]),
        ("Laos approved of the operation.", ["Laos | operation"]),
        ("Laos, a staunch supporter of Chad, sent tents.", ["Laos | Chad"]),
        ("Laos renewed its support for the pact.", ["Laos | pact"]),
        ("Laos became a supporter of the pact.", ["Laos | pact"]),
        ("Laos is no longer a supporter of the pact.", ["Laos | pact | denied"]),
        ("Laos did not finance the road.", ["Laos | road | denied"]),
        ("Laos threw its support behind the plan.", ["Laos | plan"]),
        ("Peru-backed rebels took the town.", ["Peru | rebels"]),
        ("Laos obligated 5 million dollars toward the canal.", ["Laos | canal"]),
    ],
)
def test_who_approves_advises_or_is_relied_on_supports(
    read: Read, text: str, supported: list[str]
) -> None:
    assert read("supports", text) == supported


@pytest.mark.parametrize(
    "text",
    [
        "Laos sees the accord as a mistake.",
        "Ana Lu called the accord a farce.",
        "Ana Lu called Bo Mek a great friend.",
        "Laos might recommend lifting the ban.",
        "Laos does not support the accord.",
        "Chad can count on the weather.",
        "Chad might count on the support of Laos.",
        "Laos, a former supporter of the pact, sent tents.",
        "Laos, no longer a sponsor of the pact, sent tents.",
        "Laos, never a backer of the pact, sent tents.",
        "Laos is a former supporter of the pact.",
        "Ana Lu echoed the call of the bird.",
        "Laos withdrew its support for the pact.",
        "Laos suspended its aid to Chad.",
        "Laos stopped short of calling the pact a milestone.",
        "Ana Lu said the accord is a step back.",
        "Laos could become a supporter of the pact.",
    ],
)
def test_what_is_blamed_or_only_possible_is_not_supported(read: Read, text: str) -> None:
    assert read("supports", text) == []
