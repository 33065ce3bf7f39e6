"""Labels and passages, as tables and pages show them."""

import hashlib
from pathlib import Path

import pyoxigraph as ox
import pytest

from graph.namespaces import ID, PREFIXES, draft_name, graph_name
from graph.records import (
    Evidence,
    read_comments,
    read_evidence,
    read_labels,
    select,
    short_name,
)
from graph.store import EmbeddedStore, MemoryStore, Store

TEXT = "Headline\r\nÀ first — sentence. A second one 🌊.\n"
SECOND = "A second one 🌊."
DATA = f"""
id:a skos:prefLabel "Zeta"@de, "Alpha"@en ; foaf:name "Name" .
id:b skos:prefLabel "Untagged", "Français"@fr ; rdfs:label "label"@en .
id:c foaf:name "Only name" .
id:claim rdfs:comment "A paraphrase."@en .
id:passage oa:hasSource id:source ; oa:hasSelector id:selector ;
    comity:paragraph 2 ; comity:sentence 2 ;
    schema:sha256 "{hashlib.sha256(SECOND.encode()).hexdigest()}" .
id:selector oa:start {TEXT.index(SECOND)} ; oa:end {TEXT.index(SECOND) + len(SECOND)} .
"""


def fill(store: Store, name: ox.NamedNode, text: str | None) -> None:
    """Put the data into a graph, and a text beside it."""
    prefixes = "".join(f"PREFIX {prefix}: <{iri}>\n" for prefix, iri in PREFIXES.items())
    quads = ox.parse(prefixes + DATA, format=ox.RdfFormat.TURTLE)
    with store.write() as writer:
        writer.replace_graph(name, [quad.triple for quad in quads])
        if text is not None:
            (writer.folder / "texts").mkdir()
            (writer.folder / "texts" / "report.txt").write_bytes(text.encode())


@pytest.fixture
def store(tmp_path: Path) -> EmbeddedStore:
    """Return a store with a report and its text."""
    store = EmbeddedStore(tmp_path)
    fill(store, graph_name("report"), TEXT)
    return store


def test_labels_prefer_english_then_no_language(store: EmbeddedStore) -> None:
    names = [f"{ID}{slug}" for slug in "abcd"]
    assert read_labels(store, [*names, names[0]]) == {
        names[0]: "Alpha",
        names[1]: "Untagged",
        names[2]: "Only name",
    }


def test_comments(store: EmbeddedStore) -> None:
    found = read_comments(store, [f"{ID}claim", f"{ID}a"])
    assert found == {f"{ID}claim": "A paraphrase."}


def test_a_passage_has_its_sentence(store: EmbeddedStore) -> None:
    found = read_evidence(store, [f"{ID}passage", f"{ID}a"])
    assert found == {
        f"{ID}passage": Evidence(
            iri=f"{ID}passage",
            source=f"{ID}source",
            paragraph=2,
            sentence=2,
            start=TEXT.index(SECOND),
            end=TEXT.index(SECOND) + len(SECOND),
            sha256=hashlib.sha256(SECOND.encode()).hexdigest(),
            text=SECOND,
            report="report",
        )
    }


@pytest.mark.parametrize("text", [None, "", TEXT.replace("second", "secund"), f" {TEXT}"])
def test_another_text_is_not_shown(tmp_path: Path, text: str | None) -> None:
    store = EmbeddedStore(tmp_path)
    fill(store, graph_name("report"), text)
    [evidence] = read_evidence(store, [f"{ID}passage"]).values()
    assert evidence.text is None
    assert evidence.sentence == 2


def test_a_passage_of_a_draft_is_not_read() -> None:
    store = MemoryStore()
    fill(store, draft_name("report"), TEXT)
    assert read_evidence(store, [f"{ID}passage"]) == {}


def test_nothing_is_asked_for(store: EmbeddedStore) -> None:
    assert read_labels(store, []) == read_comments(store, []) == {}
    assert read_evidence(store, []) == {}


def test_short_names() -> None:
    assert short_name("http://www.w3.org/ns/org#holds") == "org:holds"
    assert short_name("urn:x") == "urn:x"


def test_only_select_has_solutions(store: EmbeddedStore) -> None:
    with pytest.raises(TypeError):
        select(store.query, "ASK {}")
