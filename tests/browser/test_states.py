"""What comes onto a page when somebody uses it keeps nobody from using it, either."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from typing import Any

import pytest
from playwright.sync_api import Browser, Page

from tests.browser.conftest import PHONE

Opened = Callable[..., AbstractContextManager[Page]]


def suggestions(page: Page) -> None:
    page.get_by_role("combobox").first.fill("camb")
    page.get_by_role("option").first.wait_for()
    page.keyboard.press("ArrowDown")


def all_details(page: Page) -> None:
    page.evaluate("document.querySelectorAll('details').forEach(each => each.open = true)")


def an_answer_and_completions(page: Page) -> None:
    page.get_by_role("button", name="Ask").click()
    page.locator("#output table").wait_for()
    page.locator(".CodeMirror").click()
    page.keyboard.press("Control+End")
    page.keyboard.type("\ncomity:")
    page.keyboard.press("Control+Space")
    page.get_by_role("listbox").wait_for()


def nothing_left(page: Page) -> None:
    page.get_by_label("Filter").fill("no row has this")


def violations(page: Page, axe: str) -> list[Any]:
    """Return what axe-core finds in the page as it is now."""
    page.evaluate(axe)
    found = page.evaluate("axe.run()")["violations"]
    return [(one["id"], one["nodes"][0]["html"]) for one in found]


@pytest.mark.parametrize(
    ("path", "act"),
    [
        ("/", suggestions),
        ("/queries/denials", all_details),
        ("/queries/claims-by-speaker", nothing_left),
        ("/doc/ream-naval-base", all_details),
        ("/graph?focus=funan-techo-canal", all_details),
        ("/map", all_details),
        ("/sparql", an_answer_and_completions),
    ],
)
def test_a_page_that_is_used_fits_and_keeps_nobody_out(
    opened: Opened, axe: str, path: str, act: Callable[[Page], None]
) -> None:
    with opened(path, viewport=PHONE) as page:
        act(page)
        assert violations(page, axe) == []
        assert page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("/doc/no-such-thing", 404),
        ("/graph?focus=campodia", 400),
        ("/search?q=a&limit=500", 422),
        ("/sparql?query=SELECT * { ?s a }", 400),
    ],
)
def test_a_page_that_tells_of_a_problem_keeps_nobody_out(
    browser: Browser, address: str, axe: str, path: str, status: int
) -> None:
    context = browser.new_context(base_url=address, viewport=PHONE)
    page = context.new_page()  # not watched: a browser logs each answer that refuses
    response = page.goto(path)
    assert response is not None
    assert response.status == status
    assert violations(page, axe) == []
    assert page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0
    for link in page.locator("main a").all():
        assert page.request.get(link.get_attribute("href") or "").ok
    context.close()
