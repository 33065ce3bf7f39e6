"""What is proposed of a text: mentions of things, and relations that its sentences state.

A proposal is no fact: it says where it was read and which rule read it, and a person decides.
"""

from dataclasses import dataclass
from enum import StrEnum

from graph.extraction.document import Document


class Kind(StrEnum):
    """The kind of a thing that a text names."""

    PERSON = "PER"
    ORGANIZATION = "ORG"
    STATE_OR_PLACE = "GPE"
    """A state, or a place that has a government."""
    PEOPLE = "NORP"
    """The adjective or the people of a state or region."""
    LOCATION = "LOC"
    FACILITY = "FAC"
    AGREEMENT = "AGR"
    """A treaty, charter, plan or another text that parties agree on."""
    EVENT = "EVT"


class Relation(StrEnum):
    """A relation that a sentence can state."""

    HOLDS_POSITION = "holdsPosition"
    VISITS = "visits"
    BORDERS = "borders"
    NEGOTIATES_WITH = "negotiatesWith"
    COOPERATES_WITH = "cooperatesWith"
    MEMBER_OF = "memberOf"
    SIGNS = "signs"
    WITHDRAWS_FROM = "withdrawsFrom"
    OPENS = "opens"
    HOSTS = "hosts"
    ATTENDS = "attends"
    DENIES = "denies"
    ALLEGES = "alleges"
    PLANS = "plans"
    SUPPORTS = "supports"
    QUANTITY = "quantity"


class Modality(StrEnum):
    """How a relation is held: the concepts of the modality scheme."""

    ASSERTED = "asserted"
    DENIED = "denied"
    ALLEGED = "alleged"
    PLANNED = "planned"
    PREDICTED = "predicted"


@dataclass(frozen=True)
class Mention:
    """A name in the text, and the thing that it stands for.

    Args:
        start: First code point of the name.
        end: Code point after the last one.
        words: The name as it stands in the text.
        kind: Kind of the thing; PEOPLE for an adjective, though it stands for a state.
        canonical: Name of the thing: its preferred label, or the fullest name in the text.
        iri: IRI of the thing in the graph; None for a new thing.
    """

    start: int
    end: int
    words: str
    kind: Kind
    canonical: str
    iri: str | None = None


@dataclass(frozen=True)
class Argument:
    """What stands in a relation: a thing by its name, or a phrase.

    Args:
        name: Canonical name of the thing, or the words of the phrase.
        mention: The mention that it is, or was resolved to; None for a phrase.
    """

    name: str
    mention: Mention | None = None


@dataclass(frozen=True)
class Proposal:
    """A relation that a sentence states.

    Args:
        sentence: Index of the sentence in the document's sentences.
        subject: Who or what it is said of.
        relation: The relation.
        object: The other side.
        modality: How it is held.
        rule: Id of the rule that read it.
        speaker: Who says it, where that is not the document's own voice.
        time: When it holds: an ISO date or a prefix of one ("2024", "2024-05"); None if undated.
        score: Probability that it is right, as measured for its rule: 0 to 1.
        is_done: Whether its verb says that it was done, and is over.
    """

    sentence: int
    subject: Argument
    relation: Relation
    object: Argument
    modality: Modality
    rule: str
    speaker: Argument | None = None
    time: str | None = None
    score: float = 0.0
    is_done: bool = False


@dataclass(frozen=True)
class Extraction:
    """What was read in a document.

    Args:
        document: The text.
        mentions: In the order of the text; none overlaps another.
        proposals: In the order of the sentences.
    """

    document: Document
    mentions: tuple[Mention, ...]
    proposals: tuple[Proposal, ...]
