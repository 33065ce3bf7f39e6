"""SPARQL 1.1 Protocol, update operation: what is carried out, and what never is."""

import socket
import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

import pytest
from starlette.testclient import TestClient

import graph.search
from graph.namespaces import ID
from graph.store import MemoryStore, Store
from tests.contents import copied
from tests.web.writing import BEARER, TURTLE, UPDATE, serving

FORM = "application/x-www-form-urlencoded"


@pytest.fixture(scope="module")
def plain() -> Iterator[TestClient]:
    """Return a client of a plain server."""
    with serving(MemoryStore(plain=True)) as client:
        yield client


@pytest.fixture
def client(plain: TestClient) -> TestClient:
    """Return a client of a plain server on an empty store."""
    assert update(plain, "DROP ALL") == (204, "")
    return plain


@pytest.fixture(scope="module")
def curated(sample_store: Store) -> Iterator[TestClient]:
    """Return a client of a server that validates writes, on the invented report."""
    with serving(copied(sample_store)) as client:
        yield client


def update(client: TestClient, text: str, query: str = "", accept: str = "*/*") -> tuple[int, str]:
    """Return the status of an update and the kind of problem, if it makes one."""
    headers = UPDATE | BEARER | {"Accept": accept}
    response = client.post(f"/sparql{query}", content=text.encode(), headers=headers)
    if response.status_code == 204:
        assert response.content == b""
        return 204, ""
    return response.status_code, response.json()["type"].removeprefix("/problems/")


def ask(client: TestClient, pattern: str) -> bool:
    response = client.get("/sparql", params={"query": f"ASK {{ {pattern} }}"})
    found: bool = response.json()["boolean"]
    return found


def test_the_ways_to_send_an_update(client: TestClient) -> None:
    text = "INSERT DATA { <urn:a> <urn:b> 'é' }"
    for body, content_type in (
        (text.encode(), "application/sparql-update"),
        (text.encode(), "Application/SPARQL-Update; charset=utf-8"),
    ):
        headers = BEARER | {"Content-Type": content_type}
        assert client.post("/sparql", content=body, headers=headers).status_code == 204
        assert ask(client, "<urn:a> <urn:b> 'é'")
        assert update(client, "CLEAR DEFAULT") == (204, "")
    assert client.post("/sparql", data={"update": text}, headers=BEARER).status_code == 204
    assert ask(client, "<urn:a> <urn:b> 'é'")


@pytest.mark.parametrize(
    ("query", "body", "content_type", "status"),
    [
        ("?update=CLEAR+ALL", "", FORM, 400),
        ("?update=CLEAR+ALL", "CLEAR ALL", "application/sparql-update", 400),
        ("", "update=CLEAR+ALL&update=CLEAR+ALL", FORM, 400),
        ("", "update=CLEAR+ALL&query=ASK{}", FORM, 400),
        ("?query=ASK{}", "CLEAR ALL", "application/sparql-update", 400),
        ("?using-graph-uri=a", "CLEAR ALL", "application/sparql-update", 400),
        ("", "CLEAR ALL", "application/sparql-update; charset=utf-16", 415),
        ("", b"\xff", "application/sparql-update", 400),
        ("", "update=%FF", FORM, 400),
        ("", "ASK {}", "application/sparql-update", 400),
        ("", "CLEAR", "application/sparql-update", 400),
        ("", "CLEAR ALL", "text/plain", 415),
        (
            "",
            "INSERT DATA { <urn:a> <urn:b> <<( <urn:a> <urn:b> 1 )>> }",
            UPDATE["Content-Type"],
            400,
        ),
    ],
)
def test_malformed(
    client: TestClient, query: str, body: str | bytes, content_type: str, status: int
) -> None:
    headers = BEARER | {"Content-Type": content_type}
    response = client.post(f"/sparql{query}", content=body, headers=headers)
    assert response.status_code == status
    assert response.headers["content-type"] == "application/problem+json"


@pytest.mark.parametrize("brackets", ["{}", "()", "[]"])
def test_brackets_are_not_nested_deeply(client: TestClient, brackets: str) -> None:
    text = "INSERT {} WHERE { ?s ?p %s }" % (brackets[0] * 5000 + brackets[1] * 5000)
    assert update(client, text) == (400, "bad-request")


def test_a_syntax_error_has_a_place(client: TestClient) -> None:
    headers = UPDATE | BEARER
    problem = client.post("/sparql", content="CLEAR ALL;\nDROP WHAT", headers=headers).json()
    assert (problem["line"], problem["column"]) == (2, 10)


