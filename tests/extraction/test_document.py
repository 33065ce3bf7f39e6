import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.extraction.document import Document


@given(st.text(alphabet=st.sampled_from('aB1. \n!?"”)’\tẾ') | st.characters()))
def test_sentences_hold_every_word_once_and_in_order(text: str) -> None:
    document = Document(text)
    spans = [(sentence.start, sentence.end) for sentence in document.sentences]
    assert spans == sorted(spans)
    assert all(end <= start for (_, end), (start, _) in itertools.pairwise(spans))
    left = "".join(text[start:end] for start, end in spans)
    assert "".join(left.split()) == "".join(text.split())


@given(st.text(alphabet=st.sampled_from("aB. \n")))
def test_a_sentence_stands_in_its_paragraph_under_its_number(text: str) -> None:
    document = Document(text)
    before = {0: 0}
    for sentence in document.sentences:
        assert text.count("\n", 0, sentence.start) == sentence.paragraph - 1
        assert sentence.number == before.get(sentence.paragraph, 0) + 1
        before[sentence.paragraph] = sentence.number


@pytest.mark.parametrize(
    ("text", "sentences"),
    [
        ("", []),
        ("No end", ["No end"]),
        ("H.E. Ana Lu spoke. Mr. J. Doe left.", ["H.E. Ana Lu spoke.", "Mr. J. Doe left."]),
        ("“It is done.” The envoy left.", ["“It is done.”", "The envoy left."]),
        ("It cost 3.5 million. 20 came.", ["It cost 3.5 million.", "20 came."]),
        ("It was late. and so on", ["It was late. and so on"]),
        ("Was it? Élodie knew.", ["Was it?", "Élodie knew."]),
    ],
)
def test_where_sentences_end(text: str, sentences: list[str]) -> None:
    document = Document(text)
    assert [document.words(sentence) for sentence in document.sentences] == sentences
