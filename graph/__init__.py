"""Comity: reports of foreign ministries as RDF claims, with the passage that supports each."""
