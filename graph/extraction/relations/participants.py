"""Who takes part in an event, and where it is: what the rules of several families share."""

from collections.abc import Iterable, Iterator
from itertools import combinations, product
from typing import Final

from spacy.tokens import Token

from graph.extraction.frames import Frame
from graph.extraction.parses import Parse, relative_clause, whole
from graph.extraction.posts import is_plural, post_noun
from graph.extraction.proposals import Argument, Kind, Mention, Modality, Relation
from graph.extraction.rules import Finding
from graph.extraction.words import words

EVENTS: Final = words(
    """assembly banquet briefing celebration ceremony colloquium commemoration conference congress
    consultation convention debate dialogue dinner event exhibition fair forum funeral gathering
    hearing inauguration launch lunch luncheon meeting negotiation opening panel plenary rally
    reception retreat round roundtable seminar session signing summit symposium talk talks
    workshop"""
)
"""Nouns for what people attend."""

TEAMS: Final = words("contingent delegation team")
"""Nouns for those who are sent to an event."""

NEAR: Final = 4
"""So many sentences back an event may be named that a list or a delegation is at."""

AGENTS: Final = frozenset({Kind.PERSON, Kind.STATE_OR_PLACE, Kind.ORGANIZATION, Kind.PEOPLE})
PLACES: Final = frozenset(
    {Kind.STATE_OR_PLACE, Kind.LOCATION, Kind.FACILITY, Kind.ORGANIZATION, Kind.PERSON}
)
_STATELY: Final = frozenset({Kind.STATE_OR_PLACE, Kind.PEOPLE})
_DASHES: Final = frozenset("-–—")
_JOINTS: Final = ("-", "–", " - ", " – ")
_SINGLE: Final = words("presidents kings premiers chancellors")
_EMPTY: Final = frozenset({"visiting", "other", "respective"})
_PEOPLE: Final = words(
    """ambassador chancellor commissioner counterpart delegation diplomat envoy king leader
    minister ministry official officer party president premier prince representative secretary
    senator side spokesman spokesperson government state nation country member firm company
    agency group organisation organization ally partner administration coalition faction junta
    militia movement regime"""
)
"""Nouns for those who act, where they are not named."""


def actors(parse: Parse, tokens: Iterable[Token]) -> list[Argument]:
    """Return those who act, by name, or by the noun that says who they are.

    Args:
        parse: The parse.
        tokens: Heads of noun phrases.
    """
    found: dict[str, Argument] = {}
    for token in tokens:
        unnamed: list[Token] = []
        for head in (whole(head) or head for head in parse.coordinated(token)):
            named = parse.named(head)
            if not named and _is_party(head):
                unnamed.append(head)
            for who in named:
                if who.mention is not None and who.mention.kind in AGENTS:
                    found.setdefault(who.name, who)
        for who in _by_words(parse, unnamed):
            found.setdefault(who.name, who)
    return list(found.values())


def _by_words(parse: Parse, heads: list[Token]) -> Iterator[Argument]:
    """Yield those who are not named: "relevant ministries and agencies" are one phrase."""
    if len(heads) == 1 and _each_has_one(heads[0]):
        states = [owner for owner in parse.owners(heads[0]) if owner.kind != Kind.PERSON]
        if len(states) > 1:
            post = heads[0].doc[_first(heads[0]) : heads[0].i + 1].text.removesuffix("s")
            yield from (Argument(f"{post} of {state.canonical}") for state in states)
            return
    if len(heads) == 1 and post_noun(heads[0]) and (owner := _possessor(parse, heads[0])):
        yield Argument(f"{_short(parse.words(heads[0]))} of {owner.canonical}")
        return
    if heads and not _is_vague(heads[0]):
        phrases = [_short(parse.words(head)) for head in heads]
        yield Argument(" and ".join(phrases))


def _possessor(parse: Parse, noun: Token) -> Mention | None:
    """Return the state or body of "Mexico's president", "its president"."""
    for child in noun.children:
        owners = [who.mention for who in parse.arguments(child)] if child.dep_ == "poss" else []
        if len(owners) == 1 and owners[0] is not None and owners[0].kind != Kind.PERSON:
            return owners[0]
    return None


