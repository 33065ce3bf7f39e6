"""The time line: which claims have a date, where they stand, and what has none."""

import re
from collections import Counter
from collections.abc import Mapping
from typing import Any

import pytest
from starlette.testclient import TestClient

from graph.namespaces import graph_name
from graph.store import MemoryStore
from tests.web.conftest import triples
from web.claims import claims_where
from web.dates import Lane, Selection, counts, dated, undated, within
from web.timeline import picture

ID = "https://w3id.org/comity/id/"

DATES = """
id:claim-a a comity:Claim ; comity:modality modality:asserted ; rdf:predicate comity:promotes ;
    schema:startDate "2030-01-01"^^xsd:date ; schema:endDate "2032-12-31"^^xsd:date .
id:claim-b a comity:Claim ; comity:modality modality:denied ; rdf:predicate comity:harms ;
    schema:endDate "2031-05-06"^^xsd:date .
id:claim-c a comity:Claim ; comity:modality modality:planned ; rdf:predicate comity:opens ;
    comity:deadline "2035-12-31"^^xsd:date .
id:claim-d a comity:Claim ; comity:modality modality:asserted ; rdf:predicate comity:targetDate ;
    rdf:subject id:vision ; rdf:object "2050-12-31"^^xsd:date .
id:claim-e a comity:Claim ; comity:modality modality:predicted ; rdf:predicate comity:promotes .
id:claim-f a comity:Claim ; comity:modality modality:asserted ; rdf:predicate comity:promotes .
id:claim-g a comity:Claim ; comity:modality modality:planned ; rdf:predicate comity:promotes ;
    schema:startDate "soon" .
"""


@pytest.fixture
def dates() -> MemoryStore:
    store = MemoryStore()
    with store.write() as writer:
        writer.replace_graph(graph_name("one"), triples(DATES))
    return store


def test_every_kind_of_date_stands_in_its_lane_and_year(dates: MemoryStore) -> None:
    found = dated(dates, Selection(), 10)
    assert [(entry.claim.iri[-1], entry.year, entry.lane, entry.words) for entry in found] == [
        ("a", 2030, "done", "2030 to 2032"),
        ("b", 2031, "disputed", "until 2031-05-06"),
        ("c", 2035, "ahead", "by the end of 2035"),
        ("d", 2050, "ahead", "by the end of 2050"),
    ]


@pytest.mark.parametrize(
    ("since", "until", "names"),
    [
        (2031, 2031, "ab"),  # of a period, any year counts
        (None, 2030, "a"),
        (2033, None, "cd"),
        (2033, 2034, ""),
        (2035, 2050, "cd"),
    ],
)
def test_a_claim_is_within_years_that_its_date_or_period_meets(
    dates: MemoryStore, since: int | None, until: int | None, names: str
) -> None:
    found = claims_where(dates, within(since, until)).shown
    assert sorted(claim.iri[-1] for claim in found) == list(names)


def test_the_counts_are_those_of_the_entries(dates: MemoryStore) -> None:
    found = Counter(
        (entry.year, entry.lane, entry.claim.modality) for entry in dated(dates, Selection(), 10)
    )
    assert counts(dates, None) == found


@pytest.mark.parametrize(
    ("selection", "names"),
    [
        (Selection(year=2031), "b"),
        (Selection(modality="planned"), "c"),
        (Selection(report="one"), "abcd"),
        (Selection(report="another"), ""),
    ],
)
def test_a_filter_leaves_what_it_names(
    dates: MemoryStore, selection: Selection, names: str
) -> None:
    assert "".join(entry.claim.iri[-1] for entry in dated(dates, selection, 10)) == names


def test_plans_and_predictions_without_a_date_stand_apart(dates: MemoryStore) -> None:
    shown = undated(dates, Selection(), 10).shown
    assert [claim.iri.removeprefix(f"{ID}claim-") for claim in shown] == ["e"]
    assert undated(dates, Selection(modality="asserted"), 10).shown == ()


def test_years_are_as_far_apart_as_they_are_in_time() -> None:
    numbers: dict[tuple[int, Lane, str], int] = {
        (2024, "done", "asserted"): 1000,
        (2025, "ahead", "planned"): 1,
        (2050, "ahead", "predicted"): 500,
        (2050, "ahead", "planned"): 500,
    }
    drawn = picture(Counter(numbers))
    at = {bar.year: bar.x for bar in drawn.bars}
    assert (at[2050] - at[2024]) / (at[2025] - at[2024]) == pytest.approx(26, rel=0.01)
    assert [bar.count for bar in drawn.bars] == [1000, 1, 1000]
    high, low, parts = (bar.parts for bar in drawn.bars)
    assert high[0].height > low[0].height > 5
    assert [part.modality for part in parts] == ["planned", "predicted"]
    assert list(drawn.lanes) == ["said to be so", "planned, predicted or aimed at"]


def asked(client: TestClient, **parameters: str) -> Mapping[str, Any]:
    answer = client.get("/timeline", params=parameters, headers={"Accept": "application/json"})
    assert answer.status_code == 200, answer.text
    content: Mapping[str, Any] = answer.json()
    return content


def test_json_has_what_the_page_has(client: TestClient) -> None:
    content = asked(client)
    assert [(entry["year"], entry["kind"], entry["modality"]) for entry in content["dated"]] == [
        (2030, "when", "asserted"),
        (2031, "deadline", "planned"),
    ]
    page = client.get("/timeline", headers={"Accept": "text/html"}).text
    line, _, below = page.partition('id="undated"')
    for entry in content["dated"]:
        assert f'href="{entry["href"]}"' in line
    for entry in content["undated"]:
        assert entry["modality"] in ("planned", "predicted")
        assert f'href="{entry["href"]}"' in below
        assert f'href="{entry["href"]}"' not in line


def test_the_line_of_a_modality_has_bars_of_it_alone(client: TestClient) -> None:
    page = client.get("/timeline?modality=planned", headers={"Accept": "text/html"}).text
    assert re.findall(r'<rect class="(\w+)" x', page) == ["planned"]


@pytest.mark.parametrize(
    ("address", "status"),
    [
        ("/timeline?year=soon", 422),
        ("/timeline?year=1e3", 422),
        ("/timeline?year=0", 200),
        ("/timeline?year=-44", 200),
        ("/timeline?modality=certain", 422),
        ("/timeline?report=A%20B", 400),
    ],
)
def test_a_year_is_a_number(client: TestClient, address: str, status: int) -> None:
    assert client.get(address, headers={"Accept": "text/html"}).status_code == status
