"""Reading RDF files: the ontology, the reference data and the reports.

A file is refused with its line and the reason where it is not well-formed; whether what it says
makes sense is for ``graph.validate`` to tell.
"""

import hashlib
import re
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Final, TypeVar

import pyoxigraph as ox

from graph.errors import InvalidDataError, NotFoundError, ParseError
from graph.namespaces import SLUG, graph_name
from graph.resources import data_folder
from graph.terms import slug, text_of

LONGEST_LINE: Final = 2**20
"""Most bytes in a line; no curated file comes near, and parsers take far more memory than that."""

_RESERVED: Final = frozenset({"ontology", "provenance", "reference"})
"""Names of graphs that are not reports."""

T = TypeVar("T")

_FORMATS: Final = "Turtle (.ttl), TriG (.trig), N-Triples (.nt), N-Quads (.nq), JSON-LD, RDF/XML"


@dataclass(frozen=True, kw_only=True)
class Document:
    """What was read from the files of one folder.

    Args:
        folder: Where the files lie.
        triples: What they say; blank nodes of different files differ.
        files: Name of a file → SHA-256 of its bytes, in hexadecimal.
        described_in: IRI of a subject → name of the first file that says something about it.
    """

    folder: Path
    triples: list[ox.Triple]
    files: dict[str, str]
    described_in: dict[str, str]


@dataclass(frozen=True, kw_only=True)
class Report(Document):
    """A curated report: its claims, the things they are about, and the article.

    Args:
        report_id: Name of its folder, a slug.
        graph_name: Name of the graph that the triples belong to.
    """

    report_id: str
    graph_name: ox.NamedNode


def read_rdf(path: Path) -> list[ox.Quad]:
    """Return the quads of an RDF 1.1 file; its suffix tells the format.

    Blank nodes are named after the file's content and their order in it, so that the same file
    always gives the same quads, and two files never share a blank node.

    Args:
        path: A file in Turtle, TriG, N-Triples, N-Quads, JSON-LD or RDF/XML.

    Raises:
        NotFoundError: there is no such file.
        ParseError: the file is not well-formed, not UTF-8, or has a line of more than 1 MiB.
    """
    return _parse(path, _read_bytes(path))


def load_report(folder: Path) -> Report:
    """Return the report in a folder: its claims.trig and source.ttl.

    Raises:
        NotFoundError: the folder or one of its files is missing.
        ParseError: a file is not well-formed.
        InvalidDataError: the folder's name is not a slug, or claims.trig has quads outside the
            graph that is named after the folder.
    """
    report_id = folder.resolve().name
    if not folder.is_dir():
        raise NotFoundError(
            f"There is no report folder {folder}.",
            "A report is a folder with claims.trig (the claims) and source.ttl (the article).",
        )
    if not SLUG.fullmatch(report_id) or report_id in _RESERVED:
        proposal = slug(report_id) if slug(report_id) not in {"", *_RESERVED} else "mfa-2030"
        raise InvalidDataError(
            f"{folder}: {report_id!r} cannot be the name of a report.",
            f"Name the folder in lower-case words joined by hyphens, such as {proposal!r}.",
        )
    name = graph_name(report_id)
    document = _load(folder, {"claims.trig": name, "source.ttl": ox.DefaultGraph()})
    return Report(report_id=report_id, graph_name=name, **vars(document))


def load_ontology(folder: Path | None = None) -> Document:
    """Return the ontology: its terms, codes and shapes.

    Args:
        folder: Where comity.ttl, codes.ttl and shapes.ttl lie; by default, the one shipped.
    """
    names = ("comity.ttl", "codes.ttl", "shapes.ttl")
    return _load(folder or data_folder("ontology"), dict.fromkeys(names, ox.DefaultGraph()))


def load_reference(folder: Path | None = None) -> Document:
    """Return the reference data: all Turtle files of its folder.

    Args:
        folder: Where they lie; by default, the folder shipped.
    """
    folder = folder or data_folder("reference")
    names = sorted(path.name for path in folder.glob("*.ttl"))
    return _load(folder, dict.fromkeys(names, ox.DefaultGraph()))


