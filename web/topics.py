"""The canned queries in the order in which people look for them: first what most begin with."""

from collections.abc import Mapping
from typing import Final

from graph.query import CannedQuery

_STARTERS: Final = (
    *("disputed", "handled-with", "visitors", "posts", "planned-missions", "dated-targets"),
    "about",
)
"""Names of the queries that a newcomer begins with, each of another kind."""

_TOPICS: Final = {
    "What is disputed": ("disputes",),
    "States and borders": ("borders",),
    "Who works with whom": ("relations",),
    "People, posts and bodies": ("people", "bodies"),
    "Visits and other events": ("events",),
    "Plans, deadlines and outlook": ("planned and done", "time", "outlook"),
    "Policies and documents": ("policies",),
    "Figures and counts": ("quantities", "aggregation"),
    "Anything about a thing": ("lookup",),
    "Where it is written": ("provenance",),
}
"""Heading → tags of the queries below it."""

_OTHERS: Final = "More"


def starters(catalogue: Mapping[str, CannedQuery]) -> list[CannedQuery]:
    """Return the queries that a newcomer begins with, of those that there are."""
    return [catalogue[name] for name in _STARTERS if name in catalogue]


def topic_of(canned: CannedQuery) -> str:
    """Return the heading below which a query stands: that of its first tag."""
    first = next(iter(canned.tags), "")
    return next((heading for heading, tags in _TOPICS.items() if first in tags), _OTHERS)


def by_topic(catalogue: Mapping[str, CannedQuery]) -> dict[str, list[CannedQuery]]:
    """Return heading → queries; each stands once."""
    groups: dict[str, list[CannedQuery]] = {heading: [] for heading in (*_TOPICS, _OTHERS)}
    for canned in catalogue.values():
        groups[topic_of(canned)].append(canned)
    return {heading: queries for heading, queries in groups.items() if queries}