def _is_party(head: Token) -> bool:
    """Return whether a noun names those who act, and not just any of them ("a minister")."""
    if any(child.lower_ in {"a", "an"} for child in head.children) and post_noun(head):
        return False
    return head.lemma_.lower() in _PEOPLE or is_plural_post(head)


def _each_has_one(noun: Token) -> bool:
    """Return whether each state has one holder of a post: "the Prime Ministers of A and B"."""
    told = noun.lower_ in _SINGLE or any(c.dep_ in {"compound", "amod"} for c in noun.children)
    owned = any(child.lower_ == "of" or child.dep_ == "poss" for child in noun.children)
    return is_plural_post(noun) and told and owned


def _first(noun: Token) -> int:
    return min([noun.i, *(c.i for c in noun.children if c.dep_ in {"compound", "amod"})])


def is_plural_post(noun: Token) -> bool:
    """Return whether a noun names the holders of a post: "prime ministers"."""
    return post_noun(noun) is not None and is_plural(noun)


def _short(words: str) -> str:
    """Return the words for somebody without what they deal with: "counterparts on trade"."""
    for preposition in (" on ", " about ", " in ", " including ", " during "):
        words = words.split(preposition, 1)[0]
    return words


def _is_vague(head: Token) -> bool:
    """Return whether a noun has nothing beside it that says who is meant: "the two ministers"."""
    beside = {child.dep_ for child in head.children if child.lower_ not in _EMPTY}
    definite = any(child.lower_ in {"the", "both", "these"} for child in head.children)
    return not beside & {
        "amod",
        "compound",
        "nmod",
        "poss",
        "prep",
        *(() if definite else ("nummod",)),
    }


def people(parse: Parse, tokens: Iterable[Token]) -> list[Argument]:
    """Return those who act and are persons.

    Args:
        parse: The parse.
        tokens: Heads of noun phrases.
    """
    return [
        who
        for who in actors(parse, tokens)
        if who.mention is not None and who.mention.kind == Kind.PERSON
    ]


def places(parse: Parse, tokens: Iterable[Token]) -> list[Argument]:
    """Return the places that are named.

    Args:
        parse: The parse.
        tokens: Heads of noun phrases.
    """
    found: dict[str, Argument] = {}
    for token in tokens:
        for place in parse.arguments(token):
            if place.mention is not None and place.mention.kind in PLACES:
                found.setdefault(place.name, place)
    return list(found.values())


def events(parse: Parse, token: Token) -> list[Argument]:
    """Return the events that a noun phrase names or describes.

    Args:
        parse: The parse.
        token: The head of the phrase.
    """
    found: list[Argument] = []
    if token.tag_ in {"WDT", "WP"} and (clause := relative_clause(token)) is not None:
        return events(parse, clause.head)
    if token.lower_ == "it":
        return _named_event(parse, token) or current_event(parse, token, sentences=1)
    for head in parse.coordinated(token):
        named = _named_event(parse, head) or _by_short_name(parse, head)
        if named:
            found += named
        elif head.lemma_.lower() in EVENTS or head.lower_ in EVENTS or _is_joint(head):
            found.append(Argument(occasion(parse.words(head, owned=True))))
    return found


def _is_joint(head: Token) -> bool:
    """Return whether a noun names a meeting of a body of two states: "Joint Commission"."""
    noun = head.lemma_.lower().removesuffix("s")
    beside = {child.lower_ for child in head.children if child.i < head.i}
    return noun in {"commission", "committee"} and bool(beside & {"joint", "mixed"})


def _named_event(parse: Parse, head: Token) -> list[Argument]:
    named = parse.named(head)
    return [event for event in named if event.mention and event.mention.kind == Kind.EVENT]


def occasion(text: str) -> str:
    """Return the words for an event without its place and those who meet.

    Args:
        text: The words.
    """
    for word in (" with ", " in ", " at ", " by ", " attended", " chaired", " held", " hosted"):
        text = text.split(word, 1)[0]
    return text


