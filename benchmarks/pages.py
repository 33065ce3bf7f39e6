"""First requests of the pages of the explorer, in process and with the cache off.

Usage: python -m benchmarks.pages STORE

An application is started several times on a store, and waits until it has made what it makes at a
start; then each page is asked for once. Of pages of one kind, some are drawn at random.
"""

import random
import statistics
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from starlette.testclient import TestClient

from benchmarks.scale import things
from graph.analysis import MODALITIES
from graph.catalogue import Catalogue
from graph.namespaces import ID
from graph.records import select
from graph.resources import data_folder
from graph.settings import Settings
from graph.store import EmbeddedStore
from server import create_app
from web.dates import counts
from web.reports import reports
from web.warming import PAUSE, Warmer

STARTS: Final = 5
DRAWN: Final = 30
LONGEST: Final = 300
"""Most seconds that a start may take."""
ALONE: Final = ("/", "/map", "/timeline", "/graph", "/reports", "/queries", "/ontology")
"""Pages of which there is one."""


@contextmanager
def started(store: EmbeddedStore) -> Iterator[TestClient]:
    """Yield a client of a new application that has made what it makes at a start."""
    fresh = EmbeddedStore(Path(store.location))
    with TestClient(create_app(Settings(cache_bytes=0), fresh)) as client:
        warmers = [thread for thread in threading.enumerate() if isinstance(thread, Warmer)]
        until = time.monotonic() + LONGEST
        while any(warmer.warm != fresh.version for warmer in warmers):
            if time.monotonic() > until:
                raise TimeoutError(f"The start took more than {LONGEST} seconds.")
            time.sleep(PAUSE)
        yield client


def taken(client: TestClient, address: str) -> float:
    """Return the milliseconds of the processor that a page takes."""
    start = time.process_time()
    response = client.get(address, headers={"Accept": "text/html"})
    milliseconds = (time.process_time() - start) * 1000
    response.raise_for_status()
    return milliseconds


def several(store: EmbeddedStore) -> dict[str, list[str]]:
    """Return kind of page → addresses of some."""
    draw = random.Random(1)  # noqa: S311  # no secret
    found = [one.id for one in reports(store)]
    states = [s.value for (s,) in select(store.query, "SELECT ?s { ?s a comity:State }")]
    named = sorted(iri.removeprefix(ID) for iri in states if iri.startswith(ID))
    drawn, hubs = (
        dict.fromkeys(node.value.removeprefix(ID) for node in nodes) for _, nodes in things(store)
    )
    catalogue = [*Catalogue(data_folder("queries"))]
    years = sorted({year for year, _, _ in counts(store, None)})
    spans = [sorted(draw.choices(years, k=2)) for _ in range(DRAWN)]
    return {
        "a thing drawn at random": [f"/doc/{slug}" for slug in drawn],
        "a thing among the 20 with most claims": [f"/doc/{slug}" for slug in hubs],
        "the map of a state": [f"/map?state={slug}" for slug in draw.sample(named, DRAWN)],
        "the graph of some years": [f"/graph?since={a}&until={b}" for a, b in spans],
        "the graph of a modality": [f"/graph?modality={one}" for one in MODALITIES],
        "the graph of a modality and years": [
            f"/graph?modality={one}&since={since}" for one in MODALITIES for since, _ in spans[:6]
        ],
        "the graph of a report": [
            f"/graph?report={one}" for one in draw.sample(found, min(DRAWN, len(found)))
        ],
        "the graph around a hub": [f"/graph?focus={slug}" for slug in hubs],
        "the time line of a year": [f"/timeline?year={one}" for one in years],
        "the time line of a modality": [f"/timeline?modality={one}" for one in MODALITIES],
        "a report": [f"/reports/{one}" for one in draw.sample(found, min(DRAWN, len(found)))],
        "the form of a query": [f"/queries/{one}" for one in draw.sample(catalogue, DRAWN)],
    }


def page_rows(store: EmbeddedStore) -> Iterator[str]:
    """Yield the lines of the table of pages."""
    times: dict[str, list[float]] = {f"`{address}`": [] for address in ALONE}
    for _ in range(STARTS):
        with started(store) as client:
            for address in ALONE:
                times[f"`{address}`"].append(taken(client, address))
    with started(store) as client:
        for kind, addresses in several(store).items():
            times[kind] = [taken(client, address) for address in addresses]
    for kind, milliseconds in times.items():
        late = statistics.quantiles(milliseconds, n=20, method="inclusive")[18]
        yield f"| {kind} | {statistics.median(milliseconds):.0f} ms | {late:.0f} ms |"


def main() -> None:
    """Print the table for a store."""
    print("\n".join(page_rows(EmbeddedStore(Path(sys.argv[1])))))


if __name__ == "__main__":
    main()
