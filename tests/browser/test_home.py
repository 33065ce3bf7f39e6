"""The entrance: its small picture, and letters that a machine may lack."""

from collections.abc import Callable
from contextlib import AbstractContextManager

import pytest
from playwright.sync_api import Page, expect

Opened = Callable[..., AbstractContextManager[Page]]

FONTS = """document.fonts.ready.then(() => performance.getEntriesByType("resource")
    .map((entry) => entry.name.split("/").pop().split("-400-")[0])
    .filter((name) => name.startsWith("noto-sans")))"""


def test_the_small_picture_has_whole_names(opened: Opened) -> None:
    with opened("/", reduced_motion="reduce") as page:
        picture = page.locator("#picture > svg")
        expect(picture).to_be_visible()
        frame = picture.bounding_box()
        assert frame is not None
        names = picture.locator("text")
        assert names.count() > 3
        for name in names.all():
            box = name.bounding_box()
            assert box is not None
            assert frame["x"] <= box["x"]
            assert box["x"] + box["width"] <= frame["x"] + frame["width"]
        things, claims = picture.locator("g").count(), picture.locator("line:not(.inner)").count()
        assert claims >= things - 1 > 5  # fewer could not link them all


@pytest.mark.parametrize(
    ("path", "fonts"),
    [
        (
            "/doc/cambodia",
            {f"noto-sans-{name}" for name in ("khmer-khmer", "lao-lao", "sc", "thai-thai")},
        ),
        ("/doc/cmac", set()),
        ("/docs", set()),
    ],
)
def test_letters_come_where_a_name_has_them(opened: Opened, path: str, fonts: set[str]) -> None:
    with opened(path) as page:
        assert set(page.evaluate(FONTS)) <= fonts  # a machine may have its own
        if fonts:
            loaded = page.evaluate(
                """Promise.all(["Khmer", "Lao", "SC", "Thai"].map((script) =>
                     document.fonts.load(`16px "Noto Sans ${script}"`, {
                       Khmer: "ក", Lao: "ກ", SC: "柬", Thai: "ก" }[script]))
                   ).then((found) => found.map((faces) => faces[0]?.status))"""
            )
            assert loaded == ["loaded"] * 4


def test_a_question_is_asked_about_what_was_suggested(opened: Opened) -> None:
    with opened("/queries/about") as page:
        page.locator("main").get_by_role("combobox").fill("thailand mine")
        page.get_by_role("option").first.click()
        expect(page.locator("#p-thing")).to_have_value("Thailand Mine Action Centre")
        page.get_by_role("button", name="Ask").click()
        page.wait_for_url("**/queries/about?thing=Thailand*")
        expect(page.get_by_role("heading", name="Answers")).to_be_visible()


def test_programs_name_the_server_that_shows_them(opened: Opened, address: str) -> None:
    with opened("/queries/about?thing=cmac") as page:
        page.get_by_text("Ask it in curl").click()
        expect(page.get_by_label("Program in curl")).to_contain_text(f"{address}/queries/about")


def test_the_query_opens_in_the_editor_and_is_answered(opened: Opened) -> None:
    with opened("/queries/posts?person=prak-sokhonn") as page:
        page.get_by_role("link", name="Open it in the editor").click()
        page.wait_for_url("**/sparql#query=**")
        expect(page.locator("#output")).to_contain_text("2 solutions")
