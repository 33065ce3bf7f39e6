"""What was proposed of a text, matched with what careful readers found in it.

A relation is right at one of three
levels: *detect* asks for the sentence and the relation, *lenient* also that both sides share at
least half of the words of the shorter one, *strict* that both sides are the same, or, of a side
that is told in words, nearly so. Each relation of the readers is matched with at most one proposal.

Nothing here loads a model of the language.
"""

import json
import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Any, Final

from graph.extraction.proposals import Extraction, Relation

_SYMMETRIC: Final = frozenset(
    {Relation.BORDERS, Relation.NEGOTIATES_WITH, Relation.COOPERATES_WITH}
)
_IN_WORDS: Final = frozenset(
    {
        *(Relation.PLANS, Relation.DENIES, Relation.ALLEGES, Relation.SUPPORTS, Relation.QUANTITY),
        *(Relation.HOSTS, Relation.ATTENDS, Relation.OPENS, Relation.SIGNS),
        Relation.HOLDS_POSITION,
    }
)
"""Relations whose object is told in words rather than named."""

_EMPTY: Final = frozenset(
    {
        *("a", "an", "and", "are", "as", "at", "be", "been", "by", "for", "from", "had", "has"),
        *("have", "her", "his", "in", "is", "its", "of", "on", "or", "our", "that", "the"),
        *("their", "this", "to", "was", "were", "will", "with", "would"),
    }
)
"""Words that make no two phrases alike."""

_ACRONYMS: Final = {
    name: short
    for short, name in (
        ("asean", "association of southeast asian nations"),
        ("clv-dta", "cambodia-laos-vietnam development triangle area"),
        ("icrc", "international committee of the red cross"),
        ("irgc", "islamic revolutionary guard corps"),
        ("oif", "organisation internationale de la francophonie"),
        ("united arab emirates", "uae"),
    )
}
"""Names that count as one with another, beside those that are the same."""

_WORD: Final = re.compile(r"[\w$%]+")
_ENDING: Final = re.compile(r"(?:ing|ed|es|s)$")
HALF: Final = 0.5
"""Least overlap of what is alike."""

_NEARLY: Final = 0.6


class Level(StrEnum):
    """How much of a relation has to be right."""

    STRICT = "strict"
    LENIENT = "lenient"
    DETECT = "detect"


@dataclass(frozen=True)
class Named:
    """A name in a sentence.

    Args:
        sentence: Number of the sentence, from 0.
        words: The name as it stands there.
        kind: What it names.
    """

    sentence: int
    words: str
    kind: str


@dataclass(frozen=True)
class Stated:
    """A relation that a sentence states.

    Args:
        sentence: Number of the sentence, from 0.
        subject: Name or words of the one side.
        relation: The relation.
        object: Name or words of the other side.
        modality: How it is held.
        speaker: Who says it, where that is not the document's own voice.
        time: When it holds.
        score: Probability that it is right, of a proposal.
        rule: The rule that proposed it, of a proposal.
    """

    sentence: int
    subject: str
    relation: str
    object: str
    modality: str
    speaker: str | None = None
    time: str | None = None
    score: float = 1.0
    rule: str = ""


@dataclass(frozen=True)
class Reading:
    """What was found in a document, by readers or by rules."""

    names: tuple[Named, ...] = ()
    relations: tuple[Stated, ...] = ()


@dataclass(frozen=True)
class Matching:
    """Relations of readers and of rules, matched.

    Args:
        pairs: A relation of the readers and the proposal that is right about it.
        missed: Relations that nothing proposed.
        wrong: Proposals that no reader found.
    """

    pairs: tuple[tuple[Stated, Stated], ...]
    missed: tuple[Stated, ...]
    wrong: tuple[Stated, ...]


def read_gold(path: Path) -> tuple[Reading, str | None]:
    """Return what readers found in a document, and the date of the document."""
    found: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    names = (Named(each["sent"], each["mention"], each["type"]) for each in found["entities"])
    relations = (
        Stated(
            each["sent"],
            each["subject"],
            each["relation"],
            each["object"],
            each["modality"],
            each.get("speaker"),
            each.get("time"),
        )
        for each in found["relations"]
    )
    return Reading(tuple(names), tuple(relations)), found.get("date")


