"""How fast the graph page answers a hand, with many things in its picture.

Usage: python -m benchmarks.graph_page [--document]

A real Chromium opens the graph of an invented report, drags the picture, turns the wheel over it,
passes over things and clicks them, and types into the filter of the table. What counts is the time
from an event to the frame that shows its effect, and the longest time that the page was busy and
would not have answered at all. With
``--document`` the table is written to ``docs/graph-page.md``.
"""

import argparse
import gzip
import os
import statistics
import tempfile
from collections.abc import Callable, Iterator
from itertools import pairwise
from pathlib import Path
from typing import Any, Final, TypeAlias

from playwright.sync_api import CDPSession, Page

from benchmarks.browser import chromium, served
from benchmarks.generate import write_reports

DOCUMENT: Final = Path(__file__).parents[1] / "docs" / "graph-page.md"
TRIPLES: Final = 150_000
CLAIMS: Final = (100, 300, 600, 1000)
"""Most claims in a picture; of an invented report, 1,000 join more than 1,000 things."""

PICTURE: Final = "document.querySelector('.canvas')._cyreg.cy"
"""What draws the picture, as Cytoscape.js keeps it."""

_WATCH: Final = """
window.frames_ = []; window.busy_ = [];
new PerformanceObserver(list => busy_.push(...list.getEntries().map(entry => entry.duration)))
  .observe({ type: "longtask", buffered: true });
for (const name of ["mousemove", "wheel", "mousedown", "mouseup", "input"]) {
  addEventListener(name, event => requestAnimationFrame(() => {
    const after = new MessageChannel();
    after.port1.onmessage = () => frames_.push(performance.now() - event.timeStamp);
    after.port2.postMessage("");
  }), { capture: true, passive: true });
}
"""
"""Notes, for each event, when the next frame was painted, and each task of more than 50 ms."""


_PAINTED: Final = "() => new Promise(go => requestAnimationFrame(() => requestAnimationFrame(go)))"

_MEASURED: Final = """
900 pixels. While the picture is *dragged* and *zoomed*, the mouse passes *over* things in it, they
are *selected*, and the table is *filtered* by letters: the processor time that each event costs the
page beyond two frames without it, and the time until the frame that shows its effect, which also
counts what else the machine does; both as 95th percentiles. *Busy* is the longest time in which
the page would not have answered while it
"""

Times: TypeAlias = list[float]
"""Milliseconds."""


def main() -> None:
    """Print the table; with ``--document``, also write it."""
    parser = argparse.ArgumentParser(description=__doc__, allow_abbrev=False)
    parser.add_argument("--document", action="store_true")
    options = parser.parse_args()
    load = os.getloadavg()[0]
    with tempfile.TemporaryDirectory(prefix="comity-graph-page-") as name:
        folder = Path(name)
        reports = write_reports(folder / "reports", TRIPLES)
        with served(folder, reports) as address, chromium() as browser:
            context = browser.new_context(base_url=address, viewport={"width": 1440, "height": 900})
            context.add_init_script(_WATCH)
            lines = [row(context.new_page(), most) for most in CLAIMS]
            size = javascript(context.new_page())
            version = browser.version
    table = "\n".join(document(lines, size, version, load))
    print(table)
    if options.document:
        DOCUMENT.write_text(table, encoding="utf-8")


def row(page: Page, most: int) -> str:
    """Return the row of a picture of some claims."""
    page.goto(f"/graph?limit={most}")
    page.locator("#graph[data-drawn]").wait_for(timeout=120_000)
    drawn = page.evaluate("performance.now()")
    things, claims = page.evaluate(f"[{PICTURE}.nodes().length, {PICTURE}.edges().length]")
    page.wait_for_timeout(500)
    busy = max(page.evaluate("busy_.splice(0)"), default=0.0)
    cells = [f"{things:,}", f"{claims:,}", f"{drawn / 1000:.1f} s", f"{busy:.0f} ms"]
    for gesture in (drag, zoom, pass_over, select, narrow):
        work, frames = measured(page, gesture)
        cells += [f"{_p95(work):.0f} ms", f"{_p95(frames):.0f} ms"]
    page.close()
    return f"| {' | '.join(cells)} |"


