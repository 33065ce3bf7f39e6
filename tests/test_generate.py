"""Invented reports for measurements: they conform, and depend on the seed alone."""

from pathlib import Path

from benchmarks.generate import reports, write_reports
from graph.load import Document, load_reference, load_report
from graph.validate import validate


def test_an_invented_report_conforms(tmp_path: Path, ontology: Document) -> None:
    [folder] = write_reports(tmp_path, 1_500, seed=7)
    report = load_report(folder)
    assert 1_500 <= len(report.triples) < 2_500
    found = validate(report, ontology, reference=load_reference().triples)
    assert found.results == ()


def test_the_seed_decides() -> None:
    assert list(reports(5_000, seed=1)) == list(reports(5_000, seed=1))
    assert list(reports(5_000, seed=1)) != list(reports(5_000, seed=2))


def test_few_things_are_in_many_claims() -> None:
    subjects: dict[str, int] = {}
    for _, claims, _ in reports(40_000):
        for line in claims:
            if "22-rdf-syntax-ns#subject>" in line:
                subject = line.split()[2]
                subjects[subject] = subjects.get(subject, 0) + 1
    degrees = sorted(subjects.values(), reverse=True)
    assert degrees[0] > 30 * degrees[len(degrees) // 2]


def test_the_names_are_in_several_scripts() -> None:
    text = "".join(line for _, claims, _ in reports(20_000) for line in claims)
    assert all(f'"@{language}' in text for language in ("en", "fr", "vi", "km", "th"))
