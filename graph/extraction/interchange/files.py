"""Files of annotation programs: written for a curator to correct, and taken in as drafts again."""

from collections.abc import Callable, Container, Iterable
from dataclasses import replace
from pathlib import Path

from graph.errors import DataError, NotFoundError, UsageError
from graph.extraction.background import Background
from graph.extraction.batch import Outcome, Reader, Text
from graph.extraction.deposits import Deposit, Made, make_folder, replace_file
from graph.extraction.drafts import draft
from graph.extraction.interchange import FORMATS, read_annotations, write_annotations
from graph.extraction.origin import BY_HAND, Origin
from graph.extraction.proposals import Extraction
from graph.extraction.reading import read_document


class AnnotationDeposit:
    """Files for an annotation program: ``<report-id>.<suffix>`` in a folder, and what it needs.

    Args:
        folder: The folder.
        name: Name of the format.
        background: What is known.
        made: Is called for each text.
    """

    def __init__(self, folder: Path, name: str, background: Background, made: Made) -> None:
        self._folder = folder
        self._form = FORMATS[name]
        self._name = name
        self._background = background
        self._made = made

    def fingerprint(self, report_id: str) -> str | None:  # noqa: ARG002  # each text is read
        """Return None: a file does not tell what it was made with."""
        return None

    def put(self, extraction: Extraction, origin: Origin) -> None:
        """Write what was read in a text.

        Raises:
            UsageError: a file of that name is there with other annotations.
        """
        path = self._folder / f"{origin.report_id}{self._form.suffix}"
        content = write_annotations(extraction, self._name).encode()
        if path.exists() and path.read_bytes() != content:
            raise UsageError(
                f"The file {path} is there already, and may hold corrections.",
                "Remove it, or name another folder (--output DIR).",
            )
        made = draft(extraction, origin, self._background)
        self._background.take(origin.report_id, made.things)
        make_folder(self._folder)
        if self._form.configuration:
            name, text = self._form.configuration
            replace_file(self._folder / name, text.encode())
        if self._form.has_text_beside:
            replace_file(path.with_suffix(".txt"), extraction.document.text.encode())
        replace_file(path, content)
        self._made(extraction, made)

    def finish(self) -> None:
        """Do nothing: all is written."""


def take_in(
    texts: Iterable[Text],
    annotations: Path,
    reader: Reader,
    deposit: Deposit,
    advance: Callable[[Path], None] = lambda _: None,
) -> Outcome:
    """Deposit what corrected annotations propose of texts.

    Args:
        texts: The texts that were annotated.
        annotations: A file of an annotation program, or a folder with one for each text, which has
            the name of its report.
        reader: What read the texts before; it tells when they were written.
        deposit: Where their drafts go.
        advance: Is called with a file when it is done with.

    Raises:
        StoreError: a draft cannot be written.
    """
    rules = {**reader.rules, BY_HAND: "1"}
    outcome = Outcome()
    try:
        for text in texts:
            try:
                document = read_document(text.path)
                path = _file(annotations, text.report_id)
                found = _known_rules(read_annotations(document, path, reader.gazetteer), rules)
                deposit.put(found, replace(reader.origin(text), rules=rules))
            except (DataError, UsageError) as error:
                outcome.failed.append((text.path, error))
            advance(text.path)
    except KeyboardInterrupt:
        outcome.is_whole = False
    deposit.finish()
    return outcome


def _file(annotations: Path, report_id: str) -> Path:
    """Return the file with the annotations of a report.

    Raises:
        NotFoundError: the folder has none, or there is nothing of that name.
    """
    if not annotations.exists():
        raise NotFoundError(f"There is no file or folder {annotations}.")
    if not annotations.is_dir():
        return annotations
    names = [f"{report_id}{form.suffix}" for form in FORMATS.values()]
    for name in names:
        if (annotations / name).is_file():
            return annotations / name
    raise NotFoundError(
        f"The folder {annotations} has no annotations of {report_id}.",
        f"They are in {', '.join(names)}.",
    )


def _known_rules(extraction: Extraction, rules: Container[str]) -> Extraction:
    """Return an extraction in which what is of none of some rules counts as drawn by hand."""
    proposals = (
        each if each.rule in rules else replace(each, rule=BY_HAND) for each in extraction.proposals
    )
    return replace(extraction, proposals=tuple(proposals))
