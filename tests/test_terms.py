"""The bridge between rdflib and pyoxigraph, and the names of things."""

import pyoxigraph as ox
import pytest
import rdflib
from hypothesis import given
from hypothesis import strategies as st

from graph.namespaces import SLUG
from graph.terms import Term, fold, from_rdflib, slug, text_of, to_graph, to_rdflib

XSD = "http://www.w3.org/2001/XMLSchema#"

names = st.text("abcdefghijklmnopqrstuvwxyzäλក-0123456789", min_size=1, max_size=12)
iris = names.map(lambda name: ox.NamedNode(f"https://example.org/{name}"))
blank_nodes = st.from_regex(r"[a-zA-Z0-9]{1,12}", fullmatch=True).map(ox.BlankNode)
# Any code point but the surrogates, which no text in UTF-8 has.
lexical_forms = st.text(st.characters(exclude_categories=["Cs"]))
datatypes = st.sampled_from(
    [
        *(f"{XSD}{name}" for name in ("string", "integer", "decimal", "boolean", "date", "double")),
        "http://www.w3.org/1999/02/22-rdf-syntax-ns#XMLLiteral",
        "https://w3id.org/comity/ontology#iso3166Alpha2",
    ]
).map(ox.NamedNode)
literals = st.one_of(
    st.builds(lambda form, datatype: ox.Literal(form, datatype=datatype), lexical_forms, datatypes),
    # "01" and "1" are two terms, and neither may become the other.
    st.sampled_from(["01", "1", "+1", "1.0", "1.00", "true", "1e0", "2025-02-30", " 1 "]).flatmap(
        lambda form: datatypes.map(lambda datatype: ox.Literal(form, datatype=datatype))
    ),
    st.builds(
        lambda form, language: ox.Literal(form, language=language),
        lexical_forms,
        st.sampled_from(["en", "km", "en-GB", "zh-Hant-TW"]),
    ),
)
terms = st.one_of(iris, blank_nodes, literals)


@given(terms)
def test_a_term_survives_the_way_to_rdflib_and_back(term: Term) -> None:
    assert from_rdflib(to_rdflib(term)) == term


@given(terms)
def test_an_rdflib_term_survives_the_way_to_pyoxigraph_and_back(term: Term) -> None:
    there = to_rdflib(term)
    back = to_rdflib(from_rdflib(there))
    assert (type(back), back) == (type(there), there)
    if isinstance(there, rdflib.Literal):  # whose equality is about more than the lexical form
        assert isinstance(back, rdflib.Literal)
        assert (str(back), back.datatype, back.language) == (
            str(there),
            there.datatype,
            there.language,
        )


@pytest.mark.parametrize(
    "term",
    [
        ox.Literal("x", language="ar", direction=ox.BaseDirection.RTL),
        ox.Triple(ox.NamedNode("urn:a"), ox.NamedNode("urn:b"), ox.NamedNode("urn:c")),
    ],
)
def test_what_rdf_1_1_does_not_know_is_refused(term: Term) -> None:
    with pytest.raises(ValueError, match=r"RDF 1\.1"):
        to_rdflib(term)


def test_what_is_no_term_is_refused() -> None:
    with pytest.raises(ValueError, match="Variable"):
        from_rdflib(rdflib.Variable("x"))


def test_an_iri_that_is_none_is_refused() -> None:
    with pytest.raises(ValueError, match="IRI"):
        from_rdflib(rdflib.URIRef("no scheme"))


def test_a_graph_leaves_out_the_names_of_graphs() -> None:
    node = ox.NamedNode("urn:a")
    value = ox.Literal("01", datatype=ox.NamedNode(f"{XSD}integer"))
    graph = to_graph([ox.Triple(node, node, value), ox.Quad(node, node, value, node)])
    assert [[from_rdflib(term) for term in found] for found in graph] == [[node, node, value]]


@pytest.mark.parametrize(
    ("term", "text"),
    [
        (ox.NamedNode("urn:a"), "urn:a"),
        (ox.Literal('say "no"', language="en"), 'say "no"'),
        (ox.BlankNode("b7"), "_:b7"),
    ],
)
def test_text_of_a_term_has_no_marks(term: Term, text: str) -> None:
    assert text_of(term) == text


@given(st.text())
def test_a_slug_is_kebab_case_or_empty(label: str) -> None:
    assert slug(label) == "" or SLUG.fullmatch(slug(label))


@given(st.text())
def test_folding_again_changes_nothing(text: str) -> None:
    assert fold(fold(text)) == fold(text)
