import pytest

from tests.extraction.relations.conftest import Read

ROUND = "The Silk Road Forum opened in Rome."


@pytest.mark.parametrize(
    ("text", "attended"),
    [
        ("Ana Lu flew to Rome for the Silk Road Forum.", ["Ana Lu | Silk Road Forum"]),
        ("Ana Lu is in Rome for the energy summit.", ["Ana Lu | energy summit"]),
        ("Laos hosted Chad for the energy forum.", ["Chad | energy forum"]),
        (
            "At the end of the energy summit, Ana Lu read a statement.",
            ["Ana Lu | energy summit"],
        ),
        (
            "At the end of the energy summit, Ana Lu will read a statement.",
            ["Ana Lu | energy summit | planned"],
        ),
        ("Laos was absent from the energy summit.", ["Laos | energy summit | denied"]),
        ("Laos stayed away from the energy summit.", ["Laos | energy summit | denied"]),
        ("Laos sent a delegation to the energy summit.", ["Laos | energy summit"]),
        (
            "The energy summit opened. The Lao delegation included Ana Lu and Bo Mek.",
            ["Ana Lu | energy summit", "Bo Mek | energy summit"],
        ),
    ],
)
def test_who_comes_or_stays_away_attends_or_not(read: Read, text: str, attended: list[str]) -> None:
    assert read("attends", text) == attended


@pytest.mark.parametrize(
    "text",
    [
        "Ana Lu flew to Rome for talks.",
        "Ana Lu flew to Rome for a rest.",
        "Laos hosted Chad for talks.",
        "Laos sent a letter to the forum.",
    ],
)
def test_talks_and_journeys_are_no_event_that_is_attended(read: Read, text: str) -> None:
    assert read("attends", text) == []


@pytest.mark.parametrize(
    ("text", "hosted"),
    [
        ("Laos hosted Chad for the energy forum.", ["Laos | energy forum"]),
        ("Laos is to play host to the energy forum.", ["Laos | energy forum | planned"]),
        ("Ana Lu gave a dinner for Bo Mek.", ["Ana Lu | dinner"]),
    ],
)
def test_who_plays_host_hosts(read: Read, text: str, hosted: list[str]) -> None:
    assert read("hosts", text) == hosted


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("Peru scrapped the accord with Chad.", ["Peru | accord with Chad"]),
        ("Peru declared an end to the truce.", ["Peru | truce"]),
        ("Peru suspended its participation in the treaty.", ["Peru | treaty"]),
        ("Peru announced a withdrawal from the region.", ["Peru | region | planned"]),
        ("Peru walked out of the talks.", ["Peru | talks"]),
    ],
)
def test_who_ends_a_pact_withdraws_from_it(read: Read, text: str, left: list[str]) -> None:
    assert read("withdrawsFrom", text) == left


@pytest.mark.parametrize(
    "text", ["Peru ended the week.", "Peru might scrap the accord.", "Peru suspended the envoy."]
)
def test_what_is_no_pact_or_may_end_is_not_left(read: Read, text: str) -> None:
    assert read("withdrawsFrom", text) == []
