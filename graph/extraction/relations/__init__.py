"""The rules, one file a family of relations."""

from typing import Final

from graph.extraction.relations import meetings, positions, visits
from graph.extraction.rules import Rules

RULES: Final = Rules((*positions.RULES, *visits.RULES, *meetings.RULES))
"""All rules."""
