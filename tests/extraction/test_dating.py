"""Which date of a text a relation gets."""

import datetime as dt

import pytest

from graph.extraction.document import Document
from graph.extraction.extraction import extract
from graph.extraction.gazetteer import Gazetteer
from graph.extraction.proposals import Relation
from graph.extraction.times import dateline

WRITTEN = dt.date(2024, 6, 14)  # a Friday


def dates(words: str, relation: Relation, written: dt.date | None = WRITTEN) -> set[str | None]:
    found = extract(Document(words), Gazetteer.shipped(), written).proposals
    return {proposal.time for proposal in found if proposal.relation == relation}


@pytest.mark.parametrize(
    ("words", "relation", "date"),
    [
        (
            "President Ana Lopes will pay a state visit to Norway from 9 to 11 September.",
            Relation.VISITS,
            "2024-09-09",
        ),
        (
            "President Ana Lopes will travel to Oslo on Monday, where she will meet John Kamau.",
            Relation.NEGOTIATES_WITH,
            "2024-06-17",
        ),
        (
            "In Oslo, on Tuesday Presidents Ana Lopes and Omar Diallo signed the Tuna Accord.",
            Relation.SIGNS,
            "2024-06-11",
        ),
        (
            "In a statement issued yesterday, Norway denied that it had closed the port.",
            Relation.DENIES,
            "2024-06-13",
        ),
        (
            "During the talks held at the ministry on Tuesday, Norway and Kenya discussed trade.",
            Relation.NEGOTIATES_WITH,
            "2024-06-11",
        ),
        (
            "On 3 June 2024, John Kamau visited Oslo. The next day he travelled to Helsinki.",
            Relation.VISITS,
            "2024-06-04",
        ),
        (
            "Ana Lopes will travel to Oslo on Monday. The next day she will travel to Helsinki.",
            Relation.VISITS,
            "2024-06-18",
        ),
        (
            "On 3 June 2024, Ana Lopes visited Oslo, lit on 5 May 1948. Next day she flew to Rome.",
            Relation.VISITS,
            "2024-06-04",
        ),
    ],
)
def test_a_relation_has_the_date_that_its_clause_gives(
    words: str, relation: Relation, date: str
) -> None:
    assert date in dates(words, relation)


def test_a_judgement_does_not_date_what_it_is_of() -> None:
    words = "On Tuesday, Norway denounced the agreement between Kenya and Somalia."
    assert dates(words, Relation.SIGNS) == {None}


def test_the_day_that_a_text_begins_with_stands_for_a_date_that_is_not_given() -> None:
    words = "OSLO, 14 June 2024 – Foreign Minister John Kamau visited Helsinki on Monday."
    assert dates(words, Relation.VISITS, None) == {"2024-06-10"}
    assert dates(words, Relation.VISITS, dt.date(2023, 6, 14)) == {"2023-06-12"}


@pytest.mark.parametrize(
    "words", ["", "The ministers met.", "Since 3 June 2024 – they say – all is quiet.", "June 2024"]
)
def test_a_text_that_begins_with_no_day_has_no_dateline(words: str) -> None:
    assert dateline(words) is None
