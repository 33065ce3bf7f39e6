"""The server never fetches what a caller names: a listener on loopback hears nothing."""

import socket
import threading
from collections.abc import Callable, Iterator
from contextlib import suppress

import pyoxigraph as ox
import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from starlette.testclient import TestClient

from graph.errors import QuerySyntaxError, UsageError
from graph.sparql import refuse_service

KEYWORD = "SERVICE"
ESCAPES = st.sampled_from(
    ["S", "s", r"\u0053", r"\U00000053", "\N{LATIN SMALL LETTER LONG S}", "%53", "\\S"]
)
GAPS = st.lists(
    st.sampled_from(
        ["", " ", "\n", "\t", "\r", "#\n", "# SERVICE\r\n", "#>\n", "\ufeff", "\u00a0", "/**/"]
    ),
    max_size=3,
).map("".join)
BEFORE = st.sampled_from(
    [
        *("", "?s ?p ?o", "?s ?p ?o .", "?s ?p 1", "?s ?p 1.", "?s ?p true", "?s ?p 'a'@en"),
        *("?s ?p ex:a", "?s ?p <urn:x>", "?s ?p 'SERVICE", "?s ?p '''SERVICE'''", "{} UNION"),
        *("OPTIONAL {} ", "FILTER(?o<?p)", "FILTER(?o<?p||1=1)", "FILTER(1<2)", "BIND(1 AS ?x)"),
        *("?s ?p ?o FILTER(?o<", "<urn:\\u0041#>?p ?o.", "?s ?p _:b", "?s a ex:a\\#", "# "),
        *("FILTER(1<2||'a'<'>')", "FILTER(1<2||'a'<='''>''')", "FILTER(?o<<urn:'>)"),
        *("FILTER(?o<ex:\\u0027||'a'='>')", "FILTER(?o<<urn:#>)", "FILTER(?o<'#>')"),
        *("MINUS {} ", "VALUES ?x { 1 }", "?s ?p ?o ;", "GRAPH ?g {} ", "[] ?p ?o ."),
    ]
)
WRAPPED = st.sampled_from(
    [
        "ASK {{ {} }}",
        "SELECT * {{ {} }}",
        "SELECT * {{ {{ SELECT * {{ {} }} }} }}",
        "CONSTRUCT {{}} WHERE {{ {} }}",
        "ASK {{ FILTER EXISTS {{ {} }} }}",
        "PREFIX ex: <urn:> ASK {{ {} }}",
        "PREFIX SERVICE: <urn:> ASK {{ {} }}",
        "BASE <urn:x#> ASK {{ {} }}",
        "DESCRIBE ?s {{ {} }}",
        "SELECT (EXISTS {{ {} }} AS ?x) {{}}",
        "ASK {{ {} }} # '",
        "ASK {{ {} }} # '''",
    ]
)


class Listener:
    """A port on loopback that hangs up on everybody, and tells whether anybody knocked."""

    def __init__(self) -> None:
        self._socket = socket.create_server(("127.0.0.1", 0))
        self.address = f"http://127.0.0.1:{self._socket.getsockname()[1]}/x"
        self._knocks = 0
        self._thread = threading.Thread(target=self._listen)
        self._thread.start()

    def _listen(self) -> None:
        while True:
            connection, _ = self._socket.accept()
            self._knocks += 1
            with connection:
                if connection.recv(4) == b"stop":
                    return

    def heard(self) -> bool:
        """Tell whether somebody has connected since the last time."""
        knocks, self._knocks = self._knocks, 0
        return knocks > 0

    def close(self) -> None:
        with socket.create_connection(self._socket.getsockname()) as connection:
            connection.sendall(b"stop")
        self._thread.join()
        self._socket.close()


@pytest.fixture(scope="module")
def listener() -> Iterator[Listener]:
    listener = Listener()
    yield listener
    listener.close()


@st.composite
def spellings(draw: st.DrawFn) -> str:
    """Return the keyword in some spelling of its letters, and what may stand around it."""
    letters = [draw(ESCAPES), *(draw(st.sampled_from([c, c.lower()])) for c in KEYWORD[1:])]
    silent = draw(st.sampled_from(["", " SILENT", " silent ", "SILENT", " ?x"]))
    call = "".join(
        [
            *(draw(BEFORE), draw(GAPS), "".join(letters), draw(GAPS), silent, draw(GAPS)),
            *(draw(st.sampled_from(["<ADDRESS>", "a:", "ex:a", "?o"])), draw(GAPS)),
            draw(st.sampled_from(["{}", "{ ?s ?p ?o }", "{ ?s ?p ?o", ""])),
        ]
    )
    return draw(WRAPPED).format(call)


