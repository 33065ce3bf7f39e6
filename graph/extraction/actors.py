"""Names that a text treats as those of states, though no list has them: "the President of X".

What a state alone has - a head of state, an army, a foreign ministry - tells the kind of a name
that the model of the language takes for a person's.
"""

from collections.abc import Mapping
from typing import Final

from spacy.tokens import Doc

from graph.extraction.lexicon import lexicon
from graph.extraction.proposals import Kind
from graph.extraction.words import words

_LONGEST: Final = 3
"""Most words of a name that is read so."""

_BETWEEN: Final = 4
"""Most words between a possessive and what is possessed: "X's deputy foreign minister"."""

_MEETING: Final = frozenset({"congratulate", "greet", "meet", "receive", "thank", "speak"})
"""What somebody does with people, and hardly with bodies."""

_HUMAN: Final = words(
    """arrest assassinate bear depart die dine elect flee fly marry meet preside resign sentence
    speak travel tweet"""
)
"""What people do, or what is done to them, and hardly bodies."""

_POSSESSIVES: Final = frozenset({"'s", "’s", "'", "’"})
_TO: Final = frozenset({"to", "in", "from", "for"})
_AND: Final = frozenset({"and", ",", "-", "–", "or"})


def acts_as_state(doc: Doc, start: int, end: int) -> bool:
    """Tell whether the words around a name tell that it is of a state.

    Args:
        doc: The parsed text.
        start: Index of the first token of the name.
        end: Index of the token after the last.

    >>> from graph.extraction.pipeline import pipeline
    >>> doc = pipeline()("The President of Solvek met Lu.")
    >>> acts_as_state(doc, 3, 4), acts_as_state(doc, 5, 6)
    (True, False)
    """
    if end - start > 1 and all(token.ent_type_ == "PERSON" for token in doc[start:end]):
        return False  # "the government of Ana Maria Lu"
    return end - start <= _LONGEST and (
        _has_head(doc, start) or _is_reached(doc, start) or _has_bodies(doc, end)
    )


def acts_as_person(doc: Doc, start: int, end: int) -> bool:
    """Tell whether a name of two or three words does what people alone do: "Ana Lu flew to Rome".

    Args:
        doc: The parsed text.
        start: Index of the first token of the name.
        end: Index of the token after the last.
    """
    name = doc[start:end]
    spelled = all(t.text.istitle() and t.is_alpha and t.lower_ not in lexicon().heads for t in name)
    if not (1 < len(name) <= _LONGEST and spelled) or (start and doc[start - 1].lower_ == "the"):
        return False
    head, above = name.root, name.root.head
    if head.dep_ in {"nsubj", "nsubjpass"}:
        return above.lemma_ in _HUMAN
    with_ = head.dep_ == "pobj" and above.lower_ == "with" and above.head.lemma_ in _MEETING
    return with_ or (head.dep_ == "dobj" and above.lemma_ in _MEETING)


def _has_head(doc: Doc, start: int) -> bool:
    """Tell whether a name follows a post or a thing that states have: "the people of X"."""
    index = start - 1
    if index > 0 and doc[index].lower_ == "the":
        index -= 1
    return index > 0 and doc[index].lower_ == "of" and doc[index - 1].lower_ in lexicon().ruled


def _is_reached(doc: Doc, start: int) -> bool:
    """Tell whether a name is where somebody goes or stands for another state: "envoy to X"."""
    if start <= 1 or doc[start - 1].lower_ not in _TO:
        return start > 0 and doc[start - 1].lemma_ == "visit" and doc[start - 1].pos_ == "VERB"
    above = doc[start - 1].head if doc[start - 1].dep_ == "prep" else doc[start - 2]
    return {above.lemma_.lower(), doc[start - 2].lemma_.lower()} & lexicon().reaching != set()


def _has_bodies(doc: Doc, end: int) -> bool:
    """Tell whether a name possesses what states have: "X's foreign ministry"."""
    if end >= len(doc) or doc[end].text not in _POSSESSIVES:
        return False
    for token in doc[end + 1 : end + 2 + _BETWEEN]:
        if token.lower_ in lexicon().possessed:
            return True
        if token.pos_ not in {"ADJ", "NOUN", "PROPN"}:
            break
    return False


def beside_place(doc: Doc, start: int, end: int, starts: Mapping[int, Kind | None]) -> bool:
    """Tell whether a name is coordinated with that of a place which follows: "X and Peru".

    Args:
        doc: The parsed text.
        start: Index of the first token of the name.
        end: Index of the token after the last.
        starts: First tokens of the names of a known kind, with the kind.
    """
    if end - start > _LONGEST or end + 2 >= len(doc) or doc[end].lower_ not in _AND:
        return False
    listed = doc[end].text != "," or doc[end + 2].lower_ in _AND
    return listed and starts.get(end + 1) is Kind.STATE_OR_PLACE
