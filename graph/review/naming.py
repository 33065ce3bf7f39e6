"""What a person writes in a decision, as terms: claims, things, and the values of an edit."""

import re
from collections.abc import Mapping, Sequence
from difflib import get_close_matches
from typing import Final

import pyoxigraph as ox

from graph.errors import EntityError, NotFoundError, UsageError
from graph.namespaces import CODE, COMITY, ID, SLUG, expand, shorten
from graph.records import select, short_name
from graph.review import terms
from graph.review.decisions import Changes
from graph.review.desk import NewThing, refuse_unfit_iri
from graph.review.draft import Draft
from graph.search import resolve
from graph.store import Store
from graph.terms import fold

_THINGS: Final = {
    "subject": terms.SUBJECT,
    "predicate": terms.PREDICATE,
    "object": terms.OBJECT,
    "speaker": terms.SPEAKER,
    "place": terms.term("comity:place"),
    "topic": terms.term("comity:topic"),
    "event": terms.term("comity:event"),
    "quantity": terms.term("comity:quantity"),
}
"""Name of a part of a claim that is a thing → its property."""

_CODES: Final = {
    "modality": terms.MODALITY,
    "basis": terms.term("comity:basis"),
    "status": terms.STATUS,
}
"""Name of a part that is a code → its property."""

_DATES: Final = {
    "start": terms.term("schema:startDate"),
    "end": terms.term("schema:endDate"),
    "deadline": terms.term("comity:deadline"),
}
"""Name of a part that is a date → its property."""

BESIDE: Final = {
    name: link
    for name, link in (_THINGS | _CODES | _DATES).items()
    if name not in ("subject", "predicate", "object", "speaker", "modality", "basis")
}
"""Name of a part of a claim beside what it says and who says it → its property."""

PARTS: Final = (*_THINGS, *_CODES, *_DATES, "comment")
"""Names of the parts of a claim that an edit can change."""

_PREDICATES: Final = """
    SELECT DISTINCT ?property ?label {
      VALUES ?class { owl:ObjectProperty owl:DatatypeProperty }
      ?property a ?class ; rdfs:label ?label }"""

_NEAR: Final = 0.5
"""Least share of equal characters of names that are alike."""

_DATE: Final = re.compile(r"\d{4}-\d{2}-\d{2}")


def claim_named(draft: Draft, name: str) -> str:
    """Return the IRI of the claim of a draft that a name stands for.

    Args:
        draft: The draft.
        name: Its IRI, slug, or what follows the report in it: ``p3s2-1``.

    Raises:
        NotFoundError: the draft has no such claim.
    """
    text = name.strip()
    for iri in (expand(text), f"{ID}{text}", f"{ID}claim-{draft.report_id}-{text}"):
        if iri in draft.claims:
            return iri
    raise NotFoundError(
        f"The draft of {draft.report_id} has no claim {name!r}.",
        f"`comity review list {draft.report_id}` lists its claims.",
    )


def thing_named(store: Store, draft: Draft, name: str) -> str:
    """Return the IRI of the thing that a name stands for: one of the draft, or else of the store.

    Args:
        store: Where the draft is.
        draft: The draft.
        name: An IRI, a prefixed name, a slug, a label or an alias.

    Raises:
        EntityError: nothing has that name, or several things have it.
    """
    text = name.strip()
    for iri in (expand(text), f"{ID}{text}"):
        if draft.things.get(iri):
            return draft.merges.standing(iri)
    key = fold(text)
    named = {
        draft.merges.standing(thing.iri)
        for thing in draft.things.values()
        if key in map(fold, (thing.label, *thing.aliases))
    }
    if len(named) > 1:
        near = [f"{draft.things[iri].label} ({short_name(iri)})" for iri in sorted(named)]
        raise EntityError(f"The name {name!r} can mean several things.", near)
    return named.pop() if named else resolve(store, text)


