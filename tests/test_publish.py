"""Publishing: what is written is valid, and facts and provenance follow from it."""

from collections.abc import Callable

import pyoxigraph as ox
import pytest

from graph.errors import InvalidDataError, QuerySyntaxError, UsageError
from graph.namespaces import (
    GRAPH,
    ID,
    ONTOLOGY_GRAPH,
    PREFIXES,
    PROVENANCE_GRAPH,
    REFERENCE_GRAPH,
    draft_name,
    facts_name,
    graph_name,
)
from graph.publish import publish
from graph.store import GraphName, MemoryStore, Store, Writer
from graph.validation_report import ValidationReport
from tests.contents import copied

SAMPLE = graph_name("sample-report")
FACTS = facts_name("sample-report")
CLAIM = "id:claim-sample-p2s1-1"

Change = Callable[[Writer], None]


def updating(text: str) -> Change:
    return lambda writer: writer.update(text)


@pytest.fixture
def store(sample_store: Store) -> Store:
    """Return a store that a test may change, with the invented report."""
    return copied(sample_store)


def triples(store: Store, name: GraphName) -> set[ox.Triple]:
    return {quad.triple for quad in store.dump(name)}


def refused(store: Store, change: Change) -> ValidationReport:
    """Return the report with which a change is refused; the store stays as it was."""
    before = store.version
    with pytest.raises(InvalidDataError) as caught, publish(store) as writer:
        change(writer)
    assert store.version == before
    assert isinstance(caught.value.report, ValidationReport)
    return caught.value.report


def test_facts_follow_the_claims(store: Store) -> None:
    before = triples(store, FACTS)
    with publish(store) as writer:
        writer.update(
            f"""WITH graph:sample-report
                DELETE {{ {CLAIM} comity:modality ?old }}
                INSERT {{ {CLAIM} comity:modality modality:planned }}
                WHERE {{ {CLAIM} comity:modality ?old }}"""
        )
    after = triples(store, FACTS)
    assert after < before
    assert all(
        triple.subject.value == f"{ID}arvenian-foreign-ministry" for triple in before - after
    )


def test_what_was_written_is_seen_at_once_and_in_one_step(store: Store) -> None:
    anew = "'The ministry belongs to Arvenia.'@en"
    ask = f"ASK {{ ?claim rdfs:comment {anew} }}"
    with publish(store) as writer:
        writer.update(f"DELETE WHERE {{ GRAPH graph:sample-report {{ {CLAIM} rdfs:comment ?c }} }}")
        writer.update(
            f"INSERT DATA {{ GRAPH graph:sample-report {{ {CLAIM} rdfs:comment {anew} }} }}"
        )
        assert not store.query(ask)
    assert store.query(ask)


def test_an_unchanged_graph_gives_the_same_store(store: Store) -> None:
    version = store.version
    with publish(store) as writer:
        writer.replace_graph(SAMPLE, triples(store, SAMPLE))
    assert store.version == version


def test_provenance_tells_of_the_last_write(store: Store) -> None:
    def used(name: ox.NamedNode) -> set[str]:
        derived = ox.NamedNode(f"{PREFIXES['prov']}wasDerivedFrom")
        found = triples(store, PROVENANCE_GRAPH)
        return {str(t.object) for t in found if t.subject == name and t.predicate == derived}

    files, others = used(SAMPLE), used(ONTOLOGY_GRAPH)
    with publish(store) as writer:
        writer.update(
            f"INSERT DATA {{ GRAPH graph:sample-report {{ {CLAIM} rdfs:seeAlso <urn:more> }} }}"
        )
    assert len(files) == 3  # claims, source, text
    assert len(used(SAMPLE)) == 1
    assert used(SAMPLE) < files
    assert used(FACTS) == {str(SAMPLE), str(ONTOLOGY_GRAPH)}
    assert used(ONTOLOGY_GRAPH) == others


