"""Who holds which post: ``holdsPosition``."""

from collections.abc import Callable, Iterable, Iterator
from typing import Final

from spacy.tokens import Span, Token

from graph.extraction.appositions import post_from
from graph.extraction.frames import Frame
from graph.extraction.parses import Parse
from graph.extraction.posts import is_plural, post_noun
from graph.extraction.proposals import Argument, Kind, Relation
from graph.extraction.relations.participants import AGENTS, actors
from graph.extraction.rules import Finding, FrameRule, Rule, SentenceRule
from graph.extraction.titles import Form
from graph.extraction.words import word_at, words

_TO_NAME: Final = words(
    """appoint be become confirm designate elect inaugurate name nominate present re-elect
    reappoint reelect remain replace resign retire serve step succeed swear take"""
)
_NAMING: Final = words("appoint confirm designate elect name nominate re-elect reappoint reelect")
_ENDING: Final = words("resign retire step")
"""Verbs whose subject held a post before."""

_CHAIRS: Final = {
    "chair": "chair",
    "chairmanship": "chair",
    "co-chairmanship": "co-chair",
    "presidency": "president",
    "secretariat": "secretariat",
}
"""Nouns for the post of a state or person that leads a body, with the name of the post."""

_LEADING: Final = {"chair": "chair", "co-chair": "co-chair", "head": "head"}
"""Verbs of those who lead a body, with the name of their post."""

_HAVING: Final = words("assume exercise have hold take")


def _beside(form: Form) -> Callable[[Parse, Span], Iterator[Finding]]:
    """Return what reads the titles of one form: "Lao foreign minister Ana Lu"."""

    def read(parse: Parse, sentence: Span) -> Iterator[Finding]:
        for mention in parse.mentions_in(sentence):
            for title in parse.titles.get(mention, ()):
                if title.form == form and title.post:
                    holder = Argument(mention.canonical, mention)
                    yield Finding(holder, Relation.HOLDS_POSITION, Argument(title.post))

    return read


def _said(frame: Frame) -> Iterator[Finding]:
    """Read "Ana Lu is the director of the forum", "Bo Mek was appointed ambassador to Laos"."""
    nouns = [*frame.parts("attr", "oprd"), *frame.after("as")]
    named = frame.passive or frame.lemma in _NAMING
    people = frame.objects if named else frame.grammatical_subjects
    for noun in map(_noun_of, nouns):
        if not post_noun(noun) or is_plural(noun) or frame.parse.mention_at(noun):
            continue
        post = post_from(frame.parse, noun.i, noun.sent.end)
        name = post.name() if post else None
        if name and frame.lemma in _ENDING:
            name = f"former {name}"
        for person in (who for token in people for who in frame.parse.arguments(token)):
            if name and person.mention and person.mention.kind == Kind.PERSON:
                yield Finding(person, Relation.HOLDS_POSITION, Argument(name), frame)
        for person in _predecessors(frame):
            if name:
                yield Finding(person, Relation.HOLDS_POSITION, Argument(f"former {name}"), frame)


def _as(parse: Parse, sentence: Span) -> Iterator[Finding]:
    """Read "As chair of the forum, Laos will host it", "Laos (as the council's mediator)"."""
    for token in sentence:
        if token.lower_ != "as" or token.i + 1 >= sentence.end:
            continue
        bracketed = token.i > sentence.start and parse.doc[token.i - 1].text == "("
        if not bracketed and not _is_apart(token):
            continue
        post = post_from(parse, token.i + 1, sentence.end)
        name = post.name() if post else None
        if name is None:
            continue
        clause = Frame(parse, token.head)
        who = clause.grammatical_subjects if not bracketed else (parse.doc[token.i - 2],)
        for holder in (holder for noun in who for holder in parse.named(noun)):
            if holder.mention and holder.mention.kind in AGENTS - {Kind.PEOPLE}:
                yield Finding(holder, Relation.HOLDS_POSITION, Argument(name))


def _is_apart(token: Token) -> bool:
    """Return whether an "as" opens a phrase that stands in front of its clause, with a comma."""
    verb = token.head
    end = max((part.i for part in token.subtree), default=token.i)
    return verb.pos_ in {"VERB", "AUX"} and end < verb.i and word_at(token.doc[end], 1) == ","


def _predecessors(frame: Frame) -> list[Argument]:
    """Return who held the post that somebody "takes over from", "succeeds" another in."""
    if frame.passive or frame.lemma not in {"replace", "succeed", "take"}:
        return []
    before = frame.after("from") if frame.lemma == "take" else frame.parts("dobj")
    found = [who for token in before for who in frame.parse.arguments(token)]
    return [who for who in found if who.mention and who.mention.kind == Kind.PERSON]


def _noun_of(noun: Token) -> Token:
    """Return the noun of a post; that of "Secretary-General" is the first one."""
    first = next((child for child in noun.lefts if post_noun(child)), noun)
    return first if noun.lower_ == "general" else noun


def _chair(frame: Frame) -> Iterator[Finding]:
    """Read "Laos chairs the council", "which Laos currently chairs"."""
    if not frame.nominal:
        bodies = [token for token in frame.objects if token.tag_ != "PRP"]
        yield from _chairs(frame, _LEADING[frame.lemma], bodies)


def _chairmanship(frame: Frame) -> Iterator[Finding]:
    """Read "Laos holds the chairmanship of the council", "assumed the rotating presidency of"."""
    above = frame.above
    if not frame.nominal or above is None or above.lemma not in _HAVING:
        return
    if frame.head.dep_ == "dobj":
        yield from _chairs(above, _CHAIRS[frame.lemma], frame.after("of"))


def _chairs(frame: Frame, post: str, tokens: Iterable[Token]) -> Iterator[Finding]:
    """Yield the post of the subject of a clause at the bodies that some nouns name."""
    bodies = [
        body
        for token in tokens
        for body in frame.parse.arguments(token)
        if body.mention and body.mention.kind == Kind.ORGANIZATION
    ]
    who = actors(frame.parse, frame.subjects)
    for body in bodies:
        for holder in who:
            if holder.mention is not None:
                name = Argument(f"{post} of {body.name}")
                yield Finding(holder, Relation.HOLDS_POSITION, name, frame)


RULES: Final[tuple[Rule, ...]] = (
    *(SentenceRule(f"positions.{form}", "3", _beside(form)) for form in Form),
    SentenceRule("positions.as", "1", _as),
    FrameRule("positions.said", "3", _TO_NAME, _said),
    FrameRule("positions.chair", "1", frozenset(_LEADING), _chair),
    FrameRule("positions.chairmanship", "1", frozenset(_CHAIRS), _chairmanship),
)
