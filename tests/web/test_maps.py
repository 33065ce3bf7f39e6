"""The map: which claims join which states, and what is drawn of them."""

import re
from collections.abc import Mapping
from typing import Any

import pytest
from starlette.testclient import TestClient

from graph.namespaces import graph_name
from graph.store import MemoryStore
from tests.web.conftest import triples
from web.claims import Claims
from web.map_picture import KINDS, picture
from web.names import Name
from web.partners import Filter, Joint, Partner, codes_of, partners
from web.pictures import pictures_of
from web.world import world

ID = "https://w3id.org/comity/id/"
HTML = {"Accept": "text/html"}

# Invented states with real codes, so that the map has a place for them.
STATES = """
id:ayre a comity:State ; skos:prefLabel "Ayre"@en ; skos:notation "116"^^comity:iso3166Numeric .
id:berd a comity:State ; skos:prefLabel "Berd"@en ; skos:notation "764"^^comity:iso3166Numeric .
id:crom a comity:State ; skos:prefLabel "Crom"@en ; skos:notation "702"^^comity:iso3166Numeric .
id:dorn a comity:State ; skos:prefLabel "Dorn"@en .
"""


def claim(name: str, subject: str, predicate: str, object_: str, more: str = "") -> str:
    """Return an asserted claim; more may give it another modality, or further properties."""
    held = "" if "comity:modality" in more else "comity:modality modality:asserted ;"
    return (
        f"id:claim-{name} rdf:subject {subject} ; rdf:predicate {predicate} ; "
        f"rdf:object {object_} ; {held} {more} a comity:Claim ."
    )


def store_of(text: str = "") -> MemoryStore:
    """Return a store with the states and some claims and facts."""
    store = MemoryStore()
    with store.write() as writer:
        writer.replace_graph(graph_name("one"), triples(STATES + text))
    return store


def found(text: str, state: str = "ayre", wanted: Filter | None = None) -> Mapping[str, list[str]]:
    """Return partner → its claims, for a store with the states, some claims and facts."""
    return {
        partner.state.text: [joint.iri.removeprefix(f"{ID}claim-") for joint in partner.claims]
        for partner in partners(store_of(text), f"{ID}{state}", wanted or Filter())
    }


@pytest.mark.parametrize("state", ["ayre", "berd"])
@pytest.mark.parametrize(
    "text",
    [
        claim("a", "id:ayre", "comity:cooperatesWith", "id:berd"),
        claim("a", "id:berd", "comity:cooperatesWith", "id:ayre"),
        claim("a", "id:ayre", "comity:discussed", "id:x", "comity:counterpart id:berd ;"),
        claim("a", "id:office", "comity:negotiatedWith", "id:berd")
        + "id:office comity:agencyOf id:ayre .",
        claim("a", "id:ayre", "comity:opens", "id:x", "comity:place id:town ;")
        + "id:town schema:containedInPlace id:berd .",
        claim("a", "id:ayre", "comity:negotiatedWith", "id:embassy")
        + "id:embassy comity:missionOf id:berd .",
    ],
)
def test_a_claim_joins_two_states_from_either_side(text: str, state: str) -> None:
    other = {"ayre": "Berd", "berd": "Ayre"}[state]
    assert found(text, state) == {other: ["a"]}


@pytest.mark.parametrize(
    "text",
    [
        claim("a", "id:visit", "comity:destination", "id:berd")
        + "id:visit comity:visitor id:p . id:p org:holds id:post . id:post org:postIn id:ayre .",
        claim("a", "id:talks", "comity:beneficiary", "id:berd") + "id:ayre comity:hosts id:talks .",
        claim("a", "id:line", "comity:borderOf", "id:berd") + "id:line comity:borderOf id:ayre .",
    ],
)
def test_what_two_states_share_joins_them(text: str) -> None:
    assert found(text) == {"Berd": ["a"]}


@pytest.mark.parametrize(
    "text",
    [
        claim("a", "id:berd", "comity:cooperatesWith", "id:crom"),
        claim("a", "id:ayre", "comity:promotes", "id:peace"),
        claim("a", "id:ayre", "comity:promotes", '"Berd"@en'),
        claim("a", "id:union", "comity:hasMember", "id:berd")
        + "id:union comity:hasMember id:ayre .",
        claim("a", "id:office", "comity:negotiatedWith", "id:crom")
        + "id:office comity:agencyOf id:ayre , id:berd .",
    ],
)
def test_what_names_no_other_state_or_only_a_common_club_does_not(text: str) -> None:
    assert found(text) == {}


