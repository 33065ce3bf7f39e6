"""The review of drafts: the queue, decisions, and publishing.

All of it needs the token, reading as well: a draft is what a program read in a text, and nobody has
looked at it. It may put words into the mouths of persons and states that they never said; what is
seen without the token is what a curator answers for. The page holds nothing of a draft: its script
asks for that with the token, as any other program does.
"""

import json
from collections.abc import Callable
from decimal import Decimal
from typing import Annotated, Any, Final

from fastapi import APIRouter, Path, Query
from starlette.requests import Request
from starlette.responses import Response

from graph.review import precision
from graph.review.decisions import undo
from graph.review.desk import deciding
from graph.review.draft import drafts_of, read_draft
from graph.review.likeness import possible_merges
from graph.review.publishing import Published, write_report
from graph.review.queue import Filter, read_queue
from graph.review.records import Decision, State
from graph.review.views import (
    counts,
    of_candidate,
    of_decision,
    of_possible_merges,
    of_precision,
    of_thing,
)
from graph.store import Writer
from web.access import require_token
from web.decisions import Decisions, Switched, by_of, described, read_json, take_all
from web.evaluation import contained
from web.negotiation import DATA, HTML, JSON, choose
from web.openapi import documented, problems
from web.preconditions import check_tag
from web.replies import reply
from web.service import Current, Service
from web.templating import render
from web.updates import carry_out

router = APIRouter(tags=["review"])

Report = Annotated[str, Path(description="Id of a report that has a draft.")]
Number = Annotated[int, Path(ge=1, le=10**9, description="Number of a decision.")]

_HEADERS: Final = {
    "Cache-Control": "private, no-cache",
    "Vary": "Accept, Accept-Encoding, Authorization",
}
_PAGE: Final = 500
"""Most claims in an answer."""

_READ: Final = documented([JSON], 400, 403)
_SHOWN: Final = documented(DATA, 400, 403)
_WRITTEN: Final[dict[int | str, dict[str, Any]]] = {
    **documented([JSON], 400, 403, 409, 412, 413, 415, conditional=False),
}
_TAKEN: Final[dict[int | str, dict[str, Any]]] = {
    **problems(400, 403, 409, 412, 413, 415),
    201: {"description": "The decisions that were taken.", "content": {JSON.media_type: {}}},
}


@router.get("/review", responses=_SHOWN)
def list_drafts(request: Request, service: Current) -> Response:
    """List the reports that have a draft, with the number of claims in each state."""

    def make() -> object:
        return {
            "reports": [
                {
                    "report": report,
                    "states": counts(read_queue(service.store, report)),
                    "href": f"/review/{report}",
                }
                for report in drafts_of(service.opened)
            ]
        }

    return _page(request, service, "") or _answer(request, service, make)


@router.get("/review/{report}", responses=_SHOWN)
def queue(  # noqa: PLR0913  # one argument a parameter of the address
    report: Report,
    request: Request,
    service: Current,
    *,
    state: Annotated[list[State] | None, Query(description="Only claims in these states.")] = None,
    score: Annotated[float | None, Query(ge=0, le=1, description="Least score.")] = None,
    rule: Annotated[str | None, Query(description="Name of the rule.")] = None,
    paragraph: Annotated[int | None, Query(ge=1, description="Number of the paragraph.")] = None,
    sentence: Annotated[int | None, Query(ge=1, description="Number of the sentence.")] = None,
    offset: Annotated[int, Query(ge=0, description="Claims to pass over.")] = 0,
    limit: Annotated[int, Query(ge=1, le=_PAGE, description="Most claims to return.")] = 100,
) -> Response:
    """List the claims of a draft in the order of its text, each with its sentence."""
    least = None if score is None else Decimal(str(score))

    def make() -> object:
        found = read_queue(service.store, report)
        chosen = list(
            filter(Filter(state or (), least, rule, paragraph, sentence), found.candidates)
        )
        page = chosen[offset : offset + limit]
        return {
            "report": report,
            "states": counts(found),
            "total": len(chosen),
            "offset": offset,
            "claims": [of_candidate(found, candidate) for candidate in page],
        }

    return _page(request, service, report) or _answer(request, service, make)


@router.get("/review/{report}/decisions", responses=_READ)
def list_decisions(report: Report, request: Request, service: Current) -> Response:
    """List the decisions on a report, in the order in which they were taken."""

    def make() -> object:
        draft = read_draft(service.opened, report)
        return {"decisions": [of_decision(each) for each in draft.decisions.values()]}

    return _answer(request, service, make)


