"""The rules, one file a family of relations."""

from typing import Final

from graph.extraction.relations import (
    agreements,
    allegations,
    amounts,
    borders,
    charges,
    contacts,
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
    supports,
    visits,
    withdrawals,
)
from graph.extraction.rules import Rules

_FAMILIES: Final = (
    positions,
    visits,
    hosts,
    withdrawals,
    meetings,
    gatherings,
    memberships,
    agreements,
    openings,
    contacts,
    borders,
    plans,
    futures,
    supports,
    giving,
    denials,
    negations,
    allegations,
    charges,
    amounts,
)

RULES: Final = Rules(rule for family in _FAMILIES for rule in family.RULES)
"""All rules."""
