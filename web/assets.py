"""The browser's code as it was built: which file an entry became, and how files are kept."""

import json
from functools import cache
from os import PathLike, stat_result
from pathlib import Path
from typing import Final

from starlette.responses import Response
from starlette.staticfiles import StaticFiles
from starlette.types import Scope

from graph.errors import NotFoundError

STATIC: Final = Path(__file__).parent / "static"
_BUILT: Final = "built/assets/"
"""Files whose names have a digest of their content in them."""


class Assets(StaticFiles):
    """The files under ``static/``; those with a digest in their name are kept for good."""

    def file_response(
        self,
        full_path: PathLike[str] | str,
        stat_result: stat_result,
        scope: Scope,
        status_code: int = 200,
    ) -> Response:
        """Return a file."""
        response = super().file_response(full_path, stat_result, scope, status_code)
        if scope["path"].startswith(f"/static/{_BUILT}"):
            response.headers["Cache-Control"] = "public, max-age=31536000, immutable"
        return response


def script(name: str) -> str:
    """Return the address of the script that an entry was built to.

    Args:
        name: Name of the entry: ``page`` for ``web/frontend/src/page.ts``.

    Raises:
        NotFoundError: it was not built.

    >>> script("page").startswith("/static/built/assets/page-")
    True
    """
    return f"/static/built/{_entry(name)['file']}"


def styles(name: str) -> list[str]:
    """Return the addresses of the style sheets that an entry brings.

    Raises:
        NotFoundError: it was not built.
    """
    return [f"/static/built/{file}" for file in _entry(name).get("css", ())]


def _entry(name: str) -> dict[str, str]:
    """Return what the build says of an entry."""
    entry: dict[str, str] | None = _manifest().get(f"src/{name}.ts")
    if entry is None:
        raise NotFoundError(
            f"The browser's code for {name!r} was not built.",
            "Install Comity again; in a checkout, run `make install`.",
        )
    return entry


@cache
def _manifest() -> dict[str, dict[str, str]]:
    """Return what the build wrote about itself; empty where nothing was built."""
    path = STATIC / "built" / "manifest.json"
    known: dict[str, dict[str, str]] = {}
    if path.is_file():
        known = json.loads(path.read_text(encoding="utf-8"))
    return known
