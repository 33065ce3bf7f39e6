"""Exports: what comes back is what went out, and the bytes depend on the data alone."""

import io
import json
import re
from random import Random

import networkx as nx
import pyoxigraph as ox
import pytest
import rdflib
from hypothesis import example, given, settings
from hypothesis import strategies as st
from rdflib.compare import isomorphic

from graph.analysis import claim_graph
from graph.errors import NotFoundError, UsageError
from graph.export import EXPORT_FORMATS, export, format_for, rdf
from graph.export.sorting import sorted_lines, sorted_quads
from graph.namespaces import ONTOLOGY_GRAPH, draft_name
from graph.store import Store
from tests.invented import REPORT, SAMPLE, comity, outputs_by_seed, sample_store, store_of, thing

RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
XSD = "http://www.w3.org/2001/XMLSchema#"

ENGINE = {
    "turtle": ox.RdfFormat.TURTLE,
    "trig": ox.RdfFormat.TRIG,
    "ntriples": ox.RdfFormat.N_TRIPLES,
    "nquads": ox.RdfFormat.N_QUADS,
    "jsonld": ox.RdfFormat.JSON_LD,
    "rdfxml": ox.RdfFormat.RDF_XML,
}
ILL_TYPED = pytest.mark.filterwarnings("ignore:(Parsing|Serializing) weird:UserWarning")
"""rdflib warns of literals such as "1e3"^^xsd:boolean, which are terms all the same."""

QUICK = settings(max_examples=40, deadline=None)


@pytest.fixture(scope="module")
def store() -> Store:
    return sample_store()


IRIS = st.one_of(
    st.sampled_from(
        [
            "https://w3id.org/comity/id/source-x#char=1,2",
            "https://w3id.org/comity/id/claim-p1s1-10",
            "https://w3id.org/comity/id/-minus",
            "https://w3id.org/comity/id/",
            "https://w3id.org/comity/ontology#Claim",
            "https://schema.org/1",
            f"{RDF}type",
            "urn:a:é",
            "http://example.com/a(b).",
        ]
    ),
    st.from_regex(r"http://[a-z]{1,3}\.example/[A-Za-z0-9_.~:@!$&'()*+,;=-]{0,6}", fullmatch=True),
).map(ox.NamedNode)
BLANK = st.sampled_from(["a", "b", "c", "c14n0", "c14n1"]).map(ox.BlankNode)
TEXT = st.text(st.characters(exclude_categories=["Cs"]), max_size=12)
LITERALS = st.one_of(
    TEXT.map(ox.Literal),
    st.builds(ox.Literal, TEXT, language=st.sampled_from(["en", "en-gb", "km", "zh-hant-tw"])),
    st.builds(
        ox.Literal,
        st.one_of(TEXT, st.sampled_from(["1", "01", "+1", "1.", ".5", "1.0", "true", "1e3", "-0"])),
        datatype=st.sampled_from(
            [f"{XSD}{name}" for name in ("integer", "decimal", "double", "boolean", "date")]
            + [f"{RDF}XMLLiteral", f"{RDF}JSON", "urn:type"]
        ).map(ox.NamedNode),
    ),
    st.sampled_from(
        ['"', "\\", "\n\n", "\r\n", '"""', "a\tb", "@prefix x: <y> .", "é\u0301", "\U0001d54f"]
    ).map(ox.Literal),
)
TRIPLES = st.builds(ox.Triple, st.one_of(IRIS, BLANK), IRIS, st.one_of(IRIS, BLANK, LITERALS))
GRAPHS = st.lists(TRIPLES, max_size=8)
QUADS = st.lists(
    st.builds(
        lambda triple, name: ox.Quad(triple.subject, triple.predicate, triple.object, name),
        TRIPLES,
        st.sampled_from([ox.DefaultGraph(), ox.NamedNode("urn:g"), ox.NamedNode("urn:h")]),
    ),
    max_size=8,
)


