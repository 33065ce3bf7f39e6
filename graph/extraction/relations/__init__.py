"""The rules, one file a family of relations."""

from typing import Final

from graph.extraction.relations import (
    agreements,
    borders,
    contacts,
    meetings,
    openings,
    positions,
    visits,
)
from graph.extraction.rules import Rules

_FAMILIES: Final = (positions, visits, meetings, agreements, openings, contacts, borders)

RULES: Final = Rules(rule for family in _FAMILIES for rule in family.RULES)
"""All rules."""
