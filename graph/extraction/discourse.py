"""What a text has mentioned so far, sentence by sentence, for what refers back to it."""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Final, TypeAlias

from spacy.tokens import Doc, Span, Token

from graph.extraction.gazetteer import state_iris
from graph.extraction.pipeline import sentence_spans
from graph.extraction.proposals import Kind, Mention

SUBJECTS: Final = frozenset({"nsubj", "nsubjpass"})

_BESIDE: Final = frozenset({"appos", "conj", "compound"})
"""Relations of a name to the word in whose place it stands."""

_MEN: Final = frozenset({"mr", "sir", "king", "prince", "lord", "sheikh", "emir", "dato"})
_WOMEN: Final = frozenset(
    {"mrs", "ms", "miss", "madam", "madame", "queen", "princess", "dame", "datin"}
)
_MEETING: Final = frozenset({"meet", "speak", "hold", "talk", "host", "receive", "welcome", "call"})
"""Verbs of two who are spoken of together from then on: "they agreed"."""

_WINDOW: Final = 3
"""How many sentences before its own a pronoun may look at."""

_RESPECT: Final = 4
"""Most words between a word of respect and the name."""

_OFFICE: Final = 16
"""Most words between an office and the name after it."""

_ENDS: Final = frozenset({".", ";", "(", ")", "“", "”", '"', ":"})
_SHORTEST: Final = 4
"""Fewest words of a sentence: "3." is the number of a paragraph."""


