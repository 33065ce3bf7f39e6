"""Which date of a sentence belongs to what one of its verbs or nouns states."""

import datetime as dt
from collections.abc import Iterator
from functools import cached_property
from typing import Final, NamedTuple

from spacy.tokens import Span, Token

from graph.extraction import attitudes
from graph.extraction.frames import Frame
from graph.extraction.parses import Parse
from graph.extraction.proposals import Modality, Relation
from graph.extraction.times import Time, times
from graph.extraction.words import words

_UNDATED: Final = frozenset({Relation.HOLDS_POSITION, Relation.BORDERS})
"""Relations whose date a text does not give by the date of a verb."""

_BOUNDS: Final = frozenset({"before", "by", "until", "till"})
_PARTS: Final = words(
    "beginning course end half middle quarter start morning afternoon evening night"
)
"""Parts of a year: "the end of 2029" is as much a time as 2029."""

_EVENTS: Final = frozenset({Relation.ATTENDS, Relation.HOSTS, Relation.VISITS})
"""Relations to an event, which has one date whichever clause gives it."""

_DESCRIBING: Final = frozenset({Relation.ALLEGES, Relation.QUANTITY})
"""Relations that a noun can state by itself: the date of the verb above is not theirs."""

_OCCASIONS: Final = ("at", "by", "during", "in", "through", "with")
"""What stands before the occasion or the means of what is told."""

_JUDGING: Final = attitudes.SUPPORTS_THING | attitudes.DENIES_THING
"""Verbs whose object was there before."""

_MODIFIERS: Final = frozenset({"amod", "compound", "nmod", "nummod", "poss"})
_DAY: Final = len("2024-06-03")
_FIRST: Final = 2
"""A time that starts so many words after its sentence is of the main verb."""

_NOMINAL: Final = frozenset({"NOUN", "PROPN"})
_VERBAL: Final = frozenset({"VERB", "AUX"})
_TRANSPARENT: Final = frozenset({"acl", "advcl", "conj", "pcomp", "prep", "xcomp"})
"""How a clause hangs on another that has the same date."""


class _Placed(NamedTuple):
    """A time and the words that it may belong to.

    Args:
        time: The time.
        owner: Index of the verb or noun that the parse hangs it on.
        passed: Indexes of the nouns between.
        root: Its own head.
        bound: Whether it is a deadline ("by 2029").
    """

    time: Time
    owner: int
    passed: frozenset[int]
    root: Token
    bound: bool


