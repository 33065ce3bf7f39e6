"""What every response carries, whichever route or error wrote it."""

import re
from functools import lru_cache
from typing import Final

from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

NOT_KEPT: Final = "no-store"
"""Cache-Control of an answer that will be another one soon."""

DEFAULT_HEADERS: Final = {
    "Content-Security-Policy": "default-src 'self'; object-src 'none'; base-uri 'none'; "
    "form-action 'self'; frame-ancestors 'none'",
    "X-Content-Type-Options": "nosniff",
    # A cache asks again before it uses what it holds: the store may have changed, and an
    # unchanged answer costs one digest and no query.
    "Cache-Control": "no-cache",
}
"""Header → value, unless the response has its own."""


CORS_HEADERS: Final = {
    "Access-Control-Allow-Origin": "*",
    "Access-Control-Expose-Headers": "ETag, Link, Location",
}
"""Header → value of an answer to a page of another origin."""

SMALL: Final = 500
"""Bytes below which an answer is not compressed."""

COMPRESSION_LEVEL: Final = 5


@lru_cache(maxsize=256)
def takes_gzip(accepted: str) -> bool:
    """Tell whether an Accept-Encoding header allows gzip by name.

    >>> takes_gzip("br, gzip;q=0.5"), takes_gzip("gzip;q=0.0, *"), takes_gzip("")
    (True, False, False)
    """
    for part in accepted.lower().split(","):
        coding, *parameters = (piece.strip() for piece in part.split(";"))
        if coding == "gzip":
            return not any(_NOT_AT_ALL.fullmatch(parameter) for parameter in parameters)
    return False


_NOT_AT_ALL: Final = re.compile(r"q\s*=\s*0(\.0*)?")
"""The weight with which a client rules an encoding out."""


class HeadersMiddleware:
    """Answer HEAD as GET without the body, and give each response the default headers."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on; add to what comes back."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        headers = Headers(scope=scope)
        inner = scope
        if scope["method"] == "HEAD":
            inner = {**scope, "method": "GET"}
        accepted = headers.get("accept-encoding", "")
        if "gzip" in accepted and not takes_gzip(accepted):
            others = [pair for pair in scope["headers"] if pair[0] != b"accept-encoding"]
            inner = {**inner, "headers": others}

        async def send_on(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in DEFAULT_HEADERS.items():
                    headers.setdefault(name, value)
            elif scope["method"] == "HEAD":
                message = {**message, "body": b""}
            await send(message)

        await self.app(inner, receive, send_on)
        if "route" in inner:
            scope["route"] = inner["route"]
