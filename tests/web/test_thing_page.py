"""The page of a thing: its names, posts, relations and claims, however odd its name is."""

from collections.abc import Iterator

import pytest
from starlette.testclient import TestClient

from graph.namespaces import graph_name
from server import create_app
from tests.web.conftest import make_store, triples
from tests.web.outline import one, tree, words
from web.claims import LIMIT_OF_THING

HTML = {"Accept": "text/html"}

LONG = "Very Long Harbour " * 556  # 10,008 characters
TURNED = "\u202eMirror Port\u202e \u2067אבג"
MARKUP = "<script>alert(1)</script><b>&amp;"

_ODD = (
    f"""
id:source-odd-2032 a schema:NewsArticle ; skos:prefLabel "odd note of 2032"@en .
id:long-harbour a comity:Infrastructure ; skos:prefLabel "{LONG}"@en .
id:mirror-port a comity:Infrastructure ; skos:prefLabel "{TURNED}"@en .
id:script-port a comity:Infrastructure ; skos:prefLabel "{MARKUP}"@en .
id:nameless-port a comity:Infrastructure ; comity:place id:vell .
id:twin-one a comity:Place ; skos:notation "QT"^^comity:iso3166Alpha2 ; skos:prefLabel "Twin"@en .
id:twin-two a comity:Place ; skos:prefLabel "Twin"@en .
id:busy-port a comity:Infrastructure ; skos:prefLabel "Busy Port"@en .
id:km-port a comity:Infrastructure ; skos:prefLabel "Port Kem"@en, "កំពង់ផែ"@km, "ທ່າເຮືອ"@lo ;
    skos:altLabel "Port Kem"@fr, "Le Port"@fr, "Le Port"@vi ;
    owl:sameAs <http://www.wikidata.org/entity/Q42> .
id:claim-odd-p2s1-1 a comity:Claim ;
    rdf:subject id:twin-two ; rdf:predicate comity:cooperatesWith ; rdf:object id:corvath ;
    comity:modality modality:denied ; comity:speaker id:twin-two ;
    comity:reportedBy id:source-odd-2032 .
id:ilsa-maren org:holds id:minister-of-foreign-affairs .
id:minister-of-foreign-affairs org:postIn id:arvenian-foreign-ministry .
"""
    + "".join(
        f"""
id:claim-odd-p1s{number}-1 a comity:Claim ;
    rdf:subject id:{subject} ; rdf:predicate comity:cooperatesWith ; rdf:object id:vell ;
    comity:modality modality:{modality} ; comity:speaker id:{subject} ;
    comity:reportedBy id:source-odd-2032 ; rdfs:comment "{comment}"@en .
"""
        for number, (subject, modality, comment) in enumerate(
            [
                ("long-harbour", "asserted", LONG),
                ("mirror-port", "denied", TURNED),
                ("script-port", "alleged", MARKUP),
                ("nameless-port", "predicted", "It will work with Vell."),
                ("twin-one", "planned", "It means to work with Vell."),
            ]
        )
    )
    + "".join(
        f"""
id:claim-busy-p3s{number}-1 a comity:Claim ;
    rdf:subject id:busy-port ; rdf:predicate comity:promotes ; rdf:object id:topic-{number} ;
    comity:modality modality:asserted ; comity:speaker id:twin-two ;
    comity:reportedBy id:source-odd-2032 .
"""
        for number in range(25)
    )
)


@pytest.fixture(scope="module")
def odd(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient]:
    """Return a client of an application on the invented reports and one with odd names."""
    store = make_store(tmp_path_factory.mktemp("odd") / "store")
    with store.write() as writer:
        writer.replace_graph(graph_name("odd-2032"), triples(_ODD))
    with TestClient(create_app(store=store)) as client:
        yield client


PAGES = [
    "/doc/long-harbour",
    "/doc/mirror-port",
    "/doc/script-port",
    "/doc/nameless-port",
    "/doc/claim-odd-p1s0-1",
    "/doc/vell",
    "/queries/about?thing=vell",
    "/queries/claims?object=vell",
    "/search?q=port",
    "/",
    "/reports",
    "/timeline",
]


@pytest.mark.parametrize("address", PAGES)
def test_a_name_is_never_markup_and_never_floods_a_page(odd: TestClient, address: str) -> None:
    answer = odd.get(address, headers=HTML)
    assert answer.status_code == 200
    assert "<script>alert" not in answer.text
    root = tree(answer.text)
    scripts = [element.get("src", "") for element in root.iter("script")]
    assert all(source.startswith("/static/built/") for source in scripts)
    head, body = root
    [title] = head.iter("title")
    assert len(words(title)) < 200
    links = [words(link) for link in body.iter("a")]
    assert max(map(len, links)) <= 160
    assert not {"\u202e", "\u2067"} & set(answer.text)  # not closed, it would turn all after it


@pytest.mark.parametrize(
    ("slug", "heading"),
    [
        ("long-harbour", "Very Long Harbour"),
        ("mirror-port", "Mirror Port"),
        ("script-port", "<script>alert(1)</script><b>&amp;"),
        ("nameless-port", "nameless-port"),
        ("claim-odd-p2s1-1", "claim-odd-p2s1-1"),
    ],
)
def test_each_thing_has_a_heading(odd: TestClient, slug: str, heading: str) -> None:
    [shown] = tree(odd.get(f"/doc/{slug}", headers=HTML).text).iter("h1")
    assert heading in words(shown)
    assert len(words(shown)) <= 160


