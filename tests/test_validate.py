"""Shapes, checks and locators: what they find in a report that was changed, and nothing else."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pyoxigraph as ox
import pyshacl
import pytest
from rdflib import Graph
from rdflib.namespace import RDF, SH

from graph.checks import read_checks
from graph.errors import InvalidDataError, ParseError
from graph.load import Document, Report, load_ontology, load_report, read_rdf
from graph.namespaces import CODE, COMITY, ID, PREFIXES
from graph.validate import validate, validate_ontology
from graph.validation_report import ValidationReport, ValidationResult

Edit = Callable[[str, str, str], Path]

SHA256 = f"{PREFIXES['schema']}sha256"
SOURCE = f"{ID}source-sample-report"


def found(report: ValidationReport) -> set[tuple[str, str]]:
    """Return the node and the shape or check of each finding, by their local names."""
    return {
        (result.focus.removeprefix(ID), result.source.rsplit("/", 1)[-1])
        for result in report.results
    }


def in_claims(
    edit: Edit, ontology: Document, old: str, new: str, **options: object
) -> ValidationReport:
    """Return what is found in the report after a change of its claims."""
    return validate(load_report(edit("claims.trig", old, new)), ontology, **options)  # type: ignore[arg-type]


def test_the_invented_report_conforms(sample: Report, ontology: Document) -> None:
    report = validate(sample, ontology, text=sample.folder / "text.txt")
    assert report.results == ()
    assert report.conforms
    report.raise_for_results()


# Shapes


FAULTS = [
    # what is replaced in the claims, by what, the node at fault, the shape or check, the value
    (
        "    comity:speaker id:unnamed-critics ;\n",
        "",
        "claim-sample-p3s1-1",
        "claim-speaker",
        None,
    ),
    (
        "modality:alleged",
        "modality:rumoured",
        "claim-sample-p3s1-1",
        "claim-modality",
        f"{CODE}modality/rumoured",
    ),
    ('"2031-12-31"^^xsd:date', '"2031"', "claim-sample-p4s1-1", "claim-deadline", "2031"),
    (
        "oa:start 42 ;",
        "oa:start -1 ;",
        "source-sample-report#selector=42,123",
        "position-start",
        "-1",
    ),
    (
        "comity:paragraph 2 ;",
        'comity:paragraph 2 ; oa:exact "x" ;',
        "source-sample-report#char=42,123",
        "no-oa-exact",
        None,
    ),
    ('"fisheries"@en', '"pêche"@fr', "fisheries", "thing-english-label", None),
    (
        "rdf:predicate comity:cooperatesWith",
        "rdf:predicate comity:dislikes",
        "claim-sample-p2s2-2",
        "unknown-predicate",
        f"{COMITY}dislikes",
    ),
    (
        "comity:topic",
        "comity:theme",
        "claim-sample-p2s2-2",
        "unknown-property",
        f"{COMITY}theme",
    ),
    (
        "a comity:Infrastructure",
        "a comity:Harbour",
        "port-sallow",
        "unknown-class",
        f"{COMITY}Harbour",
    ),
]


@pytest.fixture(scope="module")
def faulty(
    tmp_path_factory: pytest.TempPathFactory, sample_folder: Path, ontology: Document
) -> ValidationReport:
    """Return what is found in a copy of the report that has all the faults."""
    folder = tmp_path_factory.mktemp("faulty") / "sample-report"
    shutil.copytree(sample_folder, folder)
    claims = (folder / "claims.trig").read_text(encoding="utf-8")
    for old, new, *_ in FAULTS:
        assert old in claims
        claims = claims.replace(old, new, 1)
    (folder / "claims.trig").write_text(claims, encoding="utf-8")
    return validate(load_report(folder), ontology)


@pytest.mark.parametrize(("focus", "source", "value"), [fault[2:] for fault in FAULTS])
def test_a_fault_is_found_by_the_shape_or_check_that_is_for_it(
    faulty: ValidationReport, focus: str, source: str, value: str | None
) -> None:
    (result,) = (
        one
        for one in faulty.results
        if (one.focus, one.source.rsplit("/", 1)[-1]) == (f"{ID}{focus}", source)
    )
    assert result.value == value
    assert result.severity == "Violation"
    assert result.file.endswith("claims.trig")
    assert result.message


def test_the_error_lists_the_findings_and_carries_the_report(faulty: ValidationReport) -> None:
    assert not faulty.conforms
    with pytest.raises(InvalidDataError, match="id:claim-sample-p2s2-2") as caught:
        faulty.raise_for_results()
    assert caught.value.report is faulty
    assert "comity:dislikes" in caught.value.message


def test_a_direct_triple_of_a_denied_claim_is_a_leak(edit: Edit, ontology: Document) -> None:
    first = "id:claim-sample-p2s1-1 a"
    leak = "id:arvenia comity:grantedBaseRightsTo id:unnamed-navy .\n\n"
    report = in_claims(edit, ontology, first, leak + first)
    leaks = [result for result in report.results if result.source.endswith("/leak")]
    named = {result.value for result in leaks} | {result.focus for result in leaks}
    assert {f"{ID}claim-sample-p3s1-1", f"{ID}claim-sample-p3s2-1"} <= named
    assert all(result.file.endswith("claims.trig") for result in leaks)
    assert ("arvenia", "relation-without-claim") in found(report)


def test_an_ill_typed_date_is_found_and_nothing_is_logged(
    edit: Edit, ontology: Document, caplog: pytest.LogCaptureFixture
) -> None:
    report = in_claims(edit, ontology, '"2031-12-31"^^xsd:date', '"2031-02-30"^^xsd:date')
    assert found(report) == {("claim-sample-p4s1-1", "claim-deadline")}
    assert caplog.records == []


def test_an_article_is_found_in_its_own_file(edit: Edit, ontology: Document) -> None:
    folder = edit("source.ttl", '    schema:identifier "sample-report" ;\n', "")
    (result,) = validate(load_report(folder), ontology).results
    assert (result.focus, result.file) == (SOURCE, str(folder / "source.ttl"))


def test_things_of_the_reference_data_lend_their_class_and_are_not_validated(
    edit: Edit, ontology: Document
) -> None:
    thing = 'id:belmora a comity:State ;\n    skos:prefLabel "Belmora"@en .'
    assert ("claim-sample-p2s2-1", "undescribed-thing") in found(
        in_claims(edit, ontology, thing, "")
    )
    path = edit("source.ttl", "id:", "id:").parent / "reference.ttl"
    path.write_text(
        f"<{ID}belmora> a <{COMITY}State> ; <{COMITY}hasNeighbour> <{ID}arvenia> .\n"
        f"<{ID}Nameless> a <{COMITY}State> , <{COMITY}NoSuchClass> ."
    )
    reference = [quad.triple for quad in read_rdf(path)]
    report = validate(load_report(path.parent / "sample-report"), ontology, reference=reference)
    assert report.results == ()


# Checks


CHECK = """#+ name: silent-claim
#+ target: report
#+ severity: Warning
#+ summary: A claim says nothing.
#+ hint: Say something.
SELECT ?focus (7 AS ?value) WHERE { ?focus a comity:Claim ; comity:modality modality:denied }
"""


@pytest.fixture
def with_check(tmp_path: Path) -> Callable[[str], Document]:
    """Return a function that returns the shipped ontology with one check in place of its own."""

    def replace(text: str) -> Document:
        shipped = load_ontology()
        folder = tmp_path / "ontology"
        (folder / "checks").mkdir(parents=True)
        for name in shipped.files:
            shutil.copy(shipped.folder / name, folder)
        (folder / "checks" / "silent-claim.rq").write_text(text)
        return load_ontology(folder)

    return replace


def test_each_solution_of_a_check_is_a_finding(
    sample: Report, with_check: Callable[[str], Document]
) -> None:
    report = validate(sample, with_check(CHECK))
    assert report.results == (
        ValidationResult(
            focus=f"{ID}claim-sample-p3s2-1",
            path=None,
            severity="Warning",
            message="A claim says nothing. Say something.",
            source="silent-claim",
            term=report.results[0].term,
            file=str(sample.folder / "claims.trig"),
        ),
    )
    assert report.results[0].value == "7"
    assert report.conforms, "a warning lets a report pass"
    report.raise_for_results()


def test_a_check_of_the_ontology_does_not_look_at_reports(
    sample: Report, with_check: Callable[[str], Document]
) -> None:
    query = "SELECT ?focus WHERE { ?focus a owl:Ontology }"
    header = CHECK.partition("SELECT")[0].replace("report", "ontology")
    ontology = with_check(header + query)
    assert validate(sample, ontology).results == ()
    files = {result.file for result in validate_ontology(ontology).results}
    assert files == {str(ontology.folder / name) for name in ("comity.ttl", "shapes.ttl")}


@pytest.mark.parametrize(
    ("old", "new", "reason"),
    [
        ("#+ hint: Say something.\n", "", "no hint"),
        ("#+ severity: Warning", "#+ severity: Severe", "none of Violation, Warning, Info"),
        ("#+ target: report", "#+ target: claims", "none of ontology, report"),
        ("#+ summary: A", "#+ summary: B: A", "not YAML"),
        ("SELECT ?focus", "SELECT ?node", "binds"),
        ("SELECT ?focus (7 AS ?value)", "ASK", "binds"),
        ("WHERE {", "WHERE", "not SPARQL"),
    ],
)
def test_a_file_that_is_no_check_is_named(
    sample: Report, with_check: Callable[[str], Document], old: str, new: str, reason: str
) -> None:
    assert old in CHECK
    with pytest.raises(ParseError, match=reason) as caught:
        validate(sample, with_check(CHECK.replace(old, new)))
    assert caught.value.path.name == "silent-claim.rq"


def test_the_shipped_ontology_passes_its_checks(ontology: Document) -> None:
    assert validate_ontology(ontology).results == ()
    assert len(read_checks(ontology.folder / "checks", "ontology")) > 5
    assert len(read_checks(ontology.folder / "checks", "report")) > 5


def test_a_locator_that_the_shapes_refuse_is_left_to_them(
    edit: Edit, ontology: Document, sample_folder: Path
) -> None:
    report = in_claims(
        edit, ontology, "oa:start 42 ;", 'oa:start "x" ;', text=sample_folder / "text.txt"
    )
    assert {source for _, source in found(report)} == {"position-start"}


# The report object


def test_a_long_list_of_findings_is_cut_and_says_so() -> None:
    results = [
        ValidationResult(f"{ID}x{number}", None, "Violation", "No.", "check", None, "file")
        for number in range(30)
    ]
    with pytest.raises(InvalidDataError, match="30 violation") as caught:
        ValidationReport.of(results).raise_for_results()
    assert caught.value.message.count("No.") == 20
    assert "10 more" in caught.value.message


def test_the_report_as_a_graph_is_a_shacl_validation_report(faulty: ValidationReport) -> None:
    report = ValidationReport.of([*faulty.results, *_one_of_each()])
    graph = report.to_graph()
    shapes = """
        @prefix sh: <http://www.w3.org/ns/shacl#> .
        [] a sh:NodeShape ; sh:targetClass sh:ValidationReport ;
            sh:property [ sh:path sh:conforms ; sh:minCount 1 ; sh:maxCount 1 ] ;
            sh:property [ sh:path sh:result ; sh:minCount 1 ; sh:node [
                sh:property [ sh:path sh:focusNode ; sh:minCount 1 ; sh:maxCount 1 ] ;
                sh:property [ sh:path sh:resultSeverity ; sh:minCount 1 ; sh:maxCount 1 ;
                    sh:in ( sh:Violation sh:Warning sh:Info ) ] ;
                sh:property [ sh:path sh:sourceConstraintComponent ;
                    sh:minCount 1 ; sh:maxCount 1 ; sh:nodeKind sh:IRI ] ;
                sh:property [ sh:path sh:resultPath ; sh:maxCount 1 ] ;
                sh:property [ sh:path sh:resultMessage ; sh:minCount 1 ] ;
                sh:property [ sh:path sh:value ; sh:maxCount 1 ] ] ] ."""
    conforms, _, text = pyshacl.validate(graph, shacl_graph=Graph().parse(data=shapes))
    assert conforms, text
    (node,) = graph.subjects(RDF.type, SH.ValidationReport)
    assert graph.value(node, SH.conforms).toPython() is False  # type: ignore[union-attr]
    assert len(list(graph.objects(node, SH.result))) == len(report.results)
    values = {value.n3() for value in graph.objects(None, SH.value)}
    assert {'"ja"@de', "<urn:v>"} <= values


def _one_of_each() -> list[ValidationResult]:
    return [
        ValidationResult(
            "_:b0", None, "Info", "x", "a-check", ox.Literal("ja", language="de"), "f"
        ),
        ValidationResult("urn:a", "urn:p", "Warning", "y", "urn:shape", ox.NamedNode("urn:v"), "f"),
    ]
