"""What belongs to a name after its head: "Ministry of Trade and Transport", "Treaty on Water".

A head takes some prepositions, and some heads a coordination after them.
"""

from collections.abc import Collection
from dataclasses import dataclass
from typing import Final

from graph.extraction.lexicon import lexicon
from graph.extraction.proposals import Kind
from graph.extraction.runs import DASHES, YEAR, Runs

_COUNTED: Final = 3
"""Words that "Third Meeting", of which it is not told which one, may not reach."""

_TAKEN: Final = {
    "protocol": frozenset({"to"}),
    "amendment": frozenset({"to"}),
    "annex": frozenset({"to"}),
    "mission": frozenset({"to", "in"}),
    "force": frozenset({"in"}),
    "office": frozenset({"at"}),
}
"""Heads that take other words too: "the Protocol to the Treaty", "the Office at Geneva"."""

_SPAN: Final = 3
"""Tokens of two years with a dash between them."""

_ACCESS: Final = frozenset({"access", "accession", "adherence", "assistance", "support"})
_JOINT: Final = frozenset({"collaboration", "cooperation", "co-operation", "partnership"})
_TO: Final = frozenset({"to"})
_IN: Final = frozenset({"in"})
_OF: Final = frozenset({"of"})
_PLACES: Final = frozenset({Kind.LOCATION, Kind.STATE_OR_PLACE})
_PLACED: Final = _PLACES | {Kind.FACILITY}
_BODIES: Final = frozenset({Kind.AGREEMENT, Kind.ORGANIZATION})


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