def reading_of(extraction: Extraction) -> Reading:
    """Return what rules found in a document."""
    sentences = extraction.document.sentences
    place = {
        offset: number
        for number, sentence in enumerate(sentences)
        for offset in range(sentence.start, sentence.end)
    }
    names = (Named(place[m.start], m.words, m.kind.value) for m in extraction.mentions)
    relations = (
        Stated(
            each.sentence,
            each.subject.name,
            each.relation.value,
            each.object.name,
            each.modality.value,
            each.speaker.name if each.speaker else None,
            each.time,
            each.score,
            each.rule,
        )
        for each in extraction.proposals
    )
    return Reading(tuple(names), tuple(relations))


def normalised(name: str) -> str:
    """Return a name without article, possessive and the marks around it.

    >>> normalised("The Ministry’s"), normalised("“null and void”,")
    ('Ministry', 'null and void')
    """
    name = name.strip().removeprefix("the ").removeprefix("The ")
    for possessive in ("'s", "’s", "’", "'"):
        name = name.removesuffix(possessive)
    return name.strip(' .,"“”')


def stems(phrase: str) -> frozenset[str]:
    """Return the words of a phrase that say something, without their endings.

    >>> sorted(stems("signing of the treaties"))
    ['sign', 'treati']
    """
    words = _WORD.findall(phrase.lower().replace("’", "'"))
    return frozenset(_ENDING.sub("", word) for word in words if word not in _EMPTY)


def overlap(first: str, second: str) -> float:
    """Return which share of the words of the shorter phrase stand in the other one.

    >>> overlap("open a second switchboard", "a second one")
    0.5
    """
    ours, theirs = stems(first), stems(second)
    return len(ours & theirs) / min(len(ours), len(theirs)) if ours and theirs else 0.0


def likeness(first: str, second: str) -> float:
    """Return how much two phrases are of the same words, from 0 to 1."""
    ours, theirs = stems(first), stems(second)
    both = len(ours) + len(theirs)
    return 2 * len(ours & theirs) / both if ours and theirs else 0.0


def is_right(gold: Stated, proposed: Stated, level: Level) -> bool:
    """Tell whether a proposal says what readers found, at a level."""
    if (gold.sentence, gold.relation) != (proposed.sentence, proposed.relation):
        return False
    if level is Level.DETECT:
        return True
    sides = [(proposed.subject, proposed.object)]
    if gold.relation in _SYMMETRIC:
        sides.append((proposed.object, proposed.subject))
    compare = _are_same if level is Level.STRICT else _are_alike
    return any(compare(gold, subject, other) for subject, other in sides)


def match(gold: Iterable[Stated], proposed: Iterable[Stated], level: Level) -> Matching:
    """Return relations matched one to one, each with the first proposal that is right about it."""
    left: dict[tuple[int, str], list[Stated]] = defaultdict(list)
    order = list(proposed)
    for each in order:
        left[each.sentence, each.relation].append(each)
    pairs, missed = [], []
    for wanted in gold:
        there = left[wanted.sentence, wanted.relation]
        place = next((n for n, each in enumerate(there) if is_right(wanted, each, level)), None)
        if place is None:
            missed.append(wanted)
        else:
            pairs.append((wanted, there.pop(place)))
    open_ones = {id(each) for each in (each for there in left.values() for each in there)}
    wrong = tuple(each for each in order if id(each) in open_ones)
    return Matching(tuple(pairs), tuple(missed), wrong)


def _are_same(gold: Stated, subject: str, other: str) -> bool:
    """Tell whether the sides of a proposal are those of a relation, or nearly so in words."""
    if _folded(subject) != _folded(gold.subject):
        return False
    nearly = likeness(_agreed(other), _agreed(gold.object)) >= _NEARLY
    return _folded(other) == _folded(gold.object) or (gold.relation in _IN_WORDS and nearly)


def _are_alike(gold: Stated, subject: str, other: str) -> bool:
    """Tell whether the sides of a proposal share half of the words of those of a relation."""
    return all(
        overlap(_agreed(ours), _agreed(theirs)) >= HALF
        for ours, theirs in ((subject, gold.subject), (other, gold.object))
    )


def _agreed(name: str) -> str:
    """Return the one name of what has several."""
    return _ACRONYMS.get(normalised(name).lower(), name)


def _folded(name: str) -> str:
    """Return what names are compared by."""
    return normalised(_agreed(name)).lower()