def predicate_named(store: Store, name: str) -> str:
    """Return the IRI of the property that a name stands for.

    Args:
        store: Its ontology counts.
        name: An IRI, a prefixed name, a local name such as ``cooperatesWith``, or a label.

    Raises:
        EntityError: no property has that name, or several have it.
    """
    text = name.strip()
    known = {iri.value: label.value for iri, label in select(store.query, _PREDICATES)}
    named = [iri for iri, label in known.items() if text in (iri, shorten(iri), label)]
    local = f"{COMITY}{text}"
    if local in known or len(named) == 1:
        return local if local in known else named[0]
    if named:
        raise EntityError(f"The name {name!r} can mean several relations.", sorted(named))
    near = get_close_matches(fold(text), sorted(known.values()), n=5, cutoff=_NEAR)
    raise EntityError(f"No relation has the name {name!r}.", near)


def changes_named(
    store: Store,
    draft: Draft,
    parts: Mapping[str, Sequence[str]],
    new_things: Sequence[NewThing] = (),
) -> Changes:
    """Return the changes of an edit.

    Args:
        store: Where the draft is.
        draft: The draft.
        parts: Name of a part of the claim → its new values, as a person writes them; none of them
            takes the part away.
        new_things: Things that the edit brings in; they are named by slug, IRI or label.

    Raises:
        EntityError: a name stands for nothing, or for several things.
        UsageError: there is no such part, or a value is not one of its kind.
    """
    if unknown := sorted(parts.keys() - set(PARTS)):
        raise UsageError(
            f"A claim has no part {', '.join(unknown)}.", f"It has: {', '.join(PARTS)}."
        )
    new = {name: ox.NamedNode(iri) for name, iri in names_of(new_things).items()}
    return {
        {**_THINGS, **_CODES, **_DATES, "comment": terms.COMMENT}[part]: [
            (new.get(value) if part in _THINGS else None) or _value(store, draft, part, value)
            for value in values
        ]
        for part, values in parts.items()
    }


def new_thing(store: Store, name: str, kind: str, label: str) -> NewThing:
    """Return a thing that a decision brings in.

    Args:
        store: Its ontology counts.
        name: Its IRI, or its slug.
        kind: Its class: an IRI, a prefixed name, a local name such as ``State``, or a label.
        label: Its name in English.

    Raises:
        EntityError: nothing is called as the class is.
        UsageError: the name is neither a slug nor the IRI of one.
    """
    iri = f"{ID}{name}" if SLUG.fullmatch(name) else expand(name)
    refuse_unfit_iri(iri)
    local = f"{COMITY}{kind}" if re.fullmatch(r"[A-Z][A-Za-z]+", kind) else ""
    is_known = bool(local) and store.query(f"ASK {{ {ox.NamedNode(local)} a owl:Class }}")
    return NewThing(iri, local if is_known else resolve(store, kind), label)


def names_of(new_things: Sequence[NewThing]) -> dict[str, str]:
    """Return name → IRI of things that a decision brings in: IRI, slug and label name them."""
    return {
        name: thing.iri
        for thing in new_things
        for name in (thing.iri, short_name(thing.iri), thing.label)
    }


def _value(store: Store, draft: Draft, part: str, text: str) -> ox.NamedNode | ox.Literal:
    """Return a value of a part of a claim as a term."""
    if part == "comment":
        return ox.Literal(text, language="en")
    if part == "predicate":
        return ox.NamedNode(predicate_named(store, text))
    if part in _DATES:
        if not _DATE.fullmatch(text):
            raise UsageError(f"{part}: {text!r} is not a date.", "Write it as 2031-05-01.")
        return ox.Literal(text, datatype=terms.term("xsd:date"))
    if part in _CODES:
        return _code(part, text)
    return ox.NamedNode(thing_named(store, draft, text))


def _code(part: str, text: str) -> ox.NamedNode:
    """Return a code by its name."""
    known = {
        "modality": ("asserted", "denied", "alleged", "planned", "predicted"),
        "basis": ("explicit", "presupposed", "inferred"),
        "status": ("completed", "active", "potential"),
    }[part]
    if text not in known:
        raise UsageError(
            f"{part}: there is no {shorten(text)!r}.", f"There are: {', '.join(known)}."
        )
    if part == "status":
        return terms.term(f"schema:{text.capitalize()}ActionStatus")
    return ox.NamedNode(f"{CODE}{part}/{text}")
