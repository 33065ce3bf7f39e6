"""The review over HTTP: who sees drafts, what is decided, and what is refused."""

from collections.abc import Iterator
from typing import Any

import pytest
from starlette.testclient import TestClient

from graph.namespaces import ONTOLOGY_GRAPH, draft_name, graph_name
from graph.store import MemoryStore, Store
from tests.drafted import (
    DOCUMENT,
    REPORT,
    add_draft,
    claim,
    draft_triples,
    thing,
    written,
)
from tests.web.writing import BEARER, TURTLE, serving

HERE = f"/review/{REPORT}"
DECISIONS = f"{HERE}/decisions"
DRAFT = {*draft_triples()}
READS = ["/review", HERE, DECISIONS, f"{DECISIONS}/1", f"{HERE}/things", f"{HERE}/merges"]


def drafted(sample_store: Store, *, plain: bool = False) -> Store:
    """Return a store with a draft."""
    store = MemoryStore(plain=plain)
    with store.write() as writer:
        for name in (ONTOLOGY_GRAPH, graph_name("sample-report")):
            writer.replace_graph(name, [quad.triple for quad in sample_store.dump(name)])
    add_draft(store)
    return store


@pytest.fixture(scope="module")
def shared(sample_store: Store) -> Store:
    return drafted(sample_store)


@pytest.fixture(scope="module")
def server(shared: Store) -> Iterator[TestClient]:
    with serving(shared) as client:
        yield client


@pytest.fixture
def client(server: TestClient, shared: Store) -> TestClient:
    """Return a client; nothing is decided or published."""
    is_published = graph_name(REPORT) in shared.graph_names()
    if is_published or {quad.triple for quad in shared.dump(draft_name(REPORT))} != DRAFT:
        with shared.write() as writer:
            writer.remove_graph(graph_name(REPORT))
            writer.replace_graph(draft_name(REPORT), DRAFT)
    return server


def read(client: TestClient, address: str, **parameters: Any) -> Any:  # noqa: ANN401
    response = client.get(address, params=parameters, headers=BEARER)
    assert response.status_code == 200
    return response.json()


def post(client: TestClient, *decisions: dict[str, Any], **headers: str) -> Any:  # noqa: ANN401
    """Return the answer to a request that takes decisions."""
    body = {"curator": "Ana Lu", "decisions": decisions}
    more = {name.replace("_", "-"): value for name, value in headers.items()}
    return client.post(DECISIONS, json=body, headers=BEARER | more)


def accepted(place: str, **more: Any) -> dict[str, Any]:  # noqa: ANN401
    return {"outcome": "accepted", "claim": place, **more}


@pytest.mark.parametrize("address", [*READS, f"{HERE}/rules", "/review/no-such"])
def test_drafts_are_seen_with_the_token_alone(client: TestClient, address: str) -> None:
    assert client.get(address).status_code == 403
    response = client.get(address, headers={"Authorization": "Bearer wrong"})
    assert response.status_code == 403
    assert response.headers["content-type"] == "application/problem+json"


@pytest.mark.parametrize(
    ("method", "address"),
    [
        ("POST", DECISIONS),
        ("DELETE", f"{DECISIONS}/1"),
        ("POST", f"{HERE}/publish"),
        ("POST", f"{HERE}/rules"),
    ],
)
def test_writes_need_the_token(client: TestClient, method: str, address: str) -> None:
    assert client.request(method, address, json={}).status_code == 403


def test_the_drafts_and_their_counts(client: TestClient) -> None:
    expected = {"report": REPORT, "states": {"draft": 7}, "href": HERE}
    assert read(client, "/review") == {"reports": [expected]}


def test_the_queue(client: TestClient) -> None:
    found = read(client, HERE)
    first = found["claims"][0]
    assert (found["total"], len(found["claims"])) == (7, 7)
    assert first["place"]["words"] == DOCUMENT.words(DOCUMENT.sentences[1])
    assert first["subject"]["label"] == "Foreign Office of Arvenia"
    assert first["rule"] == {"name": "signs", "version": "1"}
    assert first["state"] == "draft"


@pytest.mark.parametrize(
    ("parameters", "places"),
    [
        ({"score": 0.92}, ["p2s1-1", "p2s2-1"]),
        ({"rule": "signs"}, ["p2s1-1", "p2s1-2"]),
        ({"paragraph": 3, "sentence": 1}, ["p3s1-1"]),
        ({"state": ["accepted", "rejected"]}, ["p2s1-1"]),
        ({"offset": 5, "limit": 1}, ["p3s2-1"]),
        ({"offset": 9}, []),
    ],
)
def test_the_queue_is_filtered_and_paged(
    client: TestClient, parameters: dict[str, Any], places: list[str]
) -> None:
    assert post(client, accepted("p2s1-1")).status_code == 201
    found = [each["claim"] for each in read(client, HERE, **parameters)["claims"]]
    assert found == list(map(claim, places))


