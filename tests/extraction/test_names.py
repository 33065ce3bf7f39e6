"""Names in a text: which words they are, and what they stand for."""

import itertools

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graph.extraction.gazetteer import Gazetteer
from graph.extraction.names import read_mentions
from graph.extraction.pipeline import pipeline
from graph.extraction.proposals import Mention

WORDS = st.sampled_from(
    [
        *("The", "Minister", "of", "Foreign", "Affairs", ",", "Ana", "Lu", "H.E.", "Dr.", "Dato"),
        *("’", "Sri", "Samdech", "Thai", "Kenya", "and", "UN", "(", ")", "the", "Ministry", "."),
        *("University", "Riga", "41st", "Summit", "Vision", "2045", "-", "–", "—", "al", "Treaty"),
        *("on", "ព្រះរាជាណាចក្រកម្ពុជា", "外交部", "U.S.", "’s", "\n", "\t", "″", "é", "UN-backed"),
    ]
)


@pytest.fixture(scope="module")
def gazetteer() -> Gazetteer:
    """Return the names of the shipped data."""
    return Gazetteer.shipped()


def read(text: str, gazetteer: Gazetteer) -> tuple[Mention, ...]:
    """Return the mentions of a text."""
    return read_mentions(pipeline()(text), gazetteer)


def shown(text: str, gazetteer: Gazetteer) -> list[str]:
    """Return the mentions of a text as "words KIND"."""
    return [f"{mention.words} {mention.kind}" for mention in read(text, gazetteer)]


@pytest.mark.parametrize(
    ("text", "mentions"),
    [
        ("Foreign Minister Ana Lu met H.E. Mr. Bo Li.", ["Ana Lu PER", "Bo Li PER"]),
        ("Dato’ Sri Ana Hakim met PRAK Sokhonn.", ["Ana Hakim PER", "PRAK Sokhonn PER"]),
        ("Secretary of State Ana Mora spoke.", ["Ana Mora PER"]),
        ("She met the Minister of Health of Kenya, Bo Otieno.", ["Kenya GPE", "Bo Otieno PER"]),
        (
            "He visited the Ministry of Trade, Industry and Tourism on Monday.",
            ["Ministry of Trade, Industry and Tourism ORG"],
        ),
        (
            "It joined the Treaty on the Use of Outer Space.",
            ["Treaty on the Use of Outer Space AGR"],
        ),
        ("They attended the 15th Riverine Summit.", ["15th Riverine Summit EVT"]),
        (
            "The Universidad de la Costa signed the Trade and Transit Agreement.",
            ["Universidad de la Costa ORG", "Trade and Transit Agreement AGR"],
        ),
        ("It lies in West Bengal, near the Gaza Strip.", ["West Bengal GPE", "Gaza Strip LOC"]),
        ("The Lorvan Miners' Union called a strike.", ["Lorvan Miners' Union ORG"]),
        ("His colleague, Lorent Fabian, left.", ["Lorent Fabian PER"]),
        ("They back the government of Haruk Mansur Lodi.", ["Haruk Mansur Lodi PER"]),
        ("Maryam Rajani spoke in Riga.", ["Maryam Rajani PER", "Riga GPE"]),
        ("Ana Lu opened Lord Bay Airport.", ["Ana Lu PER", "Lord Bay Airport FAC"]),
        ("The Israeli-Cypriot talks went on.", ["Israeli NORP", "Cypriot NORP"]),
        (
            "Kenya–Uganda trade grew in Northern Cyprus.",
            ["Kenya GPE", "Uganda GPE", "Northern Cyprus GPE"],
        ),
        ("RIVERTON, 4 May 2021 – The envoy left.", ["RIVERTON GPE"]),
        ("The gas producer Lumex left the island of Tarro.", ["Lumex ORG", "Tarro LOC"]),
        ("U Kyaw Thein and Daw Mya Sanda attended.", ["Kyaw Thein PER", "Mya Sanda PER"]),
        ("Smt. Kavita Rao spoke.", ["Kavita Rao PER"]),
        ("The President of Solvek received a letter.", ["Solvek GPE"]),
        ("Solvek’s foreign ministry denied it.", ["Solvek GPE"]),
        ("Talks between Solvek and Peru ended.", ["Solvek GPE", "Peru GPE"]),
        ("Viet Nam’s envoys left.", ["Viet Nam GPE"]),
        (
            "The Government of Peru on the Lumex deal was silent.",
            ["Government of Peru ORG", "Lumex ORG"],
        ),
        (
            "They renewed the Treaty of Trust and Cooperation in Southeast Asia.",
            ["Treaty of Trust and Cooperation in Southeast Asia AGR"],
        ),
        (
            "It adopted the Roadmap for Trade and Transit 2025-2030.",
            ["Roadmap for Trade and Transit 2025-2030 AGR"],
        ),
        ("Under the 2019 Charter of Friendship, aid grew.", ["Charter of Friendship AGR"]),
        ("They met at the Marrow Convention Centre.", ["Marrow Convention Centre FAC"]),
        ("Lumex Ltd. was fined.", ["Lumex Ltd. ORG"]),
        ("Letters of Credence were presented.", []),
        ("GDP rose, and the High Commission reopened.", []),
        ("JOINT STATEMENT", []),
        ("An agreement was signed by the ministers.", []),
    ],
)
def test_names_of_the_genre(text: str, mentions: list[str], gazetteer: Gazetteer) -> None:
    assert shown(text, gazetteer) == mentions


