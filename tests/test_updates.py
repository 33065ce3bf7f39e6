"""That the graphs an update can change are never too few, and rarely too many."""

import pyoxigraph as ox
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graph.errors import QuerySyntaxError
from graph.namespaces import PREFIXES
from graph.sparql import tokenize
from graph.updates import Reach, reach, spare_default

G, H = "urn:g:1", "urn:g:2"
DATA = f"""
    <urn:s> <urn:p> 1 . <urn:t> <urn:p> "a" .
    <{G}> {{ <urn:s> <urn:p> 1 , "}} ; DROP ALL" }} <{H}> {{ <urn:t> <urn:p> "a" }}
"""


def graphs_of(engine: ox.Store) -> dict[str, set[str]]:
    """Return IRI of a graph, empty for the default graph → its triples."""
    found: dict[str, set[str]] = {
        name.value: set() for name in engine.named_graphs() if isinstance(name, ox.NamedNode)
    }
    for quad in engine:
        name = quad.graph_name.value if isinstance(quad.graph_name, ox.NamedNode) else ""
        found.setdefault(name, set()).add(str(quad.triple))
    return found


def engine_of_data() -> ox.Store:
    engine = ox.Store()
    engine.load(DATA.encode(), format=ox.RdfFormat.TRIG)
    return engine


def check_reach(text: str) -> Reach:
    """Carry out an update, and check that it changed nothing beyond its reach."""
    engine, can_change = engine_of_data(), reach(text)
    before = graphs_of(engine)
    engine.update(text, prefixes=PREFIXES)
    after = graphs_of(engine)
    changed = {name for name in before | after if before.get(name) != after.get(name)}
    if can_change.named is not None:
        assert changed - {""} <= can_change.named
    if can_change.default is not None:
        assert can_change.default or "" not in changed
    if can_change.insertion is not None:
        check_insertion(can_change, before, after)
    return can_change


def check_insertion(
    can_change: Reach, before: dict[str, set[str]], after: dict[str, set[str]]
) -> None:
    """Check that what an update inserts or deletes is what its insertion inserts."""
    scratch = ox.Store()
    scratch.update(can_change.insertion or "", prefixes=PREFIXES)
    data = graphs_of(scratch)
    for name in before | after | data:
        old, listed = before.get(name, set()), data.get(name, set())
        expected = old - listed if can_change.is_deletion else old | listed
        assert after.get(name, set()) == expected


GRAPH = st.sampled_from([f"<{G}>", f"<{H}>", "g:1", "g:2", "graph:new", "<urn:new>", "g:\\-x"])
NAME_OR_VARIABLE = st.one_of(GRAPH, GRAPH, st.just("?g"))
TERM = st.sampled_from(
    ["<urn:s>", "1", "true", '"a"', '"a"@en', '"}"', "'''{ ' '''", '"""\n#"""', "<urn:s#x>", "g:s"]
)
SPACE = st.sampled_from([" ", "\n", " # GRAPH <urn:x> {\n", "\t"])
SILENT = st.sampled_from(["", "SILENT"])
FILTERS = [
    "",
    "FILTER(?o<3)",
    "FILTER(?o<?o||?o>2)",
    "FILTER(?o<'>')",
    "FILTER(1<2)#>{\n",
    "FILTER(?o<?o)#>}\n",
    "OPTIONAL { ?s ?q ?z }",
    "FILTER EXISTS { ?s ?p ?o }",
    "BIND('}' AS ?x)",
]


@st.composite
def triples(draw: st.DrawFn, *, variables: bool) -> str:
    subject = draw(st.sampled_from(["<urn:s>", "<urn:t>", *(["?s"] if variables else [])]))
    term = draw(st.one_of(TERM, st.just("?o")) if variables else TERM)
    return f"{subject} <urn:p> {term}"


