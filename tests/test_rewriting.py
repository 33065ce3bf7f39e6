"""What is written into SPARQL texts: base IRI, dataset of an update, and LOAD taken out."""

import pyoxigraph as ox
import pytest

from graph.errors import QuerySyntaxError, UsageError
from graph.rewriting import forgiving, with_base, with_using, without_loads
from graph.sparql import refuse_load


@pytest.mark.parametrize(
    ("text", "is_relative"),
    [
        ("ASK { <a> ?p ?o }", True),
        ("ASK { <> ?p ?o }", True),
        ("ASK { <#a> ?p ?o }", True),
        ("ASK { <//h/a> ?p ?o }", True),
        ("ASK { <\\u0061> ?p ?o }", True),
        ("ASK { ?s ?p '<a>', ?o }", False),
        ("PREFIX e: <x/> ASK { e:a ?p ?o }", True),
        ("ASK { <urn:a> ?p '<a>' } # <a>", False),
        ("ASK { <h+.-1:> ?p ?o }", False),
        ("ASK { ?s ?p ?o FILTER (1 < 2 && 3 > 2) }", False),
    ],
)
def test_a_base_is_added_for_relative_iris(text: str, *, is_relative: bool) -> None:
    based = with_base(text, "http://h/sparql")
    assert based == (f"BASE <http://h/sparql> {text}" if is_relative else text)
    ox.Store().query(based)


USING = "USING <urn:1> USING NAMED <urn:2> "


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("CLEAR ALL", "CLEAR ALL"),
        ("INSERT DATA { <a> <b> 'WHERE' }", "INSERT DATA { <a> <b> 'WHERE' }"),
        (
            "INSERT { ?s ?p 1 } WHERE { ?s ?p 2 }",
            f"INSERT {{ ?s ?p 1 }} {USING}WHERE {{ ?s ?p 2 }}",
        ),
        (
            "DELETE{?s ?p 1}INSERT{?s ?p 2}where{{SELECT*WHERE{?s ?p 1}}}",
            f"DELETE{{?s ?p 1}}INSERT{{?s ?p 2}}{USING}where{{{{SELECT*WHERE{{?s ?p 1}}}}}}",
        ),
        (
            "DELETE WHERE { ?s ?p 1 }; delete#\nwhere{?s ?p '}'}",
            (
                f"DELETE {{ ?s ?p 1 }} {USING}WHERE {{ ?s ?p 1 }}; "
                f"delete#\n{{?s ?p '}}'}} {USING}where{{?s ?p '}}'}}"
            ),
        ),
    ],
)
def test_using(text: str, expected: str) -> None:
    assert with_using(text, ["urn:1"], ["urn:2"]) == expected


@pytest.mark.parametrize(
    "text", ["WITH <urn:a> DELETE {} WHERE {}", "INSERT{}USINGNAMED<a:>WHERE{}"]
)
def test_using_twice(text: str) -> None:
    with pytest.raises(UsageError, match="line 1"):
        with_using(text, ["urn:1"], [])


def test_glued_keywords_are_refused() -> None:
    with pytest.raises(QuerySyntaxError):
        with_using("DELETEWHERE { ?s ?p ?o }", ["urn:1"], [])


@pytest.mark.parametrize(
    ("text", "rest"),
    [
        ("LOAD SILENT <urn:a>", "                   "),
        ("load silent e:a into graph e:b;CLEAR ALL", " " * 31 + "CLEAR ALL"),
        ("PREFIX e: <urn:e>\nLOAD SILENT\ne:a", "PREFIX e: <urn:e>\n           \n   "),
        ("LOAD <urn:a>", "LOAD <urn:a>"),
        ("LOADSILENT <urn:a>", "LOADSILENT <urn:a>"),
        ("LOAD SILENT <urn:a> INTO <urn:b>", "LOAD SILENT <urn:a> INTO <urn:b>"),
        (
            "INSERT DATA { <a> <b> 'LOAD SILENT <urn:a>' }",
            "INSERT DATA { <a> <b> 'LOAD SILENT <urn:a>' }",
        ),
    ],
)
def test_a_silent_load_becomes_space(text: str, rest: str) -> None:
    assert without_loads(text) == rest


@pytest.mark.parametrize(
    "text",
    [
        "LOAD <urn:a>",
        "load<urn:a>",
        "LOADe:a",
        "DELETE {} WHERE { FILTER('a'<'>') } ; LOAD <urn:a> # '",
        "DELETE {} WHERE { FILTER(?a<<urn:'>) } ; LOAD <urn:a> # '",
        "LoadSilente:a",
        "CLEAR ALL;#\nLOAD#\n<urn:a>",
        "PREFIX e:<urn:e>LOADe:a",
        "BASE<urn:e>LOAD<a>",
        "INSERT DATA { <a> <b> <c> };LOADe:a",
        "INSERT DATA { <a> <b> <c> } ; PREFIX e: <urn:e> LOADe:a INTO GRAPH e:b",
    ],
)
def test_loads_are_refused(text: str) -> None:
    with pytest.raises(UsageError, match="LOAD is refused"):
        refuse_load(text)


@pytest.mark.parametrize(
    "text",
    [
        "INSERT DATA { load:a load:b 'LOAD <a>'; load:c ?load }",
        "CLEAR GRAPH load:a",
        "INSERT DATA { <#a> <#b> 'download' }",
        "COPY load:a TO load:b # LOAD",
        "WITH load:a DELETE { ?s ?p ?o } WHERE { ?s ?p ?o }",
        "PREFIX load: <urn:load> CLEAR ALL",
    ],
)
def test_other_loads_are_let_pass(text: str) -> None:
    refuse_load(text)


def test_only_a_single_graph_is_cleared_silently() -> None:
    text = "clear graph e:a; CLEAR SILENT GRAPH <urn:b>; CLEAR ALL; DROP GRAPH <urn:c>"
    assert forgiving(text) == text.replace("clear graph", "clear SILENT graph")
