"""Conditional requests: what makes an answer the same answer, and the reply that says so."""

import hashlib
from collections.abc import Callable, Mapping

from starlette.requests import Request
from starlette.responses import Response

from graph.results import Representation


def entity_tag(request: Request, version: str, form: Representation) -> str:
    """Return the ETag of an answer: a digest of data, request and form.

    Args:
        request: Its path and query string count.
        version: Version of the data, the queries and the templates.
        form: The form that was chosen.

    The tag is weak: compression changes the bytes, and solutions may come in another order.
    """
    parts = (version, form.media_type, request.url.path, request.url.query)
    return f'W/"{hashlib.sha256(chr(0).join(parts).encode()).hexdigest()[:32]}"'


def reply(
    request: Request,
    version: str,
    form: Representation,
    make: Callable[[], bytes],
    headers: Mapping[str, str] | None = None,
) -> Response:
    """Return an answer, or 304 where the client holds it already.

    Args:
        request: Its If-None-Match header counts.
        version: Version of the data, read *before* the query was: an answer may be newer than
            its tag says, which costs one more transfer; older would be wrong for good.
        form: The form that was chosen.
        make: Returns the content; not called where the client holds it.
        headers: Further headers.
    """
    if request.method != "GET":
        return Response(make(), 200, {"Vary": "Accept", **(headers or {})}, form.media_type)
    tag = entity_tag(request, version, form)
    common = {"ETag": tag, "Vary": "Accept", **(headers or {})}
    known = request.headers.get("if-none-match", "")
    if tag.removeprefix("W/") in (each.strip().removeprefix("W/") for each in known.split(",")):
        return Response(status_code=304, headers=common)
    content = make()
    if known.strip() == "*":  # true of any answer, so only once there is one
        return Response(status_code=304, headers=common)
    return Response(content, 200, common, form.media_type)
