from hypothesis import given, settings
from hypothesis import strategies as st

from graph.extraction.document import Document
from graph.extraction.extraction import extract
from graph.extraction.gazetteer import Gazetteer
from graph.extraction.words import words

GAZETTEER = Gazetteer.shipped()
WORDS = words(
    """Laos Chad Ana Lu Minister the of to for and that who which its will would not no such plans
    agreed denied claims report accused alleging called support pledged thanked committed
    contribution 40 1.2 million dollars per cent km worth by 2031 on Monday in May said “ ” " , .
    ( ) contrary according has been is are false effort also visit"""
)


@settings(max_examples=60, deadline=None)
@given(st.lists(st.sampled_from(sorted(WORDS | {"\n"})), max_size=30))
def test_any_row_of_words_is_read_without_an_error_and_in_its_own_sentences(row: list[str]) -> None:
    document = Document(" ".join(row))
    for proposal in extract(document, GAZETTEER).proposals:
        assert 0 <= proposal.sentence < len(document.sentences)
        assert proposal.subject.name
        assert proposal.object.name
        assert 0 < proposal.score < 1
