"""Which thing each name stands for: a known one, or a new one of this document.

A short name stands for the long one that the document has for it; what could stand for two is a
new thing rather than the wrong one.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from typing import Final, TypeAlias

from spacy.tokens import Doc

from graph.extraction.acronyms import bracketed, expansion_start, initials, shortens
from graph.extraction.candidates import Candidate
from graph.extraction.gazetteer import Gazetteer, Thing
from graph.extraction.lexicon import lexicon
from graph.extraction.pipeline import sentence_spans
from graph.extraction.proposals import Kind, Mention
from graph.terms import fold

_Named: TypeAlias = tuple[str, str | None]
"""Canonical name and IRI of a thing."""

_EXPANSION: Final = 12
"""Most words that a short form in brackets stands for."""

_LONGEST_ACRONYM: Final = 5

_FORMAL: Final = re.compile(r"(?:Republic|Kingdom|State|Sultanate) of (?:the )?(.+)")
"""The formal name of a state, with its short one."""

_DOTTED: Final = re.compile(r"(?:[A-Z]\.)+[A-Z]?")
"""An acronym with dots: "U.N."."""

_ROMAN: Final = re.compile("[IVX]+")
"""The number behind a name: "Ana Lu III"."""

_ORGANS: Final = frozenset({"board", "commission", "committee", "council", "secretariat"})
"""Heads of what a body has: the body's own name stands for no organ of it."""

_SURE: Final = 5
"""How many words of the model one word beside a name outweighs."""


def link(doc: Doc, candidates: Iterable[Candidate], gazetteer: Gazetteer) -> tuple[Mention, ...]:
    """Return the mentions that candidates are, in their order.

    Args:
        doc: The parsed text.
        candidates: In the order of the text; none overlaps another.
        gazetteer: Names of known things.
    """
    linker = _Linker(doc, list(candidates), gazetteer)
    return tuple(linker.mentions())


