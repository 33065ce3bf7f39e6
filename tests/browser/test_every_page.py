"""What holds of every page: wide and narrow, light and dark, with and without JavaScript."""

from collections.abc import Callable
from contextlib import AbstractContextManager

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
    "/path?from=CMAC&to=Thailand",
    "/map",
    "/map?state=thailand&colour=relations&part=world",
    "/timeline",
    "/sparql",
    "/sparql?query=SELECT * { ?s a comity:State }",
    "/docs",
]


@pytest.mark.parametrize("path", PAGES)
def test_a_page_fits_its_window_and_keeps_nobody_from_using_it(
    opened: Opened, axe: str, path: str
) -> None:
    with opened(path) as page:
        assert page.locator("h1").count() == 1
        assert page.title().endswith(" · Comity")
        page.evaluate(axe)
        for viewport, scheme in (
            (DESK, "light"),
            (DESK, "dark"),
            (PHONE, "light"),
            (PHONE, "dark"),
        ):
            page.set_viewport_size(viewport)
            page.emulate_media(color_scheme="dark" if scheme == "dark" else "light")
            assert page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0, viewport
            if viewport == DESK:
                # Of all that it looks for, contrast alone depends on the colours.
                rules = "{}" if scheme == "light" else "{runOnly: ['color-contrast']}"
                found = page.evaluate(f"axe.run({rules})")["violations"]
                assert [(one["id"], one["nodes"][0]["html"]) for one in found] == [], scheme


@pytest.mark.parametrize("path", PAGES)
def test_a_page_fits_its_window_without_javascript(opened: Opened, path: str) -> None:
    with opened(path, viewport=PHONE, java_script_enabled=False) as page:
        assert page.locator("h1").count() == 1
        box = page.locator("html").bounding_box()
        assert box is not None
        assert box["width"] <= PHONE["width"]
