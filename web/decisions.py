"""Decisions in the body of a request, and what is taken of them."""

from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from decimal import Decimal
from typing import Annotated, Any, Final, Literal, TypeAlias, TypeVar

from fastapi.exceptions import RequestValidationError
from pydantic import BaseModel, ConfigDict, Discriminator, Field, Tag, ValidationError
from starlette.requests import Request

from graph.review import decisions, merging
from graph.review.desk import Desk, NewThing
from graph.review.naming import changes_named, claim_named, names_of, new_thing, thing_named
from graph.review.records import By, Decision
from graph.settings import Settings
from graph.store import Store
from graph.terms import slug
from web.bodies import media_type_of, read_body
from web.problems import UnsupportedMediaTypeError

_MOST: Final = 1_000
"""Most decisions in one request."""

Name = Annotated[str, Field(min_length=1, max_length=500)]
Reason = Annotated[str, Field(max_length=2_000)]


class _Given(BaseModel):
    """A part of a body: what it does not know is refused, not passed over."""

    model_config = ConfigDict(extra="forbid", strict=True, allow_inf_nan=False)


class Settled(_Given):
    """A decision on one claim."""

    outcome: Literal["accepted", "rejected", "superseded"]
    claim: Name
    version: str | None = None
    why: Reason = ""


class AllFrom(_Given):
    """The claims from a score on are accepted."""

    outcome: Literal["accepted"]
    score: Annotated[float, Field(ge=0, le=1)]
    modalities: list[Literal["planned", "predicted", "denied", "alleged"]] = []
    why: Reason = ""


class Added(_Given):
    """A thing that a decision brings in."""

    name: Name | None = None  # else made from its label
    kind: Name = Field(alias="class")
    label: Name


class Edited(_Given):
    """A corrected claim stands in place of a claim."""

    outcome: Literal["edited"]
    claim: Name
    version: str | None = None
    changes: dict[str, list[Name]]
    new_things: Annotated[list[Added], Field(max_length=10)] = []
    why: Reason = ""


class Compared(_Given):
    """Two things are one, or are not."""

    outcome: Literal["merged", "kept-apart"]
    thing: Name
    into: Name
    new_things: Annotated[list[Added], Field(max_length=1)] = []
    why: Reason = ""


_FORMS: Final = ("a claim", "claims by score", "an edit", "two things")
"""What a decision is on: tells which of the forms its faults are told of."""

_OUTCOMES: Final = "accepted, rejected, superseded, edited, merged or kept-apart"


def _form(given: object) -> str | None:
    """Return what a decision in a body is on; None where it has no known outcome."""
    if not isinstance(given, dict):
        return None
    claim, score, edit, things = _FORMS
    match given.get("outcome"):
        case "accepted" if "score" in given:
            return score
        case "accepted" | "rejected" | "superseded":
            return claim
        case "edited":
            return edit
        case "merged" | "kept-apart":
            return things
    return None


One: TypeAlias = Annotated[
    Annotated[Settled, Tag(_FORMS[0])]
    | Annotated[AllFrom, Tag(_FORMS[1])]
    | Annotated[Edited, Tag(_FORMS[2])]
    | Annotated[Compared, Tag(_FORMS[3])],
    Discriminator(
        _form,
        custom_error_type="outcome",
        custom_error_message=f"A decision has an outcome: {_OUTCOMES}",
    ),
]
"""A decision, of the form that its outcome asks for."""


class Decisions(_Given):
    """Decisions that are taken together, or not at all."""

    curator: Name
    decisions: Annotated[list[One], Field(min_length=1, max_length=_MOST)]


class Switched(_Given):
    """A rule is switched off or on."""

    curator: Name
    rule: Name
    off: bool
    why: Reason = ""


Body = TypeVar("Body", bound=_Given)