def test_relative_iris_are_parts_of_the_address(client: TestClient) -> None:
    assert update(client, "INSERT DATA { <a> <../b> <#c> }") == (204, "")
    assert ask(client, "<http://testserver/a> <http://testserver/b> <http://testserver/sparql#c>")
    assert ask(client, "<a> <b> <#c>")
    assert update(client, "BASE <http://example.org/> INSERT DATA { <a> <b> <c> }") == (204, "")
    assert ask(client, "<http://example.org/a> ?p ?o")


@pytest.mark.parametrize("host", ["a b", "<", "", "a{", "x> INSERT DATA { <urn:evil> <b> <c> } #"])
def test_a_host_adds_nothing_to_an_update(client: TestClient, host: str) -> None:
    headers = UPDATE | BEARER | {"Host": host}
    response = client.post("/sparql", content="INSERT DATA { <a> <b> <c> }", headers=headers)
    assert response.status_code in (204, 400)
    assert not ask(client, "<urn:evil> ?p ?o")


def test_the_dataset_of_an_update(client: TestClient) -> None:
    assert update(
        client,
        """INSERT DATA { <urn:0> <urn:p> 0 GRAPH <urn:1> { <urn:1> <urn:p> 1 }
           GRAPH <urn:2> { <urn:2> <urn:p> 2 } }""",
    ) == (204, "")
    named = "using-named-graph-uri"
    copy = "INSERT { GRAPH <urn:%s> { ?s ?p ?o } } WHERE { %s }"
    for name, query, pattern in (
        ("one", "using-graph-uri=urn:1", "?s ?p ?o"),
        ("both", "using-graph-uri=urn:1&using-graph-uri=urn:2", "?s ?p ?o"),
        ("named", f"{named}=urn:2", "GRAPH ?g { ?s ?p ?o }"),
        ("none", f"{named}=urn:2", "?s ?p ?o"),
    ):
        assert update(client, copy % (name, pattern), f"?{query}") == (204, "")
    assert ask(
        client,
        "GRAPH <urn:one> { <urn:1> ?p 1 } FILTER NOT EXISTS { GRAPH <urn:one> { <urn:2> ?p 2 } }",
    )
    assert ask(client, "GRAPH <urn:both> { <urn:1> ?p 1 . <urn:2> ?p 2 }")
    assert ask(client, "GRAPH <urn:named> { <urn:2> ?p 2 }")
    assert not ask(client, "GRAPH <urn:named> { <urn:1> ?p 1 }")
    assert not ask(client, "GRAPH <urn:none> { ?s ?p ?o }")
    assert update(client, "DELETE WHERE { ?s ?p 0 }", "?using-graph-uri=urn:1") == (204, "")
    assert ask(client, "<urn:0> ?p 0")


@pytest.mark.parametrize(
    "text",
    [
        "WITH <urn:a> DELETE { ?s ?p ?o } WHERE { ?s ?p ?o }",
        "INSERT { <urn:a> <urn:b> 1 } USING <urn:a> WHERE { ?s ?p ?o }",
        "INSERT { <urn:a> <urn:b> 1 } USING NAMED <urn:a> WHERE { ?s ?p ?o }",
        "INSERT{}USINGNAMED<urn:a>WHERE{}",
        "CLEAR ALL; with<urn:a>DELETE{?s ?p ?o}WHERE{?s ?p ?o}",
        "PREFIX e:<urn:e>WITHe:a DELETE{?s ?p ?o}WHERE{?s ?p ?o}",
        "DELETEWHERE { ?s ?p ?o }",
    ],
)
def test_graphs_named_by_request_and_update(client: TestClient, text: str) -> None:
    assert update(client, text, "?using-graph-uri=urn:g")[0] == 400


def test_graphs_that_are_not_there(client: TestClient) -> None:
    assert update(client, "CLEAR GRAPH <urn:none>") == (204, "")
    assert update(client, "DROP SILENT GRAPH <urn:none>") == (204, "")
    assert update(client, "DROP GRAPH <urn:none>") == (409, "conflict")
    assert update(client, "COPY <urn:none> TO <urn:other>") == (204, "")
    assert update(client, "CREATE GRAPH <urn:g>") == (204, "")
    assert update(client, "CREATE GRAPH <urn:g>") == (409, "conflict")