def measured(page: Page, gesture: Callable[[Page], Iterator[None]]) -> tuple[Times, Times]:
    """Return what each event of a gesture cost: work of the page, and time to the frame."""
    session = page.context.new_cdp_session(page)
    session.send("Performance.enable", {"timeDomain": "threadTicks"})
    page.evaluate("frames_.splice(0)")
    rest = statistics.median(_works(page, session, iter([None] * 20)))
    works = [work - rest for work in _works(page, session, gesture(page))]
    session.detach()
    frames: Times = page.evaluate("frames_.splice(0)")
    return works, frames


def drag(page: Page) -> Iterator[None]:
    """Move the picture, once across."""
    box = _box(page)
    x, y = box["x"] + 8, box["y"] + 8  # near the corner, where no thing is
    page.mouse.move(x, y)
    page.mouse.down()
    for step in range(40):
        page.mouse.move(x + 6 * step, y + 2 * step)
        yield
    page.mouse.up()


def zoom(page: Page) -> Iterator[None]:
    """Come closer with the wheel, and go back."""
    box = _box(page)
    page.mouse.move(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    for step in range(40):
        page.mouse.wheel(0, -100 if step % 20 < 10 else 100)  # noqa: PLR2004  # half of them
        yield


def pass_over(page: Page) -> Iterator[None]:
    """Move over the picture, once across."""
    box = _box(page)
    for step in range(40):
        page.mouse.move(box["x"] + (20 + step) * box["width"] / 80, box["y"] + box["height"] / 2)
        yield


def select(page: Page) -> Iterator[None]:
    """Click things in the picture."""
    box = _box(page)
    places = page.evaluate(f"{PICTURE}.nodes().slice(0, 40).map(n => n.renderedPosition())")
    for place in places:
        if 0 < place["x"] < box["width"] and 0 < place["y"] < box["height"]:
            page.mouse.click(box["x"] + place["x"], box["y"] + place["y"])
            yield
            page.wait_for_timeout(300)  # two quick ones would be one that adds claims


def narrow(page: Page) -> Iterator[None]:
    """Type into the filter of the table, and delete it."""
    page.get_by_label("Filter").focus()
    for key in ["c", "a", "m", "b", "o", *["Backspace"] * 5] * 2:
        page.keyboard.press(key)
        yield


def _works(page: Page, session: CDPSession, steps: Iterator[None]) -> Times:
    """Return the work of each step, until two frames have been painted."""
    times = [_work(session)]
    for _ in steps:
        page.evaluate(_PAINTED)
        times.append(_work(session))
    return [after - before for before, after in pairwise(times)]


def _work(session: CDPSession) -> float:
    """Return the processor time that the page has used, in milliseconds."""
    metrics = session.send("Performance.getMetrics")["metrics"]
    return next(float(m["value"]) * 1000 for m in metrics if m["name"] == "TaskDuration")


def _p95(times: Times) -> float:
    """Return the 95th percentile."""
    return statistics.quantiles(times, n=20)[-1]


def _box(page: Page) -> dict[str, Any]:
    """Return where the picture is in the window."""
    canvas = page.locator("#graph .canvas")
    canvas.scroll_into_view_if_needed()
    box = canvas.bounding_box()
    if box is None:
        raise RuntimeError("The page has no picture.")
    return dict(box)


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


def document(lines: list[str], size: int, version: str, load: float) -> list[str]:
    """Return the page with the table."""
    columns = ["things", "claims", "drawn after", "busy"]
    for gesture in ("drag", "zoom", "over", "select", "filter"):
        columns += [gesture, "to the frame"]
    return [
        "# The graph page",
        "",
        "Written by `python -m benchmarks.graph_page --document`; nothing here is entered by hand.",
        f"Chromium {version} without a graphics card, on the graph of invented reports, 1440 by",
        *_MEASURED.strip().splitlines(),
        f"is drawn. It loads {size / 1000:.0f} kB of JavaScript, compressed. When it began, other",
        f"programs asked for {load:.1f} of the {os.cpu_count()} cores.",
        "",
        f"| {' | '.join(columns)} |",
        f"|{' ---: |' * len(columns)}",
        *lines,
        "",
    ]


if __name__ == "__main__":
    main()
