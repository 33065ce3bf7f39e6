"""PDF: the text that its pages carry, without what is repeated at their edges."""

import logging
import unicodedata
import zlib
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import Final

from graph.errors import UnreadableError
from graph.extraction.formats.lines import rejoined

_FAULTS: Final = (
    *(ArithmeticError, AttributeError, LookupError, RecursionError),
    *(TypeError, ValueError, zlib.error),
)
"""What the reader raises on a damaged file, beside its own errors."""


def read_pdf(path: Path) -> str:
    """Return the text of a PDF file, lines as they stand on its pages.

    Args:
        path: The file.

    Raises:
        UnreadableError: it is no PDF, damaged or encrypted.
    """
    from pypdf import PdfReader
    from pypdf.errors import DependencyError, FileNotDecryptedError, PyPdfError

    logging.getLogger("pypdf").setLevel(logging.CRITICAL)  # what is wrong is told once, below
    try:
        with path.open("rb") as file:
            pages = [page.extract_text().split("\n") for page in PdfReader(file).pages]
    except (DependencyError, FileNotDecryptedError) as error:
        hint = "Save a copy of it without a password."
        raise UnreadableError(path, "the file is encrypted", hint) from error
    except (PyPdfError, *_FAULTS) as error:
        hint = "Save it anew from a PDF program, or give it as plain text."
        raise UnreadableError(path, "this is no PDF, or it is damaged", hint) from error
    lines = [line for page in _without_edges(pages) for line in page]
    return unicodedata.normalize("NFKC", "\n".join(rejoined(lines)))  # ligatures become letters


def _without_edges(pages: Sequence[Sequence[str]]) -> list[list[str]]:
    """Return pages without numbers, and without the first and last lines that most of them share.

    >>> pages = [["Report", "One.", "1"], ["Report", "Two.", "2"], ["Report", "Three.", "3"]]
    >>> _without_edges(pages)
    [['One.'], ['Two.'], ['Three.']]
    """
    bodies = [[line for line in page if line.strip() and not _is_number(line)] for page in pages]
    edges = Counter(line for body in bodies for line in {*body[:1], *body[-1:]})
    few = 2
    shared = {line for line, count in edges.items() if count > max(few, len(pages) / 2)}
    return [[line for line in body if line not in shared] for body in bodies]


def _is_number(line: str) -> bool:
    """Tell whether a line is the number of a page."""
    return line.strip(" -–|").isdecimal()
