"""Extraction: from the text of a report to draft claims, for a person to decide on."""
