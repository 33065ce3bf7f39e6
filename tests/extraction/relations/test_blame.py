import pytest

from tests.extraction.relations.conftest import Read


@pytest.mark.parametrize(
    ("text", "allegations"),
    [
        ("Peru put the blame for the raid on Chad.", ["Peru | Chad for the raid | alleged"]),
        (
            "Peru levelled accusations of fraud against Chad.",
            ["Peru | fraud against Chad | alleged"],
        ),
        ("Ana Lu complained of fraud.", []),
        ("Ana Lu complained of fraud in the vote.", ["Ana Lu | fraud in the vote | alleged"]),
        (
            "Peru held Chad responsible for the raid.",
            ["Peru | Chad responsible for the raid | alleged"],
        ),
        ("The report mentions abuses by rebels.", ["report | abuses by rebels | alleged"]),
        (
            "Peru designated the party as a terrorist organisation.",
            ["Peru | party as terrorist organisation | alleged"],
        ),
        (
            "Peru shifted the responsibility for the raid onto Chad.",
            ["Peru | Chad for the raid | alleged"],
        ),
        (
            "Ana Lu said that Chad fired missiles at a port.",
            ["Ana Lu | Chad fired missiles at a port | alleged"],
        ),
        (
            "Peru said that Mali had supplied Chad with missiles.",
            ["Peru | Mali had supplied Chad with missiles | alleged"],
        ),
        ("Ana Lu said the vote was stolen.", ["Ana Lu | the vote was stolen | alleged"]),
        ("Ana Lu complained about Chad's delays.", ["Ana Lu | Chad's delays | alleged"]),
        ("Peru attributes the deaths to rebels.", ["Peru | deaths to rebels | alleged"]),
        ("Peru said that Chad had failed to pay.", ["Peru | Chad had failed to pay | alleged"]),
        (
            "Peru said that Chad had not kept its word.",
            ["Peru | Chad had not kept its word | alleged"],
        ),
        (
            "In what Peru called a breach of law, ships crossed the line.",
            ["Peru | breach of law | alleged"],
        ),
        ("The vote was described as illegal by Peru.", ["Peru | vote illegal | alleged"]),
        (
            "It is clear that Chad is responsible for the raid, Ana Lu said.",
            ["Ana Lu | Chad is responsible for the raid | alleged"],
        ),
        (
            "Chad burned villages, according to Ana Lu.",
            ["Ana Lu | Chad burned villages | alleged"],
        ),
        (
            "Peru said a Chadian missile sank the ship.",
            ["Peru | a Chadian missile sank the ship | alleged"],
        ),
        (
            "Peru will hold the government of Chad liable for any harm.",
            ["Peru | the government of Chad liable for any harm | alleged"],
        ),
        (
            "According to Ana Lu, Chad burned villages.",
            ["Ana Lu | Chad burned villages | alleged"],
        ),
        (
            "Chad, according to Ana Lu, burned villages.",
            ["Ana Lu | Chad burned villages | alleged"],
        ),
        (
            "Ana Lu raised reports of abuse by the army.",
            ["Ana Lu | abuse by the army | alleged"],
        ),
        (
            "The report mentions Chad's failure to pay.",
            ["report | Chad's failure to pay | alleged"],
        ),
    ],
)
def test_who_blames_or_calls_names_alleges(read: Read, text: str, allegations: list[str]) -> None:
    assert read("alleges", text) == allegations


@pytest.mark.parametrize(
    "text",
    [
        "Peru put the flowers on the table.",
        "Peru made a claim to the isle.",
        "Peru designated the park as a reserve.",
        "Peru attributes the growth to Chad.",
        "Peru said that the region faces the threat of floods.",
        "Peru said that Chad had refused to comment.",
        "Peru called for an end to the raid.",
        "Chad built schools, according to Ana Lu.",
        "Peru held talks with Chad on accountable rule.",
        "Peru held a workshop on responsible logging.",
        "Peru held the harbour, which is responsible for half of the trade.",
        "Peru held a dinner with the minister responsible for ports.",
        "Ana Lu raised reports of new wells.",
        "Ana Lu brought charges of 5 dollars for each guest.",
        "Ana Lu noted the failure of the harvest.",
        "Ana Lu noted the threat of floods.",
        "Laos shifted the responsibility for schools onto the provinces.",
        "Ana Lu complained of a headache in the morning.",
        "Ana Lu described the storm as catastrophic.",
        "Ana Lu said the weather was brutal.",
        "Ana Lu said that Chad broke ground on a dam.",
        "Ana Lu said that police seized the drugs.",
        "Ana Lu attributed the crash to fog.",
        "Peru said that Chad had supplied it with missiles.",
        "Ana Lu said the car was stolen.",
        "Ana Lu blamed the rain for the delay.",
        "Ana Lu blamed herself for the defeat.",
        "Ana Lu accused nobody of fraud.",
        "Ana Lu stopped short of blaming Chad for the raid.",
        "Ana Lu might accuse Chad of fraud.",
    ],
)
def test_what_blames_nobody_is_no_allegation(read: Read, text: str) -> None:
    assert read("alleges", text) == []
