"""Things by their IRI: 303, the description in each form, the ontology, whole graphs."""

import pyoxigraph as ox
import pytest
from rdflib import OWL, RDF, Graph
from rdflib.compare import isomorphic
from starlette.testclient import TestClient

from graph.namespaces import COMITY, ID, PREFIXES
from tests.web.conftest import QUOTE

SUFFIXES = {
    "ttl": ("text/turtle; charset=utf-8", "turtle"),
    "nt": ("application/n-triples", "nt"),
    "jsonld": ("application/ld+json", "json-ld"),
    "rdf": ("application/rdf+xml", "xml"),
}


def _read(client: TestClient, address: str, suffix: str) -> Graph:
    """Return a file as rdflib reads it."""
    media_type, name = SUFFIXES[suffix]
    response = client.get(f"{address}.{suffix}")
    assert response.headers["content-type"] == media_type
    return Graph().parse(data=response.content, format=name)


def test_a_thing_is_not_its_description(client: TestClient) -> None:
    response = client.get("/id/arvenia")
    assert response.status_code == 303
    assert response.headers["location"] == "/doc/arvenia"
    assert response.headers["link"] == '</doc/arvenia>; rel="describedby"'
    assert client.get("/id/arvenia", follow_redirects=True).status_code == 200


@pytest.mark.filterwarnings("ignore:ConjunctiveGraph:DeprecationWarning")  # rdflib's own JSON-LD
@pytest.mark.parametrize("address", ["/doc/arvenia", "/doc/claim-p2s1-2", "/ontology"])
def test_each_form_has_the_same_triples(client: TestClient, address: str) -> None:
    graphs = [_read(client, address, suffix) for suffix in SUFFIXES]
    assert len(graphs[0]) > 10
    assert all(isomorphic(graph, graphs[0]) for graph in graphs[1:])


@pytest.mark.parametrize(
    "triple",
    [
        "id:arvenia skos:prefLabel 'Arvenia'@en",
        "id:arvenia comity:cooperatesWith id:belmora",
        "id:claim-p1s1-1 rdf:subject id:arvenia",
        "id:claim-p5s1-1 rdf:object id:arvenia",
        "id:claim-p2s1-2 comity:modality modality:denied",
        f"<{ID}source-sample-2030#char=1100,1180> comity:paragraph 1",
        f"<{ID}source-sample-2030#char=1100,1180-selector> oa:start 1100",
    ],
)
def test_what_a_description_holds(client: TestClient, triple: str) -> None:
    graph = _read(client, "/doc/arvenia", "ttl")
    assert graph.query(f"ASK {{ {triple} }}", initNs=PREFIXES).askAnswer


def test_what_a_description_leaves_out(client: TestClient) -> None:
    subjects = {str(subject) for subject in _read(client, "/doc/arvenia", "ttl").subjects()}
    assert f"{ID}belmora" not in subjects
    assert f"{ID}claim-p5s2-1" not in subjects


def test_a_claim_brings_its_evidence(client: TestClient) -> None:
    subjects = {str(subject) for subject in _read(client, "/doc/claim-p2s1-2", "nt").subjects()}
    passage = f"{ID}source-sample-2030#char=2100,2180"
    assert subjects == {f"{ID}claim-p2s1-2", passage, f"{passage}-selector"}


@pytest.mark.parametrize("address", ["/doc/arvenia", "/doc/arvenia.nt", "/ontology"])
def test_links(client: TestClient, address: str) -> None:
    base = address.removesuffix(".nt")
    links = client.get(address).headers["link"].split(", ")
    for suffix, (media_type, _) in SUFFIXES.items():
        plain = media_type.partition(";")[0]
        assert f'<{base}.{suffix}>; rel="alternate"; type="{plain}"' in links
    assert f'<{base}.html>; rel="alternate"; type="text/html"' in links
    assert f'<{base}.ttl>; rel="describedby"; type="text/turtle"' in links


def test_equal_data_give_equal_bytes(client: TestClient) -> None:
    for address in ("/doc/arvenia.ttl", "/ontology.ttl", "/export/all.trig"):
        assert client.get(address).content == client.get(address).content


def test_the_page_of_the_ontology_has_an_anchor_for_every_class(client: TestClient) -> None:
    page = client.get("/ontology", headers={"Accept": "text/html"}).text
    graph = _read(client, "/ontology", "ttl")
    classes = graph.subjects(RDF.type, OWL.Class)
    own = [str(iri) for iri in classes if str(iri).startswith(COMITY)]
    assert len(own) > 20
    assert [iri for iri in own if f'id="{iri.removeprefix(COMITY)}"' not in page] == []
    assert 'id="denied"' in page


@pytest.mark.parametrize(
    ("name", "count"),
    [("sample-2030", None), ("sample-2030-facts", 2), ("ontology", None), ("all", None)],
)
def test_export(client: TestClient, name: str, count: int | None) -> None:
    found = list(ox.parse(client.get(f"/export/{name}.nt").content, format=ox.RdfFormat.N_TRIPLES))
    assert len(found) == count if count else len(found) > 100


@pytest.mark.parametrize(
    ("suffix", "media_type"),
    [
        ("trig", "application/trig"),
        ("nq", "application/n-quads"),
        ("graphml", "application/graphml+xml"),
        ("gexf", "application/gexf+xml"),
        ("cyjs", "application/json"),
        ("mmd", "text/vnd.mermaid; charset=utf-8"),
    ],
)
def test_export_formats(client: TestClient, suffix: str, media_type: str) -> None:
    response = client.get(f"/export/sample-2030.{suffix}")
    assert response.status_code == 200
    assert response.headers["content-type"] == media_type


def test_exports_have_no_drafts(client: TestClient) -> None:
    assert b"ghost" not in client.get("/export/all.nq").content


def test_exports_have_no_sentences(client: TestClient) -> None:
    assert QUOTE.encode() not in client.get("/export/all.nq").content


def test_search(client: TestClient) -> None:
    [first, *_] = client.get("/search?q=ARV").json()
    assert first == {
        "iri": f"{ID}arvenia",
        "label": "Arvenia",
        "matched": "Arvenia",
        "kind": "State",
        "href": "/doc/arvenia",
    }
    assert client.get("/search?q=αρβενια").json()[0]["matched"] == "Αρβενία"
    assert client.get("/search").json() == []
    assert len(client.get("/search?q=a&limit=3").json()) == 3
    kinds = {match["kind"] for match in client.get("/search?q=a&type=State").json()}
    assert kinds == {"State"}


def test_path(client: TestClient) -> None:
    answer = client.get("/path", params={"from": "Ilsa Maren", "to": "dunmarra"}).json()
    assert (answer["from"], answer["to"]) == (f"{ID}ilsa-maren", f"{ID}dunmarra")
    first, second = answer["hops"]
    assert (first["start"], first["end"]) == (f"{ID}ilsa-maren", f"{ID}state-visit")
    assert (first["forward"], second["forward"]) == (False, True)
    assert second["claim"] == f"{ID}claim-p4s2-2"
    assert second["modality"] == "asserted"
    assert second["paraphrase"] == "The visit went to Dunmarra."
    assert second["speakers"] == [f"{ID}source-sample-2030"]
    [evidence] = second["evidence"]
    assert (evidence["paragraph"], evidence["sentence"]) == (4, 2)
    assert evidence["source"] == f"{ID}source-sample-2030"


def test_no_path(client: TestClient) -> None:
    answer = client.get("/path", params={"from": "vell", "to": "fisheries"}).json()
    assert answer["hops"] == []
