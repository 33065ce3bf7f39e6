"""The things that a draft speaks of: which they are, what they are called, of which class.

A thing that the graph knows keeps its IRI and its classes. A new one gets an IRI that nothing else
has, and the likeliest of the classes that the claims about it allow.
"""

import hashlib
import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import chain, count
from typing import Final

import pyoxigraph as ox

from graph.extraction.background import Background
from graph.extraction.classes import GROUP, STATE, UNNAMED, classes_of_name
from graph.extraction.kept import NOTHING, Kept
from graph.extraction.proposals import Argument, Extraction, Kind, Mention, Relation
from graph.extraction.vocabulary import Side, vocabulary
from graph.namespaces import ID, RDF_TYPE, SLUG, expand
from graph.terms import fold, slug

_PREFERRED: Final = ox.NamedNode(expand("skos:prefLabel"))
_ALTERNATIVE: Final = ox.NamedNode(expand("skos:altLabel"))
_NAME: Final = ox.NamedNode(expand("foaf:name"))

_LONGEST_SLUG: Final = 60
"""Most characters of an IRI's last step that come from a label."""

_MOST_WORDS: Final = 7
"""Most words of a text that stand in one label: the text stays with its publisher."""

_SHARED: Final = frozenset({Kind.PERSON, Kind.STATE_OR_PLACE, Kind.PEOPLE, Kind.LOCATION})
"""Kinds of things whose names are enough to know them in another report; "the Ministry" is not."""

_ARTICLES: Final = frozenset({"a", "an", "the", "its", "their", "his", "her", "this", "that"})

_ACTS: Final = frozenset(Relation) - {
    Relation.VISITS,
    Relation.BORDERS,
    Relation.HOSTS,
    Relation.QUANTITY,
    Relation.HOLDS_POSITION,
}
"""Relations whose subject acts: a place that does is a state, as far as the text tells."""

_ACTS_WITH: Final = frozenset({Relation.NEGOTIATES_WITH, Relation.COOPERATES_WITH})
"""Relations whose object acts as well."""

_HEADS_OF_STATES: Final = re.compile(
    r"(?:president|prime minister|king|queen|chancellor|foreign minister|ambassador|government"
    r"|minister of foreign affairs|foreign affairs minister|ministry of foreign affairs)"
    r"\b.*\b(?:of|to) (?:the )?(?P<state>[^,]+)$",
    re.IGNORECASE,
)
"""Posts and bodies of a state, with its name."""


@dataclass(eq=False)
class Thing:
    """A thing of a draft.

    Args:
        iri: Its IRI.
        label: What to call it.
        classes: Of a known thing, its classes; of a new one, those that it may be of, the
            likeliest first, which the claims about it narrow down.
        is_new: Whether the draft brings it in.
        in_reference: Whether the reference data describes it.
        aliases: Its other names in the text.
    """

    iri: str
    label: str
    classes: tuple[str, ...]
    is_new: bool = True
    in_reference: bool = False
    aliases: tuple[str, ...] = ()

    def fits(self, predicate: str, side: Side, *, likeliest: bool = False) -> bool:
        """Tell whether the thing can stand on a side of a predicate.

        Args:
            predicate: The predicate.
            side: The side.
            likeliest: Whether it shall do so without giving up its likeliest class.
        """
        if not self.is_new:
            return vocabulary().admits(self.classes, predicate, side)
        classes = self.classes[:1] if likeliest else self.classes
        return any(vocabulary().admits([name], predicate, side) for name in classes)

    def settle(self, predicate: str, side: Side) -> None:
        """Rule out the classes with which it could not stand on a side of a predicate."""
        if self.is_new:
            known = vocabulary()
            self.classes = tuple(c for c in self.classes if known.admits([c], predicate, side))

    def settle_as(self, *wider: str) -> bool:
        """Rule out the classes that stand under none of some; tell whether any is left.

        Of a known thing nothing is ruled out, and of a new one only where something is left.
        """
        known = vocabulary()
        left = tuple(c for c in self.classes if any(known.is_a(c, name) for name in wider))
        if self.is_new and left:
            self.classes = left
        return bool(left)

    def prefer(self, class_name: str) -> None:
        """Make a class the likeliest, if it is one that the thing may be of."""
        if self.is_new and class_name in self.classes:
            self.classes = tuple(dict.fromkeys([class_name, *self.classes]))

    def triples(self) -> Iterator[ox.Triple]:
        """Yield what the draft says of the thing; nothing where the reference data does."""
        if self.in_reference:
            return
        node = ox.NamedNode(self.iri)
        for name in self.classes[:1] if self.is_new else self.classes:
            yield ox.Triple(node, RDF_TYPE, ox.NamedNode(expand(name)))
        yield ox.Triple(node, _PREFERRED, ox.Literal(self.label, language="en"))
        for alias in self.aliases:
            yield ox.Triple(node, _ALTERNATIVE, ox.Literal(alias, language="en"))
        if self.is_new and self.classes[0] == "foaf:Person":
            yield ox.Triple(node, _NAME, ox.Literal(self.label))


