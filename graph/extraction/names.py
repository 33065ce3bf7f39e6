"""The names in a text, as mentions of things.

Known names, phrases whose words tell what they are, and what the model of the language sees in
the phrases that are left; then the document as a whole tells which short name stands for which
long one.
"""

from collections.abc import Collection, Iterable
from typing import Final

from spacy.tokens import Doc

from graph.extraction.candidates import Candidate
from graph.extraction.capitals import governing
from graph.extraction.complements import Piece
from graph.extraction.context import Context, pieces_left
from graph.extraction.gazetteer import Gazetteer, Match, plain
from graph.extraction.lexicon import lexicon
from graph.extraction.linking import link
from graph.extraction.phrases import Phrases
from graph.extraction.proposals import Kind, Mention
from graph.extraction.runs import DASHES

_PAIR: Final = 3
"""Tokens of two names with a dash between them."""

_DISTRICTS: Final = frozenset({"DC", "D.C.", "D.C"})
"""What is written after a capital that is a district of its own."""

_PLACES: Final = frozenset({Kind.STATE_OR_PLACE, Kind.PEOPLE, Kind.LOCATION})


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
    return governing(doc, link(doc, reader.candidates(), gazetteer), gazetteer)


class _Reader:
    """What is a name in one document.

    Args:
        doc: The parsed text.
        gazetteer: Names of known things.
    """

    def __init__(self, doc: Doc, gazetteer: Gazetteer) -> None:
        self._doc = doc
        self._gazetteer = gazetteer
        self._people = {
            index: entity
            for entity in doc.ents
            if entity.label_ == "PERSON"
            for index in range(entity.start, entity.end)
        }
        self._matches = [match for match in gazetteer.find(doc) if not self._in_person(match)]

    def _in_person(self, match: Match) -> bool:
        """Tell whether a place's name is a part of a person's: "Victoria" in "Victoria Ray"."""
        if match.kind is not Kind.STATE_OR_PLACE:
            return False
        entity = self._people.get(match.start)
        if entity is None or match.end > entity.end:
            return False
        beside = [token for token in entity if not match.start <= token.i < match.end]
        joined = any(token.text in DASHES for token in beside) and len(entity) == _PAIR
        named = any(token.text[0].isupper() for token in beside)
        return named and not joined and "of" not in {token.lower_ for token in entity}

    def candidates(self) -> list[Candidate]:
        """Return what may be names, in their order; none overlaps another."""
        several = _tokens(match for match in self._matches if match.end - match.start > 1)
        places = _tokens(match for match in self._matches if match.kind in _PLACES)
        regions = _tokens(match for match in self._matches if match.kind is Kind.LOCATION)
        pieces = list(Phrases(self._doc, several, places, regions).pieces())
        chosen = self._outermost([piece for piece in pieces if piece.kind is not None])
        context = Context(self._doc, chosen)
        open_ = [(piece.start, piece.end) for piece in pieces if piece.kind is None]
        left = pieces_left(self._doc, open_, _tokens(chosen))
        chosen += [self._known_plainly(context.told(start, end)) for start, end in left]
        return _merged(self._doc, sorted(chosen, key=lambda item: item.start))

    def _known_plainly(self, item: Candidate) -> Candidate:
        """Return a phrase as the known name that it is without its accents, if it is one."""
        words = self._doc[item.start : item.end].text
        things = () if item.sure or words.isascii() else self._gazetteer.things(plain(words))
        return Candidate(item.start, item.end, things[0].kind, things) if things else item

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


def _tokens(items: Iterable[Match | Candidate]) -> set[int]:
    """Return the indices of the tokens of names."""
    return {index for item in items for index in range(item.start, item.end)}


def _merged(doc: Doc, items: list[Candidate]) -> list[Candidate]:
    """Return the names, with those that follow each other and are one as one.

    Two words for peoples ("Bosnian Serb"), a quarter of the sky and a place ("Northern Cyprus"),
    a body and its meeting in lower case ("AU summit").
    """
    merged: list[Candidate] = []
    for item in items:
        last = merged[-1] if merged else None
        if last is not None and _is_district(doc, last, item):
            merged[-1] = Candidate(last.start, item.end, Kind.STATE_OR_PLACE, last.things)
            continue
        if last is not None and last.end == item.start and doc[last.end - 1].whitespace_:
            if last.kind is item.kind is Kind.PEOPLE:
                merged[-1] = Candidate(last.start, item.end, Kind.PEOPLE)
                continue
            if item.kind in _PLACES and doc[last.start : last.end].text in lexicon().quarters:
                merged[-1] = Candidate(last.start, item.end, item.kind)
                continue
        merged.append(_with_meeting(doc, item))
    return merged


def _is_district(doc: Doc, town: Candidate, item: Candidate) -> bool:
    """Tell whether a name only tells the district of the one before: "Washington, D.C."."""
    between = doc[town.end : item.start].text
    return doc[item.start : item.end].text in _DISTRICTS and between in {",", ""}


def _with_meeting(doc: Doc, item: Candidate) -> Candidate:
    """Return a body with the summit that it holds, where a text names it so; else the body."""
    summit = item.end < len(doc) and doc[item.end].text == "summit"
    if item.kind is Kind.ORGANIZATION and summit and not item.generic:
        return Candidate(item.start, item.end + 1, Kind.EVENT)
    return item
