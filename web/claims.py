"""Claims as a page shows them: who holds what, how, and the passage that supports it."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import chain
from typing import Final

import pyoxigraph as ox

from graph.namespaces import CODE, COMITY, PREFIXES, SLUG
from graph.records import Evidence, read_evidence, select
from graph.store import Store
from graph.terms import Term
from web.names import Group, Name, Names, grouped, in_order, names_of

LIMIT: Final = 50
"""Most claims in one list; of more, the engine chooses, and the same data give the same choice."""

LIMIT_OF_THING: Final = 20
"""Most claims in a list on the page of a thing, which has several."""

PARAGRAPHS: Final = 30
"""Paragraphs on one page of a report."""

_RDF, _RDFS, _SCHEMA = (PREFIXES[prefix] for prefix in ("rdf", "rdfs", "schema"))
_STATEMENT: Final = tuple(ox.NamedNode(f"{_RDF}{n}") for n in ("subject", "predicate", "object"))
_SPEAKER, _MODALITY, _EVIDENCE = (
    ox.NamedNode(f"{COMITY}{name}") for name in ("speaker", "modality", "evidence")
)
_COMMENT: Final = ox.NamedNode(f"{_RDFS}comment")
_MODALITIES: Final = f"{CODE}modality/"
_DETAILS: Final = frozenset(
    ox.NamedNode(iri)
    for iri in (
        *(f"{COMITY}{name}" for name in ("place", "event", "topic", "quantity", "counterpart")),
        *(f"{COMITY}{name}" for name in ("means", "deadline", "basis", "respondsTo")),
        *(f"{_SCHEMA}{name}" for name in ("startDate", "endDate", "actionStatus")),
    )
)
"""Properties of a claim, beside who says what, that a reader wants to know."""

_BESIDE: Final = ("event", "topic", "place", "quantity", "counterpart", "means", "respondsTo")
"""Local names of the properties by which a claim brings a thing in beside what it is about."""

LINE: Final = frozenset((*_STATEMENT, _SPEAKER, _MODALITY, _COMMENT))
"""Properties of a claim that a line of a table, or of a picture, tells."""

BESIDE: Final = LINE | {ox.NamedNode(f"{COMITY}{name}") for name in _BESIDE}
"""Properties of a claim that a line tells where it may bring in beside what was asked for."""

SENTENCE: Final = LINE | {_EVIDENCE}
"""Properties of a claim that are told where it is read beside its passage."""

ROLES: Final = " ".join(("rdf:subject rdf:object", *(f"comity:{name}" for name in _BESIDE)))
"""Properties by which a claim is about a thing, or brings it in beside."""

_NAMED: Final = frozenset((*_STATEMENT, _SPEAKER, *_DETAILS))
"""Properties of a claim whose values are shown by their names."""


def address_of_sentence(at: Evidence) -> str:
    """Return where a sentence is read on this server, or "" where no report has it.

    >>> at = Evidence("urn:e", "urn:s", 31, 2, 3411, 3608, "", report="harbour-2031")
    >>> address_of_sentence(at)
    '/reports/harbour-2031?from=31#char=3411,3608'
    """
    if not SLUG.fullmatch(at.report):
        return ""
    first = max((at.paragraph - 1) // PARAGRAPHS * PARAGRAPHS + 1, 1)
    return f"/reports/{at.report}?from={first}#char={at.start},{at.end}"


@dataclass(frozen=True)
class Passage:
    """What supports a claim, and the name of the article that it stands in."""

    evidence: Evidence
    source: Name

    @property
    def address(self) -> str:
        """Return where the sentence is read on this server, or "" where no report has it."""
        return address_of_sentence(self.evidence)


@dataclass(frozen=True)
class Claim:
    """A claim, with the names of all that it joins.

    Args:
        modality: asserted, denied, alleged, planned or predicted.
        comment: The paraphrase.
        details: Further properties and their values.
        passages: What supports it, in the order of the text.
    """

    iri: str
    subject: Name
    predicate: Name
    object: Name
    modality: str
    speakers: tuple[Name, ...]
    comment: str
    details: tuple[Group, ...]
    passages: tuple[Passage, ...]


@dataclass(frozen=True)
class Claims:
    """A list of claims, or its beginning.

    Args:
        shown: In the order of their passages, or else of their IRIs; at most as many as were asked
            for.
        is_cut: Whether there are more.
    """

    shown: tuple[Claim, ...]
    is_cut: bool

    @property
    def by_iri(self) -> dict[str, Claim]:
        """Return the claims by their IRIs."""
        return {claim.iri: claim for claim in self.shown}


def claims_where(
    store: Store,
    pattern: str,
    limit: int = LIMIT,
    parts: frozenset[ox.NamedNode] | None = None,
) -> Claims:
    """Return the claims that a pattern selects, or some of them where there are many.

    Which ones is not asked for: to order all claims of a state takes longer than to show a page.

    Args:
        store: Where the claims are.
        pattern: A graph pattern that binds ?claim; values in it are typed terms.
        limit: Most claims to return.
        parts: Properties to read; None for all.
    """
    properties: defaultdict[str, list[tuple[Term, Term]]] = defaultdict(list)
    for claim, part, value in select(
        store.query,
        f"""SELECT ?claim ?p ?o {{
            {{ SELECT DISTINCT ?claim {{ {pattern} }} LIMIT {limit + 1} }}
            ?claim ?p ?o }}""",
    ):
        pairs = properties[claim.value]
        if parts is None or part in parts:
            pairs.append((part, value))
    is_cut = len(properties) > limit
    if is_cut:
        properties.popitem()
    every = list(chain(*properties.values()))
    evidence = read_evidence(store, (o.value for p, o in every if p == _EVIDENCE))
    sources = (ox.NamedNode(passage.source) for passage in evidence.values())
    named = chain(*(pair for pair in every if pair[0] in _NAMED), sources)
    names = names_of(store, named)
    found = [_claim(iri, own, names, evidence) for iri, own in properties.items()]
    return Claims(tuple(sorted(found, key=_order)), is_cut)


def itself(*iris: ox.NamedNode) -> str:
    """Return the pattern of those among some things that are claims."""
    return f"VALUES ?claim {{ {' '.join(map(str, iris))} }} ?claim a comity:Claim ."


def mentions(thing: ox.NamedNode) -> str:
    """Return the pattern of the claims that are about a thing, or bring it in beside."""
    return f"VALUES ?role {{ {ROLES} }} ?claim ?role {thing} . ?claim a comity:Claim ."


def held_by(agent: ox.NamedNode, besides: Iterable[str] = ()) -> str:
    """Return the pattern of the claims that an agent holds, besides those of some IRIs."""
    others = ", ".join(str(ox.NamedNode(iri)) for iri in besides)
    return f"?claim comity:speaker {agent} ." + (
        f" FILTER(?claim NOT IN ({others}))" if others else ""
    )


def _claim(
    iri: str, pairs: list[tuple[Term, Term]], names: Names, evidence: dict[str, Evidence]
) -> Claim:
    """Return a claim as a page shows it."""
    values: defaultdict[Term, list[Term]] = defaultdict(list)
    for part, value in pairs:
        values[part].append(value)
    subject, predicate, object_ = (_one(values[p], names) for p in _STATEMENT)
    passages = [evidence[node.value] for node in values[_EVIDENCE] if node.value in evidence]
    return Claim(
        iri=iri,
        subject=subject,
        predicate=predicate,
        object=object_,
        modality="".join(m.value for m in values[_MODALITY][:1]).removeprefix(_MODALITIES),
        speakers=in_order(names[speaker] for speaker in values[_SPEAKER]),
        comment="".join(comment.value for comment in values[_COMMENT][:1]),
        details=grouped((pair for pair in pairs if pair[0] in _DETAILS), names),
        passages=tuple(
            Passage(passage, names[ox.NamedNode(passage.source)])
            for passage in sorted(passages, key=lambda passage: (passage.start, passage.end))
        ),
    )


def _one(values: list[Term], names: Names) -> Name:
    """Return the name of the one value that a valid claim has of a property."""
    return names[values[0]] if values else Name("not recorded")


def _order(claim: Claim) -> tuple[str, int, str]:
    """Return what claims are sorted by: the article, the place in it, the IRI."""
    if not claim.passages:
        return "", 0, claim.iri
    first = claim.passages[0].evidence
    return first.source, first.start, claim.iri
