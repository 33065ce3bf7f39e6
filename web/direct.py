"""Routes that are called without FastAPI's injection, which takes longer than a small query."""

from collections.abc import Sequence
from typing import Final

from fastapi.routing import APIRoute
from starlette.requests import ClientDisconnect, Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Match
from starlette.types import ASGIApp, Receive, Scope, Send

from graph.errors import ComityError
from web.problems import ProblemError, answer

_LEFT: Final = 499
"""The status that servers give, for want of a standard one, to a request whose client has left."""


class DirectRoute(APIRoute):
    """A route whose function is a coroutine that takes the request and nothing else.

    FastAPI describes it in the OpenAPI document, with the parameters that ``openapi_extra`` has.
    """


class DirectMiddleware:
    """Call direct routes by themselves, and leave the others to the application.

    Args:
        app: The application.
        routes: Its routes.
    """

    def __init__(self, app: ASGIApp, routes: Sequence[BaseRoute]) -> None:
        self.app = app
        self._routes = [route for route in routes if isinstance(route, DirectRoute)]

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request."""
        if scope["type"] == "http":
            for route in self._routes:
                match, found = route.matches(scope)
                if match is Match.FULL:
                    scope.update(found)
                    await _call(route, scope, receive, send)
                    return
        await self.app(scope, receive, send)


async def _call(route: DirectRoute, scope: Scope, receive: Receive, send: Send) -> None:
    """Answer a request of a direct route."""
    request = Request(scope, receive, send)
    try:
        response = await route.endpoint(request)
    except (ComityError, ProblemError) as error:
        response = await answer(request, error)
    except ClientDisconnect:
        response = Response(status_code=_LEFT)  # nobody reads it, but it is counted
    await response(scope, receive, send)
