"""Tokens of SPARQL: what is found in a query's text, and that no value can change it."""

import pyoxigraph as ox
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graph.clauses import dataset_clauses
from graph.errors import QuerySyntaxError, UsageError
from graph.sparql import (
    insert_values,
    later_feature,
    layout,
    refuse_service,
    refuse_update,
    tokenize,
)

XSD = "http://www.w3.org/2001/XMLSchema#"
BAIT = [
    "x> } ; DROP ALL",
    '"',
    "'''",
    '"""',
    "\\",
    '\\"',
    "\n} UNION { ?s ?p ?o } #",
    "\r",
    "\x00",
    "\u2028",
    "} ?_x VALUES",
    "<urn:a>",
]
texts = st.one_of(st.sampled_from(BAIT), st.text(), st.lists(st.sampled_from(BAIT)).map("".join))


def shape(query: str) -> list[tuple[str, str]]:
    """Return the kinds of the tokens of a query, with the text of punctuation and words."""
    fixed = ("punctuation", "word", "variable")
    return [(t.kind, t.text if t.kind in fixed else "") for t in tokenize(query)]


def answers(engine: ox.Store, query: str) -> list[str]:
    """Return the solutions or the triples of a query as text, sorted."""
    result = engine.query(query)
    assert not isinstance(result, ox.QueryBoolean)
    return sorted(" ".join(map(str, answer)) for answer in result)


@pytest.mark.parametrize(
    ("query", "kind", "text"),
    [
        ("'it''s'", "string", "'it'"),
        ("'''it''s'''", "string", "'''it''s'''"),
        ('"""a "quoted" } word"""', "string", '"""a "quoted" } word"""'),
        (r'"\"}"', "string", r'"\"}"'),
        ("# { \n?x", "variable", "?x"),
        ("<urn:a#b>", "iri", "<urn:a#b>"),
        (r"<urn:\u0041#>", "iri", r"<urn:\u0041#>"),
        ("< ?x", "punctuation", "<"),
        (r"ex:a\#b", "name", r"ex:a\#b"),
        ("ex:a.b.", "name", "ex:a.b"),
        (":", "name", ":"),
        ("_:b1.", "blank", "_:b1"),
        ("@en-GB", "language", "@en-GB"),
        ("$x", "variable", "$x"),
        ("1.5e-3", "number", "1.5e-3"),
        ("^^", "punctuation", "^^"),
    ],
)
def test_first_token(query: str, kind: str, text: str) -> None:
    first = next(tokenize(query))
    assert (first.kind, first.text) == (kind, text)


@pytest.mark.parametrize("query", ['ASK { ?s ?p "open }', "ASK { 'a\nb' }", "ASK { ` }"])
def test_no_token(query: str) -> None:
    with pytest.raises(QuerySyntaxError) as caught:
        list(tokenize(query))
    assert caught.value.line == 1


def test_hostile_text_takes_linear_time() -> None:
    refuse_service(f"ASK {{ ?service ?p <{')' * 100_000}> }}")
    dataset_clauses("ASK { ?s ?p ?o } #" + "from-" * 100_000 + "from" + " " * 100_000)


def test_long_text_takes_linear_time() -> None:
    assert len(list(tokenize("a." * 50_000))) == 100_000


def test_where_is_not_the_template() -> None:
    query = "CONSTRUCT { ?a ?b ?c } WHERE { ?d ?e ?f }"
    found = layout(query)
    assert found.where is not None
    assert found.where.variables == {"d", "e", "f"}
    assert len(found.patterns) == 1


def test_where_is_not_in_the_projection() -> None:
    found = layout("SELECT (EXISTS { ?a ?b ?c } AS ?x) WHERE { ?d ?e ?f }")
    assert found.where is not None
    assert found.where.variables == {"d", "e", "f"}
    assert found.outside == {"x"}


def test_describe_has_no_where() -> None:
    assert layout("DESCRIBE <urn:a>").where is None


