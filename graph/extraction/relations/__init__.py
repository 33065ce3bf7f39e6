"""The rules, one file a family of relations."""

from typing import Final

from graph.extraction.relations import (
    agreements,
    allegations,
    amounts,
    contacts,
    denials,
    meetings,
    plans,
    positions,
    supports,
    visits,
)
from graph.extraction.rules import Rules

RULES: Final = Rules(
    (
        *positions.RULES,
        *visits.RULES,
        *meetings.RULES,
        *agreements.RULES,
        *contacts.RULES,
        *plans.RULES,
        *supports.RULES,
        *denials.RULES,
        *allegations.RULES,
        *amounts.RULES,
    )
)
"""All rules."""
