import json
from pathlib import Path

import pytest

from graph.extraction import measuring
from graph.extraction.measuring import main, measure
from graph.extraction.relations import RULES
from graph.extraction.scores import Count, counts, score

LAOS = {
    "sent": 0,
    "subject": "Laos",
    "relation": "supports",
    "object": "bid of Peru",
    "modality": "asserted",
}


def test_a_rule_that_was_right_more_often_scores_higher_and_none_is_certain() -> None:
    seen = [Count(0, 60), Count(0, 0), Count(3, 3), Count(90, 90)]
    probabilities = [count.probability for count in seen]
    assert probabilities == sorted(probabilities)
    assert 0 < probabilities[0] < 0.3
    assert 0.95 < probabilities[-1] < 1


def test_the_counts_that_are_kept_are_of_rules_that_there_are() -> None:
    assert set(counts()) <= {rule.id for rule in RULES}
    assert all(0 <= count.right <= count.proposed for count in counts().values())


def test_a_rule_that_was_never_measured_has_the_precision_that_is_expected() -> None:
    assert score("no rule") == 0.7


def test_the_counts_of_annotated_documents_are_kept(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "01.txt").write_text("Laos supports the bid of Peru. Chad supports the truce.")
    gold = {"date": "2024-03-14", "entities": [], "relations": [LAOS]}
    (tmp_path / "01.gold.json").write_text(json.dumps(gold))
    assert measure(tmp_path, tmp_path) == {"supports.verb": Count(1, 2)}
    kept = tmp_path / "scores.json"
    monkeypatch.setattr(measuring, "FILE", kept)
    main([str(tmp_path), str(tmp_path)])
    assert json.loads(kept.read_text()) == {"supports.verb": [1, 2]}


def test_an_annotation_without_its_text_is_an_error(tmp_path: Path) -> None:
    (tmp_path / "01.gold.json").write_text('{"entities": [], "relations": []}')
    with pytest.raises(FileNotFoundError):
        measure(tmp_path, tmp_path)
