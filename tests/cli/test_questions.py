"""Commands that ask: tables with passages, standard formats, and clear refusals."""

import csv
import io
import json
import xml.etree.ElementTree as ET
from pathlib import Path

import pyoxigraph as ox
import pytest

from graph.cli.output import _evaluating
from graph.errors import EvaluationError
from graph.namespaces import ID
from tests.cli.conftest import QUOTE, Run

pytestmark = pytest.mark.usefixtures("_tested_queries")


def test_queries_are_listed(run: Run) -> None:
    result = run("queries")
    assert result.code == 0
    assert [line.split()[0] for line in result.out.splitlines()[2:]] == [
        "claims-about",
        "labels-of",
        "opened-by",
    ]
    assert "[state] [until]" in result.out


def test_a_table_has_labels_and_the_sentence(run: Run) -> None:
    result = run("query", "claims-about", "--thing", "the strait")
    assert result.code == 0
    lines = result.out.splitlines()
    assert lines[0].split() == ["predicate", "object", "modality", "evidence"]
    assert max(map(len, lines)) <= 80
    assert "Arvenia" in result.out
    assert ID not in result.out
    assert "2 solutions" in lines
    assert "[2] ¶2 s2, 60–87 (claim-note-p2s2-1)" in lines
    assert f"    {QUOTE}" in lines


def test_a_sentence_that_does_not_have_its_digest_is_not_shown(run: Run) -> None:
    result = run("query", "claims-about", "--thing", "strait")
    assert "[1] ¶2 s1, 15–30 (claim-note-p2s1-1)\n    Some fear the tide.\n" in result.out
    assert "Naïve" not in result.out


def test_without_the_text_the_paraphrase_is_shown(run: Run) -> None:
    result = run("query", "claims-about", "--thing", "Port Sallow")
    assert result.out.splitlines()[-1] == "0 solutions"
    result = run("query", "claims-about", "--thing=AFM")
    assert "    The ministry belongs to Arvenia." in result.out.splitlines()


def test_a_wide_table_is_a_block_a_solution(run: Run) -> None:
    names = " ".join(f"?variable{n}" for n in range(9))
    values = " ".join(f'"value {n}"' for n in range(9))
    result = run("sparql", f"SELECT {names} {{ VALUES ({names}) {{ ({values}) }} }}")
    assert "variable3: value 3\n" in result.out


def test_labels_beside_their_thing_are_not_repeated(run: Run) -> None:
    query = "SELECT ?x ?xLabel ?aLabel { VALUES (?x ?xLabel ?aLabel) { (id:arvenia 'A' 'B') } }"
    assert run("sparql", query).out.splitlines()[0].split() == ["x", "aLabel"]


def test_terms_without_a_label(run: Run) -> None:
    query = """SELECT ?x ?none { VALUES ?x { 7 "a b"@en id:claim-p1s1-1 rdf:type <urn:x> }
               BIND(?unbound AS ?none) }"""
    lines = [line.rstrip() for line in run("sparql", query).out.splitlines()]
    assert lines[2:7] == [" 7", " a b", " claim-p1s1-1", " rdf:type", " urn:x"]


def test_json(run: Run) -> None:
    result = run("query", "claims-about", "--thing", "strait", "--format", "json")
    bindings = json.loads(result.out)["results"]["bindings"]
    assert [b["claim"]["value"] for b in bindings] == [
        f"{ID}claim-note-p2s1-1",
        f"{ID}claim-note-p2s2-1",
    ]


def test_csv_and_tsv(run: Run) -> None:
    result = run("query", "claims-about", "--format=csv", "--thing", "strait")
    header, *rows = csv.reader(io.StringIO(result.out))
    assert header == ["claim", "predicate", "object", "modality", "evidence"]
    assert len(rows) == 2
    result = run("query", "claims-about", "--format=tsv", "--thing", "strait")
    assert result.out.splitlines()[0].split("\t")[0] == "?claim"


def test_xml(run: Run) -> None:
    result = run("query", "claims-about", "--format=xml", "--thing", "strait")
    assert ET.fromstring(result.out).tag.endswith("sparql")  # noqa: S314  # our own output


