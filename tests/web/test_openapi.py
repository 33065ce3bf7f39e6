"""The OpenAPI document, and requests made up from it: none may break the server or the contract."""

from typing import Any

import pytest
import schemathesis
from hypothesis import HealthCheck, given, settings
from schemathesis.checks import not_a_server_error
from schemathesis.core.result import Ok
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_schema_conformance,
    status_code_conformance,
    unsupported_method,
)
from starlette.testclient import TestClient

from graph.settings import Settings
from graph.store import EmbeddedStore
from server import create_app
from tests.web.conftest import make_store
from tests.web.writing import BEARER, SECRET

CHECKS = [
    not_a_server_error,
    status_code_conformance,
    content_type_conformance,
    response_schema_conformance,
    unsupported_method,
]


APP = create_app()  # opens nothing; its routes are known all the same
SCHEMA = schemathesis.openapi.from_dict(APP.openapi())
OPERATIONS = {
    found.ok().label: found.ok() for found in SCHEMA.get_all_operations() if isinstance(found, Ok)
}


@pytest.fixture(scope="module")
def scratch(tmp_path_factory: pytest.TempPathFactory) -> EmbeddedStore:
    """Return a store that may be written to."""
    return make_store(tmp_path_factory.mktemp("scratch") / "store")


@pytest.mark.parametrize("label", OPERATIONS)
def test_made_up_requests(scratch: EmbeddedStore, label: str) -> None:
    app = create_app(Settings(token=SECRET), scratch)  # each call starts and stops it

    @settings(
        max_examples=15,
        deadline=None,
        derandomize=True,
        database=None,
        suppress_health_check=list(HealthCheck),
    )
    @given(case=OPERATIONS[label].as_strategy())
    def check(case: "schemathesis.Case[Any]") -> None:
        case.call_and_validate(app=app, checks=CHECKS, headers={**BEARER})

    check()


def test_every_route_is_described(client: TestClient) -> None:
    document = client.get("/openapi.json").json()
    assert document["info"]["title"] == "Comity"
    for path, operations in document["paths"].items():
        for method, operation in operations.items():
            assert operation["description"].endswith("."), (method, path)
            problem = operation["responses"].get("404")
            assert path == "/id/{slug}" or problem["content"]["application/problem+json"]


def test_the_page_lists_every_route(client: TestClient) -> None:
    page = client.get("/docs", headers={"Accept": "text/html"}).text
    for path, operations in client.get("/openapi.json").json()["paths"].items():
        for method in operations:
            assert f"<code>{method.upper()} {path}</code>" in page
