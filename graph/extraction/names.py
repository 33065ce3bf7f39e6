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

_UNLIKELY_IN_CAPITALS: Final = frozenset({None, Kind.PEOPLE, Kind.PERSON, Kind.FACILITY})
_SHORTEST_ACRONYM: Final = 3

_LENGTHS_OF_NAMES: Final = range(2, 5)
"""How many words a person's full name may have."""

_OFFICE: Final = 14
"""Most words between an office and the name after it."""

_IN_OFFICES: Final = frozenset({"of", "the", "for", "and", "to", "in", "&", "-", "’s", "'s"})


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
        self._people: list[Candidate] = []

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
        self._people = [item for item in chosen if item.kind is Kind.PERSON]
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
        """Yield the phrases that are left, with what is told of them."""
        people = {item.end for item in self._people}
        for piece in pieces:
            start = piece.start
            for index in range(piece.start, piece.end + 1):
                if index == piece.end or index in taken:
                    if trimmed := _trimmed(self._doc, start, index):
                        candidate = self._told(*trimmed, people)
                        if candidate.kind is Kind.PERSON:
                            people.add(candidate.end)
                        yield candidate
                    start = index + 1

    def _told(self, start: int, end: int, people: Collection[int]) -> Candidate:
        """Return a phrase with the kind that the words beside it tell, or else the model."""
        doc, words = self._doc, lexicon()
        if start and doc[start - 1].lower_ in words.introduces:
            return Candidate(start, end, words.introduces[doc[start - 1].lower_])
        if start > 1 and doc[start - 1].lower_ == "of" and doc[start - 2].text in words.introduces:
            return Candidate(start, end, words.introduces[doc[start - 2].text])
        for token in doc[end : end + 2]:
            noun = words.heads.get(token.text)
            if noun in _TOLD_BY_NOUN:
                return Candidate(start, end, noun)
            if token.pos_ != "NOUN":
                break
        if self._beside_office(start, end):
            return Candidate(start, end, Kind.PERSON)
        seen = Counter(self._seen[index] for index in range(start, end) if index in self._seen)
        kind = seen.most_common(1)[0][0] if seen else None
        if kind in _UNLIKELY_IN_CAPITALS and _is_acronym(doc, start, end):
            kind = Kind.ORGANIZATION
        if kind in {None, Kind.ORGANIZATION} and end - start in _LENGTHS_OF_NAMES:
            if self._follows_person(start, people):
                kind = Kind.PERSON
        return Candidate(start, end, kind, sure=False)

    def _beside_office(self, start: int, end: int) -> bool:
        """Tell whether a phrase is in apposition to an office: "the minister of trade, Ana Lu"."""
        if end - start not in _LENGTHS_OF_NAMES or not start:
            return False
        doc, titles = self._doc, lexicon().titles
        if doc[start - 1].lower_ in titles:
            return True
        if doc[start - 1].text != ",":
            return False
        for index in range(start - 2, max(doc[start].sent.start, start - _OFFICE) - 1, -1):
            token = doc[index]
            if token.lower_ in titles:
                return True
            inside = token.text[0].isupper() or token.lower_ in _IN_OFFICES
            if not inside:
                return False
        return False

    def _follows_person(self, start: int, people: Collection[int]) -> bool:
        """Tell whether a phrase is coordinated with a person before it: "Ana Lu, Bo Li"."""
        index = start - 1
        while index > 0 and self._doc[index].lower_ in {",", "and"}:
            index -= 1
        return index < start - 1 and index + 1 in people


def _is_acronym(doc: Doc, start: int, end: int) -> bool:
    """Tell whether a phrase is one word in capitals that stands among others."""
    text = doc[start].text
    if end - start > 1 or len(text) < _SHORTEST_ACRONYM or not (text.isupper() and text.isalpha()):
        return False
    beside = doc[max(0, start - 1)].text, doc[min(len(doc) - 1, end)].text
    return any(not word.isupper() for word in beside)


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
