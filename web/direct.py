"""Routes that are called without FastAPI's injection and the middleware around it.

Together these take longer than a small query. Here a route is found by the first step of its path,
its coroutine gets the request, and the answer gets in one go what the middleware would give it.
"""

import zlib
from collections import defaultdict
from collections.abc import AsyncGenerator, Iterable
from typing import Final

from fastapi.routing import APIRoute
from starlette.requests import ClientDisconnect, Request
from starlette.responses import Response, StreamingResponse
from starlette.routing import BaseRoute
from starlette.types import ASGIApp, Receive, Scope, Send

from graph.errors import ComityError
from web.headers import (
    COMPRESSION_LEVEL,
    CORS_HEADERS,
    DEFAULT_HEADERS,
    SMALL,
    takes_gzip,
)
from web.problems import ProblemError, answer

_LEFT: Final = 499
"""The status that servers give, for want of a standard one, to a request whose client has left."""

_DEFAULT: Final = [
    (name.lower().encode(), value.encode()) for name, value in DEFAULT_HEADERS.items()
]
_CORS: Final = [(name.lower().encode(), value.encode()) for name, value in CORS_HEADERS.items()]


class DirectRoute(APIRoute):
    """A route whose function is a coroutine that takes the request and nothing else.

    FastAPI describes it in the OpenAPI document, with the parameters that ``openapi_extra`` has.
    """


class Direct:
    """Calls direct routes, and leaves other requests to the application.

    Args:
        app: The application.
        routes: Its routes, of which those are called that are direct.
    """

    def __init__(self, app: ASGIApp, routes: Iterable[BaseRoute]) -> None:
        self._app = app
        self._routes: defaultdict[str, list[DirectRoute]] = defaultdict(list)
        for route in routes:
            if isinstance(route, DirectRoute):
                self._routes[route.path.split("/", 2)[1]].append(route)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request."""
        _, _, step = scope["path"].partition("/")  # of OPTIONS *, the path has no slash
        method = "GET" if scope["method"] == "HEAD" else scope["method"]
        for route in self._routes.get(step.partition("/")[0], ()):
            found = route.path_regex.match(scope["path"])
            if found is not None and method in (route.methods or ()):
                scope.update(route=route, path_params=found.groupdict())
                asked = scope if method == scope["method"] else {**scope, "method": method}
                response = await _answer(route, Request(asked, receive, send))
                response = await _finished(response, scope)
                await response(scope, receive, send)
                return
        await self._app(scope, receive, send)


async def _answer(route: DirectRoute, request: Request) -> Response:
    """Return the answer of a route, or the problem that it makes."""
    try:
        response: Response = await route.endpoint(request)
    except (ComityError, ProblemError) as error:
        return await answer(request, error)
    except ClientDisconnect:
        return Response(status_code=_LEFT)  # nobody reads it, but it is counted
    return response


async def _finished(response: Response, scope: Scope) -> Response:
    """Return an answer with what middleware gives it: headers, compression, no body for HEAD.

    A large result is sent as it is: its length is known, and it comes piece by piece.
    """
    present = {name for name, _ in response.raw_headers}
    response.raw_headers += [pair for pair in _DEFAULT if pair[0] not in present]
    headers = dict(scope["headers"])
    if b"origin" in headers:
        response.raw_headers += _CORS
    if isinstance(response, StreamingResponse):
        return await _without_body(response) if scope["method"] == "HEAD" else response
    accepted = headers.get(b"accept-encoding", b"")
    if len(response.body) >= SMALL and takes_gzip(accepted.decode("latin-1")):
        packer = zlib.compressobj(COMPRESSION_LEVEL, zlib.DEFLATED, 16 + zlib.MAX_WBITS)
        response.body = packer.compress(response.body) + packer.flush()
        response.headers["Content-Length"] = str(len(response.body))
        response.headers["Content-Encoding"] = "gzip"
    if scope["method"] == "HEAD":
        response.body = b""
    return response


async def _without_body(response: StreamingResponse) -> Response:
    """Return the head of an answer, whose file is closed."""
    pieces = response.body_iterator
    if isinstance(pieces, AsyncGenerator):
        await anext(pieces, None)  # one that was never begun would not close it
        await pieces.aclose()
    head = Response(status_code=response.status_code)
    head.raw_headers = response.raw_headers
    return head
