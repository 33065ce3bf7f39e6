"""The places and organizations of the reference data: complete, in agreement with the states."""

from collections import Counter

import pyoxigraph as ox
import pytest

from graph import reference
from graph.namespaces import ID, expand
from graph.terms import fold, slug

WITHOUT_CAPITAL = {
    *("djibouti", "luxembourg", "monaco", "palau", "san-marino", "singapore", "vatican-city"),
}


def read(*names: str) -> set[ox.Triple]:
    """Return the triples of files of the reference data."""
    return {quad.triple for name in names for quad in ox.parse(path=reference.FOLDER / name)}


def values(triples: set[ox.Triple], predicate: str) -> list[tuple[str, str]]:
    """Return slug of the subject, and object without marks, of the triples with a predicate."""
    return [
        (triple.subject.value.removeprefix(ID), triple.object.value.removeprefix(ID))
        for triple in triples
        if isinstance(triple.subject, ox.NamedNode)
        and isinstance(triple.object, ox.NamedNode | ox.Literal)
        and triple.predicate.value == expand(predicate)
    ]


@pytest.fixture(scope="module")
def places() -> set[ox.Triple]:
    """Return the triples about places."""
    return read("places.ttl")


@pytest.fixture(scope="module")
def states() -> set[str]:
    """Return the slugs of the states."""
    kind = ox.NamedNode(expand("comity:State"))
    return {t.subject.value.removeprefix(ID) for t in read("states.ttl") if t.object == kind}


def test_a_place_lies_in_states_or_has_states_in_it(
    places: set[ox.Triple], states: set[str]
) -> None:
    labelled = {place for place, _ in values(places, "skos:prefLabel")}
    contained = values(places, "schema:containedInPlace")
    for inner, outer in contained:
        assert (inner in states and outer in labelled) or (inner in labelled and outer in states)
    assert labelled <= {place for pair in contained for place in pair}


def test_almost_every_state_has_its_capital(places: set[ox.Triple], states: set[str]) -> None:
    """The others are called as their capital is, but for Palau: GeoNames' cities lack its seat."""
    within = {state for _, state in values(places, "schema:containedInPlace") if state in states}
    assert states - within == WITHOUT_CAPITAL


@pytest.mark.parametrize(
    ("city", "state"),
    [
        ("phnom-penh", "cambodia"),
        ("bangkok", "thailand"),
        ("ulan-bator", "mongolia"),
        ("brasilia", "brazil"),
        ("washington", "united-states"),
        ("hyderabad-india", "india"),
        ("hyderabad-pakistan", "pakistan"),
    ],
)
def test_cities_lie_in_their_states(places: set[ox.Triple], city: str, state: str) -> None:
    assert (city, state) in values(places, "schema:containedInPlace")


@pytest.mark.parametrize(
    ("state", "region"), [("cambodia", "southeast-asia"), ("kenya", "eastern-africa")]
)
def test_states_lie_in_their_regions(places: set[ox.Triple], state: str, region: str) -> None:
    assert (state, region) in values(places, "schema:containedInPlace")


def test_no_place_is_called_as_a_state_is(places: set[ox.Triple]) -> None:
    english = {t for t in read("states.ttl") if getattr(t.object, "language", None) == "en"}
    names = {fold(name) for _, name in values(english, "skos:prefLabel")}
    assert not {name for _, name in values(places, "skos:prefLabel") if fold(name) in names}


def test_a_name_leads_to_one_organization() -> None:
    triples = read("organizations.ttl")
    labels = values(triples, "skos:prefLabel") + values(triples, "skos:altLabel")
    names = Counter(name for _, name in labels)
    assert {name for name, count in names.items() if count > 1} == set()


def test_organizations_have_no_identifiers_and_one_class() -> None:
    """Nothing but names is stated of them: that is all that was confirmed."""
    triples = read("organizations.ttl")
    predicates = {triple.predicate.value for triple in triples}
    assert predicates == {expand(name) for name in ("rdf:type", "skos:prefLabel", "skos:altLabel")}
    kept = {"un-human-rights-council"}  # a report had it first
    labels = values(triples, "skos:prefLabel")
    assert {iri for iri, label in labels if iri != slug(label)} == kept
