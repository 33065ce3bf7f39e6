import pytest

from tests.extraction.relations.conftest import Read


@pytest.mark.parametrize(
    ("text", "denials"),
    [
        ("Laos denied that it had closed the river.", ["Laos | it had closed the river | denied"]),
        (
            "Laos rejected reports by a local daily that the river was closed.",
            ["Laos | the river was closed | denied"],
        ),
        (
            "Laos dismissed as baseless a report of the Lima Herald alleging that trade stopped.",
            ["Laos | trade stopped | denied"],
        ),
        ("Laos rejected the claim.", ["Laos | claim | denied"]),
        ("Laos described the allegation as unfounded.", ["Laos | allegation | denied"]),
        ("Laos said that there is no such base.", ["Laos | there is such base | denied"]),
        (
            "Laos stressed that Chad had no intention of leaving the fund.",
            ["Laos | Chad had intention of leaving the fund | denied"],
        ),
        (
            "Laos said reports that it had closed the river were untrue.",
            ["Laos | it had closed the river | denied"],
        ),
        ("Laos criticised Chad for its old tariff.", ["Laos | old tariff | denied"]),
        ('Ana Lu called the allegation "a lie".', ["Ana Lu | allegation | denied"]),
        (
            "Ana Lu said that her country had never sold arms.",
            ["Ana Lu | her country had sold arms | denied"],
        ),
        ("Laos vetoed the text.", ["Laos | text | denied"]),
        ("The embassy of Laos dismissed the report.", ["Laos | report | denied"]),
        ("Laos brushed off the accusation.", ["Laos | accusation | denied"]),
        (
            'Ana Lu said "I do not think the bridge is safe".',
            ["Ana Lu | the bridge is safe | denied"],
        ),
        ("Laos objected to the draft text.", ["Laos | draft text | denied"]),
        ("The claim is not true, Laos said.", ["Laos | claim | denied"]),
        ("Laos voted against the draft resolution.", ["Laos | draft resolution | denied"]),
        ("Peru voiced its opposition to the tariff.", ["Peru | tariff | denied"]),
        (
            "Laos defended the canal, contrary to accusations that wells had run dry.",
            ["Laos | wells had run dry | denied"],
        ),
    ],
)
def test_who_rejects_what_is_said_denies_its_content(
    read: Read, text: str, denials: list[str]
) -> None:
    assert read("denies", text) == denials


@pytest.mark.parametrize(
    "text",
    [
        "Laos did not deny the report.",
        "Laos said that the base is old.",
        "Laos said that it does not move unless it rains.",
        "Laos criticised Chad.",
        "Laos ruled on the claim.",
        "Laos denounced the convention in May.",
        "Laos may reject the claim.",
        "It is said that there is no such base.",
        "Laos confirmed reports that the river was closed.",
    ],
)
def test_what_is_not_denied_or_by_nobody_is_no_denial(read: Read, text: str) -> None:
    assert read("denies", text) == []


@pytest.mark.parametrize("verb", ["ruled out", "objected to", "rejected"])
def test_talks_that_are_rejected_are_no_talks(read: Read, verb: str) -> None:
    assert read("negotiatesWith", f"Laos {verb} talks with Chad.") == ["Laos | Chad | denied"]


@pytest.mark.parametrize(
    ("text", "denials"),
    [
        ("Laos was quick to deny the report.", ["Laos | report | denied"]),
        ("Laos turned down the offer.", ["Laos | offer | denied"]),
        ("Laos balked at the request of Chad.", ["Laos | request of Chad | denied"]),
        ("Laos disagreed with the ruling.", ["Laos | ruling | denied"]),
        ("Laos condemned the decision of Chad.", ["Laos | decision of Chad | denied"]),
        ("Laos criticised Chad for closing the river.", ["Laos | closing the river | denied"]),
        (
            "Ana Lu said there was no deal with Chad.",
            ["Ana Lu | there was deal with Chad | denied"],
        ),
        (
            "Laos said that it had not closed the river.",
            ["Laos | it had closed the river | denied"],
        ),
        (
            "Laos said that the report was false, and that neither state had closed the river.",
            ["Laos | report | denied", "Laos | state had closed the river | denied"],
        ),
        (
            "Ana Lu said that Chad had closed the river. Peru disputes this.",
            ["Peru | Chad had closed the river | denied"],
        ),
        (
            "Transcript of remarks by Ana Lu\nANA LU: There is no ship in the bay.",
            ["Ana Lu | There is ship in the bay | denied"],
        ),
        (
            "Briefing by Ana Lu\nMS. LU: There is no ship.\nThere is no dam.\nQ There is no road.",
            ["Ana Lu | There is dam | denied", "Ana Lu | There is ship | denied"],
        ),
        ("Norway remains opposed to the plan.", ["Norway | plan | denied"]),
        (
            'Ana Lu said: "Peru has wells. Peru does not sell salt. It is old".',
            ["Ana Lu | Peru does sell salt | denied"],
        ),
    ],
)
def test_denials_are_read_in_each_construction(read: Read, text: str, denials: list[str]) -> None:
    assert read("denies", text) == denials


@pytest.mark.parametrize(
    "text",
    [
        "Laos condemned the attack.",
        "Ana Lu said there was no doubt of it.",
        "Laos said that its aim is not trade, but to close the river.",
    ],
)
def test_what_only_sounds_like_it_is_none_of_the_denials(read: Read, text: str) -> None:
    assert read("denies", text) == []


@pytest.mark.parametrize(
    ("text", "denials"),
    [
        ("Laos has refused to return the ship.", ["Laos | return the ship | denied"]),
        ("Laos declined to comment on the ship.", []),
    ],
)
def test_who_refuses_to_do_something_denies_it(read: Read, text: str, denials: list[str]) -> None:
    assert read("denies", text) == denials
