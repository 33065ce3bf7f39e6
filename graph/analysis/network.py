"""The network that the claims of a store make.

    node   its IRI; ``label``, ``kind`` (its class without the namespace)
    edge   its claim's IRI; ``predicate``, ``label``, ``modality``, ``speakers``, ``place``,
           ``comment``, ``quantity``, ``report``, ``located`` (IRIs of where it takes place)

Every value is a string, so that any network format holds it.
"""

import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from typing import TYPE_CHECKING, Final, TypeAlias

import pyoxigraph as ox

from graph.namespaces import CODE, COMITY, expand, graph_name
from graph.records import read_evidence, read_labels, select, terms_of
from graph.store import Store

if TYPE_CHECKING:  # networkx takes 0.1 s to import, and most commands never need it
    import networkx as nx

    ClaimGraph: TypeAlias = nx.MultiDiGraph[str]
    PlainGraph: TypeAlias = nx.Graph[str]

MODALITIES: Final = ("asserted", "denied", "alleged", "planned", "predicted")
"""Names of the modalities, as they are listed and preferred."""

LITERAL: Final = "Literal"
"""The kind of a node that is a literal."""

_COMPARATORS: Final = {"moreThan": "> ", "atLeast": "≥ ", "by": "by "}

_Claim: TypeAlias = ox.QuerySolution


def claim_graph(
    store: Store,
    *,
    report: str | None = None,
    modalities: Collection[str] | None = None,
    relations: Collection[str] | None = None,
) -> "ClaimGraph":
    """Return the claims of a store as a directed multigraph, one edge a claim.

    Args:
        store: Where the claims are.
        report: Identifier of a report ("mfaic-2024"); None for all reports.
        modalities: Names of the modalities to keep ("denied"); None for all.
        relations: IRIs or prefixed names of the predicates to keep; None for all.
    """
    import networkx as nx

    wanted = None if relations is None else {expand(name) for name in relations}
    claims = _claims(store, report)
    reader = _Reader(store, claims)
    graph: ClaimGraph = nx.MultiDiGraph()
    for claim in claims:
        data = reader.edge(claim)
        if wanted is not None and data["predicate"] not in wanted:
            continue
        if modalities is not None and data["modality"] not in modalities:
            continue
        start, end = claim["subject"].value, _key(claim)
        graph.add_node(start, **reader.node(claim["subject"]))
        graph.add_node(end, **reader.node(claim["object"]))
        graph.add_edge(start, end, key=claim["claim"].value, **data)
    return graph


def plain_graph(graph: "ClaimGraph") -> "PlainGraph":
    """Return the undirected simple graph of the same nodes, without loops."""
    import networkx as nx

    plain: PlainGraph = nx.Graph()
    plain.add_nodes_from(graph)
    plain.add_edges_from((start, end) for start, end in graph.edges() if start != end)
    return plain


def words(iri: str) -> str:
    """Return what an IRI without a label is called: its last step, in words.

    >>> words("https://w3id.org/comity/ontology#grantedBaseRightsTo")
    'granted base rights to'
    """
    last = re.split(r"[/#:]", iri.rstrip("/#"))[-1]
    return re.sub(r"(?<=[a-z0-9])([A-Z])", r" \1", last).replace("-", " ").lower() or iri


def figure_label(value: str, unit: str, comparator: str) -> str:
    """Return a quantity as a reader expects it.

    >>> figure_label("1123", "nationals", f"{CODE}comparator/moreThan")
    '> 1,123 nationals'
    >>> figure_label("2029", "year", f"{CODE}comparator/by")
    'by 2029'
    """
    if unit == "year":
        number, unit = value, ""
    else:
        number = f"{int(value):,}" if re.fullmatch(r"-?\d{4,15}", value) else value
    bound = _COMPARATORS.get(comparator.removeprefix(f"{CODE}comparator/"), "")
    return f"{bound}{number} {unit}".strip()


def quantity_labels(store: Store, iris: Iterable[str] | None = None) -> dict[str, str]:
    """Return what a reader calls each quantity: "> 1,123 nationals".

    Args:
        store: Where they are.
        iris: IRIs of things that may be quantities; None for all that there are.
    """
    values = "" if iris is None else f"VALUES ?iri {{ {terms_of(iris)} }}"
    solutions = select(
        store.query,
        f"""SELECT ?iri ?value ?unit ?comparator {{
             {values} ?iri schema:value ?value
             OPTIONAL {{ ?iri schema:unitText ?unit }}
             OPTIONAL {{ ?iri comity:comparator ?comparator }} }}""",
    )
    return {
        iri.value: figure_label(
            value.value, unit.value if unit else "", comparator.value if comparator else ""
        )
        for iri, value, unit, comparator in solutions
    }


