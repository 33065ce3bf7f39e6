"""How probable it is that a proposal of a rule is right, as measured on annotated documents.

The counts are kept in ``scores.json``, which ``python -m graph.extraction.scores TEXTS GOLD …``
writes: folders with ``NN.txt`` and ``NN.gold.json``, in pairs. A rule that was seen seldom is
thought to be as good as rules are on texts that nobody looked at when they were written, which is
worse than they are on those that they were written for.
"""

import json
import sys
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any, Final

from graph.extraction.document import Document
from graph.extraction.matching import right

_FILE: Final = Path(__file__).with_name("scores.json")
_EXPECTED: Final = 0.7
"""Precision of a rule that was never seen."""

_WEIGHT: Final = 4
"""How many proposals that expectation counts for."""


@dataclass(frozen=True)
class Count:
    """How often a rule was right.

    Args:
        right: Proposals that annotators read too.
        proposed: All that it proposed.

    >>> round(Count(30, 30).probability, 2), round(Count(1, 1).probability, 2)
    (0.96, 0.76)
    """

    right: int
    proposed: int

    @property
    def probability(self) -> float:
        """Return the probability that its next proposal is right."""
        return (self.right + _EXPECTED * _WEIGHT) / (self.proposed + _WEIGHT)


@cache
def counts() -> Mapping[str, Count]:
    """Return the counts of each rule that was measured, by its id."""
    kept = json.loads(_FILE.read_text())
    return {rule: Count(*found) for rule, found in kept.items()}


def score(rule: str) -> float:
    """Return the probability that a proposal of a rule is right, rounded to hundredths.

    Args:
        rule: Id of the rule.

    >>> score("a rule that was never measured")
    0.7
    """
    return round(counts().get(rule, Count(0, 0)).probability, 2)


def measure(texts: Path, gold: Path) -> dict[str, Count]:
    """Return how often each rule is right on annotated documents.

    Args:
        texts: Folder of the texts.
        gold: Folder of what annotators read in them.

    Raises:
        FileNotFoundError: When the text of an annotation is not there.
    """
    from graph.extraction.extraction import extract
    from graph.extraction.gazetteer import Gazetteer

    gazetteer = Gazetteer.shipped()
    hits: Counter[str] = Counter()
    total: Counter[str] = Counter()
    for file in sorted(gold.glob("*.gold.json")):
        read = json.loads(file.read_text())
        text = texts / file.name.replace(".gold.json", ".txt")
        written = date.fromisoformat(read["date"]) if read.get("date") else None
        found = extract(Document(text.read_text()), gazetteer, written).proposals
        proposed: list[dict[str, Any]] = [
            {
                "sent": one.sentence,
                "subject": one.subject.name,
                "relation": str(one.relation),
                "object": one.object.name,
            }
            for one in found
        ]
        total.update(one.rule for one in found)
        hits.update(found[place].rule for place in right(read["relations"], proposed))
    return {rule: Count(hits[rule], total[rule]) for rule in sorted(total)}


def main(folders: Sequence[str]) -> None:
    """Measure the rules on folders of texts and of annotations in turn, and keep the counts.

    Args:
        folders: Texts and annotations, in pairs.
    """
    hits: Counter[str] = Counter()
    total: Counter[str] = Counter()
    for texts, gold in zip(folders[::2], folders[1::2], strict=True):
        for rule, count in measure(Path(texts), Path(gold)).items():
            hits[rule] += count.right
            total[rule] += count.proposed
    kept = {rule: [hits[rule], total[rule]] for rule in sorted(total)}
    lines = ",\n".join(f"  {json.dumps(rule)}: {json.dumps(found)}" for rule, found in kept.items())
    _FILE.write_text(f"{{\n{lines}\n}}\n")


if __name__ == "__main__":
    main(sys.argv[1:])
