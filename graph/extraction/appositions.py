"""Posts in apposition to a name: "Ana Lu, deputy director of the Lao Energy Forum, said …"."""

from typing import Final

from spacy.tokens import Span, Token

from graph.extraction.annotated import Annotated
from graph.extraction.posts import HONORIFICS, Post, before, is_plural, post_noun
from graph.extraction.proposals import Kind, Mention
from graph.extraction.words import words

_ENDS: Final = frozenset({",", ";", ".", ":", ")", "(", "—", "–", '"', "“", "”", "who", "which"})
_ENDS_IN_TIME: Final = words("from in on since until")
_ARTICLES: Final = words(
    """a acting an appointed commanding currently designated elected herself high-ranking himself
    incumbent leading long-time longtime newly nominated now outgoing prominent proposed recently
    senior serving the then top veteran"""
)
_COMPLETING: Final = frozenset({"of", "for", "to", "at", "in", "general", "-", "d'affaires"})
_LONGEST: Final = 18


def post_after(text: Annotated, mention: Mention) -> Post | None:
    """Return the post in apposition to a name; None where there is none.

    Args:
        text: The text with its mentions.
        mention: The name.
    """
    span = text.spans[mention]
    end, limit = _after_brackets(text, span), span.sent.end
    if end + 1 >= limit or text.doc[end].text not in {",", "(", "—", "–"}:
        return None
    post = post_from(text, end + 1, limit)
    return None if post is None or _is_of_next(text, mention, post) else post


def _after_brackets(text: Annotated, span: Span) -> int:
    """Return the index after a name and a word in brackets that is no post: "(Ret.)"."""
    doc, end = text.doc, span.end
    if end >= len(doc) or doc[end].text != "(" or post_noun(doc[min(end + 1, len(doc) - 1)]):
        return end
    for index in range(end + 1, min(end + 5, span.sent.end)):
        if doc[index].text == ")":
            return index + 1
    return end


def _is_of_next(text: Annotated, mention: Mention, post: Post) -> bool:
    """Return whether a post between two names is rather a title of the second."""
    index = post.end
    while index < len(text.doc) and text.doc[index].lower_ in {",", *HONORIFICS}:
        index += 1
    follows = text.mention_at(text.doc[index]) if index < len(text.doc) else None
    if follows is None or follows.kind != Kind.PERSON or index == post.end:
        return False
    return next(before(text, text.spans[mention].start), None) is not None


def post_from(text: Annotated, start: int, limit: int) -> Post | None:
    """Return the post that a stretch of words after a name tells; None where it tells none.

    Args:
        text: The text with its mentions.
        start: Index of the first word.
        limit: Index of the word after the last.
    """
    doc = text.doc
    several = doc[start : start + 2].text.lower() == "one of"
    start += 2 if several else 0
    end = start
    while end < min(limit, start + _LONGEST) and not _is_end(doc[end]):
        mention = text.mention_at(doc[end])
        if mention is not None and mention.kind == Kind.PERSON:
            follows = doc[text.spans[mention].end] if text.spans[mention].end < limit else None
            if follows is None or follows.tag_ != "POS":
                return None
        end += 1
    noun = next(
        (
            token
            for token in doc[start:end]
            if post_noun(token) and is_plural(token) == several and text.mention_at(token) is None
            if token.i + 1 >= end or not _goes_on(doc[token.i + 1])
        ),
        None,
    )
    if noun is None or not _opens(text, start, noun):
        return None
    return Post(text, noun, _tail_end(noun, end))


def _goes_on(token: Token) -> bool:
    """Return whether a word after the noun of a post shows that a longer post is told."""
    if token.lower_ in {"general", "extraordinary", "emeritus"}:
        return False
    return token.pos_ in {"NOUN", "PROPN", "ADJ"} or token.lower_ == "prime"


def _opens(text: Annotated, start: int, noun: Token) -> bool:
    """Return whether the words before a noun are those of its post, from the first one on."""
    first = Post(text, noun, noun.i + 1).start
    skipped = text.doc[start:first]
    return all(
        token.lower_ in _ARTICLES
        or token.tag_ in {"POS", "PRP$", "RB"}
        or token.ent_type_ == "ORDINAL"
        or text.mention_at(token)
        or token.i in text.antecedents
        for token in skipped
    )


def _tail_end(noun: Token, end: int) -> int:
    """Return the index after what completes the noun of a post, before a clause of its own."""
    doc = noun.doc
    if noun.i + 1 >= end or doc[noun.i + 1].lower_ not in _COMPLETING:
        return noun.i + 1
    return end


def _is_end(token: Token) -> bool:
    if token.lower_ in _ENDS_IN_TIME:
        return token.i + 1 < len(token.doc) and token.nbor().ent_type_ == "DATE"
    verb = token.pos_ in {"VERB", "AUX"} and token.tag_ != "VBG" and token.dep_ != "amod"
    return token.lower_ in _ENDS or verb