class Cast:
    """The things of one draft; the same name or phrase is the same thing.

    Args:
        extraction: What was read in the text.
        report_id: The report.
        background: What the store knows.
        kept: What stays of an earlier draft of the report.
    """

    def __init__(
        self, extraction: Extraction, report_id: str, background: Background, kept: Kept = NOTHING
    ) -> None:
        self._kept = kept.things
        self._report_id = report_id
        self._background = background
        self._things: dict[str, Thing] = {}
        self._iris: set[str] = set()
        self._mentions: defaultdict[str, list[Mention]] = defaultdict(list)
        for mention in extraction.mentions:
            self._mentions[_key(mention)].append(mention)
        self._names = sorted({m.words for m in extraction.mentions}, key=len, reverse=True)
        self._states = frozenset(_states(extraction))

    def named(self, mention: Mention) -> Thing:
        """Return the thing that a mention stands for."""
        key = _key(mention)
        if key not in self._things:
            known = self._described(mention.iri) if mention.iri else None
            self._things[key] = known or self._new(mention)
        return self._things[key]

    def phrase(self, words: str, classes: tuple[str, ...], label: str | None = None) -> Thing:
        """Return the thing that a phrase stands for.

        Args:
            words: The phrase.
            classes: Classes that it may be of, the likeliest first.
            label: What to call it; by default the phrase, shortened.
        """
        key = f"{classes[0]} {fold(words)}"
        if key not in self._things:
            label = label or short(words)
            has_name = any(re.search(rf"\b{re.escape(name)}\b", label) for name in self._names)
            is_local = label.endswith("…") or not has_name
            known = self._matter(label, classes, is_local=is_local)
            self._things[key] = known or self._make(label, classes, is_local=is_local)
        return self._things[key]

    def post(self, words: str) -> Thing:
        """Return the post that some words name; they are a name, so they are kept as they are."""
        return self.phrase(words, ("org:Post",), _one_line(words))

    def local(self, name: str, label: str, classes: tuple[str, ...]) -> Thing:
        """Return a thing that is of this report alone: an event, a figure.

        Args:
            name: What its IRI begins with.
            label: What to call it.
            classes: Its class.
        """
        return self._make(label, classes, is_local=True, name=name)

    def authorities(self, place: Thing) -> Thing:
        """Return those who act for a place that is no agent itself."""
        return self.phrase(
            f"authorities of {place.label}", (UNNAMED,), f"Authorities of {place.label}"
        )

    def unnamed(self, words: str) -> Thing:
        """Return a party that the report leaves unnamed."""
        return self.phrase(words, (UNNAMED,), words)

    def _matter(self, label: str, classes: tuple[str, ...], *, is_local: bool) -> Thing | None:
        """Return a matter that the store knows by its label, or a post that has a name in it."""
        iri = self._background.matter(label, classes)
        if iri is None or (is_local and "org:Post" in classes):
            return None
        return self._described(iri)

    def _described(self, iri: str) -> Thing | None:
        """Return a thing that the store describes."""
        known = self._background.known(iri)
        if known is None:
            return None
        self._iris.add(iri)
        return Thing(iri, known.label, known.classes, is_new=False, in_reference=known.in_reference)

    def _new(self, mention: Mention) -> Thing:
        """Return a thing that only the text names."""
        same = self._mentions[_key(mention)] or [mention]
        kinds = [other.kind for other in same if other.kind is not Kind.PEOPLE]
        kind = kinds[0] if kinds else mention.kind
        label = _one_line(mention.canonical)
        classes = classes_of_name(label, kind)
        names = {_one_line(m.words) for m in same if m.kind is not Kind.PEOPLE} - {label}
        self._iris.add(iri := mention.iri or self._free(label, label, shares=kind in _SHARED))
        thing = self._kept_thing(iri) or Thing(iri, label, classes, aliases=tuple(sorted(names)))
        if label in self._states:
            thing.prefer(STATE)
        return thing

    def _make(
        self, label: str, classes: tuple[str, ...], *, is_local: bool, name: str | None = None
    ) -> Thing:
        """Return a new thing that has no name of its own."""
        name = f"{_last_step(name or label)}-{self._report_id}" if is_local else label
        self._iris.add(iri := self._free(name, label, shares=not is_local))
        return self._kept_thing(iri) or Thing(iri, label, classes)

    def _kept_thing(self, iri: str) -> Thing | None:
        """Return a thing that stays as it is described already."""
        known = self._kept.get(iri)
        return Thing(iri, known.label, known.classes, is_new=False) if known else None

    def _free(self, name: str, label: str, *, shares: bool) -> str:
        """Return an IRI for a new thing.

        Args:
            name: What its last step is made of.
            label: Label of the thing.
            shares: Whether things of that label in the drafts of other reports are the same.
        """
        base = name if SLUG.fullmatch(name) else _last_step(name)
        names = [base, base.removesuffix(f"-{self._report_id}") + f"-{self._report_id}"]
        for step in chain(names, (f"{names[-1]}-{number}" for number in count(2))):
            iri = f"{ID}{step}"
            kept = self._kept.get(iri)
            if kept and fold(kept.label) != fold(label):
                continue
            if iri not in self._iris and self._background.is_free(
                iri, self._report_id, label if shares else None
            ):
                return iri
        raise AssertionError("there are numbers without end")


