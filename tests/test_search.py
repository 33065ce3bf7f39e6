"""The label index: what is found, in which order, and which thing a name stands for."""

import sqlite3
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pyoxigraph as ox
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import graph.search
from graph.errors import EntityError, StoreError, StoreNotFoundError
from graph.label_index import FILE_NAME, normalize, write_index
from graph.namespaces import ID, PREFIXES, graph_name
from graph.search import LabelIndex, resolve
from graph.store import EmbeddedStore, MemoryStore, Store

DATA = """
id:cambodia a comity:State ; skos:prefLabel "Cambodia"@en, "កម្ពុជា"@km ; skos:altLabel "Kampuchea" .
id:china a comity:State ; skos:prefLabel "China"@en, "中国"@zh ; skos:notation "CN" .
id:cote-d-ivoire a comity:State ; skos:prefLabel "Côte d’Ivoire"@en .
id:united-nations a comity:InternationalOrganization ;
    skos:prefLabel "United Nations"@en ; skos:altLabel "UN"@en .
id:un-forums a comity:Framework ; skos:prefLabel "UN forums"@en .
id:cmac a comity:GovernmentBody ;
    skos:prefLabel "Cambodian Mine Action Centre"@en ; skos:altLabel "CMAC"@en .
id:cambodia-laos-border a comity:Border ; skos:prefLabel "Cambodia–Laos border"@en .
id:the-laos-report a schema:Report ; skos:prefLabel "Report on Laos"@en .
id:ream-base a comity:Infrastructure ; skos:prefLabel "Naval base"@en .
id:other-base a comity:Infrastructure ; skos:prefLabel "Base"@en ; skos:altLabel "naval  BASE" .
id:person a foaf:Person ; foaf:name "Hun Sen" .
id:claim-1 a comity:Claim ; rdf:subject id:united-nations ; rdf:object id:un-forums .
id:claim-2 a comity:Claim ; rdf:subject id:cambodia-laos-border ; rdf:object id:china .
id:claim-3 a comity:Claim ; comity:place id:cambodia-laos-border .
comity:Border a owl:Class ; rdfs:label "border"@en .
comity:State a owl:Class ; rdfs:label "China"@en .
<http://elsewhere.example/x> rdfs:label "Elsewhere" .
_:blank rdfs:label "Blank" .
"""


def triples(turtle: str) -> list[ox.Triple]:
    """Return the triples of Turtle in the project's prefixes."""
    head = "".join(f"PREFIX {prefix}: <{iri}>\n" for prefix, iri in PREFIXES.items())
    return [quad.triple for quad in ox.parse(head + turtle, format=ox.RdfFormat.TURTLE)]


def fill(store: Store, turtle: str) -> None:
    """Make the one graph of a store hold the triples of Turtle."""
    with store.write() as writer:
        writer.replace_graph(graph_name("test"), triples(turtle))


@pytest.fixture(scope="module")
def store() -> MemoryStore:
    """Return a store with some names."""
    store = MemoryStore()
    fill(store, DATA)
    return store


@pytest.fixture(scope="module")
def index(store: MemoryStore) -> LabelIndex:
    """Return the index of the store."""
    return LabelIndex.open(store)


def found(index: LabelIndex, text: str, **options: str | int) -> list[str]:
    """Return the slugs of the matches."""
    return [match.iri.removeprefix(ID) for match in index.search(text, **options)]  # type: ignore[arg-type]  # of two types


@pytest.mark.parametrize(
    ("text", "slugs"),
    [
        ("Cambodia", ["cambodia", "cambodia-laos-border", "cmac"]),
        ("cambodia laos", ["cambodia-laos-border"]),
        ("CAMBODIA-LAOS", ["cambodia-laos-border"]),
        ("laos", ["cambodia-laos-border", "the-laos-report"]),
        ("odia", ["cambodia-laos-border", "cambodia", "cmac"]),
        ("cote d'ivoire", ["cote-d-ivoire"]),
        ("ivo", ["cote-d-ivoire"]),
        ("UN", ["united-nations", "un-forums"]),
        ("cn", ["china"]),
        ("中国", ["china"]),
        ("កម្ពុជា", ["cambodia"]),
        ("ac", ["cmac"]),
        ("c", ["cambodia-laos-border", "china", "cambodia", "cmac", "cote-d-ivoire"]),
        ("Hun Sen", ["person"]),
        ("elsewhere", []),
        ("blank", []),
        ("zzz", []),
        ("", []),
        (" – ", []),
        ('"', []),
        ("OR", []),
    ],
)
def test_order(index: LabelIndex, text: str, slugs: list[str]) -> None:
    assert found(index, text) == slugs


