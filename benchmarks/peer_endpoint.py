"""rdflib-endpoint on a file of triples, as its documentation starts it."""

import os

from rdflib import Dataset, Graph
from rdflib_endpoint import SparqlEndpoint

_DATA = Dataset(default_union=True)
_DATA.graph().__iadd__(Graph().parse(os.environ["PEER_TRIPLES"], format="nt"))

app = SparqlEndpoint(graph=_DATA, path="/")
