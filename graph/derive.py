"""Facts: what follows from the asserted claims of a report, by the rules in ``ontology/rules/``."""

from collections.abc import Iterable
from pathlib import Path

import pyoxigraph as ox

from graph.errors import ParseError
from graph.headers import read_header
from graph.namespaces import PREFIXES
from graph.resources import data_folder


def derive(
    report_triples: Iterable[ox.Triple],
    ontology_triples: Iterable[ox.Triple],
    rules: Path | None = None,
) -> list[ox.Triple]:
    """Return the facts that the rules derive from a report, each once, sorted.

    Each rule is a CONSTRUCT query over the report and the ontology; a rule does not see what
    another one derives.

    Args:
        report_triples: Claims, and the things they are about.
        ontology_triples: Terms; the rules ask them for wider, inverse and symmetric properties.
        rules: Folder of the ``*.rq`` files; by default, the one shipped.

    Raises:
        ParseError: a file holds no CONSTRUCT query.
    """
    engine = ox.Store()
    for triples in (report_triples, ontology_triples):
        engine.extend(ox.Quad(t.subject, t.predicate, t.object) for t in triples)
    facts: set[ox.Triple] = set()
    for path in sorted((rules or data_folder("ontology") / "rules").glob("*.rq")):
        _, text = read_header(path)
        try:
            constructed = engine.query(text, prefixes=PREFIXES)
        except SyntaxError as error:
            raise ParseError(path, None, f"this is not SPARQL: {error.msg}") from error
        if not isinstance(constructed, ox.QueryTriples):
            raise ParseError(path, None, "a rule is a CONSTRUCT query")
        facts.update(constructed)
    return sorted(facts, key=str)