class Dating:
    """The dates of a sentence.

    Args:
        parse: The parse.
        sentence: The sentence.
        written: The date of the document, None where it is not known.
        day: The day of what the text told last before, None where it told none.
    """

    def __init__(
        self, parse: Parse, sentence: Span, written: dt.date | None, day: dt.date | None = None
    ) -> None:
        self._parse = parse
        self._sentence = sentence
        self._written = written
        self._before = day
        self.day = day
        """The day of what was told last."""

    def _iso(self, time: Time, *, future: bool) -> str | None:
        """Return when a time is."""
        return time.iso(self._before if time.is_told_before else self._written, future=future)

    def of(self, frame: Frame, relation: Relation, modality: Modality) -> str | None:
        """Return when what a frame states holds: an ISO date or a prefix; None where undated.

        Args:
            frame: The frame.
            relation: What it states.
            modality: How it is held.
        """
        if relation in _UNDATED or not self._placed:
            return None
        placed = next(self._candidates(frame, relation), None)
        if placed is None:
            return None
        ahead = modality in {Modality.PLANNED, Modality.PREDICTED}
        if placed.bound and not ahead:
            return None
        found = self._iso(placed.time, future=ahead and not self._is_told(placed))
        if (
            found
            and ahead
            and relation != Relation.PLANS
            and not self._is_own(frame, placed)
            and self._is_past(found)
        ):
            return None
        if found and len(found) == _DAY:
            self.day = dt.date.fromisoformat(found)
        return found

    def _is_told(self, placed: _Placed) -> bool:
        """Return whether what a time belongs to is past: "signed on Friday a deal to"."""
        owner = self._parse.doc[placed.owner]
        return owner.tag_ == "VBD" or any(
            child.dep_ in {"aux", "auxpass"} and child.tag_ == "VBD" for child in owner.children
        )

    def _is_past(self, found: str) -> bool:
        """Return whether a date lies before that of the document."""
        return self._written is not None and found < self._written.isoformat()[: len(found)]

    @cached_property
    def _placed(self) -> tuple[_Placed, ...]:
        return tuple(self._places())

    def _places(self) -> Iterator[_Placed]:
        start = self._sentence.start_char
        for time in times(self._sentence.text, start):
            span = self._parse.doc.char_span(time.start, time.end, alignment_mode="expand")
            if span is not None and self._parse.mention_at(span.root) is None:
                placed = _place(time, span)
                if span.start - self._sentence.start <= _FIRST and not placed.passed:
                    placed = placed._replace(owner=self._sentence.root.i)
                yield placed

    def _candidates(self, frame: Frame, relation: Relation) -> Iterator[_Placed]:
        """Yield the times of a frame, the likeliest first."""
        events = relation in _EVENTS
        yield from (placed for placed in self._placed if self._is_own(frame, placed))
        yield from self._below(frame, events=events)
        yield from self._through(frame)
        if frame.nominal and (relation in _DESCRIBING or _is_judged(frame)):
            return
        current = frame
        for above in frame.governors:
            transparent = current.link in _TRANSPARENT or current.nominal
            if not transparent and not (current.link == "relcl" and (events or _is_there(current))):
                break
            if not above.nominal:
                yield from self._above(current, above, events=events)
            current = above
        yield from self._leading(frame)

    def _below(self, frame: Frame, *, events: bool) -> Iterator[_Placed]:
        """Yield the times of the clauses that tell of a noun: "the trip made in May"."""
        nouns = [frame.head] if frame.nominal else []
        if events and not frame.nominal:
            nouns += [*frame.objects, *frame.after("at", "in")]
        for noun in nouns:
            clauses = {
                child.i
                for child in noun.children
                if child.dep_ == "acl" or (events and child.dep_ == "relcl")
            }
            yield from (placed for placed in self._placed if placed.owner in clauses)

    def _through(self, frame: Frame) -> Iterator[_Placed]:
        """Yield the times of what something is done with: "in a statement issued on Monday"."""
        if frame.nominal:
            return
        for noun in frame.after(*_OCCASIONS):
            told = {child.i for child in noun.children if child.dep_ == "acl"}
            yield from (placed for placed in self._placed if placed.owner in told)

    def _above(self, current: Frame, above: Frame, *, events: bool) -> Iterator[_Placed]:
        for placed in self._placed:
            shared = current.link != "conj" or events or placed.root.i < above.head.i
            if placed.owner == above.head.i and shared:
                yield placed

    def _is_own(self, frame: Frame, placed: _Placed) -> bool:
        head = frame.head.i
        return placed.owner == head or (frame.nominal and head in placed.passed)

    def _leading(self, frame: Frame) -> Iterator[_Placed]:
        """Yield the time that a sentence starts with, where it holds for a frame."""
        governors = (frame, *frame.governors)
        if any(one.link == "ccomp" for one in governors[:-1]):
            return
        main = governors[-1].head
        for placed in self._placed:
            if placed.owner == main.i and placed.root.i < main.i:
                yield placed


def _place(time: Time, span: Span) -> _Placed:
    """Return a time with what it hangs on."""
    passed: list[int] = []
    current = span.root
    bound = _is_bound(span)
    while current.dep_ != "ROOT":
        head = current.head
        if head.pos_ in _VERBAL or (head.pos_ in _NOMINAL and _belongs(current)):
            return _Placed(time, head.i, frozenset(passed), span.root, bound)
        if head.pos_ in _NOMINAL:
            passed.append(head.i)
        current = head
    return _Placed(time, current.i, frozenset(passed), span.root, bound)


def _belongs(current: Token) -> bool:
    """Return whether a time is of a noun, and not of the verb above: "the truce of 5 May"."""
    before = current.nbor(-1) if current.i > current.sent.start else None
    if before is not None and before.lower_ == "on" and current.head.i > current.i:
        return False  # "on Sunday Presidents X and Y signed"
    if current.head.lemma_.lower() in _PARTS:
        return False
    return current.dep_ in _MODIFIERS or current.lower_ in {"of", "dated"}


def _is_there(frame: Frame) -> bool:
    """Return whether a clause tells of a place just named: "to Apia, where they met"."""
    return any(child.lower_ == "where" for child in frame.parts("advmod"))


def _is_judged(frame: Frame) -> bool:
    """Return whether a noun is what somebody approves or rejects, on a date that is not its own."""
    above = next(iter(frame.governors), None)
    return above is not None and frame.link == "dobj" and above.head.lemma_.lower() in _JUDGING


def _is_bound(span: Span) -> bool:
    """Return whether a time is a deadline: "by 2029", "before the end of the year"."""
    current = span.root
    for _ in range(4):
        if current.dep_ == "prep" and current.lower_ in _BOUNDS:
            return True
        if current.pos_ in _VERBAL or current.dep_ == "ROOT":
            return False
        current = current.head
    return False