@router.post(
    "/review/{report}/decisions",
    status_code=201,
    responses=_TAKEN,
    openapi_extra=described(Decisions),
)
async def decide(report: Report, request: Request, service: Current) -> Response:
    """Take decisions: all of them, or none where one is refused."""
    require_token(request, service.settings)
    form = choose(request, [JSON])
    body = await read_json(request, service.settings, Decisions)

    def work(writer: Writer) -> list[Decision]:
        check_tag(request, service, form)
        with deciding(writer, report) as desk:
            return take_all(service.store, desk, body)

    taken = await carry_out(service, work)
    return _written({"decisions": [of_decision(each) for each in taken]}, 201)


@router.get("/review/{report}/decisions/{number}", responses=_READ)
def decision(report: Report, number: Number, request: Request, service: Current) -> Response:
    """Return a decision."""
    return _answer(
        request, service, lambda: of_decision(read_draft(service.opened, report).decision(number))
    )


@router.delete("/review/{report}/decisions/{number}", responses=_WRITTEN)
async def take_back(report: Report, number: Number, request: Request, service: Current) -> Response:
    """Undo a decision, unless later ones rest on it; a later decision may get its number."""
    require_token(request, service.settings)
    form = choose(request, [JSON])

    def work(writer: Writer) -> Decision:
        check_tag(request, service, form)
        with deciding(writer, report) as desk:
            return undo(desk, number)

    return _written(of_decision(await carry_out(service, work)))


@router.post("/review/{report}/publish", responses=_WRITTEN)
async def publish(report: Report, request: Request, service: Current) -> Response:
    """Write the report from what was accepted, with its facts, if the whole conforms.

    Where no claim is left for it, there is no report afterwards, and no ``href``.
    If-Match takes the ETag that GET gives at the address of the draft.
    """
    require_token(request, service.settings)
    form = choose(request, [JSON])

    def work(writer: Writer) -> Published:
        check_tag(request, service, form, f"/review/{report}")
        return write_report(writer, report)

    done = await carry_out(service, work, validated=True)
    href = f"/reports/{report}" if done.claims else None
    return _written({"claims": done.claims, **vars(done), "href": href})


@router.get("/review/{report}/things", responses=_READ)
def things(report: Report, request: Request, service: Current) -> Response:
    """List the things that a draft describes, and what they were merged into."""

    def make() -> object:
        found = read_queue(service.store, report)
        return {"things": [of_thing(found, thing) for thing in found.draft.things.values()]}

    return _answer(request, service, make)


@router.get("/review/{report}/merges", responses=_READ)
def merges(report: Report, request: Request, service: Current) -> Response:
    """List the things of a draft that may be one, with each other or with published things."""

    def make() -> object:
        found = read_queue(service.store, report)
        alike = possible_merges(service.store, found.draft)
        return {"merges": of_possible_merges(service.store, found, alike)}

    return _answer(request, service, make)


@router.get("/review/{report}/rules", responses=_READ)
def rules(report: Report, request: Request, service: Current) -> Response:
    """Tell how often each rule was right that proposed claims of a draft, over all drafts."""

    def make() -> object:
        draft = read_draft(service.opened, report)
        used = {rule.name for claim in draft.claims.values() if (rule := draft.rule(claim))}
        known = precision.precision(service.opened)
        return {"rules": [of_precision(each) for each in known if each.rule in used]}

    return _answer(request, service, make)


@router.post("/review/{report}/rules", responses=_WRITTEN, openapi_extra=described(Switched))
async def switch(report: Report, request: Request, service: Current) -> Response:
    """Switch a rule off, so that the next extraction leaves it out, or on again."""
    require_token(request, service.settings)
    form = choose(request, [JSON])
    body = await read_json(request, service.settings, Switched)

    def work(writer: Writer) -> list[str]:
        check_tag(request, service, form)
        read_draft(service.opened, report)
        if body.off:
            known = precision.precision(service.opened)
            precision.switch_off(writer, body.rule, known, by_of(body.curator, body.why))
        else:
            precision.switch_on(writer, body.rule)
        return sorted(precision.switched_off(writer.triples(precision.RULES_GRAPH)))

    return _written({"off": await carry_out(service, work)})


def _page(request: Request, service: Service, report: str) -> Response | None:
    """Return the page to whoever would rather have that, where there is a token at all."""
    if choose(request, DATA) is not HTML or not service.settings.token.get_secret_value():
        return None
    return reply(
        request, service.version, HTML, lambda: render("review.html", report=report), _HEADERS
    )


def _answer(request: Request, service: Service, make: Callable[[], object]) -> Response:
    """Return what a function makes as JSON, to those who have the token."""
    require_token(request, service.settings)
    form, version = choose(request, [JSON]), service.version
    return reply(request, version, form, lambda: _json(contained(make)), _HEADERS)


def _written(data: object, status: int = 200) -> Response:
    """Return the answer to a write."""
    return Response(_json(data), status, _HEADERS, JSON.media_type)


def _json(data: object) -> bytes:
    """Return data as JSON."""
    return json.dumps(data, ensure_ascii=False).encode()
