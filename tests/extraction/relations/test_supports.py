import pytest

from tests.extraction.relations.conftest import Read


@pytest.mark.parametrize(
    ("text", "supports"),
    [
        ("Norway endorsed the bid of Peru.", ["Norway | bid of Peru"]),
        ("The old harbour was defended by Norway.", ["Norway | old harbour"]),
        ("Norway stands by the award.", ["Norway | award"]),
        (
            "Norway voiced its full support for the truce and for the monitors.",
            ["Norway | monitors", "Norway | truce"],
        ),
        ("Peru reaffirmed Norway's support for the truce.", ["Norway | truce"]),
        ("Laos remains committed to the Paris Agreement.", ["Laos | Paris Agreement"]),
        ("Norway donated 40 tents to Chad.", ["Norway | Chad"]),
        ("Norway pledged 2 million euros to Chad.", ["Norway | Chad | planned"]),
        ("Norway will fund a clinic in Chad.", ["Norway | clinic in Chad | planned"]),
        ("Norway announced a contribution of 9 tonnes to Chad.", ["Norway | Chad | planned"]),
        ("Chad received 3 million dollars from Norway.", ["Norway | Chad"]),
        ("Chad thanked Norway for backing its bid.", ["Norway | bid"]),
        ("Chad thanked Norway for its help to the refugees.", ["Norway | refugees"]),
        ("Chad found the wreck with the help of Norway.", ["Norway | Chad"]),
    ],
)
def test_aid_and_endorsements_support(read: Read, text: str, supports: list[str]) -> None:
    assert read("supports", text) == supports


@pytest.mark.parametrize(
    "text",
    [
        "Norway sent 200 soldiers to Chad.",
        "Norway might endorse the bid of Peru.",
        "Chad requested the support of Norway for its bid.",
        "Chad received a letter from Norway.",
        "Norway provided a venue.",
        "Norway thanked Chad.",
    ],
)
def test_what_is_sought_or_may_be_is_no_support(read: Read, text: str) -> None:
    assert read("supports", text) == []
