"""Plain text, in UTF-8 or in UTF-16 with its mark."""

import codecs
from pathlib import Path

from graph.errors import UnreadableError


def read_plain(path: Path) -> str:
    """Return the text of a file.

    Args:
        path: The file.

    Raises:
        UnreadableError: it is in another encoding.
    """
    content = path.read_bytes()
    utf_16 = content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))
    encoding = "utf-16" if utf_16 else "utf-8"
    try:
        return content.decode(encoding)
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        reason = f"the text is not in {encoding.upper()}: see byte {error.start} in line {line}"
        raise UnreadableError(path, reason, "Save the file as UTF-8.") from error
