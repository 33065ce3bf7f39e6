"""The pages in a real browser, from a real server, on the shipped report.

A page fails its test when it logs an error, breaks its content security policy, or asks anything
of another origin.
"""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

from benchmarks.browser import CHROMIUM, FLAGS
from graph.build import build
from graph.resources import data_folder
from graph.store import EmbeddedStore
from tests.web.running import running

NODE_MODULES = Path(__file__).parents[2] / "web" / "frontend" / "node_modules"

PHONE = {"width": 360, "height": 740}
DESK = {"width": 1440, "height": 900}


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Skip the tests of this folder where there is no browser."""
    if CHROMIUM is None:
        mark = pytest.mark.skip(reason="Chromium is not installed: the pages are not opened in it")
        for item in items:
            if Path(__file__).parent in item.path.parents:
                item.add_marker(mark)


@pytest.fixture(scope="session")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Return the address of a server on the shipped report."""
    folder = tmp_path_factory.mktemp("browser")
    build(EmbeddedStore(folder / "store"), [data_folder("reports") / "mfaic-2024"])
    with running("granian", folder / "store", folder / "log") as address:
        yield address


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """Return Chromium, with a new empty profile.

    It ends with the module: Playwright keeps an event loop running, and other tests begin theirs.
    """
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=list(FLAGS))
        yield browser
        browser.close()


@pytest.fixture
def opened(browser: Browser, address: str) -> Callable[..., AbstractContextManager[Page]]:
    """Return a function that opens an address of the server in a new context.

    Its keyword arguments are those of Playwright's ``new_context``. When the page is left, it
    must not have complained of anything.
    """

    @contextmanager
    def open_page(path: str, **options: Any) -> Iterator[Page]:  # noqa: ANN401  # as Playwright has them
        context = browser.new_context(base_url=address, **{"viewport": DESK, **options})
        context.set_default_timeout(10_000)
        with watched(context, address) as page:
            response = page.goto(path)
            assert response is not None
            assert response.status == 200, path
            yield page

    return open_page


@contextmanager
def watched(context: BrowserContext, address: str) -> Iterator[Page]:
    """Open a page that fails when it complains, or asks another server."""
    complaints: list[str] = []
    page = context.new_page()
    page.on("console", lambda message: _note(complaints, message.type, message.text))
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.on("request", lambda request: _foreign(complaints, request.url, address))
    try:
        yield page
        assert complaints == []
    finally:
        context.close()


def _note(complaints: list[str], kind: str, text: str) -> None:
    """Note an error or a warning; a breach of the policy is an error."""
    if kind in {"error", "warning"}:
        complaints.append(text)


def _foreign(complaints: list[str], url: str, address: str) -> None:
    """Note a request that leaves the origin."""
    if not url.startswith((f"{address}/", "blob:", "data:")):
        complaints.append(f"request to {url}")


@pytest.fixture(scope="session")
def axe() -> str:
    """Return axe-core, which finds what keeps people from using a page."""
    return (NODE_MODULES / "axe-core" / "axe.min.js").read_text(encoding="utf-8")
