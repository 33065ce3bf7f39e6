"""The W3C's tests of the protocols, which its manifests describe in words: requests and replies.

The ids are those of https://w3c.github.io/rdf-tests/sparql/sparql11/protocol/ and
…/http-rdf-update/; the texts and names are ours.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final
from urllib.parse import urlencode

FORM: Final = "application/x-www-form-urlencoded"
QUERY: Final = "application/sparql-query"
UPDATE: Final = "application/sparql-update"
TURTLE: Final = "text/turtle"

ONE, TWO, THREE = (f"http://example.org/data/{number}" for number in (1, 2, 3))
RESULT: Final = "http://example.org/result"
DATA: Final = {
    name: f"<{name}> a <http://xmlns.com/foaf/0.1/Document> ." for name in (ONE, TWO, THREE)
}
"""Name of a graph → its only triple, in Turtle."""


@dataclass(frozen=True)
class Step:
    """A request, and what its reply has to be.

    Args:
        method: HTTP method.
        parameters: What stands in the address, in order.
        body: The body, or None.
        content_type: Its Content-Type, or None.
        status: First digit of the status, or the status.
        reply: What the reply is: true, boolean, tabular, RDF, or IRI (one solution with one).
    """

    method: str = "POST"
    parameters: Sequence[tuple[str, str]] = ()
    body: str | bytes | None = None
    content_type: str | None = None
    status: int = 2
    reply: str = ""


def _get(*parameters: tuple[str, str], status: int = 2, reply: str = "") -> Step:
    return Step("GET", parameters, status=status, reply=reply)


def _query(text: str, *parameters: tuple[str, str], reply: str = "true") -> Step:
    return Step("POST", parameters, text, QUERY, reply=reply)


def _update(text: str, *parameters: tuple[str, str], status: int = 2) -> Step:
    return Step("POST", parameters, text, UPDATE, status)


def _form(*pairs: tuple[str, str], status: int = 2, reply: str = "") -> Step:
    return Step("POST", (), urlencode(pairs), FORM, status, reply)


def _document(iri: str) -> str:
    return f"<{iri}> a ?type"


def _default(*iris: str) -> list[tuple[str, str]]:
    return [("default-graph-uri", iri) for iri in iris]


def _named(*iris: str) -> list[tuple[str, str]]:
    return [("named-graph-uri", iri) for iri in iris]


_BOTH: Final = f"ASK {{ {_document(ONE)} . {_document(TWO)} }}"
_NAMED: Final = f"{{ GRAPH ?g {{ {_document(ONE)} }} GRAPH ?h {{ {_document(TWO)} }} }}"
_FULL: Final = f"ASK {{ {_document(THREE)} . {_NAMED} }}"

_INSERT: Final = "; ".join(
    [
        "DROP ALL",
        *(f"INSERT DATA {{ GRAPH <{name}> {{ {turtle} }} }}" for name, turtle in DATA.items()),
    ]
)
_COPY: Final = f"INSERT {{ GRAPH <{RESULT}> {{ ?s a <urn:found> }} }} WHERE"
_DOCUMENTS: Final = "?s a <http://xmlns.com/foaf/0.1/Document>"


def _found(*iris: str) -> Step:
    """The result graph has exactly some of the documents."""
    there = " ".join(f"<{iri}> a <urn:found> ." for iri in iris)
    absent = " ".join(
        f"FILTER NOT EXISTS {{ GRAPH <{RESULT}> {{ <{iri}> ?p ?o }} }}"
        for iri in DATA
        if iri not in iris
    )
    return _query(f"ASK {{ GRAPH <{RESULT}> {{ {there} }} {absent} }}")


PROTOCOL: Final[Mapping[str, Sequence[Step]]] = {
    "query_post_form": [
        Step("POST", _default("http://example.org/none"), "query=ASK%20%7B%7D", FORM, reply="true")
    ],
    "query_dataset_default_graphs_get": [_get(("query", _BOTH), *_default(ONE, TWO), reply="true")],
    "query_dataset_default_graphs_post": [_query(_BOTH, *_default(ONE, TWO))],
    "query_dataset_named_graphs_post": [_query(f"ASK {_NAMED}", *_named(ONE, TWO))],
    "query_dataset_named_graphs_get": [
        _get(("query", f"ASK {_NAMED}"), *_named(ONE, TWO), reply="true")
    ],
    "query_dataset_full": [_query(_FULL, *_default(THREE), *_named(ONE, TWO))],
    "query_multiple_dataset": [_query(f"ASK FROM <{THREE}> {_NAMED}", *_named(ONE, TWO))],
    "query_get": [_get(("query", "ASK {}"), *_default("http://example.org/none"), reply="true")],
    "query_content_type_select": [_query("SELECT (1 AS ?value) {}", reply="tabular")],
    "query_content_type_ask": [_query("ASK {}", reply="boolean")],
    "query_content_type_describe": [_query("DESCRIBE <http://example.org/>", reply="RDF")],
    "query_content_type_construct": [_query("CONSTRUCT { <s> <p> 1 } WHERE {}", reply="RDF")],
    "update_dataset_default_graph": [
        _update(f"{_INSERT}; {_COPY} {{ {_DOCUMENTS} }}", ("using-graph-uri", ONE)),
        _found(ONE),
    ],
    "update_dataset_default_graphs": [
        _update(
            f"{_INSERT}; {_COPY} {{ {_DOCUMENTS} }}",
            ("using-graph-uri", ONE),
            ("using-graph-uri", TWO),
        ),
        _found(ONE, TWO),
    ],
    "update_dataset_named_graphs": [
        _update(
            f"{_INSERT}; {_COPY} {{ GRAPH ?g {{ {_DOCUMENTS} }} }}",
            ("using-named-graph-uri", ONE),
            ("using-named-graph-uri", TWO),
        ),
        _found(ONE, TWO),
    ],
    "update_dataset_full": [
        _update(
            f"{_INSERT}; INSERT {{ GRAPH <{RESULT}> {{ ?s <urn:in> ?in }} }} WHERE {{ "
            f"{{ GRAPH ?g {{ {_DOCUMENTS} }} BIND (?g AS ?in) }} UNION "
            f"{{ {_DOCUMENTS} BIND ('default' AS ?in) }} }}",
            ("using-graph-uri", ONE),
            ("using-named-graph-uri", TWO),
        ),
        _query(
            f"ASK {{ GRAPH <{RESULT}> {{ <{ONE}> <urn:in> 'default' . <{TWO}> <urn:in> <{TWO}> }}"
            f" FILTER NOT EXISTS {{ GRAPH <{RESULT}> {{ <{THREE}> ?p ?o }} }} }}"
        ),
    ],
    "update_post_form": [_form(("update", "CLEAR ALL"))],
    "update_post_direct": [_update("CLEAR ALL")],
    "update_base_uri": [
        _update(f"INSERT DATA {{ GRAPH <{RESULT}> {{ <urn:s> <urn:p> <relative> }} }}"),
        _query(f"SELECT ?o {{ GRAPH <{RESULT}> {{ <urn:s> <urn:p> ?o }} }}", reply="IRI"),
    ],
    "query_post_direct": [_query("ASK {}")],
    "bad_query_method": [
        Step("PUT", [("query", "ASK {}")], b"", FORM, status=4),
    ],
    "bad_multiple_queries": [_get(("query", "ASK {}"), ("query", "SELECT * {}"), status=4)],
    "bad_query_wrong_media_type": [Step(body="ASK {}", content_type="text/plain", status=4)],
    "bad_query_missing_form_type": [Step(body="query=ASK%20%7B%7D", status=4)],
    "bad_query_missing_direct_type": [Step(body="ASK {}", status=4)],
    "bad_query_non_utf8": [
        Step(body="ASK {}".encode("utf-16"), content_type=f"{QUERY}; charset=UTF-16", status=4)
    ],
    "bad_query_syntax": [_get(("query", "ASK {"), status=4)],
    "bad_update_get": [_get(("update", "CLEAR ALL"), status=4)],
    "bad_multiple_updates": [
        _form(("update", "CLEAR NAMED"), ("update", "CLEAR DEFAULT"), status=4)
    ],
    "bad_update_wrong_media_type": [Step(body="CLEAR NAMED", content_type="text/plain", status=4)],
    "bad_update_missing_form_type": [Step(body="update=CLEAR%20NAMED", status=4)],
    "bad_update_non_utf8": [
        Step(body="CLEAR ALL".encode("utf-16"), content_type=f"{UPDATE}; charset=UTF-16", status=4)
    ],
    "bad_update_syntax": [_form(("update", "CLEAR XYZ"), status=4)],
    "bad_update_dataset_conflict": [
        _update(
            f"WITH <{ONE}> DELETE {{ ?s a ?t }} INSERT {{ ?s a <urn:t> }} WHERE {{ ?s a ?t }}",
            ("using-named-graph-uri", TWO),
            status=4,
        )
    ],
}


@dataclass(frozen=True)
class GraphStep:
    """A request to the graph store, and what its reply has to be.

    Args:
        method: HTTP method.
        target: Path below the store, or parameter; NEW stands for the Location of the last reply.
        body: The body, or None.
        status: The status.
        content_type: Its Content-Type, or None.
        turtle: What a reply to GET holds, or None.
    """

    method: str
    target: str
    status: int
    body: str | None = None
    content_type: str | None = None
    turtle: str | None = None


NEW: Final = "NEW"

_CARD: Final = "http://www.w3.org/2006/vcard/ns#"
_PREFIXES: Final = f"@prefix foaf: <http://xmlns.com/foaf/0.1/> . @prefix v: <{_CARD}> .\n"
_ME: Final = "<http://example.org/people/1>"


def _person(name: str, *more: str) -> str:
    card = f"foaf:businessCard [ a v:VCard ; v:fn '{name}' ]"
    return f"{_PREFIXES}{_ME} {' ; '.join(['a foaf:Person', card, *more])} ."


_JOHN, _JANE = _person("John Doe"), _person("Jane Doe")
_NAMED_JANE: Final = _person("Jane Doe", "foaf:name 'Jane Doe'")
_FULL_JANE: Final = _person(
    "Jane Doe", "foaf:name 'Jane Doe'", "foaf:givenName 'Jane'", "foaf:familyName 'Doe'"
)
_ALICE: Final = (
    f"{_PREFIXES}[] a foaf:Person ; foaf:businessCard [ a v:VCard ; v:given-name 'Alice' ] ."
)
_FIELD: Final = 'Content-Disposition: form-data; name="{0}.ttl"; filename="{0}.ttl"'
_PARTS: Final = "\r\n".join(
    [
        line
        for name, value in (("familyName", "Doe"), ("givenName", "Jane"))
        for line in (
            "--parts",
            _FIELD.format(name),
            "Content-Type: text/turtle; charset=utf-8",
            "",
            f"{_PREFIXES}{_ME} foaf:{name} '{value}' .",
        )
    ]
    + ["--parts--", ""]
)


def _put(target: str, body: str, status: int, content_type: str = TURTLE) -> GraphStep:
    return GraphStep("PUT", target, status, body, content_type)


def _read(target: str, turtle: str) -> GraphStep:
    return GraphStep("GET", target, 200, turtle=turtle)


_ONE: Final = "/person/1.ttl"
_TWO: Final = "/person/2.ttl"
_NAME: Final = f"{_PREFIXES}{_ME} foaf:name 'Jane Doe' ."

GRAPH_STORE: Final[Mapping[str, Sequence[GraphStep]]] = {
    "put__initial_state": [_put(_ONE, _JOHN, 201)],
    "get_of_put__initial_state": [_read(f"?graph={_ONE}", _JOHN)],
    "put__graph_already_in_store": [_put(_ONE, _JANE, 204)],
    "get_of_put__graph_already_in_store": [_read(_ONE, _JANE)],
    "put__default_graph": [_put("?default", _ALICE, 201)],
    "get_of_put__default_graph": [_read("?default", _ALICE)],
    "put__mismatched_payload": [_put(_ONE, _JANE, 400, "application/rdf+xml")],
    "delete__existing_graph": [_put(_TWO, _JANE, 201), GraphStep("DELETE", _TWO, 200)],
    "get_of_delete__existing_graph": [GraphStep("GET", _TWO, 404)],
    "delete__nonexistent_graph": [GraphStep("DELETE", _TWO, 404)],
    "post__existing_graph": [GraphStep("POST", _ONE, 200, _NAME, TURTLE)],
    "get_of_post__existing_graph": [_read(_ONE, _NAMED_JANE)],
    "post__multipart_formdata": [
        GraphStep("POST", _ONE, 200, _PARTS, "multipart/form-data; boundary=parts")
    ],
    "get_of_post__multipart_formdata": [_read(_ONE, _FULL_JANE)],
    "post__create__new_graph": [GraphStep("POST", "", 201, _ALICE, TURTLE)],
    "get_of_post__create__new_graph": [_read(NEW, _ALICE)],
    "get_of_post__after_noop": [GraphStep("POST", NEW, 204, "", TURTLE), _read(NEW, _ALICE)],
    "head_on_an_existing_graph": [GraphStep("HEAD", _ONE, 200)],
    "head_on_a_nonexisting_graph": [GraphStep("HEAD", "/person/4.ttl", 404)],
}
"""In this order, each case begins where the one before has left the store."""
