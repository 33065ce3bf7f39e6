"""VoID: what the dataset is, and what is in it (https://www.w3.org/TR/void/)."""

from collections.abc import Iterator
from typing import Final

import pyoxigraph as ox
from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import Response

from graph.export import rdf
from graph.namespaces import ID, PREFIXES, RDF_TYPE
from graph.results import GRAPH_FORMATS
from graph.statistics import Statistics, statistics
from web.addresses import address_of
from web.evaluation import contained
from web.exports import ALL, files
from web.kept import once_a_version
from web.negotiation import choose
from web.openapi import documented
from web.replies import reply
from web.service import Current, Service
from web.service_description import format_name

router = APIRouter(tags=["data"])

PATH: Final = "/.well-known/void"

_LICENCE: Final = ox.NamedNode("https://creativecommons.org/licenses/by/4.0/")
_INTEGER: Final = ox.NamedNode(f"{PREFIXES['xsd']}integer")
_SUFFIXES: Final = ("ttl", "nt", "jsonld")
"""Of the files that a graph can be had as, those that are listed."""


@router.get(PATH, responses=documented(GRAPH_FORMATS, 429))
async def void(request: Request, service: Current) -> Response:
    """Describe the dataset: its graphs, classes, properties, links, files and addresses."""
    return await service.read_whole(lambda: _void_reply(request, service))


def _void_reply(request: Request, service: Service) -> Response:
    """Return the description of the dataset, or 304."""
    form = choose(request, GRAPH_FORMATS)
    version, address = service.version, address_of(request)

    def make() -> bytes:
        found = contained(lambda: _statistics(service.store))
        return rdf.write_triples(_triples(found, address), form.name)

    return reply(request, version, form, make)


_statistics = once_a_version(statistics)
"""The statistics of a store, which take most of a minute to count where it is large."""


def _triples(found: Statistics, address: str) -> Iterator[ox.Triple]:
    """Yield what is said of the dataset in a document at an address."""
    root = address.removesuffix(PATH)
    document, dataset = ox.NamedNode(address), ox.NamedNode(f"{address}#dataset")
    yield ox.Triple(document, RDF_TYPE, _void("DatasetDescription"))
    yield ox.Triple(document, ox.NamedNode(f"{PREFIXES['foaf']}primaryTopic"), dataset)
    yield ox.Triple(dataset, RDF_TYPE, _void("Dataset"))
    yield ox.Triple(dataset, _dcterms("title"), ox.Literal("Comity", language="en"))
    yield ox.Triple(dataset, _dcterms("license"), _LICENCE)
    yield ox.Triple(dataset, _void("sparqlEndpoint"), ox.NamedNode(f"{root}/sparql"))
    yield ox.Triple(dataset, _void("uriSpace"), ox.Literal(ID))
    yield ox.Triple(dataset, _void("triples"), _number(found.triples))
    yield ox.Triple(dataset, _void("classes"), _number(len(found.classes)))
    yield ox.Triple(dataset, _void("properties"), _number(len(found.properties)))
    for form in GRAPH_FORMATS:
        yield ox.Triple(dataset, _void("feature"), format_name(form))
    for namespace in _vocabularies(found):
        yield ox.Triple(dataset, _void("vocabulary"), ox.NamedNode(namespace))
    yield from _partitions(found, dataset)
    yield from _linksets(found, dataset)
    yield from _dumps(dataset, ALL, root)
    for name, graph in files(found.graphs).items():
        yield ox.Triple(dataset, _void("subset"), graph)
        yield ox.Triple(graph, RDF_TYPE, _void("Dataset"))
        yield ox.Triple(graph, _dcterms("license"), _LICENCE)
        yield ox.Triple(graph, _void("triples"), _number(found.graphs[graph]))
        yield from _dumps(graph, name, root)


def _dumps(subject: ox.NamedNode, name: str, root: str) -> Iterator[ox.Triple]:
    """Yield the files that a dataset can be had as."""
    for suffix in _SUFFIXES:
        dump = ox.NamedNode(f"{root}/export/{name}.{suffix}")
        yield ox.Triple(subject, _void("dataDump"), dump)


def _partitions(found: Statistics, dataset: ox.NamedNode) -> Iterator[ox.Triple]:
    """Yield the parts of the dataset by class and by property."""
    for kind, unit, counts in (
        ("class", "entities", found.classes),
        ("property", "triples", found.properties),
    ):
        for number, (term, count) in enumerate(counts.items()):
            part = ox.BlankNode(f"{kind}{number}")
            yield ox.Triple(dataset, _void(f"{kind}Partition"), part)
            yield ox.Triple(part, _void(kind), term)
            yield ox.Triple(part, _void(unit), _number(count))


def _linksets(found: Statistics, dataset: ox.NamedNode) -> Iterator[ox.Triple]:
    """Yield the links to other datasets, by property and target."""
    for number, ((link, space), count) in enumerate(found.links.items()):
        part, target = ox.BlankNode(f"links{number}"), ox.BlankNode(f"target{number}")
        yield ox.Triple(dataset, _void("subset"), part)
        yield ox.Triple(part, RDF_TYPE, _void("Linkset"))
        yield ox.Triple(part, _void("linkPredicate"), link)
        yield ox.Triple(part, _void("triples"), _number(count))
        yield ox.Triple(part, _void("subjectsTarget"), dataset)
        yield ox.Triple(part, _void("objectsTarget"), target)
        yield ox.Triple(target, RDF_TYPE, _void("Dataset"))
        yield ox.Triple(target, _void("uriSpace"), ox.Literal(space))


def _vocabularies(found: Statistics) -> list[str]:
    """Return the namespaces of the classes and properties that the dataset uses, sorted."""
    terms = [term.value for term in (*found.classes, *found.properties)]
    return sorted(
        namespace
        for namespace in PREFIXES.values()
        if any(term.startswith(namespace) for term in terms)
    )


def _number(value: int) -> ox.Literal:
    """Return a number as a literal."""
    return ox.Literal(str(value), datatype=_INTEGER)


def _void(name: str) -> ox.NamedNode:
    """Return a term of VoID."""
    return ox.NamedNode(f"{PREFIXES['void']}{name}")


def _dcterms(name: str) -> ox.NamedNode:
    """Return a term of Dublin Core."""
    return ox.NamedNode(f"{PREFIXES['dcterms']}{name}")
