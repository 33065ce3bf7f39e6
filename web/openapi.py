"""What the OpenAPI document says about responses, which no model describes: they are bytes."""

from collections.abc import Sequence
from typing import Any, Final, TypeAlias

from graph.results import Representation
from web.kinds import KINDS

Responses: TypeAlias = dict[int | str, dict[str, Any]]

_SCHEMA: Final = {
    "type": "object",
    "required": ["type", "title", "status", "detail"],
    "properties": {
        "type": {"type": "string", "format": "uri-reference"},
        "title": {"type": "string"},
        "status": {"type": "integer"},
        "detail": {"type": "string"},
        "hint": {"type": "string"},
    },
}
"""The JSON Schema of a problem."""

_EVERYWHERE: Final = (404, 406, 422, 500, 503)
"""Statuses that any route can answer with."""


def documented(
    forms: Sequence[Representation], *statuses: int, conditional: bool = True
) -> Responses:
    """Return the responses of a route.

    Args:
        forms: Forms of the answer.
        statuses: Problems it can answer with, beside those that every route can.
        conditional: Whether it answers If-None-Match.
    """
    found: Responses = {
        200: {
            "description": "The answer.",
            "content": {form.media_type: {} for form in forms},
        }
    }
    if conditional:
        found[304] = {"description": "The client holds the answer already."}
    return found | problems(*statuses)


def problems(*statuses: int) -> Responses:
    """Return the problems that a route can answer with, beside those that every route can."""
    return {status: _problem(status) for status in (*_EVERYWHERE, *statuses)}


def _problem(status: int) -> dict[str, Any]:
    """Return the response of one error status."""
    titles = sorted(kind.title for kind in KINDS.values() if kind.status == status)
    content = {"application/problem+json": {"schema": _SCHEMA}, "text/html": {}}
    return {"description": ". ".join([*titles, ""]).strip(), "content": content}
