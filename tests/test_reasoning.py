"""Reasoning with HermiT: the terms and facts agree, and every class can have instances."""

import shutil
import signal
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pyoxigraph as ox
import pytest

from graph.derive import derive
from graph.namespaces import expand
from graph.resources import data_folder
from tests.rdf_case import RDF_TYPE, read_turtle

pytestmark = pytest.mark.skipif(
    shutil.which("java") is None, reason="HermiT needs `java`, which is not on the PATH"
)

SECONDS = 60
"""Most time that the reasoner gets; it needs two."""

ONTOLOGY = data_folder("ontology")
REPORT = data_folder("reports") / "mfaic-2024"


@contextmanager
def time_limit(seconds: int) -> Iterator[None]:
    """Raise TimeoutError where a block takes longer; what it waits for is ended by then.

    owlready2 runs the reasoner through subprocess, which kills the program on any exception.
    """

    def stop(*_: object) -> None:
        raise TimeoutError(f"the reasoner took more than {seconds} s")

    previous = signal.signal(signal.SIGALRM, stop)
    signal.alarm(seconds)
    try:
        yield
    finally:
        signal.alarm(0)
        signal.signal(signal.SIGALRM, previous)


def unsatisfiable(triples: Iterable[ox.Triple], path: Path) -> set[str]:
    """Return the classes that HermiT finds to have no possible instance.

    Args:
        triples: What to reason over.
        path: Where to write them.

    Raises:
        owlready2.OwlReadyInconsistentOntologyError: the triples contradict each other.
    """
    import owlready2

    ox.serialize(triples, output=path, format=ox.RdfFormat.N_TRIPLES)
    world = owlready2.World()
    world.get_ontology(path.as_uri()).load(only_local=True)
    with time_limit(SECONDS):
        # xsd:date is not among the datatypes of OWL 2, so HermiT knows nothing of it.
        owlready2.sync_reasoner_hermit(world, debug=0, ignore_unsupported_datatypes=True)
    return {found.iri for found in world.inconsistent_classes()} - {expand("owl:Nothing")}


def triple(subject: str, predicate: str, value: str) -> ox.Triple:
    """Return a triple whose terms are given as prefixed names."""
    return ox.Triple(*(ox.NamedNode(expand(name)) for name in (subject, predicate, value)))


def test_terms_and_facts_agree_and_every_class_can_have_instances(tmp_path: Path) -> None:
    terms = [*read_turtle(ONTOLOGY / "comity.ttl"), *read_turtle(ONTOLOGY / "codes.ttl")]
    report = [*read_turtle(REPORT / "claims.trig"), *read_turtle(REPORT / "source.ttl")]
    facts = derive(report, terms)
    related = {term for fact in facts for term in (fact.subject, fact.object)}
    types = [t for t in report if t.predicate == RDF_TYPE and t.subject in related]
    # A class that can have no instance: finding it, and it alone, shows that HermiT did its work.
    probe = [
        triple("comity:Probe", "rdf:type", "owl:Class"),
        triple("comity:Probe", "rdfs:subClassOf", "comity:State"),
        triple("comity:Probe", "rdfs:subClassOf", "comity:Condition"),
    ]
    found = unsatisfiable([*terms, *facts, *types, *probe], tmp_path / "facts.nt")
    assert found == {expand("comity:Probe")}


def test_a_fact_about_a_thing_of_the_wrong_class_is_found(tmp_path: Path) -> None:
    import owlready2

    wrong = [
        triple("id:arvenia", "rdf:type", "comity:State"),
        triple("id:trade", "rdf:type", "comity:PolicyArea"),
        triple("id:arvenia", "comity:hasNeighbour", "id:trade"),
    ]
    with pytest.raises(owlready2.OwlReadyInconsistentOntologyError):
        unsatisfiable([*read_turtle(ONTOLOGY / "comity.ttl"), *wrong], tmp_path / "wrong.nt")
