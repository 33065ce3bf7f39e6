"""A report, read by paragraph and sentence: what it is claimed to say, where it says it."""

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import accumulate, groupby
from typing import Annotated, Final, TypeAlias

import pyoxigraph as ox
from fastapi import APIRouter, Path, Query
from starlette.requests import Request
from starlette.responses import Response

from graph.errors import NotFoundError
from graph.namespaces import SLUG, graph_name
from graph.records import Evidence, read_text, select
from graph.store import Store
from web.claims import PARAGRAPHS, SENTENCE, Claim, Claims, claims_where
from web.kept import once_a_version
from web.names import Name, names_of
from web.negotiation import DATA, HTML, choose
from web.openapi import documented
from web.replies import reply
from web.service import Current
from web.templating import address, render

router = APIRouter(tags=["reports"])

_MOST: Final = 1000
"""Most claims on one page."""

_LONGEST_TITLE: Final = 200
"""Most characters of a headline."""

Piece: TypeAlias = tuple[str, Name | None]
"""A run of a sentence, and the thing that it names."""


@dataclass(frozen=True)
class Report:
    """A report that the store holds.

    Args:
        id: Its id, as in its address.
        name: Name of the article or text that it was read in.
        claims: How many claims there are.
        years: The periods that it reports on, in order.
    """

    id: str
    name: Name
    claims: int
    years: tuple[str, ...] = ()


@dataclass(frozen=True)
class Sentence:
    """A sentence, and the claims that it supports.

    Args:
        evidence: Where it stands.
        pieces: Its words, where the store has the text; the names of things in it are linked.
        claims: In the order of their IRIs.
    """

    evidence: Evidence
    pieces: tuple[Piece, ...]
    claims: tuple[Claim, ...]


@dataclass(frozen=True)
class Reading:
    """A part of a report.

    Args:
        report: Its name and size.
        first: Number of the first paragraph.
        last: Number of the last paragraph; without the text, of the last that supports a claim.
        paragraphs: Number of a paragraph → its sentences; where the store has the text, also the
            words between them, which support no claim.
        is_cut: Whether claims were left out.
        title: The headline of the text, or "".
    """

    report: Report
    first: int
    last: int
    paragraphs: dict[int, list[Sentence | str]]
    is_cut: bool
    title: str = ""


@router.get("/reports", responses=documented(DATA))
def list_reports(request: Request, service: Current) -> Response:
    """List the reports, and how many claims each has."""
    form = choose(request, DATA)

    def make() -> bytes:
        found = reports(service.store)
        if form is HTML:
            return render("reports.html", reports=found)
        items = [
            {
                "id": one.id,
                "name": one.name.text,
                "claims": one.claims,
                "years": one.years,
                "href": f"/reports/{one.id}",
            }
            for one in found
        ]
        return json.dumps(items, ensure_ascii=False).encode()

    return reply(request, service.version, form, make)


@router.get("/reports/{report_id}", responses=documented(DATA, 400))
def read_report(
    report_id: Annotated[str, Path(description="Id of the report, such as mfaic-2024.")],
    request: Request,
    service: Current,
    start: Annotated[
        int, Query(alias="from", ge=1, le=1_000_000, description="First paragraph to show.")
    ] = 1,
) -> Response:
    """Read a report by paragraph and sentence, with the claims that each sentence supports."""
    form = choose(request, DATA)

    def make() -> bytes:
        reading = read(service.store, report_id, start)
        if form is HTML:
            return render("report.html", reading=reading, step=PARAGRAPHS)
        return json.dumps(_content(reading), ensure_ascii=False).encode()

    return reply(request, service.version, form, make)


@once_a_version
def reports(store: Store) -> list[Report]:
    """Return the reports of a store, by id."""
    solutions = select(
        store.query,
        """SELECT ?graph ?article (COUNT(?claim) AS ?count) {
             GRAPH ?graph { ?claim comity:reportedBy ?article } } GROUP BY ?graph ?article""",
    )
    found = {
        (graph.value.removeprefix(graph_name("").value), article): int(count.value)
        for graph, article, count in solutions
    }
    names = names_of(store, (article for _, article in found))
    years = _years(store)
    return sorted(
        (
            Report(part, names[article], count, tuple(sorted(years[part])))
            for (part, article), count in found.items()
        ),
        key=lambda report: (report.id, report.name.text),
    )


def _years(store: Store) -> defaultdict[str, set[str]]:
    """Return id of a report → the periods that the documents cover of which it tells."""
    found: defaultdict[str, set[str]] = defaultdict(set)
    solutions = select(
        store.query,
        "SELECT DISTINCT ?graph ?period { GRAPH ?graph { ?work schema:temporalCoverage ?period } }",
    )
    for graph, period in solutions:
        found[graph.value.removeprefix(graph_name("").value).partition("/")[0]].add(period.value)
    return found


def read(store: Store, report_id: str, first: int) -> Reading:
    """Return a part of a report.

    Args:
        store: Where it is.
        report_id: Its id.
        first: Number of the first paragraph, from 1.

    Raises:
        NotFoundError: there is no report of that id.
    """
    report = next((one for one in reports(store) if one.id == report_id), None)
    if report is None or not SLUG.fullmatch(report_id):
        raise NotFoundError(f"There is no report {report_id}.", "See /reports for those there are.")
    graph = graph_name(report_id)
    last = select(
        store.query, f"SELECT (MAX(?n) AS ?last) {{ GRAPH {graph} {{ ?p comity:paragraph ?n }} }}"
    )
    number = next(iter(last))["last"]
    last_cited = int(number.value) if number else 0
    claims = claims_where(store, _within(graph, first), _MOST, SENTENCE)
    sentences = [
        sentence
        for sentence in _sentences(claims)
        if first <= sentence.evidence.paragraph < first + PARAGRAPHS
    ]
    text = read_text(store, report_id)
    if text is None or any(not sentence.pieces for sentence in sentences):  # it is another text
        return Reading(report, first, last_cited, _by_paragraph(sentences), claims.is_cut)
    lines = text.rstrip().split("\n")
    whole = whole_text(text, _by_paragraph(sentences), range(first, first + PARAGRAPHS))
    return Reading(report, first, len(lines), whole, claims.is_cut, _headline(lines))


