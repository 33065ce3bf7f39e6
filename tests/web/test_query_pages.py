"""The page of a canned query: answers as a chart, as files, as SPARQL and as programs."""

import json
import re
import subprocess
import sys
import zipfile
from collections import Counter
from collections.abc import Iterator
from io import BytesIO
from urllib.parse import unquote
from xml.etree import ElementTree as ET

import pytest
from starlette.testclient import TestClient

from graph.store import EmbeddedStore
from tests.web.outline import one, tree, words
from tests.web.running import running
from web.links import MOST_THINGS, links_of
from web.names import Name
from web.snippets import ORIGIN, snippets
from web.workbooks import XLSX

HTML = {"Accept": "text/html"}
MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"


def test_names_with_one_number_are_drawn_as_bars(client: TestClient) -> None:
    page = tree(client.get("/queries/claims-by-modality", headers=HTML).text)
    [plot] = [element for element in page.iter("figure") if element.get("class") == "plot"]
    bars = " ".join(words(text) for text in plot.iter("text"))
    assert bars == "asserted 19 planned 4 denied 3 predicted 2 alleged 1"
    widths = [bar.get("width") for bar in plot.iter("rect")]
    assert widths == ["100.0%", "21.1%", "15.8%", "10.5%", "5.3%"]


def figure(client: TestClient, name: str, kind: str) -> ET.Element | None:
    """Return a picture on the page of a query, or None."""
    figures = tree(client.get(f"/queries/{name}", headers=HTML).text).iter("figure")
    return next((each for each in figures if each.get("class") == kind), None)


def test_things_of_two_columns_are_linked_as_their_claims_are_held(client: TestClient) -> None:
    found = figure(client, "dealings", "links")
    assert found is not None
    rows = client.get("/queries/dealings").json()["results"]["bindings"]
    pairs = {
        (row["subject"]["value"], row["object"]["value"], row["modality"]["value"]) for row in rows
    }
    lines = [
        line.get("class") for line in found.iter("path") if line.get("d", "").startswith("M0 ")
    ]
    assert Counter(line for line in lines if line not in {"outer", "inner"}) == Counter(
        modality.rpartition("/")[2] for _, _, modality in pairs
    )
    sides = [{link.get("href") for link in side.iter("a")} for side in found.iter("ul")][:2]
    assert sides == [{f"/doc/{pair[end].rpartition('/')[2]}" for pair in pairs} for end in (0, 1)]


def test_what_is_alleged_and_denied_is_drawn_as_both(client: TestClient) -> None:
    found = figure(client, "denials", "links")
    assert found is not None
    [row] = [
        row
        for row in client.get("/queries/denials").json()["results"]["bindings"]
        if "allegation" in row
    ]
    assert row["object"]["type"] == "uri"
    lines = [line.get("class") for line in found.iter("path")]
    assert {"alleged", "denied"} <= set(lines)


def test_what_is_denied_is_drawn_where_not_all_is() -> None:
    pairs = [(Name("a"), Name(str(number)), "asserted") for number in range(MOST_THINGS)]
    drawn = links_of(("from", "to"), [*pairs, (Name("a"), Name("last"), "denied")])
    assert drawn is not None
    assert [line.modality for line in drawn.lines].count("denied") == 1
    assert (len(drawn.lines), drawn.left_out) == (MOST_THINGS, 1)


def test_a_claim_does_not_link_its_subject_with_its_speaker(client: TestClient) -> None:
    found = figure(client, "claims", "links")
    assert found is not None
    assert words(next(found.iter("figcaption"))) == "subject object"


@pytest.mark.parametrize("name", ["claims-by-modality", "vocabulary", "names?thing=arvenia"])
def test_what_names_no_things_has_neither_links_nor_a_map(client: TestClient, name: str) -> None:
    assert figure(client, name, "links") is None
    assert figure(client, name, "states") is None


def test_a_question_leads_to_those_of_its_heading(client: TestClient) -> None:
    page = tree(client.get("/queries/denials", headers=HTML).text)
    [link] = [each for each in page.iter("a") if words(each) == "What is disputed"]
    address, _, anchor = (link.get("href") or "").partition("#")
    headings = tree(client.get(address, headers=HTML).text).iter("h2")
    assert [words(each) for each in headings if each.get("id") == anchor] == ["What is disputed"]


