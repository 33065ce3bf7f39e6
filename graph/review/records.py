"""What a draft graph holds, as records: claims that were proposed, and decisions of curators."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from decimal import Decimal
from enum import StrEnum
from typing import TypeVar

import pyoxigraph as ox

from graph.errors import InvalidDataError, UsageError
from graph.namespaces import ID, RDF_TYPE, shorten
from graph.review import terms
from graph.terms import text_of

Term = ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple
Value = TypeVar("Value")


class Outcome(StrEnum):
    """What a decision settles: the concepts of the outcome scheme."""

    ACCEPTED = "accepted"
    REJECTED = "rejected"
    EDITED = "edited"
    SUPERSEDED = "superseded"
    MERGED = "merged"
    KEPT_APART = "kept-apart"


class State(StrEnum):
    """What has become of a claim."""

    DRAFT = "draft"
    """Nobody has decided on it."""
    ACCEPTED = "accepted"
    """It is published as proposed."""
    REJECTED = "rejected"
    """It is not what the passage says."""
    EDITED = "edited"
    """A curator wrote it in place of another, and it is published."""
    SUPERSEDED = "superseded"
    """Another claim stands in its place."""


PUBLISHED = frozenset({State.ACCEPTED, State.EDITED})
"""The states of claims that enter the report."""

STANDING = PUBLISHED | {State.DRAFT}
"""The states of claims that enter it, or still may."""


@dataclass(frozen=True)
class By:
    """Who decides, when and why.

    Args:
        curator: Name of the person.
        when: A moment with its time zone.
        why: A reason in a few words; empty where the claim speaks for itself.

    Raises:
        UsageError: the name is empty, or the moment has no time zone.

    >>> By("Ana Lu", datetime(2031, 5, 1, 8, 30, tzinfo=UTC)).moment
    '2031-05-01T08:30:00Z'
    """

    curator: str
    when: datetime
    why: str = ""

    def __post_init__(self) -> None:
        """Refuse what tells neither who nor when."""
        if not self.curator.strip():
            raise UsageError("A decision needs the name of who takes it.", "Give a curator.")
        if self.when.tzinfo is None:
            raise UsageError(f"The moment {self.when} has no time zone.")

    @property
    def moment(self) -> str:
        """Return the moment as an xsd:dateTime in UTC."""
        moment = self.when.astimezone(UTC).replace(microsecond=0)
        return moment.isoformat().replace("+00:00", "Z")


@dataclass(frozen=True)
class Decision:
    """A decision on a claim, or on two things.

    Args:
        number: Its place among the decisions on a report, counted from 1.
        outcome: What it settles.
        on: IRI of the claim; or of the thing that is merged (or kept apart) and of the other one.
        curator: Who took it.
        moment: When, as an xsd:dateTime.
        why: A reason; may be empty.
        generated: IRIs of the claim and of the things that it brought in.
    """

    number: int
    outcome: Outcome
    on: tuple[str, ...]
    curator: str
    moment: str
    why: str = ""
    generated: tuple[str, ...] = ()

    @property
    def is_on_things(self) -> bool:
        """Tell whether it is about two things, not about a claim."""
        return self.outcome in (Outcome.MERGED, Outcome.KEPT_APART)

    def triples(self, report_id: str) -> Iterator[ox.Triple]:
        """Yield what the draft of a report says of it."""
        node = decision_node(report_id, self.number)
        used = (terms.MERGED_THING, terms.INTO_THING) if self.is_on_things else (terms.USED,)
        yield ox.Triple(node, RDF_TYPE, terms.DECISION)
        yield ox.Triple(node, terms.OUTCOME, ox.NamedNode(terms.OUTCOMES + self.outcome))
        for link, iri in zip(used, self.on, strict=True):
            yield ox.Triple(node, link, ox.NamedNode(iri))
        for iri in self.generated:
            yield ox.Triple(node, terms.GENERATED, ox.NamedNode(iri))
        yield ox.Triple(node, terms.CURATOR, ox.Literal(self.curator))
        yield ox.Triple(node, terms.ENDED_AT, ox.Literal(self.moment, datatype=terms.DATE_TIME))
        if self.why:
            yield ox.Triple(node, terms.COMMENT, ox.Literal(self.why, language="en"))


@dataclass(frozen=True)
class DraftClaim:
    """A claim of a draft.

    Args:
        iri: The claim.
        subject: Who or what it is said of.
        predicate: IRI of the relation.
        object: The other side.
        modality: How it is held, such as ``asserted``.
        speakers: IRIs of who says it.
        comment: The paraphrase.
        passages: IRIs of the passages that support it.
        score: Probability that it is right; None for a claim that a curator wrote.
        reading: IRI of the reading that proposed it; None for a claim that a curator wrote.
        revision_of: IRI of the claim that it stands in place of.
    """

    iri: str
    subject: Term
    predicate: str
    object: Term
    modality: str
    speakers: tuple[str, ...]
    comment: str
    passages: tuple[str, ...]
    score: Decimal | None
    reading: str | None
    revision_of: str | None


def decision_node(report_id: str, number: int) -> ox.NamedNode:
    """Return the node of a decision on a report."""
    return ox.NamedNode(f"{ID}decision-{report_id}-{number}")


def read_claim(iri: str, about: Iterable[ox.Triple]) -> DraftClaim:
    """Return a claim from what a draft says of it.

    Raises:
        InvalidDataError: a part that each claim has is missing, or is there twice.
    """
    values = _Values(iri, about)
    reading = values.one_or_none(terms.GENERATED_BY)
    revised = values.one_or_none(terms.REVISION_OF)
    score = values.one_or_none(terms.SCORE)
    return DraftClaim(
        iri=iri,
        subject=values.one(terms.SUBJECT),
        predicate=text_of(values.one(terms.PREDICATE)),
        object=values.one(terms.OBJECT),
        modality=text_of(values.one(terms.MODALITY)).removeprefix(terms.MODALITIES),
        speakers=values.texts(terms.SPEAKER),
        comment=text_of(values.one(terms.COMMENT)),
        passages=values.texts(terms.EVIDENCE),
        score=None if score is None else values.read(Decimal, score),
        reading=None if reading is None or revised else text_of(reading),
        revision_of=None if revised is None else text_of(revised),
    )


def read_decision(report_id: str, iri: str, about: Iterable[ox.Triple]) -> Decision:
    """Return a decision from what the draft of a report says of it.

    Raises:
        InvalidDataError: it is not a decision as this program writes them.
    """
    values = _Values(iri, about)
    outcome = text_of(values.one(terms.OUTCOME)).removeprefix(terms.OUTCOMES)
    is_on_things = outcome in (Outcome.MERGED, Outcome.KEPT_APART)
    used = (terms.MERGED_THING, terms.INTO_THING) if is_on_things else (terms.USED,)
    why = values.one_or_none(terms.COMMENT)
    return Decision(
        number=values.read(int, iri.removeprefix(decision_node(report_id, 0).value[:-1])),
        outcome=values.read(Outcome, outcome),
        on=tuple(text_of(values.one(link)) for link in used),
        curator=text_of(values.one(terms.CURATOR)),
        moment=text_of(values.one(terms.ENDED_AT)),
        why="" if why is None else text_of(why),
        generated=values.texts(terms.GENERATED),
    )


class _Values:
    """What a draft says of a node, by property.

    Args:
        iri: The node.
        about: The triples of which it is the subject.
    """

    def __init__(self, iri: str, about: Iterable[ox.Triple]) -> None:
        self._iri = iri
        self._found: dict[ox.NamedNode, list[Term]] = {}
        for triple in about:
            self._found.setdefault(triple.predicate, []).append(triple.object)

    def one(self, link: ox.NamedNode) -> Term:
        """Return the one value of a property."""
        value = self.one_or_none(link)
        if value is None:
            raise self._fault(f"has no {shorten(link.value)}")
        return value

    def one_or_none(self, link: ox.NamedNode) -> Term | None:
        """Return the value of a property, or None where there is none."""
        values = self._found.get(link, [])
        if len(values) > 1:
            raise self._fault(f"has several values of {shorten(link.value)}")
        return values[0] if values else None

    def texts(self, link: ox.NamedNode) -> tuple[str, ...]:
        """Return the values of a property as texts, sorted."""
        return tuple(sorted(map(text_of, self._found.get(link, []))))

    def read(self, kind: Callable[[str], Value], value: Term | str) -> Value:
        """Return a text as a value of a kind."""
        text = value if isinstance(value, str) else text_of(value)
        try:
            return kind(text)
        except (ValueError, ArithmeticError) as error:
            raise self._fault(f"has {text!r}, which cannot be read") from error

    def _fault(self, what: str) -> InvalidDataError:
        """Return the error that the node is not as a draft has it."""
        return InvalidDataError(
            f"In the draft, {shorten(self._iri)} {what}.", "Extract the report again."
        )
