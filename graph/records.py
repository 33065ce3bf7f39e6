"""What tables and pages show of things: labels of IRIs, and the passages that support claims."""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Final

import pyoxigraph as ox

from graph.namespaces import GRAPH, ID, shorten
from graph.results import QueryResult
from graph.store import Store

LABEL_PROPERTIES: Final = ("skos:prefLabel", "foaf:name", "rdfs:label", "dcterms:title")
"""Properties whose value names a thing, the best first."""

_LANGUAGES: Final = ("en", "")


@dataclass(frozen=True)
class Evidence:
    """The passage that supports a claim.

    Args:
        iri: The passage.
        source: IRI of the article.
        paragraph: Number of the paragraph, from 1.
        sentence: Number of the sentence in its paragraph, from 1.
        start: First character, in code points from 0.
        end: The character after the last, in code points.
        sha256: Digest of the sentence in UTF-8, in hexadecimal.
        text: The sentence, or None where the store does not have the text of the report.
        report: Id of the report that it was recorded in, or "".
    """

    iri: str
    source: str
    paragraph: int
    sentence: int
    start: int
    end: int
    sha256: str
    text: str | None = None
    report: str = ""

    @property
    def place(self) -> str:
        """Return the place in words.

        >>> Evidence("urn:e", "urn:s", 12, 2, 3411, 3608, "").place
        '¶12 s2, 3411–3608'
        """
        return f"¶{self.paragraph} s{self.sentence}, {self.start}–{self.end}"


def select(query: Callable[[str], QueryResult], text: str) -> ox.QuerySolutions:
    """Return the solutions of a SELECT query.

    Args:
        query: The query method of a store or of its writer.
        text: The query.
    """
    solutions = query(text)
    if not isinstance(solutions, ox.QuerySolutions):
        raise TypeError(f"not a SELECT query: {text}")
    return solutions


def label_rank(place: int, language: str | None) -> tuple[int, int, str]:
    """Return how far a name is from the one to show: English, then no language, then any.

    Args:
        place: Place of its property in ``LABEL_PROPERTIES``.
        language: Its language tag, or None.
    """
    tag = language or ""
    return place, _LANGUAGES.index(tag) if tag in _LANGUAGES else len(_LANGUAGES), tag


def short_name(iri: str) -> str:
    """Return what to call a thing that has no label: its slug, a prefixed name, or the IRI.

    >>> short_name("https://w3id.org/comity/id/ream-naval-base")
    'ream-naval-base'
    """
    return iri.removeprefix(ID) if iri.startswith(ID) else shorten(iri)


def read_labels(store: Store, iris: Iterable[str]) -> dict[str, str]:
    """Return the label of each IRI that has one, in English where there is a choice.

    Args:
        store: Where the labels are.
        iris: Absolute IRIs.
    """
    found: dict[str, str] = {}
    left = dict.fromkeys(iris)
    for place, name in enumerate(LABEL_PROPERTIES):
        if not left:
            break
        solutions = select(
            store.query,
            f"SELECT ?iri ?label {{ VALUES ?iri {{ {terms_of(left)} }} ?iri {name} ?label }}",
        )
        labels = sorted(
            (label_rank(place, label.language), label.value, iri.value)
            for iri, label in solutions
            if isinstance(label, ox.Literal)
        )
        found |= {iri: label for _, label, iri in reversed(labels)}
        left = {iri: None for iri in left if iri not in found}
    return found


def read_comments(store: Store, iris: Iterable[str]) -> dict[str, str]:
    """Return the paraphrase (``rdfs:comment``) of each claim that has one.

    Args:
        store: Where the claims are.
        iris: Absolute IRIs.
    """
    solutions = select(
        store.query,
        f"SELECT ?iri ?comment {{ VALUES ?iri {{ {terms_of(iris)} }} ?iri rdfs:comment ?comment }}",
    )
    return {iri.value: comment.value for iri, comment in solutions}


def read_evidence(store: Store, iris: Iterable[str]) -> dict[str, Evidence]:
    """Return the passages among the given IRIs; what is not a passage is left out.

    A sentence is read from the text that the user gave when the store was built, and only if it
    still has the digest that the locator records.

    Args:
        store: Where the locators are, and perhaps the texts.
        iris: Absolute IRIs.
    """
    solutions = select(
        store.query,
        f"""SELECT ?iri ?source ?paragraph ?sentence ?start ?end ?digest ?graph {{
              VALUES ?iri {{ {terms_of(iris)} }}
              GRAPH ?graph {{
                ?iri oa:hasSource ?source ; oa:hasSelector ?selector ;
                  comity:paragraph ?paragraph ; comity:sentence ?sentence ; schema:sha256 ?digest .
                ?selector oa:start ?start ; oa:end ?end }} }}
            ORDER BY ?graph""",
    )
    texts = _Texts(store.folder / "texts")
    found: dict[str, Evidence] = {}
    for iri, source, paragraph, sentence, start, end, digest, graph in solutions:
        first, last = int(start.value), int(end.value)
        text = texts.sentence(graph.value, first, last, digest.value)
        if iri.value not in found or text is not None:
            found[iri.value] = Evidence(
                iri.value,
                source.value,
                int(paragraph.value),
                int(sentence.value),
                first,
                last,
                digest.value,
                text,
                graph.value.removeprefix(GRAPH) if graph.value.startswith(GRAPH) else "",
            )
    return found


class _Texts:
    """The texts that a store keeps for reports, read when they are first needed.

    Args:
        folder: Where they are, as ``<report-id>.txt``.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._read: dict[str, str | None] = {}

    def sentence(self, graph_name: str, start: int, end: int, digest: str) -> str | None:
        """Return a part of the text of the report in a graph, if it has the given digest."""
        report_id = graph_name.removeprefix(GRAPH)
        if report_id not in self._read:
            self._read[report_id] = _read_text(self._folder, report_id)
        passage = (self._read[report_id] or "")[start:end]
        return passage if sha256(passage.encode()).hexdigest() == digest else None


def read_text(store: Store, report_id: str) -> str | None:
    """Return the text that a store keeps for a report, or None where it keeps none."""
    return _read_text(store.folder / "texts", report_id)


def _read_text(folder: Path, report_id: str) -> str | None:
    """Return the text of a report in a folder, or None where it is not there."""
    path = folder / f"{report_id}.txt"
    kept = re.fullmatch(r"[\w.-]+", report_id) and path.is_file()
    return path.read_bytes().decode() if kept else None


def terms_of(iris: Iterable[str]) -> str:
    """Return IRIs as terms of SPARQL, each once, as VALUES takes them.

    >>> terms_of(["urn:a", "urn:b", "urn:a"])
    '<urn:a> <urn:b>'
    """
    return " ".join(str(ox.NamedNode(iri)) for iri in dict.fromkeys(iris))
