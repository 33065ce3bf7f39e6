"""What English has of names: words that tell what a name stands for, titles, regions, adjectives.

The words are data, in ``lexicon.yaml``; none of them is the name of one document.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

import yaml

from graph.extraction.proposals import Kind


@dataclass(frozen=True)
class Lexicon:
    """The words, each in lower case unless it says otherwise.

    Args:
        heads: Last word of a name → what such a name stands for.
        complements: Words that join a head with what follows it.
        no_heads: Last words of phrases with capitals that are no names.
        dated: Heads of plans that a year may stand before.
        halls: Words before a centre that make it a building.
        plain: Words before a head that say nothing of which one it is.
        narrow: Heads that take "of" alone.
        numbers: Words that count events of one name.
        ruled: Words before "of" that tell that the name after it is of a state.
        reaching: Words before "to" that tell that the name after it is of a state or place.
        possessed: What a state possesses, and hardly another thing.
        in_charge: Offices and bodies that are in charge of a field.
        sidelines: Words before "of" that tell that what follows is a meeting.
        standing: Heads of meetings that stand for a body where nothing tells one of many.
        coordinated: Heads whose complement may be a coordination.
        titles: Offices that a person holds.
        title_modifiers: Words that belong to an office.
        portfolios: Fields that a minister or secretary is in charge of.
        honorifics: Words of respect before a person's name.
        strict_honorifics: Those that are never a part of a name.
        weak_honorifics: Those that count beside another one alone.
        leading: First word of a name in another language → what such a name stands for.
        introduces: Noun before a name → what the name stands for.
        bodies: Metonyms of bodies, as they are written.
        unique: Bodies of which one is meant where nothing tells which.
        particles: Words in lower case inside of a person's name.
        regions: Region of the world, as it is written → its adjectives.
        provinces: Part of a state, as it is written → its adjectives.
        adjectives: English name of a state → adjectives and words for its people.
        capitals: English name of a state → its capital, where that stands for its government.
        short_forms: English name of a state → short forms.
        quarters: Words before a place that make it another one, as they are written.
        peoples: Adherents and peoples without a state, as they are written.
        stop: Words that begin no name, though they may have a capital.
        references: What a noun after "the" may stand for → such nouns.
    """

    heads: Mapping[str, Kind]
    complements: frozenset[str]
    no_heads: frozenset[str]
    dated: frozenset[str]
    halls: frozenset[str]
    plain: frozenset[str]
    narrow: frozenset[str]
    numbers: frozenset[str]
    ruled: frozenset[str]
    reaching: frozenset[str]
    possessed: frozenset[str]
    in_charge: frozenset[str]
    sidelines: frozenset[str]
    standing: frozenset[str]
    coordinated: frozenset[str]
    titles: frozenset[str]
    title_modifiers: frozenset[str]
    portfolios: frozenset[str]
    honorifics: frozenset[str]
    strict_honorifics: frozenset[str]
    weak_honorifics: frozenset[str]
    leading: Mapping[str, Kind]
    introduces: Mapping[str, Kind]
    bodies: tuple[str, ...]
    unique: frozenset[str]
    particles: frozenset[str]
    regions: Mapping[str, list[str]]
    provinces: Mapping[str, list[str]]
    adjectives: Mapping[str, list[str]]
    capitals: Mapping[str, str]
    short_forms: Mapping[str, list[str]]
    quarters: frozenset[str]
    peoples: frozenset[str]
    stop: frozenset[str]
    references: Mapping[str, frozenset[str]]


@cache
def lexicon() -> Lexicon:
    """Return the words; the file is read once.

    >>> lexicon().heads["ministry"], lexicon().heads["treaty"]
    (<Kind.ORGANIZATION: 'ORG'>, <Kind.AGREEMENT: 'AGR'>)
    """
    text = (files("graph.extraction") / "lexicon.yaml").read_text(encoding="utf-8")
    table: dict[str, Any] = yaml.safe_load(text)
    kinds = {name: _kinds(table[name]) for name in ("heads", "leading", "introduces")}
    lists = {name: frozenset(words.split()) for name, words in table.items() if type(words) is str}
    references = {what: frozenset(nouns.split()) for what, nouns in table["references"].items()}
    bodies = tuple(table["bodies"].split(", "))
    return Lexicon(**{**table, **lists, **kinds, "references": references, "bodies": bodies})


def _kinds(table: Mapping[str, str]) -> dict[str, Kind]:
    """Return word → kind of a table that has the words of each kind."""
    return {word: Kind(kind) for kind, words in table.items() for word in words.split()}
