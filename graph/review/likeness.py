"""Things that may be one: equal names, acronyms, parts of a person's name, near-equal labels."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import combinations, zip_longest
from typing import Final

from graph.namespaces import ID, expand
from graph.review import terms
from graph.review.draft import Draft, Thing
from graph.search import LabelIndex
from graph.store import Store
from graph.terms import fold, text_of

_NEAR: Final = 0.8
"""Least ratio of equal characters in two words that may be one."""

_STEM: Final = 4
"""First letters of each word that two near-equal labels share."""

_PERSON: Final = expand("foaf:Person")
_POST: Final = expand("org:Post")
_FIGURE: Final = expand("schema:QuantitativeValue")
_EMPTY: Final = frozenset({"a", "affairs", "an", "and", "de", "for", "in", "of", "on", "the", "to"})
"""Words that tell no two names apart."""


@dataclass(frozen=True)
class PossibleMerge:
    """Two things that may be one.

    Args:
        thing: IRI of the thing that would give way.
        into: IRI of the one that would stand for both.
        why: What makes them alike, in a few words.
    """

    thing: str
    into: str
    why: str


def possible_merges(store: Store, draft: Draft) -> list[PossibleMerge]:
    """Return the things of a draft that may be one with each other, or with one of the store.

    Args:
        store: Where the draft is; its published things count.
        draft: The draft; what was decided on its things is not proposed again.
    """
    sources = {text_of(t.object) for t in draft.triples if t.predicate == terms.REPORTED_BY}
    things = [
        thing
        for iri, thing in draft.things.items()
        if iri not in sources and draft.merges.standing(iri) == iri and _FIGURE not in thing.kinds
    ]
    uses = Counter(text_of(triple.object) for triple in draft.triples)
    found = [
        _directed(first, second, why, uses)
        for first, second in _neighbours(things)
        if (why := likeness(first, second))
    ]
    found += _known(store, things)
    apart = draft.merges.apart
    return [each for each in found if frozenset((each.thing, each.into)) not in apart]


def likeness(first: Thing, second: Thing) -> str:
    """Return what makes two things alike, or nothing.

    >>> a = Thing("urn:a", "Foreign Office of Arvenia", (), ())
    >>> likeness(a, Thing("urn:b", "Arvenian Foreign Office", (), ()))
    'near-equal labels'
    >>> likeness(a, Thing("urn:c", "FOA", (), ())), likeness(a, Thing("urn:d", "Belmora", (), ()))
    ('acronym', '')
    """
    if (_POST in first.kinds) != (_POST in second.kinds):
        return ""
    names, others = _names(first), _names(second)
    if {fold(name) for name in names} & {fold(name) for name in others}:
        return "equal names"
    if _is_acronym(names, others) or _is_acronym(others, names):
        return "acronym"
    words, other_words = set(_words(first.label)), set(_words(second.label))
    if _PERSON in first.kinds and _PERSON in second.kinds:
        is_part = words and other_words and (words <= other_words or other_words <= words)
        return "part of the name" if is_part else ""
    return "near-equal labels" if _are_near(words, other_words) else ""


def _neighbours(things: Iterable[Thing]) -> Iterator[tuple[Thing, Thing]]:
    """Yield the pairs of things that can be alike.

    They share a name, or the starts of all its words, or a word of a person's name; or one of them
    has the initials of the other.
    """
    known = list(things)
    short = {name for thing in known for name in _names(thing) if name.isupper()}
    groups: defaultdict[str, set[Thing]] = defaultdict(set)
    for thing in known:
        for name in _names(thing):
            words = _words(name)
            keys = {fold(name), " ".join(sorted(word[:_STEM] for word in words))}
            keys |= short & {name, _initials(name)}
            keys |= set(words) if _PERSON in thing.kinds else set()
            for key in keys - {""}:
                groups[key].add(thing)
    pairs = {pair for members in groups.values() for pair in combinations(sorted(members), 2)}
    yield from sorted(pairs)


def _known(store: Store, things: Iterable[Thing]) -> Iterator[PossibleMerge]:
    """Yield the things that have the name of a thing that is published."""
    index = LabelIndex.open(store)
    for thing in things:
        alike = {iri: "equal names" for name in _names(thing) for iri in index.named(name)}
        for iri, label in index.near(thing.label).items():
            why = likeness(thing, Thing(iri, label, (), ()))
            if why and iri not in alike:
                alike[iri] = why
        if thing.iri not in alike and thing.iri not in index.named(thing.label):
            for iri in sorted(iri for iri in alike if iri.startswith(ID)):
                yield PossibleMerge(thing.iri, iri, alike[iri])


def _directed(first: Thing, second: Thing, why: str, uses: Counter[str]) -> PossibleMerge:
    """Return a possible merge into the fuller name, or else into what is used more often."""
    if why in ("acronym", "part of the name"):
        into = max(first, second, key=lambda thing: len(thing.label))
    else:
        into = max(second, first, key=lambda thing: uses[thing.iri])
    thing = first if into is second else second
    return PossibleMerge(thing.iri, into.iri, why)


def _names(thing: Thing) -> tuple[str, ...]:
    """Return label and aliases of a thing."""
    return (thing.label, *thing.aliases)


def _words(name: str) -> list[str]:
    """Return the words of a name that tell it from others."""
    words = re.findall(r"\w+", fold(name))
    return [word for word in words if word not in _EMPTY]


def _are_near(words: Iterable[str], others: Iterable[str]) -> bool:
    """Tell whether each word of a label has a word of its own in another that is much the same.

    Numbers are the same or not: two years, or two bridges, differ by a figure.
    """
    pairs = list(zip_longest(sorted(words), sorted(others), fillvalue=""))
    return bool(pairs) and all(
        word == other
        or (
            not (word + other).isdigit()
            and SequenceMatcher(None, word, other, autojunk=False).ratio() >= _NEAR
        )
        for word, other in pairs
    )


def _initials(name: str) -> str:
    """Return the first letters of the words of a name, without small ones."""
    return "".join(word[0] for word in re.findall(r"\w+", name) if word[0].isupper())


def _is_acronym(names: Iterable[str], others: Iterable[str]) -> bool:
    """Tell whether one of some names is the acronym of one of others."""
    short = {name for name in names if name.isupper() and len(name) > 1 and " " not in name}
    return any(len(_words(name)) > 1 and _initials(name) in short for name in others)
