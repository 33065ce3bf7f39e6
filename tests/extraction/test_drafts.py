"""Drafts: what becomes of proposals, whatever they are; what stays when a text is read again."""

import itertools
from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from functools import cache
from hashlib import sha256
from pathlib import Path

import pyoxigraph as ox
import pytest

from graph.derive import derive
from graph.errors import UsageError
from graph.extraction.background import Background
from graph.extraction.document import Document as TextDocument
from graph.extraction.drafts import DraftGraph, draft
from graph.extraction.json_form import as_json
from graph.extraction.origin import Origin, fingerprint, fingerprint_of
from graph.extraction.proposals import (
    Argument,
    Extraction,
    Kind,
    Mention,
    Modality,
    Proposal,
    Relation,
)
from graph.load import Document, Report, load_reference
from graph.namespaces import ID, expand, graph_name, shorten
from graph.store import Store
from graph.terms import text_of
from graph.validate import validate
from tests.extraction.proposed import extraction

DRAFT_ONLY = {"comity:score"}
TALKS = extraction(
    "[Ana Lu|PER] of [Arvenia|GPE] met [Belmora|GPE].\nThe [Salt Accord|AGR] was signed in 2031.",
    "0; Arvenia; negotiatesWith; Belmora",
    "1; Arvenia; signs; Salt Accord; asserted; ; 2031-05",
)


@cache
def background() -> Background:
    """Return what the shipped data knows."""
    return Background.shipped()


def origin(read: Extraction, **changes: object) -> Origin:
    rules = {proposal.rule: "1" for proposal in read.proposals}
    return replace(Origin("note-2032", "note 2032", rules=rules), **changes)


def made(read: Extraction, existing: Iterable[ox.Triple] = (), **changes: object) -> DraftGraph:
    return draft(read, origin(read, **changes), background(), existing)


def as_report(graph: DraftGraph) -> Report:
    """Return what a report would be if all of a draft were accepted."""
    triples = [
        triple
        for triple in graph.triples
        if shorten(triple.predicate.value) not in DRAFT_ONLY
        and not text_of(triple.subject).startswith(f"{ID}extraction-")
    ]
    return Report(
        folder=Path(graph.report_id),
        triples=triples,
        files={},
        described_in=dict.fromkeys((text_of(triple.subject) for triple in triples), ""),
        report_id=graph.report_id,
        graph_name=graph_name(graph.report_id),
    )


def said(graph: DraftGraph) -> list[tuple[str, ...]]:
    """Return subject, predicate, object, modality and speaker of each claim, without prefixes."""
    names = ("rdf:subject", "rdf:predicate", "rdf:object", "comity:modality", "comity:speaker")
    parts: dict[str, dict[str, str]] = {}
    for triple in graph.triples:
        if "/claim-" in text_of(triple.subject):
            link = shorten(triple.predicate.value)
            parts.setdefault(text_of(triple.subject), {})[link] = text_of(triple.object)
    return [
        tuple(shorten(claim[name]).partition(":")[2] for name in names) for claim in parts.values()
    ]


def objects(graph: DraftGraph, subject: str, name: str) -> list[str]:
    """Return the values of a property of a thing."""
    return [
        text_of(triple.object)
        for triple in graph.triples
        if text_of(triple.subject) == ID + subject and triple.predicate.value == expand(name)
    ]


def test_a_post_is_in_the_body_that_its_name_tells() -> None:
    read = extraction(
        "[Ana Lu|PER] is head of the [Port Board|ORG].\n[Bo Ray|PER] of the [Port Board|ORG] too.",
        "0; Ana Lu; holdsPosition; head of the Port Board",
        "1; Bo Ray; holdsPosition; head of the Port Board",
        "1; Bo Ray; holdsPosition; envoy of the Port Board; alleged",
    )
    post = "head-of-the-port-board"
    assert [claim[:4] for claim in said(made(read))] == [
        ("ana-lu", "holds", post, "asserted"),
        (post, "postIn", "port-board", "asserted"),
        ("bo-ray", "holds", post, "asserted"),
        ("bo-ray", "holds", "envoy-of-the-port-board", "alleged"),
    ]


