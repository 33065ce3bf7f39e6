"""The parse of a text with its mentions: what a noun phrase stands for, by name or by its words."""

from collections.abc import Iterable, Iterator
from functools import cached_property
from itertools import pairwise
from typing import Final

from spacy.tokens import Span, Token

from graph.extraction.annotated import Annotated
from graph.extraction.posts import HONORIFICS
from graph.extraction.proposals import Argument, Kind, Mention
from graph.extraction.titles import Title, titles
from graph.extraction.words import words

_SEPARATORS: Final = frozenset({",", ";", "and", "&", "as", "well", "or", "the", "both", "then"})
_JOINERS: Final = frozenset({"and", "&", "or", "well"})
_LOOSE: Final = frozenset({"conj", "appos", "compound", "nmod", "npadvmod", "dep", "amod", "poss"})
"""Relations of the parse that a member of a list is given, where the parser missed the list."""

_STANDING_FOR: Final = words(
    """authority delegate delegation family government kingdom nation republic side state system"""
)
"""Nouns that stand for the states and bodies that they are said to be of."""

_DESCRIBING: Final = frozenset({"delegation", "kingdom", "nation", "republic", "state"})
"""Those of them that an adjective only describes: "a Lao delegation", "the Asian nation"."""

_RELATIVE: Final = frozenset({"WDT", "WP"})
_LEFT_OUT: Final = frozenset({"relcl", "acl", "appos", "advcl", "parataxis", "cc", "conj"})
_QUOTES: Final = " ,;:\"'“”\u2018’()"
_BALLAST: Final = frozenset({"det", "predet", "poss", "punct"})