class _Linker:
    """What the names of one document stand for.

    Args:
        doc: The parsed text.
        candidates: In the order of the text.
        gazetteer: Names of known things.
    """

    def __init__(self, doc: Doc, candidates: list[Candidate], gazetteer: Gazetteer) -> None:
        self._doc = doc
        self._gazetteer = gazetteer
        self._items = candidates
        self._words = [_words(doc, item) for item in candidates]
        self._short: dict[str, tuple[str, Kind | None]] = {}
        self._read_acronyms()
        self._kinds = self._common_kinds()
        self._people = self._full_names()
        self._wholes = self._by_first_words()
        self._states = self._names_of_states()
        self._often = Counter(
            thing.iri
            for item in candidates
            for thing in item.things
            if len(item.things) == 1 and thing.kind is Kind.STATE_OR_PLACE
        )

    def _read_acronyms(self) -> None:
        """Tie each short form in brackets to the name before it."""
        text, sentences = self._doc.text, sentence_spans(self._doc)
        ends = {item.end: place for place, item in enumerate(self._items)}
        for first, last in bracketed(self._doc):
            span = self._doc.char_span(first, last, alignment_mode="expand")
            if span is None or span.start == 0:
                continue
            short, before = text[first:last], span.start - 1
            while before > 0 and not self._doc[before - 1].text[0].isalnum():
                before -= 1
            place = ends.get(before)
            if place is not None and self._is_short_for(short, place):
                self._short.setdefault(short, (self._words[place], self._items[place].kind))
                continue
            start = max(sentences[before - 1][0], before - _EXPANSION) if before else 0
            words = [token.text for token in self._doc[start:before]]
            if expansion_start(short, words) is not None and not self._gazetteer.things(short):
                self._short.setdefault(short, ("", None))

    def _is_short_for(self, short: str, place: int) -> bool:
        """Tell whether a short form in brackets stands for the name before it.

        The letters may be those of the name in another language, if the first is the same.
        """
        words, kind = self._words[place], self._items[place].kind
        translated = kind in {Kind.ORGANIZATION, Kind.AGREEMENT} and short.isupper()
        if shortens(short, words) or (translated and words[0] == short[0] and " " in words):
            return True
        parts = words.split()
        ends = (" ".join(parts[first:]) for first in range(1, len(parts) - 1))
        return any(initials(end) == short for end in ends)

    def _common_kinds(self) -> dict[str, Kind]:
        """Return phrase → the kind that most of its places tell."""
        votes: defaultdict[str, Counter[Kind]] = defaultdict(Counter)
        for item, words in zip(self._items, self._words, strict=True):
            if item.kind is not None and not item.generic:
                votes[words.casefold()][item.kind] += _SURE if item.sure else 1
        return {words: kinds.most_common(1)[0][0] for words, kinds in votes.items()}

    def _full_names(self) -> dict[str, set[str]]:
        """Return each part of a person's name, folded → the full names that have it."""
        found: defaultdict[str, set[str]] = defaultdict(set)
        for item, words in zip(self._items, self._words, strict=True):
            if item.kind is Kind.PERSON and " " in words:
                parts = fold(words).split()
                for place in range(len(parts)):
                    found[" ".join(parts[place:])].add(words)
                    found[parts[place]].add(words)
        people = {part: _one_of_forms(_longest(names)) for part, names in found.items()}
        for names in list(found.values()):
            for name in names:
                forms = people[fold(name).split()[-1]]
                if len(forms) == 1 and len(_one_of_forms({name, *forms})) == 1:
                    people[fold(name)] = forms
        return people

    def _by_first_words(self) -> dict[str, set[tuple[str, Kind]]]:
        """Return the first words of names that end with a head → the names."""
        found: defaultdict[str, set[tuple[str, Kind]]] = defaultdict(set)
        for item, words in zip(self._items, self._words, strict=True):
            parts = words.split()
            if item.kind not in {Kind.ORGANIZATION, Kind.FACILITY} or len(parts) == 1:
                continue
            organ = parts[0].isupper() and parts[-1].lower() in _ORGANS
            head = parts[-1].lower() in lexicon().heads and not organ
            if head and not self._gazetteer.things(parts[0]):
                found[" ".join(parts[:-1])].add((words, item.kind))
        return found

    def _names_of_states(self) -> dict[str, str]:
        """Return IRI of a state → the name that the text has for it.

        A short name goes before a formal one, which counts where it does not hold the label: "Lao
        People's Democratic Republic", but not "Kingdom of Thailand".
        """
        found: defaultdict[str, list[str]] = defaultdict(list)
        labels: dict[str, str] = {}
        for item, words in zip(self._items, self._words, strict=True):
            if len(item.things) == 1 and item.kind is Kind.STATE_OR_PLACE:
                thing = item.things[0]
                if thing.iri and not words.isupper() and "." not in words:
                    found[thing.iri].append(words)
                    labels[thing.iri] = thing.label
        return {
            iri: min((name for name in names), key=len)
            for iri, names in found.items()
            if not any(labels[iri] in name for name in names)
        }

    def mentions(self) -> Iterable[Mention]:
        """Yield the mentions in their order."""
        heads: dict[tuple[Kind, str], _Named] = {}
        for item, words in zip(self._items, self._words, strict=True):
            if item.generic and item.kind and words not in self._short:
                mention = self._generic(item, item.kind, words, heads)
            else:
                mention = self._named(item, words)
            if mention is None:
                continue
            yield mention
            for part in mention.canonical.split():
                heads[mention.kind, part.lower()] = mention.canonical, mention.iri

    def _generic(
        self, item: Candidate, kind: Kind, words: str, heads: Mapping[tuple[Kind, str], _Named]
    ) -> Mention | None:
        """Return a mention such as "the Ministry", where a name before it has that head."""
        head = {"mou": "memorandum"}.get(words.lower(), words.lower())
        known = heads.get((kind, head))
        definite = item.start > 0 and self._doc[item.start - 1].lower_ == "the"
        follows = self._doc[item.end].lower_ if item.end < len(self._doc) else ""
        if known is not None and definite and follows != "and":
            return self._mention(item, kind, *known)
        if head in lexicon().unique:
            return self._mention(item, kind, words, None)
        return None

    def _named(self, item: Candidate, words: str) -> Mention | None:
        """Return the mention that a name is, or None where nothing tells that it is one."""
        if words in self._short:
            long, kind = self._short[words]
            if not long:
                return None
            kind = kind or item.kind or Kind.ORGANIZATION
            return self._mention(item, kind, *self._thing(long, kind))
        if item.things:
            return self._mention(item, item.kind or item.things[0].kind, *self._known(item, words))
        kind = item.kind
        full = self._people.get(fold(words), set())
        if full and (len(full) == 1 or kind in {None, Kind.PERSON}):
            name = next(iter(full)) if len(full) == 1 else words
            return self._mention(item, Kind.PERSON, *self._thing(name, Kind.PERSON))
        wholes = (
            self._wholes.get(words, set()) if not (kind is Kind.PERSON and item.sure) else set()
        )
        if len(wholes) == 1:
            name, kind = next(iter(wholes))
            return self._mention(item, kind, *self._thing(name, kind))
        kind = self._kinds.get(words.casefold())
        return None if kind is None else self._mention(item, kind, *self._thing(words, kind))

    def _thing(self, name: str, kind: Kind) -> _Named:
        """Return canonical name and IRI of a thing by its full name."""
        spelled = " ".join(map(_spelled, name.split()))
        things = self._gazetteer.things(name) or self._gazetteer.things(spelled)
        if not things and (formal := _FORMAL.fullmatch(name)):
            things = self._gazetteer.things(formal[1])
        if not things and _DOTTED.fullmatch(name):
            things = self._gazetteer.things(name.replace(".", ""))
        known = [thing for thing in things if thing.kind is kind]
        if len(known) == 1 and self._is_of_its_state(known[0]):
            return self._states.get(known[0].iri or "", known[0].label), known[0].iri
        place = kind is Kind.STATE_OR_PLACE and len(name) > _LONGEST_ACRONYM
        return (spelled if kind is Kind.PERSON or place else name), None

    def _is_of_its_state(self, thing: Thing) -> bool:
        """Tell whether the text is about the state of a body: many have one of the same name."""
        if thing.state is None:
            return True
        return self._often.get(thing.state, 0) == max(self._often.values(), default=-1)

    def _known(self, item: Candidate, words: str) -> _Named:
        """Return canonical name and IRI of a known thing; of several, none."""
        thing = item.things[0]
        if len(item.things) > 1 or not self._is_of_its_state(thing):
            return words, None
        return self._states.get(thing.iri or "", thing.label), thing.iri

    def _mention(self, item: Candidate, kind: Kind, canonical: str, iri: str | None) -> Mention:
        """Return the mention at the place of a candidate."""
        span = self._doc[item.start : item.end]
        return Mention(span.start_char, span.end_char, span.text, kind, canonical, iri)


def _spelled(part: str) -> str:
    """Return a part of a name that stands in capitals as it is spelled elsewhere."""
    return part.title() if part.isupper() and not _ROMAN.fullmatch(part) else part


def _one_of_forms(names: set[str]) -> set[str]:
    """Return the shortest of names that have one surname and begin alike, else all.

    >>> sorted(_one_of_forms({"Joe Lu", "Joseph R. Lu"}))
    ['Joe Lu']
    >>> sorted(_one_of_forms({"Joe Lu", "Al Lu"}))
    ['Al Lu', 'Joe Lu']
    """
    alike = {(name[:2], name.split()[-1]) for name in names}
    return {min(names, key=lambda name: (len(name), name))} if len(alike) == 1 else names


def _longest(names: set[str]) -> set[str]:
    """Return the names that no other one has all words of.

    >>> sorted(_longest({"Ana Lu", "Ana Maria Lu", "Bo Lu"}))
    ['Ana Maria Lu', 'Bo Lu']
    """
    words = {name: set(fold(name).split()) for name in names}
    return {name for name in names if not any(words[name] < words[other] for other in names)}


def _words(doc: Doc, item: Candidate) -> str:
    """Return the words of a candidate."""
    return doc[item.start : item.end].text
