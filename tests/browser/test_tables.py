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
