"""Where drafts go: to the store with their texts, or to files.

A deposit tells what it holds already, so that a run that was cut off goes on where it stopped.
"""

from collections import deque
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Final, Protocol

import pyoxigraph as ox

from graph.errors import ParseError, UsageError
from graph.extraction.background import Background
from graph.extraction.drafts import DraftGraph, draft, refuse_other_text
from graph.extraction.json_form import written
from graph.extraction.kept import refuse_replacement
from graph.extraction.origin import Origin, fingerprint, fingerprint_of
from graph.extraction.proposals import Extraction
from graph.namespaces import PREFIXES, draft_name
from graph.store import Store

_MOST_DOCUMENTS: Final = 50
_MOST_CODE_POINTS: Final = 2_000_000
"""Most that waits to be written to the store in one step: each step copies all texts beside it."""

_PREFIXES: Final = {
    prefix: iri for prefix, iri in PREFIXES.items() if prefix not in ("sd", "sh", "void")
}


class Deposit(Protocol):
    """A place where drafts go."""

    def fingerprint(self, report_id: str) -> str | None:
        """Return the fingerprint of the draft of a report that is there; None if there is none."""
        ...

    def put(self, extraction: Extraction, origin: Origin) -> None:
        """Take in what was read in a text.

        Raises:
            UsageError: the report has a draft that the new one may not replace.
        """
        ...

    def finish(self) -> None:
        """Write what waits to be written."""
        ...


Made = Callable[[Extraction, DraftGraph], None]
"""Is called with what was read and its draft, once that is written."""


class StoreDeposit:
    """Drafts in a store, and the texts beside it; several are written in one atomic step.

    Of a text of which nothing is proposed, nothing is written.

    Args:
        store: The store; something has been built there.
        background: What it knows.
        made: Is called for each draft that was written.
        again: Whether to replace drafts of other texts, and such as a person corrected.
    """

    def __init__(
        self, store: Store, background: Background, made: Made, *, again: bool = False
    ) -> None:
        self._store = store
        self._again = again
        self._background = background
        self._made = made
        self._waiting: list[tuple[Extraction, Origin]] = []
        self._written: deque[tuple[Extraction, DraftGraph]] = deque()
        self._size = 0

    def fingerprint(self, report_id: str) -> str | None:
        """Return the fingerprint of the draft of a report that is there; None if there is none."""
        return fingerprint_of(report_id, self._existing(report_id))

    def put(self, extraction: Extraction, origin: Origin) -> None:
        """Take in what was read in a text; it may wait to be written.

        Raises:
            UsageError: the report has a draft that the new one may not replace.
        """
        existing = self._existing(origin.report_id)
        refuse_other_text(extraction.document, origin.report_id, self._background, existing)
        if not self._again:
            refuse_replacement(existing, extraction.document, origin)
        self._waiting.append((extraction, origin))
        self._size += len(extraction.document.text)
        if len(self._waiting) >= _MOST_DOCUMENTS or self._size >= _MOST_CODE_POINTS:
            self.finish()

    def finish(self) -> None:
        """Write what waits, each draft made on what its graph holds at that moment."""
        done = []
        if self._waiting:
            with self._store.write() as writer:
                texts = writer.folder / "texts"
                for extraction, origin in self._waiting:
                    name = draft_name(origin.report_id)
                    made = draft(extraction, origin, self._background, writer.triples(name))
                    writer.replace_graph(name, () if made.is_empty else made.triples)
                    if not made.is_empty:
                        texts.mkdir(exist_ok=True)
                        text = texts / f"{origin.report_id}.txt"
                        text.write_bytes(extraction.document.text.encode())
                    self._background.take(origin.report_id, made.things)
                    done.append((extraction, made))
        self._written += done
        self._waiting, self._size = [], 0
        while self._written:  # what an interrupt leaves here is told of when the run finishes
            self._made(*self._written[0])
            self._written.popleft()

    def _existing(self, report_id: str) -> list[ox.Triple]:
        """Return the draft that the store has."""
        return [quad.triple for quad in self._store.dump(draft_name(report_id))]