def test_a_graph_is_turtle(run: Run) -> None:
    result = run("query", "labels-of", "--thing", "Belmora")
    [quad] = ox.parse(result.out, format=ox.RdfFormat.TURTLE)
    assert quad.subject == ox.NamedNode(f"{ID}belmora")


@pytest.mark.parametrize("name", ["turtle", "ntriples", "jsonld", "rdfxml"])
def test_a_graph_in_other_formats(run: Run, name: str) -> None:
    formats = {
        "turtle": ox.RdfFormat.TURTLE,
        "ntriples": ox.RdfFormat.N_TRIPLES,
        "jsonld": ox.RdfFormat.JSON_LD,
        "rdfxml": ox.RdfFormat.RDF_XML,
    }
    result = run("query", "labels-of", "--thing", "Belmora", "--format", name)
    assert len(list(ox.parse(result.out, format=formats[name]))) == 1


@pytest.mark.parametrize(
    ("query", "word"), [("ASK { ?s ?p ?o }", "yes"), ("ASK { FILTER(1=2) }", "no")]
)
def test_a_boolean_is_a_word(run: Run, query: str, word: str) -> None:
    assert run("sparql", query).out == f"{word}\n"


def test_a_query_from_the_input(run: Run) -> None:
    assert run("sparql", "-", stdin="ASK { ?s ?p ?o }").out == "yes\n"


def test_help_of_a_query(run: Run) -> None:
    result = run("query", "opened-by", "--help")
    assert result.code == 0
    assert "--state <thing>  optional" in result.out
    assert "--until <date>  optional; such as 2032-01-01" in result.out


def test_help_of_the_command(run: Run) -> None:
    assert run("query", "--help").code == 0
    result = run("query")
    assert result.code == 2
    assert "NAME" in result.out


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["claims-about"], "needs a value for thing"),
        (["claims-about", "--thing"], "--thing has no value"),
        (["claims-about", "--thing="], "--thing has no value"),
        (["claims-about", "--thing", "--other"], "--thing has no value"),
        (["claims-about", "--thing", "a", "--thing", "b"], "--thing is given twice"),
        (["claims-about", "--thing", "strait", "--stat", "b"], "has no parameter stat"),
        (["claims-about", "strait"], "'strait' is not a parameter"),
        (["claims-about", "-t", "strait"], "'-t' is not a parameter"),
        (["claims-abot"], "There is no canned query 'claims-abot'"),
        (["claims-about", "--thing", "Arvenja"], "Did you mean: Arvenia (arvenia)"),
        (["claims-about", "--thing", "Narrows"], "can mean several things"),
        (["opened-by", "--until", "soon"], "not of the type date"),
        (["labels-of", "--thing", "strait", "--format", "csv"], "cannot be written as csv"),
        (["labels-of", "--thing", "strait", "--format", "png"], "--format"),
    ],
)
def test_wrong_calls_are_refused(run: Run, arguments: list[str], message: str) -> None:
    result = run("query", *arguments)
    assert result.code == 2
    assert message in result.err
    assert result.out == ""


@pytest.mark.parametrize(
    ("query", "message"),
    [
        ("SELECT * {", "error"),
        ("INSERT DATA { <urn:a> <urn:b> <urn:c> }", "error"),
        ("SELECT * { SERVICE <http://127.0.0.1/> { ?s ?p ?o } }", "SERVICE is refused"),
    ],
)
def test_other_than_read_queries_are_refused(run: Run, query: str, message: str) -> None:
    result = run("sparql", query)
    assert result.code == 2
    assert message in result.err


def test_no_store(run: Run, tmp_path: Path) -> None:
    result = run("sparql", "ASK {}", "--store", str(tmp_path / "none"))
    assert result.code == 3
    assert result.err.startswith("error: There is no store at")
    assert "comity build" in result.err


def test_errors_of_the_engine_are_ours() -> None:
    with pytest.raises(EvaluationError, match="too deep"), _evaluating():
        raise RuntimeError("too deep")
