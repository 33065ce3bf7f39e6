"""Cases in Turtle: data, and what a validator is to find in it, in one file.

A case starts from a base that conforms. The triples of the file are added to the base; lines that
begin with ``#-`` name triples that are taken from it. The one ``sh:ValidationReport`` in the file
is no data but what is expected, in the manner of the test suites of W3C and of pySHACL::

    #- id:claim-1 rdf:subject id:arvenia .
    id:claim-2 rdf:subject id:belmora .

    [] a sh:ValidationReport ;
        sh:conforms false ;
        sh:result [ sh:focusNode id:claim-1 ; … ] , [ sh:focusNode id:claim-2 ; … ] .

A case lies in ``<name>.conforms.ttl`` or ``<name>.violates.ttl``; name is that of the shape or
check it is about. The base is the report in ``tests/shapes/base.ttl``; for the checks of the
ontology, it is the ontology.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Final, NamedTuple

import pyoxigraph as ox
import pytest

from graph.namespaces import PREFIXES

POLARITIES: Final = ("conforms", "violates")

RDF_TYPE: Final = ox.NamedNode(f"{PREFIXES['rdf']}type")
_SH: Final = PREFIXES["sh"]
_REMOVED: Final = "#-"
_TRUE: Final = ox.Literal("true", datatype=ox.NamedNode(f"{PREFIXES['xsd']}boolean"))


class Result(NamedTuple):
    """A finding, as text; a blank node is ``_:``, and what is not told is empty."""

    focus: str
    path: str = ""
    value: str = ""
    shape: str = ""
    component: str = ""


_PARTS: Final = ("focusNode", "resultPath", "value", "sourceShape", "sourceConstraintComponent")


@dataclass(frozen=True)
class Case:
    """Data and what is to be found in it.

    Args:
        triples: The data: the base with what the file adds, without what it takes away.
        conforms: Whether the data is to conform.
        results: What is to be found, sorted.
    """

    triples: frozenset[ox.Triple]
    conforms: bool
    results: list[Result]


def read_turtle(path: Path) -> list[ox.Triple]:
    """Return the triples of a file; what it says in named graphs counts, too."""
    return [quad.triple for quad in ox.parse(path=path)]


def case_paths(folder: Path) -> list[Path]:
    """Return the files of the cases in a folder, sorted."""
    return sorted(path for path in folder.iterdir() if path.name.count(".") == 2)


def as_parameters(paths: Iterable[Path]) -> list[object]:
    """Return cases as parameters of a test whose ids are the names of the files."""
    return [pytest.param(path, id=path.name) for path in paths]


def names_without_cases(names: Iterable[str], folder: Path) -> set[str]:
    """Return the files that the given names call for, or that are there and belong to none."""
    wanted = {f"{name}.{polarity}.ttl" for name in names for polarity in POLARITIES}
    return wanted ^ {path.name for path in case_paths(folder)}


def collected(request: pytest.FixtureRequest, function: str) -> list[str]:
    """Return the ids with which pytest collects a parametrised test of the module that asks."""
    module = request.node.getparent(pytest.Module)
    return [item.callspec.id for item in module.collect() if item.originalname == function]


def read_case(path: Path, base: Iterable[ox.Triple]) -> Case:
    """Return the case in a file.

    Args:
        path: The file.
        base: The triples that the case starts from.

    Raises:
        ValueError: the file has not exactly one report, or takes away what is not there.
    """
    triples = set(read_turtle(path))
    reports = [t.subject for t in triples if t.object == ox.NamedNode(f"{_SH}ValidationReport")]
    if len(reports) != 1:
        raise ValueError(f"{path.name} has {len(reports)} validation reports")
    described = {triple for triple in triples if triple.subject == reports[0]}
    nodes = {t.object for t in described if t.predicate == ox.NamedNode(f"{_SH}result")}
    expected = {triple for triple in triples if triple.subject in nodes}
    removed, before = set(_removed(path)), set(base)
    if removed - before:
        raise ValueError(f"{path.name} takes away what is not there: {removed - before}")
    return Case(
        triples=frozenset((before - removed) | (triples - described - expected)),
        conforms=any(triple.object == _TRUE for triple in described),
        results=results_of(expected),
    )


def results_of(triples: Iterable[ox.Triple]) -> list[Result]:
    """Return the findings that nodes of type ``sh:ValidationResult`` describe, sorted."""
    described: dict[object, dict[str, str]] = {}
    for triple in triples:
        name = triple.predicate.value.removeprefix(_SH)
        described.setdefault(triple.subject, {})[name] = text_of(triple.object)
    return sorted(Result(*(parts.get(name, "") for name in _PARTS)) for parts in described.values())


def text_of(term: object) -> str:
    """Return a term as N-Triples; all blank nodes look the same."""
    return "_:" if isinstance(term, ox.BlankNode) else str(term)


def _removed(path: Path) -> list[ox.Triple]:
    """Return the triples that a file takes away: its ``#-`` lines, read with its prefixes."""
    lines = path.read_text(encoding="utf-8").splitlines()
    directives = [line for line in lines if line.startswith("@")]
    removed = [line.removeprefix(_REMOVED) for line in lines if line.startswith(_REMOVED)]
    text = "\n".join(directives + removed)
    return [quad.triple for quad in ox.parse(text, format=ox.RdfFormat.TURTLE)]
