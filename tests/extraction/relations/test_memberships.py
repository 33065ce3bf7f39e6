"""Who is a member of what, and who leaves it, in the words that texts use for it."""

from collections.abc import Callable

import pytest

Read = Callable[[str, str], list[str]]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Peru became the 55th member of the African Union.", ["Peru | African Union"]),
        ("African Union member Kenya supported the text.", ["Kenya | African Union"]),
        ("Kenya was elected to the Human Rights Council.", ["Kenya | Human Rights Council"]),
        ("Kenya was voted onto the Human Rights Council.", ["Kenya | Human Rights Council"]),
        (
            "The assembly elected Kenya and Peru to the Human Rights Council.",
            ["Kenya | Human Rights Council", "Peru | Human Rights Council"],
        ),
        ("Kenya won a seat on the Human Rights Council.", ["Kenya | Human Rights Council"]),
        ("Kenya sits on the Human Rights Council.", ["Kenya | Human Rights Council"]),
        (
            "Kenya will take up its seat on the Human Rights Council.",
            ["Kenya | Human Rights Council | planned"],
        ),
        (
            "Peru and Chile, both of which belong to the Pacific Alliance, met.",
            ["Chile | Pacific Alliance", "Peru | Pacific Alliance"],
        ),
        ("The Pacific Alliance, to which Peru belongs, met.", ["Peru | Pacific Alliance"]),
        ("Peru has been admitted to the African Union.", ["Peru | African Union"]),
        ("Peru was granted membership in the African Union.", ["Peru | African Union"]),
        (
            "Peru was the twelfth state to join the Convention on Cluster Munitions.",
            ["Peru | Convention on Cluster Munitions"],
        ),
        (
            "Peru became a party to the Convention on Cluster Munitions.",
            ["Peru | Convention on Cluster Munitions"],
        ),
        (
            "Peru deposited its instrument of accession to the Rome Statute.",
            ["Peru | Rome Statute"],
        ),
        (
            "Members of the Pacific Alliance include Peru and Chile.",
            ["Chile | Pacific Alliance", "Peru | Pacific Alliance"],
        ),
        (
            "The Pacific Alliance comprises Peru, Chile and Mexico.",
            ["Chile | Pacific Alliance", "Mexico | Pacific Alliance", "Peru | Pacific Alliance"],
        ),
        (
            "Peru is among the founding members of the Pacific Alliance.",
            ["Peru | Pacific Alliance"],
        ),
    ],
)
def test_a_member_is_told_in_many_words(read: Read, text: str, expected: list[str]) -> None:
    assert read("memberOf", text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "Ana Silva joined the Ministry of Foreign Affairs of Peru in 2002.",
        "Peru joined Chile in condemning the attack.",
        "Chile supports the accession of Peru to the African Union.",
        "Peru seeks membership of the African Union.",
        "Peru planned to join the Convention on Cluster Munitions.",
        "The Kingdom is a member of the African Union. In May it joined the Pacific Alliance.",
        "Ana Silva was elected to the Human Rights Council.",
    ],
)
def test_neither_a_bid_nor_a_person_is_a_member(read: Read, text: str) -> None:
    assert read("memberOf", text) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Peru denounced the Convention on Cluster Munitions.",
            ["Convention on Cluster Munitions"],
        ),
        ("Peru quit the joint border force.", ["joint border force"]),
        ("Peru walked out of the African Union.", ["African Union"]),
    ],
)
def test_a_withdrawal_has_many_verbs(read: Read, text: str, expected: list[str]) -> None:
    assert read("withdrawsFrom", text) == [f"Peru | {left}" for left in expected]


def test_who_takes_troops_out_of_a_state_leaves_it(read: Read) -> None:
    text = "Peru will withdraw its troops from Chile. Peru withdrew its claim from Chile."
    assert read("withdrawsFrom", text) == ["Peru | Chile | planned"]


@pytest.mark.parametrize("text", ["Peru denounced the attack.", "Peru denounced Chile."])
def test_what_is_condemned_is_not_left(read: Read, text: str) -> None:
    assert read("withdrawsFrom", text) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "The African Union (Chad, Mali and Togo) met.",
            ["Chad | African Union", "Mali | African Union", "Togo | African Union"],
        ),
        (
            "The members of the African Union — Chad, Mali and Togo — met.",
            ["Chad | African Union", "Mali | African Union", "Togo | African Union"],
        ),
        (
            "The Water Forum nations — Chad and Mali — met.",
            ["Chad | Water Forum", "Mali | Water Forum"],
        ),
        ("EU members such as Malta agreed.", ["Malta | European Union"]),
        (
            "Norway is a member of NATO but not of the EU.",
            ["Norway | NATO"],
        ),
        (
            "Norway and Sweden make up the Nordic Council.",
            ["Norway | Nordic Council", "Sweden | Nordic Council"],
        ),
        ("The African Union, whose members include Chad, met.", ["Chad | African Union"]),
        ("The African Union (in Rome) met.", []),
        ("Syria was readmitted to the Arab League.", ["Syria | Arab League"]),
        ("Chad goes on with its part in the Human Rights Council.", []),
        (
            "Chad hosts the Arab League, of which it is a member.",
            ["Chad | Arab League"],
        ),
    ],
)
def test_members_are_listed(read: Read, text: str, expected: list[str]) -> None:
    assert read("memberOf", text) == expected


def test_a_state_beside_other_member_states_is_a_member(read: Read) -> None:
    assert read("memberOf", "Italy and other EU member states paid.") == ["Italy | European Union"]
