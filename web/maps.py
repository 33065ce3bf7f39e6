"""The map: the partners of a state, and how claims join it with them."""

import json
from collections import Counter
from dataclasses import dataclass
from typing import Annotated, Final, Literal

import pyoxigraph as ox
from fastapi import APIRouter, Query
from starlette.requests import Request
from starlette.responses import Response

from graph.analysis import MODALITIES
from graph.errors import UsageError
from graph.records import read_comments
from web.forms import choices
from web.graphs import slug_of
from web.map_picture import SMALL, picture
from web.names import Name, names_of
from web.negotiation import DATA, HTML, choose
from web.openapi import documented
from web.partners import (
    Filter,
    Joint,
    Partner,
    codes_of,
    is_state,
    partners,
    relations,
    state_with_most_claims,
)
from web.replies import reply
from web.selections import Modality
from web.service import Current, Service
from web.templating import address, render

router = APIRouter(tags=["network"])

_LISTED: Final = 20
"""Most claims listed beside one partner; fewer where there are many partners."""

_LISTED_IN_ALL: Final = 400
"""How many claims are listed in all, where each partner has so many."""


@dataclass(frozen=True)
class Row:
    """A partner as the table shows it.

    Args:
        partner: The partner.
        modalities: Modality → how many claims.
        kinds: Kind of relation, and how many claims; the most frequent first.
        claims: The first claims, with their paraphrases.
    """

    partner: Partner
    modalities: dict[str, int]
    kinds: tuple[tuple[str, int], ...]
    claims: tuple[tuple[Joint, str], ...]


@router.get("/map", responses=documented(DATA, 400))
def world_map(  # noqa: PLR0913, PLR0917  # FastAPI's parameters
    request: Request,
    service: Current,
    state: Annotated[str, Query(max_length=2000, description="A state: IRI or name.")] = "",
    report: Annotated[str, Query(max_length=200, description="Id of a report.")] = "",
    modality: Annotated[Modality, Query(description="A modality.")] = "",
    colour: Annotated[
        Literal["claims", "relations"], Query(description="What the colour of a state tells.")
    ] = "claims",
    part: Annotated[
        Literal["partners", "world"], Query(description="The part of the world to show.")
    ] = "partners",
) -> Response:
    """Return the partners of a state with the claims that join them, as a map and a table."""
    form, version = choose(request, DATA), service.version

    def make() -> bytes:
        store = service.store
        wanted = Filter(slug_of("report", report), modality or None)
        iri = _state(service, state)
        found = partners(store, iri, wanted) if iri else []
        own = names_of(store, [ox.NamedNode(iri)])[ox.NamedNode(iri)] if iri else Name("no state")
        if form is not HTML:
            return json.dumps(_content(own, found), ensure_ascii=False).encode()
        kinds = relations(store, found)
        return render(
            "map.html",
            state=own,
            typed={**request.query_params, "state": state or _slug(own)},
            choices=choices(store),
            rows=_rows(service, found, kinds),
            picture=picture(
                own,
                codes_of(store, [iri]).get(iri, "") if iri else "",
                found,
                kinds if colour == "relations" else (),
                whole=part == "world",
            ),
            small=SMALL,
            modalities=MODALITIES,
        )

    return reply(request, version, form, make)


def _state(service: Service, name: str) -> str | None:
    """Return the IRI of a state, or of the one with most claims where none is named.

    Raises:
        EntityError: nothing has that name, or several things have it.
        UsageError: what has it is no state.
    """
    if not name:
        return state_with_most_claims(service.store)
    iri = service.resolve(name)
    if not is_state(service.store, iri):
        raise UsageError(f"{name!r} is no state.", "The map is about a state, as in cambodia.")
    return iri


def _slug(state: Name) -> str:
    """Return the slug of a state, or "" where it has none."""
    return (address(state.iri or "") or "").removeprefix("/doc/")


def _rows(service: Service, found: list[Partner], kinds: tuple[Name, ...]) -> list[Row]:
    """Return the partners as the table shows them."""
    most = min(_LISTED, max(2, _LISTED_IN_ALL // max(1, len(found))))
    listed = [claim.iri for partner in found for claim in partner.claims[:most]]
    comments = read_comments(service.store, listed)
    names = {kind.iri: kind.text for kind in kinds}
    return [
        Row(
            partner,
            _modalities(partner),
            tuple((names[iri], count) for iri, count in _kinds(partner)),
            tuple((claim, comments.get(claim.iri, "")) for claim in partner.claims[:most]),
        )
        for partner in found
    ]


def _modalities(partner: Partner) -> dict[str, int]:
    """Return modality → how many claims join a partner so; those alone that there are."""
    counts = Counter(claim.modality for claim in partner.claims)
    return {name: counts[name] for name in MODALITIES if name in counts}


def _kinds(partner: Partner) -> list[tuple[str, int]]:
    """Return the kinds of relation with a partner and how many claims, the most frequent first."""
    counts = Counter(claim.relation for claim in partner.claims)
    return sorted(counts.items(), key=lambda pair: (-pair[1], pair[0]))


def _content(state: Name, found: list[Partner]) -> dict[str, object]:
    """Return the partners as JSON has them."""
    return {
        "state": {"iri": state.iri, "label": state.text},
        "partners": [
            {
                "iri": partner.state.iri,
                "label": partner.state.text,
                "iso_3166_numeric": partner.code or None,
                "href": address(partner.state.iri or ""),
                "modalities": _modalities(partner),
                "relations": dict(_kinds(partner)),
                "claims": [claim.iri for claim in partner.claims],
            }
            for partner in found
        ],
    }