def test_a_match(index: LabelIndex) -> None:
    [match] = index.search("kampuchea")
    assert (match.label, match.matched, match.kind) == ("Cambodia", "Kampuchea", "State")


def test_limit(index: LabelIndex) -> None:
    assert found(index, "c", limit=2) == ["cambodia-laos-border", "china"]


def test_kind(index: LabelIndex) -> None:
    assert found(index, "c", kind="State") == ["china", "cambodia", "cote-d-ivoire"]
    [match] = index.search("border", kind="Class")
    assert match.iri == f"{PREFIXES['comity']}Border"


@settings(deadline=None)
@given(st.text())
def test_any_text_can_be_searched(index: LabelIndex, text: str) -> None:
    index.search(text)
    index.near(text)


@settings(deadline=None)
@given(st.text())
def test_normalizing_twice_changes_nothing(text: str) -> None:
    assert normalize(normalize(text)) == normalize(text)


@settings(deadline=None)
@given(st.text(alphabet=st.characters(codec="ascii")))
def test_case_and_punctuation_do_not_matter(text: str) -> None:
    assert normalize(text.upper()) == normalize(f" {text.lower()} –")


names = st.text(alphabet="abcé- ", min_size=1, max_size=8).filter(normalize)


@settings(deadline=None, max_examples=30)
@given(st.lists(names, min_size=1, max_size=6, unique_by=normalize), names)
def test_search_finds_what_a_scan_finds(labels: list[str], text: str) -> None:
    store = MemoryStore()
    fill(store, "".join(f'id:x{n} skos:prefLabel "{label}" .' for n, label in enumerate(labels)))
    key = normalize(text)

    def fits(label: str) -> bool:
        name = normalize(label)
        return (
            name.startswith(key)
            or (len(key) == 2 and f" {key}" in name)
            or (len(key) > 2 and key in name)
        )

    matches = LabelIndex.open(store).search(text)
    assert sorted(m.label for m in matches) == sorted(label for label in labels if fits(label))


@pytest.mark.parametrize(
    ("name", "iri"),
    [
        ("cmac", f"{ID}cmac"),
        (" CMAC ", f"{ID}cmac"),
        ("id:cmac", f"{ID}cmac"),
        (f"{ID}cmac", f"{ID}cmac"),
        ("Cambodian mine action centre", f"{ID}cmac"),
        ("中国", f"{ID}china"),
        ("China", f"{ID}china"),
        ("Cambodia - Laos border", f"{ID}cambodia-laos-border"),
        ("claim-1", f"{ID}claim-1"),
        ("comity:Border", f"{PREFIXES['comity']}Border"),
        ("border", f"{PREFIXES['comity']}Border"),
        ("http://elsewhere.example/x", "http://elsewhere.example/x"),
        ("rdf:subject", f"{PREFIXES['rdf']}subject"),
    ],
)
def test_resolve(store: MemoryStore, name: str, iri: str) -> None:
    assert resolve(store, name) == iri


def test_an_ambiguous_name_lists_what_it_can_mean(store: MemoryStore) -> None:
    with pytest.raises(EntityError, match="several") as caught:
        resolve(store, "Naval base")
    assert caught.value.near == ("Base (other-base)", "Naval base (ream-base)")


