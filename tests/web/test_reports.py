import pytest
from starlette.testclient import TestClient

from tests.web.conftest import QUOTE, TEXT

JSON = {"Accept": "application/json"}
HTML = {"Accept": "text/html"}


def test_the_reports_are_listed_with_their_claims(client: TestClient) -> None:
    found = {one["id"]: one for one in client.get("/reports", headers=JSON).json()}
    assert found.keys() == {"sample-2030", "note-2031"}
    assert found["note-2031"] == {
        "id": "note-2031", "name": "note of 2031", "claims": 1, "href": "/reports/note-2031",
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
