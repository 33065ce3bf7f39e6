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


@pytest.mark.parametrize(
    ("text", "allegations"),
    [
        ("Chad blamed the drought on Peru.", ["Chad | Peru for drought | alleged"]),
        (
            "Chad accused Peru of closing the river and of taxing salt.",
            ["Chad | Peru of closing the river | alleged", "Chad | Peru of taxing salt | alleged"],
        ),
        (
            "Chad said that Peru had violated its borders.",
            ["Chad | Peru had violated its borders | alleged"],
        ),
        (
            "Ana Lu said the responsibility lies with Peru.",
            ["Ana Lu | the responsibility lies with Peru | alleged"],
        ),
        (
            "Ana Lu called the raid a violation of law.",
            ["Ana Lu | raid violation of law | alleged"],
        ),
        (
            "Chad denounced the raid as an act of aggression.",
            ["Chad | raid act of aggression | alleged"],
        ),
        ("Chad repeated its claim that Peru arms rebels.", ["Chad | Peru arms rebels | alleged"]),
        ("Chad complained that Peru taxes its salt.", ["Chad | Peru taxes its salt | alleged"]),
        ("Chad said that Peru had shelled a port.", ["Chad | Peru had shelled a port | alleged"]),
        (
            "Chad said that the treaty was only a draft.",
            ["Chad | the treaty was only a draft | alleged"],
        ),
        (
            'Ana Lu said: "Peru has wells. Chad violates the truce. It is old".',
            ["Ana Lu | Chad violates the truce | alleged"],
        ),
    ],
)
def test_allegations_are_read_in_each_construction(
    read: Read, text: str, allegations: list[str]
) -> None:
    assert read("alleges", text) == allegations


@pytest.mark.parametrize(
    "text",
    [
        "Chad said that both states fight against violations of law.",
        "Chad said that it had violated no law.",
    ],
)
def test_what_only_sounds_like_it_is_none_of_the_allegations(read: Read, text: str) -> None:
    assert read("alleges", text) == []


@pytest.mark.parametrize(
    ("text", "allegations"),
    [
        (
            'The new dam "steals our water," according to Chad.',
            ['Chad | The new dam "steals our water | alleged'],
        ),
        (
            "An OPEC report concluded that Peru had violated the quota.",
            ["OPEC report | Peru had violated the quota"],
        ),
        (
            "It followed an OPEC report that said that Peru had violated the quota.",
            ["OPEC report | Peru had violated the quota"],
        ),
        ("Chad expelled envoys whom it accuses of espionage.", ["Chad | envoys of espionage"]),
        ("Peru was accused by Chad of arming rebels.", ["Chad | Peru of arming rebels"]),
        ("Chad holds Peru responsible for the raid.", ["Chad | Peru responsible for the raid"]),
        ("Chad said Peru was behind the raid.", ["Chad | Peru was behind the raid"]),
        ("Chad said police had tortured prisoners.", ["Chad | police had tortured prisoners"]),
        ("Peru blamed the pilots alone.", ["Peru | pilots to blame | alleged"]),
        ("Peru views the dam as a threat.", ["Peru | dam threat | alleged"]),
        (
            "Laos imposed sanctions on Peru over alleged raids in Chad.",
            ["Laos | alleged raids in Chad | alleged"],
        ),
    ],
)
def test_reports_and_quotations_charge_somebody(
    read: Read, text: str, allegations: list[str]
) -> None:
    assert [
        found[: len(told)] for found, told in zip(read("alleges", text), allegations, strict=True)
    ] == allegations


@pytest.mark.parametrize(
    "text",
    [
        "The dam is open, according to Chad.",
        "Reports indicated that the raid was a violation.",
    ],
)
def test_what_nobody_answers_for_is_no_allegation(read: Read, text: str) -> None:
    assert read("alleges", text) == []
