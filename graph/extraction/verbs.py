"""Verbs by what they say of those who take part in the clauses below them."""

import re
from typing import Final

from spacy.tokens import Token

from graph.extraction.words import words

OBJECT_CONTROL: Final = words(
    """allow appeal appoint ask authorise authorize call command commission direct encourage enable
    expect force help instruct invite lead order permit persuade press request require send task
    tell urge want warn wish"""
)
"""Verbs whose object, and not whose subject, does what the infinitive below says."""

JUDGING: Final = words(
    """accuse arrest blacklist blame charge commend condemn congratulate convict criticise criticize
    denounce detain expel fine impose indict jail praise prevent prosecute punish rebuke sanction
    sentence stop thank"""
)
"""Verbs whose object did what the participle after their preposition says: "thanked X for …"."""

SUPPORT: Final = words(
    """begin conclude conduct continue embark finish have hold launch make open pay receive
    resume start undertake"""
)
"""Verbs that say little beside their noun: "make a visit", "hold talks"."""

INVITING: Final = words("convey deliver extend give hand issue offer present reiterate renew send")
"""Verbs for inviting with the noun: "extended an invitation to X to visit Y"."""

_PAST: Final = frozenset({"VBD", "VBN"})
_DOUBLED: Final = re.compile(r"[^aeiou][aeiou](?:([tlrnpmgbd])\1)e$")
"""How the model ends forms that it does not know: it takes "readmitted" for one of "readmitte"."""

_MISTAKEN: Final = {"hop": "hope"}
"""Dictionary forms that the model gets wrong: it takes "hoped" for a form of "hop"."""


def lemma_of(token: Token) -> str:
    """Return the dictionary form of a word, in lower case.

    Args:
        token: The word.
    """
    lemma = token.lemma_.lower()
    if token.tag_ in _PAST and _DOUBLED.search(lemma):
        return lemma[:-2]
    return _MISTAKEN.get(lemma, lemma)