def test_decisions_are_taken_listed_and_undone(client: TestClient, shared: Store) -> None:
    before = written(shared, draft_name(REPORT))
    response = post(
        client,
        accepted("p2s1-1", why="plainly so"),
        {"outcome": "rejected", "claim": claim("p2s2-1")},
        {
            "outcome": "edited",
            "claim": "p2s1-2",
            "changes": {"subject": ["Port Board"], "comment": ["The board signed."]},
            "new_things": [{"class": "GovernmentBody", "label": "Port Board"}],
        },
        {"outcome": "merged", "thing": "Arvenian Foreign Office", "into": "FOA"},
        {"outcome": "superseded", "claim": "p3s2-1"},
        {"outcome": "kept-apart", "thing": "Belmora", "into": "Arvenia"},
        {"outcome": "accepted", "score": 0.5, "modalities": ["planned"]},
    )
    assert response.status_code == 201
    taken = response.json()["decisions"]
    assert [each["number"] for each in taken] == [*range(1, 9)]
    assert taken[0]["why"] == "plainly so"
    assert taken[2]["generated"] == [claim("p2s1-2-e1"), thing("port-board")]
    assert read(client, DECISIONS)["decisions"] == taken
    assert read(client, f"{DECISIONS}/3") == taken[2]
    states = read(client, "/review")["reports"][0]["states"]
    assert states == {"accepted": 3, "draft": 1, "edited": 1, "rejected": 1, "superseded": 2}
    for number in range(8, 0, -1):
        assert client.delete(f"{DECISIONS}/{number}", headers=BEARER).status_code == 200
    assert written(shared, draft_name(REPORT)) == before


def test_all_or_none(client: TestClient) -> None:
    response = post(client, accepted("p2s1-1"), accepted("p9s9-9"))
    assert response.status_code == 404
    assert read(client, DECISIONS) == {"decisions": []}


def test_the_second_of_two_curators_is_told(client: TestClient) -> None:
    [seen] = read(client, HERE, paragraph=3, sentence=1)["claims"]
    assert post(client, accepted("p3s1-1", version=seen["version"])).status_code == 201
    response = post(client, {"outcome": "rejected", "claim": "p3s1-1"})
    assert response.status_code == 409
    assert response.json()["type"] == "/problems/decided-otherwise"
    assert "decision 1 of Ana Lu" in response.json()["detail"]
    stale = read(client, HERE, paragraph=3, sentence=2)["claims"][0]["version"]
    assert post(client, {"outcome": "merged", "thing": "Arvenian Foreign Office", "into": "FOA"})
    assert post(client, accepted("p3s2-1", version=stale)).status_code == 409


def test_a_later_decision_keeps_an_earlier_one(client: TestClient) -> None:
    edit = {"outcome": "edited", "changes": {"comment": ["Said so."]}}
    again = {**edit, "claim": "p2s1-1-e1", "changes": {"comment": ["Said otherwise."]}}
    assert post(client, {**edit, "claim": "p2s1-1"}, again).status_code == 201
    response = client.delete(f"{DECISIONS}/1", headers=BEARER)
    assert response.status_code == 409
    assert "Undo decision 2 first." in response.json()["hint"]


def test_conditional_writes(client: TestClient) -> None:
    tag = client.get(DECISIONS, headers=BEARER).headers["etag"]
    assert client.get(DECISIONS, headers=BEARER | {"If-None-Match": tag}).status_code == 304
    assert post(client, accepted("p2s1-1"), If_Match=tag).status_code == 201
    assert post(client, accepted("p2s1-2"), If_Match=tag).status_code == 412
    address = f"{DECISIONS}/1"
    tag = client.get(address, headers=BEARER).headers["etag"]
    assert post(client, accepted("p2s1-2")).status_code == 201
    assert client.delete(address, headers=BEARER | {"If-Match": tag}).status_code == 412
    assert client.delete(address, headers=BEARER | {"If-Match": "*"}).status_code == 200


def test_answers_are_for_their_reader_alone(client: TestClient) -> None:
    headers = client.get(HERE, headers=BEARER).headers
    assert "private" in headers["cache-control"]
    assert "Authorization" in headers["vary"]


def test_publishing(client: TestClient) -> None:
    assert post(client, accepted("p2s1-1")).status_code == 201
    response = client.post(f"{HERE}/publish", headers=BEARER)
    assert response.status_code == 200
    counts = {"claims": 1, "accepted": 1, "edited": 0, "by_hand": 0, "open": 6}
    assert response.json() == {**counts, "href": f"/reports/{REPORT}"}
    assert client.get(f"/reports/{REPORT}").status_code == 200
    ask = "ASK { id:foreign-office-of-arvenia comity:signed id:sallow-accord }"
    assert client.get("/sparql", params={"query": ask}).json()["boolean"]


