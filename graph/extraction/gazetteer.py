"""The names of known things: what the graph calls them, found in a text.

A name may belong to several things ("Congo"); then it is found, and stands for none of them.
"""

import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Final, Self

from spacy.matcher import PhraseMatcher
from spacy.tokens import Doc

from graph.extraction.lexicon import lexicon
from graph.extraction.pipeline import pipeline
from graph.extraction.proposals import Kind
from graph.load import load_reference, load_report
from graph.namespaces import REFERENCE_GRAPH, expand
from graph.records import select
from graph.resources import data_folder
from graph.store import Store
from graph.store.embedded import MemoryStore

_KINDS: Final = {
    "comity:State": Kind.STATE_OR_PLACE,
    "comity:GovernmentBody": Kind.ORGANIZATION,
    "comity:InternationalOrganization": Kind.ORGANIZATION,
    "comity:DiplomaticMission": Kind.ORGANIZATION,
    "org:Organization": Kind.ORGANIZATION,
    "foaf:Person": Kind.PERSON,
    "comity:Infrastructure": Kind.FACILITY,
    "comity:Framework": Kind.AGREEMENT,
    "comity:LegalInstrument": Kind.AGREEMENT,
    "comity:PolicyVision": Kind.AGREEMENT,
    "comity:Conference": Kind.EVENT,
    "comity:Place": Kind.STATE_OR_PLACE,
}
"""Class → kind; of the classes of one thing, the first here tells."""

_THINGS: Final = """
    SELECT ?class ?iri ?label {{
      VALUES ?class {{ {classes} }}
      ?iri a ?class ; skos:prefLabel ?label FILTER(lang(?label) IN ("en", "")) }}"""

_NAMES: Final = """
    SELECT ?iri ?property ?name {{
      VALUES ?property {{ {properties} }}
      ?iri ?property ?name FILTER(lang(?name) IN ("en", "")) }}"""

_BODIES: Final = """
    SELECT ?iri ?state {
      { ?iri comity:agencyOf ?state } UNION {
        ?claim rdf:predicate comity:agencyOf ; rdf:subject ?iri ; rdf:object ?state ;
          comity:modality modality:asserted } }"""

_REGIONS: Final = (
    "SELECT DISTINCT ?region { ?state a comity:State ; schema:containedInPlace ?region }"
)

_PROPERTIES: Final = ("skos:prefLabel", "skos:altLabel", "comity:demonym")

_SHORTEST: Final = 2
"""Fewest letters of a name: one letter names too much."""

_VARIANTS: Final = (
    (" & ", " and "),
    ("Organization", "Organisation"),
    ("Co-operation", "Cooperation"),
    ("Programme", "Program"),
    ("Labour", "Labor"),
)
"""What else may be written in a name."""

_SHOUTED: Final = 4
"""Fewest letters of a name that is also found in capitals: a shorter one may be an acronym."""

_PLURAL: Final = ("n", "i", "t", "k", "r", "c", "b", "g", "o")
"""How a word for a people ends whose plural has an s more; "Greeks", but not "Chineses"."""


@dataclass(frozen=True)
class Thing:
    """A thing that has names.

    Args:
        label: What to call it.
        kind: What it is.
        iri: Its IRI in the graph; None where only the language has a name for it.
        state: IRI of the state that it is a body of; None where it is of none.
    """

    label: str
    kind: Kind
    iri: str | None = None
    state: str | None = None


@dataclass(frozen=True)
class Match:
    """A name that was found, by the tokens of the document.

    Args:
        start: Its first token.
        end: The token after the last.
        kind: Kind of the name: PEOPLE for an adjective, though it stands for a state.
        things: What it may stand for.
    """

    start: int
    end: int
    kind: Kind
    things: tuple[Thing, ...]


Name = tuple[str, Kind, Thing]
"""A name as it is written, the kind of the name, and the thing."""


