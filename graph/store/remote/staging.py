"""Triples in pieces of bounded size, none of which cuts a blank node from its triples."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import Final

import pyoxigraph as ox

_BYTES: Final = 4 * 2**20
"""Bytes after which a piece is complete."""


def chunks(triples: Iterable[ox.Triple], size: int = _BYTES) -> Iterator[bytes]:
    r"""Yield triples as N-Triples in pieces.

    Args:
        triples: What to send.
        size: Bytes after which a piece is complete; triples that share blank nodes stay together,
            however many they are.

    >>> node = ox.NamedNode("urn:a")
    >>> [piece.count(b"\n") for piece in chunks([ox.Triple(node, node, node)] * 3, size=40)]
    [2, 1]
    """
    piece = bytearray()
    for group in _groups(triples):
        piece += "".join(f"{triple} .\n" for triple in group).encode()
        if len(piece) >= size:
            yield bytes(piece)
            piece.clear()
    if piece:
        yield bytes(piece)


def _groups(triples: Iterable[ox.Triple]) -> Iterator[list[ox.Triple]]:
    """Yield each triple without a blank node, then the triples that blank nodes connect."""
    connected: dict[ox.BlankNode, ox.BlankNode] = {}

    def first(node: ox.BlankNode) -> ox.BlankNode:
        """Return the node that stands for all that are connected with a node."""
        while (parent := connected.setdefault(node, node)) != node:
            connected[node] = node = connected[parent]
        return node

    kept = []
    for triple in triples:
        nodes = blank_nodes(triple)
        if nodes:
            kept.append((nodes[0], triple))
            connected[first(nodes[0])] = first(nodes[-1])
        else:
            yield [triple]
    groups = defaultdict(list)
    for node, triple in kept:
        groups[first(node)].append(triple)
    yield from groups.values()


def blank_nodes(triple: ox.Triple) -> list[ox.BlankNode]:
    """Return the blank nodes of a triple."""
    ends = triple.subject, triple.object
    return [node for node in ends if isinstance(node, ox.BlankNode)]