class Complements:
    """What completes the names of a document.

    Args:
        runs: Its words.
        places: Indices of tokens of names of states and places.
        regions: Indices of those of names of regions.
    """

    def __init__(self, runs: Runs, places: Collection[int], regions: Collection[int]) -> None:
        self._runs = runs
        self._texts, self._lower = runs.texts, runs.lower
        self._places, self._regions = frozenset(places), frozenset(regions)
        words = lexicon()
        self._heads, self._standing = words.heads, words.standing
        self._prepositions, self._coordinated = words.complements, words.coordinated

    def completed(self, piece: Piece, limit: int) -> Piece:
        """Return a piece with the complements of its head.

        Args:
            piece: A piece that its last word tells the kind of.
            limit: Index of the token after the sentence.
        """
        head = self._lower[piece.end - 1]
        allowed = self._allowed(piece, head)
        kind, end = piece.kind, piece.end
        while opened := self.complement(end, limit, allowed | self._added(piece, end)):
            if not self._completes(piece, *opened):
                break
            end = opened[1]
            field = self._runs.after_field(*opened)
            if head in lexicon().in_charge and opened[0] < field < end - 1:
                end = field  # a name follows: "the Ministry of Trade Ana Lu"
                break
            if head in self._coordinated or kind is Kind.AGREEMENT:
                end = self._coordination(end, limit)
        kind = self._kind_of_whole(piece, end)
        if end > piece.end and kind in _BODIES | {Kind.EVENT}:
            end = self._to_years(self._to_region(end, limit), limit)
        return Piece(piece.start, end, kind, generic=piece.generic and end == piece.end)

    def _allowed(self, piece: Piece, head: str) -> frozenset[str]:
        """Return the prepositions that the head of a piece takes."""
        if piece.kind in _PLACED or head in lexicon().narrow:
            return _OF
        if piece.kind is Kind.EVENT:
            counted = piece.end - piece.start < _COUNTED
            return frozenset({"on", "of"} if counted else {"on"})
        return (self._prepositions - {"at"}) | _TAKEN.get(head, frozenset())

    def _added(self, piece: Piece, end: int) -> frozenset[str]:
        """Return the words that the last word of a complement takes: "Convention on Access to"."""
        last = self._lower[end - 1]
        if end > piece.end and piece.kind is Kind.AGREEMENT and last in _JOINT:
            return _IN
        return _TO if end > piece.end and last in _ACCESS else frozenset()

    def _kind_of_whole(self, piece: Piece, end: int) -> Kind | None:
        """Return the kind of a name with its complements.

        A forum without a number or a matter is a body, though its head is no body's, and so is a
        "House of" somebody; a place that begins a name whose last word is a head of another kind
        only tells which one: "Republic of Fiji Navy".
        """
        head = self._lower[piece.end - 1]
        if head == "house":
            return Kind.ORGANIZATION if end > piece.end else piece.kind
        last = self._heads.get(self._lower[end - 1])
        if end > piece.end and piece.kind in _PLACES and last in _BODIES:
            return last
        first = self._lower[piece.start]
        counted = first[0].isdigit() or first in lexicon().numbers
        standing = head in self._standing and end == piece.end and not (counted or piece.generic)
        return Kind.ORGANIZATION if standing and not self._attended(piece.start) else piece.kind

    def _attended(self, start: int) -> bool:
        """Tell whether words before a name tell that it is a meeting: "margins of the X Forum"."""
        before = self._lower[max(0, start - 3) : start]
        if before[-1:] == ["the"]:
            before = before[:-1]
        meeting = {"at", "during"}.intersection(before[-1:])
        return bool(meeting) or (before[-1:] == ["of"] and before[-2] in lexicon().sidelines)

    def _completes(self, piece: Piece, start: int, end: int) -> bool:
        """Tell whether a run may complete a name."""
        if self._runs.honorific(start):
            return False
        if piece.kind is Kind.EVENT:
            region = all(index in self._places for index in range(start, end))
            region &= "on" not in self._lower[max(0, start - 2) : start]
            head = self._heads.get(self._lower[end - 1])
            officials = head is None and self._runs.parting(start, end) is not None
            return not region and not officials and head in {None, Kind.EVENT}
        placed = "in" in self._lower[max(0, start - 2) : start]
        if placed and piece.kind is Kind.AGREEMENT and self._places.issuperset(range(start, end)):
            return False
        office = self._runs.parting(start, end)
        return office is None or (
            office == end - 1
            and (self._lower[office].endswith("s") or self._lower[piece.end - 1] == "office")
        )

    def complement(
        self, index: int, limit: int, allowed: Collection[str]
    ) -> tuple[int, int] | None:
        """Return the run that follows one of some prepositions, and perhaps an article.

        Args:
            index: Index of the token that may be a preposition.
            limit: Index of the token after the sentence.
            allowed: The prepositions.
        """
        if index >= limit or self._lower[index] not in allowed:
            return None
        start = index + 1
        if start < limit and self._lower[start] == "the":
            start += 1
        end = self._runs.run(start, limit) if start < limit else start
        return (start, end) if end > start else None

    def coordinate(self, index: int, limit: int) -> tuple[int, int] | None:
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
        while opened := self.coordinate(last, limit):
            start, stop = opened
            place = self._places.issuperset(range(start, stop))
            names = place or self._lower[stop - 1] in self._heads
            acronym = stop - start == 1 and self._texts[start].isupper()
            if (
                names
                or acronym
                or self._runs.parting(start, stop) is not None
                or self._runs.honorific(start)
            ):
                break
            closed = self._lower[start - 1] in {"and", "&"}
            last = stop
            if closed:
                reached = stop
                break
        return reached

    def _to_region(self, end: int, limit: int) -> int:
        """Return the end of a name with the region that it is for: "Cooperation in South Asia"."""
        opened = self.complement(end, limit, {"in"})
        if opened is None or not self._regions.issuperset(range(*opened)):
            return end
        return opened[1]

    def _to_years(self, end: int, limit: int) -> int:
        """Return the end of a name with the years that it is for: "Roadmap for X 2025-2030"."""
        first = end + 1 if self._lower[end : end + 1] == ["for"] else end
        years = self._texts[first : min(first + _SPAN, limit)]
        if len(years) < _SPAN or years[1] not in DASHES:
            return end
        return first + _SPAN if YEAR.fullmatch(years[0]) and YEAR.fullmatch(years[2]) else end
