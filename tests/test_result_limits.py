"""Results within limits: rows are counted exactly, whatever the strings in them hold."""

from io import BytesIO

import pyoxigraph as ox
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graph.errors import ResultLimitError
from graph.result_limits import Limits, row_counter, write_result
from graph.results import (
    BOOLEAN_FORMATS,
    GRAPH_FORMATS,
    SOLUTION_FORMATS,
    Format,
    QueryResult,
    serialize,
)

BAIT = ["}},{", '"}},{"', "[{", "\n", "\\", '\\"', "<result>", "\t", '"', "", "},{", "\r\n"]
ROOMY = Limits(rows=10**6, size=10**9)
texts = st.lists(
    st.one_of(st.sampled_from(BAIT), st.text(max_size=5)).map(
        lambda text: "".join(c for c in text if c >= " " or c in "\t\n\r")
    ),
    max_size=6,
)


def solutions(values: list[str], *, empty: int = 0) -> QueryResult:
    """Return a result with the values, and further solutions without any."""
    block = " ".join([*(str(ox.Literal(value)) for value in values), *["UNDEF"] * empty])
    return ox.Store().query(f"SELECT ?x ?y {{ VALUES ?x {{ {block} }} }}")


def written(result: QueryResult, form: Format, limits: Limits = ROOMY) -> bytes:
    output = BytesIO()
    write_result(result, form, output, limits)
    return output.getvalue()


@pytest.mark.parametrize("form", SOLUTION_FORMATS, ids=lambda form: form.name)
def test_rows_are_counted_exactly(form: Format) -> None:
    @settings(deadline=None)
    @given(texts, st.integers(0, 3), st.integers(1, 40))
    def check(values: list[str], empty: int, step: int) -> None:
        data = serialize(solutions(values, empty=empty), form)
        count = row_counter(form)
        assert count is not None
        pieces = [data[i : i + step] for i in range(0, len(data), step)]
        assert sum(count(piece) for piece in pieces) == len(values) + empty

    check()


def test_rows_of_other_servers_are_counted() -> None:
    data = b'{ "head": {"link": [], "vars": ["x"]},\n "results": { "bindings": [\n  { "x": {\n'
    data += b'"type": "literal", "value": "a" }}\t,\n {"x": {"type": "uri", "value": "}, {"}} ] } }'
    count = row_counter(SOLUTION_FORMATS[0])
    assert count is not None
    assert count(data) == 2


@pytest.mark.parametrize("form", SOLUTION_FORMATS, ids=lambda form: form.name)
@pytest.mark.parametrize("values", [[], ["a"], ["x,y", '"', "\n"] * 400])
def test_solutions_are_what_they_are_without_limits(form: Format, values: list[str]) -> None:
    assert written(solutions(values, empty=1), form) == serialize(solutions(values, empty=1), form)


@pytest.mark.parametrize("form", SOLUTION_FORMATS, ids=lambda form: form.name)
def test_the_limit_of_rows(form: Format) -> None:
    written(solutions(["a"] * 700), form, Limits(rows=700, size=10**6))
    with pytest.raises(ResultLimitError) as caught:
        written(solutions(["a"] * 701), form, Limits(rows=700, size=10**6))
    assert (caught.value.setting, caught.value.limit) == ("result_rows", 700)


@pytest.mark.parametrize("form", SOLUTION_FORMATS, ids=lambda form: form.name)
def test_the_limit_of_bytes(form: Format) -> None:
    size = len(serialize(solutions(["a"] * 700), form))
    written(solutions(["a"] * 700), form, Limits(rows=700, size=size))
    with pytest.raises(ResultLimitError) as caught:
        written(solutions(["a"] * 700), form, Limits(rows=700, size=size - 1))
    assert (caught.value.setting, caught.value.limit) == ("result_bytes", size - 1)


@pytest.mark.parametrize("form", GRAPH_FORMATS, ids=lambda form: form.name)
def test_graphs(form: Format) -> None:
    store = ox.Store()
    name = ox.NamedNode("urn:a")
    store.extend(ox.Quad(name, name, ox.Literal(n)) for n in range(5))
    query = "CONSTRUCT WHERE { ?s ?p ?o }"
    limits = Limits(rows=5, size=10**6)
    assert written(store.query(query), form, limits) == serialize(store.query(query), form)
    with pytest.raises(ResultLimitError):
        written(store.query(query), form, Limits(rows=4, size=10**6))


@pytest.mark.parametrize("form", BOOLEAN_FORMATS, ids=lambda form: form.name)
def test_booleans(form: Format) -> None:
    assert b"true" in written(ox.Store().query("ASK {}"), form, Limits(rows=1, size=200))
