"""Verbs by what they say of those who take part in the clauses below them."""

from typing import Final

from graph.extraction.words import words

OBJECT_CONTROL: Final = words(
    """allow appoint ask authorise authorize call command commission direct encourage enable expect
    force help instruct invite lead order permit persuade press request require send task tell
    urge want warn wish"""
)
"""Verbs whose object, and not whose subject, does what the infinitive below says."""

JUDGING: Final = words(
    "accuse blame commend condemn congratulate criticise criticize praise prevent stop thank"
)
"""Verbs whose object did what the participle after their preposition says: "thanked X for …"."""

SUPPORT: Final = words(
    """begin conclude conduct continue embark finish have hold launch make open pay receive
    resume start undertake"""
)
"""Verbs that say little beside their noun: "make a visit", "hold talks"."""

INVITING: Final = words("convey deliver extend give hand issue offer present reiterate renew send")
"""Verbs for inviting with the noun: "extended an invitation to X to visit Y"."""
