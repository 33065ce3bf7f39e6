"""What the words beside a phrase, or else the model of the language, tell of its kind.

A noun before or after it ("the airline X"), an office that it is in apposition to, a name that it
is coordinated with; the model is heard where none of these tells anything.
"""

import itertools
from calendar import month_name
from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Final

from spacy.tokens import Doc, Token

from graph.extraction.actors import acts_as_person, acts_as_state, beside_place
from graph.extraction.candidates import Candidate
from graph.extraction.lexicon import lexicon
from graph.extraction.pipeline import sentence_spans
from graph.extraction.proposals import Kind
from graph.extraction.words import words

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

_TOLD_BY_NOUN: Final = frozenset({Kind.FACILITY, Kind.LOCATION, Kind.STATE_OR_PLACE})
"""Kinds that a noun in lower case after a name tells: "the EastLink pipeline"."""

_UNLIKELY_IN_CAPITALS: Final = frozenset({None, Kind.PEOPLE, Kind.PERSON, Kind.FACILITY})
_UNLIKELY_AFTER_IN: Final = frozenset({Kind.PEOPLE, Kind.PERSON, Kind.FACILITY, Kind.ORGANIZATION})
_SHORTEST_ACRONYM: Final = 3
_SHORT: Final = 4
"""Most letters of a word in capitals that the model is believed to see as an acronym."""

_LENGTHS_OF_NAMES: Final = range(2, 5)
"""How many words a person's full name may have."""

_INSIDE: Final = frozenset({"across", "around", "at", "in", "near", "outside", "throughout"})
_OFFICE: Final = 14
"""Most words between an office and the name after it."""

_DASHES: Final = frozenset("—–-")
_MONTHS: Final = frozenset(month_name[1:])

_KIN: Final = words(
    """aide brother colleague daughter father husband mother predecessor rival sister son successor
    wife widow"""
)
"""Nouns for those whom a name follows after a comma: "his colleague, Ana Lu"."""

_GOVERN: Final = frozenset({"mayor", "governor"})

_IN_OFFICES: Final = frozenset({"of", "the", "for", "and", "to", "in", "&", "-", "’s", "'s"})


