"""The page of free-form queries: the form, and below it the answer or what is wrong."""

from collections.abc import Iterable, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass
from io import BytesIO
from itertools import islice
from types import MappingProxyType
from typing import Final
from urllib.parse import urlencode

import pyoxigraph as ox
from starlette.requests import Request
from starlette.responses import Response

from graph.errors import ComityError, QuerySyntaxError
from graph.namespaces import PREFIXES
from graph.query import CannedQuery
from graph.records import short_name
from graph.results import BOOLEAN_FORMATS, GRAPH_FORMATS, SOLUTION_FORMATS, Format
from web.content import Content
from web.kinds import kind_of
from web.names import Name
from web.negotiation import HTML
from web.problems import wants_page
from web.protocol import QUERY_DATASET, Operation
from web.templating import render
from web.topics import by_topic

_SHOWN: Final = 500
"""Most solutions or triples that a page shows; the downloads have all of them."""

_FORMS: Final = {
    "solutions": SOLUTION_FORMATS,
    "boolean": BOOLEAN_FORMATS,
    "triples": GRAPH_FORMATS,
}
"""What an answer is → its downloads."""

_NO_EXAMPLES: Final[Mapping[str, Sequence[CannedQuery]]] = MappingProxyType({})

_TRIPLE: Final = ("subject", "predicate", "object")


@dataclass(frozen=True)
class Answer:
    """A result as the page shows it.

    Args:
        columns: Names of the variables; none for a boolean.
        rows: Of each solution, a term a column; None where a variable is unbound.
        is_cut: Whether there are more.
        boolean: The answer to ASK, or None.
    """

    columns: tuple[str, ...] = ()
    rows: tuple[tuple[Name | None, ...], ...] = ()
    is_cut: bool = False
    boolean: bool | None = None


def read_form(forms: Sequence[Format]) -> Format:
    """Return the form of a result that the page is made from: one that is read as it comes."""
    return next(form for form in forms if form.name in ("json", "ntriples"))


def answer_page(operation: Operation, forms: Sequence[Format], content: Content) -> bytes:
    """Return the page with an answer.

    Args:
        operation: The query.
        forms: The formats of its result.
        content: The result, in the first of them that ``read_form`` names; it is used up.
    """
    return _page(operation, answer=_answer(read_form(forms), content), forms=forms)


def blank_page(catalogue: Mapping[str, CannedQuery], example: str = "") -> bytes:
    """Return the page with an example, not asked yet.

    Args:
        catalogue: The canned queries, each of which is an example.
        example: The text of one; without it, the page has one of its own.
    """
    return _page(None, example=example, examples=by_topic(catalogue))


def example_of(canned: CannedQuery) -> str:
    """Return the text of a canned query with the values that its form starts from."""
    needed = (each for each in canned.parameters if each.required)
    values = {each.name: each.default for each in needed if each.default is not None}
    return canned.bind(values, str).strip()  # a default is an IRI, not a name


def error_page(request: Request, operation: Operation, error: ComityError) -> Response:
    """Return the page with a query and what is wrong with it.

    Raises:
        ComityError: the request would rather have the problem as data.
    """
    if not wants_page(request):
        raise error
    headers = {"Vary": "Accept, Accept-Encoding"}
    return Response(_page(operation, error=error), kind_of(error).status, headers, HTML.media_type)


def _page(
    operation: Operation | None,
    *,
    answer: Answer | None = None,
    error: ComityError | None = None,
    forms: Sequence[Format] = (),
    example: str = "",
    examples: Mapping[str, Sequence[CannedQuery]] = _NO_EXAMPLES,
) -> bytes:
    """Return the page."""
    return render(
        "sparql.html",
        query=operation.text if operation else example,
        examples=examples,
        dataset=_dataset(operation),
        answer=answer,
        error=error,
        wrong_line=error.line if isinstance(error, QuerySyntaxError) else None,
        downloads={form.name: _download(operation, form) for form in forms if operation},
        forms=GRAPH_FORMATS,
        forms_of_answers={kind: [form.name for form in made] for kind, made in _FORMS.items()},
        prefixes=PREFIXES,
    )


def _dataset(operation: Operation | None) -> list[tuple[str, str]]:
    """Return the parameters that name the graphs of a query."""
    if operation is None or operation.dataset is None:
        return []
    graphs = (operation.dataset.default_graphs, operation.dataset.named_graphs)
    return [(name, iri) for name, iris in zip(QUERY_DATASET, graphs, strict=True) for iri in iris]


def _download(operation: Operation | None, form: Format) -> str:
    """Return the address of the result of a query in some form."""
    text = operation.text if operation else ""
    pairs = [("query", text), *_dataset(operation), ("download", form.name)]
    return f"/sparql?{urlencode(pairs)}"


def _answer(form: Format, content: Content) -> Answer:
    """Return a result as the page shows it."""
    file = BytesIO(content.data) if isinstance(content.data, bytes) else content.data
    with closing(file):
        file.seek(0)
        if form in GRAPH_FORMATS:
            return _table(_TRIPLE, (quad.triple for quad in ox.parse(file, format=form.engine)))
        result = ox.parse_query_results(file, format=form.engine)
        if isinstance(result, ox.QueryBoolean):
            return Answer(boolean=bool(result))
        return _table(tuple(variable.value for variable in result.variables), result)


def _table(
    columns: tuple[str, ...],
    rows: Iterable[Iterable[ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple | None]],
) -> Answer:
    """Return solutions or triples as the page shows them."""
    found = [tuple(map(_name, row)) for row in islice(rows, _SHOWN + 1)]
    return Answer(columns, tuple(found[:_SHOWN]), len(found) > _SHOWN)


def _name(term: object) -> Name | None:
    """Return a term as the page shows it; an IRI keeps its own name, not a label."""
    if term is None:
        return None
    if isinstance(term, ox.NamedNode):
        return Name(short_name(term.value), term.value)
    if isinstance(term, ox.Literal):
        return Name(term.value, None, term.language)
    return Name(str(term))