Accepted = tuple[str, str, str, tuple[str, ...]]
"""A name, the IRI of the thing, its label, and the IRIs of its classes; the last two may be empty
for a thing that the store knows."""


class Gazetteer:
    """Names and what they stand for.

    Args:
        names: All names; of a name that is given twice for one thing, the first counts.

    >>> gazetteer = Gazetteer.shipped()
    >>> [thing.label for thing in gazetteer.things("Thai")]
    ['Thailand']
    >>> [gazetteer.kind(name) for name in ("Thai", "Thailand", "Southeast Asia")]
    [<Kind.PEOPLE: 'NORP'>, <Kind.STATE_OR_PLACE: 'GPE'>, <Kind.LOCATION: 'LOC'>]
    """

    def __init__(self, names: Iterable[Name]) -> None:
        found: defaultdict[str, dict[Thing, Kind]] = defaultdict(dict)
        for written, kind, thing in names:
            for spelling in _spellings(written):
                found[spelling].setdefault(thing, kind)
        self._things = {name: tuple(things) for name, things in found.items()}
        self._kinds = {name: next(iter(things.values())) for name, things in found.items()}
        nlp = pipeline()
        self._matcher = PhraseMatcher(nlp.vocab)
        self._matcher.add("name", [nlp.make_doc(name) for name in self._things])

    @classmethod
    def of(cls, store: Store, accepted: Iterable[Accepted] = ()) -> Self:
        """Return the names of the things in a store, and those of the language.

        Args:
            store: Its published graphs count.
            accepted: Names beside them, which curators accepted in drafts.
        """
        names = [*_read_names(store), *_read_accepted(store, tuple(accepted))]
        return cls(_with_language(names))

    @staticmethod
    @cache
    def shipped() -> "Gazetteer":
        """Return the names in the data that is shipped, reference data and reports; read once."""
        return Gazetteer.of(_shipped_store())

    def things(self, name: str) -> tuple[Thing, ...]:
        """Return what a name may stand for; nothing where it is unknown."""
        return self._things.get(name, ())

    def kind(self, name: str) -> Kind | None:
        """Return the kind of a name, or None where it is unknown."""
        return self._kinds.get(name)

    def find(self, doc: Doc) -> list[Match]:
        """Return the names in a text, the longest where some overlap, in their order."""
        spans = sorted(
            ((start, end) for _, start, end in self._matcher(doc)),
            key=lambda span: (span[0], -span[1]),
        )
        found: list[Match] = []
        for start, end in spans:
            if not found or start >= found[-1].end:
                name = doc[start:end].text
                found.append(Match(start, end, self._kinds[name], self._things[name]))
        return found


@cache
def _shipped_store() -> Store:
    """Return a store with the shipped reference data and reports."""
    store = MemoryStore()
    with store.write() as writer:
        writer.replace_graph(REFERENCE_GRAPH, load_reference().triples)
        for path in sorted(data_folder("reports").glob("*/claims.trig")):
            report = load_report(path.parent)
            writer.replace_graph(report.graph_name, report.triples)
    return store


def _read_names(store: Store) -> Iterator[Name]:
    """Yield the names that the graph has."""
    classes = {expand(name): kind for name, kind in _KINDS.items()}
    things = _read_things(store, classes)
    solutions = select(store.query, _NAMES.format(properties=" ".join(_PROPERTIES)))
    for iri, property_, name in sorted(tuple(term.value for term in row) for row in solutions):
        if iri in things:
            is_demonym = property_ == expand("comity:demonym")
            kind = Kind.PEOPLE if is_demonym else things[iri].kind
            yield name, kind, things[iri]


def _read_accepted(store: Store, accepted: Sequence[Accepted]) -> Iterator[Name]:
    """Yield names that were accepted of things that the store knows, or that have a class."""
    classes = {expand(name): kind for name, kind in _KINDS.items()}
    things = _read_things(store, classes) if accepted else {}
    for name, iri, label, own in accepted:
        kind = next((classes[each] for each in classes if each in own), None)
        thing = things.get(iri) or (Thing(label, kind, iri) if kind else None)
        if thing is not None:
            yield name, thing.kind, thing


