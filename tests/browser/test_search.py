"""The search box."""

from collections.abc import Callable
from contextlib import AbstractContextManager

import pytest
from playwright.sync_api import Page, expect

Opened = Callable[..., AbstractContextManager[Page]]


def test_a_name_is_suggested_and_chosen_by_keyboard(opened: Opened) -> None:
    with opened("/") as page:
        box = page.get_by_role("combobox")
        box.press_sequentially("thail")
        option = page.get_by_role("option", name="Thailand state", exact=True)
        expect(option).to_be_visible()
        expect(box).to_have_attribute("aria-expanded", "true")
        box.press("ArrowDown")
        first = page.get_by_role("option").first
        expect(first).to_have_attribute("aria-selected", "true")
        assert box.get_attribute("aria-activedescendant") == first.get_attribute("id")
        box.press("Enter")
        page.wait_for_url("**/doc/thailand")


def test_names_in_khmer_are_found(opened: Opened) -> None:
    with opened("/") as page:
        page.get_by_role("combobox").fill("កម្ពុជា")
        page.get_by_role("option").filter(has_text="Cambodia").first.click()
        page.wait_for_url("**/doc/cambodia")


def test_it_is_told_when_nothing_fits(opened: Opened) -> None:
    with opened("/") as page:
        page.get_by_role("combobox").fill("zzqx")
        expect(page.get_by_role("status")).to_have_text("Nothing has a name like this.")
        page.get_by_role("combobox").press("Escape")
        expect(page.get_by_role("status")).to_be_hidden()


def test_escape_closes_and_enter_searches(opened: Opened) -> None:
    with opened("/queries") as page:
        box = page.get_by_role("combobox")
        box.fill("mine action")
        expect(page.get_by_role("listbox")).to_be_visible()
        box.press("Escape")
        expect(page.get_by_role("listbox")).to_be_hidden()
        box.press("Enter")
        page.wait_for_url("**/search?q=mine+action")
        expect(page.get_by_role("link", name="Cambodian Mine Action Centre").first).to_be_visible()


@pytest.mark.parametrize("text", ["<script>alert(1)</script>", "'\"\\", "%00", "a" * 200])
def test_what_one_types_is_no_markup(opened: Opened, text: str) -> None:
    with opened("/") as page:
        page.get_by_role("combobox").fill(text)
        page.get_by_role("combobox").press("Enter")
        page.wait_for_url("**/search?q=*")
        expect(page.locator("#q")).to_have_value(text)


def test_a_class_is_told_in_words(opened: Opened) -> None:
    match = {
        "iri": "urn:a",
        "label": "A",
        "matched": "A",
        "kind": "G20Summit-talksRound",
        "href": "",
    }
    with opened("/") as page:
        page.route("**/search?*", lambda route: route.fulfill(json=[match]))
        page.get_by_role("combobox").fill("a")
        expect(
            page.get_by_role("option", name="A g20 summit talks round", exact=True)
        ).to_be_visible()