@pytest.fixture
def listener() -> Iterator[tuple[int, list[bytes]]]:
    """Return the port of a server on loopback, and what it is sent."""
    heard: list[bytes] = []
    with socket.create_server(("127.0.0.1", 0)) as server:

        def listen() -> None:
            while True:
                try:
                    connection, _ = server.accept()
                except OSError:
                    return
                with connection:
                    heard.append(connection.recv(1000))

        thread = threading.Thread(target=listen, daemon=True)
        thread.start()
        yield server.getsockname()[1], heard
        server.shutdown(socket.SHUT_RDWR)
        thread.join()


FETCHING = [
    ("LOAD <{0}>", 403),
    ("load<{0}>into graph<urn:g>", 403),
    ("CLEAR ALL;LOAD#\n<{0}>", 403),
    ("BASE <{0}>LOAD <>", 403),
    ("PREFIX e: <{0}>LOAD e:a", 403),
    ("PREFIX e: <{0}>LOADe:a", 403),
    ("PREFIX e: <{0}>LOADSILENTe:a", 403),
    ("LOADSILENT<{0}>", 403),
    ("LOAD SILENT<{0}>", 204),
    ("LOAD SILENT <{0}> INTO GRAPH <urn:g> ; CLEAR ALL", 204),
    ("LOAD SILENT <{0}> ; LOAD <{0}>", 403),
    ("LOAD <{0}> ; CLEAR WHAT", 403),
    ("LOAD", 403),
    ("\\u004cOAD <{0}>", 400),
    ("INSERT {{}} WHERE {{ SERVICE <{0}> {{ ?s ?p ?o }} }}", 403),
    ("INSERT{{}}WHERE{{service silent<{0}>{{?s ?p ?o}}}}", 403),
    ("DELETE {{}} USING <{0}> WHERE {{ ?s ?p ?o }}", 204),
    ("COPY <{0}> TO <urn:g>", 204),
]


def test_no_update_fetches_anything(client: TestClient, listener: tuple[int, list[bytes]]) -> None:
    port, heard = listener
    for text, status in FETCHING:
        found, _ = update(client, text.format(f"http://127.0.0.1:{port}/x"))
        assert found == status, text
    context = f'{{"@context": "http://127.0.0.1:{port}/c", "@id": "urn:a", "p": "x"}}'
    headers = BEARER | {"Content-Type": "application/ld+json"}
    response = client.put("/store?graph=urn:g", content=context, headers=headers)
    assert response.status_code == 400
    assert heard == []
    with socket.create_connection(("127.0.0.1", port)) as connection:
        connection.sendall(b"hello")
    for _ in range(100):
        if heard:
            break
        threading.Event().wait(0.02)
    assert heard == [b"hello"]  # so it would have been heard


def test_what_was_written_is_answered_by_the_next_request(curated: TestClient) -> None:
    before = curated.get("/doc/belmora.nt")
    insert = "INSERT DATA { GRAPH graph:sample-report { id:belmora skos:altLabel 'Bel'@en } }"
    assert update(curated, insert) == (204, "")
    after = curated.get("/doc/belmora.nt", headers={"If-None-Match": before.headers["etag"]})
    assert after.status_code == 200
    assert '"Bel"@en' in after.text
    assert curated.get("/search?q=bel").json()[0]["matched"] == "Bel"


def test_a_long_update_keeps_no_reader_waiting(client: TestClient) -> None:
    numbers = " ".join(map(str, range(36)))
    many = " ".join(f"VALUES ?{name} {{ {numbers} }}" for name in "wxyz")
    text = f"INSERT {{ <urn:a> <urn:b> ?n }} WHERE {{ SELECT (COUNT(*) AS ?n) {{ {many} }} }}"
    seen = []
    with ThreadPoolExecutor(1) as others:
        written = others.submit(update, client, text)
        while not written.done():
            seen.append(ask(client, "<urn:a> <urn:b> ?n"))
    assert written.result() == (204, "")
    assert seen.count(False) > 2
    assert seen == sorted(seen)  # once a reader sees what was written, all do
    assert ask(client, f"<urn:a> <urn:b> {36**4}")


def test_what_an_earlier_index_answers_is_not_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(graph.search, "_LARGE", 0)
    insert = "INSERT DATA {{ GRAPH graph:g {{ <{0}ixia> skos:prefLabel '{1}' }} }}"
    store = MemoryStore(plain=True)
    with serving(store) as client:
        assert update(client, insert.format(ID, "Ixia"))[0] == 204
        assert client.get("/search?q=ixia").json()
        assert update(client, insert.format(ID, "Yucca"))[0] == 204
        first = client.get("/search?q=yucca")
        assert (first.json(), first.headers["cache-control"]) == ([], "no-store")
        graph.search._BEING_MADE[store.folder.parent].join()
        held = {"If-None-Match": first.headers["etag"]}
        assert client.get("/search?q=yucca", headers=held).json()[0]["matched"] == "Yucca"


