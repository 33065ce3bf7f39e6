"""Which statements of a draft can stand in one graph."""

from collections.abc import Iterable
from dataclasses import replace

from graph.extraction.proposals import Modality, Proposal
from graph.extraction.statements import Statement


def consistent(statements: Iterable[Statement], proposals: tuple[Proposal, ...]) -> list[Statement]:
    """Return statements that can stand in one graph, in the order of the text.

    What is said twice in a sentence is said once. Of two that contradict each other, by the same
    speaker, the one with the better score is left. The best of the proposals stands first.
    """
    found: dict[tuple[object, ...], Statement] = {}
    for statement in statements:
        if statement.subject is not statement.object:
            key = (statement.sentence, *statement.said, statement.modality, statement.speaker)
            known = found.get(key, statement)
            places = sorted(
                {*known.proposals, *statement.proposals}, key=lambda p: (-proposals[p].score, p)
            )
            more = tuple(dict.fromkeys([*known.more, *statement.more]))
            found[key] = replace(known, proposals=tuple(places), more=more)
    best: dict[tuple[object, ...], Statement] = {}
    for statement in found.values():
        holds = (*statement.said, statement.speaker)
        other = best.setdefault(holds, statement)
        if _score(statement, proposals) > _score(other, proposals):
            best[holds] = statement
    kept = [
        statement
        for statement in found.values()
        if not _contradict(statement, best[(*statement.said, statement.speaker)])
    ]
    return sorted(kept, key=lambda statement: (statement.sentence, min(statement.proposals)))


def _contradict(one: Statement, other: Statement) -> bool:
    """Tell whether one of two statements of a speaker asserts what the other denies."""
    return {one.modality, other.modality} == {Modality.ASSERTED, Modality.DENIED}


def _score(statement: Statement, proposals: tuple[Proposal, ...]) -> float:
    """Return the best score of the proposals that make a statement."""
    return proposals[statement.proposals[0]].score