@pytest.mark.parametrize("name", ["denials", "in-passage?paragraph=2", "quantities"])
def test_what_is_no_measure_is_not_drawn(client: TestClient, name: str) -> None:
    assert '<figure class="plot">' not in client.get(f"/queries/{name}", headers=HTML).text


def test_the_modality_of_a_claim_is_seen_in_the_table(client: TestClient) -> None:
    page = tree(client.get("/queries/disputed", headers=HTML).text)
    [table] = page.iter("table")
    [heads, *rows] = [[words(cell) for cell in row] for row in table.iter("tr")]
    assert rows
    for row in rows:
        assert row[heads.index("claim")].startswith("alleged claim-")
        assert row[heads.index("denial")].startswith("denied claim-")


def test_a_passage_is_read_in_its_report(client: TestClient) -> None:
    page = tree(client.get("/queries/about?thing=unnamed-navy", headers=HTML).text)
    links = {link.get("href", "") for link in page.iter("a")}
    [passage] = {link for link in links if link.startswith("/reports/sample-2030?")}
    address, _, place = passage.partition("#")
    assert one(tree(client.get(address, headers=HTML).text), place) is not None


def test_the_query_behind_it_has_the_values(client: TestClient) -> None:
    page = tree(client.get("/queries/about?thing=Unnamed%20critics", headers=HTML).text)
    [editor] = [link for link in page.iter("a") if words(link) == "Open it in the editor"]
    address, _, query = editor.get("href", "").partition("#query=")
    assert address == "/sparql"
    text = unquote(query)
    assert re.search(r"VALUES[^}]*id/unnamed-critics", text)
    asked = client.post(
        "/sparql", content=text, headers={"Content-Type": "application/sparql-query"}
    ).json()["results"]["bindings"]
    assert asked == client.get("/queries/about?thing=unnamed-critics").json()["results"]["bindings"]


def test_the_permanent_link_has_no_empty_values(client: TestClient) -> None:
    address = "/queries/claims?subject=arvenia&relation=&object=&modality="
    page = tree(client.get(address, headers=HTML).text)
    [link] = [link for link in page.iter("a") if words(link) == "Permanent link"]
    assert link.get("href") == "/queries/claims?subject=arvenia"


def test_answers_are_downloaded(client: TestClient) -> None:
    page = tree(client.get("/queries/about?thing=arvenia", headers=HTML).text)
    files = {words(link): link.get("href", "") for link in page.iter("a") if link.get("download")}
    assert {"CSV", "JSON", "TSV", "XML"} <= files.keys()
    for address in files.values():
        assert client.get(address).status_code == 200


def test_the_graph_is_entered_where_the_question_was(client: TestClient) -> None:
    page = tree(client.get("/queries/about?thing=arvenia", headers=HTML).text)
    [link] = [link for link in page.iter("a") if words(link) == "See it in the graph"]
    assert link.get("href") == "/graph?focus=https%3A%2F%2Fw3id.org%2Fcomity%2Fid%2Farvenia"
    assert client.get(link.get("href", ""), headers=HTML).status_code == 200


def test_a_workbook_has_the_solutions(client: TestClient) -> None:
    answer = client.get("/queries/claims-by-modality?format=xlsx")
    assert answer.headers["content-type"] == XLSX.media_type
    again = client.get("/queries/claims-by-modality?format=xlsx&article=")
    assert again.content == answer.content  # equal data, equal bytes
    with zipfile.ZipFile(BytesIO(answer.content)) as book:
        sheet = ET.fromstring(book.read("xl/worksheets/sheet1.xml"))  # noqa: S314  # ours
    rows = [
        [cell.findtext(f"{MAIN}v") or "".join(cell.itertext()) for cell in row]
        for row in sheet.iter(f"{MAIN}row")
    ]
    assert rows[0] == ["modality", "modalityLabel", "claims"]
    assert rows[1][1:] == ["asserted", "19"]
    assert not list(sheet.iter(f"{MAIN}f"))


