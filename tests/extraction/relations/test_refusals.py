import pytest

from tests.extraction.relations.conftest import Read


@pytest.mark.parametrize(
    ("text", "denials"),
    [
        ("Laos does not recognise the vote.", ["Laos | vote | denied"]),
        ("Laos used its veto to block the draft.", ["Laos | draft | denied"]),
        ("Laos blocked the resolution of Chad.", ["Laos | resolution of Chad | denied"]),
        (
            "Laos did not grant the envoys permission to visit the dam.",
            ["Laos | permission to visit the dam | denied"],
        ),
        ("Ana Lu was denied entry by Laos.", ["Laos | entry | denied"]),
        ("Hundreds protested the dam.", ["Hundreds | dam | denied"]),
        ("Peru came out against the sale.", ["Peru | sale | denied"]),
        ("Peru condemned the annexation of the isle.", ["Peru | annexation of the isle | denied"]),
        ("Peru took issue with the ruling.", ["Peru | ruling | denied"]),
        ("Peru issued a condemnation of the ruling.", ["Peru | ruling | denied"]),
        ("Peru distanced itself from the statement.", ["Peru | statement | denied"]),
        ("Chad noted Peru's denial that it paid rebels.", ["Peru | it paid rebels | denied"]),
        ("An attack is out of the question, Ana Lu said.", ["Ana Lu | attack | denied"]),
        (
            "Ana Lu said she was not sure that Chad was ready.",
            ["Ana Lu | Chad was ready | denied"],
        ),
        (
            "Ana Lu said no congressional mandate exists for it.",
            ["Ana Lu | congressional mandate exists for it | denied"],
        ),
        ("Ana Lu ruled out sending tanks.", ["Ana Lu | sending tanks | denied"]),
        ("Talks failed over Peru's opposition to the dam.", ["Peru | dam | denied"]),
        ("An attack is out of the question, according to Ana Lu.", ["Ana Lu | attack | denied"]),
        ("Peru opposed the dam.", ["Peru | dam | denied"]),
    ],
)
def test_who_refuses_blocks_or_protests_denies(read: Read, text: str, denials: list[str]) -> None:
    assert read("denies", text) == denials


@pytest.mark.parametrize(
    "text",
    [
        "Laos might not accept the vote.",
        "Laos granted Ana Lu permission to visit the dam.",
        "Laos blocked the road.",
        "Peru condemned the murder of the envoy.",
        "Peru issued a statement of thanks.",
        "Peru refused to rule out a raid.",
        "Peru opposed any attempts at coercion.",
        "Ana Lu said an attack was not out of the question.",
    ],
)
def test_what_is_granted_or_no_wish_of_another_is_no_denial(read: Read, text: str) -> None:
    assert read("denies", text) == []
