"""Reading RDF files and reports."""

import tracemalloc
from collections.abc import Callable
from pathlib import Path

import pyoxigraph as ox
import pytest

from graph.errors import InvalidDataError, NotFoundError, ParseError
from graph.load import LONGEST_LINE, Report, load_ontology, load_reference, load_report, read_rdf
from graph.namespaces import COMITY, ID, graph_name

Edit = Callable[[str, str, str], Path]

PREFIX = "@prefix : <https://example.org/> .\n"


def write(folder: Path, text: str | bytes, name: str = "data.ttl") -> Path:
    path = folder / name
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return path


# Files


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("data.ttl", "<urn:a> <urn:b> <urn:c> ."),
        ("data.trig", "{ <urn:a> <urn:b> <urn:c> }"),
        ("data.nt", "<urn:a> <urn:b> <urn:c> .\n"),
        ("data.nq", "<urn:a> <urn:b> <urn:c> .\n"),
        ("data.jsonld", '{"@id": "urn:a", "urn:b": {"@id": "urn:c"}}'),
        (
            "data.rdf",
            """<r:RDF xmlns:r="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns:u="urn:">
                <r:Description r:about="urn:a"><u:b r:resource="urn:c"/></r:Description>
            </r:RDF>""",
        ),
    ],
)
def test_the_suffix_tells_the_format(tmp_path: Path, name: str, text: str) -> None:
    a, b, c = (ox.NamedNode(f"urn:{letter}") for letter in "abc")
    assert read_rdf(write(tmp_path, text, name)) == [ox.Quad(a, b, c)]


def test_a_byte_order_mark_is_passed_over(tmp_path: Path) -> None:
    assert len(read_rdf(write(tmp_path, "\ufeff<urn:a> <urn:b> <urn:c> ."))) == 1


@pytest.mark.parametrize(
    ("text", "line", "reason", "hint"),
    [
        (PREFIX + ":a :b :c ,\n\n .\n:d :e :f .", 4, "is not a valid RDF object", ""),
        (PREFIX + ":a :b other:c .", 2, "prefix other: has not been declared", ""),
        (PREFIX + ':a :b "open .\n', 2, "Unexpected end of file", ""),
        (PREFIX + ":a :b <https://example.org/two words> .", 2, "Invalid IRI", "slug"),
        (PREFIX + ":a :b <words> .", 2, "No scheme found", ""),
        (PREFIX.encode() + ':a :b "caf\xe9" .'.encode("latin-1"), 2, "UTF-8", "UTF-8"),
        (PREFIX + ":a :b <<( :a :b :c )>> .", None, "RDF 1.2", "RDF 1.1"),
        (PREFIX + ':a :b "x"@ar--rtl .', None, "RDF 1.2", "RDF 1.1"),
    ],
)
def test_what_is_not_well_formed_is_named_with_its_line(
    tmp_path: Path, text: str | bytes, line: int | None, reason: str, hint: str
) -> None:
    path = write(tmp_path, text)
    with pytest.raises(ParseError, match=reason) as caught:
        read_rdf(path)
    assert caught.value.line == line
    assert caught.value.message.startswith(f"{path}:{line}: " if line else f"{path}: ")
    assert hint in caught.value.hint
    assert "Parser error" not in caught.value.message


def test_a_context_is_not_fetched(tmp_path: Path) -> None:
    path = write(tmp_path, '{"@context": "https://example.org/context"}', "data.jsonld")
    with pytest.raises(ParseError, match="context"):
        read_rdf(path)


