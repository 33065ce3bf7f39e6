import pytest

from tests.extraction.relations.conftest import Read


@pytest.mark.parametrize(
    ("text", "amounts"),
    [
        (
            "Trade between Laos and Chad grew by 14 per cent to 300 million dollars.",
            [
                "Trade between Laos and Chad | 14 per cent",
                "Trade between Laos and Chad | 300 million dollars",
            ],
        ),
        ("Chad evacuated over 1,200 nurses.", ["Chad | over 1,200 nurses"]),
        ("The road crosses a 180km-long dam.", ["dam | 180km"]),
        ("She led a delegation of 22 farmers.", ["delegation | 22 farmers"]),
        ("The bridge is 3 kilometres long.", ["bridge | 3 kilometres"]),
        ("Norway granted 5 million euros to Chad.", ["Norway | 5 million euros"]),
        ("Norway raised coal exports to 40 million tonnes.", ["coal exports | 40 million tonnes"]),
        ("The old bridge is worth 3 million dollars.", ["old bridge | 3 million dollars"]),
        ("Some 3,200 nurses from Lima left.", ["nurses | Some 3,200 nurses"]),
        ("Laos was elected with 165 votes.", ["Laos | 165 votes"]),
        ("Chad (181 votes) won a seat.", ["Chad | 181 votes"]),
        ("The bridge, worth IDR 2.3 billion, was opened.", ["bridge | IDR 2.3 billion"]),
        ("Trade will exceed 3 billion euros.", ["Trade | more than 3 billion euros | predicted"]),
        ("Chad spends 4 per cent of its budget on roads.", ["Chad | 4 per cent of its budget"]),
        ("A medical team of 15 left.", ["medical team | 15"]),
        ("The number of parties rose to 40.", ["parties | 40"]),
        (
            "Arrivals reached 1.2 million, up from 800,000.",
            ["Arrivals | 1.2 million", "Arrivals | 800,000"],
        ),
        (
            "More than 1,870 mines and 300 shells were removed.",
            ["mines | More than 1,870 mines", "shells | 300 shells"],
        ),
        (
            "The treaty will benefit more than 3,500 miners.",
            ["treaty | more than 3,500 miners | predicted"],
        ),
    ],
)
def test_a_quantity_is_of_what_it_measures_or_of_who_acts(
    read: Read, text: str, amounts: list[str]
) -> None:
    assert read("quantity", text) == amounts


@pytest.mark.parametrize(
    "text",
    [
        "The two ministers met in Lima on 17 May 2024.",
        "Chad and Laos met in 2019.",
        "A 19-year-old man left Chad.",
        "Chad signed the 1994 treaty.",
        "Chad follows Resolution 2259.",
        "The estimated cost is 40 million dollars.",
    ],
)
def test_dates_small_numbers_and_costs_of_nothing_are_no_quantities(read: Read, text: str) -> None:
    assert read("quantity", text) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The bank announced a $250M package.", ["package | $250M"]),
        (
            "Trade was worth 7 million dollars (about 6 million euros).",
            ["Trade | 7 million dollars"],
        ),
        ("Peru carried out eight surveys.", ["Peru | eight surveys"]),
        ("The loan of 3 million dollars was approved.", ["loan | 3 million dollars"]),
        ("The eight surveys ended.", []),
        (
            "Peru is to destroy a stockpile of 200 kg of uranium.",
            ["stockpile | 200 kg of uranium | planned"],
        ),
        ("Debt reached a record high of 8 million dollars.", ["Debt | 8 million dollars"]),
        (
            "The bank lent 3 million dollars, including 1 million dollars for roads.",
            ["bank | 1 million dollars", "bank | 3 million dollars"],
        ),
        ("It is popular with tourists, some 4,000 of whom had come.", ["tourists | some 4,000"]),
        (
            "Peruvian exports to Chile rose to 4 million dollars.",
            ["Peruvian exports to Chile | 4 million dollars"],
        ),
        (
            "The office opened, bringing the number of offices to eleven.",
            ["number of offices | eleven"],
        ),
    ],
)
def test_a_quantity_is_of_the_noun_that_it_is_told_of(
    read: Read, text: str, expected: list[str]
) -> None:
    assert read("quantity", text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Nine nations have signed onto the treaty.", ["treaty | Nine nations"]),
        ("While 40 states signed the pact, only 12 have ratified it.", ["pact | 40 states"]),
        ("The two states signed the treaty.", []),
        ("The list imposes bans on 43 firms.", ["list | 43 firms"]),
        ("The list now imposes asset freezes on 33 firms.", ["list | 33 firms"]),
        ("Four Chadian nurses have been detained.", ["Chadian nurses | Four Chadian nurses"]),
        ("Chad then detained two Lao nurses.", ["Chad | two Lao nurses"]),
        ("Chad has had eight nurses turned back.", ["Chad | eight nurses"]),
        ("NATO heard envoys of all 28 member states.", ["NATO | 28 member states"]),
        ("Last week a quarter of 4,000 troops left.", ["troops | 4,000 troops"]),
        ("After three rounds of talks, Chad left.", ["talks | three rounds"]),
        ("They marked 40 years of close cooperation.", ["close cooperation | 40 years"]),
        ("They stayed for three years of study.", []),
        ("A meeting of ten countries agreed to it.", ["meeting | ten countries"]),
        ("Thousands of Chadians fled Laos.", ["Chadians | Thousands of Chadians"]),
        (
            "The flood displaced tens of thousands of nurses.",
            ["flood | tens of thousands of nurses"],
        ),
        ("They spoke of hundreds of books.", []),
        ("Laos has a population of 7 million.", ["Laos | 7 million"]),
        ("The agency puts deaths at 10,000.", ["deaths | 10,000"]),
    ],
)
def test_news_counts_parties_and_people(read: Read, text: str, expected: list[str]) -> None:
    assert read("quantity", text) == expected
