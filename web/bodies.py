"""Bodies of requests: read up to a limit, and decoded."""

import zlib
from collections.abc import Callable
from typing import Final, TypeVar

from python_multipart.multipart import parse_options_header
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request

from graph.settings import Settings
from web.problems import BadRequestError, TooLargeError, UnsupportedMediaTypeError

Answer = TypeVar("Answer")

_GZIP: Final = 16 + zlib.MAX_WBITS
"""What makes zlib read the header of gzip."""

_PIECE: Final = 2**12
"""Bytes that are unpacked at once; few, for what is behind the end of a member is copied."""

_LARGE: Final = 2**16
"""Characters or bytes past which a text is read in a thread, so that others need not wait."""


async def read_aside(text: str | bytes, read: Callable[[], Answer]) -> Answer:
    """Return what a function makes of a text, in a thread where the text is large."""
    return await run_in_threadpool(read) if len(text) > _LARGE else read()


async def read_body(request: Request, settings: Settings) -> bytes:
    """Return the body of a request, decoded.

    Args:
        request: Its Content-Encoding may be gzip.
        settings: Of these, ``body_bytes``.

    Raises:
        TooLargeError: the body is larger than the limit, as sent or decoded.
        BadRequestError: the body is not gzip, though it says so.
        UnsupportedMediaTypeError: the body has another encoding.
    """
    most = settings.body_bytes
    data = bytearray()
    async for chunk in request.stream():
        data += chunk
        if len(data) > most:
            raise TooLargeError("body_bytes", most)
    encoding = request.headers.get("content-encoding", "identity").strip().lower()
    if encoding == "identity":
        return bytes(data)
    if encoding not in ("gzip", "x-gzip"):
        raise UnsupportedMediaTypeError(
            f"The body is encoded as {encoding}; gzip is read, or none."
        )
    packed = bytes(data)
    return await read_aside(packed, lambda: _unzipped(packed, most))


def _unzipped(data: bytes, most: int) -> bytes:
    """Return what the members of gzip hold, refusing more than a number of bytes meanwhile."""
    plain, start = bytearray(), 0
    reader = zlib.decompressobj(_GZIP)
    while start < len(data):
        if reader.eof:  # another member begins
            reader = zlib.decompressobj(_GZIP)
        piece = data[start : start + _PIECE]
        try:
            plain += reader.decompress(piece, most + 1 - len(plain))
        except zlib.error as error:
            raise BadRequestError("The body is not gzip, as its Content-Encoding says.") from error
        if len(plain) > most:
            raise TooLargeError("body_bytes", most)
        start += len(piece) - len(reader.unused_data)
    if not reader.eof:
        raise BadRequestError("The body is cut off: its gzip stream does not end.")
    return bytes(plain)


def media_type_of(content_type: str) -> str:
    """Return the media type in a Content-Type header, in lower case and without parameters.

    Args:
        content_type: The header; empty where there is none.

    Raises:
        UnsupportedMediaTypeError: its charset is not UTF-8.

    >>> media_type_of('Text/Turtle; charset="UTF-8"')
    'text/turtle'
    """
    media_type, parameters = parse_options_header(content_type)
    charset = parameters.get(b"charset", b"utf-8").decode("latin-1")
    if charset.lower() not in ("utf-8", "utf8", "us-ascii"):
        raise UnsupportedMediaTypeError(f"The body is in {charset}; it has to be in UTF-8.")
    return media_type.decode("latin-1").strip().lower()
