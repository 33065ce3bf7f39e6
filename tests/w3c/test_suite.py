"""The W3C's tests of queries, updates, syntax and result formats, each through HTTP."""

import pytest

from tests.w3c.checks import Server, check
from tests.w3c.known import FAILURES
from tests.w3c.manifest import QUERY, RESULTS, ROOT, SYNTAX, UPDATE, Case, cases

pytestmark = pytest.mark.skipif(
    not ROOT.is_dir(), reason="the W3C's tests were not fetched; `make .w3c/done` fetches them"
)


@pytest.mark.parametrize(
    "case",
    [
        pytest.param(
            case,
            id=case.id,
            marks=[pytest.mark.xfail(reason=FAILURES[case.id])] if case.id in FAILURES else [],
        )
        for case in cases(*QUERY, *UPDATE, *SYNTAX, *RESULTS)
    ],
)
def test_case(server: Server, case: Case) -> None:
    check(server, case)
