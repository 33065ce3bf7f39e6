"""The documentation of the ontology, made from its triples: terms, hierarchy, codes."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final, TypeAlias

import pyoxigraph as ox

from graph.namespaces import COMITY, shorten
from graph.store import Store
from web.examples import Example, examples_of
from web.names import Name
from web.triples import Triples
from web.vocabulary import fragment

Fact: TypeAlias = tuple[str, tuple[Name, ...]]
"""What is said of a term, and the values."""

_CLASS_FACTS: Final = (("kind of", "rdfs:subClassOf"), ("defined after", "dcterms:source"))
_CLASS_USES: Final = (
    ("kinds of it", "rdfs:subClassOf"),
    ("properties of it", "rdfs:domain"),
    ("value of", "rdfs:range"),
)
_PROPERTY_FACTS: Final = (
    ("from", "rdfs:domain"),
    ("to", "rdfs:range"),
    ("narrower than", "rdfs:subPropertyOf"),
    ("inverse of", "owl:inverseOf"),
    ("code", "skos:notation"),
    ("defined after", "dcterms:source"),
)
_PROPERTY_USES: Final = (("wider than", "rdfs:subPropertyOf"), ("inverse of", "owl:inverseOf"))
_CHARACTERISTICS: Final = {
    "owl:FunctionalProperty": "has at most one value",
    "owl:InverseFunctionalProperty": "a value belongs to one thing",
    "owl:SymmetricProperty": "holds in both directions",
    "owl:AsymmetricProperty": "never holds in both directions",
    "owl:TransitiveProperty": "is passed on along a chain",
    "owl:ReflexiveProperty": "holds of each thing with itself",
    "owl:IrreflexiveProperty": "never holds of a thing with itself",
}


@dataclass(frozen=True)
class Described:
    """A class or a property with all that the ontology says of it.

    Args:
        iri: Its IRI.
        fragment: By which the page can be entered at the term.
        name: Prefixed name.
        label: Label in English.
        definition: Definition in English; may be empty.
        facts: What else is said of it.
        example: The term in use; None where nothing uses it.
    """

    iri: str
    fragment: str
    name: str
    label: str
    definition: str
    facts: tuple[Fact, ...]
    example: Example | None


@dataclass(frozen=True)
class Branch:
    """A class, and the classes below it."""

    term: Described
    below: tuple["Branch", ...]


@dataclass(frozen=True)
class Code:
    """A code.

    Args:
        fragment: By which the page can be entered at it.
        name: Prefixed name.
        label: Label in English.
        definition: Definition; may be empty.
        notations: Short forms, with the name of their system.
    """

    fragment: str
    name: str
    label: str
    definition: str
    notations: tuple[str, ...]


@dataclass(frozen=True)
class Scheme:
    """A scheme of codes."""

    fragment: str
    label: str
    definition: str
    codes: tuple[Code, ...]


@dataclass(frozen=True)
class Documentation:
    """What the ontology says of itself and of its terms.

    Args:
        title: Its title.
        description: What it is for.
        version: Its version.
        namespace: Namespace of its terms.
        license: IRI of the licence.
        hierarchy: The classes that it defines.
        reused: Classes of other vocabularies.
        between: Properties whose values are things.
        literal: Properties whose values are literals.
        schemes: The codes.
    """

    title: str
    description: str
    version: str
    namespace: str
    license: str
    hierarchy: tuple[Branch, ...]
    reused: tuple[Described, ...]
    between: tuple[Described, ...]
    literal: tuple[Described, ...]
    schemes: tuple[Scheme, ...]

    @property
    def anchors(self) -> dict[str, str]:
        """Return term → the fragment of the page at which it stands."""
        terms = [*self.reused, *self.between, *self.literal]
        branches = [*self.hierarchy]
        while branches:
            branch = branches.pop()
            terms.append(branch.term)
            branches += branch.below
        return {term.iri: term.fragment for term in terms}


def documentation(store: Store, triples: Triples) -> Documentation:
    """Return the documentation of the ontology.

    Args:
        store: Where examples are.
        triples: The graph of the ontology.
    """
    classes, between, literal = (
        [iri for iri in triples.instances(kind) if _label(triples, iri)]
        for kind in ("owl:Class", "owl:ObjectProperty", "owl:DatatypeProperty")
    )
    examples = examples_of(store, classes, (*between, *literal))
    made = {iri: _class(triples, iri, examples.get(iri)) for iri in classes}
    ours = [iri for iri in classes if iri.startswith(COMITY)]
    properties = {iri: _property(triples, iri, examples.get(iri)) for iri in (*between, *literal)}
    about = ox.NamedNode(COMITY.removesuffix("#"))
    return Documentation(
        title=triples.text(about, "dcterms:title") or "Ontology",
        description=triples.text(about, "dcterms:description"),
        version=triples.text(about, "owl:versionInfo"),
        namespace=COMITY,
        license=next(iter(triples.iris(about, "dcterms:license")), ""),
        hierarchy=_hierarchy(triples, made, ours),
        reused=_in_order(made[iri] for iri in classes if iri not in ours),
        between=_in_order(properties[iri] for iri in between),
        literal=_in_order(properties[iri] for iri in literal),
        schemes=_schemes(triples),
    )


def named(triples: Triples, iri: str) -> Name:
    """Return a term as the page links it: by its label, or else by its prefixed name."""
    return Name(_label(triples, iri) or shorten(iri), iri)


def _label(triples: Triples, iri: str) -> str:
    """Return the label of a term, or nothing where it has none."""
    return triples.text(ox.NamedNode(iri), "rdfs:label", "skos:prefLabel")


def _class(triples: Triples, iri: str, example: Example | None) -> Described:
    """Return a class with what is said of it."""
    facts = (*_said(triples, iri, _CLASS_FACTS), *_used(triples, iri, _CLASS_USES))
    return _described(triples, iri, facts, example)


def _property(triples: Triples, iri: str, example: Example | None) -> Described:
    """Return a property with what is said of it."""
    kinds = {shorten(kind) for kind in triples.iris(ox.NamedNode(iri), "rdf:type")}
    words = tuple(Name(words) for kind, words in _CHARACTERISTICS.items() if kind in kinds)
    facts = [*_said(triples, iri, _PROPERTY_FACTS), *_used(triples, iri, _PROPERTY_USES)]
    if words:
        facts.append(("always", words))
    return _described(triples, iri, tuple(facts), example)


def _described(
    triples: Triples, iri: str, facts: tuple[Fact, ...], example: Example | None
) -> Described:
    """Return a term with its label and definition."""
    return Described(
        iri,
        fragment(iri),
        shorten(iri),
        _label(triples, iri),
        triples.text(ox.NamedNode(iri), "skos:definition", "rdfs:comment"),
        facts,
        example,
    )


def _said(triples: Triples, iri: str, properties: Iterable[tuple[str, str]]) -> Iterable[Fact]:
    """Yield the values that a term has of some properties."""
    for heading, name in properties:
        values = triples.values(ox.NamedNode(iri), name)
        names = tuple(
            named(triples, value.value) if isinstance(value, ox.NamedNode) else Name(_code(value))
            for value in values
            if not isinstance(value, ox.BlankNode)
        )
        if names:
            yield heading, names


def _code(value: object) -> str:
    """Return a literal, with the system that it is a code of."""
    if not isinstance(value, ox.Literal):
        return str(value)
    system = shorten(value.datatype.value).partition(":")[2]
    return f"{value.value} ({system})" if system.endswith("Code") else value.value


def _used(triples: Triples, iri: str, properties: Iterable[tuple[str, str]]) -> Iterable[Fact]:
    """Yield the terms of which a term is a value."""
    for heading, name in properties:
        users = tuple(named(triples, user) for user in triples.subjects(name, ox.NamedNode(iri)))
        if users:
            yield heading, users


def _hierarchy(
    triples: Triples, made: Mapping[str, Described], ours: list[str]
) -> tuple[Branch, ...]:
    """Return our classes, each below the first of ours that it is a kind of."""
    above: dict[str, str] = {}
    for iri in ours:
        parents = triples.iris(ox.NamedNode(iri), "rdfs:subClassOf")
        fit = (parent for parent in parents if parent in ours and not _leads(above, parent, iri))
        above[iri] = next(fit, "")

    def below(parent: str) -> tuple[Branch, ...]:
        terms = _in_order(made[iri] for iri in ours if above[iri] == parent)
        return tuple(Branch(term, below(term.iri)) for term in terms)

    return below("")


def _leads(above: Mapping[str, str], start: str, end: str) -> bool:
    """Tell whether the way up from a class comes to another, or is there already."""
    while start and start != end:
        start = above.get(start, "")
    return start == end


def _in_order(terms: Iterable[Described]) -> tuple[Described, ...]:
    """Return terms by their labels."""
    return tuple(sorted(terms, key=lambda term: (term.label.casefold(), term.iri)))


def _schemes(triples: Triples) -> tuple[Scheme, ...]:
    """Return the schemes with their codes, in the order in which the labels come."""
    found = []
    for iri in triples.instances("skos:ConceptScheme"):
        codes = triples.subjects("skos:inScheme", ox.NamedNode(iri))
        found.append(
            Scheme(
                f"scheme-{iri.rpartition('/')[2]}",
                _label(triples, iri) or shorten(iri),
                triples.text(ox.NamedNode(iri), "skos:definition"),
                tuple(_concept(triples, code) for code in codes),
            )
        )
    loose = triples.instances("schema:ActionStatusType")
    if loose:
        status = tuple(_concept(triples, code) for code in loose)
        found.append(
            Scheme("scheme-action-status", "Action status", "How far an act has come.", status)
        )
    return tuple(found)


def _concept(triples: Triples, iri: str) -> Code:
    """Return a code."""
    node = ox.NamedNode(iri)
    return Code(
        fragment(iri),
        shorten(iri),
        _label(triples, iri) or shorten(iri),
        triples.text(node, "skos:definition"),
        tuple(_code(value) for value in triples.values(node, "skos:notation")),
    )
