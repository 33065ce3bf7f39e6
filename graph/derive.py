"""Facts: what follows from the asserted claims of a report, by the rules in ``ontology/rules/``."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from itertools import product
from pathlib import Path
from typing import Final, TypeAlias

import pyoxigraph as ox

from graph.namespaces import RDF_TYPE, expand
from graph.resources import data_folder
from graph.rules import PROBE_OBJECT, PROBE_SUBJECT, Rule, consequences, read_rules

Node: TypeAlias = ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple
Statement: TypeAlias = tuple[Node, Node, Node]
"""Subject, predicate and object of a claim."""

_PARTS: Final = tuple(
    ox.NamedNode(expand(name))
    for name in ("comity:modality", "rdf:subject", "rdf:predicate", "rdf:object")
)
_ASSERTED: Final = ox.NamedNode(expand("modality:asserted"))


def derive(
    report_triples: Iterable[ox.Triple],
    ontology_triples: Iterable[ox.Triple],
    rules: Path | None = None,
) -> list[ox.Triple]:
    """Return the facts that the rules derive from a report, each once, sorted.

    Each rule is a CONSTRUCT query over the report and the ontology; a rule does not see what
    another one derives.

    Args:
        report_triples: Claims, and the things they are about.
        ontology_triples: Terms; the rules ask them for wider, inverse and symmetric properties.
        rules: Folder of the ``*.rq`` files; by default, the one shipped.

    Raises:
        ParseError: a file holds no CONSTRUCT query.
    """
    return Deriver(ontology_triples, rules).facts(report_triples)


class Deriver:
    """The rules over an ontology, to be applied to one report after another.

    Args:
        ontology_triples: Terms; the rules ask them for wider, inverse and symmetric properties.
        rules: Folder of the ``*.rq`` files; by default, the one shipped.
    """

    def __init__(self, ontology_triples: Iterable[ox.Triple], rules: Path | None = None) -> None:
        self._rules = read_rules(rules or data_folder("ontology") / "rules")
        self._ontology = ox.Store()
        self._ontology.extend(_quads(ontology_triples))
        self._known: dict[tuple[int, Node], list[ox.Triple]] = {}

    def facts(self, report_triples: Iterable[ox.Triple]) -> list[ox.Triple]:
        """Return the facts that the rules derive from a report, each once, sorted.

        Raises:
            ParseError: a file holds no CONSTRUCT query.
        """
        triples = list(report_triples)
        spoken_of = {triple.predicate.value for triple in triples}
        spoken_of |= {
            triple.object.value
            for triple in triples
            if triple.predicate == RDF_TYPE and isinstance(triple.object, ox.NamedNode)
        }
        statements = set(_asserted(triples))
        facts: set[ox.Triple] = set()
        whole: ox.Store | None = None
        for number, rule in enumerate(self._rules):
            if rule.vocabulary is not None and spoken_of.isdisjoint(rule.vocabulary):
                facts.update(self._filled_in(number, rule, statements))
                continue
            if whole is None:
                whole = ox.Store()
                whole.extend((*self._ontology, *_quads(triples)))
            facts.update(rule.run(whole))
        return sorted(facts, key=str)

    def _filled_in(
        self, number: int, rule: Rule, statements: Iterable[Statement]
    ) -> Iterator[ox.Triple]:
        """Yield what a rule about one claim derives from statements, each in the probe's place."""
        for subject, predicate, value in statements:
            templates = self._known.get((number, predicate))
            if templates is None and isinstance(predicate, ox.NamedNode):
                templates = list(consequences(rule, self._ontology, predicate))
                self._known[number, predicate] = templates
            parts: dict[Node, Node] = {PROBE_SUBJECT: subject, PROBE_OBJECT: value}
            for template in templates or ():
                first = parts.get(template.subject, template.subject)
                last = parts.get(template.object, template.object)
                if isinstance(first, ox.NamedNode | ox.BlankNode):  # no literal can be a subject
                    yield ox.Triple(first, template.predicate, last)


def _asserted(triples: Iterable[ox.Triple]) -> Iterator[Statement]:
    """Yield what asserted claims state; of a claim with several subjects, each of them."""
    parts: tuple[defaultdict[Node, list[Node]], ...] = tuple(defaultdict(list) for _ in _PARTS)
    part_of = dict(zip(_PARTS, parts, strict=True))
    for triple in triples:
        values = part_of.get(triple.predicate)
        if values is not None:
            values[triple.subject].append(triple.object)
    modalities, *others = parts
    for claim, found in modalities.items():
        if _ASSERTED in found:
            subjects, predicates, objects = (part.get(claim, ()) for part in others)
            yield from product(subjects, predicates, objects)


def _quads(triples: Iterable[ox.Triple]) -> Iterator[ox.Quad]:
    """Yield triples as quads of the default graph."""
    for triple in triples:
        yield ox.Quad(triple.subject, triple.predicate, triple.object)
