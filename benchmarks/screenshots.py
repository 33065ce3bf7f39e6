"""Pictures of pages for the README, taken in Chromium on the shipped report.

Usage: python -m benchmarks.screenshots

The layout of the graph begins at random places; here they are the same each time.
"""

import sys
import tempfile
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import Final

from PIL import Image
from playwright.sync_api import Browser, Page, ViewportSize

from benchmarks.browser import chromium, served

TARGET: Final = Path(__file__).parents[1] / "docs" / "images"
MOST: Final = 150_000
"""Most bytes of a picture: a README should not take long to load."""

_VIEWPORT: Final[ViewportSize] = {"width": 1080, "height": 760}
_QUALITY: Final = 82

_SAME_DICE: Final = """let seed = 7;
Math.random = () => (seed = (seed * 16807) % 2147483647) / 2147483647;"""


@dataclass(frozen=True)
class Picture:
    """A page to take a picture of.

    Args:
        name: Name of the file, without its suffix.
        path: Address of the page on the server.
        top: Selector of what stands at the top of the picture.
        drawn: Selector of what has to be there before it is taken.
    """

    name: str
    path: str
    top: str
    drawn: str


PICTURES: Final = (
    Picture("thing", "/doc/ream-naval-base", "#about", ".claim.denied"),
    Picture("graph", "/graph?focus=funan-techo-canal", ".legend", "#graph canvas"),
    Picture("query", "/queries/disputed", ".kind", "table"),
)


def main() -> None:
    """Take all pictures."""
    with (
        tempfile.TemporaryDirectory(prefix="comity-pictures-") as folder,
        served(Path(folder)) as address,
        chromium() as browser,
    ):
        for picture in PICTURES:
            content = taken(browser, address, picture)
            if len(content) > MOST:
                sys.exit(f"{picture.name} has {len(content):,} bytes, more than {MOST:,}.")
            path = TARGET / f"page-{picture.name}.webp"
            path.write_bytes(content)
            print(f"{path.name}: {len(content):,} bytes")


def taken(browser: Browser, address: str, picture: Picture) -> bytes:
    """Return a picture as WebP, which Playwright has no option for."""
    context = browser.new_context(
        base_url=address,
        viewport=_VIEWPORT,
        device_scale_factor=1.5,
        color_scheme="light",
        reduced_motion="reduce",
    )
    page = context.new_page()
    page.add_init_script(_SAME_DICE)
    page.goto(picture.path)
    page.locator(picture.drawn).first.wait_for()
    page.locator(picture.top).first.evaluate("element => element.scrollIntoView()")
    settle(page)
    content = BytesIO()
    Image.open(BytesIO(page.screenshot())).save(content, "WEBP", quality=_QUALITY)
    context.close()
    return content.getvalue()


def settle(page: Page) -> None:
    """Wait until nothing more is asked of the server and the page has been painted twice."""
    page.wait_for_load_state("networkidle")
    page.evaluate("() => new Promise(go => requestAnimationFrame(() => requestAnimationFrame(go)))")


if __name__ == "__main__":
    main()