@dataclass(frozen=True)
class Place:
    """A mention where it stands, or where something stands for it.

    Args:
        mention: The mention.
        start: Index of the first token there.
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


Fits: TypeAlias = Callable[[Place], bool]
"""Whether a mention may be meant."""

Places: TypeAlias = tuple[Place, ...]


class Discourse:
    """A document as it is read.

    Args:
        doc: The parsed text.
        mentions: Its mentions, in their order.
    """

    def __init__(self, doc: Doc, mentions: Sequence[Mention]) -> None:
        self._doc = doc
        self._sentences = sentence_spans(doc)
        self._all = [place for mention in mentions if (place := _place(doc, mention))]
        self.at = {index: place for place in self._all for index in range(place.start, place.end)}
        self._past: list[list[Place]] = []
        self._groups: list[Places] = []
        self._before: list[Place] = []
        self._group: Places = ()

    def end_sentence(self, sentence: Span) -> None:
        """Go on to the next sentence."""
        if self._before or len(sentence) >= _SHORTEST:
            self._past.append(self._before)
            self._groups.append(self._group)
        self._before, self._group = [], ()

    def meet(self, place: Place) -> None:
        """Remember a mention of the present sentence."""
        self._before.append(place)
        if place.subject:
            self._group = self._coordinated(place) or self._group
        elif met := self._met(place):
            self._group = met

    def refer(self, token: Token, places: Places) -> None:
        """Remember that a token stands for mentions."""
        subject = token.dep_ in SUBJECTS
        here = tuple(Place(place.mention, token.i, token.i + 1, subject) for place in places)
        self._before += here
        if len(here) > 1:
            self._group = here

    def window(self) -> Iterator[list[Place]]:
        """Yield what was mentioned in this sentence so far, and in those before it, last first."""
        yield self._before
        yield from self._past[: -_WINDOW - 1 : -1]

    def nearest(self, fits: Fits) -> Places:
        """Return the one thing that fits in the nearest sentence that has any.

        Where several fit there, it is the one that is a subject, if only one is.
        """
        for places in self.window():
            fitting = {place.thing: place for place in places if fits(place)}
            if len(fitting) > 1:
                fitting = {p.thing: p for p in places if fits(p) and p.subject}
                return tuple(fitting.values()) if len(fitting) == 1 else ()
            if fitting:
                return tuple(fitting.values())
        return ()

    def nearest_or_only(self, fits: Fits) -> Places:
        """Return the nearest thing that fits, or else the only one of the text so far."""
        if nearest := self.nearest(fits):
            return nearest
        if any(fits(place) for places in self.window() for place in places):
            return ()
        fitting = self.so_far(fits)
        return fitting if len(fitting) == 1 else ()

    def so_far(self, fits: Fits) -> Places:
        """Return the last mention of each thing that fits, in the whole text so far."""
        found = {p.thing: p for places in (*self._past, self._before) for p in places if fits(p)}
        return tuple(sorted(found.values(), key=lambda place: place.mention.start))

    def group_of(self, number: int, fits: Fits) -> Places:
        """Return the things that fit, if the nearest sentences have just so many.

        Where they have more, it is those that the text so far has more often than any other.
        """
        reached: dict[str, Place] = {}
        for places in self.window():
            reached |= {p.thing: p for p in places if fits(p) and p.thing not in reached}
            if len(reached) >= number:
                break
        if len(reached) == number:
            return tuple(sorted(reached.values(), key=lambda place: place.mention.start))
        places = [p for past in (*self._past, self._before) for p in past if fits(p)]
        counts = Counter(place.thing for place in places).most_common(number + 1)
        tied = len(counts) > number and counts[number - 1][1] == counts[number][1]
        if len(counts) < number or tied:
            return ()
        last = {place.thing: place for place in places}
        return tuple(last[thing] for thing, _ in counts[:number])

    def last_group(self) -> Places:
        """Return the last subject that is several things."""
        for group in (self._group, *self._groups[: -_WINDOW - 1 : -1]):
            if len(group) > 1:
                return group
        return ()

    def _coordinated(self, place: Place) -> Places:
        """Return the mentions that are coordinated with one, and it; nothing where it is alone."""
        root = self._doc[place.start : place.end].root
        around = [self.at.get(token.i) for token in root.conjuncts]
        group = {
            other.start: other
            for other in (place, *around)
            if other and (other.mention.kind is Kind.PERSON) == (place.mention.kind is Kind.PERSON)
        }
        if len(group) > 1:
            while before := self._listed_before(group[min(group)]):
                group[before.start] = before
        things = {group[start].thing: group[start] for start in sorted(group)}
        return tuple(things.values()) if len(things) > 1 else ()

    def governs(self, place: Place) -> bool:
        """Tell whether an adjective tells whose government it is: "the Lao government"."""
        follows = self._doc[place.end : place.end + 1].text.lower()
        return place.mention.kind is Kind.PEOPLE and follows == "government"

    def _listed_before(self, place: Place) -> Place | None:
        """Return the name before another one and a comma, in a list: "Laos" of "Laos, Chad and"."""
        other = self.at.get(place.start - 2) if place.start > 1 else None
        if other is None or self._doc[place.start - 1].text != ",":
            return None
        return other if other.mention.kind is place.mention.kind else None

    def _met(self, place: Place) -> Places:
        """Return the person who met another one, and that one: "Ana Lu met with Bo Mek"."""
        token = self._doc[place.start : place.end].root
        while token.dep_ in _BESIDE:
            token = token.head
        verb = (
            token.head.head if token.dep_ == "pobj" and token.head.lower_ == "with" else token.head
        )
        if verb.lemma_ == "talk" and verb.pos_ == "NOUN":
            verb = verb.head
        people = [other for other in self._before if other.mention.kind is Kind.PERSON]
        if place.mention.kind is not Kind.PERSON or verb.lemma_ not in _MEETING or not people:
            return ()
        who = [other for other in people if other.subject and other.start < verb.i]
        return (who[-1], place) if who and who[-1].thing != place.thing else ()

    def is_state(self, place: Place) -> bool:
        """Tell whether a mention is of a state, by its name or its adjective."""
        return place.thing in self._states

    @cached_property
    def _states(self) -> frozenset[str]:
        """Return the things that act as states: those that the data knows, and unknown actors."""
        known = state_iris()
        return frozenset(
            place.thing
            for place in self._all
            if place.mention.iri in known
            or (
                place.mention.kind is Kind.STATE_OR_PLACE
                and place.mention.iri is None
                and place.subject
            )
        )

    @cached_property
    def pronouns(self) -> Mapping[str, str]:
        """Return person → the pronoun that a word of respect before the name tells."""
        found: dict[str, str] = {}
        for place in self._all:
            if place.mention.kind is Kind.PERSON:
                before = self._doc[max(0, place.start - _RESPECT) : place.start]
                words = {token.lower_.rstrip(".") for token in before}
                if words & _MEN and not words & _WOMEN:
                    found.setdefault(place.thing, "he")
                elif words & _WOMEN and not words & _MEN:
                    found.setdefault(place.thing, "she")
        return found

    @cached_property
    def called(self) -> Mapping[str, frozenset[str]]:
        """Return thing → the words in its name, and those right before and after it."""
        found: defaultdict[str, set[str]] = defaultdict(set)
        for place in self._all:
            words = found[place.thing]
            words.update(place.mention.canonical.lower().split())
            words.update(self._beside(place))
        return {thing: frozenset(words) for thing, words in found.items()}

    def _beside(self, place: Place) -> Iterator[str]:
        """Yield the lemmas of what stands right before a name, or in apposition after it."""
        first = max(self._sentences[place.start][0], place.start - _OFFICE)
        for index in range(place.start - 1, first - 1, -1):
            token, other = self._doc[index], self.at.get(index)
            same = other is not None and other.mention.kind is place.mention.kind
            if same or token.pos_ in {"VERB", "AUX"} or token.text in _ENDS:
                break
            yield token.lemma_.lower()
        for child in self._doc[place.start : place.end].root.children:
            if child.dep_ == "appos" and child.i >= place.end and child.i not in self.at:
                yield child.lemma_.lower()
                yield from (left.lemma_.lower() for left in child.lefts)


def _place(doc: Doc, mention: Mention) -> Place | None:
    """Return where a mention stands, by the tokens of the document."""
    span = doc.char_span(mention.start, mention.end, alignment_mode="expand")
    if span is None:
        return None
    root = span.root
    while root.head is not root and (
        root.dep_ in _BESIDE or (root.dep_ == "amod" and root.head.lower_ == "government")
    ):
        root = root.head
    return Place(mention, span.start, span.end, root.dep_ in SUBJECTS)
