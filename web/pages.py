"""The entrance: what this is, what can be asked, what is in it."""

from typing import Final

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import Response

from graph.analysis import MODALITIES
from graph.namespaces import CODE
from graph.records import select
from graph.search import LabelIndex
from graph.store import Store
from web.exports import ALL, files
from web.kept import once_a_version
from web.negotiation import HTML, choose
from web.openapi import documented
from web.replies import reply
from web.reports import reports
from web.service import Current, Service
from web.templating import render
from web.topics import by_topic, starters

router = APIRouter(tags=["pages"])

_ACTORS: Final = {
    "states": ("State",),
    "people": ("Person",),
    "bodies and missions": ("GovernmentBody", "DiplomaticMission"),
    "organizations": ("InternationalOrganization",),
    "groups": ("AgentGroup",),
    "left unnamed": ("UnspecifiedAgent",),
}
"""Heading → local names of the classes of the actors below it."""


@router.get("/", responses=documented([HTML]))
def home(request: Request, service: Current) -> Response:
    """Show the reports, the canned queries and how many claims there are of each modality."""
    form = choose(request, [HTML])
    return reply(request, service.version, form, lambda: home_page(service))


def home_page(service: Service) -> bytes:
    """Return the entrance page."""
    store = service.store
    counts = _claims(store)
    return render(
        "home.html",
        modalities={name: counts.get(name, 0) for name in MODALITIES},
        articles=[(one.id, one.name, one.claims) for one in reports(store)],
        actors=_actors(store),
        years=_years(store),
        starters=starters(service.catalogue),
        groups=by_topic(service.catalogue),
        reviews=bool(service.settings.token.get_secret_value()),
        graphs=[*files(store.graph_names()), ALL],
    )


@once_a_version
def _claims(store: Store) -> dict[str, int]:
    """Return modality → how many claims."""
    solutions = select(
        store.query,
        # Claims alone have one; to look at the class of each takes ten times as long.
        """SELECT ?modality (COUNT(*) AS ?count) { ?claim comity:modality ?modality }
           GROUP BY ?modality""",
    )
    return {
        modality.value.removeprefix(f"{CODE}modality/"): int(count.value)
        for modality, count in solutions
    }


def _actors(store: Store) -> dict[str, int]:
    """Return heading → number of actors that claims join, without those that are none."""
    index = LabelIndex.open(store)
    counts = {heading: index.count(kinds) for heading, kinds in _ACTORS.items()}
    return {heading: count for heading, count in counts.items() if count}


def _years(store: Store) -> list[str]:
    """Return the years that reports are about, in order."""
    periods = select(
        store.query,
        "SELECT DISTINCT ?period { ?report a schema:Report ; schema:temporalCoverage ?period }",
    )
    return sorted(period.value for (period,) in periods)
