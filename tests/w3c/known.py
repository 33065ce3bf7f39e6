"""The tests of the suite that fail, each with its cause; docs/conformance.md lists the same."""

from typing import Final

_STRINGS: Final = (
    "expects the simple literals of RDF 1.0; in RDF 1.1 they are of the type xsd:string"
)

FAILURES: Final = {
    "aggregates#agg-empty-group": "expects a solution from GROUP BY where there is nothing "
    "to group; the engine returns none",
    "functions#strdt03": _STRINGS,
    "functions#strlang03": _STRINGS,
    "functions#bnode01": "the engine gives BNODE of one string one blank node in all solutions",
    "csv-tsv-res#tsv03": "the engine keeps a number of the type xsd:negativeInteger as xsd:integer",
}
"""Id of a case → why it fails."""

UNORDERED: Final = {"functions#plus-1", "functions#plus-2"}
"""Cases that sort literals of types between which SPARQL defines no order."""
