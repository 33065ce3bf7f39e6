"""What pronouns and definite phrases stand for, where one reading fits; the rest stays open.

A text is read once from its start. What was mentioned is remembered by sentence, with the things
that pronouns were found to stand for, so that a chain of them holds together.
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Final

from spacy.tokens import Doc, Token

from graph.extraction.gazetteer import state_iris
from graph.extraction.lexicon import lexicon
from graph.extraction.proposals import Kind, Mention

_PERSONAL: Final = {
    **dict.fromkeys(("he", "him", "his", "himself"), "he"),
    **dict.fromkeys(("she", "her", "hers", "herself"), "she"),
}
_THINGS: Final = frozenset({"it", "its", "itself"})
_SEVERAL: Final = frozenset({"they", "them", "their", "theirs", "themselves"})
_MEN: Final = frozenset({"mr", "mr.", "sir", "king", "prince", "lord", "sheikh", "emir", "dato"})
_WOMEN: Final = frozenset(
    {"mrs", "mrs.", "ms", "ms.", "miss", "madam", "madame", "queen", "princess", "dame", "datin"}
)
_NUMBERS: Final = {"two": 2, "both": 2, "three": 3, "four": 4, "five": 5}
_SUBJECTS: Final = frozenset({"nsubj", "nsubjpass"})
_BESIDE: Final = frozenset({"appos", "conj", "compound"})
"""Relations of a name to the word in whose place it stands."""

_WINDOW: Final = 3
"""How many sentences before its own a pronoun may look at."""

_NARROWING: Final = frozenset({"amod", "compound", "nmod", "poss"})
_FEW: Final = 6
_OFFICE: Final = 16
_TITLE: Final = 8
"""How many words before or after a name may be its office."""


def resolve(doc: Doc, mentions: Sequence[Mention]) -> Mapping[int, tuple[Mention, ...]]:
    """Return what pronouns and definite phrases stand for.

    Args:
        doc: The parsed text.
        mentions: Its mentions, in their order.

    Returns:
        Index of the token (the head, of a phrase) → the mentions it stands for. What is open, or
        stands for nothing that is mentioned, is not there.

    >>> from graph.extraction.gazetteer import Gazetteer
    >>> from graph.extraction.names import read_mentions
    >>> from graph.extraction.pipeline import pipeline
    >>> doc = pipeline()("Minister Ana Lu met the press. She left. The minister was tired.")
    >>> found = resolve(doc, read_mentions(doc, Gazetteer.shipped()))
    >>> [(doc[index].text, found[index][0].words) for index in found]
    [('She', 'Ana Lu'), ('minister', 'Ana Lu')]
    """
    return _Reading(doc, mentions).resolved()


@dataclass(frozen=True)
class _Place:
    """A mention where it stands, or what stands for it there.

    Args:
        mention: The mention.
        start: Index of its first token.
        end: Index of the token after the last.
        subject: Whether it is the subject of a clause, or one of several.
    """

    mention: Mention
    start: int
    end: int
    subject: bool

    @property
    def thing(self) -> str:
        """Return what tells the thing from others."""
        return self.mention.iri or self.mention.canonical


class _Reading:
    """A document as it is read, sentence by sentence.

    Args:
        doc: The parsed text.
        mentions: Its mentions, in their order.
    """

    def __init__(self, doc: Doc, mentions: Sequence[Mention]) -> None:
        self._doc = doc
        self._places = [place for mention in mentions if (place := _place(doc, mention))]
        self._at = {
            index: place for place in self._places for index in range(place.start, place.end)
        }
        self._past: list[list[_Place]] = []
        self._before: list[_Place] = []
        self._groups: list[tuple[_Place, ...]] = []
        self._group: tuple[_Place, ...] = ()
        self._found: dict[int, tuple[Mention, ...]] = {}

    def resolved(self) -> dict[int, tuple[Mention, ...]]:
        """Return what the pronouns and definite phrases stand for."""
        for sentence in self._doc.sents:
            self._before, self._group = [], ()
            for token in sentence:
                place = self._at.get(token.i)
                if place is None:
                    self._read(token)
                elif token.i == place.start:
                    self._before.append(place)
                    if token.dep_ in _SUBJECTS or place.subject:
                        self._group = self._coordinated(place) or self._group
            self._past.append(self._before)
            self._groups.append(self._group)
        return self._found

    def _read(self, token: Token) -> None:
        """Resolve a token that is no part of a name."""
        lower = token.lower_
        if lower in _PERSONAL:
            places = self._person(_PERSONAL[lower])
        elif lower in _THINGS:
            places = () if _is_empty(token) else self._thing()
        elif lower in _SEVERAL:
            places = self._several()
        elif token.pos_ in {"NOUN", "PROPN"} and token.dep_ != "compound":
            places = self._phrase(token)
        else:
            return
        if places:
            self._found[token.i] = tuple(place.mention for place in places)
            subject = token.dep_ in _SUBJECTS
            here = [_Place(p.mention, token.i, token.i + 1, subject) for p in places]
            self._before += here
            if len(here) > 1:
                self._group = tuple(here)

    def _window(self) -> Iterator[list[_Place]]:
        """Yield what was mentioned in this sentence so far, and in those before it, last first."""
        yield self._before
        yield from self._past[: -_WINDOW - 1 : -1]

    def _nearest(self, fits: Callable[[_Place], bool]) -> tuple[_Place, ...]:
        """Return the one thing that fits in the nearest sentence that has any.

        Where several fit there, it is the one that is a subject, if only one is.
        """
        for places in self._window():
            fitting = {place.thing: place for place in places if fits(place)}
            if len(fitting) > 1:
                fitting = {p.thing: p for p in places if fits(p) and p.subject}
                return tuple(fitting.values()) if len(fitting) == 1 else ()
            if fitting:
                return tuple(fitting.values())
        return ()

    def _person(self, pronoun: str) -> tuple[_Place, ...]:
        """Return the person that a pronoun stands for."""

        def fits(place: _Place) -> bool:
            if place.mention.kind is not Kind.PERSON:
                return False
            return self._pronouns.get(place.thing, pronoun) == pronoun

        return self._nearest(fits)

    @cached_property
    def _pronouns(self) -> dict[str, str]:
        """Return person → the pronoun that a word of respect before the name tells."""
        found: dict[str, str] = {}
        for place in self._places:
            if place.mention.kind is Kind.PERSON:
                words = {token.lower_ for token in self._doc[max(0, place.start - 4) : place.start]}
                if words & _MEN and not words & _WOMEN:
                    found.setdefault(place.thing, "he")
                elif words & _WOMEN and not words & _MEN:
                    found.setdefault(place.thing, "she")
        return found

    def _thing(self) -> tuple[_Place, ...]:
        """Return the state or body that "it" stands for."""
        return self._nearest(
            lambda place: (
                place.mention.kind is Kind.ORGANIZATION
                or (place.mention.kind is Kind.STATE_OR_PLACE and place.thing in self._states)
            )
        )

    def _several(self) -> tuple[_Place, ...]:
        """Return the things that "they" stands for: the last subject that is several."""
        for group in (self._group, *self._groups[:-_WINDOW:-1]):
            if len(group) > 1:
                return group
        return ()

    def _coordinated(self, place: _Place) -> tuple[_Place, ...]:
        """Return the mentions that are coordinated with one, and it; nothing where it is alone."""
        root = self._doc[place.start : place.end].root
        around = [self._at.get(token.i) for token in root.conjuncts]
        group = {
            other.start: other
            for other in (place, *around)
            if other and (other.mention.kind is Kind.PERSON) == (place.mention.kind is Kind.PERSON)
        }
        return tuple(group[start] for start in sorted(group)) if len(group) > 1 else ()

    @cached_property
    def _states(self) -> frozenset[str]:
        """Return the things that act as states: those that the data knows, and unknown actors."""
        known = state_iris()
        return frozenset(
            place.thing
            for place in self._places
            if place.mention.iri in known
            or (
                place.mention.kind is Kind.STATE_OR_PLACE
                and place.mention.iri is None
                and place.subject
            )
        )

    def _phrase(self, token: Token) -> tuple[_Place, ...]:
        """Return what a definite phrase stands for, by its head."""
        words = {child.lower_ for child in token.lefts}
        number = next((_NUMBERS[word] for word in words if word in _NUMBERS), 0)
        definite = bool(words & {"the", "this", "that", "these", "those", "both"})
        if not definite or any(_narrows(child) for child in token.rights):
            return ()
        lemma = token.lemma_.lower()
        beside = [
            child
            for child in token.lefts
            if child.dep_ in _NARROWING and child.lower_ != "visiting"
        ]
        if beside:
            office = lemma.removesuffix("s") if token.tag_ == "NNPS" else lemma
            words = {child.lemma_.lower() for child in beside}
            if office not in lexicon().titles or token.tag_ in {"NNS", "NNPS"}:
                return ()
            return self._nearest_or_only(
                lambda place: self._has_office(place, office) and words <= self._called[place.thing]
            )
        if token.tag_ == "NNPS":  # the lemma of a name is the name: "the Ministers"
            lemma = lemma.removesuffix("s")
        if token.tag_ in {"NNS", "NNPS"}:
            return self._pair(lemma, number)
        return () if number else self._single(lemma)

    def _pair(self, noun: str, number: int) -> tuple[_Place, ...]:
        """Return the things that a plural stands for: "the two countries", "both ministers"."""
        nouns = lexicon().references
        if noun in nouns["side"] and self._group_of(number or 2, self._is_party):
            return self._group_of(number or 2, self._is_party)
        if noun in nouns["state"] or noun in nouns["side"]:
            return self._group_of(number or 2, self._is_state) if number or noun == "side" else ()
        if noun in lexicon().titles or noun in {"leader", "official"}:

            def holds(place: _Place) -> bool:
                return self._has_office(place, noun)

            return self._group_of(number, holds) if number else self._all(holds)
        return ()

    def _all(self, fits: Callable[[_Place], bool]) -> tuple[_Place, ...]:
        """Return the few that fit so far: "the ministers" of a text that has two or three."""
        found = {p.thing: p for places in (*self._past, self._before) for p in places if fits(p)}
        return tuple(found.values()) if 1 < len(found) <= _FEW else ()

    def _is_state(self, place: _Place) -> bool:
        """Tell whether a mention is of a state, by its name or its adjective."""
        return place.thing in self._states

    def _is_party(self, place: _Place) -> bool:
        """Tell whether a mention is of a state that acts, by its name."""
        return self._is_state(place) and place.mention.kind is Kind.STATE_OR_PLACE

    def _group_of(self, number: int, fits: Callable[[_Place], bool]) -> tuple[_Place, ...]:
        """Return the things that fit, if the nearest sentences have just so many.

        Where they have more, it is those that the text so far has far more often than others.
        """
        reached: dict[str, _Place] = {}
        for places in self._window():
            reached |= {p.thing: p for p in places if fits(p) and p.thing not in reached}
            if len(reached) >= number:
                break
        if len(reached) == number:
            return tuple(sorted(reached.values(), key=lambda place: place.mention.start))
        counts: Counter[str] = Counter()
        last: dict[str, _Place] = {}
        for places in (*self._past, self._before):
            for place in places:
                if fits(place):
                    counts[place.thing] += 1
                    last[place.thing] = place
        ranked = counts.most_common(number + 1)
        clear = len(ranked) == number or (
            len(ranked) > number and ranked[number - 1][1] > ranked[number][1]
        )
        return tuple(last[thing] for thing, _ in ranked[:number]) if clear else ()

    def _single(self, noun: str) -> tuple[_Place, ...]:
        """Return the thing that a singular stands for: "the airline", "the minister"."""
        nouns = lexicon().references
        if noun in lexicon().titles:
            return self._nearest_or_only(lambda place: self._has_office(place, noun))
        if noun in nouns["state"]:
            return self._nearest(self._is_state)
        for kind in (Kind.ORGANIZATION, Kind.AGREEMENT, Kind.EVENT, Kind.FACILITY):
            if noun in nouns[kind.value]:
                return self._of_kind(kind, noun)
        return ()

    def _of_kind(self, kind: Kind, noun: str) -> tuple[_Place, ...]:
        """Return the thing of a kind that is called by a noun, in its name or beside it."""
        called = self._nearest_or_only(
            lambda place: place.mention.kind is kind and noun in self._called[place.thing]
        )
        if called or noun not in lexicon().references["wide"] | {"agreement", "summit", "meeting"}:
            return called
        return self._nearest(lambda place: place.mention.kind is kind)

    def _nearest_or_only(self, fits: Callable[[_Place], bool]) -> tuple[_Place, ...]:
        """Return the nearest thing that fits, or else the only one of the text so far."""
        if nearest := self._nearest(fits):
            return nearest
        if any(fits(place) for places in self._window() for place in places):
            return ()
        fitting = {p.thing: p for places in self._past for p in places if fits(p)}
        return tuple(fitting.values()) if len(fitting) == 1 else ()

    def _has_office(self, place: _Place, noun: str) -> bool:
        """Tell whether a mention is of a person with an office."""
        if place.mention.kind is not Kind.PERSON:
            return False
        called = self._called[place.thing]
        if noun == "minister" and "prime" in called and not called & {"affairs", "foreign"}:
            return False
        if noun == "minister" and {"foreign", "affairs", "secretary"} <= called:
            return True
        return noun in {"leader", "official"} or noun in called

    @cached_property
    def _called(self) -> Mapping[str, frozenset[str]]:
        """Return thing → the words in its name, and those right before and after it."""
        found: defaultdict[str, set[str]] = defaultdict(set)
        for place in self._places:
            words = found[place.thing]
            words.update(place.mention.canonical.lower().split())
            words.update(self._beside(place))
        return {thing: frozenset(words) for thing, words in found.items()}

    def _beside(self, place: _Place) -> Iterable[str]:
        """Yield the lemmas of what stands right before a name, or in apposition after it."""
        sentence = self._doc[place.start].sent
        far = _OFFICE if place.mention.kind is Kind.PERSON else _TITLE
        for index in range(place.start - 1, max(sentence.start, place.start - far) - 1, -1):
            token = self._doc[index]
            if token.pos_ in {"VERB", "AUX"} or token.text in {".", ";", "(", ")", "“", "”", '"'}:
                break
            if index in self._at and self._at[index].mention.kind is place.mention.kind:
                break
            yield token.lemma_.lower()
        for child in self._doc[place.start : place.end].root.children:
            if child.dep_ == "appos" and child.i >= place.end and child.i not in self._at:
                yield child.lemma_.lower()


def _place(doc: Doc, mention: Mention) -> _Place | None:
    """Return where a mention stands, by the tokens of the document."""
    span = doc.char_span(mention.start, mention.end, alignment_mode="expand")
    if span is None:
        return None
    root = span.root
    while root.dep_ in _BESIDE and root.head is not root:
        root = root.head
    return _Place(mention, span.start, span.end, root.dep_ in _SUBJECTS)


def _narrows(child: Token) -> bool:
    """Tell whether what follows a noun says which one it is: "the minister of", "the one who"."""
    return child.dep_ in {"relcl", "acl"} or child.lower_ in {"of", "for"}


def _is_empty(token: Token) -> bool:
    """Tell whether "it" stands for what follows: "it is possible that"."""
    if token.dep_ == "expl":
        return True
    around = {child.dep_ for child in token.head.children}
    return token.lower_ == "it" and bool(
        around & {"acomp", "attr", "oprd"} and around & {"ccomp", "xcomp", "advcl"}
    )