def test_values_go_into_each_scope() -> None:
    query = "SELECT * { ?s ?p ?o OPTIONAL { ?s ?q ?_x } { SELECT ?s { ?s ?r ?_x } LIMIT 1 } }"
    bound = insert_values(query, {"_x": ox.Literal("v")})
    assert bound.count('VALUES ?_x { "v" }') == 3
    assert "{ VALUES ?_x" in bound
    assert "SELECT ?s { VALUES" in bound


@pytest.fixture(scope="module")
def engine() -> ox.Store:
    """Return a store with dated things."""
    store = ox.Store()
    for number in range(1, 6):
        thing = ox.NamedNode(f"urn:{number}")
        store.add(ox.Quad(thing, ox.NamedNode("urn:n"), ox.Literal(number)))
        store.add(ox.Quad(thing, ox.NamedNode("urn:next"), ox.NamedNode(f"urn:{number + 1}")))
    return store


@pytest.mark.parametrize(
    "query",
    [
        "SELECT ?s { ?s <urn:n> ?n FILTER(?n > ?_x) }",
        "SELECT ?s { { ?s <urn:n> ?n FILTER(?n > ?_x) } UNION { ?s <urn:n> ?_x } }",
        "SELECT ?s ?t { ?s <urn:n> ?n OPTIONAL { ?s <urn:next> ?t FILTER(?n > ?_x) } }",
        "SELECT ?s { ?s <urn:n> ?n FILTER NOT EXISTS { ?s <urn:n> ?m FILTER(?m > ?_x) } }",
        "SELECT ?s { ?s <urn:n> ?n MINUS { ?s <urn:n> ?m FILTER(?m > ?_x) } }",
        "SELECT ?s { { SELECT ?s { ?s <urn:n> ?n FILTER(?n < ?_x) } ORDER BY DESC(?n) LIMIT 1 } }",
        "SELECT (COUNT(?s) AS ?k) { ?s <urn:n> ?n FILTER(?n >= ?_x) }",
        "SELECT ?y { BIND(?_x AS ?y) { ?s <urn:n> ?n } }",
        "CONSTRUCT { ?s <urn:is> ?_x } WHERE { ?s <urn:n> ?n FILTER(?n = ?_x) }",
    ],
)
def test_values_mean_what_substitution_means(engine: ox.Store, query: str) -> None:
    term = ox.Literal(3)
    bound = answers(engine, insert_values(query, {"_x": term}))
    assert bound == answers(engine, query.replace("?_x", str(term)))
    assert bound


@settings(deadline=None)
@given(texts)
def test_a_literal_never_changes_the_structure(text: str) -> None:
    query = "SELECT ?x { BIND(?_x AS ?x) }"
    bound = insert_values(query, {"_x": ox.Literal(text)})
    assert shape(bound) == shape(insert_values(query, {"_x": ox.Literal("plain")}))
    assert answers(ox.Store(), bound) == [str(ox.Literal(text))]


@settings(deadline=None)
@given(texts, texts)
def test_an_iri_never_changes_the_structure(head: str, tail: str) -> None:
    query = "SELECT ?x { BIND(?_x AS ?x) }"
    try:
        iri = ox.NamedNode(f"urn:{head}{tail}")
    except ValueError:
        return
    bound = insert_values(query, {"_x": iri})
    assert shape(bound) == shape(insert_values(query, {"_x": ox.NamedNode("urn:plain")}))
    assert answers(ox.Store(), bound) == [str(iri)]


@settings(deadline=None)
@given(texts.filter(lambda text: "\x00" not in text))
def test_tokens_are_all_of_the_text_but_spaces_and_comments(text: str) -> None:
    query = f"ASK {{ BIND({ox.Literal(text)} AS ?x) }}"
    assert "".join(t.text for t in tokenize(query)).replace(" ", "") == query.replace(" ", "")


