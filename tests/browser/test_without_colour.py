"""In black and white: what is asserted is told from what is denied, alleged, planned, predicted."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from io import BytesIO
from itertools import combinations

import pytest
from PIL import Image, ImageChops
from playwright.sync_api import Page, expect

from graph.analysis import MODALITIES

Opened = Callable[..., AbstractContextManager[Page]]


PICTURE = "document.querySelector('.canvas')._cyreg.cy"
"""What draws the picture, as Cytoscape.js keeps it."""


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


def test_the_entrance_draws_what_is_denied_as_the_graph_page_does(opened: Opened) -> None:
    with opened("/", reduced_motion="reduce") as page:
        picture = page.locator("#picture")
        expect(picture.locator("line.denied")).to_have_count(3)
        expect(picture.locator("line.inner[marker-end]")).to_have_count(3)
        assert picture.locator(".legend").inner_text().split() == list(MODALITIES)
        ends = picture.locator("line").evaluate_all(
            """all => all.map(line => ["x1", "y1", "x2", "y2"].map(at => line.getAttribute(at)))"""
        )
        twice = len(ends) - len({tuple(end) for end in ends})
        assert twice == 3  # the two lines of each denial: no other claim hides another


def test_nothing_in_the_picture_hides_what_is_denied(opened: Opened) -> None:
    with opened("/graph?focus=cambodia", reduced_motion="reduce") as page:
        page.locator("#graph[data-drawn]").wait_for()
        last = page.evaluate(
            f"{PICTURE}.elements().toArray().filter(one => one.style('z-compound-depth') === 'top')"
            ".map(one => one.data('modality'))"
        )
        assert last == ["denied"]


def test_a_line_has_its_name_beside_it_where_it_is_long_enough(opened: Opened) -> None:
    with opened("/graph?focus=unnamed-foreign-powers", reduced_motion="reduce") as page:
        page.locator("#graph[data-drawn]").wait_for()
        page.evaluate(f"void {PICTURE}.nodes()[0].position({{ x: 0, y: 0 }})")
        for far, name in ((400, "granted base rights to"), (100, "")):
            page.evaluate(
                f"void {PICTURE}.nodes()[1].position({{ x: 0, y: {far} }}).emit('dragfree')"
            )
            [[right, down, label], *_] = page.evaluate(
                f"{PICTURE}.edges().map(edge => "
                "[edge.data('right'), edge.data('down'), edge.style('label')])"
            )
            assert label == name
            assert right**2 + down**2 == pytest.approx(100)