class FolderDeposit:
    """Drafts as TriG files in a folder: ``<report-id>/draft.trig``, with ``text.txt`` beside it.

    Args:
        folder: The folder.
        background: What is known.
        made: Is called for each draft that was written.
        again: Whether to replace drafts of other texts, and such as a person corrected.
    """

    def __init__(
        self, folder: Path, background: Background, made: Made, *, again: bool = False
    ) -> None:
        self._folder = folder
        self._again = again
        self._background = background
        self._made = made

    def fingerprint(self, report_id: str) -> str | None:
        """Return the fingerprint of the draft of a report that is there; None if there is none."""
        return fingerprint_of(report_id, self._existing(report_id))

    def put(self, extraction: Extraction, origin: Origin) -> None:
        """Write what was read in a text.

        Raises:
            UsageError: the report has a draft that the new one may not replace.
            ParseError: the draft that is there is not well-formed.
        """
        existing = self._existing(origin.report_id)
        made = draft(extraction, origin, self._background, existing)
        if not self._again:
            refuse_replacement(existing, extraction.document, origin)
        if not made.is_empty:
            self._write(extraction, made)
            self._background.take(origin.report_id, made.things)
        self._made(extraction, made)

    def _write(self, extraction: Extraction, made: DraftGraph) -> None:
        """Write a draft and its text."""
        name = draft_name(made.report_id)
        quads = (ox.Quad(t.subject, t.predicate, t.object, name) for t in made.triples)
        data = ox.serialize(quads, format=ox.RdfFormat.TRIG, prefixes=_PREFIXES) or b""
        folder = self._folder / made.report_id
        make_folder(folder)
        replace_file(folder / "text.txt", extraction.document.text.encode())
        replace_file(folder / "draft.trig", data)

    def finish(self) -> None:
        """Do nothing: all is written."""

    def _existing(self, report_id: str) -> Iterable[ox.Triple]:
        """Return the draft that the folder has."""
        path = self._folder / report_id / "draft.trig"
        if not path.is_file():
            return []
        try:
            return [quad.triple for quad in ox.parse(path=path)]
        except SyntaxError as error:
            reason = error.msg or "this is not TriG"
            raise ParseError(
                path, error.lineno, reason, "Remove the file to have it anew."
            ) from error


class JsonDeposit:
    """JSON forms: a file for each text in a folder, or lines on the standard output.

    Args:
        background: What is known.
        made: Is called for each text.
        folder: Where to write ``<name>.json``; None to hand the text to ``write``.
        write: Takes the JSON form of one text.
        indented: Whether people are to read it.
        again: Whether to replace files that are not of the same text.
    """

    def __init__(
        self,
        background: Background,
        made: Made,
        *,
        folder: Path | None,
        write: Callable[[str], None],
        indented: bool,
        again: bool = False,
    ) -> None:
        self._background = background
        self._made = made
        self._folder = folder
        self._write = write
        self._indented = indented
        self._again = again

    def fingerprint(self, report_id: str) -> str | None:
        """Return the fingerprint of the text whose JSON form is there; None if there is none."""
        path = self._done(report_id)
        return path.read_text(encoding="utf-8") if path and path.is_file() else None

    def put(self, extraction: Extraction, origin: Origin) -> None:
        """Write what was read in a text.

        Raises:
            UsageError: a file of that name is there, and is not of this text.
        """
        path = self._folder / f"{origin.identifier}.json" if self._folder else None
        if path and not self._again:
            _refuse_other_file(path, extraction.document.sha256)
        made = draft(extraction, origin, self._background)
        self._background.take(origin.report_id, made.things)
        text = written(extraction, made, indented=self._indented)
        if path is None:
            self._write(text)
        else:
            make_folder(path.parent)
            replace_file(path, text.encode())
            if done := self._done(origin.report_id):
                make_folder(done.parent)
                replace_file(done, fingerprint(extraction.document, origin).encode())
        self._made(extraction, made)

    def finish(self) -> None:
        """Do nothing: all is written."""

    def _done(self, report_id: str) -> Path | None:
        """Return the file that tells with what a JSON form was made, which itself does not."""
        return self._folder / ".comity" / report_id if self._folder else None


def _refuse_other_file(path: Path, digest: str) -> None:
    """Refuse to write over a file that is not the JSON form of a text, which names its digest."""
    if path.is_file() and digest.encode() not in path.read_bytes():
        raise UsageError(
            f"The file {path} is there already, and is not of this text.",
            "Name another folder (--output DIR), or replace the file (--again).",
        )


def make_folder(folder: Path) -> None:
    """Make a folder, where it is not there.

    Raises:
        UsageError: it cannot be made.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise UsageError(
            f"The folder {folder} cannot be made: {error.strerror}.",
            "Name another folder (--output DIR).",
        ) from error


def replace_file(path: Path, data: bytes) -> None:
    """Write a file in one step: it is as before, or as a whole.

    Raises:
        UsageError: it cannot be written.
    """
    draft_path = path.with_name(f".{path.name}.new")
    try:
        draft_path.write_bytes(data)
        draft_path.replace(path)
    except OSError as error:
        raise UsageError(
            f"The file {path} cannot be written: {error.strerror}.",
            "Name another folder (--output DIR).",
        ) from error
