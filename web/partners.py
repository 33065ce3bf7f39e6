"""The partners of a state: the other states that claims join it with, and how."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final

import pyoxigraph as ox

from graph.namespaces import CODE, COMITY, graph_name
from graph.records import select, terms_of
from graph.store import Store
from web.kept import once_a_version
from web.names import Name, in_order, names_of

_ENDS: Final = (
    ("rdf:subject", "rdf:object"),
    ("rdf:object", "rdf:subject"),
    ("rdf:subject", "comity:counterpart"),
    ("comity:counterpart", "rdf:subject"),
    ("rdf:subject", "comity:place"),
    ("comity:place", "rdf:subject"),
)
"""Where a claim has the one side and where the other: all of what joins two things."""

_BELONGING: Final = (
    "?thing a comity:State BIND (?thing AS ?state)",
    "?thing comity:agencyOf ?state",
    "?thing comity:missionOf ?state",
)
"""How a thing stands for a state: graph patterns that bind ?state to it."""

_LYING: Final = "?thing schema:containedInPlace ?state . ?state a comity:State"
"""How a place does."""

_VISITING: Final = """
    { SELECT ?thing ?post {
        { SELECT DISTINCT ?thing { ?visit comity:visitor ?thing } } ?thing org:holds ?post } }
    { SELECT DISTINCT ?post ?state { ?post org:postIn ?body . ?body comity:agencyOf ?state } }"""
"""How somebody does who made a visit; each part once, not for each visit and each body anew."""

_SHARING: Final = (
    "?thing comity:borderOf|comity:hasParty ?own",
    "?own comity:conducted|comity:hosts ?thing",
    "?post org:postIn ?own . ?person org:holds ?post . ?thing comity:visitor ?person",
)
"""How things take part in ?thing, or share it."""

_REACHING: Final = ("?thing comity:destination|comity:beneficiary ?own",)
"""How ?thing reaches things: it joins them with who takes part, not with what else it reaches."""

_REACHED: Final = frozenset(f"{COMITY}{name}" for name in ("destination", "beneficiary"))
"""Relations of which the object is reached."""


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


def partners(store: Store, state: str, wanted: Filter) -> list[Partner]:
    """Return the partners of a state, those with most claims first.

    A claim joins two states where each of them is in it: itself, one of its bodies or missions, or
    a place in it; as subject, object, counterpart or place. An event, a border and an agreement
    stand for the states that hold it or share it, a visit for where it led and for the states in
    which its visitors hold posts.

    Args:
        store: Where the claims are.
        state: IRI of the state.
        wanted: Which claims count.
    """
    joints = {
        other: [joint for joint in claims if wanted.modality in (None, joint.modality)]
        for other, claims in _joints(store, state, wanted.report).items()
    }
    return _by_claims(store, {other: claims for other, claims in joints.items() if claims})


@once_a_version
def _joints(store: Store, state: str, report: str | None) -> dict[str, list[Joint]]:
    """Return state → the claims that join it with another."""
    places = _states(store, (_LYING,))
    states = places | _states(store, _BELONGING)
    own = {thing for thing, of in states.items() if of == state} | {state}
    found = _joined(store, own | _shared(store, own, _SHARING), report)
    reached = _joined(store, _shared(store, own, _REACHING), report)
    only_reached = reached.keys() - found.keys()
    found |= {claim: reached[claim] for claim in only_reached}
    states = _states(store, (_VISITING,)) | states
    met = {
        claim: {states[other] for other in others if other in states} - {state}
        for claim, others in found.items()
    }
    joints: defaultdict[str, list[Joint]] = defaultdict(list)
    for joint in _described(store, (claim for claim, others in met.items() if others)):
        is_beside = joint.iri in only_reached and joint.relation in _REACHED
        if not is_beside:
            for other in met[joint.iri]:
                joints[other].append(joint)
    return joints


def _by_claims(store: Store, joints: dict[str, list[Joint]]) -> list[Partner]:
    """Return the partners of a state, those with most claims first."""
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


@once_a_version
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
        f"""SELECT ?state ?code {{ VALUES ?state {{ {terms_of(sorted(states))} }}
            ?state skos:notation ?code
            FILTER (DATATYPE(?code) = comity:iso3166Numeric) }}""",
    )
    return {state.value: code.value for state, code in solutions}


def relations(store: Store, found: Iterable[Partner]) -> tuple[Name, ...]:
    """Return the kinds of relation between a state and its partners, by name."""
    kinds = {claim.relation for partner in found for claim in partner.claims}
    return in_order(names_of(store, map(ox.NamedNode, kinds)).values())


@once_a_version
def _states(store: Store, ways: tuple[str, ...]) -> dict[str, str]:
    """Return thing → the state that it stands for, in some ways; there are few such things.

    What is said to belong to several states stands for none of them.
    """
    found: defaultdict[str, set[str]] = defaultdict(set)
    ambiguous: set[str] = set()
    for way in ways:  # one at a time: in a union, each part waits for the others
        solutions = select(
            store.query,
            f"""SELECT ?thing (SAMPLE(?state) AS ?one) (COUNT(DISTINCT ?state) AS ?count)
                WHERE {{ {way} }} GROUP BY ?thing""",
        )
        for thing, state, count in solutions:
            found[thing.value].add(state.value)
            if int(count.value) > 1:
                ambiguous.add(thing.value)
    return {
        thing: next(iter(of))
        for thing, of in found.items()
        if len(of) == 1 and thing not in ambiguous
    }


def _shared(store: Store, own: set[str], ways: Iterable[str]) -> set[str]:
    """Return the events, borders and agreements that some things have to do with, in some ways."""
    found: set[str] = set()
    for way in ways:
        solutions = select(
            store.query,
            f"SELECT DISTINCT ?thing {{ VALUES ?own {{ {terms_of(sorted(own))} }} {way} }}",
        )
        found |= {solution["thing"].value for solution in solutions}
    return found


def _joined(store: Store, things: set[str], report: str | None) -> dict[str, set[str]]:
    """Return claim → what it joins some things with."""
    found: defaultdict[str, set[str]] = defaultdict(set)
    for here, there in _ENDS:
        pattern = f"?claim {here} ?thing ; {there} ?other"
        if report:
            pattern = f"GRAPH {graph_name(report)} {{ {pattern} }}"
        solutions = select(
            store.query,
            f"SELECT ?claim ?other {{ VALUES ?thing {{ {terms_of(sorted(things))} }} {pattern} }}",
        )
        for claim, other in solutions:
            found[claim.value].add(other.value)
    return found


def _described(store: Store, claims: Iterable[str]) -> Iterator[Joint]:
    """Yield claims with relation and modality."""
    solutions = select(
        store.query,
        f"""SELECT ?claim ?relation ?modality {{ VALUES ?claim {{ {terms_of(sorted(claims))} }}
            ?claim rdf:predicate ?relation ; comity:modality ?modality }}""",
    )
    for claim, relation, modality in solutions:
        yield Joint(claim.value, relation.value, modality.value.removeprefix(f"{CODE}modality/"))