def _read_things(store: Store, classes: Mapping[str, Kind]) -> dict[str, Thing]:
    """Return IRI → the thing, for what has a label and one of the classes.

    A place is a region where a state lies in it, or where English has an adjective of a region for
    it; any other has a government.
    """
    rows = [
        tuple(term.value for term in row)
        for row in select(store.query, _THINGS.format(classes=" ".join(_KINDS)))
    ]
    order = list(classes)
    best = {iri: class_ for class_, iri, _ in sorted(rows, key=lambda row: -order.index(row[0]))}
    labels = {iri: label for _, iri, label in sorted(rows, reverse=True)}
    states = {iri.value: state.value for iri, state in select(store.query, _BODIES)}
    wide = {iri.value for (iri,) in select(store.query, _REGIONS)}
    regions = {iri for iri, label in labels.items() if iri in wide or label in lexicon().regions}
    return {
        iri: Thing(
            label,
            Kind.LOCATION if iri in regions else classes[best[iri]],
            iri,
            states.get(iri),
        )
        for iri, label in labels.items()
    }


def _with_language(names: list[Name]) -> list[Name]:
    """Return names, followed by those that English has for regions, peoples and states."""
    words = lexicon()
    by_label = {name: thing for name, _, thing in names}
    added: list[Name] = []
    for places, kind in (
        (words.regions, Kind.LOCATION),
        (words.provinces, Kind.STATE_OR_PLACE),
    ):
        for place, adjectives in places.items():
            thing = by_label.get(place) or Thing(place, kind)
            added.append((place, kind, thing))
            added += [(adjective, Kind.PEOPLE, thing) for adjective in adjectives]
    for table, kind in ((words.adjectives, Kind.PEOPLE), (words.short_forms, Kind.STATE_OR_PLACE)):
        added += [
            (name, kind, by_label[state])
            for state, forms in table.items()
            for name in forms
            if state in by_label
        ]
    added += [(name, Kind.PEOPLE, Thing(name, Kind.PEOPLE)) for name in sorted(words.peoples)]
    added += [(name, Kind.ORGANIZATION, Thing(name, Kind.ORGANIZATION)) for name in words.bodies]
    plurals = [
        (f"{name}s", kind, thing)
        for name, kind, thing in (*names, *added)
        if kind is Kind.PEOPLE and thing.kind is not Kind.PEOPLE and name.endswith(_PLURAL)
    ]
    return [*names, *added, *plurals]


def _spellings(name: str) -> Iterator[str]:
    """Yield the ways in which a name may be written, as it is first.

    >>> [*_spellings("Côte d'Or")][:3]
    ["Côte d'Or", 'Côte d’Or', "Cote d'Or"]
    """
    if len(name) < _SHORTEST or not name[0].isupper() or name.rsplit(maxsplit=1)[-1].islower():
        return  # "Songkhla province" says more than a name
    forms = dict.fromkeys((name, name.replace("'", "’")))
    forms |= dict.fromkeys([plain(form) for form in forms])
    for one, other in _VARIANTS:
        forms |= dict.fromkeys([form.replace(one, other) for form in forms])
    yield from forms
    if any(char.islower() for char in name) and len(name) >= _SHOUTED:
        yield from dict.fromkeys(form.upper() for form in forms)


def plain(name: str) -> str:
    """Return a name without accents."""
    decomposed = unicodedata.normalize("NFD", name)
    return "".join(char for char in decomposed if not unicodedata.combining(char))


@cache
def state_iris() -> frozenset[str]:
    """Return the IRIs of the states that the shipped reference data has."""
    solutions = select(_shipped_store().query, "SELECT DISTINCT ?state { ?state a comity:State }")
    return frozenset(state.value for (state,) in solutions)
