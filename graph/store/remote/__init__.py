"""The remote engine: any server of the SPARQL 1.1 Protocol and the Graph Store HTTP Protocol.

What Comity knows of a server stands in a graph of its own there: the version of the store, and
which graphs were written with Comity. Another graph holds the merge of the published graphs, or
else the default graph of a plain store. These are hidden, and graphs that other programs wrote are
left alone.
"""

from graph.store.remote.store import RemoteStore

__all__ = ["RemoteStore"]
