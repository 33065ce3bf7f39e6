"""How two things are linked."""

import json
from typing import Annotated

import pyoxigraph as ox
from fastapi import APIRouter, Query
from starlette.requests import Request
from starlette.responses import Response

from graph.analysis import Hop, find_path
from web.claims import Claim, claims_where, itself
from web.negotiation import JSON, choose
from web.openapi import documented
from web.replies import reply
from web.service import Current

router = APIRouter(tags=["network"])


@router.get("/path", responses=documented([JSON], 400))
def path(
    request: Request,
    service: Current,
    start: Annotated[str, Query(alias="from", description="IRI, slug, label or alias.")],
    end: Annotated[str, Query(alias="to", description="IRI, slug, label or alias.")],
) -> Response:
    """Return a shortest chain of asserted claims between two things, or no hops."""
    form, version = choose(request, [JSON]), service.version

    def make() -> bytes:
        first, last = service.resolve(start), service.resolve(end)
        hops = find_path(service.store, first, last)
        found = claims_where(service.store, itself(*(ox.NamedNode(hop.claim) for hop in hops)))
        claims = {claim.iri: claim for claim in found.shown}
        content = {
            "from": first,
            "to": last,
            "hops": [_hop(hop, claims[hop.claim]) for hop in hops],
        }
        return json.dumps(content, ensure_ascii=False).encode()

    return reply(request, version, form, make)


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
