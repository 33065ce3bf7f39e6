"""Names of ten thousand characters: cut where they would bury the page, and whole on demand."""

from collections.abc import Iterator

import pytest
from starlette.testclient import TestClient

from tests.web.conftest import make_store
from tests.web.outline import tree
from tests.web.writing import serving

NAME = "Great Hall of Ever " * 526 + "at Vell"
LONGEST = 2000
"""Most characters in a row: a literal may be as long as a page."""


@pytest.fixture(scope="module")
def client(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient]:
    """Return a client of a server whose article, state and claim have very long names."""
    store = make_store(tmp_path_factory.mktemp("long") / "store")
    with store.write() as writer:
        for thing in ("source-note-2031", "arvenia", "belmora"):
            name = f'"{NAME} {thing}"@en'
            writer.update(
                f"""DELETE {{ GRAPH ?g {{ id:{thing} skos:prefLabel ?old }} }}
                INSERT {{ GRAPH graph:note-2031 {{ id:{thing} skos:prefLabel {name} }} }}
                WHERE {{ GRAPH ?g {{ id:{thing} skos:prefLabel ?old }} }}"""
            )
        writer.update(
            f"""DELETE WHERE {{ GRAPH ?g {{ id:claim-note-p2s1-1 rdfs:comment ?old }} }} ;
            INSERT DATA {{ GRAPH graph:note-2031 {{
                id:claim-note-p2s1-1 rdfs:comment "{NAME} is deepened."@en }} }}"""
        )
    with serving(store) as client:
        yield client


@pytest.mark.parametrize(
    "address",
    ["/", "/map?state=arvenia", "/map?state=belmora", "/timeline",
     "/reports", "/reports/note-2031", "/graph", "/graph?focus=arvenia",
     "/path?from=arvenia&to=ilsa-maren", "/queries/about?thing=arvenia"],
)  # fmt: skip
def test_a_long_name_is_cut_and_its_title_has_more(client: TestClient, address: str) -> None:
    page = client.get(address, headers={"Accept": "text/html"})
    assert page.status_code == 200
    root = tree(page.text)
    texts = {text for element in root.iter() for text in (element.text, element.tail) if text}
    assert max(map(len, texts)) <= LONGEST
    assert any(text.endswith("…") for text in texts)
    assert any(len(element.get("title", "")) == LONGEST for element in root.iter())
