"""The time line: years on a line, the same content in tables."""

from collections.abc import Callable
from contextlib import AbstractContextManager

import pytest
from playwright.sync_api import Page, expect

Opened = Callable[..., AbstractContextManager[Page]]

YEARS = ["2024", "2025", "2029", "2045", "2050"]


@pytest.mark.parametrize("java_script_enabled", [True, False])
def test_the_years_stand_on_the_line_and_below(
    opened: Opened, *, java_script_enabled: bool
) -> None:
    with opened("/timeline", java_script_enabled=java_script_enabled) as page:
        bars = page.locator(".timeline a")
        assert [str(bar.get_attribute("aria-label"))[:4] for bar in bars.all()] == YEARS
        headings = page.get_by_role("heading", level=2).all_inner_texts()
        assert [text[:4] for text in headings if text[:4].isdigit()] == YEARS


def test_plans_are_told_from_what_was_done_without_colour(opened: Opened) -> None:
    with opened("/timeline") as page:
        done = page.locator(".timeline rect.asserted").first
        planned = page.locator(".timeline rect.planned").first
        style = "bar => [getComputedStyle(bar).strokeDasharray, getComputedStyle(bar).fill]"
        assert done.evaluate(style)[0] == "none"
        assert planned.evaluate(style)[0] != "none"
        assert done.evaluate(style)[1] != planned.evaluate(style)[1]
        above, below = done.bounding_box(), planned.bounding_box()
        assert above is not None
        assert below is not None
        assert above["y"] + above["height"] <= below["y"]


def test_a_year_leads_to_its_table_and_on_to_a_claim(opened: Opened) -> None:
    with opened("/timeline") as page:
        page.get_by_role("link", name="2029, planned").press("Enter")
        expect(page.locator("#year-2029")).to_be_in_viewport()
        table = page.get_by_role("region", name="Table of 2029")
        table.get_by_role("link").first.click()
        page.wait_for_url("**/doc/claim-*")


def test_one_year_is_chosen(opened: Opened) -> None:
    with opened("/timeline") as page:
        page.get_by_label("year", exact=True).select_option("2045")
        page.get_by_role("button", name="Show").click()
        page.wait_for_url("**/timeline?*year=2045")
        expect(page.locator("tbody tr")).to_have_count(1)
        expect(page.locator("#undated")).to_have_count(0)
