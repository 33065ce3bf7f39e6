"""Drafts: what is proposed of a text as a graph of claims, for a person to decide on.

A draft is a whole candidate of the report's graph: the source, the passages, the things that the
reference data lacks, and the claims. Each claim has the reading that proposed it and its score.
"""

import hashlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from itertools import count

import pyoxigraph as ox

from graph.errors import UsageError
from graph.extraction.background import Background, Said
from graph.extraction.consistency import consistent
from graph.extraction.document import Document, Sentence
from graph.extraction.kept import CORRECTED, Kept
from graph.extraction.origin import Origin, fingerprint, pass_node
from graph.extraction.proposals import Extraction, Modality
from graph.extraction.rendering import (
    day,
    decimal,
    integer,
    node_of,
    paraphrase,
    status,
    term,
    thing_node,
    times,
)
from graph.extraction.statements import Statement, read_statements
from graph.extraction.things import Cast, Thing
from graph.extraction.times import dateline
from graph.namespaces import RDF_TYPE, expand
from graph.terms import slug, text_of


@dataclass(frozen=True)
class Claim:
    """A claim of a draft, as far as lists show it.

    Args:
        iri: The claim.
        predicate: IRI of its predicate.
    """

    iri: str
    predicate: str


@dataclass(frozen=True)
class DraftGraph:
    """A draft.

    Args:
        report_id: The report.
        triples: What the draft graph holds.
        claims: Place of a proposal → the claim that says it; without those that none says.
        things: IRI of a thing that the draft brings in → its label.
        is_empty: Whether there is nothing in it to decide on, or that was decided.
    """

    report_id: str
    triples: tuple[ox.Triple, ...]
    claims: Mapping[int, Claim]
    things: Mapping[str, str]
    is_empty: bool

    @property
    def size(self) -> int:
        """Return the number of claims in it, those with a decision included."""
        kind = term("comity:Claim")
        return sum(1 for t in self.triples if t.predicate == RDF_TYPE and t.object == kind)


def draft(
    extraction: Extraction,
    origin: Origin,
    background: Background,
    existing: Iterable[ox.Triple] = (),
) -> DraftGraph:
    """Return the draft of a report.

    Args:
        extraction: What was read in its text.
        origin: Where it is from.
        background: What the store knows.
        existing: The draft that the report has already; what was decided on stays.

    Raises:
        UsageError: the store has the report with another text.

    >>> from graph.extraction.document import Document
    >>> empty = Extraction(Document("The envoy left."), (), ())
    >>> made = draft(empty, Origin("mfa-2030", "mfa-2030"), Background.shipped())
    >>> made.triples[0].subject.value, len(made.claims)
    ('https://w3id.org/comity/id/source-mfa-2030', 0)
    """
    kept = refuse_other_text(extraction.document, origin.report_id, background, existing)
    cast = Cast(extraction, origin.report_id, background, kept)
    statements = list(read_statements(extraction, cast))
    return _Drafter(extraction, origin, background, kept).draft(statements)


def refuse_other_text(
    document: Document, report_id: str, background: Background, existing: Iterable[ox.Triple]
) -> Kept:
    """Return what stays of the draft that a report has already.

    Args:
        document: The text that is to be read.
        report_id: The report.
        background: What the store knows.
        existing: The draft.

    Raises:
        UsageError: decisions were taken on another text, or the report is published with another.
    """
    for triple in background.source(report_id):
        digest = text_of(triple.object)
        if triple.predicate == term("schema:sha256") and digest != document.sha256:
            raise UsageError(
                f"The store has the report {report_id} with another text: its digest is {digest}, "
                f"and that of this text {document.sha256}.",
                "Name the new text by another id (--report).",
            )
    return Kept.of(existing, report_id, document)


