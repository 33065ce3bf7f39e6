"""Building a store: all or nothing, and the same from the same inputs."""

import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import pyoxigraph as ox
import pytest

import graph.build
from graph.build import Summary, build
from graph.errors import InvalidDataError, NotFoundError, ParseError, StoreError, UsageError
from graph.load import load_ontology, load_reference
from graph.namespaces import (
    COMITY,
    ID,
    ONTOLOGY_GRAPH,
    PROVENANCE_GRAPH,
    REFERENCE_GRAPH,
    graph_name,
)
from graph.publish import publish
from graph.records import select
from graph.search import resolve
from graph.store import EmbeddedStore, MemoryStore, Store

Edit = Callable[[str, str, str], Path]

ROOT = Path(__file__).parent.parent
SAMPLE_ID = "sample-report"


class Built(NamedTuple):
    """A build into a store on disk, which no test changes."""

    store: EmbeddedStore
    summary: Summary
    steps: list[str]


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory, sample_folder: Path) -> Built:
    store = EmbeddedStore(tmp_path_factory.mktemp("built") / "store")
    steps: list[str] = []
    return Built(store, build(store, [sample_folder], progress=steps.append), steps)


def count(store: Store, pattern: str) -> int:
    ((number,),) = select(store.query, f"SELECT (COUNT(*) AS ?n) WHERE {{ {pattern} }}")
    return int(number.value)


def test_all_graphs_are_written_and_counted(built: Built, sample_folder: Path) -> None:
    store, summary, _ = built
    facts = f"{graph_name(SAMPLE_ID).value}/facts"
    assert {name.value for name in store.graph_names()} == set(summary.graphs)
    assert set(summary.graphs) == {
        *(name.value for name in (ONTOLOGY_GRAPH, REFERENCE_GRAPH, PROVENANCE_GRAPH)),
        graph_name(SAMPLE_ID).value,
        facts,
    }
    for name, number in summary.graphs.items():
        assert len(list(store.dump(ox.NamedNode(name)))) == number, name
    assert summary.reports == (SAMPLE_ID,)
    claims = (sample_folder / "claims.trig").read_text(encoding="utf-8").count("a comity:Claim")
    assert summary.claims == claims == count(store, "?claim a comity:Claim")
    assert summary.facts == summary.graphs[facts] > 0
    assert summary.version == store.version
    assert summary.graphs[ONTOLOGY_GRAPH.value] == len(load_ontology().triples)
    assert summary.graphs[REFERENCE_GRAPH.value] == len(load_reference().triples)


def test_the_default_graph_is_the_merge_of_all(built: Built) -> None:
    merged = {str(quad.triple) for quad in built.store.dump()}
    assert count(built.store, "?s ?p ?o") == len(merged)


def test_things_are_found_by_name_after_a_build(built: Built) -> None:
    assert (built.store.folder / "labels.sqlite").is_file()
    assert resolve(built.store, "republic of arvenia").endswith("/id/arvenia")


def test_each_step_is_announced(built: Built, sample_folder: Path) -> None:
    assert len(built.steps) == len(set(built.steps))
    assert f"Reading {sample_folder}" in built.steps
    assert f"Checking {SAMPLE_ID}" in built.steps
    assert built.steps[-2:] == ["Writing the store", "Indexing the labels"]


def test_the_same_inputs_give_the_same_version_anywhere(
    tmp_path: Path, built: Built, sample_folder: Path
) -> None:
    elsewhere = tmp_path / "elsewhere" / SAMPLE_ID
    shutil.copytree(sample_folder, elsewhere)
    script = (
        "import sys; from pathlib import Path; from graph.build import build;"
        "from graph.store import EmbeddedStore;"
        "print(build(EmbeddedStore(sys.argv[1]), [Path(sys.argv[2])]).version)"
    )
    other = subprocess.run(
        [sys.executable, "-c", script, str(tmp_path / "other"), str(elsewhere)],
        capture_output=True,
        text=True,
        check=True,
        cwd=ROOT,
        env={**os.environ, "PYTHONHASHSEED": "7"},
    )
    assert other.stdout.strip() == built.summary.version


def test_building_again_keeps_the_generation(built: Built, sample_folder: Path) -> None:
    folder = built.store.folder
    before = folder.stat().st_ino
    assert build(built.store, [sample_folder]) == built.summary
    assert built.store.folder == folder
    assert folder.stat().st_ino == before


def test_another_input_gives_another_version_and_keeps_nothing(built: Built, edit: Edit) -> None:
    node = ox.NamedNode("urn:old")
    store = MemoryStore()
    with store.write() as writer:
        writer.replace_graph(graph_name("old"), [ox.Triple(node, node, node)])
    folder = edit("claims.trig", "# An invented report", "# A report")
    summary = build(store, [folder], replace=True)
    assert summary.version != built.summary.version
    assert count(store, "<urn:old> ?p ?o") == 0


# Texts


def test_a_text_is_kept_in_the_store(sample_store: Store, sample_folder: Path) -> None:
    kept = sample_store.folder / "texts" / "sample-report.txt"
    assert kept.read_bytes() == (sample_folder / "text.txt").read_bytes()


def test_no_text_is_kept_where_none_is_given(built: Built) -> None:
    assert not (built.store.folder / "texts").exists()


def test_a_text_that_differs_is_refused(built: Built, sample_folder: Path, edit: Edit) -> None:
    text = edit("text.txt", "Port Sallow", "Port Sullow") / "text.txt"
    with pytest.raises(InvalidDataError, match="char=228,295"):
        build(built.store, [sample_folder], {SAMPLE_ID: text})
    assert built.store.version == built.summary.version


