"""The page of the ontology."""

from collections.abc import Callable
from contextlib import AbstractContextManager

import pytest
from playwright.sync_api import Page, expect

Opened = Callable[..., AbstractContextManager[Page]]


@pytest.mark.parametrize("java_script_enabled", [True, False])
def test_a_term_is_found_from_the_contents(opened: Opened, *, java_script_enabled: bool) -> None:
    with opened("/ontology", java_script_enabled=java_script_enabled) as page:
        page.get_by_role("link", name="Properties between things").click()
        page.locator("#all-between ~ .index").get_by_role("link", name="cooperates with").click()
        part = page.locator("#cooperatesWith")
        expect(part).to_be_in_viewport()
        expect(part).to_contain_text("holds in both directions")
        part.get_by_role("link", name="engages with").click()
        expect(page.locator("#engagesWith")).to_be_in_viewport()


def test_the_diagram_leads_to_the_terms(opened: Opened) -> None:
    with opened("/ontology") as page:
        page.locator(".diagram").get_by_role("link", name="diplomatic event").click()
        expect(page.locator("#DiplomaticEvent")).to_be_in_viewport()


def test_a_shape_tells_what_a_curator_reads(opened: Opened) -> None:
    with opened("/ontology#shape-claim") as page:
        table = page.get_by_role("region", name="Requirements of the shape claim", exact=True)
        expect(table).to_contain_text("exactly one value")
        expect(table).to_contain_text("violation")
        expect(table).to_contain_text("A claim has exactly one rdf:subject")


def test_no_term_takes_the_place_of_another(opened: Opened) -> None:
    with opened("/ontology") as page:
        found = page.evaluate("[...document.querySelectorAll('[id]')].map((one) => one.id)")
        assert "shapes" in found
        assert "all-shapes" in found
        assert len(found) == len(set(found))
