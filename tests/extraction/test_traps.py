"""What a sentence tempts to read into it, and what must not be proposed."""

from datetime import date

import pytest

from graph.extraction.background import Background
from graph.extraction.document import Document
from graph.extraction.drafts import draft
from graph.extraction.extraction import extract
from graph.extraction.gazetteer import Gazetteer
from graph.extraction.origin import Origin
from graph.extraction.proposals import Kind, Modality, Proposal, Relation
from graph.extraction.relations import RULES
from graph.namespaces import shorten

WRITTEN = date(2031, 2, 14)
VERSIONS = {rule.id: rule.version for rule in RULES}
ACCUSED = (
    "The Ministry of Trade denied accusations that Laos had leased a harbour to a foreign fleet."
)
OPINIONS = (Relation.ALLEGES, Relation.DENIES)
LISTED = (
    "King Aurel, Senate President Melin Korda and Prime Minister Orun Talvek led delegations of"
    " Laos on official visits to China, Japan and Vietnam in 2030."
)


def proposals(text: str, written: date | None = None) -> list[Proposal]:
    """Return what is proposed of a text."""
    return list(extract(Document(text), Gazetteer.shipped(), written).proposals)


def stated(text: str, relation: Relation, written: date | None = None) -> list[Proposal]:
    """Return the proposals of one relation."""
    return [each for each in proposals(text, written) if each.relation is relation]


def kind(proposal: Proposal) -> Kind | None:
    """Return the kind of the subject of a proposal, where it is a thing."""
    return proposal.subject.mention.kind if proposal.subject.mention else None


@pytest.mark.parametrize(("written", "time"), [(WRITTEN, "2031-02-13"), (None, None)])
def test_yesterday_is_undated_without_a_date(written: date | None, time: str | None) -> None:
    found = stated("Prime Minister Orun Talvek visited Laos yesterday.", Relation.VISITS, written)
    assert [each.time for each in found] == [time]


@pytest.mark.parametrize(
    ("text", "relation"),
    [
        ("Laos opened an embassy in Kyoto.", Relation.OPENS),
        ("In 2030 the report was printed. Laos opened an embassy in Kyoto.", Relation.OPENS),
        ("The ministry defended the withdrawal of Laos from ASEAN.", Relation.WITHDRAWS_FROM),
    ],
)
def test_no_date_is_made_up(text: str, relation: Relation) -> None:
    found = stated(text, relation, WRITTEN)
    assert [each.time for each in found] == [None]


def test_a_deadline_is_no_date() -> None:
    extraction = extract(
        Document("Laos will open a consulate in Kyoto by 2033."), Gazetteer.shipped(), WRITTEN
    )
    made = draft(extraction, Origin("trap", "trap", rules=VERSIONS), Background.shipped())
    said = {shorten(triple.predicate.value) for triple in made.triples}
    assert "comity:deadline" in said
    assert said.isdisjoint({"schema:startDate", "schema:endDate"})


def test_unnamed_accusers_stay_unnamed() -> None:
    found = proposals(ACCUSED)
    assert Relation.DENIES in {each.relation for each in found}
    accusers = [each for each in found if each.relation is Relation.ALLEGES]
    assert [each for each in accusers if each.subject.mention] == []
    assert [each for each in found if each.speaker and each.speaker.name == "Laos"] == []


def test_visitors_and_destinations_are_not_paired() -> None:
    found = stated(LISTED, Relation.VISITS, WRITTEN)
    assert [each for each in found if kind(each) is Kind.PERSON] == []


def test_who_takes_part_is_no_member() -> None:
    text = (
        "Laos took an active part in the sessions of the United Nations Human Rights Council."
        " Laos also attended the summit of ASEAN as a guest."
    )
    found = {each.relation for each in proposals(text)}
    assert Relation.ATTENDS in found
    assert Relation.MEMBER_OF not in found


@pytest.mark.parametrize(
    "text",
    [
        "Ambassador Tarek Belwin alleged that Laos had signed the Ambar Treaty with China.",
        "Ambassador Tarek Belwin claimed that Laos had opened a consulate in Kyoto.",
        "Laos denied that it had signed the Ambar Treaty with China.",
        "Laos rejected claims that it had withdrawn from ASEAN.",
        "Some accuse Laos of having signed the Ambar Treaty with China.",
        ACCUSED,
    ],
)
def test_what_is_alleged_or_denied_is_no_fact(text: str) -> None:
    held = {Relation.SIGNS, Relation.OPENS, Relation.WITHDRAWS_FROM, Relation.COOPERATES_WITH}
    facts = [each for each in proposals(text) if each.modality is Modality.ASSERTED]
    assert [each for each in facts if each.relation in held] == []


@pytest.mark.parametrize(
    ("text", "modality"),
    [
        ("Ambassador Tarek Belwin alleged that Laos had shut its border.", Modality.ALLEGED),
        ("The Ministry of Trade denied that Laos had shut its border.", Modality.DENIED),
        ("The Ministry of Trade rejected claims that the canal harms villages.", Modality.DENIED),
    ],
)
def test_what_is_alleged_or_denied_is_said_to_be(text: str, modality: Modality) -> None:
    assert {each.modality for each in proposals(text) if each.relation in OPINIONS} == {modality}


@pytest.mark.parametrize(
    ("text", "figure"),
    [
        ("Laos helped over 40 students who were stranded abroad.", "over 40"),
        ("Laos brought home more than 2,300 fishermen.", "more than 2,300"),
        ("Laos received at least 90 letters.", "at least 90"),
        ("Laos trained fewer than 30 judges.", "fewer than 30"),
    ],
)
def test_a_bound_is_no_exact_figure(text: str, figure: str) -> None:
    [found] = stated(text, Relation.QUANTITY)
    assert figure in found.object.name.lower()


def test_an_exact_figure_gets_no_bound() -> None:
    [found] = stated("Laos spoke on 37 occasions at the United Nations.", Relation.QUANTITY)
    assert found.object.name == "37 occasions"


@pytest.mark.parametrize(
    "text",
    [
        "Laos and Thailand discussed the construction of a second bridge over the Mekong.",
        "A second bridge was discussed with Thailand.",
    ],
)
def test_what_is_discussed_is_not_built(text: str) -> None:
    found = {each.relation for each in proposals(text)}
    assert found <= {Relation.NEGOTIATES_WITH}


@pytest.mark.parametrize(
    ("text", "relation", "modality"),
    [
        ("Laos will open a consulate in Kyoto.", Relation.OPENS, Modality.PLANNED),
        ("Laos has decided to open a consulate in Kyoto.", Relation.OPENS, Modality.PLANNED),
        ("Laos is to host the Mekong Summit in 2032.", Relation.HOSTS, Modality.PLANNED),
        ("Laos intends to withdraw from ASEAN.", Relation.WITHDRAWS_FROM, Modality.PLANNED),
        ("Prime Minister Orun Talvek plans to visit Japan.", Relation.VISITS, Modality.PLANNED),
    ],
)
def test_a_plan_is_no_fact(text: str, relation: Relation, modality: Modality) -> None:
    assert [each.modality for each in stated(text, relation)] == [modality]


@pytest.mark.parametrize(
    "text",
    [
        "New methods were proposed and a memorandum of understanding was signed.",
        "Laos published its report. Talks about a ferry were held with Vietnam.",
        "Laos published its report. The consulate in Kyoto was opened in May.",
        "Laos published its report. The withdrawal from the pact was defended.",
    ],
)
def test_nobody_is_put_where_no_agent_stands(text: str) -> None:
    assert [each for each in proposals(text) if each.subject.name == "Laos"] == []