@st.composite
def quads(draw: st.DrawFn, *, variables: bool) -> str:
    """Write a group of quads: triples, and triples of a graph."""
    name = NAME_OR_VARIABLE if variables else GRAPH
    parts = []
    for in_graph in draw(st.lists(st.booleans(), min_size=1, max_size=3)):
        inner = draw(triples(variables=variables))
        parts.append(f"GRAPH {draw(name)} {{ {inner} }}" if in_graph else f"{inner} . ")
    return f"{{ {' '.join(parts)} }}"


@st.composite
def patterns(draw: st.DrawFn) -> str:
    inner = f"?s ?p ?o {draw(st.sampled_from(FILTERS))}"
    return draw(st.sampled_from([f"{{ {inner} }}", f"{{ GRAPH ?g {{ {inner} }} }}"]))


@st.composite
def operations(draw: st.DrawFn) -> str:
    graph, silent = draw(GRAPH), draw(SILENT)
    place = draw(st.sampled_from(["DEFAULT", graph, f"GRAPH {graph}"]))
    other = draw(st.sampled_from(["DEFAULT", f"<{H}>", f"GRAPH <{G}>"]))
    data, template = draw(quads(variables=False)), draw(quads(variables=True))
    forms = [
        f"INSERT DATA {data}",
        f"DELETE DATA {data}",
        f"DELETE WHERE {template}",
        f"INSERT {template} WHERE {draw(patterns())}",
        f"DELETE {template} WHERE {draw(patterns())}",
        f"DELETE {template} INSERT {data} USING NAMED <{G}> WHERE {draw(patterns())}",
        f"WITH {graph} DELETE {template} INSERT {data} WHERE {draw(patterns())}",
        f"CLEAR {silent} {draw(st.sampled_from(['ALL', 'NAMED', 'DEFAULT', f'GRAPH {graph}']))}",
        f"DROP {silent} {draw(st.sampled_from(['ALL', 'NAMED', 'DEFAULT', f'GRAPH {graph}']))}",
        f"CREATE {silent} GRAPH {graph}",
        *(f"{verb} {silent} {place} TO {other}" for verb in ("ADD", "MOVE", "COPY")),
        "PREFIX g: <urn:other:>",
        "BASE <urn:g:1>",
    ]
    return draw(st.sampled_from(forms))


@st.composite
def updates(draw: st.DrawFn) -> str:
    """Write an update, with spaces and comments between its tokens, or without."""
    text = " ; ".join(["PREFIX g: <urn:g:>", *draw(st.lists(operations(), min_size=1, max_size=3))])
    text = text.replace(" ; ", " ", 1)
    if "#>" in text or "'>'" in text:  # for our tokenizer, these are no tokens of their own
        return text
    tokens = [token.text for token in tokenize(text)]
    spaces = draw(st.lists(SPACE, min_size=len(tokens), max_size=len(tokens)))
    return "".join(part for pair in zip(tokens, spaces, strict=True) for part in pair)


@settings(max_examples=400, deadline=None)
@given(updates())
def test_an_update_changes_nothing_beyond_its_reach(text: str) -> None:
    try:
        check_reach(text)
    except (SyntaxError, RuntimeError):
        return  # two operations of one request share a blank node, a graph is not there, …


DAMAGE = st.lists(st.tuples(st.integers(0, 400), st.sampled_from("{}<>#'\" \\;?")), max_size=2)


@settings(max_examples=400, deadline=None)
@given(updates(), DAMAGE, st.booleans())
def test_a_damaged_update_changes_nothing_beyond_its_reach(
    text: str,
    damage: list[tuple[int, str]],
    tight: bool,  # noqa: FBT001  # hypothesis gives it by position
) -> None:
    if tight:
        text = text.replace(" ", "")
    for place, character in damage:
        text = f"{text[:place]}{character}{text[place + 1 :]}"
    try:
        check_reach(text)
    except (SyntaxError, RuntimeError, ValueError):
        return


def hidden(start: str, end: str) -> str:
    """Return an update that drops a graph between two filters, which can be misread."""
    pattern = "?s ?p ?a ; ?q ?b FILTER("
    first, last = f"{{ {pattern}{start} }}", f"{{ {pattern}{end} }}"
    return f"INSERT {{}} WHERE {first} ; DROP GRAPH <{G}> ; INSERT {{}} WHERE {last}"


