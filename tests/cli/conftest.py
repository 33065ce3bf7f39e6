"""A store on disk with two invented reports, one with its text, and a way to run commands."""

import hashlib
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import TypeAlias

import pyoxigraph as ox
import pytest
from typer.testing import CliRunner

from graph.build import build
from graph.cli import app
from graph.namespaces import ONTOLOGY_GRAPH, PREFIXES, graph_name
from graph.resources import data_folder
from graph.store import EmbeddedStore, Store
from tests.drafted import add_draft

DATA = Path(__file__).parents[1] / "data"
TEXT = "Harbour news.\r\nNaïve critics — all of them — fear the tide. Arvenia dredges the strait.\n"
QUOTE = "Arvenia dredges the strait."
NOTE = f"""
id:source-note a schema:NewsArticle ; skos:prefLabel "note"@en .
id:strait a comity:Infrastructure ; skos:prefLabel "the Strait"@en ; skos:altLabel "Narrows"@en .
id:other-strait a comity:Infrastructure ; skos:prefLabel "Narrows"@en .
id:claim-note-p2s2-1 a comity:Claim ;
    rdf:subject id:strait ; rdf:predicate comity:sector ; rdf:object id:arvenia ;
    comity:modality <{PREFIXES["modality"]}asserted> ; comity:evidence id:passage ;
    rdfs:comment "The strait is being made deeper."@en .
id:claim-note-p2s1-1 a comity:Claim ;
    rdf:subject id:strait ; rdf:predicate comity:harms ; rdf:object id:arvenia ;
    comity:modality <{PREFIXES["modality"]}asserted> ; comity:evidence id:changed ;
    rdfs:comment "Some fear the tide."@en .
id:passage a oa:SpecificResource ; oa:hasSource id:source-note ; oa:hasSelector id:selector ;
    comity:paragraph 2 ; comity:sentence 2 ;
    schema:sha256 "{hashlib.sha256(QUOTE.encode()).hexdigest()}" .
id:selector oa:start {TEXT.index(QUOTE)} ; oa:end {TEXT.index(QUOTE) + len(QUOTE)} .
id:changed a oa:SpecificResource ; oa:hasSource id:source-note ; oa:hasSelector id:selector-2 ;
    comity:paragraph 2 ; comity:sentence 1 ; schema:sha256 "{"0" * 64}" .
id:selector-2 oa:start 15 ; oa:end 30 .
"""
NEWS = (
    "Two states, one sea\n"
    "Laos and Vietnam signed a fisheries agreement in May 2031. "
    "Foreign Minister Ana Lu said that the two states will open a joint office in Vientiane.\n"
)


class Result:
    """What a command printed, and its exit code."""

    def __init__(self, code: int, out: str, err: str) -> None:
        self.code = code
        self.out = out
        self.err = err


Run: TypeAlias = Callable[..., Result]


@pytest.fixture(scope="session")
def store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the folder of a store."""
    path = tmp_path_factory.mktemp("cli") / "store"
    prefixes = "".join(f"PREFIX {prefix}: <{iri}>\n" for prefix, iri in PREFIXES.items())
    note = [quad.triple for quad in ox.parse(prefixes + NOTE, format=ox.RdfFormat.TURTLE)]
    with EmbeddedStore(path).write() as writer:
        writer.replace_graph(
            graph_name("sample-2030"), [quad.triple for quad in ox.parse(path=DATA / "sample.trig")]
        )
        writer.replace_graph(graph_name("note"), note)
        (writer.folder / "texts").mkdir()
        (writer.folder / "texts" / "note.txt").write_bytes(TEXT.encode())
    return path


@pytest.fixture
def run(store: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    """Return a function that runs a command on the store, in this process."""
    monkeypatch.setenv("COMITY_STORE", str(store))
    monkeypatch.setenv("COLUMNS", "80")

    def invoke(*arguments: str, stdin: str = "") -> Result:
        result = CliRunner().invoke(app, list(arguments), input=stdin, prog_name="comity")
        if result.exception is not None and not isinstance(result.exception, SystemExit):
            raise result.exception
        return Result(result.exit_code, result.stdout, result.stderr)

    return invoke


@pytest.fixture
def _tested_queries(monkeypatch: pytest.MonkeyPatch) -> None:
    """Put the queries of the tests in place of the bundled ones."""
    monkeypatch.setattr("graph.resources.data_folder", lambda name: DATA / name)


@pytest.fixture(scope="session")
def drafted(tmp_path_factory: pytest.TempPathFactory, sample_store: Store) -> Path:
    """Return the folder of a store with a draft, which no test changes."""
    path = tmp_path_factory.mktemp("drafted") / "store"
    store = EmbeddedStore(path)
    with store.write() as writer:
        for name in (ONTOLOGY_GRAPH, graph_name("sample-report")):
            writer.replace_graph(name, [quad.triple for quad in sample_store.dump(name)])
    add_draft(store)
    return path


@pytest.fixture
def place(drafted: Path, tmp_path: Path) -> Path:
    """Return the folder of a copy of the store with a draft."""
    return shutil.copytree(drafted, tmp_path / "store", symlinks=True)


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the folder of a store that was built from the first report; do not write to it."""
    path = tmp_path_factory.mktemp("built") / "store"
    build(EmbeddedStore(path), [data_folder("reports") / "mfaic-2024"])
    return path


@pytest.fixture
def workplace(built: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return the folder of a store that a test may write to; commands use it."""
    path = tmp_path / "store"
    shutil.copytree(built, path, symlinks=True)
    monkeypatch.setenv("COMITY_STORE", str(path))
    return path


@pytest.fixture
def note(tmp_path: Path) -> Path:
    """Return a text."""
    path = tmp_path / "Note 2031.txt"
    path.write_text(NEWS, encoding="utf-8")
    return path


def drafts(place: Path) -> dict[str, list[ox.Triple]]:
    """Return report → its draft."""
    store = EmbeddedStore(place)
    names = [name for name in store.graph_names() if name.value.endswith("/draft")]
    return {name.value.split("/")[-2]: [q.triple for q in store.dump(name)] for name in names}
