"""Things by their IRI: 303 from the thing to its description, and the description in each form."""

from typing import Annotated, Any, Final

import pyoxigraph as ox
from fastapi import APIRouter, Path, Query
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from graph.errors import NotFoundError
from graph.export import rdf
from graph.namespaces import ID, ONTOLOGY_GRAPH, SLUG
from graph.results import GRAPH_FORMATS, TURTLE
from graph.store import Store
from web.addresses import fields_of
from web.changes import changes
from web.claim_diagram import diagram
from web.claims import LIMIT_OF_THING, claims_where, held_by, itself
from web.descriptions import describe, triples_about
from web.direct import DirectRoute
from web.documentation import documentation
from web.evaluation import contained
from web.negotiation import DOCUMENT, HTML, choose
from web.openapi import documented, problems
from web.replies import paced_reply, reply
from web.service import Current, Service, service_of
from web.shapes_in_words import shapes
from web.standing import MOST, standing_of
from web.templating import address, render
from web.triples import Triples

router = APIRouter(tags=["things"])
documents = APIRouter(route_class=DirectRoute)

FormatName = Annotated[
    str | None,
    Query(alias="format", description="turtle, ntriples, jsonld, rdfxml or html, before Accept."),
]
_NAME: Final[dict[str, Any]] = {
    "name": "name",
    "in": "path",
    "required": True,
    "description": "The slug of a thing, alone or with the suffix of a form: cambodia.ttl.",
    "schema": {"type": "string"},
}
_FORMAT: Final[dict[str, Any]] = {
    "name": "format",
    "in": "query",
    "description": "turtle, ntriples, jsonld, rdfxml or html, before Accept.",
    "schema": {"type": "string"},
}
_ALL: Final[dict[str, Any]] = {
    "name": "all",
    "in": "query",
    "description": "The list of claims that the page shows whole, such as asserted or held.",
    "schema": {"type": "string"},
}
Suffix = Annotated[str, Path(description="ttl, nt, jsonld, rdf or html.")]


def links(address: str) -> str:
    """Return the Link header of a description: each of its forms, and where the data are."""
    alternates = [
        f'<{address}.{form.suffix}>; rel="alternate"; type="{form.media_type}"' for form in DOCUMENT
    ]
    described = f'<{address}.{TURTLE.suffix}>; rel="describedby"; type="text/turtle"'
    return ", ".join([*alternates, described])


@router.get(
    "/id/{slug}",
    status_code=303,
    responses={303: {"description": "The description of the thing is elsewhere."}, **problems()},
)
async def thing(slug: str) -> Response:
    """Send from a thing, which no server can send, to its description."""
    if not SLUG.fullmatch(slug):
        raise NotFoundError(f"{slug} is not the name of a thing.")
    address = f"/doc/{slug}"
    return RedirectResponse(address, 303, {"Link": f'<{address}>; rel="describedby"'})


@documents.get(
    "/doc/{name}",  # noqa: FAST003  # a direct route
    responses=documented(DOCUMENT),
    openapi_extra={"parameters": [_NAME, _FORMAT, _ALL]},
)
async def document(request: Request) -> Response:
    """Describe a thing: its own triples, and the claims that join it, with their evidence."""
    service = service_of(request)
    slug, _, suffix = request.path_params["name"].partition(".")
    if not SLUG.fullmatch(slug):
        raise NotFoundError(f"{slug} is not the name of a thing.")
    fields = dict(fields_of(request))
    form = choose(request, DOCUMENT, suffix or fields.get("format"))
    version, iri = service.version, ox.NamedNode(f"{ID}{slug}")

    def make() -> bytes:
        if form is HTML:
            content = _page(service, iri, fields.get("all", ""))
        else:
            content = _data(service, iri, form.name)
        if content is None:
            raise NotFoundError(f"The store says nothing of {slug}.", f"Search: /search?q={slug}")
        return content

    pace = service.pace(version, ("/doc/", form.name))
    headers = {"Link": links(f"/doc/{slug}")}
    return await paced_reply(pace, request, version, form, lambda: contained(make), headers)


router.include_router(documents)


@router.get("/ontology", responses=documented(DOCUMENT))
def ontology(request: Request, service: Current, format_name: FormatName = None) -> Response:
    """Return the ontology: classes, properties, codes and shapes."""
    return _ontology(request, service, format_name)


@router.get("/ontology.{suffix}", responses=documented(DOCUMENT))
def ontology_file(suffix: Suffix, request: Request, service: Current) -> Response:
    """Return the ontology in the form that a suffix names."""
    return _ontology(request, service, suffix)


def _ontology(request: Request, service: Service, named: str | None) -> Response:
    """Return the ontology in a form that is named, or else negotiated."""
    form = choose(request, DOCUMENT, named)
    version = service.version

    def make() -> bytes:
        if form is HTML:
            return _documentation(service.store)
        return rdf.write_triples((q.triple for q in service.store.dump(ONTOLOGY_GRAPH)), form.name)

    return reply(request, version, form, make, {"Link": links("/ontology")})


def _documentation(store: Store) -> bytes:
    """Return the page of the ontology."""
    triples = Triples(store.dump(ONTOLOGY_GRAPH))
    ontology = documentation(store, triples)
    return render(
        "ontology.html",
        ontology=ontology,
        anchors=ontology.anchors,
        diagram=diagram(triples),
        shapes=shapes(triples),
        changes=changes(),
        forms=GRAPH_FORMATS,
    )


def _data(service: Service, iri: ox.NamedNode, format_name: str) -> bytes | None:
    """Return the RDF of a thing, or None where the store says nothing of it."""
    triples = triples_about(service.store, iri)
    return rdf.write_triples(triples, format_name) if triples else None


def _page(service: Service, iri: ox.NamedNode, whole: str) -> bytes | None:
    """Return the page of a thing, or None where the store says nothing of it.

    Args:
        service: Has the store.
        iri: The thing.
        whole: Which of its lists of claims is shown whole.
    """
    thing = describe(service.store, iri)
    if thing is None:
        return None
    about = standing_of(service.store, iri, whole)
    most = MOST if whole == "held" else LIMIT_OF_THING
    return render(
        "thing.html",
        thing=thing,
        claim=next(iter(claims_where(service.store, itself(iri)).shown), None),
        about=about,
        held=claims_where(service.store, held_by(iri, about.shown), most),
        forms=GRAPH_FORMATS,
        whole=whole,
        most=MOST,
        page=address(iri.value),
    )
