from collections.abc import Mapping

import pyoxigraph as ox
import pytest
from starlette.testclient import TestClient

from graph.namespaces import CODE
from graph.store import MemoryStore, Store
from tests.web.outline import tree, words
from web.claims import claims_where, mentions
from web.names import names_of
from web.selections import Selection, selected

HTML = {"Accept": "text/html"}
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
        ({"since": 2031}, lambda edge: edge["id"] == f"{ID}claim-p3s3-2"),
        ({"focus": "dunmarra", "until": 2030}, lambda edge: edge["id"] == f"{ID}claim-p4s2-2"),
        ({"since": 2031, "modality": "planned"}, lambda edge: edge["id"] == f"{ID}claim-p3s3-2"),
        ({"since": 2031, "report": "sample-2030"}, lambda edge: edge["id"] == f"{ID}claim-p3s3-2"),
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
              "since=x", "relation=not%20an%20iri"],
)  # fmt: skip
def test_a_wrong_value_is_refused(client: TestClient, query: str) -> None:
    answer = client.get(f"/graph?{query}", headers={"Accept": "application/json"})
    assert answer.status_code in {400, 404, 422}
    assert answer.headers["Content-Type"] == "application/problem+json"


def test_what_has_no_date_is_counted_where_years_are_asked_for(client: TestClient) -> None:
    dated = asked(client, focus="arvenia", since=-9999, until=9999)["edges"]
    undated = len(asked(client, focus="arvenia")["edges"]) - len(dated)
    page = client.get("/graph?focus=arvenia&until=2030", headers=HTML).text
    assert undated > 1
    assert f"{undated} claims have no date and are left out." in page
    assert "are left out" not in client.get("/graph?focus=arvenia", headers=HTML).text


@pytest.mark.parametrize(
    ("address", "told", "typed"),
    [
        ("/graph?modality=bogus&focus=Arvenia", "'bogus' is none of: asserted, denied", "Arvenia"),
        ("/graph?since=abc&focus=vell", "'abc' is no year, such as 2029", "abc"),
        ("/graph?since=2030&until=2020", "The years are the wrong way round", "2030"),
        ("/graph?focus=Arvena", "Arvena", "Arvena"),
        ("/map?state=ember-canal", "'ember-canal' is no state", "ember-canal"),
        ("/map?state=arvenia&colour=red", "'red' is none of: claims, relations", "arvenia"),
        ("/path", "from: nothing is given; to: nothing is given", ""),
        ("/path?from=vell", "to: nothing is given", "vell"),
    ],
)
def test_what_makes_no_sense_is_told_above_the_form_with_what_was_typed(
    client: TestClient, address: str, told: str, typed: str
) -> None:
    answer = client.get(address, headers=HTML)
    assert answer.status_code in {400, 422}
    root = tree(answer.text)
    [alert] = [each for each in root.iter() if each.get("role") == "alert"]
    assert told in words(alert)
    assert "literal" not in words(alert)
    [form] = [
        each
        for each in root.iter("form")
        if each.get("action") == address.split("?", maxsplit=1)[0]
    ]
    assert typed in {field.get("value") for field in form.iter("input")}


def test_a_thing_and_itself_are_no_path_of_no_steps(client: TestClient) -> None:
    page = client.get("/path?from=vell&to=Vell", headers=HTML).text
    assert "Both are one and the same thing." in page
    assert "0 steps" not in page


def test_a_path_is_a_graph_with_what_stands_around_it(client: TestClient) -> None:
    found = client.get("/path", params={"from": "ilsa-maren", "to": "dunmarra"}).json()
    claims = [hop["claim"] for hop in found["hops"]]
    assert [edge["id"] for edge in found["edges"]][: len(claims)] == claims
    assert len(found["edges"]) > len(claims)
    nodes = {node["id"] for node in found["nodes"]}
    assert all({hop["start"], hop["end"]} <= nodes for hop in found["hops"])


def test_a_path_is_read_in_sentences(client: TestClient) -> None:
    page = client.get("/path?from=ilsa-maren&to=dunmarra", headers={"Accept": "text/html"}).text
    first, second = page.split('<ol class="path">')[1].split("</ol>")[0].split("<li>")[1:]
    assert "Ilsa Maren went on the visit." in first
    assert "The visit went to Dunmarra." in second
    assert 'class="claim asserted"' in second


def test_a_path_along_any_modality_is_asked_for(client: TestClient) -> None:
    asked = {"from": "ember-marshes", "to": "arvenia"}
    page = client.get("/path", params=asked, headers={"Accept": "text/html"}).text
    assert "No chain of asserted claims links" in page
    hops = client.get("/path", params={**asked, "held": "any"}).json()["hops"]
    assert {hop["modality"] for hop in hops} == {"asserted", "denied"}


def test_a_quantity_without_a_name_is_called_by_its_figure() -> None:
    store = MemoryStore()
    with store.write() as writer:
        writer.update(
            f"""INSERT DATA {{ GRAPH graph:g {{ id:q schema:value 1123 ;
            schema:unitText "nationals" ; comity:comparator <{CODE}comparator/moreThan> }} }}"""
        )
    node = ox.NamedNode(f"{ID}q")
    assert names_of(store, [node])[node].text == "> 1,123 nationals"


def test_the_claims_of_further_things_are_added(client: TestClient) -> None:
    own, more = (
        {edge["id"] for edge in asked(client, **parameters)["edges"]}
        for parameters in ({"focus": "arvenia", "modality": "denied"}, {"focus": "dunmarra"})
    )
    both = asked(client, focus="arvenia", modality="denied", also="dunmarra")["edges"]
    assert {edge["id"] for edge in both} == own | more
    assert len(both) == len(own | more) > len(own)


def test_a_claim_that_brings_a_thing_in_beside_stands_around_it(sample_store: Store) -> None:
    found = selected(sample_store, Selection(focus=f"{ID}fisheries"))
    told = claims_where(sample_store, mentions(ox.NamedNode(f"{ID}fisheries")))
    assert found.by_iri.keys() == told.by_iri.keys()
    assert any(
        value.iri == f"{ID}fisheries"
        for claim in found.shown
        for part, values in claim.details
        for value in values
    )
