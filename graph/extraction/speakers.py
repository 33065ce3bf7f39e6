"""Who says what a sentence states, where that is not the document's own voice."""

from collections.abc import Iterator
from itertools import islice
from typing import Final

from spacy.tokens import Span, Token

from graph.extraction.attitudes import REPORTING
from graph.extraction.frames import Frame
from graph.extraction.parses import Parse
from graph.extraction.proposals import Argument, Relation
from graph.extraction.voices import SPEAKERS, attributions, author, turns
from graph.extraction.words import QUOTATION_MARKS, word_at, words

_STATING: Final = words(
    """affirm announce confirm convey declare emphasise emphasize express note notify pledge
    reaffirm recall reiterate restate stress underline underscore voice"""
)
"""Verbs whose object is what their subject says: "reaffirmed the support of Laos"."""

_HELD: Final = frozenset({Relation.ALLEGES, Relation.DENIES})
"""Relations that are told by saying them: that somebody says so is what they say."""

_OPENING: Final = "“"
_CLOSING: Final = "”"
_MOST_QUOTED: Final = 6
"""In so many sentences after its first a quotation ends."""


class Speakers:
    """Who speaks in the sentences of a document, which are asked for in their order.

    Args:
        parse: The parse.
    """

    def __init__(self, parse: Parse) -> None:
        self._parse = parse
        self._text = parse.doc.text
        self._turns = turns(parse)
        self._author = None if self._turns else author(parse)
        self._turn: Argument | None = None
        self._open = False
        self._voice: Argument | None = None
        self._sentence: Span | None = None
        self._starts_quoted = False
        self._opened: int | None = None
        self._attributed: tuple[tuple[int, Argument], ...] = ()

    def enter(self, sentence: Span) -> None:
        """Go on to the next sentence.

        Args:
            sentence: The sentence.
        """
        self._starts_quoted = self._open
        self._sentence = sentence
        self._attributed = tuple(attributions(self._parse, sentence))
        line = self._text.rfind("\n", 0, sentence.start_char) + 1
        self._turn = self._turns.get(line)
        marks = [token for token in sentence if token.text in QUOTATION_MARKS]
        for mark in marks:
            self._open = mark.text == _OPENING or (mark.text == '"' and not self._open)
        if self._open or marks:
            own = self._main_speaker(sentence)
            self._opened = marks[-1].i if self._open and marks and own is None else None
            ahead = None if own or self._opened is None else self._ahead(sentence)
            self._voice = own or ahead or self._voice
        elif not self._starts_quoted:
            self._voice, self._opened = None, None

    def _ahead(self, sentence: Span) -> Argument | None:
        """Return who is told to say a quotation at its end, some sentences after its beginning."""
        following = (other for other in self._parse.sentences if other.start >= sentence.end)
        for other in islice(following, _MOST_QUOTED):
            if any(token.text in {'"', _CLOSING} for token in other):
                return self._main_speaker(other)
        return None

    def of(self, frame: Frame, relation: Relation, subject: Argument) -> Argument | None:
        """Return who says what a frame states; None for the document's own voice.

        Args:
            frame: The frame.
            relation: What it states.
            subject: Whom it is said of.
        """
        for report in frame.reports:
            if (report.lemma in REPORTING or _leads_in(report)) and not report.negated:
                found = self._one(report)
                if found is not None:
                    own = found.name == subject.name and relation in _HELD
                    return None if own else found
        stating = self._stated(frame, relation, subject)
        if stating is not None:
            return stating
        for index, who in self._attributed:
            if who.name != subject.name and self._reaches(index, frame):
                return who
        quoted = self.quoting(frame.head)
        own = quoted is not None and quoted.name == subject.name and relation in _HELD
        return None if own else quoted

    def quoting(self, token: Token) -> Argument | None:
        """Return who says a word in a quotation that an earlier sentence opened.

        Args:
            token: A word of the sentence.
        """
        inside = self._starts_quoted and self._open_at(token)
        begun = self._opened is not None and token.i > self._opened
        return self._voice if inside or begun else None

    def voice(self, token: Token) -> Argument | None:
        """Return who says "I" and "we" at a word: in a quotation, in a line of a record, a speech.

        Args:
            token: A word of the sentence.
        """
        return self.quoting(token) or self._turn or self._author

    def _one(self, report: Frame) -> Argument | None:
        """Return who reports; several who speak as one are the document's own voice."""
        tokens = report.subjects if report.passive else report.grammatical_subjects
        found = [who for token in tokens for who in self._named(token)]
        return found[0] if len(found) == 1 else None

    def _named(self, token: Token) -> Iterator[Argument]:
        named = self._parse.arguments(token)
        for who in named:
            if who.mention is not None and who.mention.kind in SPEAKERS:
                yield who
        if not named and token.pos_ == "NOUN" and token.tag_ != "NNS":
            yield self._parse.phrase(token)

    def _stated(self, frame: Frame, relation: Relation, subject: Argument) -> Argument | None:
        """Return who confirms what another does: "she reaffirmed the support of Laos"."""
        above = frame.above
        if not frame.nominal or above is None or above.lemma not in _STATING:
            return None
        found = self._one(above)
        own = found is not None and found.name == subject.name
        told = above.lemma in {"announce", "notify"} and relation != Relation.SUPPORTS
        return None if own and not told else found

    def _reaches(self, index: int, frame: Frame) -> bool:
        """Return whether an "according to" holds for a frame: for all, or for its own clause."""
        sentence = frame.head.sent
        doc = sentence.doc
        if index - sentence.start < 2 or _ends(doc[index], sentence):  # noqa: PLR2004 - a quotation mark
            return True
        verb = doc[index]
        while verb.dep_ != "ROOT" and verb.pos_ not in {"VERB", "AUX"}:
            verb = verb.head
        return verb == frame.head or verb in frame.head.ancestors or doc[index - 1].lower_ == "and"

    def _main_speaker(self, sentence: Span) -> Argument | None:
        for token in sentence:
            said = token.lemma_.lower() in REPORTING and token.pos_ == "VERB"
            inside = self._starts_quoted and sentence == self._sentence and self._open_at(token)
            if said and token.dep_ not in {"acl", "amod"} and not inside:
                found = self._one(Frame(self._parse, token))
                if found is not None:
                    return found
        return None

    def _open_at(self, token: Token) -> bool:
        """Return whether a quotation that an earlier sentence opened holds still."""
        sentence = token.sent
        closed = [
            mark.i for mark in sentence if mark.text in {'"', _CLOSING} and mark.i > sentence.start
        ]
        return not closed or token.i < closed[0]


def _leads_in(frame: Frame) -> bool:
    """Return whether a colon after a verb leads to what its subject says: "welcomed it: …"."""
    return any(
        mark.text == ":" and word_at(mark, 1) in {'"', _OPENING} for mark in frame.parts("punct")
    )


def _ends(according: Token, sentence: Span) -> bool:
    """Return whether "according to …" ends its sentence."""
    last = max(part.i for part in according.subtree)
    return last >= sentence.end - 2
