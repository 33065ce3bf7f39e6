"""What holds of every page: wide and narrow, light and dark, with and without JavaScript."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from typing import Any

import pytest
from playwright.sync_api import Page

from tests.browser.conftest import DESK, PHONE

Opened = Callable[..., AbstractContextManager[Page]]

PAGES = [
    "/",
    "/queries",
    "/queries/denials",
    "/queries/claims-by-speaker",
    "/search?q=cam",
    "/doc/cambodia",
    "/doc/ream-naval-base",
    "/doc/claim-p11s1-1",
    "/ontology",
    "/reports",
    "/reports/mfaic-2024",
    "/graph",
    "/graph?focus=cambodia&hops=2&modality=denied",
    "/map",
    "/map?state=thailand&colour=relations&part=world",
    "/timeline",
    "/sparql",
    "/docs",
]

LOOKS: dict[str, dict[str, Any]] = {
    "wide light": {"viewport": DESK, "color_scheme": "light"},
    "wide dark": {"viewport": DESK, "color_scheme": "dark"},
    "narrow light": {"viewport": PHONE, "color_scheme": "light"},
    "narrow dark": {"viewport": PHONE, "color_scheme": "dark"},
    "narrow without JavaScript": {"viewport": PHONE, "java_script_enabled": False},
}


@pytest.mark.parametrize("path", PAGES)
def test_a_page_fits_its_window_and_says_what_it_is(opened: Opened, path: str) -> None:
    for look, options in LOOKS.items():
        with opened(path, **options) as page:
            assert page.locator("h1").count() == 1, look
            assert page.title().endswith(" · Comity"), look
            root = page.locator("html")
            width = root.bounding_box()
            assert width is not None
            assert width["width"] <= options["viewport"]["width"], look
            if options.get("java_script_enabled", True):
                overflow = page.evaluate("document.documentElement.scrollWidth - innerWidth")
                assert overflow <= 0, look


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("path", PAGES)
def test_nothing_keeps_people_from_using_a_page(
    opened: Opened, axe: str, path: str, scheme: str
) -> None:
    with opened(path, color_scheme=scheme) as page:
        page.evaluate(axe)
        found = page.evaluate("axe.run()")["violations"]
        assert [(one["id"], one["nodes"][0]["html"]) for one in found] == []