@pytest.mark.parametrize(
    ("text", "words", "canonical", "slug"),
    [
        ("Thai envoys left.", "Thai", "Thailand", "thailand"),
        ("The Republic of Latvia agreed.", "Republic of Latvia", "Latvia", "latvia"),
        ("Turkey and Turkish firms agreed.", "Turkish", "Turkey", "turkiye"),
        ("The U.S. agreed.", "U.S.", "United States", "united-states"),
        ("The UN met.", "UN", "United Nations", "united-nations"),
        ("The U.N. met.", "U.N.", "United Nations", "united-nations"),
        ("The Republic of Togo left.", "Republic of Togo", "Togo", "togo"),
        ("Congolese envoys left.", "Congolese", "Congolese", None),
        ("Talks in Bamako ended.", "Bamako", "Bamako", "bamako"),
        ("The Marrowdale Institute left.", "Marrowdale Institute", "Marrowdale Institute", None),
    ],
)
def test_what_a_name_stands_for(
    text: str, words: str, canonical: str, slug: str | None, gazetteer: Gazetteer
) -> None:
    [mention] = [mention for mention in read(text, gazetteer) if mention.words == words]
    assert mention.canonical == canonical
    assert mention.iri == (f"https://w3id.org/comity/id/{slug}" if slug else None)


@pytest.mark.parametrize(
    ("text", "mentions"),
    [
        (
            "Deputy Secretary for West and East African Affairs Ana Lu left.",
            ["East African NORP", "Ana Lu PER"],
        ),
        ("The deputy secretary for Foreign Affairs Ana Lu left.", ["Ana Lu PER"]),
        ("The U.S.-Tajik talks ended.", ["U.S. GPE", "Tajik NORP"]),
        ("The C5+1 and the G8 met.", ["C5+1 ORG", "G8 ORG"]),
        ("The Minister of Foreign Affairs and Trade, Ana Lu, left.", ["Ana Lu PER"]),
        ("MS. LU: Yes.", ["LU PER"]),
        ("The Lao Representative Office left.", ["Lao Representative Office ORG"]),
        ("The BBC and Riga News Agency left.", ["BBC ORG", "Riga News Agency ORG"]),
        ("Ana Lu, Jr. met them.", ["Ana Lu PER"]),
        ("They met in Washington, D.C. on Monday.", ["Washington, D.C. GPE"]),
        ("The Riga Conference on Somalia ended.", ["Riga Conference on Somalia EVT"]),
        (
            "They signed a Treaty on Cooperation in Water Research in Peru.",
            ["Treaty on Cooperation in Water Research AGR", "Peru GPE"],
        ),
        (
            "It signed the U.S.-Peru Joint Water and Transit Partnership (JWTP).",
            ["U.S.-Peru Joint Water and Transit Partnership AGR", "JWTP AGR"],
        ),
    ],
)
def test_names_have_dashes_marks_and_fields(
    text: str, mentions: list[str], gazetteer: Gazetteer
) -> None:
    assert shown(text, gazetteer) == mentions