class _Drafter:
    """What makes the triples of one draft."""

    def __init__(
        self, extraction: Extraction, origin: Origin, background: Background, kept: Kept
    ) -> None:
        self._earlier = kept
        self._known = kept.claims | background.by_hand(origin.report_id)
        self._taken = {*self._known.values(), *(text_of(t.subject) for t in kept.triples)}
        self._document = extraction.document
        self._proposals = extraction.proposals
        self._origin = origin
        self._background = background
        self._source = thing_node(f"source-{origin.report_id}")

    def draft(self, statements: Iterable[Statement]) -> DraftGraph:
        """Return the draft that some statements make."""
        numbers: dict[int, Iterator[int]] = {}
        claims: dict[int, Claim] = {}
        new: dict[ox.NamedNode, Statement] = {}
        said: list[ox.Triple] = []
        for statement in consistent(statements, self._proposals):
            known = self._known.get(self._said(statement))
            node = ox.NamedNode(known) if known else self._new_claim(statement, numbers)
            claim = Claim(node.value, expand(statement.predicate))
            for proposal in statement.proposals:
                claims.setdefault(proposal, claim)
            if not known:
                new[node] = statement
                said += [*self._claim(node, statement), *_figure(statement)]
        said += _answers(new)
        things = _things(new.values())
        triples = [
            *self._describe_source(),
            *self._earlier.triples,
            *self._readings(new.values()),
            *self._passages(sorted({statement.sentence for statement in new.values()})),
            *(triple for thing in things for triple in thing.triples()),
            *said,
        ]
        labels = {thing.iri: thing.label for thing in things if thing.is_new}
        return DraftGraph(
            self._origin.report_id,
            tuple(dict.fromkeys(triples)),
            claims,
            labels,
            is_empty=not (new or self._earlier.triples),
        )

    def _new_claim(self, statement: Statement, numbers: dict[int, Iterator[int]]) -> ox.NamedNode:
        """Return the node of a new claim: its sentence, and a number in it that is not in use."""
        sentence = self._document.sentences[statement.sentence]
        place = f"p{sentence.paragraph}s{sentence.number}"
        for number in numbers.setdefault(statement.sentence, count(1)):
            node = thing_node(f"claim-{self._origin.report_id}-{place}-{number}")
            if node.value not in self._taken:
                return node
        raise AssertionError("there are numbers without end")

    def _said(self, statement: Statement) -> Said:
        """Return what a statement says, as what stays of an earlier draft is found."""
        nodes = (
            node_of(statement.subject),
            term(statement.predicate),
            node_of(statement.object),
            term(f"modality:{statement.modality}"),
            self._speaker(statement),
            self._passage(self._document.sentences[statement.sentence]),
        )
        return tuple(node.value for node in nodes)

    def _speaker(self, statement: Statement) -> ox.NamedNode:
        """Return who says a statement: somebody, or the document itself."""
        return node_of(statement.speaker) if statement.speaker else self._source

    def _describe_source(self) -> Iterator[ox.Triple]:
        """Yield what is said of the text, and of the pass over it."""
        published = self._background.source(self._origin.report_id)
        yield from published or self._new_source()
        extraction = pass_node(self._origin.report_id)
        yield ox.Triple(extraction, RDF_TYPE, term("prov:Activity"))
        yield ox.Triple(extraction, term("prov:used"), self._source)
        version = ox.Literal(fingerprint(self._document, self._origin))
        yield ox.Triple(extraction, term("schema:softwareVersion"), version)
        if self._origin.is_corrected:
            yield ox.Triple(extraction, term("rdfs:comment"), CORRECTED)

    def _new_source(self) -> Iterator[ox.Triple]:
        """Yield the description of a source that no graph describes yet."""
        source, text = self._source, self._document.text
        label = ox.Literal(f"Report {self._origin.report_id}", language="en")
        yield ox.Triple(source, RDF_TYPE, term("schema:Report"))
        yield ox.Triple(source, term("skos:prefLabel"), label)
        yield ox.Triple(source, term("schema:identifier"), ox.Literal(self._origin.identifier))
        yield ox.Triple(source, term("schema:inLanguage"), ox.Literal("en"))
        yield ox.Triple(source, term("schema:size"), ox.Literal(f"{len(text)} code points"))
        yield ox.Triple(source, term("schema:sha256"), ox.Literal(self._document.sha256))
        if written := self._origin.written or dateline(text):
            yield ox.Triple(source, term("schema:datePublished"), day(written))

    def _readings(self, statements: Iterable[Statement]) -> Iterator[ox.Triple]:
        """Yield the readings: one for each rule that proposed something."""
        rules = {self._proposals[statement.proposals[0]].rule for statement in statements}
        for rule in sorted(rules):
            reading = self._reading(rule)
            version = ox.Literal(self._origin.rules[rule])
            yield ox.Triple(reading, RDF_TYPE, term("comity:Reading"))
            yield ox.Triple(reading, term("comity:rule"), ox.Literal(rule))
            yield ox.Triple(reading, term("schema:softwareVersion"), version)
            yield ox.Triple(reading, term("prov:used"), self._source)

    def _passages(self, sentences: Iterable[int]) -> Iterator[ox.Triple]:
        """Yield the passages that claims cite."""
        for index in sentences:
            sentence = self._document.sentences[index]
            passage, selector = self._passage(sentence), self._passage(sentence, "selector")
            digest = hashlib.sha256(self._document.words(sentence).encode()).hexdigest()
            yield ox.Triple(passage, RDF_TYPE, term("oa:SpecificResource"))
            yield ox.Triple(passage, term("oa:hasSource"), self._source)
            yield ox.Triple(passage, term("oa:hasSelector"), selector)
            yield ox.Triple(passage, term("comity:paragraph"), integer(sentence.paragraph))
            yield ox.Triple(passage, term("comity:sentence"), integer(sentence.number))
            yield ox.Triple(passage, term("schema:sha256"), ox.Literal(digest))
            yield ox.Triple(selector, RDF_TYPE, term("oa:TextPositionSelector"))
            yield ox.Triple(selector, term("oa:start"), integer(sentence.start))
            yield ox.Triple(selector, term("oa:end"), integer(sentence.end))

    def _claim(self, node: ox.NamedNode, statement: Statement) -> Iterator[ox.Triple]:
        """Yield what is said of a claim."""
        proposal = self._proposals[statement.proposals[0]]
        sentence = self._document.sentences[statement.sentence]
        modality = term(f"modality:{statement.modality}")
        comment = ox.Literal(paraphrase(statement), language="en")
        yield ox.Triple(node, RDF_TYPE, term("comity:Claim"))
        yield ox.Triple(node, term("rdfs:comment"), comment)
        yield ox.Triple(node, term("rdf:subject"), node_of(statement.subject))
        yield ox.Triple(node, term("rdf:predicate"), term(statement.predicate))
        yield ox.Triple(node, term("rdf:object"), node_of(statement.object))
        yield ox.Triple(node, term("comity:modality"), modality)
        yield ox.Triple(node, term("comity:basis"), term("basis:explicit"))
        yield ox.Triple(node, term("comity:speaker"), self._speaker(statement))
        yield ox.Triple(node, term("comity:reportedBy"), self._source)
        for predicate, thing in statement.more:
            yield ox.Triple(node, term(predicate), node_of(thing))
        if done := status(statement.predicate, statement.modality, is_done=proposal.is_done):
            yield ox.Triple(node, term("schema:actionStatus"), term(done))
        words = self._document.words(sentence)
        for predicate, when in times(proposal.time, statement.modality, words):
            yield ox.Triple(node, term(predicate), day(when))
        yield ox.Triple(node, term("comity:evidence"), self._passage(sentence))
        yield ox.Triple(node, term("comity:score"), decimal(Decimal(f"{proposal.score:.2f}")))
        yield ox.Triple(node, term("prov:wasGeneratedBy"), self._reading(proposal.rule))

    def _passage(self, sentence: Sentence, part: str = "char") -> ox.NamedNode:
        """Return the node of a sentence, or that of its selector."""
        return ox.NamedNode(f"{self._source.value}#{part}={sentence.start},{sentence.end}")

    def _reading(self, rule: str) -> ox.NamedNode:
        """Return the node of the reading that a rule made.

        Claims that stay may be of an earlier version of the rule, which keeps its node.
        """
        node = thing_node(f"reading-{self._origin.report_id}-{slug(rule)}")
        version = self._origin.rules[rule]
        others = {
            text_of(triple.object)
            for triple in self._earlier.triples
            if triple.subject == node and triple.predicate == term("schema:softwareVersion")
        }
        return ox.NamedNode(f"{node.value}-v{slug(version)}") if others - {version} else node


