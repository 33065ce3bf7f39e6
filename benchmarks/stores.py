"""Stores of invented reports, as ``comity build`` writes them, with the time of each step."""

import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

from graph.derive import Deriver
from graph.load import load_ontology, load_reference, load_report
from graph.namespaces import ONTOLOGY_GRAPH, REFERENCE_GRAPH, facts_name
from graph.search import LabelIndex
from graph.spool import Spool
from graph.store import EmbeddedStore

Seconds = dict[str, float]
"""Step → how many seconds it took."""


@contextmanager
def timed(seconds: Seconds, step: str) -> Iterator[None]:
    """Add the time that a block takes to the time of a step."""
    start = time.perf_counter()
    try:
        yield
    finally:
        seconds[step] = seconds.get(step, 0.0) + time.perf_counter() - start


def load_store(folders: Iterable[Path], path: Path, spool: Spool) -> tuple[EmbeddedStore, Seconds]:
    """Return a store with reports that are known to conform, and the time of each step.

    Args:
        folders: Folders of reports.
        path: Where the store is to be.
        spool: Where what it holds is collected; kept for the peers.
    """
    seconds: Seconds = {}
    ontology = load_ontology()
    deriver = Deriver(ontology.triples)
    spool.add(ONTOLOGY_GRAPH, ontology.triples)
    spool.add(REFERENCE_GRAPH, load_reference().triples)
    for folder in folders:
        with timed(seconds, "read"):
            report = load_report(folder)
        with timed(seconds, "facts"):
            facts = deriver.facts(report.triples)
        with timed(seconds, "collect"):
            spool.add(report.graph_name, report.triples)
            spool.add(facts_name(report.report_id), facts)
    store = EmbeddedStore(path)
    with timed(seconds, "write"), store.write(fresh=True) as writer, timed(seconds, "load"):
        writer.load(spool.path)
    seconds["compact"] = seconds["write"] - seconds["load"]
    with timed(seconds, "index"):
        LabelIndex.open(store)
    return store, seconds
