import json
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.errors import NotFoundError, ParseError, UnreadableError
from graph.extraction.document import Document
from graph.extraction.interchange import FORMATS, read_annotations, write_annotations
from graph.extraction.proposals import (
    Argument,
    Extraction,
    Kind,
    Mention,
    Modality,
    Proposal,
    Relation,
)

TEXT = """Estria’s envoy Ana Lu visited Norland. She denied that Estria “closed” the strait.
Norland will open 3 offices in Port Ansel, it said 😀."""
DOCUMENT = Document(TEXT)
NAMES = {
    "Estria": (Kind.STATE_OR_PLACE, "https://w3id.org/comity/id/estria"),
    "Ana Lu": (Kind.PERSON, None),
    "Norland": (Kind.STATE_OR_PLACE, None),
    "Port Ansel": (Kind.STATE_OR_PLACE, None),
}


def mention(name: str) -> Mention:
    start = TEXT.index(name)
    kind, iri = NAMES[name]
    return Mention(start, start + len(name), name, kind, f"{name} (full)", iri)


MENTIONS = tuple(map(mention, NAMES))
ARGUMENTS = [Argument(one.canonical, one) for one in MENTIONS]
PHRASES = [Argument("open 3 offices"), Argument("Estria “closed” the strait"), Argument("a \t b")]

proposals = st.builds(
    Proposal,
    sentence=st.integers(0, len(DOCUMENT.sentences) - 1),
    subject=st.sampled_from(ARGUMENTS),
    relation=st.sampled_from(Relation),
    object=st.sampled_from(ARGUMENTS + PHRASES),
    modality=st.sampled_from(Modality),
    rule=st.sampled_from(["positions.title", "plans.will"]),
    speaker=st.none() | st.sampled_from([*ARGUMENTS, Argument("an unnamed official")]),
    time=st.sampled_from([None, "2024", "2024-05-06"]),
    score=st.floats(0, 1),
    is_done=st.booleans(),
)
extractions = st.lists(proposals, max_size=6).map(
    lambda found: Extraction(
        DOCUMENT, MENTIONS, tuple(sorted(found, key=lambda proposal: proposal.sentence))
    )
)


def back(folder: Path, content: str, name: str) -> Extraction:
    path = folder / f"a{FORMATS[name].suffix}"
    path.write_text(content, encoding="utf-8")
    return read_annotations(DOCUMENT, path)


@pytest.mark.parametrize("name", FORMATS)
@given(extraction=extractions)
def test_out_and_back_in_is_the_same(
    tmp_path_factory: pytest.TempPathFactory, name: str, extraction: Extraction
) -> None:
    folder = tmp_path_factory.mktemp("annotations")
    assert back(folder, write_annotations(extraction, name), name) == extraction


@pytest.fixture
def extraction() -> Extraction:
    return Extraction(
        DOCUMENT,
        MENTIONS,
        (
            Proposal(
                0, ARGUMENTS[1], Relation.VISITS, ARGUMENTS[2], Modality.ASSERTED, "v", score=0.5
            ),
            Proposal(2, ARGUMENTS[2], Relation.PLANS, PHRASES[0], Modality.PLANNED, "p"),
        ),
    )


def test_a_changed_span_and_a_new_relation_come_back(
    tmp_path: Path, extraction: Extraction
) -> None:
    lines = write_annotations(extraction, "brat").split("\n")
    place = TEXT.index("the strait")
    lines += [f"T99\tLOC {place + 4} {place + 10}\tstrait", "R99\tsupports Arg1:T1 Arg2:T99"]
    found = back(tmp_path, "\n".join(lines), "brat")
    assert set(found.mentions) - set(extraction.mentions) == {
        Mention(place + 4, place + 10, "strait", Kind.LOCATION, "strait")
    }
    new = next(one for one in found.proposals if one not in extraction.proposals)
    assert (new.sentence, new.relation, new.modality) == (1, Relation.SUPPORTS, Modality.ASSERTED)
    assert (new.rule, new.score) == ("by-hand", 1.0)


def test_an_export_of_label_studio_is_read_by_its_annotation(
    tmp_path: Path, extraction: Extraction
) -> None:
    task = json.loads(write_annotations(extraction, "label-studio"))[0]
    result = [one for one in task["predictions"][0]["result"] if one.get("from_id") is None]
    other = {"data": {"text": "Another text."}, "annotations": [{"result": []}]}
    exported = {**task, "id": 7, "annotations": [{"result": result, "was_cancelled": False}]}
    found = back(tmp_path, json.dumps([other, exported]), "label-studio")
    assert found == replace(extraction, proposals=())


