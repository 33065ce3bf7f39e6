"""A person who has never seen the pages answers questions by clicking and choosing from lists."""

from collections.abc import Callable
from contextlib import AbstractContextManager

import pytest
from playwright.sync_api import Page, expect

Opened = Callable[..., AbstractContextManager[Page]]

MOST_CLICKS = 4


class _Visitor:
    """Somebody who clicks, and counts it."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.clicks = 0

    def opens(self, heading: str) -> None:
        self.page.locator("summary").filter(has_text=heading).click()
        self.clicks += 1

    def follows(self, question: str) -> None:
        self.page.get_by_role("link", name=question).first.click()
        self.clicks += 1

    def chooses(self, field: str, label: str) -> None:
        self.page.get_by_label(field, exact=True).select_option(label=label)
        self.clicks += 1

    def asks(self) -> None:
        self.page.get_by_role("button", name="Ask").click()
        self.clicks += 1

    def reads(self) -> list[str]:
        """Return the answers: the cells of each row, those of claims and passages too."""
        rows = self.page.get_by_role("region", name="Table of answers").locator("tbody tr")
        expect(rows.first).to_be_visible()
        return [" | ".join(row.locator("td").all_inner_texts()) for row in rows.all()]


@pytest.mark.parametrize("options", [{}, {"java_script_enabled": False}], ids=["live", "still"])
def test_what_is_alleged_by_one_and_denied_by_another(
    opened: Opened, options: dict[str, bool]
) -> None:
    with opened("/", **options) as page:
        visitor = _Visitor(page)
        visitor.follows("Which statement is alleged by one speaker and denied by another?")
        [answer] = visitor.reads()
        assert "Unnamed accusers | Ministry of Foreign Affairs" in answer
        assert "| Ream Naval Base |" in answer
        assert visitor.clicks <= MOST_CLICKS


def test_which_posts_a_person_holds(opened: Opened) -> None:
    with opened("/") as page:
        visitor = _Visitor(page)
        visitor.follows("Which posts does a person hold")
        visitor.chooses("person", "Prak Sokhonn")
        visitor.asks()
        page.wait_for_url("**/queries/posts?person=prak-sokhonn")
        posts = [answer.split(" | ")[1] for answer in visitor.reads()]
        assert posts == ["Deputy Prime Minister", "Minister of Foreign Affairs"]
        assert visitor.clicks <= MOST_CLICKS


def test_how_long_the_canal_is(opened: Opened) -> None:
    with opened("/") as page:
        visitor = _Visitor(page)
        visitor.opens("Figures and counts")
        visitor.follows("How long is an installation?")
        [canal] = [answer for answer in visitor.reads() if "Funan Techo Canal" in answer]
        assert "180" in canal
        assert "km" in canal
        assert visitor.clicks <= MOST_CLICKS


def test_where_a_condition_leads(opened: Opened) -> None:
    with opened("/") as page:
        visitor = _Visitor(page)
        visitor.opens("Plans, deadlines and outlook")
        visitor.follows("Where does a condition lead")
        visitor.chooses("cause", "Competition between major powers")
        visitor.asks()
        page.wait_for_url("**/queries/consequences?cause=*")
        answers = visitor.reads()
        for word in ("Climate change", "state of the world", "crime", "prices", "Supply-chain"):
            assert any(word in answer for answer in answers), word
        assert len(answers) == 5
        assert visitor.clicks <= MOST_CLICKS


def test_on_what_a_state_negotiated_with_another(opened: Opened) -> None:
    with opened("/") as page:
        visitor = _Visitor(page)
        visitor.follows("Which topics were handled with another state")
        visitor.chooses("partner", "Vietnam")
        visitor.chooses("relation", "negotiated with")
        visitor.asks()
        page.wait_for_url("**/queries/handled-with?*partner=vietnam*")
        [answer] = visitor.reads()
        assert "Riverbank collapse" in answer
        assert visitor.clicks <= MOST_CLICKS


def test_by_when_a_state_leaves_a_group(opened: Opened) -> None:
    with opened("/") as page:
        visitor = _Visitor(page)
        visitor.opens("Plans, deadlines and outlook")
        visitor.follows("From which group is a state to graduate")
        [answer] = visitor.reads()
        assert "2029" in answer
        assert visitor.clicks <= MOST_CLICKS
