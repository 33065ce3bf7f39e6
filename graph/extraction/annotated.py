"""A text with its mentions: which token is a part of which name."""

from collections.abc import Mapping, Sequence
from functools import cached_property

from spacy.tokens import Doc, Span, Token

from graph.extraction.proposals import Mention


class Annotated:
    """The parse of a document and the names in it.

    Args:
        doc: The parse.
        mentions: The names, in the order of the text; none overlaps another.
        antecedents: What the token of an index stands for: a pronoun, or the head of a definite
            phrase ("the ministry").
    """

    def __init__(
        self,
        doc: Doc,
        mentions: Sequence[Mention],
        antecedents: Mapping[int, tuple[Mention, ...]],
    ) -> None:
        self.doc = doc
        self.mentions = tuple(mentions)
        self.antecedents = antecedents
        self.spans: dict[Mention, Span] = {}
        self._mention_at: dict[int, Mention] = {}
        for mention in self.mentions:
            span = doc.char_span(mention.start, mention.end, alignment_mode="expand")
            if span is not None:
                self.spans[mention] = span
                self._mention_at.update(dict.fromkeys(range(span.start, span.end), mention))

    @cached_property
    def sentences(self) -> tuple[Span, ...]:
        """Return the sentences."""
        return tuple(self.doc.sents)

    def mention_at(self, token: Token) -> Mention | None:
        """Return the mention that a token is a part of."""
        return self._mention_at.get(token.i)

    def mentions_in(self, span: Span) -> list[Mention]:
        """Return the mentions of a span, in its order."""
        found = dict.fromkeys(
            self._mention_at[index]
            for index in range(span.start, span.end)
            if index in self._mention_at
        )
        return list(found)

    def head(self, mention: Mention) -> Token:
        """Return the head of a mention."""
        return self.spans[mention].root