def current_event(parse: Parse, token: Token, *, sentences: int) -> list[Argument]:
    """Return the event that the text is about: the last one named before a sentence.

    Args:
        parse: The parse.
        token: A word of the sentence.
        sentences: How many sentences back it may be named.
    """
    here = next(n for n, sentence in enumerate(parse.sentences) if token in sentence)
    first = parse.sentences[max(0, here - sentences)].start_char
    for mention in reversed(parse.mentions):
        near = first <= mention.start < parse.sentences[here].start_char
        if near and mention.kind == Kind.EVENT:
            return [Argument(mention.canonical, mention)]
    return []


def _by_short_name(parse: Parse, head: Token) -> list[Argument]:
    """Return the event that "the Meeting" stands for: the last one with the word in its name."""
    if not head.text[0].isupper() or len(list(head.children)) != 1:
        return []
    if head.i == 0 or not head.nbor(-1).is_stop:
        return []
    for mention in reversed(parse.mentions):
        if mention.end <= head.idx and mention.kind == Kind.EVENT and head.text in mention.words:
            return [Argument(mention.canonical, mention)]
    return []


def pairs(
    subjects: Iterable[Argument],
    relation: Relation,
    objects: Iterable[Argument],
    frame: Frame,
    modality: Modality | None = None,
) -> Iterator[Finding]:
    """Yield the relation of each subject to each object.

    Args:
        subjects: The subjects.
        relation: The relation.
        objects: The objects.
        frame: The frame that states it.
        modality: How it is held, where the frame does not tell.
    """
    for subject, other in product(list(subjects), list(objects)):
        yield Finding(subject, relation, other, frame, modality)


def pairs_among(
    parties: list[Argument], relation: Relation, frame: Frame, modality: Modality | None = None
) -> Iterator[Finding]:
    """Yield the relation of each two of some parties."""
    for first, second in combinations(parties, 2):
        yield Finding(first, relation, second, frame, modality)


def parties_between(frame: Frame, *, attached: bool = True) -> list[Argument]:
    """Return the parties of "between A and B" after a noun."""
    return [
        party
        for phrase in frame.phrases
        if phrase.preposition in {"between", "among"}
        and (phrase.attached == frame.head or not attached)
        for party in actors(frame.parse, [phrase.object])
    ]


def pair_before(frame: Frame) -> list[Argument]:
    """Return the two states with a dash between them before a noun: "Lao-Thai talks"."""
    parse, head = frame.parse, frame.head
    if parse.mention_at(head) is not None:
        return []
    for mention in parse.mentions_in(parse.doc[head.left_edge.i : head.i]):
        end = parse.spans[mention].end
        if end + 1 < head.i and parse.doc[end].text in _DASHES:
            other = parse.mention_at(parse.doc[end + 1])
            if other is not None and {mention.kind, other.kind} <= _STATELY:
                return [Argument(m.canonical, m) for m in (mention, other)]
    return []


def states_in(parse: Parse, name: Mention) -> list[Argument]:
    """Return the states, named elsewhere in the text, with a dash between them in a name.

    Args:
        parse: The parse.
        name: The name: "Laos-Chad Annual Consultations".
    """
    inside = [
        (name.words.find(mention.words), mention)
        for mention in parse.mentions
        if mention.kind in _STATELY
    ]
    found = {mention.canonical: (place, mention) for place, mention in inside if place >= 0}
    if len(found) != 2:  # noqa: PLR2004
        return []
    (_, first), (_, second) = sorted(found.values(), key=lambda item: item[0])
    if not any(f"{first.words}{dash}{second.words}" in name.words for dash in _JOINTS):
        return []
    return [Argument(first.canonical, first), Argument(second.canonical, second)]


def parties_with(frame: Frame) -> list[Argument]:
    """Return the parties of "with A" in a clause or after a noun."""
    objects = [
        phrase.object
        for phrase in frame.phrases
        if phrase.preposition in {"with", "alongside", "together with"}
        and phrase.object.pos_ in {"PROPN", "NOUN", "PRON"}
    ]
    return actors(frame.parse, objects)
