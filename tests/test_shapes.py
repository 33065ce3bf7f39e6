"""The shapes: each accepts what it should and finds what it should, and nothing else fires."""

from collections import Counter
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path

import pyoxigraph as ox
import pytest
from pyshacl import validate
from rdflib import SH, Graph
from rdflib.plugins.sparql import prepareQuery
from rdflib.plugins.sparql.processor import SPARQLProcessor

from graph.namespaces import BASE, PREFIXES
from graph.resources import data_folder
from graph.terms import from_rdflib, to_graph
from tests.rdf_case import (
    RDF_TYPE,
    Result,
    as_parameters,
    case_paths,
    collected,
    names_without_cases,
    read_case,
    read_turtle,
    results_of,
    text_of,
)

FOLDER = Path(__file__).parent / "shapes"
SHAPE = f"{BASE}shape/"
SUBCLASS = ox.NamedNode(f"{PREFIXES['rdfs']}subClassOf")

NOT_CONSTRAINTS = {
    "message",
    "name",
    "path",
    "property",
    "severity",
    "targetClass",
    "targetNode",
    "targetObjectsOf",
    "targetSubjectsOf",
}
"""Properties of a shape that ask nothing of a focus node by themselves."""

COMPONENTS = {
    "qualifiedValueShape": "QualifiedMinCountConstraintComponent",
    "sparql": "SPARQLConstraintComponent",
}
"""Constraint components whose names do not follow from those of their parameters."""


def sh(name: str) -> ox.NamedNode:
    return ox.NamedNode(PREFIXES["sh"] + name)


@cache
def shapes() -> dict[str, list[ox.Triple]]:
    """Return name of a shape → what is said of it.

    A shape that only serves as the condition on values of another has no results of its own, and
    is left out.
    """
    triples = read_turtle(data_folder("ontology") / "shapes.ttl")
    kinds = {sh("NodeShape"), sh("PropertyShape")}
    nodes = {t.subject for t in triples if t.predicate == RDF_TYPE and t.object in kinds}
    nodes -= {t.object for t in triples if t.predicate == sh("qualifiedValueShape")}
    return {
        node.value.removeprefix(SHAPE): [t for t in triples if t.subject == node] for node in nodes
    }


def components(name: str) -> set[str]:
    """Return the constraint components that a shape has itself, apart from its property shapes."""
    parameters = {triple.predicate.value.removeprefix(PREFIXES["sh"]) for triple in shapes()[name]}
    parameters = {local for local in parameters if "/" not in local} - NOT_CONSTRAINTS
    parameters -= {"qualifiedMinCount"}
    default = {local: local[0].upper() + local[1:] + "ConstraintComponent" for local in parameters}
    return {str(sh(COMPONENTS.get(local, default[local]))) for local in parameters}


def shapes_with_constraints() -> set[str]:
    """Return the names of the shapes that can have a result of their own."""
    return {name for name in shapes() if components(name)}


@pytest.fixture(scope="module")
def shapes_graph() -> Graph:
    """Return the shapes."""
    return to_graph(read_turtle(data_folder("ontology") / "shapes.ttl"))


@pytest.fixture(scope="module")
def base() -> list[ox.Triple]:
    """Return the report that every case starts from."""
    return read_turtle(FOLDER / "base.ttl")


@pytest.fixture(scope="module")
def classes() -> list[ox.Triple]:
    """Return the hierarchy of classes, which targets and class constraints follow."""
    ontology = read_turtle(data_folder("ontology") / "comity.ttl")
    return [triple for triple in ontology if triple.predicate == SUBCLASS]


@pytest.fixture(scope="module", autouse=True)
def _parse_each_query_once() -> Iterator[None]:
    """Keep rdflib from parsing a constraint's query anew for each focus node, which takes 15 ms."""
    original, prepared = SPARQLProcessor.query, cache(prepareQuery)

    def query(self: SPARQLProcessor, text: str, *args: object, **options: object) -> object:
        return original(self, prepared(text), *args, **options)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(SPARQLProcessor, "query", query)
        yield


def report(data: Iterable[ox.Triple], shapes_graph: Graph) -> tuple[bool, Graph]:
    """Return whether data conforms, and the validation report."""
    conforms, found, _ = validate(
        to_graph(data), shacl_graph=shapes_graph, inference="none", inplace=True
    )
    assert isinstance(found, Graph)
    return conforms, found


