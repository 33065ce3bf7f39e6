"""What is voted for, announced, called for and listed, as plans."""

import pytest

from tests.extraction.relations.conftest import Read


@pytest.mark.parametrize(
    ("text", "plans"),
    [
        (
            "The Parliament of Chad voted on a bill to expel foreign crews from its ports.",
            ["Parliament of Chad | expel foreign crews from its ports | planned"],
        ),
        (
            "The Parliament of Peru voted to approve closing the mine.",
            ["Parliament of Peru | closing the mine | planned"],
        ),
        (
            "Norway announced the closure of its mission in Juba.",
            ["Norway | closure of its mission in Juba | planned"],
        ),
        (
            "The deal calls for the release of 50 sailors.",
            ["deal | release of 50 sailors | planned"],
        ),
        (
            "Ana Lu, who is running for governor, praised the fair.",
            ["Ana Lu | running for governor | planned"],
        ),
        (
            "Chad ordered the army of Mali to clear the road.",
            ["army of Mali | clear the road | planned"],
        ),
        (
            "Under the accord, Peru would drain the marsh.",
            ["Peru | drain the marsh | planned"],
        ),
        (
            "Chad and Peru will:\n• build a shared radar mast;\n• open a new port.",
            [
                "Chad | build a shared radar mast | planned",
                "Chad | open a new port | planned",
                "Peru | build a shared radar mast | planned",
                "Peru | open a new port | planned",
            ],
        ),
        (
            "Bo Mek has been selected to lead the crew.",
            ["Bo Mek | lead the crew | planned"],
        ),
        (
            "Peru will dredge the bay, but will Chad pay?",
            ["Peru | dredge the bay | planned"],
        ),
        ("Peru scrapped its plans to dredge the bay.", ["Peru | dredge the bay | denied"]),
        (
            "Peru decided not to sell the ferries.",
            ["Peru | not sell the ferries | planned"],
        ),
        (
            "Chad and Peru committed to:\nbuild a shared radar mast;\nTrain young pilots.",
            [
                "Chad | Train young pilots | planned",
                "Chad | build a shared radar mast | planned",
                "Peru | Train young pilots | planned",
                "Peru | build a shared radar mast | planned",
            ],
        ),
    ],
)
def test_what_is_decided_is_a_plan(read: Read, text: str, plans: list[str]) -> None:
    assert read("plans", text) == plans


@pytest.mark.parametrize(
    "text",
    [
        "Why will Chad not sell the ferries to Peru?",
        "The pact was set to expire on Monday.",
        "Rumours that Peru is to move its embassy were unfounded.",
        "The raids are aimed at scaring the farmers.",
        "Norway has not said what steps it will take against Chad.",
        "The Parliament of Peru did not vote to close the mine.",
        "Chad confirmed the release of 5 sailors.",
        "Chad confirmed the closure of its mission last year.",
        "Bo Mek was selected to lead the crew in 2019.",
        "Will Peru dredge the bay?",
        "Peru announced the completion of the mole.",
        "Peru failed to reach an agreement to end the strike.",
        "Parliament failed to pass a bill to ban whaling.",
        "Laos will not support the dredging of the bay.",
        "Chad and Peru did not agree to:\nbuild a shared radar mast;\nTrain young pilots.",
        "Chad and Peru agreed not to:\nbuild a shared radar mast;\nTrain young pilots.",
        "Did Chad agree to:\nbuild a shared radar mast;\nTrain young pilots.",
        "Chad and Peru like:\nbuild a shared radar mast;\nTrain young pilots.",
    ],
)
def test_what_is_asked_rumoured_or_over_is_no_plan(read: Read, text: str) -> None:
    assert read("plans", text) == []
