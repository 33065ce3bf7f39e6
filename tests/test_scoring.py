"""How the reading of texts is scored: what counts as right, at which level, and how sure it is."""

import doctest
import json
from dataclasses import replace
from pathlib import Path

import pytest

from benchmarks import scoring
from benchmarks.scoring import Counts, attitudes, count_names, count_relations, interval, total
from graph.extraction.matching import Level, Named, Reading, Stated, is_right, match, read_gold

SIGNED = Stated(3, "Ana Lu", "signs", "Treaty of the Northern Waters", "asserted", None, "2030-05")
MET = Stated(4, "Arvenia", "negotiatesWith", "Belmora", "asserted")
TOLD = Stated(5, "Ministry of Trade", "plans", "open three new ports", "planned", "Ana Lu")
STRICT, LENIENT, DETECT = Level


def test_examples_of_the_documentation_hold() -> None:
    result = doctest.testmod(scoring)
    assert result.attempted
    assert not result.failed


@pytest.mark.parametrize(
    ("gold", "change", "levels"),
    [
        (SIGNED, {}, [STRICT, LENIENT, DETECT]),
        (SIGNED, {"subject": "the Ana Lu’s"}, [STRICT, LENIENT, DETECT]),
        (SIGNED, {"modality": "planned", "time": None}, [STRICT, LENIENT, DETECT]),
        (SIGNED, {"subject": "Lu"}, [LENIENT, DETECT]),
        (SIGNED, {"object": "treaties on northern water"}, [STRICT, LENIENT, DETECT]),
        (SIGNED, {"object": "Northern"}, [LENIENT, DETECT]),
        (SIGNED, {"object": "charter"}, [DETECT]),
        (SIGNED, {"subject": SIGNED.object, "object": SIGNED.subject}, [DETECT]),
        (SIGNED, {"sentence": 4}, []),
        (SIGNED, {"relation": "plans"}, []),
        (MET, {"subject": "Belmora", "object": "Arvenia"}, [STRICT, LENIENT, DETECT]),
        (MET, {"object": "Republic of Belmora"}, [LENIENT, DETECT]),
        (MET, {"subject": "the"}, [DETECT]),
        (TOLD, {"object": "opening new ports"}, [STRICT, LENIENT, DETECT]),
        (TOLD, {"object": "open a school"}, [LENIENT, DETECT]),
        (TOLD, {"object": "close a school"}, [DETECT]),
    ],
)
def test_what_is_right_at_which_level(
    gold: Stated, change: dict[str, str], levels: list[Level]
) -> None:
    proposed = replace(gold, **change)  # type: ignore[arg-type]  # names of its own fields
    assert [level for level in Level if is_right(gold, proposed, level)] == levels


def test_an_acronym_counts_as_its_name() -> None:
    gold = replace(MET, object="ASEAN")
    proposed = replace(MET, object="the Association of Southeast Asian Nations")
    assert is_right(gold, proposed, Level.STRICT)


def test_each_relation_is_matched_once() -> None:
    found = match([SIGNED, SIGNED, MET], [MET, SIGNED, TOLD], Level.LENIENT)
    assert found.pairs == ((SIGNED, SIGNED), (MET, MET))
    assert found.missed == (SIGNED,)
    assert found.wrong == (TOLD,)
    assert total(count_relations(found)) == Counts(right=2, wrong=1, missed=1)


def test_the_first_proposal_that_is_right_is_taken() -> None:
    near, same = replace(TOLD, object="open ports"), replace(TOLD, modality="asserted")
    found = match([TOLD], [near, same], Level.LENIENT)
    assert found.pairs == ((TOLD, near),)
    assert found.wrong == (same,)


def test_names_are_counted_once_a_sentence_by_type() -> None:
    gold = Reading((Named(0, "Arvenia", "GPE"), Named(0, "Ana Lu", "PER"), Named(1, "UN", "ORG")))
    proposed = Reading(
        (
            Named(0, "the Arvenia’s", "GPE"),
            Named(0, "Arvenia", "GPE"),
            Named(0, "Ana Lu", "ORG"),
            Named(1, "2030", "DATE"),
        )
    )
    counts = count_names(gold, proposed)
    assert counts["GPE", 0] == Counts(right=1)
    assert counts["ORG", 0] == Counts(wrong=1)
    assert total(counts) == Counts(right=1, wrong=1, missed=2)


def test_attitudes_are_those_of_matched_relations() -> None:
    pairs = [
        (SIGNED, replace(SIGNED, time="2030-05-17")),
        (MET, replace(MET, modality="planned", time="2030")),
        (TOLD, replace(TOLD, speaker="Minister Lu")),
        (TOLD, replace(TOLD, speaker=None)),
    ]
    assert attitudes(pairs) == {"modality": 0.75, "time": 0.75, "speaker": 0.75}
    assert attitudes([]) == {"modality": 0.0, "time": 0.0, "speaker": 0.0}


def test_the_interval_holds_the_figure_and_is_the_same_each_time() -> None:
    units = [Counts(8, 2, 2), Counts(3, 3, 4), Counts(9, 1, 0), Counts(1, 4, 4)]
    low, high = interval(units)
    assert low < total({("", n): unit for n, unit in enumerate(units)}).f1 < high
    assert interval(units) == (low, high)
    assert interval([]) == (0.0, 0.0)


def test_nothing_proposed_is_no_error() -> None:
    counts = total(count_relations(match([SIGNED], [], Level.DETECT)))
    assert (counts.precision, counts.recall, counts.f1) == (0.0, 0.0, 0.0)


def test_gold_is_read(tmp_path: Path) -> None:
    path = tmp_path / "a.gold.json"
    relation = dict(
        zip(
            ("sent", "subject", "relation", "object", "modality", "speaker", "time"),
            (3, "Ana Lu", "signs", "Treaty of the Northern Waters", "asserted", None, "2030-05"),
            strict=True,
        )
    )
    name = {"sent": 3, "mention": "Lu", "type": "PER", "canonical": "Ana Lu"}
    path.write_text(json.dumps({"entities": [name], "relations": [relation]}), encoding="utf-8")
    assert read_gold(path) == (Reading((Named(3, "Lu", "PER"),), (SIGNED,)), None)
