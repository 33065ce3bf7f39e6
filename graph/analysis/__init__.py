"""Claims as a network: who is linked with whom, by which claim, and who is central.

A node is a thing, a figure or a literal; an edge is a claim. Networks are built in sorted order,
and what is random in networkx gets a seed: the same data always give the same answer.
"""

from graph.analysis.figures import Bridge, NodeFigures, Statistics, statistics
from graph.analysis.network import MODALITIES, claim_graph, quantity_labels
from graph.analysis.paths import ASSERTED, Hop, find_path

__all__ = [
    "ASSERTED",
    "MODALITIES",
    "Bridge",
    "Hop",
    "NodeFigures",
    "Statistics",
    "claim_graph",
    "find_path",
    "quantity_labels",
    "statistics",
]