XML_GRAPHS = st.lists(
    st.builds(
        ox.Triple,
        st.one_of(IRIS, BLANK),
        st.sampled_from(
            [
                f"{RDF}type",
                f"{RDF}_1",
                "https://schema.org/name",
                "urn:a:é",
                "http://a.example/p.q-r",
            ]
        ).map(ox.NamedNode),
        st.one_of(
            BLANK,
            st.sampled_from(["https://schema.org/Country", "urn:a:é"]).map(ox.NamedNode),
            st.text(st.sampled_from("ab \t\n\r<&>\"'\x85\u2028é\U0001d54f]"), max_size=12).map(
                ox.Literal
            ),
        ),
    ),
    max_size=8,
)


def written(quads: list[ox.Quad], name: str) -> bytes:
    """Return quads in a format."""
    return b"".join(rdf.write(quads, name))


def canonical(quads: list[ox.Quad]) -> ox.Dataset:
    """Return a dataset that equals another exactly if the two are isomorphic."""
    dataset = ox.Dataset(quads)
    dataset.canonicalize(ox.CanonicalizationAlgorithm.RDFC_1_0)
    return dataset


def read(data: bytes, name: str) -> list[ox.Quad]:
    """Return the quads that a format holds."""
    return list(ox.parse(data, format=ENGINE[name]))


@pytest.mark.parametrize("name", sorted(set(ENGINE) - {"rdfxml"}))
@QUICK
@given(triples=GRAPHS)
def test_graph_comes_back(name: str, triples: list[ox.Triple]) -> None:
    """A graph survives a format, and a second export gives the same bytes."""
    quads = [ox.Quad(*triple) for triple in triples]
    data = written(quads, name)
    back = read(data, name)
    assert canonical(back) == canonical(quads)
    assert written(back, name) == data


@pytest.mark.parametrize("name", sorted(rdf.WITH_NAMES))
@QUICK
@given(quads=QUADS)
def test_dataset_comes_back(name: str, quads: list[ox.Quad]) -> None:
    """Names of graphs survive the formats that hold them."""
    data = written(quads, name)
    back = read(data, name)
    assert canonical(back) == canonical(quads)
    assert written(back, name) == data


@QUICK
@given(triples=XML_GRAPHS)
@example(triples=[ox.Triple(ox.NamedNode("urn:s"), ox.NamedNode("urn:p"), ox.Literal("a\r\nb"))])
def test_graph_comes_back_from_rdfxml(triples: list[ox.Triple]) -> None:
    """A graph that XML can name survives RDF/XML, and another library reads the same."""
    quads = [ox.Quad(*triple) for triple in triples]
    data = written(quads, "rdfxml")
    back = read(data, "rdfxml")
    assert canonical(back) == canonical(quads)
    assert written(back, "rdfxml") == data
    theirs = rdflib.Graph().parse(data=data, format="xml")
    ours = rdflib.Graph().parse(data=written(quads, "ntriples"), format="nt")
    assert isomorphic(theirs, ours)


@ILL_TYPED
@QUICK
@given(triples=GRAPHS)
def test_rdfxml_is_well_formed_or_refused(triples: list[ox.Triple]) -> None:
    """Where RDF/XML is not refused, a strict parser of XML takes it."""
    quads = [ox.Quad(*triple) for triple in triples]
    try:
        data = written(quads, "rdfxml")
    except UsageError:
        return
    rdflib.Graph().parse(data=data, format="xml")
    assert canonical(read(data, "rdfxml")) == canonical(quads)


@pytest.mark.parametrize(
    ("predicate", "value", "message"),
    [
        ("http://example.com/1", "x", "the predicate <http://example.com/1>"),
        ("http://example.com/", "x", "the predicate <http://example.com/>"),
        (f"{RDF}li", "x", "reserved"),
        ("urn:p", "bell \x07", "U+0007"),
        ("urn:p", "\uffff", "U+FFFF"),
    ],
)
def test_rdfxml_refuses_what_it_cannot_hold(predicate: str, value: str, message: str) -> None:
    """A name or a character that XML forbids is an error, not a broken file."""
    triple = ox.Quad(ox.NamedNode("urn:s"), ox.NamedNode(predicate), ox.Literal(value))
    with pytest.raises(UsageError, match=re.escape(message)):
        written([triple], "rdfxml")


