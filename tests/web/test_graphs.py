from collections.abc import Mapping

import pytest
from starlette.testclient import TestClient

ID = "https://w3id.org/comity/id/"


def asked(client: TestClient, **parameters: str | int) -> Mapping[str, list[dict[str, str]]]:
    answer = client.get("/graph", params=parameters, headers={"Accept": "application/json"})
    assert answer.status_code == 200, answer.text
    found: Mapping[str, list[dict[str, str]]] = answer.json()
    return found


def test_every_edge_is_a_claim_between_two_nodes(client: TestClient) -> None:
    found = asked(client)
    nodes = {node["id"]: node for node in found["nodes"]}
    assert found["is_cut"] is False
    assert {edge["source"] for edge in found["edges"]} <= nodes.keys()
    assert {edge["target"] for edge in found["edges"]} <= nodes.keys()
    edge = next(edge for edge in found["edges"] if edge["id"] == f"{ID}claim-p2s1-2")
    assert edge["modality"] == "denied"
    assert nodes[f"{ID}arvenia"] == {
        "id": f"{ID}arvenia", "label": "Arvenia", "kind": "state", "href": "/doc/arvenia",
    }  # fmt: skip


def test_around_a_thing_stand_its_own_claims_and_then_those_of_its_neighbours(
    client: TestClient,
) -> None:
    near = asked(client, focus="arvenia")["edges"]
    far = asked(client, focus="arvenia", hops=2)["edges"]
    assert all(f"{ID}arvenia" in (edge["source"], edge["target"]) for edge in near)
    assert far[: len(near)] == near
    assert len(far) > len(near)


@pytest.mark.parametrize(
    ("parameters", "holds"),
    [
        ({"modality": "planned"}, lambda edge: edge["modality"] == "planned"),
        ({"relation": "comity:cooperatesWith"}, lambda edge: edge["label"] == "cooperates with"),
        ({"report": "note-2031"}, lambda edge: edge["id"] == f"{ID}claim-note-p2s1-1"),
    ],
)
def test_a_filter_leaves_what_it_names(client: TestClient, parameters, holds) -> None:  # type: ignore[no-untyped-def]  # noqa: ANN001
    edges = asked(client, **parameters)["edges"]
    assert edges
    assert all(map(holds, edges))


def test_a_kind_is_that_of_one_end(client: TestClient) -> None:
    found = asked(client, kind="Infrastructure")
    kinds = {node["id"]: node["kind"] for node in found["nodes"]}
    assert found["edges"]
    for edge in found["edges"]:
        assert "infrastructure" in (kinds[edge["source"]], kinds[edge["target"]])


def test_a_graph_that_is_cut_says_so(client: TestClient) -> None:
    found = asked(client, limit=3)
    assert found["is_cut"] is True
    assert len(found["edges"]) == 3
    page = client.get("/graph?limit=3", headers={"Accept": "text/html"}).text
    assert "There are more claims than a graph can show" in page


def test_an_empty_graph_is_an_answer(client: TestClient) -> None:
    assert asked(client, report="none-such") == {"nodes": [], "edges": [], "is_cut": False}


@pytest.mark.parametrize(
    "query", ["focus=nobody", "report=A B", "kind=x%3E", "modality=sure", "hops=3", "limit=0",
              "relation=not%20an%20iri"],
)  # fmt: skip
def test_a_wrong_value_is_refused(client: TestClient, query: str) -> None:
    answer = client.get(f"/graph?{query}", headers={"Accept": "application/json"})
    assert answer.status_code in {400, 404, 422}
    assert answer.headers["Content-Type"] == "application/problem+json"