def test_a_long_name_is_there_as_a_whole(odd: TestClient) -> None:
    root = tree(odd.get("/doc/long-harbour", headers=HTML).text)
    [whole] = [part for part in root.iter("details") if words(part).startswith("The whole name")]
    assert words(whole).endswith(LONG.strip())


def test_a_name_of_two_things_links_to_both(odd: TestClient) -> None:
    answer = odd.get("/queries/about?thing=Twin", headers=HTML)
    assert answer.status_code == 400
    [alert] = [each for each in tree(answer.text).iter() if each.get("role") == "alert"]
    assert [link.get("href") for link in alert.iter("a")] == [
        "/queries/about?thing=twin-one",
        "/queries/about?thing=twin-two",
    ]


def test_names_are_shown_once_with_their_languages(odd: TestClient) -> None:
    root = tree(odd.get("/doc/km-port", headers=HTML).text)
    [names] = [element for element in root.iter("ul") if element.get("class") == "names"]
    assert [words(name) for name in names] == [
        "Le Port French, Vietnamese",
        "កំពង់ផែ Khmer",
        "ທ່າເຮືອ Lao",
    ]
    assert [name[0].get("lang") for name in names] == ["fr", "km", "lo"]


@pytest.mark.parametrize(
    ("slug", "post"),
    [
        ("ilsa-maren", "Minister of Foreign Affairs, Ministry of Foreign Affairs of Arvenia"),
        ("arvenian-foreign-ministry", "Ilsa Maren: Minister of Foreign Affairs"),
        ("minister-of-foreign-affairs", "Ilsa Maren: Ministry of Foreign Affairs of Arvenia"),
    ],
)
def test_posts_are_told_from_each_side(odd: TestClient, slug: str, post: str) -> None:
    root = tree(odd.get(f"/doc/{slug}", headers=HTML).text)
    [section] = [part for part in root.iter("section") if part.get("aria-labelledby") == "posts"]
    assert [words(item) for item in section.iter("li")] == [post]
    for other in root.iter("section"):
        if other.get("aria-labelledby") == "relations":
            assert not {"holds", "held by", "post in"} & {
                words(item[0]) for item in other.iter("li")
            }


def test_relations_are_sentences_with_their_number(client: TestClient) -> None:
    root = tree(client.get("/doc/arvenia", headers=HTML).text)
    [section] = [p for p in root.iter("section") if p.get("aria-labelledby") == "relations"]
    assert "cooperates with (1): Belmora." in [words(item) for item in section.iter("li")]


def test_what_is_denied_or_alleged_stands_apart(client: TestClient) -> None:
    root = tree(client.get("/doc/arvenia", headers=HTML).text)
    sections = {
        part.get("aria-labelledby", ""): [
            card.get("class", "").removeprefix("claim ") for card in part.iter("article")
        ]
        for part in root.iter("section")
        if "standing" in part.get("class", "")
    }
    assert list(sections) == ["asserted", "disputed", "planned", "predicted"][: len(sections)]
    assert set(sections["asserted"]) == {"asserted"}
    assert set(sections["disputed"]) == {"denied", "alleged"}
    assert words(one(root, "disputed")).startswith("Denied or alleged")


@pytest.mark.parametrize("slug", ["arvenia", "arvenian-foreign-ministry", "ilsa-maren"])
def test_no_claim_is_shown_twice(client: TestClient, slug: str) -> None:
    root = tree(client.get(f"/doc/{slug}", headers=HTML).text)
    claims = [card.get("id") for card in root.iter("article")]
    assert len(claims) == len(set(claims)) > 0


def test_of_many_claims_the_first_are_shown_and_a_link_shows_all(odd: TestClient) -> None:
    first = tree(odd.get("/doc/busy-port", headers=HTML).text)
    [link] = [a for a in first.iter("a") if words(a).startswith("Show")]
    assert words(link) == "Show all 25"
    assert len([*first.iter("article")]) == LIMIT_OF_THING
    rest = tree(odd.get(link.get("href", ""), headers=HTML).text)
    assert len([*rest.iter("article")]) == 25
    assert not [a for a in rest.iter("a") if words(a).startswith("Show")]


def test_a_claim_leads_to_its_sentence(client: TestClient) -> None:
    root = tree(client.get("/doc/claim-p2s1-2", headers=HTML).text)
    [link] = [a for a in root.iter("a") if words(a).startswith("paragraph 2, sentence 1")]
    address, _, place = link.get("href", "").partition("#")
    assert place == "char=2100,2180"
    report = client.get(address, headers=HTML)
    assert report.status_code == 200
    assert "claim-p2s1-2" in "".join(
        a.get("href", "") for a in one(tree(report.text), place).iter("a")
    )


def test_an_identifier_elsewhere_is_named_by_who_gave_it(odd: TestClient) -> None:
    root = tree(odd.get("/doc/km-port", headers=HTML).text)
    links = {words(link): link.get("href") for link in root.iter("a")}
    assert links["Wikidata Q42"] == "http://www.wikidata.org/entity/Q42"


def test_a_code_is_named_by_its_scheme(odd: TestClient) -> None:
    page = words(tree(odd.get("/doc/twin-one", headers=HTML).text))
    assert "QT ISO 3166-1 alpha-2 code" in page


def test_a_name_in_another_direction_is_kept_apart(odd: TestClient) -> None:
    root = tree(odd.get("/doc/vell", headers=HTML).text)
    [name, *_] = [link for link in root.iter("a") if link.get("href") == "/doc/mirror-port"]
    assert name.get("dir") == "auto"
    assert words(name) == "Mirror Port אבג"
