"""From a text to a published report: proposals, decisions, answers, and all of it undone."""

import json
import shutil
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from itertools import pairwise
from pathlib import Path
from typing import Any, Final

import pyoxigraph as ox
import pytest
from typer.testing import CliRunner

from graph.build import build
from graph.cli import app
from graph.export import rdf
from graph.load import load_ontology, load_report
from graph.namespaces import REFERENCE_GRAPH, facts_name, graph_name, shorten
from graph.review.decisions import accept, edit, reject, undo
from graph.review.desk import Desk, open_desk
from graph.review.draft import read_draft
from graph.review.merging import merge
from graph.review.naming import changes_named, new_thing, thing_named
from graph.review.queue import Candidate, read_queue
from graph.review.records import By, State
from graph.store import EmbeddedStore, Store
from graph.validate import validate

DATA: Final = Path(__file__).parent / "data"
REPORT: Final = "kaldora-2030"
SCRIPT: Final = json.loads((DATA / f"{REPORT}.decisions.json").read_text(encoding="utf-8"))
GRAPHS: Final = (graph_name(REPORT), facts_name(REPORT))

Order = Mapping[str, Any]
"""What a script tells a curator to do."""

Solution = dict[str, str]
"""Variable → the value, as text."""


@dataclass
class Way:
    """What was there on the way from a text to a report.

    Args:
        folder: Where the store is.
        drafts: The draft before each decision, and after the last.
        published: Number of decisions → the graphs that were published then.
    """

    folder: Path
    drafts: list[bytes] = field(default_factory=list)
    published: dict[int, list[bytes]] = field(default_factory=dict)


def comity(*arguments: str, store: Path) -> str:
    """Return what a command prints, which has to succeed."""
    result = CliRunner().invoke(app, [*arguments, "--store", str(store)], prog_name="comity")
    assert result.exit_code == 0, result.output
    return result.stdout


def canonical(triples: Iterable[ox.Triple]) -> bytes:
    """Return triples in canonical form; equal graphs give equal bytes."""
    return rdf.write_triples(triples, "turtle")


def published(folder: Path) -> list[bytes]:
    """Publish the report as decided, and return its graph and its facts."""
    comity("review", "publish", REPORT, store=folder)
    store = EmbeddedStore(folder)
    return [canonical(quad.triple for quad in store.dump(name)) for name in GRAPHS]


def world(store: Store) -> None:
    """Build a store that knows what is known before the report is read."""
    build(store, [])
    told = [quad.triple for quad in ox.parse(path=DATA / f"{REPORT}.reference.ttl")]
    with store.write() as writer:
        writer.replace_graph(REFERENCE_GRAPH, {*writer.triples(REFERENCE_GRAPH), *told})


def found(candidates: tuple[Candidate, ...], wanted: Order) -> str:
    """Return the IRI of the one claim that a script means by sentence and relation."""
    fitting = [
        candidate
        for candidate in candidates
        if candidate.place is not None
        and wanted["at"] == f"p{candidate.place.paragraph}s{candidate.place.sentence}"
        and wanted["relation"] == candidate.predicate
        and wanted.get("subject", "") in candidate.subject
        and wanted.get("object", "") in candidate.object
    ]
    assert len(fitting) == 1, (wanted, [candidate.claim.comment for candidate in fitting])
    return fitting[0].claim.iri


def decide(desk: Desk, store: Store, candidates: tuple[Candidate, ...], order: Order) -> None:
    """Take one decision of a script."""
    by = By(SCRIPT["curator"], datetime.fromisoformat(SCRIPT["when"]), order.get("why", ""))
    if "accept" in order:
        accept(desk, found(candidates, order["accept"]), by)
    elif "reject" in order:
        reject(desk, found(candidates, order["reject"]), by)
    elif "edit" in order:
        things = [new_thing(store, *order["new"])] if "new" in order else []
        changes = changes_named(store, desk.draft, order["to"], things)
        edit(desk, found(candidates, order["edit"]), changes, by, new_things=things)
    else:
        pair = (thing_named(store, desk.draft, order[name]) for name in ("merge", "into"))
        merge(desk, *pair, by)