def test_an_arrow_without_a_label_is_told_of(tmp_path: Path, extraction: Extraction) -> None:
    task = json.loads(write_annotations(extraction, "label-studio"))[0]
    del task["predictions"][0]["result"][-1]["labels"]
    with pytest.raises(ParseError, match=r"a relation has no label\nKnown are holdsPosition"):
        back(tmp_path, json.dumps([task]), "label-studio")


def test_a_span_without_a_remark_stands_for_what_its_words_do(
    tmp_path: Path, extraction: Extraction
) -> None:
    place = TEXT.rindex("Norland")
    line = f"T99\tGPE {place} {place + 7}\tNorland"
    found = back(tmp_path, f"{write_annotations(extraction, 'brat')}{line}", "brat")
    assert [m.canonical for m in found.mentions if m.words == "Norland"] == ["Norland (full)"] * 2


def test_an_export_of_doccano_has_other_ids(tmp_path: Path, extraction: Extraction) -> None:
    record = json.loads(write_annotations(extraction, "doccano"))
    for one in record["entities"]:
        one["id"] += 1000
    for one in record["relations"]:
        one["from_id"], one["to_id"] = one["from_id"] + 1000, one["to_id"] + 1000
    record["meta"] = {"comity": record.pop("comity")}
    lines = [json.dumps({"text": "Another.", "entities": []}), json.dumps(record), ""]
    assert back(tmp_path, "\n".join(lines), "doccano") == extraction


def test_brat_finds_the_words_that_the_file_says(extraction: Extraction) -> None:
    for line in write_annotations(extraction, "brat").split("\n"):
        if line.startswith("T"):
            _, place, words = line.split("\t")
            start, end = map(int, place.split()[1:])
            assert TEXT[start:end] == words


@pytest.mark.parametrize("name", ["brat", "label-studio"])
def test_the_configuration_names_every_label(name: str) -> None:
    configuration = FORMATS[name].configuration
    assert configuration is not None
    for label in (*Kind, *Relation, *Modality, "PHRASE"):
        assert label in configuration[1]


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ("T1\tGPE 0 6;8 9\tEstria", "a.ann:1: this line is not understood"),
        ("T1\tGPE 0 6\tNorland", "a.ann:1: from 0 to 6 the text has 'Estria', not 'Norland'"),
        ("E1\tvisits:T1", "a.ann:1: this line is not understood"),
        ("T1\tGPE 900 906\tEstria", "span from 900 to 906 is not in the text"),
        ("T1\tTOWN 0 6\tEstria", "the label 'TOWN' is unknown"),
        ("R1\tvisits Arg1:T1 Arg2:T2", "a.ann:1: there is no span T1"),
        ("T1\tGPE 0 6\tEstria\nR1\tloves Arg1:T1 Arg2:T1", "the relation 'loves' is unknown"),
        (
            "T1\tGPE 0 6\tEstria\nR1\tvisits Arg1:T1 Arg2:T1\nA1\tModality R1 sure",
            "the modality 'sure' is unknown",
        ),
        (
            'T1\tGPE 0 6\tEstria\nR1\tvisits Arg1:T1 Arg2:T1\n#1\tAnnotatorNotes R1\t{"score":"9"}',
            "the score '9' is no number from 0 to 1",
        ),
    ],
)
def test_a_wrong_line_is_named(tmp_path: Path, line: str, reason: str) -> None:
    with pytest.raises(ParseError, match=reason.replace("(", r"\(")):
        back(tmp_path, line, "brat")


@pytest.mark.parametrize("name", ["label-studio", "doccano"])
@pytest.mark.parametrize("content", ["", "[]", "{}", "[3]", "nothing", '{"text": 1}', "null"])
def test_a_file_of_another_form_is_refused(tmp_path: Path, name: str, content: str) -> None:
    with pytest.raises(ParseError, match=r"another form|nothing in it is of this text"):
        back(tmp_path, content, name)


@given(content=st.text(), name=st.sampled_from(sorted(FORMATS)))
def test_any_content_is_read_or_refused(
    tmp_path_factory: pytest.TempPathFactory, content: str, name: str
) -> None:
    try:
        found = back(tmp_path_factory.mktemp("any"), content, name)
    except ParseError:
        return
    assert found == Extraction(DOCUMENT, (), ())


def test_files_that_are_not_there_or_not_known(tmp_path: Path) -> None:
    with pytest.raises(NotFoundError):
        read_annotations(DOCUMENT, tmp_path / "a.ann")
    with pytest.raises(UnreadableError, match=r"Known are: \.ann, \.json, \.jsonl"):
        read_annotations(DOCUMENT, tmp_path / "a.csv")
    (tmp_path / "a.ann").write_bytes(b"\xff\xfe")
    with pytest.raises(UnreadableError, match="UTF-8"):
        read_annotations(DOCUMENT, tmp_path / "a.ann")