def test_rdfxml_needs_a_name_for_the_element() -> None:
    """A class that XML cannot name is written out where another triple names the element."""
    thing, kind = ox.NamedNode("urn:s"), ox.NamedNode(f"{RDF}type")
    awkward = ox.Quad(thing, kind, ox.NamedNode("http://example.com/1"))
    with pytest.raises(UsageError, match="cannot name the element"):
        written([awkward], "rdfxml")
    quads = [awkward, ox.Quad(thing, ox.NamedNode("urn:p"), ox.Literal("x"))]
    assert canonical(read(written(quads, "rdfxml"), "rdfxml")) == canonical(quads)


@ILL_TYPED
@QUICK
@given(triples=GRAPHS)
def test_turtle_is_read_alike_by_another_library(triples: list[ox.Triple]) -> None:
    """Our layout of Turtle is Turtle to rdflib, too."""
    quads = [ox.Quad(*triple) for triple in triples]
    theirs = rdflib.Graph().parse(data=written(quads, "turtle"), format="turtle")
    ours = rdflib.Graph().parse(data=written(quads, "ntriples"), format="nt")
    assert isomorphic(theirs, ours)


@QUICK
@given(quads=QUADS, order=st.randoms(use_true_random=False))
def test_the_order_of_quads_does_not_matter(quads: list[ox.Quad], order: Random) -> None:
    shuffled = list(quads)
    order.shuffle(shuffled)
    for name in ("turtle", "trig", "jsonld"):
        assert written(shuffled, name) == written(quads, name)


def test_turtle_as_a_person_reads_it() -> None:
    quads = ox.parse(
        """@prefix id: <https://w3id.org/comity/id/> .
        @prefix comity: <https://w3id.org/comity/ontology#> .
        @prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
        id:claim-10 a comity:Claim . id:claim-2 comity:deadline "2031-12-31"^^xsd:date ;
        comity:speaker id:b , id:a ; comity:evidence <https://w3id.org/comity/id/s#char=1,2> ;
        comity:paragraph 1 ; comity:sentence "01"^^xsd:integer ; comity:topic "two\\nlines"@en ;
        <http://www.w3.org/1999/02/22-rdf-syntax-ns#subject> id:a ; a comity:Claim .
        _:x comity:topic _:y .""",
        format=ox.RdfFormat.TURTLE,
    )
    assert (
        written(list(quads), "turtle").decode()
        == """\
@prefix comity: <https://w3id.org/comity/ontology#> .
@prefix id: <https://w3id.org/comity/id/> .
@prefix rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .

_:c14n0
    comity:topic _:c14n1 .

id:claim-2
    a comity:Claim ;
    rdf:subject id:a ;
    comity:deadline "2031-12-31"^^xsd:date ;
    comity:evidence <https://w3id.org/comity/id/s#char=1,2> ;
    comity:paragraph 1 ;
    comity:sentence 01 ;
    comity:speaker
        id:a ,
        id:b ;
    comity:topic "two\\nlines"@en .

id:claim-10
    a comity:Claim .
"""
    )


def test_trig_keeps_the_names_of_graphs(store: Store) -> None:
    data = export(store, None, "trig").decode()
    assert re.findall(r"^(\S+) \{$", data, re.MULTILINE) == ["graph:ontology", "graph:sample-2030"]
    ours = list(ox.parse(path=SAMPLE))
    assert canonical(read(data.encode(), "trig")) == canonical(ours)