async def read_json(request: Request, settings: Settings, model: type[Body]) -> Body:
    """Return the body of a request as a model.

    Raises:
        UnsupportedMediaTypeError: it is not JSON.
        RequestValidationError: it does not have the parts of the model.
        TooLargeError: it is larger than the limit.
    """
    media_type = media_type_of(request.headers.get("content-type", ""))
    if media_type != "application/json":
        raise UnsupportedMediaTypeError(
            f"The body is {media_type or 'of no media type'}; application/json is read here."
        )
    body = await read_body(request, settings)
    try:
        return model.model_validate_json(body)
    except ValidationError as error:
        faults = error.errors(include_url=False, include_context=False, include_input=False)
        raise RequestValidationError(
            [{**fault, "loc": ("body", *_named(fault["loc"]))} for fault in faults]
        ) from error


def _named(path: tuple[str | int, ...]) -> Iterator[str | int]:
    """Yield the steps to a part of a body, as a client knows them."""
    yield from (step for step in path if step not in _FORMS)


def described(model: type[BaseModel]) -> dict[str, Any]:
    """Return what the OpenAPI document says of a body: the schema, with all of it in one place."""
    schema = model.model_json_schema()
    parts = schema.pop("$defs", {})
    inlined = _inlined(schema, parts)
    return {"requestBody": {"required": True, "content": {"application/json": {"schema": inlined}}}}


def by_of(curator: str, why: str) -> By:
    """Return who decides, now."""
    return By(curator, datetime.now(UTC), why)


def take_all(store: Store, desk: Desk, body: Decisions) -> list[Decision]:
    """Return the decisions that a body asks for, in its order.

    Args:
        store: Its labels name things.
        desk: The draft.
        body: The decisions.

    Raises:
        DecisionError: one does not fit those before it.
        NotFoundError: there is no such claim.
        EntityError: a name stands for nothing, or for several things.
        UsageError: one cannot be taken at all.
    """
    taken: list[Decision] = []
    for wanted in body.decisions:
        taken += _take(store, desk, wanted, by_of(body.curator, wanted.why))
    return taken


def _take(
    store: Store, desk: Desk, wanted: Settled | AllFrom | Edited | Compared, by: By
) -> Sequence[Decision]:
    """Return what one decision of a body comes to; from a score on, that may be several."""
    match wanted:
        case AllFrom():
            score = Decimal(str(wanted.score))
            return decisions.accept_from(desk, score, by, wanted.modalities)
        case Compared():
            return [_compare(store, desk, wanted, by)]
        case Edited():
            new = _new_things(store, wanted.new_things)
            changes = changes_named(store, desk.draft, wanted.changes, new)
            iri = claim_named(desk.draft, wanted.claim)
            return [decisions.edit(desk, iri, changes, by, wanted.version, new)]
        case Settled():
            settle = {
                "accepted": decisions.accept,
                "rejected": decisions.reject,
                "superseded": decisions.supersede,
            }[wanted.outcome]
            return [settle(desk, claim_named(desk.draft, wanted.claim), by, wanted.version)]


def _compare(store: Store, desk: Desk, wanted: Compared, by: By) -> Decision:
    """Return a decision on two things."""
    new = _new_things(store, wanted.new_things)
    thing = thing_named(store, desk.draft, wanted.thing)
    into = names_of(new).get(wanted.into) or thing_named(store, desk.draft, wanted.into)
    if wanted.outcome == "kept-apart":
        return merging.keep_apart(desk, thing, into, by)
    return merging.merge(desk, thing, into, by, new)


def _new_things(store: Store, added: Sequence[Added]) -> list[NewThing]:
    """Return the things that a decision brings in."""
    return [
        new_thing(store, each.name or slug(each.label), each.kind, each.label) for each in added
    ]


def _inlined(schema: Any, parts: dict[str, Any]) -> Any:  # noqa: ANN401  # JSON of any kind
    """Return a JSON Schema with what it refers to in the place of the reference."""
    if isinstance(schema, list):
        return [_inlined(each, parts) for each in schema]
    if not isinstance(schema, dict):
        return schema
    if "$ref" in schema:
        return _inlined(parts[schema["$ref"].rpartition("/")[2]], parts)
    return {name: _inlined(value, parts) for name, value in schema.items()}
