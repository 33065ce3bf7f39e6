"""The page of a canned query: its form, its answers, and how to take them along."""

from dataclasses import dataclass
from typing import Final
from urllib.parse import quote, urlencode

from starlette.requests import Request
from starlette.responses import Response

from graph.analysis import MODALITIES
from graph.errors import EntityError, UsageError
from graph.namespaces import CODE, ID
from graph.query import CannedQuery, run
from graph.results import BOOLEAN_FORMATS, SOLUTION_FORMATS, Representation
from graph.search import LabelIndex
from web.evaluation import contained, formats_of_text
from web.fields import Field, fields_for
from web.kinds import kind_of
from web.negotiation import HTML
from web.replies import reply
from web.service import Service
from web.snippets import ORIGIN, snippets
from web.tables import Table, table_of
from web.templating import render
from web.topics import topic_of
from web.workbooks import XLSX

MOST_NAMES: Final = 20_000
"""Most names in a store in which a query is run before somebody asks for it."""

_ANSWERS: Final = {SOLUTION_FORMATS: "solutions", BOOLEAN_FORMATS: "boolean"}
"""Forms of a query's result → what it is."""

_DOWNLOADS: Final = {
    "csv": "CSV",
    "json": "JSON",
    "xlsx": "Excel",
    "tsv": "TSV",
    "xml": "XML",
}
"""Name of a form → what readers call it; what most want comes first."""


@dataclass(frozen=True)
class Asked:
    """A canned query with values.

    Args:
        canned: The query.
        values: Name of a parameter → what the user wrote; nothing is empty.
    """

    canned: CannedQuery
    values: dict[str, str]

    @property
    def is_complete(self) -> bool:
        """Tell whether it can be run."""
        return bool(self.values) or not any(p.required for p in self.canned.parameters)

    def is_run(self, request: Request, service: Service) -> bool:
        """Tell whether its page runs it: at once, or in a large store when it is asked to.

        With nothing chosen, many a query goes through all claims, which takes seconds in a large
        store: nobody who only looks for the form is kept waiting.
        """
        is_asked = bool(request.scope["query_string"])
        return self.is_complete and (is_asked or LabelIndex.open(service.store).size < MOST_NAMES)

    def address(self, **more: str) -> str:
        """Return its address on this server, with other values or more of them."""
        query = urlencode({**self.values, **more}, quote_via=quote)
        return f"/queries/{self.canned.name}{'?' if query else ''}{query}"


def forms_of(canned: CannedQuery) -> tuple[Representation, ...]:
    """Return the forms of the data of a canned query."""
    formats = tuple(formats_of_text(canned.text))
    return (*formats, XLSX) if formats == SOLUTION_FORMATS else formats


def query_page(
    request: Request, service: Service, canned: CannedQuery, values: dict[str, str]
) -> Response:
    """Return the page of a canned query; it asks for values before it runs one that needs them."""
    asked = Asked(canned, {name: value for name, value in values.items() if value})

    def make() -> bytes:
        is_run = asked.is_run(request, service)
        table = contained(lambda: _table(service, asked)) if is_run else None
        return _page(service, asked, table)

    try:
        return reply(request, service.version, HTML, make)
    except UsageError as error:
        headers = {"Vary": "Accept, Accept-Encoding"}
        content = _page(service, asked, error=error)
        return Response(content, kind_of(error).status, headers, HTML.media_type)


def _table(service: Service, asked: Asked) -> Table:
    """Return the answers."""
    return table_of(service.store, run(service.store, asked.canned, asked.values, service.resolve))


def _page(
    service: Service, asked: Asked, table: Table | None = None, error: UsageError | None = None
) -> bytes:
    """Return the page with its answers, or with what is wrong with the values."""
    canned = asked.canned
    fields = fields_for(service, canned, asked.values)
    answers = _ANSWERS.get(tuple(formats_of_text(canned.text)), "graph")
    return render(
        "query.html",
        asked=asked,
        canned=canned,
        topic=topic_of(canned),
        fields=fields,
        table=table,
        error=None if isinstance(error, EntityError) else error,  # which its field shows
        downloads=_downloads(asked),
        network=_network(fields, table) if table and table.claims.shown else "",
        text=canned.bind(asked.values, service.resolve) if table else canned.text,
        snippets=snippets(canned.name, asked.values, answers) if table else {},
        origin=ORIGIN,
    )


def _downloads(asked: Asked) -> dict[str, str]:
    """Return what readers call the forms of the answers → their addresses."""
    names = [form.name for form in forms_of(asked.canned)]
    ordered = [name for name in _DOWNLOADS if name in names]
    ordered += [name for name in names if name not in _DOWNLOADS]
    return {_DOWNLOADS.get(name, name): asked.address(format=name) for name in ordered}


def _network(fields: tuple[Field, ...], table: Table) -> str:
    """Return the address of the graph around what was asked for."""
    given = {field.name: field.iri for field in fields if field.iri and field.name != "article"}
    thing = next((iri for iri in given.values() if iri.startswith(ID)), table.focus)
    modality = given.get("modality", "").removeprefix(f"{CODE}modality/")
    chosen = {
        "focus": thing or "",
        "relation": given.get("relation", ""),
        "modality": modality if modality in MODALITIES else "",
    }
    return f"/graph?{urlencode({name: value for name, value in chosen.items() if value})}"