class Context:
    """What is told of the phrases of a document.

    Args:
        doc: The parsed text.
        chosen: The names of a known kind.
    """

    def __init__(self, doc: Doc, chosen: Iterable[Candidate]) -> None:
        self._doc = doc
        self._sentences = sentence_spans(doc)
        chosen = tuple(chosen)
        self._ends = {item.end: item.kind for item in chosen}
        self._starts = {item.start: item.kind for item in chosen}
        self._small = frozenset(token.text for token in doc if token.text.islower())
        self._seen = {
            index: _LABELS[entity.label_]
            for entity in doc.ents
            if entity.label_ in _LABELS
            for index in range(entity.start, entity.end)
        }

    def told(self, start: int, end: int) -> Candidate:
        """Return a phrase with its kind; phrases are asked for in the order of the text.

        Args:
            start: Index of its first token.
            end: Index of the token after the last.
        """
        kind = self._by_noun(start, end)
        if kind is None and (self._addressed(start) or self._beside_office(start, end)):
            kind = Kind.PERSON
        if kind is None and (self._dates(start, end) or self._is_state(start, end)):
            kind = Kind.STATE_OR_PLACE
        likely = None if kind else self._likely(start, end)
        candidate = Candidate(start, end, kind or likely, sure=bool(kind))
        self._ends[end] = candidate.kind
        return candidate

    def _is_state(self, start: int, end: int) -> bool:
        """Tell whether a phrase acts as a state does."""
        common = self._is_common(start, end) or self._is_shouted(start, end)
        return not common and acts_as_state(self._doc, start, end)

    def _likely(self, start: int, end: int) -> Kind | None:
        """Return the kind of the place that a phrase is coordinated with, or what is seen."""
        kind = self._seen_kind(start, end)
        other = kind is Kind.LOCATION or (kind is Kind.PERSON and end - start > 1)
        common = self._is_common(start, end) or self._is_shouted(start, end)
        if other or common or not beside_place(self._doc, start, end, self._starts):
            return kind
        return Kind.STATE_OR_PLACE

    def _is_common(self, start: int, end: int) -> bool:
        """Tell whether a phrase is of common nouns, with capitals for a reason of its own."""
        lower = [token.lower_ for token in self._doc[start:end]]
        alone = len(lower) == 1 and not self._doc[start].text.isupper()
        return (alone and lower[0] in self._small) or all(map(_is_common_word, lower))

    def _by_noun(self, start: int, end: int) -> Kind | None:
        """Return the kind that a noun right before or after a phrase tells."""
        doc, words = self._doc, lexicon()
        if start and doc[start - 1].lower_ in words.introduces:
            return words.introduces[doc[start - 1].lower_]
        if start > 1 and doc[start - 1].lower_ == "of" and doc[start - 2].text in words.introduces:
            return words.introduces[doc[start - 2].text]
        if start > 1 and doc[start - 1].lower_ == "of" and doc[start - 2].lower_ in _GOVERN:
            return Kind.STATE_OR_PLACE
        for token in doc[end : end + 2]:
            noun = words.heads.get(token.text)
            if noun in _TOLD_BY_NOUN:
                return noun
            if token.pos_ != "NOUN":
                break
        return None

    def _seen_kind(self, start: int, end: int) -> Kind | None:
        """Return the kind that the model sees, unless what stands around speaks against it."""
        seen = Counter(self._seen[index] for index in range(start, end) if index in self._seen)
        kind = seen.most_common(1)[0][0] if seen else None
        common = self._is_common(start, end) or _is_no_name(self._doc, start, end)
        if common or self._is_shouted(start, end):
            return None
        if kind in _UNLIKELY_IN_CAPITALS and _is_acronym(self._doc, start, end):
            return Kind.ORGANIZATION
        unseen = kind is None or (kind is Kind.ORGANIZATION and len(self._doc[start]) > _SHORT)
        acts = kind in {None, Kind.ORGANIZATION} and acts_as_person(self._doc, start, end)
        if acts or (unseen and _is_surname_first(self._doc, start, end)):
            return Kind.PERSON
        beside = self._coordinated(start)
        if beside is Kind.PERSON and kind in {None, Kind.ORGANIZATION}:
            return Kind.PERSON if end - start in _LENGTHS_OF_NAMES else kind
        if kind in _UNLIKELY_AFTER_IN and not self._doc[start].text.isupper():
            inside = end - start == 1 and start and self._doc[start - 1].lower_ in _INSIDE
            person = kind is Kind.PERSON and end - start in _LENGTHS_OF_NAMES
            if inside or (beside is Kind.STATE_OR_PLACE and not person):
                return Kind.STATE_OR_PLACE
        return kind

    def _is_shouted(self, start: int, end: int) -> bool:
        """Tell whether a phrase and the words around it are all in capitals: a heading."""
        doc = self._doc
        if not doc[start].text.isupper():
            return False
        first, last = self._sentences[start]
        around = (*doc[max(first, start - 2) : start], *doc[end : min(last, end + 2)])
        words = [token.text for token in around if token.text.isalpha()]
        return bool(words) and all(word.isupper() for word in words)

    def _addressed(self, start: int) -> bool:
        """Tell whether a word of respect that ended a sentence stands before: "MR. LU: Yes."."""
        before = self._doc[max(0, start - 2) : start].text.lower().replace(" ", "")
        return before.rstrip(".") in lexicon().strict_honorifics

    def _beside_office(self, start: int, end: int) -> bool:
        """Tell whether a phrase is in apposition to an office: "the minister of trade, Ana Lu"."""
        if end - start not in _LENGTHS_OF_NAMES or not start:
            return False
        doc, titles = self._doc, lexicon().titles
        if doc[start - 1].lower_ in titles or self._shares_office(start, end):
            return True
        if doc[start - 1].text == "," and start > 1 and doc[start - 2].lower_ in _KIN:
            return True
        if doc[start - 1].text != "," and not doc[start - 1].text[0].isupper():
            return False
        first = max(self._sentences[start][0], start - _OFFICE)
        office = itertools.takewhile(_is_in_office, [*doc[first : start - 1]][::-1])
        return any(token.lower_ in titles for token in office)

    def _shares_office(self, start: int, end: int) -> bool:
        """Tell whether a phrase is one of several with an office: "Kings A of B and C of D"."""
        doc, titles = self._doc, lexicon().titles
        if doc[start - 1].lower_ not in {"and", ","} or doc[end : end + 1].text != "of":
            return False
        before = doc[max(doc[start].sent.start, start - _OFFICE) : start - 1]
        return any(t.lower_ in titles and t.tag_ in {"NNS", "NNPS"} for t in before)

    def _dates(self, start: int, end: int) -> bool:
        """Tell whether a phrase opens a paragraph as its place: "RIGA, 3 May 2021 -"."""
        doc = self._doc
        if self._sentences[start][0] != start or end + 1 >= len(doc):
            return False
        if start and "\n" not in doc[start - 1].text:
            return False
        follows = doc[end + 1]
        dated = doc[end].text == "," and (follows.text.isdigit() or follows.text in _MONTHS)
        return dated or (doc[end].text in _DASHES and bool(doc[end - 1].whitespace_))

    def _coordinated(self, start: int) -> Kind | None:
        """Return the kind of the name that a phrase is coordinated with: "Ana Lu, Bo Li"."""
        index = start - 1
        while index > 0 and self._doc[index].lower_ in {",", "and"}:
            index -= 1
        return self._ends.get(index + 1) if index < start - 1 else None


