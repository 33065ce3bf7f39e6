"""A real browser on a server of ours: what pictures and measurements of pages share."""

import shutil
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from playwright.sync_api import Browser, sync_playwright

from benchmarks.servers import free_port, running
from graph.build import build
from graph.resources import data_folder
from graph.store import EmbeddedStore

CHROMIUM: Final = shutil.which("chromium")
FLAGS: Final = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)


@contextmanager
def chromium() -> Iterator[Browser]:
    """Open Chromium with a new empty profile; it asks nothing of other hosts on its own account."""
    if CHROMIUM is None:
        sys.exit("Chromium is missing. Install it, for instance with: apt-get install chromium")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=list(FLAGS))
        yield browser
        browser.close()


@contextmanager
def served(folder: Path, reports: Sequence[Path] = ()) -> Iterator[str]:
    """Serve the shipped report and others; yields the address.

    Args:
        folder: An empty folder for the store.
        reports: Folders of further reports.
    """
    build(EmbeddedStore(folder / "store"), [*sorted(data_folder("reports").iterdir()), *reports])
    port = free_port()
    command = [sys.executable, "-m", "granian", "--interface", "asgi", "server:app"]
    command += ["--host", "127.0.0.1", "--port", str(port)]
    environment = {"COMITY_STORE": str(folder / "store")}
    with running("Comity", command, port, "/health", environment) as server:
        yield server.address
