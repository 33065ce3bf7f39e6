"""The command ``extract``: what it writes, prints and passes over, and how it fails."""

import json
import signal
import subprocess
import time
from hashlib import sha256
from pathlib import Path

import pyoxigraph as ox
import pytest

from graph.extraction.origin import fingerprint_of
from graph.namespaces import ID, draft_name, expand
from graph.review.draft import read_draft
from graph.store import EmbeddedStore
from graph.terms import text_of
from tests.cli.conftest import NEWS, Run, drafts
from tests.cli.test_process import COMITY, ROOT

OTHER = "Cambodia and Thailand signed a border treaty.\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Return a folder of texts, one of which cannot be read."""
    path = tmp_path / "texts"
    path.mkdir()
    (path / "note-a.txt").write_text(NEWS, encoding="utf-8")
    (path / "note-b.txt").write_text(OTHER, encoding="utf-8")
    (path / "empty.txt").write_text("", encoding="utf-8")
    (path / "picture.png").write_bytes(b"\x89PNG")
    return path


# ------------------------------------------------------------------------------
# To the store
# ------------------------------------------------------------------------------


def test_a_draft_and_its_text_are_in_the_store(run: Run, workplace: Path, note: Path) -> None:
    result = run("extract", str(note), "--date", "2031-06-01")
    assert (result.code, result.err) == (0, "")
    assert "signs" in result.out
    draft_claims = len(read_draft(EmbeddedStore(workplace), "note-2031").claims)
    assert f" in {draft_claims} draft claims, " in result.out
    assert "comity review --report note-2031" in result.out
    draft = read_draft(EmbeddedStore(workplace), "note-2031")
    signed = [c for c in draft.claims.values() if c.predicate == expand("comity:signed")]
    assert {ID + "laos", ID + "vietnam"} <= {text_of(claim.subject) for claim in signed}
    text = EmbeddedStore(workplace).folder / "texts" / "note-2031.txt"
    assert text.read_text(encoding="utf-8") == NEWS


def test_a_draft_is_no_part_of_what_queries_see(run: Run, workplace: Path, note: Path) -> None:
    run("extract", str(note), "--report", "sea")
    assert "sea" in drafts(workplace)
    assert run("sparql", "ASK { ?reading a comity:Reading }").out == "no\n"
    assert run("sparql", f"ASK {{ GRAPH {draft_name('sea')} {{ ?s ?p ?o }} }}").out == "no\n"


def test_what_is_unchanged_is_skipped(run: Run, workplace: Path, note: Path) -> None:
    run("extract", str(note))
    before, version = drafts(workplace), EmbeddedStore(workplace).version
    again = run("extract", str(note))
    assert "1 unchanged and skipped" in again.out
    assert EmbeddedStore(workplace).version == version
    run("extract", str(note), "--again")
    assert {k: set(v) for k, v in drafts(workplace).items()} == {
        k: set(v) for k, v in before.items()
    }
    assert "1 text," in run("extract", str(note), "--date", "2031-06-01").out


def test_decided_claims_stay(run: Run, workplace: Path, note: Path) -> None:
    run("extract", str(note), "--report", "sea")
    claim = next(iter(read_draft(EmbeddedStore(workplace), "sea").claims))
    name = claim.removeprefix(f"{ID}claim-sea-")
    decided = run("review", "accept", "sea", name, "--curator", "Ana Lu")
    assert decided.code == 0, decided.err
    before = set(drafts(workplace)["sea"])
    assert run("extract", str(note), "--report", "sea", "--again").code == 0
    assert set(drafts(workplace)["sea"]) == before
    note.write_text(OTHER, encoding="utf-8")
    refused = run("extract", str(note), "--report", "sea")
    assert refused.code == 2
    assert "another text of the report sea" in refused.err
    assert set(drafts(workplace)["sea"]) == before


def test_an_edit_in_other_words_stays_beside_what_is_proposed_anew(
    run: Run, workplace: Path, note: Path
) -> None:
    run("extract", str(note), "--report", "sea")
    claims = set(read_draft(EmbeddedStore(workplace), "sea").claims)
    done = run("review", "edit", "sea", "p2s1-1", "comment=Laos put its name to it.")
    assert done.code == 0, done.err
    assert run("extract", str(note), "--report", "sea", "--again").code == 0
    again = read_draft(EmbeddedStore(workplace), "sea")
    assert len(again.claims) == len(claims) + 1
    said = [(str(claim.subject), claim.predicate) for claim in again.claims.values()]
    assert len(set(said)) == len(claims)


