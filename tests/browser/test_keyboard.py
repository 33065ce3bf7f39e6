"""Every page by keyboard alone: the focus reaches all that can be used, and is always seen."""

from collections.abc import Callable
from contextlib import AbstractContextManager

import pytest
from playwright.sync_api import Page, expect

Opened = Callable[..., AbstractContextManager[Page]]

FOCUSABLE = """[...document.querySelectorAll(
  "a[href], button, input:not([type=hidden]), select, summary, textarea, [tabindex='0']"
)].filter(element => element.checkVisibility()).length"""

FOCUS = """() => {
  const element = document.activeElement;
  if (element === document.body) return null;
  const seen = element.closest(".CodeMirror") ?? element;
  const style = getComputedStyle(seen), box = seen.getBoundingClientRect();
  const isMarked = style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2;
  const isInView = box.width > 1 && box.bottom > 0 && box.top < innerHeight;
  return isMarked && isInView ? "" : element.outerHTML.slice(0, 200);
}"""
"""Null where nothing has the focus; what has it, where that cannot be seen."""


@pytest.mark.parametrize(
    "path",
    ["/", "/queries/quantities?thing=funan-techo-canal", "/search?q=cam", "/doc/claim-p11s1-1",
     "/reports", "/graph?focus=ream-naval-base", "/map", "/timeline?year=2029", "/sparql"],
)  # fmt: skip
def test_the_focus_goes_everywhere_and_is_seen(opened: Opened, path: str) -> None:
    with opened(path) as page:
        page.wait_for_load_state("networkidle")
        unseen, stops = [], 0
        page.keyboard.press("Tab")
        while (found := page.evaluate(FOCUS)) is not None:
            stops += 1
            unseen += [found] if found else []
            page.keyboard.press("Tab")
        assert unseen == []
        assert stops == page.evaluate(FOCUSABLE)


def test_a_path_is_asked_for_and_read(opened: Opened) -> None:
    with opened("/graph?focus=ream-naval-base") as page:
        page.get_by_text("Find how two things are linked").focus()
        for key in ("Enter", "Tab"):
            page.keyboard.press(key)
        page.keyboard.type("CMAC")
        page.keyboard.press("Escape")
        page.keyboard.press("Tab")
        page.keyboard.type("Thai")
        expect(page.get_by_role("listbox").get_by_role("option").first).to_be_visible()
        page.keyboard.press("ArrowDown")
        page.keyboard.press("Enter")
        chosen = page.get_by_label("to", exact=True)
        expect(chosen).to_be_focused()
        expect(chosen).to_have_value("Thailand")
        expect(page.get_by_role("listbox")).to_have_count(0)
        page.keyboard.press("Enter")
        page.wait_for_url("**/path?from=CMAC&to=Thailand&**")
        page.get_by_role("region", name="Table of claims").focus()
        page.keyboard.press("Tab")
        expect(page.get_by_role("button", name="about")).to_be_focused()