def _load(folder: Path, expected: dict[str, ox.NamedNode | ox.DefaultGraph]) -> Document:
    """Return the document in the named files, each of which has all its quads in one graph."""
    triples: dict[ox.Triple, None] = {}
    files: dict[str, str] = {}
    described_in: dict[str, str] = {}
    for name, home in expected.items():
        data = _read_bytes(folder / name)
        quads = _parse(folder / name, data)
        _check_graphs(folder / name, quads, home)
        files[name] = hashlib.sha256(data).hexdigest()
        triples.update(dict.fromkeys(quad.triple for quad in quads))
        for quad in quads:
            described_in.setdefault(text_of(quad.subject), name)
    return Document(folder=folder, triples=list(triples), files=files, described_in=described_in)


def _check_graphs(
    path: Path, quads: Iterable[ox.Quad], home: ox.NamedNode | ox.DefaultGraph
) -> None:
    """Refuse quads outside the graph where those of a file belong."""
    for quad in quads:
        if quad.graph_name != home:
            subject, graph = quad.subject, quad.graph_name
            where = "no named graph" if isinstance(graph, ox.DefaultGraph) else f"graph {graph}"
            hint = "Write the triples without a graph."
            if isinstance(home, ox.NamedNode):
                hint = f"The name of the folder names the graph: write all of it in {home} {{ … }}."
            raise InvalidDataError(f"{path}: what is said of {subject} stands in {where}.", hint)


def _read_bytes(path: Path) -> bytes:
    """Return the bytes of a file, refusing a file with a very long line before it is all read."""
    lines = []
    try:
        with path.open("rb") as file:
            while line := file.readline(LONGEST_LINE + 1):
                lines.append(line)
                if len(line) > LONGEST_LINE:
                    reason = f"the line is longer than {LONGEST_LINE:,} bytes"
                    hint = "Break the line: Turtle and TriG allow it after each term."
                    raise ParseError(path, len(lines), reason, hint)
    except FileNotFoundError as error:
        raise NotFoundError(
            f"There is no file {path}.", f"A file in {_FORMATS} is expected there."
        ) from error
    except OSError as error:
        raise NotFoundError(f"The file {path} cannot be read: {error.strerror}.") from error
    return b"".join(lines)


def _parse(path: Path, data: bytes) -> list[ox.Quad]:
    """Return the quads in the bytes of a file."""
    rdf_format = ox.RdfFormat.from_extension(path.suffix.removeprefix("."))
    if rdf_format is None:
        raise ParseError(path, None, f"no RDF format has the suffix {path.suffix!r}", _FORMATS)
    try:
        quads = list(ox.parse(data.removeprefix(b"\xef\xbb\xbf"), format=rdf_format))
    except SyntaxError as error:
        reason = re.sub(r"^Parser error (at|between) line [^:]*: ", "", error.msg)
        raise ParseError(path, error.lineno, reason, _hint(reason)) from error
    for quad in quads:
        if not _is_rdf_1_1(quad):
            reason = f"what is said of {quad.subject} needs RDF 1.2: {quad.object}"
            raise ParseError(path, None, reason, "Write it as plain RDF 1.1 triples.")
    return _rename_blank_nodes(quads, hashlib.sha256(data).hexdigest()[:12])


def _hint(reason: str) -> str:
    """Return what to do about a reason that the parser gives, where it is not plain."""
    if "UTF-8" in reason:
        return "Save the file as UTF-8."
    if "Invalid IRI" in reason:
        return (
            "Percent-encode the character (a space is %20), or name the thing by a slug: "
            "lower-case words joined by hyphens."
        )
    return ""


def _rename_blank_nodes(quads: list[ox.Quad], prefix: str) -> list[ox.Quad]:
    """Return quads whose blank nodes are named by a prefix and their order of appearance."""
    labels: dict[ox.BlankNode, ox.BlankNode] = {}

    def renamed(term: T) -> T | ox.BlankNode:
        if isinstance(term, ox.BlankNode):
            return labels.setdefault(term, ox.BlankNode(f"b{prefix}n{len(labels)}"))
        return term

    return [
        ox.Quad(
            renamed(quad.subject), quad.predicate, renamed(quad.object), renamed(quad.graph_name)
        )
        for quad in quads
    ]


def _is_rdf_1_1(quad: ox.Quad) -> bool:
    """Tell whether a quad has neither triple terms nor literals with a base direction."""
    value = quad.object
    return not isinstance(value, ox.Triple) and getattr(value, "direction", None) is None
