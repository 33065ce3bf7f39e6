"""What pronouns and definite phrases stand for, where one reading fits; the rest stays open.

A text is read once from its start. What was mentioned is remembered by sentence, with the things
that pronouns were found to stand for, so that a chain of them holds together.
"""

from collections.abc import Mapping, Sequence
from typing import Final

from spacy.tokens import Doc, Token

from graph.extraction.discourse import SUBJECTS, Discourse, Place, Places
from graph.extraction.lexicon import lexicon
from graph.extraction.proposals import Kind, Mention

_PERSONAL: Final = {
    **dict.fromkeys(("he", "him", "his", "himself"), "he"),
    **dict.fromkeys(("she", "her", "hers", "herself"), "she"),
}
_THINGS: Final = frozenset({"it", "its", "itself"})
_SEVERAL: Final = frozenset({"they", "them", "their", "theirs", "themselves"})
_DEFINITE: Final = frozenset({"the", "this", "that", "these", "those", "both"})
_NUMBERS: Final = {"two": 2, "both": 2, "three": 3, "four": 4, "five": 5}
_MOST: Final = 4
"""Most people that "the ministers" stands for."""

_NARROWING: Final = frozenset({"of", "for", "on", "between", "with", "about", "against"})
"""Prepositions after a noun that say which one it is."""

_MINISTERS: Final = ({"minister"}, {"cabinet", "secretary"}, {"foreign", "secretary"})
"""Words of the offices that "the ministers" may mean; a prime minister is not among them."""

_PEOPLE: Final = frozenset({"diplomat", "official"})
"""Nouns that any two people of a text may be called by."""

_GENERIC: Final = frozenset({"accord", "agreement", "deal", "meeting", "pact", "summit", "treaty"})
"""Nouns that stand for an agreement or event whose name has another word for what it is."""


def resolve(doc: Doc, mentions: Sequence[Mention]) -> Mapping[int, tuple[Mention, ...]]:
    """Return what pronouns and definite phrases stand for.

    Args:
        doc: The parsed text.
        mentions: Its mentions, in their order.

    Returns:
        Index of the token (the head, of a phrase) → the mentions it stands for. What is open, or
        stands for nothing that is mentioned, is not there.

    >>> from graph.extraction.gazetteer import Gazetteer
    >>> from graph.extraction.names import read_mentions
    >>> from graph.extraction.pipeline import pipeline
    >>> doc = pipeline()("Minister Ana Lu met the press. She left. The minister was tired.")
    >>> found = resolve(doc, read_mentions(doc, Gazetteer.shipped()))
    >>> [(doc[index].text, found[index][0].words) for index in found]
    [('She', 'Ana Lu'), ('minister', 'Ana Lu')]
    """
    resolver = _Resolver(Discourse(doc, mentions))
    return resolver.resolved(doc)


