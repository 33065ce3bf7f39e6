"""Conditional requests: what makes an answer the same answer, and the reply that says so."""

import hashlib
from collections.abc import Callable, Mapping
from typing import Final

from starlette.requests import Request
from starlette.responses import Response, StreamingResponse

from graph.results import Representation
from web.evaluation import Content, Pace

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
    parts = (version, form.media_type, scope["path"], scope["query_string"].decode("latin-1"))
    return f'W/"{hashlib.sha256(chr(0).join(parts).encode()).hexdigest()[:32]}"'


def is_known(tag: str, known: str) -> bool:
    """Tell whether a list of tags, as in If-None-Match, has a tag."""
    return tag.removeprefix("W/") in (each.strip().removeprefix("W/") for each in known.split(","))


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
        self._headers = {"Vary": "Accept, Accept-Encoding", **(headers or {})}
        self._known = ""
        self.is_held = False
        if request.method == "GET":
            tag = entity_tag(request, version, form)
            self._headers = {"ETag": tag, **self._headers}
            self._known = request.headers.get("if-none-match", "")
            self.is_held = bool(self._known) and is_known(tag, self._known)

    def not_modified(self) -> Response:
        """Return what a client gets that holds the answer."""
        return Response(status_code=304, headers=self._headers)

    def response(self, content: bytes | Content) -> Response:
        """Return the answer."""
        if self._known.strip() == "*":  # true of any answer, so only once there is one
            return self.not_modified()
        if isinstance(content, Content) and content.size > _SENT_AT_ONCE:
            headers = {**self._headers, "Content-Length": str(content.size)}
            return StreamingResponse(content.chunks(), 200, headers, self._media_type)
        data = content.read() if isinstance(content, Content) else content
        return Response(data, 200, self._headers, self._media_type)


def reply(
    request: Request,
    version: str,
    form: Representation,
    make: Callable[[], bytes],
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
