"""What the command and the server tell of a review, as JSON has it."""

from collections.abc import Iterable, Sequence
from typing import Any

from graph.records import read_labels, select, short_name, terms_of
from graph.review.draft import Thing
from graph.review.likeness import PossibleMerge
from graph.review.precision import Precision
from graph.review.queue import Candidate, Queue
from graph.review.records import Decision
from graph.store import Store
from graph.terms import text_of


def of_candidate(queue: Queue, candidate: Candidate) -> dict[str, Any]:
    """Return what is told of a claim."""
    claim, place, rule = candidate.claim, candidate.place, candidate.rule
    return {
        "claim": claim.iri,
        "name": candidate.name,
        "state": candidate.state.value,
        "version": candidate.version,
        "score": None if candidate.score is None else float(candidate.score),
        "rule": None if rule is None else {"name": rule.name, "version": rule.version},
        "subject": {"iri": text_of(claim.subject), "label": candidate.subject},
        "predicate": {"iri": claim.predicate, "label": candidate.predicate},
        "object": {"value": text_of(claim.object), "label": candidate.object},
        "modality": claim.modality,
        "speakers": [
            {"iri": iri, "label": label}
            for iri, label in zip(claim.speakers, candidate.speakers, strict=True)
        ],
        "beside": [{"part": part, "value": value} for part, value in candidate.beside],
        "comment": claim.comment,
        "revision_of": claim.revision_of,
        "repeats": list(candidate.repeats),
        "place": None if place is None else vars(place),
        "marks": [mark._asdict() for mark in queue.marks(candidate)],
        "decision": None if candidate.decision is None else of_decision(candidate.decision),
    }


def of_decision(decision: Decision) -> dict[str, Any]:
    """Return what is told of a decision."""
    return {
        "number": decision.number,
        "outcome": decision.outcome.value,
        "on": list(decision.on),
        "curator": decision.curator,
        "when": decision.moment,
        "why": decision.why,
        "generated": list(decision.generated),
    }


def of_precision(found: Precision) -> dict[str, Any]:
    """Return what is told of a rule."""
    return {
        "rule": found.rule,
        "precision": round(found.value, 4),
        "right": found.right,
        "wrong": found.wrong,
        "open": found.open,
        "off": found.is_off,
        "can_be_switched_off": found.can_be_switched_off and not found.is_off,
    }


def of_thing(queue: Queue, thing: Thing) -> dict[str, Any]:
    """Return what is told of a thing."""
    standing = queue.draft.merges.standing(thing.iri)
    return {
        "iri": thing.iri,
        "label": thing.label,
        "aliases": list(thing.aliases),
        "classes": [short_name(kind) for kind in thing.kinds],
        "merged_into": None if standing == thing.iri else standing,
    }


def of_possible_merges(
    store: Store, queue: Queue, found: Sequence[PossibleMerge]
) -> list[dict[str, Any]]:
    """Return what is told of things that may be one: of each, what it is, and where it is met."""
    iris = [iri for each in found for iri in (each.thing, each.into)]
    labels = read_labels(store, [each.into for each in found]) | queue.labels
    published = _published_classes(store, iris)
    examples = _examples(queue)
    examples |= _published_examples(store, [iri for iri in iris if iri not in examples])

    def told(iri: str) -> dict[str, Any]:
        drafted = queue.draft.things.get(iri)
        classes = {*published.get(iri, ()), *(drafted.kinds if drafted else ())}
        return {
            "iri": iri,
            "label": labels.get(iri) or short_name(iri),
            "classes": sorted(map(short_name, classes)),
            "example": examples.get(iri),
            "is_published": iri in published,
        }

    return [{"thing": told(each.thing), "into": told(each.into), "why": each.why} for each in found]


def _examples(queue: Queue) -> dict[str, str]:
    """Return IRI → the first sentence of which a claim is about it, or else the paraphrase."""
    examples: dict[str, str] = {}
    for candidate in queue.candidates:
        place, claim = candidate.place, candidate.claim
        words = (place and place.words) or claim.comment
        for triple in queue.draft.about(claim.iri):
            examples.setdefault(text_of(triple.object), words)
    return examples


def _published_classes(store: Store, iris: Iterable[str]) -> dict[str, set[str]]:
    """Return IRI → its classes, of the things that are published."""
    classes: dict[str, set[str]] = {}
    query = f"SELECT ?thing ?kind {{ VALUES ?thing {{ {terms_of(iris)} }} ?thing a ?kind }}"
    for thing, kind in select(store.query, query):
        classes.setdefault(thing.value, set()).add(kind.value)
    return classes


def _published_examples(store: Store, iris: Iterable[str]) -> dict[str, str]:
    """Return IRI → the paraphrase of a published claim about it."""
    query = f"""SELECT ?thing (MIN(STR(?comment)) AS ?words) {{
        VALUES ?thing {{ {terms_of(iris)} }}
        ?claim rdf:subject|rdf:object ?thing ; rdfs:comment ?comment }} GROUP BY ?thing"""
    return {thing.value: words.value for thing, words in select(store.query, query)}


def counts(queue: Queue) -> dict[str, int]:
    """Return state → number of claims of a draft that are in it."""
    states = [state.value for state in queue.draft.states.values()]
    return {state: states.count(state) for state in sorted(set(states))}
