"""The form of a canned query: lists of real things, and help with a name that is not clear."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from graph.build import build
from graph.catalogue import Catalogue
from graph.resources import data_folder
from graph.store import EmbeddedStore
from server import create_app
from tests.web.outline import one, tree, words

HTML = {"Accept": "text/html"}
CATALOGUE = Catalogue(Path(__file__).parents[2] / "queries")


@pytest.fixture(scope="module")
def shipped(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient]:
    """Return a client of an application on the shipped report."""
    store = EmbeddedStore(tmp_path_factory.mktemp("fields") / "store")
    build(store, [data_folder("reports") / "mfaic-2024"])
    with TestClient(create_app(store=store)) as client:
        yield client


def _options(client: TestClient, address: str, name: str) -> dict[str, str]:
    """Return value → label of what a parameter can be."""
    field = one(tree(client.get(address, headers=HTML).text), f"p-{name}")
    assert field.tag == "select"
    return {option.get("value", ""): words(option) for option in field}


def test_a_state_is_chosen_from_the_states_that_claims_join(client: TestClient) -> None:
    options = _options(client, "/queries/neighbours", "state")
    assert {"arvenia", "belmora", "corvath"} <= options.keys()
    assert options["arvenia"] == "Arvenia"
    assert "ilsa-maren" not in options


def test_terms_are_chosen_by_their_labels(client: TestClient) -> None:
    modalities = _options(client, "/queries/claims", "modality")
    assert modalities == {
        "": "any",
        **{f"modality:{name}": name for name in ("alleged", "asserted", "denied", "planned")},
        "modality:predicted": "predicted",
    }
    relations = _options(client, "/queries/claims", "relation")
    assert relations["comity:cooperatesWith"] == "cooperates with"
    assert "comity:speaker" not in relations  # no claim says it


@pytest.mark.parametrize("given", ["corvath", "Corvath", "id:corvath"])
def test_what_was_chosen_stays_chosen(client: TestClient, given: str) -> None:
    page = tree(client.get("/queries/neighbours", params={"state": given}, headers=HTML).text)
    chosen = [option for option in one(page, "p-state") if "selected" in option.attrib]
    assert [words(option) for option in chosen] == ["Corvath"]


def test_required_and_optional_are_told_apart(client: TestClient) -> None:
    page = tree(client.get("/queries/is-fact", headers=HTML).text)
    for name, remark in (("subject", "required"), ("relation", "required"), ("object", "optional")):
        field = one(page, f"p-{name}")
        assert ("required" in field.attrib) == (remark == "required")
        assert words(one(page, f"d-{name}")).startswith(remark)


def test_numbers_are_typed(client: TestClient) -> None:
    page = tree(client.get("/queries/in-year", headers=HTML).text)
    assert one(page, "p-year").get("type") == "number"


@pytest.mark.parametrize("name", [n for n, canned in CATALOGUE.items() if canned.parameters])
def test_each_example_is_among_what_its_field_offers(shipped: TestClient, name: str) -> None:
    examples = {p.name: p.default for p in CATALOGUE[name].parameters if p.default}
    page = tree(shipped.get(f"/queries/{name}", params=examples, headers=HTML).text)
    for example in examples:
        field = one(page, f"p-{example}")
        if field.tag == "select":
            assert len(field) > 1
            assert sum("selected" in option.attrib for option in field) == 1
        kinds = field.get("data-kinds")
        if kinds:
            found = shipped.get("/search", params={"q": field.get("value"), "type": kinds}).json()
            assert found


def test_an_unknown_name_links_to_the_near_ones(client: TestClient) -> None:
    address = "/queries/claims?subject=Arvenja&modality=modality%3Aasserted"
    answer = client.get(address, headers=HTML)
    assert answer.status_code == 400
    [alert] = [each for each in tree(answer.text).iter() if each.get("role") == "alert"]
    assert "Nothing has the name 'Arvenja'." in words(alert)
    links = {words(link): link.get("href", "") for link in alert.iter("a")}
    assert links["Arvenia"] == "/queries/claims?subject=arvenia&modality=modality%3Aasserted"
    page = client.get(links["Arvenia"], headers=HTML)
    assert page.status_code == 200
    assert 'aria-invalid="true"' in answer.text


def test_what_is_suggested_is_of_several_classes(client: TestClient) -> None:
    found = client.get("/search", params={"q": "mar", "type": "State,Person"}).json()
    assert {match["kind"] for match in found} == {"State", "Person"}
