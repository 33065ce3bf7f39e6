"""What every file of annotations is checked for: its labels, and that it fits the text."""

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from graph.errors import ParseError
from graph.extraction.document import Document
from graph.extraction.interchange.annotations import LABELS, PHRASE, Remark, Span
from graph.extraction.proposals import Modality, Relation


@dataclass(frozen=True)
class Checks:
    """The checks of one line of a file, or of the whole.

    Args:
        document: The text that is annotated.
        path: The file.
        line: Number of the line, counted from 1, or None.
    """

    document: Document
    path: Path
    line: int | None = None

    def fault(self, reason: str, hint: str = "") -> ParseError:
        """Return the error that tells what is wrong here."""
        return ParseError(self.path, self.line, reason, hint)

    def match(self, pattern: re.Pattern[str], line: str) -> tuple[str, ...]:
        """Return the parts of a line.

        Raises:
            ParseError: it has another form.
        """
        found = pattern.fullmatch(line)
        if found is None:
            raise self.unknown(line)
        return found.groups()

    def unknown(self, line: str) -> ParseError:
        """Return the error that a line has another form."""
        hint = "A name or phrase is one run of characters, and a relation has two arguments."
        return self.fault(f"this line is not understood: {line!r}", hint)

    def span(
        self, label: str, start: int, end: int, remark: Remark, words: str | None = None
    ) -> Span:
        """Return a span.

        Raises:
            ParseError: its label is unknown, or the text has other words there.
        """
        if label not in LABELS:
            raise self.fault(f"the label {label!r} is unknown", f"Known are {', '.join(LABELS)}.")
        found = self.document.text[start:end]
        if not (0 <= start < end <= len(self.document.text) and found.strip()):
            raise self.fault(f"the span from {start} to {end} is not in the text")
        if words is not None and found.replace("\n", " ") != words.replace("\n", " "):
            hint = "Give the text that was annotated: its digest is in the draft."
            raise self.fault(f"from {start} to {end} the text has {found!r}, not {words!r}", hint)
        if "canonical" in remark and label != PHRASE and not remark["canonical"].strip():
            raise self.fault(f"the name of the span from {start} to {end} is empty")
        return Span(start, end, label, remark)

    def relation(self, label: str) -> Relation:
        """Return a relation.

        Raises:
            ParseError: there is none of that label.
        """
        if label not in list(Relation):
            reason = f"the relation {label!r} is unknown" if label else "a relation has no label"
            raise self.fault(reason, f"Known are {', '.join(Relation)}.")
        return Relation(label)

    def modality(self, label: str) -> Modality:
        """Return a modality.

        Raises:
            ParseError: there is none of that label.
        """
        if label not in list(Modality):
            raise self.fault(
                f"the modality {label!r} is unknown", f"Known are {', '.join(Modality)}."
            )
        return Modality(label)

    def known(self, spans: Mapping[str, Span], name: str) -> Span:
        """Return the span of an id.

        Raises:
            ParseError: no span before has it.
        """
        if name not in spans:
            raise self.fault(f"there is no span {name} before this")
        return spans[name]

    def remark(self, written: str | None) -> Remark:
        """Return the remark in a note; a note that is not ours is a person's, and is left out.

        Raises:
            ParseError: the score in it is no number from 0 to 1.
        """
        try:
            values = json.loads(written or "{}")
        except ValueError:
            return {}
        return self.plain(values)

    def plain(self, values: object) -> Remark:
        """Return a remark of names and values.

        Raises:
            ParseError: the score in it is no number from 0 to 1.
        """
        if not isinstance(values, dict):
            return {}
        remark = {str(name): value for name, value in values.items() if isinstance(value, str)}
        score = remark.get("score", "1")
        if not re.fullmatch(r"0(\.\d+)?|1(\.0+)?|\d(\.\d+)?e-\d+", score):
            raise self.fault(f"the score {score!r} is no number from 0 to 1")
        return remark
