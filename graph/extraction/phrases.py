"""Phrases that look like names: words with capitals, parted at offices, with their complements.

What stands in a phrase is told by its words alone: "Ministry of Education and Sport" has a head
that takes a complement, and in "Foreign Minister Ana Lu" an office parts the name of a person from
what stands before it.
"""

from collections.abc import Generator, Iterator
from dataclasses import dataclass
from typing import Final, TypeAlias

from spacy.tokens import Doc

from graph.extraction.lexicon import lexicon
from graph.extraction.proposals import Kind
from graph.extraction.runs import DASHES, YEAR, Runs

_MARKS: Final = frozenset("'’&.")

_Reading: TypeAlias = Generator["Piece", None, int]
"""The pieces of a run, and the index of the token where to go on."""

_IN_CHARGE: Final = frozenset({"minister", "ministers", "secretary", "undersecretary", "ministry"})
_NUMBERS: Final = frozenset(
    [
        "first",
        "second",
        "third",
        "fourth",
        "fifth",
        "sixth",
        "seventh",
        "eighth",
        "ninth",
        "tenth",
        "eleventh",
        "twelfth",
        "annual",
        "inaugural",
    ]
)
_COUNTED: Final = 3
"""Words that "Third Meeting", of which it is not told which one, may not reach."""

_ONE_AFTER: Final = 2
"""How far the end of a run is from a word of respect that one word follows."""

_PLACES: Final = frozenset({Kind.LOCATION, Kind.STATE_OR_PLACE})

_ADDED: Final = frozenset({"protocol", "amendment", "annex"})
"""Heads that take "to": "the Protocol to the Treaty"."""

_ONLY_OFFICES: Final = frozenset({"office"})
"""Heads that take "at": "the Office at Geneva"."""


@dataclass(frozen=True)
class Piece:
    """Words that look like a name.

    Args:
        start: Index of the first token.
        end: Index of the token after the last.
        kind: What the words tell of its kind; None where they tell nothing.
        generic: Whether it is a head and no more, such as "the Ministry".
    """

    start: int
    end: int
    kind: Kind | None = None
    generic: bool = False