@pytest.mark.parametrize(
    "query",
    [
        "SELECT * { SERVICE <http://a.example/> { ?s ?p ?o } }",
        "SELECT * { service<http://a.example/>{ ?s ?p ?o } }",
        "SELECT * { SERVICE SILENT ?x { ?s ?p ?o } }",
        "SELECT * { SERVICE#\n<http://a.example/> { ?s ?p ?o } }",
        "SELECT * { ?s ?p true.SERVICEex:a { ?s ?p ?o } }",
        "SELECT * { ?s ?p trueSERVICE<http://a.example/> { ?s ?p ?o } }",
        "SELECT * { ?s ?p trueSERVICEex:a { ?s ?p ?o } }",
        "SELECT * { ?s ?p 1SERVICEex:a { ?s ?p ?o } }",
        "SELECT * { ?a ?b ?c FILTER(?c<?d||1=1)SERVICE#>\n<http://a.example/> { ?s ?p ?o } }",
        "SELECT * { FILTER(1<2||'a'<'>') SERVICE <http://a.example/> {} } # '",
        "SELECT * { FILTER(?a<<urn:'>||1=1) SERVICE <http://a.example/> {} } # '",
        "SELECT * { ?s <urn:\\u0041#>?p.SERVICE<http://a.example/> { ?s ?p ?o } }",
    ],
)
def test_service_is_refused(query: str) -> None:
    with pytest.raises(UsageError, match="SERVICE"):
        refuse_service(query)


@pytest.mark.parametrize(
    "query",
    [
        "SELECT * { ?s a <http://a.example/service#a> } # SERVICE",
        'SELECT ?service { ?s ?p "SERVICE <http://a.example/> {}" }',
        "SELECT * { ?s ex:service ?o }",
        "SELECT * { ?s <#service> 'service' FILTER(?s < 'service') }",
        "SELECT * { ?s <#a> ?o FILTER(?o<'>') }",
    ],
)
def test_the_word_service_alone_is_not_refused(query: str) -> None:
    refuse_service(query)


@pytest.mark.parametrize("query", [r"ASK { \u0053ERVICE <urn:a> {} }", r"ASK { S\U00000045RVICE }"])
def test_an_escape_that_spells_the_word_is_refused(query: str) -> None:
    with pytest.raises(QuerySyntaxError):
        refuse_service(query)


@pytest.mark.parametrize(
    ("query", "feature"),
    [
        ("SELECT * { ?s ?p ?o LATERAL { ?s ?p ?q } }", "LATERAL"),
        ("SELECT * { <<( ?s ?p ?o )>> ?q ?r }", "<<"),
        ("SELECT * { ?s ?p ?o {| ?q ?r |} }", "{|"),
        ("SELECT * { ?s ?p ?o ~ ?r }", "~"),
        ("SELECT * { ?s ?p ?o FILTER(isTriple(?o)) }", "isTriple"),
        ("SELECT * { ?s ?p 'a'@en--ltr }", "@en--ltr"),
    ],
)
def test_later_features_are_known(query: str, feature: str) -> None:
    ox.Store().query(query)  # the engine would take it
    found = later_feature(query)
    assert found is not None
    assert found.text == feature


def test_sparql_1_1_has_no_later_feature() -> None:
    query = "SELECT ?object { ?s ?p ?o FILTER(?s = ?o || 1<2) FILTER(REPLACE('~', '<<', '')) }"
    assert later_feature(query) is None


@pytest.mark.parametrize(
    "text",
    [
        "INSERT DATA { <urn:a> <urn:b> <urn:c> }",
        "# ASK\nPREFIX x: <urn:x> delete where { ?s ?p ?o }",
        "BASE <urn:x> Load <https://example.org/>",
        "WITH <urn:g> DELETE { ?s ?p ?o } WHERE { ?s ?p ?o }",
    ],
)
def test_an_update_is_refused(text: str) -> None:
    with pytest.raises(UsageError, match="is a SPARQL update"):
        refuse_update(text)


@pytest.mark.parametrize("text", ["ASK { ?s <urn:insert> 'DELETE' }", "SELECT ?load {}", ""])
def test_a_query_is_no_update(text: str) -> None:
    refuse_update(text)
