"""Titles: the posts that stand beside the names of people, and the words that they take up."""

from collections import defaultdict
from collections.abc import Iterator
from enum import StrEnum
from typing import Final, NamedTuple

from spacy.tokens import Span, Token

from graph.extraction.annotated import Annotated
from graph.extraction.appositions import post_after
from graph.extraction.posts import Post, before, is_plural, post_noun
from graph.extraction.proposals import Kind, Mention
from graph.extraction.words import word_at, words

_COUNTERPARTS: Final = words("colleague colleagues counterpart counterparts")
_LONGEST: Final = 18


class Form(StrEnum):
    """Where a title stands."""

    BEFORE = "title"
    ROW = "plural-title"
    AFTER = "appositive"
    COUNTERPART = "counterpart"


class Title(NamedTuple):
    """A title of a person.

    Args:
        form: Where it stands.
        start: Index of the first token of title and name.
        end: Index after the last token of title and name.
        post: The post in words; None where the title says too little.
    """

    form: Form
    start: int
    end: int
    post: str | None


def titles(text: Annotated) -> dict[Mention, tuple[Title, ...]]:
    """Return the titles of each person who is named with one.

    Args:
        text: The text with its mentions.
    """
    found: dict[Mention, list[Title]] = {}
    row: Post | None = None
    for mention in text.mentions:
        if mention.kind != Kind.PERSON or mention not in text.spans:
            continue
        span = text.spans[mention]
        if row is not None and row.noun.sent != span.sent:
            row = None
        own = list(_before(text, span))
        start = min([span.start, *(title.start for title in own)])
        bare = not any(title.post for title in own)
        if bare and row is not None and _in_row(text, start):
            state = _state_after(text, span)
            end = _end_with_state(text, span, state)
            own = [Title(Form.ROW, start, end, row.name(state))]
        else:
            post = next(before(text, span.start), None)
            row = post if post is not None and is_plural(post.noun) else None
        found[mention] = [*own, *_appositive(text, mention)]
    for mention, title in _counterparts(text):
        found.setdefault(mention, []).append(title)
    found |= {mention: [title] for mention, title in _respective(text)}
    told: defaultdict[str, list[frozenset[str]]] = defaultdict(list)
    return {
        mention: tuple(_told(text, mention, beside, told[mention.canonical]))
        for mention, beside in sorted(found.items(), key=lambda item: item[0].start)
        if beside
    }


def _told(
    text: Annotated, mention: Mention, beside: list[Title], before: list[frozenset[str]]
) -> Iterator[Title]:
    """Yield the titles of a person, without the posts that a surname's title goes on repeating.

    "Ambassador Ana Lu" is told to be an ambassador, and so is "Ambassador Lu" after it, but what
    was told twice by then is not told again. A bare title tells a post if it is the only one. The
    words of the posts are added to those that the text told before.
    """
    short = len(text.spans[mention]) == 1
    for title in beside:
        noun, post = text.doc[title.start], title.post
        alone = len(beside) == 1 and not (short and before)
        if post is None and alone and post_noun(noun) and not is_plural(noun):
            post = noun.text
        said = frozenset((post or "").lower().split())
        repeated = short and sum(said <= words for words in before) > 1
        if post is not None:
            before.append(said)
        yield title._replace(post=None if repeated else post)


def _before(text: Annotated, span: Span) -> Iterator[Title]:
    """Read the post before a name: "Lao foreign minister Ana Lu"; "the King of Laos, Bo Mek"."""
    for number, post in enumerate(before(text, span.start)):
        state = _state_after(text, span) if number == 0 else None
        owner = state or (_shared_state(text, post) if number == 0 else None)
        named = post.name(owner)
        if named is None and word_at(post.noun, 1) == "," and not is_plural(post.noun):
            named = post.noun.text
        yield Title(Form.BEFORE, post.start, _end_with_state(text, span, state), named)


def _end_with_state(text: Annotated, span: Span, state: Mention | None) -> int:
    return span.end if state is None else text.spans[state].end


def _appositive(text: Annotated, mention: Mention) -> Iterator[Title]:
    """Read the post after a name: "Ana Lu, deputy director of the Lao Energy Forum, said …"."""
    post = post_after(text, mention)
    if post is not None:
        yield Title(Form.AFTER, text.spans[mention].start, post.end, post.name())


def _counterparts(text: Annotated) -> Iterator[tuple[Mention, Title]]:
    """Read "her Lao and Thai counterparts, Bo Mek and Su Ra, respectively"."""
    for token in text.doc:
        if token.lower_ not in _COUNTERPARTS:
            continue
        sentence = token.sent
        states = _peoples_before(text, token)
        people = _people_after(text, token, sentence)
        post = _post_before(text, token, sentence)
        if not states or post is None or len(states) != len(people):
            continue
        start = text.spans[states[0]].start
        for state, person in zip(states, people, strict=True):
            span = text.spans[person]
            words = f"{post.plain()} of {state.canonical}"
            start = start if person == people[0] else span.start
            yield person, Title(Form.COUNTERPART, start, span.end, words)


