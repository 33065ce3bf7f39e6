"""Stores of quads: one small interface, and the engines behind it.

>>> store = MemoryStore()
>>> with store.write() as writer:
...     writer.update("INSERT DATA { GRAPH <urn:g> { <urn:a> <urn:b> <urn:c> } }")
>>> bool(store.query("ASK { <urn:a> ?p ?o }"))
True
"""

from pathlib import Path

from graph.errors import UsageError
from graph.store.embedded import EmbeddedStore, MemoryStore
from graph.store.interface import Dataset, GraphName, Store, Writer

__all__ = ["Dataset", "EmbeddedStore", "GraphName", "MemoryStore", "Store", "Writer", "open_store"]


def open_store(location: str | Path, *, plain: bool = False) -> Store:
    """Return the store at a place, for reading and writing; it need not exist yet.

    Args:
        location: A folder.
        plain: Whether it is a SPARQL store without rules of its own: the default graph is a graph
            like the others, and not their merge.

    Raises:
        UsageError: the place is a URL.
    """
    if "://" in str(location):
        raise UsageError(
            f"{location} is a URL, and a store is a folder.",
            "Name a folder (--store PATH), or none for .comity in this one.",
        )
    return EmbeddedStore(location, plain=plain)
