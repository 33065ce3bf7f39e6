"""The browser's code as it was built: which file an entry became, and how files are sent."""

import gzip
import json
from functools import cache, lru_cache
from os import PathLike, stat_result
from pathlib import Path
from typing import Final

from starlette.datastructures import Headers
from starlette.responses import FileResponse, Response
from starlette.staticfiles import StaticFiles
from starlette.types import Scope

from graph.errors import NotFoundError
from web.headers import takes_gzip

STATIC: Final = Path(__file__).parent / "static"
_BUILT: Final = "built/assets/"
"""Files whose names have a digest of their content in them."""


_PACKED: Final = frozenset({".css", ".js", ".svg", ".txt"})
"""Endings of the files that compression makes smaller; fonts are compressed already."""


class Assets(StaticFiles):
    """The files under ``static/``, compressed; those with a digest in their name stay for good."""

    def file_response(
        self,
        full_path: PathLike[str] | str,
        stat_result: stat_result,
        scope: Scope,
        status_code: int = 200,
    ) -> Response:
        """Return a file.

        A server may send a file by its path alone, past what compresses other answers. So the
        compressed bytes are made here, once; both forms share a tag, which is therefore weak.
        """
        response = super().file_response(full_path, stat_result, scope, status_code)
        headers = response.headers
        if scope["path"].startswith(f"/static/{_BUILT}"):
            headers["Cache-Control"] = "public, max-age=31536000, immutable"
        if Path(full_path).suffix not in _PACKED:
            return response
        headers.add_vary_header("Accept-Encoding")
        headers["ETag"] = f"W/{headers['ETag']}"
        accepted = Headers(scope=scope).get("accept-encoding", "")
        if not isinstance(response, FileResponse) or not takes_gzip(accepted):
            return response
        kept = ("Cache-Control", "Content-Type", "ETag", "Last-Modified", "Vary")
        own = {name: headers[name] for name in kept if name in headers}
        content = _packed(Path(full_path), stat_result.st_mtime_ns)
        return Response(content, status_code, {**own, "Content-Encoding": "gzip"})


@lru_cache(maxsize=64)
def _packed(path: Path, changed: int) -> bytes:  # noqa: ARG001  # a key of what is kept
    """Return the content of a file, compressed; it is read anew where it has changed."""
    return gzip.compress(path.read_bytes(), mtime=0)


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
