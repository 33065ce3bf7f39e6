"""The command ``extract`` with annotation programs: files to correct, and taken in again."""

import json
from pathlib import Path

import pyoxigraph as ox

from graph.namespaces import ID, expand
from graph.review.draft import read_draft
from graph.store import EmbeddedStore
from graph.terms import text_of
from tests.cli.conftest import NEWS, Run, drafts

NAMES = ("Laos", "Vietnam")
WRITTEN = {
    "brat": {"note-2031.ann", "note-2031.txt", "annotation.conf"},
    "label-studio": {"note-2031.json", "label-studio.xml"},
    "doccano": {"note-2031.jsonl"},
}


def test_out_and_back_in_is_the_same_draft(run: Run, tmp_path: Path, note: Path) -> None:
    none = str(tmp_path / "none")
    run("extract", str(note), "-o", str(tmp_path), "--store", none)
    read = set(ox.parse(path=tmp_path / "note-2031" / "draft.trig"))
    for name, written in WRITTEN.items():
        files, back = tmp_path / name, tmp_path / f"{name}-back"
        result = run("extract", str(note), "--format", name, "-o", str(files), "--store", none)
        assert (result.code, result.err) == (0, "")
        assert {file.name for file in files.iterdir()} == written
        result = run(
            *["extract", str(note), "--annotations", str(files)],
            *["-o", str(back), "--store", none],
        )
        assert (result.code, result.err) == (0, "")
        changed = read ^ set(ox.parse(path=back / "note-2031" / "draft.trig"))
        assert {text_of(quad.subject) for quad in changed} == {ID + "extraction-note-2031"}


def test_corrections_come_back_as_claims(
    run: Run, workplace: Path, tmp_path: Path, note: Path
) -> None:
    run("extract", str(note), "--format", "brat", "-o", str(tmp_path))
    file = tmp_path / "note-2031.ann"
    lines = file.read_text(encoding="utf-8").split("\n")
    ids = {line.split("\t")[2]: line.split("\t")[0] for line in lines if line.startswith("T")}
    names = [line for line in lines if line.startswith("T") or "AnnotatorNotes T" in line]
    drawn = f"R1\tborders Arg1:{ids['Laos']} Arg2:{ids['Vietnam']}\n"
    file.write_text("\n".join([*names, drawn]), encoding="utf-8")
    assert drafts(workplace) == {}
    refused = run("extract", str(note), "--format", "brat", "-o", str(tmp_path))
    assert refused.code == 2
    assert "may hold corrections" in refused.err
    result = run("extract", str(note), "--annotations", str(file), "--date", "2031-06-01")
    assert result.code == 0, result.err
    draft = read_draft(EmbeddedStore(workplace), "note-2031")
    [claim] = draft.claims.values()
    assert (text_of(claim.subject), text_of(claim.object)) == (ID + "laos", ID + "vietnam")
    assert claim.predicate == expand("comity:hasNeighbour")
    assert draft.rule(claim) == ("by-hand", "1")
    assert claim.score == 1


def test_annotations_of_another_text_are_refused(run: Run, tmp_path: Path) -> None:
    texts, out, back = (tmp_path / name for name in ("texts", "annotated", "back"))
    texts.mkdir()
    for name in ("note-a.txt", "note-b.txt"):
        (texts / name).write_text(NEWS, encoding="utf-8")
    none = ["--store", str(tmp_path / "none")]
    run("extract", str(texts), "--format", "doccano", "-o", str(out), *none)
    (texts / "note-b.txt").write_text("Laos joined a pact.\n", encoding="utf-8")
    taking = ["--annotations", str(out), "-o", str(back), *none]
    result = run("extract", str(texts), *taking)
    assert result.code == 1
    assert "note-b.jsonl: nothing in it is of this text" in result.err
    assert [each.name for each in back.iterdir()] == ["note-a"]
    (out / "note-a.jsonl").unlink()
    for path, message in ((out, "has no annotations of note-a"), (tmp_path / "x", "no file or")):
        taking[1] = str(path)
        result = run("extract", str(texts / "note-a.txt"), *taking)
        assert result.code == 2
        assert message in result.err


def test_a_corrected_draft_is_not_replaced_unasked(
    run: Run, workplace: Path, tmp_path: Path, note: Path
) -> None:
    run("extract", str(note))
    proposed = drafts(workplace)
    out = str(tmp_path / "annotated")
    run("extract", str(note), "--format", "label-studio", "-o", out)
    path = tmp_path / "annotated" / "note-2031.json"
    [task] = json.loads(path.read_text(encoding="utf-8"))
    result = [one for one in task["predictions"][0]["result"] if one["type"] == "labels"]
    skipped = {"result": [], "was_cancelled": True}
    path.write_text(json.dumps([{**task, "annotations": [skipped, {"result": result}]}]))
    assert run("extract", str(note), "--annotations", str(path)).code == 0
    assert drafts(workplace) == {}  # nothing is left to decide on
    result[0]["value"]["labels"] = ["LOC"]
    laos, vietnam = (next(o["id"] for o in result if o["value"]["text"] == n) for n in NAMES)
    drawn = {"type": "relation", "from_id": laos, "to_id": vietnam, "labels": ["denies", "denied"]}
    path.write_text(json.dumps([{**task, "annotations": [{"result": [*result, drawn]}]}]))
    assert run("extract", str(note), "--annotations", str(path)).code == 0
    corrected = drafts(workplace)
    assert "1 unchanged and skipped" in run("extract", str(note)).out
    refused = run("extract", str(note), "--date", "2031-06-01")
    assert refused.code == 2
    assert "was corrected in an annotation program" in refused.err
    assert drafts(workplace) == corrected
    assert run("extract", str(note), "--again").code == 0
    assert drafts(workplace) == proposed


def test_names_that_were_drawn_by_hand_are_known(run: Run, workplace: Path, note: Path) -> None:
    places = [(NEWS.index(name), name) for name in NAMES]
    lines = [f"T{n}\tGPE {at} {at + len(w)}\t{w}" for n, (at, w) in enumerate(places, start=1)]
    file = note.with_name("a.ann")
    file.write_text("\n".join([*lines, "R1\tborders Arg1:T1 Arg2:T2"]), encoding="utf-8")
    result = run("extract", str(note), "--annotations", str(file))
    assert result.code == 0, result.err
    [claim] = read_draft(EmbeddedStore(workplace), "note-2031").claims.values()
    assert [text_of(claim.subject), text_of(claim.object)] == [ID + "laos", ID + "vietnam"]
