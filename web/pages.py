"""The entrance: what this is, what can be asked, what is in it."""

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import Response

from graph.analysis import MODALITIES
from graph.namespaces import CODE
from graph.records import select
from web.exports import ALL, files
from web.negotiation import HTML, choose
from web.openapi import documented
from web.queries import by_tag
from web.replies import reply
from web.reports import reports
from web.service import Current, Service
from web.templating import render

router = APIRouter(tags=["pages"])


@router.get("/", responses=documented([HTML]))
def home(request: Request, service: Current) -> Response:
    """Show the reports, the canned queries and how many claims there are of each modality."""
    form = choose(request, [HTML])
    return reply(request, service.version, form, lambda: _home(service))


def _home(service: Service) -> bytes:
    """Return the entrance page."""
    store = service.store
    counts = {
        solution["modality"].value.removeprefix(f"{CODE}modality/"): int(solution["count"].value)
        for solution in select(
            store.query,
            """SELECT ?modality (COUNT(?claim) AS ?count) {
                 ?claim a comity:Claim ; comity:modality ?modality } GROUP BY ?modality""",
        )
    }
    return render(
        "home.html",
        modalities={name: counts.get(name, 0) for name in MODALITIES},
        articles=[(one.id, one.name, one.claims) for one in reports(store)],
        groups=by_tag(service),
        graphs=[*files(store.graph_names()), ALL],
    )