def test_an_action_has_the_status_that_its_words_tell() -> None:
    kinds = ("asserted", "asserted", "planned", "denied")
    read = extraction(
        "[Arvenia|GPE] signs the [Salt Accord|AGR].\n" * len(kinds),
        *(f"{n}; Arvenia; signs; Salt Accord; {kind}" for n, kind in enumerate(kinds)),
        "0; Arvenia; supports; Salt Accord; planned",
    )
    first, *others = read.proposals
    done = replace(read, proposals=(replace(first, is_done=True), *others))
    graph = made(done)
    status = {
        text_of(t.subject)[-6:-2]: shorten(text_of(t.object))
        for t in graph.triples
        if shorten(t.predicate.value) == "schema:actionStatus"
    }
    assert status == {
        "p1s1": "schema:CompletedActionStatus",
        "p3s1": "schema:PotentialActionStatus",
    }


def found(graph: DraftGraph, ontology: Document, text: Path | None = None) -> list[str]:
    """Return what validation finds in a report of all that was proposed."""
    reference = load_reference().triples
    report = validate(as_report(graph), ontology, reference=reference, text=text)
    return [f"{result.focus} {result.message}" for result in report.results]


# ------------------------------------------------------------------------------
# Whatever is proposed, accepting all of it gives a valid report
# ------------------------------------------------------------------------------

SIDES = [
    *(
        f"[{name}|{kind.value}]"
        for kind, name in zip(Kind, ["Qa", "Qb", "Qc", "Qd", "Qe", "Qf", "Qg", "Qh"], strict=True)
    ),
    "[Laos|GPE|Laos|laos]",
    "[Middle East|LOC|Middle East|middle-east]",
    "[ASEAN|ORG|ASEAN|asean]",
    "[ASEAN Charter|AGR|ASEAN Charter|asean-charter]",
    "forty envoys",
    "uphold the open sea",
]


def everything() -> Extraction:
    """Return an extraction in which each relation holds between things of all kinds."""
    names = [side.strip("[]").split("|")[0] for side in SIDES]
    sides = list(itertools.product(Relation, names, names))
    modalities = itertools.cycle(Modality)
    speakers = itertools.cycle(["", *names])
    lines = [
        f"0; {subject}; {relation}; {value}; {next(modalities)}; {next(speakers)}; 2031"
        for relation, subject, value in sides
        if subject != value
    ]
    return extraction(" and ".join(SIDES) + ".", *lines)


def test_all_that_is_proposed_conforms(ontology: Document, tmp_path: Path) -> None:
    read = everything()
    graph = made(read)
    text = tmp_path / "text.txt"
    text.write_bytes(read.document.text.encode())
    assert len(graph.claims) > len(read.proposals) / 2
    assert found(graph, ontology, text) == []


def test_no_fact_comes_of_what_is_not_asserted(ontology: Document) -> None:
    read = everything()
    held = tuple(p for p in read.proposals if p.modality is not Modality.ASSERTED)
    assert list(derive(made(replace(read, proposals=held)).triples, ontology.triples)) == []
    assert list(derive(made(read).triples, ontology.triples)) != []


@pytest.mark.parametrize("relation", ["denies", "alleges", "plans"])
def test_what_is_denied_alleged_or_planned_is_never_asserted(relation: str) -> None:
    graph = made(extraction("[Arvenia|GPE] speaks.", f"0; Arvenia; {relation}; sold its fleet"))
    assert [claim[3] for claim in said(graph)] != ["asserted"]


