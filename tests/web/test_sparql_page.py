"""The answer to a free-form query as a page, for a browser without scripts."""

import re
from html import unescape
from typing import Any

import pytest
from starlette.testclient import TestClient

from tests.web.outline import tree
from web.negotiation import HTML

BROWSER = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"
SELECT = "SELECT ?thing ?label { ?thing skos:prefLabel ?label FILTER (?thing = id:arvenia) }"


def asked(client: TestClient, query: str) -> Any:  # noqa: ANN401  # the response of the client
    return client.get("/sparql", params={"query": query}, headers={"Accept": BROWSER})


def test_solutions_are_a_table_with_links(client: TestClient) -> None:
    page = asked(client, SELECT)
    assert page.headers["content-type"] == "text/html; charset=utf-8"
    assert '<a href="/doc/arvenia">arvenia</a>' in page.text
    assert re.search(
        r'<span lang="el" dir="auto">Αρβενία</span> <span class="quiet">@el', page.text
    )
    assert SELECT in unescape(page.text.split("<textarea")[1].split("</textarea>")[0])


@pytest.mark.parametrize(
    ("query", "shown"),
    [
        ("ASK { id:arvenia a comity:State }", "<p>Yes</p>"),
        ("ASK { id:arvenia a comity:Visit }", "<p>No</p>"),
        ("CONSTRUCT { id:vell a ?c } WHERE { id:vell a ?c }", '<th scope="col">predicate</th>'),
        ("SELECT ?x { ?x a comity:Nothing }", "Nothing in the graph is like that."),
        ('SELECT ("<script>" AS ?x) {}', "&lt;script&gt;"),
        ("SELECT ?x ?y { BIND (1 AS ?x) }", "<td></td>"),
    ],
)
def test_every_kind_of_result_has_a_page(client: TestClient, query: str, shown: str) -> None:
    page = asked(client, query)
    assert page.status_code == 200
    assert shown in page.text


def test_a_long_result_is_cut_and_the_downloads_are_whole(client: TestClient) -> None:
    page = asked(client, "SELECT ?s ?p ?o { ?s ?p ?o }").text
    assert "The first 500 are shown." in page
    assert page.count("<tr>") == 501
    address = unescape(page.split('<li><a href="/sparql?')[2].split('"')[0])
    answer = client.get(f"/sparql?{address}", headers={"Accept": BROWSER})
    assert answer.headers["content-disposition"].startswith("attachment; filename=")
    assert answer.headers["content-type"].startswith("application/sparql-results+xml")
    assert answer.text.count("<result>") > 500


def test_the_graphs_of_a_query_stay_named(client: TestClient) -> None:
    graph = "https://w3id.org/comity/graph/note-2031"
    parameters = {"query": "SELECT * { ?s a comity:Claim }", "default-graph-uri": graph}
    page = client.get("/sparql", params=parameters, headers={"Accept": "text/html"}).text
    assert f'<input type="hidden" name="default-graph-uri" value="{graph}">' in page
    assert "claim-note-p2s1-1" in page
    assert "claim-p1s1-1" not in page


def test_an_error_stands_at_its_line(client: TestClient) -> None:
    page = asked(client, "SELECT ?s {\n  ?s a ??? .\n}")
    assert page.status_code == 400
    wrong = page.text.split('<span class="line wrong-line">')[1].split('<span class="line')[0]
    assert "2 →" in wrong
    assert "?s a ??? ." in wrong
    tree(page.text)


@pytest.mark.parametrize(
    ("accept", "status", "media_type"),
    [
        ("*/*", 200, "application/sparql-results+json"),
        ("application/xml, text/html;q=0.9", 200, "application/sparql-results+xml"),
        ("text/csv, text/html;q=0.5", 200, "text/csv; charset=utf-8"),
        (HTML.media_type, 200, "text/html; charset=utf-8"),
        ("image/png", 406, "application/problem+json"),
    ],
)
def test_programs_get_what_they_ask_for(
    client: TestClient, accept: str, status: int, media_type: str
) -> None:
    answer = client.get("/sparql", params={"query": SELECT}, headers={"Accept": accept})
    assert (answer.status_code, answer.headers["content-type"]) == (status, media_type)


def test_a_program_gets_an_error_as_data(client: TestClient) -> None:
    answer = client.get("/sparql", params={"query": "SELECT {"}, headers={"Accept": "*/*"})
    assert answer.headers["content-type"] == "application/problem+json"
    assert answer.json()["line"] == 1


@pytest.mark.parametrize(
    ("query", "detail", "line"),
    [
        (" # nothing", "The query is empty.", 1),
        ("SELEKT * {}", "A query cannot begin with 'SELEKT'. Is SELECT meant?", 1),
        ("PREFIX a: <urn:a>\nhello", "A query cannot begin with 'hello'.", 2),
        ("SELECT *\n{ ?s a comity:Claim ; nope:is 1 }", "The prefix 'nope:' is not declared.", 2),
        ("PREFIX x: <urn:x> ASK { x:a y:b 'z:c' }", "The prefix 'y:' is not declared.", 1),
        ("SELECT ?s {\n ?s a ??? }", "The query cannot be read beyond this place.", 2),
        ("ASK { ?s ?p 'open }", "The query cannot be read beyond this place.", 1),
    ],
)
def test_what_is_wrong_is_told_in_words(
    client: TestClient, query: str, detail: str, line: int
) -> None:
    answer = client.get("/sparql", params={"query": query}, headers={"Accept": "*/*"})
    assert answer.status_code == 400
    assert answer.json()["detail"].startswith(detail)
    assert answer.json()["line"] == line
    assert detail in unescape(asked(client, query).text)


def test_each_question_is_an_example(client: TestClient) -> None:
    page = client.get("/sparql", headers={"Accept": BROWSER})
    links = re.findall(r'href="/sparql\?example=([a-z-]+)"', page.text)
    names = [canned["name"] for canned in client.get("/queries").json()]
    assert sorted(links) == sorted(names)
    for name in links:
        example = client.get(f"/sparql?example={name}", headers={"Accept": BROWSER}).text
        text = unescape(example.split("<textarea")[1].split("</textarea>")[0].partition(">")[2])
        assert text.startswith("#+ summary: ")
    assert client.get("/sparql?example=nope", headers={"Accept": BROWSER}).status_code == 404
