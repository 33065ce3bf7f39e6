"""Runs of words with capitals: what may be a name, by the form of its words.

A run goes on over hyphens, particles and a few marks: "Dato' Ana bin Lu", "Vision 2045",
"Guinea-Bissau".
"""

import re
from collections.abc import Collection
from typing import Final

from spacy.tokens import Doc

from graph.extraction.lexicon import lexicon
from graph.extraction.proposals import Kind

DASHES: Final = frozenset("-–\N{NON-BREAKING HYPHEN}")
YEAR: Final = re.compile(r"(?:19|20)\d\d")

_MONEY: Final = frozenset("$€£¥")
_MARKS: Final = frozenset("'’")
_BURMESE: Final = frozenset({"U", "Daw"})
_BESIDE_OFFICES: Final = frozenset("'’&.")
_POSSESSIVES: Final = frozenset({"'s", "’s"})
_POSSESSORS: Final = frozenset({"people", "children", "men", "women"})
"""Words whose possessive is part of a name: "People's Republic"."""

_ORDINAL: Final = re.compile(r"\d+(?:st|nd|rd|th)")
_PARTICIPLE: Final = re.compile(
    r".*(?:ed|ing|led|wide|born|run|style|era|held|time|free|only|like|long|made)"
)
"""A word after a hyphen that makes an adjective of a name: "UN-backed"."""


_LONGEST_SYLLABLE: Final = 5

_GENERATIONS: Final = frozenset({"jr", "jr.", "sr", "sr."})
"""Words after a name, which begin none: "Lu, Jr."."""