def test_publishing_nothing_says_so(client: TestClient) -> None:
    done = client.post(f"{HERE}/publish", headers=BEARER).json()
    assert (done["claims"], done["open"], done["href"]) == (0, 7, None)
    assert client.get(f"/reports/{REPORT}").status_code == 404


def test_publishing_what_was_seen(client: TestClient, shared: Store) -> None:
    tag = client.get(HERE, headers=BEARER).headers["etag"]
    assert post(client, accepted("p2s1-1")).status_code == 201
    address, before = f"{HERE}/publish", shared.version
    assert client.post(address, headers=BEARER | {"If-Match": tag}).status_code == 412
    assert shared.version == before
    tag = client.get(HERE, headers=BEARER).headers["etag"]
    assert client.post(address, headers=BEARER | {"If-Match": f'"x", {tag}'}).status_code == 200


def test_what_does_not_conform_is_not_published(client: TestClient, shared: Store) -> None:
    merged = {"outcome": "merged", "thing": "Arvenian Foreign Office", "into": "FOA"}
    assert post(client, merged, accepted("p3s2-1"), accepted("p3s2-2")).status_code == 201
    before = shared.version
    response = client.post(f"{HERE}/publish", headers=BEARER)
    assert response.status_code == 422
    assert response.json()["findings"]
    assert shared.version == before


def test_an_edit_that_does_not_conform_is_refused(client: TestClient, shared: Store) -> None:
    before = shared.version
    changes = {"predicate": ["opens"], "comment": ["The office opens the accord."]}
    response = post(client, {"outcome": "edited", "claim": "p2s1-1", "changes": changes})
    assert response.status_code == 422
    assert [each["focus"] for each in response.json()["findings"]] == [claim("p2s1-1-e1")]
    assert shared.version == before


@pytest.mark.parametrize("name", [{}, {"name": "no id"}])
def test_a_new_thing_needs_an_id(client: TestClient, name: dict[str, str]) -> None:
    label = "日本"  # makes no slug
    added = {"class": "GovernmentBody", "label": label, **name}
    edit = {"outcome": "edited", "claim": "p2s1-1", "changes": {"object": [label]}}
    merged = {"outcome": "merged", "thing": "Arvenian Foreign Office", "into": label}
    for decision in (edit, merged):
        response = post(client, {**decision, "new_things": [added]})
        assert response.status_code == 400
        assert "Give it an id" in response.json()["hint"]


def test_what_is_wrong_in_a_body_is_named(client: TestClient) -> None:
    wrong = [
        accepted("p2s1-1"),
        {"outcome": "edited", "claim": "p2s1-1", "changes": {"object": ["Belmora", 7]}},
        {"outcome": "accepted", "score": 2},
        {"outcome": "liked", "claim": "p2s1-2"},
    ]
    response = post(client, *wrong)
    assert response.status_code == 422
    found = response.json()["parameters"]
    assert [each["name"] for each in found] == [
        "decisions[1].changes.object[1]",
        "decisions[2].score",
        "decisions[3]",
    ]
    assert "accepted, rejected, superseded, edited, merged or kept-apart" in found[2]["reason"]


def test_a_plain_server_publishes_what_is_valid(sample_store: Store) -> None:
    with serving(drafted(sample_store, plain=True)) as client:
        merged = {"outcome": "merged", "thing": "Arvenian Foreign Office", "into": "FOA"}
        assert post(client, merged, accepted("p3s2-1"), accepted("p3s2-2")).status_code == 201
        assert client.post(f"{HERE}/publish", headers=BEARER).status_code == 422
        assert client.delete(f"{DECISIONS}/3", headers=BEARER).status_code == 200
        assert client.post(f"{HERE}/publish", headers=BEARER).status_code == 200


def test_things_and_possible_merges(client: TestClient) -> None:
    [found] = read(client, f"{HERE}/merges")["merges"]
    assert found["thing"]["label"] == "Arvenian Foreign Office"
    assert found["into"]["label"] == "Foreign Office of Arvenia"
    assert found["into"]["classes"] == ["comity:GovernmentBody"]
    assert not found["into"]["is_published"]
    examples = [found[side]["example"] for side in ("thing", "into")]
    assert [words.split(".")[0][:31] for words in examples] == [
        "The Arvenian Foreign Office wor",
        "The Foreign Office of Arvenia (",
    ]
    merged = {"outcome": "merged", "thing": found["thing"]["iri"], "into": found["into"]["iri"]}
    assert post(client, merged).status_code == 201
    assert read(client, f"{HERE}/merges") == {"merges": []}
    things = {each["iri"]: each for each in read(client, f"{HERE}/things")["things"]}
    assert things[found["thing"]["iri"]]["merged_into"] == found["into"]["iri"]
    assert things[found["into"]["iri"]]["aliases"] == ["FOA"]


