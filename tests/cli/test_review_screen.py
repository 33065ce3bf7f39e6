"""The screen of ``comity review``, run without a terminal."""

import asyncio
from collections.abc import Awaitable, Callable
from pathlib import Path

import pytest
from textual.pilot import Pilot
from textual.widgets import DataTable, HelpPanel, Input, Static

from graph.cli.review_screen import ReviewApp, open_screen
from graph.errors import NotFoundError
from graph.namespaces import draft_name
from graph.review.decisions import reject
from graph.review.desk import open_desk
from graph.review.draft import read_draft
from graph.store import EmbeddedStore, open_store
from tests.drafted import BY, DOCUMENT, REPORT, claim, written


def states(place: Path) -> dict[str, int]:
    found = [state.value for state in read_draft(open_store(place), REPORT).states.values()]
    return {state: found.count(state) for state in set(found)}


def at_screen(place: Path, steps: Callable[[Pilot[None], ReviewApp], Awaitable[None]]) -> None:
    """Run the screen without a terminal, and press keys."""

    async def run() -> None:
        app = ReviewApp(open_store(place), REPORT, "Ana Lu", lambda: BY.when)
        async with app.run_test(size=(160, 40)) as pilot:
            await steps(pilot, app)

    asyncio.run(run())


def shown(app: ReviewApp) -> str:
    return str(app.query_one("#sentence", Static).render())


def test_the_screen_shows_a_sentence_beside_its_claims(place: Path) -> None:
    async def steps(pilot: Pilot[None], app: ReviewApp) -> None:
        assert DOCUMENT.words(DOCUMENT.sentences[1]) in shown(app)
        assert app.query_one("#claims", DataTable).row_count == 2
        assert app.sub_title == "7 of 7 claims open"
        await pilot.press("n")
        assert DOCUMENT.words(DOCUMENT.sentences[2]) in shown(app)
        await pilot.press("p", "p")
        assert DOCUMENT.words(DOCUMENT.sentences[1]) in shown(app)

    at_screen(place, steps)


def test_one_key_decides(place: Path) -> None:
    before = written(open_store(place), draft_name(REPORT))

    async def steps(pilot: Pilot[None], app: ReviewApp) -> None:
        await pilot.press("a", "s", "r")  # the second claim is skipped
        assert app.sub_title == "5 of 7 claims open"
        await pilot.press("u")
        assert DOCUMENT.words(DOCUMENT.sentences[2]) in shown(app)
        await pilot.press("r")

    at_screen(place, steps)
    found = read_draft(open_store(place), REPORT)
    taken = [(each.outcome.value, each.on[0][-6:]) for each in found.decisions.values()]
    assert taken == [("accepted", "p2s1-1"), ("rejected", "p2s2-1")]
    assert {each.moment for each in found.decisions.values()} == {BY.moment}

    async def undo(pilot: Pilot[None], app: ReviewApp) -> None:
        await pilot.press("p", "u", "n", "u", "u")  # what others decided is undone on its claim
        assert app.sub_title == "7 of 7 claims open"

    at_screen(place, undo)
    assert written(open_store(place), draft_name(REPORT)) == before


def test_a_form_edits_a_claim(place: Path) -> None:
    async def steps(pilot: Pilot[None], app: ReviewApp) -> None:
        await pilot.press("e")
        app.screen.query_one("#object", Input).value = "Belmora"
        await pilot.press("ctrl+s")
        assert app.sub_title == "7 of 7 claims open"  # the paraphrase does not fit
        await pilot.press("e")
        app.screen.query_one("#object", Input).value = "Belmora"
        app.screen.query_one("#comment", Input).value = "It was Belmora."
        await pilot.press("ctrl+s")
        assert app.sub_title == "6 of 8 claims open"
        await pilot.press("e", "escape")
        await pilot.press("e", "ctrl+s")
        assert app.sub_title == "6 of 8 claims open"

    at_screen(place, steps)
    assert states(place) == {"draft": 6, "superseded": 1, "edited": 1}


def test_things_are_merged_with_a_reason_and_the_report_is_published(place: Path) -> None:
    async def steps(pilot: Pilot[None], app: ReviewApp) -> None:
        await pilot.press("w")
        app.screen.query_one("#why", Input).value = "one office"
        await pilot.press("enter")
        assert app.sub_title.endswith("because one office")
        await pilot.press("w", "escape", "m")
        fields = {field.id: field.value for field in app.screen.query(Input)}
        assert fields == {"thing": "Arvenian Foreign Office", "into": "Foreign Office of Arvenia"}
        await pilot.press("ctrl+s", "a", "m", "escape", "P", "escape", "P", "ctrl+s")
        assert app.sub_title == "6 of 7 claims open"

    at_screen(place, steps)
    store = open_store(place)
    taken = read_draft(store, REPORT).decisions.values()
    assert [(each.outcome.value, each.why) for each in taken] == [
        ("merged", "one office"),
        ("accepted", ""),
    ]
    assert store.query("ASK { id:foreign-office-of-arvenia comity:signed id:sallow-accord }")


def test_help_shows_and_hides_what_keys_do(place: Path) -> None:
    async def steps(pilot: Pilot[None], app: ReviewApp) -> None:
        await pilot.press("question_mark")
        assert len(app.query(HelpPanel)) == 1
        await pilot.press("question_mark")
        assert not app.query(HelpPanel)

    at_screen(place, steps)


def test_a_claim_that_another_curator_decided_on(place: Path) -> None:
    async def steps(pilot: Pilot[None], app: ReviewApp) -> None:
        with open_desk(open_store(place), REPORT) as desk:
            reject(desk, claim("p2s1-1"), BY)
        await pilot.press("a")
        assert states(place) == {"draft": 6, "rejected": 1}
        assert app.sub_title == "6 of 7 claims open"

    at_screen(place, steps)


def test_a_screen_needs_a_draft(tmp_path: Path) -> None:
    store = EmbeddedStore(tmp_path / "none")
    with store.write():
        pass
    with pytest.raises(NotFoundError, match="no drafts"):
        open_screen(store, None, "Ana Lu")
    with pytest.raises(NotFoundError, match="no draft of"):
        open_screen(store, "none", "Ana Lu")