@pytest.mark.parametrize(
    "text",
    [
        # For the engine, what follows #> is a comment: the brace in it opens nothing.
        hidden("?a<?b)#>{\n", "1<2)#>}\n"),
        hidden('?a<?b)#>"""\n', '1<2)#>"""\n'),
        hidden("?a<'>')", "?a<'>')"),
        f"DROPGRAPH<{G}>",
        "PREFIX x: <urn:g:> INSERT DATA{GRAPHx:1{<urn:a> a 1}}",
        f"INSERT DATA{{<urn:a> <urn:b> trueGRAPH<{G}>{{<urn:a> a 1}}}}",
        f"DROP GRAPH <{G[:-1]}\\u0031>",
        f"BASE <{G}> DROP GRAPH <>",
        "PREFIX graph: <urn:g:> DROP GRAPH graph:1",
    ],
)
def test_no_spelling_hides_a_graph(text: str) -> None:
    try:
        check_reach(text)
    except SyntaxError:
        pytest.fail("the engine does not take the text, so it shows nothing")


@pytest.mark.parametrize(
    ("text", "named", "default"),
    [
        (f"INSERT DATA {{ GRAPH <{G}> {{ <urn:a> <urn:b> '}}' }} }}", {G}, False),
        ("INSERT DATA { <urn:a> <urn:b> 1 }", set(), True),
        (f"DELETE WHERE {{ ?s ?p ?o . GRAPH <{G}> {{ ?s ?p ?o }} }}", {G}, True),
        (f"WITH <{G}> DELETE {{ ?s ?p ?o }} WHERE {{ GRAPH ?g {{ ?s ?p ?o }} }}", {G}, False),
        ("INSERT { GRAPH ?g { ?s ?p 1 } } WHERE { ?s ?p ?g }", None, False),
        (f"COPY DEFAULT TO <{G}>", {G}, False),
        (f"MOVE DEFAULT TO <{G}>", {G}, True),
        (f"ADD <{H}> TO <{G}> ; CLEAR GRAPH graph:x", {G, f"{PREFIXES['graph']}x"}, False),
        (f"LOAD <urn:x> INTO GRAPH <{G}>", {G}, False),
        ("LOAD <urn:x>", set(), True),
        ("DROP ALL", None, True),
        ("CLEAR NAMED", None, False),
        ("PREFIX : <urn:g:> CREATE GRAPH :1", {G}, False),
    ],
)
def test_the_reach_of_plain_updates(text: str, named: set[str] | None, *, default: bool) -> None:
    assert reach(text)[:2] == (named, default)


def test_data_are_read_where_there_is_nothing_else() -> None:
    deletion = f"DELETE DATA {{ GRAPH <{G}> {{ <urn:s> <urn:p> 'DELETE' }} }}"
    assert reach(deletion) == Reach(
        frozenset({G}), default=False, insertion=deletion.replace("DELETE", "INSERT", 1),
        is_deletion=True,
    )  # fmt: skip
    assert reach(f"{deletion} ; DROP DEFAULT").insertion is None
    assert reach("DELETE DATA { _:a <urn:p> 1 }").insertion is None


def test_what_is_no_update_may_reach_everything() -> None:
    assert reach("SELECT * { ?s ?p ?o }") == reach('"') == Reach(None, None)
    with pytest.raises(QuerySyntaxError):
        list(tokenize('"'))


def test_all_without_the_default_graph() -> None:
    text = "DROP ALL ; INSERT DATA { <urn:ALL> <urn:p> 'ALL' } ; CLEAR SILENT ALL"
    assert spare_default(text) == (
        "DROP NAMED ; INSERT DATA { <urn:ALL> <urn:p> 'ALL' } ; CLEAR SILENT NAMED"
    )
    assert spare_default('DROP ALL "') == 'DROP ALL "'
