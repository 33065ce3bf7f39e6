"""The graph page: a picture of the claims that its table lists."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from pathlib import Path
from xml.etree import ElementTree as ET

from playwright.sync_api import Page, expect

Opened = Callable[..., AbstractContextManager[Page]]


def test_the_picture_is_drawn_beside_the_table(opened: Opened) -> None:
    with opened("/graph?focus=cambodia") as page:
        expect(page.locator("#graph .canvas canvas").first).to_be_visible()
        assert page.get_by_role("region", name="Table of claims").get_by_role("row").count() > 20


def test_without_javascript_the_table_has_it_all(opened: Opened) -> None:
    with opened("/graph?modality=denied", java_script_enabled=False) as page:
        expect(page.locator("#graph")).to_be_hidden()
        rows = page.get_by_role("region", name="Table of claims").get_by_role("row")
        expect(rows).to_have_count(1 + 3)


def test_a_picture_is_saved(opened: Opened, tmp_path: Path) -> None:
    with opened("/graph?modality=alleged") as page:
        for suffix in ("png", "svg"):
            with page.expect_download() as caught:
                page.get_by_role("button", name=f"Save {suffix.upper()}").click()
            caught.value.save_as(tmp_path / f"graph.{suffix}")
    assert (tmp_path / "graph.png").read_bytes().startswith(b"\x89PNG")
    words = "".join(ET.parse(tmp_path / "graph.svg").getroot().itertext())  # noqa: S314  # ours
    assert "granted base rights to" in words


def test_a_thing_is_drawn_with_what_stands_around_it(opened: Opened) -> None:
    with opened("/doc/ream-naval-base") as page:
        page.get_by_text("Draw what stands around it").click()
        expect(page.locator("#network .canvas canvas").first).to_be_visible()