@pytest.fixture(scope="module")
def way(tmp_path_factory: pytest.TempPathFactory) -> Way:
    """Go the way once: read the text, then take the decisions and publish, day by day."""
    folder = tmp_path_factory.mktemp("way") / "store"
    store = EmbeddedStore(folder)
    world(store)
    text = str(DATA / f"{REPORT}.txt")
    comity("extract", text, "--report", REPORT, "--date", "2031-02-14", store=folder)
    candidates = read_queue(store, REPORT).candidates
    gone = Way(folder, [canonical(read_draft(store, REPORT).triples)])
    gone.published[0] = published(folder)
    for day in SCRIPT["days"]:
        with open_desk(store, REPORT) as desk:
            for order in day:
                decide(desk, store, candidates, order)
                gone.drafts.append(canonical(desk.draft.triples))
        gone.published[len(gone.drafts) - 1] = published(folder)
    return gone


def answers(way: Way, query: str, **values: str) -> list[Solution]:
    """Return the solutions of a canned query, with labels in place of IRIs."""
    options = [part for name, value in values.items() for part in (f"--{name}", value)]
    printed = json.loads(comity("query", query, *options, "--format", "json", store=way.folder))
    return [
        {name: binding["value"] for name, binding in solution.items()}
        for solution in printed["results"]["bindings"]
    ]


def columns(solutions: list[Solution], *names: str) -> Iterator[tuple[str | None, ...]]:
    """Yield some values of each solution."""
    for solution in solutions:
        yield tuple(solution.get(name) for name in names)


ANSWERS: Final[list[tuple[str, dict[str, str], tuple[str, ...], list[tuple[str | None, ...]]]]] = [
    (
        "posts",
        {"person": "Davin Orlo"},
        ("personLabel", "postLabel"),
        [("Davin Orlo", "MFARC Permanent Secretary")],
    ),
    (
        "members",
        {"group": "Lower Sarn River Commission"},
        ("memberLabel", "basisLabel"),
        [("Kaldora", "explicit")],
    ),
    (
        "who-went-where",
        {"article": f"source-{REPORT}"},
        ("visitorLabel", "destinationLabel"),
        [("Edda Rosmer", "Marrenfal")],
    ),
    (
        "denials",
        {"article": f"source-{REPORT}"},
        ("denierLabel", "subjectLabel", "objectLabel"),
        [
            ("Davin Orlo", "Kaldora", "might turn back on LSRC next"),
            ("Foreign Ministry of Kaldora", "Ambar Canal", "dry wells downstream"),
        ],
    ),
    (
        "allegations",
        {},
        ("accuserLabel", "accusedLabel", "objectLabel"),
        [("Tarek Belwin", "Kaldora", "had withheld figures on flow of canal")],
    ),
    (
        "plans",
        {"actor": "Foreign Ministry of Kaldora"},
        ("relationLabel", "objectLabel"),
        [
            ("cooperates with", "African Union"),
            ("hosts", "Third Sarn Summit"),
            ("works toward", "recruit 35 young diplomats"),
        ],
    ),
    (
        "when",
        {"thing": "embassy in Port Linnea"},
        ("start", "end", "deadline"),
        [("2030-08-01", "2030-08-31", None)],
    ),
    (
        "when",
        {"thing": "Northern Highlands Customs Pact"},
        ("start", "end", "deadline"),
        [],
    ),
    (
        "participation",
        {"agent": "Solvek Irena"},
        ("bodyLabel", "modalityLabel"),
        [
            ("Global Conference on Landlocked Seas", "asserted"),
            ("ministry’s annual conference", "asserted"),
        ],
    ),
    (
        "when",
        {"thing": "ministry’s annual conference"},
        ("start", "end"),
        [("2031-02-13", "2031-02-13")],
    ),
    (
        "quantities",
        {},
        ("thingLabel", "value", "unit", "comparatorLabel"),
        [
            ("Fair of the Inland Ports", "4000", "guests", "less than"),
            ("Missions abroad", "2300", "Kaldorans", "at least"),
            ("Trade with Tolmeria", "2400000000", "crowns", "exactly"),
        ],
    ),
    (
        "predictions",
        {"article": f"source-{REPORT}"},
        ("subjectLabel", "objectLabel"),
        [("trade between Kaldora and Tolmeria", "more than three billion crowns")],
    ),
    (
        "withdrawals",
        {"state": "Kaldora"},
        ("frameworkLabel", "basisLabel", "date"),
        [("Northern Highlands Customs Pact", "presupposed", None)],
    ),
]
"""Canned query, values of its parameters, variables, and what they are bound to."""


