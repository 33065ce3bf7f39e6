"""The queue of a draft: each claim with its state, its sentence and what it repeats."""

import hashlib
from collections import defaultdict
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from decimal import Decimal
from itertools import chain
from typing import Final

import pyoxigraph as ox

from graph.namespaces import ID, shorten
from graph.records import read_labels, select, short_name, terms_of
from graph.review import terms
from graph.review.decisions import statement, version
from graph.review.draft import Draft, Rule, read_draft
from graph.review.marks import Mark, marks
from graph.review.naming import BESIDE
from graph.review.records import STANDING, Decision, DraftClaim, State
from graph.store import Store
from graph.terms import text_of

_PLACE: Final = {
    terms.term(name): name.partition(":")[2]
    for name in (
        "comity:paragraph",
        "comity:sentence",
        "oa:start",
        "oa:end",
        "schema:sha256",
        "oa:hasSelector",
    )
}
"""Property → what it tells of the place of a passage."""


@dataclass(frozen=True)
class Place:
    """Where the sentence of a claim stands.

    Args:
        paragraph: Number of the paragraph, from 1.
        sentence: Number of the sentence in it, from 1.
        start: First code point, from 0.
        end: Code point after the last one.
        words: The sentence, or None where the text is not kept, or is another one.
    """

    paragraph: int
    sentence: int
    start: int
    end: int
    words: str | None

    def __str__(self) -> str:
        """Return the place in a few signs."""
        return f"¶{self.paragraph} s{self.sentence}"


@dataclass(frozen=True)
class Candidate:
    """A claim as a curator sees it.

    Args:
        claim: The claim of the draft.
        subject: Label of its subject; merges are applied.
        predicate: Label of its predicate.
        object: Label of its object, or the literal.
        speakers: Labels of its speakers.
        beside: Name and value of what else is said of it: its place, status, time and so on.
        state: What has become of it.
        decision: What settled that, or None.
        rule: The rule that proposed it, or what it is a revision of; None for neither.
        place: Where its sentence stands; None where the draft does not tell.
        repeats: IRIs of the claims of the draft that say the same, sorted.
        version: Changes with what is shown here.
    """

    claim: DraftClaim
    subject: str
    predicate: str
    object: str
    speakers: tuple[str, ...]
    beside: tuple[tuple[str, str], ...]
    state: State
    decision: Decision | None
    rule: Rule | None
    place: Place | None
    repeats: tuple[str, ...]
    version: str

    @property
    def score(self) -> Decimal | None:
        """Return the probability that it is right, or None where no rule proposed it."""
        return self.claim.score

    @property
    def also(self) -> str:
        """Return what else is said of it, in a line; empty where that is nothing."""
        return ", ".join(f"{part} {value}" for part, value in self.beside)

    @property
    def name(self) -> str:
        """Return the last part of its IRI."""
        return short_name(self.claim.iri)


@dataclass(frozen=True)
class Filter:
    """Which candidates to show; what is None or empty leaves all.

    Args:
        states: Their states.
        score: Least score; claims without one are left out.
        rule: Name of the rule.
        paragraph: Number of the paragraph.
        sentence: Number of the sentence in the paragraph.
    """

    states: Collection[State] = ()
    score: Decimal | None = None
    rule: str | None = None
    paragraph: int | None = None
    sentence: int | None = None

    def __call__(self, candidate: Candidate) -> bool:
        """Tell whether a candidate is to be shown."""
        place = candidate.place
        return (
            (not self.states or candidate.state in self.states)
            and (self.score is None or (candidate.score or Decimal(-1)) >= self.score)
            and (
                self.rule is None
                or (candidate.rule is not None and candidate.rule.name == self.rule)
            )
            and (
                self.paragraph is None or (place is not None and place.paragraph == self.paragraph)
            )
            and (self.sentence is None or (place is not None and place.sentence == self.sentence))
        )


@dataclass(frozen=True)
class Queue:
    """The draft of a report as a curator goes through it.

    Args:
        draft: The draft.
        candidates: Its claims in the order of the text.
        labels: IRI → label of all that they are about.
        aliases: IRI → other names of those things among them that are published.
    """

    draft: Draft
    candidates: tuple[Candidate, ...]
    labels: dict[str, str]
    aliases: dict[str, list[str]]

    def label(self, iri: str) -> str:
        """Return what to call a thing."""
        return self.labels.get(iri) or short_name(iri)

    def marks(self, candidate: Candidate) -> list[Mark]:
        """Return where the sentence of a claim names what the claim is about."""
        claim, place = candidate.claim, candidate.place
        if place is None or place.words is None:
            return []
        names = {
            "subject": self._names(text_of(claim.subject)),
            "object": chain([candidate.object], self._names(text_of(claim.object))),
            "speaker": chain.from_iterable(map(self._names, claim.speakers)),
        }
        return marks(place.words, names)

    def _names(self, iri: str) -> Iterator[str]:
        """Yield what a thing is called, and what was merged into it."""
        merges = self.draft.merges
        for each in dict.fromkeys((iri, *merges.merged_into(merges.standing(iri)))):
            thing = self.draft.things.get(each)
            yield self.label(each)
            yield from thing.aliases if thing else self.aliases.get(each, ())


