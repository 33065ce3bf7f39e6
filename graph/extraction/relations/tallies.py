"""How many have joined an agreement, or had something done to them: ``quantity``."""

from collections.abc import Iterator
from typing import Final

from spacy.tokens import Token

from graph.extraction.frames import Frame
from graph.extraction.proposals import Argument, Relation
from graph.extraction.relations.agreements import agreements
from graph.extraction.rules import Finding, FrameRule, Rule
from graph.extraction.words import words

_PARTIES: Final = words("country government member nation party signatory state")
_JOINING: Final = words("accede adopt endorse join ratify sign")


def _joined(frame: Frame) -> Iterator[Finding]:
    """Read "54 nations have signed onto the treaty", "only 27 have ratified the agreement"."""
    if frame.nominal or frame.negated:
        return
    texts = agreements(
        frame.parse, [*frame.objects, *frame.after("onto", "on to", "to")]
        if not frame.passive else frame.objects
    )
    for noun in frame.subjects:
        counted = _count(noun)
        for text in texts[:1] if counted else ():
            yield Finding(text, Relation.QUANTITY, Argument(counted), frame)


def _count(noun: Token) -> str:
    """Return the words of how many do something: "54 nations", "only 27"; "" for who is known."""
    if noun.tag_ == "CD" and noun.like_num:
        return noun.text
    number = next((c for c in noun.lefts if c.dep_ == "nummod" and c.like_num), None)
    known = any(c.dep_ in {"det", "poss"} for c in noun.lefts)
    if number is None or known or noun.lemma_.lower() not in _PARTIES:
        return ""
    return noun.doc[number.left_edge.i : noun.i + 1].text


RULES: Final[tuple[Rule, ...]] = (FrameRule("quantity.parties", "1", _JOINING, _joined),)
