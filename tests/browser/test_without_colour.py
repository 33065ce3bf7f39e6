"""In black and white: what is asserted is told from what is denied, alleged, planned, predicted."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from io import BytesIO
from itertools import combinations

import pytest
from PIL import Image, ImageChops
from playwright.sync_api import Page

from graph.analysis import MODALITIES

Opened = Callable[..., AbstractContextManager[Page]]


def black_and_white(page: Page, selector: str) -> Image.Image:
    """Return a picture of an element in which a colour is either black or white."""
    shot = page.locator(selector).first.screenshot()
    return Image.open(BytesIO(shot)).convert("L").point(lambda level: 255 if level > 190 else 0)


@pytest.mark.parametrize("path", ["/graph?focus=cambodia", "/timeline"])
def test_the_legend_has_five_lines(opened: Opened, path: str) -> None:
    with opened(path, color_scheme="light") as page:
        lines = {name: black_and_white(page, f".legend .{name} .stroke") for name in MODALITIES}
        for one, other in combinations(MODALITIES, 2):
            difference = ImageChops.difference(lines[one], lines[other])
            assert sum(difference.histogram()[255:]) > 30, (one, other)


def test_a_claim_has_its_word_and_a_border_of_its_own(opened: Opened) -> None:
    with opened("/doc/ream-naval-base") as page:
        found = page.locator(".claim").evaluate_all(
            """all => all.map(claim => [
              claim.querySelector(".modality").textContent,
              getComputedStyle(claim).borderLeftStyle,
              claim.classList[1],
            ])"""
        )
    borders = {"asserted": "solid", "denied": "double", "alleged": "dashed"}
    assert {word for word, _, _ in found} == set(borders)
    assert all((word, borders[word]) == (name, border) for word, border, name in found)


def test_a_denied_claim_is_a_double_line_in_the_picture(opened: Opened) -> None:
    with opened("/graph?focus=unnamed-foreign-powers&modality=denied") as page:
        page.locator("#graph[data-drawn]").wait_for()
        style = page.evaluate(
            """(() => {
              const [edge] = document.querySelector(".canvas")._cyreg.cy.edges();
              return ["line-color", "line-outline-color"].map(name => edge.style(name));
            })()"""
        )
        assert len(set(style)) == 2
