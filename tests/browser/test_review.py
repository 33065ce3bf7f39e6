"""The page of reviews: nothing without the token; decisions by keyboard, and undone."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx
import pytest
from playwright.sync_api import Browser, Page, expect

from graph.build import build
from graph.store import EmbeddedStore
from tests.browser.conftest import DESK, PHONE, watched
from tests.drafted import REPORT, add_draft
from tests.web.running import running
from tests.web.writing import BEARER, SECRET

HERE = f"/review/{REPORT}"
MARK = "<script>alert(1)</script>"


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory, sample_folder: Path) -> Iterator[str]:
    """Return the address of a server that has a draft and a token."""
    folder = tmp_path_factory.mktemp("review")
    store = EmbeddedStore(folder / "store")
    build(store, [sample_folder])
    add_draft(store)
    with running("granian", folder / "store", folder / "log", token=SECRET) as address:
        yield address


@pytest.fixture
def address(server: str) -> str:
    """Return the address of the server; nothing is decided."""
    undo(server)
    return server


def undo(address: str) -> None:
    """Undo all decisions."""
    known = httpx.get(f"{address}{HERE}/decisions", headers=BEARER).json()["decisions"]
    for decision in reversed(known):
        path = f"{address}{HERE}/decisions/{decision['number']}"
        assert httpx.delete(path, headers=BEARER).status_code == 200


def decide(address: str, *decisions: dict[str, str]) -> None:
    """Take decisions."""
    body = {"curator": "Ana Lu", "decisions": decisions}
    httpx.post(f"{address}{HERE}/decisions", json=body, headers=BEARER).raise_for_status()


@pytest.fixture
def published(address: str) -> Iterator[None]:
    """Publish the first claim, for as long as a test takes."""
    decide(address, {"outcome": "accepted", "claim": "p2s1-1"})
    httpx.post(f"{address}{HERE}/publish", headers=BEARER).raise_for_status()
    yield
    undo(address)
    httpx.post(f"{address}{HERE}/publish", headers=BEARER).raise_for_status()


@contextmanager
def signed_in(browser: Browser, address: str, path: str = HERE) -> Iterator[Page]:
    """Open a page, and sign in by keyboard."""
    context = browser.new_context(base_url=address, viewport=DESK)
    context.set_default_timeout(10_000)
    with watched(context, address) as page:
        page.goto(path)
        page.get_by_label("Your name").fill("Ana Lu")
        page.get_by_label("Token").fill(SECRET)
        page.get_by_label("Token").press("Enter")
        expect(page.locator("#desk")).to_be_visible()
        yield page


def current(page: Page, name: str) -> None:
    """Wait until a claim has its turn, and the focus."""
    expect(page.locator("#desk [aria-current]:focus")).to_have_attribute("data-name", name)


def short(place: str) -> str:
    """Return the name of a claim of the draft."""
    return f"claim-{REPORT}-{place}"


def test_claims_are_decided_by_keyboard_and_undone(browser: Browser, address: str) -> None:
    with signed_in(browser, address) as page:
        told, keyboard = page.locator("#told"), page.keyboard
        current(page, short("p2s1-1"))
        subject = page.locator(".passage mark.subject").all_inner_texts()
        assert subject == ["Foreign Office of Arvenia", "FOA"]
        assert page.locator(".passage mark.object").all_inner_texts() == ["Sallow Accord"]
        keyboard.press("a")
        expect(told).to_have_text(f"{short('p2s1-1')}: accepted.")
        current(page, short("p2s1-2"))
        keyboard.press("s")
        current(page, short("p2s2-1"))
        keyboard.press("r")
        expect(told).to_have_text(f"{short('p2s2-1')}: rejected.")
        current(page, short("p2s3-1"))
        keyboard.press("e")
        page.get_by_label("Paraphrase").fill(MARK)
        page.get_by_label("Paraphrase").press("Enter")
        expect(told).to_have_text(f"{short('p2s3-1')}: edited.")
        current(page, short("p3s1-1"))
        table = page.get_by_role("region", name="Table: Decisions")
        expect(table.locator("tbody tr")).to_have_count(3)
        expect(table.locator("tbody tr").first).to_contain_text("Ana Lu")
        keyboard.press("p")
        expect(page.locator("[aria-labelledby=claims] [aria-current] > p")).to_have_text(MARK)
        for number in (3, 2, 1):
            keyboard.press("u")
            expect(told).to_have_text(f"Decision {number} is undone.")
        expect(page.get_by_text("Nothing has been decided yet.")).to_be_visible()


def test_things_are_merged_or_kept_apart(browser: Browser, address: str) -> None:
    with signed_in(browser, address) as page:
        pair = page.locator("section[aria-labelledby=merges] article")
        pair.focus()
        page.keyboard.press("k")
        expect(page.locator("#told")).to_contain_text("kept-apart")
        expect(page.get_by_role("heading", name="Things that may be one")).to_be_focused()
        page.keyboard.press("u")
        expect(page.locator("#told")).to_contain_text("is undone.")
        expect(pair).to_be_visible()
        pair.focus()
        page.keyboard.press("m")
        expect(page.locator("#told")).to_contain_text("merged")
        expect(page.get_by_text("No two things look like one.")).to_be_visible()


@pytest.mark.usefixtures("published")
def test_a_merge_into_what_is_published_takes_a_second_key(browser: Browser, address: str) -> None:
    with signed_in(browser, address) as page:
        pair = page.locator("section[aria-labelledby=merges] article")
        told = page.locator("#told")
        expect(pair).to_contain_text("comity:GovernmentBody, published")
        expect(pair).to_contain_text("The Arvenian Foreign Office works together with Belmora.")
        pair.focus()
        for key, asked in (("y", 0), ("m", 1), ("m", 1), ("x", 0), ("x", 0), ("m", 1)):
            page.keyboard.press(key)
            expect(pair.get_by_text("Press y to merge")).to_have_count(asked)
            expect(pair).to_be_focused()
        page.keyboard.press("y")
        expect(told).to_contain_text("Foreign Office of Arvenia: merged.")


def test_publishing_leads_to_the_report(browser: Browser, address: str) -> None:
    with signed_in(browser, address) as page:
        told = page.locator("#told")
        page.get_by_role("button", name="Publish").click()
        expect(told).to_have_text("Nothing is published: no claim is accepted or edited; 7 open.")
        page.locator("#desk [data-name][aria-current]").focus()
        page.keyboard.press("a")
        expect(told).to_contain_text("accepted.")
        page.get_by_role("button", name="Publish").click()
        page.get_by_role("link", name="Read the report").click()
        expect(page.get_by_role("heading", level=1)).to_be_visible()
    undo(address)
    httpx.post(f"{address}{HERE}/publish", headers=BEARER).raise_for_status()


def test_an_edit_brings_in_a_thing(browser: Browser, address: str, axe: str) -> None:
    with signed_in(browser, address) as page:
        asked: list[str] = []
        page.on("request", lambda request: asked.append(request.url))
        page.keyboard.press("n")
        page.keyboard.press("e")
        page.get_by_text("Bring in a new thing").press("Enter")
        page.get_by_label("Name of it").fill("Gull Pact")
        page.get_by_label("Name of it").press("Enter")
        expect(page.locator("#told")).to_contain_text("as subject, object or speaker, too.")
        expect(page.get_by_label("Name of it")).to_have_value("Gull Pact")
        page.keyboard.press("Escape")
        page.keyboard.press("e")
        page.get_by_label("Object").fill("Gull Pact")
        page.get_by_label("Paraphrase").fill("The council signed the Gull Pact.")
        page.get_by_text("Bring in a new thing").press("Enter")
        page.get_by_label("Name of it").fill("Gull Pact")
        expect(page.locator("#classes option[value='comity:LegalInstrument']")).to_have_count(1)
        page.get_by_label("Class of it").fill("comity:LegalInstrument")
        page.evaluate(axe)
        assert page.evaluate("axe.run()")["violations"] == []
        page.get_by_label("Class of it").press("Enter")
        expect(page.locator("#told")).to_have_text(f"{short('p2s1-2')}: edited.")
        current(page, short("p2s2-1"))
        page.keyboard.press("p")
        expect(page.locator("[aria-current] .object")).to_have_text("Gull Pact")
        assert not [each for each in asked if each.endswith("/things")]


def test_an_edit_shows_and_takes_several_speakers(browser: Browser, address: str) -> None:
    with signed_in(browser, address) as page:
        told = page.locator("#told")
        for speakers, name, edited in (
            ("Arvenia\nBelmora", "p2s1-1", "p2s1-1-e1"),
            ("Arvenia\n\nFOA", "p2s1-1-e1", "p2s1-1-e2"),
        ):
            page.keyboard.press("e")
            page.get_by_label("Speakers").fill(speakers)
            page.get_by_role("button", name="Save").click()
            expect(told).to_have_text(f"{short(name)}: edited.")
            page.locator(f"[data-name={short(edited)}]").click()
            held = page.locator("[aria-current] dd").filter(has_text="Arvenia, ")
            expect(held).to_be_visible()
            page.keyboard.press("e")
            shown = page.get_by_label("Speakers").input_value()
            assert shown.split("\n") == held.inner_text().split(", ")
            page.keyboard.press("Escape")


def test_many_claims_are_accepted_at_once_and_repeated_ones_left_out(
    browser: Browser, address: str
) -> None:
    merged = {"outcome": "merged", "thing": "Arvenian Foreign Office", "into": "FOA"}
    decide(address, merged)
    with signed_in(browser, address) as page:
        told = page.locator("#told")
        page.get_by_label("Least score").fill("0.8")
        page.get_by_label("plans, too").check()
        page.get_by_label("Reason").fill("read twice")
        page.get_by_label("Least score").press("Enter")
        expect(told).to_have_text("4 claims are accepted.")
        expect(page.get_by_role("cell", name="read twice")).to_have_count(4)
        expect(page.get_by_label("Reason")).to_have_value("")
        claims = page.locator("section[aria-labelledby=claims]")
        claims.locator("[aria-current]").focus()
        for place in ("p2s2-1", "p2s3-1", "p3s2-1"):  # what is alleged or denied stays open
            page.keyboard.press("s")
            current(page, short(place))
        page.keyboard.press("d")
        expect(told).to_have_text(f"{short('p3s2-1')}: superseded.")


def test_what_keeps_a_report_from_being_published(browser: Browser, address: str) -> None:
    merged = {"outcome": "merged", "thing": "Arvenian Foreign Office", "into": "FOA"}
    repeated = [{"outcome": "accepted", "claim": f"p3s2-{number}"} for number in (1, 2)]
    decide(address, merged, *repeated)
    context = browser.new_context(base_url=address)
    page = context.new_page()  # not watched: a browser logs each answer that refuses
    page.goto("/review")
    page.evaluate(
        "([name, token]) => Object.assign(sessionStorage, {curator: name, token})",
        ["Ana Lu", SECRET],
    )
    page.goto(HERE)
    page.get_by_role("button", name="Publish").click()
    findings = page.get_by_role("region", name="Table: What keeps the report")
    expect(findings.locator("tbody tr").first).to_contain_text("Violation")
    context.close()


def test_without_the_token_nothing_is_shown(browser: Browser, address: str) -> None:
    context = browser.new_context(base_url=address, viewport=DESK)
    page = context.new_page()  # not watched: a browser logs each answer that refuses
    page.goto(HERE)
    expect(page.get_by_label("Token")).to_be_visible()
    page.get_by_label("Your name").fill("Ana Lu")
    page.get_by_label("Token").fill("wrong")
    page.get_by_role("button", name="Open").click()
    expect(page.locator("#told")).to_contain_text("The token is wrong.")
    assert page.locator("#desk").inner_html() == ""
    assert page.evaluate("sessionStorage.getItem('token')") is None
    assert "wrong" not in page.url
    context.close()


def test_the_page_needs_javascript_and_says_so(browser: Browser, address: str) -> None:
    context = browser.new_context(base_url=address, java_script_enabled=False)
    with watched(context, address) as page:
        page.goto(HERE)
        expect(page.get_by_text("This page needs JavaScript")).to_be_visible()
        expect(page.locator("form", has=page.locator("#token"))).to_be_hidden()


@pytest.mark.parametrize("path", ["/review", HERE])
def test_the_page_fits_and_keeps_nobody_out(
    browser: Browser, address: str, axe: str, path: str
) -> None:
    with signed_in(browser, address, path) as page:
        page.evaluate(axe)
        for scheme in ("light", "dark"):
            page.emulate_media(color_scheme="dark" if scheme == "dark" else "light")
            found = page.evaluate("axe.run()")["violations"]
            assert [(one["id"], one["nodes"][0]["html"]) for one in found] == [], scheme
        page.set_viewport_size(PHONE)
        assert page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0
        page.get_by_role("button", name="Forget the token").click()
        expect(page.locator("#desk")).to_be_empty()
        expect(page.get_by_label("Token")).to_be_visible()
