"""Arbitrary Accept headers: never a fault, and what is sent is what RFC 9110 allows to be sent."""

import re

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from starlette.testclient import TestClient

from web.negotiation import DOCUMENT

TOKENS = st.sampled_from(
    ["text", "application", "*", "html", "turtle", "rdf+xml", "ld+json", "n-triples", "png", "x"]
)
TYPES = st.one_of(
    st.sampled_from([name for form in DOCUMENT for name in form.media_types] + ["*/*", "text/*"]),
    st.tuples(TOKENS, TOKENS).map("/".join),
)
WEIGHTS = st.sampled_from(["", ";q=0", ";q=0.5", "; q=1.000", ";q=0.001", " ;Q=0.3", ";v=1;q=0.9"])
ODD = st.sampled_from(["", ",", ";", "*", "q=1", "text/", ";q=2", "text/html;q=x", "\x7f", '"a,b"'])
ELEMENTS = st.one_of(st.tuples(TYPES, WEIGHTS).map("".join), ODD)
HEADERS = st.lists(ELEMENTS, max_size=6).map(", ".join)
TEXT = st.text(st.characters(min_codepoint=32, max_codepoint=126), max_size=60)


def weight(accept: str, media_type: str) -> float | None:
    """Return the weight of a media type by RFC 9110, 12.5.1; None where the header is odd."""
    best: tuple[int, float] = (-1, 0.0)
    for element in filter(None, (part.strip() for part in accept.split(","))):
        found = re.fullmatch(
            r"([\w*+.-]+)/([\w*+.-]+)(?:\s*;\s*(?!q=)[\w-]+=[\w-]*)*(?:\s*;\s*q=([01](?:\.\d{0,3})?))?",
            element,
            re.IGNORECASE,
        )
        if not found:
            return None
        main, sub = media_type.split("/")
        asked = (found[1].lower(), found[2].lower())
        level = {(main, sub): 2, (main, "*"): 1, ("*", "*"): 0}.get(asked, -1)
        best = max(best, (level, float(found[3] or 1)))
    return best[1] if best[0] >= 0 else 0.0


@settings(max_examples=250, deadline=None, suppress_health_check=list(HealthCheck))
@given(accept=st.one_of(HEADERS, TEXT))
def test_what_is_sent_is_acceptable(client: TestClient, accept: str) -> None:
    response = client.get("/doc/arvenia", headers={"Accept": accept})
    assert response.status_code in {200, 406}
    weights = {
        name: weight(accept, name) if accept.strip() else 1.0
        for form in DOCUMENT
        for name in form.media_types
    }
    if None in weights.values():
        return
    if response.status_code == 200:
        sent = response.headers["content-type"].partition(";")[0]
        names = next(form.media_types for form in DOCUMENT if form.media_type == sent)
        own = [weights[name] or 0 for name in names]
        assert max(own) > 0
        assert weights[sent] or all(name not in accept.lower() for name in (f"{sent};q=0",))
    else:
        assert all(not weights[form.media_type] for form in DOCUMENT)


@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(address=st.sampled_from(["/", "/queries", "/sparql?query=ASK{}", "/nope"]), accept=TEXT)
def test_no_header_is_a_fault(client: TestClient, address: str, accept: str) -> None:
    headers = {"Accept": accept, "Accept-Encoding": accept, "If-None-Match": accept}
    assert client.get(address, headers=headers).status_code in {200, 304, 404, 406}