def read_queue(store: Store, report_id: str) -> Queue:
    """Return the queue of a report.

    Raises:
        NotFoundError: the report has no draft.
        InvalidDataError: the draft is not as it should be.
    """
    draft = read_draft(store, report_id)
    used = _used(draft)
    labels = _labels(store, draft, used)
    repeats: defaultdict[tuple[str, ...], list[str]] = defaultdict(list)
    said = {iri: statement(draft, claim) for iri, claim in draft.claims.items()}
    for iri, words in said.items():
        if draft.states[iri] in STANDING:
            repeats[words].append(iri)
    path = store.folder / "texts" / f"{report_id}.txt"
    text = path.read_bytes().decode() if path.is_file() else ""
    found = [
        _candidate(draft, claim, labels, text, [i for i in repeats[said[iri]] if i != iri])
        for iri, claim in draft.claims.items()
    ]
    return Queue(draft, tuple(sorted(found, key=_order)), labels, _aliases(store, used))


def _candidate(
    draft: Draft, claim: DraftClaim, labels: dict[str, str], text: str, repeats: list[str]
) -> Candidate:
    """Return a claim as a curator sees it."""

    def shown(value: str) -> str:
        iri = draft.merges.standing(value)
        return labels.get(iri) or short_name(iri)

    is_literal = isinstance(claim.object, ox.Literal)
    return Candidate(
        claim=claim,
        subject=shown(text_of(claim.subject)),
        predicate=labels.get(claim.predicate) or shorten(claim.predicate),
        object=text_of(claim.object) if is_literal else shown(text_of(claim.object)),
        speakers=tuple(map(shown, claim.speakers)),
        beside=tuple((part, shown(value)) for part, value in _beside(draft, claim.iri)),
        state=draft.states[claim.iri],
        decision=draft.decided(claim.iri),
        rule=draft.rule(claim),
        place=next(filter(None, (_place(draft, iri, text) for iri in claim.passages)), None),
        repeats=tuple(repeats),
        version=version(draft, claim.iri),
    )


def _beside(draft: Draft, iri: str) -> Iterator[tuple[str, str]]:
    """Yield the parts of a claim beside what it says and who says it, in the order of their names.

    A status is called as an edit calls it.
    """
    about = draft.about(iri)
    for part, link in BESIDE.items():
        for value in sorted(text_of(triple.object) for triple in about if triple.predicate == link):
            if link == terms.STATUS:
                yield part, value.rpartition("/")[2].removesuffix("ActionStatus").lower()
            else:
                yield part, value


def _place(draft: Draft, passage: str, text: str) -> Place | None:
    """Return where a passage stands, or None where the draft does not tell."""
    told = dict(_told(draft, passage))
    told |= dict(_told(draft, told.get("hasSelector", "")))
    try:
        start, end = int(told["start"]), int(told["end"])
        paragraph, sentence = int(told["paragraph"]), int(told["sentence"])
    except (KeyError, ValueError):
        return None
    words = text[start:end]
    is_same = hashlib.sha256(words.encode()).hexdigest() == told.get("sha256")
    return Place(paragraph, sentence, start, end, words if is_same else None)


def _told(draft: Draft, iri: str) -> Iterator[tuple[str, str]]:
    """Yield what the draft tells of a place, by name."""
    for triple in draft.about(iri) if iri else ():
        if triple.predicate in _PLACE:
            yield _PLACE[triple.predicate], text_of(triple.object)


def _used(draft: Draft) -> set[str]:
    """Return the IRIs of what the claims of a draft are about, and of their predicates."""
    used = {iri for claim in draft.claims.values() for iri in _iris(draft, claim)}
    return used | set(draft.merges.into.values())


def _labels(store: Store, draft: Draft, used: set[str]) -> dict[str, str]:
    """Return IRI → label of what a draft is about."""
    own = {iri: thing.label for iri, thing in draft.things.items()}
    return read_labels(store, sorted(used - own.keys())) | own


def _aliases(store: Store, used: set[str]) -> dict[str, list[str]]:
    """Return IRI → other names of things that are published."""
    query = f"""SELECT DISTINCT ?thing ?name {{
        VALUES ?thing {{ {terms_of(sorted(used))} }} ?thing skos:altLabel ?name }}"""
    found: defaultdict[str, list[str]] = defaultdict(list)
    for thing, name in select(store.query, query):
        found[text_of(thing)].append(text_of(name))
    return dict(found)


def _iris(draft: Draft, claim: DraftClaim) -> Iterator[str]:
    """Yield the IRIs of what a claim is about."""
    for term in (claim.subject, claim.object):
        if isinstance(term, ox.NamedNode):
            yield term.value
    yield claim.predicate
    yield from claim.speakers
    yield from (value for _, value in _beside(draft, claim.iri) if value.startswith(ID))


def _order(candidate: Candidate) -> tuple[int, str]:
    """Return what candidates are ordered by."""
    return candidate.place.start if candidate.place else -1, candidate.claim.iri