# ------------------------------------------------------------------------------
# How relations are said
# ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("marked", "line", "expected"),
    [
        (
            "[Laos|GPE|Laos|laos] [Peru|GPE|Peru|peru]",
            "Laos; borders; Peru",
            "laos hasNeighbour peru",
        ),
        ("[Vell|LOC] [Peru|GPE|Peru|peru]", "Vell; borders; Peru", "vell adjoins peru"),
        (
            "[Peru|GPE|Peru|peru] [ASEAN|ORG|ASEAN|asean]",
            "Peru; memberOf; ASEAN",
            "asean hasMember peru",
        ),
        (
            "[Peru|GPE|Peru|peru] [Salt Treaty|AGR]",
            "Peru; memberOf; Salt Treaty",
            "salt-treaty hasParty peru",
        ),
        (
            "[Peru|GPE|Peru|peru] [Salt Treaty|AGR]",
            "Peru; withdrawsFrom; Salt Treaty",
            "peru withdrewFrom salt-treaty",
        ),
        (
            "[Peru|GPE|Peru|peru]",
            "Peru; opens; embassy in Vell",
            "peru opens embassy-in-vell-note-2032",
        ),
        (
            "[Peru|GPE|Peru|peru] [Vell Bridge|FAC]",
            "Peru; opens; Vell Bridge",
            "peru bringsIntoService vell-bridge",
        ),
        (
            "[Peru|GPE|Peru|peru] [Tide Summit|EVT]",
            "Peru; hosts; Tide Summit",
            "peru hosts tide-summit",
        ),
        ("[Vell|GPE] [Tide Summit|EVT]", "Vell; hosts; Tide Summit", "tide-summit place vell"),
        (
            "[Ana Lu|PER]",
            "Ana Lu; attends; the tide talks",
            "ana-lu participatesIn tide-talks-note-2032",
        ),
        (
            "[Ana Lu|PER]",
            "Ana Lu; holdsPosition; Minister of Tides",
            "ana-lu holds minister-of-tides-note-2032",
        ),
        (
            "[Peru|GPE|Peru|peru] [Port Sallow|FAC]",
            "Peru; supports; Port Sallow",
            "peru supports port-sallow",
        ),
        (
            "[Salt Treaty|AGR]",
            "Salt Treaty; supports; open sea",
            "salt-treaty promotes open-sea-note-2032",
        ),
    ],
)
def test_a_relation_is_said_as_its_sides_allow(marked: str, line: str, expected: str) -> None:
    graph = made(extraction(f"{marked} met.", f"0; {line}"))
    assert [" ".join(claim[:3]) for claim in said(graph)] == [expected]


def test_a_place_that_acts_is_a_state_and_one_that_does_not_is_a_place() -> None:
    graph = made(
        extraction(
            "[Ana Lu|PER] of [Arvenia|GPE] came to [Vell|GPE].",
            "0; Arvenia; signs; accord",
            "0; Ana Lu; visits; Vell",
        )
    )
    assert objects(graph, "arvenia", "rdf:type") == [expand("comity:State")]
    assert objects(graph, "vell", "rdf:type") == [expand("comity:Place")]


def test_those_who_act_for_a_known_place_are_not_the_place() -> None:
    graph = made(
        extraction("[Songkhla|GPE|Songkhla|songkhla] signed.", "0; Songkhla; signs; the accord")
    )
    assert [claim[0] for claim in said(graph)] == ["authorities-of-songkhla"]


def test_visitors_and_destinations_that_are_all_paired_are_one_visit() -> None:
    pairs = [
        f"0; {who}; visits; {where}" for who in ("Ana Lu", "Ivo Pe") for where in ("Laos", "Peru")
    ]
    read = extraction(
        "[Ana Lu|PER] and [Ivo Pe|PER] saw [Laos|GPE|Laos|laos] and [Peru|GPE|Peru|peru].", *pairs
    )
    graph = made(read)
    assert {claim[0] for claim in said(graph)} == {"visit-note-2032"}
    assert sorted(claim[1:3] for claim in said(graph)) == [
        ("destination", "laos"),
        ("destination", "peru"),
        ("visitor", "ana-lu"),
        ("visitor", "ivo-pe"),
    ]
    assert len(graph.claims) == len(pairs)


def test_visitors_of_different_places_made_different_visits() -> None:
    graph = made(
        extraction(
            "[Ana Lu|PER] saw [Laos|GPE|Laos|laos] and [Ivo Pe|PER] [Peru|GPE|Peru|peru].",
            "0; Ana Lu; visits; Laos",
            "0; Ivo Pe; visits; Peru",
        )
    )
    where = {claim[0]: claim[2] for claim in said(graph) if claim[1] == "destination"}
    who = {claim[0]: claim[2] for claim in said(graph) if claim[1] == "visitor"}
    assert {who[visit]: where[visit] for visit in who} == {"ana-lu": "laos", "ivo-pe": "peru"}


