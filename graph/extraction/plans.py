"""Plans in words: the verb of a planned action as a predicate, and the rest as its object."""

import re
from dataclasses import dataclass
from typing import Final

from graph.extraction.classes import CONDITION, CONFERENCE, EVENT, GROUP, INSTRUMENT, UNNAMED

_PRINCIPLE: Final = "comity:Principle"
_ISSUE: Final = "comity:Issue"


@dataclass(frozen=True)
class Plan:
    """What is planned.

    Args:
        predicate: The predicate.
        words: The words of its object.
        classes: Classes that the object may be of if it is nothing named, the likeliest first.
    """

    predicate: str
    words: str
    classes: tuple[str, ...]


_VERBS: Final = (
    ("comity:upholds", "uphold adhere+to stick+to", (_PRINCIPLE,)),
    ("comity:respects", "respect observe comply+with abide+by", (_PRINCIPLE,)),
    ("comity:implements", "implement carry+out execute apply", ("comity:Initiative",)),
    ("comity:protects", "protect safeguard defend", (CONDITION,)),
    ("comity:supports", "support back endorse assist help", (CONDITION,)),
    ("comity:contributesTo", "contribute+to", (CONDITION,)),
    ("comity:participatesIn", "participate+in take+part+in attend join", (EVENT, CONFERENCE)),
    ("comity:cooperatesWith", "cooperate+with collaborate+with work+with", (GROUP, UNNAMED)),
    ("comity:negotiatedWith", "negotiate+with hold+talks+with consult+with", (GROUP, UNNAMED)),
    ("comity:discussed", "discuss negotiate", ("comity:PolicyArea",)),
    ("comity:hosts", "host convene organise organize", (CONFERENCE,)),
    ("comity:signed", "sign", (INSTRUMENT,)),
    ("comity:bringsIntoService", "open inaugurate launch establish", ("comity:Initiative",)),
    ("comity:provides", "provide deliver offer supply", ("comity:PolicyArea",)),
    ("comity:addresses", "address resolve tackle solve settle", (_ISSUE,)),
    ("comity:counters", "counter combat fight oppose curb prevent", (_ISSUE,)),
    ("comity:promotes", "promote advance foster encourage boost", (CONDITION,)),
)
"""Predicate, the verbs that speak for it (with their prepositions), classes of the object."""

_RELATIONS_WITH: Final = re.compile(
    r"(?:relations?|relationships?|ties|partnerships?|cooperation|bonds?|friendship)\b.*? with ",
    re.IGNORECASE,
)
"""What one strengthens with somebody."""

_STRENGTHEN: Final = "strengthen deepen expand enhance broaden improve consolidate elevate develop"
"""Verbs that a relation with somebody may follow."""

_SKIPPED: Final = re.compile(r"^(?:(?:to|also|further|jointly|\w+ly)\s+)*", re.IGNORECASE)
"""Words before the verb."""


def read_plan(words: str) -> Plan:
    """Return what a planned action is.

    A verb that stands for no predicate leaves the whole phrase as what the actor works toward.

    >>> plan = read_plan("upholding an independent foreign policy")
    >>> plan.predicate, plan.words
    ('comity:upholds', 'an independent foreign policy')
    >>> read_plan("remove tariffs").predicate
    'comity:worksToward'
    """
    rest = words[_SKIPPED.match(words).end() :]  # type: ignore[union-attr]  # it matches nothing, too
    verb, tail = _verb(rest)
    met = _RELATIONS_WITH.search(tail)
    if verb in _STRENGTHEN.split() and met:
        return Plan("comity:strengthensRelationsWith", tail[met.end() :], (GROUP, UNNAMED))
    for predicate, verbs, classes in _VERBS:
        for known in verbs.split():
            head, *particles = known.split("+")
            after = tail.split(" ", len(particles))
            if head == verb and after[:-1] == particles and after[-1:] not in ([], [""]):
                return Plan(predicate, after[-1], classes)
    return Plan("comity:worksToward", rest or words, (CONDITION,))


def _verb(words: str) -> tuple[str, str]:
    """Return the verb that begins a phrase, as a dictionary has it, and what follows.

    A second verb that shares the object is passed over ("strengthen and expand relations").
    """
    first, _, rest = words.partition(" ")
    second = re.match(r"(?:and|or) (\w+) ", rest)
    if second and _base(second[1]) is not None:
        rest = rest[second.end() :]
    return _base(first) or first.lower(), rest


_KNOWN: Final = {
    *_STRENGTHEN.split(),
    *(verb.partition("+")[0] for _, verbs, _ in _VERBS for verb in verbs.split()),
}
"""Verbs that are known, without their prepositions."""


def _base(word: str) -> str | None:
    """Return the base form of a known verb."""
    lower = word.lower()
    stems = [lower]
    for ending in ("ing", "es", "s"):
        if lower.endswith(ending):
            stem = lower.removesuffix(ending)
            stems += [stem, f"{stem}e", stem[:-1]]
    return next((stem for stem in stems if stem in _KNOWN), None)
