"""Content negotiation, case by case (RFC 9110, section 12.5.1)."""

import pytest
from starlette.testclient import TestClient

from graph.results import SOLUTION_FORMATS, negotiate
from web.negotiation import DOCUMENT

BROWSER = "text/html,application/xhtml+xml,application/xml;q=0.9,image/webp,*/*;q=0.8"
JSON = "application/sparql-results+json"

RULES = [
    ("", "turtle"),
    ("*/*", "turtle"),
    (BROWSER, "html"),
    ("text/html", "html"),
    ("TEXT/HTML", "html"),
    ("text/turtle;q=0.5, application/ld+json", "jsonld"),
    ("text/turtle;q=0.5, application/ld+json;q=0.4", "turtle"),
    ("application/ld+json, text/turtle", "turtle"),  # equal weights: the server's order
    ("application/ld+json;profile=expanded", "jsonld"),
    ("application/*", "ntriples"),
    ("text/*;q=0.3, application/rdf+xml;q=0.2", "turtle"),
    ("text/*, text/turtle;q=0.1", "html"),  # the more specific range decides
    ("text/turtle;q=0, */*", "ntriples"),
    ("*/*;q=0.1, text/turtle;q=0", "ntriples"),
    ("application/json", "jsonld"),
    ("application/xml", "rdfxml"),
    ("text/plain", "ntriples"),
    ("image/png, */*;q=0.01", "turtle"),
    ("image/png", None),
    ("text/turtle;q=0", None),
    ("*/*;q=0", None),
    ("text/turtle;q=1.5", None),  # not a weight: the range is left out
    ("text/turtle;q=nan", None),
    ("text/turtle;q=-1", None),
    ("text/turtle;q=", None),
    ("text", None),
    (",,;", None),
]


@pytest.mark.parametrize(("accept", "expected"), RULES)
def test_document(accept: str, expected: str | None) -> None:
    chosen = negotiate(accept, DOCUMENT)
    assert (chosen.name if chosen else None) == expected


def test_a_wildcard_does_not_bring_back_an_excluded_type_by_its_other_name() -> None:
    excluded = ", ".join(f"{known.media_type};q=0" for known in SOLUTION_FORMATS)
    assert negotiate(f"{excluded}, */*", SOLUTION_FORMATS) is None


@pytest.mark.parametrize(
    ("address", "accept", "expected"),
    [
        ("/doc/arvenia", "*/*", "text/turtle; charset=utf-8"),
        ("/doc/arvenia", BROWSER, "text/html; charset=utf-8"),
        ("/doc/arvenia", "application/n-triples", "application/n-triples"),
        ("/doc/arvenia", "application/ld+json", "application/ld+json"),
        ("/doc/arvenia", "application/rdf+xml", "application/rdf+xml"),
        ("/doc/arvenia.nt", BROWSER, "application/n-triples"),
        ("/doc/arvenia.html", "text/turtle", "text/html; charset=utf-8"),
        ("/doc/arvenia?format=jsonld", BROWSER, "application/ld+json"),
        ("/doc/arvenia?format=rdf", BROWSER, "application/rdf+xml"),
        ("/ontology", "*/*", "text/turtle; charset=utf-8"),
        ("/ontology", BROWSER, "text/html; charset=utf-8"),
        ("/ontology.jsonld", BROWSER, "application/ld+json"),
        ("/ontology?format=nt", BROWSER, "application/n-triples"),
        ("/queries", "*/*", "application/json"),
        ("/queries", BROWSER, "text/html; charset=utf-8"),
        ("/queries/denials", "*/*", JSON),
        ("/queries/denials", "application/json", JSON),
        ("/queries/denials", BROWSER, "text/html; charset=utf-8"),
        ("/queries/denials", "application/xml", "application/sparql-results+xml"),
        ("/queries/denials", "text/turtle, text/html;q=0.1", "text/html; charset=utf-8"),
        ("/queries/denials?format=csv", BROWSER, "text/csv; charset=utf-8"),
        ("/queries/denials?format=tsv", "*/*", "text/tab-separated-values; charset=utf-8"),
        ("/search?q=a", "*/*", "application/json"),
        ("/search?q=a", BROWSER, "text/html; charset=utf-8"),
        ("/sparql?query=ASK{}", "*/*", JSON),
        ("/sparql?query=ASK{}", BROWSER, "text/html; charset=utf-8"),
        ("/sparql?query=SELECT*{}", "text/csv", "text/csv; charset=utf-8"),
        ("/sparql?query=DESCRIBE id:vell", "*/*", "text/turtle; charset=utf-8"),
        ("/sparql?query=CONSTRUCT WHERE{?s ?p ?o}", "application/json", "application/ld+json"),
        ("/problems/refused", BROWSER, "text/html; charset=utf-8"),
        ("/problems/refused", "*/*", "application/json"),
    ],
)
def test_routes(client: TestClient, address: str, accept: str, expected: str) -> None:
    response = client.get(address, headers={"Accept": accept})
    assert response.status_code == 200
    assert response.headers["content-type"] == expected
    assert "Accept" in response.headers["vary"].split(", ")


@pytest.mark.parametrize(
    ("address", "accept"),
    [
        ("/", "text/turtle"),
        ("/docs", "image/png"),
        ("/doc/arvenia", "image/png"),
        ("/doc/arvenia.png", "*/*"),
        ("/doc/arvenia?format=png", "*/*"),
        ("/ontology", "text/turtle;q=0"),
        ("/ontology.png", "*/*"),
        ("/queries", "text/csv"),
        ("/queries/denials", "text/turtle"),
        ("/queries/is-fact?subject=vell&relation=comity:place", "text/csv"),
        ("/search?q=a", "text/turtle"),
        ("/path?from=vell&to=arvenia", "text/turtle"),
        ("/problems/refused", "text/turtle"),
        ("/sparql?query=ASK{}", "text/csv"),
        ("/sparql?query=SELECT*{?s ?p ?o}", "text/turtle"),
        ("/sparql?query=DESCRIBE id:vell", "text/csv"),
    ],
)
def test_nothing_fits(client: TestClient, address: str, accept: str) -> None:
    response = client.get(address, headers={"Accept": accept})
    assert response.status_code == 406
    assert response.headers["content-type"] == "application/problem+json"
    assert response.headers["vary"].startswith("Accept")
    assert response.json()["type"] == "/problems/not-acceptable"
    assert all(
        form["media_type"] in response.json()["detail"] for form in response.json()["offered"]
    )


def test_accept_headers_are_joined(client: TestClient) -> None:
    response = client.get(
        "/doc/arvenia", headers=[("Accept", "image/png"), ("Accept", "text/html")]
    )
    assert response.headers["content-type"].startswith("text/html")


def test_a_client_without_accept_gets_the_first_form(client: TestClient) -> None:
    response = client.get("/doc/arvenia", headers={"Accept": ""})
    assert response.headers["content-type"].startswith("text/turtle")