def _things(statements: Iterable[Statement]) -> list[Thing]:
    """Return the things that statements speak of, each once, in their order."""
    found: dict[Thing, None] = {}
    for statement in statements:
        parts = (statement.subject, statement.object, *(thing for _, thing in statement.more))
        found |= dict.fromkeys(parts)
        if statement.speaker:
            found[statement.speaker] = None
    return list(found)


def _answers(made: Mapping[ox.NamedNode, Statement]) -> Iterator[ox.Triple]:
    """Yield which denials answer an allegation of the same subject, predicate and object."""
    alleged = {s.said: node for node, s in made.items() if s.modality is Modality.ALLEGED}
    for node, statement in made.items():
        if statement.modality is Modality.DENIED and statement.said in alleged:
            yield ox.Triple(node, term("comity:respondsTo"), alleged[statement.said])


def _figure(statement: Statement) -> Iterator[ox.Triple]:
    """Yield what is said of the figure of a statement, if it has one."""
    if statement.figure:
        figure, node = statement.figure, node_of(statement.object)
        whole = figure.value == figure.value.to_integral_value()
        value = integer(int(figure.value)) if whole else decimal(figure.value)
        yield ox.Triple(node, term("schema:value"), value)
        yield ox.Triple(node, term("schema:unitText"), ox.Literal(figure.unit))
        yield ox.Triple(node, term("comity:comparator"), term(f"comparator:{figure.comparator}"))
