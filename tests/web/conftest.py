"""A store with an invented report, and a client of an application on it."""

import hashlib
from collections.abc import Iterator
from pathlib import Path

import pyoxigraph as ox
import pytest
from starlette.testclient import TestClient

from graph.namespaces import ONTOLOGY_GRAPH, PREFIXES, draft_name, facts_name
from graph.store import EmbeddedStore
from server import create_app

DATA = Path(__file__).parents[1] / "data"
ONTOLOGY = Path(__file__).parents[2] / "ontology"

TEXT = "Harbour news.\nArvenia and Belmora will dredge the strait together. No cost was named.\n"
QUOTE = "Arvenia and Belmora will dredge the strait together."

_NOTE = f"""
id:source-note-2031 a schema:NewsArticle ; skos:prefLabel "note of 2031"@en .
id:claim-note-p2s1-1 a comity:Claim ;
    rdf:subject id:arvenia ; rdf:predicate comity:cooperatesWith ; rdf:object id:belmora ;
    comity:modality modality:planned ; comity:speaker id:source-note-2031 ;
    comity:reportedBy id:source-note-2031 ; comity:evidence id:note-passage ;
    rdfs:comment "The two mean to deepen the strait."@en .
id:note-passage a oa:SpecificResource ;
    oa:hasSource id:source-note-2031 ; oa:hasSelector id:note-selector ;
    comity:paragraph 2 ; comity:sentence 1 ;
    schema:sha256 "{hashlib.sha256(QUOTE.encode()).hexdigest()}" .
id:note-selector a oa:TextPositionSelector ;
    oa:start {TEXT.index(QUOTE)} ; oa:end {TEXT.index(QUOTE) + len(QUOTE)} .
"""
_FACTS = """
id:arvenia comity:cooperatesWith id:belmora .
id:belmora comity:cooperatesWith id:arvenia .
"""
_DRAFT = "id:ghost a comity:State ; skos:prefLabel 'Ghost'@en ."


def triples(turtle: str) -> list[ox.Triple]:
    """Return the triples of Turtle in the project's prefixes."""
    head = "".join(f"PREFIX {prefix}: <{iri}>\n" for prefix, iri in PREFIXES.items())
    return [quad.triple for quad in ox.parse(head + turtle, format=ox.RdfFormat.TURTLE)]


def make_store(path: Path) -> EmbeddedStore:
    """Return a store with two invented reports, the ontology, facts and a draft."""
    store = EmbeddedStore(path)
    quads = list(ox.parse(path=DATA / "sample.trig", format=ox.RdfFormat.TRIG))
    report = ox.NamedNode(f"{PREFIXES['graph']}sample-2030")
    with store.write() as writer:
        writer.replace_graph(report, [q.triple for q in quads if q.graph_name == report])
        writer.replace_graph(
            ONTOLOGY_GRAPH,
            [
                quad.triple
                for name in ("comity.ttl", "codes.ttl")
                for quad in ox.parse(path=ONTOLOGY / name, format=ox.RdfFormat.TURTLE)
            ],
        )
        writer.replace_graph(ox.NamedNode(f"{PREFIXES['graph']}note-2031"), triples(_NOTE))
        writer.replace_graph(facts_name("sample-2030"), triples(_FACTS))
        writer.replace_graph(draft_name("sample-2030"), triples(_DRAFT))
        (writer.folder / "texts").mkdir()
        (writer.folder / "texts" / "note-2031.txt").write_text(TEXT, encoding="utf-8")
    return store


@pytest.fixture(scope="session")
def store(tmp_path_factory: pytest.TempPathFactory) -> EmbeddedStore:
    """Return a store that no test changes."""
    return make_store(tmp_path_factory.mktemp("web") / "store")


@pytest.fixture(scope="session")
def client(store: EmbeddedStore) -> Iterator[TestClient]:
    """Return a client of an application on the store; it does not follow redirects."""
    with TestClient(create_app(store=store), follow_redirects=False) as client:
        yield client