def test_a_visit_joins_its_destination_with_the_state_of_the_visitor() -> None:
    text = claim("a", "id:visit", "comity:visitor", "id:p") + claim(
        "b", "id:visit", "comity:destination", "id:berd"
    )
    text += """id:visit comity:visitor id:p ; comity:destination id:berd . id:p org:holds id:post .
        id:post org:postIn id:office . id:office comity:agencyOf id:ayre ."""
    assert found(text, "ayre") == {"Berd": ["b"]}
    assert found(text, "berd") == {"Ayre": ["a"]}


def test_two_destinations_of_a_visit_are_no_partners() -> None:
    text = claim("a", "id:visit", "comity:destination", "id:berd")
    text += claim("b", "id:visit", "comity:destination", "id:crom")
    text += "id:visit comity:destination id:berd , id:crom ."
    assert found(text, "berd") == found(text, "crom") == {}


def test_report_and_modality_leave_what_they_name() -> None:
    text = claim("a", "id:ayre", "comity:cooperatesWith", "id:berd") + claim(
        "b", "id:ayre", "comity:harms", "id:crom", "comity:modality modality:denied ;"
    )
    assert found(text, wanted=Filter(modality="denied")) == {"Crom": ["b"]}
    assert found(text, wanted=Filter(report="one")) == {"Berd": ["a"], "Crom": ["b"]}
    assert found(text, wanted=Filter(report="another")) == {}


def partner(label: str, code: str, *modalities: str, relation: str = "urn:p") -> Partner:
    """Return a partner with one claim a modality."""
    claims = tuple(Joint(f"urn:{label}{n}", relation, m) for n, m in enumerate(modalities))
    return Partner(Name(label, f"urn:{label}"), code, claims)


def test_a_partner_has_a_shade_by_its_claims_and_a_line_a_modality() -> None:
    many = partner("Berd", "764", *["asserted"] * 9, "denied")
    few = partner("Crom", "702", "planned")
    drawn = picture(Name("Ayre"), "116", [many, few], (), whole=False)
    shades = {spot.partner.state.text: spot.shade for spot in drawn.spots if spot.partner}
    assert shades == {"Berd": f"level-{len(drawn.shades)}", "Crom": "level-1"}
    meanings = ", ".join(shade.meaning for shade in drawn.shades)
    assert meanings == "1 claim, 2–3 claims, 4–5 claims, 6–10 claims"
    assert [line.modality for line in drawn.lines] == ["asserted", "denied", "planned"]
    assert len({line.path for line in drawn.lines}) == 3


def test_a_state_too_small_for_an_outline_has_a_place_and_one_without_a_code_is_named() -> None:
    small, unknown = partner("Crom", "702", "asserted"), partner("Dorn", "", "asserted")
    drawn = picture(Name("Ayre"), "116", [small, unknown], (), whole=False)
    assert [spot.outline.path for spot in drawn.spots if spot.partner] == [""]
    assert drawn.missing == (unknown,)


def test_a_kind_of_relation_has_a_colour_and_the_names_of_its_states() -> None:
    codes = [state.code for state in world().states if state.code][: KINDS + 2]
    kinds = [Name(f"kind {n}", f"urn:k{n}") for n in range(len(codes))]
    shown = [
        partner(f"s{n}", code, "asserted", relation=f"urn:k{n}") for n, code in enumerate(codes)
    ]
    drawn = picture(Name("Ayre"), "116", shown, kinds, whole=True)
    assert [shade.name for shade in drawn.shades] == [f"kind-{n}" for n in range(1, KINDS + 1)]
    assert drawn.shades[0].states == "s0"
    assert drawn.shades[-1].states == ", ".join(f"s{n}" for n in range(KINDS - 1, len(codes)))
    assert drawn.box == (0, 0, world().width, world().height)


