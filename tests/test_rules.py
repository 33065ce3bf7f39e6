"""The rules: what each derives, and that together they derive all that follows, and no more."""

from collections import defaultdict
from collections.abc import Iterable
from pathlib import Path

import pyoxigraph as ox
import pytest

from graph.headers import read_header
from graph.namespaces import expand
from graph.resources import data_folder
from graph.terms import Term
from tests.rdf_case import collected, read_turtle

FOLDER = Path(__file__).parent / "rules"
RULES = sorted((data_folder("ontology") / "rules").glob("*.rq"))

Values = dict[Term, set[Term]]


def derived(paths: Iterable[Path], triples: Iterable[ox.Triple]) -> set[ox.Triple]:
    """Return what some rules derive from triples; a rule does not see what another derives."""
    store = ox.Store()
    store.bulk_extend(ox.Quad(t.subject, t.predicate, t.object) for t in triples)
    return {triple for path in paths for triple in store.query(path.read_text("utf-8"))}


def values(triples: Iterable[ox.Triple], predicate: str) -> Values:
    """Return subject → objects of the triples with a predicate, given as a prefixed name."""
    found: Values = defaultdict(set)
    for triple in triples:
        if triple.predicate.value == expand(predicate):
            found[triple.subject].add(triple.object)
    return found


def asserted(triples: list[ox.Triple]) -> set[ox.Triple]:
    """Return what the asserted claims among triples state."""
    parts = [values(triples, f"rdf:{name}") for name in ("subject", "predicate", "object")]
    modality = values(triples, "comity:modality")
    wanted = {ox.NamedNode(expand("modality:asserted"))}
    return {
        ox.Triple(*(next(iter(part[claim])) for part in parts))
        for claim in parts[0]
        if modality[claim] == wanted
    }


def closure(relations: set[ox.Triple], ontology: list[ox.Triple]) -> set[ox.Triple]:
    """Return relations and all that follows from them, one step after another until none is new."""
    wider = values(ontology, "rdfs:subPropertyOf")
    turned = values(ontology, "owl:inverseOf")
    for prop, inverses in list(turned.items()):
        for inverse in inverses:
            turned[inverse].add(prop)
    for prop, kinds in values(ontology, "rdf:type").items():
        if ox.NamedNode(expand("owl:SymmetricProperty")) in kinds:
            turned[prop].add(prop)
    known: set[ox.Triple] = set()
    new = set(relations)
    while new:
        known |= new
        up = {ox.Triple(t.subject, above, t.object) for t in new for above in wider[t.predicate]}
        back = {
            ox.Triple(t.object, inverse, t.subject)
            for t in new
            if isinstance(t.object, ox.NamedNode)
            for inverse in turned[t.predicate]
        }
        new = (up | back) - known
    return known


@pytest.mark.parametrize("path", RULES, ids=lambda path: path.stem)
def test_rule(path: Path) -> None:
    given = read_turtle(FOLDER / f"{path.stem}.input.ttl")
    expected = set(read_turtle(FOLDER / f"{path.stem}.output.ttl"))
    assert derived([path], given) == expected
    assert expected


@pytest.mark.parametrize("path", RULES, ids=lambda path: path.stem)
def test_header(path: Path) -> None:
    header, _ = read_header(path)
    assert set(header) == {"name", "summary"}
    assert header["name"] == path.stem
    assert str(header["summary"]).endswith(".")


@pytest.mark.parametrize(
    "folder", sorted(data_folder("reports").iterdir()), ids=lambda path: path.name
)
def test_rules_derive_all_that_follows_and_no_more(folder: Path) -> None:
    claims = read_turtle(folder / "claims.trig")
    ontology = read_turtle(data_folder("ontology") / "comity.ttl")
    facts = derived(RULES, [*claims, *ontology])
    assert facts == closure(asserted(claims), ontology)
    assert facts


def test_every_rule_has_its_case(request: pytest.FixtureRequest) -> None:
    wanted = {f"{path.stem}.{part}.ttl" for path in RULES for part in ("input", "output")}
    assert wanted == {path.name for path in FOLDER.iterdir()}
    assert collected(request, "test_rule") == [path.stem for path in RULES]
    assert RULES
