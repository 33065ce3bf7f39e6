"""Comity over HTTP: routers, content negotiation, problems and pages."""
