"""The graph page: a picture of the claims that its table lists."""

import re
from collections.abc import Callable
from contextlib import AbstractContextManager
from pathlib import Path
from xml.etree import ElementTree as ET

from playwright.sync_api import Page, Route, expect

from tests.browser.conftest import DESK, PHONE

Opened = Callable[..., AbstractContextManager[Page]]

SVG = "{http://www.w3.org/2000/svg}"
PICTURE = "document.querySelector('.canvas')._cyreg.cy"
"""What draws the picture, as Cytoscape.js keeps it."""


THING = f"""() => {{
    const node = {PICTURE}.nodes().toArray().at(-1);
    return [node.renderedPosition().x, node.renderedPosition().y, node.data("label")];
}}"""
"""Where the thing is that lies on top, and its name."""

LINE = f"""() => {{
    const boxes = {PICTURE}.nodes().map((node) => node.renderedBoundingBox());
    const covered = ({{ x, y }}) =>
        boxes.some(({{ x1, x2, y1, y2 }}) => x1 <= x && x <= x2 && y1 <= y && y <= y2);
    const middles = {PICTURE}.edges().map((edge) => edge.renderedMidpoint());
    const {{ x, y }} = middles.find((middle) => !covered(middle));
    return [x, y, "held by"];
}}"""
"""Where a line is that no thing covers, and what is told of any."""

COUNT = """() => {
    window.drawn = 0;
    const pen = CanvasRenderingContext2D.prototype;
    const { drawImage, stroke } = pen;
    pen.drawImage = function (...picture) { drawn += 1; drawImage.apply(this, picture); };
    pen.stroke = function (...path) { drawn += 1; stroke.apply(this, path); };
}"""
"""Counts the things and lines that are drawn from now on."""


def test_the_picture_is_drawn_beside_the_table(opened: Opened) -> None:
    with opened("/graph?focus=cambodia") as page:
        expect(page.locator("#graph .canvas canvas").first).to_be_visible()
        assert page.get_by_role("region", name="Table of claims").get_by_role("row").count() > 20


def test_without_javascript_the_table_has_it_all(opened: Opened) -> None:
    with opened("/graph?modality=denied", java_script_enabled=False) as page:
        expect(page.locator("#graph")).to_be_hidden()
        rows = page.get_by_role("region", name="Table of claims").get_by_role("row")
        expect(rows).to_have_count(1 + 3)


def test_a_path_stands_out_in_the_picture(opened: Opened) -> None:
    with opened("/graph") as page:
        page.get_by_text("Find how two things are linked").click()
        page.get_by_label("from", exact=True).fill("CMAC")
        page.get_by_label("to", exact=True).fill("Thailan")
        page.get_by_role("listbox").get_by_role("option", name="Thailand").first.click()
        page.get_by_role("button", name="Find the path").click()
        expect(page.locator("#graph .canvas canvas").first).to_be_visible()
        steps = page.locator(".path > li")
        expect(steps).to_have_count(2)
        assert page.evaluate(f"{PICTURE}.edges('.path').map(edge => edge.data('label'))") == [
            "agency of",
            "has neighbour",
        ]
        faint, strong = (
            page.evaluate(f"{PICTURE}.$('{name}').length") for name in (".beside", ".path")
        )
        assert faint > strong == 5


def test_the_legend_stands_above_the_picture(opened: Opened) -> None:
    with opened("/graph?focus=cambodia") as page:
        page.locator("#graph[data-drawn]").wait_for()
        for viewport in (DESK, PHONE):
            page.set_viewport_size(viewport)
            legend = page.locator(".legend").bounding_box()
            canvas = page.locator("#graph .canvas").bounding_box()
            assert legend is not None
            assert canvas is not None
            assert legend["y"] + legend["height"] <= canvas["y"]
            assert legend["width"] <= viewport["width"]


def test_the_claims_of_a_thing_are_added(opened: Opened) -> None:
    with opened("/graph?focus=sihanoukville") as page:
        picture = page.locator("#graph .canvas")
        expect(picture).to_have_attribute("aria-label", re.compile("2 things, 1 claim$"))
        page.evaluate(f"void {PICTURE}.nodes()[0].emit('tap')")
        page.get_by_role("button", name="Add its claims").click()
        expect(picture).to_have_attribute("aria-label", re.compile("5 things, 4 claims$"))
        for _ in ("added", "loaded anew"):
            expect(page.get_by_role("heading", name="Claims 4", exact=True)).to_be_visible()
            expect(page.locator("[data-claims] tbody tr")).to_have_count(4)
            page.reload()
        expect(picture).to_have_attribute("aria-label", re.compile("5 things, 4 claims$"))
        page.go_back()
        expect(page.get_by_role("heading", name="Claims 1", exact=True)).to_be_visible()


