"""Provenance: which files and which program each graph of a store was made from (PROV-O).

Nothing here depends on the time or the place of the load, so equal inputs give equal triples.
"""

from collections.abc import Iterable, Iterator, Mapping

import pyoxigraph as ox

from graph.namespaces import GRAPH, ID, PREFIXES, RDF_TYPE


def activity(
    graph_name: ox.NamedNode,
    files: Mapping[str, str],
    *,
    version: str,
    sources: Iterable[ox.NamedNode] = (),
) -> list[ox.Triple]:
    """Return the description of the load that made a graph.

    Args:
        graph_name: The graph.
        files: Name of a file that was read → SHA-256 of its bytes, in hexadecimal.
        version: The version of the program.
        sources: Graphs that this one was derived from.

    >>> from graph.namespaces import ONTOLOGY_GRAPH
    >>> for triple in activity(ONTOLOGY_GRAPH, {}, version="1.0")[:2]:
    ...     print(triple.subject.value, triple.object.value)
    https://w3id.org/comity/id/load-ontology http://www.w3.org/ns/prov#Activity
    https://w3id.org/comity/id/load-ontology https://w3id.org/comity/graph/ontology
    """
    load, agent = _load_of(graph_name), _thing("comity-software")
    triples = [
        ox.Triple(load, RDF_TYPE, _prov("Activity")),
        ox.Triple(load, _prov("generated"), graph_name),
        ox.Triple(load, _prov("wasAssociatedWith"), agent),
        ox.Triple(agent, RDF_TYPE, _prov("SoftwareAgent")),
        ox.Triple(agent, _schema("name"), ox.Literal("Comity")),
        ox.Triple(agent, _schema("softwareVersion"), ox.Literal(version)),
        ox.Triple(graph_name, RDF_TYPE, _prov("Entity")),
        ox.Triple(graph_name, _prov("wasGeneratedBy"), load),
    ]
    for used in (*sources, *(_thing(f"file-{digest[:16]}") for digest in files.values())):
        triples.append(ox.Triple(load, _prov("used"), used))
        triples.append(ox.Triple(graph_name, _prov("wasDerivedFrom"), used))
    for name, digest in files.items():
        triples.extend(_describe_file(_thing(f"file-{digest[:16]}"), name, digest))
    return triples


def forget(provenance: Iterable[ox.Triple], graph_names: Iterable[ox.NamedNode]) -> list[ox.Triple]:
    """Return provenance without what it says of some graphs, and of files that only they used.

    Args:
        provenance: Descriptions of loads.
        graph_names: The graphs.

    >>> from graph.namespaces import ONTOLOGY_GRAPH, REFERENCE_GRAPH
    >>> described = activity(ONTOLOGY_GRAPH, {"a.ttl": "0" * 64}, version="1.0")
    >>> len(forget(described, [REFERENCE_GRAPH])) == len(described)
    True
    >>> [triple.predicate.value[-7:] for triple in forget(described, [ONTOLOGY_GRAPH])]
    ['ns#type', 'rg/name', 'Version']
    """
    triples, names = list(provenance), set(graph_names)
    loads = {_load_of(name) for name in names}
    used = [triple for triple in triples if triple.predicate == _prov("used")]
    files = {triple.object for triple in used if str(triple.object).startswith(f"<{ID}file-")}
    kept = {triple.object for triple in used if triple.subject not in loads}
    gone = {*loads, *names, *(files - kept)}
    return [triple for triple in triples if triple.subject not in gone]


def _load_of(graph_name: ox.NamedNode) -> ox.NamedNode:
    """Return the node of the load that makes a graph."""
    return _thing(f"load-{graph_name.value.removeprefix(GRAPH).replace('/', '-')}")


def _describe_file(file: ox.NamedNode, name: str, digest: str) -> Iterator[ox.Triple]:
    """Yield what is said of a file that was read."""
    yield ox.Triple(file, RDF_TYPE, _prov("Entity"))
    yield ox.Triple(file, _schema("name"), ox.Literal(name))
    yield ox.Triple(file, _schema("sha256"), ox.Literal(digest))


def _thing(slug: str) -> ox.NamedNode:
    """Return the node of a thing."""
    return ox.NamedNode(f"{ID}{slug}")


def _prov(name: str) -> ox.NamedNode:
    """Return a term of PROV-O."""
    return ox.NamedNode(f"{PREFIXES['prov']}{name}")


def _schema(name: str) -> ox.NamedNode:
    """Return a term of schema.org."""
    return ox.NamedNode(f"{PREFIXES['schema']}{name}")