class Runs:
    """The words of a document, and the runs of them that may be names.

    Args:
        doc: The parsed text.
        known: Indices of tokens of known names of several words: they are no offices.
        places: Indices of tokens of names of states and places.
    """

    def __init__(self, doc: Doc, known: Collection[int], places: Collection[int]) -> None:
        self._known = known
        self._places = places
        self._words = lexicon()
        self._of_office = self._words.title_modifiers | self._words.portfolios
        self._glued = [not token.whitespace_ for token in doc]
        self.texts = [token.text for token in doc]
        self.lower = [text.lower() for text in self.texts]

    def word(self, index: int) -> bool:
        """Tell whether a token may stand in a name by itself."""
        text = self.texts[index]
        if not text[0].isupper() or not _MONEY.isdisjoint(text):
            return False
        return index in self._known or self.lower[index] not in self._words.stop

    def run(self, start: int, end: int) -> int:
        """Return the end of the longest run of words with capitals, or its start for none."""
        index = start
        if not self._opens(start, end):
            return start
        index += 1
        while index < end:
            step = self._joined(index, end)
            if not step:
                break
            index += step
        return index

    def _opens(self, index: int, end: int) -> bool:
        """Tell whether a run may begin with a token."""
        if self.word(index):
            return self.lower[index] not in _GENERATIONS
        if self.texts[index][0].isupper() and self._after_dash(index + 1, end):
            return True
        following = index + 1 < end and self.word(index + 1)
        if _ORDINAL.fullmatch(self.texts[index]):
            return following
        if YEAR.fullmatch(self.texts[index]):
            return following and self._of_year(index + 1, end)
        return self.lower[index] == "al" and self._after_dash(index + 1, end)

    def _of_year(self, index: int, end: int) -> bool:
        """Tell whether a run is a plan or an event that a year before it tells from others."""
        last = self.lower[self.run(index, end) - 1]
        return last in self._words.dated or self._words.heads.get(last) is Kind.EVENT

    def _after_dash(self, index: int, end: int) -> bool:
        """Tell whether a dash without spaces, and a word with a capital, follow."""
        return (
            index + 1 < end
            and self.texts[index] in DASHES
            and self._glued[index - 1]
            and self._glued[index]
            and self.word(index + 1)
        )

    def _joined(self, index: int, end: int) -> int:
        """Return how many tokens from here belong to the run: 0 where it ends."""
        if self.word(index) or self._year_of_head(index):
            return 1
        if self._after_dash(index, end):
            return 2
        if self._small_after_dash(index, end):
            return 3
        if self._ends_given_name(index, end):
            return 2
        if index + 1 < end and self.word(index + 1):
            return 2 if self._joins(index) else 0
        return 3 if self._particles_join(index, end) else 0

    def _joins(self, index: int) -> bool:
        """Tell whether a token that is no word of a name joins the words around it."""
        text, before = self.texts[index], index - 1
        if text in _MARKS:
            return self._takes_mark(before)
        if text in _POSSESSIVES:
            return self.lower[before] in _POSSESSORS
        if text == ".":
            return self.honorific(before)
        return text == "&" or self.lower[index] in self._words.particles

    def _particles_join(self, index: int, end: int) -> bool:
        """Tell whether two particles, or one with a dash, and a word follow: "de la", "al-"."""
        if index + 2 >= end or self.lower[index] not in self._words.particles:
            return False
        again = self.lower[index + 1] in self._words.particles and self.word(index + 2)
        return again or self._after_dash(index + 1, end)

    def _year_of_head(self, index: int) -> bool:
        """Tell whether a token is the year of a plan or an event: "Vision 2045"."""
        return bool(YEAR.fullmatch(self.texts[index])) and (
            self.lower[index - 1] in self._words.heads
        )

    def _small_after_dash(self, index: int, end: int) -> bool:
        """Tell whether a dash, a word in lower case that is part of a name, and more follow."""
        return (
            index + 2 < end
            and self.texts[index] in DASHES
            and self._glued[index - 1]
            and self._glued[index]
            and self.word(index + 2)
            and self.lower[index + 1].isalpha()
            and not _PARTICIPLE.fullmatch(self.texts[index + 1])
        )

    def _ends_given_name(self, index: int, end: int) -> bool:
        """Tell whether a dash and a syllable in lower case follow two words: "Kim Min-jun"."""
        return (
            index + 1 < end
            and self.texts[index] in DASHES
            and self._glued[index - 1]
            and self._glued[index]
            and index > 1
            and self.word(index - 2)
            and self.lower[index + 1].isalpha()
            and self.texts[index + 1].islower()
            and len(self.texts[index + 1]) <= _LONGEST_SYLLABLE
            and not _PARTICIPLE.fullmatch(self.texts[index + 1])
        )

    def _takes_mark(self, index: int) -> bool:
        """Tell whether a word with an apostrophe goes on: "Dato' Ana", "Farmers' Union"."""
        lower = self.lower[index]
        following = self.lower[index + 2] if index + 2 < len(self.lower) else ""
        body = self._words.heads.get(following) is Kind.ORGANIZATION and index not in self._places
        return lower in self._words.honorifics or (
            lower.endswith("s") and (body or lower in self._words.titles)
        )

    def office(self, index: int) -> bool:
        """Tell whether a token is an office that a person holds."""
        if index in self._known or self.lower[index] not in self._words.titles:
            return False
        if self.lower[index] != "general":
            return True
        following = self.lower[index + 1] if index + 1 < len(self.lower) else ""
        body = self._words.heads.get(following) is Kind.ORGANIZATION
        return not (body or self.lower[index - 1] == "consulate")

    def honorific(self, index: int) -> bool:
        """Tell whether a token is a word of respect."""
        lower = self.lower[index].rstrip(".")
        if index in self._known or lower not in self._words.honorifics:
            return False
        if self.texts[index] in _BURMESE and self._two_follow(index):
            return True
        if lower == "he":
            return self.texts[index] == "HE"
        following = self.lower[index + 1] if index + 1 < len(self.lower) else ""
        if lower in self._words.weak_honorifics:
            return following in self._words.honorifics
        return self._words.heads.get(following) is not Kind.ORGANIZATION

    def _two_follow(self, index: int) -> bool:
        """Tell whether no word of a name stands before a token, and two after it."""
        follow = len(self.texts) > index + 2 and self.word(index + 1) and self.word(index + 2)
        return follow and not (index and self.word(index - 1) and self.lower[index - 1].isalpha())

    def parting(self, start: int, end: int) -> int | None:
        """Return the last office of a run, unless a head after it makes all one name."""
        offices = [index for index in range(start, end) if self.office(index)]
        if not offices:
            return None
        last = offices[-1]
        after = end - last - 1
        several = self.lower[last].endswith("s")
        body = self._words.heads.get(self.lower[end - 1]) is Kind.ORGANIZATION
        if after and body and last > start and last - 1 in self._places:
            return None
        if after and self.lower[end - 1] in self._words.heads and (several or after > 1):
            return None
        return last

    def of_office(self, index: int) -> bool:
        """Tell whether a token belongs to an office that stands after or before it."""
        return index not in self._places and (
            self.lower[index] in self._of_office
            or self.office(index)
            or self.honorific(index)
            or self.texts[index] in DASHES
            or self.texts[index] in _BESIDE_OFFICES
        )

    def after_field(self, start: int, end: int) -> int:
        """Return where a run goes on after the field of an office: "Asian Affairs", "State"."""
        first = start
        while first < end:
            field = first
            while field < end and field in self._places:
                field += 1
            if field == end or not self.of_office(field):
                break
            first = field + 1
        return first

    def in_office(self, start: int) -> bool:
        """Tell whether a run follows an office in lower case: "secretary for Foreign Affairs"."""
        before = self.lower[max(0, start - 2) : start]
        return before[-1:] in (["of"], ["for"]) and before[0] in self._words.in_charge

    def after_pair(self, start: int, end: int) -> int:
        """Return where a run goes on after two places with a dash: "Lao-Thai Trade"."""
        first = start
        while first < end and first in self._places:
            first += 1
        second = first + 1
        if not start < first < end or self.texts[first] not in DASHES:
            return start
        while second < end and second in self._places:
            second += 1
        return second if first + 1 < second < end else start

    def regional(self, start: int, end: int) -> bool:
        """Tell whether a run is of regions alone: "South" in "for South and Central Asian"."""
        quarters = self._words.quarters
        return all(i in self._places or self.texts[i] in quarters for i in range(start, end))
