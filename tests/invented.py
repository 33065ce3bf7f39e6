"""The invented report of ``data/sample.trig`` in a store, and how its things are named."""

import os
import subprocess
import sys
from pathlib import Path

import pyoxigraph as ox

from graph.namespaces import COMITY, ID, PREFIXES, draft_name, graph_name
from graph.store import MemoryStore, Store

SAMPLE = Path(__file__).parent / "data" / "sample.trig"
REPORT = graph_name("sample-2030")

Statement = tuple[str, str, str, str]
"""Subject, predicate, object and modality of a claim, as last steps of IRIs."""


def thing(name: str) -> str:
    """Return the IRI of a thing."""
    return f"{ID}{name}"


def sample_store() -> Store:
    """Return a store with the invented report, and a draft of it."""
    graphs: dict[ox.NamedNode, list[ox.Triple]] = {}
    for quad in ox.parse(path=SAMPLE):
        assert isinstance(quad.graph_name, ox.NamedNode)
        graphs.setdefault(quad.graph_name, []).append(quad.triple)
    graphs[draft_name("sample-2030")] = claims([("draft", "respects", "draft-2", "asserted")])
    return store_of(graphs)


def store_of(graphs: dict[ox.NamedNode, list[ox.Triple]]) -> Store:
    """Return a store with the given graphs."""
    store = MemoryStore()
    with store.write() as writer:
        for name, triples in graphs.items():
            writer.replace_graph(name, triples)
    return store


def claims(statements: list[Statement]) -> list[ox.Triple]:
    """Return claims that say the given statements, in the words of the report's narrator."""
    triples = []
    for number, (subject, predicate, value, modality) in enumerate(statements, 1):
        text = f"""
            id:claim-p1s{number}-1 a comity:Claim ;
                rdf:subject id:{subject} ; rdf:object id:{value} ;
                rdf:predicate comity:{predicate} ;
                comity:modality modality:{modality} ; comity:reportedBy id:source-sample-2030 .
            id:{subject} a comity:State . id:{value} a comity:State .
        """
        prefixes = "".join(f"PREFIX {name}: <{iri}>\n" for name, iri in PREFIXES.items())
        triples += [q.triple for q in ox.parse(prefixes + text, format=ox.RdfFormat.TURTLE)]
    return triples


def comity(name: str) -> str:
    """Return the IRI of a term of our ontology."""
    return f"{COMITY}{name}"


def outputs_by_seed(code: str) -> set[bytes]:
    """Return what a program prints in processes that order sets in different ways."""
    return {
        subprocess.run(
            [sys.executable, "-c", code],
            env={**os.environ, "PYTHONHASHSEED": seed},
            capture_output=True,
            check=True,
        ).stdout
        for seed in ("1", "2")
    }
