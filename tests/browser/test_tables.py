"""Tables of answers: sorted and filtered in the browser."""

from collections.abc import Callable
from contextlib import AbstractContextManager

from playwright.sync_api import Page, expect

Opened = Callable[..., AbstractContextManager[Page]]


def test_a_table_is_sorted_by_a_column_in_both_directions(opened: Opened) -> None:
    with opened("/graph?focus=cambodia") as page:
        heading = page.get_by_role("columnheader", name="to")
        cells = page.locator(".scroll tbody td:nth-child(3)")
        heading.get_by_role("button").press("Enter")
        expect(heading).to_have_attribute("aria-sort", "ascending")
        up = cells.all_inner_texts()
        heading.get_by_role("button").press("Enter")
        expect(heading).to_have_attribute("aria-sort", "descending")
        assert cells.all_inner_texts() == up[::-1]
        assert up[0].casefold() < up[-1].casefold()


def test_a_table_is_filtered_by_what_one_types(opened: Opened) -> None:
    with opened("/graph?focus=cambodia") as page:
        rows = page.locator(".scroll tbody tr")
        count = rows.count()
        page.get_by_label("Filter").fill("VIÉT")
        visible = page.locator(".scroll tbody tr:visible")
        expect(page.get_by_text(f"of {count}")).to_be_visible()
        assert 0 < visible.count() < count
        assert all("viet" in text.casefold() for text in visible.all_inner_texts())


def test_of_a_long_table_the_first_rows_are_shown_and_then_all(opened: Opened) -> None:
    with opened("/graph?limit=1000") as page:
        rows, shown = (page.locator(f".scroll tbody tr{which}") for which in ("", ":visible"))
        count = rows.count()
        assert count > 200
        expect(shown).to_have_count(200)
        last = rows.last.locator("td").nth(5).inner_text()
        page.get_by_label("Filter").fill(last)
        expect(rows.last).to_be_visible()
        page.get_by_label("Filter").fill("")
        page.get_by_role("button", name=f"Show all {count} rows").click()
        expect(shown).to_have_count(count)
        expect(page.get_by_role("button", name="Show all")).to_be_hidden()


def test_a_row_to_which_the_address_leads_is_shown(opened: Opened) -> None:
    with opened("/graph?limit=1000") as page:
        last = page.locator(".scroll tbody tr").last
        expect(last).to_be_hidden()
        last.evaluate("row => { row.id = 'last'; location.hash = 'last'; }")
        expect(last).to_be_in_viewport()


def test_a_table_is_printed_whole(opened: Opened) -> None:
    with opened("/graph?limit=1000") as page:
        last = page.locator(".scroll tbody tr").last
        expect(last).to_be_hidden()
        page.pdf()
        expect(last).to_be_visible()
