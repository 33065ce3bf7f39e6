"""brat's standoff format (https://brat.nlplab.org/standoff.html).

Text-bound annotations (T) are names and phrases, relations (R) go from subject to object, the
modality is an attribute (A), and notes (#) carry the remarks.
"""

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from graph.extraction.document import Document
from graph.extraction.interchange.annotations import LABELS, Annotations, Link, Remark, Span
from graph.extraction.interchange.checks import Checks
from graph.extraction.proposals import Modality, Relation

_SPAN: Final = re.compile(r"(T\d+)\t(\S+) (\d+) (\d+)\t(.*)")
_LINK: Final = re.compile(r"(R\d+)\t(\S+) Arg1:(T\d+) Arg2:(T\d+)\s*")
_ATTRIBUTE: Final = re.compile(r"A\d+\tModality (R\d+) (\S+)\s*")
_NOTE: Final = re.compile(r"#\d+\tAnnotatorNotes ([TR]\d+)\t(.*)")
_PASSED_OVER: Final = frozenset("A#NM*")
"""What lines begin with that say nothing of their own here: attributes and notes, which are read
with what they are about, links to databases, and what is equivalent."""

CONFIGURATION: Final = "\n".join(
    [
        "[entities]",
        *LABELS,
        "[relations]",
        *(f"{relation}\tArg1:<ENTITY>, Arg2:<ENTITY>" for relation in Relation),
        "<OVERLAP>\tArg1:<ENTITY>, Arg2:<ENTITY>, <OVL-TYPE>:<ANY>",
        "[events]",
        "[attributes]",
        f"Modality\tArg:<RELATION>, Value:{'|'.join(Modality)}",
        "",
    ]
)
"""``annotation.conf`` of a folder, without which brat does not show our labels."""


def write_brat(document: Document, annotations: Annotations) -> str:
    """Return annotations as the content of an ``.ann`` file.

    Args:
        document: The text, which brat reads from the ``.txt`` file of the same name.
        annotations: Its annotations.
    """
    return "".join(f"{line}\n" for line in _lines(document, annotations))


def _lines(document: Document, annotations: Annotations) -> Iterator[str]:
    """Yield the lines of an .ann file."""
    ids = {span: f"T{number}" for number, span in enumerate(annotations.spans, start=1)}
    notes: list[tuple[str, Remark]] = []
    for span, span_id in ids.items():
        words = document.text[span.start : span.end].replace("\n", " ")
        yield f"{span_id}\t{span.label} {span.start} {span.end}\t{words}"
        notes.append((span_id, span.remark))
    for number, link in enumerate(annotations.links, start=1):
        yield f"R{number}\t{link.relation} Arg1:{ids[link.source]} Arg2:{ids[link.target]}"
        yield f"A{number}\tModality R{number} {link.modality}"
        notes.append((f"R{number}", link.remark))
    for number, (of, remark) in enumerate((note for note in notes if note[1]), start=1):
        yield f"#{number}\tAnnotatorNotes {of}\t{json.dumps(remark, ensure_ascii=False)}"


def read_brat(document: Document, content: str, path: Path) -> Annotations:
    """Return the annotations in the content of an ``.ann`` file.

    Args:
        document: The text.
        content: Its annotations.
        path: The file, for messages.

    Raises:
        ParseError: a line is not of this format, or does not fit the text.
    """
    lines = content.split("\n")
    notes = {found[1]: found[2] for line in lines if (found := _NOTE.fullmatch(line))}
    modalities = {found[1]: found[2] for line in lines if (found := _ATTRIBUTE.fullmatch(line))}
    spans: dict[str, Span] = {}
    links: list[Link] = []
    for number, line in enumerate(lines, start=1):
        checks = Checks(document, path, number)
        if line.startswith("T"):
            name, label, start, end, words = checks.match(_SPAN, line)
            remark = checks.remark(notes.get(name))
            spans[name] = checks.span(label, int(start), int(end), remark, words)
        elif line.startswith("R"):
            name, label, source, target = checks.match(_LINK, line)
            modality = checks.modality(modalities.get(name, Modality.ASSERTED))
            remark = checks.remark(notes.get(name))
            ends = checks.known(spans, source), checks.known(spans, target)
            links.append(Link(ends[0], checks.relation(label), ends[1], modality, remark))
        elif line.strip() and line[0] not in _PASSED_OVER:
            raise checks.unknown(line)
    return Annotations(tuple(sorted(spans.values())), tuple(links))
