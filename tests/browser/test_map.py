"""The map: partners of a state, drawn by the server."""

from collections.abc import Callable
from contextlib import AbstractContextManager

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import PHONE

Opened = Callable[..., AbstractContextManager[Page]]

PARTNERS = ["Thailand", "Laos", "Vietnam", "China", "Japan"]


@pytest.mark.parametrize("java_script_enabled", [True, False])
def test_the_map_and_the_table_have_the_same_partners(
    opened: Opened, *, java_script_enabled: bool
) -> None:
    with opened("/map", java_script_enabled=java_script_enabled) as page:
        drawn = page.locator(".map a")
        assert [
            str(link.get_attribute("aria-label")).split(",")[0] for link in drawn.all()
        ] == PARTNERS
        rows = page.get_by_role("region", name="Table of partners").locator("tbody tr")
        assert [row.get_by_role("rowheader").inner_text() for row in rows.all()] == PARTNERS
        assert all(
            box and box["width"] > 1 for box in (link.bounding_box() for link in drawn.all())
        )


def test_a_partner_is_reached_by_keyboard_and_leads_to_its_row(opened: Opened) -> None:
    with opened("/map") as page:
        page.locator(".map a").first.focus()
        page.keyboard.press("Enter")
        row = page.locator("tr:target")
        expect(row).to_contain_text("Thailand")
        row.locator("summary").click()
        row.get_by_role("link", name="consulate general").click()
        page.wait_for_url("**/doc/claim-*")


def test_modality_is_told_by_a_line_style(opened: Opened) -> None:
    with opened("/map") as page:
        dashes = {
            name: page.locator(f".map .lines .{name}").first.evaluate(
                "line => getComputedStyle(line).strokeDasharray"
            )
            for name in ("asserted", "planned")
        }
        assert dashes["asserted"] == "none"
        assert dashes["planned"] != "none"


def test_another_state_and_a_modality_are_chosen(opened: Opened) -> None:
    with opened("/map") as page:
        page.locator("#f-state").fill("viet")
        expect(page.get_by_role("listbox").get_by_role("option")).to_have_text(["Vietnam state"])
        page.locator("#f-state").fill("thail")
        page.get_by_role("option", name="Thailand state", exact=True).click()
        page.get_by_label("held as").select_option("planned")
        page.get_by_role("button", name="Show").click()
        page.wait_for_url("**/map?state=*modality=planned*")
        expect(page.get_by_role("heading", level=1)).to_have_text("Partners of Thailand")
        expect(page.locator("tbody tr")).to_have_count(1)


def test_names_on_a_small_map_do_not_touch(opened: Opened) -> None:
    with opened("/map", viewport=PHONE) as page:
        boxes = [text.bounding_box() for text in page.locator(".map text:visible").all()]
        shown = [box for box in boxes if box]
        assert len(shown) == len(PARTNERS) + 1
        for place, one in enumerate(shown):
            for other in shown[:place]:
                apart = (
                    abs(one["x"] - other["x"]) * 2 >= one["width"] + other["width"] - 6
                    or one["x"] >= other["x"] + other["width"] - 3
                    or other["x"] >= one["x"] + one["width"] - 3
                    or one["y"] >= other["y"] + other["height"] * 0.6
                    or other["y"] >= one["y"] + one["height"] * 0.6
                )
                assert apart
