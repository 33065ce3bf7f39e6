"""Who holds which post: ``holdsPosition``."""

from collections.abc import Iterator
from typing import Final

from spacy.tokens import Span, Token

from graph.extraction.frames import Frame
from graph.extraction.parses import Parse
from graph.extraction.proposals import Argument, Kind, Mention, Relation
from graph.extraction.relations.posts import HONORIFICS, Post, before, is_plural, post_noun
from graph.extraction.rules import Finding, FrameRule, Rule, SentenceRule

_ENDS: Final = frozenset({",", ";", ".", ":", ")", "(", "—", "–", '"', "“", "”", "who", "which"})
_ARTICLES: Final = frozenset({"the", "a", "an", "then", "currently", "now", "himself", "herself"})
_TO_NAME: Final = frozenset({"appoint", "become", "designate", "elect", "name", "be", "remain"})
_COMPLETING: Final = frozenset({"of", "for", "to", "at", "in", "general", "-", "d'affaires"})
_LONGEST: Final = 18


def _title(parse: Parse, sentence: Span) -> Iterator[Finding]:
    """Read the post before a name: "Lao foreign minister Ana Lu"; "the King of Laos, Bo Mek"."""
    for mention in parse.mentions_in(sentence):
        if mention.kind != Kind.PERSON:
            continue
        span = parse.spans[mention]
        for number, post in enumerate(before(parse, span.start)):
            owner = _state_after(parse, span) if number == 0 else None
            if owner is None and number == 0:
                owner = _shared_state(parse, post)
            named = post.name(owner)
            if named is None and parse.doc[post.noun.i + 1].text == ",":
                named = post.noun.text
            yield from _finding(mention, named)


def _plural_title(parse: Parse, sentence: Span) -> Iterator[Finding]:
    """Read the post of names in a row: "Presidents Ana Lu of Laos and Bo Mek of Chad"."""
    post: Post | None = None
    for mention in parse.mentions_in(sentence):
        if mention.kind != Kind.PERSON:
            continue
        span = parse.spans[mention]
        own = next(before(parse, span.start), None)
        if own is not None:
            post = own if is_plural(own.noun) else None
        elif post is not None and _in_row(parse, span):
            yield from _finding(mention, post.name(_state_after(parse, span)))


def _appositive(parse: Parse, sentence: Span) -> Iterator[Finding]:
    """Read the post after a name: "Ana Lu, deputy director of the Lao Energy Forum, said …"."""
    for mention in parse.mentions_in(sentence):
        if mention.kind != Kind.PERSON:
            continue
        end = parse.spans[mention].end
        if end + 1 < sentence.end and parse.doc[end].text in {",", "(", "—", "–"}:
            post = _post_from(parse, end + 1, sentence.end)
            if post is not None and not _is_of_next(parse, mention, post):
                yield from _finding(mention, post.name())


def _is_of_next(parse: Parse, mention: Mention, post: Post) -> bool:
    """Return whether a post between two names is rather a title of the second."""
    index = post.end
    while index < len(parse.doc) - 1 and parse.doc[index].lower_ in {",", *HONORIFICS}:
        index += 1
    follows = parse.mention_at(parse.doc[index])
    if follows is None or follows.kind != Kind.PERSON or index == post.end:
        return False
    return next(before(parse, parse.spans[mention].start), None) is not None


def _counterparts(parse: Parse, sentence: Span) -> Iterator[Finding]:
    """Read "her Lao and Thai counterparts, Bo Mek and Su Ra, respectively"."""
    for token in sentence:
        if token.lower_ not in {"counterpart", "counterparts"}:
            continue
        states = _peoples_before(parse, token)
        people = _people_after(parse, token, sentence)
        post = _post_before(parse, token, sentence)
        if post is None or len(states) != len(people):
            continue
        for state, person in zip(states, people, strict=True):
            yield from _finding(person, f"{post.plain()} of {state.canonical}")


def _said(frame: Frame) -> Iterator[Finding]:
    """Read "Ana Lu is the director of the forum", "Bo Mek was appointed ambassador to Laos"."""
    nouns = [*frame.parts("attr", "oprd"), *frame.after("as")]
    people = frame.objects if frame.passive else frame.grammatical_subjects
    for noun in nouns:
        if not post_noun(noun) or is_plural(noun) or frame.parse.mention_at(noun):
            continue
        post = _post_from(frame.parse, noun.i, noun.sent.end)
        name = post.name() if post else None
        for person in (who for token in people for who in frame.parse.arguments(token)):
            if name and person.mention and person.mention.kind == Kind.PERSON:
                yield Finding(person, Relation.HOLDS_POSITION, Argument(name), frame)


def _finding(person: Mention, name: str | None) -> Iterator[Finding]:
    if name:
        holder = Argument(person.canonical, person)
        yield Finding(holder, Relation.HOLDS_POSITION, Argument(name))


def _state_after(parse: Parse, name: Span) -> Mention | None:
    """Return the state of "President Ana Lu of Laos"."""
    index = name.end
    if index + 1 >= len(parse.doc) or parse.doc[index].lower_ != "of":
        return None
    step = 2 if parse.doc[index + 1].lower_ == "the" else 1
    mention = parse.mention_at(parse.doc[index + step]) if index + step < len(parse.doc) else None
    stately = {Kind.STATE_OR_PLACE, Kind.ORGANIZATION}
    return mention if mention is not None and mention.kind in stately else None


