"""The provenance of graphs, as a client reads it from a store."""

import hashlib
from pathlib import Path

import pyoxigraph as ox

from graph.namespaces import facts_name, graph_name
from graph.provenance import activity
from graph.records import select
from graph.resources import program_version
from graph.store import Store

FILES = {"alder-2030/claims.trig": "a" * 64, "alder-2030/source.ttl": "b" * 64}


def test_a_file_of_a_report_is_named_with_its_digest(
    sample_store: Store, sample_folder: Path
) -> None:
    solutions = select(
        sample_store.query,
        """SELECT ?name ?digest ?version WHERE { GRAPH graph:provenance {
             ?load a prov:Activity ; prov:generated graph:sample-report ; prov:used ?file ;
                   prov:wasAssociatedWith [ a prov:SoftwareAgent ;
                                            schema:softwareVersion ?version ] .
             graph:sample-report prov:wasGeneratedBy ?load ; prov:wasDerivedFrom ?file .
             ?file schema:name ?name ; schema:sha256 ?digest } }""",
    )
    found = {name.value: (digest.value, version.value) for name, digest, version in solutions}
    texts = {
        "sample-report/claims.trig": "claims.trig",
        "sample-report/source.ttl": "source.ttl",
        "texts/sample-report.txt": "text.txt",
    }
    assert found == {
        name: (hashlib.sha256((sample_folder / file).read_bytes()).hexdigest(), program_version())
        for name, file in texts.items()
    }


def test_facts_are_derived_from_the_claims(sample_store: Store) -> None:
    facts, claims = facts_name("sample-report"), graph_name("sample-report")
    assert bool(
        sample_store.query(
            f"ASK {{ {facts} prov:wasDerivedFrom {claims} ; prov:wasGeneratedBy ?load ."
            f" ?load prov:used {claims} }}"
        )
    )


def test_every_graph_has_exactly_one_activity(sample_store: Store) -> None:
    solutions = select(
        sample_store.query, "SELECT ?graph WHERE { ?load a prov:Activity ; prov:generated ?graph }"
    )
    names = sorted(name.value for (name,) in solutions)
    assert names == [
        name.value for name in sample_store.graph_names() if "provenance" not in name.value
    ]


def test_equal_inputs_give_equal_triples() -> None:
    one = activity(graph_name("alder-2030"), FILES, version="1")
    assert one == activity(graph_name("alder-2030"), dict(FILES), version="1")
    assert one != activity(graph_name("alder-2030"), FILES, version="2")
    assert not any(isinstance(term, ox.BlankNode) for triple in one for term in triple)
