"""Posts in words: "Egyptian foreign minister" and "Minister of Foreign Affairs of Egypt"."""

from collections.abc import Iterator
from typing import Final

from spacy.tokens import Token

from graph.extraction.annotated import Annotated
from graph.extraction.lexicon import lexicon
from graph.extraction.proposals import Kind, Mention
from graph.extraction.words import words

NOUNS: Final = words(
    """adviser advisor ambassador analyst attaché chair chairman chargé chairperson chairwoman
    chancellor chief co-chair commander commissioner constable consul coordinator counsellor
    delegate deputy director economist emir expert founder governor head king leader lawmaker
    manager mayor minister monarch negotiator officer official patriarch pope premier
    president prince princess principal queen rapporteur rector representative secretary
    secretary-general director-general vice-president vice-chair vice-minister under-secretary
    undersecretary senator speaker spokesman spokesperson spokeswoman sultan treasurer envoy
    dean diplomat ombudsman professor judge prosecutor ceo archbishop bishop cardinal nuncio
    convener facilitator guarantor mediator moderator
    admiral emperor empress duke duchess regent councillor inspector registrar lieutenant-governor
    governor-general vice-chancellor vice-chairman vice-premier candidate captain colonel
    commander-in-chief corporal interrogator lieutenant sergeant"""
)
"""Nouns that name a post."""

_RANKS: Final = words(
    "assistant cabinet chief crown deputy general minister prime principal senior vice"
)
"""Words that make one post with the noun beside them: "Director General", "Minister Counsellor"."""

_BARE: Final = words(
    """adviser advisor ambassador analyst chair chairman chief commander commissioner consul
    counsellor delegate deputy director economist expert governor head judge leader mayor
    minister officer official principal representative secretary speaker spokesman
    spokesperson spokeswoman senator envoy manager candidate captain colonel corporal lieutenant
    sergeant"""
)
"""Nouns that say little about a post when they stand alone: "Minister Lu"."""

_OFFICES: Final = words("ambassador don general he lord major right u")
HONORIFICS: Final = (lexicon().honorifics - _OFFICES) | words(
    "his her their the mr. mrs. ms. dr. ' ’ ."
)
"""Words of address between a post and a name."""

STYLES: Final = words(
    "excellency eminence grace h.e. highness holiness hon. honorable honourable majesty mr. ms."
)
"""Words of address before a post: "His Majesty King Bo"."""

_LINKS: Final = words("of for to at on in and & the - – d'affaires d’affaires a.i.")
_PREPOSITIONS: Final = frozenset({"of", "for", "to", "at", "on", "in"})
_COMPLETING: Final = _PREPOSITIONS | {"general", "-", "d'affaires", "d’affaires"}
_DROPPED: Final = frozenset(
    {"the", "a", "an", "then", "visiting", "new", "next", "current", "also"}
)
_MODIFIERS: Final = frozenset(
    {"former", "acting", "outgoing", "incoming", "visiting", "ruling", "standing"}
)
_STATELY: Final = frozenset({Kind.STATE_OR_PLACE, Kind.PEOPLE})
_LONGEST: Final = 16


def post_noun(token: Token) -> str | None:
    """Return the singular of a noun that names a post, None for another word."""
    word = token.lower_
    singular = word if word in NOUNS else _one(word)
    return singular if singular in NOUNS else None


def _one(word: str) -> str:
    """Return the singular of a plural: "deputies", "spokesmen", "envoys"."""
    if word.endswith("ies"):
        return f"{word[:-3]}y"
    return f"{word[:-2]}an" if word.endswith("men") else word.removesuffix("s")


def is_plural(token: Token) -> bool:
    """Return whether a noun that names a post is in the plural."""
    return token.lower_ not in NOUNS


