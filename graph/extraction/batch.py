"""Many texts in one run: which are read, which are passed over, what fails, and how far it is."""

import hashlib
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cache
from pathlib import Path
from typing import Final

from graph.errors import DataError, NotFoundError, UsageError
from graph.extraction.deposits import Deposit
from graph.extraction.document import Document
from graph.extraction.extraction import extract_all
from graph.extraction.gazetteer import Gazetteer
from graph.extraction.origin import Origin, fingerprint
from graph.extraction.proposals import Extraction
from graph.extraction.reading import SUFFIXES, read_document
from graph.extraction.relations import RULES
from graph.namespaces import SLUG
from graph.terms import slug

_RESERVED: Final = frozenset({"ontology", "provenance", "reference", "review"})
"""Names of graphs that are not reports."""


@dataclass(frozen=True)
class Text:
    """A text to be read.

    Args:
        path: Its file.
        report_id: The report that it is.
    """

    path: Path
    report_id: str


@dataclass
class Outcome:
    """What became of the texts of a run, beside those whose drafts were made.

    Args:
        skipped: Texts whose draft would be the same as that which is there.
        failed: Files that could not be read, and why.
        is_whole: Whether the run came to its end; else it was interrupted.
    """

    skipped: int = 0
    failed: list[tuple[Path, Exception]] = field(default_factory=list)
    is_whole: bool = True


@dataclass(frozen=True)
class Reader:
    """What reads texts.

    Args:
        gazetteer: The names that are known.
        written: When the texts were written; None where that is not known.
        off: Rules that are left out.
    """

    gazetteer: Gazetteer
    written: date | None = None
    off: frozenset[str] = frozenset()

    @property
    def rules(self) -> Mapping[str, str]:
        """Return the id of each rule that is applied → its version."""
        return {rule.id: rule.version for rule in RULES if rule.id not in self.off}

    def origin(self, text: Text) -> Origin:
        """Return where the draft of a text is from."""
        return Origin(text.report_id, text.path.stem, self.written, self.rules, _program())

    def read(self, documents: Iterable[Document]) -> Iterator[Extraction]:
        """Yield what is read in documents, in their order."""
        for extraction in extract_all(documents, self.gazetteer, self.written):
            kept = tuple(p for p in extraction.proposals if p.rule not in self.off)
            yield replace(extraction, proposals=kept)


def texts_of(paths: Iterable[Path], report_id: str | None = None) -> list[Text]:
    """Return the texts in files and folders, in their order, those of a folder by name.

    Args:
        paths: Files, and folders of files.
        report_id: The report that the one text is; by default, its file's name tells.

    Raises:
        NotFoundError: there is no such file, or no text in a folder.
        UsageError: two files would be one report, or a name is none for a report.
    """
    files = [file for path in paths for file in _files(path)]
    if report_id is not None and len(files) != 1:
        raise UsageError(
            f"--report names one report, and there are {len(files)} texts.",
            "Without it, each report is named after its file.",
        )
    found: dict[str, Text] = {}
    for file in files:
        text = Text(file, _checked(report_id or slug(file.stem), file))
        other = found.setdefault(text.report_id, text)
        if other is not text:
            raise UsageError(
                f"{other.path} and {file} would both be the report {text.report_id}.",
                "Give one of them alone, with a name for its report (--report).",
            )
    return list(found.values())


def run(
    texts: Iterable[Text],
    reader: Reader,
    deposit: Deposit,
    *,
    again: bool = False,
    advance: Callable[[Path], None] = lambda _: None,
) -> Outcome:
    """Read texts, and deposit what is proposed of them; few are held in memory at once.

    A file that cannot be read stops nothing. An interrupt ends the run, and what was read until
    then is deposited.

    Args:
        texts: The texts.
        reader: What reads them.
        deposit: Where their drafts go.
        again: Whether to read texts whose drafts would be the same.
        advance: Is called with a file when it is done with.

    Raises:
        StoreError: a draft cannot be written.
    """
    return _Run(reader, deposit, again=again, advance=advance).run(texts)


class _Run:
    """One run."""

    def __init__(
        self, reader: Reader, deposit: Deposit, *, again: bool, advance: Callable[[Path], None]
    ) -> None:
        self._reader = reader
        self._deposit = deposit
        self._again = again
        self._advance = advance
        self._ahead: list[Text] = []
        self._outcome = Outcome()

    def run(self, texts: Iterable[Text]) -> Outcome:
        """Return what became of texts."""
        try:
            for extraction in self._reader.read(self._documents(texts)):
                text = self._ahead.pop(0)
                try:
                    self._deposit.put(extraction, self._reader.origin(text))
                except (DataError, UsageError) as error:
                    self._fail(text, error)
                else:
                    self._advance(text.path)
        except KeyboardInterrupt:
            self._outcome.is_whole = False
        self._deposit.finish()
        return self._outcome

    def _documents(self, texts: Iterable[Text]) -> Iterator[Document]:
        """Yield the documents that are to be read; the others are counted."""
        for text in texts:
            try:
                document = read_document(text.path)
                known = None if self._again else self._deposit.fingerprint(text.report_id)
            except (DataError, NotFoundError) as error:
                self._fail(text, error)
                continue
            if known == fingerprint(document, self._reader.origin(text)):
                self._outcome.skipped += 1
                self._advance(text.path)
            else:
                self._ahead.append(text)
                yield document

    def _fail(self, text: Text, error: Exception) -> None:
        """Take note of a file that could not be read."""
        self._outcome.failed.append((text.path, error))
        self._advance(text.path)


@cache
@cache
def _program() -> str:
    """Return a digest of the program and its data: another one may make other drafts."""
    digest = hashlib.sha256()
    for path in sorted(Path(__file__).parent.rglob("*.*")):
        if path.suffix in {".py", ".yaml", ".json"}:
            digest.update(path.read_bytes())
    return digest.hexdigest()


def _files(path: Path) -> list[Path]:
    """Return a file, or the files of a folder that can be read.

    Raises:
        NotFoundError: there is nothing of that name, or no text in the folder.
    """
    if not path.is_dir():
        if not path.exists():
            raise NotFoundError(f"There is no file {path}.")
        return [path]
    files = sorted(file for file in path.rglob("*") if file.suffix.lower() in SUFFIXES)
    if not files:
        raise NotFoundError(
            f"The folder {path} holds no text.", f"Texts are files named {', '.join(SUFFIXES)}."
        )
    return files


def _checked(report_id: str, file: Path) -> str:
    """Return the id of a report that it can have.

    Raises:
        UsageError: it cannot.
    """
    if not SLUG.fullmatch(report_id) or report_id in _RESERVED:
        raise UsageError(
            f"{file}: {report_id!r} cannot be the name of a report.",
            "Name it in lower-case words joined by hyphens: --report mfa-2030.",
        )
    return report_id
