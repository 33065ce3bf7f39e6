"""Which form of a resource a request gets: by suffix, by ``?format=``, or by Accept."""

from collections.abc import Sequence
from typing import Final

from starlette.requests import Request

from graph.results import (
    GRAPH_FORMATS,
    AnyRepresentation,
    Representation,
    negotiate,
)
from web.problems import NotAcceptableError

HTML: Final = Representation("html", ("text/html",), "html")
JSON: Final = Representation("json", ("application/json",), "json")

DOCUMENT: Final[tuple[Representation, ...]] = (*GRAPH_FORMATS, HTML)
"""Forms of a description in RDF: a client that does not mind gets Turtle, a browser the page."""

DATA: Final[tuple[Representation, ...]] = (JSON, HTML)
"""Forms of an answer that no RDF standard covers."""


def choose(
    request: Request, offered: Sequence[AnyRepresentation], named: str | None = None
) -> AnyRepresentation:
    """Return the form that a request asks for.

    Args:
        request: Its Accept headers count, where no form is named.
        offered: Forms in the server's order of preference.
        named: Name or suffix of a form, as it stands in the address.

    Raises:
        NotAcceptableError: the request rules out every form on offer.
    """
    if named is not None:
        chosen = next((form for form in offered if named in (form.name, form.suffix)), None)
    else:
        accepted = [value for name, value in request.scope["headers"] if name == b"accept"]
        chosen = negotiate(b", ".join(accepted).decode("latin-1"), offered)
    if chosen is None:
        raise NotAcceptableError(offered)
    return chosen
