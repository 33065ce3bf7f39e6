"""Locators: whether the passages that claims cite are where the report says they are.

A passage is a sentence of the text, known by its start and end (in code points), the numbers of
its paragraph (a line of the text) and of its sentence in it, and its SHA-256. All of these are
compared with the text that a user supplies.
"""

import hashlib
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final, TypeAlias

from graph.errors import NotFoundError, ParseError
from graph.load import Report
from graph.namespaces import COMITY, PREFIXES, shorten
from graph.terms import text_of
from graph.validation_report import ValidationResult

_SHA256: Final = f"{PREFIXES['schema']}sha256"
_PARAGRAPH: Final = f"{COMITY}paragraph"
_SENTENCE: Final = f"{COMITY}sentence"
_EVIDENCE: Final = f"{COMITY}evidence"
_SOURCE: Final = f"{PREFIXES['oa']}hasSource"
_HAS_SELECTOR: Final = f"{PREFIXES['oa']}hasSelector"
_START: Final = f"{PREFIXES['oa']}start"
_END: Final = f"{PREFIXES['oa']}end"

_SENTENCE_END: Final = re.compile(r"[.!?\u2026\u17d4\u17d5][\"'\u201d\u2019\u00bb)\]]*\s")
"""Where a sentence may end: after "Mr." it does not, so this gives an upper bound."""


@dataclass(frozen=True)
class Passage:
    """A passage as a report describes it.

    Args:
        iri: The oa:SpecificResource.
        start: First code point of the passage, counted from 0.
        end: Code point after its last one.
        paragraph: Number of its line, counted from 1.
        sentence: Number of its sentence in the paragraph, counted from 1.
        sha256: Digest of the passage (UTF-8), in hexadecimal.
        claims: IRIs of the claims that cite it, sorted.
    """

    iri: str
    start: int
    end: int
    paragraph: int
    sentence: int
    sha256: str
    claims: tuple[str, ...]

    def __str__(self) -> str:
        """Return where the passage is, and which claims cite it."""
        cited = ", ".join(map(shorten, self.claims)) or "no claim"
        return (
            f"paragraph {self.paragraph}, sentence {self.sentence} "
            f"(characters {self.start} to {self.end}; cited by {cited})"
        )


def read_text(path: Path) -> str:
    """Return the text that a user supplies for a report, as it is, line ends included.

    Raises:
        NotFoundError: there is no such file.
        ParseError: it is not UTF-8.
    """
    try:
        return path.read_bytes().decode()
    except UnicodeDecodeError as error:
        line = error.object.count(b"\n", 0, error.start) + 1
        raise ParseError(path, line, "this is not UTF-8", "Save the file as UTF-8.") from error
    except OSError as error:
        raise NotFoundError(f"The text {path} cannot be read: {error.strerror}.") from error


def check_locators(report: Report, path: Path) -> list[ValidationResult]:
    """Return what does not hold of a report's passages in its text.

    Args:
        report: The report.
        path: The text, in UTF-8.

    Raises:
        NotFoundError: there is no text.
        ParseError: the text is not UTF-8.
    """
    text = read_text(path)
    values = _values(report)
    faults = [*_source_faults(values, text), *_passage_faults(_passages(values), text)]
    return [
        ValidationResult(
            focus=focus,
            path=property_iri,
            severity="Violation",
            message=f"{message} (Text: {path})",
            source="locator",
            term=None,
            file=str(report.folder / report.described_in.get(focus, "")),
        )
        for focus, property_iri, message in faults
    ]


_Values: TypeAlias = Mapping[str, Mapping[str, list[str]]]
"""Subject → predicate → objects, all as text."""

_Fault: TypeAlias = tuple[str, str, str]
"""IRI of a node, IRI of its property that does not hold, and the message."""