def results(found: Graph) -> list[Result]:
    """Return the results in a validation report, sorted."""
    parts = (SH.focusNode, SH.resultPath, SH.value, SH.sourceShape, SH.sourceConstraintComponent)
    return results_of(
        ox.Triple(*(from_rdflib(term) for term in (node, part, found.value(node, part))))
        for node in found.objects(None, SH.result)
        for part in parts
        if found.value(node, part) is not None
    )


def targets(triples: Iterable[ox.Triple], shape: str) -> dict[ox.Triple, set[str]]:
    """Return target declaration of a shape → the focus nodes that it selects in data."""
    data = ox.Store()
    data.extend(ox.Quad(t.subject, t.predicate, t.object) for t in triples)
    found = {}
    for declared in shapes()[shape]:
        target = declared.object
        if declared.predicate == sh("targetNode"):
            found[declared] = {text_of(target)}
        elif declared.predicate == sh("targetClass"):
            query = f"SELECT ?node WHERE {{ ?node a/<{SUBCLASS.value}>* {target} }}"
            found[declared] = {text_of(solution["node"]) for solution in data.query(query)}
        elif declared.predicate == sh("targetSubjectsOf"):
            found[declared] = {
                text_of(quad.subject) for quad in data.quads_for_pattern(None, target, None)
            }
        elif declared.predicate == sh("targetObjectsOf"):
            found[declared] = {
                text_of(quad.object) for quad in data.quads_for_pattern(None, target, None)
            }
    return found


def family(shape: str) -> set[str]:
    """Return a shape and its property shapes, by name."""
    own = {t.object for t in shapes()[shape] if t.predicate == sh("property")}
    return {shape} | {text_of(node).strip("<>").removeprefix(SHAPE) for node in own}


def test_base_conforms(
    base: list[ox.Triple], classes: list[ox.Triple], shapes_graph: Graph
) -> None:
    conforms, found = report([*base, *classes], shapes_graph)
    assert results(found) == []
    assert conforms


@pytest.mark.parametrize("path", as_parameters(case_paths(FOLDER)))
def test_shape(
    path: Path, base: list[ox.Triple], classes: list[ox.Triple], shapes_graph: Graph
) -> None:
    case = read_case(path, base)
    name, polarity, _ = path.name.split(".")
    conforms, found = report([*case.triples, *classes], shapes_graph)
    assert results(found) == case.results
    assert conforms == case.conforms == (polarity == "conforms")
    assert case.triples != set(base), "the case is the base"
    assert {result.shape for result in case.results} <= {f"<{SHAPE}{name}>"}
    messages = [str(message) for message in found.objects(None, SH.resultMessage)]
    assert len(messages) == len(case.results)
    assert not [message for message in messages if "{" in message], "a variable is left over"


def test_every_shape_has_both_cases() -> None:
    assert names_without_cases(shapes_with_constraints(), FOLDER) == set()


def test_every_case_is_collected(request: pytest.FixtureRequest) -> None:
    ids = collected(request, "test_shape")
    assert ids == sorted(path.name for path in FOLDER.glob("*.*.ttl"))
    assert len(ids) == 2 * len(shapes_with_constraints()) > 0


@pytest.mark.parametrize("name", sorted(shapes_with_constraints()))
def test_every_constraint_of_a_shape_fires(name: str, base: list[ox.Triple]) -> None:
    case = read_case(FOLDER / f"{name}.violates.ttl", base)
    assert {result.component for result in case.results} == components(name)


def test_every_target_of_a_shape_is_hit(base: list[ox.Triple], classes: list[ox.Triple]) -> None:
    missed = set()
    for shape in shapes():
        declared: Counter[ox.Triple] = Counter()
        for name in family(shape) & shapes_with_constraints():
            case = read_case(FOLDER / f"{name}.violates.ttl", base)
            focuses = {result.focus for result in case.results}
            for target, selected in targets([*case.triples, *classes], shape).items():
                declared[target] += len(focuses & selected)
        missed |= {target for target, hits in declared.items() if not hits}
    assert missed == set()