@pytest.mark.parametrize(
    ("name", "near"),
    [
        ("Cambodja", "Cambodia (cambodia)"),
        ("Camboda", "Cambodia (cambodia)"),
        ("UNN", "United Nations (united-nations)"),
        ("CMAK", "Cambodian Mine Action Centre (cmac)"),
        ("id:cambodja", "Cambodia (cambodia)"),
        (f"{ID}cambodja", "Cambodia (cambodia)"),
        ("ch", "China (china)"),
    ],
)
def test_an_unknown_name_lists_near_ones(store: MemoryStore, name: str, near: str) -> None:
    with pytest.raises(EntityError, match="Nothing has the name") as caught:
        resolve(store, name)
    assert near in caught.value.near


@pytest.mark.parametrize("name", ["", "qqqq", "x y> }", "http://elsewhere.example/none", "a:b>"])
def test_a_name_may_have_no_near_ones(store: MemoryStore, name: str) -> None:
    with pytest.raises(EntityError) as caught:
        resolve(store, name)
    assert caught.value.near == ()


@pytest.fixture(params=["disk", "memory"])
def written(request: pytest.FixtureRequest, tmp_path: Path) -> Store:
    """Return an empty store, on disk or in memory."""
    return EmbeddedStore(tmp_path / "store") if request.param == "disk" else MemoryStore()


def test_the_index_follows_the_store(written: Store) -> None:
    fill(written, DATA)
    assert found(LabelIndex.open(written), "Cambodia")[0] == "cambodia"
    fill(written, 'id:laos skos:prefLabel "Laos" .')
    assert found(LabelIndex.open(written), "Cambodia") == []
    assert found(LabelIndex.open(written), "Laos") == ["laos"]


def test_the_index_is_kept(written: Store) -> None:
    fill(written, DATA)
    assert LabelIndex.open(written) is LabelIndex.open(written)
    assert (written.folder / FILE_NAME).is_file()


def test_a_large_index_answers_until_the_next_is_made(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    store = EmbeddedStore(tmp_path / "store")
    fill(store, DATA)
    earlier = LabelIndex.open(store)
    fill(store, DATA + 'id:laos skos:prefLabel "Laos" .')
    monkeypatch.setattr(graph.search, "_LARGE", 0)
    assert LabelIndex.open(store) is earlier
    graph.search._BEING_MADE[store.folder.parent].join()
    assert found(LabelIndex.open(store), "Laos")[0] == "laos"


def test_of_many_callers_after_a_write_one_makes_the_index(tmp_path: Path) -> None:
    store = EmbeddedStore(tmp_path / "store")
    fill(store, DATA)
    with ThreadPoolExecutor(8) as pool:
        for number in range(5):
            fill(store, f"{DATA} id:laos skos:prefLabel 'Laos {number}' .")
            opened = pool.map(lambda _: LabelIndex.open(store), range(8))
            assert {*map(id, opened)} == {id(LabelIndex.open(store))}


def test_nothing_built(tmp_path: Path) -> None:
    with pytest.raises(StoreNotFoundError):
        LabelIndex.open(EmbeddedStore(tmp_path / "none"))


def test_no_place_to_write(store: MemoryStore, tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="cannot be written"):
        write_index(tmp_path / "none" / FILE_NAME, store.query, store.version)


def test_a_broken_index_is_made_anew(tmp_path: Path) -> None:
    store = EmbeddedStore(tmp_path / "store")
    fill(store, DATA)
    (store.folder / FILE_NAME).write_bytes(b"not a database, but long enough for its header" * 9)
    assert found(LabelIndex.open(store), "CMAC") == ["cmac"]


def test_equal_data_give_equal_bytes(store: MemoryStore, tmp_path: Path) -> None:
    paths = [tmp_path / "a.sqlite", tmp_path / "b.sqlite"]
    for path in paths:
        write_index(path, store.query, "v")
    assert paths[0].read_bytes() == paths[1].read_bytes()
    with sqlite3.connect(paths[0]) as connection:
        assert connection.execute("SELECT version FROM store").fetchall() == [("v",)]
    connection.close()


def test_threads_share_an_index(index: LabelIndex) -> None:
    names = ["Cambodia", "UN", "laos", "中国"] * 50
    alone = [index.search(name) for name in names]
    with ThreadPoolExecutor(8) as pool:
        assert list(pool.map(index.search, names)) == alone
