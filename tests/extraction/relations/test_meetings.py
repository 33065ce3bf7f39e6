"""Who hosts and who attends what."""

from collections.abc import Callable

import pytest

Read = Callable[[str, str], list[str]]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            (
                "The annual conference was attended by Ana Silva, Minister of Trade of Peru; "
                "Tomas Berg, Minister of Trade of Norway; and Omar Haddad, President of Kenya."
            ),
            [
                "Ana Silva | annual conference",
                "Omar Haddad | annual conference",
                "Tomas Berg | annual conference",
            ],
        ),
        (
            "Ana Silva co-chaired the joint meeting with Tomas Berg.",
            ["Ana Silva | joint meeting", "Tomas Berg | joint meeting"],
        ),
        ("Peru will take part in the donor conference.", ["Peru | donor conference | planned"]),
        (
            "Ana Silva told reporters at the weekly press briefing that it was late.",
            ["Ana Silva | weekly press briefing"],
        ),
        (
            "Neither Peru nor Kenya attended the donor conference.",
            ["Kenya | donor conference | denied", "Peru | donor conference | denied"],
        ),
        ("Ana Silva was present at the ceremony.", ["Ana Silva | ceremony"]),
        (
            "Ana Silva represented Peru at the donor conference.",
            ["Ana Silva | donor conference"],
        ),
        (
            "The ministry held a press conference, at which Ana Silva presented the results.",
            ["Ana Silva | press conference"],
        ),
        (
            "Ana Silva did not attend the donor conference.",
            ["Ana Silva | donor conference | denied"],
        ),
    ],
)
def test_an_event_has_those_who_take_part(read: Read, text: str, expected: list[str]) -> None:
    assert read("attends", text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "The conference was a success.",
        "Ana Silva spoke of the conference.",
        "Ana Silva attended a school in Lima.",
    ],
)
def test_who_only_speaks_of_an_event_does_not_attend_it(read: Read, text: str) -> None:
    assert read("attends", text) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Kenya hosted the donor conference.", ["Kenya | donor conference"]),
        ("The donor conference will be hosted by Kenya.", ["Kenya | donor conference | planned"]),
        (
            (
                "The President of Kenya, Omar Haddad, received the foreign minister of Peru, "
                "Ana Silva."
            ),
            ["Omar Haddad | Ana Silva"],
        ),
        ("Ana Silva thanked Kenya for hosting the conference.", ["Kenya | conference"]),
        ("Ana Silva was received by President Omar Haddad.", ["Omar Haddad | Ana Silva"]),
        (
            "At the invitation of Omar Haddad, Ana Silva paid a visit to Kenya.",
            ["Omar Haddad | Ana Silva"],
        ),
    ],
)
def test_a_host_has_guests_or_an_event(read: Read, text: str, expected: list[str]) -> None:
    assert read("hosts", text) == expected


@pytest.mark.parametrize("text", ["Ana Silva received a letter.", "Ana Silva chaired the forum."])
def test_who_chairs_or_gets_something_is_no_host(read: Read, text: str) -> None:
    assert read("hosts", text) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Officials from Peru and Chile, along with Mali, convened the meeting of the panel.",
            [
                "Chile | meeting of the panel",
                "Mali | meeting of the panel",
                "Peru | meeting of the panel",
            ],
        ),
        ("A meeting of ten states chaired by Peru ended.", ["Peru | meeting of ten states"]),
        (
            "Ana Silva appeared with Tomas Berg at a press conference in Rome.",
            ["Ana Silva | press conference", "Tomas Berg | press conference"],
        ),
        (
            "Press Briefing by Ana Silva and Tomas Berg",
            ["Ana Silva | Press Briefing", "Tomas Berg | Press Briefing"],
        ),
        (
            "Remarks by President Ana Silva at the Annual Water Forum",
            ["Ana Silva | Annual Water Forum"],
        ),
        (
            "Envoys from the member states met in Rome in a summit.",
            ["Envoys from the member states | summit"],
        ),
        ("They asked for Ana Silva to attend the summit.", ["Ana Silva | summit | planned"]),
        (
            "In a report presented at the annual conference, Ana Silva praised it.",
            ["Ana Silva | annual conference"],
        ),
        ("Ana Silva, leading a delegation to the Water Forum, left.", ["Ana Silva | Water Forum"]),
        (
            "In her speech to the UN General Assembly, Ana Silva denied it.",
            ["Ana Silva | UN General Assembly"],
        ),
        ("Ana Silva’s attendance at the summit was noted.", ["Ana Silva | summit"]),
        (
            "Ana Silva was joined by Tomas Berg for the ceremony.",
            ["Ana Silva | ceremony", "Tomas Berg | ceremony"],
        ),
        (
            "Tomas Berg and many Thai experts were present at the discussions.",
            ["Tomas Berg | discussions", "many Thai experts | discussions"],
        ),
    ],
)
def test_those_who_are_there_are_told_in_many_ways(
    read: Read, text: str, expected: list[str]
) -> None:
    assert read("attends", text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Peru and Chile are co-hosting the Water Forum.",
            ["Chile | Water Forum", "Peru | Water Forum"],
        ),
        ("Ana Silva welcomed Tomas Berg to the palace.", ["Ana Silva | Tomas Berg"]),
        (
            "Peru’s president hosted her Thai counterpart, Omar Haddad.",
            ["president of Peru | Omar Haddad"],
        ),
        ("Ana Silva welcomed the decision of Tomas Berg.", []),
        ("Peru has hosted Chilean refugees.", ["Peru | Chilean refugees"]),
    ],
)
def test_states_and_people_are_hosts_of_many(read: Read, text: str, expected: list[str]) -> None:
    assert read("hosts", text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Border talks began. Ana Silva represented Peru while Tomas Berg represented Chile.",
            ["Ana Silva | Border talks", "Tomas Berg | Border talks"],
        ),
        (
            "Ana Silva and Tomas Berg will meet in the presence of Omar Haddad.",
            ["Omar Haddad | meeting | planned"],
        ),
        ("Ana Silva skipped the trade summit.", ["Ana Silva | trade summit | denied"]),
        ("Speaking at the summit, Ana Silva refused to pay.", ["Ana Silva | summit"]),
        ("Attending the summit, Ana Silva urged calm.", ["Ana Silva | summit"]),
        ("Ana Silva led the Trade Summit.", ["Ana Silva | Trade Summit"]),
        ("They spoke of an emergency meeting called by Peru.", ["Peru | emergency meeting"]),
    ],
)
def test_news_tells_who_is_at_a_meeting(read: Read, text: str, expected: list[str]) -> None:
    assert read("attends", text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("They met in Lima, Peru's capital, for a trade summit.", ["Peru | trade summit"]),
        (
            "The games start in May. Other planned host nations are Peru and Chile.",
            ["Chile | games | planned", "Peru | games | planned"],
        ),
        ("The host nations of the games include Peru.", ["Peru | games"]),
        ("Ana Silva welcomed Tomas Berg in Lima.", ["Ana Silva | Tomas Berg"]),
        ("Ana Silva will welcome Tomas Berg.", ["Ana Silva | Tomas Berg | planned"]),
    ],
)
def test_hosts_are_told_by_place_and_by_name(read: Read, text: str, expected: list[str]) -> None:
    assert read("hosts", text) == expected
