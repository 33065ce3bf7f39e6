"""The rules, one file a family of relations."""

from typing import Final

from graph.extraction.relations import (
    agreements,
    allegations,
    allies,
    amounts,
    borders,
    charges,
    contacts,
    cooperation,
    decisions,
    denials,
    futures,
    gatherings,
    giving,
    hosts,
    listed,
    meetings,
    memberships,
    negations,
    openings,
    plans,
    positions,
    rosters,
    shares,
    stays,
    supports,
    tallies,
    visits,
    withdrawals,
)
from graph.extraction.rules import Rules

_FAMILIES: Final = (
    positions,
    visits,
    stays,
    hosts,
    withdrawals,
    meetings,
    gatherings,
    memberships,
    rosters,
    agreements,
    openings,
    contacts,
    cooperation,
    allies,
    borders,
    plans,
    futures,
    decisions,
    listed,
    supports,
    giving,
    denials,
    negations,
    allegations,
    charges,
    amounts,
    tallies,
    shares,
)

RULES: Final = Rules(rule for family in _FAMILIES for rule in family.RULES)
"""All rules."""