def _respective(text: Annotated) -> Iterator[tuple[Mention, Title]]:
    """Read "the foreign ministers of Laos and Chad, Bo Mek and Su Ra, respectively"."""
    for token in text.doc:
        if not (post_noun(token) and is_plural(token)) or token.i + 2 >= len(text.doc):
            continue
        of = _of_states(text, token)
        if of is None:
            continue
        states = _states_after(text, of)
        people = _people_after(text, text.spans[states[-1]][-1], token.sent) if states else []
        if len(states) < 2 or len(states) != len(people):  # noqa: PLR2004 - a list has two
            continue
        post = Post(text, token, of.i)
        for state, person in zip(states, people, strict=True):
            span = text.spans[person]
            start = post.start if person == people[0] else span.start
            yield person, Title(Form.ROW, start, span.end, f"{post.plain()} of {state.canonical}")


def _of_states(text: Annotated, noun: Token) -> Token | None:
    """Return the "of" before the states that posts are of: "ministers of finance of Laos and"."""
    for token in text.doc[noun.i + 1 : min(noun.i + _LONGEST, noun.sent.end - 1)]:
        if token.lower_ == "of":
            follows = text.mention_at(token.nbor()) or text.mention_at(token.nbor(2))
            if follows is not None:
                return token
    return None


def _states_after(text: Annotated, preposition: Token) -> list[Mention]:
    """Return the states that are listed after a preposition."""
    found: list[Mention] = []
    for token in text.doc[preposition.i + 1 : preposition.sent.end]:
        mention = text.mention_at(token)
        if mention is not None and mention.kind == Kind.STATE_OR_PLACE:
            found += [mention] if mention not in found else []
        elif token.lower_ not in {",", "and", "the"}:
            break
    return found


def _state_after(text: Annotated, name: Span) -> Mention | None:
    """Return the state of "President Ana Lu of Laos"."""
    index = name.end
    if text.doc[index : index + 2].text.lower() in {", jr.", ", sr."}:
        index += 2
    if index + 1 >= len(text.doc) or text.doc[index].lower_ != "of":
        return None
    step = 2 if text.doc[index + 1].lower_ == "the" else 1
    mention = text.mention_at(text.doc[index + step]) if index + step < len(text.doc) else None
    stately = {Kind.STATE_OR_PLACE, Kind.ORGANIZATION}
    return mention if mention is not None and mention.kind in stately else None


def _shared_state(text: Annotated, post: Post) -> Mention | None:
    """Return the state of the post before: "Lao president Ana Lu and energy minister Bo Mek"."""
    doc, index = text.doc, post.start - 1
    if post.whose is not None or post.tail or index <= 0 or doc[index].lower_ != "and":
        return None
    person = text.mention_at(doc[index - 1])
    if person is None or person.kind != Kind.PERSON or not doc[post.start].text[0].islower():
        return None
    earlier = next(before(text, text.spans[person].start), None)
    owner = earlier.whose if earlier else None
    stately = {Kind.STATE_OR_PLACE, Kind.PEOPLE}
    return owner if owner is not None and owner.kind in stately else None


def _in_row(text: Annotated, start: int) -> bool:
    """Return whether a name goes on a list: "and Bo Mek", ", Bo Mek"."""
    return start > 0 and text.doc[start - 1].lower_ in {"and", ","}


def _peoples_before(text: Annotated, token: Token) -> list[Mention]:
    """Return the states whose adjectives stand right before a noun."""
    found: list[Mention] = []
    index = token.i - 1
    while index >= 0:
        mention = text.mention_at(text.doc[index])
        if mention is not None and mention.kind in {Kind.PEOPLE, Kind.STATE_OR_PLACE}:
            found.insert(0, mention)
            index = text.spans[mention].start
        elif text.doc[index].lower_ not in {",", "and"}:
            break
        index -= 1
    return found


def _people_after(text: Annotated, token: Token, sentence: Span) -> list[Mention]:
    """Return the people who are named right after a noun."""
    found: list[Mention] = []
    for follows in text.doc[token.i + 1 : sentence.end]:
        mention = text.mention_at(follows)
        if mention is not None and mention.kind == Kind.PERSON:
            if mention not in found:
                found.append(mention)
        elif follows.lower_ not in {",", "and", "mr.", "ms.", "mrs.", "dr.", "h.e."}:
            break
    return found


def _post_before(text: Annotated, token: Token, sentence: Span) -> Post | None:
    """Return the post of the one whose counterpart is meant, told in the sentence or earlier."""
    words = text.doc[sentence.start : token.i]
    people = [*text.mentions_in(words), *(m for w in words for m in text.antecedents.get(w.i, ()))]
    names = {person.canonical for person in people if person.kind == Kind.PERSON}
    for mention in text.mentions:
        if mention.canonical in names and mention.start < token.idx:
            post = next(before(text, text.spans[mention].start), None)
            post = post or post_after(text, mention)
            if post is not None and not post.is_bare:
                return post
    return None