@pytest.mark.parametrize("name", sorted(ENGINE))
def test_formats_agree_on_the_report(store: Store, name: str) -> None:
    back = canonical([ox.Quad(*quad.triple) for quad in read(export(store, REPORT, name), name)])
    assert back == canonical([ox.Quad(*quad.triple) for quad in store.dump(REPORT)])


def test_drafts_are_exported_by_name_only(store: Store) -> None:
    assert b"id:draft" not in export(store, None, "trig")
    assert b"id:draft" in export(store, draft_name("sample-2030"), "trig")


def test_claims_as_triple_terms(store: Store) -> None:
    data = export(store, REPORT, "turtle12")
    assert data.startswith(b'VERSION "1.2"\n')
    assert b"rdf:reifies <<( id:arvenia comity:cooperatesWith id:belmora )>> ;" in data
    triples = {quad.triple for quad in read(data, "turtle")}
    assert triples == {
        quad.triple for quad in read(export(store, REPORT, "ntriples12"), "ntriples")
    }
    reified = {t.subject: t.object for t in triples if t.predicate.value == f"{RDF}reifies"}
    assert len(reified) == 28
    claim = ox.NamedNode(thing("claim-p2s1-2"))
    spoken = [thing("arvenia"), comity("grantedBaseRightsTo"), thing("unnamed-navy")]
    assert reified[claim] == ox.Triple(*map(ox.NamedNode, spoken))
    assert not any(t.predicate.value == f"{RDF}subject" for t in triples)
    # Nobody's claim becomes a fact by being exported.
    assert not triples & set(reified.values())


def test_what_is_no_whole_claim_stays_as_it_is() -> None:
    broken = [
        ox.Triple(ox.NamedNode("urn:c"), ox.NamedNode(f"{RDF}{part}"), ox.Literal("x"))
        for part in ("subject", "predicate", "object")
    ]
    store = store_of({REPORT: broken})
    assert {q.triple for q in read(export(store, REPORT, "turtle12"), "turtle")} == set(broken)


def test_graphml(store: Store) -> None:
    graph = nx.read_graphml(io.BytesIO(export(store, None, "graphml")), force_multigraph=True)
    graph.graph.clear()  # what the format says of itself
    assert nx.utils.graphs_equal(graph, claim_graph(store))


def test_gexf_has_no_date(store: Store) -> None:
    data = export(store, None, "gexf")
    assert b"lastmodifieddate" not in data
    graph = nx.read_gexf(io.BytesIO(data))
    assert graph.nodes[thing("sailors-returned")]["label"] == "> 310 sailors"
    assert graph.number_of_edges() == 28


def test_cytoscape(store: Store) -> None:
    elements = json.loads(export(store, None, "cytoscape"))["elements"]
    names = {node["data"]["id"]: node["data"]["name"] for node in elements["nodes"]}
    assert names[thing("arvenia")] == "Arvenia"
    assert len(elements["edges"]) == 28
    assert {edge["data"]["source"] for edge in elements["edges"]} <= set(names)


def test_mermaid(store: Store) -> None:
    lines = export(store, None, "mermaid").decode().splitlines()
    assert lines[0] == "flowchart LR"
    assert '    n0["Arvenia"]' in lines
    assert '    n0 --x|"denied: granted base rights to"| n3' in lines
    assert '    n0 -.->|"planned: opens"| n13' in lines
    assert any(
        '["Ember Canal #quot;of peace#quot;<br/>and #lt;trade#gt;"]' in line for line in lines
    )


@pytest.mark.parametrize("name", ["graphml", "gexf"])
def test_xml_refuses_a_label_that_it_cannot_hold(store: Store, name: str) -> None:
    triples = [quad.triple for quad in store.dump(REPORT)]
    label = ox.NamedNode("http://www.w3.org/2004/02/skos/core#prefLabel")
    belmora = ox.NamedNode(thing("belmora"))
    triples = [
        triple for triple in triples if (triple.subject, triple.predicate) != (belmora, label)
    ]
    triples.append(ox.Triple(belmora, label, ox.Literal("a\x07b")))
    with pytest.raises(UsageError, match="cannot hold the label"):
        export(store_of({REPORT: triples}), None, name)


