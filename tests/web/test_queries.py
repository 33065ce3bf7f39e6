"""Canned queries over HTTP: the catalogue, and parameters as typed terms."""

from pathlib import Path

import pytest
from starlette.testclient import TestClient

from graph.catalogue import Catalogue
from graph.namespaces import ID

CATALOGUE = Catalogue(Path(__file__).parents[2] / "queries")


def _claims(client: TestClient, address: str) -> set[str]:
    """Return the slugs of the claims in the solutions of a query."""
    response = client.get(address)
    assert response.status_code == 200
    bindings = response.json()["results"]["bindings"]
    return {each["claim"]["value"].removeprefix(ID) for each in bindings}


def test_catalogue(client: TestClient) -> None:
    listed = {each["name"]: each for each in client.get("/queries").json()}
    assert set(listed) == set(CATALOGUE)
    about = listed["about"]
    assert about["href"] == "/queries/about"
    assert about["summary"] == CATALOGUE["about"].summary
    assert about["tags"] == ["lookup"]
    assert about["parameters"] == [
        {
            "name": "thing",
            "type": "iri",
            "language": None,
            "required": True,
            "default": f"{ID}funan-techo-canal",
        }
    ]


@pytest.mark.parametrize("name", sorted(CATALOGUE))
def test_every_query_has_a_page_and_answers(client: TestClient, name: str) -> None:
    samples = {"iri": "arvenia", "integer": "1", "number": "1", "date": "2030-01-01"}
    values = {
        parameter.name: samples.get(parameter.kind, "a")
        for parameter in CATALOGUE[name].parameters
        if parameter.required
    }
    data = client.get(f"/queries/{name}", params=values)
    assert data.status_code == 200
    assert data.headers["content-type"] == "application/sparql-results+json"
    for given in (values, {}):
        page = client.get(f"/queries/{name}", params=given, headers={"Accept": "text/html"})
        assert page.status_code == 200
        assert CATALOGUE[name].summary in page.text.replace("&#39;", "'")


@pytest.mark.parametrize(
    "thing", ["unnamed-navy", "id:unnamed-navy", f"{ID}unnamed-navy", "An unnamed navy"]
)
def test_a_thing_by_any_of_its_names(client: TestClient, thing: str) -> None:
    assert _claims(client, f"/queries/about?thing={thing}") == {"claim-p2s1-1", "claim-p2s1-2"}


def test_an_empty_optional_parameter_is_left_out(client: TestClient) -> None:
    base = "/queries/is-fact?subject=arvenia&relation=comity:cooperatesWith"
    answers = [client.get(base + rest).json() for rest in ("", "&object=", "&object=corvath")]
    assert [answer["boolean"] for answer in answers] == [True, True, False]


@pytest.mark.parametrize(
    "value",
    ["> } DROP ALL #", '" ; <urn:x> <urn:y>', "vell } UNION { ?s ?p ?o", "\u0000", "urn:x y"],
)
def test_a_value_is_never_text_of_the_query(client: TestClient, value: str) -> None:
    response = client.get("/queries/about", params={"thing": value})
    assert response.status_code == 400
    assert response.json()["type"] == "/problems/unknown-entity"


def test_the_page_of_a_query(client: TestClient) -> None:
    address = "/queries/about?thing=unnamed-navy"
    page = client.get(address, headers={"Accept": "text/html"}).text
    assert '<a href="/doc/arvenia">Arvenia</a>' in page
    assert 'href="#claim-p2s1-2"' in page  # from the solution to the claim below it
    assert 'id="claim-p2s1-2"' in page
    assert "paragraph 2, sentence 1" in page
    assert "SELECT ?direction" in page
    assert 'value="unnamed-navy"' in page
    assert "otherLabel</th>" not in page
    assert "/queries/about?thing=unnamed-navy&amp;format=csv" in page


def test_the_page_asks_before_it_runs(client: TestClient) -> None:
    page = client.get("/queries/about", headers={"Accept": "text/html"})
    assert page.status_code == 200
    assert "<table" not in page.text
    assert 'name="thing" value=""' in page.text  # its default is of another store
    assert " required" in page.text


def test_the_page_keeps_a_wrong_value(client: TestClient) -> None:
    address = "/queries/about?thing=%3CArv%22%3E"
    page = client.get(address, headers={"Accept": "text/html"})
    assert page.status_code == 400
    assert 'value="&lt;Arv&#34;&gt;"' in page.text
    assert 'role="alert"' in page.text
