from typing import Any

import networkx as nx
import pytest

from graph.analysis import claim_graph, find_path, statistics
from graph.store import Store
from tests.invented import REPORT, claims, comity, outputs_by_seed, sample_store, store_of, thing

AFM = thing("arvenian-foreign-ministry")


@pytest.fixture(scope="module")
def store() -> Store:
    return sample_store()


def chain(*links: str) -> Store:
    """Return a store whose claims are given as "a-b"; letters after a colon are modalities."""
    statements = []
    for link in links:
        pair, _, modality = link.partition(":")
        subject, _, value = pair.partition("-")
        statements.append((subject, "respects", value, modality or "asserted"))
    return store_of({REPORT: claims(statements)})


def test_one_edge_a_claim(store: Store) -> None:
    graph = claim_graph(store)
    assert (len(graph), graph.number_of_edges()) == (26, 28)
    between = graph.get_edge_data(thing("arvenia"), thing("belmora"))
    assert list(between) == [thing(f"claim-p1s{n}") for n in ("1-1", "1-2", "2-2")]


def test_an_edge_tells_its_claim(store: Store) -> None:
    edge = claim_graph(store).edges[thing("arvenia"), thing("unnamed-navy"), thing("claim-p2s1-2")]
    assert edge == {
        "predicate": comity("grantedBaseRightsTo"),
        "label": "granted base rights to",
        "modality": "denied",
        "speakers": "Ministry of Foreign Affairs of Arvenia",
        "place": "¶2 s1, 2100–2180",
        "comment": "The ministry says that no navy was given a base.",
        "quantity": "",
        "report": "invented report of 2030",
        "located": thing("port-sallow"),
    }


def test_quantities_and_literals_are_nodes(store: Store) -> None:
    graph = claim_graph(store)
    assert graph.nodes[thing("canal-length")] == {"label": "42 km", "kind": "QuantitativeValue"}
    assert graph.nodes[thing("sailors-returned")]["label"] == "> 310 sailors"
    literal = graph.nodes[f"{thing('claim-p5s3-3')}#object"]
    assert literal == {"label": 'Ember Canal "of peace"\nand <trade>', "kind": "Literal"}
    helped = graph.edges[
        thing("embassy-in-corvath"), thing("return-of-sailors"), thing("claim-p4s1-2")
    ]
    assert helped["quantity"] == "> 310 sailors"


def test_a_label_is_english(store: Store) -> None:
    graph = claim_graph(store)
    assert graph.nodes[thing("arvenia")] == {"label": "Arvenia", "kind": "State"}
    labels = {data["label"] for *_, data in graph.edges(data=True)}
    assert {"granted base rights to", "post in"} <= labels


@pytest.mark.parametrize(
    ("classes", "kind"),
    [
        ("comity:DiplomaticEvent, comity:Visit", "Visit"),
        ("schema:Event, comity:DiplomaticEvent", "DiplomaticEvent"),
        ("[ a owl:Restriction ]", ""),
    ],
)
def test_the_kind_is_the_narrowest_class(classes: str, kind: str) -> None:
    store = chain("a-b")
    with store.write() as writer:
        writer.update(
            f"""DELETE DATA {{ GRAPH <{REPORT.value}> {{ id:b a comity:State }} }} ;
            INSERT DATA {{ GRAPH <{REPORT.value}> {{ id:b a {classes} .
                comity:Visit rdfs:subClassOf comity:DiplomaticEvent }} }}"""
        )
    assert claim_graph(store).nodes[thing("b")]["kind"] == kind


@pytest.mark.parametrize(
    ("filters", "expected"),
    [
        ({"modalities": ["denied"]}, 3),
        ({"modalities": ["alleged", "predicted"]}, 3),
        ({"relations": ["comity:harms"]}, 2),
        ({"relations": [comity("harms")], "modalities": ["asserted"]}, 0),
        ({"report": "sample-2030"}, 28),
        ({"report": "another"}, 0),
    ],
)
def test_filters(store: Store, filters: dict[str, Any], expected: int) -> None:
    assert claim_graph(store, **filters).number_of_edges() == expected


def test_drafts_are_left_out(store: Store) -> None:
    assert thing("draft") not in claim_graph(store)


def test_a_path_tells_which_way_each_claim_runs(store: Store) -> None:
    hops = find_path(store, thing("corvath"), thing("ilsa-maren"))
    assert [(hop.end_label, hop.predicate_label, hop.forward) for hop in hops] == [
        ("Arvenia", "exchanged letters with", False),
        ("Ministry of Foreign Affairs of Arvenia", "agency of", False),
        ("Minister of Foreign Affairs", "post in", False),
        ("Ilsa Maren", "holds", False),
    ]
    assert hops[0].claim == thing("claim-p1s2-1")
    assert hops[0].place == "¶1 s2, 1200–1280"
    assert [hop.start for hop in hops[1:]] == [hop.end for hop in hops[:-1]]
    back = find_path(store, thing("ilsa-maren"), thing("corvath"))
    assert [hop.forward for hop in back] == [True, True, True, True]