def test_the_claims_of_a_thing_are_added_by_the_keyboard_alone(opened: Opened) -> None:
    with opened("/graph?focus=sihanoukville", java_script_enabled=False) as page:
        page.get_by_label("the claims of").focus()
        page.keyboard.press("Tab")
        page.keyboard.press("Enter")
        expect(page.get_by_role("heading", name="Claims 4", exact=True)).to_be_visible()
        expect(page.get_by_text("With the claims of")).to_be_visible()


def test_letters_that_a_machine_may_lack_are_there_before_the_picture_is_drawn(
    opened: Opened,
) -> None:
    with opened("/graph?focus=sihanoukville") as page:
        page.route("**/graph?focus=sihanoukville", _in_khmer)
        page.reload()
        page.locator("#graph[data-drawn]").wait_for()
        family, name, loaded = page.evaluate(
            f"""[{PICTURE}.nodes()[0].style("font-family"), {PICTURE}.nodes()[0].data("short"),
                [...document.fonts].filter(({{ status }}) => status === "loaded")
                  .map(({{ family }}) => family.replaceAll('"', ""))]"""
        )
        assert "Noto Sans Khmer" in family
        assert "Noto Sans Khmer" in loaded
        assert name == "កម្ពុជា evil"


def _in_khmer(route: Route) -> None:
    """Answer with the graph, whose things are named in Khmer, and turn what follows."""
    answer = route.fetch()
    if "json" not in answer.headers["content-type"]:
        return route.fulfill(response=answer)
    content = answer.json()
    for node in content["nodes"]:
        node["label"] = "កម្ពុជា \u202eevil\u202c"
    return route.fulfill(response=answer, json=content)


def test_what_is_chosen_in_a_large_picture_is_marked_and_nothing_is_drawn_anew(
    opened: Opened,
) -> None:
    with opened("/graph") as page:
        page.locator("#graph[data-drawn]").wait_for()
        canvas = page.locator("#graph .canvas")
        canvas.scroll_into_view_if_needed()
        page.wait_for_timeout(300)  # its labels come after it
        page.evaluate(COUNT)
        for place, shape in ((THING, "rect"), (LINE, "line")):
            x, y, name = page.evaluate(place)
            canvas.click(position={"x": x, "y": y})
            expect(page.locator(".selected")).to_contain_text(name)
            expect(page.locator(f".mark > {shape}")).to_have_count(1)
            page.wait_for_timeout(300)  # two quick clicks would be one that adds claims
        assert page.evaluate("drawn") == 0
        canvas.click(position={"x": 3, "y": 3})
        expect(page.locator(".mark > *")).to_have_count(0)


def test_a_picture_is_saved(opened: Opened, tmp_path: Path) -> None:
    with opened("/graph?modality=alleged") as page:
        for suffix in ("png", "svg"):
            with page.expect_download() as caught:
                page.get_by_role("button", name=f"Save {suffix.upper()}").click()
            assert caught.value.suggested_filename == f"graph-alleged.{suffix}"
            caught.value.save_as(tmp_path / f"graph.{suffix}")
    assert (tmp_path / "graph.png").read_bytes().startswith(b"\x89PNG")
    drawn = ET.parse(tmp_path / "graph.svg").getroot()  # noqa: S314  # ours
    assert "granted base rights to" in "".join(drawn.itertext())
    legend = "".join(drawn.find(f"{SVG}g[@class='legend']").itertext())  # type: ignore[union-attr]
    assert legend.startswith("asserteddeniedalleged")
    assert legend.endswith("/graph?modality=alleged")
    tips = {f"url(#{marker.get('id')})" for marker in drawn.iter(f"{SVG}marker")}
    ends = {path.get("marker-end") for path in drawn.iter(f"{SVG}path")} - {None}
    assert ends == tips  # of its lines and its legend


def test_a_thing_is_drawn_with_what_stands_around_it(opened: Opened) -> None:
    with opened("/doc/ream-naval-base") as page:
        page.get_by_text("Draw what stands around it").click()
        expect(page.locator("#network .canvas canvas").first).to_be_visible()
