"""The form of a canned query: a field for each parameter, with real things to choose from."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

import pyoxigraph as ox

from graph.errors import EntityError
from graph.namespaces import ONTOLOGY_GRAPH
from graph.parameters import Parameter
from graph.query import CannedQuery
from graph.records import select, short_name
from graph.search import LabelIndex
from graph.store import Store
from graph.terms import Term
from web.names import in_order, names_of
from web.service import Service
from web.tables import words

MOST_OPTIONS: Final = 80
"""Most things that a list to choose from has; of more, the field suggests what one types."""

_AGENTS: Final = (
    *("State", "Person", "GovernmentBody", "InternationalOrganization", "DiplomaticMission"),
    *("AgentGroup", "Framework", "UnspecifiedAgent"),
)
_BODIES: Final = ("GovernmentBody", "InternationalOrganization", "DiplomaticMission")
_ARTICLES: Final = ("NewsArticle",)
_KINDS: Final = {
    "actor": _AGENTS,
    "agency": _BODIES,
    "agent": _AGENTS,
    "article": _ARTICLES,
    "body": _BODIES,
    "border": ("Border",),
    "cause": ("Condition",),
    "document": ("Report", "LegalInstrument", "PolicyVision"),
    "effect": ("Condition",),
    "group": ("Framework", "AgentGroup", "InternationalOrganization", "LegalInstrument"),
    "installation": ("Infrastructure",),
    "partner": _AGENTS,
    "party": _AGENTS,
    "person": ("Person",),
    "place": ("Place", "Infrastructure", "Border", "State"),
    "speaker": (*_AGENTS, *_ARTICLES),
    "state": ("State",),
}
"""Name of a parameter → local names of the classes of the things that fit it."""

_TERMS: Final = {
    "basis": "?term a comity:Basis",
    "kind": "?term a owl:Class ; rdfs:label ?label",
    "modality": "?term a comity:Modality",
    "qualifier": """VALUES ?term { comity:place comity:counterpart comity:topic comity:means
        comity:event comity:quantity comity:deadline schema:startDate schema:endDate }
        ?term a ?class""",
    "relation": "?term a owl:ObjectProperty",
    "status": "?term a schema:ActionStatusType",
}
"""Name of a parameter → the terms of the ontology and the codes that fit it."""

_USES: Final = {
    "kind": "?thing a %s",
    "qualifier": "?claim %s ?value",
    "relation": "?claim rdf:predicate %s",
}
"""Name of a parameter → how a term is used; one that nothing uses has no answers."""

_INPUTS: Final = {
    "date": "date",
    "dateTime": "datetime-local",
    "decimal": "number",
    "integer": "number",
    "number": "number",
}
"""Kind of a parameter → type of its input."""


@dataclass(frozen=True)
class Option:
    """One of the things that a parameter can be.

    Args:
        value: What the address has for it: a slug or a prefixed name.
        label: How a reader knows it.
        is_chosen: Whether it is what the form shows.
    """

    value: str
    label: str
    is_chosen: bool


@dataclass(frozen=True)
class Field:
    """A field of the form.

    Args:
        name: Of the parameter.
        label: The same in words.
        is_required: Whether the query needs a value.
        type: Of the input, where there are no options.
        options: What there is to choose from; none where one types.
        kinds: Local names of the classes of what is suggested, with commas; "" for all things.
        suggests: Whether things are suggested.
        value: What the input shows.
        iri: IRI of the thing that the value names, or "".
        example: What could be written there.
        remark: What to write, in words.
        problem: What is wrong with the value, or "".
        near: Values to put in its place, with the labels of what they name.
    """

    name: str
    label: str
    is_required: bool
    type: str
    options: tuple[Option, ...]
    kinds: str
    suggests: bool
    value: str
    iri: str
    example: str
    remark: str
    problem: str
    near: dict[str, str]


def fields_for(
    service: Service, canned: CannedQuery, values: Mapping[str, str]
) -> tuple[Field, ...]:
    """Return the fields of a query's form.

    Args:
        service: Whose things there are to choose from.
        canned: The query.
        values: Name of a parameter → what the user wrote; where there are none, a parameter that
            is required shows its default.
    """
    return tuple(_field(service, parameter, values) for parameter in canned.parameters)


def _field(service: Service, parameter: Parameter, values: Mapping[str, str]) -> Field:
    """Return the field of a parameter."""
    default = parameter.default or ""
    shown = values.get(parameter.name, "" if values or not parameter.required else default)
    iri, problem, near = "", "", dict[str, str]()
    example = default
    if parameter.kind == "iri":
        iri, problem, near = _resolved(service, shown)
        example = _label(service, default)
        if shown == default:  # which another store may not know
            shown, problem, near = example, "", {}
    return Field(
        name=parameter.name,
        label=words(parameter.name),
        is_required=parameter.required,
        type=_INPUTS.get(parameter.kind, "text"),
        options=() if problem else _options(service, parameter, iri),
        kinds=",".join(_KINDS.get(parameter.name, ())),
        suggests=parameter.kind == "iri",
        value=shown,
        iri=iri,
        example=example,
        remark="a thing, by any of its names" if parameter.kind == "iri" else parameter.type_name,
        problem=problem,
        near=near,
    )


def _resolved(service: Service, name: str) -> tuple[str, str, dict[str, str]]:
    """Return the IRI that a name stands for, or what is wrong with it and what may be meant."""
    if not name:
        return "", "", {}
    try:
        return service.resolve(name), "", {}
    except EntityError as error:
        near = {short_name(iri): label for iri, label in error.things.items()}
        return "", error.message, near


def _label(service: Service, iri: str) -> str:
    """Return a name by which a default is known, or "" where the store does not know it."""
    known, problem, _ = _resolved(service, iri)
    if not known or problem:
        return ""
    label = names_of(service.store, [ox.NamedNode(known)])[ox.NamedNode(known)].text
    return label if _resolved(service, label)[0] == known else short_name(known)


def _options(service: Service, parameter: Parameter, chosen: str) -> tuple[Option, ...]:
    """Return what a parameter can be; nothing where that is too much for a list.

    Args:
        service: Whose things there are.
        parameter: The parameter.
        chosen: IRI of the thing that the form shows, or "". It is an option in any case.
    """
    if parameter.kind == "boolean":
        return tuple(Option(value, value, is_chosen=False) for value in ("true", "false"))
    if parameter.kind != "iri":
        return ()
    if parameter.name in _TERMS:
        found = _terms(service.store, parameter.name)
    else:
        kinds = _KINDS.get(parameter.name, ())
        found = LabelIndex.open(service.store).of_kinds(kinds, MOST_OPTIONS + 1) if kinds else {}
    if not found or len(found) > MOST_OPTIONS:
        return ()
    if chosen and chosen not in found:
        node = ox.NamedNode(chosen)
        found = {chosen: names_of(service.store, [node])[node].text, **found}
    return tuple(Option(short_name(iri), label, iri == chosen) for iri, label in found.items())


def _terms(store: Store, name: str) -> dict[str, str]:
    """Return IRI → label of the terms that a parameter can be, in the order of their labels."""
    pattern = f"SELECT DISTINCT ?term {{ GRAPH {ONTOLOGY_GRAPH} {{ {_TERMS[name]} }} }}"
    terms = [term for (term,) in select(store.query, pattern) if isinstance(term, ox.NamedNode)]
    if name in _USES:
        terms = _used(store, terms, _USES[name])
    names = in_order(names_of(store, _wider(store, terms)).values())
    return {name.iri: name.text for name in names if name.iri}


def _used(store: Store, terms: list[ox.NamedNode], use: str) -> list[ox.NamedNode]:
    """Return those of some terms that are used: a look-up each, whatever the size of the store."""
    if not terms:
        return []
    lookups = (f"{{ SELECT ({t} AS ?term) {{ {use % t} }} LIMIT 1 }}" for t in terms)
    found = {
        term for (term,) in select(store.query, f"SELECT ?term {{ {' UNION '.join(lookups)} }}")
    }
    return [term for term in terms if term in found]


def _wider(store: Store, terms: list[ox.NamedNode]) -> set[Term]:
    """Return some terms with the properties that they are narrower than."""
    found: set[Term] = set(terms)
    pairs = [(p, q) for p, q in select(store.query, "SELECT ?p ?q { ?p rdfs:subPropertyOf ?q }")]
    size = 0
    while len(found) > size:
        size = len(found)
        found |= {wider for narrower, wider in pairs if narrower in found}
    return found