def test_forms_of_a_name_are_one_person_and_an_organ_is_not_its_body(gazetteer: Gazetteer) -> None:
    text = "Joe Lu left. President Joseph R. Lu met the MTI Board. The MTI thanked President Lu."
    found = [(mention.words, mention.canonical) for mention in read(text, gazetteer)]
    assert found == [
        ("Joe Lu", "Joe Lu"),
        ("Joseph R. Lu", "Joe Lu"),
        ("MTI Board", "MTI Board"),
        ("MTI", "MTI"),
        ("Lu", "Joe Lu"),
    ]


def test_a_number_behind_a_name_stays_in_capitals(gazetteer: Gazetteer) -> None:
    [mention] = read("Prime Minister ANA LU III spoke.", gazetteer)
    assert mention.canonical == "Ana Lu III"


def test_a_short_name_stands_for_the_long_one(gazetteer: Gazetteer) -> None:
    text = (
        "Minister Ana Maria Lu visited the Marrowdale Trade Institute (MTI). "
        "The MTI thanked Lu. The Institute is new."
    )
    found = [(mention.words, mention.canonical) for mention in read(text, gazetteer)]
    assert found == [
        ("Ana Maria Lu", "Ana Maria Lu"),
        ("Marrowdale Trade Institute", "Marrowdale Trade Institute"),
        ("MTI", "Marrowdale Trade Institute"),
        ("MTI", "Marrowdale Trade Institute"),
        ("Lu", "Ana Maria Lu"),
        ("Institute", "Marrowdale Trade Institute"),
    ]


def test_a_surname_of_two_people_stands_for_neither(gazetteer: Gazetteer) -> None:
    text = "Minister Ana Moreau and Ambassador Bo Moreau met. Minister Moreau left."
    assert read(text, gazetteer)[-1].canonical == "Moreau"


def test_the_letters_of_another_thing_are_no_name(gazetteer: Gazetteer) -> None:
    text = "Fishing in the exclusive economic zone (EEZ) was banned. The EEZ is large."
    assert not read(text, gazetteer)


def test_a_body_is_linked_where_the_text_is_about_its_state(gazetteer: Gazetteer) -> None:
    name = "Ministry of Foreign Affairs and International Cooperation"
    [*_, ours] = read(f"Cambodia said so. The {name} agreed.", gazetteer)
    [*_, other] = read(f"Kenya and Kenyan envoys said so. The {name} agreed.", gazetteer)
    assert (ours.iri, other.iri) == ("https://w3id.org/comity/id/mfaic", None)


@given(st.lists(WORDS, max_size=30).map(" ".join) | st.text(max_size=80))
@settings(max_examples=60, deadline=None)
def test_mentions_hold_their_words_and_never_overlap(text: str) -> None:
    mentions = read(text, Gazetteer.shipped())
    assert all(text[mention.start : mention.end] == mention.words for mention in mentions)
    assert all(mention.words == mention.words.strip() != "" for mention in mentions)
    assert all(one.end <= other.start for one, other in itertools.pairwise(mentions))


def test_another_language_has_no_names_that_english_words_tell(gazetteer: Gazetteer) -> None:
    assert read("ព្រះរាជាណាចក្រកម្ពុជា និងប្រទេសថៃបានពិភាក្សាអំពីព្រំដែន។", gazetteer) == ()
    assert read("", gazetteer) == ()
