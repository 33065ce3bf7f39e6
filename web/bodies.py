"""Bodies of requests: read up to a limit, and decoded."""

import zlib
from typing import Final

from python_multipart.multipart import parse_options_header
from starlette.requests import Request

from graph.settings import Settings
from web.problems import BadRequestError, TooLargeError, UnsupportedMediaTypeError

_GZIP: Final = 16 + zlib.MAX_WBITS
"""What makes zlib read the header of gzip."""


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
    return _unzipped(bytes(data), most)


def _unzipped(data: bytes, most: int) -> bytes:
    """Return what gzip holds, refusing more than a number of bytes before it is unpacked."""
    reader = zlib.decompressobj(_GZIP)
    try:
        plain = reader.decompress(data, most + 1)
    except zlib.error as error:
        raise BadRequestError("The body is not gzip, as its Content-Encoding says.") from error
    if len(plain) > most:
        raise TooLargeError("body_bytes", most)
    if not reader.eof:
        raise BadRequestError("The body is cut off: its gzip stream does not end.")
    return plain


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
