"""The ways to say a relation in the terms of the ontology, and what may stand in it."""

from typing import Final, NamedTuple

from graph.extraction.classes import (
    CONDITION,
    CONFERENCE,
    EVENT,
    FRAMEWORK,
    GROUP,
    INSTRUMENT,
    PLACE,
    STATE,
)
from graph.extraction.proposals import Modality, Relation


class Way(NamedTuple):
    """A way to say a relation.

    Args:
        predicate: The predicate.
        is_turned: Whether the object of the relation is the subject of the claim.
    """

    predicate: str
    is_turned: bool = False


WAYS: Final[dict[Relation, tuple[Way, ...]]] = {
    Relation.HOLDS_POSITION: (Way("org:holds"),),
    Relation.BORDERS: (Way("comity:hasNeighbour"), Way("comity:adjoins")),
    Relation.NEGOTIATES_WITH: (Way("comity:negotiatedWith"), Way("comity:discussed")),
    Relation.COOPERATES_WITH: (Way("comity:cooperatesWith"), Way("comity:participatesIn")),
    Relation.MEMBER_OF: (
        Way("comity:hasMember", is_turned=True),
        Way("comity:hasParty", is_turned=True),
    ),
    Relation.SIGNS: (Way("comity:signed"),),
    Relation.WITHDRAWS_FROM: (Way("comity:withdrewFrom"),),
    Relation.OPENS: (Way("comity:opens"), Way("comity:bringsIntoService")),
    Relation.HOSTS: (
        Way("comity:hosts"),
        Way("comity:place", is_turned=True),
        Way("comity:engagesWith"),
    ),
    Relation.ATTENDS: (Way("comity:participatesIn"),),
    Relation.SUPPORTS: (Way("comity:supports"), Way("comity:promotes")),
}
"""Relation → the ways to say it, the best first."""

PHRASES: Final = {
    Relation.BORDERS: (PLACE, STATE),
    Relation.MEMBER_OF: (GROUP,),
    Relation.SIGNS: (INSTRUMENT,),
    Relation.WITHDRAWS_FROM: (FRAMEWORK, INSTRUMENT),
    Relation.OPENS: ("comity:Initiative",),
    Relation.HOSTS: (CONFERENCE,),
    Relation.ATTENDS: (EVENT, CONFERENCE),
    Relation.SUPPORTS: (CONDITION,),
}
"""Relation → classes of an object without a name, the likeliest first; else it is a party."""

TELLING: Final = frozenset({Relation.OPENS, Relation.HOSTS, Relation.ATTENDS, Relation.SUPPORTS})
"""Relations whose objects are of many kinds, which their words tell."""

ACTIONS: Final = frozenset(
    {
        *("comity:signed", "comity:withdrewFrom", "comity:opens", "comity:bringsIntoService"),
        *("comity:negotiatedWith", "comity:discussed", "comity:participatesIn"),
        *("comity:visitor", "comity:destination", "comity:conducted"),
    }
)
"""Predicates of what is done at some time: done already, or not begun where it is planned."""

HELD: Final = {
    Relation.DENIES: Modality.DENIED,
    Relation.ALLEGES: Modality.ALLEGED,
    Relation.PLANS: Modality.PLANNED,
}
"""Relation → the modality of what stands in its object; asserting that would make it a fact."""
