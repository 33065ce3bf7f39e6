"""The bytes of a result, in memory or in a file."""

from collections.abc import AsyncIterator
from dataclasses import dataclass
from typing import BinaryIO, Final

_CHUNK: Final = 2**18
"""Bytes of a result that are sent at once."""


@dataclass(frozen=True)
class Content:
    """The bytes of a complete result.

    Args:
        size: How many there are.
        data: The bytes, or a file that has no name and is closed once it was read.
    """

    size: int
    data: bytes | BinaryIO

    def read(self) -> bytes:
        """Return all bytes at once."""
        if isinstance(self.data, bytes):
            return self.data
        with self.data as file:
            file.seek(0)
            return file.read()

    def close(self) -> None:
        """Drop the bytes."""
        if not isinstance(self.data, bytes):
            self.data.close()

    async def chunks(self) -> AsyncIterator[bytes]:
        """Yield the bytes in pieces."""
        if isinstance(self.data, bytes):
            yield self.data
            return
        with self.data as file:
            file.seek(0)
            while chunk := file.read(_CHUNK):
                yield chunk