@pytest.mark.parametrize(
    "change",
    [
        f"DELETE WHERE {{ GRAPH graph:sample-report {{ {CLAIM} comity:modality ?m }} }}",
        "INSERT DATA { GRAPH graph:sample-report { id:nobody a comity:Wizard } }",
        "INSERT DATA { GRAPH graph:sample-report { id:belmora comity:harms id:arvenia } }",
    ],
)
def test_what_does_not_conform_is_refused_as_a_whole(store: Store, change: str) -> None:
    fine = "INSERT DATA { GRAPH graph:sample-report { id:belmora rdfs:seeAlso <urn:x> } }"
    report = refused(store, updating(f"{fine}; {change}"))
    assert report.violations
    assert {result.file for result in report.violations} == {"sample-report"}


def test_the_text_is_checked_where_it_is_kept(store: Store) -> None:
    change = updating(
        """DELETE { GRAPH graph:sample-report { ?s oa:start ?start } }
           INSERT { GRAPH graph:sample-report { ?s oa:start 1 } }
           WHERE { GRAPH graph:sample-report { ?s oa:start ?start } }"""
    )
    assert any("text" in result.message for result in refused(store, change).violations)


def test_a_claim_of_another_report_is_not_repeated(store: Store) -> None:
    copied = triples(store, SAMPLE)
    report = refused(store, lambda writer: writer.replace_graph(graph_name("copy-2031"), copied))
    assert {result.source for result in report.violations} == {"repeated-claim-iri"}


def test_a_report_can_be_removed_and_comes_back(store: Store) -> None:
    version, claims, facts = store.version, triples(store, SAMPLE), triples(store, FACTS)
    with publish(store) as writer:
        writer.remove_graph(SAMPLE)
    assert triples(store, SAMPLE) == triples(store, FACTS) == set()
    assert not [t for t in triples(store, PROVENANCE_GRAPH) if "sample-report" in str(t)]
    with publish(store) as writer:
        writer.replace_graph(SAMPLE, claims)
    assert triples(store, FACTS) == facts
    assert store.version != version


@pytest.mark.parametrize(
    "name", [FACTS, ONTOLOGY_GRAPH, REFERENCE_GRAPH, PROVENANCE_GRAPH, facts_name("new-2031")]
)
def test_what_is_made_from_other_things_is_not_written(store: Store, name: ox.NamedNode) -> None:
    before = store.version
    with pytest.raises(UsageError, match=name.value) as caught, publish(store) as writer:
        writer.update(f"INSERT DATA {{ GRAPH {name} {{ <urn:a> <urn:b> <urn:c> }} }}")
    assert "comity build" in caught.value.hint
    assert store.version == before


def test_clearing_everything_is_refused(store: Store) -> None:
    with pytest.raises(UsageError, match="not written directly"), publish(store) as writer:
        writer.update("CLEAR NAMED")
    assert triples(store, SAMPLE)


def test_a_draft_is_not_validated(store: Store) -> None:
    draft = draft_name("sample-report")
    with publish(store) as writer:
        writer.update(f"INSERT DATA {{ GRAPH {draft} {{ id:nobody a comity:Wizard }} }}")
    assert len(triples(store, draft)) == 1
    assert facts_name("sample-report/draft") not in store.graph_names()


def test_another_graph_is_validated_and_has_no_facts(store: Store) -> None:
    other = ox.NamedNode("http://example.org/mine")
    assert refused(
        store, updating(f"INSERT DATA {{ GRAPH {other} {{ id:nobody a comity:Wizard }} }}")
    ).violations
    names = set(store.graph_names())
    with publish(store) as writer:
        writer.update(f"INSERT DATA {{ GRAPH {other} {{ <urn:a> rdfs:seeAlso <urn:b> }} }}")
    assert set(store.graph_names()) - names == {other}


def test_an_error_of_the_caller_writes_nothing(store: Store) -> None:
    before = store.version
    with pytest.raises(QuerySyntaxError), publish(store) as writer:
        writer.update("CLEAR GRAPH graph:sample-report; CLEAR WHAT")
    assert store.version == before


def test_a_store_without_an_ontology_is_told_of() -> None:
    store = MemoryStore()
    with pytest.raises(UsageError, match="no ontology"), publish(store) as writer:
        writer.update(f"INSERT DATA {{ GRAPH <{GRAPH}mine> {{ <urn:a> <urn:b> <urn:c> }} }}")