class Parse(Annotated):
    """The parse of a document, its mentions, and what its noun phrases stand for.

    Args:
        doc: The parse.
        mentions: The names, in the order of the text; none overlaps another.
        antecedents: What the token of an index stands for: a pronoun, or the head of a definite
            phrase ("the ministry").
    """

    @cached_property
    def titles(self) -> dict[Mention, tuple[Title, ...]]:
        """Return the posts that stand beside each person's name."""
        return titles(self)

    @cached_property
    def units(self) -> dict[Mention, Span]:
        """Return each mention with the title beside it: "the King of Laos, Bo Mek"."""
        self.acronyms: dict[Mention, Mention] = {}
        units = dict(self.spans)
        for mention, beside in self.titles.items():
            span = units[mention]
            start = min([span.start, *(title.start for title in beside)])
            end = max([span.end, *(title.end for title in beside)])
            units[mention] = self.doc[start:end]
        for mention, following in pairwise(self.mentions):
            if mention.canonical == following.canonical:
                self._take_acronym(units, mention, following)
        return units

    def _take_acronym(
        self, units: dict[Mention, Span], mention: Mention, following: Mention
    ) -> None:
        """Make the acronym in parentheses after a name a part of the name's unit."""
        first, second = units.get(mention), units.get(following)
        if first is None or second is None or second.end >= len(self.doc):
            return
        if self.doc[first.end : second.start].text == "(" and self.doc[second.end].text == ")":
            units[mention] = self.doc[first.start : second.end + 1]
            self.acronyms[following] = mention

    @cached_property
    def _holder_at(self) -> dict[int, Mention]:
        """Return whom the words of a title stand for."""
        return {
            index: mention
            for mention in self.titles
            for index in range(self.units[mention].start, self.units[mention].end)
        }

    def subjects(self, subject: Token, verb: Token) -> tuple[Token, ...]:
        """Return the subjects of a verb of which the parser found one, or one of a list.

        "At the invitation of the King, Ana Lu, the envoys Bo Mek and Su Ra paid a visit": a name
        after a preposition is no subject, but the names that follow it may be, and the names
        before one in a list are.

        Args:
            subject: What the parser took for the subject.
            verb: The verb.
        """
        holder = self._holder_at.get(subject.i) or self.mention_at(subject)
        if holder is None or subject.i > verb.i:
            return (subject,)
        if not self._follows_preposition(holder):
            earlier = [
                self.head(mention)
                for mention, rest in self._lists.items()
                if holder in rest and not self._follows_preposition(mention)
            ]
            return (*earlier, subject)
        end = self.units[holder].end
        for mention in self.mentions:
            span = self.units.get(mention)
            if span is not None and end < span.start and span.end <= verb.i:
                rest = [m for m in self._lists.get(mention, ()) if self.units[m].end <= verb.i]
                return tuple(self.head(member) for member in (mention, *rest))
        return (subject,)

    def subjects_before(self, verb: Token) -> tuple[Token, ...]:
        """Return the names right before a verb for which the parser found no subject.

        Args:
            verb: The verb.
        """
        for mention in reversed(self.mentions):
            span = self.units.get(mention)
            if span is None or span.start > verb.i or mention in self.acronyms:
                continue
            between = self.doc[span.end : verb.i]
            told = [token for token in between if token.pos_ not in {"PUNCT", "AUX", "ADV"}]
            bracketed = told and told[0].nbor(-1).text == "(" and told[-1].nbor().text == ")"
            if span.end > verb.i or (told and not bracketed):
                return ()
            return self.subjects(self.head(mention), verb)
        return ()

    def _follows_preposition(self, mention: Mention) -> bool:
        """Return whether a preposition stands right before a name with its title."""
        before = self.units[mention].start - 1
        while before >= 0 and self.doc[before].lower_ in HONORIFICS:
            before -= 1
        return before >= 0 and self.doc[before].lower_ in {"of", "with", "by", "from"}

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

    def words(self, token: Token) -> str:
        """Return the words of a noun phrase: modifiers, head, and the phrases that complete it.

        Args:
            token: The head of the phrase.
        """
        kept = sorted(self._kept(token), key=lambda part: part.i)
        while kept and kept[0].dep_ in {"punct", "cc"}:
            kept.pop(0)
        return "".join(part.text_with_ws for part in kept).strip(_QUOTES)

    def _kept(self, token: Token) -> Iterator[Token]:
        yield token
        for child in token.children:
            if child.dep_ in _LEFT_OUT or (child.dep_ in _BALLAST and child.i < token.i):
                continue
            if child.dep_ == "punct" and child.text not in {"-", "–"}:
                continue
            if child.dep_ == "prep" and any(c.dep_ == "pcomp" for c in child.children):
                continue
            yield from child.subtree

    def coordinated(self, token: Token) -> list[Token]:
        """Return the heads of a coordination that starts with a token, in the order of the text.

        Args:
            token: The head of the first part.
        """
        heads = {token.i: token}
        queue = [token]
        while queue:
            current = queue.pop()
            found = [child for child in current.children if child.dep_ == "conj"]
            found = [head for head in found if not self._is_of_list_below(current, head)]
            found += self._listed(current)
            for head in found:
                if head.i not in heads and head.i > token.i and head.pos_ != "VERB":
                    heads[head.i] = head
                    queue.append(head)
        return [heads[index] for index in sorted(heads)]

    def _is_of_list_below(self, noun: Token, head: Token) -> bool:
        """Return whether a name goes on a list that a plural is of: "the kings of A and B"."""
        mention = self.mention_at(head)
        if mention is None or not noun.lower_.endswith("s") or self.mention_at(noun):
            return False
        return any(
            mention in rest and noun.i < self.head(first).i and self._follows_preposition(first)
            for first, rest in self._lists.items()
        )

    def _listed(self, token: Token) -> list[Token]:
        """Return the heads of the names that follow in a list, whatever the parser took it for."""
        mention = self._holder_at.get(token.i) or self.mention_at(token)
        if mention is None:
            return []
        lists = self._lists
        group = lists.get(self.acronyms.get(mention, mention), ())
        return [head for head in (self.head(member) for member in group) if _may_join(token, head)]

    @cached_property
    def _lists(self) -> dict[Mention, tuple[Mention, ...]]:
        """Return for each mention in a list "A, B and C" those that follow it."""
        lists: dict[Mention, tuple[Mention, ...]] = {}
        run: list[Mention] = []
        units = self.units
        for mention in self.mentions:
            if mention in self.acronyms or mention not in units:
                continue
            if self._holder_at.get(self.spans[mention].start, mention) != mention:
                continue
            words = _between(self, run[-1], mention) if run else None
            run = [*run, mention] if words is not None else [mention]
            if words is not None and words & _JOINERS:
                lists |= {member: tuple(run[i + 1 :]) for i, member in enumerate(run)}
                run = [mention]
        return lists

    def _named(self, head: Token) -> tuple[Mention, ...]:
        """Return the mentions that one noun phrase stands for."""
        mention = self._holder_at.get(head.i) or self.mention_at(head)
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
        return tuple(self._examples(head)) or self._stood_for(head)

    def _stood_for(self, head: Token) -> tuple[Mention, ...]:
        """Return the states and bodies that a noun stands for: "the delegations of A and B"."""
        noun = head.lemma_.lower()
        if noun not in _STANDING_FOR:
            return ()
        described = noun in _DESCRIBING
        return tuple(o for o in self.owners(head) if not described or o.kind != Kind.PEOPLE)

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
                if child.dep_ == "appos" and near.kind in {Kind.PERSON, Kind.ORGANIZATION}:
                    return near
                if child.dep_ in {"compound", "nmod"} and near.kind == Kind.PERSON:
                    possessive = any(part.tag_ == "POS" for part in child.children)
                    if child.i > head.i and not possessive:
                        return near
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


def relative_clause(pronoun: Token) -> Token | None:
    """Return the verb of the relative clause that a pronoun stands in."""
    for token in pronoun.ancestors:
        if token.dep_ == "relcl":
            return token
        if token.dep_ in {"ccomp", "ROOT", "advcl"}:
            return None
    return None


def _may_join(first: Token, other: Token) -> bool:
    """Return whether the parse lets two names be parts of one list."""
    if first.dep_ == "ROOT" or other.dep_ == "ROOT":
        return False
    if first.head.lower_ == "between":
        return True
    if first.head.lower_ in {"of", "from"} and other.head == first.head.head:
        return other.head.lower_.endswith("s")
    if other.dep_ in _LOOSE:
        return other.head == first or other.dep_ != "conj" or other.head.i >= first.i
    return other.dep_ == first.dep_ and other.head == first.head


def _between(parse: Parse, first: Mention, second: Mention) -> set[str] | None:
    """Return the words between two names of a list, None where they are in none."""
    if (first.kind == Kind.PERSON) != (second.kind == Kind.PERSON):
        return None
    start, end = parse.units[first].end, parse.units[second].start
    if not 0 < end - start < 8:  # noqa: PLR2004 - ", as well as the Hon." is about the longest
        return None
    words = {token.lower_ for token in parse.doc[start:end]}
    return words if words <= _SEPARATORS | HONORIFICS else None
