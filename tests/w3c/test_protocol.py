"""The W3C's tests of the protocol and of the service description."""

import httpx
import pyoxigraph as ox
import pytest

from tests.w3c.checks import Server
from tests.w3c.exchanges import DATA, PROTOCOL, UPDATE, Step
from tests.w3c.results import read_results

SD = "http://www.w3.org/ns/sparql-service-description#"

BOOLEAN = ("application/sparql-results+json", "application/sparql-results+xml")
TABULAR = (*BOOLEAN, "text/csv", "text/tab-separated-values")
RDF = ("text/turtle", "application/n-triples", "application/rdf+xml", "application/ld+json")


def send(server: Server, step: Step) -> httpx.Response:
    """Send a request; a write carries the token."""
    is_update = step.content_type == UPDATE or "update" in f"{step.parameters}{step.body!r}"
    headers = {"Content-Type": step.content_type} if step.content_type else {}
    content = step.body.encode() if isinstance(step.body, str) else step.body
    response: httpx.Response = server.client.request(
        step.method,
        server.update if is_update else server.query,
        params=step.parameters,
        content=content,
        headers={**headers, **(server.headers if is_update else {})},
    )
    return response


@pytest.mark.parametrize("name", PROTOCOL)
def test_protocol(server: Server, name: str) -> None:
    for graph, turtle in DATA.items():
        response = server.client.put(
            server.store,
            params={"graph": graph},
            content=turtle,
            headers={"Content-Type": "text/turtle", **server.headers},
        )
        assert response.is_success
    for step in PROTOCOL[name]:
        response = send(server, step)
        assert response.status_code // 100 == step.status, response.text
        if step.reply:
            check_reply(step.reply, response)


def check_reply(kind: str, response: httpx.Response) -> None:
    """A reply is of a kind, and says what is expected."""
    media_type = response.headers["content-type"].partition(";")[0]
    expected = {"RDF": RDF, "boolean": BOOLEAN, "true": BOOLEAN}.get(kind, TABULAR)
    assert media_type in expected
    if kind == "true":
        assert read_results(response.content, media_type) is True
    if kind == "IRI":
        solutions = read_results(response.content, media_type)
        assert not isinstance(solutions, bool)
        assert [type(each["o"]) for each in solutions] == [ox.NamedNode]


def test_there_are_as_many_as_in_the_manifest() -> None:
    assert len(PROTOCOL) == 34


@pytest.fixture
def description(server: Server) -> set[ox.Triple]:
    response = server.client.get(server.query, headers={"Accept": "text/turtle"})
    assert response.status_code == 200
    return {quad.triple for quad in ox.parse(response.content, format=ox.RdfFormat.TURTLE)}


def test_service_description_returns_rdf(server: Server) -> None:
    response = server.client.get(server.query)
    media_type = response.headers["content-type"].partition(";")[0]
    assert media_type in RDF
    assert list(ox.parse(response.content, format=ox.RdfFormat.from_media_type(media_type)))


def test_service_description_has_endpoint_triple(
    server: Server, description: set[ox.Triple]
) -> None:
    address = ox.NamedNode(str(server.client.base_url.join(server.query)))
    endpoints = {each.object for each in description if each.predicate.value == f"{SD}endpoint"}
    assert endpoints == {address}


DOMAINS = {
    "endpoint": ("Service", None),
    "feature": ("Service", None),
    "supportedLanguage": ("Service", None),
    "resultFormat": ("Service", None),
    "inputFormat": ("Service", None),
    "defaultDataset": ("Service", "Dataset"),
    "defaultGraph": ("Dataset", "Graph"),
    "namedGraph": ("Dataset", "NamedGraph"),
    "name": ("NamedGraph", None),
    "graph": ("NamedGraph", "Graph"),
}
"""Property of the vocabulary → class of its subjects, and of its objects where it has one."""


def test_service_description_conforms_to_schema(description: set[ox.Triple]) -> None:
    classes = {
        (each.subject, each.object.value)
        for each in description
        if each.predicate.value.endswith("#type") and isinstance(each.object, ox.NamedNode)
    }
    for each in description:
        name = each.predicate.value.removeprefix(SD)
        if name != each.predicate.value:
            subject, value = DOMAINS[name]
            assert (each.subject, f"{SD}{subject}") in classes
            assert value is None or (each.object, f"{SD}{value}") in classes
            assert not isinstance(each.object, ox.Literal)
