"""The names in a text, as mentions of things.

Known names, phrases whose words tell what they are, and what the model of the language sees in
the phrases that are left; then the document as a whole tells which short name stands for which
long one.
"""

from collections import Counter
from collections.abc import Collection, Iterator
from typing import Final

from spacy.tokens import Doc

from graph.extraction.candidates import Candidate
from graph.extraction.gazetteer import Gazetteer, Match
from graph.extraction.lexicon import lexicon
from graph.extraction.linking import link
from graph.extraction.phrases import Phrases, Piece
from graph.extraction.proposals import Kind, Mention

_LABELS: Final = {
    "PERSON": Kind.PERSON,
    "NORP": Kind.PEOPLE,
    "FAC": Kind.FACILITY,
    "ORG": Kind.ORGANIZATION,
    "GPE": Kind.STATE_OR_PLACE,
    "LOC": Kind.LOCATION,
    "EVENT": Kind.EVENT,
    "LAW": Kind.AGREEMENT,
}
"""Label of the model → kind; its other labels tell nothing."""

_PLACES: Final = frozenset({Kind.STATE_OR_PLACE, Kind.PEOPLE, Kind.LOCATION})
_TOLD_BY_NOUN: Final = frozenset({Kind.FACILITY, Kind.LOCATION, Kind.STATE_OR_PLACE})
"""Kinds that a noun in lower case after a name tells: "the EastLink pipeline"."""


def read_mentions(doc: Doc, gazetteer: Gazetteer) -> tuple[Mention, ...]:
    """Return the mentions of a text in their order; none overlaps another.

    Args:
        doc: The parsed text.
        gazetteer: Names of known things.

    >>> from graph.extraction.pipeline import pipeline
    >>> doc = pipeline()("Foreign Minister Ana Lu met the Thai envoy in Bangkok.")
    >>> [(m.words, m.kind.value) for m in read_mentions(doc, Gazetteer.shipped())]
    [('Ana Lu', 'PER'), ('Thai', 'NORP'), ('Bangkok', 'GPE')]
    """
    if not len(doc):
        return ()
    reader = _Reader(doc, gazetteer)
    return link(doc, reader.candidates(), gazetteer)


class _Reader:
    """What is a name in one document.

    Args:
        doc: The parsed text.
        gazetteer: Names of known things.
    """

    def __init__(self, doc: Doc, gazetteer: Gazetteer) -> None:
        self._doc = doc
        self._seen = {
            index: _LABELS[entity.label_]
            for entity in doc.ents
            if entity.label_ in _LABELS
            for index in range(entity.start, entity.end)
        }
        self._matches = [match for match in gazetteer.find(doc) if not self._in_person(match)]
        self._known = {index for match in self._matches for index in range(match.start, match.end)}

    def _in_person(self, match: Match) -> bool:
        """Tell whether a place's name is a part of a person's: "Victoria" in "Victoria Ray"."""
        if match.kind is not Kind.STATE_OR_PLACE:
            return False
        entity = next(
            (e for e in self._doc.ents if e.start <= match.start and match.end <= e.end), None
        )
        return (
            entity is not None
            and entity.label_ == "PERSON"
            and entity.end - entity.start > match.end - match.start
            and "of" not in {token.lower_ for token in entity}
        )

    def candidates(self) -> list[Candidate]:
        """Return what may be names, in their order; none overlaps another."""
        several = {
            index
            for match in self._matches
            if match.end - match.start > 1
            for index in range(match.start, match.end)
        }
        places = {
            index
            for match in self._matches
            if match.kind in _PLACES
            for index in range(match.start, match.end)
        }
        pieces = list(Phrases(self._doc, several, places).pieces())
        whole = [piece for piece in pieces if piece.kind is not None]
        open_ = [piece for piece in pieces if piece.kind is None]
        chosen = self._outermost(whole)
        taken = {index for item in chosen for index in range(item.start, item.end)}
        chosen += self._left(open_, taken)
        return _merged_peoples(self._doc, sorted(chosen, key=lambda item: item.start))

    def _outermost(self, pieces: Collection[Piece]) -> list[Candidate]:
        """Return the known names and the pieces of a known kind, outermost first."""
        found = [
            Candidate(piece.start, piece.end, piece.kind, generic=piece.generic)
            for piece in pieces
            if piece.kind is not None
        ] + [Candidate(m.start, m.end, m.kind, m.things) for m in self._matches]
        found.sort(key=lambda item: (item.start - item.end, not item.things, item.start))
        taken: set[int] = set()
        kept = []
        for item in found:
            if taken.isdisjoint(range(item.start, item.end)):
                kept.append(item)
                taken.update(range(item.start, item.end))
        return kept

    def _left(self, pieces: Collection[Piece], taken: set[int]) -> Iterator[Candidate]:
        """Yield what the model, or a noun beside it, tells of the phrases that are left."""
        for piece in pieces:
            start = piece.start
            for index in range(piece.start, piece.end + 1):
                if index == piece.end or index in taken:
                    if trimmed := _trimmed(self._doc, start, index):
                        yield Candidate(*trimmed, self._told(*trimmed))
                    start = index + 1

    def _told(self, start: int, end: int) -> Kind | None:
        """Return the kind that a noun after a phrase tells, or else the model."""
        if end < len(self._doc):
            noun = lexicon().heads.get(self._doc[end].text)
            if noun in _TOLD_BY_NOUN:
                return noun
        seen = Counter(self._seen[index] for index in range(start, end) if index in self._seen)
        return seen.most_common(1)[0][0] if seen else None


def _trimmed(doc: Doc, start: int, end: int) -> tuple[int, int] | None:
    """Return a part of a phrase without the marks around it; None where nothing is left."""
    while start < end and not doc[start].text[0].isalnum():
        start += 1
    while end > start and not doc[end - 1].text[-1].isalnum():
        end -= 1
    return (start, end) if end > start else None


def _merged_peoples(doc: Doc, items: list[Candidate]) -> list[Candidate]:
    """Return the names, with two words for peoples that follow each other as one: "Bosnian Serb"."""
    merged: list[Candidate] = []
    for item in items:
        last = merged[-1] if merged else None
        if (
            last is not None
            and last.kind is item.kind is Kind.PEOPLE
            and last.end == item.start
            and doc[last.end - 1].whitespace_
        ):
            merged[-1] = Candidate(last.start, item.end, Kind.PEOPLE)
        else:
            merged.append(item)
    return merged