def short(words: str) -> str:
    """Return a phrase as a label: without articles, and no longer than a label may be.

    >>> short("maintain the unity of the northern states in a changing world")
    'maintain unity of northern states in changing…'
    """
    left = [word for word in words.split() if word.lower() not in _ARTICLES]
    kept = " ".join(left[:_MOST_WORDS]).strip(" ,.;:“”\"'")
    return f"{kept}…" if len(left) > _MOST_WORDS else kept or _one_line(words)


def agent(argument: Argument) -> tuple[str, ...]:
    """Return the classes that an unnamed party may be of."""
    return (GROUP,) if _SEVERAL.search(argument.name) else (UNNAMED,)


_SEVERAL: Final = re.compile(r"\b(?:and|people|police)\b|(?<!s)s(?:\b of\b.*|\s+\w+ing\b.*|$)")
"""What a phrase has that speaks of several: "envoys", "leaders of the north"."""


def _key(mention: Mention) -> str:
    """Return what tells a thing from others of the text."""
    return mention.iri or f"name {fold(mention.canonical)}"


def _one_line(words: str) -> str:
    """Return words with one space between them."""
    return " ".join(words.split())


def _last_step(label: str) -> str:
    """Return the last step of the IRI of a thing."""
    name = slug(label)
    if len(name) > _LONGEST_SLUG:
        name = name[:_LONGEST_SLUG].rpartition("-")[0] or name[:_LONGEST_SLUG]
    return name or f"name-{hashlib.sha256(label.encode()).hexdigest()[:8]}"


def _states(extraction: Extraction) -> Iterator[str]:
    """Yield the names that the text treats as those of states: they act, or have a people."""
    for mention in extraction.mentions:
        if mention.kind is Kind.PEOPLE:
            yield mention.canonical
        elif found := _HEADS_OF_STATES.search(mention.canonical):
            yield found["state"]
    for proposal in extraction.proposals:
        acting = [proposal.speaker] if proposal.speaker else []
        if proposal.relation in _ACTS:
            acting.append(proposal.subject)
        if proposal.relation in _ACTS_WITH:
            acting.append(proposal.object)
        for argument in acting:
            if argument.mention:
                yield argument.mention.canonical
        if proposal.relation is Relation.HOLDS_POSITION and (
            found := _HEADS_OF_STATES.search(proposal.object.name)
        ):
            yield found["state"]
