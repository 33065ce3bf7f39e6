"""The editor for free-form queries."""

import re
from collections.abc import Callable
from contextlib import AbstractContextManager
from pathlib import Path
from urllib.parse import quote

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import PHONE

Opened = Callable[..., AbstractContextManager[Page]]


def test_the_example_is_answered_in_a_table_with_links(opened: Opened) -> None:
    with opened("/sparql") as page:
        page.get_by_role("button", name="Ask").click()
        expect(page.get_by_text("3 solutions,")).to_be_visible()
        page.get_by_role("link", name="claim-p11s1-2").click()
        page.wait_for_url("**/doc/claim-p11s1-2")


@pytest.mark.parametrize(
    ("query", "answer"),
    [
        ("ASK { ?s ?p ?o }", "Yes"),
        ("ASK { <urn:a> <urn:b> <urn:c> }", "No"),
        ("CONSTRUCT { ?s a ?c } WHERE { ?s a ?c } LIMIT 1", "Triples"),
        ('SELECT ("<b>bold</b>" AS ?text) {}', "<b>bold</b>"),
    ],
)
def test_a_shared_link_shows_its_query_and_the_answer(
    opened: Opened, query: str, answer: str
) -> None:
    with opened(f"/sparql#query={quote(query)}") as page:
        expect(page.locator(".CodeMirror")).to_contain_text(query)
        expect(page.locator("#output")).to_contain_text(answer)


def test_a_link_to_a_query_is_made(opened: Opened) -> None:
    with opened("/sparql") as page:
        page.get_by_role("button", name="Copy a link").click()
        assert "#query=PREFIX+comity" in page.url


def test_terms_of_the_ontology_complete_what_one_types(opened: Opened) -> None:
    with opened("/sparql") as page:
        page.locator(".CodeMirror").click()
        page.keyboard.press("Control+A")
        page.keyboard.type("ASK { ?s comity:respondsT")
        page.keyboard.press("Control+Space")
        expect(page.get_by_role("option", name="comity:respondsTo")).to_be_visible()
        page.keyboard.press("Enter")
        expect(page.locator(".CodeMirror")).to_contain_text("comity:respondsTo")


def test_what_the_server_declares_is_no_error_in_the_editor(opened: Opened) -> None:
    with opened("/sparql") as page:
        editor, mark = page.locator(".CodeMirror"), page.locator(".parseErrorIcon")
        editor.click()
        for query, wrong in (
            ("ASK { ?s nowhere:is ?o }", 1),
            ("ASK { ?s comity:speaker ?o }", 0),
            ("PREFIX comity: <urn:another:> ASK { ?s comity:is ?o }", 0),
        ):
            page.keyboard.press("Control+A")
            page.keyboard.insert_text(query)
            expect(mark).to_have_count(wrong)
            expect(editor).to_contain_text(query)


def test_without_javascript_the_form_is_answered_with_a_page(opened: Opened) -> None:
    with opened("/sparql", java_script_enabled=False) as page:
        expect(page.locator("textarea#query")).to_be_visible()
        page.get_by_role("button", name="Ask").click()
        page.get_by_role("link", name="claim-p11s1-2").click()
        page.wait_for_url("**/doc/claim-p11s1-2")


def test_an_answer_is_sorted_filtered_and_taken_along(opened: Opened) -> None:
    query = "SELECT ?s ?p ?o { VALUES ?p { comity:modality } ?s ?p ?o }"
    with opened(f"/sparql#query={quote(query)}") as page:
        output = page.locator("#output")
        expect(output).to_contain_text(re.compile("The first 500 of|solutions,"))
        first = output.locator("tbody tr").first
        expect(first.get_by_role("link", name="comity:modality")).to_have_attribute(
            "href", "/ontology#modality"
        )
        output.get_by_label("Filter").fill("modality:denied")
        expect(output.locator("tbody tr:visible").first).to_contain_text("modality:denied")
        expect(output.get_by_role("link", name="modality:denied").first).to_have_attribute(
            "href", "/ontology#denied"
        )
        forms = page.get_by_role("list", name="With this answer").get_by_role("link")
        expect(forms).to_have_text(["json", "xml", "csv", "tsv"])
        with page.expect_download() as download:
            forms.nth(2).click()
        lines = Path(download.value.path()).read_text(encoding="utf-8").splitlines()
        assert lines[0] == "s,p,o"


def test_an_example_is_loaded_and_asked(opened: Opened) -> None:
    with opened("/sparql") as page:
        page.get_by_text("Examples:").click()
        page.get_by_role("link", name="How often is each relation claimed?").click()
        expect(page.locator(".CodeMirror")).to_contain_text("GROUP BY")
        page.get_by_role("button", name="Ask").click()
        expect(page.locator("#output table")).to_be_visible()


def test_on_a_telephone_an_answer_is_used_by_everybody(opened: Opened, axe: str) -> None:
    with opened("/sparql", viewport=PHONE, color_scheme="dark") as page:
        page.get_by_role("button", name="Ask").click()
        expect(page.locator("#output table")).to_be_visible()
        page.evaluate(axe)
        found = page.evaluate("axe.run()")["violations"]
        assert [(one["id"], one["nodes"][0]["html"]) for one in found] == []
