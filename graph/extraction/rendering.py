"""How a statement is written: its paraphrase, its times, and the terms that stand for both."""

import re
from calendar import monthrange
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from typing import Final

import pyoxigraph as ox

from graph.extraction.proposals import Modality
from graph.extraction.statements import Statement
from graph.extraction.things import Thing
from graph.extraction.vocabulary import vocabulary
from graph.extraction.ways import ACTIONS
from graph.namespaces import ID, expand

_LONGEST: Final = 200
"""Most characters of a paraphrase, as the shape has it."""

_OPENINGS: Final = {
    Modality.ASSERTED: "{speaker} states: ",
    Modality.DENIED: "{speaker} denies: ",
    Modality.ALLEGED: "{speaker} alleges: ",
    Modality.PLANNED: "Planned, as {speaker} says: ",
    Modality.PREDICTED: "Predicted, as {speaker} says: ",
}
"""Modality → how the paraphrase begins of what somebody says."""

_NARRATED: Final = {
    Modality.DENIED: "Denied: ",
    Modality.ALLEGED: "Alleged: ",
    Modality.PLANNED: "Planned: ",
    Modality.PREDICTED: "Predicted: ",
}
"""Modality → how the paraphrase begins of what the document says itself."""

_BY: Final = r"\b(?:by|before|until|no later than)\s+(?:[\w,]+\s+){0,4}?"
"""What stands before a deadline."""


def paraphrase(statement: Statement) -> str:
    """Return what a statement says, in labels alone."""
    opening = _NARRATED.get(statement.modality, "")
    if statement.speaker:
        opening = _OPENINGS[statement.modality].format(speaker=statement.speaker.label)
    relation = vocabulary().label(statement.predicate)
    words = f"{opening}{statement.subject.label} – {relation} – {statement.object.label}"
    if len(words) >= _LONGEST:
        words = f"{words[: _LONGEST - 2]}…"
    return f"{words}."


def times(time: str | None, modality: Modality, words: str) -> Iterator[tuple[str, date]]:
    """Yield the properties of a claim that tell when it holds, and their days.

    Args:
        time: An ISO date, or a prefix of one.
        modality: A plan or prediction may have a deadline.
        words: The sentence, which tells a deadline from a period.

    >>> list(times("2031", Modality.PLANNED, "It is to open by 2031."))
    [('comity:deadline', datetime.date(2031, 12, 31))]
    >>> [when.isoformat() for _, when in times("2024-02", Modality.ASSERTED, "")]
    ['2024-02-01', '2024-02-29']
    """
    if time is None:
        return
    year, *rest = map(int, time.split("-"))
    first = date(year, *[*rest, 1, 1][:2])
    last_month = rest[0] if rest else 12
    end = date(year, last_month, rest[1] if rest[1:] else monthrange(year, last_month)[1])
    ahead = modality in (Modality.PLANNED, Modality.PREDICTED)
    if ahead and re.search(f"{_BY}{year}", words, re.IGNORECASE):
        yield "comity:deadline", end
    else:
        yield "schema:startDate", first
        yield "schema:endDate", end


def status(predicate: str, modality: Modality, *, is_done: bool) -> str | None:
    """Return the status of an action, as a prefixed name; None where the text does not tell.

    Args:
        predicate: The predicate, as a prefixed name.
        modality: How it is held.
        is_done: Whether the verb says that it was done.

    >>> status("comity:signed", Modality.ASSERTED, is_done=True)
    'schema:CompletedActionStatus'
    >>> status("comity:signed", Modality.PLANNED, is_done=False)
    'schema:PotentialActionStatus'
    """
    if predicate not in ACTIONS:
        return None
    if modality in (Modality.PLANNED, Modality.PREDICTED):
        return "schema:PotentialActionStatus"
    return "schema:CompletedActionStatus" if is_done and modality is Modality.ASSERTED else None


def term(name: str) -> ox.NamedNode:
    """Return the node of a prefixed name."""
    return ox.NamedNode(expand(name))


def thing_node(name: str) -> ox.NamedNode:
    """Return the node of a thing by the last step of its IRI."""
    return ox.NamedNode(f"{ID}{name}")


def node_of(thing: Thing) -> ox.NamedNode:
    """Return the node of a thing."""
    return ox.NamedNode(thing.iri)


def integer(value: int) -> ox.Literal:
    """Return an xsd:integer."""
    return ox.Literal(str(value), datatype=term("xsd:integer"))


def decimal(value: Decimal) -> ox.Literal:
    """Return an xsd:decimal.

    >>> decimal(Decimal("0.50")).value
    '0.5'
    """
    return ox.Literal(f"{value.normalize():f}", datatype=term("xsd:decimal"))


def day(value: date) -> ox.Literal:
    """Return an xsd:date."""
    return ox.Literal(value.isoformat(), datatype=term("xsd:date"))
