"""What the store says of one thing: as RDF, and as a page shows it."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final, TypeAlias, cast

import pyoxigraph as ox

from graph.namespaces import BASE, COMITY, ID, PREFIXES, RDF_TYPE
from graph.records import select, short_name
from graph.store import Store
from graph.terms import Term
from web.kept import once_a_version
from web.names import Group, Name, Names, grouped, in_order, names_of
from web.posts import Tenure, tenures

LIMIT: Final = 100
"""Most relations of a thing that its RDF holds, beside its names."""

SHOWN: Final = 200
"""Most relations of a thing, and most links to it, that its page shows."""

MOST_CLAIMS: Final = 20
"""Most claims that the RDF of a thing holds."""

_SKOS, _OWL, _RDF, _SCHEMA = (PREFIXES[name] for name in ("skos", "owl", "rdf", "schema"))
_DESCRIPTION: Final = ox.NamedNode(f"{PREFIXES['dcterms']}description")
_EVIDENCE: Final = ox.NamedNode(f"{COMITY}evidence")
_SELECTOR: Final = ox.NamedNode(f"{PREFIXES['oa']}hasSelector")
_LABEL: Final = ox.NamedNode(f"{_SKOS}prefLabel")
_ALIAS: Final = ox.NamedNode(f"{_SKOS}altLabel")
_NAME: Final = ox.NamedNode(f"{PREFIXES['foaf']}name")
_IDENTIFIERS: Final = (
    ox.NamedNode(f"{_SKOS}notation"),
    ox.NamedNode(f"{_SCHEMA}identifier"),
    ox.NamedNode(f"{_OWL}sameAs"),
)
_CLAIM_ROLES: Final = (
    "comity:speaker, comity:reportedBy, comity:modality, comity:basis, comity:evidence, "
    "comity:counterpart, comity:means, comity:respondsTo, comity:event, schema:actionStatus, "
    "oa:hasSource, oa:hasSelector"
)
"""Properties that claims and passages alone have; what has them is shown as a claim."""

_Links: TypeAlias = dict[Term, list[Term]]

_OF_POSTS: Final = tuple(
    ox.NamedNode(f"{PREFIXES['org']}{name}") for name in ("holds", "heldBy", "postIn")
)
"""Properties that a page shows apart from the others."""

_NAMING: Final = (_LABEL, _ALIAS, _NAME, RDF_TYPE, *_IDENTIFIERS)


@dataclass(frozen=True)
class Thing:
    """A thing: how it is called, what it is, how it is linked.

    Args:
        name: How pages call it.
        names: Its names beside the one that the page calls it by → the languages of each.
        kinds: Its classes.
        identifiers: Codes, each with the name of its scheme or "", and the same thing elsewhere.
        relations: Properties and their values.
        inverse: Properties that lead to it, and whence.
        posts: The posts that it holds, has or is.
        is_cut: Whether there are more relations than are shown.
    """

    name: Name
    names: dict[str, tuple[str, ...]]
    kinds: tuple[Name, ...]
    identifiers: tuple[tuple[Name, str], ...]
    relations: tuple[Group, ...]
    inverse: tuple[Group, ...]
    posts: tuple[Tenure, ...]
    is_cut: bool


def triples_about(store: Store, thing: ox.NamedNode) -> list[ox.Triple]:
    """Return the triples of a thing and of the claims that join it, with their evidence.

    Of a thing with more than ``MOST_CLAIMS`` claims or ``LIMIT`` relations, that many are
    returned, and a description of the document says so.

    Args:
        store: Where the thing is.
        thing: Its IRI.

    There are none where the store says nothing of the thing.
    """
    pairs, is_cut = _own(store, thing, LIMIT)
    if not pairs:
        return []
    claims = [
        claim
        for (claim,) in select(
            store.query,
            f"""SELECT DISTINCT ?claim {{
                {{ ?claim rdf:subject {thing} }} UNION {{ ?claim rdf:object {thing} }}
            }} LIMIT {MOST_CLAIMS + 1}""",
        )
    ]
    joined = _triples_of(store, claims[:MOST_CLAIMS])
    own = [ox.Triple(thing, cast("ox.NamedNode", p), o) for p, o in pairs]
    passages = _triples_of(store, _values_of(own + joined, _EVIDENCE))
    selectors = _triples_of(store, _values_of(passages, _SELECTOR))
    triples = [*dict.fromkeys((*own, *joined, *passages, *selectors))]
    return triples + ([_cut(thing)] if is_cut or len(claims) > MOST_CLAIMS else [])


def _triples_of(store: Store, nodes: Iterable[object]) -> list[ox.Triple]:
    """Return the triples of some nodes; one look-up each, which joins would turn into scans."""
    terms = " ".join(str(node) for node in dict.fromkeys(nodes) if isinstance(node, ox.NamedNode))
    if not terms:
        return []
    found = store.query(f"CONSTRUCT {{ ?s ?p ?o }} WHERE {{ VALUES ?s {{ {terms} }} ?s ?p ?o }}")
    return list(cast("ox.QueryTriples", found))


def _values_of(triples: Iterable[ox.Triple], predicate: ox.NamedNode) -> Iterator[object]:
    """Yield the values of a property."""
    return (triple.object for triple in triples if triple.predicate == predicate)


def _own(store: Store, thing: ox.NamedNode, most: int) -> tuple[list[tuple[Term, Term]], bool]:
    """Return properties and values of a thing, its names first, and whether there are more."""
    naming = " ".join(map(str, _NAMING))
    names, relations = (
        [(solution["p"], solution["o"]) for solution in select(store.query, text)]
        for text in (
            f"SELECT ?p ?o {{ VALUES ?p {{ {naming} }} {thing} ?p ?o }}",
            f"""SELECT ?p ?o {{ {thing} ?p ?o FILTER(?p NOT IN ({naming.replace(" ", ", ")})) }}
                LIMIT {most + 1}""",
        )
    )
    return names + relations[:most], len(relations) > most


def _cut(thing: ox.NamedNode) -> ox.Triple:
    """Return the statement that a description leaves claims out."""
    words = (
        f"This document has at most {MOST_CLAIMS} of the claims that join {thing.value} and "
        f"{LIMIT} of its relations; there are more. The query `about` and exports have them all."
    )
    document = ox.NamedNode(thing.value.replace(ID, f"{BASE}doc/", 1))
    return ox.Triple(document, _DESCRIPTION, ox.Literal(words, language="en"))


def describe(store: Store, thing: ox.NamedNode) -> Thing | None:
    """Return what a page shows of a thing, or None where the store says nothing of it."""
    pairs, is_cut = _own(store, thing, SHOWN)
    if not pairs:
        return None
    inverse, has_more = _inverse(store, thing)
    schemes = _schemes(pairs)
    terms = (term for pair in pairs + inverse for term in pair)
    names = names_of(store, [thing, *schemes.values(), *terms])
    called = (*_values(pairs, names, _LABEL), *_values(pairs, names, _ALIAS, _NAME))
    apart = (*_NAMING, *_OF_POSTS)
    return Thing(
        name=names[thing],
        names=_by_text(name for name in called if name.text != names[thing].text),
        kinds=_labelled(_values(pairs, names, RDF_TYPE)),
        identifiers=tuple(
            sorted(
                ((names[o], names[schemes[o]].text if o in schemes else "") for o in _codes(pairs)),
                key=lambda pair: (pair[1], pair[0].text),
            )
        ),
        relations=grouped((pair for pair in pairs if pair[0] not in apart), names),
        inverse=grouped((pair for pair in inverse if pair[0] not in apart), names),
        posts=tenures(store, thing),
        is_cut=is_cut or has_more,
    )


def _codes(pairs: list[tuple[Term, Term]]) -> dict[Term, None]:
    """Return the codes of a thing, and what it is elsewhere, each once."""
    return {value: None for predicate, value in pairs if predicate in _IDENTIFIERS}


def _schemes(pairs: list[tuple[Term, Term]]) -> dict[Term, Term]:
    """Return code → the datatype that names its scheme, where it has one of ours."""
    return {
        code: code.datatype
        for code in _codes(pairs)
        if isinstance(code, ox.Literal) and code.datatype.value.startswith(COMITY)
    }


def _labelled(kinds: tuple[Name, ...]) -> tuple[Name, ...]:
    """Return the classes that have a label, or all where none has one."""
    labelled = tuple(kind for kind in kinds if kind.text != short_name(kind.iri or ""))
    return labelled or kinds


def _by_text(names: Iterable[Name]) -> dict[str, tuple[str, ...]]:
    """Return each text once, with the tags of the languages in which it is a name."""
    found: dict[str, dict[str, None]] = {}
    for name in sorted(names, key=lambda name: (name.language != "en", name.language or "")):
        found.setdefault(name.text, {})[name.language or ""] = None
    return {text: tuple(filter(None, languages)) for text, languages in found.items()}


def _values(
    pairs: list[tuple[Term, Term]], names: Names, *predicates: ox.NamedNode
) -> tuple[Name, ...]:
    """Return the values of some properties in alphabetical order."""
    return in_order(names[value] for predicate, value in pairs if predicate in predicates)


def _inverse(store: Store, thing: ox.NamedNode) -> tuple[list[tuple[Term, Term]], bool]:
    """Return properties that lead to a thing and whence, and whether there are more.

    What the triples of the thing say too is left out.
    """
    inverses = links(store)
    found = [
        (solution["p"], solution["s"])
        for solution in select(
            store.query,
            f"""SELECT ?p ?s {{
                VALUES ?p {{ {" ".join(map(str, inverses))} }}
                ?s ?p {thing} .
                FILTER(isIRI(?s))
                FILTER NOT EXISTS {{ ?s rdf:predicate ?predicate }}
            }} LIMIT {SHOWN + 1}""",
        )
    ]
    shown = found[:SHOWN]
    said = _said(store, thing, ((q, s) for p, s in shown for q in (p, *inverses[p])))
    left = [(p, s) for p, s in shown if not any((q, s) in said for q in (p, *inverses[p]))]
    return left, len(found) > SHOWN


@once_a_version
def links(store: Store) -> _Links:
    """Return the properties that can lead to a thing, each with its inverse properties."""
    properties = select(
        store.query,
        f"""SELECT ?p {{
            VALUES ?kind {{ owl:ObjectProperty owl:AnnotationProperty rdf:Property }}
            ?p a ?kind . FILTER(?p NOT IN ({_CLAIM_ROLES})) }}""",
    )
    found: dict[Term, list[Term]] = {solution["p"]: [] for solution in properties}
    for p, q in select(store.query, "SELECT ?p ?q { ?p owl:inverseOf ?q }"):
        for one, other in ((p, q), (q, p)):
            found.get(one, []).append(other)
    return found


def _said(
    store: Store, thing: ox.NamedNode, pairs: Iterable[tuple[Term, Term]]
) -> set[tuple[Term, Term]]:
    """Return those of some properties and values that the thing has."""
    rows = " ".join(f"({p} {o})" for p, o in dict.fromkeys(pairs))
    if not rows:
        return set()
    solutions = select(store.query, f"SELECT ?p ?o {{ VALUES (?p ?o) {{ {rows} }} {thing} ?p ?o }}")
    return {(p, o) for p, o in solutions}