class _Reader:
    """What a network says of things and claims beside the claims' bare triples."""

    def __init__(self, store: Store, claims: Sequence[_Claim]) -> None:
        self._speakers = _values(store, "comity:speaker")
        self._quantities = _values(store, "comity:quantity")
        self._reports = _values(store, "comity:reportedBy")
        self._passages = _values(store, "comity:evidence")
        self._located = _values(store, "comity:place")
        parts = {claim[part].value for claim in claims for part in ("subject", "predicate")}
        parts |= {str(claim["object"].value) for claim in claims if not _is_literal(claim)}
        named = parts.union(
            *self._speakers.values(), *self._quantities.values(), *self._reports.values()
        )
        passages = {iri for iris in self._passages.values() for iri in iris}
        self._labels = read_labels(store, sorted(named)) | quantity_labels(store)
        self._evidence = read_evidence(store, sorted(passages))
        self._kinds = _kinds(store)

    def node(self, term: ox.NamedNode | ox.Literal) -> dict[str, str]:
        """Return label and kind of a subject or an object."""
        if isinstance(term, ox.Literal):
            return {"label": term.value, "kind": LITERAL}
        return {"label": self._label(term.value), "kind": self._kinds.get(term.value, "")}

    def edge(self, claim: _Claim) -> dict[str, str]:
        """Return what an edge says of its claim."""
        iri, predicate, comment = claim["claim"].value, claim["predicate"].value, claim["comment"]
        passages = [self._evidence[p] for p in self._passages.get(iri, ()) if p in self._evidence]
        return {
            "predicate": predicate,
            "label": self._label(predicate),
            "modality": claim["modality"].value.removeprefix(f"{CODE}modality/"),
            "speakers": self._joined(self._speakers.get(iri, ())),
            "place": "; ".join(
                passage.place for passage in sorted(passages, key=lambda p: p.start)
            ),
            "comment": comment.value if comment else "",
            "quantity": self._joined(self._quantities.get(iri, ())),
            "report": self._joined(self._reports.get(iri, ())),
            "located": " ".join(self._located.get(iri, ())),
        }

    def _label(self, iri: str) -> str:
        """Return what a thing or a predicate is called."""
        return self._labels.get(iri) or words(iri)

    def _joined(self, iris: Iterable[str]) -> str:
        """Return what several things are called."""
        return "; ".join(map(self._label, iris))


def _claims(store: Store, report: str | None) -> list[_Claim]:
    """Return the claims of a report or of all reports, sorted by IRI."""
    member = "?claim a comity:Claim ."
    if report is not None:
        member = f"GRAPH {graph_name(report)} {{ {member} }}"
    solutions = select(
        store.query,
        f"""SELECT ?claim ?subject ?predicate ?object ?modality ?comment WHERE {{
            {member}
            ?claim rdf:subject ?subject ; rdf:predicate ?predicate ; rdf:object ?object ;
                   comity:modality ?modality .
            OPTIONAL {{ ?claim rdfs:comment ?comment FILTER (LANG(?comment) IN ("en", "")) }}
        }}""",
    )
    by_iri = {solution["claim"].value: solution for solution in solutions}
    return [by_iri[iri] for iri in sorted(by_iri)]


def _kinds(store: Store) -> dict[str, str]:
    """Return IRI → name of its narrowest class, one of ours before another's."""
    wider = {
        (narrow.value, wide.value)
        for narrow, wide in select(
            store.query,
            """SELECT ?narrow ?wide { ?narrow rdfs:subClassOf+ ?wide
               FILTER (isIRI(?narrow) && isIRI(?wide) && ?narrow != ?wide) }""",
        )
    }
    classes = defaultdict(list)
    for iri, name in select(
        store.query,
        """SELECT ?iri ?class {
           { SELECT DISTINCT ?iri { [] a comity:Claim ; rdf:subject|rdf:object ?iri } }
           ?iri a ?class FILTER isIRI(?class) }""",
    ):
        classes[iri.value].append(name.value)
    return {iri: _narrowest(names, wider) for iri, names in classes.items()}


def _narrowest(classes: list[str], wider: set[tuple[str, str]]) -> str:
    """Return the name of a class that no other of the classes narrows."""
    narrow = [c for c in classes if not any((other, c) in wider for other in classes)]
    best = min(narrow or classes, key=lambda iri: (not iri.startswith(COMITY), iri))
    return re.split(r"[/#]", best)[-1]


def _values(store: Store, name: str) -> dict[str, list[str]]:
    """Return claim → the IRIs that a property relates it to, sorted."""
    found = defaultdict(list)
    solutions = select(store.query, f"SELECT ?claim ?value {{ ?claim {name} ?value }}")
    for claim, value in sorted((claim.value, value.value) for claim, value in solutions):
        found[claim].append(value)
    return found


def _is_literal(claim: _Claim) -> bool:
    """Tell whether a claim's object is a literal."""
    return isinstance(claim["object"], ox.Literal)


def _key(claim: _Claim) -> str:
    """Return the node of a claim's object; a literal is a node of its own in every claim."""
    return f"{claim['claim'].value}#object" if _is_literal(claim) else str(claim["object"].value)
