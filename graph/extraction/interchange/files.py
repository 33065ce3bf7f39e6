"""Files of annotation programs: written for a curator to correct, and taken in as drafts again."""

from collections.abc import Callable, Iterable
from dataclasses import replace
from pathlib import Path
from typing import Final

from graph.errors import DataError, NotFoundError, UsageError
from graph.extraction.background import Background
from graph.extraction.batch import Outcome, Reader, Text
from graph.extraction.deposits import Deposit, Made, make_folder, replace_file
from graph.extraction.drafts import draft
from graph.extraction.interchange import FORMATS, read_annotations, write_annotations
from graph.extraction.interchange.annotations import BY_HAND
from graph.extraction.origin import Origin
from graph.extraction.proposals import Extraction
from graph.extraction.reading import read_document
from graph.extraction.relations import RULES

_RULES: Final = {**{rule.id: rule.version for rule in RULES}, BY_HAND: "1"}
"""Id of what can have proposed a relation in a file → its version."""


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
    outcome = Outcome()
    for text in texts:
        try:
            document = read_document(text.path)
            found = _known_rules(read_annotations(document, _file(annotations, text.report_id)))
            deposit.put(found, replace(reader.origin(text), rules=_RULES))
        except (DataError, UsageError) as error:
            outcome.failed.append((text.path, error))
        advance(text.path)
    deposit.finish()
    return outcome


def _file(annotations: Path, report_id: str) -> Path:
    """Return the file with the annotations of a report.

    Raises:
        NotFoundError: the folder has none.
    """
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


def _known_rules(extraction: Extraction) -> Extraction:
    """Return an extraction in which what is of a rule that is no more counts as drawn by hand."""
    proposals = (
        each if each.rule in _RULES else replace(each, rule=BY_HAND)
        for each in extraction.proposals
    )
    return replace(extraction, proposals=tuple(proposals))
