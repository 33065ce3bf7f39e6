"""Conditional requests: what makes an answer the same answer, and the reply that says so."""

import hashlib
from collections.abc import Callable, Mapping
from functools import cache
from typing import Final, TypeAlias

from starlette.requests import Request
from starlette.responses import Response, StreamingResponse

from graph.results import Representation
from web.content import Content
from web.pace import Pace

Pair: TypeAlias = tuple[bytes, bytes]
"""Name and value of a header."""

_VARY: Final = (b"vary", b"Accept, Accept-Encoding")

_SENT_AT_ONCE: Final = 2**20
"""Most bytes of a result that are sent in one piece, and so can be compressed in one."""


def entity_tag(request: Request, version: str, form: Representation) -> str:
    """Return the ETag of an answer: a digest of data, request and form.

    Args:
        request: Its path and query string count.
        version: Version of the data, the queries and the templates.
        form: The form that was chosen.

    The tag is weak: compression changes the bytes, and solutions may come in another order.
    """
    scope = request.scope
    named = "\0".join((version, form.media_type, scope["path"], "")).encode()
    return f'W/"{hashlib.sha256(named + scope["query_string"]).hexdigest()[:32]}"'


def is_known(tag: str, known: str) -> bool:
    """Tell whether a list of tags, as in If-None-Match, has a tag."""
    return tag.removeprefix("W/") in (each.strip().removeprefix("W/") for each in known.split(","))


class Reply(Response):
    """An answer whose headers are bytes already; to make those of the framework takes longer.

    Args:
        status: Its status.
        headers: All of its headers, but for those that every response has.
        body: Its content.
    """

    def __init__(self, status: int, headers: list[Pair], body: bytes = b"") -> None:
        self.status_code = status
        self.raw_headers = headers
        self.body = body
        self.background = None


@cache
def _content_type(media_type: str) -> Pair:
    """Return the header of a media type."""
    charset = "; charset=utf-8" if media_type.startswith("text/") else ""
    return b"content-type", f"{media_type}{charset}".encode()


class Conditional:
    """An answer that a client may hold already.

    Args:
        request: Its method and its If-None-Match header count.
        version: Version of the data, read *before* the query was: an answer may be newer than
            its tag says, which costs one more transfer; older would be wrong for good.
        form: The form that was chosen.
        headers: Further headers.
    """

    def __init__(
        self,
        request: Request,
        version: str,
        form: Representation,
        headers: Mapping[str, str] | None = None,
    ) -> None:
        self._media_type = form.media_type
        self._headers: list[Pair] = [_VARY]
        for name, value in (headers or {}).items():
            self._headers.append((name.lower().encode(), value.encode()))
        self._known = ""
        self.is_held = False
        if request.method == "GET":
            tag = entity_tag(request, version, form)
            self._headers.append((b"etag", tag.encode()))
            known = dict(request.scope["headers"]).get(b"if-none-match")
            if known is not None:
                self._known = known.decode("latin-1")
                self.is_held = is_known(tag, self._known)

    def not_modified(self) -> Response:
        """Return what a client gets that holds the answer."""
        return Reply(304, self._headers)

    def response(self, content: bytes | Content) -> Response:
        """Return the answer."""
        if self._known.strip() == "*":  # true of any answer, so only once there is one
            return self.not_modified()
        if isinstance(content, Content) and content.size > _SENT_AT_ONCE:
            response = StreamingResponse(content.chunks())
            response.raw_headers = self._of_body(content.size)
            return response
        data = content.read() if isinstance(content, Content) else content
        return Reply(200, self._of_body(len(data)), data)

    def _of_body(self, size: int) -> list[Pair]:
        """Return the headers of an answer with a body of so many bytes."""
        length = (b"content-length", b"%d" % size)
        return [*self._headers, length, _content_type(self._media_type)]


def reply(
    request: Request,
    version: str,
    form: Representation,
    make: Callable[[], bytes | Content],
    headers: Mapping[str, str] | None = None,
) -> Response:
    """Return an answer, or 304 where the client holds it already.

    Args:
        request: As ``Conditional`` takes it; so are version, form and headers.
        version: Version of the data, read before the query was.
        form: The form that was chosen.
        make: Returns the content; not called where the client holds it.
        headers: Further headers.
    """
    conditional = Conditional(request, version, form, headers)
    return conditional.not_modified() if conditional.is_held else conditional.response(make())


async def paced_reply(
    pace: Pace,
    request: Request,
    version: str,
    form: Representation,
    make: Callable[[], bytes],
    headers: Mapping[str, str] | None = None,
) -> Response:
    """Return an answer as ``reply`` does, made at once if that is quick, else in a thread."""
    conditional = Conditional(request, version, form, headers)
    if conditional.is_held:
        return conditional.not_modified()
    return conditional.response(await pace.run(make))
