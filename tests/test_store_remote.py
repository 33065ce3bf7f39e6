"""What only a store on a SPARQL server can show: addresses, credentials, failures, streams."""

from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import pyoxigraph as ox
import pytest
from starlette.testclient import TestClient
from typer.testing import CliRunner

from graph.cli import app
from graph.errors import (
    EvaluationError,
    ForbiddenError,
    QuerySyntaxError,
    StoreBusyError,
    StoreError,
    TimeLimitError,
    UsageError,
)
from graph.namespaces import graph_name
from graph.settings import Settings
from graph.store import Dataset, EmbeddedStore, Store, open_store
from graph.store.remote import RemoteStore
from graph.store.remote.server import Addresses, Credentials, Server
from graph.store.remote.staging import chunks
from graph.store.remote.state import MERGE, STORE
from server import create_app
from tests.contents import ALL, A, B, default_graph, expected, fill, triple
from tests.engines.proxy import failing
from tests.engines.servers import PASSWORD, empty_store, free_port

NODE = ox.NamedNode("urn:n")
HIDDEN = "SELECT DISTINCT ?g { GRAPH ?g { ?s ?p ?o } FILTER(CONTAINS(STR(?g), 'staging')) }"


@pytest.fixture(autouse=True)
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))


@pytest.fixture(params=["oxigraph", "virtuoso"])
def server(request: pytest.FixtureRequest) -> Server:
    found: Server = request.getfixturevalue(f"{request.param}_server")
    return found


@pytest.fixture
def store(server: Server) -> RemoteStore:
    return empty_store(server)


# Addresses and credentials


@pytest.mark.parametrize(
    ("query", "update", "graphs"),
    [
        ("http://a.example:7878/query", "http://a.example:7878/update", "http://a.example:7878/store"),
        ("https://a.example/sparql", "https://a.example/sparql", "https://a.example/sparql-graph-crud"),
        (
            "https://a.example/sparql-auth",
            "https://a.example/sparql-auth",
            "https://a.example/sparql-graph-crud-auth",
        ),
    ],
)  # fmt: skip
def test_addresses_that_follow_from_the_first(query: str, update: str, graphs: str) -> None:
    assert Addresses.guessed(query) == Addresses(query, update, graphs)
    assert Addresses.guessed(query, "urn:u", "urn:g") == Addresses(query, "urn:u", "urn:g")


