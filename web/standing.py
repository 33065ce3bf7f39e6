"""The claims about a thing, apart by how they are held: what is asserted comes first."""

from collections import defaultdict
from dataclasses import dataclass
from typing import Final

import pyoxigraph as ox

from graph.namespaces import CODE
from graph.records import select
from graph.store import Store
from web.claims import LIMIT_OF_THING, Claim, claims_where, itself, mentions

MOST: Final = 500
"""Most claims of a thing that are counted, and that its page shows of one section."""

_MODALITIES: Final = f"{CODE}modality/"
_SECTIONS: Final = {
    "Asserted": ("asserted",),
    "Denied or alleged": ("denied", "alleged"),
    "Planned": ("planned",),
    "Predicted": ("predicted",),
}
"""Heading → modalities of the claims below it."""

_OTHERS: Final = "Of no known modality"
_SLUGS: Final = {"Denied or alleged": "disputed", _OTHERS: "other"}


@dataclass(frozen=True)
class Section:
    """The claims about a thing that are held alike.

    Args:
        heading: How they are held.
        slug: The same in one word.
        shown: In the order of their passages; at most ``LIMIT_OF_THING``, but for one asked for.
        count: How many there are.
    """

    heading: str
    slug: str
    shown: tuple[Claim, ...]
    count: int


@dataclass(frozen=True)
class Standing:
    """The claims about a thing.

    Args:
        sections: Those that have a claim.
        is_cut: Whether there are more claims than were counted.
    """

    sections: tuple[Section, ...]
    is_cut: bool

    @property
    def count(self) -> int:
        """Return how many claims were counted."""
        return sum(section.count for section in self.sections)

    @property
    def shown(self) -> tuple[str, ...]:
        """Return the IRIs of the claims that are shown."""
        return tuple(claim.iri for section in self.sections for claim in section.shown)


def standing_of(store: Store, thing: ox.NamedNode, whole: str = "") -> Standing:
    """Return the claims that are about a thing, or bring it in beside.

    Args:
        store: Where they are.
        thing: The thing.
        whole: Slug of the section of which all claims that were counted are shown.
    """
    found = defaultdict[str, list[ox.NamedNode]](list)
    solutions = select(
        store.query,
        f"""SELECT ?claim ?modality {{
            {{ SELECT DISTINCT ?claim {{ {mentions(thing)} }} LIMIT {MOST + 1} }}
            OPTIONAL {{ ?claim comity:modality ?modality }} }}""",
    )
    heading_of = {name: heading for heading, names in _SECTIONS.items() for name in names}
    for solution in solutions:
        modality, claim = solution["modality"], solution["claim"]
        name = modality.value.removeprefix(_MODALITIES) if modality else ""
        if isinstance(claim, ox.NamedNode):
            found[heading_of.get(name, _OTHERS)].append(claim)
    chosen = [
        claim
        for heading, claims in found.items()
        for claim in claims[: MOST if _slug(heading) == whole else LIMIT_OF_THING]
    ]
    shown = claims_where(store, itself(*chosen), len(chosen)).shown if chosen else ()
    sections = tuple(
        Section(
            heading,
            _slug(heading),
            tuple(claim for claim in shown if heading_of.get(claim.modality, _OTHERS) == heading),
            len(found[heading]),
        )
        for heading in (*_SECTIONS, _OTHERS)
        if heading in found
    )
    return Standing(sections, sum(map(len, found.values())) > MOST)


def _slug(heading: str) -> str:
    """Return how claims are held, in one word."""
    return _SLUGS.get(heading, heading.lower())
