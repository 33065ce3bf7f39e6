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


@pytest.mark.parametrize(
    ("text", "supports"),
    [
        ("Norway welcomes the ceasefire agreed in May.", ["Norway | ceasefire"]),
        ("Norway welcomed the truce.", ["Norway | truce"]),
        ("Norway praised the reform of the fund.", ["Norway | reform of the fund"]),
        ("Norway lauded Chad's role in the talks.", ["Norway | Chad's role in the talks"]),
        ("Norway reaffirmed its adherence to the Paris Agreement.", ["Norway | Paris Agreement"]),
        ("Peru reaffirmed the Philippines' support for the truce.", ["Philippines | truce"]),
        ("Peru stressed Lao support for the truce.", ["Laos | truce"]),
        ("Norway will remain firm in its commitment to Chad.", ["Norway | Chad | planned"]),
        ("Chad won the backing of Norway for its bid.", ["Norway | Chad"]),
        ("Norway is supportive of the truce.", ["Norway | truce"]),
        (
            "Norway approved 3 million euros of loans supporting farms in Chad.",
            ["Norway | farms in Chad"],
        ),
        (
            "Chad thanked Norway for its support throughout the peace process.",
            ["Norway | peace process"],
        ),
        ("Chad thanked Norway for the help given to refugees.", ["Norway | refugees"]),
        (
            "Chad expressed its gratitude to Norway for its help to the refugees.",
            ["Norway | refugees"],
        ),
        ("Norway renewed its commitment to supporting Chad.", ["Norway | Chad | planned"]),
        ("Norway voiced support for the people and their hopes.", ["Norway | people"]),
        (
            "The truce was defended by Norway, along with the idea of sharing the dam.",
            ["Norway | idea of sharing the dam", "Norway | truce"],
        ),
        ("Norway announced 3 million dollars in aid for Chad.", ["Norway | Chad | planned"]),
        ("Norway approved a loan to the government of Chad.", ["Norway | government of Chad"]),
        (
            "The prime minister of Laos, Ana Lu, renewed her government's support for the truce.",
            ["Laos | truce"],
        ),
        (
            '"Norway has wells. We support the truce," said the minister of trade of Peru, Ana Lu.',
            ["Peru | truce"],
        ),
        (
            "Norway outlined four fields where it would provide aid to Chad.",
            ["Norway | Chad | planned"],
        ),
    ],
)
def test_support_is_read_in_each_construction(read: Read, text: str, supports: list[str]) -> None:
    assert read("supports", text) == supports


@pytest.mark.parametrize(
    "text",
    [
        "Norway welcomed Ana Lu.",
        "Norway welcomed the progress of the talks.",
        "Norway defended its interests.",
        "Norway reaffirmed its commitment to the reopening of the dam.",
        "Norway welcomed plans to build a road.",
    ],
)
def test_what_only_sounds_like_it_is_none_of_the_supports(read: Read, text: str) -> None:
    assert read("supports", text) == []


def test_who_is_punished_supported_it(read: Read) -> None:
    text = "Chad imposed sanctions on Peru for supporting the coup."
    assert read("supports", text) == ["Peru | coup"]