def _by_paragraph(sentences: Iterable[Sentence]) -> dict[int, list[Sentence | str]]:
    """Return number of a paragraph → its sentences."""
    return {
        paragraph: list(found)
        for paragraph, found in groupby(sentences, lambda sentence: sentence.evidence.paragraph)
    }


def _headline(lines: list[str]) -> str:
    """Return the first line with words, if it is a headline; else "".

    >>> _headline(["", "Two ministers met", "", "They spoke."]), _headline(["They spoke."])
    ('Two ministers met', '')
    """
    first = next((line.strip() for line in lines if line.strip()), "")
    is_sentence = first.endswith((".", "!", "?")) or len(first) > _LONGEST_TITLE
    return "" if is_sentence else first


def whole_text(
    text: str, cited: Mapping[int, list[Sentence | str]], numbers: Iterable[int]
) -> dict[int, list[Sentence | str]]:
    """Return some paragraphs of a text, with the words before, between and after its sentences.

    Args:
        text: The text; a paragraph is a line of it.
        cited: Number of a paragraph → the sentences in it that support claims.
        numbers: Which paragraphs; those without a word are left out.
    """
    lines = text.split("\n")
    starts = dict(enumerate(accumulate((len(line) + 1 for line in lines), initial=0), start=1))
    found: dict[int, list[Sentence | str]] = {}
    told = 0  # up to here; a passage may go on in the next line
    for number in numbers:
        if number > len(lines):
            break
        told, end = max(told, starts[number]), starts[number + 1]
        parts: list[Sentence | str] = []
        for sentence in cited.get(number, ()):
            if isinstance(sentence, Sentence):
                parts += [text[told : sentence.evidence.start], sentence]
                told = max(told, sentence.evidence.end)
        parts.append(text[told:end])
        if kept := [part for part in parts if not isinstance(part, str) or part.strip()]:
            found[number] = kept
    return found


def _within(graph: ox.NamedNode, first: int) -> str:
    """Return the pattern of the claims whose passages stand in some paragraphs."""
    return f"""GRAPH {graph} {{
        ?passage comity:paragraph ?paragraph
        FILTER (?paragraph >= {first} && ?paragraph < {first + PARAGRAPHS})
        ?claim comity:evidence ?passage . ?claim a comity:Claim }}"""


def _sentences(claims: Claims) -> Iterator[Sentence]:
    """Yield the sentences that support claims, in the order of the text."""
    by_place: defaultdict[tuple[int, int], dict[str, Claim]] = defaultdict(dict)
    evidence: dict[tuple[int, int], Evidence] = {}
    for claim in claims.shown:
        for passage in claim.passages:
            place = passage.evidence.start, passage.evidence.end
            evidence[place] = passage.evidence
            by_place[place][claim.iri] = claim
    for place, found in sorted(by_place.items()):
        ordered = tuple(found[iri] for iri in sorted(found))
        text = evidence[place].text
        pieces = tuple(_pieces(text, ordered)) if text else ()
        yield Sentence(evidence[place], pieces, ordered)


def _pieces(text: str, claims: Iterable[Claim]) -> Iterator[Piece]:
    """Yield a sentence in runs; those that are the name of a thing in a claim are linked to it."""
    things = {
        thing.text: thing
        for claim in claims
        for thing in (claim.subject, claim.object, *claim.speakers)
        if thing.iri and address(thing.iri) and thing.text.strip()
    }
    left = 0
    for start, name in _places(text, sorted(things, key=len, reverse=True)):
        if start > left:
            yield text[left:start], None
        left = start + len(name)
        yield name, things[name]
    if left < len(text):
        yield text[left:], None


def _places(text: str, names: Iterable[str]) -> list[tuple[int, str]]:
    """Return where names stand in a text; a longer one takes its place before a shorter one.

    >>> _places("Port Ansel, a port", ["Port Ansel", "Port"])
    [(0, 'Port Ansel')]
    """
    taken: list[tuple[int, str]] = []
    for name in names:
        start = text.find(name)
        while start >= 0:
            end = start + len(name)
            if all(end <= other or other + len(known) <= start for other, known in taken):
                taken.append((start, name))
            start = text.find(name, end)
    return sorted(taken)


def _content(reading: Reading) -> dict[str, object]:
    """Return a part of a report as JSON has it."""
    return {
        "id": reading.report.id,
        "name": reading.report.name.text,
        "claims": reading.report.claims,
        "last_paragraph": reading.last,
        "is_cut": reading.is_cut,
        "sentences": [
            {
                "iri": sentence.evidence.iri,
                "paragraph": sentence.evidence.paragraph,
                "sentence": sentence.evidence.sentence,
                "start": sentence.evidence.start,
                "end": sentence.evidence.end,
                "text": sentence.evidence.text,
                "claims": [
                    {"iri": claim.iri, "modality": claim.modality, "paraphrase": claim.comment}
                    for claim in sentence.claims
                ],
            }
            for sentences in reading.paragraphs.values()
            for sentence in sentences
            if isinstance(sentence, Sentence)
        ],
    }