@pytest.mark.parametrize(
    ("query", "values", "names", "expected"), ANSWERS, ids=[query for query, *_ in ANSWERS]
)
def test_canned_queries_answer(
    way: Way,
    query: str,
    values: dict[str, str],
    names: tuple[str, ...],
    expected: list[tuple[str | None, ...]],
) -> None:
    assert sorted(columns(answers(way, query, **values), *names), key=str) == expected


@pytest.mark.parametrize(
    ("subject", "relation", "value", "is_fact"),
    [
        ("Kaldora", "comity:opens", "embassy in Port Linnea", True),
        ("Kaldora", "comity:hasCondition", "had withheld figures on flow of canal", False),
        ("Ambar Canal", "comity:hasCondition", "dry wells downstream", False),
        ("Foreign Ministry of Kaldora", "comity:hosts", "Third Sarn Summit", False),
    ],
)
def test_only_what_is_asserted_is_a_fact(
    way: Way, subject: str, relation: str, value: str, *, is_fact: bool
) -> None:
    asked = ("--subject", subject, "--relation", relation, "--object", value)
    printed = json.loads(comity("query", "is-fact", *asked, "--format", "json", store=way.folder))
    assert printed["boolean"] is is_fact


def test_what_was_published_conforms(way: Way, tmp_path: Path) -> None:
    folder = tmp_path / REPORT
    folder.mkdir()
    name, claims = graph_name(REPORT), str(folder / "claims.trig")
    comity("export", "--graph", name.value, "--output", claims, store=way.folder)
    (folder / "source.ttl").touch()
    reference = [quad.triple for quad in EmbeddedStore(way.folder).dump(REFERENCE_GRAPH)]
    found = validate(
        load_report(folder),
        load_ontology(),
        reference=reference,
        text=DATA / f"{REPORT}.txt",
    )
    assert found.results == ()


def test_nothing_is_published_that_nobody_accepted(way: Way) -> None:
    for graphs in way.published.values():
        assert len(graphs) == len(GRAPHS)
    draft = read_draft(EmbeddedStore(way.folder), REPORT)
    open_claims = {iri for iri, state in draft.states.items() if state is State.DRAFT}
    assert open_claims
    text = b"".join(way.published[max(way.published)]).decode()
    assert [iri for iri in open_claims if f"{iri}>" in text or shorten(iri) in text.split()] == []


def test_each_decision_is_undone_byte_for_byte(way: Way, tmp_path: Path) -> None:
    folder = shutil.copytree(way.folder, tmp_path / "store", symlinks=True)
    store = EmbeddedStore(folder)
    numbers = sorted(way.published)
    for earlier, later in reversed(list(pairwise(numbers))):
        with open_desk(store, REPORT) as desk:
            for number in range(later, earlier, -1):
                undo(desk, number)
                assert canonical(desk.draft.triples) == way.drafts[number - 1]
        assert canonical(read_draft(store, REPORT).triples) == way.drafts[earlier]
        assert published(folder) == way.published[earlier]
