"""Reading: from a file to the one normalised text that every offset counts.

Plain text stays as it is but for line ends, so that its offsets are those of the file. What a page
broke into lines (PDF, text of a fixed width) is joined again: a line is a paragraph.
"""

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Final

from graph.errors import NotFoundError, UnreadableError
from graph.extraction.document import Document
from graph.extraction.formats.html import read_html
from graph.extraction.formats.lines import joined
from graph.extraction.formats.pdf import read_pdf
from graph.extraction.formats.plain import read_plain
from graph.extraction.formats.word import read_word

MAX_BYTES: Final = 100_000_000
"""Size of the largest file that is read."""

MAX_CODE_POINTS: Final = 1_000_000
"""Length of the longest text that is read: the longest that the parser takes."""

_READERS: Final[Mapping[str, Callable[[Path], str]]] = {
    ".txt": read_plain,
    ".md": read_plain,
    ".html": read_html,
    ".htm": read_html,
    ".xhtml": read_html,
    ".pdf": read_pdf,
    ".docx": read_word,
}

SUFFIXES: Final = tuple(_READERS)
"""How the names of files end that can be read."""

_CONTROLS: Final = {code: " " for code in range(32) if chr(code) not in "\n\t"}
"""Control characters, which neither RDF nor a terminal can show → a space, so that places stay."""


def read_document(path: Path) -> Document:
    r"""Return the text of a file: plain text, HTML, PDF or DOCX, as its name says.

    Args:
        path: The file.

    Raises:
        NotFoundError: there is no such file.
        UnreadableError: it is of another kind, damaged, locked, too large, or without any text.

    >>> from tempfile import TemporaryDirectory
    >>> with TemporaryDirectory() as folder:
    ...     file = Path(folder) / "report.txt"
    ...     _ = file.write_bytes(b"The envoy arrived.\r\nShe left.")
    ...     read_document(file).text
    'The envoy arrived.\nShe left.'
    """
    reader = _reader(path)
    size = _size(path)
    if size > MAX_BYTES:
        reason = f"the file has {size:,} bytes, more than the {MAX_BYTES:,} that are read"
        raise UnreadableError(path, reason, "Give a part of the report at a time.")
    text = _normalised(reader(path))
    if not text.strip():
        hint = (
            "Where it is scanned, run it through OCR; where a script shows it, save what it shows."
        )
        raise UnreadableError(path, "the file holds no text", hint)
    if len(text) > MAX_CODE_POINTS:
        reason = f"the text has {len(text):,} characters, more than the {MAX_CODE_POINTS:,} read"
        raise UnreadableError(path, reason, "Give a part of the report at a time.")
    return Document(text)


def _reader(path: Path) -> Callable[[Path], str]:
    """Return what reads a file of this name.

    Raises:
        UnreadableError: nothing does.
    """
    reader = _READERS.get(path.suffix.lower())
    if reader is None:
        reason = f"files named {path.suffix or 'without a suffix'} are not read"
        raise UnreadableError(path, reason, f"Known are: {', '.join(SUFFIXES)}.")
    return reader


def _size(path: Path) -> int:
    """Return the size of a file in bytes.

    Raises:
        NotFoundError: there is no such file.
    """
    if not path.is_file():
        raise NotFoundError(f"There is no file {path}.")
    return path.stat().st_size


def _normalised(text: str) -> str:
    """Return a text with the line ends and characters that all that follows counts on."""
    lines = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n").split("\n")
    return "\n".join(joined(lines)).translate(_CONTROLS)
