"""Who leaves what: ``withdrawsFrom``."""

from collections.abc import Iterable, Iterator
from typing import Final

from spacy.tokens import Token

from graph.extraction.frames import Frame
from graph.extraction.modality import is_hypothetical
from graph.extraction.parses import Parse
from graph.extraction.proposals import Argument, Kind, Modality, Relation
from graph.extraction.relations.memberships import BODIES, bodies
from graph.extraction.relations.participants import actors, pairs
from graph.extraction.relations.texts import TEXTS
from graph.extraction.rules import Finding, FrameRule, Rule
from graph.extraction.words import words

_LEAVING: Final = words("denounce exit leave pull quit secede walk withdraw")

_ENDING: Final = words("abandon abrogate annul cancel end renounce rescind scrap tear terminate")
_PACTS: Final = words(
    """accord agreement armistice ceasefire compact convention covenant deal memorandum pact
    protocol treaty truce"""
)
"""Nouns for what two sides keep until one of them ends it."""

_UNIONS: Final = words("alliance bloc coalition organisation organization union") | _PACTS
_REGIONS: Final = words("area city district province region strip territory town village zone")
_SENT: Final = words("contingent force peacekeeper personnel soldier troop")
"""Those whom a state has somewhere, and takes out of it."""


def _leave(frame: Frame) -> Iterator[Finding]:
    """Read "Laos withdrew from the compact", "denounced the treaty", "withdrew Laos from it"."""
    if frame.nominal:
        return
    parse = frame.parse
    if frame.lemma in {"leave", "exit", "quit", "denounce"}:
        objects = [] if frame.passive else list(frame.objects)
        left = _left(parse, objects) if frame.lemma == "quit" else bodies(parse, objects)
        if frame.lemma == "leave" and not left:
            left = _left(parse, [noun for noun in objects if noun.lemma_.lower() in _UNIONS])
        if frame.lemma == "denounce":
            left = [body for body in left if body.mention and body.mention.kind == Kind.AGREEMENT]
    else:
        steps = frame.lemma in {"pull", "walk"}
        prepositions = ("from", "out of", "of", "back from") if steps else ("from",)
        left = _left(parse, list(frame.after(*prepositions)))
    who = actors(parse, frame.subjects)
    moved = [] if frame.passive else actors(parse, frame.objects)
    if frame.lemma == "withdraw" and moved:
        who = [
            state for state in moved if not (state.mention and state.mention.kind == Kind.PERSON)
        ]
    elif frame.lemma in {"withdraw", "pull"} and any(map(_stays, frame.parts("dobj"))):
        return
    yield from pairs(who, Relation.WITHDRAWS_FROM, left, frame)


def _stays(noun: Token) -> bool:
    """Return whether who withdraws something does not leave by it: "withdrew a claim"."""
    return noun.lemma_.lower() not in _SENT


def _left(parse: Parse, tokens: Iterable[Token]) -> list[Argument]:
    """Return what is left: a body, a treaty, a state; or a treaty by the words for it."""
    found: dict[str, Argument] = {}
    for token in tokens:
        for head in parse.coordinated(token):
            named = parse.named(head)
            if head.lemma_.lower() in TEXTS | BODIES | _PACTS | _REGIONS | {"talk"} and not named:
                named = [Argument(parse.words(head))]
            for body in named:
                found.setdefault(body.name, body)
    return list(found.values())


def _withdrawal(frame: Frame) -> Iterator[Finding]:
    """Read "the withdrawal of Laos from the statute", "announced its withdrawal from"."""
    if not frame.nominal:
        return
    parse = frame.parse
    left = _left(parse, frame.after("from"))
    if frame.lemma == "denunciation":
        left = bodies(parse, frame.after("of"))
    who = actors(parse, [*frame.parts("poss"), *frame.after("of", "by")])
    above = frame.above
    announced = above is not None and above.lemma in {"announce", "plan", "notify", "consider"}
    if not who and above is not None and announced:
        who = actors(parse, above.grammatical_subjects)
    held = Modality.PLANNED if announced else None
    yield from pairs(who, Relation.WITHDRAWS_FROM, left, frame, held)


def _end(frame: Frame) -> Iterator[Finding]:
    """Read "Laos scrapped the accord", "declared an end to the truce"."""
    if frame.nominal or frame.negated or is_hypothetical(frame):
        return
    nouns = list(frame.objects)
    if frame.lemma == "declare":
        ends = [noun for noun in frame.parts("dobj") if noun.lemma_.lower() == "end"]
        nouns = list(Frame(frame.parse, ends[0]).after("to")) if ends else []
    elif frame.lemma in {"halt", "suspend"}:
        parts = [n for n in frame.parts("dobj") if n.lemma_ in {"membership", "participation"}]
        nouns = list(Frame(frame.parse, parts[0]).after("in", "of")) if parts else []
    ended = []
    for noun in nouns:
        named = frame.parse.mention_at(noun)
        kept = noun.lemma_.lower() in _PACTS or (named and named.kind == Kind.AGREEMENT)
        if kept or frame.lemma in {"halt", "suspend"}:
            ended += _left(frame.parse, [noun])
    yield from pairs(actors(frame.parse, frame.subjects), Relation.WITHDRAWS_FROM, ended, frame)


RULES: Final[tuple[Rule, ...]] = (
    FrameRule("withdrawsFrom.verb", "3", _LEAVING, _leave),
    FrameRule("withdrawsFrom.end", "1", _ENDING | words("declare halt suspend"), _end),
    FrameRule(
        "withdrawsFrom.noun", "3", frozenset({"withdrawal", "exit", "denunciation"}), _withdrawal
    ),
)