def test_labels_do_not_hide_one_another() -> None:
    states = [state for state in world().states if state.code][:60]
    shown = [partner("Long Name of It", state.code, "asserted") for state in states]
    drawn = picture(Name("x" * 10_000), "116", shown, (), whole=True)
    boxes = [label.box(drawn.letter) for label in drawn.labels]
    assert all(len(label.text) <= 24 for label in drawn.labels)
    for place, (left, top, right, bottom) in enumerate(boxes):
        for other in boxes[:place]:
            assert right <= other[0] or other[2] <= left or bottom <= other[1] or other[3] <= top


def test_names_of_small_neighbours_stand_beside_them() -> None:
    near = {"Crom": "764", "Dorn": "418", "Errin": "704"}
    shown = [partner(name, code, "asserted") for name, code in near.items()]
    drawn = picture(Name("Berdia"), "116", shown, (), whole=False)
    boxes = {label.text: label.box(drawn.letter) for label in drawn.labels}
    assert boxes.keys() == {"Berdia", *near}
    middles = {spot.outline.code: spot.outline.at for spot in drawn.spots}
    for left, top, right, bottom in boxes.values():
        assert not any(left < x < right and top < y < bottom for x, y in middles.values())
    assert boxes["Crom"][2] < middles["764"][0]  # it lies in the west of the four
    assert middles["704"][0] < boxes["Errin"][0]


def asked(client: TestClient, **parameters: str) -> Mapping[str, Any]:
    answer = client.get("/map", params=parameters, headers={"Accept": "application/json"})
    assert answer.status_code == 200, answer.text
    content: Mapping[str, Any] = answer.json()
    return content


def test_the_state_with_most_claims_is_shown_first(client: TestClient) -> None:
    content = asked(client)
    assert content["state"] == {"iri": f"{ID}arvenia", "label": "Arvenia"}
    first = content["partners"][0]
    assert first["label"] == "Belmora"
    assert first["modalities"] == {"asserted": 3, "planned": 1}
    assert len(first["claims"]) == sum(first["relations"].values()) == 4


def test_the_page_has_the_same_in_a_table(client: TestClient) -> None:
    page = client.get("/map?state=Arvenia", headers=HTML).text
    for partner_found in asked(client, state="arvenia")["partners"]:
        assert f'href="{partner_found["href"]}"' in page
        for iri in partner_found["claims"]:
            assert f'href="/doc/{iri.removeprefix(ID)}"' in page
    assert "Not on the map" in page


@pytest.mark.parametrize(
    ("address", "status"),
    [
        ("/map?state=ember-canal", 400),
        ("/map?state=nowhere", 400),
        ("/map?report=Not%20A%20Slug", 400),
        ("/map?modality=certain", 422),
        ("/map?colour=red", 422),
    ],
)
def test_what_makes_no_sense_is_refused(client: TestClient, address: str, status: int) -> None:
    assert client.get(address, headers={"Accept": "application/json"}).status_code == status


def test_names_from_the_data_are_no_markup() -> None:
    store = MemoryStore()
    name = "<script>alert(1)</script> \u202e"
    text = f'id:ayre a comity:State . id:berd a comity:State ; skos:prefLabel "{name}"@en .'
    with store.write() as writer:
        data = text + claim("a", "id:ayre", "comity:cooperatesWith", "id:berd")
        writer.replace_graph(graph_name("one"), triples(data))
    assert codes_of(store, [f"{ID}berd"]) == {}
    from server import create_app

    with TestClient(create_app(store=store)) as client:
        page = client.get("/map?state=ayre", headers=HTML).text
    assert "&lt;script&gt;" in page
    assert re.search(r"<script(?! type=\"module\" src=)", page) is None


def test_the_states_of_a_column_are_drawn_stronger_where_they_recur() -> None:
    names = {each: Name(each.title(), f"{ID}{each}") for each in ("ayre", "berd", "port")}
    rows = [(names[each], Name("1")) for each in ("ayre", "berd", "ayre", "port")]
    drawn = pictures_of(store_of(), ("place", "number"), rows, Claims((), is_cut=False), (), None)
    assert drawn.column == "place"
    assert drawn.states is not None
    shades = {spot.partner.state.text: spot.shade for spot in drawn.states.spots if spot.partner}
    assert shades == {"Ayre": "level-2", "Berd": "level-1"}
    assert not drawn.states.lines
