"""Finding things by name, as one types."""

import json
from typing import Annotated

from fastapi import APIRouter, Query
from starlette.requests import Request
from starlette.responses import Response

from graph.search import LabelIndex
from web.headers import NOT_KEPT
from web.negotiation import DATA, HTML, choose
from web.openapi import documented
from web.replies import reply
from web.service import Current
from web.templating import address, render

router = APIRouter(tags=["things"])


@router.get("/search", responses=documented(DATA))
def search(
    request: Request,
    service: Current,
    q: Annotated[str, Query(description="Part of a label or alias.", max_length=200)] = "",
    kind: Annotated[
        str | None,
        Query(alias="type", description="A class, such as State; several: State,Person."),
    ] = None,
    limit: Annotated[int, Query(ge=1, le=100, description="Most matches to return.")] = 10,
) -> Response:
    """Find things whose labels or aliases fit a text; case and accents do not matter."""
    form, version = choose(request, DATA), service.version
    index = LabelIndex.open(service.store)
    is_earlier = not version.startswith(index.version)  # of a large store, just after a write

    def make() -> bytes:
        matches = index.search(q, kind or None, limit)
        if form is HTML:
            return render("search.html", q=q, kind=kind or "", limit=limit, matches=matches)
        found = [{**vars(match), "href": address(match.iri)} for match in matches]
        return json.dumps(found, ensure_ascii=False).encode()

    if is_earlier:
        version, headers = f"{index.version}-{service.edition}", {"Cache-Control": NOT_KEPT}
        return reply(request, version, form, make, headers)
    return reply(request, version, form, make)
