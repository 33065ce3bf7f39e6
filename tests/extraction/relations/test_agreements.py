"""Who signs, joins, leaves and opens what."""

from collections.abc import Callable

import pytest

Read = Callable[[str, str], list[str]]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Peru and Chile signed a fisheries treaty.",
            ["Chile | fisheries treaty", "Peru | fisheries treaty"],
        ),
        ("A fisheries treaty was signed by Ana Silva.", ["Ana Silva | fisheries treaty"]),
        (
            "Both witnessed the signing of the fisheries treaty between Peru and Chile.",
            ["Chile | fisheries treaty", "Peru | fisheries treaty"],
        ),
        (
            "The maritime agreement between Peru and Chile is void.",
            ["Chile | maritime agreement", "Peru | maritime agreement"],
        ),
        (
            "Peru and Chile concluded a pact, which was signed by Ana Silva.",
            ["Ana Silva | pact"],
        ),
        ("Peru signed and ratified the treaty.", ["Peru | treaty"]),
        ("Under the treaty signed by Peru, a road will be built.", ["Peru | treaty"]),
        ("Peru will sign the treaty.", ["Peru | treaty | planned"]),
        ("Peru has not signed the treaty.", ["Peru | treaty | denied"]),
        (
            "The compact, to which Peru is a signatory, holds.",
            ["Peru | compact"],
        ),
        (
            "Signatories to the treaty include Peru and Chile.",
            ["Chile | treaty", "Peru | treaty"],
        ),
        ("Peru put its signature to the treaty.", ["Peru | treaty"]),
        ("The treaty, which bears the signature of Ana Silva, holds.", ["Ana Silva | treaty"]),
        (
            "Peru signed a fisheries treaty with Chile.",
            ["Chile | fisheries treaty", "Peru | fisheries treaty"],
        ),
        ("Peru, a signatory to the treaty, agreed.", ["Peru | treaty"]),
        (
            "The treaty counts 61 signatories, Peru and Chile among them.",
            ["Chile | treaty", "Peru | treaty"],
        ),
        ("Peru has yet to sign the treaty.", ["Peru | treaty | denied"]),
    ],
)
def test_a_signature_is_read(read: Read, text: str, expected: list[str]) -> None:
    assert read("signs", text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "Peru agreed to build a port.",
        "Peru and Chile are negotiating an agreement between Peru and Chile.",
        "Peru signed a contract player.",
        "The treaty was discussed by Peru.",
        "Peru and Chile will soon conclude a treaty on extradition.",
        "Peru signed the visitors' book.",
    ],
)
def test_without_signature_nothing_is_signed(read: Read, text: str) -> None:
    assert read("signs", text) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Peru is a member of the African Union.", ["Peru | African Union"]),
        ("Peru, a member of the African Union since 1990, agreed.", ["Peru | African Union"]),
        ("As a member of the African Union, Kenya agreed.", ["Kenya | African Union"]),
        ("Peru, a member of the African Union, will go.", ["Peru | African Union"]),
        (
            "Peru has applied to become a member of the African Union.",
            ["Peru | African Union | planned"],
        ),
        ("Kenya joined the African Union.", ["Kenya | African Union"]),
        ("Peru is not a member of the African Union.", ["Peru | African Union | denied"]),
        (
            "Kenya left the African Union, of which it was a full member.",
            ["Kenya | African Union"],
        ),
    ],
)
def test_a_member_has_a_body(read: Read, text: str, expected: list[str]) -> None:
    assert read("memberOf", text) == expected


@pytest.mark.parametrize(
    "text",
    ["Peru takes part in the African Union.", "Members of the African Union met in Peru."],
)
def test_taking_part_is_no_membership(read: Read, text: str) -> None:
    assert read("memberOf", text) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Kenya withdrew from the African Union.", ["Kenya | African Union"]),
        ("President Ana Silva withdrew Peru from the treaty.", ["Peru | treaty"]),
        ("The withdrawal of Kenya from the African Union is final.", ["Kenya | African Union"]),
        (
            "Kenya announced its withdrawal from the African Union.",
            ["Kenya | African Union | planned"],
        ),
        ("Kenya decided to leave the African Union.", ["Kenya | African Union | planned"]),
    ],
)
def test_a_withdrawal_is_read(read: Read, text: str, expected: list[str]) -> None:
    assert read("withdrawsFrom", text) == expected


@pytest.mark.parametrize(
    "text",
    ["Ana Silva left on Monday.", "Kenya withdrew its offer.", "They left the question open."],
)
def test_not_all_that_leaves_withdraws(read: Read, text: str) -> None:
    assert read("withdrawsFrom", text) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Peru will open an embassy in Nairobi.", ["Peru | embassy in Nairobi | planned"]),
        (
            "Peru will open consular offices in Nairobi and Lima.",
            [
                "Peru | consular offices in Lima | planned",
                "Peru | consular offices in Nairobi | planned",
            ],
        ),
        ("The embassy in Nairobi was reopened by Peru.", ["Peru | embassy in Nairobi"]),
        ("Peru set up a consulate in Lima.", ["Peru | consulate in Lima"]),
        (
            "Peru announced the opening of an embassy in Nairobi.",
            ["Peru | embassy in Nairobi | planned"],
        ),
        (
            "Peru's network grew as new embassies opened their doors in Nairobi and Rome.",
            ["Peru | new embassies in Nairobi", "Peru | new embassies in Rome"],
        ),
    ],
)
def test_an_opening_has_its_place(read: Read, text: str, expected: list[str]) -> None:
    assert read("opens", text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "An embassy was opened.",
        "Peru opened the debate on trade.",
        "Talks opened in Rome.",
        "Peru set a date.",
    ],
)
def test_nobody_or_nothing_is_opened(read: Read, text: str) -> None:
    assert read("opens", text) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Peru signed a water programme with Chad.",
            ["Chad | water programme", "Peru | water programme"],
        ),
        (
            "The treaty was signed by Ambassador Ana Silva and Permanent Secretary Tomas Berg.",
            ["Ana Silva | treaty", "Tomas Berg | treaty"],
        ),
        (
            "Ana Silva left Rome. The EU and Chad signed a treaty.",
            ["Chad | treaty", "European Union | treaty"],
        ),
        ("Peru signed a letter on trade on Tuesday.", ["Peru | letter on trade"]),
    ],
)
def test_more_than_treaties_is_signed(read: Read, text: str, expected: list[str]) -> None:
    assert read("signs", text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            'Peru and Chile signed an agreement titled "Working Paths for Border Roads".',
            ["Chile | Working Paths for Border Roads", "Peru | Working Paths for Border Roads"],
        ),
        ("Peru signed a pact called the Tarrow Treaty.", ["Peru | Tarrow Treaty"]),
        ("Peru signed up to the Tarrow Treaty.", ["Peru | Tarrow Treaty"]),
        ("Peru signed a pact called off last year.", ["Peru | pact"]),
    ],
)
def test_an_agreement_is_told_by_its_title(read: Read, text: str, expected: list[str]) -> None:
    assert read("signs", text) == expected


@pytest.mark.parametrize(
    ("told", "held"),
    [
        ("is expected", "planned"),
        ("is not expected", "denied"),
        ("agreed", "planned"),
        ("did not agree", "denied"),
    ],
)
def test_what_is_not_expected_or_agreed_to_is_not_signed(read: Read, told: str, held: str) -> None:
    assert read("signs", f"Laos {told} to sign the accord.") == [f"Laos | accord | {held}"]
