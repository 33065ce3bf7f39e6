"""The rules, one file a family of relations."""

from typing import Final

from graph.extraction.relations import positions
from graph.extraction.rules import Rules

RULES: Final = Rules((*positions.RULES,))
"""All rules."""
