"""What /sparql says of itself: https://www.w3.org/TR/sparql11-service-description/."""

from collections.abc import Iterator
from typing import Final

import pyoxigraph as ox
from starlette.requests import Request
from starlette.responses import Response

from graph.export import rdf
from graph.namespaces import PREFIXES, RDF_TYPE, is_draft
from graph.results import GRAPH_FORMATS, SOLUTION_FORMATS, Representation
from web.addresses import address_of
from web.negotiation import DOCUMENT, HTML, choose
from web.replies import reply
from web.service import Service
from web.sparql_page import blank_page, example_of

_SD: Final = PREFIXES["sd"]
_FORMATS: Final = "http://www.w3.org/ns/formats/"

_NAMES: Final = {
    "json": "SPARQL_Results_JSON",
    "xml": "SPARQL_Results_XML",
    "csv": "SPARQL_Results_CSV",
    "tsv": "SPARQL_Results_TSV",
    "turtle": "Turtle",
    "ntriples": "N-Triples",
    "jsonld": "JSON-LD",
    "rdfxml": "RDF_XML",
}
"""Name of a format → its name among https://www.w3.org/ns/formats/."""


def describe_service(request: Request, service: Service) -> Response:
    """Return the description of the SPARQL service; a page with a form for a browser.

    Args:
        request: May name a canned query, which the form starts from.
        service: What is described.

    Raises:
        NotFoundError: there is no such query.
    """
    form = choose(request, DOCUMENT)
    version, address = service.version, address_of(request)
    name = request.query_params.get("example", "")
    example = example_of(service.catalogue.find(name)) if name else ""

    def make() -> bytes:
        if form is HTML:
            return blank_page(service.catalogue, example)
        return rdf.write_triples(_triples(service, address), form.name)

    return reply(request, version, form, make)


def format_name(form: Representation) -> ox.NamedNode:
    """Return the IRI that the W3C gives a format.

    >>> format_name(GRAPH_FORMATS[0]).value
    'http://www.w3.org/ns/formats/Turtle'
    """
    return ox.NamedNode(f"{_FORMATS}{_NAMES[form.name]}")


def _triples(service: Service, address: str) -> Iterator[ox.Triple]:
    """Yield what is said of the service at an address."""
    endpoint, settings = ox.NamedNode(address), service.settings
    languages = ["SPARQL11Query"]
    if settings.token.get_secret_value():
        languages.append("SPARQL11Update")
    # Validated, the default graph is the merge of the graphs; plain, it is a graph of its own.
    feature = "UnionDefaultGraph" if settings.validate_writes else "EmptyGraphs"
    yield ox.Triple(endpoint, RDF_TYPE, _sd("Service"))
    yield ox.Triple(endpoint, _sd("endpoint"), endpoint)
    yield ox.Triple(endpoint, _sd("feature"), _sd(feature))
    for language in languages:
        yield ox.Triple(endpoint, _sd("supportedLanguage"), _sd(language))
    for form in (*SOLUTION_FORMATS, *GRAPH_FORMATS):
        yield ox.Triple(endpoint, _sd("resultFormat"), format_name(form))
    for form in GRAPH_FORMATS:
        yield ox.Triple(endpoint, _sd("inputFormat"), format_name(form))
    yield from _dataset(service, endpoint)


def _dataset(service: Service, endpoint: ox.NamedNode) -> Iterator[ox.Triple]:
    """Yield what is said of the dataset that a query is asked of where it names none."""
    dataset, default = ox.BlankNode("dataset"), ox.BlankNode("default")
    yield ox.Triple(endpoint, _sd("defaultDataset"), dataset)
    yield ox.Triple(dataset, RDF_TYPE, _sd("Dataset"))
    yield ox.Triple(dataset, _sd("defaultGraph"), default)
    yield ox.Triple(default, RDF_TYPE, _sd("Graph"))
    published = (name for name in service.opened.graph_names() if not is_draft(name))
    for number, name in enumerate(published):
        named, graph = ox.BlankNode(f"named{number}"), ox.BlankNode(f"graph{number}")
        yield ox.Triple(dataset, _sd("namedGraph"), named)
        yield ox.Triple(named, RDF_TYPE, _sd("NamedGraph"))
        yield ox.Triple(named, _sd("name"), name)
        yield ox.Triple(named, _sd("graph"), graph)
        yield ox.Triple(graph, RDF_TYPE, _sd("Graph"))


def _sd(name: str) -> ox.NamedNode:
    """Return a term of the vocabulary of service descriptions."""
    return ox.NamedNode(f"{_SD}{name}")