def _shared_state(parse: Parse, post: Post) -> Mention | None:
    """Return the state of the post before: "Lao president Ana Lu and energy minister Bo Mek"."""
    doc, index = parse.doc, post.start - 1
    if post.whose is not None or post.tail or index <= 0 or doc[index].lower_ != "and":
        return None
    person = parse.mention_at(doc[index - 1])
    if person is None or person.kind != Kind.PERSON or not doc[post.start].text[0].islower():
        return None
    earlier = next(before(parse, parse.spans[person].start), None)
    owner = earlier.whose if earlier else None
    stately = {Kind.STATE_OR_PLACE, Kind.PEOPLE}
    return owner if owner is not None and owner.kind in stately else None


def _in_row(parse: Parse, name: Span) -> bool:
    """Return whether a name goes on a list: "and Bo Mek", ", Bo Mek"."""
    return name.start > 0 and parse.doc[name.start - 1].lower_ in {"and", ","}


def _post_from(parse: Parse, start: int, limit: int) -> Post | None:
    """Return the post that a stretch of words after a name tells."""
    doc = parse.doc
    end = start
    while end < min(limit, start + _LONGEST) and not _is_end(doc[end]):
        mention = parse.mention_at(doc[end])
        if mention is not None and mention.kind == Kind.PERSON:
            follows = doc[parse.spans[mention].end] if parse.spans[mention].end < limit else None
            if follows is None or follows.tag_ != "POS":
                return None
        end += 1
    noun = next(
        (
            token
            for token in doc[start:end]
            if post_noun(token) and not is_plural(token) and parse.mention_at(token) is None
            if token.i + 1 >= end or not _goes_on(doc[token.i + 1])
        ),
        None,
    )
    if noun is None or not _opens(parse, start, noun):
        return None
    return Post(parse, noun, _tail_end(noun, end))


def _goes_on(token: Token) -> bool:
    """Return whether a word after the noun of a post shows that a longer post is told."""
    if token.lower_ in {"general", "extraordinary", "emeritus"}:
        return False
    return token.pos_ in {"NOUN", "PROPN", "ADJ"} or token.lower_ == "prime"


def _opens(parse: Parse, start: int, noun: Token) -> bool:
    """Return whether the words before a noun are those of its post, from the first one on."""
    first = Post(parse, noun, noun.i + 1).start
    skipped = parse.doc[start:first]
    return all(
        token.lower_ in _ARTICLES or token.tag_ in {"POS", "PRP$"} or parse.mention_at(token)
        for token in skipped
    )


def _tail_end(noun: Token, end: int) -> int:
    """Return the index after what completes the noun of a post, before a clause of its own."""
    doc = noun.doc
    if noun.i + 1 >= end or doc[noun.i + 1].lower_ not in _COMPLETING:
        return noun.i + 1
    return end


def _is_end(token: Token) -> bool:
    return token.lower_ in _ENDS or (token.pos_ in {"VERB", "AUX"} and token.tag_ != "VBG")


def _peoples_before(parse: Parse, token: Token) -> list[Mention]:
    """Return the states whose adjectives stand right before a noun."""
    found: list[Mention] = []
    index = token.i - 1
    while index >= 0:
        mention = parse.mention_at(parse.doc[index])
        if mention is not None and mention.kind in {Kind.PEOPLE, Kind.STATE_OR_PLACE}:
            found.insert(0, mention)
            index = parse.spans[mention].start
        elif parse.doc[index].lower_ not in {",", "and"}:
            break
        index -= 1
    return found


def _people_after(parse: Parse, token: Token, sentence: Span) -> list[Mention]:
    """Return the people who are named right after a noun."""
    found: list[Mention] = []
    for follows in parse.doc[token.i + 1 : sentence.end]:
        mention = parse.mention_at(follows)
        if mention is not None and mention.kind == Kind.PERSON:
            if mention not in found:
                found.append(mention)
        elif follows.lower_ not in {",", "and", "mr.", "ms.", "mrs.", "dr.", "h.e."}:
            break
    return found


def _post_before(parse: Parse, token: Token, sentence: Span) -> Post | None:
    """Return the post of the one whose counterpart is meant, told in the sentence or earlier."""
    people = [m for m in parse.mentions_in(parse.doc[sentence.start : token.i])]
    names = {person.canonical for person in people if person.kind == Kind.PERSON}
    for mention in parse.mentions:
        if mention.canonical in names and mention.start < token.idx:
            post = next(before(parse, parse.spans[mention].start), None)
            if post is not None and post.words(post.whose):
                return post
    return None


RULES: Final[tuple[Rule, ...]] = (
    SentenceRule("positions.title", "1", _title),
    SentenceRule("positions.plural-title", "1", _plural_title),
    SentenceRule("positions.appositive", "1", _appositive),
    SentenceRule("positions.counterpart", "1", _counterparts),
    FrameRule("positions.said", "1", _TO_NAME, _said),
)
