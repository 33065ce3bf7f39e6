"""Measurements beside peers; each module is run by itself."""