def test_a_boolean_is_no_workbook(client: TestClient) -> None:
    address = "/queries/is-fact?subject=arvenia&relation=comity:cooperatesWith&format=xlsx"
    assert client.get(address).status_code == 406


@pytest.mark.parametrize(
    ("name", "asked"), [("denials", "article="), ("borders", "format=html"), ("claims", "subject=")]
)
def test_in_a_large_store_a_page_waits_to_be_asked(
    client: TestClient, monkeypatch: pytest.MonkeyPatch, name: str, asked: str
) -> None:
    heading = '<h2 id="answers">'
    assert heading in client.get(f"/queries/{name}?{asked}", headers=HTML).text
    monkeypatch.setattr("web.query_pages.MOST_NAMES", 1)
    page = client.get(f"/queries/{name}", headers={**HTML, "Accept-Encoding": "br"}).text
    assert heading not in page
    assert "<button>Ask</button>" in page
    assert heading in client.get(f"/queries/{name}?{asked}", headers=HTML).text


# Programs, run as they are shown


@pytest.fixture(scope="module")
def address(store: EmbeddedStore, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Return the address of a server on the store."""
    with running("uvicorn", store.folder.parent, tmp_path_factory.mktemp("log") / "log") as found:
        yield found


def _programs(client: TestClient, address: str, page: str) -> dict[str, str]:
    """Return language → program, as the page of a query shows it, for a server."""
    shown = tree(client.get(page, headers=HTML).text)
    return {
        text.get("aria-label", "").removeprefix("Program in "): "".join(text.itertext()).replace(
            ORIGIN, address
        )
        for text in shown.iter("pre")
        if text.get("aria-label")
    }


def test_the_program_in_python_prints_the_answers(client: TestClient, address: str) -> None:
    program = _programs(client, address, "/queries/claims?subject=an unnamed navy")["Python"]
    assert _printed([sys.executable, "-c", program]) == ""
    program = _programs(client, address, "/queries/about?thing=an unnamed navy")["Python"]
    printed = _printed([sys.executable, "-c", program])
    assert printed.count("claim-p2s1-1'") == 1
    assert printed.count("claim-p2s1-2'") == 1


def test_the_program_in_curl_prints_the_answers(client: TestClient, address: str) -> None:
    program = _programs(client, address, "/queries/about?thing=an unnamed navy")["curl"]
    printed = _printed(["/bin/sh", "-c", program])
    assert printed.splitlines()[0].startswith("direction,")
    assert printed.count("id/claim-p2s1-1,") == 1


def test_the_programs_of_a_yes_or_no_question(client: TestClient, address: str) -> None:
    page = "/queries/is-fact?subject=arvenia&relation=comity:cooperatesWith"
    programs = _programs(client, address, page)
    assert _printed([sys.executable, "-c", programs["Python"]]) == "True\n"
    assert json.loads(_printed(["/bin/sh", "-c", programs["curl"]]))["boolean"] is True
    assert "jsonlite::fromJSON(" in programs["R"]


@pytest.mark.parametrize("value", ['it\'s "so"', "$(id)`id`", "a\\b {c}", "กัมพูชา"])
def test_a_value_is_never_a_part_of_a_program(value: str) -> None:
    made = snippets("about", {"thing": value}, "solutions")
    shown = "import sys, httpx\nhttpx.get = lambda *_, params, **__: sys.exit(params['thing'])\n"
    program = shown + made["Python"].removeprefix("import httpx\n")
    printed = subprocess.run([sys.executable, "-c", program], capture_output=True, check=False)
    assert printed.stderr.decode() == f"{value}\n"
    program = f'curl() {{ printf %s "$7"; }}\n{made["curl"]}'
    assert _printed(["/bin/sh", "-c", program]) == f"thing={value}"
    assert json.loads(made["R"].partition("(")[2].partition(")\n")[0]).startswith(ORIGIN)


def _printed(command: list[str]) -> str:
    """Return what a program prints."""
    done = subprocess.run(command, capture_output=True, check=True, timeout=30)
    return done.stdout.decode()
