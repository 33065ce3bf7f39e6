"""The benchmark of extraction: which texts it reads, and what its tables say."""

import json
from pathlib import Path

import pytest

from benchmarks.extraction import accuracy_lines, by_sentence, invented, read_cases, table
from benchmarks.scoring import Counts
from graph.extraction.gazetteer import Gazetteer
from graph.extraction.matching import Level, Named, Reading, Stated

TEXT = "President Ana Lu visited Laos in May 2030.\nLaos shares a border with Thailand.\n"
GOLD = {
    "date": "2030-06-01",
    "entities": [{"sent": 1, "mention": "Laos", "type": "GPE", "canonical": "Laos"}],
    "relations": [
        {
            "sent": 1,
            "subject": "Thailand",
            "relation": "borders",
            "object": "Laos",
            "modality": "asserted",
            "speaker": None,
            "time": None,
        }
    ],
}


@pytest.mark.parametrize("parts", [("", ""), ("text", "gold")])
def test_texts_lie_beside_their_gold_or_in_folders(tmp_path: Path, parts: tuple[str, str]) -> None:
    for part, name, content in zip(
        parts, ("a.txt", "a.gold.json"), (TEXT, json.dumps(GOLD)), strict=True
    ):
        (tmp_path / part).mkdir(exist_ok=True)
        (tmp_path / part / name).write_text(content, encoding="utf-8")
    [case] = read_cases(tmp_path, {}, Gazetteer.shipped())
    assert case.gold == Reading(
        (Named(1, "Laos", "GPE"),),
        (Stated(1, "Thailand", "borders", "Laos", "asserted"),),
    )
    assert Named(1, "Thailand", "GPE") in case.proposed.names
    lines = list(accuracy_lines([case]))
    assert lines[0] == "## a: 14 words"
    assert "| borders | 1 | 1 | 1.00 | 1.00 | 1.00 |  |" in lines
    documents = invented([case])
    assert next(documents).text.startswith("Presidenta Ana Lu")
    assert next(documents).text == "Laos shares a border with Thailandb."


def test_a_text_may_stand_elsewhere_or_nowhere(tmp_path: Path) -> None:
    (tmp_path / "a.gold.json").write_text(json.dumps(GOLD), encoding="utf-8")
    text = tmp_path / "elsewhere" / "report.txt"
    text.parent.mkdir()
    text.write_text(TEXT, encoding="utf-8")
    gazetteer = Gazetteer.shipped()
    assert [case.name for case in read_cases(tmp_path, {"a": text}, gazetteer)] == ["a"]
    assert list(read_cases(tmp_path, {}, gazetteer)) == []


def test_a_single_document_is_drawn_by_its_sentences() -> None:
    counts = {("signs", 0): Counts(right=2), ("plans", 0): Counts(wrong=1), ("signs", 3): Counts(1)}
    assert by_sentence([counts]) == [Counts(2, 1, 0), Counts(1)]
    lines = list(table(f"relations, {Level.LENIENT}", [counts]))
    assert lines[2].startswith("| **all** | 3 | 4 | 0.75 | 1.00 | 0.86 | 0.80–1.00 |")
    assert lines[3:5] == [
        "| plans | 0 | 1 | 0.00 | 0.00 | 0.00 |  |",
        "| signs | 3 | 3 | 1.00 | 1.00 | 1.00 |  |",
    ]
