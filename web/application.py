"""The application: FastAPI behind the cache, with each request counted."""

import time
from collections.abc import Iterable
from http import HTTPStatus
from typing import Any

from fastapi import FastAPI
from starlette.middleware.errors import ServerErrorMiddleware
from starlette.routing import BaseRoute
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from graph.errors import StoreError
from web.cache import NO_BODY, Cache
from web.direct import Direct
from web.metrics import Metrics
from web.problems import answer
from web.service import Service


class Application(FastAPI):
    """FastAPI, asked only for what is not kept as bytes.

    Args:
        **options: As FastAPI takes them.
    """

    def __init__(self, **options: Any) -> None:  # noqa: ANN401  # FastAPI's own
        super().__init__(**options)
        self._cache: Cache | None = None
        self._metrics: Metrics | None = None
        self._routed: ASGIApp = super().__call__

    def direct(self, routes: Iterable[BaseRoute]) -> None:
        """Answer some routes without the middleware of the others."""
        # Beside the application, it also answers a fault of the program.
        self._routed = ServerErrorMiddleware(Direct(self._routed, routes), handler=answer)

    def open(self, service: Service) -> None:
        """Begin to answer from what a service holds."""
        self.state.service = service
        self._cache = Cache(service.sight, service.settings.cache_bytes)
        self.state.metrics = self._metrics = Metrics(service, self._cache)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request from the cache, or else by its route."""
        cache, metrics = self._cache, self._metrics
        if scope["type"] != "http" or cache is None or metrics is None:
            await super().__call__(scope, receive, send)
            return
        start = time.perf_counter()
        headers = dict(scope["headers"])
        is_plain = len(headers) == len(scope["headers"])  # no header is given twice
        try:
            entry = cache.find(scope, headers) if is_plain else None
        except StoreError:
            entry = None  # the route tells
        if entry is not None:
            is_held = b"if-none-match" in headers and entry.is_held(headers)
            await send(entry.held if is_held else entry.start)
            await send(NO_BODY if is_held or scope["method"] == "HEAD" else entry.body)
            entry.timings[is_held].add(time.perf_counter() - start)
            return
        version = _version(cache, scope) if is_plain else None
        recorder = _Recorder(send)
        scope["app"] = self
        try:
            await self._routed(scope, receive, recorder.send)
        finally:
            timing = metrics.timing(scope, recorder.status)
            timing.add(time.perf_counter() - start)
        if version and recorder.is_whole:
            timings = (timing, metrics.timing(scope, HTTPStatus.NOT_MODIFIED))
            cache.keep(scope, headers, version, (recorder.start, recorder.body), timings)


class _Recorder:
    """Passes the messages of an answer on, and remembers them.

    Args:
        send: Takes them.
    """

    def __init__(self, send: Send) -> None:
        self._send = send
        self._pieces = 0
        self.start: Message = {}
        self.body: Message = {}

    async def send(self, message: Message) -> None:
        """Pass a message on."""
        if message["type"] == "http.response.start":
            self.start = message
        else:
            self.body = message
            self._pieces += 1
        await self._send(message)

    @property
    def status(self) -> int:
        """Return the status of the answer; of none, that of a failure."""
        return int(self.start.get("status", HTTPStatus.INTERNAL_SERVER_ERROR))

    @property
    def is_whole(self) -> bool:
        """Tell whether it was an answer, sent in one piece."""
        return self.status == HTTPStatus.OK and self._pieces == 1 and "body" in self.body


def _version(cache: Cache, scope: Scope) -> str | None:
    """Return the version that the answer to a request may be kept for, or None."""
    try:
        return cache.version_for(scope)
    except StoreError:
        return None  # the route tells