@pytest.mark.parametrize("name", ["graphml", "gexf", "cytoscape", "mermaid"])
def test_a_network_needs_claims(store: Store, name: str) -> None:
    with pytest.raises(UsageError, match="holds no claims"):
        export(store, ONTOLOGY_GRAPH, name)


def test_an_unknown_graph_or_format(store: Store) -> None:
    with pytest.raises(NotFoundError, match="no graph urn:g"):
        export(store, ox.NamedNode("urn:g"), "turtle")
    with pytest.raises(UsageError, match="no format 'docx'"):
        export(store, None, "docx")


@pytest.mark.parametrize(
    ("path", "rdf12", "name"),
    [
        ("x.ttl", False, "turtle"),
        ("x.ttl", True, "turtle12"),
        ("a/b.c.nt", True, "ntriples12"),
        ("x.jsonld", False, "jsonld"),
        ("x.rdf", False, "rdfxml"),
        ("x.nq", False, "nquads"),
        ("x.cyjs", False, "cytoscape"),
        ("x.mmd", False, "mermaid"),
    ],
)
def test_the_suffix_tells_the_format(path: str, rdf12: bool, name: str) -> None:  # noqa: FBT001
    assert format_for(path, rdf12=rdf12).name == name


@pytest.mark.parametrize(("path", "rdf12"), [("x.docx", False), ("ttl", False), ("x.trig", True)])
def test_a_suffix_that_no_format_has(path: str, rdf12: bool) -> None:  # noqa: FBT001
    with pytest.raises(UsageError, match="has the suffix"):
        format_for(path, rdf12=rdf12)


def test_names_and_suffixes_are_unambiguous() -> None:
    assert len({known.name for known in EXPORT_FORMATS}) == len(EXPORT_FORMATS)
    assert len({(known.suffix, known.rdf12) for known in EXPORT_FORMATS}) == len(EXPORT_FORMATS)


def test_exports_are_the_same_in_every_process() -> None:
    code = (
        "import sys\n"
        "from tests.invented import sample_store\n"
        "from graph.export import EXPORT_FORMATS, export\n"
        "for known in EXPORT_FORMATS:\n"
        "    sys.stdout.buffer.write(export(sample_store(), None, known.name))"
    )
    [output] = outputs_by_seed(code)
    assert output


@QUICK
@given(QUADS, st.booleans())
def test_lines_do_not_depend_on_the_pieces(quads: list[ox.Quad], names: bool) -> None:  # noqa: FBT001  # hypothesis gives it
    whole = b"".join(sorted_lines(quads, names=names))
    assert b"".join(sorted_lines(reversed(quads), names=names, piece=2)) == whole
    expected = ox.Dataset(quads if names else (ox.Quad(*quad.triple) for quad in quads))
    found = ox.Dataset(ox.parse(whole, format=ox.RdfFormat.N_QUADS))
    for dataset in (expected, found):
        dataset.canonicalize(ox.CanonicalizationAlgorithm.RDFC_1_0)
    assert found == expected


def test_quads_that_do_not_fit_into_memory_are_sorted_all_the_same() -> None:
    link, blank = ox.NamedNode("urn:link"), ox.BlankNode("a")
    quads = [ox.Quad(ox.NamedNode(f"urn:{n}"), link, ox.Literal(str(n))) for n in range(12_000)]
    quads += [*quads[:10], ox.Quad(blank, link, ox.NamedNode("urn:5"))]
    found = list(sorted_quads(reversed(quads), names=True, piece=6_000))
    assert found[1:] == quads[:12_000]  # 2 before 10
    assert found == list(sorted_quads(quads, names=True))
    whole = b"".join(sorted_lines(quads, names=True))
    assert b"".join(sorted_lines(reversed(quads), names=True, piece=6_000)) == whole
    assert whole.count(b"\n") == len(found)
