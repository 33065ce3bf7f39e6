"""The application factory: ``uvicorn server:app``, ``granian --interface asgi server:app``."""

import gc
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Final

from fastapi import FastAPI
from starlette.middleware.cors import CORSMiddleware
from starlette.middleware.gzip import GZipMiddleware
from starlette.responses import Response

from graph.catalogue import Catalogue
from graph.resources import data_folder, program_version
from graph.settings import Settings
from graph.store import Store, open_store
from web import (
    exports,
    graph_store,
    graphs,
    maps,
    network,
    operations,
    pages,
    problems,
    queries,
    reports,
    review,
    search,
    sparql,
    things,
    timeline,
    void,
)
from web.application import Application
from web.assets import STATIC, Assets
from web.free_form import evaluator_of
from web.headers import COMPRESSION_LEVEL, CORS_HEADERS, SMALL, HeadersMiddleware
from web.service import Service, edition
from web.updates import begin
from web.warming import warming

_PARTS: Final = (
    operations,
    pages,
    search,
    things,
    exports,
    queries,
    network,
    graphs,
    maps,
    timeline,
    reports,
    sparql,
    graph_store,
    review,
    void,
)
"""What has routes, in the order in which they are looked through."""


def create_app(settings: Settings | None = None, store: Store | None = None) -> Application:
    """Return the application; it opens nothing before it starts.

    Args:
        settings: None reads them from the environment when the application starts.
        store: None opens the one that the settings name.
    """

    @asynccontextmanager
    async def lifespan(_: FastAPI) -> AsyncIterator[None]:
        folder = data_folder("queries")
        known = settings or Settings()
        opened = store or open_store(known.store, plain=not known.validate_writes)
        if not known.validate_writes:
            begin(opened)
        with evaluator_of(opened, known) as evaluator:
            service = Service(opened, Catalogue(folder), edition(folder), known, evaluator)
            app.open(service)
            with warming(service):
                yield

    app = Application(
        title="Comity",
        summary="Claims from reports of foreign ministries, each with its evidence.",
        version=program_version(),
        lifespan=lifespan,
        default_response_class=Response,
        docs_url=None,
        redoc_url=None,
    )
    problems.install(app)
    for part in _PARTS:
        app.include_router(part.router)
    app.mount("/static", Assets(directory=STATIC))
    direct = (queries.router, things.documents, sparql.router)
    app.direct(route for router in direct for route in router.routes)
    app.add_middleware(GZipMiddleware, minimum_size=SMALL, compresslevel=COMPRESSION_LEVEL)
    app.add_middleware(
        CORSMiddleware,
        allow_origins=["*"],
        # No cookie or password of a browser opens a write: a page has to know the token.
        allow_methods=["GET", "HEAD", "POST", "PUT", "DELETE"],
        allow_headers=["Authorization", "Content-Encoding", "If-Match", "If-None-Match"],
        expose_headers=[CORS_HEADERS["Access-Control-Expose-Headers"]],
    )
    app.add_middleware(HeadersMiddleware)
    return app


app = create_app()

# What is loaded by now stays. Each full collection would look at all of it, while requests wait.
gc.collect()
gc.freeze()
