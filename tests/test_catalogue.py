"""The catalogue: what a file gives, and that each fault is told with its place."""

from pathlib import Path

import pytest

from graph.catalogue import Catalogue, find_query, read_query
from graph.errors import NotFoundError, ParseError, UnknownQueryError
from graph.resources import data_folder

QUERIES = Path(__file__).parent / "data" / "queries"
PREFIX = "PREFIX ex: <http://a.example/>\n"


@pytest.fixture(scope="module")
def catalogue() -> Catalogue:
    """Return the catalogue of the test queries."""
    return Catalogue(QUERIES)


def test_names_are_sorted(catalogue: Catalogue) -> None:
    assert list(catalogue) == ["claims-about", "labels-of", "opened-by"]
    assert len(catalogue) == 3


def test_a_query(catalogue: Catalogue) -> None:
    query = catalogue["claims-about"]
    assert query.summary == "Which claims are there about a thing?"
    assert query.description == "One solution a claim, with its modality and its evidence."
    assert query.tags == ("claims",)
    [parameter] = query.parameters
    assert parameter.default == "https://w3id.org/comity/id/cambodia"


def test_a_default_that_yaml_reads_as_a_date_is_text(catalogue: Catalogue) -> None:
    state, until = catalogue["opened-by"].parameters
    assert (state.default, until.default) == (None, "2032-01-01")


def test_unknown_names_list_near_ones(catalogue: Catalogue) -> None:
    with pytest.raises(UnknownQueryError) as caught:
        catalogue.find("claims-on")
    assert "claims-about" in caught.value.near
    assert catalogue.get("claims-on") is None
    with pytest.raises(UnknownQueryError):
        find_query(QUERIES, "claims-on")


def test_one_query_can_be_read_alone(catalogue: Catalogue) -> None:
    assert find_query(QUERIES, "opened-by") == catalogue.find("opened-by")


def test_no_folder(tmp_path: Path) -> None:
    with pytest.raises(NotFoundError):
        Catalogue(tmp_path / "none")


def test_the_bundled_queries_are_all_read() -> None:
    folder = data_folder("queries")
    assert len(Catalogue(folder)) == len(list(folder.glob("*.rq"))) > 0


HEADER = "#+ summary: A question?\n"

FAULTS = {
    "no-header": ("SELECT * { ?s ?p ?o }", "no text under summary", 1),
    "no-summary": ("#+ tags: [a]\nASK { ?s ?p ?o }", "no text under summary", 1),
    "unknown-key": (HEADER + "#+ endpoint: http://a.example/\nASK {}", "endpoint", 1),
    "not-yaml": ("#+ summary: a: b\nASK {}", "not YAML", 1),
    "tags-are-text": (HEADER + "#+ tags: borders\nASK {}", "tags are a list", 1),
    "defaults-are-a-mapping": (
        HEADER + "#+ defaults:\n#+   a: b\nASK {}",
        "defaults are a list",
        1,
    ),
    "default-of-nothing": (HEADER + "#+ defaults:\n#+   - a: b\nASK {}", "no parameter: a", 1),
    "default-twice": (
        HEADER + "#+ defaults:\n#+   - a: b\n#+   - a: c\nASK { ?s ?p ?_a }",
        "two defaults",
        1,
    ),
    "default-of-another-type": (
        HEADER + "#+ defaults:\n#+   - a: b\nASK { ?s ?p ?_a_integer }",
        "the default of a",
        1,
    ),
    "default-is-no-iri": (
        HEADER + "#+ defaults:\n#+   - a: thailand\nASK { ?s ?p ?_a_iri }",
        "the default of a",
        1,
    ),
    "two-ways": (HEADER + "ASK {\n?s ?p ?_since_date }", r"\?_since_date", 3),
    "same-name": (HEADER + "ASK {\n?s ?p ?_a_en.\n?s ?p ?_a_iri }", "the name a is taken", 4),
    "reserved-name": (HEADER + "ASK { ?s ?p ?_format }", "the name format is taken", 2),
    "beginning": (HEADER + "ASK { ?_a ?p ?_ab }", "beginning of another", 2),
    "projected": (HEADER + "SELECT ?_a { ?s ?p ?_a }", "outside of the WHERE group", None),
    "grouped": (
        HEADER + "SELECT (COUNT(*) AS ?n) { ?s ?p ?o } GROUP BY ?p HAVING(COUNT(*) > ?_n_integer)",
        "outside of the WHERE group",
        None,
    ),
    "bound": (HEADER + "ASK {\n?s ?p ?o FILTER(BOUND(?__a)) }", "with grlc.*not SPARQL", 3),
    "short-construct": (HEADER + "CONSTRUCT WHERE { ?s ?p ?_a }", "with VALUES, not SPARQL", 2),
    "no-where": (HEADER + "DESCRIBE ?_a_iri", "outside of the WHERE group", None),
    "undeclared-prefix": (HEADER + "ASK {\n?s a skos:Concept }", "not SPARQL", 3),
    "syntax": (HEADER + PREFIX + "SELECT * {\n?s ex:a }", "not SPARQL", 4),
    "open-string": (HEADER + "ASK {\n?s ?p 'a }", "no SPARQL token", 3),
    "update": (HEADER + "INSERT DATA { <urn:a> <urn:b> <urn:c> }", "not SPARQL", 2),
    "service": (HEADER + "ASK { SERVICE <http://a.example/> { ?s ?p ?o } }", "SERVICE", None),
    "later": (HEADER + "ASK {\n?s ?p ?o LATERAL { ?s ?q ?r } }", "not SPARQL 1.1", 3),
    "Capital": (HEADER + "ASK {}", "lower-case", None),
}


@pytest.mark.parametrize("name", FAULTS)
def test_faults_are_told_with_file_and_line(name: str, tmp_path: Path) -> None:
    text, reason, line = FAULTS[name]
    path = tmp_path / f"{name}.rq"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(ParseError, match=reason) as caught:
        read_query(path)
    assert (caught.value.path, caught.value.line) == (path, line)
