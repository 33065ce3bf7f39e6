"""The parse of a text with its mentions: what a noun phrase stands for, by name or by its words."""

from collections.abc import Callable, Iterable, Iterator
from functools import cached_property
from itertools import pairwise
from typing import Final

from spacy.tokens import Token

from graph.extraction.proposals import Argument, Kind, Mention
from graph.extraction.units import Units
from graph.extraction.words import words

_STANDING_FOR: Final = words(
    """authority delegate delegation family government kingdom nation republic side state system"""
)
"""Nouns that stand for the states and bodies that they are said to be of."""

_DESCRIBING: Final = frozenset({"delegation", "kingdom", "nation", "republic", "state"})
"""Those of them that an adjective only describes: "a Lao delegation", "the Asian nation"."""

_CALLED: Final = frozenset({"ally", "neighbour", "neighbor", "partner", "rival"})
"""Nouns that the name of a state follows: "its ally Laos"."""

_SHARES: Final = words("all both each many most several some two three")
_SENT: Final = words(
    """army counterpart delegate expert force military navy negotiator official officer
    representative soldier team troop"""
)
"""Nouns that stand for the states and bodies that they are of, where these are several."""

_RELATIVE: Final = frozenset({"WDT", "WP", "WP$"})
_LEFT_OUT: Final = frozenset({"relcl", "acl", "appos", "advcl", "parataxis", "cc", "conj"})
_QUOTES: Final = " ,;:\"'“”\u2018’()"
_ARTICLES: Final = frozenset({"the", "a", "an"})
_BALLAST: Final = frozenset({"det", "predet", "punct"})


class Parse(Units):
    """The parse of a document, its mentions, and what its noun phrases stand for.

    Args:
        doc: The parse.
        mentions: The names, in the order of the text; none overlaps another.
        antecedents: What the token of an index stands for: a pronoun, or the head of a definite
            phrase ("the ministry").
    """

    voice: Callable[[Token], Argument | None] = staticmethod(lambda _: None)
    """Who says "I" and "we" at a word, where the text tells."""

    @cached_property
    def homes(self) -> dict[str, Mention]:
        """Return name of a person → the state that a title tells that he is in office for."""
        named = {mention.canonical: mention for mention in self.mentions}
        posts = {
            mention.canonical: named.get(title.post.rpartition(" of ")[2])
            for mention, titles in self.titles.items()
            for title in titles
            if title.post
        }
        return {
            person: home
            for person, home in posts.items()
            if home is not None and home.kind in {Kind.STATE_OR_PLACE, Kind.PEOPLE}
        }

    # What a noun phrase stands for

    def arguments(self, token: Token) -> tuple[Argument, ...]:
        """Return the named things that a noun phrase stands for; none where that is open.

        A coordination is expanded, a title leads to the name beside it, a pronoun and a definite
        phrase to what they stand for, a relative pronoun to what it relates to, and "the
        delegations of A and B" to A and B.

        Args:
            token: The head of the phrase.
        """
        found: dict[str, Argument] = {}
        for head in self.coordinated(token):
            for mention in self._named(head):
                found.setdefault(mention.canonical, Argument(mention.canonical, mention))
        return tuple(found.values())

    def parties(self, token: Token) -> tuple[Argument, ...]:
        """Return the named things that a noun phrase stands for, else its words.

        A pronoun that stands for nothing known gives nothing.

        Args:
            token: The head of the phrase.
        """
        found: dict[str, Argument] = {}
        for head in self.coordinated(token):
            named = self.named(head)
            if not named and head.pos_ in {"NOUN", "PROPN"}:
                named = [self.phrase(head)]
            for argument in named:
                found.setdefault(argument.name, argument)
        return tuple(found.values())

    def named(self, token: Token) -> list[Argument]:
        """Return what one part of a coordination stands for by name.

        Args:
            token: The head of the part.
        """
        return [Argument(mention.canonical, mention) for mention in self._named(token)]

    def phrase(self, token: Token) -> Argument:
        """Return a noun phrase by its words, without determiners and what only adds to it.

        Args:
            token: The head of the phrase.
        """
        mention = self.mention_at(token)
        if mention is not None and self.head(mention) == token:
            return Argument(mention.canonical, mention)
        return Argument(self.words(token))

    def words(self, token: Token, *, owned: bool = False) -> str:
        """Return the words of a noun phrase: modifiers, head, and the phrases that complete it.

        Args:
            token: The head of the phrase.
            owned: Whether with the noun that says whose it is: "the leaders' meeting".
        """
        whose = () if owned else [child for child in token.children if child.dep_ == "poss"]
        left_out = {part.i for child in whose for part in child.subtree}
        kept = sorted(self._kept(token), key=lambda part: part.i)
        kept = [part for part in kept if part.i not in left_out]
        while kept and (kept[0].dep_ in {"punct", "cc"} or kept[0].lower_ in _ARTICLES):
            kept.pop(0)
        gaps = {part.i for part, following in pairwise(kept) if following.i > part.i + 1}
        text = "".join(p.text + " " if p.i in gaps else p.text_with_ws for p in kept)
        text = " ".join(text.split()).strip(_QUOTES)
        return text if text.count("(") == text.count(")") else text.split("(")[0].strip(_QUOTES)

    def _kept(self, token: Token) -> Iterator[Token]:
        yield token
        for child in token.children:
            if child.dep_ in _LEFT_OUT or (child.dep_ in _BALLAST and child.i < token.i):
                continue
            if child.tag_ in {"POS", "PRP$"}:
                continue
            if child.dep_ == "punct" and child.text not in {"-", "–"}:
                continue
            if child.dep_ == "prep" and any(c.dep_ == "pcomp" for c in child.children):
                continue
            if child.lower_ in {"on", "in"} and any(c.ent_type_ == "DATE" for c in child.children):
                continue
            yield from _narrow(child)

    def _named(self, head: Token) -> tuple[Mention, ...]:
        """Return the mentions that one noun phrase stands for."""
        mention = self.holder_at(head)
        if mention is not None:
            return (mention,)
        if head.tag_ in _RELATIVE and (clause := relative_clause(head)) is not None:
            return tuple(
                name for part in self.coordinated(clause.head) for name in self._named(part)
            )
        beside = self._beside(head)
        if beside is not None:
            return (beside,)
        if head.i in self.antecedents:
            return self.antecedents[head.i]
        if (of := whole(head)) is not None:
            return self._named(of)
        return tuple(self._examples(head)) or self._stood_for(head)

    def _stood_for(self, head: Token) -> tuple[Mention, ...]:
        """Return the states and bodies that a noun stands for: "the delegations of A and B"."""
        noun = head.lemma_.lower()
        if noun in _SENT:
            several = tuple(owner for owner in self.owners(head) if owner.kind != Kind.PERSON)
            before = {owner.start < head.idx for owner in several}  # "Lao experts from Rome"
            return several if len(several) > 1 and len(before) == 1 else ()
        if noun not in _STANDING_FOR:
            return ()
        described = noun in _DESCRIBING
        owners = [o for o in self.owners(head) if not described or o.kind != Kind.PEOPLE]
        if noun == "government":
            owners = [self.homes.get(owner.canonical, owner) for owner in owners]
        return tuple(owners)

    def _examples(self, head: Token) -> Iterator[Mention]:
        """Yield those who are named in "firms including A and B", "allies such as A"."""
        for child in head.children:
            if child.dep_ == "prep" and child.lower_ in {"including", "as", "like"}:
                if child.lower_ == "as" and not any(c.lower_ == "such" for c in child.children):
                    continue
                for noun in child.children:
                    if noun.dep_ == "pobj":
                        for part in self.coordinated(noun):
                            yield from self._named(part)

    def _beside(self, head: Token) -> Mention | None:
        """Return the person or body that a title or a noun stands beside: "the envoy, Ana Lu"."""
        for child in head.children:
            near = self.mention_at(child)
            if near is not None and near != self.mention_at(head):
                acts = near.kind in {Kind.PERSON, Kind.ORGANIZATION} or head.lower_ in _CALLED
                if child.dep_ == "appos" and acts:
                    return near
                if child.dep_ in {"compound", "nmod"} and near.kind == Kind.PERSON:
                    possessive = any(part.tag_ == "POS" for part in child.children)
                    if child.i > head.i and not possessive:
                        return near
        if head.i + 2 < len(self.doc) and head.lower_ == "counterpart":
            apart = self.doc[head.i + 1].text == ","
            follows = self.mention_at(self.doc[head.i + (2 if apart else 1)])
            if follows is not None and follows.kind == Kind.PERSON:
                return follows
        if head.i + 1 < len(self.doc):
            follows = self.mention_at(self.doc[head.i + 1])
            if follows is not None and follows.kind == Kind.PERSON and head.pos_ != "PRON":
                return follows
        return None

    def owners(self, head: Token) -> tuple[Mention, ...]:
        """Return the things that a noun is said to be of: "Lao", "of Laos", "Laos's".

        Args:
            head: The noun.
        """
        found: dict[Mention, None] = {}
        for child in head.children:
            parts: Iterable[Token] = ()
            if child.dep_ in {"amod", "compound", "poss", "nmod"} and child.i < head.i:
                parts = self.coordinated(child)
            elif child.dep_ == "prep" and child.lower_ in {"of", "from"}:
                parts = (
                    part
                    for objects in child.children
                    if objects.dep_ == "pobj"
                    for part in self.coordinated(objects)
                )
            for part in parts:
                mention = self.mention_at(part)
                if mention is not None:
                    found[mention] = None
                elif part.i in self.antecedents:
                    found |= dict.fromkeys(self.antecedents[part.i])
        return tuple(found)