@pytest.mark.parametrize(
    ("phrase", "predicate", "value"),
    [
        ("upholding an open sea", "upholds", "open-sea-note-2032"),
        ("to participate in the Tide Forum", "participatesIn", "tide-forum"),
        (
            "strengthen and expand relations with island states",
            "strengthensRelationsWith",
            "island-states-note-2032",
        ),
        ("lower the tariffs", "worksToward", "lower-tariffs-note-2032"),
    ],
)
def test_the_verb_of_a_plan_is_its_predicate(phrase: str, predicate: str, value: str) -> None:
    graph = made(
        extraction(
            "[Arvenia|GPE] and the [Tide Forum|EVT].", f"0; Arvenia; plans; {phrase}; planned"
        )
    )
    assert [claim[1:4] for claim in said(graph)] == [(predicate, value, "planned")]


def test_a_denial_is_of_the_first_thing_that_it_names_by_who_denies() -> None:
    graph = made(
        extraction(
            "[Arvenia|GPE] says that [Belmora|GPE] sold [Vell|GPE].",
            "0; Arvenia; denies; Belmora sold its fleet to Vell; denied",
        )
    )
    assert said(graph) == [("belmora", "hasCondition", "sold-fleet-to-vell", "denied", "arvenia")]
    assert objects(graph, "claim-note-2032-p1s1-1", "comity:topic") == [f"{ID}vell"]


def test_a_denial_answers_the_allegation() -> None:
    graph = made(
        extraction(
            "[Arvenia|GPE] sold it, [Ana Lu|PER] says.\n[Arvenia|GPE] says no.",
            "0; Ana Lu; alleges; Arvenia sold its fleet; alleged",
            "1; Arvenia; denies; Arvenia sold its fleet; denied",
        )
    )
    answered = objects(graph, "claim-note-2032-p2s1-1", "comity:respondsTo")
    assert answered == [f"{ID}claim-note-2032-p1s1-1"]


def test_an_accuser_is_never_the_document() -> None:
    graph = made(extraction("[Arvenia|GPE] fishes.", "0; Arvenia; quantity; 40 boats; alleged"))
    assert [claim[4] for claim in said(graph)] == ["unnamed-accusers-note-2032"]


@pytest.mark.parametrize(
    ("phrase", "value", "unit", "comparator"),
    [
        ("over 1,310 sailors", "1310", "sailors", "moreThan"),
        ("at least 2.5 million tonnes", "2500000", "tonnes", "atLeast"),
        ("about 12.5 percent", "12.5", "percent", "approximately"),
        ("twenty-five boats", "25", "boats", "exactly"),
        ("up to RM94 million", "94000000", "RM", "atMost"),
    ],
)
def test_a_quantity_is_a_figure(phrase: str, value: str, unit: str, comparator: str) -> None:
    graph = made(extraction("[Arvenia|GPE] fishes.", f"0; Arvenia; quantity; {phrase}"))
    [(_, _, figure, _, _)] = said(graph)
    assert objects(graph, figure, "schema:value") == [value]
    assert objects(graph, figure, "schema:unitText") == [unit]
    assert objects(graph, figure, "comity:comparator") == [expand(f"comparator:{comparator}")]


def test_a_quantity_without_a_figure_is_no_claim() -> None:
    read = extraction("[Arvenia|GPE] fishes.", "0; Arvenia; quantity; many boats")
    assert made(read).claims == {}
    [relation] = as_json(read, made(read))["relations"]
    assert (relation["claim"], relation["predicate"]) == (None, None)


@pytest.mark.parametrize(
    ("text", "modality", "time", "expected"),
    [
        ("It opens by 2031.", "planned", "2031", {"comity:deadline": "2031-12-31"}),
        (
            "It opens in 2031.",
            "planned",
            "2031",
            {"schema:startDate": "2031-01-01", "schema:endDate": "2031-12-31"},
        ),
        (
            "It was signed by 2031.",
            "asserted",
            "2031-02",
            {"schema:startDate": "2031-02-01", "schema:endDate": "2031-02-28"},
        ),
        ("It was signed.", "asserted", "", {}),
    ],
)
def test_times(text: str, modality: str, time: str, expected: dict[str, str]) -> None:
    graph = made(extraction(text, f"0; envoys; signs; accord; {modality}; ; {time}"))
    names = ("comity:deadline", "schema:startDate", "schema:endDate")
    dated = {n: v for n in names for v in objects(graph, "claim-note-2032-p1s1-1", n)}
    assert dated == expected


# ------------------------------------------------------------------------------
# Passages, labels, origin
# ------------------------------------------------------------------------------