class _Resolver:
    """The rules, on what a text has mentioned so far.

    Args:
        discourse: The document as it is read.
    """

    def __init__(self, discourse: Discourse) -> None:
        self._discourse = discourse
        self._unnamed = False

    def resolved(self, doc: Doc) -> dict[int, tuple[Mention, ...]]:
        """Return what the pronouns and definite phrases of a document stand for."""
        found: dict[int, tuple[Mention, ...]] = {}
        for sentence in doc.sents:
            self._unnamed = False
            for token in sentence:
                place = self._discourse.at.get(token.i)
                if place is not None:
                    if token.i == place.start:
                        self._discourse.meet(place)
                elif places := self._read(token):
                    found[token.i] = tuple(place.mention for place in places)
                    self._discourse.refer(token, places)
                elif token.dep_ in SUBJECTS and token.tag_ in {"NN", "NNP"}:
                    owner = self._discourse.at.get(token.i - 1)
                    self._unnamed = owner is None or not self._discourse.governs(owner)
            self._discourse.end_sentence(sentence)
        return found

    def _read(self, token: Token) -> Places:
        """Return what a token that is no part of a name stands for; nothing where it is open."""
        lower = token.lower_
        if lower in _PERSONAL:
            return self._person(_PERSONAL[lower])
        if lower in _THINGS:
            return () if self._unnamed or _is_empty(token) else self._thing(token)
        if lower in _SEVERAL:
            return self._discourse.last_group()
        if token.pos_ in {"NOUN", "PROPN"} and token.dep_ != "compound":
            return self._phrase(token)
        return ()

    def _person(self, pronoun: str) -> Places:
        """Return the person that a pronoun stands for."""
        known = self._discourse.pronouns

        def may_be(place: Place) -> bool:
            is_person = place.mention.kind is Kind.PERSON
            return is_person and known.get(place.thing, pronoun) == pronoun

        def is_so(place: Place) -> bool:
            return place.mention.kind is Kind.PERSON and known.get(place.thing) == pronoun

        return self._discourse.nearest(may_be) or self._discourse.nearest(is_so)

    def _thing(self, token: Token) -> Places:
        """Return the state or body that "it" stands for; none that its clause tells more of."""
        about = next((above.head for above in token.ancestors if above.dep_ == "relcl"), None)
        told = self._discourse.at.get(about.i) if about is not None else None
        other = told.thing if told is not None else ""

        def may_be(place: Place) -> bool:
            body = place.mention.kind is Kind.ORGANIZATION
            return place.thing != other and (body or self._is_party(place))

        return self._discourse.nearest(may_be)

    def _is_party(self, place: Place) -> bool:
        """Tell whether a mention is of a state, by its name or by that of its government."""
        named = place.mention.kind is Kind.STATE_OR_PLACE or self._discourse.governs(place)
        return named and self._discourse.is_state(place)

    def _phrase(self, token: Token) -> Places:
        """Return what a definite phrase stands for, by its head."""
        words = {child.lower_ for child in token.lefts}
        if token.dep_ == "conj" and _is_plural(token):  # "the Secretary and Foreign Ministers"
            words |= {child.lower_ for child in token.head.lefts}
        if not words & _DEFINITE or any(_narrows(child) for child in token.rights):
            return ()
        number = next((_NUMBERS[word] for word in words if word in _NUMBERS), 0)
        kinds = lexicon()
        noun = _singular(token)
        office = noun if noun in kinds.titles else ""
        added = {
            child.lower_
            for child in token.lefts
            if child.dep_ in {"amod", "compound", "poss", "nmod"}
        }
        states = self._said_of(token)
        added -= {state.words.lower() for state in states} | {"visiting"}
        if added and not (office and added <= kinds.title_modifiers | kinds.portfolios):
            return ()
        if states:
            return self._of_state(states, {office, *added}) if office and not number else ()
        if _is_plural(token):
            return self._several(noun, number, added)
        if office and not number:
            return self._discourse.nearest_or_only(lambda p: self._holds(p, {office, *added}))
        return () if number else self._single(noun)

    def _said_of(self, token: Token) -> tuple[Mention, ...]:
        """Return the states whose adjectives stand before a noun: "the Lao minister"."""
        found = [self._discourse.at.get(c.i) for c in token.lefts if c.dep_ in {"amod", "compound"}]
        return tuple(place.mention for place in found if place is not None)

    def _of_state(self, states: tuple[Mention, ...], office: set[str]) -> Places:
        """Return the person who holds an office of one of some states."""
        names = {name.lower() for state in states for name in (state.words, state.canonical)}

        def may_be(place: Place) -> bool:
            called = self._discourse.called[place.thing]
            return self._holds(place, office) and not names.isdisjoint(called)

        return self._discourse.nearest_or_only(may_be)

    def _several(self, noun: str, number: int, added: set[str]) -> Places:
        """Return the things that a plural stands for: "the two countries", "both ministers"."""
        nouns, discourse = lexicon().references, self._discourse
        if noun in nouns["side"] or (noun in nouns["state"] and number):
            own = {p.thing: p for p in next(discourse.window()) if discourse.is_state(p)}
            if number and len(own) == number:
                return tuple(own.values())
            named = discourse.group_of(number or 2, self._is_party)
            return named or discourse.group_of(number or 2, discourse.is_state)
        if noun not in lexicon().titles and noun != "leader":
            return ()
        if noun in _PEOPLE:
            return discourse.group_of(number, _is_person) if number else ()
        if number:
            return discourse.group_of(number, lambda place: self._holds(place, {noun, *added}))
        holders = discourse.so_far(lambda place: self._holds(place, {noun, *added}))
        return holders if 1 < len(holders) <= _MOST else ()

    def _holds(self, place: Place, office: set[str]) -> bool:
        """Tell whether a mention is of a person with an office."""
        if place.mention.kind is not Kind.PERSON:
            return False
        called = self._discourse.called[place.thing]
        if office == {"leader"}:
            return True
        if "counterpart" in called and not called & lexicon().titles - {"counterpart"}:
            return True
        if office == {"minister"}:
            return "prime" not in called and any(words <= called for words in _MINISTERS)
        return office <= called

    def _single(self, noun: str) -> Places:
        """Return the thing that a singular stands for: "the airline", "the country"."""
        nouns = lexicon().references
        if noun in nouns["state"]:
            named = self._discourse.nearest(self._is_party)
            return named or self._discourse.nearest(self._discourse.is_state)
        for kind in (Kind.ORGANIZATION, Kind.AGREEMENT, Kind.EVENT, Kind.FACILITY):
            if noun in nouns[kind.value]:
                return self._of_kind(kind, noun)
        return ()

    def _of_kind(self, kind: Kind, noun: str) -> Places:
        """Return the thing of a kind that is called by a noun, in its name or beside it."""
        called = self._discourse.nearest_or_only(
            lambda place: place.mention.kind is kind and noun in self._discourse.called[place.thing]
        )
        if called or noun not in lexicon().references["wide"] | _GENERIC:
            return called
        if kind is Kind.AGREEMENT:
            return self._discourse.nearest_or_only(lambda place: place.mention.kind is kind)
        return self._discourse.nearest(lambda place: place.mention.kind is kind)


