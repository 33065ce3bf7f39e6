"""Word files (DOCX): paragraphs and cells of tables, in the order of the document."""

import zipfile
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Final

from graph.errors import UnreadableError

if TYPE_CHECKING:
    from docx.document import Document as WordDocument

MAX_UNPACKED_BYTES: Final = 250_000_000
"""Size of the largest file when it is unpacked: a small file can hold a huge one."""

_FAULTS: Final = (zipfile.BadZipFile, KeyError, SyntaxError, ValueError, zlib.error)
"""What the reader raises on a damaged file; of XML, it is SyntaxError."""

_HINT: Final = "Open it in an office program and save it as .docx, or as plain text."


def read_word(path: Path) -> str:
    """Return the text of a Word file, a paragraph a line.

    Args:
        path: The file.

    Raises:
        UnreadableError: it is no Word file, damaged, locked, or huge when unpacked.
    """
    import docx
    from docx.opc.exceptions import OpcError

    _check_size(path)
    try:
        return "\n".join(_lines(docx.Document(str(path))))
    except (OpcError, *_FAULTS) as error:
        raise UnreadableError(path, "this is no Word file, or it is damaged", _HINT) from error


def _check_size(path: Path) -> None:
    """Refuse what is no archive, and an archive that would fill the memory."""
    try:
        with zipfile.ZipFile(path) as archive:
            size = sum(entry.file_size for entry in archive.infolist())
    except zipfile.BadZipFile as error:
        reason = "this is no Word file, or it is locked by a password or damaged"
        raise UnreadableError(path, reason, _HINT) from error
    if size > MAX_UNPACKED_BYTES:
        reason = f"unpacked it would have {size:,} bytes, more than {MAX_UNPACKED_BYTES:,}"
        raise UnreadableError(path, reason, "Give a part of the report at a time.")


def _lines(document: "WordDocument") -> Iterator[str]:
    """Yield the paragraphs and the cells of tables."""
    from docx.text.paragraph import Paragraph

    for part in document.iter_inner_content():
        if isinstance(part, Paragraph):
            yield part.text
        else:
            for row in part.rows:
                yield from (cell.text for cell in row.cells)