def test_addresses_that_are_not_known(monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(UsageError, match="COMITY_STORE_UPDATE"):
        open_store("https://a.example/repositories/x")
    monkeypatch.setenv("COMITY_STORE_UPDATE", "https://a.example/repositories/x/statements")
    monkeypatch.setenv("COMITY_STORE_GRAPHS", "https://a.example/repositories/x/graphs")
    store = open_store("https://a.example/repositories/x")
    assert isinstance(store, RemoteStore)
    assert store.server.addresses.update.endswith("/statements")


def test_a_url_of_another_kind_is_refused() -> None:
    with pytest.raises(UsageError, match="HTTP"):
        open_store("file:///etc/store")


def test_credentials_in_a_url_are_refused_and_not_shown() -> None:
    with pytest.raises(UsageError) as caught:
        open_store("https://me:hidden@a.example/sparql")
    assert "hidden" not in str(caught.value)


def test_a_wrong_password_is_refused_and_not_shown(virtuoso_server: Server) -> None:
    wrong = Server(virtuoso_server.addresses, Credentials("dba", "not-the-password"))
    with pytest.raises(StoreError, match="COMITY_STORE_PASSWORD") as caught:
        fill(RemoteStore(wrong), alder=[triple(1)])
    assert "not-the-password" not in str(caught.value)
    assert "not-the-password" not in repr(wrong.__dict__)


def test_credentials_come_from_the_environment(
    virtuoso_server: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    empty_store(virtuoso_server)
    monkeypatch.setenv("COMITY_STORE_USER", "dba")
    monkeypatch.setenv("COMITY_STORE_PASSWORD", PASSWORD)
    store = open_store(virtuoso_server.addresses.query)
    fill(store, alder=[triple(1)])
    assert default_graph(store) == expected(triple(1))


def test_a_token_and_a_basic_password_are_sent(oxigraph_server: Server) -> None:
    sent = []

    class Noting(Credentials):
        def auth_flow(self, request):  # type: ignore[no-untyped-def]  # noqa: ANN001, ANN202
            yield from super().auth_flow(request)
            sent.append(request.headers.get("Authorization"))

    for credentials in (Noting(token="t"), Noting("me", "pw")):  # noqa: S106
        with failing(oxigraph_server, lambda *_: 401) as (proxy, _):
            guarded = Server(proxy.addresses, credentials)
            with pytest.raises(StoreError):
                guarded.query({"query": "ASK {}"}, "text/csv")
    assert sent[0] == "Bearer t"
    assert str(sent[1]).startswith("Basic ")


# Failures


def test_a_server_that_is_not_there() -> None:
    url = f"http://127.0.0.1:{free_port()}/query"
    with pytest.raises(StoreError, match="cannot be reached"):
        open_store(url).query("ASK {}")


@pytest.mark.parametrize("fault", [502, 503, 504, 0])
def test_what_changes_nothing_is_asked_again(oxigraph_server: Server, fault: int) -> None:
    fill(empty_store(oxigraph_server), alder=[triple(1)])
    faults = iter([fault, fault])
    with failing(oxigraph_server, lambda *_: next(faults, None)) as (server, asked):
        assert default_graph(RemoteStore(server)) == expected(triple(1))
    assert asked == ["POST /query"] * 4, "two of them failed, one read the version"


@pytest.mark.parametrize("fault", [500, 503, 0])
def test_a_write_that_fails_is_not_repeated_and_leaves_nothing(
    oxigraph_server: Server, fault: int
) -> None:
    old = fill(empty_store(oxigraph_server), alder=[triple(1)])

    def fail(_method: str, path: str, body: bytes) -> int | None:
        return fault if path == "/update" and b"INSERT" in body else None

    with failing(oxigraph_server, fail) as (server, asked):
        store = RemoteStore(server)
        with pytest.raises(StoreError):
            fill(store, alder=[triple(2)], birch=[triple(3)])
        assert asked.count("POST /update") == 2, "one of them cleans"
        assert (store.version, default_graph(store)) == (old, expected(triple(1)))
        left = oxigraph_server.query({"query": HIDDEN}, "text/csv")
        assert left.split() == [b"g"]
    fill(RemoteStore(oxigraph_server), alder=[triple(2)])


def test_a_write_in_between_is_noticed(store: RemoteStore) -> None:
    fill(store, alder=[triple(1)])
    other = RemoteStore(store.server)
    other._generations = type(other._generations)(other._generations.path.with_name("elsewhere"))

    def write_at_the_same_time() -> None:
        with store.write() as writer:
            writer.replace_graph(A, [triple(2)])
            fill(other, birch=[triple(3)])

    with pytest.raises(StoreBusyError, match="Somebody else"):
        write_at_the_same_time()
    assert default_graph(store) == expected(triple(1), triple(3))


def test_a_write_of_another_client_is_seen_within_a_second(
    store: RemoteStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    fill(store, alder=[triple(1)])
    old = store.version
    fill(RemoteStore(store.server), alder=[triple(2)])
    assert store.version == old
    monkeypatch.setattr("graph.store.remote.state._FRESH_SECONDS", 0.0)
    assert store.version != old


@pytest.mark.parametrize("name", ["store", "merge", "default", "staging/1/0/come"])
def test_graphs_that_keep_the_store_together_are_not_written_to(
    store: RemoteStore, name: str
) -> None:
    old = fill(store, alder=[triple(1)])
    with pytest.raises(UsageError, match="Choose another name"), store.write() as writer:
        writer.extend_graph(graph_name(name), [triple(2)])
    text = f"INSERT {{ GRAPH graph:{name} {{ ?s ?p ?o }} }} WHERE {{ ?s ?p ?o }}"
    with pytest.raises(UsageError), store.write() as writer:
        writer.update(text.replace("/", r"\/"))
    assert store.version == old


# Results


def test_a_result_comes_as_a_stream(store: RemoteStore) -> None:
    fill(store, alder=[triple(number) for number in range(3000)])
    with store.stream(ALL, None, "text/tab-separated-values", 20) as chunks_of_it:
        lines = b"".join(chunks_of_it).split(b"\n")
    assert lines[0].strip() == b"?s\t?p\t?o"
    assert len([line for line in lines if line]) == 3001
    with store.stream(ALL, Dataset((B.value,)), "text/csv", 20) as chunks_of_it:
        assert b"".join(chunks_of_it).count(b"urn:") == 0


def test_a_stream_of_what_is_not_sparql_has_line_and_column(store: RemoteStore) -> None:
    fill(store, alder=[triple(1)])
    with (
        pytest.raises(QuerySyntaxError) as caught,
        store.stream("ASK\n{ ?s ?p }", None, "text/csv", 5) as found,
    ):
        list(found)
    assert caught.value.line == 2


@pytest.mark.parametrize(
    "text",
    [
        "INSERT DATA { GRAPH <urn:evil> { <urn:x> <urn:y> 1 } } # SELECT",
        f"CLEAR GRAPH {MERGE}",
        f"DEFINE input:default-graph-uri {STORE} SELECT * {{ ?s ?p ?o }}",
        "SELECT (bif:http_get('http://127.0.0.1:9/') AS ?x) {}",
        "SELECT (<LONG::bif:http_get>('http://127.0.0.1:9/') AS ?x) {}",
        "ASK { OPTIONAL { ?s ?p ?o FILTER(<bif:exec>('x')) } }",
        "SELECT * { FILTER(false && <bif:exec>('x')) }",
        r"SELECT (IF(true, 1, <\u0062if:exec>('x')) AS ?x) {}",
        "PREFIX p: <http://www.openlinksw.com/schemas/bif#> ASK { FILTER(true || p:exec('x')) }",
        "ASK { SERVICE <http://127.0.0.1:9/> { ?s ?p ?o } }",
    ],
)
def test_only_queries_of_sparql_are_passed_on(store: RemoteStore, text: str) -> None:
    old = fill(store, alder=[triple(1)])
    refused = (QuerySyntaxError, EvaluationError, ForbiddenError)
    with pytest.raises(refused) as caught:
        store.query(text)
    assert "server" not in str(caught.value)
    with pytest.raises(refused), store.stream(text, None, "text/csv", 5) as found:
        list(found)
    assert store.states.read().version == old
    assert default_graph(store) == expected(triple(1))


def test_a_query_past_its_time_is_given_up(store: RemoteStore) -> None:
    fill(store, alder=[triple(number) for number in range(400)])
    default_graph(store)  # the server's kind is known then
    text = """SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l
              FILTER(?a < ?g && ?d < ?j) }"""
    with (
        pytest.raises(TimeLimitError) as caught,
        store.stream(text, None, "text/csv", 0.3) as found,
    ):
        list(found)
    assert caught.value.setting == "query_seconds"


def test_an_error_of_the_server_is_an_evaluation_error(store: RemoteStore) -> None:
    fill(store, alder=[triple(1)])
    with pytest.raises(EvaluationError):
        store.server.query({"query": "NONSENSE"}, "text/csv")


# Blank nodes


def shapes(number: int) -> list[ox.Triple]:
    """Return triples with many small groups of blank nodes, and one chain of them."""
    chain = [ox.BlankNode() for _ in range(number)]
    triples = [ox.Triple(NODE, NODE, chain[0])]
    triples += [ox.Triple(a, NODE, b) for a, b in pairwise(chain)]
    for value in range(number):
        node = ox.BlankNode()
        triples += [ox.Triple(NODE, NODE, node), ox.Triple(node, NODE, ox.Literal(str(value)))]
    return triples


def canonical(triples: Iterator[ox.Triple]) -> ox.Dataset:
    dataset = ox.Dataset(ox.Quad(*t) for t in triples)  # type: ignore[call-arg]
    dataset.canonicalize(ox.CanonicalizationAlgorithm.UNSTABLE)
    return dataset


def test_blank_nodes_stay_what_they_are(store: RemoteStore) -> None:
    given = shapes(5)
    fill(store, alder=given, birch=[triple(1)])
    assert canonical(quad.triple for quad in store.dump(A)) == canonical(iter(given))
    with store.write() as writer:
        writer.extend_graph(A, [triple(2)])
    wanted = canonical(iter([*given, triple(2)]))
    assert canonical(quad.triple for quad in store.dump(A)) == wanted
    merged = canonical(quad.triple for quad in store.dump(ox.DefaultGraph()))
    assert merged == canonical(iter([*given, triple(1), triple(2)]))
    with store.write() as writer:
        writer.update(f"DELETE {{ GRAPH {A} {{ ?s ?p ?o }} }} WHERE {{ GRAPH {A} {{ ?s ?p ?o FILTER(isBlank(?s)) }} }}")  # fmt: skip  # noqa: E501
    assert not any(isinstance(q.subject, ox.BlankNode) for q in store.dump(ox.DefaultGraph()))


def test_pieces_do_not_cut_blank_nodes_apart() -> None:
    given = [*shapes(30), *(triple(number) for number in range(30))]
    pieces = list(chunks(given, size=500))
    assert len(pieces) > 5
    labels = [
        {
            node
            for quad in ox.parse(piece, format=ox.RdfFormat.N_TRIPLES)
            for node in (quad.subject, quad.object)
            if isinstance(node, ox.BlankNode)
        }
        for piece in pieces
    ]
    assert sum(map(len, labels)) == len(set().union(*labels)) == 60


# Commands


def test_the_commands_work_on_a_server(
    oxigraph_server: Server, sample_folder: Path, tmp_path: Path
) -> None:
    empty_store(oxigraph_server)
    places = [str(tmp_path / "store"), oxigraph_server.addresses.query]

    def outputs(*arguments: str) -> list[str]:
        runs = [CliRunner().invoke(app, [*arguments, "--store", place]) for place in places]
        assert [run.exit_code for run in runs] == [0, 0], runs[1].output
        return [run.output for run in runs]

    built = outputs("build", "--report", str(sample_folder))
    assert built[0].split("version")[1].split(";")[0] == built[1].split("version")[1].split(";")[0]
    for arguments in (
        ["query", "disputed"],
        ["sparql", "SELECT ?g (COUNT(*) AS ?n) { GRAPH ?g { ?s ?p ?o } } GROUP BY ?g ORDER BY ?g"],
        ["export", "--graph", "sample-report", "--format", "turtle"],
        ["stats"],
    ):
        here, there = outputs(*arguments)
        assert here == there
    assert EmbeddedStore(places[0]).version == open_store(places[1]).version


def test_the_server_answers_from_a_server(oxigraph_server: Server, sample_store: Store) -> None:
    store = empty_store(oxigraph_server)
    with store.write(fresh=True) as writer:
        for name in sample_store.graph_names():
            writer.replace_graph(name, (quad.triple for quad in sample_store.dump(name)))
    paths = ["/queries/disputed", "/search?q=arv", "/doc/arvenia", "/export/sample-report.ttl"]
    replies = []
    for source in (sample_store, store):
        with TestClient(create_app(Settings(), source)) as client:
            found = [client.get(path, headers={"Accept": "*/*"}) for path in paths]
            replies.append([(reply.status_code, reply.text) for reply in found])
    assert [status for status, _ in replies[0]] == [200] * len(paths)
    assert replies[0] == replies[1]
