"""Names with the titles beside them, and the lists that such names stand in."""

from functools import cached_property
from itertools import pairwise
from typing import Final

from spacy.tokens import Span, Token

from graph.extraction.annotated import Annotated
from graph.extraction.gazetteer import state_iris
from graph.extraction.posts import HONORIFICS
from graph.extraction.proposals import Kind, Mention
from graph.extraction.titles import Title, titles
from graph.extraction.words import word_at

_SEPARATORS: Final = frozenset({",", ";", "and", "&", "as", "well", "or", "the", "both", "then"})
_JOINERS: Final = frozenset({"and", "&", "or", "well"})
_LOOSE: Final = frozenset({"conj", "appos", "compound", "nmod", "npadvmod", "dep", "amod", "poss"})
"""Relations of the parse that a member of a list is given, where the parser missed the list."""


class Units(Annotated):
    """The parse of a document whose names and titles are units, whatever the parser made of them.

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
        self.around: set[Mention] = set()
        units = dict(self.spans)
        for mention, beside in self.titles.items():
            span = units[mention]
            start = min([span.start, *(title.start for title in beside)])
            end = max([span.end, *(title.end for title in beside)])
            units[mention] = self.doc[start:end]
        for mention, following in pairwise(self.mentions):
            if mention.canonical == following.canonical:
                self._take_acronym(units, mention, following)
            elif self._lies_in(mention, following):
                units[mention] = self.doc[units[mention].start : self.spans[following].end]
                self.around.add(following)
        return units

    def _lies_in(self, town: Mention, state: Mention) -> bool:
        """Return whether a state only tells where a town is: "in Rome, Italy, and"."""
        if not (town.kind is state.kind is Kind.STATE_OR_PLACE) or state.iri not in state_iris():
            return False
        first, second = self.spans.get(town), self.spans.get(state)
        if town.iri in state_iris() or first is None or second is None:
            return False
        follows = self.doc[second.end].lower_ if second.end < len(self.doc) else ""
        return self.doc[first.end : second.start].text == "," and follows not in {"and", "or", "&"}

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
    def _holders(self) -> dict[int, Mention]:
        """Return whom the words of a title stand for."""
        return {
            index: mention
            for mention in self.titles
            for index in range(self.units[mention].start, self.units[mention].end)
        }

    @cached_property
    def _where(self) -> set[Mention | None]:
        """Return the states that only tell where the town before them is."""
        return {*self.around} if self.units else set()

    def holder_at(self, token: Token) -> Mention | None:
        """Return the mention that a token is a part of, or whose title it is a part of."""
        return self._holders.get(token.i) or self.mention_at(token)

    def subjects(self, subject: Token, verb: Token) -> tuple[Token, ...]:
        """Return the subjects of a verb of which the parser found one, or one of a list.

        "At the invitation of the King, Ana Lu, the envoys Bo Mek and Su Ra paid a visit": a name
        after a preposition is no subject, but the names that follow it may be, and the names
        before one in a list are.

        Args:
            subject: What the parser took for the subject.
            verb: The verb.
        """
        holder = self.holder_at(subject)
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
            bracketed = told and word_at(told[0], -1) == "(" and word_at(told[-1], 1) == ")"
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

    def coordinated(self, token: Token) -> list[Token]:
        """Return the heads of a coordination that starts with a token, in the order of the text.

        Args:
            token: The head of the first part.
        """
        heads = {token.i: token, **{head.i: head for head in self._below(token)}}
        queue = [token]
        while queue:
            current = queue.pop()
            found = [child for child in current.children if child.dep_ == "conj"]
            found = [head for head in found if not self._is_of_list_below(current, head)]
            found = [head for head in found if self.mention_at(head) not in self._where]
            found += self._listed(current)
            for head in found:
                if head.i not in heads and head.i > token.i and head.pos_ != "VERB":
                    heads[head.i] = head
                    queue.append(head)
        return [heads[index] for index in sorted(heads)]

    def _below(self, token: Token) -> list[Token]:
        """Return the names before one in a list that the parser took for parts of its phrase.

        "Ambassador Ana Lu and Secretary Bo Mek" may be one phrase to it, whose head is "Mek".

        Args:
            token: The head of the last part.
        """
        holder = self.holder_at(token)
        if holder is None or holder.kind != Kind.PERSON:
            return []
        heads = [self.head(first) for first, rest in self._lists.items() if holder in rest]
        return [head for head in heads if token.is_ancestor(head)]

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
        mention = self.holder_at(token)
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
            if mention in self.acronyms or mention in self.around or mention not in units:
                continue
            if self._holders.get(self.spans[mention].start, mention) != mention:
                continue
            words = _between(self, run[-1], mention) if run else None
            run = [*run, mention] if words is not None else [mention]
            if words is not None and words & _JOINERS:
                lists |= {member: tuple(run[i + 1 :]) for i, member in enumerate(run)}
                run = [mention]
        return lists


def _may_join(first: Token, other: Token) -> bool:
    """Return whether the parse lets two names be parts of one list."""
    if first.dep_ == "ROOT" or other.dep_ == "ROOT":
        return False
    if first.head.lower_ == "between":
        return True
    if first.head.lower_ in {"of", "from"} and other.head == first.head.head:
        return other.head.lower_.endswith("s")
    if other.dep_ == "conj" and other.head.pos_ in {"AUX", "VERB"} and first.i > other.head.i:
        return True  # no name is coordinated with a verb
    if other.dep_ in _LOOSE:
        return other.head == first or other.dep_ != "conj" or other.head.i >= first.i
    return other.dep_ == first.dep_ and other.head == first.head


def _between(text: Units, first: Mention, second: Mention) -> set[str] | None:
    """Return the words between two names of a list, None where they are in none."""
    if (first.kind == Kind.PERSON) != (second.kind == Kind.PERSON):
        return None
    start, end = text.units[first].end, text.units[second].start
    if not 0 < end - start < 8:  # noqa: PLR2004 - ", as well as the Hon." is about the longest
        return None
    if any(token.is_sent_start for token in text.doc[start : end + 1]):
        return None
    words = {token.lower_ for token in text.doc[start:end]}
    return words if words <= _SEPARATORS | HONORIFICS else None
