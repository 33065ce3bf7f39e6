"""The application factory: ``uvicorn server:app``, ``granian --interface asgi server:app``."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from fastapi import FastAPI
from starlette.middleware.cors import CORSMiddleware
from starlette.middleware.gzip import GZipMiddleware
from starlette.responses import Response
from starlette.staticfiles import StaticFiles

from graph.catalogue import Catalogue
from graph.resources import data_folder, program_version
from graph.settings import Settings
from graph.store import Store, open_store
from web import (
    exports,
    network,
    operations,
    pages,
    problems,
    queries,
    search,
    sparql,
    things,
)
from web.direct import DirectMiddleware
from web.free_form import evaluator_of
from web.headers import HeadersMiddleware
from web.service import Service, edition
from web.templating import FOLDER


def create_app(settings: Settings | None = None, store: Store | None = None) -> FastAPI:
    """Return the application; it opens nothing before it starts.

    Args:
        settings: None reads them from the environment when the application starts.
        store: None opens the one that the settings name.
    """

    @asynccontextmanager
    async def lifespan(app: FastAPI) -> AsyncIterator[None]:
        folder = data_folder("queries")
        known = settings or Settings()
        opened = open_store(known.store) if store is None else store
        with evaluator_of(opened, known) as evaluator:
            app.state.service = Service(
                opened, Catalogue(folder), edition(folder), known, evaluator
            )
            yield

    app = FastAPI(
        title="Comity",
        summary="Claims from reports of foreign ministries, each with its evidence.",
        version=program_version(),
        lifespan=lifespan,
        default_response_class=Response,
        docs_url=None,
        redoc_url=None,
    )
    problems.install(app)
    for part in (operations, pages, search, things, exports, queries, network, sparql):
        app.include_router(part.router)
    app.mount("/static", StaticFiles(directory=FOLDER / "static"))
    app.add_middleware(DirectMiddleware, routes=[*queries.router.routes, *things.router.routes])
    app.add_middleware(GZipMiddleware, compresslevel=5)
    app.add_middleware(
        CORSMiddleware,
        allow_origins=["*"],
        allow_methods=["GET", "HEAD", "POST"],
        allow_headers=["If-None-Match"],
        expose_headers=["ETag", "Link"],
    )
    app.add_middleware(HeadersMiddleware)
    return app


app = create_app()
