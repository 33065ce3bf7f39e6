"""Names that curators accepted: the next extraction knows them."""

from typing import NamedTuple

from graph.namespaces import ID
from graph.review.draft import Draft, drafts_of, read_draft
from graph.review.records import PUBLISHED
from graph.store import Store
from graph.terms import text_of


class AcceptedName(NamedTuple):
    """A name of a thing, as curators accepted it.

    Args:
        name: A label or an alias.
        iri: The thing.
        label: Its preferred label; empty where another graph than a draft gives it.
        kinds: IRIs of its classes, sorted; empty likewise.
    """

    name: str
    iri: str
    label: str
    kinds: tuple[str, ...]


def accepted_names(store: Store) -> tuple[AcceptedName, ...]:
    """Return the names of what accepted claims are about, in all drafts of a store, sorted.

    A thing that was merged gives its names to the one that stands for it.

    Args:
        store: Where the drafts are.

    Raises:
        InvalidDataError: a draft is not as it should be.
    """
    found = set[AcceptedName]()
    for report_id in drafts_of(store):
        draft = read_draft(store, report_id)
        for iri in _accepted(draft):
            found.update(_names(draft, iri))
    return tuple(sorted(found))


def _accepted(draft: Draft) -> set[str]:
    """Return the things that accepted claims of a draft point to."""
    return {
        text_of(triple.object)
        for iri, state in draft.states.items()
        if state in PUBLISHED
        for triple in draft.about(iri)
        if text_of(triple.object).startswith(ID)
    }


def _names(draft: Draft, iri: str) -> set[AcceptedName]:
    """Return the names of a thing, and of those that were merged with it."""
    standing = draft.merges.standing(iri)
    own = draft.things.get(standing)
    label, kinds = (own.label, own.kinds) if own else ("", ())
    found = set[AcceptedName]()
    for each in (standing, *draft.merges.merged_into(standing)):
        thing = draft.things.get(each)
        if thing is not None and "#" not in each:
            found |= {
                AcceptedName(name, standing, label, kinds) for name in (thing.label, *thing.aliases)
            }
    return found