def _values(report: Report) -> _Values:
    """Return what a report says, by subject and predicate."""
    values: defaultdict[str, defaultdict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    for triple in report.triples:
        values[text_of(triple.subject)][triple.predicate.value].append(text_of(triple.object))
    return values


def _passages(values: _Values) -> list[Passage]:
    """Return the passages that are completely described, by place; shapes tell of the others."""
    claims: defaultdict[str, list[str]] = defaultdict(list)
    for subject, said in values.items():
        for passage in said.get(_EVIDENCE, ()):
            claims[passage].append(subject)
    passages = []
    for iri, said in values.items():
        for selector in said.get(_HAS_SELECTOR, ()):
            position = values.get(selector, {})
            found = [position.get(_START), position.get(_END)]
            found += [said.get(_PARAGRAPH), said.get(_SENTENCE)]
            numbers = [number for texts in found for number in _only_number(texts)]
            digests = said.get(_SHA256, [])
            if len(numbers) == len(found) and len(digests) == 1:
                start, end, paragraph, sentence = numbers
                cited = tuple(sorted(claims[iri]))
                passages.append(Passage(iri, start, end, paragraph, sentence, digests[0], cited))
    return sorted(passages, key=lambda passage: (passage.start, passage.end, passage.iri))


def _only_number(texts: list[str] | None) -> list[int]:
    """Return the number in a list of one number, or nothing for any other list."""
    return [int(text) for text in texts or () if len(texts or ()) == 1 and text.isdecimal()]


def _source_faults(values: _Values, text: str) -> Iterator[_Fault]:
    """Yield a fault where the text is not the one that the article's digest was taken of."""
    digest = _digest(text)
    for source in sorted({source for said in values.values() for source in said.get(_SOURCE, ())}):
        for expected in values.get(source, {}).get(_SHA256, ()):
            if digest != expected:
                message = (
                    "The whole text differs from the one that the report was read from: its "
                    f"SHA-256 is {digest}, not {expected}. Get the text again, with its line ends "
                    "as they were; or correct the passages that moved, and then this digest."
                )
                yield source, _SHA256, message


def _passage_faults(passages: Iterable[Passage], text: str) -> Iterator[_Fault]:
    """Yield what does not hold of passages, given in the order of their places.

    A passage whose digest differs is reported for that alone; the numbers are compared where the
    passage itself is found.
    """
    found: list[Passage] = []
    for passage in passages:
        if not passage.start < passage.end <= len(text):
            message = f"The passage lies outside of the text, which has {len(text)} characters"
            yield passage.iri, _HAS_SELECTOR, f"{message}: {passage}."
        elif _digest(text[passage.start : passage.end]) != passage.sha256:
            message = "The passage is not what stands there in the text"
            yield passage.iri, _SHA256, f"{message}: {passage}."
        elif (number := text.count("\n", 0, passage.start) + 1) != passage.paragraph:
            message = f"The passage stands in paragraph {number} of the text"
            yield passage.iri, _PARAGRAPH, f"{message}: {passage}."
        elif not _is_plausible(passage, text, found):
            message = "The passage cannot be the sentence of its paragraph that it is said to be"
            yield passage.iri, _SENTENCE, f"{message}: {passage}."
        else:
            found.append(passage)


def _is_plausible(passage: Passage, text: str, before: Iterable[Passage]) -> bool:
    """Tell whether a passage can have its number in the paragraph.

    The first sentence is the one that begins the paragraph; a later one has at least as many
    places before it where a sentence may end, and a higher number than passages that end before it.
    """
    lead = text[text.rfind("\n", 0, passage.start) + 1 : passage.start]
    begins_paragraph = re.search(r"\w", lead) is None
    highest = len(_SENTENCE_END.findall(lead)) + 1
    return (
        begins_paragraph == (passage.sentence == 1)
        and passage.sentence <= highest
        and all(
            other.sentence < passage.sentence
            for other in before
            if other.paragraph == passage.paragraph and other.end <= passage.start
        )
    )


def _digest(text: str) -> str:
    """Return the SHA-256 of a text in UTF-8, in hexadecimal."""
    return hashlib.sha256(text.encode()).hexdigest()
