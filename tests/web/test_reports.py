import pytest
from starlette.testclient import TestClient

from graph.namespaces import graph_name
from graph.records import Evidence
from graph.store import MemoryStore
from tests.web.conftest import QUOTE, TEXT, triples
from tests.web.outline import tree, words
from web.reports import Sentence, reports, whole_text

JSON = {"Accept": "application/json"}
HTML = {"Accept": "text/html"}


def test_the_reports_are_listed_with_their_claims(client: TestClient) -> None:
    found = {one["id"]: one for one in client.get("/reports", headers=JSON).json()}
    assert found.keys() == {"sample-2030", "note-2031"}
    assert found["note-2031"] == {
        "id": "note-2031", "name": "note of 2031", "claims": 1, "years": [],
        "href": "/reports/note-2031",
    }  # fmt: skip


def test_a_sentence_is_shown_with_its_claims_where_the_text_is_at_hand(client: TestClient) -> None:
    report = client.get("/reports/note-2031", headers=JSON).json()
    assert report["sentences"] == [
        {
            "iri": "https://w3id.org/comity/id/note-passage",
            "paragraph": 2,
            "sentence": 1,
            "start": TEXT.index(QUOTE),
            "end": TEXT.index(QUOTE) + len(QUOTE),
            "text": QUOTE,
            "claims": [
                {
                    "iri": "https://w3id.org/comity/id/claim-note-p2s1-1",
                    "modality": "planned",
                    "paraphrase": "The two mean to deepen the strait.",
                }
            ],
        }
    ]
    page = client.get("/reports/note-2031", headers=HTML).text
    assert '<mark><a href="/doc/arvenia">Arvenia</a></mark> and <mark>' in page


def test_a_report_is_listed_with_the_years_that_it_reports_on() -> None:
    store = MemoryStore()
    with store.write() as writer:
        writer.replace_graph(
            graph_name("tale-2033"),
            triples("id:c comity:reportedBy id:s . id:w schema:temporalCoverage '2031', '2030' ."),
        )
    assert [(report.id, report.years) for report in reports(store)] == [
        ("tale-2033", ("2030", "2031"))
    ]


def test_what_supports_no_claim_is_shown_where_the_text_is_at_hand(client: TestClient) -> None:
    root = tree(client.get("/reports/note-2031", headers=HTML).text)
    paragraphs = {
        part.get("aria-labelledby"): words(part)
        for part in root.iter("section")
        if part.get("class") == "paragraph"
    }
    assert paragraphs.keys() == {"p1", "p2"}
    assert paragraphs["p1"] == "Paragraph 1 Harbour news."
    assert paragraphs["p2"].endswith("No cost was named.")
    assert paragraphs["p2"].count("dredge") == 1


def test_a_text_is_whole_and_a_passage_over_two_lines_is_told_once() -> None:
    text = "Title\n\nOne. Two goes\non. Three.\n"
    start = text.index("Two")
    at = Evidence("urn:e", "urn:s", 3, 2, start, text.index(" Three"), "")
    passage = Sentence(at, ((text[at.start : at.end], None),), ())
    assert whole_text(text, {3: [passage]}, range(1, 9)) == {
        1: ["Title\n"],
        3: ["One. ", passage],
        4: [" Three.\n"],
    }


def test_without_its_text_a_report_shows_paraphrases_in_the_order_of_the_text(
    client: TestClient,
) -> None:
    report = client.get("/reports/sample-2030", headers=JSON).json()
    starts = [sentence["start"] for sentence in report["sentences"]]
    assert starts == sorted(starts)
    assert {sentence["text"] for sentence in report["sentences"]} == {None}
    assert sum(len(sentence["claims"]) for sentence in report["sentences"]) == report["claims"]
    assert "<blockquote>" not in client.get("/reports/sample-2030", headers=HTML).text


def test_a_page_begins_at_the_paragraph_that_is_asked_for(client: TestClient) -> None:
    report = client.get("/reports/sample-2030?from=3", headers=JSON).json()
    assert min(sentence["paragraph"] for sentence in report["sentences"]) == 3
    assert client.get("/reports/sample-2030?from=99", headers=JSON).json()["sentences"] == []


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("/reports/none", 404),
        ("/reports/ontology", 404),
        ("/reports/a%20b", 404),
        ("/reports/sample-2030?from=0", 422),
    ],
)
def test_what_is_no_report(client: TestClient, path: str, status: int) -> None:
    answer = client.get(path, headers=JSON)
    assert answer.status_code in {status, 400}
    assert answer.headers["Content-Type"] == "application/problem+json"