def pieces_left(
    doc: Doc, phrases: Iterable[tuple[int, int]], taken: set[int]
) -> Iterator[tuple[int, int]]:
    """Yield the parts of phrases that are no part of another name, without marks around them.

    Args:
        doc: The parsed text.
        phrases: First token of each, and the one after its last.
        taken: Indices of the tokens of other names.
    """
    for first, end in phrases:
        start = first
        for index in range(first, end + 1):
            if index == end or index in taken:
                if trimmed := _trimmed(doc, start, index):
                    yield trimmed
                start = index + 1


def _trimmed(doc: Doc, start: int, end: int) -> tuple[int, int] | None:
    """Return a part of a phrase without the marks around it; None where nothing is left."""
    while start < end and not doc[start].text[0].isalnum():
        start += 1
    while end > start and not any(map(str.isalnum, doc[end - 1].text)):
        end -= 1
    return (start, end) if end > start else None


def _is_in_office(token: Token) -> bool:
    """Tell whether a word may be one of those that name an office."""
    known = token.lower_ in _IN_OFFICES or token.lower_ in lexicon().titles
    return known or token.text[0].isupper()


def _is_acronym(doc: Doc, start: int, end: int) -> bool:
    """Tell whether a phrase is one word in capitals."""
    text = doc[start].text
    return end - start == 1 and len(text) >= _SHORTEST_ACRONYM and text.isupper() and text.isalpha()


def _is_surname_first(doc: Doc, start: int, end: int) -> bool:
    """Tell whether a phrase is a surname in capitals with a given name, and no noun follows."""
    words = [token.text for token in doc[start:end]]
    spelled = len(words) in _LENGTHS_OF_NAMES and words[0].isupper() and words[0].isalpha()
    alone = end == len(doc) or doc[end].pos_ not in {"NOUN", "PROPN"}
    return spelled and alone and all(word.istitle() for word in words[1:])


def _is_common_word(lower: str) -> bool:
    """Tell whether a word is a field, an office, a word of respect or a head."""
    words = lexicon()
    singular = f"{lower[:-3]}y" if lower.endswith("ies") else lower.removesuffix("s")
    return any(
        form in group
        for form in (lower, singular)
        for group in (words.heads, words.portfolios, words.title_modifiers, words.honorifics)
    )


def _is_no_name(doc: Doc, start: int, end: int) -> bool:
    """Tell whether a phrase is one such as "Missions" or "Joint Statement", which tells no name."""
    words, first, last = lexicon(), doc[start].lower_, doc[end - 1].lower_
    plural = end - start == 1 and first.endswith("s") and first[:-1] in words.heads
    return plural or last in words.no_heads or last.removesuffix("s") in words.no_heads