def test_a_draft_of_another_text_is_not_replaced_unasked(
    run: Run, workplace: Path, tmp_path: Path, note: Path
) -> None:
    run("extract", str(note))
    before = drafts(workplace)
    other = tmp_path / "other" / note.name
    other.parent.mkdir()
    other.write_text(OTHER, encoding="utf-8")
    for where in ([], ["-o", str(tmp_path / "out")]):
        run("extract", str(note), *where)
        refused = run("extract", str(other), *where)
        assert refused.code == 2
        assert all(sha256(text.encode()).hexdigest() in refused.err for text in (NEWS, OTHER))
        assert "--report" in refused.err
        assert "--again" in refused.err
    assert drafts(workplace) == before
    assert run("extract", str(other), "--report", "treaty").code == 0
    assert run("extract", str(other), "--again").code == 0
    assert drafts(workplace)["note-2031"] != before["note-2031"]


def test_of_a_text_that_says_nothing_nothing_is_written(
    run: Run, workplace: Path, tmp_path: Path
) -> None:
    path = tmp_path / "khmer.txt"
    path.write_text("កម្ពុជា និងថៃ។\n", encoding="utf-8")
    version = EmbeddedStore(workplace).version
    result = run("extract", str(path))
    assert (result.code, result.err) == (0, "")
    assert "Nothing is proposed of khmer" in result.out
    assert EmbeddedStore(workplace).version == version
    run("extract", str(path), "-o", str(tmp_path / "out"))
    assert not (tmp_path / "out").exists()


def test_without_a_store_nothing_is_written(run: Run, tmp_path: Path, note: Path) -> None:
    result = run("extract", str(note), "--store", str(tmp_path / "none"))
    assert result.code == 3
    assert "comity build" in result.err
    assert not (tmp_path / "none").exists()


def test_a_folder_is_read_as_far_as_it_can_be(run: Run, workplace: Path, folder: Path) -> None:
    result = run("extract", str(folder))
    assert result.code == 1
    assert "empty.txt" in result.err
    assert "picture" not in result.err
    assert "2 texts" in result.out
    assert set(drafts(workplace)) == {"note-a", "note-b"}
    again = run("extract", str(folder))
    assert "2 unchanged and skipped" in again.out


# ------------------------------------------------------------------------------
# To files, and to the standard output
# ------------------------------------------------------------------------------


def test_a_draft_is_a_file(run: Run, tmp_path: Path, note: Path) -> None:
    out, none = tmp_path / "out", str(tmp_path / "none")
    result = run("extract", str(note), "-o", str(out), "--store", none)
    assert (result.code, result.err) == (0, "")
    quads = list(ox.parse(path=out / "note-2031" / "draft.trig"))
    assert {quad.graph_name for quad in quads} == {draft_name("note-2031")}
    assert fingerprint_of("note-2031", (quad.triple for quad in quads))
    assert (out / "note-2031" / "text.txt").read_text(encoding="utf-8") == NEWS
    again = run("extract", str(note), "-o", str(out), "--store", none)
    assert "1 unchanged and skipped" in again.out
    assert not (tmp_path / "none").exists()


KEYS = {
    "": ["text_sha256", "sentences", "entities", "relations"],
    "sentences": ["paragraph", "sentence", "start", "end"],
    "entities": ["start", "end", "mention", "type", "canonical", "iri"],
    "relations": [
        *["start", "end", "subject", "relation", "predicate", "object", "modality"],
        *["speaker", "time", "claim"],
    ],
}


def test_the_json_form(run: Run, tmp_path: Path, note: Path) -> None:
    result = run("extract", str(note), "--format", "json", "--store", str(tmp_path / "none"))
    assert (result.code, result.err) == (0, "")
    read = json.loads(result.out)
    assert list(read) == KEYS[""]
    for part in ("sentences", "entities", "relations"):
        assert read[part]
        assert all(list(each) == KEYS[part] for each in read[part])
    assert read["text_sha256"] == sha256(NEWS.encode()).hexdigest()
    assert all(NEWS[e["start"] : e["end"]] == e["mention"] for e in read["entities"])
    places = [(each["start"], each["end"]) for each in read["sentences"]]
    assert all((each["start"], each["end"]) in places for each in read["relations"])
    assert {"Laos", "Vietnam"} <= {each["subject"] for each in read["relations"]}
    assert {ID + "laos"} == {e["iri"] for e in read["entities"] if e["mention"] == "Laos"}


