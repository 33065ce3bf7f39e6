"""How well texts were read: counts by type and relation, intervals, attitudes, reliability.

A name is right where sentence, words and type are the same; of relations, see
``graph.extraction.matching``. Nothing here loads a model of the language.
"""

import random
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from graph.extraction.matching import HALF, Matching, Reading, Stated, normalised, overlap
from graph.extraction.proposals import Kind

_MONTH: Final = len("2030-01")

Place = tuple[str, int]
"""A type or a relation, and the number of a sentence."""


@dataclass(frozen=True)
class Counts:
    """How many were right, how many wrong, and how many were missed.

    >>> counts = Counts(6, 2, 4) + Counts(2, 0, 0)
    >>> counts.precision, counts.recall, round(counts.f1, 2)
    (0.8, 0.6666666666666666, 0.73)
    """

    right: int = 0
    wrong: int = 0
    missed: int = 0

    def __add__(self, other: "Counts") -> "Counts":
        """Return both together."""
        return Counts(
            self.right + other.right, self.wrong + other.wrong, self.missed + other.missed
        )

    @property
    def precision(self) -> float:
        """Return the share of what was proposed that is right."""
        return self.right / ((self.right + self.wrong) or 1)

    @property
    def recall(self) -> float:
        """Return the share of what the readers found that was proposed."""
        return self.right / ((self.right + self.missed) or 1)

    @property
    def f1(self) -> float:
        """Return the harmonic mean of precision and recall."""
        total = self.precision + self.recall
        return 2 * self.precision * self.recall / total if total else 0.0


def count_names(gold: Reading, proposed: Reading) -> dict[Place, Counts]:
    """Return type and sentence → how well the names were read; each name of a sentence once."""
    kinds = {kind.value for kind in Kind}
    ours, theirs = (
        {(n.sentence, normalised(n.words), n.kind) for n in reading.names if n.kind in kinds}
        for reading in (gold, proposed)
    )
    counts: dict[Place, Counts] = defaultdict(Counts)
    for found, one in ((ours & theirs, Counts(right=1)), (theirs - ours, Counts(wrong=1))):
        for sentence, _, kind in found:
            counts[kind, sentence] += one
    for sentence, _, kind in ours - theirs:
        counts[kind, sentence] += Counts(missed=1)
    return counts


def count_relations(matching: Matching) -> dict[Place, Counts]:
    """Return relation and sentence → how well the relations were read."""
    counts: dict[Place, Counts] = defaultdict(Counts)
    for gold, _ in matching.pairs:
        counts[gold.relation, gold.sentence] += Counts(right=1)
    for gold in matching.missed:
        counts[gold.relation, gold.sentence] += Counts(missed=1)
    for proposed in matching.wrong:
        counts[proposed.relation, proposed.sentence] += Counts(wrong=1)
    return counts


def attitudes(pairs: Iterable[tuple[Stated, Stated]]) -> dict[str, float]:
    """Return the share of matched relations whose modality, time and speaker are right."""
    right = [
        (gold.modality == ours.modality, _same_month(gold, ours), _same_speaker(gold, ours))
        for gold, ours in pairs
    ]
    shares = [sum(column) / len(right) for column in zip(*right, strict=True)] or [0.0] * 3
    return dict(zip(("modality", "time", "speaker"), shares, strict=True))


def interval(units: Sequence[Counts], rounds: int = 1_000) -> tuple[float, float]:
    """Return the 95 % interval of F1, by a bootstrap over units: documents, or sentences of one.

    >>> interval([Counts(9, 1, 1)] * 5)
    (0.9, 0.9)
    """
    if not units:
        return 0.0, 0.0
    drawn = random.Random(1)  # noqa: S311  # no secret
    scores = sorted(
        sum(drawn.choices(units, k=len(units)), start=Counts()).f1 for _ in range(rounds)
    )
    return scores[round(0.025 * (rounds - 1))], scores[round(0.975 * (rounds - 1))]


@dataclass(frozen=True)
class Bin:
    """Proposals of about one score.

    Args:
        low: Least score.
        number: How many there are.
        mean: Mean of their scores.
        right: Share of them that is right.
    """

    low: float
    number: int
    mean: float
    right: float


def reliability(scored: Iterable[tuple[float, bool]], number: int = 10) -> list[Bin]:
    """Return the bins that hold proposals, each with its score and whether it is right.

    >>> reliability([(0.9, True), (0.2, False), (1.0, False)], 2)
    [Bin(low=0.0, number=1, mean=0.2, right=0.0), Bin(low=0.5, number=2, mean=0.95, right=0.5)]
    """
    bins: dict[int, list[tuple[float, bool]]] = defaultdict(list)
    for score, is_so in scored:
        bins[min(int(score * number), number - 1)].append((score, is_so))
    return [
        Bin(
            place / number,
            len(held),
            sum(score for score, _ in held) / len(held),
            sum(is_so for _, is_so in held) / len(held),
        )
        for place, held in sorted(bins.items())
    ]


def total(counts: Mapping[Place, Counts]) -> Counts:
    """Return all counts together."""
    return sum(counts.values(), start=Counts())


def _same_month(gold: Stated, ours: Stated) -> bool:
    """Tell whether two relations hold at one time, to the month."""
    return (gold.time or "")[:_MONTH] == (ours.time or "")[:_MONTH]


def _same_speaker(gold: Stated, ours: Stated) -> bool:
    """Tell whether the same one, or nobody, says two relations."""
    if gold.speaker and ours.speaker:
        return overlap(ours.speaker, gold.speaker) >= HALF
    return not gold.speaker and not ours.speaker
