"""Those who are at an event, named in a row or only counted, and the event that a text is at."""

from collections.abc import Iterable, Iterator
from typing import Final

from spacy.tokens import Span, Token

from graph.extraction.parses import Parse
from graph.extraction.posts import is_plural, post_noun
from graph.extraction.proposals import Argument, Kind
from graph.extraction.relations.participants import AGENTS, EVENTS, actors, events, occasion
from graph.extraction.words import word_at, words

_CROWD: Final = words(
    """academic activist athlete attendee businessperson businesspeople businessman cadet citizen
    civilian company contingent delegate delegation diplomat entrepreneur exhibitor expert firm
    force guest head investor journalist lawmaker leader minister national observer official
    participant people personnel policeman police refugee representative researcher scholar
    scientist soldier sailor specialist stakeholder student teacher trainee troop volunteer
    woman worker youth ambassador dignitary envoy"""
)
"""Nouns for people who are counted rather than named."""

_OCCASIONS: Final = words(
    """class competition concert course discussion drill exercise expo festival game hackathon
    manoeuvre maneuver mass match ministerial parade prayer pageant premiere tournament
    training visit wedding webinar"""
)
"""Nouns for what is attended, beside events."""

_SCHOOLS: Final = words("school college university academy church institute government office")
_PLACED: Final = frozenset({"in", "at", "near", "outside", "inside", "across"})
_BACK: Final = 2
"""How many sentences back an event may be that a sentence speaks of without saying so."""


def attendees(parse: Parse, tokens: Iterable[Token]) -> list[Argument]:
    """Return who is at an event: by name, or counted ("26 officials", "Lao soldiers").

    Args:
        parse: The parse.
        tokens: Heads of noun phrases.
    """
    found: dict[str, Argument] = {}
    for token in (one for first in tokens for one in (first, *_companions(first))):
        for head in parse.coordinated(token):
            known = [who for who in parse.named(head) if who.mention and who.mention.kind in AGENTS]
            if not known and _is_crowd(head):
                known = [Argument(parse.words(head))]
            for who in known or actors(parse, [head]):
                found.setdefault(who.name, who)
    return list(found.values())


def _companions(noun: Token) -> Iterator[Token]:
    """Yield who is with somebody: "Laos, along with Chad", "Ana Lu, accompanied by Bo Mek"."""
    for child in noun.children:
        if child.lower_ in {"along", "together", "alongside"} or (
            child.dep_ == "acl" and child.lemma_ in {"accompany", "flank", "join"}
        ):
            for part in (child, *child.children):
                yield from (to for to in part.children if to.dep_ == "pobj")


def _is_crowd(noun: Token) -> bool:
    """Return whether a noun names people by their number, their state or what they do."""
    many = noun.tag_ in {"NNS", "NNPS"} or noun.lower_ in {"people", "personnel", "police"}
    told = any(child.dep_ in {"nummod", "amod", "compound", "nmod"} for child in noun.children)
    told |= any(child.lower_ in {"from", "of"} for child in noun.children)
    plural_post = post_noun(noun) is not None and is_plural(noun)
    return many and told and (noun.lemma_.lower() in _CROWD or plural_post)


def named_parties(parse: Parse, span: Span) -> list[Argument]:
    """Return those who act and are named in a stretch of words: the people, else all others.

    A state in the title of somebody, or where something is, is none of them.

    Args:
        parse: The parse.
        span: The words.
    """
    people: dict[str, Argument] = {}
    others: dict[str, Argument] = {}
    for mention in parse.mentions_in(span):
        token = parse.spans[mention][0]
        if mention.kind not in AGENTS or parse.holder_at(token) != mention:
            continue
        if mention.kind == Kind.PERSON:
            people.setdefault(mention.canonical, Argument(mention.canonical, mention))
        elif mention.kind != Kind.PEOPLE and not _is_placing(token):
            others.setdefault(mention.canonical, Argument(mention.canonical, mention))
    return list((people or others).values())


def _is_placing(token: Token) -> bool:
    before = word_at(token, -1).lower()
    return (word_at(token, -2).lower() if before == "the" else before) in _PLACED


def described(parse: Parse, tokens: Iterable[Token]) -> list[Argument]:
    """Return what somebody attends by the words for it: "a course", "the Gulf Ministerial".

    Args:
        parse: The parse.
        tokens: Heads of noun phrases.
    """
    found: list[Argument] = []
    for token in tokens:
        for head in parse.coordinated(token):
            capital = head.pos_ == "PROPN" and head.text[0].isupper()
            told = capital or head.lemma_.lower() in _OCCASIONS
            if parse.mention_at(head) is None and told and head.lower_ not in _SCHOOLS:
                found.append(Argument(occasion(parse.words(head))))
    return found


def recent_event(parse: Parse, token: Token) -> list[Argument]:
    """Return the event that was spoken of last before a word, in the sentences right before.

    Args:
        parse: The parse.
        token: The word.
    """
    here = next(n for n, sentence in enumerate(parse.sentences) if token in sentence)
    first = parse.sentences[max(0, here - _BACK)].start
    for index in range(token.i - 1, first - 1, -1):
        word = parse.doc[index]
        mention = parse.mention_at(word)
        if mention is not None and mention.kind == Kind.EVENT:
            return [Argument(mention.canonical, mention)]
        if mention is None and word.pos_ == "NOUN" and word.lemma_.lower() in EVENTS:
            return events(parse, word)[:1]
    return []


def sentence_events(parse: Parse, span: Span) -> Iterator[Argument]:
    """Yield the events that a stretch of words names or describes.

    Args:
        parse: The parse.
        span: The words.
    """
    seen: set[str] = set()
    for token in span:
        mention = parse.mention_at(token)
        named = mention is not None and mention.kind == Kind.EVENT
        if named or (
            mention is None and token.lemma_.lower() in EVENTS and token.dep_ != "compound"
        ):
            for event in events(parse, token):
                if event.name not in seen:
                    seen.add(event.name)
                    yield event
