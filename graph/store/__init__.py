"""Stores of quads: one small interface, and the engines behind it.

>>> store = MemoryStore()
>>> with store.write() as writer:
...     writer.update("INSERT DATA { GRAPH <urn:g> { <urn:a> <urn:b> <urn:c> } }")
>>> bool(store.query("ASK { <urn:a> ?p ?o }"))
True
"""

from pathlib import Path

from graph.store.embedded import EmbeddedStore, MemoryStore
from graph.store.interface import Dataset, GraphName, Store, Writer

__all__ = ["Dataset", "EmbeddedStore", "GraphName", "MemoryStore", "Store", "Writer", "open_store"]


def open_store(location: str | Path, *, plain: bool = False) -> Store:
    """Return the store at a place, for reading and writing; it need not exist yet.

    Args:
        location: A folder, or the URL where a SPARQL server takes queries; the settings tell the
            other addresses of the server and the credentials.
        plain: Whether it is a SPARQL store without rules of its own: the default graph is a graph
            like the others, and not their merge.

    Raises:
        UsageError: the URL is not one of HTTP, or too little is known of the server.
    """
    if "://" in str(location):
        from graph.store.remote import RemoteStore
        from graph.store.remote.server import configured_server

        return RemoteStore(configured_server(str(location)), plain=plain)
    return EmbeddedStore(location, plain=plain)
