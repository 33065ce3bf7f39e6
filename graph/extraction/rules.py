"""Rules: what reads a relation from a sentence. A rule has an id, a version, and a function.

The rules of a family stand in one file of ``relations/``, which names them in its ``RULES``.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from spacy.tokens import Span

from graph.extraction.frames import Frame, frames
from graph.extraction.parses import Parse
from graph.extraction.proposals import Argument, Modality, Relation


@dataclass(frozen=True)
class Finding:
    """A relation that a rule read.

    Args:
        subject: Who or what it is said of.
        relation: The relation.
        object: The other side.
        frame: The frame that states it, which tells modality, speaker and time; None where the
            words state it whatever the clause says ("the king, Ana Lu").
        modality: How it is held, where the rule knows better than the frame.
    """

    subject: Argument
    relation: Relation
    object: Argument
    frame: Frame | None = None
    modality: Modality | None = None


@dataclass(frozen=True)
class FrameRule:
    """A rule that reads frames.

    Args:
        id: Family and name: "visits.verb".
        version: Counted up when it reads otherwise than before.
        lemmas: The verbs and nouns whose frames it reads, in lower case.
        read: Yields what it finds in a frame.
    """

    id: str
    version: str
    lemmas: frozenset[str]
    read: Callable[[Frame], Iterator[Finding]]


@dataclass(frozen=True)
class SentenceRule:
    """A rule that reads a sentence and its mentions.

    Args:
        id: Family and name: "positions.title".
        version: Counted up when it reads otherwise than before.
        read: Yields what it finds in a sentence.
    """

    id: str
    version: str
    read: Callable[[Parse, Span], Iterator[Finding]]


Rule = FrameRule | SentenceRule


class Rules:
    """Some rules, found by the words that they read.

    Args:
        rules: The rules; of two that read the same, the first is taken.

    Raises:
        ValueError: When two rules have one id.
    """

    def __init__(self, rules: Iterable[Rule]) -> None:
        self._by_id: dict[str, Rule] = {}
        self._by_lemma: dict[str, list[FrameRule]] = {}
        for rule in rules:
            if rule.id in self._by_id:
                raise ValueError(f"two rules have the id {rule.id!r}")
            self._by_id[rule.id] = rule
            if isinstance(rule, FrameRule):
                for lemma in rule.lemmas:
                    self._by_lemma.setdefault(lemma, []).append(rule)
        self._of_sentences = [r for r in self._by_id.values() if isinstance(r, SentenceRule)]

    def __iter__(self) -> Iterator[Rule]:
        """Yield the rules."""
        yield from self._by_id.values()

    def __getitem__(self, rule_id: str) -> Rule:
        """Return a rule by its id."""
        return self._by_id[rule_id]

    def read(self, parse: Parse, sentence: Span) -> Iterator[tuple[Rule, Finding]]:
        """Yield what the rules find in a sentence, in the order of its words.

        Args:
            parse: The parse.
            sentence: One of its sentences.
        """
        for sentence_rule in self._of_sentences:
            for finding in sentence_rule.read(parse, sentence):
                yield sentence_rule, finding
        for frame in frames(parse, sentence):
            for rule in self._by_lemma.get(frame.lemma, ()):
                for finding in rule.read(frame):
                    yield rule, finding