def whole(part: Token) -> Token | None:
    """Return the noun that a part of is meant: "all of the ministers", "two of them".

    Args:
        part: The head of the phrase.
    """
    if part.lower_ not in _SHARES:
        return None
    of = [to for child in part.children if child.lower_ == "of" for to in child.children]
    return next((noun for noun in of if noun.dep_ == "pobj"), None)


def _narrow(token: Token) -> Iterator[Token]:
    """Yield a word and those below it, without clauses that only add to it: ", which …"."""
    yield token
    for child in token.children:
        if child.dep_ != "relcl" or token.doc[child.left_edge.i - 1].text != ",":
            yield from _narrow(child)


def related(token: Token) -> Token:
    """Return the noun that a relative pronoun stands for, and any other word itself.

    Args:
        token: The head of a noun phrase.
    """
    clause = relative_clause(token) if token.tag_ in _RELATIVE else None
    return token if clause is None else clause.head


def relative_clause(pronoun: Token) -> Token | None:
    """Return the verb of the relative clause that a pronoun stands in."""
    for token in pronoun.ancestors:
        if token.dep_ == "relcl":
            return token
        if token.dep_ in {"ccomp", "ROOT", "advcl"}:
            return None
    return None


def joint(token: Token) -> Token:
    """Return the word by which a clause or an event noun hangs on the frame above.

    Args:
        token: The verb or the noun.
    """
    current = token
    while current.dep_ != "ROOT":
        head = current.head
        if head.pos_ in {"VERB", "AUX"} or (
            current.dep_ in {"acl", "relcl"} and head.pos_ in {"NOUN", "PROPN"}
        ):
            return current
        current = head
    return current