def test_a_text_of_no_report_is_refused(sample_folder: Path) -> None:
    with pytest.raises(NotFoundError, match="'birch-2031'") as caught:
        build(MemoryStore(), [sample_folder], {"birch-2031": sample_folder / "text.txt"})
    assert SAMPLE_ID in caught.value.hint


# All or nothing


@pytest.mark.parametrize(
    ("old", "new", "error"),
    [
        ("comity:cooperatesWith", "comity:dislikes", InvalidDataError),
        ("graph:sample-report {", "graph:other {", InvalidDataError),
        ("a comity:State ;", "a comity:State ", ParseError),
    ],
)
def test_a_fault_in_a_report_leaves_the_store_as_it_was(
    built: Built, edit: Edit, old: str, new: str, error: type[Exception]
) -> None:
    with pytest.raises(error):
        build(built.store, [edit("claims.trig", old, new)])
    assert built.store.version == built.summary.version
    assert count(built.store, "?claim a comity:Claim") == built.summary.claims


def test_the_findings_of_all_reports_and_of_the_ontology_are_collected(
    edit: Edit, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = edit("claims.trig", "comity:cooperatesWith", "comity:dislikes")
    second = tmp_path / "birch-2031"
    shutil.copytree(first, second)
    claims = (second / "claims.trig").read_text(encoding="utf-8")
    claims = claims.replace("graph:sample-report", "graph:birch-2031")
    (second / "claims.trig").write_text(claims.replace("dislikes", "envies"), encoding="utf-8")
    broken = tmp_path / "ontology"
    shutil.copytree(load_ontology().folder, broken)
    with (broken / "comity.ttl").open("a", encoding="utf-8") as file:
        file.write("comity:Envoy a owl:Class .\n")
    monkeypatch.setattr(graph.build, "load_ontology", lambda: load_ontology(broken))
    store = EmbeddedStore(tmp_path / "store")
    with pytest.raises(InvalidDataError) as caught:
        build(store, [first, second])
    found = {(result.focus, result.source, result.value) for result in caught.value.report.results}  # type: ignore[attr-defined]
    claim = f"{ID}claim-sample-p2s2-2"
    assert (claim, "unknown-predicate", f"{COMITY}dislikes") in found
    assert (claim, "unknown-predicate", f"{COMITY}envies") in found
    assert (claim, "repeated-claim-iri", None) in found, "two reports must not share a claim"
    assert (f"{COMITY}Envoy", "term-label", "0") in found
    assert not (tmp_path / "store").exists()


def test_two_reports_of_one_name_are_refused(sample_folder: Path, edit: Edit) -> None:
    with pytest.raises(UsageError, match="same name"):
        build(MemoryStore(), [sample_folder, edit("claims.trig", "id:", "id:")])


def test_a_missing_report_is_named_before_anything_is_written(tmp_path: Path) -> None:
    with pytest.raises(NotFoundError, match="alder-2030"):
        build(EmbeddedStore(tmp_path / "store"), [tmp_path / "alder-2030"])
    assert not (tmp_path / "store").exists()


def test_a_place_that_cannot_be_written_is_named(sample_folder: Path) -> None:
    with pytest.raises(StoreError, match="/proc/comity"):
        build(EmbeddedStore("/proc/comity"), [sample_folder])


KILLED_BUILD = """
import sys, time
from pathlib import Path
from graph.build import build
from graph.store import EmbeddedStore
from graph.store.writer import EngineWriter

load = EngineWriter.load

def stop_in_the_middle(self, path):
    load(self, path)
    print("writing", flush=True)
    time.sleep(60)

EngineWriter.load = stop_in_the_middle
build(EmbeddedStore(sys.argv[1]), [Path(sys.argv[2])])
"""


def test_a_build_that_is_killed_leaves_the_store_as_it_was(
    built: Built, edit: Edit, tmp_path: Path
) -> None:
    path = tmp_path / "store"
    shutil.copytree(built.store.folder.parent, path, symlinks=True)
    folder = edit("claims.trig", "# An invented report", "# A report")
    process = subprocess.Popen(
        [sys.executable, "-c", KILLED_BUILD, str(path), str(folder)],
        stdout=subprocess.PIPE,
        text=True,
        cwd=ROOT,
    )
    assert process.stdout is not None
    assert process.stdout.readline() == "writing\n"
    os.kill(process.pid, signal.SIGKILL)
    process.communicate()
    store = EmbeddedStore(path)
    assert (path / "next").exists(), "the process died too early or too late"
    assert store.version == built.summary.version
    assert count(store, "?claim a comity:Claim") == built.summary.claims
    assert build(store, [folder]).version != built.summary.version
    assert not (path / "next").exists()


def test_graphs_that_were_not_built_are_not_lost(sample_folder: Path) -> None:
    store = MemoryStore()
    build(store, [sample_folder])
    built = build(store, [sample_folder]).version
    with publish(store) as writer:
        writer.update("INSERT DATA { GRAPH <urn:g> { <urn:a> <urn:b> <urn:c> } }")
    with pytest.raises(UsageError, match="urn:g"):
        build(store, [sample_folder])
    with publish(store) as writer:
        writer.update("DROP GRAPH <urn:g>")
        writer.update(
            "INSERT DATA { GRAPH graph:sample-report { id:arvenia skos:altLabel 'Arv' } }"
        )
    with pytest.raises(UsageError, match="graph/sample-report"):
        build(store, [sample_folder])
    assert build(store, [sample_folder], replace=True).version == built