def _is_person(place: Place) -> bool:
    return place.mention.kind is Kind.PERSON


def _singular(token: Token) -> str:
    """Return the singular of a noun in lower case, also where the model takes it for a name."""
    lemma = token.lemma_.lower()
    proper = token.tag_ == "NNPS" or (token.tag_ == "NNP" and lemma[:-1] in lexicon().titles)
    return lemma[:-1] if proper and lemma.endswith("s") else lemma


def _is_plural(token: Token) -> bool:
    """Tell whether a noun is a plural, also where the model takes it for a name: "Ministers"."""
    named = token.tag_ == "NNP" and token.text.endswith("s") and _singular(token) != token.lower_
    return token.tag_ in {"NNS", "NNPS"} or named


def _narrows(child: Token) -> bool:
    """Tell whether what follows a noun says which one it is: "the minister of", "the one who"."""
    return child.dep_ in {"relcl", "acl"} or child.lower_ in _NARROWING


def _is_empty(token: Token) -> bool:
    """Tell whether "it" stands for what follows, or for no thing: "it was agreed that"."""
    if token.lower_ != "it":
        return False
    around = {child.dep_: child for child in token.head.children}
    if token.dep_ == "expl" or (token.dep_ == "nsubjpass" and "ccomp" in around):
        return True
    if around.keys() & {"acomp", "attr", "oprd"} and around.keys() & {"ccomp", "xcomp", "advcl"}:
        return True
    what = around.get("attr")
    nouns = frozenset().union(*lexicon().references.values(), {"member", "home", "host"})
    return token.head.lemma_ == "be" and what is not None and what.lemma_.lower() not in nouns
