"""The registry of rules."""

from collections.abc import Iterator

import pytest

from graph.extraction.parses import Parse
from graph.extraction.pipeline import pipeline
from graph.extraction.proposals import Argument, Relation
from graph.extraction.relations import RULES
from graph.extraction.rules import Finding, Frame, FrameRule, Rules


def _read(frame: Frame) -> Iterator[Finding]:
    yield Finding(Argument(frame.head.text), Relation.VISITS, Argument("it"), frame)


def test_a_rule_reads_the_frames_of_its_words() -> None:
    rules = Rules([FrameRule("a.verb", "1", frozenset({"go"}), _read)])
    doc = pipeline()("They went. They stay.")
    parse = Parse(doc, (), {})
    found = [finding for sentence in doc.sents for finding in rules.read(parse, sentence)]
    assert [(rule.id, finding.subject.name) for rule, finding in found] == [("a.verb", "went")]


def test_an_id_is_of_one_rule() -> None:
    rule = FrameRule("a.verb", "1", frozenset({"go"}), _read)
    with pytest.raises(ValueError, match=r"two rules have the id 'a\.verb'"):
        Rules([rule, rule])


def test_ids_tell_the_family_and_each_rule_says_what_it_reads() -> None:
    for rule in RULES:
        assert rule.id.count(".") == 1
        assert rule.version.isdigit()
        assert rule.read.__doc__ or rule.id.startswith("positions.")
        assert RULES[rule.id] is rule