def test_a_passage_is_its_sentence_and_no_word_of_it_is_copied() -> None:
    graph = made(TALKS)
    sentence = TALKS.document.sentences[1]
    passage = f"source-note-2032#char={sentence.start},{sentence.end}"
    digest = sha256(TALKS.document.words(sentence).encode()).hexdigest()
    assert objects(graph, passage, "schema:sha256") == [digest]
    assert objects(graph, "claim-note-2032-p2s1-1", "comity:evidence") == [ID + passage]
    texts = {text_of(t.object) for t in graph.triples if isinstance(t.object, ox.Literal)}
    words = [TALKS.document.words(sentence) for sentence in TALKS.document.sentences]
    assert not {text for text in texts for sentence in words if sentence in text}


def test_a_long_phrase_is_cut() -> None:
    phrase = "open the sea to all who fish in the far north of the strait"
    graph = made(extraction("It was said.", f"0; envoys; supports; {phrase}"))
    [(_, _, value, _, _)] = said(graph)
    assert objects(graph, value, "skos:prefLabel") == ["open sea to all who fish in…"]


def test_names_of_a_new_thing_are_kept_and_those_of_a_known_one_are_not_repeated() -> None:
    graph = made(
        extraction(
            "The [Tide Office|ORG] ([TO|ORG|Tide Office]) and [Laos|GPE|Laos|laos] met.",
            "0; Tide Office; negotiatesWith; Laos",
        )
    )
    assert objects(graph, "tide-office", "skos:altLabel") == ["TO"]
    assert objects(graph, "laos", "rdf:type") == []


def test_a_matter_that_the_graph_knows_is_found_by_its_label() -> None:
    graph = made(
        extraction("[Arvenia|GPE] speaks.", "0; Arvenia; plans; uphold mutual respect; planned")
    )
    assert [claim[2] for claim in said(graph)] == ["mutual-respect"]


def test_a_thing_that_only_another_report_describes_is_described() -> None:
    graph = made(
        extraction(
            "[CMAC|ORG|Cambodian Mine Action Centre|cmac] met the envoys.",
            "0; Cambodian Mine Action Centre; negotiatesWith; envoys",
        )
    )
    assert objects(graph, "cmac", "rdf:type") == [expand("comity:GovernmentBody")]
    assert objects(graph, "cmac", "skos:prefLabel") == ["Cambodian Mine Action Centre"]


def test_a_new_thing_gets_an_iri_that_nothing_else_has() -> None:
    known = Background.shipped()
    known.take("other", {f"{ID}tide-office": "Tide Office", f"{ID}ana-lu": "Ana Lu"})
    read = extraction(
        "The [Tide Office|ORG], [Ana Lu|PER] and [Laos!|PER] met.",
        "0; Tide Office; negotiatesWith; Ana Lu",
        "0; Tide Office; negotiatesWith; Laos!",
    )
    graph = draft(read, origin(read), known)
    assert [claim[0::2][:2] for claim in said(graph)] == [
        ("tide-office-note-2032", "ana-lu"),
        ("tide-office-note-2032", "laos-note-2032"),
    ]


def test_a_name_in_another_script_has_an_iri() -> None:
    graph = made(extraction("[កម្ពុជា|PER] left.", "0; កម្ពុជា; attends; talks"))
    [(subject, *_)] = said(graph)
    assert subject.startswith("name-")


def test_equal_inputs_give_equal_drafts() -> None:
    assert made(everything()).triples == made(everything()).triples


@pytest.mark.parametrize(
    "changes",
    [
        {"written": date(2032, 1, 2)},
        {"rules": {"signs.test": "2"}},
        {"report_id": "other"},
        {"program": "2"},
    ],
)
def test_the_fingerprint_changes_with_all_that_a_draft_depends_on(
    changes: dict[str, object],
) -> None:
    before = origin(TALKS)
    other = replace(before, **changes)
    assert fingerprint(TALKS.document, before) != fingerprint(TALKS.document, other)
    kept = fingerprint_of("note-2032", made(TALKS).triples)
    assert kept == fingerprint(TALKS.document, before)


# ------------------------------------------------------------------------------
# Reading again
# ------------------------------------------------------------------------------


