"""Who holds an attitude: those who act, and where they are not named, the words for them."""

from typing import Final

from spacy.tokens import Token

from graph.extraction.frames import Frame
from graph.extraction.posts import post_noun
from graph.extraction.proposals import Argument, Kind
from graph.extraction.relations.participants import actors, is_plural_post
from graph.extraction.wording import full_phrase
from graph.extraction.words import word_at, words

_BODIES: Final = words(
    """authorities cabinet commission committee congress council delegations experts forces
    legislature members military officials opposition parliament participants parties rebels
    secretariat senate taskforce"""
)
"""Nouns for those who act at a meeting, where nothing tells more of them."""

_MISSIONS: Final = words("authorities embassy missions")
"""Nouns for bodies that act for the one state that they are said to be of."""


def holders(frame: Frame) -> list[Argument]:
    """Return who acts in a frame: by name, or "ministers" where they are not told apart.

    Args:
        frame: The frame.
    """
    tokens = frame.subjects if frame.passive else frame.grammatical_subjects
    found = actors(frame.parse, [token for token in tokens if not _is_side(token)])
    for token in tokens:
        if _is_side(token):
            found += [Argument(state.canonical, state) for state in frame.parse.owners(token)]
    found += [
        who for token in tokens if token.lower_ in {"i", "we"} for who in _speaker(frame, token)
    ]
    if found:
        return found
    unnamed = [Argument(frame.parse.words(token)) for token in tokens if _is_group(token)]
    return unnamed or [who for token in tokens for who in _official(frame, token)]


def tellers(frame: Frame) -> list[Argument]:
    """Return who says something: of "denied that it was so, saying that" who denied it.

    Args:
        frame: A verb of saying.
    """
    found = holders(frame)
    if found or frame.head.tag_ != "VBG" or frame.link != "advcl":
        return found
    return next(filter(None, map(holders, frame.reports or frame.governors[1:])), [])


def _official(frame: Frame, token: Token) -> list[Argument]:
    """Return an official of a state or a body who is not named: "a spokesman for Peru"."""
    if post_noun(token) is None or token.tag_ != "NN" or token.i in frame.parse.antecedents:
        return []
    bodies = {Kind.STATE_OR_PLACE, Kind.ORGANIZATION}
    owners = [owner for owner in frame.parse.owners(token) if owner.kind in bodies]
    return [Argument(full_phrase(frame.parse, token))] if owners else []


def _is_group(token: Token) -> bool:
    """Return whether a noun names the members or the bodies of a meeting: "the ministers"."""
    body = token.lower_ in _BODIES
    return (body or is_plural_post(token)) and not any(
        child.dep_ in {"relcl", "acl", "nummod"} or child.lower_ in {"a", "an", "both", "any"}
        for child in token.children
    )


def _is_side(token: Token) -> bool:
    """Return whether a noun stands for the one state that it is said to be of: "the Lao side"."""
    if token.lower_ in _MISSIONS:
        return any(c.dep_ in {"poss", "amod"} or c.lower_ == "of" for c in token.children)
    return token.lower_ == "side" and any(child.dep_ == "amod" for child in token.children)


def _speaker(frame: Frame, pronoun: Token) -> list[Argument]:
    """Return who says "I" in what is reported, and for whom somebody in office says "we", "our"."""
    voice = frame.parse.voice(pronoun)
    found = [] if voice is None else [voice]
    for report in frame.reports:
        found = actors(frame.parse, report.grammatical_subjects) or found
    for who in found[:1]:
        home = frame.parse.homes.get(who.name) if pronoun.lower_ in {"our", "we"} else None
        return [who if home is None else Argument(home.canonical, home)]
    return []


def possessors(frame: Frame) -> list[Argument]:
    """Return whose plan or support a noun is: "Chad's support", "U.S. support".

    Args:
        frame: The noun.
    """
    beside = [child for child in frame.parts("amod", "compound", "nmod") if child.i < frame.head.i]
    known = [who for who in actors(frame.parse, beside) if who.mention and who.mention.iri]
    own = [part for part in frame.parts("poss") if part.lower_ in {"my", "our"}]
    if own and frame.above is not None:
        return _speaker(frame.above, own[0])
    return actors(frame.parse, owning(frame)) or known


def owning(frame: Frame) -> tuple[Token, ...]:
    """Return the nouns that say whose a noun is, though the parser did not see the apostrophe.

    Args:
        frame: The noun.
    """
    found = frame.parts("poss")
    index = frame.head.i - 1
    while not found and index > frame.head.sent.start and frame.head.doc[index].pos_ == "ADJ":
        index -= 1
    if not found and index > 0 and _is_apostrophe(frame.head.doc[index]):
        return (frame.head.doc[index - 1],)
    return found


def _is_apostrophe(token: Token) -> bool:
    """Return whether a mark says whose the noun after it is: "the United States' commitment"."""
    before = word_at(token, -1)
    return token.tag_ == "POS" or (token.text in {"'", "’"} and before.endswith("s"))
