"""Bytes that are handed on only when all of them are there: a file without a name keeps them."""

from collections.abc import Iterator
from tempfile import SpooledTemporaryFile
from typing import IO, Final

CHUNK: Final = 2**18
"""Bytes that are handed on at once; so few are kept in memory."""


def spool() -> SpooledTemporaryFile[bytes]:
    """Return a file that is gone when it is closed; while it is small, it is in memory alone."""
    return SpooledTemporaryFile(CHUNK)


def chunks(file: IO[bytes], first: bytes = b"") -> Iterator[bytes]:
    """Yield some bytes, and behind them those of a file from where it stands.

    Args:
        file: The file.
        first: What comes before.
    """
    while chunk := first + file.read(CHUNK):
        yield chunk
        first = b""