def test_the_claims_of_the_json_form_are_those_of_the_draft(
    run: Run, tmp_path: Path, note: Path
) -> None:
    none = str(tmp_path / "none")
    read = json.loads(run("extract", str(note), "--format", "json", "--store", none).out)
    run("extract", str(note), "-o", str(tmp_path), "--store", none)
    predicates = {
        quad.subject.value: quad.object.value
        for quad in ox.parse(path=tmp_path / "note-2031" / "draft.trig")
        if quad.predicate.value == expand("rdf:predicate")
    }
    assert predicates
    assert {each["claim"]: each["predicate"] for each in read["relations"]} == predicates


def test_a_json_file_of_another_text_is_not_replaced_unasked(
    run: Run, tmp_path: Path, note: Path
) -> None:
    out = tmp_path / f"{note.stem}.json"
    out.write_text("{}")
    command = ["extract", str(note), "--format", "json", "-o", str(tmp_path), "--store", "none"]
    refused = run(*command)
    assert (refused.code, out.read_text()) == (2, "{}")
    assert "is not of this text" in refused.err
    assert run(*command, "--again").code == 0
    assert json.loads(out.read_text())["text_sha256"]
    assert run(*command).code == 0


def test_several_texts_are_lines(run: Run, tmp_path: Path, folder: Path) -> None:
    none = str(tmp_path / "none")
    result = run("extract", str(folder), "--format", "json", "--store", none)
    assert result.code == 1
    digests = [json.loads(line)["text_sha256"] for line in result.out.splitlines()]
    assert digests == [sha256(text.encode()).hexdigest() for text in (NEWS, OTHER)]
    out = tmp_path / "out"
    run("extract", str(folder), "--format", "json", "-o", str(out), "--store", none)
    assert json.loads((out / "note-b.json").read_text())["text_sha256"] == digests[1]
    again = run("extract", str(folder), "--format", "json", "-o", str(out), "--store", none)
    assert "2 unchanged and skipped" in again.out


# ------------------------------------------------------------------------------
# What is refused
# ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["none.txt"], "There is no file"),
        (["note.txt", "--report", "No Slug"], "cannot be the name of a report"),
        (["note.txt", "--report", "reference"], "cannot be the name of a report"),
        (["note.txt", "note.txt", "--report", "a"], "--report names one report"),
        (["note.txt", "other/note.txt"], "would both be the report note"),
        (["empty"], "holds no text"),
        (["note.txt", "--date", "yesterday"], "yesterday"),
        (["note.txt", "--format", "brat"], "Name a folder: -o DIR"),
    ],
)
def test_a_call_that_cannot_be_meant_is_refused(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, arguments: list[str], message: str
) -> None:
    monkeypatch.chdir(tmp_path)
    for name in ("empty", "other"):
        (tmp_path / name).mkdir()
    for name in ("note.txt", "other/note.txt"):
        (tmp_path / name).write_text(NEWS, encoding="utf-8")
    result = run("extract", "--format", "json", *arguments)
    assert result.code == 2
    assert message in result.err


def test_a_file_that_cannot_be_read_is_named(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "note.docx"
    path.write_bytes(b"no archive")
    result = run("extract", str(path), "--format", "json")
    assert result.code == 1
    assert str(path) in result.err
    assert result.out == ""


# ------------------------------------------------------------------------------
# An interrupt
# ------------------------------------------------------------------------------


def test_an_interrupt_leaves_what_is_done_and_the_next_run_goes_on(
    run: Run, workplace: Path, tmp_path: Path
) -> None:
    many = tmp_path / "many"
    many.mkdir()
    for number in range(160):
        (many / f"note-{number:03}.txt").write_text(NEWS * 4 + f"{number}.\n", encoding="utf-8")
    process = subprocess.Popen(
        # A shell lets what it runs in the background ignore interrupts.
        [
            "/usr/bin/env",
            "--default-signal=INT",
            *COMITY,
            "extract",
            str(many),
            "--store",
            str(workplace),
        ],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    before, started = EmbeddedStore(workplace).version, time.monotonic()
    while EmbeddedStore(workplace).version == before and time.monotonic() < started + 60:
        time.sleep(0.02)
    process.send_signal(signal.SIGINT)
    out, err = process.communicate(timeout=60)
    assert process.returncode == 130, err
    done = len(drafts(workplace))
    assert 0 < done < 160
    assert f"Interrupted after {done} texts" in err
    assert f"{done} texts" in out
    result = run("extract", str(many))
    assert result.code == 0, result.err
    assert f"{done} unchanged and skipped" in result.out
    assert len(drafts(workplace)) == 160
