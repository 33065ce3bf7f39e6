"""Texts that no grammar fits are read without an error."""

import random

import pytest

from graph.extraction.document import Document
from graph.extraction.extraction import extract
from graph.extraction.gazetteer import Gazetteer

_TEXT = """The Minister of Trade of Peru, H.E. Ana Silva, and her Kenyan and Norwegian counterparts,
Omar Haddad and Tomas Berg, respectively, which met (in Lima) on 3 May, said that "they" will sign
the agreement between Peru and Kenya, of which it is a member, and its borders; it was chaired by
President Ana Silva of Peru and the presidents of Chile and Peru, worth USD 3 million, jointly with
the African Union (AU), at which nobody denied; visits of Ministers to Nairobi, plans to leave."""


@pytest.fixture(scope="module")
def gazetteer() -> Gazetteer:
    return Gazetteer.shipped()


@pytest.mark.parametrize(
    "text", ["", ".", "which", "the counterparts", "of Peru", "President", "(", "កម្ពុជា។"]
)
def test_a_text_of_next_to_nothing_proposes_nothing(text: str, gazetteer: Gazetteer) -> None:
    assert extract(Document(text), gazetteer).proposals == ()


def test_words_in_any_order_are_read(gazetteer: Gazetteer) -> None:
    order = random.Random(7)  # noqa: S311 - the same disorder on each run
    words = _TEXT.split()
    for _ in range(40):
        order.shuffle(words)
        document = Document(" ".join(words))
        for proposal in extract(document, gazetteer).proposals:
            assert 0 <= proposal.sentence < len(document.sentences)
            assert proposal.subject.name
            assert proposal.object.name
