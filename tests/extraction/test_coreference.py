"""What pronouns and definite phrases stand for, and when they stay open."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graph.extraction.coreference import resolve
from graph.extraction.gazetteer import Gazetteer
from graph.extraction.names import read_mentions
from graph.extraction.pipeline import pipeline


def resolved(text: str) -> list[tuple[str, list[str]]]:
    """Return each word that was resolved, with the names of what it stands for."""
    doc = pipeline()(text)
    found = resolve(doc, read_mentions(doc, Gazetteer.shipped()))
    return [(doc[index].text, [m.canonical for m in found[index]]) for index in sorted(found)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Minister Ana Lu arrived on Monday. She met the press. She left.",
            [("She", ["Ana Lu"]), ("She", ["Ana Lu"])],
        ),
        (
            "Mr. Bo Li was received by Ms. Ana Lu. He thanked her.",
            [("He", ["Bo Li"]), ("her", ["Ana Lu"])],
        ),
        (
            "Kenya thanked Latvia for supporting its candidature.",
            [("its", ["Kenya"])],
        ),
        ("The Lao government said it would pay.", [("it", ["Laos"])]),
        (
            "The airline Tarrow Air was banned. The airline denied the charges.",
            [("airline", ["Tarrow Air"])],
        ),
        (
            "Kenya and Latvia signed a treaty. The two countries will meet again.",
            [("countries", ["Kenya", "Latvia"])],
        ),
        (
            "Kenya and Latvia signed a treaty. Both sides were pleased. They will meet again.",
            [("sides", ["Kenya", "Latvia"]), ("They", ["Kenya", "Latvia"])],
        ),
        (
            "Foreign Minister Ana Lu met Foreign Minister Bo Li. The Ministers signed a treaty.",
            [("Ministers", ["Ana Lu", "Bo Li"])],
        ),
        (
            "The Marrowdale Ministry of Tides agreed. The ministry will pay.",
            [("ministry", ["Marrowdale Ministry of Tides"])],
        ),
        (
            "President Ana Lu met with President Bo Li. They agreed.",
            [("They", ["Ana Lu", "Bo Li"])],
        ),
        (
            "Foreign Minister Ana Lu met her Thai counterpart, Bo Li. The two ministers left.",
            [("her", ["Ana Lu"]), ("ministers", ["Ana Lu", "Bo Li"])],
        ),
        (
            "Minister Ana Lu met Thai Minister Bo Li. The Thai minister left.",
            [("minister", ["Bo Li"])],
        ),
        (
            "Latvia pays the Marrowdale Trade Union, of which it is a member.",
            [("it", ["Latvia"])],
        ),
        (
            "Chad, Kenya and Latvia met. They agreed.",
            [("They", ["Chad", "Kenya", "Latvia"])],
        ),
    ],
)
def test_one_antecedent_fits(text: str, expected: list[tuple[str, list[str]]]) -> None:
    assert resolved(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "She left.",
        "It is possible that Kenya will agree.",
        "It was agreed that they would meet.",
        "Envoys of Ana Lu and of Bo Li met. She was late.",
        "Kenya, Latvia and Peru signed a treaty with Fiji. The two countries will meet again.",
        "Ana Lu met the press. The minister of an unnamed state was late.",
        "A new road is planned. It will be long.",
        "",
    ],
)
def test_what_is_open_stays_open(text: str) -> None:
    assert resolved(text) == []


@given(
    st.lists(
        st.sampled_from(
            [
                *("Ana Lu", "Kenya", "Latvia", "She", "it", "They", "their", "the two countries"),
                *("the minister", "met", "and", "said that", ".", "\n", "both sides", "His"),
            ]
        ),
        max_size=20,
    ).map(" ".join)
)
@settings(max_examples=40, deadline=None)
def test_what_is_found_is_mentioned(text: str) -> None:
    doc = pipeline()(text)
    mentions = read_mentions(doc, Gazetteer.shipped())
    for index, antecedents in resolve(doc, mentions).items():
        assert index < len(doc)
        assert antecedents
        assert set(antecedents) <= set(mentions)
        assert len({mention.canonical for mention in antecedents}) == len(antecedents)
