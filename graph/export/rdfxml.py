"""RDF/XML, which cannot hold every graph: XML restricts names and characters."""

import itertools
import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import Final

import pyoxigraph as ox

from graph.errors import UsageError
from graph.export.pieces import chunks, spool
from graph.namespaces import PREFIXES, RDF_TYPE

NOT_XML: Final = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""Characters that XML 1.0 cannot hold, not even escaped."""

_START: Final = (
    "A-Z_a-z\xc0-\xd6\xd8-\xf6\xf8-\u02ff\u0370-\u037d\u037f-\u1fff\u200c-\u200d"
    "\u2070-\u218f\u2c00-\u2fef\u3001-\ud7ff\uf900-\ufdcf\ufdf0-\ufffd\U00010000-\U000effff"
)
_NAME: Final = re.compile(f"[{_START}][{_START}.0-9\xb7\u0300-\u036f\u203f-\u2040-]*\\Z")
"""What the end of an IRI must look like so that an element can be named by it (NCName)."""

_HINT: Final = "Use Turtle, TriG, N-Triples, N-Quads or JSON-LD."


def rdfxml(quads: Iterable[ox.Quad]) -> Iterator[bytes]:
    """Yield sorted triples as RDF/XML, in pieces.

    Raises:
        UsageError: a predicate has no name that XML allows, or a literal has a character that it
            does not.
    """
    found: set[str] = set()
    with spool() as kept, spool() as written:
        ox.serialize(_checked(quads, found), kept, format=ox.RdfFormat.N_TRIPLES)
        kept.seek(0)
        triples = (quad.triple for quad in ox.parse(kept, format=ox.RdfFormat.N_TRIPLES))
        prefixes = {prefix: PREFIXES[prefix] for prefix in PREFIXES if prefix in found}
        try:
            ox.serialize(_ordered(triples), written, format=ox.RdfFormat.RDF_XML, prefixes=prefixes)
        except OSError as error:  # rdf:li and the like, which RDF/XML keeps for its own syntax
            raise UsageError(f"RDF/XML cannot hold the graph: {error}.", _HINT) from error
        written.write(b"\n")
        written.seek(0)
        for chunk in chunks(written):
            yield chunk.replace(b"\r", b"&#13;")  # a parser of XML reads a bare CR as LF


def _ordered(triples: Iterable[ox.Triple]) -> Iterator[ox.Triple]:
    """Yield sorted triples so that the engine can name the element of each subject."""
    for _, group in itertools.groupby(triples, key=lambda triple: triple.subject):
        yield from _element_first(list(group))


def _checked(quads: Iterable[ox.Quad], found: set[str]) -> Iterator[ox.Triple]:
    """Yield the triples if RDF/XML can hold them; take note of the prefixes of their names."""
    for quad in quads:
        triple = quad.triple
        _check(triple)
        for term in (triple.predicate, triple.object):
            if isinstance(term, ox.NamedNode):
                found |= _prefixes_of(term.value)
        yield triple


@lru_cache(maxsize=4096)
def _prefixes_of(iri: str) -> frozenset[str]:
    """Return the prefixes that may shorten an IRI."""
    return frozenset(prefix for prefix, space in PREFIXES.items() if iri.startswith(space))


def _check(triple: ox.Triple) -> None:
    """Refuse a triple that RDF/XML cannot hold."""
    predicate, value = triple.predicate.value, triple.object
    if not _NAME.search(predicate):
        raise UsageError(f"RDF/XML cannot hold the predicate <{predicate}>.", _HINT)
    found = NOT_XML.search(value.value) if isinstance(value, ox.Literal) else None
    if found:
        raise UsageError(
            f"RDF/XML cannot hold the character U+{ord(found[0]):04X} of {value}.", _HINT
        )


def _element_first(triples: list[ox.Triple]) -> list[ox.Triple]:
    """Return the triples of a subject so that the engine can name its element by the first.

    The engine names the element by the class where the first triple has rdf:type.
    """
    first = next(filter(_names_element, triples), None)
    if first is None:
        raise UsageError(f"RDF/XML cannot name the element of {triples[0].subject}.", _HINT)
    return [first, *(triple for triple in triples if triple != first)]


def _names_element(triple: ox.Triple) -> bool:
    """Tell whether an element can begin with a triple: it is no class, or one with a name."""
    value = triple.object
    if triple.predicate != RDF_TYPE or not isinstance(value, ox.NamedNode):
        return True
    return _NAME.search(value.value) is not None