class Phrases:
    """The phrases of a document that look like names.

    Args:
        doc: The parsed text.
        known: Indices of tokens of known names of several words: they are no offices.
        places: Indices of tokens of names of states and places.
    """

    def __init__(self, doc: Doc, known: set[int], places: set[int]) -> None:
        self._runs = Runs(doc, known)
        self._texts, self._lower = self._runs.texts, self._runs.lower
        self._places = places
        self._sentences = [(sentence.start, sentence.end) for sentence in doc.sents]
        words = lexicon()
        self._heads, self._leading = words.heads, words.leading
        self._complements, self._coordinated = words.complements, words.coordinated
        self._strict = words.strict_honorifics
        self._standing = words.standing
        self._of_office = words.title_modifiers | words.portfolios

    def pieces(self) -> Iterator[Piece]:
        """Yield the pieces in the order of the text."""
        for start, end in self._sentences:
            index = start
            while index < end:
                stop = self._runs.run(index, end)
                if stop == index:
                    index += 1
                else:
                    index = yield from self._read(index, stop, end)

    def _read(self, start: int, end: int, limit: int) -> _Reading:
        """Yield the pieces of a run and of what its last word takes; return where to go on."""
        office = self._parting(start, end)
        if office is None:
            return (yield from self._plain(start, end, limit))
        before = office
        while before > start and self._is_of_office(before - 1):
            before -= 1
        if before > start:
            yield from self._plain(start, before, before)
        return (yield from self._person(office + 1, end, limit, self._lower[office]))

    def _parting(self, start: int, end: int) -> int | None:
        """Return the last office of a run, unless a head after it makes all one name."""
        offices = [index for index in range(start, end) if self._runs.office(index)]
        if not offices:
            return None
        last = offices[-1]
        after = end - last - 1
        several = self._lower[last].endswith("s")
        if after and self._lower[end - 1] in self._heads and (several or after > 1):
            return None
        return last

    def _is_of_office(self, index: int) -> bool:
        """Tell whether a token belongs to an office that stands after or before it."""
        return index not in self._places and (
            self._lower[index] in self._of_office
            or self._runs.office(index)
            or self._runs.honorific(index)
            or self._texts[index] in DASHES
            or self._texts[index] in _MARKS
        )

    def _person(self, start: int, end: int, limit: int, office: str) -> _Reading:
        """Yield the person that follows an office, or what the office is for."""
        while start < end and self._is_of_office(start):
            start += 1
        if start < end:
            yield Piece(start, end, None if start in self._places else Kind.PERSON)
            return end
        return (yield from self._field(end, limit, office))

    def _field(self, index: int, limit: int, office: str) -> _Reading:
        """Yield what follows "Minister of": a person after the field, or a name of its own."""
        opened = self._complement(index, limit, frozenset({"of", "for"}))
        while opened:
            start, end = opened
            first = self._after_field(start, end)
            if first == end:
                index = end
                opened = self._coordinate(end, limit) or self._complement(
                    end, limit, frozenset({"of", "for"})
                )
                continue
            if first > start:
                yield Piece(first, end, None if first in self._places else Kind.PERSON)
                return end
            head = self._heads.get(self._lower[end - 1])
            headed = head is Kind.ORGANIZATION or (head and end - start > 1)
            if office in _IN_CHARGE and start not in self._places and not headed:
                return end
            return (yield from self._read(start, end, limit))
        return index

    def _after_field(self, start: int, end: int) -> int:
        """Return where a run goes on after the field of an office: "Asian Affairs", "State"."""
        first = start
        while first < end:
            of_place = first in self._places and first + 1 < end and self._is_of_office(first + 1)
            if not (of_place or self._is_of_office(first)):
                break
            first += 1
        return first

    def _plain(self, start: int, end: int, limit: int) -> _Reading:
        """Yield the pieces of a run without an office; return where to go on."""
        marks = [index for index in range(start, end) if self._runs.honorific(index)]
        marks = [index for index in marks if index + 1 < end]
        if marks and not self._holds_honorific(start, end, marks):
            if marks[0] > start:
                yield self._named(start, marks[0])
            first = marks[-1] + 1
            while first < end and self._is_of_office(first):
                first += 1
            if first < end:
                yield Piece(first, end, Kind.PERSON)
            return end
        piece = self._named(start, end)
        if piece.kind:
            piece = self._completed(piece, limit)
        elif (joined := self._coordinated_head(start, end, limit)) is not None:
            piece = joined
        yield piece
        return piece.end

    def _holds_honorific(self, start: int, end: int, marks: list[int]) -> bool:
        """Tell whether a word of respect is part of a name: "Lord Bay", "Sheikh Ana Mosque"."""
        one_after = marks[0] == start and end - marks[-1] == _ONE_AFTER
        if self._lower[marks[0]].rstrip(".") in self._strict or one_after:
            return False
        return self._named(start, end).kind is not None

    def _coordinated_head(self, start: int, end: int, limit: int) -> Piece | None:
        """Return a name whose first words are coordinated: "the Trade and Transit Agreement".

        Without an article only a body is read so, whose first words are fields of offices.
        """
        opened: tuple[int, int] | None = (start, end)
        article = start > 0 and self._lower[start - 1] == "the"
        while opened:
            first, last = opened
            if first > start and self._lower[first - 1] == "and":
                break
            fields = all(self._is_of_office(index) for index in range(first, last))
            if not (fields or (article and self._places.isdisjoint(range(first, last)))):
                return None
            opened = self._coordinate(last, limit) if last < limit else None
        if opened is None:
            return None
        piece = self._named(*opened)
        if piece.kind is None or piece.generic or piece.kind in _PLACES:
            return None
        if piece.kind is not Kind.ORGANIZATION and not article:
            return None
        return self._completed(Piece(start, piece.end, piece.kind), limit)

    def _named(self, start: int, end: int) -> Piece:
        """Return a piece with the kind that its last word tells."""
        last = end - 1
        if YEAR.fullmatch(self._texts[last]):
            last -= 1
        if self._lower[last] == "general" and last > start and self._lower[last - 1] == "consulate":
            last -= 1
        kind = self._heads.get(self._lower[last])
        if kind is None and end - start > 1:
            kind = self._leading.get(self._lower[start])
        return Piece(start, end, kind, generic=kind is not None and end - start == 1)

    def _completed(self, piece: Piece, limit: int) -> Piece:
        """Return a piece with the complements of its head."""
        head = self._lower[piece.end - 1]
        allowed = self._complements
        if piece.kind is Kind.EVENT:
            counted = piece.end - piece.start < _COUNTED
            allowed = frozenset({"on", "of"} if counted else {"on"})
        if head not in _ONLY_OFFICES:
            allowed -= {"at"}
        if head in _ADDED:
            allowed |= {"to"}
        if piece.kind in {Kind.FACILITY, Kind.LOCATION, Kind.STATE_OR_PLACE}:
            allowed = frozenset({"of"})
        end = piece.end
        while opened := self._complement(end, limit, allowed):
            if not self._completes(piece, *opened):
                break
            end = opened[1]
            field = self._after_field(*opened)
            if head in _IN_CHARGE and opened[0] < field < end - 1:
                end = field  # a name follows: "the Ministry of Trade Ana Lu"
                break
            if head in self._coordinated:
                end = self._coordination(end, limit)
        kind = Kind.ORGANIZATION if self._is_body(piece, end) else piece.kind
        return Piece(piece.start, end, kind, generic=piece.generic and end == piece.end)

    def _is_body(self, piece: Piece, end: int) -> bool:
        """Tell whether a name with its complements is of a body, though its head is no body's.

        A forum without a number or a matter is one, and so is a "House of" somebody.
        """
        head = self._lower[piece.end - 1]
        if head == "house":
            return end > piece.end
        first = self._lower[piece.start]
        counted = first[0].isdigit() or first in _NUMBERS
        return head in self._standing and end == piece.end and not (counted or piece.generic)

    def _completes(self, piece: Piece, start: int, end: int) -> bool:
        """Tell whether a run may complete a name."""
        if self._runs.honorific(start):
            return False
        if piece.kind is Kind.EVENT:
            region = all(index in self._places for index in range(start, end))
            head = self._heads.get(self._lower[end - 1])
            officials = head is None and self._parting(start, end) is not None
            return not region and not officials and head in {None, Kind.EVENT}
        office = self._parting(start, end)
        return office is None or (
            office == end - 1
            and (self._lower[office].endswith("s") or self._lower[piece.end - 1] == "office")
        )

    def _complement(
        self, index: int, limit: int, allowed: frozenset[str]
    ) -> tuple[int, int] | None:
        """Return the run that follows one of some prepositions, and perhaps an article."""
        if index >= limit or self._lower[index] not in allowed:
            return None
        start = index + 1
        if start < limit and self._lower[start] == "the":
            start += 1
        end = self._runs.run(start, limit) if start < limit else start
        return (start, end) if end > start else None

    def _coordinate(self, index: int, limit: int) -> tuple[int, int] | None:
        """Return the run that follows a comma, "and", or both."""
        start = index
        if start < limit and self._texts[start] == ",":
            start += 1
        if start < limit and self._lower[start] in {"and", "&"}:
            start += 1
        if start == index or start >= limit:
            return None
        end = self._runs.run(start, limit)
        return (start, end) if end > start else None

    def _coordination(self, end: int, limit: int) -> int:
        """Return the end of a complement with its coordinations: "of X, Y and Z"."""
        reached, last = end, end
        while opened := self._coordinate(last, limit):
            start, stop = opened
            place = self._places.issuperset(range(start, stop))
            names = place or self._lower[stop - 1] in self._heads
            if names or self._parting(start, stop) is not None or self._runs.honorific(start):
                break
            closed = self._lower[start - 1] in {"and", "&"}
            last = stop
            if closed:
                reached = stop
                break
        return reached
