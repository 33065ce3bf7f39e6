"""The graph of claims: what stands around a thing, or the claims that a filter leaves."""

import json
from collections.abc import Mapping, Sequence
from typing import Annotated, Final

import pyoxigraph as ox
from fastapi import APIRouter, Query
from starlette.requests import Request
from starlette.responses import Response

from graph.analysis import MODALITIES
from graph.errors import UsageError
from graph.namespaces import COMITY, SLUG, expand
from graph.records import select, terms_of
from graph.store import Store
from web.claims import Claim, Claims
from web.dates import YEAR
from web.forms import choices
from web.names import Name, names_of
from web.negotiation import DATA, HTML, choose
from web.openapi import documented
from web.replies import reply
from web.selections import MOST, MOST_LEFT_OUT, Modality, Selection, left_out, selected
from web.service import Current, Service
from web.templating import address, render

router = APIRouter(tags=["network"])

_ADDED: Final = 20
"""Most things whose claims are added to a graph."""


@router.get("/graph", responses=documented(DATA, 400))
def graph(  # noqa: PLR0913, PLR0917  # FastAPI's parameters
    request: Request,
    service: Current,
    focus: Annotated[str, Query(max_length=2000, description="A thing: IRI or name.")] = "",
    also: Annotated[
        list[str] | None, Query(max_length=_ADDED, description="Things whose claims are added.")
    ] = None,
    hops: Annotated[int, Query(ge=1, le=2, description="How far from it.")] = 1,
    report: Annotated[str, Query(max_length=200, description="Id of a report.")] = "",
    modality: Annotated[Modality, Query(description="A modality.")] = "",
    relation: Annotated[str, Query(max_length=2000, description="IRI of a predicate.")] = "",
    kind: Annotated[str, Query(max_length=200, description="A class, such as State.")] = "",
    since: Annotated[str, Query(pattern=YEAR, description="First year of what is dated.")] = "",
    until: Annotated[str, Query(pattern=YEAR, description="Last year of what is dated.")] = "",
    limit: Annotated[int, Query(ge=1, le=MOST, description="Most claims.")] = 300,
) -> Response:
    """Return the claims around a thing, or those that a filter leaves, as a graph."""
    form, version = choose(request, DATA), service.version

    def make() -> bytes:
        selection = Selection(
            focus=service.resolve(focus) if focus else None,
            also=tuple(service.resolve(thing) for thing in also or () if thing),
            hops=hops,
            report=slug_of("report", report),
            modality=modality or None,
            relation=_predicate(relation),
            kind=_word("type", kind),
            **_years(since, until),
            limit=limit,
        )
        claims = selected(service.store, selection)
        if form is HTML:
            asked = request.query_params
            typed = {**asked, "relation": selection.relation or ""}
            return _page(service, selection, claims, typed, asked.multi_items())
        return json.dumps(elements(service.store, claims), ensure_ascii=False).encode()

    return reply(request, version, form, make)


def slug_of(name: str, value: str) -> str | None:
    """Return an id in kebab-case, or None where none is given.

    Raises:
        UsageError: it has another form.
    """
    if value and not SLUG.fullmatch(value):
        raise UsageError(f"{value!r} is no {name}.", "It is in kebab-case, as in mfaic-2024.")
    return value or None


def _years(since: str, until: str) -> dict[str, int | None]:
    """Return the years between which claims are dated.

    Raises:
        UsageError: the last is before the first.
    """
    if since and until and int(until) < int(since):
        hint = "Give the earlier one first."
        raise UsageError(f"The years are the wrong way round: from {since} to {until}.", hint)
    return {"since": int(since) if since else None, "until": int(until) if until else None}


def _predicate(value: str) -> str | None:
    """Return the IRI of a predicate from itself or a prefixed name, or None where none is given.

    Raises:
        UsageError: it is neither.
    """
    try:
        return ox.NamedNode(expand(value)).value if value else None
    except ValueError as error:
        hint = "Give an IRI or a prefixed name, as in comity:cooperatesWith."
        raise UsageError(f"{value!r} is no relation.", hint) from error


def _word(name: str, value: str) -> str | None:
    """Return a local name, or None where none is given.

    Raises:
        UsageError: it has another form.
    """
    if value and not (value.isascii() and value.isalpha()):
        raise UsageError(f"{value!r} is no {name}.", "It is the name of a class, as in State.")
    return value or None


def elements(store: Store, claims: Claims) -> dict[str, object]:
    """Return nodes and edges; a literal is a node of its own for each claim."""
    ends = [(claim, end) for claim in claims.shown for end in (claim.subject, claim.object)]
    kinds = _kinds(store, [end.iri for _, end in ends if end.iri])
    nodes = {
        _node(claim, end): {
            "id": _node(claim, end),
            "label": end.text,
            "kind": kinds.get(end.iri or "", ""),
            "href": address(end.iri) if end.iri else None,
        }
        for claim, end in ends
    }
    edges = [
        {
            "id": claim.iri,
            "source": _node(claim, claim.subject),
            "target": _node(claim, claim.object),
            "label": claim.predicate.text,
            "modality": claim.modality,
            "paraphrase": claim.comment,
            "beside": [
                f"{part.text}: {', '.join(value.text for value in values)}"
                for part, values in claim.details
            ],
            "speakers": [speaker.text for speaker in claim.speakers],
            "href": address(claim.iri),
        }
        for claim in claims.shown
    ]
    return {"nodes": list(nodes.values()), "edges": edges, "is_cut": claims.is_cut}


def _node(claim: Claim, end: Name) -> str:
    """Return the id of a node."""
    return end.iri or f"{claim.iri}#object"


def _kinds(store: Store, things: list[str]) -> dict[str, str]:
    """Return IRI → label of a class of each thing, one of ours before another's."""
    found: dict[str, tuple[bool, str, str]] = {}
    solutions = select(
        store.query,
        f"""SELECT ?thing ?class ?label {{ VALUES ?thing {{ {terms_of(things)} }} ?thing a ?class
            OPTIONAL {{ ?class rdfs:label ?label FILTER (LANG(?label) = "en") }} }}""",
    )
    for thing, kind, label in solutions:
        name = label.value if label else ""
        rank = (not kind.value.startswith(COMITY), kind.value, name)
        found[thing.value] = min(rank, found.get(thing.value, rank))
    return {thing: name for thing, (_, _, name) in found.items()}


def _page(
    service: Service,
    selection: Selection,
    claims: Claims,
    typed: Mapping[str, str],
    asked: Sequence[tuple[str, str]],
) -> bytes:
    """Return the page: the filter, the picture, and the claims as a table."""
    return render(
        "graph.html",
        selection=selection,
        typed=typed,
        choices=choices(service.store),
        asked=[(name, value) for name, value in asked if value],
        added=names_of(service.store, map(ox.NamedNode, selection.also)).values(),
        others=_others(selection, claims),
        claims=claims,
        undated=left_out(service.store, selection),
        most=MOST_LEFT_OUT,
        modalities=MODALITIES,
    )


def _others(selection: Selection, claims: Claims) -> list[Name]:
    """Return the things in a graph whose claims can still be added, by their names."""
    ends = [end for claim in claims.shown for end in (claim.subject, claim.object)]
    known = {selection.focus, *selection.also}
    others = {end.iri: end for end in ends if end.iri and address(end.iri) and end.iri not in known}
    return sorted(others.values(), key=lambda name: name.text.casefold())