class Post:
    """The words of a post: what stands before its noun, the noun, and what completes it.

    Args:
        parse: The parse.
        noun: The noun.
        end: Index after the last token that completes it.
    """

    def __init__(self, parse: Annotated, noun: Token, end: int) -> None:
        self.parse = parse
        self.noun = noun
        self.end = end
        self.start = _start(parse, noun)

    @property
    def whose(self) -> Mention | None:
        """Return the state, body or person that the words before the noun name first."""
        doc = self.parse.doc
        named = self.parse.mentions_in(doc[self.start : self.noun.i])
        if named:
            return named[0]
        return self._possessor_at_start()

    def _possessor_at_start(self) -> Mention | None:
        first = self.parse.doc[self.start]
        return self._possessor(first) if first.i > 0 else None

    def _possessor(self, first: Token) -> Mention | None:
        """Return who owns the post: "Niger's president", "its president"."""
        before = self.parse.doc[first.i - 1]
        if before.tag_ == "POS" and before.i > 0:
            owner = self.parse.doc[before.i - 1]
            mention = self.parse.mention_at(owner)
            return mention or _only(self.parse.antecedents.get(owner.i, ()))
        mention = self.parse.mention_at(before)
        if before.tag_ == "POS" and mention is not None:
            return mention
        if before.tag_ == "PRP$":
            return _only(self.parse.antecedents.get(before.i, ()))
        return None

    def name(self, state: Mention | None = None) -> str | None:
        """Return the post as it is written down, None where the words say too little.

        Args:
            state: The state whose post it is, where the words beside the noun do not tell.
        """
        owner = self.whose
        words, tail = self.words(owner), self.tail
        if owner is None:
            if state is None and self.is_bare:
                return None
            named = _joined([*words, self._singular(), *tail])
            return named if state is None else f"{named} of {state.canonical}"
        if owner.kind == Kind.PERSON:
            return f"{owner.canonical}'s {_joined([*words, self._singular(), *tail])}"
        inside = self.parse.spans[owner].start >= self.start
        kept = owner.kind == Kind.ORGANIZATION or (owner.kind != Kind.PEOPLE and bool(tail))
        if inside and kept:
            return _joined([owner.words, *words, self._singular(), *tail])
        if tail and tail[0] == "to":
            return f"{_joined([*words, self._singular()])} of {owner.canonical} {_joined(tail)}"
        return f"{_joined([*words, self._singular(), *tail])} of {owner.canonical}"

    @property
    def is_bare(self) -> bool:
        """Return whether the words say little about the post: "Minister", "Cabinet Secretary"."""
        words = {word.lower() for word in self.words(None)}
        alone = words <= {"cabinet"} and not self.tail and self._possessor_at_start() is None
        return alone and self._singular().lower() in _BARE

    def plain(self) -> str:
        """Return the post without the state, body or person that it is of."""
        doc, end = self.parse.doc, self.end
        for token in doc[self.noun.i + 1 : self.end]:
            mention = self.parse.mention_at(token)
            if mention is not None and mention.kind in _STATELY:
                end = min(end, token.i - (2 if doc[token.i - 1].lower_ == "the" else 1))
        tail = [token.text for token in doc[self.noun.i + 1 : end]]
        return _joined([*self.words(self.whose), self._singular(), *tail])

    def words(self, owner: Mention | None) -> list[str]:
        """Return the words before the noun without those that name its owner."""
        doc = self.parse.doc
        return [
            token.text
            for token in doc[self.start : self.noun.i]
            if token.lower_ not in _DROPPED
            and token.tag_ != "POS"
            and (owner is None or self.parse.mention_at(token) != owner)
        ]

    @property
    def tail(self) -> list[str]:
        """Return the words that complete the noun: "of State", "to Germany"."""
        words = self.parse.doc[self.noun.i + 1 : self.end]
        return [
            token.text
            for index, token in enumerate(words)
            if token.text not in {"(", ")"} and (index == 0 or words[index - 1].text != "(")
        ]

    def _singular(self) -> str:
        """Return the noun in the singular, as it is written."""
        return _one(self.noun.text) if is_plural(self.noun) else self.noun.text


def before(parse: Annotated, index: int) -> Iterator[Post]:
    """Yield the posts that stand before a name, nearest first.

    Args:
        parse: The parse.
        index: Index of the first token of the name.
    """
    doc = parse.doc
    first = doc[index].sent.start
    end = _before_honorifics(parse, index, first)
    noun = _noun_before(parse, end, first)
    if noun is None:
        return
    post = Post(parse, noun, max(noun.i + 1, end))
    if (
        post.is_bare
        and noun.i + 1 == end
        and doc[post.start - 1].text == ","
        and post.start > first
    ):
        further = list(before(parse, post.start))
        if further:
            yield from further
            return
    yield post
    yield from _earlier(parse, post, first)