def refused(text: str) -> bool:
    try:
        refuse_service(text)
    except (UsageError, QuerySyntaxError):
        return True
    return False


def test_the_listener_hears_what_is_not_refused(listener: Listener) -> None:
    with pytest.raises((OSError, RuntimeError)):
        bool(ox.Store().query(f"ASK {{ SERVICE <{listener.address}> {{ ?s ?p ?o }} }}"))
    assert listener.heard()


@settings(max_examples=600, deadline=None, suppress_health_check=list(HealthCheck))
@given(text=spellings(), prefixed=st.booleans())
@example(text=r"ASK { \u0053ERVICE <ADDRESS> {} }", prefixed=False)
@example(text="ASK { SER\\u0056ICE <ADDRESS> {} }", prefixed=False)
@example(text="ASK { ?s ?p trueSERVICE<ADDRESS>{} }", prefixed=False)
@example(text="ASK { ?s ?p ?o FILTER(?o<?s||1=1)SERVICE#>\n<ADDRESS> {} }", prefixed=False)
@example(text="ASK { \N{LATIN SMALL LETTER LONG S}ERVICE <ADDRESS> {} }", prefixed=False)
@example(text="ASK { FILTER(1<2||'a'<'>') SERVICE <ADDRESS> {} } # '", prefixed=False)
@example(text="ASK { FILTER(?s<<urn:'>||1=1) SERVICE <ADDRESS> {} } # '", prefixed=False)
def test_no_spelling_of_service_passes(listener: Listener, *, text: str, prefixed: bool) -> None:
    text = text.replace("ADDRESS", listener.address)
    if prefixed:
        text = f"PREFIX ex: <{listener.address}#> PREFIX a: <{listener.address}#> {text}"
    if not refused(text):
        store = ox.Store()
        store.add(ox.Quad(*[ox.NamedNode(listener.address)] * 3))
        with suppress(SyntaxError, OSError, RuntimeError, ValueError):
            result = store.query(text)
            if not isinstance(result, ox.QueryBoolean):
                list(result)
    assert not listener.heard(), text


@settings(max_examples=300, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.text(alphabet="SERVICEservice <>{}?#'\"\\:.x\n-@u0053", max_size=40))
def test_no_mixture_passes(listener: Listener, middle: str) -> None:
    text = f"ASK {{ ?s ?p ?o . {middle} <{listener.address}> {{ ?s ?p ?o }} }}"
    if not refused(text):
        with suppress(SyntaxError, OSError, RuntimeError, ValueError):
            bool(ox.Store().query(text))
    assert not listener.heard(), text


REQUESTS: list[Callable[[TestClient, str], object]] = [
    lambda c, a: c.get("/sparql", params={"query": f"ASK {{ SERVICE <{a}> {{}} }}"}),
    lambda c, a: c.get("/sparql", params={"query": f"ASK {{ SERVICE SILENT <{a}> {{}} }}"}),
    lambda c, a: c.post("/sparql", data={"query": f"ASK {{ service<{a}>{{}} }}"}),
    lambda c, a: c.get("/sparql", params={"query": f"ASK {{ ?s ?p trueSERVICE<{a}>{{}} }}"}),
    lambda c, a: c.get("/sparql", params={"query": f"ASK FROM <{a}> {{ ?s ?p ?o }}"}),
    lambda c, a: c.get(
        "/sparql", params={"query": f"ASK FROM NAMED <{a}> {{ GRAPH ?g {{ ?s ?p ?o }} }}"}
    ),
    lambda c, a: c.get("/sparql", params={"query": f"DESCRIBE <{a}>"}),
    lambda c, a: c.get("/sparql", params={"query": f"LOAD <{a}>"}),
    lambda c, a: c.post("/sparql", data={"update": f"LOAD <{a}>"}),
    lambda c, a: c.post("/sparql", data={"update": f"LOAD SILENT <{a}> INTO GRAPH <urn:g>"}),
    lambda c, a: c.get("/sparql", params={"query": "ASK {}", "default-graph-uri": a}),
    lambda c, a: c.get("/sparql", params={"query": "ASK {}", "named-graph-uri": a}),
    lambda c, a: c.get("/queries/about", params={"thing": a}),
    lambda c, a: c.put(
        "/store",
        params={"graph": "urn:g"},
        content=f'{{"@context": "{a}", "@id": "urn:a", "name": "b"}}',
        headers={"Content-Type": "application/ld+json"},
    ),
]


@pytest.mark.parametrize("number", range(len(REQUESTS)))
def test_no_request_over_http_makes_the_server_ask(
    client: TestClient, listener: Listener, number: int
) -> None:
    REQUESTS[number](client, listener.address)
    assert not listener.heard()