def test_a_line_of_100_mb_is_refused_unread(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "data.ttl"
    with path.open("wb") as file:
        file.write(PREFIX.encode() + b':a :b "')
        file.truncate(100_000_000)  # the rest is a hole of zeros, which takes no room on the disk

    def parse(*_: object, **__: object) -> None:
        pytest.fail("the parser was given the file")

    monkeypatch.setattr(ox, "parse", parse)
    tracemalloc.start()
    with pytest.raises(ParseError, match="longer than 1,048,576 bytes") as caught:
        read_rdf(path)
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert caught.value.line == 2
    assert peak < 10_000_000, "the file was read into memory"


def test_a_line_of_the_greatest_length_is_read(tmp_path: Path) -> None:
    start, end = '<urn:a> <urn:b> "', '" .\n'
    text = start + "x" * (LONGEST_LINE - len(start) - len(end)) + end
    assert len(read_rdf(write(tmp_path, text))) == 1
    with pytest.raises(ParseError):
        read_rdf(write(tmp_path, " " + text))


@pytest.mark.parametrize("name", ["missing.ttl", "folder.ttl", "file.ttl/below.ttl"])
def test_a_file_that_is_not_there_is_named(tmp_path: Path, name: str) -> None:
    (tmp_path / "folder.ttl").mkdir()
    (tmp_path / "file.ttl").touch()
    with pytest.raises(NotFoundError, match=name):
        read_rdf(tmp_path / name)


def test_a_suffix_of_no_format_is_refused_with_those_that_have_one(tmp_path: Path) -> None:
    with pytest.raises(ParseError, match=r"'\.csv'") as caught:
        read_rdf(write(tmp_path, "a,b", "data.csv"))
    assert ".ttl" in caught.value.hint


def test_blank_nodes_have_the_same_names_each_time_and_others_in_another_file(
    tmp_path: Path,
) -> None:
    text = "_:x <urn:b> [ <urn:b> _:x ] ."
    first = read_rdf(write(tmp_path, text, "one.ttl"))
    assert read_rdf(write(tmp_path, text, "same.ttl")) == first
    other = read_rdf(write(tmp_path, text + " ", "other.ttl"))
    assert not {quad.subject for quad in first} & {quad.subject for quad in other}
    assert len({quad.subject for quad in first}) == 2


# Reports


def test_a_report_is_its_claims_and_its_article(sample_folder: Path) -> None:
    report = load_report(sample_folder)
    assert (report.report_id, report.folder) == ("sample-report", sample_folder)
    assert report.graph_name == graph_name("sample-report")
    assert set(report.files) == {"claims.trig", "source.ttl"}
    claim, source = (
        ox.NamedNode(f"{ID}claim-sample-p2s1-1"),
        ox.NamedNode(f"{ID}source-sample-report"),
    )
    assert {claim, source} <= {triple.subject for triple in report.triples}
    assert report.described_in[claim.value] == "claims.trig"
    assert report.described_in[source.value] == "source.ttl"


def test_digests_are_those_of_the_bytes(sample: Report, edit: Edit) -> None:
    before = sample.files
    after = load_report(edit("claims.trig", "# An invented report", "# An Invented report")).files
    assert before["claims.trig"] != after["claims.trig"]
    assert before["source.ttl"] == after["source.ttl"]


def test_a_missing_folder_says_what_belongs_there(tmp_path: Path) -> None:
    with pytest.raises(NotFoundError, match=r"claims\.trig"):
        load_report(tmp_path / "alder-2030")


@pytest.mark.parametrize("name", ["claims.trig", "source.ttl"])
def test_a_missing_file_of_a_report_is_named(edit: Edit, name: str) -> None:
    folder = edit(name, "id:", "id:")
    (folder / name).unlink()
    with pytest.raises(NotFoundError, match=name):
        load_report(folder)


@pytest.mark.parametrize(
    "name", ["Sample Report", "sample_report", "ontology", "reference", "provenance", "états"]
)
def test_a_folder_name_that_is_no_slug_is_refused(tmp_path: Path, name: str) -> None:
    (tmp_path / name).mkdir()
    with pytest.raises(InvalidDataError, match="name of a report") as caught:
        load_report(tmp_path / name)
    assert "hyphens" in caught.value.hint


@pytest.mark.parametrize(
    ("new", "found"),
    [
        ("graph:other-report {", "graph/other-report"),
        ("GRAPH graph:ontology {", "graph/ontology"),
        ("{", "no named graph"),
    ],
)
def test_quads_outside_the_graph_of_the_report_are_refused(
    edit: Edit, new: str, found: str
) -> None:
    folder = edit("claims.trig", "graph:sample-report {", new)
    with pytest.raises(InvalidDataError, match=found) as caught:
        load_report(folder)
    assert "graph/sample-report" in caught.value.hint


def test_a_renamed_folder_no_longer_fits_its_graph(edit: Edit) -> None:
    folder = edit("claims.trig", "id:", "id:")
    with pytest.raises(InvalidDataError, match="graph/sample-report"):
        load_report(folder.rename(folder.with_name("birch-2031")))


def test_an_article_in_a_named_graph_is_refused(edit: Edit) -> None:
    folder = edit("source.ttl", "id:", "id:")
    text = "<https://w3id.org/comity/id/x> a <urn:c> ."
    (folder / "source.ttl").write_text(text)
    assert len(load_report(folder).triples) > 100
    (folder / "source.ttl").write_text(f"<urn:g> {{ {text} }}")
    with pytest.raises(ParseError):
        load_report(folder)


# Ontology and reference data


def test_the_ontology_is_terms_codes_and_shapes() -> None:
    ontology = load_ontology()
    assert set(ontology.files) == {"comity.ttl", "codes.ttl", "shapes.ttl"}
    assert ontology.described_in[f"{COMITY}Claim"] == "comity.ttl"


def test_an_ontology_without_its_shapes_is_refused(tmp_path: Path) -> None:
    write(tmp_path, "", "comity.ttl")
    write(tmp_path, "", "codes.ttl")
    with pytest.raises(NotFoundError, match=r"shapes\.ttl"):
        load_ontology(tmp_path)


def test_the_reference_data_is_all_turtle_in_its_folder(tmp_path: Path) -> None:
    assert load_reference(tmp_path).triples == []
    write(tmp_path, "<urn:a> <urn:b> <urn:c> .", "one.ttl")
    write(tmp_path, "<urn:a> <urn:b> <urn:c> , <urn:d> .", "two.ttl")
    write(tmp_path, "no RDF", "README.md")
    reference = load_reference(tmp_path)
    assert set(reference.files) == {"one.ttl", "two.ttl"}
    assert len(reference.triples) == 2
