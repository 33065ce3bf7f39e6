"""The W3C's tests of the graph store; each begins where the one before left the store."""

import httpx
import pyoxigraph as ox
import pytest

from tests.w3c.checks import Server
from tests.w3c.exchanges import GRAPH_STORE, NEW, GraphStep
from tests.w3c.results import canonical, read_graph

_locations: list[str] = []


def address(server: Server, target: str) -> tuple[str, dict[str, str]]:
    """Return the address and the parameters that a target stands for."""
    if target == NEW:
        return _locations[-1], {}
    name, is_parameter, value = target.partition("=")
    if name == "?default":
        return server.store, {"default": ""}
    if is_parameter:
        return server.store, {"graph": str(server.client.base_url.join(f"{server.store}{value}"))}
    return f"{server.store}{target}", {}


def send(server: Server, step: GraphStep) -> httpx.Response:
    url, parameters = address(server, step.target)
    headers = {"Content-Type": step.content_type} if step.content_type else {}
    if step.turtle is not None:
        headers["Accept"] = "text/turtle"
    if step.method not in ("GET", "HEAD"):
        headers |= server.headers
    response: httpx.Response = server.client.request(
        step.method, url, params=parameters, content=step.body, headers=headers
    )
    return response


@pytest.mark.parametrize("name", GRAPH_STORE)
def test_graph_store(server: Server, name: str) -> None:
    for step in GRAPH_STORE[name]:
        response = send(server, step)
        assert response.status_code == step.status, response.text
        if "location" in response.headers:
            _locations.append(response.headers["location"])
        if step.turtle is not None:
            assert response.headers["content-type"].startswith("text/turtle")
            assert canonical(read_graph(response.content, "text/turtle", "urn:x")) == canonical(
                read_graph(step.turtle.encode(), "text/turtle", "urn:x")
            )
        if step.method == "HEAD" and response.is_success:
            assert ox.RdfFormat.from_media_type(response.headers["content-type"])
            assert int(response.headers["content-length"]) > 0
            assert response.content == b""


def test_there_are_as_many_as_in_the_manifest() -> None:
    assert len(GRAPH_STORE) == 19
