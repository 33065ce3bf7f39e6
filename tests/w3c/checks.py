"""What a server has to do for a case of the suite to pass; everything goes through HTTP."""

from dataclasses import dataclass, field
from typing import Any, Final

import httpx

from graph.sparql import tokenize
from tests.w3c.known import UNORDERED
from tests.w3c.manifest import Case, State, path_of
from tests.w3c.results import (
    canonical,
    canonical_solutions,
    read_graph,
    read_result_set,
    read_results,
)

NOTHING: Final = "urn:nothing"
"""Name of a graph that no store has: the default graph of an empty dataset."""

_MEDIA_TYPES: Final = {
    ".srx": "application/sparql-results+xml",
    ".srj": "application/sparql-results+json",
    ".csv": "text/csv",
    ".tsv": "text/tab-separated-values",
    ".ttl": "text/turtle",
    ".nt": "application/n-triples",
    ".rdf": "application/rdf+xml",
}


@dataclass
class Server:
    """A server under test.

    Args:
        client: An HTTP client, of a server or of an application.
        query: Path of its query operation.
        update: Path of its update operation.
        store: Path of its graph store.
        headers: What a write carries.
        loaded: IRIs of the files that were put into graphs of these names.
    """

    client: Any
    query: str = "/sparql"
    update: str = "/sparql"
    store: str = "/store"
    headers: dict[str, str] = field(default_factory=dict)
    loaded: set[str] = field(default_factory=set)

    def send_query(self, text: str, media_type: str, **dataset: list[str]) -> httpx.Response:
        """Send a query as a form; the dataset is that of the protocol."""
        data = {"query": text, **{name.replace("_", "-"): iris for name, iris in dataset.items()}}
        response: httpx.Response = self.client.post(
            self.query, data=data, headers={"Accept": media_type}
        )
        return response

    def send_update(self, text: str) -> httpx.Response:
        """Send an update as it is."""
        headers = {"Content-Type": "application/sparql-update", **self.headers}
        response: httpx.Response = self.client.post(
            self.update, content=text.encode(), headers=headers
        )
        return response

    def put(self, file: str, **target: str) -> None:
        """Add the triples of a file of the suite to a graph."""
        path = path_of(file)
        data = path.read_bytes()
        media_type = _MEDIA_TYPES[path.suffix]
        if "default" in target and path.suffix == ".ttl":
            data = f"@base <{file}> .\n".encode() + data
        response = self.client.post(
            self.store,
            params=target,
            content=data,
            headers={"Content-Type": media_type, **self.headers},
        )
        assert response.is_success, response.text

    def get(self, **target: str) -> set[str]:
        """Return the triples of a graph, in comparable form; of none where there is no graph."""
        response = self.client.get(
            self.store, params=target, headers={"Accept": "application/n-triples"}
        )
        if response.status_code == httpx.codes.NOT_FOUND:
            return set()
        assert response.is_success, response.text
        return canonical(read_graph(response.content, "application/n-triples", "urn:x"))


def check(server: Server, case: Case) -> None:
    """Fail where a server does not do what a case asks for."""
    match case.kind:
        case "QueryEvaluationTest" | "CSVResultFormatTest":
            check_query(server, case)
        case "UpdateEvaluationTest":
            check_update(server, case)
        case _:
            check_syntax(server, case)


def check_query(server: Server, case: Case) -> None:
    """A query has the expected result, in the format of the file that has it."""
    assert case.result is not None
    for file in (*case.before.default, *(file for _, file in case.before.named)):
        if file not in server.loaded:
            server.put(file, graph=file)
            server.loaded.add(file)
    path = path_of(case.result)
    media_type = _MEDIA_TYPES[path.suffix]
    is_graph = path.suffix in (".ttl", ".rdf", ".nt")
    expected_solutions = read_result_set(path, case.result) if is_graph else None
    if expected_solutions is not None:
        is_graph, media_type = False, _MEDIA_TYPES[".srx"]
    response = server.send_query(case.text, media_type, **_dataset(case))
    assert response.is_success, response.text
    assert response.headers["content-type"].partition(";")[0] == media_type
    if is_graph:
        expected = canonical(read_graph(path.read_bytes(), media_type, case.result))
        assert canonical(read_graph(response.content, media_type, case.result)) == expected
        return
    found = read_results(response.content, media_type)
    wanted = expected_solutions
    if wanted is None:
        known = read_results(path.read_bytes(), media_type)
        if isinstance(known, bool):
            assert found is known
            return
        wanted = known
    assert not isinstance(found, bool)
    ordered = is_ordered(case.text) and case.id not in UNORDERED
    assert canonical_solutions(found, ordered=ordered) == canonical_solutions(
        wanted, ordered=ordered
    )


def is_ordered(text: str) -> bool:
    """Tell whether the solutions of a query come in an order."""
    depth = 0
    for token in tokenize(text):
        depth += (token.text == "{") - (token.text == "}")
        if not depth and token.kind == "word" and token.text.upper() == "ORDER":
            return True
    return False


def _dataset(case: Case) -> dict[str, list[str]]:
    """Return the parameters of the protocol that make a case's dataset."""
    default = list(case.before.default) or [NOTHING]
    named = [file for _, file in case.before.named] or [NOTHING]
    if not case.before.default and not case.before.named and "FROM" in case.text.upper():
        return {}
    return {"default_graph_uri": default, "named_graph_uri": named}


def check_update(server: Server, case: Case) -> None:
    """An update changes the store to what it is expected to hold."""
    assert case.after is not None
    server.loaded.clear()
    assert server.send_update("DROP ALL").is_success
    fill(server, case.before)
    response = server.send_update(case.text)
    assert response.is_success, response.text
    names = {name for state in (case.before, case.after) for name, _ in state.named}
    found = {name: server.get(graph=name) for name in names}
    assert server.get(default="") == expected(case.after.default)
    for name in names:
        files = [file for known, file in case.after.named if known == name]
        assert found[name] == expected(files), name
    listed = server.send_query("SELECT DISTINCT ?g { GRAPH ?g { ?s ?p ?o } }", "text/csv").text
    assert set(listed.splitlines()[1:]) <= names


def fill(server: Server, state: State) -> None:
    """Put a state into a store that is empty."""
    for file in state.default:
        server.put(file, default="")
    for name, file in state.named:
        server.put(file, graph=name)


def expected(files: tuple[str, ...] | list[str]) -> set[str]:
    """Return the triples that some files hold together, in comparable form."""
    triples = []
    for file in files:
        path = path_of(file)
        triples += read_graph(path.read_bytes(), _MEDIA_TYPES[path.suffix], file)
    return canonical(triples)


def check_syntax(server: Server, case: Case) -> None:
    """Well-formed text is not called malformed, and the other way round.

    A LOAD is forbidden before the engine reads the text, whatever else is wrong with it.
    """
    text = path_of(case.request).read_text(encoding="utf-8")
    if case.request.endswith(".ru"):
        response = server.send_update(text)
    else:
        response = server.send_query(text, "*/*", default_graph_uri=[NOTHING])
    if case.kind.startswith("Negative"):
        refusals = (httpx.codes.BAD_REQUEST, httpx.codes.FORBIDDEN)
        assert response.status_code in refusals, response.text
    else:
        assert response.status_code != httpx.codes.BAD_REQUEST, response.text