def test_a_path_keeps_to_what_is_asserted(store: Store) -> None:
    canal, state = thing("ember-marshes"), thing("arvenia")
    assert find_path(store, canal, state) == []
    hops = find_path(store, canal, state, modalities=None)
    assert {hop.modality for hop in hops} == {"asserted", "denied"}


def test_a_path_takes_the_asserted_claim_of_a_pair() -> None:
    hops = find_path(chain("a-b:denied", "b-a:asserted"), thing("a"), thing("b"), modalities=None)
    assert [(hop.modality, hop.forward) for hop in hops] == [("asserted", False)]


@pytest.mark.parametrize(
    ("start", "end"), [("arvenia", "arvenia"), ("arvenia", "nobody"), ("nobody", "arvenia")]
)
def test_where_there_is_no_path(store: Store, start: str, end: str) -> None:
    assert find_path(store, thing(start), thing(end)) == []


@pytest.mark.parametrize(
    ("links", "expected"),
    [
        (["a-b", "b-d", "a-c", "d-c", "a-e", "e-f", "f-d"], "bd"),  # of two, the first by IRI
        (["a-b", "b-c", "c-e", "e-d", "a-f", "f-d"], "fd"),  # and not the way round
        (["a-b", "c-b", "c-e", "d-e"], "bced"),
        (["a-b", "a-c", "a-e", "d-f", "f-g", "g-c", "d-h", "d-i"], "cgfd"),
        (["a-a", "a-b", "d-d"], ""),
    ],
)
def test_the_shortest_path(links: list[str], expected: str) -> None:
    hops = find_path(chain(*links), thing("a"), thing("d"))
    assert [hop.end for hop in hops] == [thing(name) for name in expected]


def test_paths_are_as_long_as_those_of_networkx(store: Store) -> None:
    plain = nx.Graph(claim_graph(store, modalities=["asserted", "denied"]))
    lengths = dict(nx.all_pairs_shortest_path_length(plain))
    start = thing("arvenia")
    for end in plain:
        if end.startswith("https:") and "#" not in end:
            hops = find_path(store, start, end, modalities=["asserted", "denied"])
            assert len(hops) == lengths[start].get(end, 0)


def test_a_literal_joins_nothing() -> None:
    store = store_of({REPORT: []})
    with store.write() as writer:
        for name in ("a", "b"):
            writer.update(
                f"""INSERT DATA {{ GRAPH <{REPORT.value}> {{ id:claim-{name} a comity:Claim ;
                rdf:subject id:{name} ; rdf:predicate comity:targetDate ; rdf:object 5 ;
                comity:modality modality:asserted }} }}"""
            )
    assert find_path(store, thing("a"), thing("b")) == []


def test_figures_of_a_chain() -> None:
    figures = statistics(chain("a-b", "b-c", "c-d:planned", "c-d:denied"))
    assert (figures.nodes, figures.edges, figures.components) == (4, 4, 1)
    assert figures.modalities == {"asserted": 2, "denied": 1, "planned": 1}
    by_name = {node.iri: node for node in figures.central}
    assert by_name[thing("b")].betweenness == pytest.approx(2 / 3)
    assert by_name[thing("c")].degree == 3
    assert [node.iri for node in figures.central[2:]] == [thing("d"), thing("a")]
    # Two claims join c and d, so neither of them is a bridge.
    assert [(bridge.start, bridge.end, bridge.side) for bridge in figures.bridges] == [
        (thing("b"), thing("c"), 2),
        (thing("a"), thing("b"), 1),
    ]


def test_bridges_agree_with_their_definition(store: Store) -> None:
    graph = claim_graph(store)
    before = nx.number_weakly_connected_components(graph)
    bridges = {bridge.claim: bridge for bridge in statistics(store).bridges}
    for start, end, claim in list(graph.edges(keys=True)):
        without = graph.copy()
        without.remove_edge(start, end, claim)
        assert (nx.number_weakly_connected_components(without) > before) == (claim in bridges)
        if claim in bridges:
            sides = (nx.node_connected_component(without.to_undirected(), n) for n in (start, end))
            assert bridges[claim].side == min(map(len, sides))


def test_communities_hold_every_thing_once(store: Store) -> None:
    figures = statistics(store)
    members = [iri for group in figures.communities for iri in group]
    assert sorted(members) == sorted(node.iri for node in figures.central)
    assert [len(group) for group in figures.communities] == sorted(
        (len(group) for group in figures.communities), reverse=True
    )
    for node in figures.central:
        assert node.iri in figures.communities[node.community]


def test_figures_of_nothing() -> None:
    figures = statistics(store_of({}))
    assert (figures.nodes, figures.central, figures.communities, figures.bridges) == (0, (), (), ())


def test_figures_are_the_same_in_every_process() -> None:
    code = (
        "from tests.invented import sample_store\n"
        "from graph.analysis import statistics\n"
        "print(statistics(sample_store()))"
    )
    [output] = outputs_by_seed(code)
    assert output
