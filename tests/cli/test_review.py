"""The command ``comity review``: what its commands print and write, and the screen."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from graph.namespaces import draft_name, graph_name
from graph.review.draft import read_draft
from graph.store import open_store
from tests.cli.conftest import Result, Run
from tests.drafted import DOCUMENT, REPORT, written

Review = Callable[..., Result]


@pytest.fixture
def review(run: Run, place: Path, monkeypatch: pytest.MonkeyPatch) -> Review:
    """Return a function that runs a command of ``comity review`` on the store."""
    monkeypatch.setenv("COLUMNS", "120")
    monkeypatch.setenv("LOGNAME", "ana")

    def invoke(command: str, *arguments: str) -> Result:
        return run("review", command, *arguments, "--store", str(place))

    return invoke


def states(place: Path) -> dict[str, int]:
    found = [state.value for state in read_draft(open_store(place), REPORT).states.values()]
    return {state: found.count(state) for state in set(found)}


def test_the_drafts_are_listed(review: Review, run: Run, place: Path) -> None:
    result = review("list")
    assert REPORT in result.out
    assert "7 draft" in result.out
    assert run("review", "--store", str(place)).out == result.out  # there is no terminal
    claims = run("review", "--report", REPORT, "--store", str(place)).out
    assert claims == review("list", REPORT).out
    assert json.loads(review("list", "--json").out) == {REPORT: {"draft": 7}}


def test_without_drafts_that_is_said(run: Run, store: Path) -> None:
    assert "There are no drafts" in run("review", "list", "--store", str(store)).out


def test_what_is_said_beside_a_claim_is_shown(review: Review) -> None:
    assert "also: " not in review("show", REPORT, "p3s1-1").out
    done = review(
        *("edit", REPORT, "p3s1-1", "deadline=2033-12-31", "status=potential", "topic=fisheries")
    )
    assert done.code == 0, done.err
    shown = review("show", REPORT, "p3s1-1-e1")
    assert "also: topic fisheries, status potential, deadline 2033-12-31\n" in shown.out


def test_the_claims_of_a_draft_are_listed(review: Review) -> None:
    result = review("list", REPORT, "--rule", "signs")
    lines = result.out.splitlines()
    assert lines[-1] == "2 claims"
    assert "p2s1-1  0.92" in result.out
    assert "Foreign Office of Arvenia — signed — Sallow Accord" in result.out
    found = json.loads(review("list", REPORT, "--score", "0.93", "--json").out)
    assert [each["name"] for each in found] == [f"claim-{REPORT}-p2s2-1"]


def test_a_claim_is_shown_with_its_sentence(review: Review) -> None:
    result = review("show", REPORT, "p2s1-1")
    assert f"sentence: {DOCUMENT.words(DOCUMENT.sentences[1])}\n" in result.out
    assert "rule: signs 1\n" in result.out
    assert json.loads(review("show", REPORT, "p2s1-1", "--json").out)["score"] == 0.92


def test_from_decisions_to_a_report_and_back(review: Review, place: Path) -> None:
    before = written(open_store(place), draft_name(REPORT))
    assert review("accept", REPORT, "--score", "0.9", "--curator", "Ana Lu").code == 0
    assert "Nothing is accepted" in review("accept", REPORT, "--score", "0.9").out
    done = review("edit", REPORT, "p2s1-2", "subject=Belmora", "comment=Belmora signed.")
    assert "edited claim-harbour-2032-p2s1-2 → claim-harbour-2032-p2s1-2-e1 (ana, " in done.out
    assert review("reject", REPORT, "p2s2-1", "--why", "hearsay").code == 0
    refused = review("reject", REPORT, "p3s2-1", "--repeated")
    assert refused.code == 2
    assert "No other claim says the same" in refused.err
    assert review("merge", REPORT, "Arvenian Foreign Office", "FOA").code == 0
    assert review("reject", REPORT, "p3s2-1", "--repeated").code == 0
    assert states(place) == {"accepted": 1, "superseded": 2, "edited": 1, "rejected": 1, "draft": 3}
    listed = review("decisions", REPORT).out.splitlines()
    assert listed[0].startswith(f"1 accepted claim-{REPORT}-p2s1-1 (Ana Lu, ")
    assert listed[0].endswith("score of 0.9 or more")
    assert "hearsay" in listed[2]
    published = review("publish", REPORT)
    assert ": 2 (1 accepted, 1 edited, 0 written by hand); open in the draft: 3;" in published.out
    assert open_store(place).query("ASK { id:belmora comity:signed id:sallow-accord }")
    assert review("undo", REPORT, "2").code == 0
    assert len(review("undo", REPORT, "--all").out.splitlines()) == 4
    assert written(open_store(place), draft_name(REPORT)) == before
    assert review("publish", REPORT).code == 0
    assert graph_name(REPORT) not in open_store(place).graph_names()


def test_a_new_thing_is_brought_in(review: Review, place: Path) -> None:
    new = "--new-thing=port-board=GovernmentBody=Port Board"
    done = review("edit", REPORT, "p2s1-2", "subject=Port Board", "comment=The board signed.", new)
    assert "port-board" in done.out
    assert (
        review(
            "merge", REPORT, "fisheries", "sea-trade", "--new-thing=sea-trade=PolicyArea=Sea"
        ).code
        == 0
    )
    things = read_draft(open_store(place), REPORT).things
    assert things["https://w3id.org/comity/id/port-board"].label == "Port Board"


def test_things_that_may_be_one(review: Review) -> None:
    assert "near-equal labels" in review("merges", REPORT).out
    assert review("decisions", REPORT).out == "Nothing has been decided yet.\n"
    apart = review("merge", REPORT, "Arvenian Foreign Office", "FOA", "--apart").out
    assert "kept-apart arvenian-foreign-office and foreign-office-of-arvenia" in apart
    assert review("merges", REPORT).out == "No two things look like one.\n"
    assert json.loads(review("merges", REPORT, "--json").out) == []


def test_rules(review: Review) -> None:
    assert review("reject", REPORT, "p2s1-1", "p2s1-2").code == 0
    assert "signs" in review("rules").out
    [signs] = [each for each in json.loads(review("rules", "--json").out) if each["wrong"]]
    assert signs == {
        "rule": "signs",
        "precision": 0.25,
        "right": 0,
        "wrong": 2,
        "open": 0,
        "off": False,
        "can_be_switched_off": False,
    }
    assert review("rules", "signs", "--off").code == 2
    assert review("rules", "signs", "--on").code == 2


@pytest.mark.parametrize(
    ("arguments", "code", "part"),
    [
        (["accept", REPORT], 2, "Give claims, or a score"),
        (["accept", REPORT, "p2s1-1", "--score", "1"], 2, "Give claims, or a score"),
        (["accept", REPORT, "--score", "high"], 2, "not a number"),
        (["accept", REPORT, "--score", "0.5", "--modality", "denied"], 2, "not accepted in bulk"),
        (["accept", REPORT, "p9s9-9"], 2, "no claim 'p9s9-9'"),
        (["accept", REPORT, "p2s1-1", "p2s1-1"], 2, "is accepted by decision 1"),
        (["accept", "no-such", "p2s1-1"], 2, "no draft"),
        (["edit", REPORT, "p2s1-1", "subject"], 2, "PART=VALUE"),
        (["edit", REPORT, "p2s1-1", "colour=red"], 2, "no part colour"),
        (["edit", REPORT, "p2s1-1", "subject=Nowhere", "comment=x"], 2, "Nothing has the name"),
        (["edit", REPORT, "p2s1-1", "predicate=signs"], 2, "Did you mean: signed"),
        (["edit", REPORT, "p2s1-1", "predicate=Belmora"], 2, "No relation has the name 'Belmora'"),
        (["edit", REPORT, "p2s1-1", "modality=sure"], 2, "modality"),
        (["edit", REPORT, "p2s1-1", "status=done"], 2, "completed, active, potential"),
        (["edit", REPORT, "p2s1-1", "start=yesterday"], 2, "not a date"),
        (["edit", REPORT, "p2s1-1", "start=2031-02-30"], 1, "publishing would refuse the claim"),
        (["edit", REPORT, "p2s1-1", "subject=Belmora"], 2, "paraphrase"),
        (["edit", REPORT, "p2s1-1", "comment=x", "--new-thing=a"], 2, "SLUG=CLASS=LABEL"),
        (["undo", REPORT], 2, "--all"),
        (["undo", REPORT, "7"], 2, "no decision 7"),
        (["list", REPORT, "--state", "lost"], 2, "no such state"),
        (["rules", "signs"], 2, "--off or --on"),
        (["rules", "no-such", "--off"], 2, "No draft has a claim"),
    ],
)
def test_what_is_refused(
    review: Review, place: Path, arguments: list[str], code: int, part: str
) -> None:
    before = open_store(place).version
    result = review(*arguments)
    assert (result.code, result.out) == (code, "")
    assert part in result.err
    assert open_store(place).version == before


def test_what_does_not_conform_is_told(review: Review) -> None:
    assert review("merge", REPORT, "Arvenian Foreign Office", "FOA").code == 0
    assert review("accept", REPORT, "p3s2-1", "p3s2-2").code == 0
    result = review("publish", REPORT)
    assert result.code == 1
    assert "say the same" in result.err
