"""The files that pages bring along: compressed on the way, and kept by browsers."""

import pytest
from starlette.testclient import TestClient

from web.assets import script, styles


@pytest.mark.parametrize("address", [script("graph"), styles("page")[0], "/static/comity.css"])
def test_a_text_is_sent_compressed(client: TestClient, address: str) -> None:
    plain = client.get(address, headers={"Accept-Encoding": "identity"})
    packed = client.get(address, headers={"Accept-Encoding": "gzip"})
    refused = client.get(address, headers={"Accept-Encoding": "gzip;q=0"})
    assert packed.headers["content-encoding"] == "gzip"
    assert "content-encoding" not in {**plain.headers, **refused.headers}
    assert packed.content == plain.content == refused.content
    assert int(packed.headers["content-length"]) < int(plain.headers["content-length"]) / 2
    for name in ("content-type", "etag", "cache-control", "last-modified"):
        assert packed.headers[name] == plain.headers[name]
    assert all("Accept-Encoding" in answer.headers["vary"] for answer in (packed, plain))


@pytest.mark.parametrize("encoding", ["gzip", "identity"])
def test_a_text_that_a_browser_has_is_not_sent_again(client: TestClient, encoding: str) -> None:
    headers = {"Accept-Encoding": encoding}
    first = client.get("/static/comity.css", headers=headers)
    tag = first.headers["etag"]
    assert tag.startswith('W/"')
    again = client.get("/static/comity.css", headers={**headers, "If-None-Match": tag})
    assert (again.status_code, again.content) == (304, b"")
    assert again.headers["etag"] == tag
    assert "Accept-Encoding" in again.headers["vary"]


def test_a_font_is_sent_as_it_is(client: TestClient) -> None:
    fonts = {part for part in client.get(styles("page")[0]).text.split("url(") if "woff2" in part}
    address = next(iter(fonts)).split(")")[0].strip("\"'")
    answer = client.get(address, headers={"Accept-Encoding": "gzip"})
    assert "content-encoding" not in answer.headers
    assert answer.headers["cache-control"] == "public, max-age=31536000, immutable"
    assert answer.content.startswith(b"wOF2")
