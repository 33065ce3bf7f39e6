"""How probable it is that a proposal of a rule is right, as measured on annotated documents.

The counts are kept in ``scores.json``, which ``graph.extraction.measuring`` writes. A rule that was
seen seldom is thought to be as good as rules are on texts that nobody looked at when they were
written, which is worse than they are on those that they were written for.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Final

FILE: Final = Path(__file__).with_name("scores.json")
_EXPECTED: Final = 0.7
"""Precision of a rule that was never seen."""

_WEIGHT: Final = 12
"""How many proposals that expectation counts for; so many that scores hold on other texts, too."""


@dataclass(frozen=True)
class Count:
    """How often a rule was right.

    Args:
        right: Proposals that annotators read too.
        proposed: All that it proposed.

    >>> round(Count(30, 30).probability, 2), round(Count(1, 1).probability, 2)
    (0.91, 0.72)
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
    kept = json.loads(FILE.read_text())
    return {rule: Count(*found) for rule, found in kept.items()}


def score(rule: str) -> float:
    """Return the probability that a proposal of a rule is right, rounded to hundredths.

    Args:
        rule: Id of the rule.

    >>> score("a rule that was never measured")
    0.7
    """
    return round(counts().get(rule, Count(0, 0)).probability, 2)