def test_a_thing_that_may_be_a_published_one(client: TestClient, shared: Store) -> None:
    known = """id:accord a comity:LegalInstrument ; skos:prefLabel "Sallow accord"@en .
        <urn:c> rdf:subject id:accord ; rdfs:comment "It holds." , "It lapsed." ."""
    with shared.write() as writer:
        writer.update(f"INSERT DATA {{ GRAPH <urn:known> {{ {known} }} }}")
    pairs = read(client, f"{HERE}/merges")["merges"]
    with shared.write() as writer:
        writer.update("DROP GRAPH <urn:known>")
    [found] = [pair["into"] for pair in pairs if pair["thing"]["label"] == "Sallow Accord"]
    assert found == {
        "iri": thing("accord"),
        "label": "Sallow accord",
        "classes": ["comity:LegalInstrument"],
        "example": "It holds.",
        "is_published": True,
    }


def test_rules(client: TestClient) -> None:
    assert post(client, {"outcome": "rejected", "claim": "p2s1-1"}).status_code == 201
    rules = {each["rule"]: each for each in read(client, f"{HERE}/rules")["rules"]}
    assert (rules["signs"]["wrong"], rules["signs"]["open"]) == (1, 1)
    body = {"curator": "Ana Lu", "rule": "signs"}
    for off in (True, False):
        response = client.post(f"{HERE}/rules", json={**body, "off": off}, headers=BEARER)
        assert response.status_code == 409


def test_a_rule_that_is_often_wrong(client: TestClient, shared: Store) -> None:
    turtle = "\n".join(
        f"""<{thing(f"claim-x-{n}")}> a comity:Claim ; rdf:subject id:a ; rdf:predicate comity:b ;
        rdf:object id:c ; comity:modality modality:asserted ; rdfs:comment "Said."@en ;
        comity:score 0.5 ; prov:wasGeneratedBy id:reading-{REPORT}-signs ."""
        for n in range(10)
    )
    with shared.write() as writer:
        writer.update(f"INSERT DATA {{ GRAPH {draft_name(REPORT)} {{ {turtle} }} }}")
    wrong = [{"outcome": "rejected", "claim": f"claim-x-{n}"} for n in range(10)]
    assert post(client, *wrong).status_code == 201
    body = {"curator": "Ana Lu", "rule": "signs", "why": "too often wrong"}
    for off, expected in ((True, ["signs"]), (False, [])):
        response = client.post(f"{HERE}/rules", json={**body, "off": off}, headers=BEARER)
        assert (response.status_code, response.json()) == (200, {"off": expected})


@pytest.mark.parametrize(
    ("body", "status"),
    [
        ({}, 422),
        ({"curator": "", "decisions": [accepted("p2s1-1")]}, 422),
        ({"curator": "  ", "decisions": [accepted("p2s1-1")]}, 400),
        ({"curator": "A", "decisions": []}, 422),
        ({"curator": "A", "decisions": [{"outcome": "accepted"}]}, 422),
        ({"curator": "A", "decisions": [accepted("p2s1-1", colour="red")]}, 422),
        ({"curator": "A", "decisions": [{"outcome": "accepted", "score": 2}]}, 422),
        (
            {
                "curator": "A",
                "decisions": [{"outcome": "accepted", "score": 0.1, "modalities": ["denied"]}],
            },
            400,
        ),
        (
            {
                "curator": "A",
                "decisions": [{"outcome": "merged", "thing": "Nobody", "into": "FOA"}],
            },
            400,
        ),
        (
            {
                "curator": "A",
                "decisions": [{"outcome": "edited", "claim": "p2s1-1", "changes": {}}],
            },
            400,
        ),
    ],
)
def test_bodies_that_are_refused(client: TestClient, body: object, status: int) -> None:
    response = client.post(DECISIONS, json=body, headers=BEARER)
    assert response.status_code == status
    assert response.headers["content-type"] == "application/problem+json"
    assert read(client, DECISIONS) == {"decisions": []}


def test_a_body_is_json_and_not_too_large(client: TestClient, sample_store: Store) -> None:
    response = client.post(DECISIONS, content="a", headers=BEARER | TURTLE)
    assert response.status_code == 415
    with serving(drafted(sample_store), body_bytes=1024) as small:
        assert post(small, accepted("p" * 1024)).status_code == 413


@pytest.mark.parametrize("address", [HERE + "x", "/review/a%2Fb", f"{DECISIONS}/1"])
def test_what_is_not_there(client: TestClient, address: str) -> None:
    assert client.get(address, headers=BEARER).status_code == 404
