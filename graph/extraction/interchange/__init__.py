"""Interchange: proposals out to annotation programs, and back in.

A curator who prefers brat, Label Studio or doccano corrects names and relations there.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from graph.errors import NotFoundError, UnreadableError
from graph.extraction.document import Document
from graph.extraction.gazetteer import Gazetteer
from graph.extraction.interchange.annotations import (
    Annotations,
    annotations_of,
    extraction_of,
)
from graph.extraction.interchange.brat import CONFIGURATION, read_brat, write_brat
from graph.extraction.interchange.records import (
    LABEL_STUDIO_CONFIGURATION,
    read_doccano,
    read_label_studio,
    write_doccano,
    write_label_studio,
)
from graph.extraction.proposals import Extraction


@dataclass(frozen=True)
class Format:
    """A format of annotation programs.

    Args:
        suffix: How the names of its files end.
        write: Annotations → content of a file.
        read: Content of a file → annotations.
        configuration: Name and content of the file that tells the program our labels.
        has_text_beside: Whether the program reads the text from a ``.txt`` file of the same name.
    """

    suffix: str
    write: Callable[[Document, Annotations], str]
    read: Callable[[Document, str, Path], Annotations]
    configuration: tuple[str, str] | None = None
    has_text_beside: bool = False


FORMATS: Final[Mapping[str, Format]] = {
    "brat": Format(
        ".ann", write_brat, read_brat, ("annotation.conf", CONFIGURATION), has_text_beside=True
    ),
    "label-studio": Format(
        ".json",
        write_label_studio,
        read_label_studio,
        ("label-studio.xml", LABEL_STUDIO_CONFIGURATION),
    ),
    "doccano": Format(".jsonl", write_doccano, read_doccano),
}
"""Name → format."""


def write_annotations(extraction: Extraction, name: str) -> str:
    """Return an extraction as the content of a file for an annotation program.

    Args:
        extraction: What was read in a text.
        name: Name of the format.
    """
    return FORMATS[name].write(extraction.document, annotations_of(extraction))


def read_annotations(
    document: Document, path: Path, gazetteer: Gazetteer | None = None
) -> Extraction:
    """Return what the file of an annotation program proposes of a text.

    Args:
        document: The text that was annotated.
        path: The file; its suffix tells the format.
        gazetteer: Names of known things, if names that were drawn by hand can stand for these.

    Raises:
        NotFoundError: there is no such file.
        UnreadableError: its suffix is unknown, or it is not UTF-8.
        ParseError: it is not of its format, or does not fit the text.
    """
    known = {one.suffix: one for one in FORMATS.values()}
    if path.suffix not in known:
        hint = f"Known are: {', '.join(known)}."
        raise UnreadableError(path, f"files named {path.suffix or '…'} are not read", hint)
    try:
        content = path.read_text(encoding="utf-8")
    except UnicodeDecodeError as error:
        raise UnreadableError(path, "this is not UTF-8", "Save the file as UTF-8.") from error
    except OSError as error:
        raise NotFoundError(f"The file {path} cannot be read: {error.strerror}.") from error
    annotations = known[path.suffix].read(document, content, path)
    return extraction_of(document, annotations, gazetteer)