def decided(graph: DraftGraph, claim: str) -> list[ox.Triple]:
    """Return a draft with a decision on a claim."""
    decision = ox.NamedNode(f"{ID}decision-note-2032-1")
    return [
        *graph.triples,
        ox.Triple(
            decision, ox.NamedNode(expand("rdf:type")), ox.NamedNode(expand("comity:Decision"))
        ),
        ox.Triple(decision, ox.NamedNode(expand("prov:used")), ox.NamedNode(ID + claim)),
    ]


def test_without_a_decision_nothing_of_an_earlier_draft_stays() -> None:
    other = extraction("[Arvenia|GPE] left.", "0; Arvenia; attends; talks")
    assert made(other, existing=made(TALKS).triples).triples == made(other).triples


def test_what_was_decided_stays_and_the_rest_is_proposed_anew() -> None:
    before = decided(made(TALKS), "claim-note-2032-p1s1-1")
    fewer = replace(TALKS, proposals=TALKS.proposals[1:])
    after = made(fewer, existing=before)
    assert [claim[1] for claim in said(after)] == ["negotiatedWith", "signed"]
    assert {t for t in before if "decision-" in str(t.subject)} <= set(after.triples)
    assert objects(after, "belmora", "skos:prefLabel") == ["Belmora"]


def test_reading_a_decided_text_again_changes_nothing() -> None:
    before = decided(made(TALKS), "claim-note-2032-p1s1-1")
    assert set(made(TALKS, existing=before).triples) == set(before)


def test_a_new_claim_does_not_take_the_place_of_one_that_was_decided() -> None:
    read = extraction("[Arvenia|GPE] and [Belmora|GPE].", "0; Arvenia; negotiatesWith; Belmora")
    before = decided(made(read), "claim-note-2032-p1s1-1")
    other = extraction("[Arvenia|GPE] and [Belmora|GPE].", "0; Arvenia; cooperatesWith; Belmora")
    after = made(other, existing=before)
    assert objects(after, "claim-note-2032-p1s1-1", "rdf:predicate") == [
        expand("comity:negotiatedWith")
    ]
    assert objects(after, "claim-note-2032-p1s1-2", "rdf:predicate") == [
        expand("comity:cooperatesWith")
    ]


def test_a_new_version_of_a_rule_is_another_reading() -> None:
    before = decided(made(TALKS), "claim-note-2032-p2s1-1")
    rules = {"signs.test": "2", "negotiatesWith.test": "1"}
    other = extraction(
        "[Ana Lu|PER] of [Arvenia|GPE] met [Belmora|GPE].\n"
        "The [Salt Accord|AGR] was signed in 2031.",
        "1; Belmora; signs; Salt Accord",
    )
    after = made(other, existing=before, rules=rules)
    assert objects(after, "reading-note-2032-signs-test", "schema:softwareVersion") == ["1"]
    assert objects(after, "reading-note-2032-signs-test-v2", "schema:softwareVersion") == ["2"]


def test_what_a_curator_wrote_by_hand_is_not_proposed(sample_store: Store) -> None:
    text = (Path(__file__).parents[1] / "data" / "sample-report" / "text.txt").read_text()
    known = Background(sample_store)
    iris = {name: f"{ID}{name.lower()}" for name in ("Arvenia", "Belmora")}
    sides = [
        Argument(name, Mention(0, 7, name, Kind.STATE_OR_PLACE, name, iri))
        for name, iri in iris.items()
    ]
    proposals = tuple(
        Proposal(2, sides[0], relation, sides[1], Modality.ASSERTED, f"{relation}.test")
        for relation in (Relation.BORDERS, Relation.COOPERATES_WITH)
    )
    read = Extraction(TextDocument(text), (), proposals)
    graph = draft(read, origin(read, report_id="sample-report"), known)
    assert [claim[1] for claim in said(graph)] == ["cooperatesWith"]
    assert graph.claims[0].iri == f"{ID}claim-sample-p2s2-1"


def test_decisions_on_another_text_are_not_carried_over() -> None:
    before = decided(made(TALKS), "claim-note-2032-p1s1-1")
    other = extraction("[Arvenia|GPE] left.", "0; Arvenia; attends; talks")
    with pytest.raises(UsageError, match="another text of the report note-2032"):
        made(other, existing=before)


def test_another_text_of_a_published_report_is_refused() -> None:
    with pytest.raises(UsageError, match="the report mfaic-2024 with another text"):
        made(TALKS, report_id="mfaic-2024")
