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
