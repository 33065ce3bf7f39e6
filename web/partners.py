"""The partners of a state: the other states that claims join it with, and how."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final

import pyoxigraph as ox

from graph.namespaces import CODE, graph_name
from graph.records import select
from graph.store import Store
from web.names import Name, in_order, names_of

_MOST: Final = 5000
"""Most bodies, persons and events through which a state is looked for in claims."""

_WAYS: Final = (
    "?thing a comity:State BIND (?thing AS ?state)",
    "?thing comity:agencyOf ?state",
    "?thing comity:missionOf ?state",
    "?thing schema:containedInPlace ?state . ?state a comity:State",
    "?thing org:holds ?post . ?post org:postIn ?body . ?body comity:agencyOf ?state",
)
"""How a thing stands for a state: graph patterns that bind ?state to it."""


@dataclass(frozen=True)
class Filter:
    """Which claims count.

    Args:
        report: Id of the report; None for all.
        modality: The modality; None for all.
    """

    report: str | None = None
    modality: str | None = None


@dataclass(frozen=True)
class Joint:
    """A claim that joins two states.

    Args:
        iri: The claim.
        relation: IRI of its predicate.
        modality: asserted, denied, alleged, planned or predicted.
    """

    iri: str
    relation: str
    modality: str


@dataclass(frozen=True)
class Partner:
    """A state that claims join with another.

    Args:
        state: The state.
        code: Its ISO 3166 numeric code; empty where it has none.
        claims: In the order of their IRIs.
    """

    state: Name
    code: str
    claims: tuple[Joint, ...]


@dataclass(frozen=True)
class _Statement:
    """What one claim says, and of whom."""

    joint: Joint
    things: frozenset[str]


def partners(store: Store, state: str, wanted: Filter) -> list[Partner]:
    """Return the partners of a state, those with most claims first.

    A claim joins two states where each of them is in it: itself, one of its bodies, missions or
    the holders of their posts, or a place in it; as subject, object, counterpart or place. A visit
    or another event, a border and an agreement stand for the states that take part in them or
    share them.

    Args:
        store: Where the claims are.
        state: IRI of the state.
        wanted: Which claims count.
    """
    own = _sides(store, state)
    shared = _shared(store, own)
    found = list(_statements(store, own | shared, wanted))
    others = {thing for statement in found for thing in statement.things} - own - shared
    states = _states_of(store, others)
    joints: defaultdict[str, set[Joint]] = defaultdict(set)
    for statement in found:
        for thing in statement.things:
            for other in states[thing] - {state}:
                joints[other].add(statement.joint)
    names = names_of(store, map(ox.NamedNode, joints))
    codes = codes_of(store, joints)
    return sorted(
        (
            Partner(
                names[ox.NamedNode(iri)],
                codes.get(iri, ""),
                tuple(sorted(claims, key=lambda joint: joint.iri)),
            )
            for iri, claims in joints.items()
        ),
        key=lambda partner: (-len(partner.claims), partner.state.text.casefold()),
    )


def state_with_most_claims(store: Store) -> str | None:
    """Return the IRI of the state that is the subject of most claims, or None without one."""
    solutions = select(
        store.query,
        """SELECT ?state { ?state a comity:State . ?claim rdf:subject ?state }
           GROUP BY ?state ORDER BY DESC(COUNT(*)) STR(?state) LIMIT 1""",
    )
    return next((solution["state"].value for solution in solutions), None)


def is_state(store: Store, iri: str) -> bool:
    """Tell whether a thing is a state."""
    return bool(store.query(f"ASK {{ {ox.NamedNode(iri)} a comity:State }}"))


def codes_of(store: Store, states: Iterable[str]) -> dict[str, str]:
    """Return state → ISO 3166 numeric code, of those that have one."""
    solutions = select(
        store.query,
        f"""SELECT ?state ?code {{ VALUES ?state {{ {_terms(states)} }} ?state skos:notation ?code
            FILTER (DATATYPE(?code) = comity:iso3166Numeric) }}""",
    )
    return {state.value: code.value for state, code in solutions}


def relations(store: Store, found: Iterable[Partner]) -> tuple[Name, ...]:
    """Return the kinds of relation between a state and its partners, by name."""
    kinds = {claim.relation for partner in found for claim in partner.claims}
    return in_order(names_of(store, map(ox.NamedNode, kinds)).values())


def _sides(store: Store, state: str) -> set[str]:
    """Return a state with its bodies and missions, and those who hold their posts."""
    bodies = select(
        store.query,
        f"""SELECT ?thing {{ VALUES ?state {{ {ox.NamedNode(state)} }}
            {{ ?thing comity:agencyOf ?state }} UNION {{ ?thing comity:missionOf ?state }}
            }} LIMIT {_MOST}""",
    )
    found = {state, *(solution["thing"].value for solution in bodies)}
    holders = select(
        store.query,
        f"""SELECT ?thing {{ VALUES ?body {{ {_terms(found)} }}
            ?post org:postIn ?body . ?thing org:holds ?post }} LIMIT {_MOST}""",
    )
    return found | {solution["thing"].value for solution in holders}


def _shared(store: Store, own: set[str]) -> set[str]:
    """Return the events, borders and agreements that some things take part in or share."""
    solutions = select(
        store.query,
        f"""SELECT DISTINCT ?thing {{
            VALUES ?own {{ {_terms(own)} }}
            {{ ?thing comity:borderOf ?own }} UNION {{ ?thing comity:hasParty ?own }}
            UNION {{ ?thing comity:visitor ?own }} UNION {{ ?own comity:conducted ?thing }}
            UNION {{ ?own comity:hosts ?thing }} }} LIMIT {_MOST}""",
    )
    return {solution["thing"].value for solution in solutions}


def _statements(store: Store, things: set[str], wanted: Filter) -> Iterator[_Statement]:
    """Yield the claims that have one of some things as an end, with all that they join."""
    modality = ox.NamedNode(f"{CODE}modality/{wanted.modality}") if wanted.modality else "?modality"
    claim = """?claim ?end ?thing . ?claim comity:modality ?modality ;
        rdf:subject ?subject ; rdf:predicate ?relation ; rdf:object ?object ."""
    if wanted.modality:
        claim += f" FILTER (?modality = {modality})"
    if wanted.report:
        claim = f"GRAPH {graph_name(wanted.report)} {{ {claim} }}"
    solutions = select(
        store.query,
        f"""SELECT DISTINCT ?claim ?subject ?relation ?object ?modality ?other {{
            VALUES ?thing {{ {_terms(things)} }}
            VALUES ?end {{ rdf:subject rdf:object comity:counterpart }}
            {claim}
            OPTIONAL {{ VALUES ?part {{ comity:counterpart comity:place }} ?claim ?part ?other }} }}""",
    )
    for found, subject, relation, object_, kind, other in solutions:
        ends = (end for end in (subject, object_, other) if isinstance(end, ox.NamedNode))
        yield _Statement(
            Joint(found.value, relation.value, kind.value.removeprefix(f"{CODE}modality/")),
            frozenset(end.value for end in ends),
        )


def _states_of(store: Store, things: set[str]) -> defaultdict[str, set[str]]:
    """Return thing → the states that it stands for: itself, or the one that it belongs to."""
    found: defaultdict[str, set[str]] = defaultdict(set)
    values = f"VALUES ?thing {{ {_terms(things)} }}"
    for way in _WAYS:  # one at a time: of a union, the engine reads all of each part
        solutions = select(store.query, f"SELECT ?thing ?state {{ {values} {way} }}")
        for thing, state in solutions:
            found[thing.value].add(state.value)
    return found


def _terms(iris: Iterable[str]) -> str:
    """Return IRIs as terms of SPARQL, in a stable order."""
    return " ".join(str(ox.NamedNode(iri)) for iri in sorted(iris))
