"""How fast the graph page answers a hand, with many things in its picture.

Usage: python -m benchmarks.graph_page [--document]

A real Chromium opens the graph of an invented report, drags the picture, turns the wheel over it
and clicks things in it. What counts is the time from an event of the mouse to the frame that shows
its effect, and the longest time that the page was busy and would not have answered at all. With
``--document`` the table is written to ``docs/graph-page.md``.
"""

import argparse
import gzip
import statistics
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any, Final

from playwright.sync_api import Page

from benchmarks.browser import chromium, served
from benchmarks.generate import write_reports

DOCUMENT: Final = Path(__file__).parents[1] / "docs" / "graph-page.md"
TRIPLES: Final = 60_000
CLAIMS: Final = (100, 300, 600, 1000)
"""Most claims in a picture; of an invented report, 1,000 join more than 1,000 things."""

PICTURE: Final = "document.querySelector('.canvas')._cyreg.cy"
"""What draws the picture, as Cytoscape.js keeps it."""

_WATCH: Final = """
window.frames_ = []; window.busy_ = [];
new PerformanceObserver(list => busy_.push(...list.getEntries().map(entry => entry.duration)))
  .observe({ type: "longtask", buffered: true });
for (const name of ["mousemove", "wheel", "mousedown", "mouseup"]) {
  addEventListener(name, event => requestAnimationFrame(() => {
    const after = new MessageChannel();
    after.port1.onmessage = () => frames_.push(performance.now() - event.timeStamp);
    after.port2.postMessage("");
  }), { capture: true, passive: true });
}
"""
"""Notes, for each event, when the next frame was painted, and each task of more than 50 ms."""


def main() -> None:
    """Print the table; with ``--document``, also write it."""
    parser = argparse.ArgumentParser(description=__doc__, allow_abbrev=False)
    parser.add_argument("--document", action="store_true")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="comity-graph-page-") as name:
        folder = Path(name)
        reports = write_reports(folder / "reports", TRIPLES)
        with served(folder, reports) as address, chromium() as browser:
            context = browser.new_context(base_url=address, viewport={"width": 1440, "height": 900})
            context.add_init_script(_WATCH)
            lines = [row(context.new_page(), most) for most in CLAIMS]
            size = javascript(context.new_page())
            version = browser.version
    table = "\n".join(document(lines, size, version))
    print(table)
    if options.document:
        DOCUMENT.write_text(table, encoding="utf-8")


def row(page: Page, most: int) -> str:
    """Return the row of a picture of some claims."""
    page.goto(f"/graph?limit={most}")
    page.locator("#graph[data-drawn]").wait_for(timeout=120_000)
    drawn = page.evaluate("performance.now()")
    things, claims = page.evaluate(f"[{PICTURE}.nodes().length, {PICTURE}.edges().length]")
    busy = max(page.evaluate("busy_.splice(0)"), default=0.0)
    times = [measured(page, gesture) for gesture in (drag, zoom, select)]
    during = max(page.evaluate("busy_.splice(0)"), default=0.0)
    page.close()
    cells = [f"{things:,}", f"{claims:,}", f"{drawn / 1000:.1f} s", f"{busy:.0f} ms"]
    cells += [f"{p95:.0f} / {most:.0f} ms" for p95, most in times]
    return f"| {' | '.join([*cells, f'{during:.0f} ms'])} |"


def measured(page: Page, gesture: Callable[[Page], None]) -> tuple[float, float]:
    """Return how long the frames of a gesture took: the 95th percentile, and the longest."""
    page.evaluate("frames_.splice(0)")
    gesture(page)
    page.wait_for_timeout(300)
    frames: list[float] = page.evaluate("frames_.splice(0)")
    return statistics.quantiles(frames, n=20)[-1], max(frames)


def drag(page: Page) -> None:
    """Move the picture, once across."""
    x, y = _empty(page)
    page.mouse.move(x, y)
    page.mouse.down()
    for step in range(40):
        page.mouse.move(x + 6 * step, y + 2 * step)
    page.mouse.up()


def zoom(page: Page) -> None:
    """Come closer with the wheel, and go back."""
    page.mouse.move(*_middle(page))
    for step in range(40):
        page.mouse.wheel(0, -100 if step < 20 else 100)  # noqa: PLR2004  # half of them


def select(page: Page) -> None:
    """Click things in the picture."""
    box = _box(page)
    places = page.evaluate(f"{PICTURE}.nodes().slice(0, 20).map(n => n.renderedPosition())")
    for place in places:
        if 0 < place["x"] < box["width"] and 0 < place["y"] < box["height"]:
            page.mouse.click(box["x"] + place["x"], box["y"] + place["y"])
            page.wait_for_timeout(400)  # two quick ones would be one that adds claims


def _box(page: Page) -> dict[str, Any]:
    """Return where the picture is in the window."""
    canvas = page.locator("#graph .canvas")
    canvas.scroll_into_view_if_needed()
    box = canvas.bounding_box()
    if box is None:
        raise RuntimeError("The page has no picture.")
    return dict(box)


def _middle(page: Page) -> tuple[float, float]:
    """Return the middle of the picture."""
    box = _box(page)
    return box["x"] + box["width"] / 2, box["y"] + box["height"] / 2


def _empty(page: Page) -> tuple[float, float]:
    """Return a place near the corner of the picture, where no thing is."""
    box = _box(page)
    return box["x"] + 8, box["y"] + 8


def javascript(page: Page) -> int:
    """Return how many bytes of JavaScript the graph page loads, compressed."""
    found: list[int] = []
    page.on(
        "response",
        lambda answer: (
            found.append(len(gzip.compress(answer.body()))) if answer.url.endswith(".js") else None
        ),
    )
    page.goto("/graph?limit=10")
    page.locator("#graph[data-drawn]").wait_for()
    return sum(found)


def document(lines: list[str], size: int, version: str) -> list[str]:
    """Return the page with the table."""
    return [
        "# The graph page",
        "",
        "Written by `python -m benchmarks.graph_page --document`; nothing here is entered by hand.",
        f"Chromium {version} without a graphics card, on the graph of invented reports, 1440 by 900",
        "pixels. *Drag*, *zoom* and *select* are the time from an event of the mouse to the frame",
        "that shows its effect: the 95th percentile and the longest. *Busy* is the longest time that",
        "the page would not have answered, while it draws and while it is used; of less than 50 ms",
        f"the browser tells nothing. The page loads {size / 1000:.0f} kB of JavaScript, compressed.",
        "",
        "| things | claims | drawn after | busy while drawn | drag | zoom | select | busy in use |",
        "| ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: |",
        *lines,
        "",
    ]


if __name__ == "__main__":
    main()
