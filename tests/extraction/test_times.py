import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.extraction.times import MONTHS, WEEKDAYS, times

WRITTEN = dt.date(2019, 8, 16)  # a Friday
DAYS = st.dates(dt.date(1900, 1, 1), dt.date(2099, 12, 31))


def read(
    words: str, *, written: dt.date | None = WRITTEN, future: bool = False
) -> list[str | None]:
    return [time.iso(written, future=future) for time in times(words)]


@pytest.mark.parametrize(
    ("words", "iso"),
    [
        ("on 3 May 2015", "2015-05-03"),
        ("on Monday, 3rd of May, 2015", "2015-05-03"),
        ("on May 3, 2015", "2015-05-03"),
        ("dated 2015-05-03", "2015-05-03"),
        ("from 28 November to 3 December 2022", "2022-11-28"),
        ("from 7 to 9 May 2015", "2015-05-07"),
        ("in May 2015", "2015-05"),
        ("since 1997", "1997"),
        ("for the term 2021–2022", "2021"),
        ("by the end of 2029", "2029"),
        ("in the first half of 2018", "2018"),
        ("by the end of the year 2026", "2026"),
        ("as early as 2016", "2016"),
    ],
)
def test_what_names_its_year_needs_no_date_of_the_document(words: str, iso: str) -> None:
    assert read(words, written=None) == [iso] == read(words, future=True)


@pytest.mark.parametrize(
    ("words", "past", "future"),
    [
        ("on Monday", "2019-08-12", "2019-08-19"),
        ("on Friday", "2019-08-16", "2019-08-16"),
        ("last Thursday", "2019-08-08", "2019-08-08"),
        ("this Thursday", "2019-08-15", "2019-08-15"),
        ("next Friday", "2019-08-23", "2019-08-23"),
        ("on 17 August", "2018-08-17", "2019-08-17"),
        ("on May 3 last year", "2018-05-03", "2018-05-03"),
        ("in September", "2018-09", "2019-09"),
        ("last July", "2019-07", "2019-07"),
        ("yesterday", "2019-08-15", "2019-08-15"),
        ("Tomorrow", "2019-08-17", "2019-08-17"),
        ("two weeks ago", "2019-08", "2019-08"),
        ("last year", "2018", "2018"),
        ("next month", "2019-09", "2019-09"),
        ("Last year", "2018", "2018"),
        ("in the coming year", "2020", "2020"),
        ("by year's end", "2019", "2019"),
        ("before the end of the month", "2019-08", "2019-08"),
        ("as recently as June", "2019-06", "2020-06"),
        ("the same day", "2019-08-16", "2019-08-16"),
        ("The following day", "2019-08-17", "2019-08-17"),
        ("before the end of the year", "2019", "2019"),
        ("in the first quarter", "2019", "2020"),
    ],
)
def test_what_names_no_year_is_told_from_the_date_of_the_document(
    words: str, past: str, future: str
) -> None:
    assert read(words) == [past]
    assert read(words, future=True) == [future]
    assert read(words, written=None) == [None]


@pytest.mark.parametrize(
    "words",
    [
        "on 30 February 2019",
        "the 2000 km long road",
        "over 2,000 people",
        "they may come",
        "Agenda 2063",
        "1990 people of 2000 people",
        "a march on the capital",
        "over the last year",
    ],
)
def test_what_is_no_date_is_not_read_as_one(words: str) -> None:
    assert read(words) == []


@given(DAYS, DAYS)
def test_a_day_that_is_written_out_is_that_day(day: dt.date, written: dt.date) -> None:
    month = MONTHS[day.month - 1].capitalize()
    for words in (f"{day.day} {month} {day.year}", f"{month} {day.day}, {day.year}"):
        assert read(f"They met on {words}.", written=written) == [day.isoformat()]


@given(DAYS, st.sampled_from(WEEKDAYS))
def test_a_day_of_the_week_is_near_and_on_the_side_of_its_verb(
    written: dt.date, weekday: str
) -> None:
    words = f"on {weekday.capitalize()}"
    past, future = (
        dt.date.fromisoformat(str(read(words, written=written, future=side)[0]))
        for side in (False, True)
    )
    assert past <= written <= future
    assert (written - past).days < 7 > (future - written).days
    assert WEEKDAYS[past.weekday()] == weekday == WEEKDAYS[future.weekday()]


@given(st.text(alphabet=st.sampled_from("0123456789 -–,.MayJuneinof")))
def test_any_text_is_read_and_places_are_in_it(text: str) -> None:
    for time in times(text, 5):
        assert text[time.start - 5 : time.end - 5] == time.words
