"""The rules, one file a family of relations."""

from typing import Final

from graph.extraction.relations import (
    agreements,
    allegations,
    allies,
    amounts,
    blame,
    borders,
    charges,
    contacts,
    cooperation,
    delegations,
    denials,
    futures,
    gatherings,
    giving,
    hosts,
    meetings,
    memberships,
    negations,
    openings,
    plans,
    positions,
    refusals,
    rosters,
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
    delegations,
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
    supports,
    giving,
    denials,
    negations,
    refusals,
    allegations,
    charges,
    blame,
    amounts,
    tallies,
)

RULES: Final = Rules(rule for family in _FAMILIES for rule in family.RULES)
"""All rules."""
