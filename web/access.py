"""Who may write: whoever sends the token, in a header."""

import logging
from collections.abc import Iterable
from hashlib import sha256
from hmac import compare_digest
from typing import Final
from urllib.parse import parse_qsl

from starlette.requests import Request

from graph.namespaces import DRAFT
from graph.settings import Settings
from web.problems import RefusedError

_LOG = logging.getLogger("comity.web")

_IN_ADDRESS: Final = {"token", "access_token"}
"""Parameters by which other servers take a token; addresses end up in logs and histories."""


def require_token(request: Request, settings: Settings) -> None:
    """Refuse a request that may neither write nor see drafts.

    The log tells of the refusal by method and route, never by what the client sent: a secret may
    stand in any part of it.

    Args:
        request: Its Authorization header counts.
        settings: Of these, ``token``; while it is empty, nobody may write.

    Raises:
        RefusedError: the token is missing or wrong, stands in the address, or there is none.
    """
    reason = _refusal(request, settings.token.get_secret_value())
    if reason:
        route = request.url.path.split("/")[1]  # the rest may be a secret in the wrong place
        client = request.client.host if request.client else "a client"
        _LOG.warning("Refused: %s /%s from %s: %s", request.method, route, client, reason)
        raise RefusedError(reason)


def guard_drafts(request: Request, settings: Settings, graphs: Iterable[str]) -> None:
    """Refuse a request that names a draft and may not see it, on a plain server as well.

    Args:
        request: Its Authorization header counts.
        settings: Of these, ``token``.
        graphs: IRIs of the graphs that it names.

    Raises:
        RefusedError: one is a draft, and the token is missing or wrong.
    """
    if any(iri.endswith(DRAFT) for iri in graphs):
        require_token(request, settings)


def _refusal(request: Request, token: str) -> str:
    """Return why a request may not write; empty where it may."""
    names = {name for name, _ in parse_qsl(request.url.query, keep_blank_values=True)}
    if names & _IN_ADDRESS:
        return "A token in the address is refused. Send it as Authorization: Bearer, and change it."
    if not token:
        return "This server takes no writes and shows no drafts: COMITY_TOKEN is not set."
    headers = request.headers.getlist("authorization")
    if not headers:
        return "This needs the header Authorization: Bearer with the token."
    scheme, _, given = headers[0].partition(" ")
    # Digests have one length, so that the time of the comparison tells nothing of the token.
    same = compare_digest(sha256(given.strip().encode()).digest(), sha256(token.encode()).digest())
    if len(headers) > 1 or scheme.lower() != "bearer" or not same:
        return "The token is wrong."
    return ""
