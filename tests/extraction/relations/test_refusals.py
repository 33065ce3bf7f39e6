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
        ("Laos did not support the accord.", ["Laos | accord | denied"]),
        ("Laos will not support the accord.", ["Laos | accord | denied"]),
        ("Laos said it did not endorse the accord.", ["Laos | accord | denied"]),
        ("Laos no longer supports the accord.", ["Laos | accord | denied"]),
        ("Peru did not accept the ruling.", ["Peru | ruling | denied"]),
        (
            "Peru distanced itself from the remarks of Ana Lu.",
            ["Peru | remarks of Ana Lu | denied"],
        ),
        ("Ana Lu dismissed the rumour.", ["Ana Lu | rumour | denied"]),
        ("Peru cannot accept the toll.", ["Peru | toll | denied"]),
        ("Peru pushed back against the report.", ["Peru | report | denied"]),
        ("Peru lashed out at the ruling.", ["Peru | ruling | denied"]),
        (
            "Thousands of farmers rallied in Lima against the treaty.",
            ["Thousands of farmers | treaty | denied"],
        ),
        ("Ana Lu spoke out against the sale.", ["Ana Lu | sale | denied"]),
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
        "Laos did not finance the road.",
        "Does Laos not support the accord?",
        "If Laos does not accept the accord, the talks end.",
        "Peru pushed the sale on Monday.",
        "Peru pushed on the doors.",
        "Peru pushed ahead on the treaty.",
        "Peru pushed back the dinner to May.",
        "Peru hit at the border post.",
        "Storms lashed at the coast of Chad.",
        "Ana Lu spoke to the crowd against the wall.",
        "Ana Lu came to the port against the tide.",
        "Chad marched against the rebels.",
        "The peso of Chad rallied against the dollar.",
        "Ana Lu said no doubt exists that Chad armed them.",
        "Ana Lu said she had nothing but praise for Chad.",
        "Ana Lu said there was nothing new in the text.",
        "Ana Lu said there is no cure for the fever.",
        "Peru did not accept new members last year.",
        "Laos issued no visas on Monday.",
        "Laos denied Ana Lu a visa.",
        "Laos distanced itself from the field by two goals.",
        "The president dismissed the prime minister of Chad.",
        "Ana Lu questioned the witness.",
    ],
)
def test_what_is_granted_or_no_wish_of_another_is_no_denial(read: Read, text: str) -> None:
    assert read("denies", text) == []
