"""Capitals that stand for the government of their state: "Hanoi denied the report"."""

from collections.abc import Sequence
from dataclasses import replace

from spacy.tokens import Doc, Token

from graph.extraction.attitudes import ACTING
from graph.extraction.gazetteer import Gazetteer
from graph.extraction.lexicon import lexicon
from graph.extraction.proposals import Mention


def governing(doc: Doc, mentions: Sequence[Mention], gazetteer: Gazetteer) -> tuple[Mention, ...]:
    """Return mentions, of which a capital stands for its state where it does what states do.

    Args:
        doc: The parsed text.
        mentions: Its mentions.
        gazetteer: Names of known things.

    >>> from graph.extraction.names import read_mentions
    >>> from graph.extraction.pipeline import pipeline
    >>> doc = pipeline()("Hanoi denied the report. She left Hanoi.")
    >>> [mention.canonical for mention in read_mentions(doc, Gazetteer.shipped())]
    ['Vietnam', 'Hanoi']
    """
    states = {capital: state for state, capital in lexicon().capitals.items()}
    found = []
    for mention in mentions:
        state = states.get(mention.words)
        span = doc.char_span(mention.start, mention.end) if state else None
        things = gazetteer.things(state) if state and span and _acts(span.root) else ()
        if len(things) == 1:
            found.append(replace(mention, canonical=things[0].label, iri=things[0].iri))
        else:
            found.append(mention)
    return tuple(found)


def _acts(token: Token) -> bool:
    """Return whether a name is the subject of a verb for what governments do."""
    active = token.dep_ == "nsubj" or (token.dep_ == "pobj" and token.head.dep_ == "agent")
    verb = token.head if token.dep_ == "nsubj" else token.head.head
    return active and verb.pos_ == "VERB" and verb.lemma_.lower() in ACTING
