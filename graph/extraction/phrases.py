"""Phrases that look like names: words with capitals, parted at offices, with their complements.

What stands in a phrase is told by its words alone: "Ministry of Education and Sport" has a head
that takes a complement, and in "Foreign Minister Ana Lu" an office parts the name of a person from
what stands before it.
"""

from collections.abc import Generator, Iterator
from typing import Final, TypeAlias

from spacy.tokens import Doc

from graph.extraction.complements import Complements, Piece
from graph.extraction.lexicon import lexicon
from graph.extraction.pipeline import GROUP
from graph.extraction.proposals import Kind
from graph.extraction.runs import YEAR, Runs

_Reading: TypeAlias = Generator["Piece", None, int]
"""The pieces of a run, and the index of the token where to go on."""

_PLAIN: Final = frozenset({Kind.ORGANIZATION, Kind.STATE_OR_PLACE})
_CENTRES: Final = frozenset({"centre", "center"})

_ONE_AFTER: Final = 2
"""How far the end of a run is from a word of respect that one word follows."""

_PLACES: Final = frozenset({Kind.LOCATION, Kind.STATE_OR_PLACE})


class Phrases:
    """The phrases of a document that look like names.

    Args:
        doc: The parsed text.
        known: Indices of tokens of known names of several words: they are no offices.
        places: Indices of tokens of names of states and places.
        regions: Indices of those of names of regions.
    """

    def __init__(self, doc: Doc, known: set[int], places: set[int], regions: set[int]) -> None:
        self._runs = Runs(doc, known, places)
        self._complements = Complements(self._runs, places, regions)
        self._texts, self._lower = self._runs.texts, self._runs.lower
        self._places = places
        self._sentences = [(sentence.start, sentence.end) for sentence in doc.sents]
        words = lexicon()
        self._heads, self._leading = words.heads, words.leading
        self._strict = words.strict_honorifics

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
        office = self._runs.parting(start, end)
        if office is None:
            person = self._runs.after_field(start, end) if self._runs.in_office(start) else start
            if start < person < end and self._heads.get(self._lower[end - 1]) is None:
                yield Piece(person, end, Kind.PERSON)
                return end
            return (yield from self._plain(start, end, limit))
        before = office
        while before > start and self._runs.of_office(before - 1):
            before -= 1
        if before > start:
            yield from self._plain(start, before, before)
        return (yield from self._person(office + 1, end, limit, self._lower[office]))

    def _person(self, start: int, end: int, limit: int, office: str) -> _Reading:
        """Yield the person that follows an office, or what the office is for."""
        while start < end and self._runs.of_office(start):
            start += 1
        if start < end:
            yield Piece(start, end, None if start in self._places else Kind.PERSON)
            return end
        return (yield from self._field(end, limit, office))

    def _field(self, index: int, limit: int, office: str) -> _Reading:
        """Yield what follows "Minister of": a person after the field, or a name of its own."""
        opened = self._complements.complement(index, limit, frozenset({"of", "for"}))
        while opened:
            start, end = opened
            first = self._runs.after_field(start, end)
            further = self._complements.coordinate(end, limit)
            regional = first < end and further and self._runs.regional(start, end)
            if regional and further and self._runs.after_field(*further) > further[0]:
                opened = further
                continue
            if first == end:
                index = end
                opened = self._complements.coordinate(end, limit) or self._complements.complement(
                    end, limit, frozenset({"of", "for"})
                )
                continue
            head = self._heads.get(self._lower[end - 1])
            if first > start and not (head is Kind.ORGANIZATION and end - start > _ONE_AFTER):
                yield Piece(first, end, None if first in self._places else Kind.PERSON)
                return end
            state = head is Kind.STATE_OR_PLACE and self._lower[end : end + 1] == ["of"]
            headed = head is Kind.ORGANIZATION or state or (head and end - start > 1)
            named = self._texts[start - 1] == "," and not any(
                self._runs.of_office(index) for index in range(start, end)
            )
            in_charge = office in lexicon().in_charge and not named
            if in_charge and start not in self._places and not headed:
                return end
            return (yield from self._read(start, end, limit))
        return index

    def _plain(self, start: int, end: int, limit: int) -> _Reading:
        """Yield the pieces of a run without an office; return where to go on."""
        marks = [index for index in range(start, end) if self._runs.honorific(index)]
        marks = [index for index in marks if index + 1 < end]
        if marks and not self._holds_honorific(start, end, marks):
            if marks[0] > start:
                yield self._named(start, marks[0])
            first = marks[-1] + 1
            while first < end and self._runs.of_office(first):
                first += 1
            if first < end:
                yield Piece(first, end, Kind.PERSON)
            return end
        piece = self._named(start, end)
        if piece.kind:
            piece = self._complements.completed(piece, limit)
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
        first_start, first_end = self._runs.after_pair(start, end), end
        opened: tuple[int, int] | None = (first_start, first_end)
        article = start > 0 and self._lower[start - 1] == "the"
        while opened:
            first, last = opened
            if first > start and self._lower[first - 1] == "and":
                break
            fields = all(self._runs.of_office(index) for index in range(first, last))
            if not (fields or (article and self._places.isdisjoint(range(first, last)))):
                return None
            opened = self._complements.coordinate(last, limit) if last < limit else None
        if opened is None:
            return None
        piece = self._named(*opened)
        if piece.kind is None or piece.generic or piece.kind in _PLACES:
            return None
        acronym = first_end - first_start == 1 and self._texts[first_start].isupper()
        if (piece.kind is Kind.ORGANIZATION and acronym) or (
            piece.kind is not Kind.ORGANIZATION and not article
        ):
            return None
        return self._complements.completed(Piece(start, piece.end, piece.kind), limit)

    def _named(self, start: int, end: int) -> Piece:
        """Return a piece with the kind that its last word tells."""
        last = end - 1
        if YEAR.fullmatch(self._texts[last]):
            last -= 1
        if self._lower[last] == "general" and last > start and self._lower[last - 1] == "consulate":
            last -= 1
        kind = self._heads.get(self._lower[last].rstrip("."))
        if GROUP.fullmatch(self._texts[last]):
            return Piece(start, end, Kind.ORGANIZATION)
        if kind is None and end - start > 1:
            kind = self._leading.get(self._lower[start])
            if (
                kind is Kind.EVENT
                and self._texts[end : end + 1]
                and YEAR.fullmatch(self._texts[end])
            ):
                end += 1
        if (
            self._lower[last] in _CENTRES
            and last > start
            and self._lower[last - 1] in lexicon().halls
        ):
            kind = Kind.FACILITY
        dated = YEAR.fullmatch(self._texts[end - 1])
        plain = last == start or kind in _PLAIN
        bare = plain and not dated and lexicon().plain.issuperset(self._lower[start:last])
        return Piece(start, end, kind, generic=kind is not None and bare)