def test_what_does_not_conform_is_told(curated: TestClient) -> None:
    text = "INSERT DATA { GRAPH graph:sample-report { id:nobody a comity:Wizard } }"
    response = curated.post("/sparql", content=text, headers=UPDATE | BEARER)
    assert response.status_code == 422
    problem = response.json()
    assert problem["type"] == "/problems/invalid-data"
    assert {finding["severity"] for finding in problem["findings"]} == {"Violation"}
    first = problem["findings"][0]
    assert {"focus", "path", "severity", "message", "source", "value", "component"} <= first.keys()
    assert first["focus"].endswith("/nobody")
    assert not ask(curated, "id:nobody ?p ?o")


@pytest.mark.parametrize(
    ("accept", "media_type"),
    [
        ("text/turtle", "text/turtle"),
        ("application/ld+json, */*;q=0.1", "application/ld+json"),
        ("text/html", "text/html"),
        ("application/json", "application/problem+json"),
    ],
)
def test_the_report_is_negotiated(curated: TestClient, accept: str, media_type: str) -> None:
    text = "INSERT DATA { GRAPH graph:sample-report { id:nobody a comity:Wizard } }"
    headers = UPDATE | BEARER | {"Accept": accept}
    response = curated.post("/sparql", content=text, headers=headers)
    assert response.status_code == 422
    assert response.headers["content-type"].partition(";")[0] == media_type
    assert "nobody" in response.text
    if media_type == "text/turtle":
        assert "sh:conforms false" in response.text


def test_a_finding_names_the_graph_by_its_iri(curated: TestClient) -> None:
    name = "https://example.org/graphs/a"
    text = f"INSERT DATA {{ GRAPH <{name}> {{ id:nobody a comity:Wizard }} }}"
    response = curated.post("/sparql", content=text, headers=UPDATE | BEARER)
    assert {finding["file"] for finding in response.json()["findings"]} == {name}


@pytest.mark.parametrize(
    "text",
    [
        "CLEAR DEFAULT",
        "INSERT DATA { <urn:a> <urn:b> 1 }",
        "INSERT DATA { GRAPH graph:ontology { <urn:a> <urn:b> 1 } }",
        "CLEAR GRAPH graph:sample-report/facts",
        "DELETE WHERE { GRAPH ?g { ?s ?p ?o } }",
    ],
)
def test_what_is_derived_is_not_written(curated: TestClient, text: str) -> None:
    version = curated.get("/ready").json()["version"]
    assert update(curated, text)[0] == 400
    assert curated.get("/ready").json()["version"] == version


def test_a_body_may_be_packed(client: TestClient) -> None:
    import gzip

    headers = UPDATE | BEARER
    packed = gzip.compress(b"INSERT DATA { <urn:a> <urn:b> 1 }")
    for encoding, body, status in (
        ("gzip", packed, 204),
        ("gzip", gzip.compress(b"CLEAR ALL; ") + gzip.compress(b"CLEAR WHAT"), 400),
        ("gzip", packed + b"more", 400),
        ("identity", b"CLEAR ALL", 204),
        ("gzip", packed[:-9], 400),
        ("gzip", b"CLEAR ALL", 400),
        ("br", packed, 415),
    ):
        response = client.post(
            "/sparql", content=body, headers=headers | {"Content-Encoding": encoding}
        )
        assert response.status_code == status, encoding


def test_a_body_may_not_be_too_large() -> None:
    import gzip

    with serving(MemoryStore(plain=True), body_bytes=2000) as client:
        text = b"# " + b"x" * 3000
        packed = gzip.compress(text)
        assert len(packed) < 2000
        for body, more in ((text, {}), (packed, {"Content-Encoding": "gzip"})):
            for method, address, headers in (
                ("POST", "/sparql", UPDATE),
                ("PUT", "/store?graph=urn:g", TURTLE),
            ):
                response = client.request(
                    method, address, content=body, headers=headers | BEARER | more
                )
                problem = response.json()
                assert response.status_code == 413
                assert (problem["setting"], problem["limit"]) == ("body_bytes", 2000)
