"""A folder of generations: how a store on disk changes in one step.

A write makes the next generation beside the present one and then moves one symbolic link. A reader
follows the link, so it never sees half of a write; a process that is killed while it writes leaves
the link where it was.

    STORE/current -> 3f0c…     the link that makes a generation the present one
    STORE/3f0c…/quads/         the engine's files
    STORE/3f0c…/               files that belong to this version (label index, texts)
    STORE/next/                a write that is under way, or was killed
    STORE/lock                 held by the one process that writes
"""

import fcntl
import hashlib
import os
import re
import shutil
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from graph.errors import StoreBusyError, StoreError

QUADS: Final = "quads"
"""Name of the engine's folder in a generation."""

_INDEX = ".sqlite"
"""Suffix of an index, which is made from one version, when it is needed."""

_TRIES: Final = 20
"""How often to try to remove a folder in which an engine may still be at work."""

_VERSION = re.compile(r"[0-9a-f]{16}")


class Generations:
    """The generations in one folder, of which one is present.

    Args:
        path: The folder; it need not exist before the first write.
    """

    def __init__(self, path: Path) -> None:
        self.path = path.absolute()
        self.next = self.path / "next"
        self._link = str(self.path / "current")

    def present(self) -> str | None:
        """Return the version of the present generation, or None where nothing was written yet.

        Raises:
            StoreError: the path is something else than a store.
        """
        try:
            return os.readlink(self._link)  # noqa: PTH115  # each query asks; pathlib takes four times as long
        except FileNotFoundError:
            return None
        except OSError as error:
            raise StoreError(
                f"{self.path} is not a store: {error.strerror}.",
                "Name a folder that does not exist yet, or one that `comity build` has written.",
            ) from error

    @contextmanager
    def lock(self) -> Iterator[None]:
        """Keep other processes from writing; the system frees the lock when this one dies.

        Raises:
            StoreBusyError: another process is writing.
            StoreError: the folder cannot be written to.
        """
        with self.explained():
            self.path.mkdir(parents=True, exist_ok=True)
            self._check_ours()
            descriptor = os.open(self.path / "lock", os.O_RDWR | os.O_CREAT, 0o666)
        try:
            try:
                fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError as error:
                raise StoreBusyError(
                    f"Another process is writing to the store {self.path}.",
                    "Try again when it has finished.",
                ) from error
            yield
        finally:
            os.close(descriptor)

    def _check_ours(self) -> None:
        """Refuse a folder of other files, among which those of a store would get lost."""
        names = {entry.name for entry in self.path.iterdir()}
        if not names & {"lock", "current"} and not all(map(_VERSION.fullmatch, names)):
            raise StoreError(
                f"{self.path} holds files that are not a store's.",
                "Name a folder that is empty or does not exist yet (--store PATH).",
            )

    def begin(self, parent: str | None) -> Path:
        """Return the folder of the next generation, new, with the side files of its parent."""
        with self.explained():
            self.discard()
            self.next.mkdir()
            for entry in self._side_files(parent):
                copy = shutil.copytree if entry.is_dir() else shutil.copy2
                copy(entry, self.next / entry.name)
        return self.next

    def discard(self) -> None:
        """Remove a next generation that was not committed.

        The engine of a write that failed may still be open, and remove files of its own meanwhile.
        """
        for _ in range(_TRIES):
            shutil.rmtree(self.next, ignore_errors=True)
            if not self.next.exists():
                return
            time.sleep(0.01)
        shutil.rmtree(self.next)

    def changed_files(self, parent: str | None) -> bytes:
        """Return the digest of the next generation's side files; empty if they are its parent's."""
        after = _digest(self._side_files(self.next.name))
        return b"" if after == _digest(self._side_files(parent)) else after

    def commit(self, version: str) -> None:
        """Make the next generation the present one, unless the present one has its version.

        The generation that was present stays, for readers that have not yet seen the new one;
        older ones are removed.
        """
        present = self.present()
        if version == present:
            return
        with self.explained():
            folder = self.path / version
            if folder.exists():  # written by a process that was killed before it moved the link
                shutil.rmtree(folder)
            self.next.rename(folder)
            link = self.path / "current.next"
            link.unlink(missing_ok=True)
            link.symlink_to(version)
            link.replace(self._link)
        self.keep_only(version, present)

    def keep_only(self, *versions: str | None) -> None:
        """Remove all generations but some."""
        for entry in self.path.iterdir():
            if _VERSION.fullmatch(entry.name) and entry.name not in versions:
                shutil.rmtree(entry, ignore_errors=True)

    @contextmanager
    def explained(self) -> Iterator[None]:
        """Turn errors of the file system into ours, which name the store and what to do."""
        try:
            yield
        except OSError as error:
            raise StoreError(
                f"The store {self.path} cannot be written to: {error.strerror or error}.",
                "Name a folder that you may write to, on a disk with room (--store PATH).",
            ) from error

    def _side_files(self, version: str | None) -> list[Path]:
        """Return the files and folders of a generation that its successor inherits, sorted."""
        if version is None:
            return []
        entries = (self.path / version).iterdir()
        return sorted(entry for entry in entries if entry.name != QUADS and entry.suffix != _INDEX)


def _digest(entries: list[Path]) -> bytes:
    """Return the digest of files, and of the files in folders, with their names."""
    history = hashlib.sha256()
    for entry in entries:
        history.update(f"{entry.name}\n".encode())
        if entry.is_dir():
            history.update(_digest(sorted(entry.iterdir())))
        else:
            with entry.open("rb") as file:
                history.update(hashlib.file_digest(file, "sha256").digest())
    return history.digest()
