"""How two things are linked, as data and as a page."""

import json
from collections.abc import Mapping, Sequence
from typing import Annotated, Final, Literal

import pyoxigraph as ox
from fastapi import APIRouter, Query
from starlette.requests import Request
from starlette.responses import Response

from graph.analysis import ASSERTED, MODALITIES, Hop, find_path
from web.claims import Claim, Claims
from web.graphs import elements
from web.names import names_of
from web.negotiation import DATA, HTML, choose
from web.openapi import documented
from web.replies import reply
from web.selections import along
from web.service import Current, Service
from web.templating import render

router = APIRouter(tags=["network"])

_AROUND: Final = 100
"""Most claims in the picture of a path."""


@router.get("/path", responses=documented(DATA, 400))
def path(
    request: Request,
    service: Current,
    start: Annotated[str, Query(alias="from", description="IRI, slug, label or alias.")],
    end: Annotated[str, Query(alias="to", description="IRI, slug, label or alias.")],
    held: Annotated[
        Literal["asserted", "any"], Query(description="Which claims it goes along.")
    ] = "asserted",
) -> Response:
    """Return a shortest chain of claims between two things, or no hops."""
    form, version = choose(request, DATA), service.version

    def make() -> bytes:
        ends = service.resolve(start), service.resolve(end)
        hops = find_path(service.store, *ends, modalities=ASSERTED if held == "asserted" else None)
        claims, around = along(service.store, hops, _AROUND)
        if form is HTML:
            return _page(service, ends, claims, around, request.query_params)
        content = {
            "from": ends[0],
            "to": ends[1],
            "hops": _hops(hops, claims),
            **elements(service.store, around),
        }
        return json.dumps(content, ensure_ascii=False).encode()

    return reply(request, version, form, make)


def _page(
    service: Service,
    ends: tuple[str, str],
    path: Claims,
    around: Claims,
    typed: Mapping[str, str],
) -> bytes:
    """Return the page: the path in sentences, the picture of it, and the form."""
    names = names_of(service.store, map(ox.NamedNode, ends))
    return render(
        "path.html",
        ends=[names[ox.NamedNode(iri)] for iri in ends],
        path=path,
        around=around,
        typed=typed,
        modalities=MODALITIES,
    )


def _hops(hops: Sequence[Hop], path: Claims) -> list[dict[str, object]]:
    """Return hops with the passages that support their claims."""
    return [_hop(hop, claim) for hop, claim in zip(hops, path.shown, strict=True)]


def _hop(hop: Hop, claim: Claim) -> dict[str, object]:
    """Return a hop with the passages that support its claim."""
    known = {name: value for name, value in vars(hop).items() if name not in ("comment", "place")}
    return {
        **known,
        "paraphrase": claim.comment,
        "speakers": [speaker.iri for speaker in claim.speakers],
        "evidence": [
            {
                "iri": passage.evidence.iri,
                "source": passage.evidence.source,
                "paragraph": passage.evidence.paragraph,
                "sentence": passage.evidence.sentence,
                "text": passage.evidence.text,
            }
            for passage in claim.passages
        ],
    }
