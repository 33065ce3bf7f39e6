"""Who says what a sentence states, when it holds, and how it is held."""

import datetime as dt
from collections.abc import Callable

import pytest

from graph.extraction.document import Document
from graph.extraction.extraction import extract
from graph.extraction.gazetteer import Gazetteer
from graph.extraction.proposals import Proposal

WRITTEN = dt.date(2024, 3, 14)  # a Thursday
Find = Callable[..., Proposal]


@pytest.fixture(scope="module")
def find() -> Find:
    gazetteer = Gazetteer.shipped()

    def found(relation: str, text: str, written: dt.date | None = WRITTEN) -> Proposal:
        proposals = extract(Document(text), gazetteer, written).proposals
        [first, *_] = [one for one in proposals if one.relation == relation]
        return first

    return found


@pytest.mark.parametrize(
    ("relation", "text", "speaker"),
    [
        ("visits", "Chad said that Ana Lu visited Lima.", "Chad"),
        ("visits", "Ana Lu visited Lima, Chad announced.", "Chad"),
        ("visits", "According to Chad, Ana Lu visited Lima.", "Chad"),
        ("visits", "Ana Lu visited Lima, according to Chad.", "Chad"),
        ("plans", '"Laos will tax old salt," said Ana Lu.', "Ana Lu"),
        ("supports", "Ana Lu reaffirmed the support of Laos for the truce.", "Ana Lu"),
        ("supports", "Ana Lu reaffirmed Laos's support for the truce.", "Ana Lu"),
        ("supports", "Laos reaffirmed its support for the truce.", None),
        ("plans", 'Ana Lu praised it: "Peru will build six old dams".', "Ana Lu"),
        ("plans", 'Ana Lu came. "Peru", she said, "will build six old dams".', "Ana Lu"),
        ("alleges", '"The raid", Ana Lu said, "was a violation of law".', None),
        ("denies", "Chad reported that Laos denied the claim.", "Chad"),
        ("denies", "Laos denied the claim.", None),
        ("visits", "Ana Lu visited Lima.", None),
        ("visits", "Chad did not say that Ana Lu visited Lima.", None),
        ("visits", "Ana Lu visited Lima, where she praised Chad.", None),
    ],
)
def test_a_speaker_is_who_answers_for_it(
    find: Find, relation: str, text: str, speaker: str | None
) -> None:
    said_by = find(relation, text).speaker
    assert (said_by.name if said_by else None) == speaker


def test_a_quotation_goes_on_to_the_next_sentence_with_its_speaker(find: Find) -> None:
    text = 'Ana Lu said on Monday, "Peru has rivers. Peru will build six old dams".'
    said_by = find("plans", text).speaker
    assert said_by is not None
    assert said_by.name == "Ana Lu"


@pytest.mark.parametrize(
    ("relation", "text", "time"),
    [
        ("visits", "Ana Lu visited Lima on 3 May 2022.", "2022-05-03"),
        ("visits", "On Monday, Ana Lu visited Lima.", "2024-03-11"),
        ("visits", "Ana Lu paid a visit to Lima from 3 to 5 May 2022.", "2022-05-03"),
        ("visits", "Ana Lu will visit Lima on Monday.", "2024-03-18"),
        ("visits", "Chad said on Monday that Ana Lu visited Lima.", None),
        ("supports", "Chad endorsed the truce of 5 May 2022.", None),
        ("supports", "In 2022, Chad endorsed the truce.", "2022"),
        ("plans", "Laos plans to finish the old dam by 2031.", "2031"),
        ("plans", "On Monday, Laos pledged to finish the old dam.", "2024-03-11"),
        ("opens", "On Monday, Laos pledged to open an embassy in Lima.", None),
        ("holdsPosition", "In 2022, the King of Laos, Bo Mek, visited Lima.", None),
        ("visits", "Ana Lu visited Lima by 2031.", None),
    ],
)
def test_a_date_belongs_to_the_verb_that_it_hangs_on(
    find: Find, relation: str, text: str, time: str | None
) -> None:
    assert find(relation, text).time == time


def test_no_relative_date_is_read_without_the_date_of_the_document(find: Find) -> None:
    for text in ("Ana Lu visited Lima on Monday.", "Ana Lu visited Lima yesterday."):
        assert find("visits", text, None).time is None
    assert find("visits", "Ana Lu visited Lima on 3 May 2022.", None).time == "2022-05-03"


@pytest.mark.parametrize(
    ("relation", "text", "modality"),
    [
        ("visits", "Ana Lu visited Lima.", "asserted"),
        ("visits", "Ana Lu will visit Lima.", "planned"),
        ("visits", "Ana Lu did not visit Lima.", "denied"),
        ("visits", "Chad claimed that Ana Lu visited Lima.", "alleged"),
        ("visits", "Ana Lu reportedly visited Lima.", "alleged"),
        ("signs", "Norway called on Peru to sign the treaty.", "planned"),
        ("supports", "Norway renewed its commitment to supporting Chad.", "planned"),
        ("supports", "Norway expressed its willingness to fund a clinic.", "planned"),
        ("supports", "Norway intends to fund a clinic in Chad.", "planned"),
        ("quantity", "The treaty will cost 4 million euros.", "predicted"),
        ("quantity", "Chad denied that the dam, which is 9 kilometres long, leaks.", "asserted"),
    ],
)
def test_a_relation_is_held_as_its_clause_says(
    find: Find, relation: str, text: str, modality: str
) -> None:
    assert find(relation, text).modality == modality
