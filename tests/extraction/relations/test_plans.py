import pytest

from tests.extraction.relations.conftest import Read


@pytest.mark.parametrize(
    ("text", "plans"),
    [
        ("Peru plans to build a road to Lima.", ["Peru | build a road to Lima | planned"]),
        (
            "Chad agreed to set up a commission, to hold yearly talks and to lift the ban.",
            [
                "Chad | hold yearly talks | planned",
                "Chad | lift the ban | planned",
                "Chad | set up a commission | planned",
            ],
        ),
        ("Laos will continue to protect its rivers.", ["Laos | protect its rivers | planned"]),
        ("Laos is to sell two old ferries.", ["Laos | sell two old ferries | planned"]),
        (
            "The new tunnel is expected to be finished by 2031.",
            ["new tunnel | be finished by 2031 | planned"],
        ),
        ("Chad has no plans to tax salt.", ["Chad | tax salt | denied"]),
        (
            "Norway and Chad signed a deal to drain the marsh.",
            ["Chad | drain the marsh | planned", "Norway | drain the marsh | planned"],
        ),
        (
            "Chad and Peru agreed on the creation of a joint fund.",
            [
                "Chad | creation of a joint fund | planned",
                "Peru | creation of a joint fund | planned",
            ],
        ),
        (
            "The project is aimed at linking two valleys.",
            ["project | linking two valleys | planned"],
        ),
        (
            "It was agreed that officials would draft a charter.",
            ["officials | draft a charter | planned"],
        ),
    ],
)
def test_what_somebody_sets_out_to_do_is_a_plan(read: Read, text: str, plans: list[str]) -> None:
    assert read("plans", text) == plans


@pytest.mark.parametrize(
    "text",
    [
        "Peru built a road to Lima.",
        "Peru could build a road to Lima.",
        "Chad hoped that Peru would build a road.",
        "Chad denied that Peru plans to build a road.",
        "If Chad builds a dam, the lake dries up.",
        "Competition between great powers will shape the coming years.",
        "Someone plans to build a road.",
        "Laos will open a consulate in Lima.",
    ],
)
def test_what_is_done_hoped_for_or_told_by_another_relation_is_no_plan(
    read: Read, text: str
) -> None:
    assert read("plans", text) == []


def test_the_meeting_plans_its_next_one(read: Read) -> None:
    text = (
        "The Fifth Andean Trade Summit ended in Lima on Monday.\n"
        "The next summit will be held in Oslo in May."
    )
    assert read("plans", text) == [
        "Fifth Andean Trade Summit | The next summit will be held in Oslo in May | planned"
    ]


@pytest.mark.parametrize(
    ("text", "plans"),
    [
        ("Norway hopes to buy two ferries.", ["Norway | buy two ferries | planned"]),
        (
            "Norway announced launching a study of tides.",
            ["Norway | launching a study of tides | planned"],
        ),
        (
            "The senate voted to approve selling the ferries.",
            ["senate | selling the ferries | planned"],
        ),
        ("Chad committed to reducing its tariffs.", ["Chad | reducing its tariffs | planned"]),
        (
            "Chad and Peru agreed to jointly working to end the drought.",
            [
                "Chad | working to end the drought | planned",
                "Peru | working to end the drought | planned",
            ],
        ),
        (
            "Chad is committed to the withdrawal of its troops.",
            ["Chad | withdrawal of its troops | planned"],
        ),
        ("Chad is considering a new tariff on salt.", ["Chad | new tariff on salt | planned"]),
        (
            "Norway reaffirmed its commitment to rapidly mend the dam.",
            ["Norway | mend the dam | planned"],
        ),
        (
            "Norway reaffirmed its commitment to the reopening of the dam.",
            ["Norway | reopening of the dam | planned"],
        ),
        (
            "Norway welcomed the decision of Chad to drain the marsh.",
            ["Chad | drain the marsh | planned"],
        ),
        ("Norway's goal is to drain the marsh.", ["Norway | drain the marsh | planned"]),
        (
            "Norway expressed its readiness to mediate the dispute.",
            ["Norway | mediate the dispute | planned"],
        ),
        ("Norway remains determined to drain the marsh.", ["Norway | drain the marsh | planned"]),
        ("Norway stands ready to drain the marsh.", ["Norway | drain the marsh | planned"]),
        ("Chad is going to drain the marsh.", ["Chad | drain the marsh | planned"]),
        (
            "The ferry is meant to cut the cost of travel.",
            ["ferry | cut the cost of travel | planned"],
        ),
        (
            "Norway to drain marsh in return for salt",
            ["Norway | drain marsh in return for salt | planned"],
        ),
        ("Norway will not sell its ferries.", ["Norway | not sell its ferries | planned"]),
        ("Laos threatened to tax salt.", ["Laos | tax salt | planned"]),
        (
            "Chad and Peru continue to work on an agreement to drain the marsh.",
            ["Chad | drain the marsh | planned", "Peru | drain the marsh | planned"],
        ),
        (
            "Ana Lu wished to stress that Laos will drain the marsh.",
            ["Laos | drain the marsh | planned"],
        ),
        ("A new dam will be built by 2031.", ["new dam | be built by 2031 | planned"]),
        ('Norway agreed to "drain" the old marsh.', ["Norway | drain the old marsh | planned"]),
        (
            "Remarks by Foreign Minister Ana Lu of Peru in Lima\nWe will build a dam.",
            ["Peru | build a dam | planned"],
        ),
        (
            "Peru remains committed to the Paris Agreement and to reducing its tariffs.",
            ["Peru | reducing its tariffs | planned"],
        ),
        ("Hanoi plans to build a dam.", ["Vietnam | build a dam | planned"]),
        (
            "Bo Mek, the foreign minister of Chad, said that talks would resume in May.",
            ["talks | resume in May | planned"],
        ),
        (
            "Norway committed to mend the dam, including draining the marsh.",
            ["Norway | draining the marsh | planned", "Norway | mend the dam | planned"],
        ),
    ],
)
def test_plans_are_read_in_each_construction(read: Read, text: str, plans: list[str]) -> None:
    assert read("plans", text) == plans


@pytest.mark.parametrize(
    "text",
    [
        "Workers praised the ferry meant to cut costs.",
        "Chad took note of efforts aimed at ending the drought.",
        "The treaty is expected to be signed in May.",
        "The Fifth Andean Trade Summit will be held in Lima.",
    ],
)
def test_what_only_sounds_like_it_is_none_of_the_plans(read: Read, text: str) -> None:
    assert read("plans", text) == []


@pytest.mark.parametrize(
    ("text", "plans"),
    [
        (
            "The Tarrow Council meets tomorrow to discuss a tax.",
            ["Tarrow Council | discuss a tax | planned"],
        ),
        ("The Tarrow Council meets each year to discuss a tax.", []),
        (
            "The Tarrow Council is due today to discuss a tax.",
            ["Tarrow Council | discuss a tax | planned"],
        ),
        (
            "Peru and Chile agreed to meet to try to end the long row.",
            [
                "Chile | meet to try to end the long row | planned",
                "Peru | meet to try to end the long row | planned",
            ],
        ),
        ("Peru has requested to buy old ships.", ["Peru | buy old ships | planned"]),
        (
            "Peru signed the Tarrow Road Pact. The agreement seeks to remove tariffs.",
            ["Tarrow Road Pact | remove tariffs | planned"],
        ),
    ],
)
def test_news_tells_what_is_arranged(read: Read, text: str, plans: list[str]) -> None:
    assert read("plans", text) == plans
