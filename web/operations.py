"""Routes for those who run or call the server: liveness, readiness, problems, documentation."""

import json
from typing import TYPE_CHECKING, Any, Final

from fastapi import APIRouter
from prometheus_client import CONTENT_TYPE_PLAIN_0_0_4
from starlette.requests import Request
from starlette.responses import Response

from graph.errors import NotFoundError
from graph.results import Representation
from web.kinds import KINDS
from web.negotiation import DATA, HTML, JSON, choose
from web.openapi import documented
from web.service import Current
from web.templating import render

if TYPE_CHECKING:
    from web.metrics import Metrics

router = APIRouter(tags=["operations"])

FIGURES: Final = Representation("prometheus", (CONTENT_TYPE_PLAIN_0_0_4,), "txt")
_VARY: Final = {"Vary": "Accept, Accept-Encoding"}


@router.get("/health", responses=documented([JSON], conditional=False))
async def health() -> Response:
    """Tell that the process answers."""
    return Response(b'{"status": "alive"}', media_type=JSON.media_type)


@router.get("/ready", responses=documented([JSON], conditional=False))
async def ready(service: Current) -> Response:
    """Tell whether there is a store to answer from, and which version of it."""
    content = json.dumps({"status": "ready", "version": service.store.version})
    return Response(content, media_type=JSON.media_type)


@router.get("/metrics", responses=documented([FIGURES], conditional=False))
async def metrics(request: Request) -> Response:
    """Return figures on requests, the cache and free-form queries, as Prometheus reads them."""
    figures: Metrics = request.app.state.metrics
    return Response(figures.text(), media_type=FIGURES.media_type)


@router.get("/problems/{name}", responses=documented(DATA))
async def explain(name: str, request: Request) -> Response:
    """Say what a kind of problem means, and what to do about it."""
    if name not in KINDS:
        raise NotFoundError(f"There is no problem {name}.", f"There are: {', '.join(KINDS)}.")
    kind, form = KINDS[name], choose(request, DATA)
    if form is HTML:
        return Response(render("kind.html", kind=kind), 200, _VARY, HTML.media_type)
    content = json.dumps({**vars(kind), "type": kind.type})
    return Response(content, 200, _VARY, JSON.media_type)


@router.get("/docs", responses=documented([HTML], conditional=False))
async def docs(request: Request) -> Response:
    """List the routes with their parameters, as /openapi.json has them."""
    form = choose(request, [HTML])
    paths: dict[str, Any] = request.app.openapi()["paths"]
    return Response(render("docs.html", paths=paths), 200, _VARY, form.media_type)
