"""Pages: they are whole without scripts, load nothing from elsewhere, and can be read by all."""

import re
from html.parser import HTMLParser
from itertools import pairwise

import pytest
from starlette.testclient import TestClient

from tests.web.conftest import QUOTE

PAGES = [
    "/",
    "/queries",
    "/queries/about",
    "/queries/about?thing=arvenia",
    "/queries/about?thing=Arvenja",
    "/queries/claims-by-modality",
    "/queries/is-fact?subject=arvenia&relation=comity:cooperatesWith",
    "/search",
    "/search?q=arv",
    "/search?q=nothing-like-it",
    "/doc/arvenia",
    "/doc/ember-canal",
    "/doc/claim-p2s1-1",
    "/doc/source-sample-2030",
    "/reports",
    "/reports/sample-2030",
    "/reports/note-2031",
    "/graph",
    "/graph?focus=arvenia&hops=2",
    "/graph?since=2029&until=2031",
    "/path?from=ilsa-maren&to=dunmarra",
    "/path?from=vell&to=fisheries&held=any",
    "/map",
    "/map?state=belmora&modality=denied",
    "/map?colour=relations&part=world",
    "/timeline",
    "/timeline?year=2031",
    "/ontology",
    "/sparql",
    "/sparql?query=SELECT * { ?s a comity:State }",
    "/sparql?query=SELECT {",
    "/docs",
    "/problems/refused",
    "/nope",
]
VOID = {"meta", "link", "input", "br", "img", "hr"}


class _Outline(HTMLParser):
    """What a page is made of; an element that is closed wrongly is an error."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self._open: list[str] = []
        self.feed(text)
        self.close()
        assert self._open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))
        if tag not in VOID:
            self._open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))

    def handle_endtag(self, tag: str) -> None:
        assert self._open.pop() == tag

    def values(self, attribute: str) -> list[str]:
        return [str(attrs[attribute]) for _, attrs in self.elements if attribute in attrs]

    def count(self, tag: str) -> int:
        return sum(found == tag for found, _ in self.elements)


def _page(client: TestClient, address: str) -> _Outline:
    response = client.get(address, headers={"Accept": "text/html"})
    assert response.headers["content-type"] == "text/html; charset=utf-8"
    return _Outline(response.text)


@pytest.mark.parametrize("address", PAGES)
def test_structure(client: TestClient, address: str) -> None:
    page = _page(client, address)
    assert ("html", {"lang": "en"}) in page.elements
    for tag in ("title", "header", "main", "footer", "h1"):
        assert page.count(tag) == 1 or (tag in {"title", "header"} and page.count(tag) >= 1), tag
    headings = [int(tag[1]) for tag, _ in page.elements if re.fullmatch("h[1-6]", tag)]
    assert all(after - before <= 1 for before, after in pairwise(headings))
    identifiers = page.values("id")
    assert len(identifiers) == len(set(identifiers))
    for attribute in ("for", "aria-labelledby", "aria-describedby"):
        assert set(page.values(attribute)) <= set(identifiers)
    inside = {value[1:] for value in page.values("href") if value.startswith("#")}
    assert inside <= set(identifiers)


@pytest.mark.parametrize("address", PAGES)
def test_fields_have_labels(client: TestClient, address: str) -> None:
    page = _page(client, address)
    labelled = set(page.values("for"))
    fields = [attrs for tag, attrs in page.elements if tag in {"input", "select", "textarea"}]
    assert all(attrs.get("type") == "hidden" or attrs["id"] in labelled for attrs in fields)


@pytest.mark.parametrize("address", PAGES)
def test_nothing_that_the_policy_forbids(client: TestClient, address: str) -> None:
    page = _page(client, address)
    assert page.count("style") == page.count("iframe") == 0
    scripts = [attrs for tag, attrs in page.elements if tag == "script"]
    assert all(str(attrs.get("src")).startswith("/static/built/") for attrs in scripts)
    assert page.values("style") == []
    assert [name for _, attrs in page.elements for name in attrs if name.startswith("on")] == []
    loaded = [
        str(attrs.get("href") or attrs.get("src"))
        for tag, attrs in page.elements
        if tag in {"img", "script", "source"} or (tag == "link" and attrs.get("rel") != "alternate")
    ]
    assert loaded
    for address_loaded in loaded:
        assert client.get(address_loaded).status_code == 200


@pytest.mark.parametrize(
    "address", ["/", "/doc/arvenia", "/queries/about?thing=arvenia", "/docs", "/map", "/timeline"]
)
def test_links_on_this_server_lead_somewhere(client: TestClient, address: str) -> None:
    page = _page(client, address)
    targets = {value.partition("#")[0] for value in page.values("href") if value.startswith("/")}
    accept = {"Accept": "text/html, */*;q=0.1"}
    broken = {target for target in targets if client.get(target, headers=accept).status_code != 200}
    assert broken == set()


@pytest.mark.parametrize(
    ("claim", "modality", "word"),
    [
        ("claim-p1s1-1", "asserted", "asserted"),
        ("claim-p2s1-1", "alleged", "alleged"),
        ("claim-p2s1-2", "denied", "denied"),
        ("claim-p3s3-2", "planned", "planned"),
        ("claim-p5s2-2", "predicted", "predicted"),
    ],
)
def test_modality_is_a_word_and_a_border_style(
    client: TestClient, claim: str, modality: str, word: str
) -> None:
    text = client.get(f"/doc/{claim}", headers={"Accept": "text/html"}).text
    assert f'<article class="claim {modality}" id="{claim}">' in text
    assert f'<span class="modality">{word}</span>' in text
    styles = client.get("/static/comity.css").text
    rules = re.findall(r"^\.(\w+) \{ --hue: [^;]+; --style: (\w+);", styles, re.MULTILINE)
    assert dict(rules)[modality] == {
        "asserted": "solid", "denied": "double", "alleged": "dashed",
        "planned": "dotted", "predicted": "dotted",
    }[modality]  # fmt: skip


def test_a_thing(client: TestClient) -> None:
    text = client.get("/doc/arvenia", headers={"Accept": "text/html"}).text
    for shown in ("Republic of Arvenia", "Αρβενία", "cooperates with", "Belmora"):
        assert shown in text
    assert "Some say that a navy was given a base at Port Sallow." in text
    assert "paragraph 2, sentence 1, characters 2100\u20132180" in text
    assert 'href="/doc/arvenia.jsonld"' in text


def test_the_sentence_is_shown_where_the_text_is_at_hand(client: TestClient) -> None:
    text = client.get("/doc/belmora", headers={"Accept": "text/html"}).text
    assert text.count("<blockquote>") == 1
    assert f"<blockquote>{QUOTE}</blockquote>" in text


def test_an_answer_to_a_claim(client: TestClient) -> None:
    text = client.get("/doc/claim-p2s1-1", headers={"Accept": "text/html"}).text
    assert "Claims that respond" in text
    assert 'id="claim-p2s1-2"' in text


def test_literals_are_escaped(client: TestClient) -> None:
    text = client.get("/doc/ember-canal", headers={"Accept": "text/html"}).text
    assert "and &lt;trade&gt;" in text
    assert "<trade>" not in text


def test_figures(client: TestClient) -> None:
    text = client.get("/", headers={"Accept": "text/html"}).text
    counts = re.findall(
        r'<th scope="row">(\w+)</th>.*?<td class="number">(\d+)</td>', text, re.DOTALL
    )
    assert counts == [
        ("asserted", "19"),
        ("denied", "3"),
        ("alleged", "1"),
        ("planned", "4"),
        ("predicted", "2"),
    ]
    assert "invented report of 2030" in text