def _earlier(parse: Annotated, post: Post, first: int) -> Iterator[Post]:
    """Yield a post that stands right before another: "AU chair President …", "… expert and …"."""
    index = post.start - 1
    if index > first and parse.doc[index].lower_ == "and":
        index -= 1
    if index >= first and post_noun(parse.doc[index]) and not is_plural(parse.doc[index]):
        yield Post(parse, parse.doc[index], index + 1)


def _before_honorifics(parse: Annotated, index: int, first: int) -> int:
    """Return the index after the words before a name, without address and comma."""
    doc = parse.doc
    while (
        index > first
        and doc[index - 1].lower_ in HONORIFICS
        and not parse.mention_at(doc[index - 1])
    ):
        index -= 1
    if index > first and doc[index - 1].text == ",":
        index -= 1
    return index


def _noun_before(parse: Annotated, end: int, first: int) -> Token | None:
    """Return the noun of the post that ends before an index."""
    doc = parse.doc
    for index in range(end - 1, max(first, end - _LONGEST) - 1, -1):
        token = doc[index]
        if post_noun(token) and parse.mention_at(token) is None:
            follows = doc[index + 1].lower_ if index + 1 < end else None
            if follows is None or follows in _COMPLETING:
                return token
            return None
        if not _is_of_noun_phrase(parse, token):
            return None
    return None


def _is_of_noun_phrase(parse: Annotated, token: Token) -> bool:
    """Return whether a word can stand after the noun of a post: "Affairs", "of", "Laos"."""
    mention = parse.mention_at(token)
    if mention is not None:
        return mention.kind != Kind.PERSON
    if token.text in {"(", ")"}:
        return True
    return token.lower_ in _LINKS or token.pos_ in {"PROPN", "NOUN", "ADJ"} or token.tag_ == "POS"


def _start(parse: Annotated, noun: Token) -> int:
    """Return the index of the first word of a post."""
    doc, first = parse.doc, noun.sent.start
    index = noun.i
    while index > first:
        token = doc[index - 1]
        mention = parse.mention_at(token)
        if mention is not None and mention.kind != Kind.PERSON and token.tag_ != "POS":
            index = parse.spans[mention].start
            return index - 1 if index > first and doc[index - 1].lower_ in _MODIFIERS else index
        if mention is not None or not (_modifies(token, doc[index]) or _joins(parse, token)):
            break
        index -= 1
    return index + 1 if doc[index].lower_ in {"and", "&"} else index


def _modifies(token: Token, following: Token) -> bool:
    """Return whether a word is a part of the post that follows."""
    word = token.lower_
    if word in STYLES:
        return False
    if following.text in {"-", "–"} and word in {"under", "vice", "deputy", "co"}:
        return True
    if word == "under" and token.text[0].isupper():
        return True
    if word in _MODIFIERS or word in {"foreign", "prime", "-", "–"}:
        return True
    if post_noun(token):
        return word in _RANKS or following.lower_ in {"general", "counsellor"}
    return token.pos_ in {"NOUN", "ADJ", "PROPN"} and token.ent_type_ not in {"DATE", "TIME"}


def _joins(parse: Annotated, token: Token) -> bool:
    """Return whether an "and" joins parts of one post: "trade and industry commissioner"."""
    if token.lower_ not in {"and", "&"} or token.i == 0:
        return False
    left, right = parse.doc[token.i - 1], parse.doc[token.i + 1]
    if parse.mention_at(left) is not None or left.pos_ not in {"NOUN", "PROPN", "ADJ"}:
        return False
    if post_noun(left):
        other = right.lower_ == "former" or parse.mention_at(right) is not None
        return not other and left.text[0].isupper() and right.text[0].isupper()
    return True


def _only(mentions: tuple[Mention, ...]) -> Mention | None:
    return mentions[0] if len(mentions) == 1 else None


def _joined(words: list[str]) -> str:
    """Return words as a phrase."""
    phrase = " ".join(words).replace(" - ", "-").replace(" – ", "–")
    return (
        phrase.replace(" 's", "'s").replace(" ’s", "’s").replace(" ,", ",").replace("a.i .", "a.i.")
    )
